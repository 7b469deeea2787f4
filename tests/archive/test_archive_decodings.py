"""Records that were decoded lately are the same object again, as long as there is room for them."""

from onrecord.archive import Decoded
from onrecord.archive.encodings import packed
from onrecord.schema import Lineage, Record, Story, Timeline


def record(story: str) -> bytes:
    return packed(Record(Story(story, story * 20, ()), Lineage(), (), (), Timeline(), (), ()))


def test_a_record_is_decoded_once_while_there_is_room() -> None:
    decoded = Decoded(20 * len(record("a")) * 3)
    first = decoded.record(1, "2024-05-01", record("a"))
    assert decoded.record(1, "2024-05-01", record("a")) is first
    for story in "bcd":
        decoded.record(1, "2024-05-01", record(story))
    assert decoded.record(1, "2024-05-01", record("a")) is not first


def test_another_revision_or_content_is_another_record() -> None:
    decoded = Decoded(1_000_000)
    first = decoded.record(1, "2024-05-01", record("a"))
    assert decoded.record(2, "2024-05-02", record("a")).revision == 2
    assert decoded.record(1, "2024-05-01", record("b")).story.id == "b"
    assert decoded.record(1, "2024-05-01", record("a")) is first


def test_a_record_that_would_take_half_of_the_room_is_not_kept() -> None:
    decoded = Decoded(20 * len(record("a")))
    first = decoded.record(1, "2024-05-01", record("a"))
    assert decoded.record(1, "2024-05-01", record("a")) is not first
