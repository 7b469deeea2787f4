"""The reader: its segments give back the text, it marks what was asked for, and a text is never more than text."""

from html.parser import HTMLParser
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from onrecord import settings
from onrecord.archive import Archive
from onrecord.errors import UsageError
from onrecord.schema import Article
from onrecord.serve import layouts, parameters
from onrecord.serve.drawings import fragments, margins, segments, spines
from onrecord.serve.labels import harmless
from onrecord.serve.views import texts

NASTY = st.text(alphabet="ab .\n\r\t\x00\x1b\u202eא🔥é<&\"'", max_size=80)
HOSTILE = "<script>alert(1)</script>"


class Parsed(HTMLParser):
    """The paragraphs of a reader's page: where each begins, its characters, and those that are marked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.paragraphs: list[tuple[int, str]] = []
        self.marked, self.ids, self.tags, self.links = "", [], [], []
        self._inside = self._marking = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        if "data-start" in given:
            self.paragraphs.append((int(given["data-start"]), ""))
            self._inside = True
        if self._inside and tag == "span":
            self._marking = "at" in (given.get("class") or "").split()

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "p"
        self._marking = self._marking and tag != "span"

    def handle_data(self, data):
        if self._inside:
            start, words = self.paragraphs[-1]
            self.paragraphs[-1] = (start, words + data)
            self.marked += data if self._marking else ""


def read(article: Article, **asked) -> tuple[texts.Text, str]:
    """The page of an article that stands alone in an archive, and its HTML."""
    with Archive.open(None) as archive:
        archive.stage([article])
        wanted = parameters.parse(texts.AskedText, {"article": article.id, **asked})
        page = texts.text(archive, wanted)
        return page, layouts.fill("article.html", page=page, asked=wanted, here="/article/a", title="Article")


def spans(value):
    """Every span with words in a page's data."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from spans(part)


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=12))
def test_segments_give_back_the_text_and_say_what_covers_them(text, borders):
    found = list(segments.cut(borders, 0, len(text)))
    assert "".join(text[start:end] for start, end, _ in found) == text
    for start, end, inside in found:
        assert inside == tuple(i for i, (s, e) in enumerate(borders) if s <= start and end <= e and s < e)


@given(NASTY)
def test_a_browser_gets_as_many_characters_as_the_text_has(text):
    assert len(segments.shown(text)) == len(text)
    for cut in range(len(text)):
        assert segments.shown(text[:cut], text[cut : cut + 1]) + segments.shown(text[cut:]) == segments.shown(text)


@bounds(deadline=None, max_examples=60)
@given(NASTY, st.integers(0, 90), st.integers(0, 90))
def test_the_marked_characters_are_those_that_were_asked_for(text, start, end):
    page, html = read(Article("a", text), at=f"{start},{end}")
    parsed = Parsed(html)
    for begin, words in parsed.paragraphs:
        assert words == harmless(segments.shown(text[begin : begin + len(words)], text[begin + len(words) :][:1]))
    blanks = text
    for begin, words in parsed.paragraphs:
        blanks = blanks[:begin] + " " * len(words) + blanks[begin + len(words) :]
    assert not blanks.strip()
    if start < min(end, len(text)):
        assert page.marked
        assert page.marked.text == text[start:end]
        assert "".join(parsed.marked.split()) == "".join(
            harmless(segments.shown(text[start:end], text[end:][:1])).split()
        )
    assert len(set(parsed.ids)) == len(parsed.ids)


def test_a_marked_span_has_the_id_that_its_link_names(client, samples):
    with Archive.open(samples) as archive:
        article = next(archive.articles())
    parsed = Parsed(client.get(f"/article/{article.id}?at=12,30").text)
    assert parsed.ids.count("char=12,30") == 1
    assert parsed.marked == article.text[12:30]


def test_spans_of_the_data_have_the_words_that_stand_there(client, samples):
    with Archive.open(samples) as archive:
        articles = list(archive.articles())
    seen = 0
    for article in articles:
        data = client.get(f"/article/{article.id}.json").json()
        for span in spans(data):
            assert span["text"] == article.text[span["start"] : span["end"]]
            for selector in span.get("selector", ()):
                if selector["type"] == "TextQuoteSelector":
                    around = selector["prefix"] + selector["exact"] + selector["suffix"]
                    assert selector["exact"] == span["text"]
                    assert around in article.text
                    seen += 1
        assert {story["id"] for story in data["stories"]} >= {data["story"]["id"]}
        assert sum(share["part"] for share in data["origins"]) == pytest.approx(1, abs=0.01)
    assert seen > 300


def test_a_note_tells_the_support_of_the_answer_that_its_article_gives(client, samples):
    """Beside "nine people" stands on whose word nine is, not on whose word the most printed number is."""
    with Archive.open(samples) as archive:
        stories = list(archive.stories())
        records = [archive.record(story.id) for story in stories]
    differing = 0
    for record in records:
        answers = {(record.story.id, p.id): p for p in record.points}
        for article in record.story.articles:
            for told in client.get(f"/article/{article}.json").json()["statements"]:
                point = answers[told["story"], told["point"]]
                mine = {c.id for c in record.claims if c.article == article and c.point == point.id}
                if not mine & set(point.agreed.claims):
                    differing += 1
                    assert told["support"] in {a.support for a in point.answers if mine & set(a.claims)}
    assert differing > 3


