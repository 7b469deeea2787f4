"""The names in an article: spaCy's entities repaired, listed names, and names that a title gives away."""

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord import wordlists
from onrecord.extract import gazetteers
from onrecord.schema import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
}
_OTHER_NAMES = frozenset({"EVENT", "LAW", "WORK_OF_ART", "PRODUCT"})
_EDGES = frozenset("\"'“”‘’«»()[]–—-,.;:*•|`…") | {"'s", "’s", "''", "``", "s'", "--", "’", "\n", " "}
_ARTICLES = frozenset({"the", "a", "an", "The", "A", "An", "this", "that", "its", "his", "her", "their", "our", "my"})
_PARTICLES = frozenset(
    "de van der den von da di del della la le el al bin ibn ben bint abu dos do du st. ten ter y e af zu".split()
)
_JOINS = frozenset({"of", "for", "and", "&", "the", "in", "on", "de", "'s", "’s"})


class Name(NamedTuple):
    """A name by its tokens, half open."""

    start: int
    end: int
    kind: MentionKind


def names_in(parse: "Doc") -> list[Name]:
    """The names of people, bodies, places and nationalities, none inside another, in the order of the text."""
    words = [token.text for token in parse]
    blocked, found = _entities(parse, words)
    found += _after_titles(words, found)
    found = _merge(_known(parse, words), found, blocked, words)
    return _settle_kinds(_without_noise(parse, found, words), words)


def _entities(parse: "Doc", words: list[str]) -> tuple[list[tuple[int, int]], list[Name]]:
    """spaCy's entities, repaired; beside them the names of events, laws, works and things."""
    blocked: list[tuple[int, int]] = []
    found: list[Name] = []
    for entity in parse.ents:
        label = entity.label_
        if label in _OTHER_NAMES:
            if entity.end - entity.start > 1:
                blocked.append((entity.start, entity.end))
        elif label in KINDS:
            for start, end in _pieces(entity.start, entity.end, words, KINDS[label]):
                name = _trimmed(start, end, words, KINDS[label])
                if name:
                    found.append(name)
    return blocked, found


def _pieces(start: int, end: int, words: list[str], kind: MentionKind) -> list[tuple[int, int]]:
    """A name never runs over a line end; nor a person's over a comma, "and" or a possessive ("Ana Roy's Oslo")."""
    pieces, at = [], start
    for i in range(start, end):
        cut = "\n" in words[i] or (
            kind == "person" and words[i] in {",", "and", "'s", "’s", "–", "—", "/", "(", "|", ";"}
        )
        if cut:
            pieces.append((at, i))
            at = i + 1
    return [(s, e) for s, e in [*pieces, (at, end)] if e > s]


def _trimmed(start: int, end: int, words: list[str], kind: MentionKind) -> Name | None:
    """Without quotation marks, articles and possessives at the ends; a person's without titles in front."""
    while start < end and (words[start] in _EDGES or words[start] in _ARTICLES or not words[start].strip()):
        start += 1
    while end > start and (words[end - 1] in _EDGES or not words[end - 1].strip()):
        end -= 1
    if kind == "person":
        while end - start > 1 and _is_title(words[start]):
            start += 1
        while end - start > 1 and not words[end - 1][0].isupper():
            end -= 1
        if start < end and not _could_be_person(words[start:end]):
            return None
    if start >= end or not any(char.isalpha() for char in words[start]) or end - start > 9:
        return None
    return Name(start, end, kind)


@cache
def title_words() -> frozenset[str]:
    """Words that stand before a person's name: forms of address and offices, as printed."""
    found = set(wordlists.words("titles"))
    for noun in gazetteers.roles():
        for word in noun.split():
            found |= {word, word.capitalize()}
    found |= {
        "former",
        "Former",
        "ex",
        "then",
        "late",
        "acting",
        "Acting",
        "Deputy",
        "Vice",
        "Lt",
        "Lt.",
        "Maj",
        "Maj.",
    }
    found |= {
        "Foreign",
        "Prime",
        "Defense",
        "Defence",
        "Finance",
        "Interior",
        "First",
        "Supreme",
        "Chief",
        "State",
        "Press",
    }
    return frozenset(found - {"of", "in", "the"} - set(wordlists.words("first_names")))


