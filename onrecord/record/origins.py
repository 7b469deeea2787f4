"""Which origin the words of an article have."""

from onrecord import spans
from onrecord.schema import Lineage, Origin, OriginEvidence, Part, Span

_UNKNOWN = "no credit covers these words and no shared passage has them: the agency's, the outlet's or another's"


class Origins:
    """Which origin a span has: of the parts that have half of it a handout's, else the shortest."""

    def __init__(self, lineage: Lineage) -> None:
        self._parts: dict[str, list[tuple[Part, Origin]]] = {}
        self._agencies = {origin.id: origin.agency for origin in lineage.origins}
        for origin in lineage.origins:
            for part in origin.parts:
                self._parts.setdefault(part.span.article, []).append((part, origin))

    def agency(self, origin: str | None) -> str | None:
        """The agency whose text an origin is, null for an outlet's own or an unknown one."""
        return self._agencies.get(origin or "")

    def of(self, span: Span) -> tuple[str | None, OriginEvidence, str]:
        """Origin id, evidence and reason; (None, "unknown", reason) where no part has half of the span."""
        fitting = [
            (origin.kind != "handout", part.span.end - part.span.start, origin.id, part)
            for part, origin in self._parts.get(span.article, ())
            if 2 * spans.overlap(part.span, span) >= max(1, span.end - span.start)
        ]
        if not fitting:
            return None, "unknown", _UNKNOWN
        *_, origin_id, part = min(fitting, key=lambda f: f[:3])
        return (None if part.evidence == "unknown" else origin_id), part.evidence, part.reason
