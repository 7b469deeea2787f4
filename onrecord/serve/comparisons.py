"""Two articles side by side, for eyes: what they share, how much of it, and why they are tied or not."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.schema import Article
from onrecord.serve.labels import harmless, labels

if TYPE_CHECKING:
    from onrecord.align import Explanation


def page(left: Article, right: Article, tie: "Explanation") -> RenderableType:
    """The shared passages in two columns, then the shares and the reasons."""
    names = labels([left, right])
    columns = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
    columns.add_column("kind", no_wrap=True)
    for article in (left, right):
        columns.add_column(_flat(_title(article, names)), ratio=1, overflow="fold")
    for one in tie.passages:
        kind = f"{one.passage.kind}\n{one.passage.identity:.0%} the same"
        columns.add_row(kind, _flat(one.left), _flat(one.right))
    reasons = [_flat(_named(line, names)) for line in _reasons(tie)]
    return Group(columns if tie.passages else Text("They share no passage.\n"), *reasons)


def _title(article: Article, names: dict[str, str]) -> str:
    told = (names[article.id], article.publisher, (article.published or "")[:10], article.headline)
    return ", ".join(filter(None, told))


def _reasons(tie: "Explanation") -> Iterator[str]:
    for copy in tie.copies:
        shares = f"{copy.share:.0%} of the shorter text verbatim, {copy.own_share:.0%} of its own prose"
        yield f"Copy ({copy.kind}, {shares}): {copy.reason}."
    if not tie.copies:
        yield "Neither is a copy of the other."
    for one in tie.origins:
        origin = one.origin
        whose = origin.agency or origin.publisher or "not named"
        yield f"Origin ({origin.kind}, {whose}, {origin.evidence}): {origin.reason}."


def _named(line: str, names: dict[str, str]) -> str:
    for article, name in names.items():
        line = line.replace(article, name)
    return line


def _flat(text: str) -> Text:
    return Text(" ".join(harmless(text).split()))
