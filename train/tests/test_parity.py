"""The trainer sees exactly the words, pieces, features and windows that the TypeScript side sees."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from sayso_train.documents import make_document
from sayso_train.paths import ROOT, TRAIN, VOCABULARY
from sayso_train.pieces import WordPieces
from sayso_train.windows import best_windows, cut_windows
from sayso_train.words import utf16_offsets

TEXT = Path(__file__).parent / "parity.txt"


def find_node() -> str | None:
    """A Node that reads TypeScript (22.18 or newer): the project's own, or the one on the path."""
    own = ROOT / ".tools/state/bin/node"
    for node in (str(own) if own.exists() else None, shutil.which("node")):
        if node is None:
            continue
        version = subprocess.run([node, "--version"], check=True, capture_output=True, text=True).stdout
        if tuple(int(part) for part in version.strip().lstrip("v").split(".")[:2]) >= (22, 18):
            return node
    return None


NODE = find_node()


@pytest.mark.skipif(NODE is None, reason="no Node 22.18 or newer: call ./run once")
@pytest.mark.parametrize(("size", "overlap"), [(382, 128), (40, 12), (7, 3)])
def test_same_as_typescript(size: int, overlap: int) -> None:
    command = [str(NODE), str(TRAIN / "parity.ts"), str(TEXT), str(VOCABULARY), str(size), str(overlap)]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    text = TEXT.read_text(encoding="utf8")
    ours = make_document("parity", "self-written", text, WordPieces.read(VOCABULARY))
    at = utf16_offsets(text)
    assert [[at[s], at[e]] for s, e in ours["words"]] == theirs["words"]
    for layer in ("pieces", "first", "rest"):
        assert ours[layer] == theirs[layer], layer
    windows = cut_windows([len(p) for p in ours["pieces"]], size, overlap, [feature % 2 == 1 for feature in ours["first"]])
    assert [list(w) for w in windows] == theirs["windows"]
    assert best_windows(windows, len(ours["words"])) == theirs["best"]
