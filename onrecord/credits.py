"""Where a text credits an agency, and which of its characters the credit speaks for.

Credits stand where only credits stand: in a dateline, a byline, a closing line, under a picture. An agency that is only
spoken of ("told AFP", "Reuters reported") is a sign of its report, not a credit. The rules are a list
(`wordlists/credit_rules.tsv`): each looks at the words before and after an agency's name within its line.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from onrecord import settings, wordlists
from onrecord.schema import Origin

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


class Sign(NamedTuple):
    """An agency that the running text speaks of as somebody who was told, who reported or was cited."""

    agency: str
    start: int
    end: int


class _Line(NamedTuple):
    start: int
    end: int
    is_head: bool
    is_tail: bool
    is_top: bool


class _Name(NamedTuple):
    """One printing of an agency's name, the line it stands in, and the words of that line on both sides."""

    agency: str
    kind: str
    line: int
    start: int
    end: int
    before: str
    after: str


class _Rule(NamedTuple):
    kind: str
    where: str
    strict_too: bool
    before: re.Pattern[str]
    after: re.Pattern[str]


_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WORD = r"(?!(?:and|or)\b)[\w’'.-]+"
_PIECES = {
    "{DAY}": rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:, \d{{4}})?)",
    "{LIST}": rf"(?:{_WORD}(?: {_WORD}){{0,3}}(?: ?[,/&] ?| and | or ))*",
    "{NAME}": r"[A-ZÀ-Þ][\w’'.-]*",
    "{WEEKDAY}": rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{_MONTH} \d)",
    "{PHOTO_END}": r"\s*(?:[)\]]|$|File\b|Pool\b|hide caption|less$|more$|ORIG\b|[/|,]\s*(?:Getty|File|Pool)|via )",
}
_TOLD = re.compile(
    r"\b(?:told|tells?|telling|informed|according to|citing|cited by|quoted by|interview with|statement to|speaking to"
    r"|spoke to) (?:[\w-]+ ){0,4}?(?:[Tt]he )?$"
)
_SAID = re.compile(
    r"(?:,? (?:news agency|agency|newswire))?,? (?:has |had |also |later )?(?:report(?:s|ed)|said|says|quot(?:es|ed)"
    r"|cit(?:es|ed)|wrote|journalists?|reporters?|correspondents?|photographers?|news agency|tally|count)\b"
)
_PHOTO_BY = re.compile(
    r"(?:^|[.(] ?)(?:[Pp]hoto|Picture|Image|Photograph|Credit)(?: [Cc]redit)?(?:s? ?:| by | courtesy )[^.!?]{2,60}\)?$"
)
_BEFORE_HOUSE = re.compile(r"[/|(),:.–—-] ?(?:[\w.]+ )?$")
# what a caption tells: the day of the picture, who stands where, that it is one
_TOLD_IN_CAPTION = re.compile(
    rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b{_MONTH} (?:\d{{1,2}}, )?\d{{4}}|\d{{1,2}} {_MONTH} \d{{4}}"
    r"|\b(?:left|right|centre|center|pictured|seen here|FILE|[Ff]ile (?:photo|picture|image)"
    r"|in this (?:\w+ )?(?:photo|image))\b"
)
# what it does not: a quotation, a source, a credit of its own, the first line of a report ("PORTO (AP) - ...")
_NOT_IN_CAPTION = re.compile(
    r"[“”\"]|\b(?:said|says|told|according)\b"
    r"|(?:[/|]|\bvia|[Pp]hotos?|[Ii]mages?)\W*$|\) ?[–—-]|[.!?] .*[.!?] .*[.!?]$"
)
_ABOVE_COPYRIGHT = re.compile(r"(?:Image|Media) (?:copyright|source)")
_SENTENCE_ENDS = tuple(".!?”\"’'")
_WINDOW = 200
_AROUND = 50


