"""How articles are called where people read: short names, lists cut short, days, words cut at their borders."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from onrecord.schema import Article

LONGEST_LABEL = 20
"""Characters. A longer id is shown by its beginning."""


_CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: 0x2421}
_BIDI = (0x61C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNPRINTABLE = [*range(0x80, 0xA0), *_BIDI, *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF]
_MARKS = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_FLOODS = re.compile(f"({_MARKS}{{8}})({_MARKS}+)")
"""Marks that stand on one letter: no script has as many, and a tower of them covers the lines around."""
_HARMLESS = _CONTROLS | dict.fromkeys(_UNPRINTABLE, 0xFFFD)
_HARMFUL = re.compile(f"[{''.join(map(re.escape, map(chr, _HARMLESS)))}]")
"""Looked for first: to translate a text takes a hundred times as long as to find that it needs none."""


def labels(articles: Sequence[Article]) -> dict[str, str]:
    """How articles are called on a screen.

    By the id that they were given; a file by the shortest distinct part of its name; an article whose id says nothing
    to a person (a hash, or a long one) by its publisher, numbered where it has several, else by the start of its id.

    >>> labels([Article("9f86d081884c", "", url="fire-01.txt"), Article("7d865e959b24", "", url="fire-02.txt")])
    {'9f86d081884c': '01', '7d865e959b24': '02'}
    >>> labels([Article("df5fe55a-dfcb-4817-8631-830f47c21a72", "", publisher="The Courier")])
    {'df5fe55a-dfcb-4817-8631-830f47c21a72': 'The Courier'}
    """
    unnamed = [a for a in articles if _is_hash(a.id) or _is_random(a.id) or len(a.id) > LONGEST_LABEL]
    files = _distinct_parts({a.id: a.url for a in unnamed if a.url and "://" not in a.url and _is_hash(a.id)})
    found = files | _publishers([a for a in unnamed if a.id not in files])
    found |= _prefixes([a.id for a in unnamed if a.id not in found])
    shown: dict[str, str] = {}
    for article in articles:
        label = found.get(article.id, article.id)
        shown[article.id] = label if label not in shown.values() else article.id
    return shown


def _publishers(articles: Sequence[Article]) -> dict[str, str]:
    """Each article's publisher, with a number from the second article of one publisher on."""
    found: dict[str, str] = {}
    printed: Counter[str] = Counter()
    for article in articles:
        if article.publisher and len(article.publisher) <= LONGEST_LABEL:
            printed[article.publisher] += 1
            number = printed[article.publisher]
            found[article.id] = article.publisher if number == 1 else f"{article.publisher}-{number}"
    return found


def _prefixes(ids: Sequence[str]) -> dict[str, str]:
    """The shortest beginnings, of six characters or more, that tell long ids apart."""
    lengths = (n for n in range(6, LONGEST_LABEL) if len({id_[:n] for id_ in ids}) == len(ids))
    length = next(lengths, None)
    return {id_: id_[:length] for id_ in ids} if length else {}


def _is_hash(id_: str) -> bool:
    return len(id_) == 12 and all(c in "0123456789abcdef" for c in id_)


def _is_random(id_: str) -> bool:
    """Whether an id is letters of both cases and digits in no order that a person reads.

    >>> _is_random("k5N1xDON0DxGY4NY"), _is_random("fire-altapress-1"), _is_random("CityCouncil2024")
    (True, False, False)
    """
    turns = sum(a.isdigit() != b.isdigit() or (a.islower() and b.isupper()) for a, b in pairwise(id_))
    return len(id_) >= 10 and id_.isalnum() and turns >= 4


def _distinct_parts(files: Mapping[str, str]) -> dict[str, str]:
    """Of each file name what is left without the beginning and the ending that all share, at word borders."""
    stems = {id_: name.replace("\\", "/").removesuffix("." + name.rpartition(".")[2]) for id_, name in files.items()}
    if len(stems) < 2:
        return {id_: stem.rpartition("/")[2] for id_, stem in stems.items()}
    split = {id_: _pieces(stem) for id_, stem in stems.items()}
    shortest = min(len(pieces) for pieces in split.values())
    values = list(split.values())
    lead = next((i for i in range(shortest) if len({tuple(v[: i + 1]) for v in values}) > 1), shortest)
    tail = next((i for i in range(shortest - lead) if len({tuple(v[len(v) - i - 1 :]) for v in values}) > 1), 0)
    found = {id_: "".join(pieces[lead : len(pieces) - tail]).strip("-_. /") for id_, pieces in split.items()}
    return found if all(found.values()) and len(set(found.values())) == len(found) else stems


