"""What corpora and templates become: words, anchors, spans, labels."""

import random

import pytest

from sayso_train.augment import article as generate
from sayso_train.augment import read_table
from sayso_train.lemma import apply_rule, lemma_rule
from sayso_train.markup import parse
from sayso_train.names import read_kinds
from sayso_train.paths import DATA


def texts(document, spans):
    words = document["words"]
    return [document["text"][words[a][0] : words[b - 1][1]] for a, b, *_ in spans]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("went", "go"), ("Boards", "board"), ("NATO", "NATO"), ("n't", "not"), ("cities", "city"), ("was", "be"), ("I", "I"), ("Paris", "Paris")],
)
def test_lemma_rule_spells_the_lemma(form, lemma):
    assert apply_rule(form, lemma_rule(form, lemma)) == lemma


def test_contractions_and_abbreviations_find_their_words(treebank_document):
    document = treebank_document
    assert document["text"] == "The Hallam Board can't sign it.\n\nU.S. pilots cannot leave."
    by_word = {document["text"][s:e]: label for (s, e), label in zip(document["words"], document["layers"]["split"], strict=True)}
    assert by_word["can"] == "B1" and by_word["t"] == "I" and by_word["cannot"] == "B3" and by_word["S"] == "I"
    upos = [u for u in document["layers"]["upos"] if u is not None]
    # The "not" of "cannot" has no word of its own.
    assert upos == ["DET", "PROPN", "PROPN", "AUX", "PART", "VERB", "PRON", "PUNCT", "PROPN", "NOUN", "AUX", "VERB", "PUNCT"]
    assert document["layers"]["sentences"] == [[0, 9], [9, 17]]


def test_heads_are_words_of_the_text(treebank_document):
    layers, document = treebank_document["layers"], treebank_document
    words = [document["text"][s:e] for s, e in document["words"]]
    heads = {words[at]: ("root" if head == -1 else words[head]) for at, head in enumerate(layers["head"]) if head is not None}
    assert heads["Hallam"] == "Board" and heads["can"] == "sign" and heads["leave"] == "root" and heads["U"] == "pilots"


def test_mentions_nest_and_names_are_the_longest(treebank_document):
    mentions = treebank_document["layers"]["mentions"]
    found = list(zip(texts(treebank_document, mentions), [m[2:] for m in mentions], strict=True))
    assert ("The Hallam Board", ["organization", "named"]) in found and ("Hallam", ["place", "named"]) in found
    assert ("it", ["object", "pronoun"]) in found and ("U.S.", ["place", "named"]) in found
    assert treebank_document["layers"]["names"][1:3] == ["B-organization", "I-organization"]


def test_nested_attributions_have_tags_of_their_own(article):
    layers = article["layers"]
    words = [article["text"][s:e] for s, e in article["words"]]
    outer = dict(zip(words, layers["tags"], strict=True))
    inner = dict(zip(words, layers["inner"], strict=True))
    assert outer["said"] == "I-content" and inner["said"] == "B-cue" and inner["sign"] == "I-content"
    assert outer["according"] == "B-cue" and inner["according"] == "O"
    assert [texts(article, pair["cue"]) for pair in layers["pairs"]] == [["according to"], ["said"], ["denied"]]


def test_every_template_is_well_formed():
    templates, fillers = read_table(DATA / "templates.tsv"), read_table(DATA / "fillers.tsv")
    for seed in range(60):
        text, attributions = parse(generate(random.Random(seed), templates, fillers))
        assert "<" not in text and ">" not in text and "{" not in text
        assert all(0 <= s < e <= len(text) for a in attributions for role in ("source", "cue", "content") for s, e in a[role])
        assert all(len(a["cue"]) <= 2 for a in attributions)


def test_generation_is_seeded():
    templates, fillers = read_table(DATA / "templates.tsv"), read_table(DATA / "fillers.tsv")
    assert generate(random.Random("a"), templates, fillers) == generate(random.Random("a"), templates, fillers)


def test_every_name_has_a_known_kind_and_is_listed_once():
    rows = [line.split("\t") for line in (DATA / "name-kinds.tsv").read_text(encoding="utf8").splitlines() if not line.startswith("#")]
    assert rows[0] == ["name", "kind"]
    assert {kind for _, kind in rows[1:]} <= {"person", "organization", "place", "time", "event", "object", "abstract", "O"}
    assert all(name == name.lower() and name.strip() == name for name, _ in rows[1:])
    assert len(read_kinds()) == len(rows) - 1
