"""Origins: the texts from which the articles were made, the stretches that are from each, and how that is known."""

from collections import defaultdict
from collections.abc import Sequence

from onrecord.align import doubts, pictures, statements
from onrecord.align.drafts import Draft, listed, origin, quoted, verb, wire_reason
from onrecord.align.grounds import Grounds
from onrecord.align.handouts import Handout
from onrecord.align.precedence import credited_as, is_signed, newsroom_of
from onrecord.align.reports import Report
from onrecord.align.roots import Roots
from onrecord.align.tellings import Telling
from onrecord.credits import newsroom
from onrecord.schema import Article, Origin, OriginEvidence, OriginKind, Part, Span
from onrecord.spans import covers


class Origins:
    """The origins of articles that are looked at together, gathered step by step."""

    def __init__(self, grounds: Grounds, asked: Roots) -> None:
        self._grounds, self._asked = grounds, asked
        self._articles, self._sources, self._tellings = grounds.articles, grounds.sources, grounds.tellings
        self._rank = grounds.rank
        self._drafts: dict[tuple[str, ...], Draft] = {}
        self._drawing: set[str] = set()
        self._presumed: list[str] = []
        self._nameless: list[Report] = []
        self._counted: set[str] = set()
        self._roots: dict[str, list[tuple[Report, Draft]]] = defaultdict(list)
        self._wires: dict[str, list[Draft]] = defaultdict(list)

    def gather(self, reports: Sequence[Report], handouts: Sequence[Handout]) -> tuple[Origin, ...]:
        """All origins, in the order of their ids."""
        for report in reports:
            self._add_report(report)
        for report in self._nameless:
            self._add_nameless(report)
        for article in self._articles.values():
            self._add_credits(article)
            self._add_tellings(article)
            self._add_pictures(article)
        for article in self._articles.values():
            self._add_own(article)
        tied = {(pair.left, pair.right) for report in reports for pair in report.pairs}
        self._drafts |= statements.drafts(handouts, self._grounds, self._drafts.values(), tied)
        for id_ in self._presumed:
            handed = [p.span for d in self._drafts.values() if d.kind == "handout" for p in d.of(id_)]
            self._drafts["shared", id_] = doubts.draft(self._articles[id_], self._grounds, tied, handed)
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
            whole = self._grounds.whole(article, agency)
            self._drawing.add(article)
            if whole:
                draft.add(whole)
                continue
            credit = article in crediting
            for stretch in self._grounds.stretches(article, report.sides[article], house=newsroom(agency)):
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
                draft.add(Part(stretch.span, "credited" if credit else "shared-text", reason))

    def _add_text(self, report: Report) -> None:
        """A text whose agency nobody names: the newsroom's that lent it, else the publisher's that had it first."""
        ordered = sorted(report.articles, key=self._rank.__getitem__)
        crediting = [article for article in ordered if self._sources[article].draws]
        lent = {loan.name: newsroom(loan.name) for a in ordered if (loan := self._sources[a].loan)}
        first = None if crediting or lent else self._asked.first(report)
        if not (crediting or lent) and self._asked.is_anybodys(report, first):
            self._add_nobodys(report, ordered)
            return
        if first:
            draft = self._outlet(self._articles[first])
        elif crediting:
            reason = f"probably an agency's that is not named: {listed(crediting)} {verb(crediting)} agencies"
            draft = self._drafts.setdefault(("text", ordered[0]), Draft("wire", None, None, reason))
        elif len(set(lent.values())) == 1:
            draft = self._lender(next(iter(lent)))
        else:
            self._nameless.append(report)
            return
        room = newsroom(draft.publisher) if draft.publisher and (first or lent) else None
        for article in ordered:
            if (room and newsroom_of(self._articles[article]) == room) or article == first:
                self._roots[article].append((report, draft))
                continue
            self._add_shared(article, report, draft, "shared-text")

    def _add_nameless(self, report: Report) -> None:
        """A text of which nobody was first: an origin, but no second one for an article that is or has one."""
        ordered = sorted(report.articles, key=self._rank.__getitem__)
        if any(self._roots[article] or article in self._counted for article in ordered):
            self._add_nobodys(report, ordered)
            return
        self._counted.update(ordered)
        publishers = {None if self._grounds.is_gathered(a) else self._articles[a].publisher for a in ordered}
        reason = f"{listed(ordered)} share text; none names an agency, and which was first is not known"
        publisher = publishers.pop() if len(publishers) == 1 else None
        draft = self._drafts.setdefault(("text", ordered[0]), Draft("outlet", None, publisher, reason))
        for article in ordered:
            self._add_shared(article, report, draft, "shared-text")

    def _add_shared(self, article: str, report: Report, draft: Draft, evidence: OriginEvidence) -> None:
        self._drawing.add(article)
        if not self._add_loan(article):
            for stretch in self._grounds.stretches(article, report.sides[article]):
                draft.add(Part(stretch.span, evidence, f"shared with {listed(stretch.partners)}"))

    def _add_nobodys(self, report: Report, ordered: Sequence[str]) -> None:
        """A text of which it cannot be told whose it is: it is no origin, whoever prints it."""
        reason = f"not known whose: {listed(ordered)} share text; none names an agency, and which had it of its own"
        reason += " is not known"
        draft = self._drafts.setdefault(("text", ordered[0]), Draft("outlet", None, None, reason))
        for article in ordered:
            self._add_shared(article, report, draft, "unknown")

    def _add_loan(self, article: str) -> bool:
        """The whole article as the report of the newsroom that it names as its own; whether it names one."""
        loan = self._sources[article].loan
        if loan:
            span = Span(article, 0, len(self._articles[article].text))
            reason = f'{article} names {loan.name} as its source: "{loan.words}"'
            self._lender(loan.name).add(Part(span, "credited", reason))
        return loan is not None

    def _lender(self, name: str) -> Draft:
        own = next((a for a in self._articles.values() if newsroom_of(a) == newsroom(name)), None)
        publisher = own.publisher if own else name
        key = ("outlet", "publisher", newsroom(name))
        return self._drafts.setdefault(key, Draft("outlet", None, publisher, f"{publisher}'s own report"))

    def _add_credits(self, article: Article) -> None:
        """Agencies that an article credits where no shared passage shows which part is theirs."""
        if self._sources[article.id].draws:
            self._drawing.add(article.id)
        for agency in self._sources[article.id].agencies:
            held = any(draft.of(article.id) for draft in self._wires[agency])
            if held:
                continue
            credit = self._sources[article.id].credit_for(agency)
            part = self._grounds.whole(article.id, agency)
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
            draft.add(part)

    def _add_tellings(self, article: Article) -> None:
        """A sentence like "he told AFP" is AFP's report, though nothing credits it; of the rest nothing is known."""
        for telling in self._tellings.get(article.id, ()):
            draft = self._heard_by(telling, article)
            if any(part.evidence != "unknown" and covers(part.span, telling.span) for part in draft.of(article.id)):
                continue
            draft.add(self._heard(telling, article))
            if telling.newsroom == newsroom_of(article):
                draft.own.append(article.id)
        if self._sources[article.id].told:
            self._drawing.add(article.id)

    def _heard_by(self, telling: Telling, article: Article) -> Draft:
        """The report from which the sentence is: the agency's that the article has already, else one of its own."""
        agency = telling.agency
        held = [draft for draft in self._wires[agency] if draft.of(article.id)] if agency else []
        if held:
            return held[0]
        if telling.newsroom == newsroom_of(article):
            return self._outlet(article)
        if agency and telling.is_told:
            reason = f"probably {agency}'s: {telling.says} names it in the story"
            return self._draft(("wire", agency, article.id), "wire", agency, reason)
        return self._passed_on(telling)

    def _passed_on(self, telling: Telling) -> Draft:
        """What articles print as told to another house, or as reported by one: one text, which nobody copied.

        Who prints what was told to the Post made no copy of the Post's report, nor of the others that print it.
        """
        key = ("told", telling.newsroom)
        if key not in self._drafts:
            same = [t for held in self._tellings.values() for t in held if t.newsroom == telling.newsroom]
            says = sorted({t.says for t in same})
            own = (a for a in self._articles.values() if newsroom_of(a) == telling.newsroom)
            name = telling.agency or next((a.publisher for a in own), telling.name)
            how = "told to" if telling.is_told else "reported by"
            reason = f"{name}'s: {listed(says)} {'says' if len(says) == 1 else 'say'} that it was {how} {telling.name}"
            self._drafts[key] = Draft("handout", None, name, reason)
        return self._drafts[key]

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
        """Captions that an agency wrote, where no report of that agency covers them already."""
        for caption in pictures.find(article, self._sources[article.id].credits):
            agency = caption.credit.agency
            held = [draft for draft in self._wires[agency] if draft.of(article.id)]
            if any(p.evidence == "credited" and covers(p.span, caption.span) for d in held for p in d.of(article.id)):
                continue
            reason = f"a picture's caption is credited to {agency}"
            key = ("picture", agency, caption.begins)
            draft = held[0] if held else self._draft(key, "wire", agency, reason)
            reason = f"the picture's caption is credited: {quoted(article.text, caption.credit)}"
            draft.add(Part(caption.span, "credited", reason))

    def _add_own(self, article: Article) -> None:
        roots = self._roots.get(article.id, [])
        is_translated = article.language not in (None, self._grounds.language)
        if article.id in self._drawing or is_translated:
            for report, draft in roots:
                for stretch in self._grounds.stretches(article.id, report.sides[article.id]):
                    reason = f"{article.id} was there before {listed(stretch.partners)}, with which it shares this"
                    draft.add(Part(stretch.span, "shared-text", reason))
        if article.id not in self._drawing:
            self._add_whole(article, is_translated=is_translated, is_first=bool(roots))

    def _add_whole(self, article: Article, *, is_translated: bool, is_first: bool) -> None:
        """The article's own report, and how that is known; of one in another language it must show by who signs it."""
        if self._add_loan(article.id):
            return
        whole = Span(article.id, 0, len(article.text))
        signs = f"byline: {article.byline}" if article.byline else f"dateline: {article.dateline}"
        evidence: OriginEvidence
        unknown = self._unknown(article, is_translated=is_translated, is_first=is_first)
        if unknown:
            draft = Draft("outlet", None, None, f"not known whose: {article.id} {unknown}")
            draft.add(Part(whole, "unknown", unknown))
            self._drafts["unknown", article.id] = draft
            return
        if article.byline or article.dateline:
            evidence, reason = "own", f"{signs}; no agency is credited"
            if is_translated:
                evidence, reason = "presumed", f"{reason}; in another language than the others"
        else:
            read_with = "no earlier article read with it" if is_first else "no article read with it"
            evidence, reason = "presumed", f"no agency is credited and {read_with} has this text"
            if not self._grounds.is_own(article.id):
                self._presumed.append(article.id)
        draft = self._outlet(article)
        draft.add(Part(whole, evidence, reason))
        draft.own.append(article.id)

    def _unknown(self, article: Article, *, is_translated: bool, is_first: bool) -> str | None:
        """Why nothing is known of where an article is from; null where it is, or may be, its publisher's own report."""
        if self._grounds.is_gathered(article.id):
            return f"is on {article.publisher}, which gathers the texts of others, without a credit"
        if is_signed(article) or is_first:
            return None
        if is_translated:
            return "is in another language than the others: a translation cannot be told"
        within = self._grounds.excerpts.get(article.id)
        return f"has little prose of its own, and stands in {listed(within)}" if within else None

    def _outlet(self, article: Article) -> Draft:
        room = newsroom_of(article)
        if room is None and article.publisher:
            reason = f"not named on {article.publisher}, which gathers the texts of others"
            return self._drafts.setdefault(("outlet", "article", article.id), Draft("outlet", None, None, reason))
        key = ("outlet", "publisher", room) if room else ("outlet", "article", article.id)
        reason = f"{article.publisher or article.id}'s own report"
        return self._drafts.setdefault(key, Draft("outlet", None, article.publisher, reason))

    def _draft(self, key: tuple[str, ...], kind: OriginKind, agency: str, reason: str) -> Draft:
        if key not in self._drafts:
            self._drafts[key] = Draft(kind, agency, None, reason)
            if key[0] == "wire":
                self._wires[agency].append(self._drafts[key])
        return self._drafts[key]
