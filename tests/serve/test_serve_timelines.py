"""Timeline: times as precisely as they are told, on a scale that far dates do not squash."""

import pytest
from crowds import crowd

from onrecord.serve.drawings import lags
from onrecord.serve.views import timelines
from onrecord.serve.views.timelines import told


@pytest.mark.parametrize(
    ("value", "words", "precision", "hours"),
    [
        ("2024-05-13", "Mon 13 May 2024", "day", 24),
        ("2024-05-13TMO", "Mon 13 May 2024, morning", "part", 6),
        ("2024-05-13T14:30", "Mon 13 May 2024, 14:30", "minute", 1 / 60),
        ("2024-05-13T14", "Mon 13 May 2024, about 14:00", "hour", 1),
        ("2024-W20", "week of Mon 13 May 2024", "day", 24 * 7),
        ("2024-02", "February 2024", "month", 24 * 29),
        ("2024", "2024", "year", 24 * 366),
    ],
)
def test_a_time_lasts_as_long_as_it_is_told_precisely(value, words, precision, hours) -> None:
    found = told(value)
    assert found
    lasts = timelines.datetime.fromisoformat(found.end) - timelines.datetime.fromisoformat(found.start)
    assert (found.words, found.precision, lasts.total_seconds() / 3600) == (words, precision, hours)


@pytest.mark.parametrize(
    "value", [None, "", "P2D", "PRESENT_REF", "2024-13", "2024-02-31", "0001-01-01", "9999-12-31", "x"]
)
def test_what_tells_no_date_has_none(value) -> None:
    assert told(value) is None


def test_a_statement_has_its_time_and_its_first_report() -> None:
    (moment,) = timelines.section(crowd(5, publishers=2)).happened
    assert (moment.point, moment.happened.words) == ("left", "Mon 13 May")
    assert moment.reported
    assert moment.reported.words == "Tue 14 May, 08:00"
    assert (moment.reported_by.id, moment.letter) == ("a000", "N")


def test_a_way_leads_from_what_happened_to_its_report() -> None:
    drawn = lags.lags(timelines.section(crowd(5)))
    assert drawn
    (line,) = drawn.lines
    assert line.reported
    assert line.way
    assert line.happened.x + line.happened.width <= line.way[0] < line.way[1] == line.reported.x


@pytest.mark.parametrize(("when", "off"), [("1999", -1), ("2030-06", 1), ("2024-05-13", 0)])
def test_far_dates_are_arrows_and_leave_the_scale_alone(when, off) -> None:
    scene = crowd(5, when=when)
    drawn = lags.lags(timelines.section(scene))
    assert drawn
    assert drawn.lines[0].happened.off == off
    assert "May 2024" in drawn.words
    assert "1999" not in drawn.words


def test_every_mark_lies_on_the_drawing() -> None:
    for when in ("1999", "2030-06", "2024-05-13", "2024-W20", "2024", "2024-05-14T07:30"):
        drawn = lags.lags(timelines.section(crowd(30, when=when)))
        assert drawn
        for stretch in (s for line in drawn.lines for s in (line.happened, line.reported) if s):
            assert 0 <= stretch.x <= stretch.x + stretch.width <= lags.WIDTH
        assert len(drawn.ticks) <= 6


def test_without_dates_there_is_a_table_and_no_drawing() -> None:
    section = timelines.section(crowd(3, dated=False))
    assert section.happened[0].reported is None
    assert lags.lags(section) is None


def test_a_figure_is_no_happening(client, samples) -> None:
    scene = crowd(3)
    assert all(scene.record.points[m.number - 1].kind == "event" for m in timelines.section(scene).happened)


def test_both_orders_have_the_same_statements_and_the_bound_is_kept(monkeypatch) -> None:
    section = timelines.section(crowd(3))
    assert sorted(section.reported) == sorted(m.number for m in section.happened)
    monkeypatch.setattr("onrecord.settings.SERVE_MOMENTS", 0)
    assert (timelines.section(crowd(3)).happened, timelines.section(crowd(3)).n_told) == ((), 1)
