"""What a search found: a fact-checker starts from a sentence and sees who printed it, and how it is supported."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from typing import Annotated, Literal
from unicodedata import combining, normalize

import msgspec
from snowballstemmer import stemmer

from onrecord.archive import Archive, Hit, ListedActor
from onrecord.serve import addresses
from onrecord.serve.labels import flat
from onrecord.serve.parameters import AskedList, Size, Words
from onrecord.serve.views.scenes import Card, Piece, located
from onrecord.serve.views.stories import Headline, headline

ACTORS = 6
"""Actors that a search names; more do not fit two lines."""

LONGEST_WORD = 60
"""Characters of a word by which it is found again."""

DONE = ("happened", "ongoing")
"""Statuses that need no tag."""

_Offset = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
Kind = Literal["", "statement", "passage"]


class AskedSearch(AskedList, frozen=True, kw_only=True):
    """Which words, and whether in statements, in passages or in both."""

    size: Size = 25
    q: Words = ""
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class StoryNamed:
    """A story under its headline."""

    id: str
    headline: Headline


@dataclass(frozen=True, slots=True)
class Supported:
    """How a statement is supported: how often, by how many origins at most, in one of the four phrases.

    `status` as in its leading answer: what is denied or planned did not happen. `withdrawn`: no article tells it any
    more.
    """

    point: str
    number: int | None
    n_articles: int
    n_publishers: int
    n_origins: int
    support: str
    variation: str
    status: str
    withdrawn: bool

    @property
    def label(self) -> str:
        """Its status as a tag says it, "" where it is told as done."""
        return "" if self.status in DONE else self.status


@dataclass(frozen=True, slots=True)
class Printed:
    """Where words are printed."""

    place: Piece
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """One statement or passage. `place` is the whole sentence; `marks` are the words found, as places in `snippet`.

    `also`: the same passage, word for word, in other articles of this page of the list.
    """

    kind: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    place: Piece
    publisher: str | None
    published: str | None
    story: StoryNamed | None
    statement: Supported | None
    also: tuple[Printed, ...] = ()

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The snippet cut at the borders of the words found, each piece with whether it is one."""
        at = 0
        for start, end in self.marks:
            yield self.snippet[at:start], False
            yield self.snippet[start:end], True
            at = end
        yield self.snippet[at:], False


@dataclass(frozen=True, slots=True)
class Search:
    """A page of what was found, the best first; `partly`: nothing has all the words, these have some."""

    rows: tuple[Found, ...]
    next: str | None
    partly: bool
    actors: tuple[ListedActor, ...]


def search(archive: Archive, asked: AskedSearch) -> Search:
    """Statements and passages that have the words."""
    if not asked.q.strip():
        return Search((), None, False, ())
    stamp = archive.stamp()
    offset: int = addresses.place_under(stamp, asked.after, _Offset) if asked.after else 0
    hits = archive.search(asked.q, limit=asked.size + 1, offset=offset, kind=asked.kind or None)
    shown = hits[: asked.size]
    goes_on = addresses.cursor((stamp, offset + asked.size)) if len(hits) > asked.size else None
    named = () if asked.after else tuple(archive.actors_named(asked.q, limit=ACTORS))
    return Search(_rows(archive, shown, asked.q), goes_on, any(hit.partly for hit in shown), named)


def _rows(archive: Archive, hits: Sequence[Hit], words: str) -> tuple[Found, ...]:
    stories = named_stories(archive, {hit.story for hit in hits if hit.story})
    places = located(archive, [hit.span for hit in hits])
    return folded(_found(hit, *place, stories, words) for hit, place in zip(hits, places, strict=True))


def folded(rows: Iterable[Found]) -> tuple[Found, ...]:
    """The rows, a passage that several articles print word for word as one: a caption would fill the page."""
    kept: dict[tuple[str, ...], list[Found]] = {}
    for row in rows:
        key = (flat(row.place.text),) if row.kind == "passage" else (row.kind, row.place.article, str(row.statement))
        kept.setdefault(key, []).append(row)
    return tuple(replace(first, also=tuple(map(_printed, rest))) for first, *rest in kept.values())


def _printed(row: Found) -> Printed:
    return Printed(row.place, row.publisher, row.published)


def named_stories(archive: Archive, ids: set[str]) -> dict[str, StoryNamed]:
    """Stories by their ids, each under its headline."""
    leads = archive.leads(sorted(ids)).items()
    return {id_: StoryNamed(id_, headline(None if lead.beginning else lead.headline, lead)) for id_, lead in leads}


def _found(hit: Hit, place: Piece, card: Card, stories: dict[str, StoryNamed], words: str) -> Found:
    snippet = flat(hit.snippet)
    return Found(
        kind=hit.kind,
        snippet=snippet,
        marks=tuple(marked(snippet, words)),
        place=place,
        publisher=card.publisher,
        published=card.published,
        story=stories.get(hit.story or ""),
        statement=_supported(hit),
    )


def _supported(hit: Hit) -> Supported | None:
    if hit.point is None:
        return None
    counts = (hit.n_articles or 0, hit.n_publishers or 0, hit.n_origins or 0)
    told: tuple[str, str, str] = (hit.support or "", hit.variation or "", hit.status or "")
    return Supported(hit.point, hit.number, *counts, *told, hit.withdrawn)


_WORD = re.compile(r"\w+")
_PHRASE = re.compile(r'"([^"]+)"|(\S+)')


def marked(text: str, words: str) -> list[tuple[int, int]]:
    """Where a text has the words that were looked for, in any form; those of a phrase where they stand together.

    >>> text = "The ferry ran aground; two ferries were searched."
    >>> [text[start:end] for start, end in marked(text, 'FERRY search "ran aground"')]
    ['ferry', 'ran aground', 'ferries', 'searched']
    """
    phrases = [phrase or word for phrase, word in _PHRASE.findall(words) if word != "OR"]
    runs = [tuple(stem(word) for word in _WORD.findall(phrase)) for phrase in _telling(phrases)]
    tokens = [(found.span(), stem(found.group())) for found in _WORD.finditer(text)]
    stems = [stemmed for _, stemmed in tokens]
    found: list[tuple[int, int]] = []
    for i, ((start, _), _) in enumerate(tokens):
        length = max((len(run) for run in runs if run and tuple(stems[i : i + len(run)]) == run), default=0)
        if length and (not found or start >= found[-1][1]):
            found.append((start, tokens[i + length - 1][0][1]))
    return found


def _telling(phrases: Sequence[str]) -> Sequence[str]:
    """Phrases without those that every sentence has, unless there are no others."""
    return [phrase for phrase in phrases if len(phrase) > 3 or not phrase.islower()] or phrases


_PORTER, _ONE_AT_A_TIME = stemmer("porter"), Lock()
"""A stemmer keeps the word that it is at, and pages are made in threads."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word as the archive looks for it: without accents, case and ending.

    >>> stem("Killed"), stem("kills"), stem("Country"), stem("cafés")
    ('kill', 'kill', 'countri', 'cafe')
    """
    plain = "".join(char for char in normalize("NFKD", word[:LONGEST_WORD]) if not combining(char))
    with _ONE_AT_A_TIME:
        return str(_PORTER.stemWord(plain.casefold()))
