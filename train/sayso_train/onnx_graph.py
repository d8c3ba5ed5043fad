"""The reader as an ONNX graph, written node by node: opset 20, with ONNX Runtime's fused MultiHeadAttention.

Inputs: ids, feat int64 [B, L]; lens int32 [B], the pieces of each row that are no padding.
Output: out float [B, L, columns]; the rows of words' first pieces are meant to be read.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

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
    for number, layer in enumerate(encoder.layers):
        name = f"layer{number}"
        qkv = graph.linear(x, layer.qkv, f"{name}.qkv")
        graph.node("Split", [qkv], f"{name}.part", outputs=3, axis=-1, num_outputs=3)
        inputs = [f"{name}.part{n}" for n in range(3)] + ["", "lens"]
        mixed = graph.node("MultiHeadAttention", inputs, f"{name}.mixed", domain="com.microsoft", num_heads=encoder.shape.heads)
        out = graph.linear(mixed, layer.out, f"{name}.out")
        x = graph.norm(graph.node("Add", [x, out], f"{name}.sum1"), layer.norm1, f"{name}.norm1")
        up = graph.node("Gelu", [graph.linear(x, layer.up, f"{name}.up")], f"{name}.gelu")
        down = graph.linear(up, layer.down, f"{name}.down")
        x = graph.norm(graph.node("Add", [x, down], f"{name}.sum2"), layer.norm2, f"{name}.norm2")
    branches = [graph.linear(x, reader.columns["marks"], "marks")]
    for name, shared in (("syntax", reader.syntax), ("spans", reader.spans)):
        hidden = graph.node("Gelu", [graph.linear(x, shared, f"{name}.shared")], f"{name}.hidden")
        branches.append(graph.linear(hidden, reader.columns[name], name))
    graph.node("Concat", branches, "out", axis=-1)
    return _model(graph, sum(width for _, width in columns(reader).values()))


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
    positions = graph.node("Slice", [graph.weight("positions.weight", encoder.positions.weight), zero, length, zero], "positions")
    both = graph.node("Add", [pieces, features], "written")
    return graph.norm(graph.node("Add", [both, positions], "placed"), encoder.norm, "norm")


def _model(graph: Graph, width: int) -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["B", "L"]),
        helper.make_tensor_value_info("feat", TensorProto.INT64, ["B", "L"]),
        helper.make_tensor_value_info("lens", TensorProto.INT32, ["B"]),
    ]
    outputs = [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["B", "L", width])]
    made = helper.make_graph(graph.nodes, "reader", inputs, outputs, graph.weights)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(made, opset_imports=opsets, producer_name="sayso")
    model.ir_version = IR_VERSION
    return model
