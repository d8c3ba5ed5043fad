"""The highest-scoring tree with one root (Chu and Liu 1965, Edmonds 1967): the twin of src/model/best-tree.ts."""

from __future__ import annotations

import numpy as np


def best_tree(scores: np.ndarray) -> list[int]:
    """scores [n, n + 1]: of each head (columns) for each word (rows), the last column the root; returns heads, -1 the root."""
    count = len(scores)
    if count == 0:
        return []
    greedy = scores.copy()
    np.fill_diagonal(greedy[:, :count], -np.inf)
    heads = greedy.argmax(1)
    if (heads == count).sum() == 1 and not _cycle(np.append(heads, count)):
        return [-1 if head == count else int(head) for head in heads]
    # An arc from the root costs more than all others can give, so that just one is taken (Stanojević and Cohen 2021).
    fine = (scores.max() - scores.min() + 1) * (count + 1)
    square = np.full((count + 1, count + 1), -np.inf)
    square[:count, :] = greedy
    square[:count, count] -= fine
    best = _arborescence(square, count)
    return [-1 if best[word] == count else int(best[word]) for word in range(count)]


def _cycle(heads: np.ndarray) -> list[int]:
    """The words of one cycle; the root (last) heads itself."""
    root = len(heads) - 1
    done = {root}
    for word in range(root):
        path: list[int] = []
        at = word
        while at not in done and at not in path:
            path.append(at)
            at = int(heads[at])
        if at in path:
            return path[path.index(at) :]
        done.update(path)
    return []


def _arborescence(scores: np.ndarray, root: int) -> dict[int, int]:
    """scores [n + 1, n + 1] (word, head) with −∞ for what is barred; the head of every word but the root."""
    heads = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads)
    if not cycle:
        return {word: int(heads[word]) for word in range(len(scores)) if word != root}
    # The cycle becomes one word, numbered just before the root.
    outside = [word for word in range(len(scores)) if word not in cycle and word != root]
    own = {word: number for number, word in enumerate(outside)}
    merged, new_root = len(outside), len(outside) + 1
    own[root] = new_root
    smaller = np.full((new_root + 1, new_root + 1), -np.inf)
    enter: dict[int, int] = {}
    leave: dict[int, int] = {}
    kept = sum(scores[word, heads[word]] for word in cycle)
    for word in [*outside, root]:
        if word != root:
            for head in [*outside, root]:
                smaller[own[word], own[head]] = scores[word, head]
            leave[word] = max(cycle, key=lambda head: scores[word, head])
            smaller[own[word], merged] = scores[word, leave[word]]
        enter[word] = max(cycle, key=lambda inner: scores[inner, word] - scores[inner, heads[inner]])
        smaller[merged, own[word]] = scores[enter[word], word] - scores[enter[word], heads[enter[word]]] + kept
    np.fill_diagonal(smaller, -np.inf)
    solved = _arborescence(smaller, new_root)
    back = {number: word for word, number in own.items()}
    result = {word: int(heads[word]) for word in cycle}
    for number, head in solved.items():
        if number == merged:
            word = back[head]
            result[enter[word]] = word
        elif head == merged:
            result[back[number]] = leave[back[number]]
        else:
            result[back[number]] = back[head]
    return result
