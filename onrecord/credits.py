"""Where a text credits an agency, and which of its characters the credit speaks for.

Credits stand where only credits stand: in a dateline, a byline, a closing line, under a picture. An agency that is only
spoken of ("told AFP", "Reuters reported") is a sign of its report, not a credit. Each rule looks at the words before and after
an agency's name within its line.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from onrecord import settings, wordlists

Scope = Literal["article", "caption", "passage"]


class Credit(NamedTuple):
    """A credit in its own words (`start` to `end`) and the characters that it speaks for.

    article: the whole text. caption: the picture's caption, which may stand in the line before the credit's; a caption
    that stands twice has one `Credit` for each place. passage: from a dateline within the text to the next one, or, for "AFP
    contributed to this report", of which nobody can tell the part, the credit's own words alone.
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


class _Name(NamedTuple):
    """One printing of an agency's name, the line it stands in, and the words of that line on both sides."""

    agency: str
    is_strict: bool
    line: int
    start: int
    end: int
    before: str
    after: str


class _Rule(NamedTuple):
    kind: Literal["article", "dateline", "share", "caption", "above"]
    where: Literal["any", "head", "tail", "edges"]
    strict_too: bool
    before: re.Pattern[str]
    after: re.Pattern[str]


_LIST = r"(?:[\w’'.-]+(?: [\w’'.-]+){0,3}(?: ?[,/&] ?| and | or ))*"
_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:, \d{{4}})?)"
_WEEKDAY = rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{_MONTH} \d)"
_NAME = r"[A-ZÀ-Þ][\w’'.-]*"
_END = r"\W*$"
_PHOTO_END = (
    r"(?:\s*[)\]]|\s*(?:$|File\b|Pool\b|hide caption|less$|more$|ORIG\b)|\s*[/|,]\s*(?:Getty|File|Pool)|\s+via )"
)


def _rule(kind: str, where: str, before: str, after: str, *, strict: bool = False) -> _Rule:
    return _Rule(kind, where, strict, re.compile(rf"(?:{before})$"), re.compile(after))  # type: ignore[arg-type]


