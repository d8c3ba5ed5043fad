"""AdamW in groups (encoder by layer, heads), warm-up and linear decay, and the running average of the weights."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from .reader import Reader


def make_optimiser(reader: Reader, settings: dict[str, Any]) -> torch.optim.AdamW:
    """Each group keeps its highest rate as `peak`; biases, norms and tables are not decayed towards nought."""
    depth = len(reader.encoder.layers)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in reader.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("encoder.features"):
            rate = settings["headRate"]
        elif name.startswith("encoder.layers."):
            rate = settings["encoderRate"] * settings["layerDecay"] ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder."):
            rate = settings["encoderRate"] * settings["layerDecay"] ** depth
        else:
            rate = settings["headRate"]
        decay = settings["decay"] if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": own, "lr": rate, "peak": rate, "weight_decay": decay} for (rate, decay), own in groups.items()],
        betas=(settings["beta1"], settings["beta2"]),
    )


def set_rates(optimiser: torch.optim.Optimizer, step: int, steps: int, warm_up: int) -> float:
    """Sets every group's rate for the step (from 0) and returns the share of the peak."""
    warm_up = min(warm_up, max(1, steps // 4))
    share = (step + 1) / warm_up if step < warm_up else max(0.0, (steps - step) / max(1, steps - warm_up))
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * share
    return share


@torch.no_grad()
def update_average(average: dict[str, torch.Tensor], reader: Reader, keep: float, step: int) -> None:
    """EMA; in the first steps it keeps less, so that the beginning does not linger."""
    keep = min(keep, (1 + step) / (10 + step))
    for name, value in reader.state_dict().items():
        if value.dtype.is_floating_point:
            average[name].lerp_(value, 1 - keep)
        else:
            average[name].copy_(value)
