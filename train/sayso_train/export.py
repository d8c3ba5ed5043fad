"""Stage `export`: a run as model.onnx (int8), vocab.txt, tables.json, tails.json and manifest.json (reader/2).

Checks first that the float graph gives the numbers of PyTorch, then says how far int8 is from them. Writes to
.work/export/NAME unless told otherwise; nothing of the shipped model is touched.
"""

from __future__ import annotations

import hashlib
import json
import platform
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from .batches import END, START
from .checkpoint import load, load_reader
from .config import read_config
from .documents import make_document
from .evaluate import OVERLAP, WINDOW
from .onnx_graph import OPSET, build, columns
from .paths import TRAIN, VOCABULARY, WORK, read_json, write_json
from .pieces import WordPieces
from .predict import Reading, Scorer, onnx_scorer, torch_scorer
from .reader import Reader
from .tables import tables_of

# Furthest that a score of the float graph may be from PyTorch's (score units; sums differ in their last bits).
TOLERANCE = 2e-3
SAMPLE = TRAIN / "tests/parity.txt"
LICENCES = {
    "polnear-train": "none stated by its authors, who publish it for building attribution systems; no text of it is in the model's files",
    "ewt-train": "CC BY-SA 4.0",
    "gum-train": "annotation CC BY 4.0; texts CC BY or CC BY-SA",
    "generated": "Apache-2.0 (templates and word lists of train/data)",
    "written": "Apache-2.0 (articles of train/data/written)",
}


def run(arguments: Any) -> None:
    source = WORK / "runs" / arguments.name
    folder = Path(arguments.to) if arguments.to else WORK / "export" / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    reader, config = load_reader(source)
    with tempfile.TemporaryDirectory() as beside:
        whole = Path(beside) / "float.onnx"
        model = build(reader)
        onnx.checker.check_model(model)
        onnx.save(model, whole)
        difference = compare(reader, onnx_scorer(whole, columns(reader)))
        print(f"export: float graph against PyTorch: {difference}")
        if difference["furthest"] > TOLERANCE:
            raise SystemExit(f"export: the graph is further than {TOLERANCE} from PyTorch")
        quantise(whole, folder / "model.onnx")
    difference = compare(reader, onnx_scorer(folder / "model.onnx", columns(reader)))
    print(f"export: int8 against PyTorch: {difference}")
    (folder / "vocab.txt").write_bytes(VOCABULARY.read_bytes())
    (folder / "tables.json").write_text(json.dumps(tables_of(reader), separators=(",", ":")) + "\n", encoding="utf8")
    write_json(folder / "tails.json", read_json(WORK / "prepared/tails.json"))
    write_json(folder / "manifest.json", manifest(folder, source, reader, config, arguments.version, difference))
    size = (folder / "model.onnx").stat().st_size / 1e6
    print(f"export: {folder}, model.onnx {size:.1f} MB, {sum(w for _, w in columns(reader).values())} columns")


def quantise(source: Path, target: Path) -> None:
    """Weights to int8: matrices by channel, embeddings by tensor; activations as they come (dynamic)."""
    quantize_dynamic(
        str(source),
        str(target),
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        # Type inference stops at the fused attention, which is of another domain.
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def compare(reader: Reader, scorer: Scorer) -> dict[str, float]:
    """How far a scorer is from PyTorch on a self-written text: furthest and mean difference, and equal best labels."""
    document = make_document("sample", "self-written", SAMPLE.read_text(encoding="utf8"), WordPieces.read(VOCABULARY))
    ours = Reading(document, torch_scorer(reader, torch.device("cpu")), WINDOW, OVERLAP)
    theirs = Reading(document, scorer, WINDOW, OVERLAP)
    furthest, means, equal = 0.0, [], []
    for name in ours.rows[0].groups:
        a, b = ours.of_words(name), theirs.of_words(name)
        furthest = max(furthest, float(np.abs(a - b).max()))
        means.append(float(np.abs(a - b).mean()))
        if name in reader.labels:
            equal.append(float((a.argmax(1) == b.argmax(1)).mean()))
    return {"furthest": round(furthest, 6), "mean": round(float(np.mean(means)), 6), "equalLabels": round(float(np.mean(equal)), 4)}


def training(source: Path) -> list[dict[str, Any]]:
    """The settings and steps of a run behind those of all the runs that it was made of, each once and named by the others."""
    found: dict[str, dict[str, Any]] = {}

    def add(name: str) -> None:
        state = load(WORK / "runs" / name)
        if name in found or state is None:
            return
        if "blend" in state:
            for part in state["blend"]:
                add(part)
            found[name] = {"run": name, "blendOf": state["blend"]}
            return
        config = state["config"]
        for before in filter(None, [config.get("start"), *(config["distil"]["teacher"] or "").split(",")]):
            add(before)
        found[name] = {"run": name, "steps": state["step"], "of": state["steps"], "config": config}

    add(source.name)
    return list(found.values())


def manifest(folder: Path, source: Path, reader: Reader, config: Any, version: str, difference: dict[str, float]) -> dict[str, Any]:
    base = read_json(TRAIN / "weights.json")["models"][config["base"]]
    files = {"model": "model.onnx", "vocabulary": "vocab.txt", "tables": "tables.json", "tails": "tails.json"}
    scores = source / "scores.json"
    return {
        "format": "reader/2",
        "name": "en/reader",
        "version": version,
        "language": "en",
        "files": {name: {"path": path, "sha256": hashlib.sha256((folder / path).read_bytes()).hexdigest()} for name, path in files.items()},
        "pieces": {"kind": "wordpiece-uncased", "start": START, "end": END},
        "window": {"size": WINDOW, "overlap": OVERLAP},
        "labels": reader.labels,
        "columns": columns(reader),
        "decoding": read_config(None, [])["decoding"],
        "provenance": {
            "base": {"name": base["name"], "packages": base["packages"], "sha256": base["sha256"], "licence": base["licence"]},
            "corpora": [{"name": name, "share": share, "licence": LICENCES.get(name, "see the corpus")} for name, share in config["shares"].items() if share > 0],
            "prepared": read_json(WORK / "prepared/prepared.json")["sha256"],
            "training": training(source),
            "quantisation": {"weights": "int8, matrices by channel", "activations": "dynamic", "againstFloat": difference},
            "opset": OPSET,
            "tools": {"python": platform.python_version(), "torch": torch.__version__, "onnx": onnx.__version__, "onnxruntime": onnxruntime.__version__},
            "licence": "Apache-2.0",
            "scores": read_json(scores) if scores.exists() else {},
        },
    }
