"""The index of articles read before: what is kept, and what a batch rewrites."""

from onrecord import settings
from onrecord.align import Index, trace
from onrecord.align.fingerprints import fingerprints
from onrecord.align.texts import read
from onrecord.schema import Article

WORDS = [f"word{number}" for number in range(997)]


def article(number: int, size: int = 60) -> Article:
    """A text of its own: word runs that no other number has."""
    return Article(
        f"{number:05d}", " ".join(WORDS[(number * 7919 + step * (number + 1)) % 997] for step in range(size))
    )


def test_what_was_kept_can_be_loaded_again() -> None:
    kept = {a.id: a for a in map(article, range(20))}
    index = Index(kept.__getitem__)
    trace(list(kept.values()), index=index)
    again = Index.load(index.segments(), kept.__getitem__)
    assert again.segments() == index.segments()
    copy = Article("copy", kept["00007"].text)
    found = [trace([copy], index=one).passages for one in (index, again)]
    assert found[0] == found[1]
    assert {p.left.article for p in found[0]} == {"00007"}
    assert "copy" in again
    assert len(again) == 21


def test_changes_add_up_to_the_segments() -> None:
    kept = {a.id: a for a in map(article, range(60))}
    index, stored = Index(kept.__getitem__), dict[str, bytes]()
    for start in range(0, 60, 5):
        trace([article(number) for number in range(start, start + 5)], index=index)
        new, gone = index.changes()
        assert new
        stored = {name: packed for name, packed in stored.items() if name not in gone} | dict(new)
        assert stored == index.segments()
    assert index.changes() == ({}, ())


def test_segments_stay_few_and_little_is_written_again() -> None:
    kept = {a.id: a for a in map(article, range(256))}
    index, written = Index(kept.__getitem__), 0
    for number in range(256):
        trace([kept[f"{number:05d}"]], index=index)
        written += sum(map(len, index.changes()[0].values()))
    total = sum(map(len, index.segments().values()))
    assert len(index.segments()) <= 6
    assert written <= 16 * total


def test_a_fingerprint_remembers_a_bounded_number_of_articles() -> None:
    text = " ".join(WORDS[:40])
    many = settings.ALIGN_POSTINGS + 20
    kept = {f"{number:03d}": Article(f"{number:03d}", text) for number in range(many)}
    index = Index(kept.__getitem__)
    trace(list(kept.values())[:-1], index=index)
    found = trace([kept[f"{many - 1:03d}"]], index=index).passages
    assert len(found) == settings.ALIGN_POSTINGS
    one = len(fingerprints(read(kept["000"])))
    assert sum(map(len, index.segments().values())) < 12 * one * settings.ALIGN_POSTINGS + 40 * many


def test_the_index_asks_for_texts_only_when_two_are_to_be_aligned() -> None:
    asked: list[str] = []
    kept = {a.id: a for a in map(article, range(10))}

    def text_of(name: str) -> Article:
        asked.append(name)
        return kept[name]

    first = Index(text_of)
    trace(list(kept.values()), index=first)
    again = Index.load(first.segments(), text_of)
    assert not asked
    trace([Article("copy", kept["00003"].text)], index=again)
    assert asked == ["00003"]
