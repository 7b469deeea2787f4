"""Origins: the texts from which the articles were made, the stretches that are from each, and how that is known."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord import credits as crediting
from onrecord import settings
from onrecord.align.handouts import Handout
from onrecord.align.precedence import credited_as, first_of
from onrecord.align.prose import Proses
from onrecord.align.reports import Report, Sources
from onrecord.align.stretches import Stretch, sentence_around, widen
from onrecord.schema import Article, Origin, OriginEvidence, OriginKind, Part, SharedPassage, Span, content_id

_STRENGTH: tuple[OriginEvidence, ...] = ("credited", "own", "shared-text", "presumed", "unknown")


@dataclass
class _Draft:
    """An origin while its parts are gathered."""

    kind: OriginKind
    agency: str | None
    publisher: str | None
    reason: str
    original: str | None = None
    parts: list[Part] = field(default_factory=list)


class Origins:
    """The origins of articles that are looked at together, gathered step by step."""

    def __init__(self, articles: Mapping[str, Article], proses: Proses, sources: Mapping[str, Sources]) -> None:
        self._articles, self._proses, self._sources = articles, proses, sources
        self._rank = {article: number for number, article in enumerate(articles)}
        self._drafts: dict[tuple[str, ...], _Draft] = {}
        self._drawing: set[str] = set()
        self._roots: list[tuple[str, Report, _Draft]] = []

    def gather(self, reports: Sequence[Report], handouts: Sequence[Handout]) -> tuple[Origin, ...]:
        """All origins, in the order of their ids."""
        for report in reports:
            self._add_report(report)
        for article in self._articles.values():
            self._add_credits(article)
            self._add_signs(article)
            self._add_pictures(article)
        for article in self._articles.values():
            self._add_own(article)
        for handout in handouts:
            self._add_handout(handout)
        found = [_origin(key, draft) for key, draft in self._drafts.items() if draft.parts]
        return tuple(sorted(found, key=lambda origin: origin.id))

    def _add_report(self, report: Report) -> None:
        if report.agency:
            self._add_wire(report, report.agency)
        else:
            self._add_text(report)

    def _add_wire(self, report: Report, agency: str) -> None:
        ordered = sorted(report.articles, key=self._rank.__getitem__)
        crediting = [article for article in ordered if agency in self._sources[article].agencies]
        original = next((a for a in ordered if credited_as(self._articles[a]) == agency), None)
        draft = self._draft(
            ("wire", agency, (crediting or ordered)[0]),
            "wire",
            agency,
            _wire_reason(agency, crediting, original, ordered),
        )
        draft.original = draft.original or original
        for article in ordered:
            whole = self._whole(article, agency)
            self._drawing.add(article)
            if whole:
                draft.parts.append(whole)
                continue
            credit = article in crediting
            for stretch in self._stretches(article, report.passages):
                with_ = _listed(stretch.partners)
                if credit:
                    reason = f"{article} credits {agency} and shares this with {with_}"
                else:
                    known = [partner for partner in stretch.partners if partner in crediting]
                    reason = (
                        f"shared with {_listed(known)}, which {_verb(known)} {agency}"
                        if known
                        else f"shared with {with_}"
                    )
                    if not known and crediting:
                        reason += f"; the report is probably {agency}'s, which {_listed(crediting)} {_verb(crediting)}"
                draft.parts.append(Part(stretch.span, "credited" if credit else "shared-text", reason))

    def _whole(self, article: str, agency: str) -> Part | None:
        """The part over a text that is the agency's by dateline or byline; "with AFP" says that something was added."""
        text = self._articles[article]
        span = Span(article, 0, len(text.text))
        if credited_as(text) == agency:
            return Part(span, "credited", f"{article} was published by {agency}")
        credit = self._sources[article].credit_for(agency)
        if credit and credit.scope == "article" and not _WITH.match(text.text[credit.start : credit.end]):
            return Part(span, "credited", f"{article} credits {agency}: {_quoted(text.text, credit)}")
        return None

    def _stretches(self, article: str, passages: Iterable[SharedPassage]) -> Iterator[Stretch]:
        """What the article shares, without its credits and its pictures' captions: they have an origin of their own."""
        credited = self._sources[article].credits
        captions = [(c.covers_start, c.covers_end) for c in credited if c.scope == "caption"]
        sides = ((mine, other) for p in passages for mine, other in ((p.left, p.right), (p.right, p.left)))
        shared = [(mine, other.article) for mine, other in sides if mine.article == article]
        for span, partners in widen(self._proses[article].text, shared):
            if not any(start <= span.start and span.end <= end for start, end in captions):
                start = max((c.end for c in credited if c.start <= span.start < c.end), default=span.start)
                end = min((c.start for c in credited if c.start < span.end <= c.end), default=span.end)
                if start < end:
                    yield Stretch(Span(article, start, end), partners)

    def _add_text(self, report: Report) -> None:
        """A text whose agency nobody names: the publisher's whose article was there first, if that can be told."""
        first = self._first(report)
        ordered = sorted(report.articles, key=self._rank.__getitem__)
        if first:
            key, draft = self._outlet(self._articles[first])
        else:
            publishers = {self._articles[article].publisher for article in ordered}
            key = ("text", ordered[0])
            reason = f"{_listed(ordered)} share text; none names an agency, and which was first is not known"
            draft = self._drafts.setdefault(
                key, _Draft("outlet", None, publishers.pop() if len(publishers) == 1 else None, reason)
            )
        for article in ordered:
            if first and (article == first or _same_publisher(self._articles[article], self._articles[first])):
                self._roots.append((article, report, draft))
                continue
            self._drawing.add(article)
            for stretch in self._stretches(article, report.passages):
                draft.parts.append(Part(stretch.span, "shared-text", f"shared with {_listed(stretch.partners)}"))

    def _first(self, report: Report) -> str | None:
        """The one article of a report that came before all those with which it shares text."""
        later: set[str] = set()
        first: set[str] = set()
        for pair in report.pairs:
            found = first_of(self._articles[pair.left], self._articles[pair.right], same_text=pair.is_reprint).first
            if found is None:
                return None
            first.add(found)
            later.add(pair.right if found == pair.left else pair.left)
        roots = first - later
        return roots.pop() if len(roots) == 1 else None

    def _add_credits(self, article: Article) -> None:
        """Agencies that an article credits where no shared passage shows which part is theirs."""
        for agency in self._sources[article.id].agencies:
            self._drawing.add(article.id)
            held = any(
                d.agency == agency and d.kind == "wire" and any(p.span.article == article.id for p in d.parts)
                for d in self._by_agency(agency)
            )
            if held:
                continue
            credit = self._sources[article.id].credit_for(agency)
            part = self._whole(article.id, agency)
            if part is None and credit and credit.scope == "passage":
                part = Part(
                    Span(article.id, credit.covers_start, credit.covers_end),
                    "credited",
                    f"{article.id} credits {agency}: {_quoted(article.text, credit)}",
                )
            if part is None and credit:
                reason = f"{article.id} credits {agency}; which part is {agency}'s is not said"
                part = Part(Span(article.id, credit.start, credit.end), "credited", reason)
            if part is None:
                continue
            draft = self._draft(("wire", agency, article.id), "wire", agency, f"{article.id} credits {agency}")
            draft.original = draft.original or (article.id if credited_as(article) == agency else None)
            draft.parts.append(part)

    def _by_agency(self, agency: str) -> Iterator[_Draft]:
        return (draft for key, draft in self._drafts.items() if key[:2] == ("wire", agency))

    def _add_signs(self, article: Article) -> None:
        """A sentence like "he told AFP" is AFP's report, though nothing credits it; of the rest nothing is known."""
        source = self._sources[article.id]
        for sign in source.signs if not source.agencies and article.id not in self._drawing else ():
            start, end = sentence_around(article.text, sign.start, sign.end)
            reason = f"probably {sign.agency}'s: the sentence names it as where this was said"
            draft = self._draft(
                ("wire", sign.agency, article.id),
                "wire",
                sign.agency,
                f"probably {sign.agency}'s: {article.id} names it in the story",
            )
            draft.parts.append(Part(Span(article.id, start, end), "credited", reason))
        if source.told:
            self._drawing.add(article.id)

    def _add_pictures(self, article: Article) -> None:
        for credit in self._sources[article.id].credits:
            if credit.scope != "caption":
                continue
            words = re.findall(r"\w+", article.text[credit.covers_start : credit.covers_end].casefold())[
                :_CAPTION_WORDS
            ]
            place = " ".join(words) if len(words) == _CAPTION_WORDS else article.id
            draft = self._draft(
                ("picture", credit.agency, place),
                "wire",
                credit.agency,
                f"a picture's caption is credited to {credit.agency}",
            )
            reason = f"the picture's caption is credited: {_quoted(article.text, credit)}"
            draft.parts.append(Part(Span(article.id, credit.covers_start, credit.covers_end), "credited", reason))

    def _add_own(self, article: Article) -> None:
        for start, end in _told(article):
            _, draft = self._outlet(article)
            draft.parts.append(
                Part(Span(article.id, start, end), "own", f"{article.id} says that it was told to {article.publisher}")
            )
        if article.id in self._drawing:
            for _, report, draft in (root for root in self._roots if root[0] == article.id):
                for stretch in self._stretches(article.id, report.passages):
                    reason = f"{article.id} was there before {_listed(stretch.partners)}, with which it shares this"
                    draft.parts.append(Part(stretch.span, "shared-text", reason))
            return
        _, draft = self._outlet(article)
        whole = Span(article.id, 0, len(article.text))
        if article.byline:
            draft.parts.append(Part(whole, "own", f"byline: {article.byline}; no agency is credited"))
        elif article.dateline:
            draft.parts.append(Part(whole, "own", f"dateline: {article.dateline}; no agency is credited"))
        else:
            draft.parts.append(Part(whole, "presumed", "no agency is credited and no earlier article has this text"))

    def _add_handout(self, handout: Handout) -> None:
        sides = sorted(
            (side for p in handout.passages for side in (p.left, p.right)),
            key=lambda side: (self._rank[side.article], side),
        )
        what = "a statement or post" if handout.is_written else "common text, origin not named"
        names = _listed(sorted({side.article for side in sides}))
        draft = self._drafts.setdefault(
            ("handout", sides[0].article, str(sides[0].start)),
            _Draft("handout", None, None, f"{what}: printed by {names}"),
        )
        for article in dict.fromkeys(side.article for side in sides):
            for stretch in self._stretches(article, handout.passages):
                first, last = self._proses[article].text.word_range(stretch.span.start, stretch.span.end)
                if last - first < settings.ALIGN_PASSAGE_WORDS:
                    continue
                draft.parts.append(
                    Part(stretch.span, "shared-text", f"{what}: shared with {_listed(stretch.partners)}")
                )

    def _outlet(self, article: Article) -> tuple[tuple[str, ...], _Draft]:
        key = ("outlet", "publisher", article.publisher) if article.publisher else ("outlet", "article", article.id)
        whose = f"{article.publisher}'s" if article.publisher else f"{article.id}'s"
        return key, self._drafts.setdefault(key, _Draft("outlet", None, article.publisher, f"{whose} own report"))

    def _draft(self, key: tuple[str, ...], kind: OriginKind, agency: str, reason: str) -> _Draft:
        return self._drafts.setdefault(key, _Draft(kind, agency, None, reason))


