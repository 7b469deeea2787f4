"""Agencies that stand in no list, told by the form of their credit alone: "PORTO (Mondapress) - Two ferries sank"."""

import re
from collections.abc import Iterator
from functools import cache

from onrecord import wordlists
from onrecord.credits.newsrooms import agency_of, newsroom, well_known
from onrecord.credits.rules import MONTH, Line

_NAME = r"[A-ZÀ-Þ][\w.-]{1,24}(?: (?:News|Press)(?: Agency)?| Newswire)?"
_LONG = r"(?:[A-ZÀ-Þ][\w-]+ ){1,3}(?:News|Press) Agency"
_DAY = rf"(?:,? (?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:, \d{{4}})?)"
# a town in capitals, and perhaps its country
_DATELINE = re.compile(
    rf"\W*[A-ZÀ-Þ]{{3}}[A-ZÀ-Þ .’'-]*(?:, [A-ZÀ-Þ][\w .’'-]{{1,20}}?)?{_DAY}?,? ?"
    rf"\((?P<name>{_NAME})\)\.? ?(?:--?|[–—]) ?(?=\S)"
)
_CLOSING = re.compile(wordlists.table("credit_patterns")["closing_line"])
# "(KMOV)": a station of American television; "(UPDATED)", "(OPINION)": no name
_NO_AGENCY = re.compile(wordlists.table("credit_patterns")["no_agency"])
_WITHIN = 100


def unlisted(text: str, line: Line) -> Iterator[tuple[str, int, int, bool]]:
    """An agency of a line at the head or the tail, with its credit's place and whether it is a dateline.

    >>> text = "PORTO, May 8 (Mondapress) - Two ferries sank."
    >>> list(unlisted(text, Line(0, len(text), True, True, True)))
    [('Mondapress', 0, 27, True)]
    >>> list(unlisted("PORTO (Reuters) - Two sank.", Line(0, 27, True, True, True)))
    []
    """
    words = text[line.start : line.end]
    if "(" not in words[:_WITHIN] and not (len(words) < _WITHIN and words.rstrip(" .)").endswith("Agency")):
        return
    for pattern in (_DATELINE, _CLOSING):
        match = pattern.match(words) if pattern is _DATELINE else pattern.fullmatch(words)
        stands = line.is_head or (line.is_tail and pattern is _CLOSING)
        if match and stands and _is_unknown(match.group("name")):
            yield match.group("name"), line.start, line.start + len(match.group().rstrip()), pattern is _DATELINE
            return


@cache
def _is_unknown(name: str) -> bool:
    listed = name in wordlists.table("agencies") or agency_of(name) or newsroom(name) in well_known()
    return not (listed or name.casefold() in wordlists.words("unnamed_agencies") or _NO_AGENCY.fullmatch(name))
