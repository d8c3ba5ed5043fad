"""The multi-task reader: encoder, shared branches and linear columns, and the small tables that score pairs.

The network gives one row of columns a piece (only words' first pieces are read). Whatever needs two words (cue and
word, dependent and head, first and last word of a mention) is scored from columns with small tables, so that the
exported graph stays one pass and the rest is a few dot products in any language.

  group          branch   width          what it is for
  tags           marks    7              outer attribution, BIO
  pairToken      marks    pair           a word as something a cue may claim
  pairTokenLabel marks    5 × rank       the same, bilinear by label
  pairCue        marks    pair           a cue's word as one that claims
  pairCueLabel   marks    5 × rank
  inner          marks    7              nested attribution, BIO
  upos xpos lemma feats split sentence   syntax, one column a label
  arcDependent, arcHead   syntax  arc    score(i, h) = arcDependent_i · arcHead_h + arcBias_h + arcDistance[bucket(h − i)]
  arcBias, arcRoot        syntax  1, 1   arcRoot_i: score of being the root
  relationDependent, relationHead  syntax  relation   relu(sum + relationDistance[bucket]) · weight + bias
  names          spans    BIO types
  spanFirst, spanLast     spans   span   score(i, j) = spanFirst_i · spanLast_j + spanWidth[bucket(j − i)]
  typeFirst, typeLast, typeInside  spans  type   relu(first + last + mean of inside) · weight + bias over types, then forms
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .encoder import Encoder
from .int8 import Product

BUCKETS = 20
PAIR_LABELS = 5
SYNTAX_LABELS = ("upos", "xpos", "lemma", "feats", "split", "sentence")


@dataclass
class Widths:
    """Columns of the groups that are not labels."""

    pair: int = 128
    rank: int = 32
    arc: int = 128
    relation: int = 96
    span: int = 64
    type: int = 64


def distance_bucket(distance: Tensor) -> Tensor:
    """The bucket of a signed distance in words, 0 … 39: the twin of src/model/distance.ts."""
    away = distance.abs()
    far = 8 + (torch.floor(2 * torch.log2(away.clamp(min=1).double() / 8)).long() + 1).clamp(max=10)
    near = torch.where(away <= 8, away, far).clamp(max=BUCKETS - 1)
    return torch.where(distance < 0, BUCKETS - 1 - near, BUCKETS + near)


class Reader(nn.Module):
    def __init__(self, encoder: Encoder, labels: dict[str, list[str]], widths: Widths) -> None:
        super().__init__()
        self.encoder, self.labels, self.widths = encoder, labels, widths
        hidden = encoder.shape.hidden
        self.syntax = Product(hidden, hidden)
        self.spans = Product(hidden, hidden)
        self.groups = column_groups(labels, widths)
        self.columns = nn.ModuleDict(
            {branch: Product(hidden, sum(width for _, width in groups)) for branch, groups in self.groups.items()}
        )
        self.pair_distance = nn.Parameter(torch.zeros(2 * BUCKETS, widths.pair))
        self.pair_out = nn.Linear(widths.pair, PAIR_LABELS)
        self.arc_distance = nn.Parameter(torch.zeros(2 * BUCKETS))
        self.relation_distance = nn.Parameter(torch.zeros(2 * BUCKETS, widths.relation))
        self.relation_out = nn.Linear(widths.relation, len(labels["relation"]))
        self.span_width = nn.Parameter(torch.full((BUCKETS,), -2.0))
        self.type_out = nn.Linear(widths.type, len(labels["types"]) + len(labels["forms"]))

    def forward(self, ids: Tensor, lengths: Tensor, features: Tensor, first: Tensor) -> dict[str, Tensor]:
        """ids, features [B, L]; lengths [B]; first [B, W], each word's first piece; returns groups of [B, W, width]."""
        hidden = self.encoder(ids, lengths, features)
        return self.read(hidden.gather(1, first[:, :, None].expand(-1, -1, hidden.shape[2])))

    def read(self, words: Tensor) -> dict[str, Tensor]:
        branches = {"marks": words, "syntax": F.gelu(self.syntax(words)), "spans": F.gelu(self.spans(words))}
        found: dict[str, Tensor] = {}
        for branch, groups in self.groups.items():
            columns = self.columns[branch](branches[branch]).float()
            parts = columns.split([width for _, width in groups], dim=-1)
            found |= {name: part for (name, _), part in zip(groups, parts, strict=True)}
        return found

    def pair_scores(self, row: dict[str, Tensor], cues: Tensor, distance: Tensor) -> Tensor:
        """row: groups of one window [W, width]; cues [C, W], each cue's words with weights of sum 1; distance [C, W].

        Returns [C, W, 5]: scores over O, B-source, I-source, B-content, I-content.
        """
        claim = cues @ row["pairCue"]
        own = F.relu(claim[:, None, :] + row["pairToken"][None] + self.pair_distance[distance_bucket(distance)])
        by_label = (cues @ row["pairCueLabel"]).view(-1, PAIR_LABELS, self.widths.rank)
        token = row["pairTokenLabel"].view(-1, PAIR_LABELS, self.widths.rank)
        return self.pair_out(own) + torch.einsum("wlr,clr->cwl", token, by_label)

    def arc_scores(self, found: dict[str, Tensor]) -> Tensor:
        """[B, W, W + 1]: dependent, head; the last column is the root."""
        words = found["arcHead"].shape[1]
        places = torch.arange(words, device=found["arcHead"].device)
        scores = found["arcDependent"] @ found["arcHead"].transpose(1, 2) / math.sqrt(self.widths.arc)
        scores = scores + found["arcBias"].transpose(1, 2) + self.arc_distance[distance_bucket(places[None, :] - places[:, None])]
        return torch.cat([scores, found["arcRoot"]], dim=2)

    def relation_scores(self, dependent: Tensor, head: Tensor, distance: Tensor) -> Tensor:
        """dependent, head [N, relation]: rows of the two words; distance [N], head minus dependent; returns [N, labels]."""
        return self.relation_out(F.relu(dependent + head + self.relation_distance[distance_bucket(distance)]))

    def span_scores(self, found: dict[str, Tensor]) -> Tensor:
        """[B, W, W]: log odds that words i … j are a mention (meaningful for i ≤ j)."""
        words = found["spanFirst"].shape[1]
        places = torch.arange(words, device=found["spanFirst"].device)
        width = distance_bucket((places[None, :] - places[:, None]).clamp(min=0)) - BUCKETS
        return found["spanFirst"] @ found["spanLast"].transpose(1, 2) / math.sqrt(self.widths.span) + self.span_width[width]

    def type_scores(self, first: Tensor, last: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
        """first, last [N, type]: rows of a mention's edges; inside: means over its words; returns scores of types and of forms."""
        scores = self.type_out(F.relu(first + last + inside))
        kinds = len(self.labels["types"])
        return scores[:, :kinds], scores[:, kinds:]


def column_groups(labels: dict[str, list[str]], widths: Widths) -> dict[str, list[tuple[str, int]]]:
    """The groups of each branch in the order of the output's columns; `marks` begins like reader/1."""
    by_rank = PAIR_LABELS * widths.rank
    return {
        "marks": [
            ("tags", len(labels["tags"])),
            ("pairToken", widths.pair),
            ("pairTokenLabel", by_rank),
            ("pairCue", widths.pair),
            ("pairCueLabel", by_rank),
            ("inner", len(labels["inner"])),
        ],
        "syntax": [
            *[(name, len(labels[name])) for name in SYNTAX_LABELS],
            ("arcDependent", widths.arc),
            ("arcHead", widths.arc),
            ("arcBias", 1),
            ("arcRoot", 1),
            ("relationDependent", widths.relation),
            ("relationHead", widths.relation),
        ],
        "spans": [
            ("names", len(labels["names"])),
            ("spanFirst", widths.span),
            ("spanLast", widths.span),
            ("typeFirst", widths.type),
            ("typeLast", widths.type),
            ("typeInside", widths.type),
        ],
    }
