"""A day's rules over spaCy's parse: what a newsroom would write before it looked for a tool.

A cue is a verb of our own lexicon (or "according to"); its source the subject's subtree, its content the clause that it
governs and the quotation marks beside it.
"""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc, Span, Token

Spans = list[tuple[int, int]]
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
OPENING, CLOSING, EITHER = "“«", "”»", '"'
# Quotation marks around fewer words are names, titles and scare quotes.
LEAST_QUOTED_WORDS = 4
# What a cue governs, the likelier first: "said that it broke", "promised to mend it".
COMPLEMENTS = ("ccomp", "xcomp")


def read_cue_verbs(path: str) -> set[str]:
    lines = [line for line in Path(path).read_text(encoding="utf8").splitlines() if line and not line.startswith("#")]
    return {line.split("\t")[0] for line in lines[1:]}


def statements(doc: Doc, verbs: set[str]) -> list[dict[str, Spans]]:
    quotations = quoted(doc)
    taken: set[int] = set()
    found = [one for token in doc if (one := by_verb(token, verbs, quotations, taken)) is not None]
    found += [one for token in doc if (one := according_to(token)) is not None]
    for first, end in quotations:
        if first not in taken and end - first > LEAST_QUOTED_WORDS:
            content = characters(doc[first:end])
            found.append({"source": source_before(content, doc.text, found), "cue": [], "content": [content]})
    return [one for one in found if not any(is_inside(one, other) for other in found)]


def is_inside(one: dict[str, Spans], other: dict[str, Spans]) -> bool:
    """Whether a statement stands inside another's content; only the outermost are wanted."""
    [(start, _)] = one["cue"] or one["content"][:1]
    return one is not other and any(first < start < end for first, end in other["content"])


def source_before(content: tuple[int, int], text: str, found: list[dict[str, Spans]]) -> Spans:
    """The source of the last statement before a quotation without a cue, in its paragraph or the one before."""
    start = text.rfind("\n", 0, max(0, text.rfind("\n", 0, content[0])))
    before = [one for one in found if one["source"] and one["content"] and start < one["content"][0][0] < content[0]]
    return max(before, key=lambda one: one["content"][0][0])["source"] if before else []


def by_verb(token: Token, verbs: set[str], quotations: list[tuple[int, int]], taken: set[int]) -> dict[str, Spans] | None:
    if token.lemma_.lower() not in verbs or token.pos_ != "VERB":
        return None
    source = source_of(token)
    clause = next((child for kind in COMPLEMENTS for child in token.children if child.dep_ == kind), None)
    if clause is None and token.dep_ in {"parataxis", "ccomp"} and source is not None and is_aside(token):
        clause = token.head
    beside = [q for q in quotations if q[0] not in taken and is_beside(token, q)] if source is not None else []
    content: set[int] = set()
    if clause is not None:
        own = {t.i for t in token.subtree} if clause is token.head else {token.i}
        content = {t.i for t in clause.subtree} - own - {t.i for t in source or []}
    for first, end in beside:
        taken.add(first)
        content |= set(range(first, end))
    if not content or source is None:
        return None
    content -= {token.i} | {t.i for t in source or []}
    return {
        "source": [] if source is None else [characters(source)],
        "cue": [characters(token.doc[token.i : token.i + 1])],
        "content": runs(token.doc, content),
    }


def source_of(verb: Token) -> Span | None:
    """The subtree of the verb's subject, or of that of the verb it is joined to."""
    for _ in range(3):
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            return verb.doc[subject.left_edge.i : subject.right_edge.i + 1]
        agent = next((child for child in verb.children if child.dep_ == "agent"), None)
        if agent is not None and agent.n_rights:
            return verb.doc[agent.i + 1 : agent.right_edge.i + 1]
        if verb.dep_ != "conj":
            return None
        verb = verb.head
    return None


def is_aside(verb: Token) -> bool:
    return verb.i > 0 and verb.doc[verb.left_edge.i - 1].text in {",", "”", '"'}


def is_beside(verb: Token, quotation: tuple[int, int]) -> bool:
    """Whether a quotation begins, or ends, in the verb's sentence, and the verb stands outside it."""
    first, end = quotation
    sentence = verb.sent
    return not first <= verb.i < end and (sentence.start <= first < sentence.end or sentence.start < end <= sentence.end)


def according_to(token: Token) -> dict[str, Spans] | None:
    doc = token.doc
    if token.lower_ != "according" or token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    named = next((child for child in doc[token.i + 1].children if child.dep_ == "pobj"), None)
    if named is None:
        return None
    source = doc[named.left_edge.i : named.right_edge.i + 1]
    sentence = token.sent
    rest = [t.i for t in sentence if not token.i <= t.i < source.end and not t.is_space]
    return {"source": [characters(source)], "cue": [characters(doc[token.i : token.i + 2])], "content": runs(doc, set(rest))}


def quoted(doc: Doc) -> list[tuple[int, int]]:
    """Tokens between quotation marks, marks included; a line's end closes what is open."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for token in doc:
        if "\n" in token.text:
            opened = None
        elif opened is None and (token.text in OPENING or token.text == EITHER):
            opened = token.i
        elif opened is not None and (token.text in CLOSING or token.text == EITHER):
            found.append((opened, token.i + 1))
            opened = None
    return found


def runs(doc: Doc, tokens: set[int]) -> Spans:
    """The tokens as spans, each without punctuation and white space at its ends but quotation marks."""
    spans: Spans = []
    ordered = sorted(tokens)
    start = 0
    for i, at in enumerate(ordered):
        if i + 1 < len(ordered) and ordered[i + 1] == at + 1:
            continue
        first, end = ordered[start], at + 1
        start = i + 1
        while first < end and loose(doc[first]):
            first += 1
        while end > first and loose(doc[end - 1]):
            end -= 1
        if first < end:
            spans.append(characters(doc[first:end]))
    return spans


def loose(token: Token) -> bool:
    return token.is_space or token.is_punct and token.text not in OPENING + CLOSING + EITHER


def characters(span: Span) -> tuple[int, int]:
    return (span.start_char, span.end_char)
