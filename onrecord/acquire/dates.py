"""When an article was published, in ISO 8601, and how that is known."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from onrecord import settings
from onrecord.schema import Article

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
# "Oct. 17, 2023", "17 October 2023", "2023-10-17"
FULL_DATE = re.compile(
    rf"\b(?:{_MONTH.format('m1')} (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH.format('m2')},? (?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d))(?!\d)",
    re.I,
)
# "Published: Oct. 17, 2023 at 5 p.m.", "Last updated 17 October 2023": the line tells a date and little else
_DATE_LINE_WORDS = re.compile(
    r"\b(?:published|updated|posted|modified|by|at|on|am|pm|[ap]\.m|\w+day|[A-Z]{2,4}|GMT|last|first)\b", re.I
)


def decide(text: str, *, record: object, person: str | None, page: str | None) -> tuple[str | None, str]:
    """The day or time of publication and the reason: what the record, the person, the page or the text says, in this order.

    >>> decide("Ferry sinks\\nOct. 17, 2023\\nA ferry sank.", record=None, person=None, page=None)
    ('2023-10-17', 'read in the text: "Oct. 17, 2023"')
    """
    wrong = "not given"
    for value, giver in ((record, "the record"), (person, "you"), (page, "the page")):
        if value:
            found = parse(value)
            if found:
                return found, f"given by {giver}"
            if wrong == "not given":
                wrong = f'not known: {giver} gives "{_short(value)}", which is no date'
    inferred = None if wrong != "not given" else from_text(text)
    return (inferred[0], f'read in the text: "{inferred[1]}"') if inferred else (None, wrong)


def checked(article: Article) -> Article:
    """An article of our own, which may not carry a date that nobody can read."""
    if article.published is None or parse(article.published):
        return article
    return replace(
        article, published=None, published_reason=decide("", record=article.published, person=None, page=None)[1]
    )


def parse(value: object) -> str | None:
    """A day or a time in ISO 8601, times with an offset in UTC, midnight as the day that it stands for; else null.

    >>> parse("2018-06-01T04:55:51-04:00"), parse("17 October 2023"), parse("0000-00-00"), parse(1697500000)
    ('2018-06-01T08:55:51Z', '2023-10-17', None, '2023-10-16T23:46:40Z')
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_seconds(value)
    text = value.strip()[:80] if isinstance(value, str) else ""
    return _from_iso(text) or _from_mail(text) or _from_words(text)


def _from_seconds(value: float) -> str | None:
    """Seconds since 1970, or milliseconds."""
    try:
        return _written(datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC)) if value > 1e8 else None
    except (ValueError, OverflowError, OSError):
        return None


def _from_iso(text: str) -> str | None:
    if re.fullmatch(r"\d{14}", text):  # GDELT: 20231017093000
        text = f"{text[:8]}T{text[8:]}"
    text = re.sub(r"(?<=\d) ?(?:UTC|GMT)$", "Z", text)
    try:
        return _written(datetime.fromisoformat(text))
    except ValueError:
        return None


def _from_mail(text: str) -> str | None:
    """ "Tue, 17 Oct 2023 09:30:00 GMT", as feeds have it."""
    if not re.search(r"\d:\d\d", text):
        return None
    try:
        return _written(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_words(text: str) -> str | None:
    match = FULL_DATE.search(text)
    return _day(match) if match else None


def _written(moment: datetime) -> str | None:
    try:
        in_utc = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None
    if not settings.ACQUIRE_EARLIEST_YEAR <= in_utc.year <= settings.ACQUIRE_LATEST_YEAR:
        return None
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return in_utc.replace(microsecond=0).isoformat() + ("Z" if moment.tzinfo else "")


def _day(match: re.Match[str]) -> str | None:
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    month = parts["m"] if parts["m"].isdigit() else str(_MONTHS.index(parts["m"][:3].lower()) + 1)
    try:
        found = date(int(parts["y"]), int(month), int(parts["d"]))
    except ValueError:
        return None
    return found.isoformat() if settings.ACQUIRE_EARLIEST_YEAR <= found.year <= settings.ACQUIRE_LATEST_YEAR else None


def from_text(text: str) -> tuple[str, str] | None:
    """The day that a text tells of itself, and its words: a line that is a date, else the latest full date that it has."""
    dated = [(day, match) for match in FULL_DATE.finditer(text) if (day := _day(match))]
    for day, match in dated:
        if _is_date_line(text, match):
            return day, match.group()
    latest = max(dated, key=lambda pair: pair[0], default=None)
    return (latest[0], latest[1].group()) if latest else None


def _is_date_line(text: str, match: re.Match[str]) -> bool:
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    rest = text[start : match.start()] + text[match.end() : len(text) if end < 0 else end]
    return len(rest) < 80 and not re.search(r"[^\W\d_]{3,}", _DATE_LINE_WORDS.sub("", rest))


def _short(value: object) -> str:
    text = " ".join(str(value).encode("utf-8", "replace").decode().split())
    return text if len(text) <= 40 else text[:40] + "…"
