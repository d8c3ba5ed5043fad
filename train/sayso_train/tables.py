"""The small tables that score two words together, as plain lists: what tables.json holds and the decoders read."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .reader import Reader

Tables = dict[str, dict[str, Any]]


def tables_of(reader: Reader) -> Tables:
    """Every table of a reader; a `scale` multiplies a dot product."""

    def listed(parameter: Any) -> Any:
        return np.round(parameter.detach().cpu().float().numpy().astype(np.float64), 6).tolist()

    return {
        "pair": {"distance": listed(reader.pair_distance), "weight": listed(reader.pair_out.weight), "bias": listed(reader.pair_out.bias)},
        "arc": {"distance": listed(reader.arc_distance), "scale": 1 / math.sqrt(reader.widths.arc)},
        "relation": {"distance": listed(reader.relation_distance), "weight": listed(reader.relation_out.weight), "bias": listed(reader.relation_out.bias)},
        "span": {"width": listed(reader.span_width), "scale": 1 / math.sqrt(reader.widths.span)},
        "type": {"weight": listed(reader.type_out.weight), "bias": listed(reader.type_out.bias)},
    }


def arrays(tables: Tables) -> Tables:
    """The same with arrays in place of lists."""
    return {name: {key: np.asarray(value, np.float32) for key, value in table.items()} for name, table in tables.items()}


def bucket(distance: np.ndarray) -> np.ndarray:
    """The twin of reader.distance_bucket and of src/model/distance.ts, over an array of distances in words."""
    away = np.abs(distance)
    far = 8 + np.minimum(10, np.floor(2 * np.log2(np.maximum(away, 1) / 8)).astype(int) + 1)
    near = np.minimum(np.where(away <= 8, away, far), 19)
    return np.where(distance < 0, 19 - near, 20 + near)
