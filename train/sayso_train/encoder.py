"""The encoder: BERT (Devlin et al. 2019) or MPNet (Song et al. 2020), as compact as this use allows.

Shapes: B texts, L pieces, H hidden width, A heads. Parameters are named alike for both, so that one loader, one
optimiser grouping and one export serve them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .features import FEATURES
from .int8 import Product


@dataclass
class EncoderShape:
    """`kind`: "bert" or "mpnet" (relative positions, ids moved by their vocabulary's order)."""

    kind: str
    layers: int
    hidden: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float


MINILM = EncoderShape("bert", 6, 384, 12, 1536, 30522, 512, 1e-12)
MPNET = EncoderShape("mpnet", 12, 768, 12, 3072, 30527, 514, 1e-5)
SHAPES = {"minilm": MINILM, "mpnet": MPNET}
# MPNet's relative positions: buckets and furthest distance.
BUCKETS, FURTHEST = 32, 128


class Layer(nn.Module):
    def __init__(self, shape: EncoderShape, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = shape.heads, dropout
        # What the first piece of each row fed to the three larger products; kept while training, for `excess`.
        self.first: list[Tensor] = []
        self.qkv = Product(shape.hidden, 3 * shape.hidden)
        self.out = Product(shape.hidden, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.up = Product(shape.hidden, shape.inner)
        self.down = Product(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, shape.epsilon)

    def forward(self, x: Tensor, mask: Tensor, chunks: int = 1) -> Tensor:
        """x [B, L, H]; mask [B × chunks, 1 or A, 1 or L, L / chunks], added to the attention scores.

        With several chunks a piece sees its own chunk alone; L is then a multiple of their number.
        """
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).view(batch * chunks, length // chunks, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        drop = self.dropout if self.training else 0.0
        # No dropout inside attention: with it torch leaves its fused kernel, and a step takes half as long again.
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        middle = self.norm1(x + F.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, hidden)), drop))
        inner = F.gelu(self.up(middle))
        if self.training:
            self.first = [x[:, 0], middle[:, 0], inner[:, 0]]
        return self.norm2(middle + F.dropout(self.down(inner), drop))

    def excess(self, norm: float, inner: float) -> Tensor:
        """Mean over rows of the squares by which the first piece's values went beyond the caps in the last pass."""
        caps = (norm, norm, inner)
        return torch.stack([F.relu(values.float().abs() - cap).square().sum(1).mean() for values, cap in zip(self.first, caps, strict=True)]).sum()


class Encoder(nn.Module):
    """`local`: how many of the lowest layers look no further than a chunk of about `chunk` pieces.

    Low layers hardly look further than the neighbouring words (Longformer, Beltagy et al. 2020, narrows them too);
    attention over 64 pieces costs a third of that over 256.
    """

    def __init__(self, shape: EncoderShape, dropout: float = 0.1, layers: int | None = None, local: int = 0, chunk: int = 64) -> None:
        super().__init__()
        self.shape, self.dropout, self.local, self.chunk = shape, dropout, local, chunk
        self.pieces = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.features = nn.Embedding(FEATURES, shape.hidden)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(layers or shape.layers))
        self.relative = nn.Embedding(BUCKETS, shape.heads) if shape.kind == "mpnet" else None
        if self.relative is not None:
            # Kept as published: a mask that learns takes torch out of its fused attention.
            self.relative.requires_grad_(False)
        self.register_buffer("numbers", mpnet_numbers() if shape.kind == "mpnet" else None, persistent=False)

    def forward(self, ids: Tensor, lengths: Tensor, features: Tensor) -> Tensor:
        """ids, features int64 [B, L]; lengths int [B], the pieces that are no padding; returns [B, L, H]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        moved = places + 2 if self.shape.kind == "mpnet" else places
        if self.numbers is not None:
            ids = self.numbers[ids]
        x = self.pieces(ids) + self.positions(moved) + self.features(features)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        padding = places[None, :] >= lengths[:, None]
        mask = torch.zeros(padding.shape, device=ids.device).masked_fill(padding, torch.finfo(torch.float32).min)[:, None, None, :]
        if self.relative is not None:
            mask = mask + self.relative(relative_buckets(places)).permute(2, 0, 1)[None]
        chunks = chunks_of(ids.shape[1], self.chunk)
        if self.local:
            x, narrow = F.pad(x, (0, 0, 0, -ids.shape[1] % chunks)), F.pad(mask, (0, -ids.shape[1] % chunks), value=torch.finfo(torch.float32).min)
            narrow = narrow.view(ids.shape[0] * chunks, 1, 1, -1)
            for layer in self.layers[: self.local]:
                x = layer(x, narrow, chunks)
            x = x[:, : ids.shape[1]]
        for layer in self.layers[self.local :]:
            x = layer(x, mask)
        return x


def chunks_of(pieces: int, chunk: int) -> int:
    """Into how many chunks of one length so many pieces are cut for the local layers."""
    return max(1, (pieces + chunk // 2) // chunk)


def relative_buckets(places: Tensor) -> Tensor:
    """[L, L]: the bucket of key minus query, as MPNet (and T5) cut distances."""
    away = places[:, None] - places[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    sign = (away < 0).long() * half
    size = away.abs()
    far = exact + (torch.log(size.clamp(min=1).float() / exact) / math.log(FURTHEST / exact) * (half - exact)).long()
    return sign + torch.where(size < exact, size, far.clamp(max=half - 1))


def load_weights(encoder: Encoder, tensors: dict[str, np.ndarray]) -> None:
    """Fills an encoder from the published names of BERT or MPNet; exits when one is missing or has another shape."""
    source = {name.removeprefix("bert.").removeprefix("mpnet."): torch.from_numpy(array.copy()) for name, array in tensors.items()}
    mpnet = encoder.shape.kind == "mpnet"
    embeddings = "embeddings."
    state = {
        "pieces.weight": source[embeddings + "word_embeddings.weight"],
        "positions.weight": source[embeddings + "position_embeddings.weight"],
        "features.weight": encoder.features.weight.detach(),
        "norm.weight": source[embeddings + "LayerNorm.weight"],
        "norm.bias": source[embeddings + "LayerNorm.bias"],
    }
    if mpnet:
        state["relative.weight"] = source["encoder.relative_attention_bias.weight"]
    else:
        # Only the first segment is ever used: it is added to every position.
        state["positions.weight"] = state["positions.weight"] + source[embeddings + "token_type_embeddings.weight"][0]
    attention = ("attention.attn.q", "attention.attn.k", "attention.attn.v") if mpnet else tuple(f"attention.self.{n}" for n in ("query", "key", "value"))
    names = {
        "out": "attention.attn.o" if mpnet else "attention.output.dense",
        "norm1": "attention.LayerNorm" if mpnet else "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for number in range(len(encoder.layers)):
        layer = f"encoder.layer.{number}."
        for part in ("weight", "bias"):
            state[f"layers.{number}.qkv.{part}"] = torch.cat([source[f"{layer}{name}.{part}"] for name in attention])
            for own, name in names.items():
                state[f"layers.{number}.{own}.{part}"] = source[f"{layer}{name}.{part}"]
    encoder.load_state_dict(state)


def mpnet_numbers() -> Tensor:
    """[30522]: MPNet's number of every BERT piece. Its vocabulary is BERT's behind `<s> <pad> </s> <unk>`, with its own ends."""
    numbers = torch.arange(MINILM.vocabulary) + 4
    numbers[0], numbers[101], numbers[102] = 1, 0, 2
    return numbers
