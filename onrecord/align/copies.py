"""Copies: which article has text from which, and what a person can check it by."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.align import revisions
from onrecord.align.drafts import listed
from onrecord.align.pairs import Pair
from onrecord.align.precedence import Precedence, credited_as, publishing_agency
from onrecord.align.prose import Proses
from onrecord.align.reports import Report, Sources
from onrecord.align.roots import Roots
from onrecord.schema import Copy, CopyKind


def find(
    pairs: Sequence[Pair], reports: Sequence[Report], proses: Proses, sources: Mapping[str, Sources], roots: Roots
) -> Iterator[Copy]:
    """One copy for each pair of articles of which one is derived from the other, or both from a third."""
    behind = {(pair.left, pair.right): report for report in reports for pair in report.pairs}
    for pair in pairs:
        tie = _tie(pair, behind.get((pair.left, pair.right)), proses, sources, roots)
        if pair.is_derived or tie.version:
            yield _copy(tie)


class _Tie(NamedTuple):
    """A pair of articles, the later one first as far as that is known; `version`: what shows that they are one."""

    pair: Pair
    report: Report | None
    later: Sources
    earlier: Sources
    precedence: Precedence
    version: str | None
    proses: Proses
    sources: Mapping[str, Sources]

    @property
    def agency(self) -> str | None:
        return self.report.agency if self.report else None

    @property
    def ids(self) -> tuple[str, str]:
        return self.later.article.id, self.earlier.article.id

    @property
    def is_wires_own(self) -> bool:
        """Whether the agency itself published both."""
        return {publishing_agency(self.later.article), publishing_agency(self.earlier.article)} == {self.agency}


def _tie(pair: Pair, report: Report | None, proses: Proses, sources: Mapping[str, Sources], roots: Roots) -> _Tie:
    left, right = sources[pair.left], sources[pair.right]
    precedence = _of_two(left, right) or roots.precedence(pair)
    earlier, later = (right, left) if _is_later(left, right, precedence, report) else (left, right)
    version = revisions.ground(earlier.article, later.article, pair)
    return _Tie(pair, report, later, earlier, precedence, version, proses, sources)


def _of_two(left: Sources, right: Sources) -> Precedence | None:
    """What two articles with agencies of their own have in common: a third text, or one copied the other in silence."""
    if not left.agencies or not right.agencies or set(left.agencies) & set(right.agencies):
        return None
    told = (f"{one.article.id} is from {listed(one.agencies)}" for one in (left, right))
    return Precedence(None, f"{' and '.join(told)}, so whose text it is cannot be told")


def _is_later(one: Sources, other: Sources, precedence: Precedence, report: Report | None) -> bool:
    """Whether the copy is told of the first: it came later, or does not credit the agency that the other one does."""
    if precedence.first:
        return precedence.first == other.article.id
    agency = report.agency if report else None
    return bool(agency) and agency in other.agencies and agency not in one.agencies


def _copy(tie: _Tie) -> Copy:
    kind, original = _kind(tie), tie.precedence.first
    if kind == "same-wire":
        original = None
    shares = tie.pair.share, tie.pair.own_share
    return Copy(tie.later.article.id, original, tie.agency, *shares, kind, tie.pair.passages, _reason(tie, kind))


def _kind(tie: _Tie) -> CopyKind:
    if tie.version:
        return "revision"
    is_from_wire = tie.precedence.first and credited_as(tie.earlier.article) == tie.agency
    # what a wire sends later is no rewrite of its own: both are its report
    if tie.agency and (tie.is_wires_own or not is_from_wire):
        return "same-wire"
    return "reprint" if tie.pair.is_reprint else "rewrite"


def _reason(tie: _Tie, kind: CopyKind) -> str:
    """What is the same, counted, then what is known of where it is from."""
    later, earlier = tie.ids
    if kind != "revision":
        return f"{_amount(tie)}; {_ground(tie)}"
    first = tie.precedence.first
    versions = (
        f"{later} is a later version of {earlier}" if first else f"{later} and {earlier} are versions of one article"
    )
    return "; ".join(filter(None, (f"{versions}: {tie.version}", _amount(tie), tie.precedence.reason)))


def _amount(tie: _Tie) -> str:
    """How many words of which article stand in the other; of a reprint all are counted, else what the writer wrote."""
    pair = tie.pair
    if pair.is_reprint:
        short, other = (pair.left, pair.right) if pair.kept[0] > pair.kept[1] else (pair.right, pair.left)
        prose = tie.proses[short]
        size = int((~prose.furniture).sum())
        percent = round(100 * pair.share)
        part = "all" if pair.share == 1 else "nearly all" if percent == 100 else f"{percent} % of the"
        without = " (headings and short lines left out)" if size < prose.text.size else ""
        return f"{part} {size} words of {short}{without} stand word for word in {other}"
    short, other = sorted((pair.left, pair.right), key=lambda article: (tie.proses[article].size, article))
    size, words = tie.proses[short].size, sum(pair.own_words)
    return (
        f"{min(size, words)} of the {size} words that {short} prints outside quotations stand in {other}"
        if words
        else ""
    )


def _ground(tie: _Tie) -> str:
    """What is known of where the shared text is from."""
    agency = tie.agency
    if tie.pair.within_publisher and (agency is None or tie.is_wires_own):
        return f"both were published by {tie.later.article.publisher}{_apart(tie)}; {tie.precedence.reason}"
    if tie.report is None or agency is None or (tie.precedence.first and credited_as(tie.earlier.article) == agency):
        return tie.precedence.reason
    crediting = [one.article.id for one in (tie.earlier, tie.later) if agency in one.agencies]
    if crediting:
        return f"both credit {agency}" if len(crediting) > 1 else f"{crediting[0]} credits {agency}"
    named = next((article for article in tie.report.articles if agency in tie.sources[article].agencies), None)
    if named:
        return f"{named}, which shares text with them, credits {agency}"
    return f'no article credits an agency, but one has "told {agency}"'


def _apart(tie: _Tie) -> str:
    differ = revisions.differences(tie.earlier.article, tie.later.article)
    return f" as two articles ({listed(differ)} {'differ' if len(differ) > 1 else 'differs'})" if differ else ""
