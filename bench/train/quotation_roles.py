"""Trains the second pass over quotations: which words near a cue are its source, which its content? A linear chain."""

from collections.abc import Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pycrfsuite
from quotation_gold import Coded, known, labels, pruned

from onrecord.extract import passes, roles, templates
from onrecord.extract.proposals import RoleWeights
from onrecord.extract.templates import Columns, Features, Known

_LEAST = 0.005
"""Weights nearer to naught are left out."""
REACH = 60
"""Words before and behind a cue from which the chain learns; it is used on 110."""
CHAIN = {"c1": 0.3, "c2": 0.05, "max_iterations": 60, "feature.minfreq": 0}


class RoleTable(NamedTuple):
    """The features of the second pass."""

    words: Known
    here: Known
    pairs: Known

    def ways(self) -> tuple[Features, Features, Features]:
        """The ways to them."""
        templates_of = roles.OF_WORDS, (roles.HERE,), roles.OF_PAIRS
        words, here, pairs = (templates.features(*told) for told in zip(templates_of, self, strict=True))
        return words, here, pairs


def known_roles(articles: Sequence[Coded], chances: Mapping[str, dict[int, float]]) -> RoleTable:
    """The features of the second pass, from the words near the cues of the gold."""
    told = [(pairs_of(article, chances)[0], article) for article in articles if article.gold.told]
    publishers = [article.gold.publisher for _, article in told]
    here = known([roles.HERE], zip([pairs.columns for pairs, _ in told], publishers, strict=True))
    way = templates.features([roles.HERE], here)
    words = []
    for pairs, article in told:
        near_by = np.unique(pairs.words)
        columns = roles.of_words(article.codes, passes.sure(chances[article.gold.id]))
        words.append({name: column.at(near_by) for name, column in columns.items()})
    return RoleTable(
        known(roles.OF_WORDS, zip(words, publishers, strict=True)),
        here,
        known(roles.OF_PAIRS, ((roles.with_places(pairs, way), article.gold.publisher) for pairs, article in told)),
    )


def pairs_of(article: Coded, chances: Mapping[str, dict[int, float]]) -> tuple[roles.Pairs, list[range]]:
    """The words near each cue of the gold."""
    cues = [told.cue for told in article.gold.told]
    windows = [near(cue, roles.window(cue, article.gold.hints.traits)) for cue in cues]
    return roles.of_pairs(cues, windows, article.codes, passes.sure(chances[article.gold.id])), windows


def near(cue: int, window: range) -> range:
    """The words of a window that stand near its cue: the chain learns little from those far away."""
    return range(max(window.start, cue - REACH), min(window.stop, cue + REACH + 1))


def train_roles(articles: Sequence[Coded], chances: Mapping[str, dict[int, float]], table: RoleTable) -> RoleWeights:
    """The second pass, from the cues of the gold."""
    words, here, pairs = table.ways()
    names = [str(number) for number in range(words.size + pairs.size + 1)]
    trainer = pycrfsuite.Trainer(verbose=False)
    for article in articles:
        if not article.gold.told:
            continue
        seen, windows = pairs_of(article, chances)
        own = numbers_of(words, roles.of_words(article.codes, passes.sure(chances[article.gold.id])))[seen.words]
        both = numbers_of(pairs, roles.with_places(seen, here))
        features = np.hstack((own, np.where(both > 0, both + words.size, 0))).tolist()
        ends = np.cumsum([len(window) for window in windows]).tolist()
        for told, window, end in zip(article.gold.told, windows, ends, strict=True):
            rows = [[names[n] for n in row if n] for row in features[end - len(window) : end]]
            trainer.append(rows, [roles.LABELS[n] for n in labels(told, window)])
    trainer.set_params(CHAIN)
    scores, steps = _weights(trainer, len(names))
    of_words, of_pairs = (np.insert(part, 0, 0, axis=0) for part in np.split(scores[1:], [words.size]))
    return RoleWeights(words, here, pairs, of_words, of_pairs, steps)


def numbers_of(table: Features, columns: Columns) -> np.ndarray:
    """For each row the numbers of its features."""
    return np.column_stack([templates.numbers(way, columns) for way in table.ways])


def _weights(trainer: pycrfsuite.Trainer, size: int) -> tuple[np.ndarray, np.ndarray]:
    """What the trainer makes of what it was given: a row of scores for each feature, and the steps between labels."""
    place = {label: at for at, label in enumerate(roles.LABELS)}
    scores = np.zeros((size, len(place)), np.float32)
    steps = np.zeros((len(place), len(place)), np.float32)
    with TemporaryDirectory() as folder:
        path = f"{folder}/chain"
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        with tagger.open(path):
            info = tagger.info()
    for (feature, label), weight in info.state_features.items():
        scores[int(feature), place[label]] = weight
    for (left, right), weight in info.transitions.items():
        steps[place[left], place[right]] = weight
    return scores, steps


def kept_roles(chains: Sequence[RoleWeights], table: RoleTable) -> dict[str, np.ndarray]:
    """The arrays of the second pass: the mean of chains, without the weights that are nearly naught."""
    found = templates.packed("role_here", table.here) | {"role_steps": np.mean([one.steps for one in chains], axis=0)}
    for name, one, told in (
        ("role_words", table.words, [chain.of_words for chain in chains]),
        ("role_pairs", table.pairs, [chain.of_pairs for chain in chains]),
    ):
        scores = np.mean(told, axis=0)
        wanted = np.abs(scores[1:]).max(1) > _LEAST
        found |= templates.packed(name, pruned(one, wanted))
        found[f"{name}_scores"] = np.concatenate((scores[:1], scores[1:][wanted])).astype(np.float16)
    return found
