"""Stage `names`: flat names for the training parts that mark none.

Persons, organisations and places stand in data/names, as we read them. What else a treebank's proper nouns name (events,
works, days) is decided by data/name-kinds.tsv, and where that is silent by a run's reader, trained on GUM's names: its
scores for all that is no person, organisation or place are averaged with those of every other place where the same name
stands. In an article without trees a word with a capital within a sentence that is no such name is left without a label.

Writes .work/prepared/NAME.jsonl.gz anew with the layer `names`; running it again with the same run changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from .checkpoint import load_reader
from .conllu import read_treebank
from .documents import Document, read_documents, write_documents
from .layers import read_titles, word_span
from .paths import DATA, WORK, corpus_file
from .predict import Reading, torch_scorer
from .train import pick_device
from .words import code_point_offsets

KINDS = {"P": "person", "O": "organization", "L": "place"}
# Relations that hold the words of one name together.
JOINING = {"flat", "compound", "nmod", "nummod", "amod", "goeswith", "case", "fixed"}
# How much a place's own scores weigh beside the mean over all places of the same name.
OWN_SHARE = 0.5
WINDOW, OVERLAP = 318, 64
Span = tuple[int, int]
Marked = list[tuple[int, int, str]]


def run(arguments: Any) -> None:
    for corpus, mark in (("ewt-train", _mark_treebank), ("polnear-train", _mark_articles)):
        path = WORK / f"prepared/{corpus}.jsonl.gz"
        documents = list(read_documents(path))
        count = mark(documents, arguments)
        write_documents(path, iter(documents))
        print(f"names: {count} names of persons, organisations and places in {corpus}", flush=True)


def _mark_treebank(documents: list[Document], arguments: Any) -> int:
    """EWT: our names, and among the other proper nouns what is neither person, organisation nor place."""
    reader, _ = load_reader(WORK / "runs" / arguments.name)
    scorer = torch_scorer(reader, pick_device(arguments.device))
    titles, known = read_titles(), read_kinds()
    marked = treebank_names(corpus_file("treebank/ewt-train.conllu.gz"), DATA / "names/ewt-train.tsv")
    ours = [[(*span, kind) for start, end, kind in marked[d["id"]] if (span := word_span(d["words"], start, end))] for d in documents]
    taken = [{word for first, end, _ in own for word in range(first, end)} for own in ours]
    spans = [
        [span for span in name_spans(document, titles) if own.isdisjoint(range(*span))]
        for document, own in zip(documents, taken, strict=True)
    ]
    scores = [kind_scores(Reading(document, scorer, WINDOW, OVERLAP), own, reader.labels["names"]) for document, own in zip(documents, spans, strict=True)]
    means: dict[str, list[np.ndarray]] = defaultdict(list)
    for document, own, found in zip(documents, spans, scores, strict=True):
        for span, each in zip(own, found, strict=True):
            means[written(document, span)].append(each)
    for document, own, other, found in zip(documents, ours, spans, scores, strict=True):
        chosen = list(own)
        for span, each in zip(other, found, strict=True):
            name = written(document, span)
            kind = known.get(name) or other_kind(each, np.mean(means[name], axis=0), reader.labels["types"])
            if kind not in KINDS.values() and kind != "O":
                chosen.append((*span, kind))
        document["layers"]["names"] = bio(chosen, len(document["words"]))
    return sum(map(len, ours))


def _mark_articles(documents: list[Document], _: Any) -> int:
    """PolNeAR: our names in the articles that we read; the others get no layer."""
    marked = article_names(DATA / "names/polnear-train.tsv")
    for document in documents:
        document["layers"].pop("names", None)
        if document["id"] not in marked:
            continue
        at = code_point_offsets(document["text"])
        spans = [(word_span(document["words"], at[start], at[end]), kind) for start, end, kind in marked[document["id"]]]
        own = bio([(*span, kind) for span, kind in spans if span], len(document["words"]))
        document["layers"]["names"] = [
            None if label == "O" and capital_within(document, word) else label for word, label in enumerate(own)
        ]
    return sum(map(len, marked.values()))


def treebank_names(treebank: Path, names: Path) -> dict[str, Marked]:
    """For each document of a treebank our names: start and end (code points), kind."""
    rows = {int(sentence): spans for sentence, spans in _rows(names)}
    found: dict[str, Marked] = {}
    number = 0
    for document in read_treebank(treebank):
        own = found.setdefault(document.identity, [])
        for first, end in document.sentences:
            number += 1
            for low, high, kind in rows.pop(number, []):
                if high > end - first:
                    raise SystemExit(f"{names}: sentence {number} has no token {high}: the treebank is another one than was read")
                own.append((document.tokens[first + low - 1].start, document.tokens[first + high - 1].end, kind))
    if rows:
        raise SystemExit(f"{names}: the treebank has no sentence {min(rows)}: it is another one than was read")
    return found


def article_names(names: Path) -> dict[str, Marked]:
    """For each article our names: start and end (UTF-16 units), kind."""
    return dict(_rows(names))


def _rows(path: Path) -> Iterator[tuple[str, Marked]]:
    lines = [line for line in path.read_text(encoding="utf8").splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        key, names = line.split("\t")
        yield key, [_span(name) for name in names.split(" ") if name]


def _span(written: str) -> tuple[int, int, str]:
    first, _, last = written[:-1].partition("-")
    return int(first), int(last or first), KINDS[written[-1]]


def bio(spans: Marked, words: int) -> list[str]:
    """Labels of flat names; a span that touches one before it is left out."""
    labels = ["O"] * words
    for first, end, kind in spans:
        if all(label == "O" for label in labels[first:end]):
            labels[first:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - first - 1)
    return labels


def capital_within(document: Document, word: int) -> bool:
    """Whether a word begins with a capital that no beginning of a sentence explains."""
    start, end = document["words"][word]
    before = document["text"][:start].rstrip(" \"'\u201c\u2018(")
    return document["text"][start].isupper() and bool(before) and before[-1] not in ".!?:\n"


def read_kinds() -> dict[str, str]:
    """What names name that are no persons, organisations or places, by their written form in lower case; O where it is none."""
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


def other_kind(own: np.ndarray, everywhere: np.ndarray, types: list[str]) -> str:
    """The likeliest of what is no person, organisation or place; O for no name."""
    both = OWN_SHARE * own + (1 - OWN_SHARE) * everywhere
    others = {kind: value for kind, value in zip([*types, "O"], both, strict=True) if kind not in KINDS.values()}
    return max(others, key=lambda kind: others[kind])
