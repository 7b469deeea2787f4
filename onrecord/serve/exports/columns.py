"""What a flat table is: its columns with their types and meanings, and the function that gives its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

Kind = type[str] | type[int] | type[float] | type[bool] | type[date]
Row = tuple[Any, ...]
Of = TypeVar("Of")

SEPARATOR = "; "
"""Between the values of a column that may hold several."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `to` is the table whose rows it names, by the column of the same name or by `at`."""

    name: str
    kind: Kind
    meaning: str
    to: str = ""
    at: str = ""

    @property
    def described(self) -> str:
        """Its meaning where Markdown is not read."""
        return self.meaning.replace("`", "")


@dataclass(frozen=True, slots=True)
class Table(Generic[Of]):
    """A flat table. `key`: the columns that tell its rows apart; `words`: those that a reader searches in.

    `rows` makes the rows of one story, one article, or the archive: what `Of` is.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Of], Iterator[Row]]
    words: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


STORY = Column("story", str, "id of the story", to="stories")
ARTICLE = Column("article", str, "id of the article", to="articles")
STATEMENT = Column("statement", str, "id of the statement (`Point.id`), unique within its story")
START = Column("start", int, "its first character in `articles.text`: a Python string index, in code points")
END = Column("end", int, "the character after its last")
TEXT = Column("text", str, "its words in the article")
KIND = Column("kind", str, "event, figure or quote")
REASON = Column("reason", str, "why, as a sentence that a person can check")
N_ARTICLES = Column("n_articles", int, "articles that tell it so; versions of one article are one article")
N_PUBLISHERS = Column("n_publishers", int, "publishers of these articles; one where none is given")
N_ORIGINS = Column("n_origins", int, "upper bound: texts that these articles may have it from")
SUPPORT = Column("support", str, "the count and on whose word, in one of four phrases")
SAID_BY = Column("said_by", str, "on whose word: parties, an office under its government; 'nobody named' is one")
SAID_BY_NAMES = Column("said_by_names", str, "the names under which these parties speak")


STATUS = Column("status", str, "happened, ongoing, planned, requested, denied, claimed or possible")
WITHDRAWN = Column(
    "withdrawn", bool, "no article tells it any more: later versions left it out, so it is not to be counted"
)


def joined(values: Any) -> str | None:
    """Several values in one cell; null when there is none.

    >>> joined(["AFP", "Reuters"]), joined([])
    ('AFP; Reuters', None)
    """
    return SEPARATOR.join(map(str, values)) or None
