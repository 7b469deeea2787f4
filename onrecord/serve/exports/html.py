"""HTML: a story's record as its page shows it, in one file that stands alone, with the articles' texts at its end."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

from lxml import html
from markupsafe import Markup

from onrecord.schema import Article, Span
from onrecord.serve import assets, layouts, within
from onrecord.serve.exports import Wanted
from onrecord.serve.exports.excerpts import Cut, Excerpts
from onrecord.serve.views import record_pages
from onrecord.serve.views.evidence import Shown
from onrecord.serve.views.scenes import Card, Scene


@dataclass(frozen=True, slots=True)
class Whole:
    """An article's text, cut where a statement begins: (the anchor of that place or null, the words up to the next)."""

    card: Card
    pieces: tuple[tuple[str | None, str], ...]


def write(wanted: Wanted) -> Mapping[str, int]:
    """`STORY.html` for each story; its rows are its statements."""
    rows = {}
    for story in wanted.stories():
        scene = Scene.of(wanted.archive, story.id)
        name = f"{story.id}.html"
        (wanted.folder / name).write_text(alone(scene, with_text=wanted.with_text), encoding="utf-8", errors="replace")
        rows[name] = len(scene.record.points)
    return rows


def alone(scene: Scene, *, with_text: bool) -> str:
    """The record as one file; without text it quotes no longer run of an article than an excerpt may have."""
    page: Any = record_pages.page(scene)
    if not with_text:
        page = cut_all(page, Excerpts(article.text for article in scene.articles.values()))
    asked = record_pages.AskedStory(story=scene.record.story.id)
    told = {"page": page, "asked": asked, "here": "", "title": page.headline, "sheet": _sheet()}
    bare = layouts.fill("record.html", alone=True, texts=(), **told)
    if not with_text:
        return _without_absent(bare)
    linked = set(re.findall(r'href="#(at-[^"]+)"', bare))
    texts = [whole(scene.cards[id_], article, linked) for id_, article in scene.articles.items()]
    return _without_absent(layouts.fill("record.html", alone=True, texts=texts, **told))


def whole(card: Card, article: Article, linked: Set[str]) -> Whole:
    """A text with an anchor at each of its places that a link leads to."""
    places = [re.fullmatch(rf"at-{re.escape(within.segment(article.id))}-(\d+)", link) for link in linked]
    found = {int(place[1]) for place in places if place}
    cuts = sorted({0, len(article.text), *(at for at in found if at < len(article.text))})
    return Whole(card, tuple(_pieces(article, cuts, found)))


def _pieces(article: Article, cuts: list[int], anchored: set[int]) -> Iterator[tuple[str | None, str]]:
    for start, end in pairwise(cuts):
        anchor = within.at(Span(article.id, start, end)).removeprefix("#") if start in anchored else None
        yield anchor, article.text[start:end]


def cut_all(value: Any, cut: Cut) -> Any:
    """The same view with every string cut as an excerpt, and without what stands around the words of a claim.

    >>> cut_all(("The old mill", 3), str.upper)
    ('THE OLD MILL', 3)
    """
    if isinstance(value, str):
        return cut(value)
    if isinstance(value, tuple):
        return tuple(cut_all(item, cut) for item in value)
    if isinstance(value, dict):
        return {key: cut_all(item, cut) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _cut_field(value, field.name, cut) for field in fields(value)})
    return value


def _cut_field(view: Any, name: str, cut: Cut) -> Any:
    """Excerpts that follow one another would be the sentence again."""
    value = getattr(view, name)
    if name in _AROUND and isinstance(value, str):
        return ""
    if isinstance(view, Shown) and name == "sentence":
        return ("", cut(value[1]), "")
    return cut_all(value, cut)


_AROUND = frozenset({"before", "after", "lead", "tail"})


def _sheet() -> Markup:
    """The style sheet without the faces, which would be as large as the record."""
    return Markup("\n".join(line for line in assets.sheet().splitlines() if not line.startswith("@font-face")))


def _without_absent(page: str) -> str:
    """The page without links to what is not in it; their words stay."""
    tree = html.document_fromstring(page)
    here = {f"#{id_}" for id_ in tree.xpath("//@id")}
    for link in tree.xpath('//a[starts-with(@href, "#") or starts-with(@href, "/")]'):
        if link.get("href") not in here:
            link.drop_tag()
    for form in tree.xpath("//form | //script"):
        form.drop_tree()
    told: str = html.tostring(tree, encoding="unicode", doctype="<!doctype html>")
    return told
