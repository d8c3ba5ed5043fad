"""Runs of words that the model sees at once: the twin of src/model/windows.ts."""

from __future__ import annotations

from collections.abc import Sequence


# A window ends at a line's end if it is then at least so full.
LEAST_FILL = 0.7


def cut_windows(pieces: Sequence[int], size: int, overlap: int, line_starts: Sequence[bool] | None = None) -> list[tuple[int, int]]:
    """Windows (first word, end word) of at most `size` pieces; `pieces`: of each word, `line_starts`: whether it begins a line.

    A window that cuts a line shares about `overlap` pieces with the next; one that ends with a line shares none.
    """
    windows: list[tuple[int, int]] = []
    first = 0
    while first < len(pieces):
        end, total = first, 0
        while end < len(pieces) and (end == first or total + pieces[end] <= size):
            total += pieces[end]
            end += 1
        whole = None if end == len(pieces) or line_starts is None else _line_end(pieces, line_starts, end, total, LEAST_FILL * size)
        windows.append((first, whole or end))
        if end == len(pieces):
            break
        if whole is not None:
            first = whole
            continue
        next_first, shared = end, 0
        while next_first - 1 > first and shared + pieces[next_first - 1] <= overlap:
            next_first -= 1
            shared += pieces[next_first]
        first = next_first
    return windows


def _line_end(pieces: Sequence[int], line_starts: Sequence[bool], end: int, total: int, least: float) -> int | None:
    word = end
    while total >= least:
        if line_starts[word]:
            return word
        word -= 1
        total -= pieces[word]
    return None


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
