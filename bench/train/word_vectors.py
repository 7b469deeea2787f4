"""Vectors of common words, from the articles of allsides: writes onrecord/weights/vectors.npz.

usage: word_vectors.py DATA [OUT]      (DATA has allsides/articles.jsonl.xz; OUT: another file to write)

Every second article, its first 6,000 characters. How often two words stand within four words of each other in a
sentence, nearer ones weighing more; as positive pointwise mutual information (the context's counts to the power .75);
cut to 128 dimensions by a singular value decomposition (seed 0). A word is kept when 40 articles of three publishers
have it and it stands in lower case four times as often as with a capital, within sentences: no names. Two minutes.
"""

import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

from onrecord import weights
from onrecord.extract import roots

EVERY, LENGTH = 2, 6000
ARTICLES, PUBLISHERS, LOWER = 40, 3, 4
MOST, WINDOW, DIMENSIONS = 12_000, 4, 128
END = -1
NOTHING = 1e-9
_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)*|[.!?\n]")
_SHIPPED = Path(__file__).resolve().parents[2] / "onrecord" / "weights" / "vectors.npz"


def main(data: Path, target: Path) -> None:
    words, stream = counted(data / "allsides" / "articles.jsonl.xz")
    found = vectors(together(stream, len(words)))
    scale = np.maximum(np.abs(found).max(axis=1, keepdims=True), NOTHING)
    table = np.round(127 * found / scale).astype(np.int8)
    np.savez_compressed(target, version=roots.VECTORS_VERSION, words=weights.packed(words), table=table)
    print(f"{len(words):,} words, {len(stream):,} in the texts, {target.stat().st_size:,} bytes")


def counted(path: Path) -> tuple[list[str], NDArray[np.int32]]:
    """The words that are kept, most frequent first, and the texts as their numbers; -1 ends a sentence."""
    articles: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    publishers: dict[str, set[str]] = defaultdict(set)
    numbers: dict[str, int] = {}
    texts = []
    for text, publisher in read(path):
        found = _WORD.findall(text)
        for before, word in zip([".", *found], found, strict=False):
            if len(before) > 1 or before.isalpha():
                (lower if word.islower() else upper)[word.lower()] += 1
        plain = [word.lower() for word in found]
        seen = {word for word in plain if word[0].isalpha()}
        articles.update(seen)
        for word in seen:
            if len(publishers[word]) < PUBLISHERS:
                publishers[word].add(publisher)
        texts.append(np.array([numbers.setdefault(w, len(numbers)) if w[0].isalpha() else END for w in plain] + [END]))
    kept = [
        word
        for word in numbers
        if articles[word] >= ARTICLES
        and len(publishers[word]) >= PUBLISHERS
        and lower[word] >= LOWER * upper[word]
        and len(word) > 1
    ]
    kept = sorted(kept, key=lambda word: (-articles[word], word))[:MOST]
    renumbered = np.full(len(numbers) + 1, END - 1, dtype=np.int32)
    renumbered[[numbers[word] for word in kept]] = np.arange(len(kept), dtype=np.int32)
    renumbered[END] = END
    return kept, renumbered[np.concatenate(texts)]


def read(path: Path) -> Iterator[tuple[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EVERY == 0:
                row = json.loads(line)
                yield row["text"][:LENGTH], row["outlet"]


def together(stream: NDArray[np.int32], size: int) -> Any:
    """How often two words stand near each other in one sentence."""
    sentences = np.cumsum(stream == END)
    found = sparse.csr_matrix((size, size), dtype=np.float32)
    for far in range(1, WINDOW + 1):
        left, right = stream[:-far], stream[far:]
        both = (left >= 0) & (right >= 0) & (sentences[:-far] == sentences[far:])
        weight = np.full(int(both.sum()), far**-0.5, dtype=np.float32)
        pairs = sparse.coo_matrix((weight, (left[both], right[both])), shape=(size, size)).tocsr()
        found = found + pairs + pairs.T
    return found


def vectors(counts: Any) -> NDArray[np.float32]:
    pairs = counts.tocoo()
    by_word = np.asarray(counts.sum(1)).ravel()
    by_context = by_word**0.75 / (by_word**0.75).sum()
    information = np.log(pairs.data / (by_word[pairs.row] * by_context[pairs.col]))
    more = information > 0
    positive = sparse.csr_matrix((information[more], (pairs.row[more], pairs.col[more])), shape=counts.shape)
    left, values, _ = randomized_svd(positive, n_components=DIMENSIONS, n_iter=4, random_state=0)
    found: NDArray[np.float32] = (left * np.sqrt(values)).astype(np.float32)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), NOTHING)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else _SHIPPED)
