"""The names in an article: spaCy's entities repaired, listed names, names after a title, and surnames named again."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract import entities, gazetteers, headings, kinds, sightings, toponyms
from onrecord.extract.entities import Name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SEAT = re.compile(r"^[DRI]-[A-Z][\w.]*$")
_TITLES = re.compile(
    r"(?=[“\"](?P<quoted>[A-Z][^“”\"\n]{4,70})[”\"])"
    r"|\b(?P<dated>[A-Z][\w'’]*(?: (?:[A-Z][\w'’]*|[a-z]{1,4}))+) \((?:19|20)\d\d\)"
)
_JOINS = wordlists.group("name_words", "joins_names")
_AND = wordlists.group("name_words", "adds_a_name") | {"&"}
_WHOLE = wordlists.group("name_words", "before_a_whole")
_SITES = wordlists.group("name_words", "ends_a_site")
_SMALL = wordlists.group("name_words", "small_in_titles")
_SHOUTED = re.compile(r"^[^a-z\n]{20,}$", re.MULTILINE)
_MINISTERS = wordlists.group("name_words", "holds_a_portfolio")


def names_in(parse: "Doc", words: list[str], text: str) -> list[Name]:
    """The names of people, bodies, places and nationalities, none inside another, in the order of the text."""
    found, others = entities.repaired(parse, words)
    found = _without_portfolios(found, words)
    found += sightings.after_titles(words, found)
    towns = (
        sightings.before_states(words, found) + sightings.of_datelines(parse, text) + sightings.listed_regions(words)
    )
    found = towns + [name for name in found if not any(name.start == town.start for town in towns)]
    towns = sightings.where_towns_are(words, found)
    found = towns + [name for name in found if not any(name.start == town.start for town in towns)]
    bodies = sightings.bodies_of(words) + sightings.before_initials(words) + sightings.to_their_noun(words, found)
    found = _longest(found + _without_portfolios(bodies, words))
    found = _merge(_without_portfolios(_listed(parse, text), words), found, others, words)
    found += sightings.who_act(parse, found, words)
    found = _longest(sightings.among_places(_cut_to_known(found, words), words))
    found = _parted(headings.repaired(_without_noise(parse, found, words, text), words), words)
    found = kinds.settle(parse, found, words)
    found = kinds.with_teams(parse, found, words)
    return sorted(found + sightings.named_again(parse, found, words))


def _longest(names: list[Name]) -> list[Name]:
    """No name inside another or over its edge: the longest first."""
    kept: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start, n.kind)):
        if taken.isdisjoint(range(name.start, name.end)):
            taken.update(range(name.start, name.end))
            kept.append(name)
    return sorted(kept)


def _cut_to_known(names: list[Name], words: list[str]) -> list[Name]:
    """A longer run that ends in a person's name is that name: "*Stop* Okoro", "Ghana Kofi Boateng"."""
    plain, firsts = wordlists.words("plain_words"), wordlists.words("first_names")
    full = {tuple(words[n.start : n.end]) for n in names if n.kind == "person" and n.end - n.start > 1}
    good = {name for name in full if name[0].lower() not in plain or name[0] in firsts}
    surnames = {name[-1] for name in good} | {words[n.start] for n in names if n.end - n.start == 1}
    cut = []
    for name in names:
        start, end, kind = name
        tails = [at for at in range(start + 1, end - 1) if tuple(words[at:end]) in good]
        before = words[start : tails[0]] if tails else []
        if before and (" ".join(before) in gazetteers.known_names() or all(word.lower() in plain for word in before)):
            cut.append(Name(tails[0], end, "person"))
        elif kind == "person" and end - start == 2 and _is_plain(words[start]) and words[start + 1] in surnames:
            cut.append(Name(start + 1, end, "person"))
        else:
            cut.append(name)
    return cut


def _is_plain(word: str) -> bool:
    return word.lower() in wordlists.words("plain_words") and word not in wordlists.words("first_names")


def _without_portfolios(names: list[Name], words: list[str]) -> list[Name]:
    """The field of a minister is no body: "Kenyan *Defense* Minister", "*Labour* Ministry", "Secretary of *State*"."""
    fields, kept = wordlists.words("portfolios"), []
    for start, end, kind in names:
        first, last = start, end
        if last < len(words) and words[last].lower() in _MINISTERS:
            while last > first and (words[last - 1].lower() in fields or (last < end and words[last - 1] in _AND)):
                last -= 1
        of = first > 1 and words[first - 1] in _WHOLE and words[first - 2].lower() in _MINISTERS
        if last > first and not (of and last - first == 1 and words[first].lower() in fields):
            kept.append(Name(first, last, kind))
    return kept


