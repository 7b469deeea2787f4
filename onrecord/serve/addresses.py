"""Addresses of the pages: made here and nowhere else, so that a link and its route agree."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit

import msgspec

from onrecord.errors import UsageError
from onrecord.schema import Span

_DOTS = re.compile(r"~*\.{1,2}")


def segment(id_: str) -> str:
    """An id as one segment of a path: an article's id may hold a slash, or end as an address of JSON does.

    A browser takes dots alone, escaped or not, for a step in the path: they get a tilde.

    >>> segment("2024/05/fire.json"), segment("a b.html"), segment("..")
    ('2024%2F05%2Ffire%2Ejson', 'a%20b.html', '~..')
    """
    quoted = quote(f"~{id_}" if _DOTS.fullmatch(id_) else id_, safe="")
    return f"{quoted.removesuffix('.json')}%2Ejson" if quoted.endswith(".json") else quoted


def named(raw: str) -> str:
    """The id in a segment of a path.

    >>> named("a%20b"), named("~.."), named("~b")
    ('a b', '..', '~b')
    """
    id_ = unquote(raw)
    return id_[1:] if id_.startswith("~") and _DOTS.fullmatch(id_) else id_


def story(id_: str) -> str:
    """The page of a record."""
    return f"/story/{segment(id_)}"


def statement(story_id: str, point: str) -> str:
    """The page of one statement with all its evidence."""
    return f"{story(story_id)}/statement/{segment(point)}"


def lineage(story_id: str) -> str:
    """The wire and its copies along the clock."""
    return f"{story(story_id)}/lineage"


def printings(story_id: str) -> str:
    """Every article with the origins of its words, below the clock."""
    return f"{lineage(story_id)}#printings"


def statements(story_id: str, **filters: object) -> str:
    """The statements of a story, all or those that fit.

    >>> statements("fire"), statements("fire", where="once", article="a b")
    ('/story/fire/statements', '/story/fire/statements?where=once&article=a+b')
    """
    return with_parameters(f"{story(story_id)}/statements", **filters)


def article(id_: str) -> str:
    """The reader."""
    return f"/article/{segment(id_)}"


def at(span: Span) -> str:
    """The reader, opened at a span: RFC 5147's fragment, code points from 0, half open.

    >>> at(Span("a", 120, 180))
    '/article/a?at=120,180#char=120,180'
    """
    return f"{article(span.article)}?at={span.start},{span.end}#char={span.start},{span.end}"


def export(form: str, story_id: str | None = None) -> str:
    """An export to be downloaded, of a story or of the whole archive."""
    return f"{story(story_id) if story_id else ''}/export/{segment(form)}"


def compare(left: str, right: str) -> str:
    """Two articles side by side."""
    return f"/compare/{segment(left)}/{segment(right)}"


def actor(id_: str) -> str:
    """The page of an actor."""
    return f"/actor/{segment(id_)}"


def with_parameters(path: str, **values: object) -> str:
    """A path with the parameters that are set.

    >>> with_parameters("/search", q="two fires", size=None)
    '/search?q=two+fires'
    """
    told = {name: value for name, value in values.items() if value not in (None, "")}
    return f"{path}?{urlencode(told)}" if told else path


def altered(path: str, asked: msgspec.Struct, **changes: object) -> str:
    """A path with what was asked there, some of it changed; a list that changes begins at its beginning again.

    >>> from onrecord.serve.parameters import AskedList
    >>> altered("/skipped", AskedList(size=20, after="abc"), nl="on")
    '/skipped?_size=20&_nl=on'
    """
    optional = {f.encode_name: f for f in msgspec.structs.fields(asked) if not f.required}
    names = {f.name: name for name, f in optional.items()}
    told = {name: getattr(asked, f.name) for name, f in optional.items()} | {"_next": ""}
    told |= {names.get(name, name): value for name, value in changes.items()}
    return with_parameters(path, **{n: v for n, v in told.items() if n not in optional or v != optional[n].default})


def as_data(path: str, asked: msgspec.Struct | None = None) -> str:
    """The same page as JSON.

    >>> from onrecord.serve.parameters import AskedList
    >>> as_data("/"), as_data("/story/{story}"), as_data("/skipped", AskedList(after="abc"))
    ('/.json', '/story/{story}.json', '/skipped.json?_next=abc')
    """
    found = "/.json" if path == "/" else f"{path}.json"
    return altered(found, asked, after=getattr(asked, "after", "")) if asked else found


def outside(url: str | None) -> str | None:
    """An address that a page may link to: of the web, and nothing that a browser would run.

    Nor to one that hides where it leads: "https://example.org@elsewhere.example/".

    >>> outside("https://example.org/a"), outside("javascript:alert(1)"), outside("fire-01.txt")
    ('https://example.org/a', None, None)
    """
    if not url or len(url) > 2_000 or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
        leads = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return url if leads and "@" not in parts.netloc else None


def cursor(place: object) -> str:
    """An opaque `next`: where a list goes on."""
    return urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def place(cursor: str, kind: Any) -> Any:
    """What a cursor says; UsageError where it says nothing of this kind."""
    try:
        return msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=kind)
    except (ValueError, msgspec.MsgspecError):
        raise UsageError("not a place in this list", name="_next", remedy="take `next` of the page before") from None


def place_under(stamp: int, cursor: str, kind: Any) -> Any:
    """What a cursor with a stamp says (`cursor((stamp, place))`): of a list in which a build may give places anew.

    >>> place_under(7, cursor((7, 40)), int)
    40
    """
    told, found = place(cursor, tuple[int, kind])
    if told != stamp:
        raise UsageError("the archive has changed since the page before", name="_next", remedy="begin again without it")
    return found
