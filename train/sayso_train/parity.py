"""Stage `parity`: what the TypeScript side is compared with, as two files of src/model.

decoding.parity.json: made-up rows of scores (seeded, rounded) for a self-written text in windows of several sizes, small
tables and labels, and what the decoders here make of them. It changes only with the decoders.

reader.parity.json: for a short text the pieces, features and tag scores of the model in models/en/reader (or --model
FOLDER); made anew with every new model.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from .batches import window_input
from .decode_attribution import decode
from .decode_mentions import decode_mentions, decode_names
from .decode_trees import decode_trees, sentences
from .documents import Document, make_document
from .paths import ROOT, VOCABULARY, read_json
from .pieces import WordPieces
from .predict import Groups, Reading, Scorer, onnx_scorer
from .reader import BUCKETS, PAIR_LABELS, Widths, column_groups
from .tables import Tables, arrays
from .words import utf16_offsets

MODEL = ROOT / "src/model"
EXAMPLE = (
    "PORT HALLAM — “The ferry will resume by Friday,” said Tomas Brekke, the harbour master.\n\n"
    "He told reporters that the crews hadn't been paid."
)
TEXT = (
    "PORT HALLAM (Nordholm Wire) — “We won't reopen it,” Mayor Ilse Vårdal said; the café’s owner, Ana O’Daly-Reyes, didn’t agree.\n\n"
    "\tBy Tomás Œrsted\nHe cannot leave 😀😀 the U.S.-led mission, which cost €1.1m\u00a0in 2031, 𝒜lpha said. According to two aides "
    "who have seen it, the board of the ferry company had told islanders that the Lodge 𝔹eta would never open again, not in May and "
    "not in June, and that nobody should wait on the quay for it whatever the mayor said on the radio that night or the next\n \n東京 ok\u200b ."
)
# Pieces of a window and of its overlap: several windows a sentence, several sentences a window, all in one.
SIZES = ((24, 8), (60, 20), (500, 100))
WIDTHS = Widths(pair=4, rank=2, arc=4, relation=3, span=4, type=3)
ROLES = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
LABELS = {
    "tags": ROLES,
    "inner": ROLES,
    "upos": ["NOUN", "VERB", "PUNCT"],
    "xpos": ["NN", "VBD", "POS"],
    "lemma": ["k|0|", "l|0|", "l|1|", "k|2|e", "=be", "l|9|x"],
    "feats": ["_", "Number=Sing"],
    "split": ["B", "I", "B1", "B3", "I1", "I2"],
    "sentence": ["inside", "last"],
    "relation": ["root", "nsubj", "obj", "punct"],
    "names": ["O", "B-person", "I-person", "B-place", "I-place", "B-event", "I-event"],
    "types": ["person", "place", "event"],
    "forms": ["named", "nominal", "pronoun"],
}
# Added to made-up scores, so that spans are few and sentences longer than some windows.
LEANING = {"tags": ("O", 1.0), "inner": ("O", 1.5), "names": ("O", 1.0), "split": ("B", 1.0), "sentence": ("inside", 2.5)}
TAILS = {
    "not": ["PART", "RB", "k|0|", "Polarity=Neg", "advmod", "front-head"],
    "t": ["PART", "RB", "=not", "_", "advmod", "next"],
    "d": ["AUX", "MD", "=would", "_", "aux", "front"],
}
DECODING = {"cueBias": -0.4, "pairWeight": 0.5, "sourceThreshold": 0.2, "contentThreshold": 0.25, "mentionThreshold": 3.2, "noNameBias": 0.3, "otherNameBias": -0.5}


def run(arguments: Any) -> None:
    folder = Path(arguments.model)
    _write("decoding.parity.json", decoding_example())
    _write("reader.parity.json", reader_example(folder))


def decoding_example() -> dict[str, Any]:
    rng = np.random.default_rng(7)
    tables = _tables(rng)
    columns = [group for groups in column_groups(LABELS, WIDTHS).values() for group in groups]
    places = {name: [sum(width for _, width in columns[:at]), width] for at, (name, width) in enumerate(columns)}
    document = make_document("made up", "self-written", TEXT, WordPieces.read(VOCABULARY))
    cases = []
    for size, overlap in SIZES:
        rows: list[list[list[float]]] = []

        def scorer(ids: list[int], features: list[int], first: list[int], rows: list[list[list[float]]] = rows) -> Groups:
            made = rng.normal(size=(len(first), sum(width for _, width in columns)))
            for name, (label, more) in LEANING.items():
                made[:, places[name][0] + LABELS[name].index(label)] += more
            made = np.round(made, 2)
            rows.append(made.tolist())
            return {name: made[:, at : at + width].astype(np.float32) for name, (at, width) in places.items()}

        reading = Reading(document, scorer, size, overlap)
        windows = [[*window, own] for window, own in zip(reading.windows, rows, strict=True)]
        cases.append({"windows": windows, **_decoded(document, reading, arrays(tables))})
    return {"text": TEXT, "labels": LABELS, "columns": places, "decoding": DECODING, "tables": tables, "tails": TAILS, "cases": cases}


def _tables(rng: np.random.Generator) -> Tables:
    def made(*shape: int) -> Any:
        return np.round(rng.normal(size=shape), 2).tolist()

    kinds, relations = len(LABELS["types"]) + len(LABELS["forms"]), len(LABELS["relation"])
    return {
        "pair": {"distance": made(2 * BUCKETS, WIDTHS.pair), "weight": made(PAIR_LABELS, WIDTHS.pair), "bias": made(PAIR_LABELS)},
        "arc": {"distance": made(2 * BUCKETS), "scale": 0.5},
        "relation": {"distance": made(2 * BUCKETS, WIDTHS.relation), "weight": made(relations, WIDTHS.relation), "bias": made(relations)},
        "span": {"width": made(BUCKETS), "scale": 0.5},
        "type": {"weight": made(kinds, WIDTHS.type), "bias": made(kinds)},
    }


def _decoded(document: Document, reading: Reading, tables: Tables) -> dict[str, Any]:
    """What the decoders make of a reading; spans in UTF-16 units, runs in words."""
    at = utf16_offsets(document["text"])
    keys = ("upos", "xpos", "lemma", "feats", "head", "relation")
    found, tokens = sentences(document, reading), decode_trees(document, reading, tables, LABELS, TAILS)

    def groups(tags: str) -> list[dict[str, list[list[int]]]]:
        made = decode(reading, tables, LABELS[tags], DECODING, tags)
        return [{role: [[a, b] for _, a, b in group[role]] for role in ("cue", "source", "content")} for group in made]

    return {
        "sentences": [[at[document["words"][a][0]], at[document["words"][b - 1][1]]] for a, b in found],
        "tokens": [[at[t["start"]], at[t["end"]], *(t[key] for key in keys)] for t in tokens],
        "mentions": decode_mentions(document, tokens, reading, found, tables, LABELS, DECODING["mentionThreshold"]),
        "names": decode_names(document, tokens, reading, LABELS, DECODING),
        "outer": groups("tags"),
        "inner": groups("inner"),
    }


def reader_example(folder: Path) -> dict[str, Any]:
    manifest = read_json(folder / "manifest.json")
    scorer: Scorer = onnx_scorer(folder / manifest["files"]["model"]["path"], manifest["columns"])
    document = make_document("example", "self-written", EXAMPLE, WordPieces.read(folder / manifest["files"]["vocabulary"]["path"]))
    ids, features, first = window_input(document, 0, len(document["words"]))
    at = utf16_offsets(EXAMPLE)
    return {
        "text": EXAMPLE,
        "ids": ids,
        "feat": features,
        "words": [[at[start], at[end]] for start, end in document["words"]],
        "firstPiece": first,
        "marks": np.round(scorer(ids, features, first)["tags"].astype(float), 4).tolist(),
    }


def _write(name: str, value: dict[str, Any]) -> None:
    """One line a field, so that a change shows where it is."""
    lines = [f"{json.dumps(key)}: {json.dumps(field, ensure_ascii=False, separators=(',', ':'))}" for key, field in value.items()]
    path = MODEL / name
    path.write_text("{\n  " + ",\n  ".join(lines) + "\n}\n", encoding="utf8")
    print(f"parity: {path.relative_to(ROOT)}, {path.stat().st_size / 1e3:.0f} kB")