def _listed(parse: "Doc", text: str) -> list[Name]:
    """Listed names, by token; a word in the middle of a longer token ("anti-US") is none."""
    return [
        Name(span.start, span.end, kinds.listed_kind(known))
        for start, end, known in gazetteers.known_in(text)
        if (span := parse.char_span(start, end)) is not None and not _is_first_name(span[0], known)
    ]


def _is_first_name(token: "Token", known: gazetteers.Known) -> bool:
    """Whether a nationality is a person's name here: "*Finn* laughed"."""
    return known.kind == "nationality" and token.ent_type_ == "PERSON" and token.tag_ == "NNP" and token.dep_ != "amod"


def _merge(listed: list[Name], found: list[Name], others: list[tuple[int, int]], words: list[str]) -> list[Name]:
    """The longest name at each place: in "Bank of Ghana" and the "Ghana Peace Forum" nobody is Ghana."""
    kept, around = [], _by_token(found)
    beside = {i: span for span in others for i in range(*span)}
    for name in listed:
        longer = [f for f in around.get(name.start, ()) if name.end <= f.end and f != name]
        longer = [f for f in longer if f.end - f.start > name.end - name.start]
        inside = name.end <= beside.get(name.start, (0, 0))[1]
        if not any(_is_whole(f, words) for f in longer) and not (inside and words[name.end : name.end + 1] != ["-"]):
            kept.append(name)
    taken = {i for name in kept for i in range(name.start, name.end)}
    for name in found:
        free = [i for i in range(name.start, name.end) if i not in taken]
        start, end = beside.get(name.start, (0, 0))
        in_other = name.end <= end and end - start > name.end - name.start
        whole = len(free) == name.end - name.start
        run = bool(free) and free[-1] - free[0] + 1 == len(free) and name.kind == "person"
        if (whole and not in_other) or (run and not whole):
            kept.append(Name(free[0], free[-1] + 1, name.kind))
            taken.update(free)
    return _joined(sorted(set(kept)))


def _parted(names: list[Name], words: list[str]) -> list[Name]:
    """A body of two persons' names is the two: "*Roy and Okoro* agreed", where both are named elsewhere."""
    surnames = {words[name.end - 1] for name in names if name.kind == "person"}
    parted = []
    for name in names:
        joins = [i for i in range(name.start + 1, name.end - 1) if words[i] in _JOINS]
        if name.kind == "organisation" and joins and {words[joins[0] - 1], words[name.end - 1]} <= surnames:
            parted += [Name(name.start, joins[0], "person"), Name(joins[0] + 1, name.end, "person")]
        else:
            parted.append(name)
    return parted


def _by_token(names: list[Name]) -> dict[int, list[Name]]:
    """The names that have each token."""
    found: dict[int, list[Name]] = {}
    for name in names:
        for i in range(name.start, name.end):
            found.setdefault(i, []).append(name)
    return found


