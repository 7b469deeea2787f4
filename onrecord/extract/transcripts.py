"""Transcripts: what each speaker says in turns, a line a turn, each with a name and a colon before it, without marks.

Lists look the same ("Photos: ...", "THE FACTS: ..."), so the labels of a transcript must be several, take turns, and
be persons whom the article names, or a role that such lines have (word list: "who_takes_turns").
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord import wordlists
from onrecord.extract.cues import Cue
from onrecord.extract.drafts import Draft
from onrecord.extract.readings import Reading

TURN = "turn"
"""The frame of the colon behind a speaker's name: what follows is word for word."""
_LEAST_TURNS, _LEAST_SPEAKERS = 3, 2
_LINE = re.compile(r"^[ \t]*(?P<label>[^\W\d_a-z][\w.’' -]{0,40}?)(?P<colon>:)[ \t]+(?P<words>\S[^\n]*)$", re.MULTILINE)
_ROLES = wordlists.group("speaker_words", "who_takes_turns")


def find(reading: Reading) -> Iterator[Draft]:
    """A draft for each turn of an article that is a transcript, as in "LUND: It rained for days."."""
    surnames = frozenset(_people(reading))
    turns = [line for line in _LINE.finditer(reading.article.text) if _speaks(line["label"], surnames)]
    labels = [line["label"].casefold() for line in turns]
    changes = sum(one != other for one, other in pairwise(labels))
    if (
        len(turns) < _LEAST_TURNS
        or not _LEAST_SPEAKERS <= len(set(labels)) < len(turns)
        or 2 * changes < len(turns) - 1
    ):
        return  # where nobody speaks twice it is a list: "Ana Duarte: Mayor since 2019"
    for line in turns:
        colon = reading.parse.char_span(*line.span("colon"), alignment_mode="expand")
        if colon is not None and '"' not in line["words"][:1] + line["words"][-1:]:
            cue = Cue(colon[0], *line.span("colon"), "speech", frozenset({TURN}))
            yield Draft(cue, (line.span("words"),), source=line.span("label"), learned=True)


def speaker(label: str, reading: Reading) -> str | None:
    """The actor of a label, else its words; nobody for "Q"."""
    return None if label.casefold() in _ROLES else _people(reading).get(_surname(label)) or label


def _people(reading: Reading) -> dict[str, str | None]:
    """The actors of the persons who are named in full, by their surnames; the first of a name has it."""
    people = [mention for mention in reading.mentions if mention.kind == "person" and " " in mention.name]
    return {_surname(mention.name): mention.actor for mention in reversed(people)}


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()


def _speaks(label: str, surnames: frozenset[str]) -> bool:
    return label.casefold() in _ROLES or _surname(label) in surnames
