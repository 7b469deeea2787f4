"""A record on a terminal: the first screen, all of it, or the evidence of one statement."""

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord import settings
from onrecord.schema import Article, Record
from onrecord.serve import shares
from onrecord.serve.labels import harmless, shortened
from onrecord.serve.views.records import Disagreement, Evidence, Statement, View

MOST = 9
"""Lines of a part of the first screen; `--all` shows every one."""

FEW = 4
"""Articles named under one origin, statements under one article."""

IN_WIDTH = 17
"""Characters for the names of the articles that have a statement; where they take more, their number stands."""

NARROW = 80
"""Columns. On a narrower terminal a statement, its articles and its support stand below one another."""

HEAD = "bold"
FAINT = "dim"


def record_page(record: Record, articles: Sequence[Article], *, everything: bool = False) -> RenderableType:
    """A record as it is read: origins, what is printed most often, where accounts differ, what stands in one only."""
    view = View(record, articles)
    most = max(len(view.statements), len(record.lineage.origins)) if everything else MOST
    large = len(view.standing) > settings.SERVE_SQUARES
    few = most if everything else FEW
    folded = shares.families_of(view, most) if large else shares.origins(view, most, few)
    parts = [_header(view), folded, _printed_most(view, most), _differ(view, most)]
    parts += [None if large and not everything else _one_only(view, most), _quoted(view)]
    if everything:
        parts += [_timeline(view), _coverage(view)]
    else:
        more = "more: --all (every statement, timeline, coverage), --statement N (its evidence), --json"
        parts.append(Text(more, style=FAINT))
    return Group(*(Padding(part, (0, 0, 1, 0)) for part in parts if part is not None))


def evidence_page(
    record: Record, articles: Sequence[Article], number: int, *, everything: bool = False
) -> RenderableType | None:
    """The claims of one statement at their places in their articles; null when there is no statement of that number.

    Of many the first, and how many more there are; `everything` shows all.
    """
    view = View(record, articles)
    if not 1 <= number <= len(view.statements):
        return None
    statement = view.statements[number - 1]
    agreed = statement.point.agreed
    story = Text(_clean(" ".join(view.headline()[:1])), style=FAINT)
    head = Text(f"{number}  ", style=HEAD).append(_clean(statement.words), style=HEAD)
    publishers = {view.articles[a].publisher for a in statement.point.coverage} - {None}
    known = _count(agreed.n_publishers, "publisher") if publishers else "publishers not given"
    others = view.n_voices(statement.point) - agreed.n_articles
    rest = f" ({others} more {'tells' if others == 1 else 'tell'} it otherwise)" if others > 0 else ""
    counts = f"{_count(agreed.n_articles, 'article')}{rest}, {known}; {agreed.support}"
    reasons = Text(f"{counts}\none statement because: {view.named(statement.point.reason)}", style=FAINT)
    evidence, differences = view.evidence(statement), statement.point.differences
    most = max(len(evidence), len(differences)) if everything else settings.SERVE_EVIDENCE
    told = [Padding(_place(found, view), (1, 0, 0, 2)) for found in evidence[:most]]
    ends = [Text(f"≠ {difference.kind}: {_clean(view.named(difference.reason))}") for difference in differences[:most]]
    kept = (("places", len(evidence) - most), ("differences", len(differences) - most))
    more = [Text(f"and {n:,} more {what}: --statement {number} --all", style=FAINT) for what, n in kept if n > 0]
    return Group(story, head, reasons, *told, *(Padding(end, (1, 0, 0, 0)) for end in (*ends, *more)))


def _header(view: View) -> RenderableType:
    headline, label = view.headline()
    dates = sorted({(a.published or "")[:10] for a in view.articles.values() if a.published})
    publishers = list(dict.fromkeys(view.lineage.called(a.publisher) for a in view.articles.values() if a.publisher))
    when = f"published {dates[0]}" + (f" to {dates[-1]}" if len(dates) > 1 else "") if dates else "date not known"
    reasons = sorted({a.published_reason for a in view.articles.values()})
    why = f" ({reasons[0]})" if len(reasons) == 1 else ""
    several = f"{len(publishers)} publishers: " if len(publishers) > 6 else "publishers: "
    who = several + (", ".join(publishers[:6]) + (" …" if len(publishers) > 6 else "") if publishers else "not given")
    return Group(
        Text(_clean(headline) + (f"  [{label}]" if label else ""), style=HEAD),
        Text(f"{when}{why}; {_clean(who)}", style=FAINT),
    )


def _printed_most(view: View, most: int) -> RenderableType | None:
    found = view.printed_most()
    return PrintedMost(found[:most], len(found) - most) if found else None


