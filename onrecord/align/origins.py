"""Origins: the texts from which the articles were made, the stretches that are from each, and how that is known."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord import settings
from onrecord.align.drafts import Draft, listed, origin, quoted, verb, wire_reason
from onrecord.align.handouts import Handout
from onrecord.align.precedence import credited_as, first_of, newsroom_of, same_publisher
from onrecord.align.prose import Proses
from onrecord.align.reports import Report, Sources
from onrecord.align.stretches import Stretch, widen
from onrecord.align.tellings import Telling
from onrecord.credits import kind_of, newsroom
from onrecord.schema import Article, Origin, OriginEvidence, OriginKind, Part, SharedPassage, Span
from onrecord.spans import covers


class Origins:
    """The origins of articles that are looked at together, gathered step by step."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        proses: Proses,
        sources: Mapping[str, Sources],
        tellings: Mapping[str, Sequence[Telling]],
    ) -> None:
        self._articles, self._proses, self._sources, self._tellings = articles, proses, sources, tellings
        languages = Counter(article.language for article in articles.values() if article.language)
        self._language = max(languages, key=languages.__getitem__, default=None)  # of two as many, the earlier
        self._rank = {article: number for number, article in enumerate(articles)}
        self._drafts: dict[tuple[str, ...], Draft] = {}
        self._drawing: set[str] = set()
        self._roots: list[tuple[str, Report, Draft]] = []

    def gather(self, reports: Sequence[Report], handouts: Sequence[Handout]) -> tuple[Origin, ...]:
        """All origins, in the order of their ids."""
        for report in reports:
            self._add_report(report)
        for article in self._articles.values():
            self._add_credits(article)
            self._add_tellings(article)
            self._add_pictures(article)
        for article in self._articles.values():
            self._add_own(article)
        for handout in handouts:
            self._add_handout(handout)
        found = [origin(key, draft) for key, draft in self._drafts.items() if draft.parts]
        return tuple(sorted(found, key=lambda one: one.id))

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
            wire_reason(agency, crediting, original, ordered),
        )
        draft.original = draft.original or original
        for article in ordered:
            whole = self._whole(article, agency)
            self._drawing.add(article)
            if whole:
                draft.parts.append(whole)
                continue
            credit = article in crediting
            for stretch in self._stretches(article, report.passages, house=newsroom(agency)):
                with_ = listed(stretch.partners)
                if credit:
                    reason = f"{article} credits {agency} and shares this with {with_}"
                else:
                    known = [partner for partner in stretch.partners if partner in crediting]
                    reason = (
                        f"shared with {listed(known)}, which {verb(known)} {agency}"
                        if known
                        else f"shared with {with_}"
                    )
                    if not known and crediting:
                        reason += f"; the report is probably {agency}'s, which {listed(crediting)} {verb(crediting)}"
                draft.parts.append(Part(stretch.span, "credited" if credit else "shared-text", reason))

    def _whole(self, article: str, agency: str) -> Part | None:
        """The part over a text that is the agency's by dateline or byline; "with AFP" says that something was added."""
        text = self._articles[article]
        span = Span(article, 0, len(text.text))
        if credited_as(text) == agency:
            return Part(span, "credited", f"{article} was published by {agency}")
        signed = self._sources[article].signed
        if signed.is_whole and agency in signed.agencies:
            return Part(span, "credited", f"byline: {text.byline}")
        credit = self._sources[article].credit_for(agency)
        if credit and credit.scope == "article" and not _WITH.match(text.text[credit.start : credit.end]):
            return Part(span, "credited", f"{article} credits {agency}: {quoted(text.text, credit)}")
        return None

    def _stretches(
        self, article: str, passages: Iterable[SharedPassage], *, house: str | None = None
    ) -> Iterator[Stretch]:
        """What the article shares, without its credits, captions and what another house was told: these have origins
        of their own.
        """
        credited = self._sources[article].credits
        captions = [(c.covers_start, c.covers_end) for c in credited if c.scope == "caption"]
        captions += [(t.span.start, t.span.end) for t in self._tellings.get(article, ()) if t.newsroom != house]
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
        ordered = sorted(report.articles, key=self._rank.__getitem__)
        crediting = [article for article in ordered if self._sources[article].draws]
        first = None if crediting else self._first(report)
        if first:
            draft = self._outlet(self._articles[first])
        elif crediting:
            reason = f"probably an agency's that is not named: {listed(crediting)} {verb(crediting)} agencies"
            draft = self._drafts.setdefault(("text", ordered[0]), Draft("wire", None, None, reason))
        else:
            publishers = {self._articles[article].publisher for article in ordered}
            reason = f"{listed(ordered)} share text; none names an agency, and which was first is not known"
            draft = self._drafts.setdefault(
                ("text", ordered[0]), Draft("outlet", None, publishers.pop() if len(publishers) == 1 else None, reason)
            )
        for article in ordered:
            if first and (article == first or same_publisher(self._articles[article], self._articles[first])):
                self._roots.append((article, report, draft))
                continue
            self._drawing.add(article)
            for stretch in self._stretches(article, report.passages):
                draft.parts.append(Part(stretch.span, "shared-text", f"shared with {listed(stretch.partners)}"))

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
        if self._sources[article.id].draws:
            self._drawing.add(article.id)
        for agency in self._sources[article.id].agencies:
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
                    f"{article.id} credits {agency}: {quoted(article.text, credit)}",
                )
            if part is None and credit:
                reason = f"{article.id} credits {agency}; which part is {agency}'s is not said"
                part = Part(Span(article.id, credit.start, credit.end), "credited", reason)
            if part is None:
                continue
            draft = self._draft(("wire", agency, article.id), "wire", agency, f"{article.id} credits {agency}")
            draft.original = draft.original or (article.id if credited_as(article) == agency else None)
            draft.parts.append(part)

    def _by_agency(self, agency: str) -> Iterator[Draft]:
        return (draft for key, draft in self._drafts.items() if key[:2] == ("wire", agency))

    def _add_tellings(self, article: Article) -> None:
        """A sentence like "he told AFP" is AFP's report, though nothing credits it; of the rest nothing is known."""
        for telling in self._tellings.get(article.id, ()):
            draft = self._heard_by(telling, article)
            if any(part.evidence != "unknown" and covers(part.span, telling.span) for part in draft.parts):
                continue
            draft.parts.append(self._heard(telling, article))
            if telling.newsroom == newsroom_of(article):
                draft.own.append(article.id)
        if self._sources[article.id].told:
            self._drawing.add(article.id)

    def _heard_by(self, telling: Telling, article: Article) -> Draft:
        """The report from which the sentence is: the agency's that the article has already, else one of its own."""
        if telling.agency is None:
            if telling.newsroom == newsroom_of(article):
                return self._outlet(article)
            # an origin for each article: who prints what was told to the Post made no copy of the Post's report, nor of
            # the others that print it; all have one newsroom, and newsrooms are counted once
            own = (a for a in self._articles.values() if newsroom_of(a) == telling.newsroom)
            name = next((a.publisher for a in own), telling.name)
            reason = f"{name}'s: {telling.says} says that it was told to {telling.name}"
            key = ("told", telling.newsroom, article.id)
            return self._drafts.setdefault(key, Draft("outlet", None, name, reason))
        held = [d for d in self._by_agency(telling.agency) if any(p.span.article == article.id for p in d.parts)]
        if held:
            return held[0]
        reason = f"probably {telling.agency}'s: {telling.says} names it in the story"
        return self._draft(("wire", telling.agency, article.id), "wire", telling.agency, reason)

    def _heard(self, telling: Telling, article: Article) -> Part:
        how = "told to" if telling.is_told else "reported by"
        if telling.newsroom == newsroom_of(article) and telling.says == article.id:
            return Part(telling.span, "own", f"{article.id} says that it was {how} {article.publisher}")
        said = f"said to have been {how} {telling.name}"
        if telling.says != article.id:
            return Part(telling.span, "shared-text", f"shared with {telling.says}, where it is {said}")
        if telling.partners:
            return Part(telling.span, "shared-text", f"{said}; shared with {listed(telling.partners)}")
        return Part(telling.span, "presumed", said)

    def _add_pictures(self, article: Article) -> None:
        for credit in self._sources[article.id].credits:
            if credit.scope != "caption" or kind_of(credit.agency) == "pictures":
                continue  # a house that sells pictures only reports no news: its caption is the outlet's text
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
            reason = f"the picture's caption is credited: {quoted(article.text, credit)}"
            draft.parts.append(Part(Span(article.id, credit.covers_start, credit.covers_end), "credited", reason))

    def _add_own(self, article: Article) -> None:
        roots = [(report, draft) for root, report, draft in self._roots if root == article.id]
        is_translated = article.language not in (None, self._language)
        if article.id in self._drawing or is_translated:
            for report, draft in roots:
                for stretch in self._stretches(article.id, report.passages):
                    reason = f"{article.id} was there before {listed(stretch.partners)}, with which it shares this"
                    draft.parts.append(Part(stretch.span, "shared-text", reason))
        if article.id not in self._drawing:
            self._add_whole(article, is_translated=is_translated, is_first=bool(roots))

    def _add_whole(self, article: Article, *, is_translated: bool, is_first: bool) -> None:
        """The article's own report, and how that is known; of one in another language it must show by who signs it."""
        whole = Span(article.id, 0, len(article.text))
        if article.byline or article.dateline:
            signs = f"byline: {article.byline}" if article.byline else f"dateline: {article.dateline}"
            evidence: OriginEvidence = "own"
            reason = f"{signs}; no agency is credited"
            if is_translated:
                evidence, reason = "presumed", f"{reason}; in another language than the others"
        elif is_translated:
            reason = "in another language than the others: a translation cannot be told"
            draft = Draft("outlet", None, None, f"not known whose: {article.id} is {reason}")
            draft.parts.append(Part(whole, "unknown", reason))
            self._drafts["unknown", article.id] = draft
            return
        else:
            read_with = "no earlier article read with it" if is_first else "no article read with it"
            evidence, reason = "presumed", f"no agency is credited and {read_with} has this text"
        draft = self._outlet(article)
        draft.parts.append(Part(whole, evidence, reason))
        draft.own.append(article.id)

    def _add_handout(self, handout: Handout) -> None:
        sides = sorted(
            (side for p in handout.passages for side in (p.left, p.right)),
            key=lambda side: (self._rank[side.article], side),
        )
        what = "a statement or post" if handout.is_written else "common text, origin not named"
        names = listed(sorted({side.article for side in sides}))
        draft = self._drafts.setdefault(
            ("handout", sides[0].article, str(sides[0].start)),
            Draft("handout", None, None, f"{what}: printed by {names}"),
        )
        for article in dict.fromkeys(side.article for side in sides):
            for stretch in self._stretches(article, handout.passages):
                first, last = self._proses[article].text.word_range(stretch.span.start, stretch.span.end)
                if last - first < settings.ALIGN_PASSAGE_WORDS:
                    continue
                draft.parts.append(Part(stretch.span, "shared-text", f"{what}: shared with {listed(stretch.partners)}"))

    def _outlet(self, article: Article) -> Draft:
        room = newsroom_of(article)
        key = ("outlet", "publisher", room) if room else ("outlet", "article", article.id)
        reason = f"{article.publisher or article.id}'s own report"
        return self._drafts.setdefault(key, Draft("outlet", None, article.publisher, reason))

    def _draft(self, key: tuple[str, ...], kind: OriginKind, agency: str, reason: str) -> Draft:
        return self._drafts.setdefault(key, Draft(kind, agency, None, reason))


_WITH = re.compile(r"\W*(?:\w+ )?(?:with|compiled|sources?|agenc)", re.IGNORECASE)
_CAPTION_WORDS = 12
