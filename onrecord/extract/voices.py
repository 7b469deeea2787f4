"""The first person in a quotation: "I" and "my" between the marks stand for whoever says the words."""

from bisect import bisect_right
from dataclasses import replace

from onrecord.extract.nominals import PRONOUNS
from onrecord.extract.readings import Reading


def resolve(reading: Reading) -> None:
    """Give "I", "me" and "my" in a direct quotation its speaker, when that is an actor.

    >>> from onrecord import extract
    >>> from onrecord.schema import Article
    >>> read = extract.annotate(Article("a", "“I gave them my word,” said Ana Duarte. “I tried.”"))
    >>> names = {actor.id: actor.name for actor in read.actors}
    >>> [(m.name, names.get(m.actor)) for m in read.mentions if m.name in {"I", "my"}][:2]
    [('I', 'Ana Duarte'), ('my', 'Ana Duarte')]
    """
    said = sorted(
        (span.start, span.end, quote.speaker)
        for quote in reading.quotes
        if quote.kind in {"direct", "mixed"} and quote.speaker in reading.actors
        for span in quote.content
    )
    starts = [start for start, _, _ in said]
    for n, mention in enumerate(reading.mentions):
        if mention.actor or mention.kind != "pronoun" or PRONOUNS.get(mention.name.lower()) != "i":
            continue
        at = bisect_right(starts, mention.span.start) - 1
        if at >= 0 and mention.span.end <= said[at][1]:
            reading.mentions[n] = replace(mention, actor=said[at][2])