class PrintedMost:
    """Statements of several articles: three columns, or on a narrow terminal one below the other."""

    def __init__(self, statements: Sequence[Statement], rest: int) -> None:
        self.statements, self.rest = statements, rest

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """As wide as the terminal allows; nothing is left out where it is narrow."""
        yield from self._columns() if options.max_width >= NARROW else self._stacked()
        if self.rest > 0:
            yield Text(f"and {self.rest} more", style=FAINT)

    def _columns(self) -> Iterator[RenderableType]:
        yield _columns("PRINTED MOST OFTEN (not: best supported)", ("in", "on whose word"))
        grid = _grid((4, 48, IN_WIDTH + 2, None))
        for statement in self.statements:
            grid.add_row(*_front(statement, 130), _in(statement), Text("\n".join(_whose(statement)), style=FAINT))
        yield grid

    def _stacked(self) -> Iterator[RenderableType]:
        yield Text("PRINTED MOST OFTEN (not: best supported)", style=HEAD)
        grid = _grid((4, None))
        for statement in self.statements:
            number, words = _front(statement, 130)
            lines = [f"in {_in(statement).plain}", *_whose(statement)]
            grid.add_row(number, words.append("\n" + "\n".join(lines), style=FAINT))
        yield grid


def _whose(statement: Statement) -> list[str]:
    """On whose word, and the support phrase where there is more than one origin."""
    support = statement.point.agreed.support
    return [_clean(shortened(statement.said_by, 90)), *([support] if support != "one origin" else [])]


def _differ(view: View, most: int) -> RenderableType:
    found = view.disagreements()
    hard = any(told.is_hard for told in found)
    clear = "" if hard else " (no two give different numbers or days)"
    if not found:
        return Text(f"WHERE THEY DIFFER: nowhere that was found{clear}", style=HEAD)
    grid = _grid((4, 13, None))
    for told in found[:most]:
        number = Text(str(told.statement.number), style=FAINT)
        grid.add_row(number, "\n".join(kind for kind, _ in told.kinds), _answers(told, view))
    rest = [Text(f"and {len(found) - most} more", style=FAINT)] if len(found) > most else []
    return Group(Text(f"WHERE THEY DIFFER{clear}", style=HEAD), grid, *rest)


def _answers(told: Disagreement, view: View) -> Text:
    """The answers side by side, none of them first in rank; of two the reason, of more who differs from whom."""
    shown, several = Text(), len(told.answers) > 2
    for given in told.answers:
        if several:
            shown.append(f"{given.letter}  ", style=FAINT)
        shown.append(f"{_clean(given.articles)} ").append(f"“{_clean(shortened(given.words, 110))}”\n")
    if several and len(told.kinds) > 1:
        return shown.append("; ".join(f"{kind} {pairs}" for kind, pairs in told.kinds), style=FAINT)
    return shown.append(_clean(view.named(told.reasons[0])) if not several else "", style=FAINT)


def _one_only(view: View, most: int) -> RenderableType | None:
    alone = view.in_one_only()
    if not alone:
        return None
    head = "IN ONE ARTICLE ONLY" if len(view.standing) > 1 else "STATEMENTS"
    grid = _grid((min(18, max(len(label) for label, _ in alone)) + 3, 4, None))
    for label, statements in alone[:most]:
        shown = statements[: FEW if most == MOST else most]
        for number, statement in enumerate(shown):
            words = Text().append(*_status(statement)).append(_clean(shortened(statement.words, 150)))
            if statement.point.kind != "quote" and statement.said_by != "nobody named":
                words.append(f" ({_clean(shortened(statement.said_by, 60))})", style=FAINT)
            grid.add_row(label if number == 0 else "", Text(str(statement.number), style=FAINT), words)
        if len(statements) > len(shown):
            grid.add_row("", "", Text(f"and {len(statements) - len(shown)} more", style=FAINT))
    return Group(Text(head, style=HEAD), grid)


def _quoted(view: View) -> RenderableType | None:
    quotations, printed, speakers = view.quoted()
    if not quotations:
        return None
    who = ", ".join(f"{name} ({n})" if n > 1 else name for name, n in speakers[:8] if name != "nobody named")
    line = Text("WHO IS QUOTED  ", style=HEAD).append(
        f"{_count(quotations, 'quotation')}, printed {printed} times: ", style="none"
    )
    return line.append(_clean(who), style="none")


