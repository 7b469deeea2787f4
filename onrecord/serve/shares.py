"""The origins of a large story on a terminal: whom each agency feeds, what each outlet added, what several print."""

from collections.abc import Iterator, Sequence

from rich.cells import set_cell_size
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.credits import newsrooms
from onrecord.serve.labels import counted, harmless, percent, quoted, shortened
from onrecord.serve.views.families import Families, Handed, families
from onrecord.serve.views.records import View

HEAD, FAINT = "bold", "dim"

NAMED = 4
"""Publishers named under an agency."""

NAMES, INDENT = 24, 4
"""Columns for the name of an agency or outlet; before what stands beneath it."""

AGENCY, OUTLET = (9, 12, 11, 16), (8, 13, 10, 7, 11)
"""Columns of the numbers beside a name."""


def origins(view: View, most: int) -> RenderableType:
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
