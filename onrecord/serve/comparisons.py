"""Two articles side by side, for eyes: what they share, how much of it, and why they are tied or not."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.schema import Article, Lineage, SharedPassage, Span
from onrecord.serve.terminal import harmless


def page(left: Article, right: Article, lineage: Lineage) -> RenderableType:
    """The shared passages in two columns, in the order of the left article, then the copies and origins."""
    columns = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
    columns.add_column("kind", no_wrap=True)
    columns.add_column(Text(_title(left)), ratio=1, overflow="fold")
    columns.add_column(Text(_title(right)), ratio=1, overflow="fold")
    for passage in sorted(lineage.passages, key=lambda p: _sides(p, left)[0]):
        sides = zip(_sides(passage, left), (left, right), strict=True)
        words = (Text(" ".join(harmless(article.text[s.start : s.end]).split())) for s, article in sides)
        columns.add_row(f"{passage.kind}\n{passage.identity:.0%} the same", *words)
    found = columns if lineage.passages else Text("They share no passage.")
    return Group(found, Rule(style="none"), *(Text(line) for line in _reasons(lineage)))


def _title(article: Article) -> str:
    told = (article.id, article.publisher, article.published, article.headline)
    return harmless(", ".join(filter(None, told)))


def _sides(passage: SharedPassage, left: Article) -> tuple[Span, Span]:
    ours, theirs = passage.left, passage.right
    return (ours, theirs) if ours.article == left.id else (theirs, ours)


def _reasons(lineage: Lineage) -> Iterator[str]:
    for copy in lineage.copies:
        tie = f"{copy.article} is a {copy.kind} of {copy.original or copy.agency}"
        yield f"{tie}: {copy.share:.0%} verbatim, {copy.own_share:.0%} of its own prose. {harmless(copy.reason)}"
    if not lineage.copies:
        yield "Neither is a copy of the other."
    for origin in lineage.origins:
        whose = origin.agency or origin.publisher or "not named"
        yield f"{origin.kind} {harmless(whose)} ({origin.evidence}): {harmless(origin.reason)}"
