"""What each part of the reader's training adds: trained again and again with one thing changed.

    python benchmarks/reader_ablations.py --data DIR --work DIR [--examples N] [--only NAME ...]

Each run sees N questions once, mostly with the passage that answers alone (`SHORT`): a fifth of a
whole training. It is then checked as `python -m qa.training --check` does; the figures
stand side by side. At the end the weights of the first run and the shipped ones are checked rounded
to 8-bit integers. A run that was checked before in the same folder is not run again.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import asdict, dataclass, field, replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file, save_file

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from index.embedding import Embedder
from qa.reading.model import PairEncoder
from qa.reading.trained import TrainedReader, base_model
from qa.training import checks
from qa.training.batches import EncodedExample, encode
from qa.training.data import SOURCES, gather
from qa.training.export import export
from qa.training.train import Recipe, train

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

WEIGHTS = Path(str(resources.files("qa.reading") / "weights" / "reader.safetensors"))

MADE = ("without its answer", "answer made vague", "of another")
"""Kinds of near miss that are made of a passage that answers."""

ASKED = (", asked anew", "wrong speaker")
"""Ends of the sources of questions that are put so that their passage misses them."""


SHORT = Recipe(epochs=1.0, tokens=4_500, spans=1.0, unanswered=0.3, beside=0.3)
"""Reads less of what does not answer than the first phase does, and so learns sooner."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One run: the recipe, the share of the examples, and which of them are kept, and how."""

    recipe: Recipe
    share: float = 1.0
    change: Callable[[EncodedExample], EncodedExample | None] = field(default=lambda one: one)


def variants(seed: int) -> Iterator[tuple[str, Variant]]:
    """The runs by name, the one with everything first."""
    plain = replace(SHORT, seed=seed)
    yield "everything", Variant(plain)
    yield "everything, another seed", Variant(replace(plain, seed=seed + 1))
    for share in (0.25, 0.5):
        yield f"{share:.0%} of the questions", Variant(plain, share)
    for frozen in (0, 4):
        yield f"{frozen} layers frozen", Variant(replace(plain, frozen=frozen))
    for source in SOURCES:
        yield f"without {source}", Variant(plain, change=_without_source(source))
    for made in MADE:
        yield f"no passage {made}", Variant(plain, change=_without_made(made))
    for asked in ASKED:
        yield f"no question {asked.strip(', ')}", Variant(plain, change=_without_asked(asked))


def _without_source(source: str) -> Callable[[EncodedExample], EncodedExample | None]:
    of = ("statements", "wrong speaker") if source == "statements" else (source,)
    return lambda one: None if one.source.split(", ")[0] in of else one


def _without_asked(asked: str) -> Callable[[EncodedExample], EncodedExample | None]:
    return lambda one: None if one.source.endswith(asked) else one


def _without_made(made: str) -> Callable[[EncodedExample], EncodedExample | None]:
    def changed(one: EncodedExample) -> EncodedExample:
        kept = tuple(negative for negative in one.negatives if negative.made != made)
        return replace(one, negatives=kept)

    return changed


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--examples", type=int, default=12_000, metavar="N")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="runs whose name begins so")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    embedder = Embedder()
    encoder = PairEncoder(embedder.tokenizer)
    found = gather(options.data, options.seed, SOURCES, lambda name: print(f"Reading {name}"))
    examples = [encode(one, encoder) for one in found]
    random.Random(options.seed).shuffle(examples)  # noqa: S311 - the same again
    print(f"{len(examples):,} questions, {options.examples:,} of them in a run", flush=True)
    for name, variant in variants(options.seed):
        if options.only and not name.startswith(tuple(options.only)):
            continue
        folder = options.work / name.replace(" ", "-").replace("%", "")
        if not (folder / "checks.json").is_file():
            kept = [one for one in map(variant.change, examples) if one is not None]
            _run(variant, kept[: round(options.examples * variant.share)], folder, options.data)
        _tell(name, folder)
    if not options.only:
        for name, weights in _to_round(options.work):
            folder = options.work / name.replace(" ", "-")
            if not (folder / "checks.json").is_file():
                folder.mkdir(parents=True, exist_ok=True)
                save_file(rounded(load_file(weights)), folder / "reader.safetensors")
                _check(folder, options.data)
            _tell(name, folder)


def _tell(name: str, folder: Path) -> None:
    results = json.loads((folder / "checks.json").read_text(encoding="utf-8"))
    size = (folder / "reader.safetensors").stat().st_size / 1e6
    figures = "  ".join(f"{one['value']:.3f}" for one in results)
    print(f"{name:<34}{size:5.1f} MB  {figures}", flush=True)


def _to_round(work: Path) -> Iterator[tuple[str, Path]]:
    yield "everything in 8 bits", work / "everything" / "reader.safetensors"
    yield "shipped in 8 bits", WEIGHTS


def rounded(weights: Mapping[str, torch.Tensor], bits: int = 8) -> dict[str, torch.Tensor]:
    """The weights with each row of a matrix rounded to `bits` with a scale of its own.

    They are kept in half precision, so that the reader reads them: a file of the rounded numbers
    would have half the size.
    """
    most = 2 ** (bits - 1) - 1
    result = {}
    for name, value in weights.items():
        if value.dim() < 2:  # noqa: PLR2004 - biases and norms are small and stay as they are
            result[name] = value
            continue
        scale = value.float().abs().amax(dim=-1, keepdim=True).clamp_min(1e-12) / most
        result[name] = ((value.float() / scale).round() * scale).to(value.dtype)
    return result


def _run(variant: Variant, examples: list[EncodedExample], folder: Path, data: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(variant.recipe.seed)
    trained = train(base_model(Embedder()), examples, variant.recipe, folder, lambda *_: None)
    export(trained, variant.recipe, folder / "reader.safetensors")
    _check(folder, data)
    (folder / "checkpoint.pt").unlink()


def _check(folder: Path, data: Path) -> None:
    reader = TrainedReader(folder / "reader.safetensors")
    results = checks.all_checks(reader, data, lambda _name: lambda _done, _total: None)
    text = json.dumps([asdict(one) for one in results])
    (folder / "checks.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
