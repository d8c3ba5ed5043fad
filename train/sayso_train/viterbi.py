"""The best possible sequence of BIO labels: the twin of src/model/viterbi.ts."""

from __future__ import annotations

import numpy as np


def best_labels(scores: np.ndarray, labels: list[str]) -> np.ndarray:
    """scores [words, labels], −∞ forbids; returns each word's label number."""
    words, count = scores.shape
    if words == 0:
        return np.zeros(0, int)
    barred = np.array([[to.startswith("I-") and before[2:] != to[2:] for to in labels] for before in labels])
    penalty = np.where(barred, -np.inf, 0.0)
    total = np.where([label.startswith("I-") for label in labels], -np.inf, scores[0].astype(float))
    back = np.zeros((words, count), int)
    for word in range(1, words):
        reached = total[:, None] + penalty
        back[word] = reached.argmax(0)
        total = reached.max(0) + scores[word]
    found = np.zeros(words, int)
    found[-1] = int(total.argmax())
    for word in range(words - 1, 0, -1):
        found[word - 1] = back[word, found[word]]
    return found


def runs(sequence: np.ndarray, labels: list[str]) -> list[tuple[str, int, int]]:
    """(role, first word, end word) of every run that the labels spell."""
    found = []
    word = 0
    while word < len(sequence):
        label = labels[sequence[word]]
        end = word + 1
        if label.startswith("B-"):
            while end < len(sequence) and labels[sequence[end]] == f"I-{label[2:]}":
                end += 1
            found.append((label[2:], word, end))
        word = end
    return found
