"""Decoders give back what scores that are sure of the gold labels say."""

import itertools
import math

import numpy as np
import pytest

from sayso_train.decode_attribution import decode
from sayso_train.decode_trees import decode_trees
from sayso_train.predict import Reading
from sayso_train.tables import bucket
from sayso_train.tree import best_tree


def sure(layer, labels):
    scores = np.zeros((len(layer), len(labels)), np.float32)
    for at, label in enumerate(layer):
        if label is not None:
            scores[at, labels.index(label)] = 10
    return scores


def test_buckets_of_distance():
    # Worked out from the model card's formula.
    assert bucket(np.array([-40, -9, -8, -1, 0, 1, 8, 9, 16, 1000])).tolist() == [6, 10, 11, 18, 20, 21, 28, 29, 31, 38]


@pytest.mark.parametrize("seed", range(40))
def test_the_best_tree_is_the_best_of_all(seed):
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 6))
    scores = rng.normal(size=(count, count + 1))

    def valid(heads):
        if heads.count(-1) != 1:
            return False
        for word in range(count):
            at, steps = word, 0
            while at >= 0 and steps <= count:
                at, steps = heads[at], steps + 1
            if at >= 0:
                return False
        return True

    best = max(
        (heads for heads in itertools.product(range(-1, count), repeat=count) if valid(list(heads))),
        key=lambda heads: sum(scores[w, h] for w, h in enumerate(heads)),
    )
    assert best_tree(scores) == list(best)


def test_a_sure_parser_gives_the_gold_tokens(treebank_document, labels):
    document, layers = treebank_document, treebank_document["layers"]
    count = len(document["words"])
    groups = {name: sure(layers[name], labels[name]) for name in ("upos", "xpos", "lemma", "feats", "split")}
    ends = {end - 1 for _, end in layers["sentences"]}
    groups["sentence"] = np.array([[0.0, 1.0] if at in ends else [1.0, 0.0] for at in range(count)])
    groups |= {"arcDependent": np.zeros((count, count)), "arcHead": np.eye(count), "arcBias": np.zeros((count, 1)), "arcRoot": np.zeros((count, 1))}
    relations = np.zeros((count, len(labels["relation"])))
    for word, head in enumerate(layers["head"]):
        if head is not None:
            relations[word, labels["relation"].index(layers["relation"][word])] = 10
            if head < 0:
                groups["arcRoot"][word] = 10
            else:
                groups["arcDependent"][word, head] = 10
    groups |= {"relationDependent": relations, "relationHead": np.zeros_like(relations)}
    width = relations.shape[1]
    tables = {
        "arc": {"scale": 1.0, "distance": np.zeros(40)},
        "relation": {"distance": np.zeros((40, width)), "weight": np.eye(width), "bias": np.zeros(width)},
    }
    reading = Reading(document, lambda ids, features, first: {n: g[: len(first)] for n, g in groups.items()}, 400, 100)
    tails = {"not": ["PART", "RB", "k|0|", "_", "advmod", "front-head"]}
    found = decode_trees(document, reading, tables, labels, tails)
    keys = ("start", "end", "upos", "xpos", "lemma", "feats", "head", "relation")
    assert [[token[key] for key in keys] for token in found] == layers["tokens"]


def test_sure_marks_give_the_gold_attributions(article, labels):
    layers = article["layers"]
    count = len(article["words"])
    groups = {"tags": sure(layers["tags"], labels["tags"])}
    outer = [pair for pair in layers["pairs"] if layers["tags"][pair["cue"][0][0]] == "B-cue"]
    # One column a cue: a cue's own words claim through it, the words that it claims answer by label.
    groups |= {"pairToken": np.zeros((count, 2)), "pairCue": np.zeros((count, 2))}
    token, cue = np.zeros((count, 5, 2)), np.zeros((count, 5, 2))
    for number, pair in enumerate(outer):
        for a, b in pair["cue"]:
            cue[a:b, :, number] = 1
        for role, label in (("source", 1), ("content", 3)):
            for a, b in pair[role]:
                token[a, label, number] = 10
                token[a + 1 : b, label + 1, number] = 10
        claimed = {w for role in ("source", "content") for a, b in pair[role] for w in range(a, b)}
        token[[w for w in range(count) if w not in claimed], 0, number] = 10
    groups |= {"pairTokenLabel": token.reshape(count, -1), "pairCueLabel": cue.reshape(count, -1)}
    tables = {"pair": {"distance": np.zeros((40, 2)), "weight": np.zeros((5, 2)), "bias": np.zeros(5)}}
    reading = Reading(article, lambda ids, features, first: {n: g[: len(first)] for n, g in groups.items()}, 400, 100)
    settings = {"cueBias": -0.4, "pairWeight": 0.5, "sourceThreshold": 0.3, "contentThreshold": 0.5}
    found = decode(reading, tables, labels["tags"], settings)
    assert [{role: [[a, b] for _, a, b in group[role]] for role in ("cue", "source", "content")} for group in found] == [
        {role: pair[role] for role in ("cue", "source", "content")} for pair in sorted(outer, key=lambda p: p["cue"])
    ]
    assert math.isfinite(groups["tags"].sum())
