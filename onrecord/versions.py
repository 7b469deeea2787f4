"""Versions: an article that was published again stands as its last version; the earlier ones are shown, not counted."""

from collections.abc import Iterable

from onrecord.schema import Lineage


def newest_versions(lineage: Lineage) -> dict[str, str]:
    """{an older version: the newest version of that article}, from the copies of kind revision.

    >>> from onrecord.schema import Copy
    >>> told = [Copy(later, first, None, 1, 1, "revision", (), "") for first, later in ("ab", "bc", "ca")]
    >>> newest_versions(Lineage(copies=tuple(told)))
    {'a': 'c', 'b': 'c'}
    """
    later: dict[str, str] = {}
    for copy in lineage.copies:
        # what the input names may be a ring: its last tie is left out, or no version would stand
        if copy.kind == "revision" and copy.original and _last(copy.article, later) != copy.original:
            later[copy.original] = copy.article
    return {first: _last(first, later) for first in later}


def _last(article: str, later: dict[str, str]) -> str:
    while article in later:
        article = later[article]
    return article


def standing(articles: Iterable[str], lineage: Lineage) -> tuple[str, ...]:
    """The articles that no later version in the story replaces, in their order."""
    replaced = newest_versions(lineage)
    return tuple(article for article in articles if article not in replaced)
