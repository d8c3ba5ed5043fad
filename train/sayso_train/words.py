"""Words as the reader sees them: the twin of src/model/words.ts (BERT's basic tokeniser, with offsets).

Offsets are in code points here; `utf16_offsets` converts at the edges, where the corpora and the
TypeScript side count UTF-16 units.
"""

from __future__ import annotations

import unicodedata

SPACE, DROPPED, ALONE, LETTER = range(4)
IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


def split_words(text: str) -> list[tuple[int, int]]:
    """Splits at white space and around every punctuation character; dropped characters join their word."""
    words: list[tuple[int, int]] = []
    start, seen = -1, False
    for at, character in enumerate(text):
        kind = _kind(character)
        if kind in (SPACE, ALONE):
            if seen:
                words.append((start, at))
            start, seen = -1, False
            if kind == ALONE:
                words.append((at, at + 1))
        else:
            if start < 0:
                start = at
            seen = seen or kind == LETTER
    if seen:
        words.append((start, len(text)))
    return words


def _kind(character: str) -> int:
    code = ord(character)
    known = _KINDS.get(code)
    if known is None:
        known = _KINDS[code] = _ascii_kind(character, code) if code < 128 else _wide_kind(character, code)
    return known


def _ascii_kind(character: str, code: int) -> int:
    if code in (9, 10, 13, 32):
        return SPACE
    if code < 32 or code == 127:
        return DROPPED
    return LETTER if character.isalnum() else ALONE


def _wide_kind(character: str, code: int) -> int:
    if code == 0xFFFD:
        return DROPPED
    category = unicodedata.category(character)
    if category == "Zs" or code in (0x2028, 0x2029, 0x85):
        return SPACE
    if category[0] == "C":
        return DROPPED
    ideograph = any(first <= code <= last for first, last in IDEOGRAPHS)
    return ALONE if category[0] == "P" or ideograph else LETTER


_KINDS: dict[int, int] = {}


def utf16_offsets(text: str) -> list[int]:
    """The UTF-16 offset of each code point, and of the text's end: len(text) + 1 numbers."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (2 if ord(character) > 0xFFFF else 1))
    return offsets


def code_point_offsets(text: str) -> list[int]:
    """The code point at each UTF-16 offset, and the end."""
    offsets: list[int] = []
    for at, character in enumerate(text):
        offsets.extend([at] * (2 if ord(character) > 0xFFFF else 1))
    offsets.append(len(text))
    return offsets
