"""The fold of a record's page: articles, the origins of their words, how each is known, and how that is drawn."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from crowds import crowd

from onrecord import settings
from onrecord.archive import Archive
from onrecord.record import summarise
from onrecord.schema import Copy
from onrecord.serve.drawings import folds, quotations
from onrecord.serve.views import origins, roots
from onrecord.serve.views.records import View
from onrecord.serve.views.scenes import Scene


@pytest.fixture(scope="module")
def scenes(samples):
    """The scenes of the samples by a word of their headline."""
    with Archive.open(samples) as archive:
        found = [Scene.of(archive, story.id) for story in archive.stories()]
        yield {scene.view.headline()[0]: scene for scene in found}


def told(scenes, word: str) -> origins.Origins:
    return origins.section(next(scene for headline, scene in scenes.items() if word in headline))


def test_all_characters_of_a_story_are_in_bands(scenes):
    for scene in scenes.values():
        it = origins.section(scene)
        texts = sum(len(article.text.rstrip()) for article in scene.articles.values())
        assert sum(band.characters for band in it.bands) == pytest.approx(texts, rel=0.02)
        assert sum(root.characters for root in it.roots) == sum(band.characters for band in it.bands)


def test_the_heading_never_drops_up_to(scenes):
    for scene in scenes.values():
        it, n = origins.section(scene), scene.summary.n_origins
        bound = "one origin" if n == 1 else f"up to {n} origins"
        assert bound in it.heading or any(bound in note for note in it.notes)
        assert not re.search(r"\b\d+ (independent )?(origins|sources)", it.heading.replace(f"up to {n} origins", ""))


def test_an_origin_that_adds_nothing_says_so(scenes):
    fire = told(scenes, "furniture")
    unknown = fire.roots[-1]
    assert (unknown.rank, unknown.name, unknown.adds) == (0, "Origin not known", False)
    assert all(root.adds for root in fire.roots[:-1])
    silent = [root for root in told(scenes, "Goalkeeper").roots if not root.adds]
    assert [root.name for root in silent] == ["Capital Herald"]  # it tells no statement of its own


def test_a_credit_is_quoted_and_a_copy_is_told_by_what_it_shares(scenes):
    wire = told(scenes, "furniture").known[0]
    reasons = {one.publisher: one.reason for one in wire.known}
    assert reasons["Inland News"] == "credits it: “(Altapress)”"
    assert reasons["Southern Gazette"].startswith("no credit; 18 of the 42 words that fire-gazette prints")
    assert {one.evidence for one in wire.known} == {("credited",), ("shared-text",)}
    assert next(one for one in wire.known if one.publisher == "Southern Gazette").tied_to == "fire-altapress-2"


def test_a_statement_is_told_by_its_words_and_a_caption_as_a_caption(scenes):
    post = told(scenes, "Goalkeeper").roots[0]
    assert post.words is not None
    assert any(
        post.words.text in " ".join(a.text.split()) for scene in scenes.values() for a in scene.articles.values()
    )
    assert post.kind in ("a statement or post that several print", "common text, origin not named")
    caption = next(root for root in told(scenes, "ocean wind").roots if root.name == "Altapress")
    assert caption.kind == "picture captions only"
    assert any("caption" in note for note in told(scenes, "ocean wind").notes)


def test_an_earlier_version_is_drawn_and_not_counted(scenes):
    it = told(scenes, "tram")
    assert [row.is_older_version for row in it.rows] == [True, False, False]
    assert it.heading == "2 articles, up to 2 origins"
    assert "1 earlier version is drawn too, and not counted." in it.notes


@pytest.mark.parametrize(
    ("publishers", "by", "n_rows"), [(40, "publisher", 24), (None, "origin", 2), (7, "publisher", 7)]
)
def test_many_articles_are_a_bar_a_publisher(publishers, by, n_rows):
    it = origins.section(crowd(300, publishers=publishers))
    assert (it.by, len(it.rows)) == (by, n_rows)
    assert sum(row.n_articles for row in it.rows) == 300
    assert sum(len(root.known) for root in it.known) <= settings.SERVE_KNOWN
    if publishers == 40:
        assert it.rows[-1].name == "17 more publishers"


def test_small_origins_of_many_stand_together():
    scene = crowd(40, publishers=40)
    wire = scene.record.lineage.origins[0]
    made = replace(wire, kind="outlet", agency=None)
    own = [
        replace(made, id=f"o{i}", publisher=f"Paper {i}", articles=(part.span.article,), parts=(part,))
        for i, part in enumerate(wire.parts)
    ]
    record = replace(scene.record, lineage=replace(scene.record.lineage, origins=tuple(own)))
    it = origins.section(_with(scene, record))
    assert len(it.roots) == settings.SERVE_ORIGINS + 1
    assert (it.roots[-2].name, it.roots[-2].n_origins) == ("9 more origins", 9)
    assert it.roots[-1].rank == 0


def _with(scene: Scene, record) -> Scene:
    articles = list(scene.articles.values())
    return Scene(View(record, articles), summarise(record, articles), Archive.open(None))


def test_one_wire_alone_is_one_shared_text():
    assert origins.heading(crowd(4)) == "2 of 4 articles: one shared text, probably Norda's"
    assert origins.heading(crowd(1)) == "1 article, one origin"


def test_a_tie_of_another_agency_is_no_tie_of_this_origin():
    scene = crowd(4)
    copy = Copy("a001", "a000", "Altapress", 0.9, 0.9, "reprint", (), "by hand")
    scene = _with(scene, replace(scene.record, lineage=replace(scene.record.lineage, copies=(copy,))))
    mark = scene.marks.of("w")
    assert roots.strongest(scene, "a001", mark) is None
    copies = (replace(copy, agency="Norda"),)
    scene = _with(scene, replace(scene.record, lineage=replace(scene.record.lineage, copies=copies)))
    assert roots.strongest(scene, "a001", mark).original == "a000"


@pytest.mark.parametrize("n", [1, 2, 24, 25, 300])
def test_the_drawing_holds_its_words_apart(n):
    drawn = folds.fold(origins.section(crowd(n, publishers=40)))
    for bars, least in ((drawn.rows, folds.ROW), (drawn.roots, folds.ROOT)):
        middles = [bar.middle for bar in bars]
        assert all(after - before >= least for before, after in pairwise(middles))
        assert all(bar.y >= 0 and bar.y + bar.height <= drawn.height for bar in bars)


def test_bands_fill_their_bars(scenes):
    for scene in scenes.values():
        drawn = folds.fold(origins.section(scene))
        assert sum(row.height for row in drawn.rows) == pytest.approx(sum(root.height for root in drawn.roots), abs=1)


def test_the_bar_of_a_phone_is_as_wide_as_a_phone(scenes):
    for scene in [*scenes.values(), crowd(300, publishers=40)]:
        pieces = folds.bar(origins.section(scene))
        assert pieces[-1].x + pieces[-1].width <= 358
        assert all(before.x + before.width < after.x for before, after in pairwise(pieces))


def test_what_a_reason_quotes_is_cut_out():
    assert [piece.words for piece in quotations.pieces('a credits Norda: "(Norda)"; so') if piece.said] == ["“(Norda)”"]


def test_the_section_has_a_drawing_a_table_and_links(client, fire):
    page = client.get(f"/story/{fire}").text
    section = page[page.index('id="origins"') :]
    section = section[: section.index("</section>")]
    assert "7 articles fold into up to 3 origins" in section
    assert section.count('role="img"') == 2
    assert f'href="/story/{fire}/lineage"' in section
    assert 'href="/compare/fire-gazette/fire-altapress-2"' in section
    assert "url(#hatch-o1)" in section
    assert "style=" not in section
    assert len(section) < 40_000


def test_the_terminal_counts_as_the_page_does(scenes):
    for scene in [*scenes.values(), crowd(9, publishers=4)]:
        assert scene.view.lineage.n_origins() == scene.summary.n_origins
