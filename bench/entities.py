"""Names and their coreference on news linked to Wikidata: span F1 of persons, places and bodies, B-cubed of persons.

Usage: python bench/entities.py DATA_FOLDER [--wrong]. Only the annotated part is scored. A name without a type in the
gold (its bearer is unknown to Wikidata) is neither right nor wrong. B-cubed is over the gold mentions of persons,
pronouns and noun phrases too; a mention that we do not have, or leave open, is alone.

The columns at the right take the gold's own alternatives: of "Bergen, Norway" the whole or its parts, and a name that
the gold calls a place and a body is right as either.

Before them the names of entities-re3d (persons, places, organisations, nationalities that the crowd was sure of), where
a span counts when it has the same last word.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from onrecord import tokens
from onrecord.extract import actors, mentions
from onrecord.extract.readings import Reading
from onrecord.schema import Article

PERSON, PLACE, BODY = "Q215627", "Q27096213", "Q43229"
KINDS = {"person": PERSON, "place": PLACE, "organisation": BODY}
RE3D = {"Person": "person", "Location": "place", "Organisation": "organisation", "Nationality": "nationality"}
Spans = set[tuple[str, int, int]]


def main(folder: Path, *, wrong: bool) -> None:
    rows = [
        json.loads(line) for line in (folder / "entities-newsfair/dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    _re3d(folder)
    gold, loose, gold_clusters = _gold(rows)
    groups = _groups(rows)
    found, our_clusters = _ours(rows)
    texts = {row["id"]: row["text"] for row in rows}
    print(f"{'':14}{'right':>6}{'ours':>6}{'gold':>6}{'P':>7}{'R':>7}{'F1':>7}   alternatives{'P':>7}{'R':>7}{'F1':>7}")
    for kind in ("person", "place", "organisation"):
        ours = found[kind] - (loose - gold[kind])
        right = ours & gold[kind]
        p, r = len(right) / max(1, len(ours)), len(right) / max(1, len(gold[kind]))
        other = _with_alternatives(kind, ours, groups)
        line = f"{kind:14}{len(right):6}{len(ours):6}{len(gold[kind]):6}{p:7.3f}{r:7.3f}{_f1(p, r):7.3f}"
        print(f"{line}{'':15}{other[0]:7.3f}{other[1]:7.3f}{_f1(*other):7.3f}")
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


def _f1(p: float, r: float) -> float:
    return 2 * p * r / max(1e-9, p + r)


def _groups(rows: list[dict]) -> list[list[tuple[tuple[str, int, int], set[str]]]]:
    """Gold names with the names inside them, each with the kinds that fit it; the outermost first."""
    groups: list[list[tuple[tuple[str, int, int], set[str]]]] = []
    for row in rows:
        last = (0, 0)
        for m in sorted(row["mentions"], key=lambda m: (m["start"], -m["end"])):
            if m.get("coref"):
                continue
            types = set(str(m.get("type")).split("|"))
            kinds = {kind for kind, id_ in KINDS.items() if id_ in types}
            entry = ((row["id"], m["start"], m["end"]), set() if m.get("optional") else kinds)
            if m["end"] <= last[1]:
                groups[-1].append(entry)
            else:
                groups.append([entry])
                last = (m["start"], m["end"])
    return groups


def _with_alternatives(kind: str, ours: Spans, groups: list) -> tuple[float, float]:
    """Precision and recall over groups: found when the whole or a part is ours; a span that no kind fits is wrong."""
    fitting = {span for group in groups for span, kinds in group if kind in kinds}
    untyped = {span for group in groups for span, kinds in group if not kinds}
    wanted = [group for group in groups if kind in group[0][1]]
    found = sum(any(span in ours for span, kinds in group if kind in kinds) for group in wanted)
    counted = ours - (untyped - fitting)
    elsewhere = sum(len(group[0][1]) > 1 and group[0][0] not in ours for group in wanted)
    missed = max(0, len(wanted) - found - (elsewhere if kind == "organisation" else 0))
    return len(counted & fitting) / max(1, len(counted)), found / max(1, found + missed)


def _re3d(folder: Path) -> None:
    """How many names of entities-re3d are found and how many of ours are in it, by kind."""
    right, ours, gold = Counter[str](), Counter[str](), Counter[str]()
    for line in (folder / "entities-re3d/dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reading = _read(row)
        ends = {(m.span.end, m.kind) for m in reading.mentions if m.kind in RE3D.values()}
        sure = [(e["end"], RE3D[e["type"]]) for e in row["entities"] if e["type"] in RE3D and e["confidence"] >= 0.5]
        for kind in RE3D.values():
            right[kind] += len({e for e in ends if e[1] == kind} & set(sure))
            ours[kind] += sum(k == kind for _, k in ends)
            gold[kind] += sum(k == kind for _, k in set(sure))
    for kind in RE3D.values():
        p, r = right[kind] / max(1, ours[kind]), right[kind] / max(1, gold[kind])
        print(f"re3d {kind:14} P {p:.3f} R {r:.3f} F1 {_f1(p, r):.3f}")


def _read(row: dict) -> Reading:
    reading = Reading(Article(row["id"], row["text"]), tokens.parse(row["text"]))
    mentions.find(reading)
    actors.resolve(reading)
    return reading


def _ours(rows: list[dict]) -> tuple[dict[str, Spans], dict]:
    found: dict[str, Spans] = defaultdict(set)
    clusters = {}
    for row in rows:
        reading = _read(row)
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
