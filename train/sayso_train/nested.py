"""Stage `nested`: statements inside statements for PolNeAR, which marks outer ones alone.

What stands inside the contents was read by us (data/nested). It becomes the layer `inner` of the prepared articles, and
its cues join the `pairs`; an article that was not read keeps no such layer.

Writes .work/prepared/polnear-train.jsonl.gz anew; running it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .documents import Document, read_documents, write_documents
from .layers import attribution_layers
from .paths import DATA, WORK
from .words import code_point_offsets

CORPUS = "polnear-train"
ROLES = ("source", "cue", "content")
Statement = dict[str, list[list[int]]]


def run(_: Any) -> None:
    path = WORK / f"prepared/{CORPUS}.jsonl.gz"
    documents = list(read_documents(path))
    read = nested_statements(DATA / f"nested/{CORPUS}.tsv")
    unknown = read.keys() - {document["id"] for document in documents}
    if unknown:
        raise SystemExit(f"nested: {path} has no article {min(unknown)}: prepare the corpus that was read")
    write_documents(path, marked(documents, read))
    print(f"nested: {sum(map(len, read.values()))} statements in {len(read)} of {len(documents)} articles in {path}")


def marked(documents: list[Document], read: dict[str, list[Statement]]) -> Iterator[Document]:
    for document in documents:
        layers = document["layers"]
        layers.pop("inner", None)
        layers["pairs"] = [pair for pair in layers["pairs"] if not pair.get("nested")]
        if document["id"] in read:
            found = attribution_layers(in_code_points(read[document["id"]], document["text"]), document["words"])
            layers["inner"] = found["tags"]
            layers["pairs"] += [pair | {"nested": True} for pair in found["pairs"]]
        yield document


def in_code_points(statements: list[Statement], text: str) -> list[Statement]:
    at = code_point_offsets(text)
    return [{role: [[at[start], at[end]] for start, end in spans] for role, spans in statement.items()} for statement in statements]


def nested_statements(path: Path) -> dict[str, list[Statement]]:
    """For each article that was read the statements inside its contents; spans in UTF-16 units."""
    lines = [line for line in path.read_text(encoding="utf8").splitlines() if line and not line.startswith("#")]
    rows = (line.split("\t") for line in lines[1:])
    return {article: [_statement(written) for written in statements.split(" ") if written] for article, statements in rows}


def _statement(written: str) -> Statement:
    return {role: _spans(spans) for role, spans in zip(ROLES, written.split("/"), strict=True)}


def _spans(written: str) -> list[list[int]]:
    return [] if written == "-" else [[int(edge) for edge in span.split("-")] for span in written.split("+")]
