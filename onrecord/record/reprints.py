"""Sentences that are printed word for word in several articles: one statement, so one day, and one who says it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.record.claims import Telling
from onrecord.record.pages import Page
from onrecord.schema import Span
from onrecord.settings import RECORD_REPRINT_WORDS


def on_one_day(told: Sequence[Telling], pages: Mapping[str, Page]) -> list[Telling]:
    """The claims, each on the day of the earliest article that tells it in the same words.

    "A day earlier" under a photograph that is printed for a week is one day, and not seven: the words decide, those for
    the time among them.
    """
    printed: dict[object, list[int]] = defaultdict(list)
    for position, telling in enumerate(told):
        if key := _words(telling, pages[telling.claim.article]):
            printed[key].append(position)
    found = list(told)
    for positions in printed.values():
        alike = [told[i] for i in positions]
        if len({telling.day for telling in alike} | {telling.claim.when for telling in alike}) > 1:
            first = min(alike, key=lambda t: (t.claim.reported or "9", t.claim.article, t.claim.span))
            for i in positions:
                claim = replace(told[i].claim, when=first.claim.when)
                found[i] = replace(told[i], claim=claim, day=first.day, days=first.days)
    return found


def by_one_speaker(told: Sequence[Telling], pages: Mapping[str, Page]) -> list[Telling]:
    """The claims, each on the word of whoever the earliest article that has the whole paragraph names.

    In a copy that begins in the middle of a story "he" and "police" are nobody, or somebody else.
    """
    printed: dict[object, list[int]] = defaultdict(list)
    for position, telling in enumerate(told):
        page = pages[telling.claim.article]
        paragraph = _casefolded(page, _paragraph(telling.claim.span, page.article.text))
        if len(paragraph) >= RECORD_REPRINT_WORDS:
            words = _casefolded(page, telling.claim.span)
            printed[telling.claim.kind, telling.claim.attribute, words, paragraph].append(position)
    found = list(told)
    for positions in printed.values():
        if len({told[i].claim.said_by for i in positions}) > 1:
            first = min((told[i].claim for i in positions), key=lambda c: (c.reported or "9", c.article, c.span))
            for i in positions:
                found[i] = replace(told[i], claim=replace(told[i].claim, said_by=first.said_by))
    return found


def _paragraph(span: Span, text: str) -> Span:
    end = text.find("\n", span.end)
    return Span(span.article, text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))


def _casefolded(page: Page, span: Span) -> tuple[str, ...]:
    return tuple(page.article.text[span.start : span.end].casefold().split())


def _words(telling: Telling, page: Page) -> object | None:
    """What two claims share that are one printed line; null where a claim has too few words to be known again."""
    span = telling.claim.span
    words = _casefolded(page, span)
    if telling.claim.kind != "event" or len(words) < RECORD_REPRINT_WORDS:
        return None
    times = page.day_words(page.sentence(span))
    return (telling.claim.attribute, words, times) if times else None
