"""Annotation of tokens and characters brought onto words, the units that the model scores.

Treebank tokens and words differ: one token may hold several words ("U.S."), and one word several tokens
("don" of "don't" holds "do" and the n of "n't"). A token is anchored at the first word that begins inside it;
one with no such word (the "not" of "cannot") is a tail, written by table when a text is read.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from .conllu import Entity, Token, Treebank
from .lemma import lemma_rule
from .paths import ROOT

Layers = dict[str, Any]
Spans = list[list[int]]
ROLES = ("content", "source", "cue")


def anchors(tokens: list[Token], words: list[list[int]]) -> list[int | None]:
    """For every token the word where its labels are read, or None for a tail."""
    starts = [start for start, _ in words]
    found: list[int | None] = []
    for token in tokens:
        at = bisect_left(starts, token.start)
        found.append(at if at < len(words) and starts[at] < token.end else None)
    return found


def tree_layers(document: Treebank, words: list[list[int]]) -> Layers:
    anchor = anchors(document.tokens, words)
    layers: Layers = {name: [None] * len(words) for name in ("upos", "xpos", "lemma", "feats", "relation", "head")}
    for token, place in zip(document.tokens, anchor, strict=True):
        if place is None:
            continue
        layers["upos"][place] = token.upos
        layers["xpos"][place] = token.xpos
        layers["lemma"][place] = lemma_rule(token.form, token.lemma)
        layers["feats"][place] = token.feats
        layers["head"][place] = -1 if token.head < 0 else anchor[token.head]
        layers["relation"][place] = token.relation
    layers["split"] = _split(document.tokens, words)
    layers["sentences"] = _sentences(document, words)
    return layers


def _split(tokens: list[Token], words: list[list[int]]) -> list[str]:
    begins = sorted({token.start for token in tokens})
    labels = []
    for start, end in words:
        low = bisect_left(begins, start)
        own = low < len(begins) and begins[low] == start
        inner = begins[low + own] if low + own < len(begins) and begins[low + own] < end else None
        labels.append(("B" if own else "I") + (str(end - inner) if inner is not None else ""))
    return labels


def _sentences(document: Treebank, words: list[list[int]]) -> Spans:
    starts = [start for start, _ in words]
    edges = [bisect_left(starts, document.tokens[first].start) for first, _ in document.sentences] + [len(words)]
    return [[first, end] for first, end in zip(edges, edges[1:], strict=False) if end > first]


def read_titles() -> set[str]:
    """Words that stand before a person's name and are no part of it, in lower case."""
    lines = (ROOT / "data/lexicon/en/title.tsv").read_text(encoding="utf8").splitlines()
    return {line for line in lines if line and not line.startswith("#") and line != "title"}


def mention_layers(document: Treebank, found: list[Entity], words: list[list[int]], titles: set[str]) -> Layers:
    """Nested mentions with type and form, and flat names from the minimal spans of the named ones, titles left out."""
    mentions, names = [], []
    for entity in found:
        form = _form(document.tokens, entity)
        span = word_span(words, document.tokens[entity.first].start, document.tokens[entity.end - 1].end)
        if span is None:
            continue
        mentions.append([*span, entity.kind, form])
        if form == "named":
            low, high = min(entity.minimal), max(entity.minimal)
            while entity.kind == "person" and low < high and document.tokens[low].form.lower().rstrip(".") in titles:
                low += 1
            name = word_span(words, document.tokens[low].start, document.tokens[high].end)
            if name is not None:
                names.append((*name, entity.kind))
    taken: set[int] = set()
    labels = ["O"] * len(words)
    for first, end, kind in sorted(names, key=lambda n: (n[0] - n[1], n[0])):
        if taken.isdisjoint(range(first, end)):
            taken.update(range(first, end))
            labels[first:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - first - 1)
    return {"mentions": mentions, "names": labels}


def _form(tokens: list[Token], entity: Entity) -> str:
    inside = range(entity.first, entity.end)
    head = next((at for at in inside if tokens[at].head not in inside), entity.first)
    if tokens[head].upos == "PRON":
        return "pronoun"
    return "named" if any(tokens[at].upos == "PROPN" for at in entity.minimal) else "nominal"


def word_span(words: list[list[int]], start: int, end: int) -> tuple[int, int] | None:
    """The words that overlap characters [start, end), as (first, end); None when there are none."""
    first = next_ending_after(words, start)
    last = first
    while last < len(words) and words[last][0] < end:
        last += 1
    return (first, last) if last > first else None


def next_ending_after(words: list[list[int]], offset: int) -> int:
    return bisect_left(words, offset + 1, key=lambda word: word[1])


def attribution_layers(attributions: list[dict[str, Spans]], words: list[list[int]], nested: list[bool] | None = None) -> Layers:
    """BIO tags of outer attributions, of nested ones (where they are known), and the spans of each cue."""
    pairs = []
    for attribution in attributions:
        pairs.append(
            {
                role: _merged([span for s, e in attribution.get(role) or [] if (span := word_span(words, s, e))])
                for role in ROLES
            }
        )
    outer = [pair for at, pair in enumerate(pairs) if nested is None or not nested[at]]
    layers: Layers = {"tags": bio(outer, len(words)), "pairs": [pair for pair in pairs if pair["cue"]]}
    if nested is not None:
        layers["inner"] = bio([pair for at, pair in enumerate(pairs) if nested[at]], len(words))
    return layers


def _merged(spans: list[tuple[int, int]]) -> Spans:
    merged: Spans = []
    for first, end in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([first, end])
    return merged


def bio(attributions: list[dict[str, Spans]], count: int) -> list[str]:
    """One label a word: a cue hides a source, a source hides a content; what a hidden word parts begins anew."""
    labels = ["O"] * count
    begins = set()
    for role in ROLES:
        for attribution in attributions:
            for first, end in attribution[role]:
                labels[first:end] = [role] * (end - first)
                begins.add((role, first))
    return [
        "O" if role == "O" else f"{'B' if at == 0 or labels[at - 1] != role or (role, at) in begins else 'I'}-{role}"
        for at, role in enumerate(labels)
    ]
