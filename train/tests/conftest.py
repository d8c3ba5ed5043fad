"""A tiny treebank, articles and reader of our own, so that every stage runs in a second."""

import gzip
from pathlib import Path

import pytest
import torch

from sayso_train import encoder
from sayso_train.config import read_config
from sayso_train.documents import make_document
from sayso_train.layers import attribution_layers
from sayso_train.markup import parse
from sayso_train.paths import VOCABULARY
from sayso_train.pieces import WordPieces
from sayso_train.prepare import treebank
from sayso_train.reader import Reader, Widths

CONLLU = """\
# newdoc id = harbour
# sent_id = 1
1	The	the	DET	DT	Definite=Def	3	det	_	Entity=(1-organization-new-nnnnn-cf1-2,3-sgl
2	Hallam	Hallam	PROPN	NNP	Number=Sing	3	compound	_	Entity=(2-place-new-nnnnn-cf2-1-sgl)
3	Board	Board	PROPN	NNP	Number=Sing	6	nsubj	_	Entity=1)
4-5	can't	_	_	_	_	_	_	_	_
4	ca	can	AUX	MD	VerbForm=Fin	6	aux	_	_
5	n't	not	PART	RB	_	6	advmod	_	_
6	sign	sign	VERB	VB	VerbForm=Inf	0	root	_	_
7	it	it	PRON	PRP	Case=Acc	6	obj	_	Entity=(3-object-giv:act-nnnnn-cf3-1-sgl)|SpaceAfter=No
8	.	.	PUNCT	.	_	6	punct	_	_

# newpar
# sent_id = 2
1	U.S.	U.S.	PROPN	NNP	Number=Sing	2	compound	_	Entity=(4-place-new-nnnnn-cf1-1-sgl)
2	pilots	pilot	NOUN	NNS	Number=Plur	5	nsubj	_	_
3-4	cannot	_	_	_	_	_	_	_	_
3	can	can	AUX	MD	VerbForm=Fin	5	aux	_	_
4	not	not	PART	RB	_	5	advmod	_	_
5	leave	leave	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
6	.	.	PUNCT	.	_	5	punct	_	_

"""
MARKED = "<t1:<s2:The board> <c2:said> <t2:it will sign>>, <c1:according to> <s1:Ilse Vårdal>.\n\nRain fell. <s3:She> <c3:denied> <t3:delays>."


@pytest.fixture(scope="session")
def pieces() -> WordPieces:
    return WordPieces.read(VOCABULARY)


@pytest.fixture
def treebank_document(tmp_path: Path, pieces: WordPieces):
    path = tmp_path / "own.conllu.gz"
    with gzip.open(path, "wt", encoding="utf8") as file:
        file.write(CONLLU)
    from collections import Counter

    document = next(treebank("gum-dev", path, pieces, {}, Counter()))
    return document


@pytest.fixture
def article(pieces: WordPieces):
    text, attributions, _ = parse(MARKED)
    document = make_document("own", "generated", text, pieces)
    document["layers"] = attribution_layers(attributions, document["words"], [a["nested"] for a in attributions])
    return document


@pytest.fixture
def labels(treebank_document):
    layers = treebank_document["layers"]
    found = {name: sorted({x for x in layers[name] if x is not None}) for name in ("upos", "xpos", "lemma", "feats", "split", "relation")}
    types = ["organization", "place", "object"]
    roles = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
    return found | {
        "types": types,
        "forms": ["named", "nominal", "pronoun"],
        "names": ["O"] + [f"{e}-{t}" for t in types for e in "BI"],
        "tags": roles,
        "inner": roles,
        "sentence": ["inside", "last"],
    }


@pytest.fixture
def tiny(monkeypatch):
    """Base "tiny": a BERT of two narrow layers with random weights."""
    monkeypatch.setitem(encoder.SHAPES, "tiny", encoder.EncoderShape("bert", 2, 32, 4, 64, 30522, 512, 1e-12))
    widths = {"pair": 8, "rank": 4, "arc": 8, "relation": 8, "span": 8, "type": 8}
    config = read_config(None, ["base=tiny", "precision=float32", "epochs=2", "window=24", "piecesPerStep=60", "accumulate=1"])
    config["widths"] = widths
    return config


@pytest.fixture
def reader(tiny, labels) -> Reader:
    torch.manual_seed(3)
    return Reader(encoder.Encoder(encoder.SHAPES["tiny"]), labels, Widths(**tiny["widths"]))
