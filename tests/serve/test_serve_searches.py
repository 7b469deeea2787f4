"""Searches: what is found agrees with the record, opens at its place, and each hit stands on one page."""

import json

import pytest
from sites import needs_chromium
from starlette.testclient import TestClient

import onrecord
from onrecord.archive import Archive
from onrecord.serve.app import app
from onrecord.serve.views.searches import marked


def pages(client, **asked):
    found = [client.get("/search.json", params=asked).json()]
    while found[-1]["next"]:
        found.append(client.get("/search.json", params=asked | {"_next": found[-1]["next"]}).json())
        assert len(found) < 50
    return found


def places(rows):
    spans = [(row["place"]["article"], row["place"]["start"], row["kind"], row["statement"]) for row in rows]
    return [str(span) for span in spans]


def test_a_statement_has_the_counts_of_its_record(client, samples):
    rows = client.get("/search.json?q=factory+fire&kind=statement").json()["rows"]
    assert rows
    with Archive.open(samples) as archive:
        for row in rows:
            record = archive.record(row["story"]["id"])
            point = record.points[row["statement"]["number"] - 1]
            assert point.id == row["statement"]["point"]
            assert row["statement"]["support"] == point.agreed.support
            assert row["statement"]["n_articles"] == point.agreed.n_articles
            assert row["statement"]["n_origins"] == point.agreed.n_origins
            assert row["statement"]["variation"] == point.variation
            article = archive.article(row["place"]["article"])
            words = article.text[row["place"]["start"] : row["place"]["end"]]
            assert " ".join(words.split()) == row["place"]["text"]
            assert row["publisher"] == article.publisher


def test_what_is_found_is_marked_and_opens_in_the_reader_and_the_record(client):
    page = client.get("/search?q=factory+fires").text
    row = client.get("/search.json?q=factory+fires&kind=statement").json()["rows"][0]
    assert "<mark>fire</mark>" in page
    place = row["place"]
    assert f"/article/{place['article']}?at={place['start']},{place['end']}#char=" in page
    assert f"/story/{row['story']['id']}/statement/{row['statement']['point']}" in page
    assert {row["snippet"][start:end].lower() for start, end in row["marks"]} == {"fire", "factory"}


@pytest.mark.parametrize("kind", ["", "statement", "passage"])
@pytest.mark.parametrize("size", [1, 3, 200])
def test_pages_hold_every_hit_once(client, samples, kind, size):
    rows = [row for page in pages(client, q="fire OR police", kind=kind, _size=size) for row in page["rows"]]
    with Archive.open(samples) as archive:
        hits = archive.search("fire OR police", limit=500, kind=kind or None)
    printed = sum(1 + len(row["also"]) for row in rows)
    assert printed == len(hits) > 5
    assert len(set(places(rows))) == len(rows)
    assert {row["kind"] for row in rows} == ({kind} if kind else {"statement", "passage"})


def test_operators_hold(client):
    def n(q):
        return sum(len(page["rows"]) for page in pages(client, q=q))

    assert n('"furniture factory"') <= n("furniture factory")
    assert n("goalkeeper OR ambassador") > n("goalkeeper")
    assert n("goalkeeper OR ambassador") > n("ambassador")


def test_it_is_told_when_nothing_has_all_words(client):
    assert "Nothing has all these words" in client.get("/search?q=goalkeeper+ambassador+trawler").text
    assert "Nothing has all these words" not in client.get("/search?q=goalkeeper").text


def test_nothing_found_says_what_to_try(client):
    page = client.get("/search", params={"q": '"xyzzy plugh"', "kind": "passage"}).text
    assert "Nothing has any of these words" in page
    assert 'href="/search?q=xyzzy+plugh"' in page
    assert 'href="/search?q=%22xyzzy+plugh%22"' in page


def test_actors_named_so_stand_at_the_top(client):
    answer = client.get("/search.json?q=Norway").json()
    assert answer["actors"][0]["name"] == "Norway"
    assert f'href="/actor/{answer["actors"][0]["id"]}"' in client.get("/search?q=Norway").text


def test_the_same_as_data_is_of_the_same_words(client):
    assert 'href="/search.json?q=fire&amp;kind=passage"' in client.get("/search?q=fire&kind=passage").text


@pytest.mark.parametrize(
    "q", ['"', "NEAR(", "* OR", "OR OR", "a:b", "-x", "\u202e", "%00", "((", "'; DROP TABLE", "🔥"]
)
def test_no_query_breaks_it(client, q):
    assert client.get("/search", params={"q": q}).status_code == 200
    assert client.get("/search.json", params={"q": q, "_nl": "on"}).status_code == 200


@pytest.mark.parametrize("cursor", ["x", "LTE", "MTAwMDAwMDAwMDAwMDAwMDAwMDAwMDA"])
def test_a_place_that_is_none_is_refused(client, cursor):
    assert client.get("/search", params={"q": "fire", "_next": cursor}).status_code == 400


def test_a_word_is_marked_in_all_its_forms_and_a_phrase_as_one():
    text = "Café workers were killed; the killing began near two cafés. KILL?"
    assert [text[s:e] for s, e in marked(text, "cafe kills")] == ["Café", "killed", "killing", "cafés", "KILL"]
    assert [text[s:e] for s, e in marked(text, '"near two" the')] == ["near two"]
    assert [text[s:e] for s, e in marked(text, "the")] == ["the"]
    assert list(marked("", "x")) == list(marked("x", '""')) == []


def test_the_same_passage_in_many_articles_is_one_row(tmp_path):
    caption = "Pictures of the quiet harbour at dusk, seen from the old lighthouse."
    texts = ("The council of Vell met on Monday.", "A choir sang in Orrin on Tuesday.", "Snow fell in Tessa on Friday.")
    lines = [json.dumps({"id": f"a{i}", "publisher": f"P{i}", "text": f"{t}\n{caption}"}) for i, t in enumerate(texts)]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    onrecord.build(tmp_path / "n.onrecord", tmp_path / "articles.jsonl")
    with TestClient(app(tmp_path / "n.onrecord"), base_url="http://127.0.0.1:8001") as asks:
        (row,) = asks.get("/search.json?q=lighthouse&kind=passage").json()["rows"]
        assert {row["publisher"], *(one["publisher"] for one in row["also"])} == {"P0", "P1", "P2"}
        assert "the same words in 2 more articles" in asks.get("/search?q=lighthouse&kind=passage").text


@needs_chromium
def test_a_fact_checker_goes_from_a_sentence_to_the_evidence_and_the_article(look):
    page = look("/", java_script_enabled=False)
    page.get_by_placeholder("a statement, a name, a figure").fill("factory fire killed")
    page.get_by_role("search").first.get_by_role("button").click()
    assert page.locator("mark").count() > 2
    page.get_by_role("link", name="In the article").first.click()
    assert "/article/" in page.url
    assert "#char=" in page.url
    page.go_back()
    page.get_by_role("link", name="All evidence").first.click()
    assert "/statement/" in page.url
    assert page.locator("h1").count() == 1
