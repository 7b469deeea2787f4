"""Copies: which article has text from which, and what a person can check it by."""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.align.pairs import Pair
from onrecord.align.precedence import Precedence, first_of, publishing_agency
from onrecord.align.reports import Report, Sources
from onrecord.schema import Article, Copy, CopyKind


def find(
    pairs: Sequence[Pair], reports: Sequence[Report], articles: Mapping[str, Article], sources: Mapping[str, Sources]
) -> Iterator[Copy]:
    """One copy for each pair of articles of which one is derived from the other, or both from a third."""
    behind = {(pair.left, pair.right): report for report in reports for pair in report.pairs}
    for pair in pairs:
        if pair.is_derived or _is_revision(articles[pair.left], articles[pair.right], pair):
            yield _copy(pair, behind.get((pair.left, pair.right)), articles, sources)


def _is_revision(a: Article, b: Article, pair: Pair) -> bool:
    """Two versions of one article: the input says so, or one publisher printed one text twice."""
    if a.id == b.revision_of or b.id == a.revision_of:
        return True
    return bool(a.publisher) and a.publisher == b.publisher and pair.is_reprint


def _copy(pair: Pair, report: Report | None, articles: Mapping[str, Article], sources: Mapping[str, Sources]) -> Copy:
    left, right = articles[pair.left], articles[pair.right]
    precedence = first_of(left, right, same_text=pair.is_reprint)
    agency = report.agency if report else None
    revision = _is_revision(left, right, pair)
    original = precedence.first
    if agency and not revision and not (original and publishing_agency(articles[original]) == agency):
        original = None
    later = _later(pair, precedence, agency, sources)
    earlier = pair.left if later == pair.right else pair.right
    kind = _kind(pair, is_revision=revision, is_same_wire=bool(agency) and original is None)
    reason = _reason(pair, later, earlier, kind, _ground(earlier, later, report, sources, precedence))
    return Copy(later, original, agency, pair.share, pair.own_share, kind, pair.passages, reason)


def _later(pair: Pair, precedence: Precedence, agency: str | None, sources: Mapping[str, Sources]) -> str:
    """The article that the copy is told of: the one that came later, or of two the one that does not credit the agency."""
    if precedence.first:
        return pair.right if precedence.first == pair.left else pair.left
    if agency and agency in sources[pair.right].agencies and agency not in sources[pair.left].agencies:
        return pair.left
    return pair.right


def _kind(pair: Pair, *, is_revision: bool, is_same_wire: bool) -> CopyKind:
    if is_revision:
        return "revision"
    if is_same_wire:
        return "same-wire"
    return "reprint" if pair.is_reprint else "rewrite"


def _ground(
    earlier: str, later: str, report: Report | None, sources: Mapping[str, Sources], precedence: Precedence
) -> str:
    """What is known of where the shared text is from."""
    if report is None or report.agency is None:
        return precedence.reason
    agency = report.agency
    credit = [agency in sources[article].agencies for article in (later, earlier)]
    if precedence.first and publishing_agency(sources[precedence.first].article) == agency:
        return precedence.reason
    if all(credit):
        return f"both credit {agency}"
    if any(credit):
        return f"{earlier if credit[1] else later} credits {agency}"
    named = next((a for a in report.articles if agency in sources[a].agencies), None)
    if named:
        return f"{named}, which shares text with them, credits {agency}"
    return f'the shared text has "told {agency}"'


def _reason(pair: Pair, later: str, earlier: str, kind: CopyKind, ground: str) -> str:
    if kind == "revision":
        return f"{later} and {earlier} are versions of one article: {_percent(pair.share)} of the shorter one's text is the same; {ground}"
    if pair.is_reprint:
        return (
            f"{_percent(pair.share)} of the shorter text's six-word runs stand in both {later} and {earlier}; {ground}"
        )
    words = sum(pair.own_words)
    return f"{later} shares {_percent(pair.own_share)} of the shorter text's own prose ({words} words) with {earlier}; {ground}"


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
