"""Record: what a story's articles say. `compose(story, ...)` gives claims, points, differences, support, coverage."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import count

from onrecord.record import answers, coverage, differences, points, reprints, round_ups, speakers, support
from onrecord.record import claims as claims_
from onrecord.record.claims import Telling
from onrecord.record.origins import Origins
from onrecord.record.pages import Page
from onrecord.record.parties import Cast
from onrecord.record.summaries import summarise
from onrecord.record.timeline import timeline
from onrecord.schema import (
    Actor,
    Annotations,
    Answer,
    Article,
    Claim,
    Lineage,
    Party,
    Point,
    Quote,
    Record,
    Story,
    content_id,
)
from onrecord.versions import newest_versions

__all__ = ("compose", "summarise")


def compose(
    story: Story,
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    lineage: Lineage,
    *,
    earlier: Record | None = None,
) -> Record:
    """What the articles of one story say, on whose word, from how many origins at most, and where they differ.

    `earlier`: the record as it was, so that points keep their ids. The order of `articles` and of `annotations`
    changes nothing.
    """
    members = set(story.articles)
    kept = {a.id: a for a in sorted(articles, key=lambda a: (a.published or "9", a.id)) if a.id in members}
    read = round_ups.narrowed(story, kept, {a.article: a for a in annotations if a.article in kept})
    cast = Cast(list(read.values()))
    newest = newest_versions(lineage)
    pages = [Page(article, read[id_]) for id_, article in kept.items() if id_ in read]
    origins = Origins(lineage)
    by_id = {page.article.id: page for page in pages}
    told = list(claims_.tellings(pages, cast, origins, withdrawn=newest))
    told = reprints.by_one_speaker(reprints.on_one_day(told, by_id), by_id)
    aligned = coverage.Aligned(lineage)
    pairs = list(coverage.aligned_pairs(told, aligned))
    moved = list(coverage.projected(told, aligned, kept, coverage.Frame(origins, cast, newest)))
    everything = list({t.claim.id: t for t in [*told, *(new for _, new in moved)]}.values())
    standing = {t.claim.id: t for t in everything}
    ties = [*pairs, *((a, standing[b.claim.id]) for a, b in moved)]
    groups = points.group(everything, [(standing[a.claim.id], standing[b.claim.id]) for a, b in ties], cast)
    found = [speakers.settled(group, cast) for group in points.unquoted(groups.members())]
    ids = _point_ids(found, earlier)
    tally = Tally(support.Known.of(kept, newest, lineage), cast)
    made = [tally.point(ids[i], group, by_id, groups.reasons) for i, group in enumerate(found)]
    made = _with_related(made, found)
    claims = {t.claim.id: replace(t.claim, point=ids[i]) for i, group in enumerate(found) for t in group}
    return Record(
        story=_headed(story, kept, newest),
        lineage=lineage,
        claims=tuple(sorted(claims.values(), key=lambda c: (c.article, c.span, c.kind, c.id))),
        points=tuple(sorted(made, key=lambda p: (-p.agreed.n_articles, p.first_reported or "9", p.sentence, p.id))),
        timeline=timeline(made, claims),
        actors=_actors(cast),
        quotes=_quotes(read),
        revision=1 if earlier is None else earlier.revision + 1,
    )


def _headed(story: Story, articles: Mapping[str, Article], newest: Mapping[str, str]) -> Story:
    """The story under a headline that still stands: the newest version's, where its article was replaced."""
    withdrawn = {
        articles[old].headline: articles[new].headline for old, new in newest.items() if {old, new} <= set(articles)
    }
    return replace(story, headline=withdrawn.get(story.headline) or story.headline)


class Tally:
    """Counts for the points of one story."""

    def __init__(self, known: support.Known, cast: Cast) -> None:
        self._known, self._cast = known, cast

    def point(self, id_: str, group: Sequence[Telling], pages: Mapping[str, Page], reasons: Mapping[str, str]) -> Point:
        """One point out of the claims that tell it."""
        told = answers.answers(group, self._cast)
        found = tuple(differences.differences(told, self._cast))
        together = [t for i in differences.agreeing(found, told, self._cast) for t in told[i]]
        best = min(together, key=_wording)
        dates = sorted(t.claim.reported for t in group if t.claim.reported)
        return Point(
            id=id_,
            kind=best.claim.kind,
            subject=best.claim.subject,
            attribute=best.claim.attribute,
            sentence=pages[best.claim.article].sentence(best.claim.span),
            agreed=self._answer(together, best.claim.value),
            answers=tuple(self._answer(answer, min(answer, key=_wording).claim.value) for answer in told),
            differences=found,
            variation=differences.variation(found, told),
            coverage=tuple(sorted({t.claim.article for t in group})),
            related=(),
            first_reported=dates[0] if dates else None,
            reason=next((reasons[t.claim.id] for t in group if t.claim.id in reasons), "told in one place only"),
        )

    def _answer(self, told: Sequence[Telling], value: str) -> Answer:
        claims = sorted((t.claim for t in told), key=lambda c: (c.reported or "9", c.article, c.span, c.id))
        speakers: dict[str, Party] = {c.id: self._cast.party(c.said_by) for c in claims}
        return support.answer(value, claims, self._known, speakers=speakers)


def _wording(telling: Telling) -> tuple[bool, bool, int, str, str, int]:
    """The best wording: still standing, with its parties named, of a length that reads well, then the first printed."""
    claim = telling.claim
    length = claim.span.end - claim.span.start
    return (
        claim.withdrawn_by is not None,
        claim.kind == "event" and not telling.parties,
        abs(length - 70) // 40,
        claim.reported or "9",
        claim.article,
        claim.span.start,
    )


def _point_ids(groups: Sequence[Sequence[Telling]], earlier: Record | None) -> list[str]:
    """A point keeps the id that most of its claims had before; else its id comes from the claim reported first.

    A point that was one may be two now: one keeps the id, and the other, be it that of the first claim, gets a new one.
    """
    before = {claim.id: claim.point for claim in earlier.claims} if earlier else {}
    kept, taken = set(before.values()), set[str]()
    ids: list[str] = []
    for group in groups:
        known = [before[t.claim.id] for t in group if t.claim.id in before and before[t.claim.id] not in taken]
        first = min(group, key=lambda t: (t.claim.reported or "9", t.claim.article, t.claim.span, t.claim.id))
        ids.append(max(sorted(set(known)), key=known.count) if known else _new_id(first.claim, taken | kept))
        taken.add(ids[-1])
    return ids


def _new_id(claim: Claim, used: Set[str]) -> str:
    found = content_id("point", claim.id)
    for n in count(2):
        if found not in used:
            break
        found = content_id("point", claim.id, n)
    return found


def _with_related(made: Sequence[Point], members: Sequence[list[Telling]]) -> list[Point]:
    beside: dict[int, set[str]] = {}
    for left, right in points.related(members):
        beside.setdefault(left, set()).add(made[right].id)
        beside.setdefault(right, set()).add(made[left].id)
    return [replace(point, related=tuple(sorted(beside.get(i, ())))) for i, point in enumerate(made)]


def _actors(cast: Cast) -> tuple[Actor, ...]:
    return tuple(actor for _, actor in sorted(cast.actors.items()))


def _quotes(read: Mapping[str, Annotations]) -> tuple[Quote, ...]:
    return tuple(quote for id_ in sorted(read) for quote in read[id_].quotes)