_WITH = re.compile(r"\W*(?:\w+ )?(?:with|compiled|sources?|agenc)", re.IGNORECASE)
_CAPTION_WORDS = 12
_LISTED = 4


def _wire_reason(agency: str, crediting: Sequence[str], original: str | None, articles: Sequence[str]) -> str:
    if original:
        return f"{original} is {agency}'s own report"
    if crediting and len(articles) > len(crediting):
        return f"probably {agency}'s: {_listed(crediting)} {_verb(crediting)} it, and the others share the text"
    if crediting:
        return f"{_listed(crediting)} {_verb(crediting)} {agency}"
    return f"probably {agency}'s: {_listed(articles)} share text, and one names {agency} as where a thing was told"


def _origin(key: tuple[str, ...], draft: _Draft) -> Origin:
    parts = tuple(
        sorted(dict.fromkeys(draft.parts), key=lambda part: (part.span, _STRENGTH.index(part.evidence), part.reason))
    )
    articles = tuple(sorted({part.span.article for part in parts}))
    evidence = min((part.evidence for part in parts), key=_STRENGTH.index)
    own = [p.span.article for p in parts if p.evidence in ("own", "presumed")] if draft.kind == "outlet" else []
    original = draft.original or (own[0] if len(set(own)) == 1 else None)
    return Origin(
        content_id(*key), draft.kind, draft.agency, draft.publisher, original, articles, evidence, draft.reason, parts
    )


def _told(article: Article) -> Iterator[tuple[int, int]]:
    """Sentences of what was said to the outlet itself: "the captain told the Porto Post"."""
    if article.publisher:
        for match in re.finditer(rf"\btold (?:the )?{re.escape(article.publisher)}\b", article.text, re.IGNORECASE):
            yield sentence_around(article.text, *match.span())


def _same_publisher(a: Article, b: Article) -> bool:
    return bool(a.publisher) and a.publisher == b.publisher


def _listed(names: Sequence[str]) -> str:
    if len(names) > _LISTED + 1:
        return f"{', '.join(names[:_LISTED])} and {len(names) - _LISTED} others"
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"


def _verb(names: Sequence[str]) -> str:
    return "credits" if len(names) == 1 else "credit"


def _quoted(text: str, credit: crediting.Credit) -> str:
    return '"' + " ".join(text[credit.start : credit.end].split())[:80] + '"'
