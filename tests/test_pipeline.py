"""The flow: an archive whose indexes another version made goes on, and nobody notices but for a line of progress."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from onrecord import cluster, extract, pipeline
from onrecord.archive import Archive
from onrecord.schema import Annotations, Article

FIRE = "The old mill at Orrin burned down on Tuesday night; four people died, Mayor Ana Duarte said. "
FAIR = "The book fair in Lund opened on Tuesday with 300 publishers and a speech by the poet Nils Berg. "
WEEK = "Weekend notes, May 11. "
TEXTS = {
    "a": FIRE,
    "b": FAIR + "It lasts a week.",
    "c": FIRE + "Firefighters came from Tarn.",
    "d": FAIR,
    "e": "A tram left its rails in Porto on Friday, and nobody was hurt.",
}


def articles(ids: str) -> list[Article]:
    return [Article(id_, TEXTS[id_], publisher=f"Paper {id_}", published="2024-05-08") for id_ in ids]


def unread(_: Any, given: Iterable[Article]) -> Iterable[extract.Read]:
    """Instead of extraction, which is another matter."""
    return (extract.Read(Annotations(article.id), words=0, known=0) for article in given)


def built(path: Path, ids: str) -> list[str]:
    """The lines of progress of a build."""
    said: list[str] = []

    def progress(what: str, items: Iterable[Any], _: int | None) -> Iterable[Any]:
        said.append(what)
        return items

    with Archive.open(path, write=True) as archive:
        pipeline.build(archive, articles(ids), run=unread, progress=progress)  # type: ignore[arg-type]
    return said


def made_older(path: Path) -> None:
    """As an earlier version left it: nothing is known of furniture, and stories are written in another way."""
    db = sqlite3.connect(path)
    db.execute("DELETE FROM segments WHERE name LIKE 'furniture%'")
    db.execute("UPDATE segments SET name = 'state-1.1', content = x'00' WHERE name LIKE 'state%'")
    db.execute("UPDATE segments SET content = x'93c0' WHERE room = 'cluster'")
    db.commit()
    db.close()


def stories(path: Path) -> dict[str, tuple[str, ...]]:
    with Archive.open(path) as archive:
        return {story.id: story.articles for story in archive.stories()}


def segments(path: Path) -> set[tuple[str, str]]:
    with Archive.open(path) as archive:
        return {(room, name) for room in ("align", "cluster") for name in archive.segments(room)}


def test_the_indexes_of_another_version_are_made_again_and_stories_stay(tmp_path: Path) -> None:
    old, straight = tmp_path / "old", tmp_path / "straight"
    for path in (old, straight):
        assert not {"indexing texts", "indexing stories"} & set(built(path, "ab"))
    made_older(old)
    before = stories(old)
    said = built(old, "abcde")
    assert {"indexing texts", "indexing stories"} <= set(said)
    built(straight, "abcde")
    assert stories(old) == stories(straight)
    assert before.keys() <= stories(old).keys()
    assert sorted(map(len, stories(old).values())) == [1, 2, 2]
    assert segments(old) == segments(straight)
    assert not {"indexing texts", "indexing stories"} & set(built(old, "abcde"))


def test_a_build_that_is_stopped_there_begins_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old"
    built(path, "abcd")
    before = stories(path)
    made_older(path)

    def stopped(*_: Any) -> cluster.Index:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(cluster, "restored", stopped)
        with pytest.raises(KeyboardInterrupt):
            built(path, "abcde")
    assert stories(path) == before
    said = built(path, "")
    assert ("indexing stories" in said, "indexing texts" in said) == (True, False)
    assert stories(path).items() > before.items()


def test_a_round_up_is_restored_into_each_of_its_stories() -> None:
    given = articles("abcd")
    passages = ()
    index = cluster.Index()
    found = {story.id: story for story in cluster.assign(given, index=index, passages=passages)}
    both = Article("w", WEEK + FIRE + "\n\n" + FAIR, published="2024-05-12")
    told = [
        type(story)(story.id, story.headline, (*story.articles, "w"), ("w",), story.first_published)
        for story in found.values()
    ]
    again = cluster.restored([*given, both], told, passages)
    assert {id_: again.story(id_).articles for id_ in again.story_ids()} == {s.id: s.articles for s in told}
    assert all(again.story(id_).round_ups == ("w",) for id_ in again.story_ids())
    loaded = cluster.Index.load(again.segments())
    assert loaded.segments() == again.segments()