def test_layers_come_from_the_address_with_one_comma_or_box_by_box(client, fire, samples):
    with Archive.open(samples) as archive:
        article = archive.story(fire).articles[0]
    one = client.get(f"/article/{article}.json?layers=quotes,figures").json()["shown"]
    assert (
        one
        == client.get(f"/article/{article}.json?layers=quotes&layers=figures").json()["shown"]
        == ["quotes", "figures"]
    )
    assert client.get(f"/article/{article}.json?layers=none").json()["shown"] == []
    assert client.get(f"/article/{article}?layers=quotes;figures").status_code == 400
    page = client.get(f"/article/{article}?layers=quotes").text
    assert page.count(" checked") == 1
    assert 'value="quotes" id="l-quotes" checked' in page


@pytest.mark.parametrize(
    "text", ["word " * 40_000, "x" * 150_000, "One. Two.\n" * 15_000, "\r\n" * 50_000 + "end", " " * 130_000 + "."]
)
def test_a_long_text_is_read_window_by_window_and_none_is_large(text):
    begin, reached = -1, 0
    for _ in range(9):
        page, html = read(Article("a", text), **{"from": str(begin)})
        assert page.window.start == reached
        assert page.window.text == text[page.window.start : page.window.end]
        assert len(html) < 5 * settings.SERVE_WINDOW
        reached = page.window.end
        if page.window.next is None:
            break
        begin = page.window.next
    assert reached == len(text)


def test_a_link_into_a_long_text_opens_the_window_that_has_it():
    page, html = read(Article("a", "A short line.\n" * 12_000), at="150000,150013")
    assert page.marked
    assert page.window.start <= 150_000 < page.window.end
    assert 'id="char=150000,150013"' in html


def test_paragraphs_hold_the_text_but_for_the_blanks_between_them():
    text = "One line.\n\nTwo\nlines. " + "It went on and on. " * 200
    found = list(texts.paragraphs(text, 0, len(text)))
    assert all(a.end <= b.start and not text[a.end : b.start].strip() for a, b in pairwise(found))
    assert max(p.end - p.start for p in found) <= settings.SERVE_PARAGRAPH
    assert [p.continued for p in found] == [False, False, *[True] * (len(found) - 2)]


def test_what_a_publisher_writes_is_text(samples):
    told = dict.fromkeys(("headline", "publisher", "byline", "dateline", "language", "published"), HOSTILE)
    article = Article("a", f"{HOSTILE} \u202e \x1b]0;", url="javascript:alert(1)", credit=(HOSTILE,), **told)
    _, html = read(article)
    parsed = Parsed(html)
    assert parsed.tags.count("script") == html.count('<script type="module" src="/static/') == 1
    assert not [link for link in parsed.links if "javascript" in link]
    assert "\u202e" not in html
    assert "\x1b" not in html
    assert "".join(words for _, words in parsed.paragraphs).startswith(HOSTILE)


def test_an_article_that_is_not_there_is_told():
    with Archive.open(None) as archive, pytest.raises(UsageError):
        texts.text(archive, texts.AskedText(article="none"))


def test_each_statement_has_a_number_in_the_text_and_a_note_beside_it(client, fire, samples):
    with Archive.open(samples) as archive:
        articles = archive.story(fire).articles
    for article in articles:
        html = client.get(f"/article/{article}").text
        notes = {id_[1:] for id_ in Parsed(html).ids if id_[0] == "n" and id_[1:].isdigit()}
        numbers = {link[2:] for link in Parsed(html).links if link.startswith("#n")}
        assert numbers == notes != set()


def test_versions_of_an_article_are_named_on_each_of_them(client):
    for one, other in (("correction-mail-1", "correction-mail-2"), ("correction-mail-2", "correction-mail-1")):
        data = client.get(f"/article/{one}.json").json()
        assert {version["id"] for version in data["versions"]} == {one, other}
        assert f'href="/article/{other}"' in client.get(f"/article/{one}").text


def test_the_bar_of_an_article_is_as_long_as_its_text(client, samples):
    with Archive.open(samples) as archive:
        asked = [texts.AskedText(article=a.id) for a in archive.articles()]
        for page in (texts.text(archive, one) for one in asked):
            bar = spines.spine(page)
            assert sum(piece.width + 1 for piece in bar.pieces) == pytest.approx(bar.width, abs=len(bar.pieces) + 1)
            assert all(a.x + a.width <= b.x + 0.2 for a, b in zip(bar.pieces, bar.pieces[1:], strict=False))


def test_notes_beside_one_paragraph_have_places_of_their_own(samples):
    with Archive.open(samples) as archive:
        for article in archive.articles():
            for line in margins.lines(texts.text(archive, texts.AskedText(article=article.id))):
                assert all(a != b for a, b in combinations(line.places.values(), 2))


def test_words_of_a_link_are_whole_and_hold_no_syntax():
    assert fragments.fragment("a-b, c & d") == ":~:text=a%2Db%2C%20c%20%26%20d"
    assert fragments.fragment("x" * 200) == f":~:text={'x' * 200}"
    assert fragments.fragment("one two " * 40).count(",") == 1


def test_a_number_of_a_note_never_stands_within_a_word(client, samples):
    """Nor within a number: "more than 1,400" is told by a statement that may end after its 1."""
    with Archive.open(samples) as archive:
        for article in archive.articles():
            page = texts.text(archive, texts.AskedText(article=article.id))
            for row in segments.rows(page):
                for here, following in pairwise(row.segments):
                    parted = here.text[-1:].isalnum() and following.text[:1].isalnum()
                    assert not (here.ends and parted)
                told = [number for segment in row.segments for number in segment.ends]
                ends = {(t.number, place.end) for t in page.statements for place in t.places}
                assert len(told) == sum(row.paragraph.start < end <= row.paragraph.end for _, end in ends)
