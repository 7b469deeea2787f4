"""Lineage in an archive that grows: a wire that is read later, versions that arrive one after the other."""

import json
from pathlib import Path

import onrecord
from onrecord.archive import Archive
from onrecord.schema import Record
from onrecord.versions import standing

REPORT = (
    "The ferry Aurora sank off the coast of Lisbon late on Monday after it struck a rock in thick fog, the harbour"
    " office said. Four people were brought to a hospital and eleven others reached the beach in the small boats of"
    " local fishermen. Divers searched the hull through the night and found nobody left on board. The northern channel"
    " is closed to all traffic until the wreck is marked."
)


def added(archive: Path, *articles: dict[str, str]) -> Record:
    """The record of the one story after some more articles were read."""
    source = archive.parent / f"{articles[0]['id']}.jsonl"
    source.write_text("".join(f"{json.dumps(article)}\n" for article in articles), encoding="utf-8")
    onrecord.build(archive, source)
    with Archive.open(archive) as kept:
        [story] = kept.stories()
        record = kept.record(story.id)
    assert record
    return record


def article(
    id_: str, text: str, publisher: str, published: str, headline: str = "Ferry sinks off Lisbon"
) -> dict[str, str]:
    told = {"id": id_, "text": text, "publisher": publisher, "published": published}
    return told | {"headline": headline, "url": f"https://paper.example/sea/{id_}-1"}


def test_what_is_probably_a_wires_is_the_wires_when_its_report_is_read_later(tmp_path: Path) -> None:
    archive = tmp_path / "a.onrecord"
    first = added(
        archive,
        article("post", f"LISBON (AFP) - {REPORT}", "Porto Post", "2031-07-09T10:00"),
        article("norte", REPORT, "Norte", "2031-07-09T11:00"),
    )
    [copy] = first.lineage.copies
    assert (copy.article, copy.original, copy.agency, copy.kind) == ("norte", None, "AFP", "same-wire")
    [wire] = [origin for origin in first.lineage.origins if origin.kind == "wire"]
    assert (wire.agency, wire.original) == ("AFP", None)

    second = added(archive, article("wire", f"LISBON (AFP) - {REPORT}", "AFP", "2031-07-09T09:00"))
    copies = {(copy.original, copy.article): copy for copy in second.lineage.copies if copy.original}
    assert set(copies) == {("wire", "post"), ("wire", "norte")}
    assert copies["wire", "post"].reason.endswith("wire is AFP's own report, which post credits")
    [wire] = [origin for origin in second.lineage.origins if origin.kind == "wire"]
    assert (wire.agency, wire.original, wire.articles) == ("AFP", "wire", ("norte", "post", "wire"))
    assert "probably" in next(o.reason for o in first.lineage.origins if o.kind == "wire")
    assert "probably" not in wire.reason


def test_the_newest_of_three_versions_speaks_and_the_older_ones_stay_readable(tmp_path: Path) -> None:
    archive = tmp_path / "a.onrecord"
    texts = (
        REPORT,
        f"{REPORT} The owner of the ferry said that 15 people had been on board.",
        f"{REPORT} The owner of the ferry said that 17 people had been on board. Bells rang in the old town at noon.",
    )
    for hour, text in enumerate(texts, 1):
        record = added(
            archive,
            article(f"v{hour}", text, "Porto Post", f"2031-07-09T1{hour}:00")
            | {"url": "https://paper.example/sea/ferry-1"},
        )
    ties = [copy for copy in record.lineage.copies if copy.kind == "revision"]
    assert {(copy.original, copy.article) for copy in ties} == {("v1", "v2"), ("v1", "v3"), ("v2", "v3")}
    assert standing(record.story.articles, record.lineage) == ("v3",)
    stands = {claim.id for claim in record.claims if not claim.withdrawn_by}
    for answer in (answer for point in record.points for answer in point.answers):
        assert answer.n_articles == (1 if stands.intersection(answer.claims) else 0)
    assert not any(claim.withdrawn_by for claim in record.claims if claim.article == "v3")
    assert {claim.withdrawn_by for claim in record.claims if claim.article != "v3"} == {"v3"}
    with Archive.open(archive) as kept:
        assert [kept.article(id_).text for id_ in ("v1", "v2", "v3")] == list(texts)


def test_one_newsroom_under_two_names_adds_no_origin(tmp_path: Path) -> None:
    record = added(
        tmp_path / "a.onrecord",
        article("a", REPORT, "The Porto Post", "2031-07-09T10:00"),
        article("b", REPORT, "portopost.com", "2031-07-09T12:00", headline="Fog, a rock and four hurt"),
    )
    assert {copy.kind for copy in record.lineage.copies} <= {"reprint", "revision"}
    assert {answer.n_origins for point in record.points for answer in point.answers} == {1}
    assert {answer.n_publishers for point in record.points for answer in point.answers} == {1}
