"""Templates filled from views: every string that comes from an article reaches the page as harmless text."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord import __version__
from onrecord.serve import addresses, assets, drawings, within
from onrecord.serve.labels import counted, day, flat, harmless, moment, percent, quoted, shortened

LONGEST = 60_000
"""Characters. No string of a view is longer on a page than a text of the reader: 10 MB in a headline stay there."""


def fill(template: str, *, alone: bool = False, **values: Any) -> str:
    """A template filled with a view and what every page has: `page`, `here`, `title`; `alone`: as a file by itself."""
    made = environment(alone=alone)
    found = made.get_template(template)
    context = found.new_context(values)
    try:
        return made.concat(found.root_render_func(context))
    finally:
        context.vars.clear()  # else its macros hold the page in a ring, until the garbage collector comes


def compiled() -> None:
    """Has every template ready."""
    for name in environment(alone=False).list_templates():
        environment(alone=False).get_template(name)


@cache
def environment(*, alone: bool = False) -> Environment:
    """The templates, with what they may call; in a file that stands alone addresses are anchors in it."""
    made = Environment(
        loader=PackageLoader("onrecord.serve"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=finalized,
        auto_reload=False,
    )
    made.filters |= {
        "day": day,
        "moment": moment,
        "short": shortened,
        "flat": flat,
        "quoted": quoted,
        "percent": percent,
        "colour": colour,
        "counted": counted,
    }
    made.globals |= {"frame": "alone.html" if alone else "base.html", "to": within if alone else addresses}
    made.globals |= {"asset": assets.address, "draw": drawings, "version": __version__, "asked": None}
    return made


def finalized(value: object) -> object:
    """What reaches the page for a value: nothing for null, and a string without what a browser or a reader obeys."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return harmless(value[:LONGEST])
    return "" if value is None else value


def colour(rank: int) -> str:
    """The class that colours an origin of this rank: o1 to o6, o7 for all further ones, o0 for not known.

    >>> colour(2), colour(11), colour(0)
    ('o2', 'o7', 'o0')
    """
    return f"o{min(rank, 7)}"
