"""The grammar of time expressions: what stands in the text, and the TIMEX3 value that it has on the day of publication.

A pattern is written as it is read. `<name>` is a piece from `PIECES`, a blank is any white space, `~` a blank or a hyphen.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord import wordlists
from onrecord.extract import calendars, numerals
from onrecord.extract.calendars import SEASONS, Side
from onrecord.schema import TimeKind


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative expression is counted from: the day of publication, the side its verb tells, the value told before it."""

    published: date | None
    side: Side | None = None
    told: str | None = None


Resolver = Callable[[re.Match[str], Anchor], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with the kind of time it tells and the way to its value; a null value means that it was no time after all."""

    kind: TimeKind
    pattern: re.Pattern[str]
    resolve: Resolver


def _codes(kind: str) -> dict[str, str]:
    return {row[0]: row[2] for row in wordlists.rows("time_words") if row[1] == kind}


MONTHS = {name: int(code) for name, code in _codes("month").items()}
WEEKDAYS = {name: int(code) - 1 for name, code in (_codes("weekday") | _codes("short-weekday")).items()}
_UNITS, _PARTS, _REFERENCES, _HOLIDAYS = _codes("unit"), _codes("part"), _codes("reference"), _codes("holiday")
_MOVING = _codes("moving-holiday")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 2}
_VAGUE = r"(?:(?:an?|the|these|those)\s)?(?:few|several|couple(?:\sof)?|number\sof|many|some|recent|coming)"


def _any(words: dict[str, str] | dict[str, int]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


PIECES = {
    "month": rf"\b(?P<month>(?-i:{_any(MONTHS)}|{_any(MONTHS).upper()}))\b(?!-\w)\.?",
    "day": r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?!,\d|:\d|[%/]|\.\d)",
    "year": r"\b(?P<year>(?:1[5-9]|20)\d\d)\b(?!,\d|\.\d|%|/\d)",
    "weekday": rf"\b(?P<weekday>(?-i:{_any(_codes('weekday'))}))\b",
    "shortday": rf"\b(?P<weekday>(?-i:{_any(WEEKDAYS)}))\b\.?",
    "part": rf"(?P<part>{_any(_PARTS)})\b",
    "unit": rf"(?P<unit>{_any(_UNITS)})s?\b",
    "season": rf"(?P<season>{'|'.join(SEASONS)})\b",
    "number": rf"\b(?P<number>{numerals.NUMBER}|an?|the|{_VAGUE})",
    "count": rf"\b(?P<number>{numerals.NUMBER}|{_VAGUE})",
    "comma": r"(?:\s?,\s|\s)",
    "zone": r"(?:\s?\(?\s?(?-i:E[SD]?T|P[SD]?T|C[SD]T|M[SD]T|GMT|UTC|BST|CET|IST|Z)\b\)?)?",
    "clock": r"\b(?P<hour>[012]?\d)(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?\s?(?P<half>[ap])\.?m\b\.?",
    "clock24": r"\b(?P<hour>[012]?\d):(?P<minute>[0-5]\d)(?![:\d])",
    "ordinal": r"(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)",
    "which": r"(?P<which>this|last|next|the\slast|the\snext|the\spast|past|the\sprevious|the\sfollowing|the\scoming|the\scurrent|that"
    r"|the\ssame|this\spast|this\scoming|the\slatest)",
}  # fmt: skip


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the grammar as a regular expression.

    >>> compiled("<month> <day>").search("It opened on Oct. 7.").group()
    'Oct. 7'
    """
    spaced = pattern.replace(" ", r"\s+").replace("~", r"[\s-]+")
    return re.compile(
        re.sub(r"(?<!\?P)<(\w+)>", lambda piece: PIECES.get(piece[1], piece[0]), spaced), re.IGNORECASE | re.VERBOSE
    )


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _numeric(match: re.Match[str], _: Anchor) -> str | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    return _iso(year, second, first) if first > 12 else _iso(year, first, second)


def _month_day(match: re.Match[str], anchor: Anchor) -> str | None:
    month, day, year = MONTHS[_title(match["month"])], int(match["day"]), match.groupdict().get("year")
    if year:
        return _iso(int(year), month, day)
    if anchor.published is None:
        return f"XXXX-{month:02}-{day:02}" if 1 <= day <= 31 else None
    return _iso(calendars.nearest_year(anchor.published, month, _near(anchor, month, day)), month, day)


def _near(anchor: Anchor, month: int, day: int = 15) -> Side | None:
    """The side of a month or a day without a year.

    "The board said on Oct. 20 that it will close the plant on Nov. 3": a day within two months ahead may hang on a verb of the past
    that tells of plans, so the past tense moves a month only where the nearest year would put it far ahead.
    """
    if anchor.side != "past" or anchor.published is None:
        return anchor.side
    ahead = (month - anchor.published.month) % 12
    return None if 0 < ahead <= 2 and day else "past"


def _title(word: str) -> str:
    return word if word in MONTHS else word.title()


def _month(match: re.Match[str], anchor: Anchor) -> str | None:
    month, groups = MONTHS[_title(match["month"])], match.groupdict()
    if groups.get("year"):
        return f"{groups['year']}-{month:02}"
    if anchor.published is None:
        return f"XXXX-{month:02}"
    which, published = _which(match), anchor.published
    if which in ("last", "past"):
        year = published.year - (month >= published.month)
    elif which in ("next", "coming"):
        year = published.year + (month <= published.month)
    elif which == "this":
        year = published.year
    else:
        year = calendars.nearest_year(published, month, _near(anchor, month))
    return f"{year}-{month:02}"


def _month_of_year(match: re.Match[str], anchor: Anchor) -> str | None:
    if anchor.published is None:
        return None
    shift = {"last": -1, "next": 1}.get(match["rel"].lower(), 0)
    return f"{anchor.published.year + shift}-{MONTHS[_title(match['month'])]:02}"


def _which(match: re.Match[str]) -> str | None:
    """The direction word alone: "the previous" is last, "the following" next."""
    which = match.groupdict().get("which")
    if not which:
        return None
    last = which.lower().split()[-1]
    return {"previous": "last", "past": "last", "following": "next", "coming": "next", "current": "this"}.get(
        last, last
    )


def _weekday(match: re.Match[str], anchor: Anchor) -> str | None:
    weekday, part = WEEKDAYS[match["weekday"]], match.groupdict().get("part")
    suffix = f"T{_PARTS[part.lower()]}" if part else ""
    if anchor.published is None:
        return f"XXXX-WXX-{weekday + 1}{suffix}"
    which, day = _which(match), anchor.published
    if which == "last":
        found = calendars.nearest_weekday(day - timedelta(days=1), weekday, "past")
    elif which == "next":
        found = calendars.nearest_weekday(day + timedelta(days=1), weekday, "future")
    else:
        found = calendars.nearest_weekday(day, weekday, anchor.side)
    return found.isoformat() + suffix


def _named_day(match: re.Match[str], anchor: Anchor) -> str | None:
    if anchor.published is None:
        return None
    words, part = match["named"].lower(), match.groupdict().get("part")
    shift = -1 if words in ("yesterday", "last") else 1 if words == "tomorrow" else 0
    suffix = "TNI" if words == "tonight" else f"T{_PARTS[part.lower()]}" if part else ""
    return (anchor.published + timedelta(days=shift)).isoformat() + suffix


def _told_day(anchor: Anchor) -> date | None:
    told = re.match(r"\d{4}-\d\d-\d\d", anchor.told or "")
    return date.fromisoformat(told.group()) if told else anchor.published


def _next_day(match: re.Match[str], anchor: Anchor) -> str | None:
    """ "the next day" counts from the day told before it: "arrived on Tuesday ... the next day"."""
    day = _told_day(anchor)
    if day is None:
        return None
    which = _which(match)
    shift = {"next": 1, "last": -1}.get(which or "", 0)
    part = match.groupdict().get("part")
    return (day + timedelta(days=shift)).isoformat() + (f"T{_PARTS[part.lower()]}" if part else "")


def _this_unit(match: re.Match[str], anchor: Anchor) -> str | None:
    """ "this week", "last year", "next quarter": "the previous year" and "that year" count from the year told before."""
    unit, which = _UNITS[match["unit"].lower()], _which(match)
    anaphoric = match["which"].lower() in ("the previous", "the following", "that", "the same")
    day = _told(anchor) if anaphoric else anchor.published
    if day is None or unit[0] == "T":
        return None
    shift = {"last": -1, "next": 1}.get(which or "", 0)
    if unit == "DE":
        return f"{day.year // 10 + shift}"
    return f"{day.year // 100 + shift}" if unit == "CE" else calendars.step(day, unit, shift)


def _told(anchor: Anchor) -> date | None:
    first, _ = calendars.interval(anchor.told) if anchor.told else (None, None)
    return date.fromisoformat(first) if first else anchor.published


def _weekend(match: re.Match[str], anchor: Anchor) -> str | None:
    if anchor.published is None:
        return None
    which = _which(match)
    back = which == "last" or (which != "this" and anchor.side != "future" and anchor.published.weekday() < 4)
    return calendars.week(anchor.published + timedelta(days=-7 if back else 7 if which == "next" else 0)) + "-WE"


def _season(match: re.Match[str], anchor: Anchor) -> str | None:
    code, groups = SEASONS[match["season"].lower()], match.groupdict()
    if groups.get("year"):
        return f"{groups['year']}-{code}"
    if anchor.published is None:
        return None
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    which = _which(match)
    if which == "last":
        return f"{anchor.published.year - (anchor.published.month <= first + 2)}-{code}"
    if which == "next":
        return f"{anchor.published.year + (anchor.published.month >= first)}-{code}"
    return f"{anchor.published.year}-{code}"


_BACK = ("ago", "earlier", "before", "previously", "prior")


def _ago(match: re.Match[str], anchor: Anchor) -> str | None:
    """ "two months ago" is a month of the calendar, "two days later" counts from the day told before it."""
    unit, count = _UNITS[match["unit"].lower()], _count(match["number"])
    back = match["direction"].lower() in _BACK
    if unit[0] == "T" or count is None:
        return "PAST_REF" if back else "FUTURE_REF"
    day = anchor.published if match["direction"].lower() in ("ago", "from now") else _told_day(anchor)
    if day is None:
        return None
    if unit == "Y" and count == 1 and back and anchor.told and "-Q" in anchor.told and anchor.told[:4].isdigit():
        return f"{int(anchor.told[:4]) - (int(anchor.told[:4]) >= day.year)}{anchor.told[4:]}"
    return calendars.step(day, unit, round(-count if back else count)) if count < 5000 else None


def _ahead(match: re.Match[str], anchor: Anchor) -> str | None:
    """ "in three weeks", with a verb of the future: a date; with one of the past ("built in three weeks") a duration."""
    if anchor.side != "future":
        return _duration(match, anchor)
    return _ago(match, anchor)


def _count(words: str) -> float | None:
    text = re.sub(r"\s+", " ", words.lower())
    if text in ("a", "an", "the"):
        return 1.0
    return 2.0 if "couple" in text else numerals.value_of(text)


def _duration(match: re.Match[str], _: Anchor) -> str | None:
    groups = match.groupdict()
    code = _UNITS[match["unit"].lower()]
    number = groups.get("number")
    count = _count(number) if number else None
    if count is not None and groups.get("half"):
        count += 0.5
    return period(count, code)


def period(count: float | None, code: str) -> str:
    """The TIMEX3 period of a count of units; a count that is not told is X.

    >>> period(2, "D"), period(None, "M"), period(2.5, "Y"), period(36, "TH"), period(2, "DE")
    ('P2D', 'PXM', 'P2.5Y', 'PT36H', 'P20Y')
    """
    times = {"DE": 10, "CE": 100}.get(code, 1)
    shown = "X" if count is None else f"{count * times:g}" if count * times < 1e6 else f"{count * times:.0f}"
    unit = "Y" if code in ("DE", "CE") else code
    return f"PT{shown}{unit[1]}" if unit[0] == "T" else f"P{shown}{unit}"


def _year(match: re.Match[str], _: Anchor) -> str | None:
    return match["year"]


def _spelled_year(match: re.Match[str], _: Anchor) -> str | None:
    value = numerals.value_of(match["words"].replace("\n", " "))
    return f"{value:.0f}" if value and 1500 < value < 2100 else None


def _decade(match: re.Match[str], _: Anchor) -> str | None:
    digits = match["decade"]
    return digits[:3] if len(digits) == 4 else f"19{digits[0]}" if digits[0] > "2" else f"20{digits[0]}"


def _century(match: re.Match[str], _: Anchor) -> str | None:
    return f"{int(match['nth']) - 1:02}"


def _quarter(match: re.Match[str], anchor: Anchor) -> str | None:
    """A quarter without a year is the last one that has begun, or the next with a verb of the future."""
    ordinal = _ORDINALS[match["ordinal"].lower()]
    code = "H" if match["length"].lower() == "half" else "Q"
    groups = match.groupdict()
    if groups.get("year"):
        return f"{groups['year']}-{code}{ordinal}"
    if anchor.published is None:
        return None
    relative = (groups.get("rel") or groups.get("rel2") or "").lower()
    if relative:
        return f"{anchor.published.year + {'last': -1, 'next': 1}.get(relative, 0)}-{code}{ordinal}"
    months = 3 if code == "Q" else 6
    begun = months * (ordinal - 1) + 1 <= anchor.published.month
    year = anchor.published.year - (0 if begun or anchor.side == "future" else 1)
    ahead = months * (ordinal - 1) + 1 - anchor.published.month
    return f"{anchor.published.year if 0 < ahead <= 3 else year}-{code}{ordinal}"


def _same_quarter(match: re.Match[str], anchor: Anchor) -> str | None:
    """ "the quarter" is the one told before, "the year-ago quarter" the one a year before it."""
    told = re.match(r"(\d{4})-Q\d", anchor.told or "")
    back = "year" in match.group().lower()
    if told:
        value = told.group()
        return f"{int(value[:4]) - 1}{value[4:]}" if back and _this_year(value, anchor) else value
    if anchor.published is None:
        return None
    return calendars.step(anchor.published, "Q", -5 if back else -1)


def _this_year(value: str, anchor: Anchor) -> bool:
    return anchor.published is None or int(value[:4]) >= anchor.published.year - (anchor.published.month <= 3)


def _clock(match: re.Match[str], anchor: Anchor) -> str | None:
    hour, groups = int(match["hour"]), match.groupdict()
    half = (groups.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24:
        return None
    zulu = "Z" if re.search(r"UTC|GMT", match.group()) else ""
    return _at(match, anchor, f"{hour:02}:{groups.get('minute') or '00'}{zulu}")


def _at(match: re.Match[str], anchor: Anchor, clock: str) -> str | None:
    groups = match.groupdict()
    if groups.get("weekday"):
        day = _weekday(match, anchor)
    elif groups.get("month"):
        day = _month_day(match, anchor)
    elif groups.get("named"):
        day = _named_day(match, anchor)
    else:
        told = _told_day(anchor)
        day = told.isoformat() if told else "XXXX-XX-XX"
    return f"{day[:10]}T{clock}" if day else None


def _noon(match: re.Match[str], anchor: Anchor) -> str | None:
    return _at(match, anchor, "24:00" if match["noon"].lower() == "midnight" else "12:00")


def _part(match: re.Match[str], anchor: Anchor) -> str | None:
    day = anchor.published if "this" in match.group().lower() else _told_day(anchor)
    part = (match.groupdict().get("part") or "night").lower()
    return f"{day.isoformat()}T{_PARTS[part]}" if day else None


def _reference(match: re.Match[str], _: Anchor) -> str | None:
    return _REFERENCES[re.sub(r"\s+", " ", match["reference"].lower())]


def _holiday(match: re.Match[str], anchor: Anchor) -> str | None:
    name = re.sub(r"\s+", " ", match["holiday"])
    if anchor.published is None or not (code := _HOLIDAYS.get(name) or _MOVING.get(name)):
        return None
    month = int(code[:2])
    year = match.groupdict().get("year")
    side = "past" if _which(match) == "last" else _near(anchor, month)
    found = int(year) if year else calendars.nearest_year(anchor.published, month, side)
    return f"{found}-{code}" if name in _HOLIDAYS else _moving(found, code)


def _moving(year: int, code: str) -> str:
    """The n-th weekday of a month; 5 is the last, 0 the Tuesday after the first Monday."""
    month, weekday, nth = (int(part) for part in code.split("-"))
    if nth == 0:
        return (calendars.nearest_weekday(date(year, month, 1), 0, "future") + timedelta(days=1)).isoformat()
    first = calendars.nearest_weekday(date(year, month, 1), weekday - 1, "future")
    found = first + timedelta(weeks=nth - 1)
    return (found if found.month == month else found - timedelta(weeks=1)).isoformat()


def _every(match: re.Match[str], _: Anchor) -> str | None:
    groups = match.groupdict()
    if groups.get("weekday"):
        return f"XXXX-WXX-{WEEKDAYS[match['weekday']] + 1}"
    if groups.get("month"):
        return f"XXXX-{MONTHS[_title(match['month'])]:02}"
    return period(_count(groups.get("number") or "a"), _UNITS[match["unit"].lower()])


def _adverb(match: re.Match[str], _: Anchor) -> str | None:
    word = match.group().lower()
    return {"dai": "P1D", "wee": "P1W", "mon": "P1M", "qua": "P3M", "yea": "P1Y", "hou": "PT1H", "nig": "P1D"}[word[:3]]


def _year_end(match: re.Match[str], anchor: Anchor) -> str | None:
    return f"{anchor.published.year}" if anchor.published else None


_HEDGED = r"(?:(?:at least|up to|(?:no )?more than|(?:no )?less than|nearly|almost|about|around|over(?!\s+the)|under|roughly|some|the first|the last|the"
_HEDGED += (
    r" next|the past|the latest|the previous|the coming|the final|the following|past|the|these|last|next|first) )*"
)

_GRAMMAR: tuple[tuple[TimeKind, str, Resolver], ...] = (
    ("DATE", r"\b(?P<year>\d{4})-(?P<a>\d\d)-(?P<b>\d\d)\b", _numeric),
    ("DATE", r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\d/])", _numeric),
    ("DATE", r"(?:(?:this coming )?<shortday>\s?,? )?<month> <day>(?:<comma><year>)?", _month_day),
    ("DATE", r"(?:<shortday>,? )?\b(?:the )?<day>(?: of)? <month>(?:,? <year>)?", _month_day),
    ("DATE", r"<month>(?: of)?,? <year>", _month),
    ("DATE", r"<month>,?(?: of)? (?P<rel>this|last|next) year", _month_of_year),
    ("DATE", r"(?:<which> )?<month>(?! \d)", _month),
    ("DATE", r"(?:<which> )?<weekday>(?: <part>(?!s))?", _weekday),
    ("TIME", r"(?P<named>yesterday|tomorrow|last|this)(?: <part>)", _named_day),
    ("DATE", r"\b(?P<named>today|yesterday|tomorrow|tonight)\b(?:['’]s)?", _named_day),
    ("DATE", r"\b<which> day\b", _next_day),
    ("TIME", r"\b<which> <part>", _next_day),
    ("DATE", r"\bthe (?:latest |same |most recent )?(?:quarter|period)\b(?! of|-)", _same_quarter),
    ("DATE", r"\b<which> (?:fiscal |calendar |financial )?<unit>(?<!s)(?!~old)", _this_unit),
    ("DATE", r"\b(?:the|<which>) weekend\b", _weekend),
    ("DATE", r"\b(?:<which> |the )<season>(?: (?:of )?<year>)?", _season),
    ("DATE", r"\b<season> (?:of )?<year>", _season),
    ("DATE", r"(?:(?:more than|almost|about|nearly|over|some) )?<number>~<unit>(?: or so)? (?P<direction>ago|earlier|later|from now|previously|before(?=\s?[,.;]))", _ago),
    ("DATE", r"\b(?P<number>year)~(?P<direction>ago|earlier)\b(?! (?:\w+ )?(?:quarter|period))", lambda m, a: _year_ago(a)),
    ("DATE", r"\b(?:the )?(?:comparable )?year~(?:ago|earlier) (?:\w+ )?(?:quarter|period)", _same_quarter),
    ("DATE", r"<year>(?![-\w])", _year),
    ("DATE", r"\bthe <year> (?:period|season)\b", _year),
    ("DATE", r"\b(?:the year )?(?P<words>(?:nineteen|eighteen)~(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:~\w+)?|\w+teen)|two thousand(?: and \w+)?)\b", _spelled_year),
    ("DATE", r"\b(?:the )?(?:(?:early|late|mid)~)?(?P<decade>(?:1[5-9]|20)\d0|(?<=['’])\d0)['’]?s\b", _decade),
    ("DATE", r"\b(?:the )?(?P<nth>[12]?\d)(?:st|nd|rd|th) century\b", _century),
    ("DATE", r"\b(?:(?P<rel>last|next|this) year['’]s |the (?:fiscal[ -])?)?(?:<year> )?(?:fiscal )?<ordinal>~(?P<length>quarter|half)\b(?:(?: of)? (?P<rel2>this|last|next) year)?", _quarter),
    ("DATE", r"\b(?:the )?<ordinal>~(?P<length>quarter|half)(?: of)? (?:fiscal )?<year>", _quarter),
    ("DATE", r"\bfiscal (?:year )?<year>", _year),
    ("TIME", r"(?:around )?<clock><zone>(?:,? (?:on )?(?:<weekday>|<month> <day>|(?P<named>today|yesterday|tomorrow)))?", _clock),
    ("TIME", r"<clock24><zone>", _clock),
    ("TIME", r"\b(?P<noon>noon|midnight|midday)\b(?: (?:on )?<weekday>)?", _noon),
    ("TIME", r"(?:\bthis |(?<=in\s)the |\bmid~)<part>(?:(?<=noon) (?P<named>yesterday))?", _part),
    ("TIME", r"\bovernight\b", _part),
    ("DATE", rf"\b(?P<reference>{_any(_REFERENCES)})\b(?!-)", _reference),
    ("DATE", rf"(?:<which> )?\b(?P<holiday>(?-i:{_any(_HOLIDAYS | _MOVING)}))(?: <year>)?\b", _holiday),
    ("DATE", r"\b(?:the )?(?:year~end|year['’]s end)\b", _year_end),
    ("DATE", r"\b(?:the )?(?:beginning|start|middle|end|rest) of (?P<which>the) (?P<unit>day|week|month|quarter|year|decade)\b", _this_unit),
    ("SET", r"\b(?:each|every) (?:<number> )?<unit>", _every),
    ("SET", r"\b(?:each|every) (?:<weekday>|<month>)", _every),
    ("SET", r"\b<weekday>s\b", _every),
    ("SET", r"\b(?:daily|weekly|monthly|yearly|hourly|nightly)\b", _adverb),
    ("SET", r"(?<=\d\s)(?:an?) (?P<unit>year|month|week|day)\b(?! (?:ago|earlier|later|before))", _every),
    ("DURATION", rf"\b{_HEDGED}(?!three.quarters)<count>~(?:(?:more|full|consecutive|straight|additional|trading|working) )?<unit>(?P<half> and a half)?(?!~(?:of~age|old\b))(?:-long)?", _duration),
    ("DURATION", rf"\b{_HEDGED}<count> and a half <unit>", lambda m, a: _half(m)),
    ("DURATION", r"\b(?:(?:nearly|almost|about|over|more than|less than) )?(?P<number>an?) (?!second\b)<unit>(?P<half> and a half)?(?! (?:ago|earlier|later|before))(?!~old)", _duration),
    ("DURATION", r"\b(?:just |the past |the coming |the next )?(?P<unit>minute|hour|day|week|month|year|decade|centurie)s(?!~old)(?:~long)?\b", _duration),
)  # fmt: skip


def _year_ago(anchor: Anchor) -> str | None:
    if anchor.told and re.match(r"\d{4}-Q", anchor.told):
        return f"{int(anchor.told[:4]) - _this_year(anchor.told, anchor)}{anchor.told[4:]}"
    return f"{anchor.published.year - 1}" if anchor.published else None


def _half(match: re.Match[str]) -> str | None:
    count = _count(match["number"])
    return period(None if count is None else count + 0.5, _UNITS[match["unit"].lower()])


RULES: tuple[Rule, ...] = tuple(Rule(kind, compiled(pattern), resolve) for kind, pattern, resolve in _GRAMMAR)
