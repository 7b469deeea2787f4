"""The sheet for coding by hand: blank, drawn by its seed, kinds in their proportions, the machine's coding apart."""

import pandas as pd
import pytest
from retractions import retraction_in

from onrecord.archive import Archive
from onrecord.errors import UsageError
from onrecord.serve.exports import Wanted
from onrecord.serve.exports import samples as drawing


def sheet(archive, folder, size, seed=0, **how):
    return drawing.sheet(size, seed)(Wanted(archive, None, folder, **how))


def test_the_sheet_is_blank_and_the_key_is_apart(samples, tmp_path):
    with Archive.open(samples) as archive:
        written = sheet(archive, tmp_path, 60)
        claims = {(r.story.id, c.id): c for r in archive.records() for c in r.claims}
        texts = {article.id: article.text for article in archive.articles()}
    assert written == {"sample-60-seed-0.csv": 60, "sample-60-seed-0-key.csv": 60}
    given = pd.read_csv(tmp_path / "sample-60-seed-0.csv", keep_default_na=False)
    key = pd.read_csv(tmp_path / "sample-60-seed-0-key.csv", keep_default_na=False)
    assert list(given["item"]) == list(key["item"]) == list(range(1, 61))
    assert (given[list(drawing.CODED)] == "").all(axis=None)
    assert not {"claim", "status_machine", "origin_evidence", "reason"} & set(given.columns)
    for row, machine in zip(given.itertuples(), key.itertuples(), strict=True):
        claim = claims[machine.story, machine.claim]
        before, rest = row.sentence.split("⟦")
        words, after = rest.split("⟧")
        assert words == " ".join(texts[row.article][row.start : row.end].split())
        assert " ".join((before + words + after).split()) in " ".join(texts[row.article].split())
        assert (claim.kind, claim.status) == (row.kind, machine.status) == (machine.kind, claim.status)
        assert not claim.background


def news(archive):
    """Claims that are told as news and stand."""
    claims = (claim for record in archive.records() for claim in record.claims)
    return [claim for claim in claims if not claim.background and not claim.withdrawn_by]


def test_kinds_are_drawn_in_proportion_and_by_the_seed(samples, tmp_path):
    with Archive.open(samples) as archive:
        wanted = Wanted(archive, None, tmp_path)
        counts = pd.Series([c.kind for c in news(archive)]).value_counts()
        drawn = drawing.draw(wanted, 40, 0)
        again = drawing.draw(wanted, 40, 0)
        other = drawing.draw(wanted, 40, 1)
        everything = drawing.draw(wanted, 10_000, 0)
    assert drawn == again
    assert set(drawn) != set(other)
    assert len(drawn) == len(set(drawn)) == 40
    for kind, n in pd.Series([one.kind for one in drawn]).value_counts().items():
        assert abs(n - 40 * counts[kind] / counts.sum()) < 1
    assert len(everything) == counts.sum()


def test_what_was_withdrawn_is_not_drawn(tmp_path):
    with Archive.open(retraction_in(tmp_path)) as archive:
        drawn = drawing.draw(Wanted(archive, None, tmp_path, background=True), 1_000, 0)
        withdrawn = {claim.id for record in archive.records() for claim in record.claims if claim.withdrawn_by}
    assert withdrawn
    assert not withdrawn & {one.claim for one in drawn}


def test_a_smaller_sample_is_part_of_a_larger_one_of_its_seed(samples, tmp_path):
    with Archive.open(samples) as archive:
        wanted = Wanted(archive, None, tmp_path)
        assert set(drawing.draw(wanted, 10, 5)) <= set(drawing.draw(wanted, 60, 5))


def test_a_sheet_without_sentences_is_refused(samples, tmp_path):
    with Archive.open(samples) as archive, pytest.raises(UsageError, match="needs the sentences"):
        sheet(archive, tmp_path, 5, with_text=False)
