"""Loans: reports that one newsroom prints from another, as a byline, a dateline, a provider's line or a notice says."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord import settings, wordlists
from onrecord.credits.newsrooms import agency_of, newsroom, well_known


class Loan(NamedTuple):
    """The newsroom that lent a report: its name as printed, and the words that say so."""

    name: str
    words: str


# "Yahoo" style: the provider stands in a line of its own, before a bullet and the day
_PROVIDER = re.compile(wordlists.table("credit_patterns")["provider"], re.MULTILINE)
# "(CNN) - Two ferries sank", "PORTO (NPR) — Two ferries sank"
_DATELINE = re.compile(
    r"^\W*(?:[A-ZÀ-Þ][\w ,.’'-]{1,40} )?\((?P<name>[A-ZÀ-Þ][\w. &]{1,30})\) ?(?:--?|[–—]|(?=[A-Z“\"]))", re.MULTILINE
)
_SIGNED = re.compile(wordlists.table("credit_patterns")["signed"], re.MULTILINE)
# "This story was originally published by NPR", "© 2024 The New York Times"
_NOTICE = re.compile(wordlists.table("credit_patterns")["notice_of_a_loan"])
_IN_NOTICE = (*sorted(wordlists.group("credit_words", "in_a_notice")), "©", "(c)", "(C)", "c.")
"""A notice has one of these: to seek them is faster than to seek the pattern."""
_TAIL = 1_500


def loan(text: str, byline: str | None, *, is_gathered: bool) -> Loan | None:
    r"""Whose report it says it is; on a page that gathers texts (`is_gathered`) also by the line of the provider.

    >>> loan("The ferry sank.", "Ann Lee, New York Times", is_gathered=False)
    Loan(name='New York Times', words='Ann Lee, New York Times')
    >>> loan("Ferry sinks\n\nThe Porto Post•\n\nThe ferry sank.", None, is_gathered=True).name
    'The Porto Post'
    >>> loan("The ferry sank.", "Samuel Fox", is_gathered=False)
    """
    return next(_loans(text, byline or "", is_gathered=is_gathered), None)


def _loans(text: str, byline: str, *, is_gathered: bool) -> Iterator[Loan]:
    head = text[: settings.CREDITS_HEAD]
    if is_gathered:
        for line in _PROVIDER.finditer(head):
            yield Loan(line.group("name"), " ".join(line.group().split()))
    signed = _SIGNED.finditer(head) if "By " in head or "BY " in head else ()
    for names in (byline, *(line.group("names") for line in signed)):
        found = _signed().search(names)
        if found:
            yield Loan(found.group("name") or found.group("apart"), names)
    for pattern, words, place in ((_DATELINE, ("(",), head), (_NOTICE, _IN_NOTICE, text[-_TAIL:])):
        for match in pattern.finditer(place) if any(word in place for word in words) else ():
            name = match.group("name").rstrip(".")
            if newsroom(name) in well_known() and not agency_of(name):
                yield Loan(name, " ".join(match.group().split()))


@cache
def _signed() -> re.Pattern[str]:
    """A newsroom at the end of a name; one of a single word stands apart ("Ann Lee, Politico"): it may be a surname."""
    names = {name for row in wordlists.rows("newsrooms") for name in row if "." not in name and name[0].isupper()}
    long, short = ({re.escape(n) for n in names if (" " in n or n.isupper()) == several} for several in (True, False))
    many, one = ("|".join(sorted(them, key=lambda name: (-len(name), name))) for them in (long, short))
    pattern = wordlists.table("credit_patterns")["newsroom_at_the_end"]
    return re.compile(pattern.replace("{MANY}", many).replace("{ONE}", one))
