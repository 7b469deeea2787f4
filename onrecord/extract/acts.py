"""Acts: who does what to whom by any verb, where PLOVER has no type for it.

They are for whoever counts or searches acts. A record has none of them: its events have a type.
"""

from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract import arguments, participants, statuses
from onrecord.extract.readings import Reading
from onrecord.extract.senses import is_somebody
from onrecord.schema import Event, content_id

if TYPE_CHECKING:
    from spacy.tokens import Token

UNTYPED = ""
_NO_ACTS = wordlists.group("event_words", "tells_no_act")
_NO_PARTIES = frozenset(("EX", "WDT", "WP"))
_NO_HEADS = frozenset(("acl", "amod", "compound", "aux", "auxpass"))
_NOUNS = ("NOUN", "PROPN", "PRON")


def find(reading: Reading) -> list[Event]:
    """The acts of somebody, or done to somebody, whose words no event of the reading has, in the order of the text.

    A phrase that says who somebody is tells none: "the men working at the mill".

    >>> from onrecord import tokens
    >>> from onrecord.schema import Article
    >>> reading = Reading(Article("a", text := "Norway bought the Chadian mill."), tokens.parse(text))
    >>> [(reading.text(act.span), reading.text(act.actors[0].span), act.type) for act in find(reading)]
    [('bought', 'Norway', '')]
    """
    told = {event.span.start for event in reading.events}
    acts = (_act(verb, reading) for verb in reading.parse if _is_act(verb) and verb.idx not in told)
    return [act for act in acts if act is not None]


def _is_act(verb: "Token") -> bool:
    return verb.pos_ == "VERB" and verb.dep_ not in _NO_HEADS and verb.lemma_ not in _NO_ACTS


def _act(verb: "Token", reading: Reading) -> Event | None:
    doers, things = ([n for n in side(verb) if _is_party(n)] for side in (arguments.subjects, arguments.objects))
    if not any(is_somebody(noun) for noun in (*doers, *things)):
        return None
    start, end = verb.idx, verb.idx + len(verb)
    return Event(
        id=content_id(reading.article.id, start, end, UNTYPED),
        span=reading.span(start, end),
        type=UNTYPED,
        mode=None,
        contexts=(),
        actors=participants.parties_of([noun for noun in doers if is_somebody(noun)], reading),
        recipients=participants.parties_of(things, reading),
        place=None,
        when=None,
        status=statuses.status_of_verb(verb),
        attributed_to=reading.speaker_at(start, end),
    )


def _is_party(noun: "Token") -> bool:
    return noun.pos_ in _NOUNS and noun.tag_ not in _NO_PARTIES