def find(text: str) -> tuple[Credit, ...]:
    r"""The credits of a text, in its order.

    >>> text = "PORTO, May 8 (Reuters) - A ferry sank.\n(Ann Lee/AP)\nThe mayor told AFP that nobody died."
    >>> [(c.agency, c.scope, text[c.start:c.end]) for c in find(text)]
    [('Reuters', 'article', 'PORTO, May 8 (Reuters) -'), ('AP', 'caption', '(Ann Lee/AP)')]
    """
    lines = _lines(text)
    ruled = [(name, rule) for name in _named(text, lines) if (rule := _rule_for(name, lines[name.line]))]
    datelines = [name.start for name, rule in ruled if rule.kind == "dateline"]
    found: list[Credit] = []
    for name, rule in ruled:
        start, end = _own_words(name, rule)
        if found and found[-1].scope == "caption" and start < found[-1].end:
            continue  # "AFP via Getty Images", "AP/Getty Images": the second only passes it on
        for covers, scope in _covers(text, lines, name=name, rule=rule, datelines=datelines):
            found.append(Credit(name.agency, start, end, *covers, scope))
    return tuple(dict.fromkeys(found))


def signs(text: str) -> tuple[Sign, ...]:
    """Where the running text speaks of an agency as a source: no credit, but a hint of whose report it is.

    >>> [s.agency for s in signs("The mayor told AFP that nobody died, Reuters reported.")]
    ['AFP', 'Reuters']
    """
    lines = _lines(text)
    return tuple(
        Sign(name.agency, name.start, name.end)
        for name in _named(text, lines)
        if not name.kind
        and (_TOLD.search(name.before) or _SAID.match(name.after))
        and not _rule_for(name, lines[name.line])
    )


def captions(text: str) -> tuple[tuple[int, int], ...]:
    r"""The paragraphs that are picture captions: those that a photo credit covers, and those told twice in a row.

    Of two that are the same to the letter only the second is given: the first may be the story's.

    >>> text = "A ferry in the port of Porto.\nA ferry in the port of Porto. Ann Lee/Getty Images\nIt sank."
    >>> captions(text)
    ((0, 29), (30, 80))
    """
    lines = _lines(text)
    found = {(credit.covers_start, credit.covers_end) for credit in find(text) if credit.scope == "caption"}
    found |= {(line.start, line.end) for line in lines if _ends_in_photo_house(text[line.start : line.end][-_WINDOW:])}
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


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    """The pattern of all printed names, longest first, and for each its short name and its kind (strict, pictures)."""
    rows = [(*row, "")[:3] for row in wordlists.rows("agencies")]
    printed = sorted({row[0] for row in rows}, key=lambda name: (name[0], -len(name), name))
    # the look-behind stands after the first letter, so that the search can skip to these letters: eight times as fast
    starts = (
        rf"{re.escape(letter)}(?<![\w@#]{re.escape(letter)})(?:{'|'.join(re.escape(name[1:]) for name in names)})"
        for letter, names in groupby(printed, key=lambda name: name[0])
    )
    pattern = re.compile(rf"(?:{'|'.join(starts)})(?![\w@])(?!\.\w)")
    return pattern, {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(kind, where, bool(strict), re.compile(rf"(?:{_filled(before)})$"), re.compile(_filled(after)))
        for kind, where, strict, before, after, _example in wordlists.rows("credit_rules")
    )


def _filled(pattern: str) -> str:
    for name, piece in _PIECES.items():
        pattern = pattern.replace(name, piece)
    return pattern


def _lines(text: str) -> list[_Line]:
    spans = [match.span() for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]
    tail = max(len(spans) - settings.CREDITS_TAIL_LINES, 0)
    found, above = [], ""
    for number, (start, end) in enumerate(spans):
        is_head = start < settings.CREDITS_HEAD
        found.append(_Line(start, end, is_head, number >= tail, is_head and above not in _SENTENCE_ENDS))
        above = text[end - 1]
    return found


