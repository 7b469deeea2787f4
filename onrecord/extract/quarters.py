"""Values of the times of business news: quarters, halves, the end of a year, the same quarter a year before."""

import re

from onrecord import wordlists
from onrecord.extract import calendars
from onrecord.extract.dates import DIRECTIONS, Anchor, Match, codes

_ORDINALS, _PARTS_OF_YEAR = codes("ordinal"), codes("part-of-year")
_LATEST = wordlists.group("date_words", "newest")


def quarter(match: Match, anchor: Anchor) -> str | None:
    """As in "the third quarter", "first half of 2019"; without a year the last that has begun, or the next one."""
    ordinal, length = int(_ORDINALS[match["ordinal"].lower()]), _PARTS_OF_YEAR[match["length"].lower()]
    code, published = f"{length}{ordinal}", anchor.published
    if match["year"]:
        return f"{match['year']}-{code}"
    if published is None:
        return None
    relative = (match["rel"] or match["rel2"] or "").lower()
    if relative:
        return f"{published.year + DIRECTIONS.get(relative, 0)}-{code}"
    ahead = (6 if length == "H" else 3) * (ordinal - 1) + 1 - published.month
    return f"{published.year - (ahead > 3 and anchor.side != 'future')}-{code}"


def same_quarter(match: Match, anchor: Anchor) -> str | None:
    """As in "the quarter" is the one told before, "the year-ago quarter" the one a year before it."""
    back = bool(match.groupdict().get("before"))
    told = re.match(r"\d{4}-Q\d", anchor.told or "")
    if told and _is_latest(match):
        return _latest(told.group(), anchor)
    if told:
        return year_before(told.group(), anchor) if back else told.group()
    return calendars.step(anchor.published, "Q", -5 if back else -1) if anchor.published else None


def year_ago(_: Match, anchor: Anchor) -> str | None:
    """As in "a year earlier" after a quarter is that quarter a year before."""
    if anchor.told and re.match(r"\d{4}-Q\d", anchor.told):
        return year_before(anchor.told, anchor)
    return f"{anchor.published.year - 1}" if anchor.published else None


def year_before(told: str, anchor: Anchor) -> str:
    """The same quarter a year before; one that is last year's already stays: "up from a year ago ... a year ago"."""
    latest = anchor.published.year - (anchor.published.month <= 3) if anchor.published else 0
    return f"{int(told[:4]) - (int(told[:4]) >= latest)}{told[4:]}"


def _latest(told: str, anchor: Anchor) -> str:
    """As in "up from a year-ago quarter ... the latest quarter": the last of that name that is over."""
    over = anchor.published is not None and calendars.quarter(anchor.published) > f"{int(told[:4]) + 1}{told[4:]}"
    return f"{int(told[:4]) + 1}{told[4:]}" if over else told


def year_end(_: Match, anchor: Anchor) -> str | None:
    """As in "by year-end"."""
    return f"{anchor.published.year}" if anchor.published else None


def _is_latest(match: Match) -> bool:
    return not _LATEST.isdisjoint(match.group().lower().split())
