"""The configuration of a run: train/config.json, with changes from a file or from `--set group.name=value`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .encoder import SHAPES, Encoder, load_weights
from .paths import TRAIN, WORK, read_json
from .reader import Reader, Widths
from .weights import fetch, read_safetensors

Config = dict[str, Any]


def read_config(path: str | None, changes: list[str]) -> Config:
    """The base configuration, overlaid by a file, overlaid by `group.name=value` (JSON values); unknown names are refused."""
    config = read_json(TRAIN / "config.json")
    if path is not None:
        _overlay(config, read_json(Path(path)), "")
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals:
            raise SystemExit(f"--set {change}: expected name=value")
        nested: Any = _value(value)
        for part in reversed(name.split(".")):
            nested = {part: nested}
        _overlay(config, nested, "")
    return config


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def _overlay(config: Config, changes: Config, where: str) -> None:
    for name, value in changes.items():
        if name not in config and where != "shares.":
            raise SystemExit(f"unknown setting {where}{name}; train/config.json lists them all")
        if isinstance(config.get(name), dict) and isinstance(value, dict):
            _overlay(config[name], value, f"{where}{name}.")
        else:
            config[name] = value


def make_reader(config: Config, labels: dict[str, list[str]], pretrained: bool) -> Reader:
    """A reader of the configuration's shape; with the base model's weights, or with none worth keeping."""
    shape = SHAPES[config["base"]]
    local = config.get("local", {"layers": 0, "chunk": 64})
    encoder = Encoder(shape, config["dropout"], config["layers"], local["layers"], local["chunk"])
    if pretrained:
        load_weights(encoder, read_safetensors(fetch(config["base"])))
    return Reader(encoder, labels, Widths(**config["widths"]))


def labels_of_prepared() -> dict[str, list[str]]:
    path = WORK / "prepared/labels.json"
    if not path.exists():
        raise SystemExit(f"{path} is missing: run the stage `prepare` first")
    return read_json(path)
