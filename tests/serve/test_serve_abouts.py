"""The page about the method: its words are those of the schema, its figures those that were measured."""

from pathlib import Path
from typing import get_args

from onrecord.schema import DifferenceKind, OriginEvidence
from onrecord.serve.views import abouts

MEASUREMENTS = Path(__file__).parents[2] / "docs" / "measurements.md"


def test_its_words_are_those_of_the_schema(client):
    told = client.get("/about.json").json()
    assert [term["name"] for term in told["evidence"]] == list(get_args(OriginEvidence))
    assert {term["name"] for term in told["differences"]} == set(get_args(DifferenceKind))
    assert len(told["support"]) == 4
    page = client.get("/about").text
    assert all(f'class="ev {kind}' in page for kind in get_args(OriginEvidence))


def test_its_figures_are_those_that_were_measured():
    measured = " ".join(MEASUREMENTS.read_text(encoding="utf-8").split())
    assert abouts.MEASURED in measured
    for rate in abouts.RATES:
        assert rate.figure in measured, rate
        assert rate.corpus.split(",")[0] in measured, rate


def test_counts_are_those_of_the_archive(client, samples):
    from onrecord.archive import Archive

    with Archive.open(samples) as archive:
        assert client.get("/about.json").json()["counts"] == archive.counts()