def _joined(names: list[Name]) -> list[Name]:
    """Two halves of one person's name, cut in the middle: "Abena Owusu | Mensah Boateng"."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        if last and last.end == name.start and last.kind == name.kind == "person" and name.end - last.start <= 5:
            joined[-1] = Name(last.start, name.end, "person")
        else:
            joined.append(name)
    return joined


def _is_whole(name: Name, words: list[str]) -> bool:
    """Whether a longer name swallows the listed one: "Bank of Ghana" does, "Ghana-Togo" and "Accra, Ghana" do not."""
    inner = words[name.start : name.end]
    listed = gazetteers.known_names()
    if name.kind == "nationality" or (name.kind == "place" and "," in inner):
        return False
    capitals = [word for word in inner if word[0].isupper()]
    return any(word not in listed and not entities.is_title(word) for word in capitals) or (
        name.kind == "organisation" and any(word not in listed for word in capitals)
    )


def _without_noise(parse: "Doc", names: list[Name], words: list[str], text: str) -> list[Name]:
    """Without events, web addresses, offices, headings and sentence starts that are plain words: "Frank talks"."""
    plain = Counter(word for word in words if word.islower())
    inside = Counter(_text(parse, n) for n in names if not parse[n.start].is_sent_start)
    shouted = [found.span() for found in _SHOUTED.finditer(text)]
    titles = [
        found.span(group)
        for found in _TITLES.finditer(text)
        for group, title in found.groupdict().items()
        if title and _is_title(title)
    ]
    names = [
        n
        for n in names
        if not any(s <= parse[n.start].idx < e for s, e in shouted) or _text(parse, n) in gazetteers.known_names()
        if n.kind == "person" or not any(_is_within(parse, n, title) for title in titles)
        if n.kind != "place" or not _is_in_brackets(n, words)
    ]
    return [n for n in names if _is_name(n, parse, words, plain=plain[words[n.start].lower()], again=inside)]


def _is_title(words: str) -> bool:
    """Whether words in marks, or before a year, are the title of a work: in "Oslo's Top Dentists" nobody is Oslo.

    >>> _is_title("Oslo's Top Dentists"), _is_title("Oslo is cold"), _is_title("Fjord Oslo")
    (True, False, False)
    """
    parts = re.sub(r"['’]s\b", "", words.rstrip(".,")).split()
    capital = all(part[0].isupper() or part in _SMALL for part in parts)
    known = wordlists.words("plain_words")
    plain = any({part.lower(), part.lower().rstrip("s")} & known and part not in _SMALL for part in parts)
    return len(parts) > 1 and capital and plain


def _is_in_brackets(name: Name, words: list[str]) -> bool:
    """Whether a name ends with two lands: "a spokesman for Fjord Aid (*Norway and Togo*)", "(Norway and *Togo*)"."""
    left, right = words[max(0, name.start - 1)], "".join(words[name.end : name.end + 1])
    first = left == "(" and right in _JOINS and words[name.start - 2][:1].isupper()
    return first or (right == ")" and left in _JOINS and words[name.start - 3 : name.start - 2] == ["("])


def _is_within(parse: "Doc", name: Name, title: tuple[int, int]) -> bool:
    start, end = parse[name.start].idx, parse[name.end - 1].idx + len(parse[name.end - 1])
    return title[0] <= start and end <= title[1] and title[1] - title[0] > end - start


def _text(parse: "Doc", name: Name) -> str:
    return parse[name.start : name.end].text


def _is_name(name: Name, parse: "Doc", words: list[str], *, plain: int, again: "Counter[str]") -> bool:
    """`plain`: how often the first word stands in the article without a capital; `again`: names within sentences."""
    text = _text(parse, name)
    if text in gazetteers.known_names():
        return True
    if _is_event(name, words) or words[name.start][0] in "@#" or text == "State" or _is_thing(text):
        return False
    if _SEAT.match(text) or (name.kind == "place" and _is_no_place(words[name.start : name.end])):
        return False  # "Sen. Ana Roy, *D-Calif.*"
    if name.end - name.start > 1:
        return not (name.kind == "person" and name.end - name.start > 3 and text.isupper())
    return not _ends_role(words, name.start) and _is_word(name, parse, plain=plain, again=again)


def _is_no_place(words: list[str]) -> bool:
    """Whether it is plain words alone, a number without a road, or two lands: "varnish in *Extravagant*", "the *H-1B*
    visa", "*Togo-Kenya* ties".
    """
    last, plain = words[-1].lower(), wordlists.words("plain_words")
    if last in wordlists.words("place_ends") or last in _SITES or toponyms.towns(" ".join(words)):
        return False
    if " ".join(words) in toponyms.regions():
        return False
    digits = any(char.isdigit() for word in words for char in word)
    if len(words) == 1 and "-" in words[0] and words[0].split("-")[0] in gazetteers.known_names():
        return True
    return (digits and len(words) == 1) or all(word.lower() in plain or word.lower() in _SMALL for word in words)


def _is_word(name: Name, parse: "Doc", *, plain: int, again: "Counter[str]") -> bool:
    """Whether one word is a name."""
    text, first = _text(parse, name), parse[name.start]
    if first.like_url or (_is_plain(text) and text.isupper()):
        return False  # "it has NEVER been"
    if again[text]:
        return not (plain > 2 and name.kind in {"person", "organisation"})
    if name.kind == "place" and toponyms.towns(text) and not (_is_plain(text) and first.is_sent_start):
        return True
    if _is_plain(text) and (name.kind != "person" or first.is_sent_start):
        return False  # "*Sulfur* is a gas"
    proper = first.tag_ in {"NNP", "NNPS"} and not plain
    return proper and (name.kind == "place" or not entities.is_title(text))


def _is_thing(text: str) -> bool:
    """Whether a name is of a feast, a disease, a programme: "Stop *Brexit*", "*Easter* weekend"."""
    things, parts = wordlists.words("things"), text.split()
    return text in things or parts[-1] in things or (parts[0] in things and parts[-1].islower())


def _is_event(name: Name, words: list[str]) -> bool:
    """A name that ends in "Forum", or a name in quotation marks with "forum" after it, is of an event."""
    ends = wordlists.words("event_name_ends")
    after = [word.lower() for word in words[name.end : name.end + 2] if word not in {"”", '"', "'", "’"}]
    named = name.kind == "organisation" and bool(after) and after[0] in ends - {"act", "bill", "award", "prize", "open"}
    return words[name.end - 1].lower() in ends or named


def _ends_role(words: list[str], at: int) -> bool:
    """Whether a word ends an office: "Secretary of *State*"."""
    return at >= 2 and " ".join(words[at - 2 : at + 1]).lower() in gazetteers.roles()
