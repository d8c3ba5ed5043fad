"""A prepared document and the files that hold many (JSON lines, gzipped).

A document: `id`, `corpus`, `text`, `words` [[start, end)] in code points, `pieces` [[number]], `first` and
`rest` (features of a word's first and other pieces), and `layers`, each of them optional:
  split      per word: "B"/"I" (begins or continues a token), with k when a token begins k characters before the word's end
  upos xpos lemma feats relation   per word: the label of the token anchored there, or null
  head       per word: the anchor of the token's head, -1 for the root, or null
  sentences  [[first word, end word]]
  mentions   [[first word, end word, type, form]], nested
  names      per word: BIO label
  tags inner per word: BIO label of outer and of nested attributions
  pairs      [{cue, source, content}], each a list of [first word, end word]
  tokens     gold tokens, for scoring only: [start, end, upos, xpos, lemma, feats, head token, relation]
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .features import word_features
from .pieces import WordPieces
from .words import split_words

Document = dict[str, Any]


def make_document(identity: str, corpus: str, text: str, word_pieces: WordPieces) -> Document:
    """A document without layers: words, pieces and features as the TypeScript side computes them."""
    words = split_words(text)
    first, rest = word_features(text, words)
    pieces = [word_pieces(text[start:end]) for start, end in words]
    return {
        "id": identity,
        "corpus": corpus,
        "text": text,
        "words": [list(word) for word in words],
        "pieces": pieces,
        "first": first,
        "rest": rest,
        "layers": {},
    }


def write_documents(path: Path, documents: Iterable[Document]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    # A fixed time stamp, so that the same input gives the same bytes.
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="", compresslevel=5) as file:
        for document in documents:
            file.write((json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
            count += 1
    return count


def read_documents(path: Path, limit: int | None = None) -> Iterator[Document]:
    if not path.exists():
        raise SystemExit(f"{path} is missing: run the stage `prepare` (or `augment`) first")
    with gzip.open(path, "rt", encoding="utf8") as file:
        for count, line in enumerate(file):
            if limit is not None and count >= limit:
                return
            yield json.loads(line)
