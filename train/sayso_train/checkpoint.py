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
    reader.load_state_dict(state["average"] if averaged else state["reader"])
    return reader.eval(), state["config"]


def random_state() -> dict[str, Any]:
    state = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        state["cuda"] = torch.cuda.get_rng_state()
    return state


def restore_random(state: dict[str, Any]) -> None:
    torch.set_rng_state(state["cpu"])
    if "cuda" in state and torch.cuda.is_available():
        torch.cuda.set_rng_state(state["cuda"])
