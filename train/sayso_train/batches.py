"""Windows of prepared documents, and batches of windows of like length.

The plan of an epoch (which windows, in which batches, in which order) is a pure function of the seed and the
epoch's number, so that training resumes in its midst exactly.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from .documents import Document
from .windows import cut_windows

IGNORED = -100
START, END = 101, 102
WORD_LABELS = ("tags", "inner", "upos", "xpos", "lemma", "feats", "split", "names", "relation")
PAIR_ROLES = (("source", 1), ("content", 3))
# Batches are cut from pools of this many windows, sorted by length within a pool.
POOL = 256
# Lengths that differ by less count as like (pieces).
GRAIN = 16


@dataclass
class Window:
    """Words [first, end) of a document; `pieces` with the two at the ends."""

    document: int
    first: int
    end: int
    pieces: int


@dataclass
class Batch:
    """B windows padded to W words and L pieces. `cues`: for each window (weights, distance, target), or None."""

    ids: Tensor
    lengths: Tensor
    features: Tensor
    first: Tensor
    words: Tensor
    labels: dict[str, Tensor]
    sentence: Tensor
    anchored: Tensor
    heads: Tensor
    mentions: tuple[Tensor, Tensor, Tensor, Tensor, Tensor]
    with_mentions: Tensor
    cues: list[tuple[Tensor, Tensor, Tensor] | None]

    def to(self, device: torch.device) -> Batch:
        def move(value: Any) -> Any:
            if isinstance(value, Tensor):
                return value.to(device)
            if isinstance(value, tuple):
                return tuple(move(v) for v in value)
            if isinstance(value, list):
                return [move(v) for v in value]
            if isinstance(value, dict):
                return {k: move(v) for k, v in value.items()}
            return value

        return Batch(**{name: move(value) for name, value in vars(self).items()})


def plan_epoch(documents: list[Document], shares: dict[str, float], size: int, most_pieces: int, seed: int, epoch: int) -> list[list[Window]]:
    """The batches of one epoch: every document cut from a random first window, `shares` says how often a corpus is read."""
    rng = random.Random(f"{seed}/{epoch}")
    windows: list[Window] = []
    for number, document in enumerate(documents):
        share = shares.get(document["corpus"], 1.0)
        times = int(share) + (rng.random() < share % 1)
        for _ in range(times):
            windows += _cut(number, document, size, rng)
    rng.shuffle(windows)
    batches: list[list[Window]] = []
    for at in range(0, len(windows), POOL):
        # Of like length but, within a grain, in drawn order: a batch mixes corpora, and so tasks.
        batches += _pack(sorted(windows[at : at + POOL], key=lambda w: w.pieces // GRAIN), most_pieces)
    rng.shuffle(batches)
    return batches


def _cut(number: int, document: Document, size: int, rng: random.Random) -> list[Window]:
    lengths = [len(pieces) for pieces in document["pieces"]]
    total = sum(lengths)
    shift, at = (rng.randrange(size) if total > size else 0), 0
    while shift > 0 and at < len(lengths) and lengths[at] <= shift:
        shift -= lengths[at]
        at += 1
    # The words before the first cut are a window of their own.
    parts = ([(0, at)] if at > 0 else []) + [(a + at, b + at) for a, b in cut_windows(lengths[at:], size, 0)]
    return [Window(number, a, b, sum(lengths[a:b]) + 2) for a, b in parts if b > a]


def _pack(windows: list[Window], most_pieces: int) -> list[list[Window]]:
    """Batches of at most so many pieces, padding counted; a window longer than that is one of its own."""
    batches: list[list[Window]] = []
    longest = 0
    for window in windows:
        longest = max(longest, window.pieces)
        if batches and longest * (len(batches[-1]) + 1) <= most_pieces:
            batches[-1].append(window)
        else:
            batches.append([window])
            longest = window.pieces
    return batches


class Collator:
    """Turns windows into a batch of numbers."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        self.numbers = {name: {label: n for n, label in enumerate(known)} for name, known in labels.items()}

    def __call__(self, documents: list[Document], windows: list[Window]) -> Batch:
        rows = len(windows)
        longest = max(w.end - w.first for w in windows)
        pieces = max(w.pieces for w in windows)
        ids, features = torch.zeros(rows, pieces, dtype=torch.long), torch.zeros(rows, pieces, dtype=torch.long)
        first, lengths = torch.zeros(rows, longest, dtype=torch.long), torch.zeros(rows, dtype=torch.int32)
        labels = {name: torch.full((rows, longest), IGNORED) for name in (*WORD_LABELS, "sentence")}
        sentence, heads = torch.full((rows, longest), -1), torch.full((rows, longest), IGNORED)
        anchored = torch.zeros(rows, longest, dtype=torch.bool)
        mentions: list[tuple[int, int, int, int, int]] = []
        with_mentions = torch.zeros(rows, dtype=torch.bool)
        cues = []
        for row, window in enumerate(windows):
            document = documents[window.document]
            layers, count = document["layers"], window.end - window.first
            own, own_features, own_first = window_input(document, window.first, window.end)
            ids[row, : len(own)], features[row, : len(own)] = torch.tensor(own), torch.tensor(own_features)
            first[row, :count], lengths[row] = torch.tensor(own_first), len(own)
            for name in WORD_LABELS:
                if name in layers:
                    known = self.numbers[name]
                    values = [IGNORED if label is None else known.get(label, IGNORED) for label in layers[name][window.first : window.end]]
                    labels[name][row, :count] = torch.tensor(values)
            if "sentences" in layers:
                self._trees(row, window, layers, labels, sentence, heads, anchored)
            if "mentions" in layers:
                with_mentions[row] = True
                mentions += self._mentions(row, window, layers["mentions"], sentence)
            cues.append(pair_targets(layers["pairs"], window.first, window.end) if "pairs" in layers else None)
        columns = torch.tensor(mentions, dtype=torch.long).reshape(-1, 5).unbind(1)
        words = torch.tensor([w.end - w.first for w in windows])
        return Batch(ids, lengths, features, first, words, labels, sentence, anchored, heads, columns, with_mentions, cues)

    def _trees(self, row: int, window: Window, layers: Any, labels: Any, sentence: Tensor, heads: Tensor, anchored: Tensor) -> None:
        """Only sentences that lie wholly in the window have trees and mentions there."""
        for number, (a, b) in enumerate(layers["sentences"]):
            if window.first <= b - 1 < window.end and a < window.end:
                labels["sentence"][row, max(a, window.first) - window.first : b - window.first] = 0
                labels["sentence"][row, b - 1 - window.first] = 1
            elif window.first <= a < window.end:
                labels["sentence"][row, a - window.first : window.end - window.first] = 0
            if a < window.first or b > window.end:
                continue
            sentence[row, a - window.first : b - window.first] = number
            for word in range(a, b):
                anchored[row, word - window.first] = layers["upos"][word] is not None
                head = layers["head"][word]
                if head is not None and (head == -1 or a <= head < b):
                    heads[row, word - window.first] = -1 if head == -1 else head - window.first

    def _mentions(self, row: int, window: Window, mentions: Any, sentence: Tensor) -> list[tuple[int, int, int, int, int]]:
        found = {}
        for a, b, kind, form in mentions:
            if window.first <= a and b <= window.end:
                first, last = a - window.first, b - 1 - window.first
                if sentence[row, first] >= 0 and sentence[row, first] == sentence[row, last]:
                    numbers = (self.numbers["types"].get(kind, IGNORED), self.numbers["forms"].get(form, IGNORED))
                    found.setdefault((first, last), (row, first, last, *numbers))
        return list(found.values())