def _named(text: str, lines: list[_Line]) -> Iterator[_Name]:
    pattern, short, kinds = _names()
    matches = list(pattern.finditer(text))
    if len(matches) > settings.CREDITS_MOST_NAMES:
        half = settings.CREDITS_MOST_NAMES // 2
        matches = matches[:half] + matches[-half:]
    number = 0
    for match in matches:
        start, end = match.span()
        while lines[number].end < end:
            number += 1
        line = lines[number]
        # "x": a cut window must not look like the start or the end of its line
        before = text[line.start : start] if start - line.start <= _WINDOW else "x" + text[start - _WINDOW : start]
        after = text[end : line.end] if line.end - end <= _WINDOW else text[end : end + _WINDOW] + "x"
        yield _Name(short[match.group()], kinds[match.group()], number, start, end, before, after)


def _rule_for(name: _Name, line: _Line) -> _Rule | None:
    places = {
        "any": True,
        "head": line.is_head,
        "tail": line.is_tail,
        "edges": line.is_head or line.is_tail,
        "top": line.is_top,
    }
    for rule in _rules():
        fits = places[rule.where] and _is_read_by(name, rule)
        if fits and rule.after.match(name.after) and rule.before.search(name.before):
            return rule
    return None


def _is_read_by(name: _Name, rule: _Rule) -> bool:
    if name.kind == "pictures":
        return rule.kind in ("caption", "above")
    return rule.strict_too or name.kind != "strict"


def _own_words(name: _Name, rule: _Rule) -> tuple[int, int]:
    """From where the rule's words begin to where they end, with the bracket around them."""
    before, after = rule.before.search(name.before), rule.after.match(name.after)
    lead, rest = (before.group() if before else "", after.group() if after else "")
    start = name.start - len(lead.lstrip(" .!?…”\"’')]_*\u2014"))
    end = name.end + len(rest.rstrip())
    opened = name.before.rfind("(")
    if opened > name.before.rfind(")"):
        start = min(start, name.start - len(name.before) + opened)
        end = max(end, name.end + name.after.find(")") + 1)
    return start, end


def _covers(
    text: str, lines: list[_Line], *, name: _Name, rule: _Rule, datelines: list[int]
) -> Iterator[tuple[tuple[int, int], Scope]]:
    line = lines[name.line]
    if rule.kind == "article" or (rule.kind == "dateline" and line.is_head and name.start == datelines[0]):
        yield (0, len(text)), "article"
    elif rule.kind == "dateline":
        yield (line.start, next((start for start in datelines if start > name.end), len(text))), "passage"
    elif rule.kind == "share":
        yield _own_words(name, rule), "passage"
    else:
        for number in _caption_lines(text, lines, name, rule):
            yield (lines[number].start, lines[number].end), "caption"


def _caption_lines(text: str, lines: list[_Line], name: _Name, rule: _Rule) -> list[int]:
    """The credit's line; where it stands alone, the caption beside it; and the lines around that tell the same."""
    found = [name.line]
    line, (start, end) = lines[name.line], _own_words(name, rule)
    if len(text[line.start : start].split()) + len(text[end : line.end].split()) <= settings.CREDITS_ALONE_WORDS:
        found += _beside(text, lines, name.line)
    caption = text[lines[found[-1]].start : lines[found[-1]].end]
    around = range(max(0, name.line - _AROUND), min(len(lines), name.line + _AROUND))
    for number in around:
        told = text[lines[number].start : lines[number].end]
        if number not in found and caption.startswith(told) and len(told.split()) >= settings.CREDITS_REPEATED_WORDS:
            found.append(number)
    return found


def _beside(text: str, lines: list[_Line], number: int) -> list[int]:
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


def house(origin: Origin) -> str:
    """The newsroom that an origin comes from: an agency by its short name, an outlet; else the origin itself.

    >>> told = {"original": None, "articles": (), "evidence": "own", "reason": ""}
    >>> wire = Origin("a", "wire", "Reuters", None, **told)
    >>> page = Origin("b", "outlet", None, "Thomson Reuters", **told)
    >>> house(wire) == house(page)
    True
    """
    name = None if origin.kind == "handout" else origin.agency or origin.publisher
    return f"house:{wordlists.table('agencies').get(name, name).casefold()}" if name else origin.id
