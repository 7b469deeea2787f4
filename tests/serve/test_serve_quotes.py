"""Who said what: speakers, wordings side by side, how a quotation is brought in."""

import re
from dataclasses import replace

import pytest
from crowds import crowd

from onrecord.archive import Archive
from onrecord.serve.labels import flat
from onrecord.serve.views import quotes
from onrecord.serve.views.scenes import Scene


@pytest.fixture(scope="module")
def summit(samples) -> Scene:
    with Archive.open(samples) as archive:
        story = next(s for s in archive.stories() if s.headline and "Porto" in s.headline)
        return Scene.of(archive, story.id)


def test_wordings_of_one_quotation_stand_side_by_side_with_the_changed_words_marked(summit) -> None:
    solheim = quotes.section(summit).speakers[0]
    assert (solheim.name, solheim.role) == ("Ingrid Solheim", "Norwegian Prime Minister")
    told = solheim.quotations[0]
    assert told.n_articles == 4
    marked = [[run.text for run in wording.runs if run.changed] for wording in told.wordings]
    assert marked == [["finished"], ["to be ready"], ["completed"]]


def test_a_wording_stands_at_its_place_without_the_comma_before_the_speaker(summit) -> None:
    for speaker in quotes.section(summit).speakers:
        for wording in (w for q in speaker.quotations for w in q.wordings):
            article = summit.articles[wording.place.article]
            assert article.text[wording.place.start : wording.place.end] == wording.place.text
            assert flat(wording.place.text).rstrip(",") == " ".join(run.text for run in wording.runs)


def test_the_cue_has_the_addressee_that_follows_it(summit) -> None:
    told = quotes.section(summit).speakers[0].quotations[0]
    assert [cue.text for cue in told.cues] == ["told Norda"]
    assert told.addressees == ()
    assert told.bases == ("told to the outlet",)


def test_quotations_in_marks_come_before_those_in_an_articles_own_words(summit) -> None:
    section = quotes.section(summit)
    kinds = [q.kind == "indirect" for speaker in section.speakers for q in speaker.quotations]
    assert kinds == sorted(kinds)
    assert any(kinds)


def test_speakers_are_named_at_the_wordings_only_where_they_are_not_the_same() -> None:
    scene = crowd(4)
    assert all(w.speaker is None for s in quotes.section(scene).speakers for q in s.quotations for w in q.wordings)
    scene.claims["sawa003"] = replace(scene.claims["sawa003"], said_by="the guard")
    (quotation,) = quotes.section(scene).speakers[0].quotations
    assert [w.speaker for w in quotation.wordings] == ["Ana Reis", "the guard"]


def test_a_denial_is_tagged(client, fire) -> None:
    page = client.get(f"/story/{fire}").text
    section = re.search(r'id="quotes".*?</section>', page, re.DOTALL)
    assert section
    rejected = next(li for li in section[0].split('<li class="quotation">') if "“rejected”" in li)
    assert ">denied</span>" in rejected
    assert section[0].count(">denied</span>") == 1


def test_known_speakers_are_linked_and_none_is_hidden(summit, monkeypatch) -> None:
    monkeypatch.setattr("onrecord.settings.SERVE_QUOTATIONS", 1)
    section = quotes.section(summit)
    assert (section.n_shown, section.n_quotations) == (1, 5)
    assert section.speakers[0].n_quotations == 2
    assert section.speakers[0].id in summit.actors


def test_printings_name_each_article_once_with_the_letter_of_its_origin() -> None:
    (speaker,) = quotes.section(crowd(10)).speakers
    first, second = speaker.quotations[0].wordings
    assert [(p.letter, len(p.labels)) for p in first.printings] == [("N", 3), ("?", 3)]
    assert [(p.letter, len(p.labels)) for p in second.printings] == [("N", 1), ("?", 2)]
