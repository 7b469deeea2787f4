"""The list of stories: it agrees with the archive, lists each story once, and stays whole whatever a headline says."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from sites import needs_chromium
from starlette.testclient import TestClient

import onrecord
from onrecord.archive import Archive, Lead, Named
from onrecord.schema import Mark, Moved, Summary
from onrecord.serve import layouts
from onrecord.serve.app import app
from onrecord.serve.drawings import strips
from onrecord.serve.drawings.strips import strip
from onrecord.serve.views import stories as stories_view
from onrecord.serve.views.stories import AskedStories, Choices, Stories, StoryRow, headline

HOSTILE = "\u202eMill <script>alert(1)</script> burned </title> in Orrin"
ODD = (
    {"id": "a", "headline": HOSTILE, "publisher": "<b onmouseover=alert(1)>Ledger", "published": "2024-05-06T08:00:00Z",
     "text": "A fire destroyed the grain mill in Orrin on Monday. Two workers died, police chief Ana Reyes said."},
    {"id": "b", "headline": "Mill in Orrin burned", "publisher": "Gazette", "published": "2024-05-06T11:00:00Z",
     "text": "Three workers died when a fire destroyed the grain mill in Orrin on Monday, police said."},
    {"id": "c", "headline": "Choir of Vell sings at dawn", "publisher": "Gazette", "published": "2024-07-01T11:00:00Z",
     "text": "The choir of Vell sang at dawn on the bridge. Conductor Mara Quell said that it was her last concert."},
    {"id": "d", "text": "Harvest began late in the northern hills this year. Farmers blamed a cold spring for it."},
)  # fmt: skip


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """Asks an archive of two articles of one fire, one of a choir, one undated; names that a browser would run."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "odd.jsonl").write_text("\n".join(map(json.dumps, ODD)), encoding="utf-8")
    onrecord.build(folder / "odd.onrecord", folder / "odd.jsonl")
    with TestClient(app(folder / "odd.onrecord"), base_url="http://127.0.0.1:8001") as asks:
        yield asks


def pages(client, **asked):
    """All pages of a list, followed by `next`."""
    found = [client.get("/.json", params=asked).json()]
    while found[-1]["next"]:
        found.append(client.get("/.json", params=asked | {"_next": found[-1]["next"]}).json())
        assert len(found) < 50
    return found


def ids(client, **asked):
    return [row["id"] for page in pages(client, **asked) for row in page["rows"]]


def test_a_row_says_what_the_archive_says(client, samples):
    with Archive.open(samples) as archive:
        for row in client.get("/.json").json()["rows"]:
            story, told = archive.story(row["id"]), archive.summary(row["id"])
            assert row["summary"]["n_articles"] == told.n_articles
            assert row["summary"]["n_origins"] == told.n_origins
            assert [mark["letter"] for mark in row["summary"]["marks"]] == [mark.letter for mark in told.marks]
            source = archive.article(row["headline"]["article"])
            assert source.id in story.articles
            assert row["headline"]["text"] == story.headline == source.headline
            assert row["headline"]["publisher"] == source.publisher


def test_the_page_tells_the_counts_in_words(client, samples, fire):
    page = client.get("/").text
    with Archive.open(samples) as archive:
        told = archive.summary(fire)
    assert f"<b>up to {told.n_origins} origins</b>" in page
    assert f"{told.n_articles} articles · {told.n_publishers} publishers" in page
    assert f"{told.n_differ} told differently" in page
    assert "Twelve people → Two people" in page


@pytest.mark.parametrize("sort", ["", "size"])
@pytest.mark.parametrize("size", [1, 2, 4, 200])
def test_pages_hold_every_story_once(client, samples, sort, size):
    found = ids(client, sort=sort, articles="all", _size=size)
    with Archive.open(samples) as archive:
        stories = {story.id: story for story in archive.stories()}
    assert sorted(found) == sorted(stories)
    if not sort:
        days = [stories[id_].last_published or "" for id_ in found]
        assert all(first >= second for first, second in pairwise(days))


def test_size_sorts_by_articles(client):
    sizes = [row["summary"]["n_articles"] for page in pages(client, sort="size", _size=3) for row in page["rows"]]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 2