def _pieces(stem: str) -> list[str]:
    pieces: list[str] = []
    for char in stem:
        if pieces and pieces[-1][-1].isalnum() == char.isalnum():
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def flat(words: str) -> str:
    r"""Words of a text on one line.

    >>> flat("the old\n  mill")
    'the old mill'
    """
    return " ".join(words.split())


def shortened(words: str, length: int) -> str:
    """Words cut at a word border, with an ellipsis.

    >>> shortened("The mill burned down on Monday night", 24)
    'The mill burned down on…'
    """
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def quoted(words: str, length: int) -> str:
    """Words of a text in quotation marks, cut to a length; words that begin with a mark get no second one.

    >>> quoted("The mill burned.", 40), quoted("“No,” she said", 40), quoted("“It is of no use now,” she said", 15)
    ('“The mill burned.”', '“No,” she said', '“It is of no…”')
    """
    cut = shortened(words, length)
    if not cut.startswith("“"):
        return f"“{cut}”"
    return cut + "”" * (cut.count("“") > cut.count("”"))


def few(names: Sequence[str], most: int = 4) -> str:
    """The first names, and how many more there are.

    >>> few(["a", "b", "c"], most=2)
    'a b +1'
    """
    return " ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")


def possessive(name: str) -> str:
    """A name as the owner of something.

    >>> possessive("Norda"), possessive("Reuters")
    ("Norda's", "Reuters'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def harmless(text: str) -> str:
    r"""The text with control characters, bidi overrides and halves of surrogate pairs made visible; offsets hold.

    A page may carry "\x1b]0;..." to rename a window or U+202E to show "fdp.exe" as "exe.pdf".

    >>> harmless("red\x1b[31m \u202eexe.pdf\nnext line")
    'red␛[31m �exe.pdf\nnext line'
    """
    if text.isprintable():  # which none of them is; marks are
        return text if text.isascii() else _FLOODS.sub(_thinned, text)
    return _FLOODS.sub(_thinned, text.translate(_HARMLESS) if _HARMFUL.search(text) else text)


def _thinned(flood: re.Match[str]) -> str:
    return flood[1] + "\ufffd" * len(flood[2])


def counted(n: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "story", "stories"), counted(1200, "article")
    ('1 story', '1,200 articles')
    """
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


_PLURALS = {"text that several print": "texts that several print"}


def upper_bound(origins: int, kinds: Mapping[str, int] | None = None) -> str:
    """A count of origins, told as what it is; with the number of each kind where not all are reports.

    >>> upper_bound(1), upper_bound(3), upper_bound(3, {"report": 2, "caption": 1}), upper_bound(2, {"report": 2})
    ('one origin', 'up to 3 origins', 'up to 3 origins: 2 reports, 1 caption', 'up to 2 origins')
    """
    bound = "one origin" if origins == 1 else f"up to {origins:,} origins"
    told = [counted(n, kind, _PLURALS.get(kind, "")) for kind, n in (kinds or {}).items()]
    return f"{bound}: {', '.join(told)}" if kinds and list(kinds) != ["report"] else bound


def percent(part: float) -> str:
    """A part of a whole, never told as all or as nothing when it is not.

    >>> percent(1.0), percent(0.998), percent(0.001), percent(0)
    ('all', '99 %', 'under 1 %', 'none')
    """
    if part >= 1 or part <= 0:
        return "all" if part > 0 else "none"
    return f"{min(99, round(100 * part))} %" if part >= 0.01 else "under 1 %"


def number(value: float | None, low: float | None, high: float | None) -> str:
    """A number, or what is known of one that is not told: its least and its most.

    >>> number(4, 4, 4), number(None, 2000, None), number(None, 30, 50), number(None, None, None)
    ('4', 'from 2,000', '30 to 50', 'not told')
    """
    least, most = ("" if bound is None else f"{bound:,.10g}" for bound in (low, high))
    if value is not None:
        return f"{value:,.10g}"
    if least and most:
        return f"{least} to {most}"
    return f"from {least}" if least else f"up to {most}" if most else "not told"


def day(told: str | None, *, year: bool = True) -> str:
    """An ISO day or time as a day that people read.

    >>> day("2023-10-17T05:40:00"), day(None)
    ('Tue 17 Oct 2023', 'not dated')
    """
    try:
        found = date.fromisoformat((told or "")[:10])
    except ValueError:
        return told[:10] if told else "not dated"
    return f"{found:%a} {found.day} {found:%b %Y}" if year else f"{found:%a} {found.day} {found:%b}"


def moment(told: str | None) -> str:
    """An ISO day or time with its time of day, where that is known.

    >>> moment("2023-10-17T05:40:00+00:00"), moment("2023-10-17")
    ('Tue 17 Oct, 05:40', 'Tue 17 Oct')
    """
    told_day = day(told, year=False)
    return f"{told_day}, {told[11:16]}" if told and len(told) >= 16 else told_day
