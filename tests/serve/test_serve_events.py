"""One row an event of a story, joined to what was read there, and its codes."""

from dataclasses import replace

import pytest
from meetings import meeting_in, points, rows

from onrecord import wordlists
from onrecord.archive import Archive
from onrecord.credits import house
from onrecord.serve.exports.agreements import agreed, otherwise
from onrecord.serve.exports.codes import cameo_root, coded, quad, score
from onrecord.serve.exports.days import days
from onrecord.serve.exports.events import event_rows
from onrecord.serve.exports.tellings import Party, When


@pytest.fixture(scope="module")
def meeting(tmp_path_factory):
    """The path of an archive of two invented articles on one meeting."""
    return meeting_in(tmp_path_factory.mktemp("meeting"))


# The rows


def test_each_event_point_is_one_row_and_finds_what_was_read(samples):
    found = rows(samples, background=True)
    assert {(r.story, r.id) for r in found} == {(record.story.id, p.id) for record, p in points(samples)}
    assert len(found) == len(points(samples))
    assert all(row.best.event and row.best.event.type == row.type for row in found)


def test_a_claim_finds_the_event_that_it_was_made_of_and_no_other(samples):
    for row in rows(samples, background=True):
        for telling in (*row.tellings, *row.others):
            if telling.event:
                assert telling.claim.span.start <= telling.event.span.start < telling.claim.span.end
                attribute = " ".join(filter(None, (telling.event.type, telling.event.mode)))
                assert attribute == telling.claim.attribute
            else:
                assert telling.claim.reason.startswith("read in a passage shared with")


def test_counts_and_words_are_those_of_the_leading_answer(samples):
    told = {(record.story.id, p.id): (record, p) for record, p in points(samples)}
    for row in rows(samples, background=True):
        record, point = told[row.story, row.id]
        agreed = point.agreed
        counted = (row.n_articles, row.n_publishers, row.n_origins, row.support, row.said_by)
        assert counted == (agreed.n_articles, agreed.n_publishers, agreed.n_origins, agreed.support, agreed.said_by)
        assert {t.claim.id for t in row.tellings} == set(agreed.claims)
        everyone = {id_ for answer in point.answers for id_ in answer.claims}
        assert {t.claim.id for t in (*row.tellings, *row.others)} == everyone | set(agreed.claims)
        best = row.best.claim.span
        assert (best.article, point.sentence.start <= best.start < point.sentence.end) == (point.sentence.article, True)
        assert row.versions == record.versions


def test_news_only_unless_background_is_asked_for(meeting):
    news, everything = rows(meeting), rows(meeting, background=True)
    assert {row.id for row in everything if not row.background} == {row.id for row in news}
    assert any(row.background for row in everything)


def test_one_story_has_the_same_rows_as_it_has_among_all(samples, fire):
    with Archive.open(samples) as archive:
        alone = list(event_rows(archive, fire))
    assert [row.id for row in alone] == [row.id for row in rows(samples) if row.story == fire]


def test_who_met_whom_is_one_telling_and_nobody_stands_on_both_sides(meeting, samples):
    for row in (*rows(meeting, background=True), *rows(samples, background=True)):
        assert not {p.key for p in row.actors} & {p.key for p in row.recipients}
    (met,) = (row for row in rows(meeting) if row.type == "CONSULT")
    assert [{p.name for p in side} for side in (met.actors, met.recipients)] == [{"Ana Lund"}, {"Luc Moreau"}]
    assert (met.n_articles, met.n_other_actors) == (2, 0), "who met whom may change places"


def test_a_side_is_completed_only_by_a_telling_that_agrees_on_the_other(samples):
    best = rows(samples)[0].best
    lund, moreau, paz = (Party(name, name) for name in ("Lund", "Moreau", "Paz"))
    passive = replace(best, actors=(), recipients=(moreau,))
    whole = replace(best, actors=(lund,), recipients=(moreau,))
    stranger = replace(best, actors=(lund,), recipients=(paz,))
    together = replace(best, actors=(lund, moreau), recipients=())
    sides = [agreed(told, "CONSULT") for told in ([passive, whole], [passive, stranger], [together, whole])]
    assert [(one.actors, one.recipients) for one in sides] == [
        ((lund,), (moreau,)),
        ((), (moreau,)),
        ((lund,), (moreau,)),
    ]


def test_a_day_goes_before_a_week_however_often_that_is_told(samples):
    best = rows(samples)[0].best
    week, day = When("2024-W20", "2024-05-13", "2024-05-19"), When("2024-05-14", "2024-05-14", "2024-05-14")
    elsewhere = replace(best, article=replace(best.article, id="other"))
    told = [replace(best, when=week), replace(elsewhere, when=week), replace(best, when=day)]
    row = agreed(told, "CONSULT")
    assert row.when == day
    assert otherwise(told, row, best.claim.status).days == 0
    late = replace(elsewhere, when=When("2024-06", "2024-06-01", "2024-06-30"))
    assert otherwise([*told, late], row, best.claim.status).days == 1


