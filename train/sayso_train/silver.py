"""Stage `silver`: statements inside statements for a corpus that marks outer ones alone, as an earlier reader finds them.

PolNeAR annotates no nesting. What `sayso read` found inside contents by reading each content by itself becomes the layer
`inner` (and pairs of cue and source) of the prepared articles, so that one pass learns what two found. Only statements
directly inside an outer one are taken. Input: the NDJSON of

    ./run read - --from ndjson --format ndjson < ../shared/corpora/attribution/polnear-train.jsonl

Writes .work/prepared/NAME.jsonl.gz anew; running it again changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .documents import Document, read_documents, write_documents
from .layers import attribution_layers
from .paths import WORK
from .words import code_point_offsets

ROLES = ("source", "cue", "content")


def run(arguments: Any) -> None:
    path = WORK / f"prepared/{arguments.corpus}.jsonl.gz"
    documents = list(read_documents(path))
    records = read_records(Path(arguments.records))
    count = write_documents(path, marked(documents, records))
    known = sum(document["text"] in records for document in documents)
    print(f"silver: nested statements of {known} of {count} articles in {path}")
    if known == 0:
        raise SystemExit(f"silver: {arguments.records} holds no article of {arguments.corpus} with the same text")


def read_records(path: Path) -> dict[str, dict[str, Any]]:
    """Article records by their text: an article is the same only when its characters are."""
    with path.open(encoding="utf8") as file:
        return {record["text"]: record for record in map(json.loads, file) if "text" in record}


def marked(documents: list[Document], records: dict[str, dict[str, Any]]) -> Iterator[Document]:
    for document in documents:
        record = records.get(document["text"])
        if record is not None:
            at = code_point_offsets(document["text"])
            nested = attribution_layers(list(directly_inside(record, at)), document["words"])
            layers = document["layers"]
            layers["inner"] = nested["tags"]
            layers["pairs"] = [pair for pair in layers["pairs"] if not pair.get("silver")] + [pair | {"silver": True} for pair in nested["pairs"]]
        yield document


def directly_inside(record: dict[str, Any], at: list[int]) -> Iterator[dict[str, list[list[int]]]]:
    """The spans, in code points, of statements whose parent has none."""
    outer = {statement["id"] for statement in record["statements"] if not statement.get("parent")}
    for statement in record["statements"]:
        if statement.get("parent") in outer:
            yield {role: [[at[span["start"]], at[span["end"]]] for span in statement.get(role) or []] for role in ROLES}
