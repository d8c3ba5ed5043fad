"""Stage `augment`: examples of what the corpora lack, made from our own templates and word lists in train/data/.

Headlines, datelines, bylines, captions, unclosed and odd quotation marks, posts, transcripts, nested attributions.
Every document mixes several forms in the order of an article, so that windows look like reports. Seeded: the same
seed gives the same bytes. Output: .work/prepared/generated.jsonl.gz

And written.jsonl.gz: whole invented articles of data/written, without labels, for a teacher to label as a run goes.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from .documents import make_document, write_documents
from .layers import attribution_layers, word_span
from .markup import fill, parse
from .names import bio, capital_within
from .paths import DATA, VOCABULARY, WORK
from .pieces import WordPieces

# The order of forms in an article, each with the chance that it occurs and how often at most.
ORDER = (
    ("headline", 0.8, 1),
    ("byline", 0.6, 1),
    ("dateline", 0.5, 1),
    ("statement", 1.0, 3),
    ("quotation", 0.9, 2),
    ("caption", 0.4, 2),
    ("plain", 1.0, 2),
    ("nested", 0.8, 2),
    ("odd-quotation", 0.5, 2),
    ("rare-cue", 0.7, 2),
    ("post", 0.4, 2),
    ("plain", 0.8, 2),
    ("transcript", 0.3, 3),
    ("no-source", 0.6, 1),
    ("credit", 0.3, 1),
)
# Share of generated texts whose curly marks are written straight, or lost at one end (unclosed).
STRAIGHT_SHARE = 0.35
UNCLOSED_SHARE = 0.08
BEHIND = re.compile(r"^=====$", re.MULTILINE)
NUMBERED = re.compile(r"<([sct])(\d):")


def run(arguments: Any) -> None:
    templates, fillers = read_table(DATA / "templates.tsv"), read_table(DATA / "fillers.tsv")
    pieces = WordPieces.read(VOCABULARY)
    count = arguments.limit or arguments.count
    documents = (_document(number, arguments.seed, templates, fillers, pieces) for number in range(count))
    path = WORK / "prepared/generated.jsonl.gz"
    print(f"augment: {write_documents(path, documents)} generated articles in {path}")
    written = [make_document(name, "written", text, pieces) for name, text in read_written(DATA / "written")]
    path = WORK / "prepared/written.jsonl.gz"
    print(f"augment: {write_documents(path, written[: arguments.limit])} written articles in {path}")


def read_written(folder: Path) -> list[tuple[str, str]]:
    """Name and text of every article: a file holds many, each behind a line of five equal signs."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        texts = [text.strip("\n") for text in BEHIND.split(path.read_text(encoding="utf8"))]
        found += [(f"{path.stem}-{number}", text) for number, text in enumerate(filter(None, texts), 1)]
    return found


def read_table(path: Path) -> dict[str, list[str]]:
    """A TSV of key and value; lines with # are comments."""
    table: dict[str, list[str]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        key, tab, value = line.partition("\t")
        if not tab:
            raise ValueError(f"{path}:{number}: no tab")
        table[key].append(value)
    return dict(table)


def article(rng: random.Random, templates: dict[str, list[str]], fillers: dict[str, list[str]]) -> str:
    """One marked article: paragraphs of several forms, apart by an empty line."""
    paragraphs = []
    for form, chance, most in ORDER:
        if rng.random() < chance:
            paragraphs += [fill(t, fillers, rng) for t in rng.sample(templates[form], min(most, rng.randint(1, most)))]
    # Numbers of attributions hold within one template: the paragraph's number goes before them.
    marked = "\n\n".join(NUMBERED.sub(rf"<\g<1>{at + 1}0\g<2>:", paragraph) for at, paragraph in enumerate(paragraphs))
    if rng.random() < STRAIGHT_SHARE:
        marked = marked.replace("“", '"').replace("”", '"').replace("’", "'")
    elif rng.random() < UNCLOSED_SHARE:
        marked = _unclosed(marked, rng)
    return marked


def _unclosed(marked: str, rng: random.Random) -> str:
    """One closing mark is lost, as it happens in print."""
    places = [at for at, character in enumerate(marked) if character == "”"]
    if not places:
        return marked
    at = rng.choice(places)
    return marked[:at] + marked[at + 1 :]


def _document(
    number: int, seed: int, templates: dict[str, list[str]], fillers: dict[str, list[str]], pieces: WordPieces
) -> dict[str, Any]:
    rng = random.Random(f"{seed}/{number}")
    text, attributions, names = parse(article(rng, templates, fillers))
    document = make_document(f"generated-{number}", "generated", text, pieces)
    nested = [attribution["nested"] for attribution in attributions]
    document["layers"] = attribution_layers(attributions, document["words"], nested) | {"names": name_labels(document, names)}
    return document


def name_labels(document: dict[str, Any], names: list[tuple[int, int, str]]) -> list[str | None]:
    """Flat names of what was filled in; a word with a capital within a sentence that was not is left without a label."""
    spans = [(word_span(document["words"], start, end), kind) for start, end, kind in names]
    labels = bio([(*span, kind) for span, kind in spans if span and kind != "O"], len(document["words"]))
    known = {word for span, _ in spans if span for word in range(*span)}
    return [None if word not in known and capital_within(document, word) else label for word, label in enumerate(labels)]
