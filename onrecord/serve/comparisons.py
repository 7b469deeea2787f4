"""Two articles side by side, for eyes: what they share, how much of it, and why they are tied or not."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord import tokens
from onrecord.schema import Article, Part, Span
from onrecord.serve.labels import counted, flat, harmless, labels, percent, possessive
from onrecord.serve.views.wordings import wording

if TYPE_CHECKING:
    from onrecord.align import Aside, Compared, Explanation

NARROW = 72
"""Columns. On a narrower terminal the two sides of a passage stand below one another."""

ALIKE = 60
"""Words in a row that are the same on both sides; of more the first and the last are shown."""

MOST = 3
"""Origins of both articles that are named; a text that several print is an origin, too."""

HEAD, FAINT, CHANGED = "bold", "dim", "bold underline"

Border = tuple[int, int]


class Piece(NamedTuple):
    """Words of a side: whether the other side has others in their place, and why they are no own prose, if so."""

    words: str
    changed: bool
    why: str


def page(left: Article, right: Article, tie: "Explanation") -> RenderableType:
    """Whether they are tied and why, then the shared passages in two columns, in the order of the left text."""
    names = labels([left, right])
    sides, reasons = _sides(left, right, names), _reasons(tie, (left, right))
    told = [Text(_harmless(line)) for line in (*sides, *(_named(reason, names) for reason in reasons))]
    parts: list[RenderableType] = [Text(_harmless(heading(tie, names)), style=HEAD), *told]
    for number, one in enumerate(sorted(tie.passages, key=lambda one: _turned(one, left.id)), 1):
        parts += [Text(), Shared(number, one, tie, (left, right))]
    if tie.passages:
        legend = "[so]: the other has other words here or none. {quotation: so}: no own prose, which makes no copy."
        parts.insert(len(told) + 1, Text(legend, style=FAINT))
    return Group(*parts)


def heading(tie: "Explanation", names: dict[str, str]) -> str:
    """What the two are to each other, in one line."""
    left, right = names[tie.left], names[tie.right]
    if not tie.passages:
        return f"{left} and {right} share no passage"
    if not tie.copies:
        return f"{left} and {right} share {counted(len(tie.passages), 'passage')}; neither is a copy of the other"
    copy = tie.copies[0]
    if copy.kind == "revision":
        return f"{left} and {right} are versions of one article"
    if copy.original is None:
        read = any(
            one.origin.agency == copy.agency
            and (one.origin.original or all(_credits(parts) for parts in (one.left, one.right)))
            for one in tie.origins
        )
        whose = f"{possessive(copy.agency)}{'' if read else ', probably'}" if copy.agency else "origin not named"
        return f"{left} and {right} print one text: {whose}"
    return f"{names[copy.article]} is a {copy.kind} of {names[copy.original]}"


def _credits(parts: Iterable[Part]) -> bool:
    """Whether an article says itself whose a part of it is."""
    return any(part.evidence == "credited" for part in parts)


def _sides(left: Article, right: Article, names: dict[str, str]) -> Iterator[str]:
    for article in (left, right):
        name = names[article.id]
        given = f"{name} ({article.id})" if name != article.id else name
        publisher = article.publisher if article.publisher != name else None
        when = (article.published or "not dated")[:16].replace("T", " ")
        headline = f"“{flat(article.headline)}”" if article.headline else None
        size = counted(len(tokens.words(article.text).starts), "word")
        yield f"{given}: {', '.join(filter(None, (publisher, when, size, headline)))}"


def _reasons(tie: "Explanation", articles: tuple[Article, Article]) -> Iterator[str]:
    if not tie.passages:
        yield "That does not show independence: two texts without a word in common may rest on one source."
    texts = {article.id: article.text for article in articles}
    sizes = {id_: _own(text, 0, tie.asides[id_]) for id_, text in texts.items()}
    furniture = {id_: [aside for aside in tie.asides[id_] if aside.why == "furniture"] for id_ in texts}
    shortest = min(texts, key=lambda id_: (_own(texts[id_], 0, furniture[id_])[1], id_))
    least = min(texts, key=lambda id_: (sizes[id_][1], id_))
    for copy in tie.copies:
        shares = f"{copy.share:.0%} of {shortest} verbatim, {copy.own_share:.0%} of the own prose of {least}"
        yield f"Copy ({copy.kind}, {shares}): {copy.reason}."
    if tie.passages and not tie.copies:
        own = sum(_own_words(one, tie)[1] for one in tie.passages)
        part = own / max(1, sizes[least][1])
        told = f"{counted(own, 'word')} of own prose, {percent(part)} of that of {least}"
        yield f"They share {told}: not enough for a copy."
    ranked = sorted((one.origin for one in tie.origins), key=lambda o: (o.kind == "handout", len(o.articles), o.id))
    for origin in ranked[:MOST]:
        whose = origin.agency or origin.publisher or "not named"
        yield f"Origin of both ({origin.kind}, {whose}, {origin.evidence}): {origin.reason}."
    if len(ranked) > MOST:
        yield f"And {counted(len(ranked) - MOST, 'more origin')} of both."


class Shared:
    """One passage: its kind and size, then both sides; beside one another where there is room."""

    def __init__(self, number: int, one: "Compared", tie: "Explanation", articles: tuple[Article, Article]) -> None:
        self.number, self.one, self.tie, self.articles = number, one, tie, articles
        self.names = labels(articles)

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """As wide as the terminal allows."""
        passage = self.one.passage
        words, own = _own_words(self.one, self.tie)
        size = f"{counted(words, 'word')}, {own} of them own prose"
        kind = f"{passage.kind}, {int(100 * passage.identity)}% the same"
        yield Text(f"{self.number}  {kind}; {size}", style=HEAD)
        spans = _turned(self.one, self.tie.left)
        places = [f"{self.names[s.article]}, characters {s.start} to {s.end}" for s in spans]
        sides = list(self._sides(spans))
        if options.max_width < NARROW:
            for place, side in zip(places, sides, strict=True):
                yield Text(_harmless(place), style=FAINT)
                yield side
            return
        grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
        for _side in sides:
            grid.add_column(ratio=1, overflow="fold")
        grid.add_row(*(Text(_harmless(place), style=FAINT) for place in places))
        grid.add_row(*sides)
        yield grid

    def _sides(self, spans: tuple[Span, Span]) -> Iterator[Text]:
        texts = [article.text for article in self.articles]
        told = wording(*((text, span.start, span.end) for text, span in zip(texts, spans, strict=True)))
        changed = [
            [(side.start, side.end) for change in told.changes if (side := getattr(change, name))]
            for name in ("left", "right")
        ]
        for text, span, others in zip(texts, spans, changed, strict=True):
            asides = [(a.start, a.end, a.why) for a in self.tie.asides[span.article]]
            yield _drawn(pieces(text, span, others, asides))


def pieces(text: str, span: Span, changed: Sequence[Border], asides: Sequence[tuple[int, int, str]]) -> Iterator[Piece]:
    """A passage cut where other words begin or end, and where words that are no own prose do.

    >>> text = "The pilot, who is 41, said: “We were lucky.”"
    >>> list(pieces(text, Span("a", 0, 44), [(18, 21)], [(29, 42, "quotation")]))[1:]
    [Piece(words='41,', changed=True, why=''), Piece(words=' said: ', changed=False, why=''), \
Piece(words='“We were lucky.”', changed=False, why='quotation')]
    """
    wide = [(*_with_marks(text, start, end), why) for start, end, why in asides]
    borders = {border for start, end in (*changed, *((a, b) for a, b, _ in wide)) for border in (start, end)}
    cuts = [span.start, *sorted(b for b in borders if span.start < b < span.end), span.end]
    for start, end in pairwise(cuts):
        why = next((why for a, b, why in wide if a <= start < b), "")
        yield Piece(text[start:end], any(a <= start < b for a, b in changed), why)


def _with_marks(text: str, start: int, end: int) -> Border:
    """The words with the marks that stand at them: a quotation with its own."""
    while start and not text[start - 1].isalnum() and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isalnum() and not text[end].isspace():
        end += 1
    return start, end


def _drawn(found: Iterator[Piece]) -> Text:
    """Words with their marks, which hold without colour: [other words], {what is no own prose: its words}."""
    drawn, within = Text(), ""
    for piece in found:
        if piece.why != within:
            space = " " if within and not piece.words[:1].isspace() else ""
            drawn.append(f"}}{space}" if within else "").append(f"{{{piece.why}: " if piece.why else "", style=FAINT)
            within = piece.why
        words = _shortened(_harmless(piece.words))
        if piece.changed and words.strip():
            drawn.append(f"[{words.strip()}]", style=CHANGED).append(" " if words[-1:].isspace() else "")
        else:
            drawn.append(words, style=FAINT if piece.why else "none")
    drawn.append("}" if within else "")
    return drawn


def _shortened(words: str) -> str:
    """Words that are the same on both sides: of many the first and the last."""
    told = words.split(" ")
    if len(told) <= ALIKE:
        return words
    kept = ALIKE // 3
    return " ".join((*told[:kept], f"(… {len(told) - 2 * kept} words, the same …)", *told[-kept:]))


def _own_words(one: "Compared", tie: "Explanation") -> tuple[int, int]:
    """How many words a passage has, and how many of them are own prose, on the side that has fewer of these."""
    spans = _turned(one, tie.left)
    sides = zip(spans, (one.left, one.right), strict=True)
    sizes = [_own(text, span.start, tie.asides[span.article]) for span, text in sides]
    return max(size for size, _ in sizes), min(own for _, own in sizes)


def _own(text: str, at: int, asides: "Sequence[Aside]") -> tuple[int, int]:
    """How many words a part of a text has that begins at a character, and how many of them are in no aside."""
    starts = [at + int(start) for start in tokens.words(text).starts]
    ends = [aside.end for aside in asides]
    held = (bisect_right(ends, start) for start in starts)
    within = sum(i < len(asides) and asides[i].start <= start for i, start in zip(held, starts, strict=True))
    return len(starts), len(starts) - within


def _turned(one: "Compared", left: str) -> tuple[Span, Span]:
    """The two sides, that of the left article first."""
    passage = one.passage
    return (passage.left, passage.right) if passage.left.article == left else (passage.right, passage.left)


def _named(line: str, names: dict[str, str]) -> str:
    """A line with the articles' short names in place of their ids."""
    for article, name in names.items():
        if article != name:
            line = re.sub(rf"(?<![\w-]){re.escape(article)}(?![\w-])", name.replace("\\", r"\\"), line)
    return line


def _harmless(words: str) -> str:
    """Words on one line; a space at either end is kept."""
    return re.sub(r"\s+", " ", harmless(words))