def test_only_what_stands_votes_and_one_newsroom_has_one_voice(samples):
    best = next(row.best for row in rows(samples) if row.best.house)
    gone = replace(best, claim=replace(best.claim, withdrawn_by="later", origin="x"), house="x")
    oslo, bergen = When("2024-05-13", "2024-05-13", "2024-05-13"), When("2024-05-14", "2024-05-14", "2024-05-14")
    told = [replace(gone, when=oslo), replace(gone, when=oslo, house="y"), replace(best, when=bergen)]
    assert agreed(told, "CONSULT").when == bergen, "versions that were replaced do not vote"
    assert agreed(told[:2], "CONSULT").when == oslo, "where nothing stands, the earlier versions are all there is"
    wire = [replace(best, claim=replace(best.claim, origin=f"report {n}"), when=oslo) for n in range(2)]
    others = [replace(best, article=replace(best.article, id=f"a{n}"), when=bergen) for n in range(3)]
    assert agreed([*wire, *others], "CONSULT").when == bergen, "two reports of one newsroom are one voice"


def test_the_newsroom_of_a_telling_is_that_of_its_origin(samples):
    with Archive.open(samples) as archive:
        houses = {origin.id: house(origin) for r in archive.records() for origin in r.lineage.origins}
    for row in rows(samples, background=True):
        assert all(telling.house == houses.get(telling.claim.origin) for telling in (*row.tellings, *row.others))


def test_articles_that_deny_it_are_counted(samples):
    disputed = [row for row in rows(samples) if row.variation == "disputed"]
    assert disputed
    for row in disputed:
        deniers = {t.article.id for t in row.others if t.claim.status == "denied" and not t.claim.withdrawn_by}
        assert row.status == "denied" or row.n_other_statuses >= len(deniers) > 0


def test_days_say_how_exactly_they_are_known():
    assert days(When("2024-W20", "2024-05-13", "2024-05-19"), None).precision == "week"
    assert days(When("2024", "2024-01-01", "2024-12-31"), None).precision == "year"
    assert days(When("2024-05-14", "2024-05-14", "2024-05-14"), None).day == "2024-05-14"
    assert days(When("x", "2024-05-14", "2024-05-16"), None).precision == "span"
    since = days(When("2024-05-14", "2024-05-14", None), "2024-05-20")
    assert (since.precision, since.day, since.first) == ("open", None, "2024-05-14")
    month = days(When("2024-05", "2024-05-01", "2024-05-31"), "2024-06-02")
    assert (month.day, month.month, month.year) == (None, "2024-05", "2024")
    assert days(None, None).precision == "none"


# Codes


def test_a_planned_meeting_is_an_intent_and_what_is_denied_has_no_score(samples):
    row = rows(samples)[0]
    planned = coded(replace(row, type="CONSULT", mode="visit", status="planned", background=False))
    assert (planned.type, planned.mode, planned.auxiliary, planned.done) == ("AGREE", None, (), True)
    assert planned.days.precision == "reported", "the intent is of today, the meeting of another day"
    attack = replace(row, type="ASSAULT", mode=None, background=False)
    assert coded(replace(attack, status="planned")).auxiliary == ("future",)
    assert coded(replace(attack, status="denied")).auxiliary == ("negation",)
    assert coded(replace(attack, status="possible")).auxiliary == ("hypothetical",)
    assert coded(replace(attack, status="denied")).score is None
    assert coded(replace(attack, status="claimed", background=True)).auxiliary == ("historical",)


def test_the_scale_is_the_codebooks_and_accuse_alone_has_none():
    assert score("ACCUSE", None) is None
    assert score("ACCUSE", "disapprove") == -2
    assert [score(kind, None) for kind in ("AGREE", "AID", "ASSAULT")] == [2.5, 10, -9]
    assert [quad(kind) for kind in ("SUPPORT", "RETREAT", "REQUEST", "PROTEST")] == [1, 2, 3, 4]


def test_every_type_and_mode_that_is_read_has_a_class():
    read = {(row[1], row[2]) for row in wordlists.rows("event_verbs") if len(row) > 2}
    known = {row[:2] for row in wordlists.rows("plover")}
    assert {kind for kind, _ in known} == {kind for kind, mode in known if not mode and quad(kind)}
    assert len({kind for kind, _ in known}) == 16
    assert read - known == {("PROTEST", "vandalize")}, "of this the codebook prints no score"
    named = {tuple(row[1].split()) for row in wordlists.rows("cameo") if row[0] == "event"}
    assert {(*one, "")[:2] for one in named} <= known


def test_what_cameo_parts_has_no_root():
    assert [cameo_root("REQUEST", None), cameo_root("ASSAULT", "firearms"), cameo_root("COERCE", "restrict")] == [
        ""
    ] * 3
    assert [cameo_root("COERCE", "curfew"), cameo_root("ASSAULT", "aerial"), cameo_root("PROTEST", "riot")] == [
        "17",
        "19",
        "14",
    ]
