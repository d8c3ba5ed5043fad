"""The losses of every task over one batch, each a mean over what is labelled, so that weights compare.

A window lacks what its corpus does not annotate: those targets are IGNORED, and the task is left out of the sum.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from .batches import IGNORED, Batch
from .reader import Reader

LABELLED = ("tags", "inner", "upos", "xpos", "lemma", "feats", "split", "sentence", "names")


def losses(reader: Reader, batch: Batch, found: dict[str, Tensor]) -> dict[str, Tensor]:
    """The loss of each task that the batch has labels for."""
    result: dict[str, Tensor] = {}
    for name in LABELLED:
        target = batch.labels[name]
        if bool((target != IGNORED).any()):
            result[name] = F.cross_entropy(found[name].flatten(0, 1), target.flatten(), ignore_index=IGNORED)
    result |= _pairs(reader, batch, found)
    result |= _trees(reader, batch, found)
    result |= _mentions(reader, batch, found)
    return result


def _pairs(reader: Reader, batch: Batch, found: dict[str, Tensor]) -> dict[str, Tensor]:
    total, count = None, 0
    for row, cues in enumerate(batch.cues):
        if cues is None:
            continue
        weights, distance, target = cues
        words = target.shape[1]
        own = {name: found[name][row, :words] for name in ("pairCue", "pairToken", "pairCueLabel", "pairTokenLabel")}
        scores = reader.pair_scores(own, weights, distance)
        loss = F.cross_entropy(scores.flatten(0, 1), target.flatten(), reduction="sum")
        total = loss if total is None else total + loss
        count += target.numel()
    return {} if total is None else {"pairs": total / count}


def _trees(reader: Reader, batch: Batch, found: dict[str, Tensor]) -> dict[str, Tensor]:
    known = (batch.heads != IGNORED).nonzero(as_tuple=True)
    if known[0].numel() == 0:
        return {}
    scores = reader.arc_scores(found)
    words = scores.shape[1]
    # A head is sought among the anchors of the dependent's own sentence, or at the root.
    same = (batch.sentence[:, :, None] == batch.sentence[:, None, :]) & batch.anchored[:, None, :]
    same = same & ~torch.eye(words, dtype=torch.bool, device=same.device)
    scores = scores.masked_fill(~F.pad(same, (0, 1), value=True), -1e9)
    heads = batch.heads[known]
    result = {"arcs": F.cross_entropy(scores[known], torch.where(heads < 0, words, heads))}
    inner = heads >= 0
    rows, dependents, heads = known[0][inner], known[1][inner], heads[inner]
    relations = batch.labels["relation"][rows, dependents]
    if heads.numel() and bool((relations != IGNORED).any()):
        by_relation = reader.relation_scores(
            found["relationDependent"][rows, dependents], found["relationHead"][rows, heads], heads - dependents
        )
        result["relations"] = F.cross_entropy(by_relation, relations, ignore_index=IGNORED)
    return result


def _mentions(reader: Reader, batch: Batch, found: dict[str, Tensor]) -> dict[str, Tensor]:
    if not bool(batch.with_mentions.any()):
        return {}
    scores = reader.span_scores(found)
    words = scores.shape[1]
    places = torch.arange(words, device=scores.device)
    asked = (batch.sentence[:, :, None] == batch.sentence[:, None, :]) & (batch.sentence >= 0)[:, :, None]
    asked = asked & (places[:, None] <= places[None, :])[None] & batch.with_mentions[:, None, None]
    rows, first, last, kinds, forms = batch.mentions
    gold = torch.zeros_like(scores)
    gold[rows, first, last] = 1.0
    # Summed over the spans asked for, divided by the words: a mean over spans would drown in the many that are none.
    each = F.binary_cross_entropy_with_logits(scores[asked], gold[asked], reduction="sum")
    result = {"spans": each / (batch.sentence >= 0)[batch.with_mentions].sum().clamp(min=1)}
    if rows.numel():
        sums = F.pad(found["typeInside"].cumsum(1), (0, 0, 1, 0))
        inside = (sums[rows, last + 1] - sums[rows, first]) / (last + 1 - first)[:, None]
        by_type, by_form = reader.type_scores(found["typeFirst"][rows, first], found["typeLast"][rows, last], inside)
        result["types"] = F.cross_entropy(by_type, kinds, ignore_index=IGNORED)
        result["forms"] = F.cross_entropy(by_form, forms, ignore_index=IGNORED)
    return result
