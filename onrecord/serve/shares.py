"""The origins of a story on a terminal: its articles under each; of a large one whom each feeds and what it added."""

from collections.abc import Iterator, Sequence

from rich.cells import set_cell_size
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.credits import newsrooms
from onrecord.serve.labels import counted, harmless, percent, quoted, shortened
from onrecord.serve.sources import Source
from onrecord.serve.views.families import Families, Handed, families
from onrecord.serve.views.records import View

HEAD, FAINT = "bold", "dim"

NAMED = 4
"""Publishers named under an agency, articles under what stands beside the reports, and such lines."""

NAMES, INDENT = 24, 4
"""Columns for the name of an agency or outlet; before what stands beneath it."""

AGENCY, OUTLET = (9, 12, 11, 16), (8, 13, 10, 7, 11)
"""Columns of the numbers beside a name."""


def origins(view: View, most: int, few: int) -> RenderableType:
    """At most so many origins, and under each `few` articles that were made from it; then what stands beside them."""
    sources, beside = view.lineage.newsrooms(), view.lineage.beside()
    head = f"{counted(len(view.standing), 'article')}, {_how_many(sources, view)}"
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(width=min(18, max(map(len, view.labels.values()), default=4)) + 2, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    for source in sources[:most]:
        if len(sources) > 1:
            grid.add_row(Text("•", style=HEAD), Text(_clean(_origin_line(source, view)), style=HEAD))
        shown = source.articles[: few if len(source.articles) > few + 1 else few + 1]
        for label, reason in shown:
            grid.add_row(Text(_clean(label)), Text(_clean(reason)))
        if len(source.articles) > len(shown):
            grid.add_row("", Text(f"and {len(source.articles) - len(shown)} more", style=FAINT))
    if len(sources) > most:
        grid.add_row("", Text(f"and {len(sources) - most} more origins", style=FAINT))
    notes = [*_beside(beside, view), *_notes(view)]
    return Group(Text(head.upper(), style=HEAD), grid, *(Text(_clean(note)) for note in notes))


def _how_many(sources: Sequence[Source], view: View) -> str:
    """The upper bound, as on every page; of one wire alone what is known of it."""
    bound, several = view.lineage.bound(), view.lineage.n_origins() > 1
    if len(sources) == 1 and sources[0].origin.kind == "wire":
        return f"{sources[0].title}; with what stands beside it {bound}" if several else sources[0].title
    return bound if sources or several else "origin not known"


def _beside(beside: Sequence[Source], view: View) -> list[str]:
    """Origins of a part only, a line each with how it counts; of many, their number."""
    lines = []
    for source in beside[:NAMED]:
        where = " ".join(label for label, _ in source.articles[:NAMED])
        more = f" and {len(source.articles) - NAMED} more" if len(source.articles) > NAMED else ""
        what = (
            f"A picture's caption credited to {source.origin.agency}" if source.origin.kind == "wire" else source.title
        )
        lines.append(f"Beside it: {what}, in {where}{more}; {view.lineage.counted(source)}.")
    if rest := beside[NAMED:]:
        n = sum(view.lineage.counted(source) == "counted as an origin" for source in rest)
        lines.append(f"And {len(rest)} more statements, posts or captions, of which {n} count as origins.")
    return lines


def _origin_line(source: Source, view: View) -> str:
    n, note = source.n_articles, view.lineage.counted(source)
    counts = [counted(n, "article")] if n > 1 or source.origin.kind != "outlet" else []
    return ": ".join([source.title, *filter(None, ["; ".join(filter(None, (*counts, note)))])])


def _notes(view: View) -> list[str]:
    notes = []
    if older := len(view.articles) - len(view.standing):
        notes.append(f"{counted(older, 'earlier version')} {'is' if older == 1 else 'are'} not counted.")
    if unknown := view.lineage.unknown():
        verb = "has" if unknown == 1 else "have"
        notes.append(
            f"{counted(unknown, 'sentence')} of these articles {verb} no known origin: the agency's, the outlet's or"
            " another's, these texts cannot tell."
        )
    if not any(s.point.agreed.n_origins > 1 for s in view.statements):
        notes.append("No statement is told by a second origin.")
    return notes


def families_of(view: View, most: int) -> RenderableType:
    """How many origins at most, then a line a family, the largest first, `most` of each kind."""
    found = families(view)
    rooms = len(newsrooms(view.articles[id_].publisher for id_ in view.standing))
    publishers = f" of {counted(rooms, 'publisher')}" if rooms else ""
    head = f"{counted(len(view.standing), 'article')}{publishers}, {view.lineage.bound()}"
    older = len(view.articles) - len(view.standing)
    notes = f"{counted(older, 'earlier version')} {'is' if older == 1 else 'are'} not counted." if older else ""
    parts = [*_agencies(found, most), *_outlets(found, most), *_handed(found, most), *_unknown(found)]
    return Group(Text(head.upper(), style=HEAD), *([Text(notes, style=FAINT)] if notes else []), *parts)


def _agencies(found: Families, most: int) -> Iterator[RenderableType]:
    if not found.agencies:
        return
    yield _headed("AGENCIES, by the articles that they feed", ("articles", "publishers", "credit it", "share its text"))
    for fed in found.agencies[:most]:
        shared = fed.n_articles - fed.n_credited
        yield _line(fed.name, (fed.n_articles, len(fed.publishers), fed.n_credited, shared), AGENCY)
        rest = f" and {len(fed.publishers) - NAMED} more" if len(fed.publishers) > NAMED else ""
        told = "picture captions only" if fed.pictures else _clean(", ".join(fed.publishers[:NAMED]) + rest)
        yield _beneath(Text(told, style=FAINT))
    yield from _ended(len(found.agencies) - most, "agencies")


def _outlets(found: Families, most: int) -> Iterator[RenderableType]:
    if not found.outlets:
        return
    heads = ("words", "of its text", "articles", "alone", "elsewhere")
    yield _headed("OUTLETS, by what they added of their own", heads)
    for added in found.outlets[:most]:
        numbers = (added.words, percent(added.part), added.n_articles, added.n_once, added.n_others)
        yield _line(added.name, numbers, OUTLET, added.evidence if added.evidence == "presumed" else "")
        if added.once:
            number = Text(f"{added.once.number}  ", style=FAINT)
            yield _beneath(number.append(_clean(shortened(added.once.words, 110))))
    yield from _ended(len(found.outlets) - most, "outlets")
    legend = (
        "alone: statements that no other article tells, one of them beneath; elsewhere: others' articles with its words"
    )
    yield Text(legend, style=FAINT)


def _handed(found: Families, most: int) -> Iterator[RenderableType]:
    if not found.handed:
        return
    yield Text("\nWHAT SEVERAL PRINT: statements, posts, text that nobody credits", style=HEAD)
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    few = max(3, most // 2)
    for handed in found.handed[:few]:
        grid.add_row(f"in {counted(handed.n_articles, 'article')}", Text(_words(handed)))
    yield grid
    yield from _ended(len(found.handed) - few, "texts")


def _words(handed: Handed) -> str:
    words = quoted(_clean(handed.words), 110)
    return f"as told to {_clean(handed.name)} or reported by it: {words}" if handed.name else words


def _unknown(found: Families) -> Iterator[RenderableType]:
    unknown = found.unknown
    if unknown.words:
        where = (
            f"{counted(unknown.words, 'word')} ({percent(unknown.part)}) in {counted(unknown.n_articles, 'article')}"
        )
        rest = "the agency's, the outlet's or another's, these texts cannot tell; they add nothing to the count."
        yield Text("\nORIGIN NOT KNOWN  ", style=HEAD).append(f"{where}: {rest}", style="none")


def _headed(head: str, columns: Sequence[str]) -> Text:
    """The head of a part, and of its columns of numbers."""
    widths = AGENCY if len(columns) == len(AGENCY) else OUTLET
    names = "".join(name.rjust(width) for name, width in zip(columns, widths, strict=True))
    return Text(f"\n{head}", style=HEAD).append(f"\n{' ' * NAMES}{names}", style=FAINT)


def _line(name: str, numbers: Sequence[int | str], widths: Sequence[int], note: str = "") -> Text:
    """A name and its numbers; none where there is nothing to count."""
    told = [n if isinstance(n, str) else f"{n:,}" if n else "" for n in numbers]
    columns = "".join(one.rjust(width) for one, width in zip(told, widths, strict=True))
    line = Text(set_cell_size(_clean(shortened(name, NAMES)), NAMES), style=HEAD).append(columns, style="none")
    return line.append(f"  {note}" if note else "", style=FAINT)


def _beneath(told: Text) -> Padding:
    return Padding(told, (0, 0, 0, INDENT))


def _ended(rest: int, noun: str) -> Iterator[RenderableType]:
    """How many more there are, and how to see them."""
    if rest > 0:
        yield Text(f"and {rest:,} more {noun}: --all", style=FAINT)


def _clean(words: str) -> str:
    return harmless(" ".join(words.split()))