def naming(archive, name):
    """Stories with an own article in which an actor has this name."""
    named = {read.article for read in archive.annotations() if any(actor.name == name for actor in read.actors)}
    return {story.id for story in archive.stories() if named & set(story.articles)}


def test_filters_keep_what_fits(client, samples):
    with Archive.open(samples) as archive:
        stories = list(archive.stories())
        articles = {article.id: article for article in archive.articles()}
        norway = naming(archive, "Norway")
        places = {read.article for read in archive.annotations() if any(place.name == "Porto" for place in read.places)}
    printed = {s.id for s in stories if any(articles[a].publisher == "Altapress" for a in s.articles)}
    assert set(ids(client, publisher="Altapress", articles="all")) == printed != set()
    assert set(ids(client, actor="Norway", articles="all")) == norway != set()
    assert set(ids(client, place="Porto")) == {s.id for s in stories if places & set(s.articles)} != set()
    march = {s.id for s in stories if s.first_published[:10] <= "2024-05-14" and s.last_published[:10] >= "2024-03-12"}
    assert set(ids(client, **{"from": "2024-03-12", "until": "2024-05-14"})) == march != set()
    assert set(ids(client, q="goalkeeper")) == {s.id for s in stories if "Goalkeeper" in s.headline}
    assert set(ids(client, publisher="Altapress", place="Porto")) < printed


def test_a_newsroom_is_offered_once_and_found_under_each_of_its_names(client, samples):
    with Archive.open(samples) as archive:
        one = next(archive.articles())
        named = (one.publisher, one.publisher.upper(), one.publisher.replace(" ", "\u00a0"), "The " + one.publisher)
        kept = stories_view.named_publishers
        assert {kept(archive, name) for name in named} == {(one.publisher,)}
        assert kept(archive, "No Such Paper") == ("No Such Paper",)
    with Archive.open(None) as archive:
        archive.stage(replace(one, id=f"a{i}", publisher=name) for i, name in enumerate((*named, "Fjord Post")))
        assert len(stories_view.choices(archive).publishers) == 2
        assert set(kept(archive, one.publisher)) == set(named)


def test_a_filter_in_force_is_told_and_can_be_left_out(client):
    page = client.get("/", params={"publisher": "Altapress", "place": "Porto"}).text
    assert "printed by Altapress" in page
    assert 'href="/?publisher=Altapress"' in page
    assert 'href="/?place=Porto"' in page


def test_how_a_story_is_told_is_a_filter(client, samples):
    with Archive.open(samples) as archive:
        told = [archive.summary(story.id) for story in archive.stories()]
    assert set(ids(client, told="differently")) == {s.story for s in told if s.n_differ + s.n_denied} != set()
    assert set(ids(client, told="changed")) == {s.story for s in told if s.n_changed} != set()
    assert set(ids(client, told="one origin")) == {s.story for s in told if s.n_origins == 1 and s.n_publishers > 1}
    assert client.get("/?told=well").status_code == 400


def test_without_a_filter_there_are_as_many_as_it_says(client):
    asked = {"q": "goalkeeper", "from": "2030-01-01", "actor": "Norway", "articles": "all"}
    for one in client.get("/.json", params=asked).json()["in_force"]:
        wider = {name: value for name, value in asked.items() if name != one["parameter"]}
        assert one["n_without"] == len(ids(client, **wider))


@pytest.mark.parametrize("asked", [{"q": "xyzzy"}, {"actor": "Nobody Known"}, {"place": "Nowhere"}, {"q": '" * NEAR('}])
def test_an_empty_list_says_how_to_widen_it(client, asked):
    answer = client.get("/", params=asked)
    assert answer.status_code == 200
    assert "No story is listed here" in answer.text
    assert "Leave out:" in answer.text


def test_stories_of_one_article_are_counted_and_listed_when_asked_for(odd):
    first, every = odd.get("/.json").json(), odd.get("/.json?articles=all").json()
    assert (len(first["rows"]), first["n_hidden"], first["n_found"]) == (1, 2, 1)
    assert (len(every["rows"]), every["n_hidden"], every["n_found"]) == (3, 0, 3)
    page = odd.get("/").text
    assert "2 more stories of one article only are not listed" in page
    assert 'href="/?articles=all"' in page
    assert odd.get("/?articles=all").text.count("In one article only") == 2  # a day, and the undated


