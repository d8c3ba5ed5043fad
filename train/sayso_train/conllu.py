"""Reads CoNLL-U documents (EWT, GUM) with exact offsets into a text joined from their sentences."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ENTITY = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


@dataclass
class Token:
    """One syntactic word. `start`, `end`: code points of the document's text; `head`: token of the document, -1 for the root."""

    start: int
    end: int
    form: str
    upos: str
    xpos: str
    lemma: str
    feats: str
    head: int
    relation: str
    entity: str | None


@dataclass
class Treebank:
    """One document: its text, tokens, and sentences as [first token, end token)."""

    identity: str
    text: str = ""
    tokens: list[Token] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    sentence_ids: list[str] = field(default_factory=list)


@dataclass
class Entity:
    """A mention: tokens [first, end) of the document, type, and the tokens of its minimal span."""

    first: int
    end: int
    kind: str
    minimal: list[int]


def read_treebank(path: Path) -> Iterator[Treebank]:
    document: Treebank | None = None
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].strip().partition(" = ")
                comments[key.strip()] = value
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                opening = next((comments[k] for k in comments if k.startswith("newdoc")), None)
                if document is None or opening is not None:
                    if document is not None:
                        yield document
                    document = Treebank(opening or str(path.name))
                _add_sentence(document, rows, comments)
                comments, rows = {}, []
    if document is not None:
        yield document


def _add_sentence(document: Treebank, rows: list[list[str]], comments: dict[str, str]) -> None:
    if document.text:
        document.text += "\n\n" if any(key.startswith("newpar") for key in comments) else " "
    base, first = len(document.text), len(document.tokens)
    text, places = _place(rows)
    words = [row for row in rows if row[0].isdigit()]
    for row, (start, end) in zip(words, places, strict=True):
        head = int(row[6]) - 1 + first if int(row[6]) > 0 else -1
        misc = dict(item.split("=", 1) for item in row[9].split("|") if "=" in item)
        document.tokens.append(
            Token(base + start, base + end, row[1], row[3], row[4], row[2], row[5], head, row[7], misc.get("Entity"))
        )
    document.text += text
    document.sentences.append((first, len(document.tokens)))
    document.sentence_ids.append(comments.get("sent_id", ""))


def _place(rows: list[list[str]]) -> tuple[str, list[tuple[int, int]]]:
    """The sentence's text and each syntactic word's place in it; parts of a contraction share its characters out."""
    text, places = "", []
    inside = 0
    for index, row in enumerate(rows):
        if "." in row[0]:
            continue
        if "-" in row[0]:
            low, high = map(int, row[0].split("-"))
            forms = [r[1] for r in rows[index + 1 :] if r[0].isdigit() and low <= int(r[0]) <= high]
            places += _share(row[1], forms, len(text))
            text += row[1]
            inside = high
        elif int(row[0]) > inside:
            places.append((len(text), len(text) + len(row[1])))
            text += row[1]
        else:
            continue
        if "SpaceAfter=No" not in row[9]:
            text += " "
    return text.rstrip(" "), places


def _share(surface: str, forms: list[str], base: int) -> list[tuple[int, int]]:
    if "".join(forms) != surface:
        # The parts do not spell the surface: the first takes what is left by the others.
        tail = sum(len(form) for form in forms[1:])
        lengths = [max(0, len(surface) - tail), *[len(form) for form in forms[1:]]]
    else:
        lengths = [len(form) for form in forms]
    places, at = [], base
    for length in lengths:
        end = min(at + length, base + len(surface))
        places.append((at, end))
        at = end
    return places


def entities(document: Treebank) -> list[Entity]:
    """The nested mentions of GUM's `Entity=` (id-type-status-salience-centering-minimal-link-identity)."""
    found: list[Entity] = []
    opened: dict[str, list[tuple[int, list[str]]]] = {}
    for at, token in enumerate(document.tokens):
        for opening, closed, closing in ENTITY.findall(token.entity or ""):
            fields = (opening or closing).split("-")
            key = fields[0]
            if opening:
                opened.setdefault(key, []).append((at, fields))
            if (closed or closing) and opened.get(key):
                first, fields = opened[key].pop()
                minimal = fields[5] if len(fields) > 5 else "1"
                places = [first + int(n) - 1 for n in minimal.split(",") if n.isdigit()]
                if len(fields) > 1 and "[" not in key:
                    found.append(Entity(first, at + 1, fields[1], [p for p in places if first <= p <= at] or [first]))
    return sorted(found, key=lambda e: (e.first, -e.end))
