"""Names and their coreference on news linked to Wikidata: span F1 of persons, places and bodies, B-cubed of persons.

Usage: python bench/entities.py DATA_FOLDER [--wrong]. Only the annotated part is scored. A name without a type in the
gold (its bearer is unknown to Wikidata) is neither right nor wrong. B-cubed is over the gold mentions of persons,
pronouns and noun phrases too; a mention that we do not have, or leave open, is alone.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

from onrecord import tokens
from onrecord.extract import actors, mentions
from onrecord.extract.readings import Reading
from onrecord.schema import Article

PERSON, PLACE, BODY = "Q215627", "Q27096213", "Q43229"
Spans = set[tuple[str, int, int]]


def main(folder: Path, *, wrong: bool) -> None:
    rows = [
        json.loads(line) for line in (folder / "entities-newsfair/dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    gold, loose, gold_clusters = _gold(rows)
    found, our_clusters = _ours(rows)
    texts = {row["id"]: row["text"] for row in rows}
    print(f"{'':14}{'right':>6}{'ours':>6}{'gold':>6}{'P':>7}{'R':>7}{'F1':>7}")
    for kind in ("person", "place", "organisation"):
        ours = found[kind] - (loose - gold[kind])
        right = ours & gold[kind]
        p, r = len(right) / max(1, len(ours)), len(right) / max(1, len(gold[kind]))
        f1 = 2 * p * r / max(1e-9, p + r)
        print(f"{kind:14}{len(right):6}{len(ours):6}{len(gold[kind]):6}{p:7.3f}{r:7.3f}{f1:7.3f}")
        if wrong:
            _show("invented", ours - gold[kind], texts)
            _show("missed", gold[kind] - ours, texts)
    p, r = b_cubed(gold_clusters, our_clusters)
    print(f"{'B3 persons':14}{'':18}{p:7.3f}{r:7.3f}{2 * p * r / (p + r):7.3f}")
    known = sum(span in our_clusters for span in gold_clusters)
    print(f"{known} of {len(gold_clusters)} gold mentions of persons have an actor")


def _gold(rows: list[dict]) -> tuple[dict[str, Spans], Spans, dict]:
    """Gold spans by kind, spans that count neither way, and the Wikidata id of each mention of a person."""
    gold: dict[str, Spans] = defaultdict(set)
    loose: Spans = set()
    clusters = {}
    for row in rows:
        for m in row["mentions"]:
            span, kind = (row["id"], m["start"], m["end"]), _gold_kind(m)
            if m.get("coref") or m.get("optional") or kind is None:
                loose.add(span)
            else:
                gold[kind].add(span)
            if PERSON in str(m.get("type")) and str(m.get("wikidata")).startswith("Q"):
                clusters[span] = (row["id"], m["wikidata"])
    return gold, loose, clusters


def _ours(rows: list[dict]) -> tuple[dict[str, Spans], dict]:
    found: dict[str, Spans] = defaultdict(set)
    clusters = {}
    for row in rows:
        reading = Reading(Article(row["id"], row["text"]), tokens.parse(row["text"]))
        mentions.find(reading)
        actors.resolve(reading)
        for mention in reading.mentions_in(*row["evaluation_span"]):
            span = (row["id"], mention.span.start, mention.span.end)
            if mention.kind in {"person", "place", "organisation"}:
                found[mention.kind].add(span)
            if mention.actor:
                clusters[span] = (row["id"], mention.actor)
    return found, clusters


def _show(title: str, spans: Spans, texts: dict[str, str]) -> None:
    for id_, s, e in sorted(spans):
        print("   ", title, repr(texts[id_][max(0, s - 25) : s]), repr(texts[id_][s:e]), repr(texts[id_][e : e + 15]))


def _gold_kind(mention: dict) -> str | None:
    types = str(mention.get("type")).split("|")
    if PERSON in types:
        return "person"
    if PLACE in types:
        return "place"
    return "organisation" if BODY in types else None


def b_cubed(gold: dict, ours: dict) -> tuple[float, float]:
    """Precision and recall, each the mean over gold mentions of the part of its cluster that is right."""
    keys = {span: ours.get(span, ("alone", span)) for span in gold}
    precision = recall = 0.0
    for span in sorted(gold):
        same_ours = [s for s in gold if keys[s] == keys[span]]
        same_gold = [s for s in gold if gold[s] == gold[span]]
        both = sum(gold[s] == gold[span] for s in same_ours)
        precision += both / len(same_ours)
        recall += both / len(same_gold)
    return precision / len(gold), recall / len(gold)


if __name__ == "__main__":
    main(Path(sys.argv[1]), wrong="--wrong" in sys.argv)
