"""The reader as an ONNX graph, written node by node: opset 20, with ONNX Runtime's fused MultiHeadAttention.

Inputs: ids, feat int64 [1, L]: one window without padding, since several in a run would not be quicker on one core and,
with activations quantised as they come, would change each other's scores. Attention then needs no mask, and ONNX
Runtime takes its faster kernel. Output: out float [1, L, columns]; the rows of words' first pieces are meant to be read.

Residual sums are `Sum`, not `Add`: ONNX Runtime fuses Add and LayerNormalization into a kernel that takes eight times
as long as both (a fifth of a window's time).
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from .encoder import Encoder, Layer
from .reader import Reader

OPSET = 20
# The intermediate form that ONNX Runtime 1.30 and its web build read.
IR_VERSION = 10


class Graph:
    """Collects nodes and weights; every method returns the name of what it made."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: Tensor | np.ndarray) -> str:
        array = value.detach().cpu().float().numpy() if isinstance(value, Tensor) else value
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, outputs: int = 1, domain: str = "", **attributes: object) -> str:
        made = [name] if outputs == 1 else [f"{name}{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, made, name=f"node_{name}", domain=domain, **attributes))
        return name

    def linear(self, x: str, layer: nn.Linear, name: str) -> str:
        product = self.node("MatMul", [x, self.weight(f"{name}.weight", layer.weight.T)], f"{name}.product")
        return self.node("Add", [product, self.weight(f"{name}.bias", layer.bias)], name)

    def norm(self, x: str, layer: nn.LayerNorm, name: str) -> str:
        own = [self.weight(f"{name}.weight", layer.weight), self.weight(f"{name}.bias", layer.bias)]
        return self.node("LayerNormalization", [x, *own], name, axis=-1, epsilon=layer.eps)


def build(reader: Reader) -> onnx.ModelProto:
    encoder = reader.encoder
    if encoder.shape.kind != "bert":
        raise SystemExit("only BERT encoders are exported: MPNet is a teacher, too slow to ship")
    graph = Graph()
    x = _embeddings(graph, reader)
    if encoder.local:
        x = _pad(graph, x, encoder)
    for number, layer in enumerate(encoder.layers):
        local = number < encoder.local
        x = _layer(graph, x, layer, f"layer{number}", local)
        if number == encoder.local - 1:
            x = graph.node("Slice", [x, "zero", "length", "one"], "whole")
    branches = [graph.linear(x, reader.columns["marks"], "marks")]
    for name, shared in (("syntax", reader.syntax), ("spans", reader.spans)):
        hidden = graph.node("Gelu", [graph.linear(x, shared, f"{name}.shared")], f"{name}.hidden")
        branches.append(graph.linear(hidden, reader.columns[name], name))
    graph.node("Concat", branches, "out", axis=-1)
    return _model(graph, sum(width for _, width in columns(reader).values()))


def _layer(graph: Graph, x: str, layer: Layer, name: str, local: bool) -> str:
    qkv = graph.linear(x, layer.qkv, f"{name}.qkv")
    if local:
        qkv = graph.node("Reshape", [qkv, "chunk.shape"], f"{name}.chunks")
    graph.node("Split", [qkv], f"{name}.part", outputs=3, axis=-1, num_outputs=3)
    inputs = [f"{name}.part{n}" for n in range(3)] + (["", "chunk.lengths"] if local else [])
    mixed = graph.node("MultiHeadAttention", inputs, f"{name}.mixed", domain="com.microsoft", num_heads=layer.heads)
    if local:
        mixed = graph.node("Reshape", [mixed, "window.shape"], f"{name}.joined")
    out = graph.linear(mixed, layer.out, f"{name}.out")
    x = graph.norm(graph.node("Sum", [x, out], f"{name}.sum1"), layer.norm1, f"{name}.norm1")
    up = graph.node("Gelu", [graph.linear(x, layer.up, f"{name}.up")], f"{name}.gelu")
    down = graph.linear(up, layer.down, f"{name}.down")
    return graph.norm(graph.node("Sum", [x, down], f"{name}.sum2"), layer.norm2, f"{name}.norm2")


def _pad(graph: Graph, x: str, encoder: Encoder) -> str:
    """Lengthens the window to a multiple of its chunks; makes their shapes, and the pieces in each that are no padding."""
    number = lambda name, value: graph.weight(name, np.array([value], np.int64))  # noqa: E731
    half = graph.node("Add", ["length", number("half", encoder.chunk // 2)], "chunk.half")
    count = graph.node("Max", [graph.node("Div", [half, number("chunk", encoder.chunk)], "chunk.rounded"), "one"], "chunk.count")
    above = graph.node("Sub", [graph.node("Add", ["length", count], "chunk.above"), "one"], "chunk.most")
    size = graph.node("Div", [above, count], "chunk.size")
    total = graph.node("Mul", [size, count], "chunk.total")
    more = graph.node("Sub", [total, "length"], "chunk.more")
    nothing = graph.weight("nothing", np.zeros(4, np.int64))
    pads = graph.node("Concat", [nothing, more, "zero"], "chunk.pads", axis=0)
    whole, hidden = number("rest", -1), encoder.shape.hidden
    graph.node("Concat", [count, size, whole], "chunk.shape", axis=0)
    graph.node("Concat", ["one", total, number("hidden", hidden)], "window.shape", axis=0)
    scalar = graph.weight("scalar", np.zeros(0, np.int64))
    begin, end, step = (graph.node("Reshape", [name, scalar], f"chunk.{label}") for label, name in (("begin", "zero"), ("end", "chunk.count"), ("step", "one")))
    first = graph.node("Mul", [graph.node("Range", [begin, end, step], "chunk.numbers"), size], "chunk.first")
    left = graph.node("Min", [graph.node("Sub", ["length", first], "chunk.left"), size], "chunk.own")
    graph.node("Cast", [left], "chunk.lengths", to=TensorProto.INT32)
    return graph.node("Pad", [x, pads], "padded")


def columns(reader: Reader) -> dict[str, list[int]]:
    """First column and width of every group of the output."""
    found, at = {}, 0
    for groups in reader.groups.values():
        for name, width in groups:
            found[name] = [at, width]
            at += width
    return found


def _embeddings(graph: Graph, reader: Reader) -> str:
    encoder = reader.encoder
    pieces = graph.node("Gather", [graph.weight("pieces.weight", encoder.pieces.weight), "ids"], "pieces")
    features = graph.node("Gather", [graph.weight("features.weight", encoder.features.weight), "feat"], "features")
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    zero = graph.weight("zero", np.zeros(1, np.int64))
    graph.weight("one", np.ones(1, np.int64))
    positions = graph.node("Slice", [graph.weight("positions.weight", encoder.positions.weight), zero, length, zero], "positions")
    both = graph.node("Add", [pieces, features], "written")
    return graph.norm(graph.node("Add", [both, positions], "placed"), encoder.norm, "norm")


def _model(graph: Graph, width: int) -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "L"]),
        helper.make_tensor_value_info("feat", TensorProto.INT64, [1, "L"]),
    ]
    outputs = [helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, "L", width])]
    made = helper.make_graph(graph.nodes, "reader", inputs, outputs, graph.weights)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(made, opset_imports=opsets, producer_name="sayso")
    model.ir_version = IR_VERSION
    return model
