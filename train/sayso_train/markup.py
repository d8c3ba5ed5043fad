"""Marked templates: `<s1:…>`, `<c1:…>`, `<t1:…>` mark source, cue and content of attribution 1; `{slot}` is filled in.

Marks nest: what stands inside a content of another attribution is a nested one. `\\n` is a line end. What fills a slot
of NAMED is a name of its kind, or a word with a capital that is none.
"""

from __future__ import annotations

import random
import re
from typing import Any

ROLE = {"s": "source", "c": "cue", "t": "content"}
SLOT = re.compile(r"\{([a-z-]+)(?:\^)?\}")
# Slots by what they name; "O" for what is no name.
NAMED = {
    "person": "person",
    "surname": "person",
    "surname-upper": "person",
    "place": "place",
    "place-upper": "place",
    "country": "place",
    "outlet": "organization",
    "weekday": "O",
    "month": "O",
}
KINDS = sorted(set(NAMED.values()))
# Characters of no text stand around a name: the first says its kind.
NAME_BEGINS = [chr(0xE000 + at) for at in range(len(KINDS))]
NAME_ENDS = chr(0xE000 + len(KINDS))
# What stands before a name in its filler.
BEFORE_NAME = re.compile(r"(?:[Tt]he |MS )?")
MARK = re.compile(rf"<([sct])(\d+):|>|[{NAME_BEGINS[0]}-{NAME_ENDS}]")
MAX_DEPTH = 8


def fill(template: str, fillers: dict[str, list[str]], rng: random.Random) -> str:
    """Fills every slot, and the slots of what it is filled with; `{slot^}` begins with a capital."""
    for _ in range(MAX_DEPTH):
        if SLOT.search(template) is None:
            return template.replace("\\n", "\n")
        template = SLOT.sub(lambda m: _filler(m, fillers, rng), template)
    raise ValueError(f"slots nest too deeply: {template}")


def _filler(match: re.Match[str], fillers: dict[str, list[str]], rng: random.Random) -> str:
    if match[1] not in fillers:
        raise ValueError(f"no filler for {match[0]}")
    filler = rng.choice(fillers[match[1]])
    return _named(match[1], _capital(filler) if match[0].endswith("^}") else filler)


def _named(slot: str, filler: str) -> str:
    if slot not in NAMED:
        return filler
    before = BEFORE_NAME.match(filler).end()
    return filler[:before] + NAME_BEGINS[KINDS.index(NAMED[slot])] + filler[before:] + NAME_ENDS


def _capital(filler: str) -> str:
    """Capitalises the first letter; a slot at the beginning passes its capital on."""
    slot = re.match(r"\{([a-z-]+)\}", filler)
    if slot:
        return "{" + slot[1] + "^}" + filler[slot.end() :]
    return filler[:1].upper() + filler[1:]


def parse(marked: str) -> tuple[str, list[dict[str, Any]], list[tuple[int, int, str]]]:
    """The text without its marks, the attributions in it ({source, cue, content: [[start, end)], nested}), and the outermost names."""
    text = ""
    opened: list[tuple[str, str, int]] = []
    spans: dict[str, dict[str, list[list[int]]]] = {}
    nested: dict[str, bool] = {}
    naming: list[tuple[str, int]] = []
    names: list[tuple[int, int, str]] = []
    at = 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[0] in NAME_BEGINS:
            naming.append((KINDS[NAME_BEGINS.index(match[0])], len(text)))
            continue
        if match[0] == NAME_ENDS:
            kind, start = naming.pop()
            if not naming:
                names.append((start, len(text), kind))
            continue
        if match[1]:
            opened.append((match[1], match[2], len(text)))
            inside = any(role == "t" and number != match[2] for role, number, _ in opened)
            nested[match[2]] = nested.get(match[2], True) and inside
            continue
        if not opened:
            raise ValueError(f"a mark closes that was not opened: {marked}")
        role, number, start = opened.pop()
        attribution = spans.setdefault(number, {name: [] for name in ROLE.values()})
        attribution[ROLE[role]].append([start, len(text)])
    if opened:
        raise ValueError(f"a mark is not closed: {marked}")
    text += marked[at:]
    return text, [{**spans[number], "nested": nested[number]} for number in sorted(spans, key=int)], names
