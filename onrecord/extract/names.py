"""The names in an article: spaCy's entities repaired, listed names, names after a title, and surnames named again."""

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract import entities, gazetteers, toponyms
from onrecord.extract.entities import PARTICLES, Name
from onrecord.schema import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_INITIALS = re.compile(r"^(?:[A-Z]{2}|(?:[A-Z]\.){1,3})$")
_SHOUTED = re.compile(r"^[^a-z\n]{20,}$", re.MULTILINE)
_NAMESAKES = frozenset(["Jordan", "Chad", "Georgia", "Israel", "Ireland", "Holland", "India", "China", "Kenya"])
_MINISTERS = frozenset(["minister", "ministers", "ministry", "ministries", "secretary", "secretaries", "department",
                        "undersecretary", "counterpart", "portfolio"])  # fmt: skip
_BEFORE_NAMES = frozenset(
    ["In", "On", "The", "He", "She", "It", "But", "And", "They", "We", "At", "For", "As", "If", "I"]
)


def names_in(parse: "Doc") -> list[Name]:
    """The names of people, bodies, places and nationalities, none inside another, in the order of the text."""
    words = [token.text for token in parse]
    found, others = entities.repaired(parse, words)
    found = _without_portfolios(found, words)
    found += _after_titles(words, found)
    found = _merge(_without_portfolios(_listed(parse), words), found, others, words)
    found = _settle_kinds(parse, _without_noise(parse, found, words))
    return sorted(found + _named_again(parse, found, words))


def _without_portfolios(names: list[Name], words: list[str]) -> list[Name]:
    """The field of a minister is no body: "Kenyan *Defense* Minister", "*Labour* Ministry", "Secretary of *State*"."""
    fields, kept = wordlists.words("portfolios"), []
    for start, end, kind in names:
        first, last = start, end
        if last < len(words) and words[last].lower() in _MINISTERS:
            while last > first and (
                words[last - 1].lower() in fields or (last < end and words[last - 1] in {"and", "&"})
            ):
                last -= 1
        of = first > 1 and words[first - 1] == "of" and words[first - 2].lower() in _MINISTERS
        if last > first and not (of and last - first == 1 and words[first].lower() in fields):
            kept.append(Name(first, last, kind))
    return kept


def _after_titles(words: list[str], found: list[Name]) -> list[Name]:
    """Names that spaCy did not see: "Gov. Ilsa Brandt-Moe", "Mr. Okoro"."""
    taken = {i for name in found for i in range(name.start, name.end)}
    more = []
    for i, word in enumerate(words[:-1]):
        if word[0].isupper() and i + 1 not in taken and _opens_name(word):
            end = _name_end(words, i + 1, taken)
            if 0 < end - i - 1 <= 3 and not entities.is_title(words[i + 1]) and words[i + 1] not in _BEFORE_NAMES:
                more.append(Name(i + 1, end, "person"))
    return more


@cache
def _opens_name(word: str) -> bool:
    role = gazetteers.roles().get(word) or (gazetteers.roles().get(word.lower()) if word.istitle() else None)
    return word in wordlists.words("titles") or (
        role is not None
        and role.kind == "holder"
        and not role.plural
        and role.sector in {"GOV", "MIL", "LEG", "JUD", "EDU", "REL"}
    )


def _name_end(words: list[str], at: int, taken: set[int]) -> int:
    end = at
    while end < len(words) and end not in taken:
        word = words[end]
        particle = end > at and word in PARTICLES and end + 1 < len(words) and words[end + 1][:1].isupper()
        if not particle and not (word[:1].isupper() and word.replace("-", "").replace("’", "").isalpha()):
            break
        end += 1
    return end


def _listed(parse: "Doc") -> list[Name]:
    """Listed names, by token; a word in the middle of a longer token ("anti-US") is none."""
    at = {token.idx: token.i for token in parse}
    ends = {token.idx + len(token): token.i + 1 for token in parse}
    return [
        Name(at[start], ends[end], _listed_kind(known))
        for start, end, known in gazetteers.known_in(parse.text)
        if start in at and end in ends
    ]


def _listed_kind(known: gazetteers.Known) -> MentionKind:
    if known.kind == "nationality":
        return "nationality"
    return "organisation" if known.kind == "organisation" else "place"


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


def _without_noise(parse: "Doc", names: list[Name], words: list[str]) -> list[Name]:
    """Without events, web addresses, offices, headings and sentence starts that are plain words: "Frank talks"."""
    plain = Counter(word for word in words if word.islower())
    inside = Counter(_text(parse, n) for n in names if not parse[n.start].is_sent_start)
    shouted = [found.span() for found in _SHOUTED.finditer(parse.text)]
    names = [
        n
        for n in names
        if not any(s <= parse[n.start].idx < e for s, e in shouted) or _text(parse, n) in gazetteers.known_names()
    ]
    return [n for n in names if _is_name(n, parse, words, plain=plain[words[n.start].lower()], again=inside)]


def _text(parse: "Doc", name: Name) -> str:
    return parse[name.start : name.end].text


