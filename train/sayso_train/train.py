"""Stage `train`: trains a reader, in steps that can be cut anywhere and taken up again exactly.

Writes RUN/checkpoint.pt (every --every minutes, at the end, and on SIGINT or SIGTERM) and RUN/log.jsonl.
"""

from __future__ import annotations

import json
import signal
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import torch

from . import checkpoint
from .batches import Collator, plan_epoch
from .config import Config, labels_of_prepared, make_reader, read_config
from .distil import Teacher, load_teacher
from .documents import Document, read_documents
from .int8 import round_products
from .losses import losses
from .optimise import make_optimiser, set_rates, update_average
from .paths import WORK, write_json
from .reader import Reader


def run(arguments: Any) -> None:
    folder = WORK / "runs" / arguments.name
    state = checkpoint.load(folder)
    if state is not None and (arguments.config or arguments.set):
        raise SystemExit(f"{folder} was begun with its own settings: take it up without --config and --set, or name another run")
    config = state["config"] if state is not None else read_config(arguments.config, arguments.set)
    labels = state["labels"] if state is not None else labels_of_prepared()
    documents = load_training(config, arguments.limit)
    device = pick_device(arguments.device)
    torch.manual_seed(config["seed"])
    reader = make_reader(config, labels, pretrained=state is None)
    if state is None and config["start"] is not None:
        begin_from(reader, config["start"])
    trainer = Trainer(reader, config, documents, device, folder, load_teacher(config, labels, device))
    if state is not None:
        trainer.restore(state)
    trainer.run(arguments.steps, arguments.minutes, arguments.every)


def begin_from(reader: Reader, name: str) -> None:
    """Begins with the averaged weights of another run for the same labels."""
    state = checkpoint.load(WORK / "runs" / name)
    if state is None:
        raise SystemExit(f"start: {name} is no run with a checkpoint")
    if state["labels"] != reader.labels:
        raise SystemExit(f"start: {name} was trained for other labels: prepare both from the same corpora")
    checkpoint.fill(reader, state["average"])


def load_training(config: Config, limit: int | None) -> list[Document]:
    """The documents of every corpus that has a share."""
    return [d for name, share in config["shares"].items() if share > 0 for d in read_documents(WORK / f"prepared/{name}.jsonl.gz", limit)]


def pick_device(name: str) -> torch.device:
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


class Trainer:
    """The loop. `step` counts optimiser steps from the beginning of the run, over all its sittings."""

    def __init__(self, reader: Reader, config: Config, documents: list[Document], device: torch.device, folder: Path, teacher: Teacher | None) -> None:
        self.reader, self.config, self.documents = reader.to(device), config, documents
        self.device, self.folder, self.teacher = device, folder, teacher
        round_products(reader, config.get("int8", False))
        self.optimiser = make_optimiser(reader, config["optimiser"])
        self.average = {name: value.detach().clone() for name, value in reader.state_dict().items()}
        self.collate = Collator(reader.labels)
        self.step = 0
        # The length of the first epoch's plan stands for all; the others differ by a batch or two.
        self.per_epoch = -(-len(self._plan(0)) // config["accumulate"])
        self.steps = round(self.per_epoch * config["epochs"])
        self.cut = False

    def restore(self, state: dict[str, Any]) -> None:
        if state["steps"] != self.steps:
            raise SystemExit(f"the run has {state['steps']} steps, these documents give {self.steps}: prepare them as they were")
        self.reader.load_state_dict(state["reader"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = {name: value.to(self.device) for name, value in state["average"].items()}
        self.step = state["step"]
        checkpoint.restore_random(state["random"])

    def run(self, most_steps: int | None, minutes: float | None, every: float) -> None:
        """Until the last step, or at most so many steps or minutes more."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        begun = saved = time.monotonic()
        last = self.steps if most_steps is None else min(self.steps, self.step + most_steps)
        print(f"train: step {self.step} of {self.steps}, {self.per_epoch} an epoch, on {self.device}", flush=True)
        epoch, plan = -1, []
        self.reader.train()
        while self.step < last and not self.cut and (minutes is None or time.monotonic() - begun < 60 * minutes):
            if self.step // self.per_epoch != epoch:
                epoch = self.step // self.per_epoch
                plan = self._plan(epoch)
            self._one(plan, self.step % self.per_epoch)
            if time.monotonic() - saved > 60 * every:
                self.save()
                saved = time.monotonic()
        self.save()
        print(f"train: stopped at step {self.step} of {self.steps}", flush=True)

    def _plan(self, epoch: int) -> list[Any]:
        c = self.config
        return plan_epoch(self.documents, c["shares"], c["window"], c["piecesPerStep"], c["seed"], epoch)

    def _one(self, plan: list[Any], at: int) -> None:
        """One optimiser step over the `at`-th group of batches; an epoch shorter than the first begins its plan again."""
        begun, settings = time.monotonic(), self.config["optimiser"]
        share = set_rates(self.optimiser, self.step, self.steps, settings["warmUpSteps"])
        count = self.config["accumulate"]
        sums: dict[str, float] = defaultdict(float)
        pieces = 0
        for number in range(at * count, (at + 1) * count):
            batch = self.collate(self.documents, plan[number % len(plan)]).to(self.device)
            pieces += int(batch.lengths.sum())
            with torch.autocast(self.device.type, torch.bfloat16, enabled=self.config["precision"] == "bfloat16"):
                hidden = self.reader.encoder(batch.ids, batch.lengths, batch.features)
            words = hidden.float().gather(1, batch.first[:, :, None].expand(-1, -1, hidden.shape[2]))
            found = self.reader.read(words)
            each = losses(self.reader, batch, found)
            outliers = self.config.get("outliers")
            if outliers is not None and outliers["weight"] > 0:
                excess = [layer.excess(outliers["norm"], outliers["inner"]) for layer in self.reader.encoder.layers]
                each["outliers"] = torch.stack(excess).sum()
            if self.teacher is not None:
                each["distil"] = self.teacher.loss(self.reader, batch, found)
            total = sum(loss * self._weight(name) for name, loss in each.items())
            (total / count).backward()
            for name, loss in each.items():
                sums[name] += float(loss.detach()) / count
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), settings["clip"])
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        update_average(self.average, self.reader, settings["average"], self.step)
        self.step += 1
        self._log({"step": self.step, "rate": round(share, 4), "pieces": pieces, "seconds": round(time.monotonic() - begun, 3), "loss": {k: round(v, 4) for k, v in sums.items()}})

    def _weight(self, name: str) -> float:
        return self.config[name]["weight"] if name in ("distil", "outliers") else self.config["weights"][name]

    def _log(self, row: dict[str, Any]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "log.jsonl").open("a", encoding="utf8") as file:
            file.write(json.dumps(row) + "\n")
        if self.step % 10 == 0 or self.step <= 3:
            shown = " ".join(f"{name} {value:.3f}" for name, value in row["loss"].items())
            print(f"{self.step:6d} {row['seconds']:6.2f} s {row['pieces']:5d} pieces  {shown}", flush=True)

    def save(self) -> None:
        checkpoint.save(
            self.folder,
            {
                "config": self.config,
                "labels": self.reader.labels,
                "step": self.step,
                "steps": self.steps,
                "reader": self.reader.state_dict(),
                "average": self.average,
                "optimiser": self.optimiser.state_dict(),
                "random": checkpoint.random_state(),
            },
        )
        write_json(self.folder / "run.json", {"config": self.config, "step": self.step, "steps": self.steps, "torch": torch.__version__})

    def _stop(self, *_: Any) -> None:
        self.cut = True
