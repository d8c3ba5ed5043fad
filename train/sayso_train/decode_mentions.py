"""From scores to nested mentions and flat names: the twin of src/model/decode-{mentions,names}.ts and same-types.ts."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import groupby
from typing import Any

import numpy as np

from .documents import Document
from .predict import Reading
from .tables import Tables, bucket
from .viterbi import best_labels, runs

Mention = tuple[int, int, str, str]
Name = tuple[int, int, str]
Tokens = list[dict[str, Any]]
Labels = dict[str, list[str]]
# How much what is called alike in a text weighs beside a place's own scores.
SHARED = 0.9
MAIN_TYPES = ("person", "organization", "place")
NOT_FIRST = {"PUNCT", "ADP", "CCONJ", "SCONJ", "AUX", "PRON", "DET"}
NOT_LAST = NOT_FIRST | {"VERB"}
LAST_POINTS = {".", "!"}


def decode_mentions(
    document: Document, tokens: Tokens, reading: Reading, sentences: list[tuple[int, int]], tables: Tables, labels: Labels, threshold: float
) -> list[Mention]:
    """(first word, end word, type, form); nested ones stay, of two that cross the likelier; those of one head are likely of one type."""
    found: list[tuple[int, int, str]] = []
    typed: list[tuple[str | None, np.ndarray]] = []
    words, starts = document["words"], [token["start"] for token in tokens]
    for first, end in sentences:
        groups = reading.around(first, end)
        places = np.arange(end - first)
        width = bucket(np.maximum(0, places[None, :] - places[:, None])) - 20
        scores = groups["spanFirst"] @ groups["spanLast"].T * tables["span"]["scale"] + tables["span"]["width"][width]
        above = np.argwhere(np.triu(scores > threshold))
        chosen: list[tuple[int, int]] = []
        for a, b in sorted(map(tuple, above), key=lambda span: -scores[span]):
            if not any(a < c <= b < d or c < a <= d < b for c, d in chosen):
                chosen.append((int(a), int(b)))
        for a, b in sorted(chosen):
            hidden = np.maximum(0, groups["typeFirst"][a] + groups["typeLast"][b] + groups["typeInside"][a : b + 1].mean(0))
            by_type = tables["type"]["weight"] @ hidden + tables["type"]["bias"]
            kinds = len(labels["types"])
            form = labels["forms"][int(by_type[kinds:].argmax())]
            found.append((first + a, first + b + 1, form))
            key = None if form == "pronoun" else _head_lemma(tokens, starts, words[first + a][0], words[first + b][1])
            typed.append((key, _chances(by_type[:kinds].astype(float))))
    agreed = agreed_types(typed)
    return [(first, end, labels["types"][kind], form) for (first, end, form), kind in zip(found, agreed, strict=True)]


def _head_lemma(tokens: Tokens, starts: list[int], start: int, end: int) -> str | None:
    """The lemma of the first token between two places whose head lies elsewhere, in lower case."""
    first = bisect_left(tokens, start + 1, key=lambda token: token["end"])
    last = bisect_left(starts, end)
    return next((t["lemma"].lower() for t in tokens[first:last] if not first <= t["head"] < last), None)


def agreed_types(typed: list[tuple[str | None, np.ndarray]]) -> list[int]:
    """The number of the likeliest type of each (key, chances), what has one key being likely of one type."""
    groups: dict[str, list[np.ndarray]] = defaultdict(list)
    for key, scores in typed:
        if key is not None:
            groups[key].append(scores)
    shared = {key: np.mean(scores, axis=0) for key, scores in groups.items()}
    return [int((scores if key is None else (1 - SHARED) * scores + SHARED * shared[key]).argmax()) for key, scores in typed]


def decode_names(document: Document, tokens: Tokens, reading: Reading, labels: Labels, settings: dict[str, float]) -> list[Name]:
    """Flat names: (first word, end word, type)."""
    names = labels["names"]
    types = [label[2:] for label in names if label.startswith("B-")]
    scores, words = reading.of_words("names").astype(float), document["words"]
    bias = np.array([
        settings["noNameBias"] if label == "O" else 0 if label[2:] in MAIN_TYPES else settings["otherNameBias"] for label in names
    ])
    found: list[tuple[int, int]] = []
    typed: list[tuple[str | None, np.ndarray]] = []
    word = 0
    for _, group in groupby(tokens, key=lambda token: token["sentence"]):
        units: list[tuple[int, int, str, str]] = []
        for token in group:
            first = word
            while word < len(words) and words[word][0] < token["end"]:
                word += 1
            if word > first:
                units.append((first, word, document["text"][token["start"] : token["end"]], token["upos"]))
        if not units:
            continue
        own = np.stack([_unit_scores(scores[first:end], names) for first, end, _, _ in units]) + bias
        chances = np.exp(own - own.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        for role, first, end in runs(best_labels(own, names), names):
            for a, b in _trimmed(role, first, end, units):
                span = (units[a][0], units[b - 1][1])
                found.append(span)
                mean = (chances[a:b, 1::2] + chances[a:b, 2::2]).mean(0)
                key = document["text"][words[span[0]][0] : words[span[1] - 1][1]].lower()
                typed.append((key, mean))
    return [(*span, types[kind]) for span, kind in zip(found, agreed_types(typed), strict=True)]


def _unit_scores(scores: np.ndarray, labels: list[str]) -> np.ndarray:
    """The mean of a token's words, of which all but the first go on with what it begins."""
    on = [at + 1 if label.startswith("B-") else at for at, label in enumerate(labels)]
    return np.concatenate([scores[:1], scores[1:, on]]).mean(0)


def _trimmed(role: str, first: int, end: int, units: list[tuple[int, int, str, str]]) -> list[tuple[int, int]]:
    """The parts of a run of tokens that are names."""
    parts: list[tuple[int, int]] = []
    start = first
    for at in range(first, end + 1):
        if at < end and not (units[at][2] == "," and role in ("place", "person")):
            continue
        if at > start and (role == "place" or not parts):
            parts.append((start, at))
        start = at + 1
    trimmed = []
    for low, high in parts:
        while high - low > 1 and units[high - 1][3] in NOT_LAST and units[high - 1][2] not in LAST_POINTS:
            high -= 1
        while high - low > 1 and units[low][3] in NOT_FIRST:
            low += 1
        trimmed.append((low, high))
    return trimmed


def _chances(scores: np.ndarray) -> np.ndarray:
    weights = np.exp(scores - scores.max())
    return weights / weights.sum()