def _is_title(word: str) -> bool:
    if word in title_words():
        return True
    known = gazetteers.known_names().get(word)
    return known is not None and known.kind in {"nationality", "country"} and word != "Israel"


def _could_be_person(words: list[str]) -> bool:
    """A name has capitals and no digits: "Lt Ana Roy" and "Ali al-Hakim" pass, "goal no 2" and "Obamacare Act" do not."""
    if any(char.isdigit() for word in words for char in word) or len(words) > 6:
        return False
    if not words[0][0].isupper() and words[0].lower() not in _PARTICLES and not words[0].startswith(("al-", "el-")):
        return False
    if any(
        not w[0].isupper() and w not in _PARTICLES and w not in {"-", ".", "’", "'"} and "-" not in w for w in words[1:]
    ):
        return False
    return words[-1].lower() not in _BODY_ENDS


@cache
def _body_heads() -> frozenset[str]:
    single = {noun for noun, role in gazetteers.roles().items() if role.kind == "body" and " " not in noun}
    return frozenset(
        single | {"ministry", "committee", "organization", "department", "trust", "society", "inc.", "corp."}
    )


_BODY_ENDS = frozenset(
    "act war party law bill street avenue road bridge airport park county city university college hospital school church "
    "committee ministry department council agency court center centre institute foundation inc inc. corp corp. news times "
    "post journal tribune daily today airlines series cup league stadium square prize awards award day amendment "
    "administration campaign doctrine plan tower towers library museum hotel house hall river lake island islands mountain "
    "mountains valley beach hills heights district province".split()
)


def _after_titles(words: list[str], found: list[Name]) -> list[Name]:
    """Names that spaCy did not see: "Gov. Ilsa Brandt-Moe", "Mr. Okoro"."""
    taken = {i for name in found for i in range(name.start, name.end)}
    more = []
    titles = wordlists.words("titles") | {"President", "Minister", "Chancellor", "Senator", "Governor", "Judge", "Gen.", "Sen.",
                                          "Rep.", "Gov.", "Dr.", "Dr", "Prof.", "Professor", "Gen", "Col.", "General", "Colonel"}  # fmt: skip
    for i, word in enumerate(words[:-1]):
        if word not in titles or i + 1 in taken:
            continue
        end = i + 1
        while end < len(words) and end not in taken and words[end][:1].isupper() and words[end].isidentifier() or (
            end < len(words) and end > i + 1 and words[end] in _PARTICLES and words[end + 1 : end + 2] and words[end + 1][0].isupper()
        ):  # fmt: skip
            end += 1
        plain = words[i + 1 : end]
        if plain and len(plain) <= 3 and not _is_title(plain[0]) and plain[0] not in {"In", "On", "The", "He", "She"}:
            more.append(Name(i + 1, end, "person"))
    return more


def _known(parse: "Doc", words: list[str]) -> list[tuple[Name, str]]:
    """Listed names, by token; a word in the middle of a longer token ("anti-US") is none."""
    at = {token.idx: token.i for token in parse}
    ends = {token.idx + len(token): token.i + 1 for token in parse}
    found = []
    for start, end, known in gazetteers.known_in(parse.text):
        if start in at and end in ends:
            kind: MentionKind = {"nationality": "nationality", "organisation": "organisation"}.get(known.kind, "place")  # type: ignore[assignment]
            found.append((Name(at[start], ends[end], kind), known.kind))
    return found


def _merge(
    known: list[tuple[Name, str]], found: list[Name], blocked: list[tuple[int, int]], words: list[str]
) -> list[Name]:
    """The longest name at each place; listed names settle the kind where both have the same words."""
    kept: list[Name] = []
    for name, _ in known:
        around = [
            f
            for f in found
            if f.start <= name.start and name.end <= f.end and (f.end - f.start) > (name.end - name.start)
        ]
        inside = any(s <= name.start and name.end <= e for s, e in blocked)
        if inside and not any(words[name.end : name.end + 1] == ["-"] for _ in (0,)):
            continue
        if not any(_is_whole(f, words) for f in around):
            kept.append(name)
    taken = {i for name in kept for i in range(name.start, name.end)}
    for name in found:
        if not any(i in taken for i in range(name.start, name.end)):
            if not any(s <= name.start and name.end <= e and (e - s) > (name.end - name.start) for s, e in blocked):
                kept.append(name)
                taken.update(range(name.start, name.end))
        elif name.kind == "person":
            kept += _rest(name, taken)
            taken.update(range(name.start, name.end))
    return sorted(set(kept))


