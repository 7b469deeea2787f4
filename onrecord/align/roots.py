"""Roots: which of two articles was first, asked by copies and origins alike, and whose a text is without a credit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from onrecord import settings
from onrecord.align.grounds import Grounds
from onrecord.align.pairs import Pair
from onrecord.align.precedence import Precedence, first_of, is_signed, newsroom_of
from onrecord.align.reports import Report
from onrecord.credits import newsroom


class Roots:
    """What the articles, looked at together, tell of who was first."""

    def __init__(self, grounds: Grounds, reports: Sequence[Report]) -> None:
        self._grounds = grounds
        self._articles, self._sources = grounds.articles, grounds.sources
        self._texts = [report for report in reports if not report.agency]
        self._wires = [report for report in reports if report.agency]

    def precedence(self, pair: Pair) -> Precedence:
        """Which of two was first. An earlier date alone says little where the other one is signed by its own house."""
        left, right = self._articles[pair.left], self._articles[pair.right]
        found = first_of(left, right, same_text=pair.is_reprint)
        if not found.first or pair.within_publisher:
            return found
        first, other = (left, right) if found.first == left.id else (right, left)
        own = self._grounds.is_own
        if other.revision_of == first.id or own(first.id) or not own(other.id) or self._draws(other.id):
            return found
        if self._stands({other.id}) and not self._stands({first.id}):
            why = f"{first.id} has the earlier date, but {other.id} is signed and {other.publisher} reports on this too"
            return Precedence(None, f"which of the two came first is not known: {why}")
        return found

    def first(self, report: Report) -> str | None:
        """The article whose own report a text is: that which came before all others, else the one that is signed."""
        found = self._before_all(report)
        if found:
            return found
        signed = [id_ for id_ in report.articles if is_signed(self._articles[id_]) and not self._draws(id_)]
        signed = [id_ for id_ in signed if newsroom_of(self._articles[id_])]
        chosen = min(signed, key=self._preferred, default=None)
        if chosen and not self._stands({chosen}) and self._stands(set(report.articles)):
            return None
        return chosen

    def is_anybodys(self, report: Report, first: str | None) -> bool:
        """Whether nobody can tell whose a text is: then it is no origin more.

        So it is with what stands in an article that draws on another report beside it, on a page that gathers the
        texts of others, in a publisher's article that is an origin already by its other reports, or in an excerpt.
        """
        if first is None:
            beside = self._drawing_beside(report)
            some = (id_ in beside or self._grounds.is_gathered(id_) for id_ in report.articles)
            return any(some) or self._has_excerpt(report) or self._stands(set(report.articles))
        is_guess = self._articles[first].published is None and not self._grounds.is_own(first)
        if first in self._drawing or self._is_excerpt(first, report) or (is_guess and self._has_excerpt(report)):
            return True
        within = (
            pair.kept_of(first) >= settings.ALIGN_WHOLE_SHARE and other in self._drawing_wires
            for pair in report.pairs
            if first in (pair.left, pair.right)
            for other in (pair.right if first == pair.left else pair.left,)
        )
        return not self._grounds.is_own(first) and any(within)

    def _has_excerpt(self, report: Report) -> bool:
        return any(self._is_excerpt(id_, report) for id_ in report.articles)

    def _is_excerpt(self, article: str, report: Report) -> bool:
        """Whether it stands in an article that is none of those of its report, and says nowhere that it is its own."""
        beyond = set(self._grounds.excerpts.get(article, ())).difference(report.articles)
        return bool(beyond) and not self._grounds.is_own(article)

    def _before_all(self, report: Report) -> str | None:
        """The one article of a report that came before all those with which it shares text.

        An undated reprint of a later article is not first, though it has a longer form than the earlier ones.
        """
        roots, _ = self._order(report)
        if len(roots) != 1:
            return None
        root = next(iter(roots))
        ties = (pair for pair in report.pairs if root in (pair.left, pair.right) and not pair.within_publisher)
        return root if all(self.precedence(pair).first for pair in ties) else None

    def _order(self, report: Report) -> tuple[set[str], set[str]]:
        """The articles of a report before which none is known to have been, and the others."""
        later: set[str] = set()
        for pair in report.pairs:
            found = self.precedence(pair).first
            if found:
                later.add(pair.right if found == pair.left else pair.left)
        return set(report.articles) - later, later

    def _preferred(self, article: str) -> tuple[bool, bool, int]:
        text = self._articles[article]
        return not self._stands({article}), text.published is None, self._grounds.rank[article]

    def _draws(self, article: str) -> bool:
        """Whether an article says that it has something from an agency."""
        return self._sources[article].draws or bool(self._sources[article].told)

    @cached_property
    def _drawing_wires(self) -> set[str]:
        """The articles that have something from an agency, said or seen."""
        return {id_ for report in self._wires for id_ in report.articles} | {
            id_ for id_ in self._articles if self._draws(id_)
        }

    @cached_property
    def _drawing(self) -> set[str]:
        """The articles that have something from another: an agency, or a text that another one had before."""
        return self._drawing_wires.union(*(self._order(report)[1] for report in self._texts))

    def _drawing_beside(self, report: Report) -> set[str]:
        """Those that have something from another by more than this text."""
        others = (self._order(other)[1] for other in self._texts if other is not report)
        return self._drawing_wires.union(*others)

    def _stands(self, articles: Iterable[str]) -> bool:
        """Whether the publisher of one of some articles of one text is an origin here by more than that text."""
        rooms = [room for id_ in articles if (room := newsroom_of(self._articles[id_]))]
        return any(room in self._named or len(self._of_room[room]) > 1 for room in rooms)

    @cached_property
    def _of_room(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for id_, article in self._articles.items():
            room = newsroom_of(article)
            if room and not self._draws(id_):
                found[room].append(id_)
        return found

    @cached_property
    def _named(self) -> set[str]:
        """The newsrooms that articles name: to whom a thing was told, who lent a report, whom they credit."""
        tellings = {telling.newsroom for held in self._grounds.tellings.values() for telling in held}
        loans = {newsroom(one.loan.name) for one in self._sources.values() if one.loan}
        return tellings | loans | {newsroom(name) for one in self._sources.values() for name in one.agencies}