def window_input(document: Document, first: int, end: int) -> tuple[list[int], list[int], list[int]]:
    """Piece numbers with both ends, their features, and where each word begins: as src/model/reader.ts prepares them."""
    ids, features, places = [START], [0], []
    for word in range(first, end):
        places.append(len(ids))
        pieces = document["pieces"][word]
        ids += pieces
        features += [document["first"][word]] + [document["rest"][word]] * (len(pieces) - 1)
    return [*ids, END], [*features, 0], places


def cue_distance(spans: list[list[int]], words: int) -> Tensor:
    """[W]: words before the first word of a cue (negative), within it or its parts (0), after its last word."""
    places = torch.arange(words)
    first, end = spans[0][0], spans[-1][1]
    return torch.where(places < first, places - first, (places - end + 1).clamp(min=0))


def pair_targets(pairs: list[dict[str, list[list[int]]]], first: int, end: int) -> tuple[Tensor, Tensor, Tensor] | None:
    """For the cues wholly inside [first, end): weights [C, W], distance [C, W], labels [C, W]."""
    weights, distances, targets = [], [], []
    for pair in pairs:
        cue = [[a - first, b - first] for a, b in pair["cue"]]
        if cue[0][0] < 0 or cue[-1][1] > end - first:
            continue
        weight, target = torch.zeros(end - first), torch.zeros(end - first, dtype=torch.long)
        for a, b in cue:
            weight[a:b] = 1.0
        for role, label in reversed(PAIR_ROLES):
            for a, b in pair[role]:
                low, high = max(a - first, 0), min(b - first, end - first)
                if low < high:
                    target[low:high] = label + 1
                    if a >= first:
                        target[low] = label
        target[weight > 0] = 0
        weights.append(weight / weight.sum())
        distances.append(cue_distance(cue, end - first))
        targets.append(target)
    return (torch.stack(weights), torch.stack(distances), torch.stack(targets)) if targets else None
