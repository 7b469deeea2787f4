"""One article with all that was read in it, for eyes: its text with the words coloured, and a table of each noun."""

from collections import Counter
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.schema import Annotations, Article, Participant, Quote, Span
from onrecord.serve.labels import day, harmless, number

STYLES = {
    "quotes": "green",
    "events": "bold red",
    "figures": "bold cyan",
    "times": "yellow",
    "places": "underline blue",
    "mentions": "underline",
}
"""How the words of each noun look; a later one is laid over an earlier."""

_ACTORS = ("name", "named", "kind", "country", "sector", "speaks for", "also called", "pronouns")


def page(article: Article, read: Annotations) -> RenderableType:
    """Whose text it is and of when, the text, a line that explains the colours, and the tables."""
    return Group(_heading(article), "", highlighted(article, read), "", _legend(), *_Tables(article, read))


def highlighted(article: Article, read: Annotations) -> Text:
    """The article's text, the words of each noun in its style.

    >>> from onrecord.schema import TimeExpression
    >>> article = Article("a", "It rained on Monday.")
    >>> read = Annotations("a", times=(TimeExpression(Span("a", 13, 19), "DATE", "2024-05-06", None, None),))
    >>> highlighted(article, read).spans
    [Span(13, 19, 'yellow')]
    """
    text = Text(harmless(article.text))
    for noun, style in STYLES.items():
        for found in getattr(read, noun):
            for span in found.content if isinstance(found, Quote) else (found.span,):
                text.stylize(style, span.start, span.end)
    return text


def _heading(article: Article) -> Text:
    """The day is told too: "Monday" cannot be judged without it."""
    told_on = day(article.published) if article.published else "day of publication not known"
    told = filter(None, (article.publisher, told_on, article.id))
    return Text("\n").join(
        [
            *([Text(harmless(article.headline), "bold")] if article.headline else []),
            Text(harmless(", ".join(told)), "dim"),
        ]
    )


def _legend() -> Text:
    """The nouns in their colours, by the names of their tables."""
    names = {"times": "dates", "mentions": "actors"}
    return Text("  ").join(Text(names.get(noun, noun), style) for noun, style in STYLES.items())


class _Tables:
    """A table for each noun that was found; actors are told by their names."""

    def __init__(self, article: Article, read: Annotations) -> None:
        self.article, self.read = article, read
        self.names = {actor.id: actor.name for actor in read.actors}

    def __iter__(self) -> Iterator[RenderableType]:
        """The tables that have rows."""
        for title, columns, rows in (
            ("Quotes", ("kind", "who", "cue", "to, by", "what"), self._quotes()),
            ("Events", ("type", "words", "who", "to whom", "where", "when", "status", "on whose word"), self._events()),
            ("Figures", ("words", "value", "of", "hedge", "where", "since", "on whose word"), self._figures()),
            ("Dates", ("words", "kind", "value", "from", "to"), self._times()),
            ("Places", ("words", "name", "country", "degrees", "how exact"), self._places()),
            ("Actors", _ACTORS, self._actors()),
        ):  # fmt: skip
            kept = list(rows)
            if kept:
                yield _table(title, columns, kept)

    def _words(self, *spans: Span | None) -> str:
        return " [...] ".join(self.article.text[span.start : span.end] for span in spans if span)

    def _name(self, actor: str | None) -> str:
        return self.names.get(actor, actor) if actor else ""

    def _people(self, people: tuple[Participant, ...]) -> str:
        return ", ".join(self._name(one.actor) or self._words(one.span) for one in people)

    def _quotes(self) -> Iterator[tuple[str, ...]]:
        for quote in self.read.quotes:
            who = self._name(quote.speaker) or self._words(quote.speaker_span)
            told = ", ".join(filter(None, (quote.addressee, quote.medium)))
            yield quote.kind, who, self._words(quote.cue), told, self._words(*quote.content)

    def _events(self) -> Iterator[tuple[str, ...]]:
        for event in self.read.events:
            kind = " ".join(filter(None, (event.type, event.mode)))
            who, whom = self._people(event.actors), self._people(event.recipients)
            status = event.status + (", background" if event.background else "")
            word = self._name(event.attributed_to)
            yield kind, self._words(event.span), who, whom, event.place or "", event.when or "", status, word

    def _figures(self) -> Iterator[tuple[str, ...]]:
        for figure in self.read.figures:
            value = number(figure.value, figure.low, figure.high)
            of = " ".join(filter(None, (figure.unit, figure.measure, figure.counts and f"({figure.counts})")))
            word = self._name(figure.attributed_to)
            yield self._words(figure.span), value, of, figure.hedge, figure.place or "", figure.since or "", word

    def _times(self) -> Iterator[tuple[str, ...]]:
        for time in self.read.times:
            yield self._words(time.span), time.kind, time.value, time.start or "open", time.end or "open"

    def _places(self) -> Iterator[tuple[str, ...]]:
        for place in self.read.places:
            known = place.latitude is not None and place.longitude is not None
            degrees = f"{place.latitude:.2f}, {place.longitude:.2f}" if known else ""
            yield self._words(place.span), place.name, place.country or "", degrees, place.precision

    def _actors(self) -> Iterator[tuple[str, ...]]:
        told = Counter(mention.actor for mention in self.read.mentions)  # in the order of the text
        order = {actor: at for at, actor in enumerate(told)}
        pronouns = self._pronouns()
        for actor in sorted(self.read.actors, key=lambda one: (-told[one.id], order.get(one.id, len(order)))):
            also = ", ".join((*actor.roles, *actor.aliases))
            party = self._name(actor.party)
            he = ", ".join(f"{word} {times}" for word, times in pronouns[actor.id].items())
            times = str(told[actor.id])
            yield actor.name, times, actor.kind, actor.country or "", actor.sector or "", party, also, he

    def _pronouns(self) -> dict[str, Counter[str]]:
        """How often each pronoun stands for an actor: who "he" is can be seen at once."""
        found: dict[str, Counter[str]] = {actor.id: Counter() for actor in self.read.actors}
        for mention in self.read.mentions:
            if mention.kind == "pronoun" and mention.actor in found:
                found[mention.actor][self._words(mention.span).lower()] += 1
        return found


def _table(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    """A row for each thing that was found; what is found alike again and again has one row, with how often.

    A column that has nothing in it is left out.
    """
    table = Table(title=f"{title} ({len(rows)})", title_justify="left", box=None, pad_edge=False, title_style="bold")
    filled = [at for at, _ in enumerate(columns) if any(row[at] for row in rows)]
    for at in filled:
        table.add_column(columns[at], overflow="fold")
    for (first, *rest), times in Counter(tuple(row[at] for at in filled) for row in rows).items():
        cells = (f"{first} ×{times}" if times > 1 else first, *rest)
        table.add_row(*(Text(" ".join(harmless(cell).split())) for cell in cells))
    return table
