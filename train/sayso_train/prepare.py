"""Stage `prepare`: corpora to word-level documents, and the label tables of the training parts.

Reads attribution/polnear-{train,dev}.jsonl, articles/news-dev.jsonl, treebank/{ewt,gum}-{train,dev}.conllu.gz and
treebank/uner-ewt-dev.iob2.gz; writes .work/prepared/NAME.jsonl.gz, labels.json, tails.json and prepared.json (digests).
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .conllu import Treebank, entities, read_treebank
from .documents import Document, make_document, read_documents, write_documents
from .layers import anchors, attribution_layers, mention_layers, read_titles, tree_layers
from .lemma import lemma_rule
from .paths import VOCABULARY, WORK, corpora, corpus_file, write_json
from .pieces import WordPieces
from .words import code_point_offsets

TREEBANKS = ("ewt-train", "ewt-dev", "gum-train", "gum-dev")
LEAST_COUNT = {"lemma": 2, "feats": 2, "xpos": 1, "upos": 1, "relation": 1, "split": 3, "names": 1}
ROLE_LABELS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
UNER_TYPES = {"PER": "person", "ORG": "organization", "LOC": "place"}


def run(arguments: Any) -> None:
    pieces = WordPieces.read(VOCABULARY)
    folder = WORK / "prepared"
    digests = {}
    for name in ("polnear-train", "polnear-dev"):
        path = corpus_file(f"attribution/{name}.jsonl")
        digests[f"attribution/{name}.jsonl"] = _digest(path)
        count = write_documents(folder / f"{name}.jsonl.gz", _limited(polnear(name, path, pieces), arguments.limit))
        print(f"prepare: {name}, {count} articles", flush=True)
    path = corpus_file("articles/news-dev.jsonl")
    digests["articles/news-dev.jsonl"] = _digest(path)
    write_documents(folder / "news-dev.jsonl.gz", _limited(polnear("news-dev", path, pieces), arguments.limit))
    names = uner(corpus_file("treebank/uner-ewt-dev.iob2.gz"))
    tails: Counter[str] = Counter()
    for name in TREEBANKS:
        path = corpus_file(f"treebank/{name}.conllu.gz")
        digests[f"treebank/{name}.conllu.gz"] = _digest(path)
        made = treebank(name, path, pieces, names, tails)
        count = write_documents(folder / f"{name}.jsonl.gz", _limited(made, arguments.limit))
        print(f"prepare: {name}, {count} documents", flush=True)
    write_json(folder / "labels.json", count_labels())
    write_json(folder / "tails.json", best_tails(tails))
    write_json(folder / "prepared.json", {"corpora": corpora().name, "sha256": digests, "vocabulary": _digest(VOCABULARY)})


def _limited(documents: Iterator[Document], limit: int | None) -> Iterator[Document]:
    for count, document in enumerate(documents):
        if limit is not None and count >= limit:
            return
        yield document


def _digest(path: Any) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def polnear(name: str, path: Any, pieces: WordPieces) -> Iterator[Document]:
    """Articles with attributions in UTF-16 units; a file with `statements` and parents gives nested ones too."""
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        document = make_document(row["id"], name, row["text"], pieces)
        at = code_point_offsets(row["text"])
        statements = row.get("statements") or row["attributions"]
        moved = [
            {role: [[at[s], at[e]] for s, e in _pairs(a.get(role))] for role in ("source", "cue", "content")} for a in statements
        ]
        nested = [a.get("parent") is not None for a in statements] if "statements" in row else None
        document["layers"] = attribution_layers(moved, document["words"], nested)
        yield document


def _pairs(spans: Any) -> list[list[int]]:
    return [span if isinstance(span, list) else [span["start"], span["end"]] for span in spans or []]


def uner(path: Any) -> dict[str, list[tuple[int, int, str]]]:
    """Names of each sentence by sent_id: (first token, end token, type)."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    names: list[tuple[int, int, str]] = []
    with gzip.open(path, "rt", encoding="utf8") as file:
        for line in file:
            if line.startswith("# sent_id = "):
                names = found.setdefault(line.rstrip("\n").split(" = ", 1)[1], [])
            elif line[:1].isdigit():
                row = line.split("\t")
                at = int(row[0]) - 1
                if row[2].startswith("B-"):
                    names.append((at, at + 1, UNER_TYPES.get(row[2][2:].strip(), row[2][2:].strip())))
                elif row[2].startswith("I-") and names:
                    names[-1] = (names[-1][0], at + 1, names[-1][2])
    return found


def treebank(
    name: str, path: Any, pieces: WordPieces, names: dict[str, list[tuple[int, int, str]]], tails: Counter[str]
) -> Iterator[Document]:
    titles = read_titles()
    for source in read_treebank(path):
        document = make_document(source.identity, name, source.text, pieces)
        words = document["words"]
        document["layers"] = tree_layers(source, words)
        if name.startswith("gum"):
            document["layers"] |= mention_layers(source, entities(source), words, titles)
        anchor = anchors(source.tokens, words)
        if name.endswith("train"):
            tails.update(_tails(source, anchor))
        else:
            document["layers"]["tokens"] = [
                [t.start, t.end, t.upos, t.xpos, t.lemma, t.feats, t.head, t.relation] for t in source.tokens
            ]
        if name == "ewt-dev":
            document["layers"]["uner"] = [
                [source.tokens[first + a].start, source.tokens[first + b - 1].end, kind]
                for (first, _), sentence in zip(source.sentences, source.sentence_ids, strict=True)
                for a, b, kind in names.get(sentence, [])
            ]
        yield document


def _tails(source: Treebank, anchor: list[int | None]) -> Iterator[str]:
    """What tokens without a word of their own are, as JSON keys: form, labels, and where their head stands."""
    for at, (token, place) in enumerate(zip(source.tokens, anchor, strict=True)):
        if place is not None or at == 0:
            continue
        where = {at - 1: "front", at + 1: "next", source.tokens[at - 1].head: "front-head"}.get(token.head, "front-head")
        rule = lemma_rule(token.form, token.lemma)
        yield json.dumps([token.form.lower(), token.upos, token.xpos, rule, token.feats, token.relation, where])


def best_tails(tails: Counter[str]) -> dict[str, list[str]]:
    """For each tail form its commonest analysis."""
    best: dict[str, list[str]] = {}
    for key, _ in sorted(tails.items(), key=lambda item: (-item[1], item[0])):
        form, *labels = json.loads(key)
        best.setdefault(form, labels)
    return best


def count_labels() -> dict[str, list[str]]:
    """The labels of each head, commonest first, from the training documents alone."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in LEAST_COUNT}
    kinds: Counter[str] = Counter()
    for name in TREEBANKS:
        if not name.endswith("train"):
            continue
        for document in read_documents(WORK / f"prepared/{name}.jsonl.gz"):
            for layer, counter in counts.items():
                counter.update(label for label in document["layers"].get(layer, []) if label is not None)
            kinds.update(kind for _, _, kind, _ in document["layers"].get("mentions", []))
    labels = {
        name: [label for label, n in sorted(counter.items(), key=lambda i: (-i[1], i[0])) if n >= LEAST_COUNT[name]]
        for name, counter in counts.items()
    }
    types = [kind for kind, _ in sorted(kinds.items(), key=lambda i: (-i[1], i[0]))]
    labels["names"] = ["O"] + [f"{edge}-{kind}" for kind in types for edge in "BI"]
    return labels | {
        "types": types,
        "forms": ["named", "nominal", "pronoun"],
        "tags": ROLE_LABELS,
        "inner": ROLE_LABELS,
        "sentence": ["inside", "last"],
    }
