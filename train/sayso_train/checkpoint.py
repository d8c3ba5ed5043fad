"""A run on disk: RUN/checkpoint.pt holds everything that resuming exactly needs; RUN/run.json says what the run is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch

from .config import Config, make_reader
from .reader import Reader


def save(folder: Path, state: dict[str, Any]) -> None:
    """Writes beside and renames, so that a cut run never leaves half a file."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / "checkpoint.pt.new"
    torch.save(state, beside)
    os.replace(beside, folder / "checkpoint.pt")


def load(folder: Path) -> dict[str, Any] | None:
    path = folder / "checkpoint.pt"
    return torch.load(path, map_location="cpu", weights_only=True) if path.exists() else None


def load_reader(folder: Path, averaged: bool = True) -> tuple[Reader, Config]:
    """The reader of a run, ready to read, with its averaged weights unless told otherwise."""
    state = load(folder)
    if state is None:
        raise SystemExit(f"{folder} holds no checkpoint: run the stage `train` first")
    reader = make_reader(state["config"], state["labels"], pretrained=False)
    fill(reader, state["average"] if averaged else state["reader"])
    return reader.eval(), state["config"]


@torch.no_grad()
def fill(reader: Reader, state: dict[str, Any]) -> None:
    """Takes weights over; of groups of columns that an older run did not have yet, the rows become nought."""
    own = reader.state_dict()
    if other := own.keys() ^ state.keys():
        raise SystemExit(f"the run has other weights: {', '.join(sorted(other))}")
    for name, value in state.items():
        if value.shape == own[name].shape:
            own[name].copy_(value)
        elif value.shape[1:] == own[name].shape[1:] and len(value) < len(own[name]):
            own[name].zero_()
            own[name][: len(value)] = value
        else:
            raise SystemExit(f"the run's {name} has the shape {tuple(value.shape)}, not {tuple(own[name].shape)}")


def random_state() -> dict[str, Any]:
    state = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        state["cuda"] = torch.cuda.get_rng_state()
    return state


def restore_random(state: dict[str, Any]) -> None:
    torch.set_rng_state(state["cpu"])
    if "cuda" in state and torch.cuda.is_available():
        torch.cuda.set_rng_state(state["cuda"])
