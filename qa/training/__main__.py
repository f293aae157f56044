"""python -m qa.training: trains the reader anew, checks it and writes its weights."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import DatelineError
from index.progress import ProgressBar
from qa.training.data import SOURCES, gather

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.embedding import Embedder
    from qa.reading.trained import TrainedReader
    from qa.training.batches import EncodedExample
    from qa.training.checks import Check
    from qa.training.train import Recipe

_DESCRIPTION = """\
Trains the small reader: which sentence of a passage answers a question, the short answer in it,
and whether it answers at all. About two hours on two cores, and a third of that where they have
brain floats. An interrupted run goes on from its last checkpoint when the same command is given
again. Data and recipe: docs/reader.md."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0, or 1 with one line that says what is wrong."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        _run(given)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The same command goes on from the last checkpoint.", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m qa.training",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--data",
        type=Path,
        default=Path("../shared/data"),
        metavar="DIR",
        help="the folder of the collections (default: %(default)s)",
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("reader-training"),
        metavar="DIR",
        help="takes checkpoints, the loss curve, weights and figures (default: %(default)s)",
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=SOURCES,
        metavar="SOURCE",
        help=f"leave a source out; of {', '.join(SOURCES)}",
    )
    parser.add_argument(
        "--plain", action="store_true", help="make no near misses of passages that answer"
    )
    parser.add_argument(
        "--check", type=Path, metavar="WEIGHTS", help="train nothing; check these weights"
    )
    parser.add_argument(
        "--begin",
        type=Path,
        metavar="WEIGHTS",
        help="begin with these weights and the second phase, which reads passages that answer",
    )
    parser.add_argument(
        "--limit",
        type=int,
        metavar="N",
        help="train on the first N examples of a random order: for a learning curve",
    )
    parser.add_argument(
        "--runs",
        type=int,
        metavar="N",
        help="run the second phase N times and keep the mean (default: 2)",
    )
    for name, kind in (("epochs", float), ("rate", float), ("frozen", int), ("seed", int)):
        parser.add_argument(f"--{name}", type=kind, metavar="N", help=_RECIPE_HELP[name])
    return parser


_RECIPE_HELP = {
    "epochs": "times over all examples, in every phase that is run",
    "rate": "learning rate of the heads and the uppermost layer",
    "frozen": "lowest layers that stay the embedder's: more makes a smaller file",
    "seed": "the same seed gives the same run",
}


def _run(given: argparse.Namespace) -> None:
    from qa.reading.trained import TrainedReader

    with ProgressBar() as bar:
        weights = given.check or _train(given, bar)
        results = _check(TrainedReader(weights), given.data, bar)
    given.work.mkdir(parents=True, exist_ok=True)
    for one in results:
        print(f"{one.name:<34}{one.value:.3f}  of {one.cases:,}")
    report = json.dumps([asdict(one) for one in results], indent=1)
    (given.work / "checks.json").write_text(report, encoding="utf-8")


def _train(given: argparse.Namespace, bar: ProgressBar) -> Path:
    import torch
    from safetensors.torch import load_file

    from index.embedding import Embedder
    from qa.reading.eight_bits import restored
    from qa.reading.trained import base_model, overlay
    from qa.training.export import export
    from qa.training.phases import CLOSELY, WIDELY

    began = time.monotonic()
    given.work.mkdir(parents=True, exist_ok=True)
    sources = [source for source in SOURCES if source not in given.without]
    embedder = Embedder()
    seed = _recipe(given, WIDELY.recipe).seed
    everything = _encoded(given, seed, sources, embedder, bar)[: given.limit]
    torch.manual_seed(seed)
    model = base_model(embedder)
    if given.begin:
        overlay(model, restored(load_file(given.begin)))
    settings: dict[str, object] = {"sources": sources, "examples": len(everything)}
    file: Path = given.work / "reader.safetensors"
    for phase in (CLOSELY,) if given.begin else (WIDELY, CLOSELY):
        recipe = _recipe(given, phase.recipe)
        runs = (given.runs if phase is CLOSELY else None) or phase.runs
        told = _Steps(bar, f"Training {phase.name}")
        trained = replace(phase, recipe=recipe, runs=runs).train(
            model, everything, given.work, told
        )
        export(trained, recipe, given.work / f"{phase.name}.safetensors")
        digest = export(trained, recipe, file)
        settings[phase.name] = {**asdict(recipe), "runs": runs}
    minutes = (time.monotonic() - began) / 60
    (given.work / "recipe.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB, sha256 {digest}, {minutes:.0f} minutes")
    return file


class _Steps:
    """Tells the bar of the steps of one phase."""

    def __init__(self, bar: ProgressBar, stage: str) -> None:
        self._bar, self._stage, self._done = bar, stage, 0

    def __call__(self, step: int, steps: int, _loss: float) -> None:
        if step <= self._done or self._done == 0:  # another run, or one that goes on
            self._bar.stage(self._stage, steps, "steps")
            self._done = 0
        self._bar.advance(step - self._done)
        self._done = step


def _recipe(given: argparse.Namespace, usual: Recipe) -> Recipe:
    """The usual recipe of a phase, with what was given on the command line in its place."""
    named = {f.name: getattr(given, f.name, None) for f in fields(usual)}
    return replace(usual, **{name: value for name, value in named.items() if value is not None})


def _encoded(
    given: argparse.Namespace,
    seed: int,
    sources: Sequence[str],
    embedder: Embedder,
    bar: ProgressBar,
) -> list[EncodedExample]:
    """All training examples as numbers, in a random order that depends on the seed alone."""
    from qa.reading.model import PairEncoder
    from qa.training.batches import encode

    encoder = PairEncoder(embedder.tokenizer)
    examples = gather(
        given.data,
        seed,
        sources,
        lambda source: bar.stage(f"Reading {source}", 1, "source"),
        near_misses=not given.plain,
    )
    encoded = [encode(one, encoder) for one in examples]
    random.Random(seed).shuffle(encoded)
    return encoded


def _check(reader: TrainedReader, data: Path, bar: ProgressBar) -> list[Check]:
    from qa.training import checks

    def watching(name: str) -> Callable[[int, int], None]:
        def told(done: int, total: int) -> None:
            if done == 1:
                bar.stage(f"Checking {name}", total, "questions")
            bar.advance(1)

        return told

    return checks.all_checks(reader, data, watching)


if __name__ == "__main__":
    sys.exit(main())
