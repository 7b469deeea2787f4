"""What each stage makes of the sample stories, and every point of theirs with its counts: written beside them.

usage: samples.py            (read the difference before you commit it: each line is a promise that a test keeps)
"""

import json
from pathlib import Path
from typing import Any

import onrecord
from onrecord import acquire, align, cluster, engine, extract, lines, pipeline
from onrecord.archive import Archive
from onrecord.schema import Article, Point, Record

SAMPLES = Path(onrecord.__file__).parent / "samples"
EXPECTED = SAMPLES / "expected"


def stories() -> list[str]:
    """The names of the sample stories."""
    return sorted(path.parent.name for path in SAMPLES.glob("*/articles.jsonl"))


def stages(story: str) -> dict[str, list[dict[str, Any]]]:
    """The lines that `align`, `cluster` and `extract` print, by stage."""
    articles = [item for item in acquire.read([SAMPLES / story]) if isinstance(item, Article)]
    texts = {article.id: article.text for article in articles}
    lineage = align.trace(articles)
    nouns = {
        "align": [*lineage.passages, *lineage.copies, *lineage.origins],
        "cluster": list(cluster.assign(articles)),
        "extract": list(extract.annotate_all(articles)),
    }
    return {stage: [json.loads(lines.dump(noun, texts)) for noun in found] for stage, found in nouns.items()}


def points(story: str) -> list[dict[str, Any]]:
    """Every point of a story: its words, which articles have it, and what is counted, in the order of the record."""
    with Archive.open(None) as archive:
        pipeline.build(archive, acquire.read([SAMPLES / story]), run=engine.run)
        return [told(record, point, archive) for record in archive.records() for point in record.points]


def told(record: Record, point: Point, archive: Archive) -> dict[str, Any]:
    """One point as a line that a person can check against the articles."""
    agreed = point.agreed
    best = next(claim for claim in record.claims if claim.id in agreed.claims and claim.value == agreed.value)
    words = archive.article(best.article).text[best.span.start : best.span.end]
    return {
        "kind": point.kind,
        "subject": point.subject,
        "attribute": point.attribute,
        "words": " ".join(words.split()),
        "coverage": list(point.coverage),
        "n_articles": agreed.n_articles,
        "n_publishers": agreed.n_publishers,
        "n_origins": agreed.n_origins,
        "parties": [party.name for party in agreed.said_by],
        "support": agreed.support,
        "variation": point.variation,
        "answers": [[a.value, a.n_articles, a.n_origins, a.support] for a in point.answers],
        "differences": [[d.left, d.right, d.kind] for d in point.differences],
    }


def main() -> None:
    """Write all of it."""
    EXPECTED.mkdir(exist_ok=True)
    for story in stories():
        found = {**stages(story), "points": points(story)}
        for name, rows in found.items():
            text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            (EXPECTED / f"{story}.{name}.jsonl").write_text(text, encoding="utf-8")
        print(f"{story:12} {len(found['points'])} points")


if __name__ == "__main__":
    main()
