"""Align: which articles share passages, which are copies, and from how many origins at most they were made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from onrecord import settings
from onrecord.align import copies, excerpts, handouts, pairs, prose, reports, tellings
from onrecord.align.asides import Aside
from onrecord.align.explanations import Compared, Explanation, explain
from onrecord.align.fingerprints import Index
from onrecord.align.grounds import Grounds
from onrecord.align.origins import Origins
from onrecord.align.passages import align_all
from onrecord.align.roots import Roots
from onrecord.align.stretches import passages_by_side
from onrecord.align.texts import read
from onrecord.schema import Article, Lineage, SharedPassage

__all__ = ["Aside", "Compared", "Explanation", "Index", "explain", "restored", "trace"]


def trace(
    articles: Sequence[Article], *, index: Index | None = None, passages: Sequence[SharedPassage] | None = None
) -> Lineage:
    """Shared passages, copies and origins of the articles.

    With `index` they are also aligned with the articles that it keeps, and added to it: the passages found are then
    also those with kept articles. With `passages` (found by earlier calls) nothing is aligned again, and `index` only
    tells what repeats in all that was read.

    >>> text = "The ferry sank off Lisbon on Monday, and four people were brought to a hospital by the coast guard."
    >>> a = Article("a", "LISBON (Reuters) - " + text, published="2024-05-06")
    >>> found = trace([a, Article("b", text, published="2024-05-06")])
    >>> [(origin.agency, origin.articles) for origin in found.origins]
    [('Reuters', ('a', 'b'))]
    >>> found.copies[0].reason
    'all 19 words of b stand word for word in a; a credits Reuters'
    """
    by_id = {article.id: article for article in _ordered(articles)}
    if passages is None:
        index = Index(by_id.__getitem__) if index is None else index
        passages = shared(articles, index=index)
    return _lineage(by_id, tuple(sorted(set(passages), key=lambda p: (p.left, p.right))), index)


def shared(articles: Sequence[Article], *, index: Index) -> tuple[SharedPassage, ...]:
    """The passages that new articles share with each other and with those that `index` keeps; it then keeps them too.

    Articles that it keeps already are passed over.
    """
    new = [article for article in _ordered(articles) if article.id not in index]
    index.shelf.lend({article.id: article for article in new})
    found: list[SharedPassage] = []
    for start in range(0, len(new), settings.ALIGN_BATCH):
        texts = [index.shelf[article.id] for article in new[start : start + settings.ALIGN_BATCH]]
        met = [(index.shelf[left], index.shelf[right]) for left, right in index.add(texts)]
        found.extend(pairs.telling(align_all(met), index.shelf.__getitem__))
    return tuple(sorted(set(found), key=lambda p: (p.left, p.right)))


def restored(articles: Iterable[Article], text_of: Callable[[str], Article]) -> Index:
    """An index of articles whose passages are known: nothing is aligned."""
    index, rest = Index(text_of), iter(articles)
    while some := list(islice(rest, settings.ALIGN_BATCH)):
        index.add([read(article) for article in some])
    return index


def _ordered(articles: Sequence[Article]) -> list[Article]:
    return sorted({article.id: article for article in articles}.values(), key=lambda a: (a.published or "", a.id))


def _lineage(articles: Mapping[str, Article], passages: tuple[SharedPassage, ...], index: Index | None) -> Lineage:
    """Copies and origins of the articles from the passages that two of them share."""
    within = [p for p in passages if p.left.article in articles and p.right.article in articles]
    proses = prose.read_all(articles, {side.article for p in within for side in (p.left, p.right)}, index=index)
    sources = {article.id: reports.Sources(article) for article in articles.values()}
    for id_, source in sources.items():
        # one article after the other: the names and lines that all of these read are kept for a few only
        _ = source.credits, source.signs, proses[id_].size if id_ in proses else 0
    excerpted = excerpts.find(within, articles, proses)
    within = list(pairs.beyond_furniture(within, proses))
    measured = pairs.measure(within, proses)
    told = reports.find(measured, proses, sources)
    tied = frozenset((pair.left, pair.right) for report in told for pair in report.pairs)
    handed_out = handouts.find(measured, tied, proses)
    grounds = Grounds(
        articles, proses, sources, tellings.find(articles, sources, within), excerpted, passages_by_side(within)
    )
    asked = Roots(grounds, told)
    derived = copies.find(measured, told, proses, sources, asked)
    found = sorted(derived, key=lambda copy: (copy.article, copy.passages[0].left))
    origins = Origins(grounds, asked).gather(told, handed_out)
    outside = [p for p in passages if p.left.article not in articles or p.right.article not in articles]
    return Lineage(origins, tuple(found), tuple(sorted([*within, *outside], key=lambda p: (p.left, p.right))))