def _timeline(view: View) -> RenderableType | None:
    by_id = {s.point.id: s for s in view.statements}
    grid = _grid((12, 4, None))
    for id_ in view.record.timeline.happened:
        statement = by_id[id_]
        days = [view.claims[c].when for c in statement.point.agreed.claims]
        when = max((_plain_time(d) for d in days if d), key=len, default="")
        grid.add_row(when, Text(str(statement.number), style=FAINT), Text(_clean(shortened(statement.words, 150))))
    if not grid.row_count:
        return Text("TIMELINE: no dates are told", style=HEAD)
    return Group(Text("TIMELINE (by when it happened, as told)", style=HEAD), grid)


def _plain_time(value: str) -> str:
    """A TIMEX3 value as people write it: "2024-05-14 morning"."""
    day, _, part = value.partition("T")
    named = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}
    if value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF"):
        return {"PRESENT_REF": "now", "PAST_REF": "earlier", "FUTURE_REF": "later"}[value]
    return f"{day} {named.get(part, part)}".strip()


def _coverage(view: View) -> RenderableType:
    """Which articles have a statement: ■ it stands there, · it does not (the article may be older).

    Of a large story, how many have it; what stands in one alone is told above.
    """
    grid = _grid((4, 60, None))
    names = list(view.labels.values())
    if len(names) > settings.SERVE_SQUARES:
        for statement in (one for one in view.statements if len(one.coverage) > 1):
            words = Text(_clean(shortened(statement.words, 58)))
            grid.add_row(Text(str(statement.number), style=FAINT), words, str(len(statement.coverage)))
        return Group(Text(f"COVERAGE (in how many of the {len(names)} articles it stands)", style=HEAD), grid)
    for statement in view.statements:
        marks = "".join("■" if name in statement.coverage else "·" for name in names)
        grid.add_row(Text(str(statement.number), style=FAINT), Text(_clean(shortened(statement.words, 58))), marks)
    return Group(
        Text(f"COVERAGE (■ stands in the article, · does not; in order: {' '.join(names[:20])})", style=HEAD), grid
    )


def _place(found: Evidence, view: View) -> RenderableType:
    claim = found.claim
    where = f"{found.article}, characters {claim.span.start} to {claim.span.end}"
    origin = next((o for o in view.record.lineage.origins if o.id == claim.origin), None)
    agency = f" ({origin.agency or origin.publisher or origin.kind})" if origin else ""
    about = f"origin {claim.origin_evidence}{agency}: {view.named(claim.reason)}"
    before, (left, words, right), after = found.before, found.pieces, found.after
    text = Text(_clean(before) + " " if before else "", style=FAINT)
    text.append(_clean(left, edges=True), style="none").append(f"[{_clean(words)}]", style="bold underline")
    text.append(_clean(right, edges=True), style="none").append(" " + _clean(after) if after else "", style=FAINT)
    via = f", via {', '.join(claim.via)}" if claim.via else ""
    basis = "" if claim.basis == "not-said" else f"; {claim.basis}"
    when = f", {_plain_time(claim.when)}" if claim.when else ""
    said = f"on the word of {found.said_by}{via}{basis}; {claim.status}{when}"
    later = view.labels.get(claim.withdrawn_by or "", claim.withdrawn_by)
    withdrawn = f"; withdrawn by {later}" if later else ""
    return Group(Text(where, style=HEAD), text, Text(_clean(f"{said}{withdrawn}\n{about}", lines=True), style=FAINT))


def _front(statement: Statement, length: int) -> tuple[Text, Text]:
    number = Text(str(statement.number), style=FAINT)
    return number, Text().append(*_status(statement)).append(_clean(shortened(statement.words, length)))


def _status(statement: Statement) -> tuple[str, str]:
    return (f"{statement.label.upper()}  ", HEAD) if statement.label else ("", "")


def _in(statement: Statement) -> Text:
    names = " ".join(statement.articles)
    return Text(_clean(names) if len(names) <= IN_WIDTH else f"{len(statement.articles)} articles")


def _columns(head: str, others: tuple[str, str]) -> RenderableType:
    grid = _grid((52, IN_WIDTH + 2, None))
    grid.add_row(Text(head, style=HEAD), *(Text(name, style=FAINT) for name in others))
    return grid


def _grid(widths: Sequence[int | None]) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    for width in widths:
        grid.add_column(width=width - 1 if width else None, ratio=None if width else 1, overflow="fold")
    return grid


def _clean(words: str, *, edges: bool = False, lines: bool = False) -> str:
    """Words of an article as one harmless line."""
    if lines:
        return harmless(words)
    one = " ".join(words.split())
    if edges and one:
        one = (" " if words[:1].isspace() else "") + one + (" " if words[-1:].isspace() else "")
    return harmless(one)


def _count(n: int, what: str) -> str:
    return f"{n} {what}" + ("" if n == 1 else "s")
