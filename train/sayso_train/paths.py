"""Where things lie: corpora, working files, this folder's own data."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

TRAIN = Path(__file__).resolve().parent.parent
ROOT = TRAIN.parent
WORK = Path(os.environ.get("SAYSO_TRAIN_WORK", TRAIN / ".work"))
DATA = TRAIN / "data"
VOCABULARY = ROOT / "models/en/reader/vocab.txt"


def corpora() -> Path:
    """The folder of corpora (SAYSO_CORPORA, or ../shared/corpora); exits with a plain message when it is missing."""
    folder = Path(os.environ.get("SAYSO_CORPORA", ROOT / "../shared/corpora")).resolve()
    if not folder.is_dir():
        raise SystemExit(f"no corpora in {folder}: set SAYSO_CORPORA to the folder that train/README.md describes")
    return folder


def corpus_file(name: str) -> Path:
    """One file of the corpora; exits with a plain message when it is missing."""
    path = corpora() / name
    if not path.exists():
        raise SystemExit(f"the corpus file {path} is missing; train/README.md lists what each stage reads")
    return path


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf8"))


def write_json(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf8")