_RULES = (
    # "PORTO, Oct 17 (Reuters) - Two ferries ...", "Porto (AFP) — ...", "PORTO, Oct. 17. /TASS/. ..."
    _rule("dateline", "any", rf"[A-Z][\w’'.)-]*{_DAY}?,? ?\(", r"\) ?(?:--?|[–—])(?= ?\S)", strict=True),
    _rule("dateline", "any", rf"[A-Z][\w’'.-]*{_DAY},? ?\(", r"\) ", strict=True),
    _rule("dateline", "any", r"^\(", r"\) ?(?:--?|[–—]) "),
    _rule("dateline", "any", rf"[A-Z][\w’'.-]*{_DAY}?[.,]? /", r"/[.,] "),
    # "* With AFP; adapted from its French original", "(With inputs from PTI and AFP)", "— with files from The Canadian Press"
    _rule(
        "article",
        "edges",
        rf"^\W*(?:(?:This (?:story|article|report) was )?(?:[Ww]ritten |[Pp]ublished |[Cc]ompiled )?[Ww]ith|WITH|[Cc]ompiled from)"
        rf" (?:[\w ]{{0,25}}(?:from|by|of) )?(?:the )?{_LIST}(?:[Tt]he )?",
        r"(?:\W*$|\)|;|, | and |/| agenc| wire| report| inputs?\b| services?\b)",
        strict=True,
    ),
    # "Source: Reuters", "(Source: AFP/AP)", "Agencies: dpa"
    _rule("article", "edges", rf"(?:^|[(\[]|\s)(?:Source|SOURCE|Sources|Agency|Agencies): ?{_LIST}(?:The )?", r"\W*$|[,/]| and "),
    # "Copyright 2023 The Associated Press. All rights reserved.", "© 2023 AFP"
    _rule("article", "any", r"(?:©|\([cC]\)|[Cc]opyright)[ ,©]*(?:\(c\) )?\d{4}(?: ?[-–] ?\d{4})?,? (?:by )?(?:[Tt]he )?", r""),
    # "Our Standards: The Thomson Reuters Trust Principles."
    _rule("article", "any", r".*", r" Trust Principles"),
    # "Ruiz reported from Porto. Associated Press writer Ann Lee contributed": an agency names its own writers only in its own report
    _rule(
        "article",
        "any",
        r"(?:^|[.!?_] ?)\W*(?:The )?",
        r" (?:[\w-]+ ){0,3}(?:[Ww]riters?|[Jj]ournalists?|[Rr]eporters?|[Cc]orrespondents?) .*\b(?:contributed|reported)\b",
    ),
    # "By Ann Lee, Associated Press", "By ANN LEE AP Science Writer", "By Ann Lee | The Associated Press | Oct. 17"
    _rule("article", "head", r"^\W*(?:By|BY) [^.!?:]{2,180}[\s,|/(–—-] ?(?:of )?(?:[Tt]he )?", r"[^.!?]{0,80}[^.!?:]?$", strict=True),
    # "ANN LEE and JO DIAZ Associated Press", "Ann Lee - Associated Press - Monday, July 3"
    _rule("article", "head", r"^[A-ZÀ-Þ][A-ZÀ-Þ .,’'-]{3,}(?:and [A-ZÀ-Þ .,’'-]{3,})?[, ]", r"(?:$| [A-Z][^.!?]{0,60}$)"),
    _rule("article", "head", r"^.{0,150} - (?:The )?", rf" - {_WEEKDAY}"),
    # "The Associated Press — By ANN LEE"
    _rule("article", "head", r"^.{0,40}", r" ?(?:--?|[–—|]) ?By [A-Z]"),
    # "By The Associated Press", "By Reuters Staff", "From AFP"
    _rule("article", "edges", r"^\W*(?:By|BY|From) (?:[Tt]he )?", r"(?:[^.!?]{0,40})?$", strict=True),
    # "AFP contributed to this report": to which part, nobody can tell
    _rule("share", "any", rf"(?:^|[.;(©_]|\bwriters? |, |and )\W*{_LIST}(?:[Tt]he )?", r"[^.!?]{0,80}\bcontributed\b"),
    _rule("share", "any", rf"[Aa]dditional (?:reporting|writing|material) (?:by|from) {_LIST}(?:[\w ]+, )?(?:[Tt]he )?", r"\W|$"),
    # "AP Photo/Ann Lee", "(AFP PHOTO / Ann Lee)"
    _rule("caption", "any", r".*", r" (?:[Ff]ile )?(?:Photo|PHOTO|photo|Images?)(?: ?/ ?[A-Z]|\W*$|\))"),
    # "Ann Lee/AP", "(Ann Lee / Ritzau / AFP via Getty Images)", "Ann Lee | AP"
    _rule("caption", "any", r"(?:[\w.’'®-]{2,}|Getty Images|\)) ?[/|] ?(?:The )?", _PHOTO_END, strict=True),
    _rule("caption", "any", r"[/|(, ][^/|(]{2,40} ?via (?:The )?", r"\s*(?:$|\)|less$|more$|hide )", strict=True),
    # "AFP/Getty Images", "REUTERS/Ann Lee"
    _rule("caption", "any", r".*", r" ?/ ?(?:Getty Images|[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,3})\s*(?:/|$|[).\]|]|File|Pool)"),
    _rule("caption", "any", r".*", r" via (?:Getty|AP|Reuters|AFP|Shutterstock)"),
    # "(Photo by Ann Lee, AFP)", "Photo: AP", "Credit: The Associated Press", "Image copyright AFP"
    _rule(
        "caption",
        "any",
        r"(?:[Pp]hoto|PHOTO|[Pp]hotograph|[Pp]icture|[Ii]mage|[Cc]redit|CREDIT|[Vv]ideo)s?\b(?:[^.!?]|\b[A-Z]\.){0,80}\W(?:The )?",
        _PHOTO_END,
        strict=True,
    ),
    # the last line of all: "AFP", "© AFP", "Reuters, dpa", "— AP", and "... he said. (Reuters)"
    _rule("article", "tail", r"^\W*(?:[\w.-]+(?: ?[,/&] ?| and ))*(?:[Tt]he )?", rf"(?: ?[,/&] ?[\w ]+| and [\w ]+)*{_END}"),
    _rule("article", "tail", r"[.!?”\"’'…)] ?[(\[–—-]+ ?", _END),
    # "... on Sunday. (AP)" within the text, "Ann Lee, AP", "... (July 15) AP"
    _rule("caption", "any", r"[.!?”\"’')\w] ?\(", r"\)\W*$"),
    _rule("caption", "any", rf"(?:^|[.!?”\"’')\]] ?)(?:{_NAME} ){{1,4}}?(?:{_NAME}, ?)?", r"(?: Photo)?\s*$"),
    _rule("caption", "any", r"[.!?”\"’')\]] ?", r"\s*$"),
    # "The Associated Press" alone under the headline; "AP" or "© AFP" alone under a picture
    _rule("article", "head", r"^[—–/ -]*(?:The )?", rf"(?: ?[|,–—-])?(?:$| {_WEEKDAY})"),
    _rule("above", "any", r"^\W*(?:The )?", r"\W*$"),
)  # fmt: skip

