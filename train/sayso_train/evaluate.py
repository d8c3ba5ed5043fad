"""Stage `evaluate`: a run, or an exported file, on the dev halves.

Writes RUN/scores.json, RUN/scores.md and RUN/PART.predicted.jsonl, which `score-attribution.mjs` of the evaluation
folder reads: node ../shared/eval/score-attribution.mjs ../shared/corpora/attribution/polnear-dev.jsonl FILE
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .checkpoint import load_reader
from .config import read_config
from .decode_attribution import decode
from .decode_mentions import decode_mentions, decode_names
from .decode_trees import decode_trees, parse, sentences
from .documents import Document, read_documents
from .layers import next_ending_after
from .paths import WORK, read_json, write_json
from .predict import Reading, onnx_scorer, torch_scorer
from .tables import arrays, tables_of
from .train import pick_device
from .words import utf16_offsets

# As the shipped reader reads: pieces of a window, and of its overlap with the one before.
WINDOW, OVERLAP = 254, 64
NAME_TYPES = ("person", "organization", "place")
Spans = set[tuple[Any, ...]]


class Count:
    """Precision, recall and F1 over sets of spans."""

    def __init__(self) -> None:
        self.hit = self.gold = self.predicted = 0

    def add(self, gold: Spans, predicted: Spans) -> None:
        self.hit += len(gold & predicted)
        self.gold += len(gold)
        self.predicted += len(predicted)

    def f1(self) -> float:
        return round(200 * self.hit / max(1, self.gold + self.predicted), 2)


def run(arguments: Any) -> None:
    folder = WORK / "runs" / arguments.name
    reader, _ = load_reader(folder)
    labels, settings = reader.labels, read_config(None, [])["decoding"]
    tables = arrays(tables_of(reader))
    if arguments.onnx:
        manifest = read_json(Path(arguments.onnx).parent / "manifest.json")
        scorer = onnx_scorer(Path(arguments.onnx), manifest["columns"])
    else:
        scorer = torch_scorer(reader, pick_device(arguments.device))
    tails = read_json(WORK / "prepared/tails.json")
    scores: dict[str, dict[str, float]] = {}
    for part in arguments.parts.split(","):
        counts: dict[str, Count] = {}
        lines = []
        for document in read_documents(WORK / f"prepared/{part}.jsonl.gz", arguments.limit):
            reading = Reading(document, scorer, WINDOW, OVERLAP)
            layers = document["layers"]
            if "pairs" in layers:
                lines.append(attributions(document, reading, tables, labels, settings))
            if "tokens" in layers:
                count_trees(counts, document, reading, tables, labels, tails)
            if "mentions" in layers or "uner" in layers:
                count_mentions(counts, document, reading, tables, labels, tails, settings)
        if lines:
            path = folder / f"{part}.predicted.jsonl"
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf8")
            print(f"evaluate: {part}: attributions in {path}", flush=True)
        if counts:
            scores[part] = {name: count.f1() for name, count in sorted(counts.items())}
            print(f"evaluate: {part}: {scores[part]}", flush=True)
    if scores:
        write_json(folder / "scores.json", scores)
        rows = [f"| {part} | {name} | {value:.2f} |" for part, own in scores.items() for name, value in own.items()]
        (folder / "scores.md").write_text("\n".join(["| part | what | F1 |", "|---|---|---|", *rows, ""]), encoding="utf8")


def attributions(document: Document, reading: Reading, tables: Any, labels: Any, settings: Any) -> dict[str, Any]:
    """One line for the scorer: outer attributions, and with nested ones as `statements` with a `parent`."""
    at = utf16_offsets(document["text"])
    words = document["words"]

    def spans(runs: list[tuple[str, int, int]]) -> list[list[int]]:
        return [[at[words[a][0]], at[words[b - 1][1]]] for _, a, b in runs]

    def listed(tags: str) -> list[dict[str, Any]]:
        found = decode(reading, tables, labels[tags], settings, tags) if reading.words else []
        return [{role: spans(group[role]) for role in ("source", "cue", "content")} for group in found if group["content"]]

    outer = listed("tags")
    inner = [{**group, "parent": 0} for group in listed("inner")]
    return {"id": document["id"], "attributions": outer, "statements": [{**group, "parent": None} for group in outer] + inner}


def count_trees(counts: dict[str, Count], document: Document, reading: Reading, tables: Any, labels: Any, tails: Any) -> None:
    gold = document["layers"]["tokens"]
    found = decode_trees(document, reading, tables, labels, tails)

    def add(name: str, ours: Spans, theirs: Spans) -> None:
        counts.setdefault(name, Count()).add(theirs, ours)

    def head(tokens: list[Any], number: int, key: Any) -> Any:
        return None if number < 0 else key(tokens[number])

    def place(token: Any) -> tuple[int, int]:
        return (token["start"], token["end"])

    add("raw tokens", {place(t) for t in found}, {(t[0], t[1]) for t in gold})
    for column, name in ((2, "upos"), (3, "xpos"), (4, "lemma"), (5, "feats")):
        add(f"raw {name}", {(*place(t), t[name]) for t in found}, {(t[0], t[1], t[column]) for t in gold})
    arcs = {(*place(t), head(found, t["head"], place)) for t in found}
    gold_arcs = {(t[0], t[1], head(gold, t[6], lambda h: (h[0], h[1]))) for t in gold}
    add("raw UAS", arcs, gold_arcs)
    # Relations without their subtypes, as the CoNLL 2018 shared task scores LAS.
    labelled = {(*place(t), head(found, t["head"], place), t["relation"].split(":")[0]) for t in found}
    gold_labelled = {(t[0], t[1], head(gold, t[6], lambda h: (h[0], h[1])), t[7].split(":")[0]) for t in gold}
    add("raw LAS", labelled, gold_labelled)
    ends = {(document["words"][end - 1][1],) for _, end in sentences(document, reading)}
    add("raw sentences", ends, {(document["words"][end - 1][1],) for _, end in document["layers"]["sentences"]})
    _gold_words(add, document, reading, tables, labels)


def _gold_words(add: Any, document: Document, reading: Reading, tables: Any, labels: Any) -> None:
    """Tags and trees with the gold tokens and sentences given (tokens without a word of their own are left out)."""
    layers = document["layers"]
    for first, end in layers["sentences"]:
        anchors = [word for word in range(first, end) if layers["upos"][word] is not None]
        groups = reading.around(first, end)
        heads, relations = parse(groups, [word - first for word in anchors], tables, labels)
        upos = {(word, labels["upos"][int(groups["upos"][word - first].argmax())]) for word in anchors}
        add("gold upos", upos, {(word, layers["upos"][word]) for word in anchors})
        absolute = [-1 if head < 0 else anchors[head] for head in heads]
        ours = {(w, h, r.split(":")[0]) for w, h, r in zip(anchors, absolute, relations, strict=True)}
        add("gold LAS", ours, {(w, layers["head"][w], layers["relation"][w].split(":")[0]) for w in anchors})


def count_mentions(counts: dict[str, Count], document: Document, reading: Reading, tables: Any, labels: Any, tails: Any, settings: Any) -> None:
    layers, tokens = document["layers"], decode_trees(document, reading, tables, labels, tails)
    if "uner" in layers:
        gold = {(*_words(document, start, end), kind) for start, end, kind in layers["uner"] if kind in NAME_TYPES}
        names = {name for name in decode_names(document, tokens, reading, labels, settings) if name[2] in NAME_TYPES}
        counts.setdefault("names", Count()).add(gold, names)
        return
    found = decode_mentions(document, tokens, reading, sentences(document, reading), tables, labels, settings["mentionThreshold"])
    parts = ["all"] + (["news and interviews"] if any(f"_{g}_" in document["id"] for g in ("news", "interview")) else [])
    for part in parts:
        for name, keep in (("spans", 2), ("typed", 3), ("typed and formed", 4)):
            counts.setdefault(f"mentions {part}, {name}", Count()).add({tuple(m[:keep]) for m in layers["mentions"]}, {m[:keep] for m in found})


def _words(document: Document, start: int, end: int) -> tuple[int, int]:
    first = next_ending_after(document["words"], start)
    return first, next_ending_after(document["words"], end - 1) + 1
