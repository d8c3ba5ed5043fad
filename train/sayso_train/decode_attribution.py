"""From scores to attributions: the twin of src/model/decode-marks.ts, so that what is measured is what is shipped."""

from __future__ import annotations

from typing import Any

import numpy as np

from .predict import Reading
from .tables import Tables, bucket
from .viterbi import best_labels, runs

LEAST = 1e-6
# The word label (of O, B-source, I-source, B-cue, I-cue, B-content, I-content) that each pair label stands for.
WORD_LABEL = [0, 1, 2, 5, 6]
Run = tuple[str, int, int]


def decode(reading: Reading, tables: Tables, labels: list[str], settings: dict[str, float], tags: str = "tags") -> list[dict[str, Any]]:
    """Groups {cue, sources, contents} of runs of words; `tags` may be "inner" for nested attributions."""
    scores = reading.of_words(tags).astype(float)
    scores[:, labels.index("B-cue")] += settings["cueBias"]
    cues = [run for run in runs(best_labels(scores, labels), labels) if run[0] == "cue"]
    claims = [_claim(reading, tables, cue) for cue in cues]
    joined = _joined(scores, cues, claims, settings["pairWeight"])
    found = runs(best_labels(joined, labels), labels)
    return _link(cues, claims, found, settings, labels)


def _claim(reading: Reading, tables: Tables, cue: Run) -> tuple[int, np.ndarray]:
    """The first word of the cue's window, and probabilities [words of the window, 5]."""
    _, first, end = cue
    rows = reading.rows[reading.best[(first + end - 1) >> 1]]
    vector = reading.of_range("pairCue", first, end).mean(0)
    by_label = reading.of_range("pairCueLabel", first, end).mean(0).reshape(5, -1)
    words = np.arange(rows.first, rows.end)
    distance = np.where(words < first, words - first, np.maximum(0, words - end + 1))
    hidden = np.maximum(0, vector + rows.groups["pairToken"] + tables["pair"]["distance"][bucket(distance)])
    scores = hidden @ tables["pair"]["weight"].T + tables["pair"]["bias"]
    scores = scores + np.einsum("wlr,lr->wl", rows.groups["pairTokenLabel"].reshape(len(words), 5, -1), by_label)
    scores = np.exp(scores - scores.max(1, keepdims=True))
    return rows.first, scores / scores.sum(1, keepdims=True)


def _joined(tags: np.ndarray, cues: list[Run], claims: list[tuple[int, np.ndarray]], weight: float) -> np.ndarray:
    best = np.full((len(tags), 5), LEAST)
    best[:, 0] = 1
    for first, probabilities in claims:
        own = best[first : first + len(probabilities)]
        own[:, 0] *= probabilities[:, 0]
        own[:, 1:] = np.maximum(own[:, 1:], probabilities[:, 1:])
    joined = np.full(tags.shape, -np.inf)
    joined[:, WORD_LABEL] = tags[:, WORD_LABEL] + weight * np.log(np.maximum(LEAST, best))
    for _, first, end in cues:
        joined[first:end] = -np.inf
        joined[first, 3] = 0
        joined[first + 1 : end, 4] = 0
    return joined


def _link(cues: list[Run], claims: list[tuple[int, np.ndarray]], found: list[Run], settings: dict[str, float], labels: list[str]) -> list[dict[str, Any]]:
    sources = [run for run in found if run[0] == "source"]
    contents = [run for run in found if run[0] == "content"]
    content_of = [_highest([_mean(claim, run, 3) for claim in claims], settings["contentThreshold"]) for run in contents]
    groups = []
    for number, (cue, claim) in enumerate(zip(cues, claims, strict=True)):
        source = _highest([_mean(claim, run, 1) for run in sources], settings["sourceThreshold"])
        own = [run for run, cue_number in zip(contents, content_of, strict=True) if cue_number == number]
        groups.append({"cue": [cue], "source": [] if source < 0 else [sources[source]], "content": own or _wanted(claim, labels)})
    loose = [run for run, cue_number in zip(contents, content_of, strict=True) if cue_number < 0]
    return groups + [{"cue": [], "source": [], "content": [run]} for run in loose]


def _wanted(claim: tuple[int, np.ndarray], labels: list[str]) -> list[Run]:
    first, probabilities = claim
    names = [labels[label] for label in WORD_LABEL]
    found = runs(best_labels(np.log(np.maximum(LEAST, probabilities)), names), names)
    return [(role, a + first, b + first) for role, a, b in found if role == "content"]


def _highest(values: list[float], threshold: float) -> int:
    best = int(np.argmax(values)) if values else -1
    return best if best >= 0 and values[best] > threshold else -1


def _mean(claim: tuple[int, np.ndarray], run: Run, label: int) -> float:
    first, probabilities = claim
    _, a, b = run
    low, high = max(a, first), min(b, first + len(probabilities))
    return float(probabilities[low - first : high - first, label : label + 2].sum()) / (b - a) if high > low else 0.0