_TOLD = re.compile(
    r"\b(?:told|tells?|telling|informed|according to|citing|cited by|quoted by|interview with|statement to|spoke to|speaking to)"
    r" (?:[\w-]+ ){0,4}?(?:[Tt]he )?$"
)
_SAID = re.compile(
    r"(?:,? (?:news agency|agency|newswire))?,? (?:has |had |also |later )?"
    r"(?:report(?:s|ed)|said|says|quot(?:es|ed)|cit(?:es|ed)|wrote|journalists?|reporters?|correspondents?|photographers?|news agency|tally|count)\b"
)
_CREDITED = re.compile(r"(?:[/|]|\bvia|[Pp]hoto|[Ii]mages?)\W")
_PHOTO_HOUSE = re.compile(
    r"(?:\b(?:Getty(?: Images)?|EPA|EPA-EFE|Shutterstock|iStock|Rex Features|Lehtikuva|Zuma(?: Press| Wire)?|ZUMA|Alamy|Pool|Handout)\)?\W*$"
    r"|(?:^|[.(] ?)(?:Photo|Picture|Image|Photograph|Credit|Photo credit)(?:s? ?:| by | courtesy )[^.!?]{2,60}\)?$)"
)
_WINDOW = 200
_ALONE = 5
_SHORTEST_CAPTION = 30


def find(text: str) -> tuple[Credit, ...]:
    """The credits of a text, in its order.

    >>> text = "PORTO, May 8 (Reuters) - A ferry sank.\\nA ferry in Porto. (Ann Lee/AP)\\nThe mayor told AFP that nobody died."
    >>> [(c.agency, c.scope, text[c.start:c.end]) for c in find(text)]
    [('Reuters', 'article', 'PORTO, May 8 (Reuters) -'), ('AP', 'caption', '(Ann Lee/AP)')]
    """
    lines = _lines(text)
    ruled = [(name, rule) for name in _named(text, lines) if (rule := _rule_for(name, lines[name.line]))]
    datelines = [name.start for name, rule in ruled if rule.kind == "dateline"]
    found: list[Credit] = []
    for name, rule in ruled:
        start, end = _own_words(name, rule)
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
        if not name.is_strict
        and (_TOLD.search(name.before) or _SAID.match(name.after))
        and not _rule_for(name, lines[name.line])
    )


def captions(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs that are picture captions: those that a photo credit covers, and one that the next one repeats.

    >>> text = "A ferry in the port of Porto on Monday.\\nA ferry in the port of Porto on Monday. Ann Lee/Getty Images\\nIt sank."
    >>> captions(text)
    ((0, 39), (40, 100))
    """
    lines = _lines(text)
    found = {(c.covers_start, c.covers_end) for c in find(text) if c.scope == "caption"}
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        words = text[line.start : line.end]
        if _PHOTO_HOUSE.search(words[-_WINDOW:]):
            found.add((line.start, line.end))
        if following and len(words.split()) >= settings.CREDITS_REPEATED_WORDS:
            after = text[following.start : following.end]
            if (
                after.startswith(words)
                or words.startswith(after)
                and len(after.split()) >= settings.CREDITS_REPEATED_WORDS
            ):
                found |= {(line.start, line.end), (following.start, following.end)}
    return tuple(sorted(found))


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """The pattern of all printed names, longest first; their short names; those that are read in strict places only."""
    rows = wordlists.rows("agencies")
    printed = sorted((row[0] for row in rows), key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<![\w@#])(?:{'|'.join(map(re.escape, printed))})(?![\w@])(?!\.\w)")
    return pattern, {row[0]: row[1] for row in rows}, frozenset(row[0] for row in rows if "strict" in row[2:])


def _lines(text: str) -> list[_Line]:
    spans = [match.span() for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]
    tail = max(len(spans) - settings.CREDITS_TAIL_LINES, 0)
    return [
        _Line(start, end, is_head=start < settings.CREDITS_HEAD, is_tail=number >= tail)
        for number, (start, end) in enumerate(spans)
    ]


def _named(text: str, lines: list[_Line]) -> Iterator[_Name]:
    pattern, short, strict = _names()
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
        yield _Name(short[match.group()], match.group() in strict, number, start, end, before, after)


def _rule_for(name: _Name, line: _Line) -> _Rule | None:
    places = {"any": True, "head": line.is_head, "tail": line.is_tail, "edges": line.is_head or line.is_tail}
    for rule in _RULES:
        if places[rule.where] and (rule.strict_too or not name.is_strict):
            if rule.after.match(name.after) and rule.before.search(name.before):
                return rule
    return None


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
        for number in _caption_lines(text, lines, name):
            yield (lines[number].start, lines[number].end), "caption"


def _caption_lines(text: str, lines: list[_Line], name: _Name) -> list[int]:
    """The credit's line; the one above it where the credit stands alone; and the other lines that tell the same caption."""
    number = name.line
    found = [number]
    if number and len(name.before.split()) + len(name.after.split()) <= _ALONE:
        above = lines[number - 1]
        if above.end - above.start <= settings.CREDITS_LONGEST_CAPTION and not _CREDITED.search(
            text[above.start : above.end]
        ):
            found.append(number - 1)
    caption = text[lines[found[-1]].start : lines[found[-1]].end]
    for other, line in enumerate(lines):
        if (
            other not in found
            and line.end - line.start >= _SHORTEST_CAPTION
            and caption.startswith(text[line.start : line.end])
        ):
            found.append(other)
    return sorted(found)
