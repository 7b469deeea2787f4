"""Drafts of origins: what is gathered of one, and the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord import credits as crediting
from onrecord.schema import Origin, OriginEvidence, OriginKind, Part, content_id

_STRENGTH: tuple[OriginEvidence, ...] = ("credited", "own", "shared-text", "presumed", "unknown")
_LISTED = 4


@dataclass
class Draft:
    """An origin while its parts are gathered; `own`: the articles that are its publisher's own."""

    kind: OriginKind
    agency: str | None
    publisher: str | None
    reason: str
    original: str | None = None
    parts: list[Part] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    _by_article: dict[str, list[Part]] = field(default_factory=dict)

    def add(self, part: Part) -> None:
        """One part more."""
        self.parts.append(part)
        self._by_article.setdefault(part.span.article, []).append(part)

    def of(self, article: str) -> Sequence[Part]:
        """The parts that lie in one article: an agency's draft may have thousands."""
        return self._by_article.get(article, ())


def origin(key: tuple[str, ...], draft: Draft) -> Origin:
    """The origin that a draft with parts has become."""
    parts = tuple(
        sorted(dict.fromkeys(draft.parts), key=lambda part: (part.span, _STRENGTH.index(part.evidence), part.reason))
    )
    articles = tuple(sorted({part.span.article for part in parts}))
    evidence = min((part.evidence for part in parts), key=_STRENGTH.index)
    original = draft.original or (draft.own[0] if len(set(draft.own)) == 1 else None)
    return Origin(
        content_id(*key), draft.kind, draft.agency, draft.publisher, original, articles, evidence, draft.reason, parts
    )


def wire_reason(agency: str, crediting: Sequence[str], original: str | None, articles: Sequence[str]) -> str:
    """Why a report is taken for an agency's: `crediting` are those of the articles that credit it."""
    if original:
        return f"{original} is {agency}'s own report"
    if crediting and len(articles) > len(crediting):
        return f"probably {agency}'s: {listed(crediting)} {verb(crediting)} it, and the others share the text"
    if crediting:
        return f"{listed(crediting)} {verb(crediting)} {agency}"
    return f"probably {agency}'s: {listed(articles)} share text, and one names {agency} as where a thing was told"


def listed(names: Sequence[str]) -> str:
    """Names in a row.

    >>> listed(["a"]), listed(["a", "b", "c"]), listed("abcdefgh")
    ('a', 'a, b and c', 'a, b, c, d and 4 others')
    """
    if len(names) > _LISTED + 1:
        return f"{', '.join(names[:_LISTED])} and {len(names) - _LISTED} others"
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"


def verb(names: Sequence[str]) -> str:
    """One article credits, two credit."""
    return "credits" if len(names) == 1 else "credit"


def quoted(text: str, credit: crediting.Credit) -> str:
    """A credit in its own words."""
    return '"' + " ".join(text[credit.start : credit.end].split())[:80] + '"'