def _rest(name: Name, taken: set[int]) -> list[Name]:
    """What is left of a person's name after a nationality run into it: "Norwegian Ana Roy"."""
    free = [i for i in range(name.start, name.end) if i not in taken]
    return [Name(free[0], free[-1] + 1, "person")] if free and free == list(range(free[0], free[-1] + 1)) else []


def _is_whole(name: Name, words: list[str]) -> bool:
    """Whether a longer name swallows the listed name in it: "Bank of Ghana" does, "Ghana-Togo" and "Ghana 's" do not."""
    inner = words[name.start : name.end]
    if name.kind == "nationality":
        return False
    if "-" in inner and len(inner) == 3 and all(w in gazetteers.known_names() for w in (inner[0], inner[2])):
        return False
    if name.kind == "place" and "," in inner:
        return False
    return any(w[0].isupper() and not _is_title_only(w) for w in inner) and not all(
        w in gazetteers.known_names() or not w[0].isupper() for w in inner
    )


def _is_title_only(word: str) -> bool:
    return word in {"President", "Mr", "Mr.", "Mrs", "Ms", "King", "Queen"}


def _without_noise(parse: "Doc", names: list[Name], words: list[str]) -> list[Name]:
    """Without headings in capitals and sentence starts that are plain words: "Frank talks", "MORE NEWS", "Hopefully"."""
    plain = Counter(word for word in words if word.islower())
    listed = gazetteers.known_names()
    mid = Counter(" ".join(words[n.start : n.end]) for n in names if not parse[n.start].is_sent_start)
    kept = []
    for name in names:
        text = " ".join(words[name.start : name.end])
        first = words[name.start]
        if text in listed:
            kept.append(name)
        elif name.end - name.start == 1 and not mid[text] and parse[name.start].is_sent_start:
            token = parse[name.start]
            if token.pos_ == "PROPN" and not plain[first.lower()] and token.tag_ in {"NNP", "NNPS"}:
                kept.append(name)
        elif name.end - name.start == 1 and plain[first.lower()] > 2 and name.kind in {"person", "organisation"}:
            continue
        else:
            kept.append(name)
    return kept


def _settle_kinds(names: list[Name], words: list[str]) -> list[Name]:
    """One kind for one name in an article: by the list, by its last word, by a first name, else by the majority."""
    votes: dict[str, Counter[MentionKind]] = {}
    for name in names:
        votes.setdefault(" ".join(words[name.start : name.end]), Counter())[name.kind] += 1
    people = [
        text.split() for text in sorted(votes) if len(text.split()) > 1 and _kind_of(text, votes[text]) == "person"
    ]
    surnames = {parts[-1] for parts in people} | {parts[0] for parts in people}
    settled = []
    for name in names:
        text = " ".join(words[name.start : name.end])
        kind = _kind_of(text, votes[text])
        if text in surnames and kind in {"place", "organisation"} and not _is_country(text):
            kind = "person"
        settled.append(name._replace(kind=kind))
    return settled


def _is_country(text: str) -> bool:
    known = gazetteers.known_names().get(text)
    return known is not None and known.kind == "country" and text not in {"Jordan", "Chad", "Georgia", "Israel"}


def _kind_of(text: str, votes: "Counter[MentionKind]") -> MentionKind:
    parts = text.split()
    known = gazetteers.known_names().get(text)
    if known:
        return {"nationality": "nationality", "organisation": "organisation"}.get(known.kind, "place")  # type: ignore[return-value]
    majority = min(votes, key=lambda kind: (-votes[kind], kind))
    last = parts[-1].lower()
    if len(parts) > 1 and majority in {"person", "organisation"} and last in _body_heads():
        return "organisation"
    if len(parts) == 2 and majority in {"organisation", "place"} and parts[0] in wordlists.words("first_names"):
        return majority if last in _BODY_ENDS or last in _body_heads() else "person"
    return majority


QUOTED = re.compile(r"[“\"]([^“”\"]*)[”\"]")
