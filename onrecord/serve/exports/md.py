"""Markdown: a story's record on one page that stands alone, to hand on; in the order of the record on a terminal."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.schema import Article, Story
from onrecord.serve.exports import Wanted
from onrecord.serve.exports.excerpts import Cut, Excerpts, whole
from onrecord.serve.labels import counted, harmless
from onrecord.serve.sources import Source
from onrecord.serve.views.records import Disagreement, Evidence, Statement, View
from onrecord.serve.views.selectors import text_hash

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$!])|(?<=http)(:)(?=//)|(?<=https)(:)(?=//)|(?<=www)(\.)")
_STARTS_A_BLOCK = re.compile(r"^(\d+)([.)])|^([-+=])")
_LONGEST = 20_000
"""Characters of a line: no sentence has as many, and 10 MB of one word in a headline are not handed on."""


def write(wanted: Wanted) -> Mapping[str, int]:
    """`STORY.md` for each story; its rows are its statements."""
    rows = {}
    for story in wanted.stories():
        page = Page(story, wanted)
        name = f"{story.id}.md"
        (wanted.folder / name).write_text("\n".join(page.lines()) + "\n", encoding="utf-8", errors="backslashreplace")
        rows[name] = len(page.view.statements)
    return rows


def escaped(words: str) -> str:
    r"""Words on one line that no reader of Markdown takes for markup, HTML, an address or the start of a list.

    >>> print(escaped("<script> [a](javascript:1) *now*\n# https://x.example"))
    \<script\> \[a\](javascript:1) \*now\* \# https\://x.example
    >>> print(escaped("1. May"), escaped("- no"))
    1\. May \- no
    """
    line = _MARKUP.sub(lambda found: f"\\{found.group()}", " ".join(harmless(words[:_LONGEST]).split()))
    return _STARTS_A_BLOCK.sub(lambda at: f"{at[1]}\\{at[2]}" if at[1] else f"\\{at[3]}", line)


class Page:
    """The record of one story, line by line."""

    def __init__(self, story: Story, wanted: Wanted) -> None:
        articles = list(wanted.archive.articles(story.articles))
        self.view = View(wanted.archive.record(story.id), articles)
        self.summary = wanted.archive.summary(story.id)
        self.with_text = wanted.with_text
        self._cut: Cut = whole if wanted.with_text else Excerpts(article.text for article in articles)
        self._number = {s.point.id: s.number for s in self.view.statements}

    def lines(self) -> Iterator[str]:
        """All of it."""
        yield from self._head()
        yield from self._origins()
        yield from self._printed_most()
        yield from self._differ()
        yield from self._one_only()
        yield from self._quoted()
        yield from self._timeline()
        yield from self._coverage()
        yield from self._all()
        yield from self._articles()

    def say(self, words: str) -> str:
        """Words as they may stand on the page."""
        return escaped(self._cut(words))

    def _head(self) -> Iterator[str]:
        record = self.view.record
        headline, label = self.view.headline()
        days = [moment[:10] for moment in (record.story.first_published, record.story.last_published) if moment]
        when = " to ".join(dict.fromkeys(days)) or "date not known"
        yield f"# {self.say(headline)}" + (f" ({self.say(label)})" if label else "")
        counts = f"{counted(self.summary.n_publishers, 'publisher')}, {self.view.lineage.bound()}"
        yield from ("", f"{counted(self.summary.n_articles, 'article')}, {counts}; published {when}.", "")
        made = ", ".join(record.versions.get(name, "") for name in ("program", "codebook", "models"))
        yield f"Record {record.story.id}, revision {record.revision}, composed {record.composed_at} by {escaped(made)}."
        yield "Not finding a copy does not show independence: a count of origins is an upper bound."
        yield "It does not say what is true. Words in an article are quoted with their place in its text."

    def _origins(self) -> Iterator[str]:
        yield from ("", "## Origins", "")
        for source in self.view.lineage.newsrooms():
            yield from self._source(source)
        if beside := self.view.lineage.beside():
            yield from ("", "Beside them, in parts of articles:", "")
            for source in beside:
                yield from self._source(source)
        if unknown := self.view.lineage.unknown():
            rest = "the agency's, the outlet's or another's, these texts cannot tell"
            yield from ("", f"{counted(unknown, 'sentence')} of these articles without a known origin: {rest}.")

    def _source(self, source: Source) -> Iterator[str]:
        note = self.view.lineage.counted(source)
        yield f"- **{self.say(source.title)}**" + (f", {note}" if note else "")
        for label, reason in source.articles:
            yield f"  - {self.say(label)}: {self.say(reason)}"

    def _printed_most(self) -> Iterator[str]:
        if found := self.view.printed_most():
            yield from ("", "## Printed most often (not: best supported)", "")
            for statement in found:
                yield self._line(statement)
                yield f"  {self._support(statement)}; in {self._labels(statement.articles)}"

    def _differ(self) -> Iterator[str]:
        yield from ("", "## Where they differ", "")
        found = self.view.disagreements()
        if not found:
            yield "Nowhere that was found."
        for told in found:
            yield from self._disagreement(told)

    def _disagreement(self, told: Disagreement) -> Iterator[str]:
        yield self._line(told.statement)
        for given, answer in zip(told.answers, told.statement.point.answers, strict=True):
            gone = all(self.view.claims[id_].withdrawn_by for id_ in answer.claims)
            support = f"{self.say(given.articles)} ({self.say(given.support)}{'; withdrawn' if gone else ''})"
            yield f"  - {given.letter}: “{self.say(given.words)}”, {support}"
        for kind, between in told.kinds:
            yield f"  - {kind} {between}"
        for reason in dict.fromkeys(told.reasons):
            yield f"  - {self.say(reason)}"

    def _one_only(self) -> Iterator[str]:
        alone = self.view.in_one_only()
        if alone:
            yield from ("", "## In one article only" if len(self.view.standing) > 1 else "## Statements")
        for label, statements in alone:
            yield from ("", f"### {self.say(label)}", "")
            for statement in statements:
                said = "" if statement.point.kind == "quote" else f" ({self.say(statement.said_by)})"
                yield self._line(statement) + said

    def _quoted(self) -> Iterator[str]:
        quotations, printed, speakers = self.view.quoted()
        if quotations:
            yield from ("", "## Who is quoted", "")
            yield f"{counted(quotations, 'quotation')}, printed {counted(printed, 'time')}."
            yield ""
            for name, n in speakers:
                yield f"- {self.say(name)}: {n}"

    def _timeline(self) -> Iterator[str]:
        yield from ("", "## Timeline, by when it happened, as told", "")
        by_id = {statement.point.id: statement for statement in self.view.statements}
        happened = [by_id[id_] for id_ in self.view.record.timeline.happened if id_ in by_id]
        for statement in happened:
            days = [self.view.claims[c].when for c in statement.point.agreed.claims]
            when = max((day for day in days if day), key=len, default="")
            yield f"- {escaped(when)} {self._line(statement).removeprefix('- ')}"
        if not happened:
            yield "No dates are told."

    def _coverage(self) -> Iterator[str]:
        names = list(self.view.labels.values())
        yield from ("", "## Coverage", "")
        yield "■ it stands in the article, · it does not (the article may be older). In this order: "
        yield self._labels(names)
        yield from ("", "| | statement | articles |", "|---|---|---|")
        for statement in self.view.statements:
            marks = "".join("■" if name in statement.coverage else "·" for name in names)
            yield f"| {statement.number} | {self._status(statement)}{self.say(statement.words)} | {marks} |"

    def _all(self) -> Iterator[str]:
        yield from ("", "## All statements, with their evidence")
        for statement in self.view.statements:
            point = statement.point
            yield from ("", f"### {statement.number}. {self._status(statement)}{self.say(statement.words)}", "")
            related = ", ".join(str(self._number[id_]) for id_ in point.related if id_ in self._number)
            yield f"{self._support(statement)}. One statement because: {self.say(self.view.named(point.reason))}."
            if related:
                yield f"Alike, not certain to be one: {related}."
            yield ""
            for found in self.view.evidence(statement):
                yield from self._evidence(found)

    def _evidence(self, found: Evidence) -> Iterator[str]:
        claim = found.claim
        via = f", via {', '.join(claim.via)}" if claim.via else ""
        basis = "" if claim.basis == "not-said" else f" ({claim.basis})"
        when = f", {claim.when}" if claim.when else ""
        withdrawn = f"; withdrawn by {self.view.labels.get(claim.withdrawn_by, '')}" if claim.withdrawn_by else ""
        place = f"characters {claim.span.start} to {claim.span.end}"
        yield f"- **{self.say(found.article)}**, {place}: {self._words(found)}"
        yield f"  - on the word of {self.say(found.said_by + via)}{basis}; {claim.status}{when}{self.say(withdrawn)}"
        yield f"  - origin {claim.origin_evidence}: {self.say(self.view.named(claim.reason))}"

    def _words(self, found: Evidence) -> str:
        """The claim in its sentence, between double brackets; without text only the beginning of the claim."""
        left, words, right = found.pieces
        marked = f"**⟦{self.say(words)}⟧**"
        if not self.with_text:
            return marked
        before, after = " " * left[-1:].isspace(), " " * right[:1].isspace()
        return f"{self.say(left)}{before}{marked}{after}{self.say(right)}"

    def _articles(self) -> Iterator[str]:
        yield from ("", "## The articles", "")
        yield from ("Offsets are code points, counted from 0, in the text whose SHA-256 (UTF-8) is given.", "")
        for id_, article in self.view.articles.items():
            yield f"- **{self.say(self.view.labels[id_])}**: {self._article(article)}"
            if article.url:
                yield f"  - {_address(article.url)}"
            yield f"  - id {escaped(id_)}; SHA-256 {text_hash(article.text)}"

    def _article(self, article: Article) -> str:
        told = (article.headline, article.publisher, article.byline, article.published)
        return ", ".join(self.say(part) for part in told if part) or "nothing is given of it"

    def _line(self, statement: Statement) -> str:
        return f"- **{statement.number}** {self._status(statement)}{self.say(statement.words)}"

    def _status(self, statement: Statement) -> str:
        told = ("withdrawn" * statement.withdrawn, statement.label)
        return "".join(f"{label.upper()} " for label in told if label)

    def _support(self, statement: Statement) -> str:
        agreed = statement.point.agreed
        counts = f"{counted(agreed.n_articles, 'article')}, {counted(agreed.n_publishers, 'publisher')}"
        return f"{counts}; {self.say(agreed.support)}; on the word of: {self.say(statement.said_by)}"

    def _labels(self, names: Sequence[str] | Iterable[str]) -> str:
        return ", ".join(self.say(name) for name in names)


def _address(url: str) -> str:
    """A link where the address is one of the web, else its characters."""
    plain = re.fullmatch(r"https?://[^\s<>\"\\\x00-\x20]+", url)
    return f"<{url}>" if plain and len(url) <= _LONGEST and harmless(url) == url else escaped(url)
