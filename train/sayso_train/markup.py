"""Marked templates: `<s1:…>`, `<c1:…>`, `<t1:…>` mark source, cue and content of attribution 1; `{slot}` is filled in.

Marks nest: what stands inside a content of another attribution is a nested one. `\\n` is a line end.
"""

from __future__ import annotations

import random
import re
from typing import Any

ROLE = {"s": "source", "c": "cue", "t": "content"}
SLOT = re.compile(r"\{([a-z-]+)(?:\^)?\}")
MARK = re.compile(r"<([sct])(\d+):|>")
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
    return _capital(filler) if match[0].endswith("^}") else filler


def _capital(filler: str) -> str:
    """Capitalises the first letter; a slot at the beginning passes its capital on."""
    slot = re.match(r"\{([a-z-]+)\}", filler)
    if slot:
        return "{" + slot[1] + "^}" + filler[slot.end() :]
    return filler[:1].upper() + filler[1:]


def parse(marked: str) -> tuple[str, list[dict[str, Any]]]:
    """The text without its marks, and the attributions in it: {source, cue, content: [[start, end)], nested}."""
    text = ""
    opened: list[tuple[str, str, int]] = []
    spans: dict[str, dict[str, list[list[int]]]] = {}
    nested: dict[str, bool] = {}
    at = 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
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
    return text, [{**spans[number], "nested": nested[number]} for number in sorted(spans, key=int)]
