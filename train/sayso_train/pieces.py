"""Word pieces: the twin of src/model/word-pieces.ts (WordPiece, uncased BERT)."""

from __future__ import annotations

import unicodedata
from pathlib import Path

MAX_WORD_CHARACTERS = 100


class WordPieces:
    """Turns one word into the numbers of its pieces; a piece's number is its line in vocab.txt, from 0."""

    def __init__(self, vocabulary: str) -> None:
        lines = [line.removesuffix("\r") for line in vocabulary.split("\n")]
        self.numbers = {piece: number for number, piece in enumerate(lines) if piece}
        self.size = max(self.numbers.values()) + 1
        self._longest = max(len(piece) for piece in self.numbers)
        self._unknown = [self.numbers.get("[UNK]", 0)]
        self._known: dict[str, list[int]] = {}

    @classmethod
    def read(cls, path: Path) -> WordPieces:
        return cls(path.read_text(encoding="utf8"))

    def __call__(self, word: str) -> list[int]:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._spell(_normalise(word)) or self._unknown
        return known

    def _spell(self, word: str) -> list[int] | None:
        if not word or len(word) > MAX_WORD_CHARACTERS:
            return None
        pieces: list[int] = []
        start = 0
        while start < len(word):
            for end in range(min(len(word), start + self._longest), start, -1):
                number = self.numbers.get(("##" if start else "") + word[start:end])
                if number is not None:
                    break
            else:
                return None
            pieces.append(number)
            start = end
        return pieces


def _normalise(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if c != "\ufffd" and not _dropped(unicodedata.category(c)))


def _dropped(category: str) -> bool:
    return category == "Mn" or category[0] == "C"
