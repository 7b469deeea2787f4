"""Phrases that point back: "the two leaders", "the latter", "the country"."""

from collections.abc import Sequence

from onrecord import settings, wordlists
from onrecord.extract.casts import Cast, Seen, seen_since

_COUNTRIES = wordlists.group("speaker_words", "pair_of_countries")
_IN_OFFICE = wordlists.group("speaker_words", "pair_in_office")
_MEN = wordlists.group("speaker_words", "pair_of_men")
_TWO = wordlists.group("speaker_words", "two")
_BOTH = wordlists.group("speaker_words", "both")
_DEFINITE = wordlists.group("speaker_words", "points_at_a_pair")
_THIS = wordlists.group("speaker_words", "points_at_this_one")
_LATTER = wordlists.group("speaker_words", "the_second")


def is_pair(lower: list[str]) -> bool:
    """Whether the words, in lower case, stand for two: "the two men", "both sides"."""
    if lower[-1] in _TWO:
        return True
    return (
        (not _TWO.isdisjoint(lower) or lower[0] in _BOTH)
        and any(word in wordlists.words("pair_nouns") for word in lower)
        and lower[0] in _DEFINITE
    )


def two(cast: Cast, n: int, seen: Sequence[Seen], noun: str) -> tuple[str, ...]:
    """Persons for "men" and "leaders", countries for "nations" and "sides": those of whom the article said so before.

    Else the two most prominent nearby. A story has its two: "the two men" are not whoever was named last.
    """
    kind = "country" if noun in _COUNTRIES else "person"
    sentence = cast.seats[n].sentence
    scores: dict[str, float] = {}
    for s in reversed(seen_since(seen, sentence - settings.EXTRACT_SAME_PAIR_SENTENCES)):
        if len(s.ids) == 2 and s.named and all(cast.drafts[i].kind == kind for i in s.ids):
            return s.ids
    for s in seen_since(seen, sentence - settings.EXTRACT_PAIR_SENTENCES):
        far = sentence - s.sentence
        for id_ in s.ids:
            if cast.drafts[id_].kind == kind and not (noun in _MEN and cast.drafts[id_].gender == "f"):
                scores[id_] = scores.get(id_, 0.0) + (1.0 + max(s.weight, -0.5)) * 0.75**far
    if noun in _IN_OFFICE:
        scores = {i: v for i, v in scores.items() if cast.drafts[i].sector in {"GOV", "MIL", None}}
    best = sorted(scores, key=lambda i: (-scores[i], i))[:2]
    return tuple(best) if len(best) == 2 else ()


def latter(cast: Cast, n: int, seen: Sequence[Seen], word: str) -> tuple[str, ...]:
    """The last of the persons named in the sentence before, or of what else stood there; "the former": the first."""
    sentence = cast.seats[n].sentence
    before = seen_since(seen, sentence - 1)
    for kinds in ({"person"}, {"country", "organisation"}):
        found = [s for s in before if s.named and s.sentence < sentence and cast.drafts[s.ids[0]].kind in kinds]
        if found:
            return found[-1].ids if word in _LATTER else found[0].ids
    return ()


def land(cast: Cast, n: int, seen: Sequence[Seen]) -> tuple[str, ...]:
    """The country that was named last, a subject before others."""
    sentence = cast.seats[n].sentence
    found = [s for s in seen_since(seen, sentence - 2) if len(s.ids) == 1 and cast.drafts[s.ids[0]].kind == "country"]
    if cast.parse[cast.seats[n].start].lower_ not in _THIS or not found:
        return ()
    return max(found, key=lambda s: (s.sentence + 0.6 * s.weight, s.head)).ids