def _is_name(name: Name, parse: "Doc", words: list[str], *, plain: int, again: "Counter[str]") -> bool:
    """`plain`: how often the first word stands in the article without a capital; `again`: names within sentences."""
    text = _text(parse, name)
    if text in gazetteers.known_names():
        return True
    if _is_event(name, words) or words[name.start][0] in "@#" or text == "State":
        return False
    if name.end - name.start > 1:
        return not (name.kind == "person" and name.end - name.start > 3 and text.isupper())
    if parse[name.start].like_url or _ends_role(words, name.start):
        return False
    if again[text]:
        return not (plain > 2 and name.kind in {"person", "organisation"})
    proper = parse[name.start].tag_ in {"NNP", "NNPS"} and not plain
    return proper and (name.kind == "place" or not entities.is_title(text))


def _is_event(name: Name, words: list[str]) -> bool:
    """A name that ends in "Forum", or a name in quotation marks with "forum" after it, is of an event."""
    ends = wordlists.words("event_name_ends")
    after = [word.lower() for word in words[name.end : name.end + 2] if word not in {"”", '"', "'", "’"}]
    named = name.kind == "organisation" and bool(after) and after[0] in ends - {"act", "bill", "award", "prize", "open"}
    return words[name.end - 1].lower() in ends or named


def _ends_role(words: list[str], at: int) -> bool:
    """Whether a word ends an office: "Secretary of *State*"."""
    return at >= 2 and " ".join(words[at - 2 : at + 1]).lower() in gazetteers.roles()


def _settle_kinds(parse: "Doc", names: list[Name]) -> list[Name]:
    """One kind for one name in an article: by the list, by its last word, by a first name, else by the majority."""
    votes: dict[str, Counter[MentionKind]] = {}
    for name in names:
        votes.setdefault(_text(parse, name), Counter())[name.kind] += 1
        if parse[name.end : name.end + 1].text == "," and parse[name.end + 1 : name.end + 2].text in toponyms.states():
            votes[_text(parse, name)]["place"] += 9  # "Springfield, Oregon"
    kinds = {text: _kind_of(text, votes[text]) for text in sorted(votes)}
    full = [text.split() for text, kind in kinds.items() if kind == "person" and " " in text]
    people = {parts[0] for parts in full} | {parts[-1] for parts in full}
    for text in kinds:
        listed = gazetteers.known_names().get(text)
        if text in people and (listed is None or text in _NAMESAKES or listed.kind == "capital"):
            kinds[text] = "person"
    return [name._replace(kind=kinds[_text(parse, name)]) for name in names]


def _kind_of(text: str, votes: "Counter[MentionKind]") -> MentionKind:
    """What a name names, from the kinds that it was taken for.

    >>> _kind_of("Fjord Ministry", Counter(["person"])), _kind_of("Ana Roy", Counter(["organisation"]))
    ('organisation', 'person')
    """
    parts = text.split()
    known = gazetteers.known_names().get(text)
    if known:
        return _listed_kind(known)
    majority = min(votes, key=lambda kind: (-votes[kind], kind))
    last = parts[-1].lower()
    if len(parts) > 1 and majority in {"person", "organisation"} and _is_body_noun(last):
        return "organisation"
    if 1 < len(parts) < 4 and majority in {"organisation", "place"} and last not in wordlists.words("name_ends"):
        return (
            "person"
            if parts[0] in wordlists.words("first_names")
            or (len(parts) == 2 and _INITIALS.match(parts[0]) and parts[1].istitle())
            else majority
        )
    if len(parts) == 1 and majority == "person" and text.isupper() and len(text) > 2:
        return "organisation"
    surname = gazetteers.plain(text).lower()
    if len(parts) == 1 and any(
        surname == leader.surname.lower() and not leader.common for leader in gazetteers.leaders()
    ):
        return "person"
    return majority


def _is_body_noun(word: str) -> bool:
    role = gazetteers.roles().get(word)
    return word in {"ministry", "trust", "inc.", "corp."} or (
        role is not None and role.kind in {"body", "name"} and not role.plural
    )


def _named_again(parse: "Doc", found: list[Name], words: list[str]) -> list[Name]:
    """Surnames that spaCy saw at one place and not at another: "Ana Roy ... said *Roy*"."""
    taken = {i for name in found for i in range(name.start, name.end)}
    surnames = {words[name.end - 1] for name in found if name.kind == "person"} - gazetteers.known_names().keys()
    return [
        Name(i, i + 1, "person")
        for i, word in enumerate(words)
        if word in surnames
        and i not in taken
        and len(word) > 2
        and parse[i].tag_.startswith("NN")
        and _stands_alone(parse, i)
    ]


def _stands_alone(parse: "Doc", i: int) -> bool:
    if i + 1 < len(parse) and (parse[i + 1].text == "-" or parse[i + 1].text[:1].isupper()):
        return False
    before = parse[i - 1].text if i else ""
    return bool(parse[i].is_sent_start) or not before[:1].isupper() or entities.is_title(before)
