"""Stage `names`: flat names for a treebank that marks none, from its own tags and trees and an earlier reader's types.

EWT says which tokens are proper nouns and how they hang together, which is where a name begins and ends; it does not
say what is named. For names that we have read in their contexts, data/name-kinds.tsv does. For all others a run's reader does,
trained on GUM's names: its scores for the four kinds (person, organisation, place, anything else) are averaged with
those of every other place where the same name stands. Titles in front ("President Bush") are no part of a name, and
peoples ("Iraqis") no persons.

Writes .work/prepared/NAME.jsonl.gz anew with the layer `names`; running it again with the same run changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from .checkpoint import load_reader
from .documents import Document, read_documents, write_documents
from .layers import read_titles
from .paths import DATA, WORK
from .predict import Reading, torch_scorer
from .train import pick_device

KINDS = ("person", "organization", "place")
# Relations that hold the words of one name together.
JOINING = {"flat", "compound", "nmod", "nummod", "amod", "goeswith", "case", "fixed"}
# How much a place's own scores weigh beside the mean over all places of the same name.
OWN_SHARE = 0.5
WINDOW, OVERLAP = 318, 64
Span = tuple[int, int]


def run(arguments: Any) -> None:
    path = WORK / f"prepared/{arguments.corpus}.jsonl.gz"
    documents = list(read_documents(path))
    reader, _ = load_reader(WORK / "runs" / arguments.name)
    scorer = torch_scorer(reader, pick_device(arguments.device))
    titles, known = read_titles(), read_kinds()
    spans = [list(name_spans(document, titles)) for document in documents]
    scores = [kind_scores(Reading(document, scorer, WINDOW, OVERLAP), own, reader.labels["names"]) for document, own in zip(documents, spans, strict=True)]
    means: dict[str, list[np.ndarray]] = defaultdict(list)
    for document, own, found in zip(documents, spans, scores, strict=True):
        for span, each in zip(own, found, strict=True):
            means[written(document, span)].append(each)
    for document, own, found in zip(documents, spans, scores, strict=True):
        labels = ["O"] * len(document["words"])
        for span, each in zip(own, found, strict=True):
            name = written(document, span)
            kind = known.get(name) or decided(each, np.mean(means[name], axis=0), reader.labels["types"])
            if kind == "O":
                continue
            first, end = without_title(document, span, titles) if kind == "person" else span
            if kind == "person" and document["layers"]["xpos"][first] == "NNPS":
                continue
            labels[first:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - first - 1)
        document["layers"]["names"] = labels
    count = write_documents(path, iter(documents))
    print(f"names: {sum(map(len, spans))} names in {count} documents of {arguments.corpus}")


def read_kinds() -> dict[str, str]:
    """What names name, by their written form in lower case; O where it is none."""
    lines = (DATA / "name-kinds.tsv").read_text(encoding="utf8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: kind for name, kind in rows[1:]}


def name_spans(document: Document, titles: set[str]) -> Iterator[Span]:
    """Runs of proper nouns that hang together, as words."""
    layers = document["layers"]
    anchors = [word for word, tag in enumerate(layers["xpos"]) if tag is not None]
    ends = {a: b for a, b in zip(anchors, [*anchors[1:], len(document["words"])], strict=True)}
    for group in joined(document, anchors, ends, titles):
        yield group[0], _end(group[-1], ends, layers)


def without_title(document: Document, span: Span, titles: set[str]) -> Span:
    first, end = span
    for word in range(first + 1, end):
        if document["layers"]["xpos"][word] is None or form(document, first, word).lower().rstrip(".") not in titles:
            continue
        first = word
    return first, end


def _end(word: int, ends: dict[int, int], layers: Any) -> int:
    """Where the token of a word ends; a tail's words are not its own."""
    end = word + 1
    while end < ends[word] and layers["split"][end].startswith("I"):
        end += 1
    return end


def joined(document: Document, anchors: list[int], ends: dict[int, int], titles: set[str]) -> list[list[int]]:
    """Groups of neighbouring proper nouns (by their Penn tags) of which one heads the others, with "of" and hyphens between."""
    layers = document["layers"]
    proper = {word for word in anchors if layers["xpos"][word] in ("NNP", "NNPS")}
    groups: list[list[int]] = []
    for at, word in enumerate(anchors):
        if word not in proper:
            continue
        last = groups[-1] if groups else []
        between = [other for other in anchors[max(0, at - 2) : at] if last and other > last[-1]]
        near = bool(last) and ends[last[-1]] == (between[0] if between else word)
        if near and _joins(document, last, between, word, ends, titles):
            last.extend([*between, word])
        else:
            groups.append([word])
    return groups


def _joins(document: Document, group: list[int], between: list[int], word: int, ends: dict[int, int], titles: set[str]) -> bool:
    if not between:
        return _hang_together(group, word, document["layers"])
    if len(between) > 1:
        return False
    start, end = document["words"][between[0]]
    mark = document["text"][start:end]
    if mark in "-&":
        spaced = document["words"][group[-1]][1] < start or end < document["words"][word][0]
        return mark == "&" or not spaced
    return mark == "of" and not any(is_title(document, other, ends, titles) for other in group) and _hang_together(group, word, document["layers"])


def is_title(document: Document, word: int, ends: dict[int, int], titles: set[str]) -> bool:
    return form(document, word, _end(word, ends, document["layers"])).lower().rstrip(".") in titles


def _hang_together(group: list[int], word: int, layers: Any) -> bool:
    def hangs(dependent: int, head: int) -> bool:
        return layers["head"][dependent] == head and layers["relation"][dependent].split(":")[0] in JOINING

    head = layers["head"][word]
    siblings = head is not None and head > word and any(layers["head"][other] == head for other in group)
    return siblings or any(hangs(other, word) or hangs(word, other) for other in group)


def form(document: Document, word: int, end: int) -> str:
    return document["text"][document["words"][word][0] : document["words"][end - 1][1]]


def written(document: Document, span: Span) -> str:
    return form(document, *span).lower()


def kind_scores(reading: Reading, spans: list[Span], labels: list[str]) -> list[np.ndarray]:
    """For each span the mean probability of every type that the reader names; shape [types + 1], the last for no name."""
    if not spans:
        return []
    scores = reading.of_words("names").astype(float)
    chances = np.exp(scores - scores.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    columns = np.stack([chances[:, 1::2] + chances[:, 2::2]]).squeeze(0)
    return [np.append(columns[a:b].mean(0), chances[a:b, labels.index("O")].mean()) for a, b in spans]


def decided(own: np.ndarray, everywhere: np.ndarray, types: list[str]) -> str:
    """The likeliest type; what may be many lesser ones together ("other") counts as one against person, organisation and place."""
    both = OWN_SHARE * own[:-1] + (1 - OWN_SHARE) * everywhere[:-1]
    main = {kind: both[types.index(kind)] for kind in KINDS}
    best = max(main, key=lambda kind: main[kind])
    others = {kind: value for kind, value in zip(types, both, strict=True) if kind not in KINDS}
    return best if main[best] >= sum(others.values()) else max(others, key=lambda kind: others[kind])
