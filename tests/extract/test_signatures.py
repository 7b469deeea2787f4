"""Signatures: whose a quotation is that a dash and a name follow, and lines that only look so."""

import pytest

from onrecord import tokens
from onrecord.extract import annotate, marks, mentions, signatures, times
from onrecord.extract.readings import Reading
from onrecord.schema import Article


def signed(text: str) -> list[tuple[str, str]]:
    read = annotate(Article("a", text, published="2024-05-08"))
    cues = [(q, text[q.cue.start : q.cue.end]) for q in read.quotes if q.cue and q.speaker_span]
    return [
        (text[q.content[0].start : q.content[0].end], text[q.speaker_span.start : q.speaker_span.end])
        for q, cue in cues
        if q.speaker_span and not cue.strip("-–—―")
    ]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ('"We lost the roof and a wall." — Ana Duarte', "We lost the roof and a wall.", "Ana Duarte"),
        ('"We lost the roof and a wall." -Ana Duarte, the mayor', "We lost the roof and a wall.", "Ana Duarte"),
        ("“We will not sell the mill.” ― Piet Maas.", "We will not sell the mill.", "Piet Maas"),
        ("“We will not sell the mill.” -- Piet Maas Jr.", "We will not sell the mill.", "Piet Maas Jr."),
        ("The port is shut.\n\n“It rained for days.” — Ole van Roy, 50\n\nNobody was hurt.", "It rained for days.",
         "Ole van Roy"),
    ],
)  # fmt: skip
def test_who_signs_a_quotation_speaks(text: str, content: str, speaker: str) -> None:
    assert signed(text) == [(content, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "“It rained for days.” — May 4, 2019",
        "“It rained for days.” — Moe Lund contributed to this report.",
        "“It rained for days.” — Moe Lund left the hall, and others followed.",
        "The band plays “Northern Light” — Ana Duarte",
    ],
)
def test_what_only_looks_like_a_signature_is_none(text: str) -> None:
    reading = Reading(Article("a", text), tokens.parse(text))
    mentions.find(reading)
    times.find(reading)
    assert list(signatures.find(reading, marks.find(text))) == []
