"""Signatures: a quotation whose speaker stands behind it and a dash, to the end of the line, as under a motto.

The layout alone is certain enough: no verb reports, and the pipeline cuts "-Ana" and "―" in many ways. What a reporter
signs so is his own line, a date or a place, never a passage that opens a sentence with a name of two words behind it.
"""

import re
from collections.abc import Iterator

from onrecord.extract import attributions
from onrecord.extract.cues import Cue
from onrecord.extract.drafts import Draft
from onrecord.extract.marks import Marked
from onrecord.extract.readings import Reading

_NAME = r"[^\W\d_a-z][\w.’'-]*"
_SIGNATURE = re.compile(
    rf"[ \t]*(?P<dash>--?|[–—―])[ \t]*(?P<name>{_NAME}(?: [a-z]{{2,3}})?(?: {_NAME}){{1,3}})"
    r"(?P<rest>,[^\n]{1,80})?[ \t]*(?=\n|$)"
)
_ABBREVIATED = 4
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def find(reading: Reading, passages: list[Marked]) -> Iterator[Draft]:
    """A draft for each passage in marks that is signed: '"We lost the roof." — Ana Duarte, the mayor'."""
    text = reading.article.text
    for passage in passages:
        signed = _SIGNATURE.match(text, passage.closed)
        if signed is None or not attributions.opens_sentence(text, passage):
            continue
        behind = reading.parse.char_span(signed.start("name"), signed.end(), alignment_mode="expand")
        dash = reading.parse.char_span(*signed.span("dash"), alignment_mode="expand")
        if behind is None or dash is None or not _is_somebody(reading, signed):
            continue
        if any(token.tag_ in _FINITE for token in behind):
            continue  # "— Moe Lund contributed to this report"
        cue = Cue(dash[0], *signed.span("dash"), "speech", frozenset({"dash"}))
        yield Draft(cue, ((passage.start, passage.end),), source=_name(signed), learned=True)


def _name(signed: re.Match[str]) -> tuple[int, int]:
    """Its characters, without the full stop of a sentence; that of "Jr." stays."""
    start, end = signed.span("name")
    last = signed["name"].rpartition(" ")[2]
    return start, end - (last.endswith(".") and len(last) > _ABBREVIATED)


def _is_somebody(reading: Reading, signed: re.Match[str]) -> bool:
    """Whether the name is not read as a place or as anything else that is no person."""
    start, end = signed.span("name")
    kinds = {mention.kind for mention in reading.mentions_in(start, end)}
    return not kinds & {"place", "nationality"} and not any(start <= time.span.start < end for time in reading.times)
