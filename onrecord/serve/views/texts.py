"""The reader: an article with all that was read in it, whose words they are, and what others say of the same."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Annotated

import msgspec

from onrecord import settings
from onrecord.archive import Archive
from onrecord.schema import Annotations, Article, SharedPassage, Story
from onrecord.serve.parameters import Asked, At, Id
from onrecord.serve.sources import sides
from onrecord.serve.views import layers, ties
from onrecord.serve.views.owners import Extent, Owned, Owners, Share, clipped
from onrecord.serve.views.scenes import Card, Scene
from onrecord.serve.views.selectors import Found, found, text_hash
from onrecord.serve.views.tellings import Telling, tellings

_LAYER = "|".join((*layers.LAYERS, "none"))
Layers = Annotated[str, msgspec.Meta(pattern=rf"^(({_LAYER})(,|$))*$", description="as quotes,figures; or none")]
From = Annotated[int, msgspec.Meta(ge=-1, le=1_000_000_000, description="character at which a long text goes on")]
InStory = Annotated[str, msgspec.Meta(max_length=400, description="which of the article's stories")]


class AskedText(Asked, frozen=True, kw_only=True, rename={"begin": "from"}):
    """Which article, from which character on, with which layers, and the characters to mark."""

    article: Id
    at: At = ""
    begin: From = -1
    layers: Layers = ""
    story: InStory = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A story that the article is in, and how many articles it counts."""

    id: str
    headline: str | None
    n_articles: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """A passage of the window that another article prints too: where, there and here."""

    start: int
    end: int
    text: str
    other: Card
    other_start: int
    other_end: int
    identity: float
    kind: str


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a text that one page shows; `previous` and `next` are where others begin, null where none is."""

    start: int
    end: int
    text: str
    previous: int | None
    next: int | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `continued`: the next part of one that is long or has no line ends."""

    start: int
    end: int
    continued: bool


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it is read."""

    article: Card
    language: str | None
    published_reason: str
    retrieved: str | None
    byline: str | None
    dateline: str | None
    credit: tuple[str, ...]
    text_sha256: str
    n_characters: int
    n_words: int
    story: Told | None
    stories: tuple[Told, ...]
    versions: tuple[Card, ...]
    origins: tuple[Share, ...]
    extents: tuple[Extent, ...]
    ties: tuple[ties.Tie, ...]
    window: Window
    paragraphs: tuple[Paragraph, ...]
    marked: Found | None
    shown: tuple[str, ...]
    stretches: tuple[Owned, ...]
    passages: tuple[Repeated, ...]
    layers: dict[str, tuple[Found, ...]]
    statements: tuple[Telling, ...]


def text(archive: Archive, asked: AskedText) -> Text:
    """The page of one article."""
    article = archive.article(asked.article)
    stories = list(archive.stories_of([article.id]))
    told_in = _chosen(stories, article.id, asked.story)
    scene = Scene.of(archive, told_in.id) if told_in and archive.story_stamp(told_in.id) else None
    read = next(archive.annotations([article.id]), Annotations(article.id))
    passages = [p for p in archive.passages([article.id]) if p.left.article != p.right.article]
    around = ties.cards(archive, scene, article, _others(scene, article.id, passages))
    sizes = {one.story.id: one.summary.n_articles for one in archive.article_stories(article.id)}
    told = [Told(story.id, story.headline, sizes.get(story.id, len(story.articles))) for story in stories]
    return _Made(article, scene, around).page(asked, told, read, passages)


def _chosen(stories: list[Story], article: str, asked: str) -> Story | None:
    """The story asked for, else the one that the article is about, else one that it tells among others."""
    ranked = sorted(stories, key=lambda s: (s.id != asked, article in s.round_ups, s.id))
    return ranked[0] if ranked else None


def _others(scene: Scene | None, article: str, passages: Iterable[SharedPassage]) -> set[str]:
    copied = {side for copy in (scene.record.lineage.copies if scene else ()) for side in sides(copy)}
    return copied | {ties.turned(passage, article)[1].article for passage in passages}


class _Made:
    """An article with its story, which may be none, made into a page."""

    def __init__(self, article: Article, scene: Scene | None, cards: dict[str, Card]) -> None:
        self.article, self.scene, self.cards = article, scene, cards
        self.owners = Owners(article, scene)

    def page(self, asked: AskedText, stories: list[Told], read: Annotations, passages: list[SharedPassage]) -> Text:
        article, scene = self.article, self.scene
        at = _asked_at(asked.at, len(article.text))
        seen = window(article.text, asked.begin, at)
        within = (seen.start, seen.end)
        chosen = tuple(
            name for name in layers.LAYERS if name in (asked.layers.split(",") if asked.layers else layers.USUAL)
        )
        told = {story.id: replace(story, headline=self._headline(story)) for story in stories}
        kept = clipped(at, within) if at else None
        return Text(
            article=self.cards[article.id],
            language=article.language,
            published_reason=article.published_reason,
            retrieved=article.retrieved,
            byline=article.byline,
            dateline=article.dateline,
            credit=article.credit,
            text_sha256=text_hash(article.text),
            n_characters=len(article.text),
            n_words=len(article.text.split()),
            story=told.get(scene.record.story.id) if scene else None,
            stories=tuple(told.values()),
            versions=self._versions(),
            origins=tuple(self.owners.shares()),
            extents=tuple(self.owners.extents()),
            ties=tuple(ties.ties(scene, article.id, passages, self.cards)),
            window=seen,
            paragraphs=tuple(paragraphs(article.text, *within)),
            marked=found(article.text, *kept) if kept else None,
            shown=chosen,
            stretches=tuple(self.owners.owned(within)),
            passages=tuple(self._repeated(passages, within)),
            layers=layers.layers(article.text, read, within=within),
            statements=tellings(scene, article, within=within) if scene else (),
        )

    def _headline(self, story: Told) -> str | None:
        """The headline of a story; of the one whose record is at hand the sentence that stands for it."""
        here = self.scene is not None and self.scene.record.story.id == story.id
        return self.scene.view.headline()[0] if self.scene and here else story.headline

    def _repeated(self, passages: list[SharedPassage], within: tuple[int, int]) -> Iterator[Repeated]:
        order = {id_: place for place, id_ in enumerate(self.cards)}
        turned = [(*ties.turned(p, self.article.id), p) for p in passages]
        turned = [pair for pair in turned if pair[1].article in self.cards]
        for here, there, p in sorted(turned, key=lambda pair: (pair[0].start, order[pair[1].article], pair[1])):
            if span := clipped((here.start, here.end), within):
                words = self.article.text[slice(*span)]
                yield Repeated(*span, words, self.cards[there.article], there.start, there.end, p.identity, p.kind)

    def _versions(self) -> tuple[Card, ...]:
        """The revisions of this article, itself among them, in the order of publication; none where there is one."""
        same = {self.article.id, *filter(None, [self.article.revision_of])}
        copies = [c for c in (self.scene.record.lineage.copies if self.scene else ()) if c.kind == "revision"]
        reached = 0
        while reached != len(same):
            reached = len(same)
            same |= {id_ for copy in copies if same & sides(copy) for id_ in sides(copy)}
        return tuple(card for id_, card in self.cards.items() if id_ in same) if len(same) > 1 else ()


def _asked_at(told: str, length: int) -> tuple[int, int] | None:
    """The characters to mark, as far as the text goes."""
    start, _, end = told.partition(",")
    return clipped((int(start), int(end)), (0, length)) if told else None


def window(words: str, begin: int, at: tuple[int, int] | None) -> Window:
    """The part of a text from `begin` on, or around `at`: SERVE_WINDOW characters, ended at a line end or a blank.

    >>> window("It rained. The end.", -1, None).end
    19
    """
    size, length = settings.SERVE_WINDOW, len(words)
    if begin < 0:
        begin = _back_to_line(words, max(0, at[0] - size // 4)) if at and at[1] > size else 0
    start = min(begin, max(0, length - 1))
    end = min(length, start + size)
    if end < length:
        line, blank = words.rfind("\n", start + size // 2, end), words.rfind(" ", start + size // 2, end)
        end = next((border + 1 for border in (line, blank) if border >= 0), end)
    previous = max(0, start - size) if start else None
    return Window(start, end, words[start:end], previous, end if end < length else None)


def _back_to_line(words: str, at: int) -> int:
    line = words.rfind("\n", max(0, at - settings.SERVE_WINDOW // 4), at)
    return line + 1 if line >= 0 else at


# looked for where a run of blanks begins, once: a page of blanks would else be read again from each of them
_BLANK_LINE = re.compile(r"(?<![ \t\r])[ \t\r]*+\n(?:[ \t\r]*+\n)+|\r(?:[ \t]*+\r)+")
_LINE_END = re.compile(r"\r\n|\n|\r")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")


def paragraphs(words: str, start: int, end: int) -> Iterator[Paragraph]:
    r"""The paragraphs of a part of a text: as blank lines part them, or else line ends; long ones cut at sentences.

    Of thousands of short lines several are one paragraph.

    >>> [(p.start, p.end) for p in paragraphs("One.\n\nTwo\nlines.\n", 0, 17)]
    [(0, 4), (6, 16)]
    """
    border = _BLANK_LINE if _BLANK_LINE.search(words, start, end) else _LINE_END
    at, least = start, (end - start) // settings.SERVE_PARAGRAPHS
    for ended, following in [*(m.span() for m in border.finditer(words, start, end)), (end, end)]:
        if ended - at >= least or ended == end:
            yield from _cut(words, at, ended)
            at = following


def _cut(words: str, start: int, end: int) -> Iterator[Paragraph]:
    """A paragraph without the blanks at its ends, cut at the last sentence end before it grows too long."""
    piece = words[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    continued = False
    while end - start > settings.SERVE_PARAGRAPH:
        most = start + settings.SERVE_PARAGRAPH
        ends = [m.end() for m in _SENTENCE_END.finditer(words, start, most)]
        blank = words.rfind(" ", start, most) + 1
        border = ends[-1] if ends else blank if blank > start else most
        yield Paragraph(start, border, continued)
        start, continued = border, True
    if start < end:
        yield Paragraph(start, end, continued)
