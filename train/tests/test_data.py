"""What corpora and templates become: words, anchors, spans, labels."""

import gzip
import random
import re

import pytest
from conftest import CONLLU

from sayso_train.augment import article as generate
from sayso_train.augment import name_labels
from sayso_train.augment import read_table, read_written
from sayso_train.lemma import apply_rule, lemma_rule
from sayso_train.markup import fill, parse
from sayso_train.names import article_names, bio, capital_within, read_kinds, treebank_names
from sayso_train.nested import marked, nested_statements
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
        text, attributions, _ = parse(generate(random.Random(seed), templates, fillers))
        assert "<" not in text and ">" not in text and "{" not in text
        assert all(0 <= s < e <= len(text) for a in attributions for role in ("source", "cue", "content") for s, e in a[role])
        assert all(len(a["cue"]) <= 2 for a in attributions)


def test_generation_is_seeded():
    templates, fillers = read_table(DATA / "templates.tsv"), read_table(DATA / "fillers.tsv")
    assert generate(random.Random("a"), templates, fillers) == generate(random.Random("a"), templates, fillers)


def test_every_other_name_has_a_known_kind_and_is_listed_once():
    rows = [line.split("\t") for line in (DATA / "name-kinds.tsv").read_text(encoding="utf8").splitlines() if not line.startswith("#")]
    assert rows[0] == ["name", "kind"]
    assert {kind for _, kind in rows[1:]} <= {"time", "event", "object", "abstract", "O"}
    assert all(name == name.lower() and name.strip() == name for name, _ in rows[1:])
    assert len(read_kinds()) == len(rows) - 1


def test_names_are_in_order_and_apart():
    for part in ("ewt-train", "polnear-train"):
        rows = article_names(DATA / f"names/{part}.tsv")
        assert sum(map(len, rows.values())) > 7000
        for key, names in rows.items():
            low = 0
            for start, end, kind in names:
                # Tokens are counted from 1 and named first to last; units start to end (exclusive).
                first = start if part == "polnear-train" else start - 1
                assert low <= first < end and kind in {"person", "organization", "place"}, key
                low = end


def test_names_of_a_treebank_stand_in_its_text(tmp_path):
    treebank, names = tmp_path / "own.conllu.gz", tmp_path / "names.tsv"
    with gzip.open(treebank, "wt", encoding="utf8") as file:
        file.write(CONLLU)
    names.write_text("sentence\tnames\n1\t2-3O\n2\t1L\n", encoding="utf8")
    # "The Hallam Board can't sign it.", an empty line, "U.S. pilots cannot leave."
    assert treebank_names(treebank, names) == {"harbour": [(4, 16, "organization"), (33, 37, "place")]}
    names.write_text("sentence\tnames\n9\t1P\n", encoding="utf8")
    with pytest.raises(SystemExit, match="no sentence 9"):
        treebank_names(treebank, names)
    names.write_text("sentence\tnames\n1\t40P\n", encoding="utf8")
    with pytest.raises(SystemExit, match="no token 40"):
        treebank_names(treebank, names)


def test_labels_of_names_do_not_overlap_and_capitals_are_told_from_beginnings():
    assert bio([(0, 2, "person"), (1, 3, "place"), (3, 4, "place")], 5) == ["B-person", "I-person", "O", "B-place", "O"]
    document = {"text": "Boats left. “Ferries” carry Democrats.", "words": [[0, 5], [6, 10], [13, 20], [22, 27], [28, 37]]}
    assert [capital_within(document, word) for word in range(5)] == [False, False, False, False, True]


def test_nested_statements_are_laid_beside_the_outer_ones(article, tmp_path):
    text = article["text"]
    at = {word: len(text[: text.index(word)].encode("utf-16-le")) // 2 for word in ("said", "it will", "board")}
    path = tmp_path / "nested.tsv"
    row = f"-/{at['said']}-{at['said'] + 4}/{at['board']}-{at['board'] + 5}+{at['it will']}-{at['it will'] + 7}"
    path.write_text(f"# Ours.\narticle\tstatements\nhere\t{row}\nread\t\n", encoding="utf8")
    read = nested_statements(path)
    assert read["read"] == []
    outer = [pair for pair in article["layers"]["pairs"] if texts(article, pair["cue"]) != ["said"]]
    documents = [article | {"id": name, "layers": article["layers"] | {"pairs": outer}} for name in ("here", "read", "unread")]
    here, none, unread = marked(documents, read)
    words = [text[start:end] for start, end in article["words"]]
    found = [(word, label) for word, label in zip(words, here["layers"]["inner"], strict=True) if label != "O"]
    assert found == [("board", "B-content"), ("said", "B-cue"), ("it", "B-content"), ("will", "I-content")]
    assert set(none["layers"]["inner"]) == {"O"} and "inner" not in unread["layers"]
    assert [len(document["layers"]["pairs"]) for document in (here, none, unread)] == [3, 2, 2]
    # Once more changes nothing.
    assert [document["layers"] for document in marked([here], read)] == [here["layers"]]


def test_what_fills_a_slot_is_a_name_of_its_kind():
    fillers = {"person": ["{given} {surname}"], "given": ["Ilse"], "surname": ["Vårdal"], "outlet": ["the Courier"], "weekday": ["Friday"]}
    text, attributions, names = parse(fill("By {person}, {outlet^} <s1:{surname}> <c1:said> <t1:on {weekday} Rain>", fillers, random.Random(1)))
    assert text == "By Ilse Vårdal, The Courier Vårdal said on Friday Rain" and len(attributions) == 1
    assert [(text[a:b], kind) for a, b, kind in names] == [
        ("Ilse Vårdal", "person"),
        ("Courier", "organization"),
        ("Vårdal", "person"),
        ("Friday", "O"),
    ]
    words = [[m.start(), m.end()] for m in re.finditer(r"\w+", text)]
    labels = name_labels({"text": text, "words": words}, names)
    assert labels == ["O", "B-person", "I-person", None, "B-organization", "B-person", "O", "O", "O", None]


def test_written_articles_stand_behind_lines_of_equal_signs(tmp_path):
    (tmp_path / "b.txt").write_text("=====\nOne\n\nSaid “==” she.\n=====\n\nTwo = 2\n")
    (tmp_path / "a.txt").write_text("=====\nNought\n")
    assert read_written(tmp_path) == [("a-1", "Nought"), ("b-1", "One\n\nSaid “==” she."), ("b-2", "Two = 2")]


def test_what_we_wrote_is_whole_articles():
    articles = read_written(DATA / "written")
    assert len(articles) == len({text for _, text in articles}) > 300
    for name, text in articles:
        assert len(text) > 80 and "=====" not in text, name
