"""Excerpts: how much of an article's words an export without text may hold."""

import re
from collections.abc import Callable, Iterable, Iterator

from onrecord import settings, tokens

Cut = Callable[[str], str]
"""Gives words as they may be published."""


def whole(words: str) -> str:
    """The words as they are, for an export with text."""
    return words


_WORD = re.compile(r"[^\W_]+")


def short(words: str, *, most: int = settings.SERVE_EXCERPT_WORDS) -> bool:
    """Whether words are few enough to be published whoever wrote them.

    >>> short("two injured in Ghent"), short("two injured in Ghent", most=3)
    (True, False)
    """
    return len(words) <= 2 * most or len(_WORD.findall(words)) <= most  # so few characters hold no more words


class Excerpts:
    """Cuts whatever repeats a longer run of an article's words, be it a quotation, a reason or a headline.

    >>> cut = Excerpts(["The old mill burned down. Nobody was hurt in the fire."], most=4)
    >>> cut('fire: "the old mill burned down; nobody was hurt" (a)')
    'fire: "the old mill burned…" (a)'
    >>> cut("The old mill burned")
    'The old mill burned'
    """

    def __init__(self, texts: Iterable[str], *, most: int = settings.SERVE_EXCERPT_WORDS) -> None:
        self._texts, self._most = list(texts), most
        self._runs: set[tuple[int, ...]] | None = None

    def __call__(self, words: str) -> str:
        """The words; of each run that is too long its beginning, and an ellipsis."""
        if short(words, most=self._most):
            return words
        found = tokens.words(words)
        hashes = found.hashes.tolist()
        said, at = "", 0
        for first, last in self._long_runs(hashes):
            said += words[at : int(found.ends[first + self._most - 1])] + "…"
            at = int(found.ends[last])
        return said + words[at:]

    def _long_runs(self, hashes: list[int]) -> Iterator[tuple[int, int]]:
        """The first and the last word of each run that is longer than may be."""
        size, first = self._most + 1, -1
        for i in range(len(hashes) - size + 2):
            inside = tuple(hashes[i : i + size]) in self._known() if i + size <= len(hashes) else False
            if inside and first < 0:
                first = i
            elif not inside and first >= 0:
                yield first, i + size - 2
                first = -1

    def _known(self) -> set[tuple[int, ...]]:
        """Every run of the articles that is just too long."""
        if self._runs is None:
            size, self._runs = self._most + 1, set()
            for text in self._texts:
                hashes = tokens.words(text).hashes.tolist()
                self._runs.update(tuple(hashes[i : i + size]) for i in range(len(hashes) - size + 1))
        return self._runs