def test_without_a_headline_the_first_sentence_is_quoted(odd):
    (row,) = [row for row in odd.get("/.json?articles=all").json()["rows"] if row["headline"]["article"] == "d"]
    assert row["headline"]["quoted"]
    assert row["headline"]["text"] == "Harvest began late in the northern hills this year."
    page = odd.get("/?articles=all").text
    assert "“Harvest began late in the northern hills this year.”" in page
    assert "Not dated" in page


def test_names_are_text(odd):
    for path in ("/", "/?articles=all", "/?publisher=%3Cscript%3E", "/?q=%22%3E%3Cscript%3E"):
        page = odd.get(path).text
        assert "<script" not in page
        assert "<b onmouseover" not in page
        assert "\u202e" not in page
    assert "Mill &lt;script&gt;" in odd.get("/").text


def test_ten_megabytes_of_one_word_stay_out_of_the_list():
    word = "w" * 10_000_000
    mark = Mark("W", 1, word, "outlet", "own", ("o",), 2, 100)
    summary = Summary("s", 2, 1, 1, 1, 0, 0, 1, (mark,), (Moved("p", word, (word, word)),))
    lead = headline(word, Lead("a", word, word, "2024-05-06", ""))
    row = StoryRow("s", lead, "2024-05-06", "2024-05-06", (Named("x", word),), summary)
    page = Stories((row, row), None, 2, 0, (), None, None, Choices(), None, 2, 2, 0)
    assert len(layouts.fill("stories.html", page=page, asked=AskedStories(), here="/", title="Stories")) < 20_000


def test_where_the_archive_lies_is_nobodys_business(client, samples):
    for path in ("/story/none", "/story/none.json", "/actor/none", "/?_next=x"):
        told = client.get(path).text
        assert str(samples) not in told
        assert samples.name not in told


def test_lines_are_the_rows(client):
    lines = client.get("/.json?_nl=on&_size=3")
    rows = client.get("/.json?_size=3").json()["rows"]
    assert [json.loads(line) for line in lines.text.splitlines()] == rows
    assert "_next=" in lines.headers["link"]


@pytest.mark.parametrize("cursor", ["x", "AAAA", "WyJhIl0", "WzEsMl0", "W251bGwsIiJd"])
def test_a_place_that_is_none_is_refused(client, cursor):
    for sort in ("", "size"):
        assert client.get("/", params={"_next": cursor, "sort": sort}).status_code == 400


def test_a_strip_fills_its_width():
    marks = [Mark("A", rank, f"paper {rank}", "outlet", "own", (str(rank),), 1, 100) for rank in range(1, 41)]
    drawn = strip(marks)
    last = drawn.segments[-1]
    assert len(drawn.segments) == 13
    assert last.x + last.width == pytest.approx(drawn.width, abs=0.2)
    assert "28 more 70 %" in drawn.words


def test_a_credit_on_which_no_statement_rests_is_drawn_open():
    paper = Mark("L", 1, "Ledger", "outlet", "own", ("l",), 2, 900, 5)
    picture = Mark("N", 2, "Norda", "wire", "credited", ("n",), 1, 100, 0)
    assert [part.counted for part in strip([paper, picture]).segments] == [True, False]
    assert "N Norda, in no statement, 10 %" in strip([paper, picture]).words
    assert strips.counted([paper, picture]) == [paper]


@needs_chromium
@pytest.mark.parametrize("width", [1280, 390])
def test_a_reader_filters_and_opens_a_story_without_scripts(look, width):
    page = look("/", java_script_enabled=False, viewport={"width": width, "height": 800})
    if not page.locator(".filters input[name=from]").is_visible():
        page.get_by_text("Day, publisher, actor, place").click()
    page.locator(".filters input[name=from]").fill("2024-03-01")
    page.locator(".filters input[name=until]").fill("2024-06-30")
    page.locator(".filters select[name=publisher]").select_option("Norda")
    page.get_by_role("button", name="Show").click()
    assert page.locator("article.story").count() == 1
    page.get_by_role("link", name="leave out printed by Norda").click()
    assert page.locator("article.story").count() > 1
    told = page.locator("article.story h3").first.inner_text()
    page.locator("article.story h3 a").first.click()
    assert page.locator("h1").inner_text() == told
