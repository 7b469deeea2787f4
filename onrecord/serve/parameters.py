"""What may be asked of a page: every parameter with its bounds, from which /openapi.json is made too."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

import msgspec

from onrecord.errors import UsageError

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]
Words = Annotated[str, msgspec.Meta(max_length=300, description="words; those in quotation marks stand together")]
Name = Annotated[str, msgspec.Meta(max_length=200)]
Day = Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="a day, as 2024-05-16")]
Size = Annotated[int, msgspec.Meta(ge=1, le=200, description="rows of a page")]
Cursor = Annotated[str, msgspec.Meta(max_length=1_000, description="`next` of the page before")]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
At = Annotated[str, msgspec.Meta(pattern=r"^(\d{1,9},\d{1,9})?$", description="characters, as 120,180")]

_NAMES = {"size": "_size", "after": "_next", "nl": "_nl"}


def asked_name(field: str) -> str | None:
    """The name in an address: those that every list has begin with an underscore, as in Datasette."""
    return _NAMES.get(field)


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False, rename=asked_name):
    """Nothing but the address itself."""


class AskedList(Asked, frozen=True, kw_only=True):
    """A page of a list."""

    size: Size = 50
    after: Cursor = ""
    nl: Literal["on", ""] = ""


A = TypeVar("A", bound=Asked)


def parse(kind: type[A], given: Mapping[str, str]) -> A:
    """The parameters of a request; UsageError names one that is out of its bounds.

    >>> parse(AskedList, {"_size": "20"}).size
    20
    """
    empty = {name: value for name, value in given.items() if value != ""}
    try:
        return msgspec.convert(empty, kind, strict=False)
    except msgspec.ValidationError as error:
        problem, _, where = str(error).partition(" - at `$.")
        name = where.rstrip("`") or "parameters"
        form = _properties(kind).get(name, {}).get("description", "")
        remedy = "see /openapi.json for what each page takes"
        raise UsageError(in_words(problem, form), name=name, remedy=remedy) from None


def _properties(kind: type[Asked]) -> Mapping[str, Mapping[str, str]]:
    _, parts = msgspec.json.schema_components([kind])
    properties: Mapping[str, Mapping[str, str]] = parts[kind.__name__]["properties"]
    return properties


_IN_WORDS = (
    (r"Expected `str` of length <= (\d+)", r"longer than \1 characters"),
    (r"Expected `int`, got .*", "not a whole number"),
    (r"Expected `int` >= (-?\d+)", r"less than \1"),
    (r"Expected `int` <= (\d+)", r"more than \1"),
    (r"Invalid enum value (.*)", r"\1 is not one of its values"),
)


def in_words(problem: str, form: str) -> str:
    """What is wrong with a value, as a person says it; `form`: how it is written.

    >>> in_words("Expected `str` of length <= 300", ""), in_words("Expected `str` matching regex '^...'", "a day")
    ('longer than 300 characters', 'not in the form that it has: a day')
    """
    if "matching regex" in problem:
        return f"not in the form that it has: {form}"
    for pattern, words in _IN_WORDS:
        if found := re.fullmatch(pattern, problem):
            return found.expand(words)
    return problem
