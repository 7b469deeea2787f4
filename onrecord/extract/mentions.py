"""Mentions: every name, role and pronoun of an article that may stand for somebody."""

from onrecord.extract import names, nominals
from onrecord.extract.readings import Reading
from onrecord.schema import Mention, MentionKind


def find(reading: Reading) -> None:
    """Fill `reading.mentions` in the order of the text; `actors.resolve` says whom they stand for.

    >>> from onrecord import tokens
    >>> from onrecord.schema import Article
    >>> text = "Norwegian Prime Minister Ilsa Brandt met her Ghanaian counterpart. The two leaders talked."
    >>> reading = Reading(Article("a", text), tokens.parse(text))
    >>> find(reading)
    >>> [(m.name, m.kind) for m in reading.mentions]  # doctest: +NORMALIZE_WHITESPACE
    [('Norwegian', 'nationality'), ('Ilsa Brandt', 'person'), ('her Ghanaian counterpart', 'role'), ('her', 'pronoun'),
     ('Ghanaian', 'nationality'), ('The two leaders', 'role')]
    """
    parse = reading.parse
    words = [token.text for token in parse]
    found: list[tuple[int, int, MentionKind]] = [*names.names_in(parse, words, reading.article.text)]
    named = {i for start, end, _ in found for i in range(start, end)}
    people = {start for start, _, kind in found if kind == "person"}
    found += [(start, end, "role") for start, end in nominals.roles_in(parse, words, named=named, people=people)]
    found += [(i, i + 1, "pronoun") for i in nominals.pronouns_in(parse, words)]
    for start, end, kind in sorted(set(found), key=lambda f: (f[0], -f[1], f[2])):
        first, last = parse[start], parse[end - 1]
        span = reading.span(first.idx, last.idx + len(last))
        reading.mentions.append(Mention(span, reading.text(span), kind))
