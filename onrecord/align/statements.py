"""Statements and posts that several articles print, and prose that they have in common: origins of a part only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from onrecord import settings, spans
from onrecord.align.drafts import Draft, listed, verb
from onrecord.align.grounds import Grounds
from onrecord.align.groups import grouped
from onrecord.align.handouts import Handout
from onrecord.align.precedence import newsroom_of
from onrecord.align.stretches import sides_of
from onrecord.schema import OriginEvidence, Part, Span

Known = Mapping[str, Sequence[tuple[Span, str | None]]]
"""By article the parts that are known to be an agency's, and whose they are."""


def drafts(
    handouts: Iterable[Handout], grounds: Grounds, others: Iterable[Draft], tied: Set[tuple[str, str]]
) -> dict[tuple[str, ...], Draft]:
    """The drafts of the handouts; `others`: those of all else, `tied`: the pairs of articles that a report ties."""
    known = _of_agencies(others)
    copied: dict[str, list[str]] = defaultdict(list)
    for left, right in sorted(tied):
        copied[left].append(right)
    found: dict[tuple[str, ...], Draft] = {}
    for handout in handouts:
        sides = _sides(handout, grounds)
        if not _came_once({side.article for side in sides}, grounds, copied):
            key = ("handout", sides[0].article, str(sides[0].start))
            found[key] = _draft(handout, sides, grounds, known)
    return found


def _of_agencies(others: Iterable[Draft]) -> Known:
    found: dict[str, list[tuple[Span, str | None]]] = defaultdict(list)
    for draft in others:
        for part in draft.parts:
            if draft.kind == "wire" and part.evidence != "unknown":
                found[part.span.article].append((part.span, draft.agency))
    return found


def _sides(handout: Handout, grounds: Grounds) -> list[Span]:
    """Where it stands; a page that gathers the texts of others has it from one of them."""
    sides = {side for passage in handout.passages for side in (passage.left, passage.right)}
    gathers = {id_ for id_ in {side.article for side in sides} if grounds.is_gathered(id_)}
    return sorted((s for s in sides if s.article not in gathers), key=lambda s: (grounds.rank[s.article], s))


def _came_once(articles: Set[str], grounds: Grounds, copied: Mapping[str, Sequence[str]]) -> bool:
    """Whether all are of one newsroom or made from each other: what they print came to them once.

    Where some say whose they are these alone are asked: who copied from two of them does not make them one.
    """
    sure = sorted(id_ for id_ in articles if grounds.is_sure(id_))
    asked = sure if len(sure) > 1 else sorted(articles - grounds.excerpts.keys())
    ties = [(id_, f"of {newsroom_of(grounds.articles[id_]) or id_}") for id_ in asked]
    ties += [(id_, other) for id_ in asked for other in copied.get(id_, ()) if other in asked]
    return len(set(grouped(ties).values())) < 2


def _draft(handout: Handout, sides: Sequence[Span], grounds: Grounds, known: Known) -> Draft:
    """A statement or post is an origin of its own, and so is prose of two agencies that name no origin, or of none.

    Prose that one agency is known to have stays that agency's; whose it is in the others is not known. Where fewer than
    two newsrooms say that a report is theirs, the others may have the words from the one: they stay its own there.
    """
    wires = {side: {name for span, name in known.get(side.article, ()) if _mostly(span, side)} for side in sides}
    agencies = sorted({name or "" for names in wires.values() for name in names})
    is_agencys = not handout.is_written and len(agencies) == 1
    what = "a statement or post" if handout.is_written else "common text, origin not named"
    printed = sorted({side.article for side in sides})
    reason = f"{what}: printed by {listed(printed)}"
    if is_agencys:
        crediting = sorted({side.article for side in sides if wires[side]})
        reason += f"; {listed(crediting)} {verb(crediting)} {agencies[0] or 'an agency'}"
    rooms = {id_: grounds.house(id_) for id_ in printed if grounds.is_sure(id_)}
    is_origin = len(set(rooms.values())) > 1
    evidence: OriginEvidence = "unknown" if is_agencys or not is_origin else "shared-text"
    draft = Draft("handout", None, None, reason)
    shared = sides_of((*handout.passages, *handout.copied))
    copies = {passage.right.article for passage in handout.copied} - {side.article for side in sides}
    copies = {id_ for id_ in copies if not grounds.is_sure(id_)}
    whose = {side.article for side in sides if is_agencys and wires[side]} | (set() if is_origin else rooms.keys())
    for article in dict.fromkeys((*(side.article for side in sides if side.article not in whose), *sorted(copies))):
        for stretch in grounds.stretches(article, shared[article]):
            first, last = grounds.proses[article].text.word_range(stretch.span.start, stretch.span.end)
            if last - first >= settings.ALIGN_PASSAGE_WORDS:
                draft.add(Part(stretch.span, evidence, f"{what}: shared with {listed(stretch.partners)}"))
    return draft


def _mostly(outer: Span, inner: Span) -> bool:
    return 2 * spans.overlap(outer, inner) >= inner.end - inner.start
