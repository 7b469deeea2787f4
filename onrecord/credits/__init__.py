"""Where a text credits an agency, and which of its characters the credit speaks for.

Credits stand where only credits stand: in a dateline, a byline, a closing line, under a picture. An agency that is only
spoken of ("told AFP", "Reuters reported") is a sign of its report, not a credit. The rules are a list
(`wordlists/credit_rules.tsv`): each looks at the words before and after an agency's name within its line. A credit
without a name ("With agencies") has `UNNAMED` for its agency: some part of the text is an agency's, nobody knows which.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from onrecord import settings, wordlists
from onrecord.credits.bylines import UNNAMED, Signed, credits_unnamed, may_credit_unnamed, signed
from onrecord.credits.loans import Loan, loan
from onrecord.credits.newsrooms import (
    agency_of,
    gathers,
    house,
    kind_of,
    lists,
    newsroom,
    newsrooms,
    usual_names,
    well_known,
)
from onrecord.credits.rules import MONTH, WINDOW, Line, Name, Rule, lines_of, own_words, read, rule_for
from onrecord.credits.signs import Sign, Told, signs, told_outlets
from onrecord.credits.unlisted import unlisted

__all__ = [
    "UNNAMED", "Credit", "Loan", "Sign", "Signed", "Told", "agency_of", "captions", "find", "gathers", "house",
    "kind_of", "lists", "loan", "newsroom", "newsrooms", "signed", "signs", "told_outlets", "usual_names", "well_known",
]  # fmt: skip

Scope = Literal["article", "caption", "passage"]


class Credit(NamedTuple):
    """A credit in its own words (`start` to `end`) and the characters that it speaks for.

    article: the whole text. caption: the picture's caption, which may stand in the line above the credit's; a caption
    that stands twice has one `Credit` for each place. passage: from a dateline within the text to the next one, or, for
    "AFP contributed to this report", of which nobody can tell the part, the credit's own words alone.
    """

    agency: str
    start: int
    end: int
    covers_start: int
    covers_end: int
    scope: Scope


_PHOTO_BY = re.compile(wordlists.table("credit_patterns")["photo_by"])
_BEFORE_HOUSE = re.compile(r"[/|(),:.–—-] ?(?:[\w.]+ )?$")
# what a caption tells: the day of the picture, who stands where, that it is one
_TOLD_IN_CAPTION = re.compile(wordlists.table("credit_patterns")["told_in_a_caption"].replace("{MONTH}", MONTH))
# what it does not: a quotation, a source, a credit of its own, the first line of a report ("PORTO (AP) - ...")
_NOT_IN_CAPTION = re.compile(wordlists.table("credit_patterns")["not_in_a_caption"])
_ABOVE_COPYRIGHT = re.compile(wordlists.table("credit_patterns")["above_copyright"])
_AROUND = 50


@lru_cache(maxsize=1_000)
def find(text: str) -> tuple[Credit, ...]:
    r"""The credits of a text, in its order.

    >>> text = "PORTO, May 8 (Reuters) - A ferry sank.\n(Ann Lee/AP)\nThe mayor told AFP that nobody died."
    >>> [(c.agency, c.scope, text[c.start:c.end]) for c in find(text)]
    [('Reuters', 'article', 'PORTO, May 8 (Reuters) -'), ('AP', 'caption', '(Ann Lee/AP)')]
    """
    lines, names = read(text)
    ruled = [(name, rule) for name in names if (rule := rule_for(name, lines[name.line]))]
    datelines = [name.start for name, rule in ruled if rule.kind == "dateline"]
    found: list[Credit] = []
    for name, rule in ruled:
        start, end = own_words(name, rule)
        if found and found[-1].scope == "caption" and start < found[-1].end:
            continue  # "AFP via Getty Images", "AP/Getty Images": the second only passes it on
        for covers, scope in _covers(text, lines, name=name, rule=rule, datelines=datelines):
            found.append(Credit(name.agency, start, end, *covers, scope))
    found += [*_unnamed(text, lines), *_unlisted(text, lines)]
    return tuple(dict.fromkeys(sorted(found, key=lambda credit: credit.start)))


def _unnamed(text: str, lines: list[Line]) -> Iterator[Credit]:
    for line in lines if may_credit_unnamed(text) else ():
        if (line.is_head or line.is_tail) and credits_unnamed(text[line.start : line.end]):
            yield Credit(UNNAMED, line.start, line.end, 0, len(text), "article")


def _unlisted(text: str, lines: list[Line]) -> Iterator[Credit]:
    edges = [line for line in lines if line.is_head or line.is_tail]
    for name, start, end, is_dateline in (found for line in edges for found in unlisted(text, line)):
        yield Credit(name, start, end, 0, len(text), "article")
        if is_dateline:
            return


def captions(text: str, credited: Iterable[Credit] | None = None) -> tuple[tuple[int, int], ...]:
    r"""The paragraphs that are picture captions: those that a photo credit covers, and those told twice in a row.

    Of two that are the same to the letter only the second is given: the first may be the story's. `credited` are the
    credits of the text where they are known.

    >>> text = "A ferry in the port of Porto.\nA ferry in the port of Porto. Ann Lee/Getty Images\nIt sank."
    >>> captions(text)
    ((0, 29), (30, 80))
    """
    lines = lines_of(text)
    found = {
        (credit.covers_start, credit.covers_end)
        for credit in (find(text) if credited is None else credited)
        if credit.scope == "caption"
    }
    found |= {(line.start, line.end) for line in lines if _ends_in_photo_house(text[line.start : line.end][-WINDOW:])}
    for line, following in pairwise(lines):
        shorter, longer = sorted((text[line.start : line.end], text[following.start : following.end]), key=len)
        if longer.startswith(shorter) and len(shorter.split()) >= settings.CREDITS_REPEATED_WORDS:
            found.add((following.start, following.end))
            found |= {(line.start, line.end)} if len(shorter) < len(longer) else set()
    return tuple(sorted(found))


def _ends_in_photo_house(words: str) -> bool:
    end = words.rstrip(" .)]|")
    houses = wordlists.words("photo_houses") if end.endswith(tuple(wordlists.words("photo_houses"))) else ()
    house = max((house for house in houses if end.endswith(house)), key=len, default="")
    return bool(_PHOTO_BY.search(words) or (house and _BEFORE_HOUSE.search(end.removesuffix(house))))


def _covers(
    text: str, lines: list[Line], *, name: Name, rule: Rule, datelines: list[int]
) -> Iterator[tuple[tuple[int, int], Scope]]:
    line = lines[name.line]
    if rule.kind == "article" or (rule.kind == "dateline" and line.is_head and name.start == datelines[0]):
        yield (0, len(text)), "article"
    elif rule.kind == "dateline":
        yield (line.start, next((start for start in datelines if start > name.end), len(text))), "passage"
    elif rule.kind == "share":
        yield own_words(name, rule), "passage"
    else:
        for number in _caption_lines(text, lines, name, rule):
            yield (lines[number].start, lines[number].end), "caption"


def _caption_lines(text: str, lines: list[Line], name: Name, rule: Rule) -> list[int]:
    """The credit's line; where it stands alone, the caption beside it; and the lines around that tell the same."""
    found = [name.line]
    line, (start, end) = lines[name.line], own_words(name, rule)
    if len(text[line.start : start].split()) + len(text[end : line.end].split()) <= settings.CREDITS_ALONE_WORDS:
        found += _beside(text, lines, name.line)
    caption = text[lines[found[-1]].start : lines[found[-1]].end]
    around = range(max(0, name.line - _AROUND), min(len(lines), name.line + _AROUND))
    for number in around:
        told = text[lines[number].start : lines[number].end]
        if number not in found and caption.startswith(told) and len(told.split()) >= settings.CREDITS_REPEATED_WORDS:
            found.append(number)
    return found


def _beside(text: str, lines: list[Line], number: int) -> list[int]:
    """The caption of a credit that stands alone: below it ("Image caption A ferry in Porto"), else above it.

    A picture without a caption stands below a paragraph of the story: only a line that reads like a caption is taken.
    """
    if number + 1 < len(lines) and text.startswith(("Image caption", "Media caption"), lines[number + 1].start):
        return [number + 1]
    if not number or _ABOVE_COPYRIGHT.match(text, lines[number].start):
        return []
    above = text[lines[number - 1].start : lines[number - 1].end]
    told = len(above) <= settings.CREDITS_LONGEST_CAPTION and _TOLD_IN_CAPTION.search(above)
    return [number - 1] if told and not _NOT_IN_CAPTION.search(above) else []
