"""textacy's direct quotations as a pipe: lines {"id", "text"} in, one JSON object a line out, with offsets in UTF-16 units.

Read paragraph by paragraph: it gives up on a text with an odd number of quotation marks, and news leaves some open.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

from peer import in_utf16, load
from spacy.language import Language
from textacy.extract import direct_quotations


def main() -> None:
    nlp = load("small")
    for line in sys.stdin:
        given = json.loads(line)
        text = given["text"]
        found = [one for paragraph in re.finditer(r"[^\n]+", text) for one in quotations(nlp, paragraph)]
        print(json.dumps({"id": given["id"], "attributions": in_utf16(text, found)}), flush=True)


def quotations(nlp: Language, paragraph: re.Match[str]) -> list[dict[str, list[tuple[int, int]]]]:
    def around(tokens: Any) -> list[tuple[int, int]]:
        if not len(tokens):
            return []
        return [(paragraph.start() + tokens[0].idx, paragraph.start() + tokens[-1].idx + len(tokens[-1]))]

    try:
        return [
            {"source": around(one.speaker), "cue": around(one.cue), "content": around(one.content)}
            for one in direct_quotations(nlp(paragraph.group()))
        ]
    except ValueError:  # an odd number of quotation marks
        return []


if __name__ == "__main__":
    main()
