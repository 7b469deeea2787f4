"""How articles are called where people read: short names, lists cut short, words cut at their borders."""

from collections.abc import Mapping, Sequence

from onrecord.schema import Article

LONGEST_LABEL = 20
"""Characters. A longer id is shown by its beginning."""


def labels(articles: Sequence[Article]) -> dict[str, str]:
    """How articles are called on a screen: by their given id, or a file by the shortest distinct part of its name.

    >>> labels([Article("9f86d081884c", "", url="fire-01.txt"), Article("7d865e959b24", "", url="fire-02.txt")])
    {'9f86d081884c': '01', '7d865e959b24': '02'}
    """
    files = {a.id: a.url for a in articles if a.url and "://" not in a.url and _is_hash(a.id)}
    parts = _distinct_parts(files)
    short = _prefixes([a.id for a in articles if a.id not in parts and (_is_hash(a.id) or len(a.id) > LONGEST_LABEL)])
    found: dict[str, str] = {}
    for article in articles:
        label = parts.get(article.id) or short.get(article.id, article.id)
        found[article.id] = label if label not in found.values() else article.id
    return found


def _prefixes(ids: Sequence[str]) -> dict[str, str]:
    """The shortest beginnings, of six characters or more, that tell long ids apart."""
    lengths = (n for n in range(6, LONGEST_LABEL) if len({id_[:n] for id_ in ids}) == len(ids))
    length = next(lengths, None)
    return {id_: id_[:length] for id_ in ids} if length else {}


def _is_hash(id_: str) -> bool:
    return len(id_) == 12 and all(c in "0123456789abcdef" for c in id_)


def _distinct_parts(files: Mapping[str, str]) -> dict[str, str]:
    """Of each file name what is left without the beginning and the ending that all share, at word borders."""
    stems = {id_: name.replace("\\", "/").removesuffix("." + name.rpartition(".")[2]) for id_, name in files.items()}
    if len(stems) < 2:
        return {id_: stem.rpartition("/")[2] for id_, stem in stems.items()}
    split = {id_: _pieces(stem) for id_, stem in stems.items()}
    shortest = min(len(pieces) for pieces in split.values())
    values = list(split.values())
    lead = next((i for i in range(shortest) if len({tuple(v[: i + 1]) for v in values}) > 1), shortest)
    tail = next((i for i in range(shortest - lead) if len({tuple(v[len(v) - i - 1 :]) for v in values}) > 1), 0)
    found = {id_: "".join(pieces[lead : len(pieces) - tail]).strip("-_. /") for id_, pieces in split.items()}
    return found if all(found.values()) and len(set(found.values())) == len(found) else stems


def _pieces(stem: str) -> list[str]:
    pieces: list[str] = []
    for char in stem:
        if pieces and pieces[-1][-1].isalnum() == char.isalnum():
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def shortened(words: str, length: int) -> str:
    """Words cut at a word border, with an ellipsis.

    >>> shortened("The mill burned down on Monday night", 24)
    'The mill burned down on…'
    """
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def few(names: Sequence[str], most: int = 4) -> str:
    """The first names, and how many more there are.

    >>> few(["a", "b", "c"], most=2)
    'a b +1'
    """
    return " ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")
