"""Products that can be trained as they will run: with weights and activations rounded to int8.

The exported model multiplies int8 weights (one scale an output column) with activations of eight bits (one scale a
window, taken as they come). A product that rounds while it trains lets the weights settle where rounding costs little.
Gradients pass the rounding as if it were not there (straight-through; Jacob et al. 2018).
"""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Product(nn.Linear):
    """A linear layer; with `rounds` it rounds as the exported one does, while training alone."""

    rounds = False

    def forward(self, x: Tensor) -> Tensor:
        """x [B, …, inputs]: the rows of one window have one scale."""
        if not (self.rounds and self.training):
            return super().forward(x)
        return F.linear(_through(x, rounded_activations), _through(self.weight, rounded_weights), self.bias)


def round_products(module: nn.Module, rounds: bool) -> None:
    for part in module.modules():
        if isinstance(part, Product):
            part.rounds = rounds


def rounded_weights(weights: Tensor) -> Tensor:
    """[outputs, inputs]: each output's weights on 255 even steps about nought."""
    step = (weights.abs().amax(1, keepdim=True) / 127).clamp(min=1e-12)
    return torch.round(weights / step) * step


def rounded_activations(x: Tensor) -> Tensor:
    """[B, …]: each row's values on 256 even steps between its least and greatest, nought among them."""
    flat = x.flatten(1)
    least, greatest = flat.amin(1).clamp(max=0), flat.amax(1).clamp(min=0)
    step = ((greatest - least) / 255).clamp(min=1e-12).view(-1, *[1] * (x.dim() - 1))
    return torch.round(x / step) * step


def _through(x: Tensor, rounded: Callable[[Tensor], Tensor]) -> Tensor:
    with torch.no_grad():
        difference = rounded(x.float()) - x
    return x + difference
