"""How a word is written, as one number: the twin of src/model/features.ts."""

from __future__ import annotations

import unicodedata

OPENING, CLOSING = "“«„", "”»"
SINGLE_CAPITAL = 2
FEATURES = 7 * 4 * 2


def word_features(text: str, words: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """(shape × 4 + quote) × 2 + break for the first piece of each word, and for its other pieces."""
    first: list[int] = []
    rest: list[int] = []
    inside, before = False, 0
    for index, (start, end) in enumerate(words):
        line_end = index == 0 or "\n" in text[before:start]
        if line_end:
            inside = False
        word = text[start:end]
        quote = 1 if inside else 0
        opens = word in OPENING or (word == '"' and not inside)
        closes = word in CLOSING or (word == '"' and inside)
        if opens or closes:
            quote = 2 if opens else 3
            inside = opens
        number = (_shape(word) * 4 + quote) * 2
        rest.append(number)
        first.append(number + (1 if line_end else 0))
        before = end
    return first, rest


def _shape(word: str) -> int:
    known = _SHAPES.get(word)
    if known is None:
        known = _SHAPES[word] = _shape_of(word)
    return known


def _shape_of(word: str) -> int:
    categories = [unicodedata.category(c) for c in word]
    if any(c[0] == "N" for c in categories):
        return 5
    if not any(c[0] == "L" for c in categories):
        return 6
    if word == word.lower():
        return 1
    if word == word.upper():
        return SINGLE_CAPITAL if len(word) == 1 and ord(word) <= 0xFFFF else 3
    return 2 if categories[0] == "Lu" and "Lu" not in categories[1:] else 4


_SHAPES: dict[str, int] = {}
