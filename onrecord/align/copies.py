"""Copies: which article has text from which, and what a person can check it by."""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.align.pairs import Pair
from onrecord.align.precedence import Precedence, credited_as, first_of, same_publisher
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
    return same_publisher(a, b) and pair.is_reprint


def _copy(pair: Pair, report: Report | None, articles: Mapping[str, Article], sources: Mapping[str, Sources]) -> Copy:
    left, right = articles[pair.left], articles[pair.right]
    precedence = first_of(left, right, same_text=pair.is_reprint)
    agency = report.agency if report else None
    revision = _is_revision(left, right, pair)
    original = precedence.first
    if agency and not revision and not (original and credited_as(articles[original]) == agency):
        original = None
    later = _later(pair, precedence, agency, sources)
    earlier = pair.left if later == pair.right else pair.right
    kind = _kind(pair, is_revision=revision, is_same_wire=bool(agency) and original is None)
    reason = _reason(pair, later, earlier, kind, _ground(earlier, later, report, sources, precedence))
    return Copy(later, original, agency, pair.share, pair.own_share, kind, pair.passages, reason)


def _later(pair: Pair, precedence: Precedence, agency: str | None, sources: Mapping[str, Sources]) -> str:
    """The article that the copy is told of: the later one, or the one that does not credit the agency."""
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
    if precedence.first and credited_as(sources[precedence.first].article) == agency:
        return precedence.reason
    if all(credit):
        return f"both credit {agency}"
    if any(credit):
        return f"{earlier if credit[1] else later} credits {agency}"
    named = next((a for a in report.articles if agency in sources[a].agencies), None)
    if named:
        return f"{named}, which shares text with them, credits {agency}"
    return f'no article credits an agency, but one has "told {agency}"'


def _reason(pair: Pair, later: str, earlier: str, kind: CopyKind, ground: str) -> str:
    both, share = f"{later} and {earlier}", _percent(pair.share)
    if kind == "revision":
        return f"{both} are versions of one article: {share} of the shorter text's six-word runs; {ground}"
    if pair.is_reprint:
        return f"{share} of the shorter text's six-word runs stand in {both}; {ground}"
    own = f"{_percent(pair.own_share)} of the shorter text's own prose ({sum(pair.own_words)} words)"
    return f"{later} shares {own} with {earlier}; {ground}"


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
