"""Actors: whom each mention stands for, the same id in all articles."""

from onrecord.extract import bodies, coreferences, governments, people
from onrecord.extract.casts import Cast
from onrecord.extract.readings import Reading
from onrecord.schema import Mention


def resolve(reading: Reading) -> None:
    """Set the actor of each mention and fill `reading.actors`; unknown stays null.

    A phrase that stands for two ("the two leaders") becomes two mentions with the same span.

    >>> from onrecord import tokens
    >>> from onrecord.extract import mentions
    >>> from onrecord.schema import Article
    >>> text = "Norwegian Prime Minister Ilsa Brandt met Kofi Boateng. She thanked him, and the two leaders talked."
    >>> reading = Reading(Article("a", text), tokens.parse(text))
    >>> mentions.find(reading)
    >>> resolve(reading)
    >>> [(m.name, reading.actors[m.actor].name) for m in reading.mentions[-4:]]  # doctest: +NORMALIZE_WHITESPACE
    [('She', 'Ilsa Brandt'), ('him', 'Kofi Boateng'),
     ('the two leaders', 'Ilsa Brandt'), ('the two leaders', 'Kofi Boateng')]
    """
    cast = Cast(reading)
    governments.resolve(cast)
    people.resolve(cast)
    coreferences.resolve(cast)
    bodies.join(cast)
    reading.mentions[:] = [
        Mention(mention.span, mention.name, mention.kind, actor)
        for mention, ids in zip(cast.mentions, cast.links, strict=True)
        for actor in (ids or (None,))
    ]
    named = {actor for ids in cast.links for actor in ids}
    parties = {draft.party for draft in cast.drafts.values() if draft.id in named and draft.party}
    reading.actors.update({id_: cast.drafts[id_].actor() for id_ in sorted(cast.drafts) if id_ in named | parties})
