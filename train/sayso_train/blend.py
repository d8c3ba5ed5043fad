"""Stage `blend`: a run whose weights are the weighted mean of other runs' averaged weights.

Runs that began from the same weights lie in one basin: their mean is often better than each (Wortsman et al. 2022,
"Model soups"). The settings are those of the first run named; how marks are decoded is config.json's.

Writes .work/runs/NAME/checkpoint.pt, which `evaluate` and `export` read; it cannot be trained on.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from . import checkpoint
from .config import read_config
from .paths import WORK

# Furthest that the shares may be from one in sum.
ROUNDING = 1e-6


def run(arguments: Any) -> None:
    shares = read_shares(arguments.of)
    states = []
    for name in shares:
        state = checkpoint.load(WORK / "runs" / name)
        if state is None:
            raise SystemExit(f"blend: {name} is no run with a checkpoint")
        if states and state["labels"] != states[0]["labels"]:
            raise SystemExit(f"blend: {name} was trained for other labels than {next(iter(shares))}")
        states.append(state)
    first = states[0]
    average = mean([state["average"] for state in states], list(shares.values()))
    checkpoint.save(
        WORK / "runs" / arguments.name,
        {
            "config": first["config"] | {"decoding": read_config(None, [])["decoding"]},
            "labels": first["labels"],
            "step": 0,
            "steps": 0,
            "average": average,
            "reader": average,
            "blend": shares,
        },
    )
    print(f"blend: {arguments.name} is {', '.join(f'{share:g} of {name}' for name, share in shares.items())}")


def read_shares(text: str) -> dict[str, float]:
    """`taught:0.75,reader:0.25` as a table. Raises SystemExit when it is none, or when the shares are not one in sum."""
    try:
        shares = {name: float(share) for name, share in (part.split(":") for part in text.split(","))}
    except ValueError:
        raise SystemExit(f"blend: --of {text}: expected RUN:SHARE,RUN:SHARE") from None
    if abs(sum(shares.values()) - 1) > ROUNDING:
        raise SystemExit(f"blend: --of {text}: the shares are {sum(shares.values()):g} in sum, not 1")
    return shares


def mean(states: list[dict[str, Tensor]], shares: list[float]) -> dict[str, Tensor]:
    """The weighted mean of every weight; what is no number with a fraction is the first state's."""
    first, *others = states
    for other in others:
        if odd := first.keys() ^ other.keys():
            raise SystemExit(f"blend: the runs have different weights: {', '.join(sorted(odd))}")
    return {
        name: torch.stack([share * state[name] for share, state in zip(shares, states, strict=True)]).sum(0) if value.is_floating_point() else value
        for name, value in first.items()
    }
