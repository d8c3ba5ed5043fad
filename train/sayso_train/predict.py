"""Reads prepared documents with a run's own weights or an exported file: one set of columns a word and window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch

from .batches import window_input
from .documents import Document
from .reader import Reader
from .windows import best_windows, cut_windows

Groups = dict[str, np.ndarray]


@dataclass
class Rows:
    """What the model gave for words [first, end): each group [end − first, width]."""

    first: int
    end: int
    groups: Groups


class Scorer(Protocol):
    def __call__(self, ids: list[int], features: list[int], first: list[int]) -> Groups: ...


def torch_scorer(reader: Reader, device: torch.device) -> Scorer:
    reader = reader.to(device).eval()

    @torch.inference_mode()
    def score(ids: list[int], features: list[int], first: list[int]) -> Groups:
        def row(values: list[int]) -> torch.Tensor:
            return torch.tensor([values], device=device)

        lengths = torch.tensor([len(ids)], device=device)
        found = reader(row(ids), lengths, row(features), row(first))
        return {name: value[0].cpu().numpy() for name, value in found.items()}

    return score


def onnx_scorer(path: Path, columns: dict[str, list[int]], threads: int = 1) -> Scorer:
    """`columns`: first column and width of each group, as the manifest lists them."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def score(ids: list[int], features: list[int], first: list[int]) -> Groups:
        inputs = {"ids": np.asarray([ids], np.int64), "feat": np.asarray([features], np.int64)}
        out = session.run(["out"], inputs)[0][0][first]
        return {name: out[:, at : at + width] for name, (at, width) in columns.items()}

    return score


class Reading:
    """One document read in overlapping windows."""

    def __init__(self, document: Document, scorer: Scorer, size: int, overlap: int) -> None:
        lengths = [len(pieces) for pieces in document["pieces"]]
        self.words = len(lengths)
        self.windows = cut_windows(lengths, size, overlap, [feature % 2 == 1 for feature in document["first"]])
        self.rows = [Rows(a, b, scorer(*window_input(document, a, b))) for a, b in self.windows]
        self.best = best_windows(self.windows, self.words)

    def of_words(self, name: str) -> np.ndarray:
        """[words, width]: a group, each word from the window where it stands furthest from an edge."""
        return self.of_range(name, 0, self.words)

    def of_range(self, name: str, first: int, end: int) -> np.ndarray:
        picked = [self.rows[self.best[word]] for word in range(first, end)]
        return np.stack([rows.groups[name][word - rows.first] for word, rows in zip(range(first, end), picked, strict=True)])

    def around(self, first: int, end: int) -> Groups:
        """Every group of words [first, end), from one window where one holds them all, the one with most around them."""
        holding = [rows for rows in self.rows if rows.first <= first and end <= rows.end]
        if not holding:
            return {name: self.of_range(name, first, end) for name in self.rows[0].groups}
        rows = max(holding, key=lambda r: min(self._room(first - r.first, r.first), self._room(r.end - end, self.words - r.end)))
        return {name: value[first - rows.first : end - rows.first] for name, value in rows.groups.items()}

    def _room(self, words: int, beyond: int) -> int:
        return self.words if beyond == 0 else words
