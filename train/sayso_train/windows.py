"""Runs of words that the model sees at once: the twin of src/model/windows.ts."""

from __future__ import annotations

from collections.abc import Sequence


def cut_windows(pieces: Sequence[int], size: int, overlap: int) -> list[tuple[int, int]]:
    """Windows (first word, end word) of at most `size` pieces, sharing about `overlap`; `pieces`: of each word."""
    windows: list[tuple[int, int]] = []
    first = 0
    while first < len(pieces):
        end, total = first, 0
        while end < len(pieces) and (end == first or total + pieces[end] <= size):
            total += pieces[end]
            end += 1
        windows.append((first, end))
        if end == len(pieces):
            break
        next_first, shared = end, 0
        while next_first - 1 > first and shared + pieces[next_first - 1] <= overlap:
            next_first -= 1
            shared += pieces[next_first]
        first = next_first
    return windows


def best_windows(windows: Sequence[tuple[int, int]], words: int) -> list[int]:
    """For every word the window in which it stands furthest from an edge that cuts the text."""
    best = [0] * words
    depth = [-1] * words
    for index, (first, end) in enumerate(windows):
        for word in range(first, end):
            left = words if first == 0 else word - first
            right = words if end == words else end - 1 - word
            if min(left, right) > depth[word]:
                depth[word] = min(left, right)
                best[word] = index
    return best
