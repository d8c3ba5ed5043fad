"""From scores to tokens, sentences, tags, lemmas and trees: the twin of src/model/decode-{tokens,trees}.ts and read-text.ts."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import numpy as np

from .documents import Document
from .lemma import apply_rule
from .predict import Groups, Reading
from .tables import Tables, bucket
from .tree import best_tree

Labels = dict[str, list[str]]
# A longer sentence is cut, so that work on one stays small (words); no tree in the treebanks' training parts is longer.
MOST_SENTENCE_WORDS = 200


def decode_trees(document: Document, reading: Reading, tables: Tables, labels: Labels, tails: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Tokens in order: start, end (code points), upos, xpos, lemma, feats, head (token, -1 the root), relation, sentence."""
    tokens: list[dict[str, Any]] = []
    if reading.words == 0:
        return tokens
    for number, (first, end) in enumerate(sentences(document, reading)):
        own = split_tokens(document, reading, labels, first, end)
        tokens += _sentence(document, own, first, end, number, len(tokens), reading, tables, labels, tails)
    return tokens


def split_tokens(document: Document, reading: Reading, labels: Labels, first: int, end: int) -> list[tuple[int, int]]:
    """Spans of a sentence's tokens from the `split` labels; its first word and a word behind a gap always begin one."""
    words = document["words"]
    chosen = reading.of_range("split", first, end).argmax(1)
    spans: list[tuple[int, int]] = []
    start = -1
    for word in range(first, end):
        begin, stop = words[word]
        before = -1 if word == first else words[word - 1][1]
        label = labels["split"][chosen[word - first]]
        if label[0] == "B" or begin != before:
            if start >= 0:
                spans.append((start, before))
            start = begin
        cut = stop - int(label[1:] or 0)
        if begin < cut < stop:
            spans.append((start, cut))
            start = cut
    return [*spans, (start, words[end - 1][1])]


def sentences(document: Document, reading: Reading) -> list[tuple[int, int]]:
    """[first word, end word) of each sentence: where the model says so, and at empty lines."""
    scores = reading.of_words("sentence")
    found, first = [], 0
    for word in range(reading.words):
        last = word + 1 == reading.words
        gap = "" if last else document["text"][document["words"][word][1] : document["words"][word + 1][0]]
        if last or scores[word, 1] > scores[word, 0] or gap.count("\n") > 1 or word + 1 - first == MOST_SENTENCE_WORDS:
            found.append((first, word + 1))
            first = word + 1
    return found


def _sentence(
    document: Document, spans: list[tuple[int, int]], first: int, end: int, number: int, base: int,
    reading: Reading, tables: Tables, labels: Labels, tails: dict[str, list[str]],
) -> list[dict[str, Any]]:
    starts = [start for start, _ in document["words"][first:end]]
    places: list[int | None] = []
    for start, stop in spans:
        at = bisect_left(starts, start)
        places.append(at if at < len(starts) and starts[at] < stop else None)
    groups = reading.around(first, end)
    anchors = [place for place in places if place is not None]
    heads, relations = parse(groups, anchors, tables, labels)
    token_of = {place: base + at for at, place in enumerate(places) if place is not None}
    tokens: list[dict[str, Any]] = []
    for at, ((start, stop), place) in enumerate(zip(spans, places, strict=True)):
        form = document["text"][start:stop]
        token: dict[str, Any] = {"start": start, "end": stop, "sentence": number}
        if place is None:
            token |= _tail(form, base + at, tokens, tails, last=at + 1 == len(spans))
        else:
            own = anchors.index(place)
            pick = {name: labels[name][int(groups[name][place].argmax())] for name in ("upos", "xpos", "lemma", "feats")}
            head = heads[own]
            token |= pick | {
                "lemma": apply_rule(form, pick["lemma"]),
                "head": -1 if head < 0 else token_of[anchors[head]],
                "relation": relations[own],
            }
        tokens.append(token)
    return tokens


def parse(groups: Groups, anchors: list[int], tables: Tables, labels: Labels) -> tuple[list[int], list[str]]:
    """Heads (numbers within `anchors`, -1 the root) and relations of the words at `anchors`, rows of `groups`."""
    if not anchors:
        return [], []
    at = np.asarray(anchors)
    distance = at[None, :] - at[:, None]
    scores = groups["arcDependent"][at] @ groups["arcHead"][at].T * tables["arc"]["scale"]
    scores = scores + groups["arcBias"][at].T + tables["arc"]["distance"][bucket(distance)]
    heads = best_tree(np.concatenate([scores, groups["arcRoot"][at]], 1).astype(float))
    root = labels["relation"].index("root")
    relations = []
    for own, head in enumerate(heads):
        if head < 0:
            relations.append("root")
            continue
        hidden = groups["relationDependent"][at[own]] + groups["relationHead"][at[head]]
        hidden = np.maximum(0, hidden + tables["relation"]["distance"][bucket(distance[own, head])])
        by_relation = tables["relation"]["weight"] @ hidden + tables["relation"]["bias"]
        by_relation[root] = -np.inf
        relations.append(labels["relation"][int(by_relation.argmax())])
    return heads, relations


def _tail(form: str, own: int, before: list[dict[str, Any]], tails: dict[str, list[str]], last: bool) -> dict[str, Any]:
    """A token without a word of its own, from the table; its head stands before it, behind it, or above the one before."""
    upos, xpos, rule, feats, relation, where = tails.get(form.lower(), ["PART", "RB", "l|0|", "_", "dep", "front"])
    head = own - 1
    if where == "next" and not last:
        head = own + 1
    elif where == "front-head" and before and before[-1]["head"] >= 0:
        head = before[-1]["head"]
    return {"upos": upos, "xpos": xpos, "lemma": apply_rule(form, rule), "feats": feats, "head": head, "relation": relation}
