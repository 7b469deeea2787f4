"""Where a figure was counted: the place that hangs in the parse on its noun, on its verb, or on what the verb tells of.

Unknown is an answer: a place elsewhere in the sentence is where somebody came from, went to, or spoke.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract import measures
from onrecord.extract.readings import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_WHERE = wordlists.group("figure_words", "where")
_OF = wordlists.group("figure_words", "of")
_ABOUT = wordlists.group("figure_words", "names_a_topic")
_COUNTING = wordlists.group("figure_words", "has_its_dead")
_PARTICIPLES = ("acl", "relcl")
_WITHIN = ("poss", "compound", "nmod")
_HIGHEST = 4


def place(reading: Reading, words: "Span", sentence: "Span") -> str | None:
    """The name of the place that hangs nearest to the figure's words.

    >>> from onrecord import tokens
    >>> from onrecord.extract import actors, mentions, places
    >>> from onrecord.schema import Article
    >>> def shown(text, figure):
    ...     reading = Reading(Article("a", text), tokens.parse(text))
    ...     for find in (mentions.find, actors.resolve, places.find):
    ...         find(reading)
    ...     words = reading.parse.char_span(text.index(figure), text.index(figure) + len(figure))
    ...     return place(reading, words, words.sent)
    >>> shown("A flood killed 12 people in Bergen.", "12 people")
    'Bergen'
    >>> shown("Looters came from Bergen to rob 12 people.", "12 people")
    """
    hangs = {token.i: distance for distance, token in _anchors(words)}
    found = []
    for name, token in _named(reading, sentence):
        near = _distance(token, hangs)
        if near is not None:
            found.append((near, abs(token.i - words.root.i), name))
    return min(found)[2] if found else None


def _named(reading: Reading, sentence: "Span") -> Iterator[tuple[str, "Token"]]:
    """Places, and countries that act: "Norway has had 12 deaths"."""
    first, last = sentence.start_char, sentence.end_char
    spans = {m.span: m.name for m in reading.mentions_in(first, last) if m.kind == "place"}
    spans.update({spot.span: spot.name for spot in reading.places_in(first, last)})
    for span, name in spans.items():
        words = reading.parse.char_span(span.start, span.end, alignment_mode="expand")
        if words is not None:
            yield name, words.root


def _anchors(words: "Span") -> Iterator[tuple[int, "Token"]]:
    """The tokens whose place is that of the figure, with their distance: its own words and what is told of them, its
    verb, and the fire or the toll that the verb is about.
    """
    for token in words:
        yield 0, token
        yield from ((0, child) for child in token.rights if child.dep_ in _PARTICIPLES)
    verb = _verb(words.root)
    if verb is None:
        return
    yield 1, verb
    for child in verb.children:
        if child not in words and child.dep_ in ("nsubj", "nsubjpass", "dobj") and _tells(child, verb):
            yield 2, child


def _verb(token: "Token") -> "Token | None":
    return next((above for above in (token, *token.ancestors) if above.pos_ in ("VERB", "AUX")), None)


def _tells(noun: "Token", verb: "Token") -> bool:
    """Whether the harm is where the noun is: "a *fire* in Bergen killed 12", "the *toll* in Bergen rose to 12".

    Not "rebels in Bergen killed 12": they may have killed them elsewhere.
    """
    if measures.is_toll(noun.lemma_.lower()):
        return True
    thing = noun.pos_ == "NOUN" and noun.lemma_.lower() not in wordlists.words("person_nouns")
    return thing and noun.dep_ == "nsubj" and (verb.lemma_ == "leave" or measures.is_harm_verb(verb.lemma_.lower()))


def _distance(token: "Token", hangs: dict[int, int]) -> int | None:
    """How near a place hangs: 0 on the figure's words, 1 on its verb, 2 on the verb's subject; null: it does not."""
    if token.dep_ == "nsubj" and hangs.get(token.head.i) == 1 and token.head.lemma_ in _COUNTING:
        return 1
    for _ in range(_HIGHEST):
        head = token.head
        if token.dep_ in _WITHIN:
            above, of = head, True
        elif token.dep_ == "pobj" and head.lower_ in (_OF | _WHERE):
            above, of = head.head, head.lower_ in _OF
        else:
            return None
        distance = hangs.get(above.i)
        if distance is not None and not (of and distance == 1):
            return None if head.lower_ in _ABOUT and distance < 2 and _is_topic(token, above) else distance
        token = above  # "the Danish port *of* Odense", "a fire at a hotel *in* Porto"
    return None


def _is_topic(token: "Token", above: "Token") -> bool:
    """As in "12 reports on Norway", "12 sanctions on Norway"; people die on an island, or on the coast of Norway."""
    return token.pos_ == "PROPN" and not measures.is_harm_verb(above.lemma_.lower())
