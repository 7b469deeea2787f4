"""The types of relations, from the rows of PLV: writes onrecord/weights/roots.npz.

usage: event_roots.py DATA      (DATA has events-plover/plv_train.jsonl; needs onrecord/weights/vectors.npz)

Five networks of 64 hidden units (seeds 0 to 4), on 1,050 rows. A clue with a word of the text is known when it stood in
10 rows, one of kinds and shapes when it stood in 2. Measured by `bench/plv.py --folds 5`:
root macro-F1 .822, quads .913 (.821 and .914 with a list of before; folds differ by .005). Half a minute.
"""

import json
import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from onrecord import tokens, weights
from onrecord.extract import clues, predicates, relations, roots

NETWORKS, HIDDEN, ROUNDS = 5, 64, 30
DECAY, STEP = 3e-3, 3e-3
ROWS_OF_WORD, ROWS_OF_KIND = 10, 2
WEIGHT_OF_VECTORS = 0.5
_HERE = Path(__file__).resolve().parents[2]
Row = dict[str, Any]


class Example(NamedTuple):
    """One row as the networks see it."""

    clues: list[str]
    vectors: NDArray[np.float32]
    type: str


def main(data: Path) -> None:
    rows = [json.loads(line) for line in (data / "events-plover" / "plv_train.jsonl").read_text().splitlines()]
    learned = train(list(examples(rows)))
    target = _HERE / "onrecord" / "weights" / "roots.npz"
    np.savez_compressed(target, version=roots.VERSION, **learned)
    print(f"{len(weights.unpacked(learned['clues'])):,} clues, {target.stat().st_size:,} bytes")


def examples(rows: Sequence[Row]) -> Iterator[Example]:
    """The rows, parsed."""
    for row, parse in zip(rows, tokens.parse_all(row["text"] for row in rows), strict=True):
        source, target = ([*_words(parse, row[side])] for side in ("source_spans", "target_spans"))
        relation = relations.between(source, target, predicates.find(parse))
        if relation is not None:
            yield Example(clues.of(relation), roots.vectors_of(relation), row["plover"])


def _words(parse: Any, spans: list[list[int]]) -> Iterator[Any]:
    for start, end in spans:
        yield from parse.char_span(start, end, alignment_mode="expand") or ()


def train(rows: Sequence[Example]) -> dict[str, NDArray[Any]]:
    """The arrays of `roots.Networks`."""
    known = _known(rows)
    rarity = np.sqrt(np.log(len(rows) / np.array([count for _, count in known])))
    by_clue = _by_clue(rows, [clue for clue, _ in known], rarity)
    dense = np.array([row.vectors for row in rows])
    middle, width = dense.mean(0), (dense.std(0) + 1e-6) * np.sqrt(dense.shape[1]) / WEIGHT_OF_VECTORS
    given, asked = (
        np.hstack([by_clue, (dense - middle) / width]).astype(np.float32),
        np.array([row.type for row in rows]),
    )
    nets = [_network(given, asked, seed) for seed in range(NETWORKS)]
    first = np.hstack([net.coefs_[0] for net in nets])
    by_vector = first[len(known) :] / width[:, None]
    return {
        "types": weights.packed([str(type_) for type_ in nets[0].classes_]),
        "clues": weights.packed([clue for clue, _ in known]),
        "rarity": rarity.astype(np.float32),
        "by_clue": first[: len(known)].astype(np.float16),
        "by_vector": by_vector.astype(np.float16),
        "hidden": (np.hstack([net.intercepts_[0] for net in nets]) - middle @ by_vector).astype(np.float32),
        "answers": np.array([net.coefs_[1] for net in nets]).astype(np.float32),
        "answer": np.array([net.intercepts_[1] for net in nets]).astype(np.float32),
    }


def _known(rows: Sequence[Example]) -> list[tuple[str, int]]:
    counts = Counter(clue for row in rows for clue in row.clues)
    return sorted(
        (clue, count)
        for clue, count in counts.items()
        if count >= (ROWS_OF_WORD if clues.WORDY in clue else ROWS_OF_KIND) and count < len(rows)
    )


def _by_clue(rows: Sequence[Example], known: list[str], rarity: NDArray[np.float64]) -> NDArray[np.float64]:
    at, found = {clue: number for number, clue in enumerate(known)}, np.zeros((len(rows), len(known)))
    for number, row in enumerate(rows):
        here = sorted(at[clue] for clue in row.clues if clue in at)
        found[number, here] = rarity[here]
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def _network(given: NDArray[np.float64], asked: NDArray[Any], seed: int) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        net = MLPClassifier((HIDDEN,), alpha=DECAY, learning_rate_init=STEP, max_iter=ROUNDS, random_state=seed)
        return net.fit(given, asked)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
