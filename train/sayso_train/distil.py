"""Distillation: a larger or an averaged teacher's soft labels beside the gold ones, computed as training goes.

Set `distil.teacher` in the configuration to one run's name, or to several apart by commas (their probabilities are
averaged). A teacher labels every word of every corpus, also what its corpus does not annotate, so the student
learns trees on news and attributions on treebanks. (Hinton et al. 2015.) Teachers share the words and windows, so
MPNet may teach MiniLM. `distil.tasks` lists what is taught, for teachers that have not learnt every task. There is no
stage of its own: `train --set distil.teacher=NAME` is the stage.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
import torch.nn.functional as F
from torch import Tensor

from .batches import Batch
from .checkpoint import load_reader
from .config import Config
from .losses import LABELLED
from .paths import WORK
from .reader import Reader

# Longer mentions are taught by gold labels alone (words).
LONGEST_MENTION = 30
TASKS = [*LABELLED, "arcs", "spans", "pairs"]


def load_teacher(config: Config, labels: dict[str, list[str]], device: torch.device) -> Teacher | None:
    if not config["distil"]["teacher"]:
        return None
    readers = []
    for name in config["distil"]["teacher"].split(","):
        reader, _ = load_reader(WORK / "runs" / name)
        if reader.labels != labels:
            raise SystemExit(f"the teacher {name} was trained for other labels: prepare both from the same corpora")
        readers.append(reader.to(device))
    tasks = config["distil"].get("tasks") or TASKS
    unknown = [task for task in tasks if task not in TASKS]
    if unknown:
        raise SystemExit(f"distil.tasks: unknown {', '.join(unknown)}; known are {', '.join(TASKS)}")
    return Teacher(readers, tasks, config["distil"]["temperature"], config["precision"] == "bfloat16")


class Teacher:
    def __init__(self, readers: list[Reader], tasks: list[str], temperature: float, half: bool) -> None:
        self.readers, self.tasks, self.temperature, self.half = [reader.eval() for reader in readers], tasks, temperature, half

    def loss(self, student: Reader, batch: Batch, found: dict[str, Tensor]) -> Tensor:
        """Mean over tasks of the cross entropy with the teachers' softened mean probabilities, times temperature²."""
        own = _scores(student, batch, found, self.tasks)
        with torch.no_grad():
            taught = [_scores(reader, batch, self._read(reader, batch), self.tasks) for reader in self.readers]
        parts = []
        for name, scores in own.items():
            target = torch.stack([F.softmax(each[name] / self.temperature, -1) for each in taught]).mean(0)
            parts.append(-(target * F.log_softmax(scores / self.temperature, -1)).sum(-1).mean())
        return torch.stack(parts).mean() * self.temperature**2

    def _read(self, reader: Reader, batch: Batch) -> dict[str, Tensor]:
        with torch.autocast(batch.ids.device.type, torch.bfloat16, enabled=self.half):
            hidden = reader.encoder(batch.ids, batch.lengths, batch.features)
        return reader.read(hidden.float().gather(1, batch.first[:, :, None].expand(-1, -1, hidden.shape[2])))


def _scores(reader: Reader, batch: Batch, found: dict[str, Tensor], tasks: list[str]) -> dict[str, Tensor]:
    """Scores [N, classes] of the tasks on the batch's real words."""
    real = torch.arange(batch.first.shape[1], device=batch.words.device)[None, :] < batch.words[:, None]
    scores = {name: found[name][real] for name in LABELLED if name in tasks}
    if "arcs" in tasks:
        # Heads among all words of the window: the teacher sees no sentence limits either.
        outside = F.pad(~real, (0, 1), value=False)[:, None, :]
        scores["arcs"] = reader.arc_scores(found).masked_fill(outside, -1e4)[real]
    if "spans" in tasks:
        spans = reader.span_scores(found)[(real[:, :, None] & real[:, None, :]).triu().tril(LONGEST_MENTION - 1)]
        scores["spans"] = torch.stack([spans, torch.zeros_like(spans)], -1)
    if "pairs" in tasks:
        pairs = list(_pair_scores(reader, batch, found))
        if pairs:
            scores["pairs"] = torch.cat(pairs)
    return scores


def _pair_scores(reader: Reader, batch: Batch, found: dict[str, Tensor]) -> Iterator[Tensor]:
    for row, cues in enumerate(batch.cues):
        if cues is not None:
            weights, distance, target = cues
            own = {n: found[n][row, : target.shape[1]] for n in ("pairCue", "pairToken", "pairCueLabel", "pairTokenLabel")}
            yield reader.pair_scores(own, weights, distance).flatten(0, 1)
