"""From scores to nested mentions and flat names: the twin of src/model/decode-mentions.ts."""

from __future__ import annotations

import numpy as np

from .predict import Reading
from .tables import Tables, bucket
from .viterbi import best_labels, runs

Mention = tuple[int, int, str, str]


def decode_mentions(
    reading: Reading, sentences: list[tuple[int, int]], tables: Tables, labels: dict[str, list[str]], threshold: float
) -> list[Mention]:
    """(first word, end word, type, form); nested ones stay, of two that cross the likelier."""
    found: list[Mention] = []
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
            found.append((first + a, first + b + 1, labels["types"][int(by_type[:kinds].argmax())], labels["forms"][int(by_type[kinds:].argmax())]))
    return found


def decode_names(reading: Reading, labels: dict[str, list[str]]) -> list[tuple[int, int, str]]:
    """Flat names: (first word, end word, type)."""
    found = runs(best_labels(reading.of_words("names"), labels["names"]), labels["names"])
    return [(first, end, kind) for kind, first, end in found]
