"""What each source and each near miss of the reader's training adds: a designed experiment.

    python benchmarks/reader_ablations.py --data DIR --library DIR --work DIR [--tokens N]

Leaving one thing out of one run tells less than two seeds differ. So sixteen runs turn fourteen
things on and off together, each on in eight of them and off in eight, and evenly so beside every
other (Plackett and Burman, The design of optimum multifactorial experiments, Biometrika 33, 1946).
What a thing adds is the mean of the runs that have it less the mean of those that have not, so that
every run tells of every thing. How large such a difference is by chance is read off all fifteen, of
which one is of nothing at all (Lenth, Quick and easy analysis of unreplicated factorials,
Technometrics 31, 1989). Two things that act together cannot be told from a third.

Each run reads N tokens, of whatever it has: a source is held against as much of the others. A
run that was checked before in the same folder is not run again. Then come three whole runs more,
another seed and two with no layer frozen, and two of the runs again with their weights in 8 bits.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import statistics
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file, save_file

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.reader_news import NewsCheck
from index.embedding import Embedder
from index.progress import ProgressBar
from qa.reading.eight_bits import rounded
from qa.reading.model import PairEncoder
from qa.reading.trained import TrainedReader, base_model
from qa.training import checks
from qa.training.batches import EncodedExample, encode
from qa.training.data import SOURCES, gather
from qa.training.train import Recipe, train

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ASKED_ANEW, WRONG_SPEAKER = "questions asked anew", "questions of the wrong speaker"
MADE = ("without its answer", "answer made vague", "of another")
"""Kinds of near miss that are made of a passage that answers."""

TWO_MORE_LAYERS, NOTHING = "four layers trained, not two", "nothing at all"

THINGS = (*SOURCES, ASKED_ANEW, WRONG_SPEAKER, *MADE, TWO_MORE_LAYERS, NOTHING)
"""In this order every run has at least three of the sources."""

RUNS = len(THINGS) + 1

RECIPE = Recipe(epochs=1.0, tokens=2_250, spans=1.0, unanswered=0.3, beside=0.3, frozen=2)
"""Reads less of what does not answer than the first phase does, and so learns sooner."""

NEVER_BY_CHANCE = 2.571
"""Student's t for 95 % and the five degrees of freedom that Lenth gives fifteen effects."""


def things_of(run: int) -> frozenset[str]:
    """What a run has: the signs of a row of Sylvester's Hadamard matrix; run 0 has everything."""
    return frozenset(
        thing for column, thing in enumerate(THINGS, 1) if (run & column).bit_count() % 2 == 0
    )


def kept(example: EncodedExample, things: frozenset[str]) -> EncodedExample | None:
    """The example as a run with these things sees it, None where it does not."""
    source, _, asked = example.source.partition(", ")
    wanted = WRONG_SPEAKER if source == "wrong speaker" else source
    if wanted not in things or (asked and ASKED_ANEW not in things):
        return None
    near = (one for one in example.negatives if one.made not in MADE or one.made in things)
    return replace(example, negatives=tuple(near))


def up_to(examples: Sequence[EncodedExample], tokens: int) -> Iterator[EncodedExample]:
    """The first examples, up to `tokens` of what an epoch of RECIPE reads of them on average."""
    read = 0.0
    for one in examples:
        near = statistics.fmean([len(n.pair.ids) for n in one.negatives] or [0])
        alone = len(one.positive.pair.ids) if one.positive else near
        misses = RECIPE.unanswered if one.positive and one.negatives else 0.0
        read += (1 - misses) * alone + (misses + RECIPE.beside) * near
        if read > tokens:
            return
        yield one


def effects(values: Sequence[float]) -> dict[str, float]:
    """What each thing adds, of one measure's values of all runs in order."""
    added = {}
    for thing in THINGS:
        has = [value for run, value in enumerate(values) if thing in things_of(run)]
        lacks = [value for run, value in enumerate(values) if thing not in things_of(run)]
        added[thing] = statistics.fmean(has) - statistics.fmean(lacks)
    return added


def by_chance(added: Sequence[float]) -> float:
    """The size that an effect of nothing stays under with 95 %: Lenth's margin of error."""
    sizes = [abs(value) for value in added]
    first = 1.5 * statistics.median(sizes)
    small = [size for size in sizes if size < 2.5 * first]
    return NEVER_BY_CHANCE * 1.5 * statistics.median(small or sizes)


class Bench:
    """Trains and checks in folders of `work`; what is there is not done again."""

    def __init__(self, data: Path, library: Path, work: Path) -> None:
        self.data, self.work = data, work
        work.mkdir(parents=True, exist_ok=True)
        self.news = NewsCheck(library, data / "news-qa")

    def examples(self, seed: int) -> list[EncodedExample]:
        """All training examples in a fixed order, gathered once."""
        file = self.work / "examples.pickle"
        if not file.is_file():
            encoder = PairEncoder(Embedder().tokenizer)
            found = gather(self.data, seed, SOURCES, lambda name: print(f"Reading {name}"))
            examples = [encode(one, encoder) for one in found]
            random.Random(seed).shuffle(examples)  # noqa: S311 - the same again
            file.write_bytes(pickle.dumps(examples))
        return pickle.loads(file.read_bytes())  # noqa: S301 - written by an earlier run

    def trained(
        self, name: str, recipe: Recipe, examples: Callable[[], Sequence[EncodedExample]]
    ) -> dict[str, float]:
        """The measures of a reader that is trained so, its weights in half precision."""

        def make(folder: Path) -> None:
            torch.manual_seed(recipe.seed)
            with ProgressBar() as bar:
                used = examples()
                bar.stage(name, len(used), "examples")
                weights = train(base_model(Embedder()), used, recipe, folder, lambda *_: None)
            halves = {name: value.half() for name, value in weights.items()}
            save_file(halves, folder / "reader.safetensors")
            (folder / "checkpoint.pt").unlink()

        return self._checked(name, make)

    def in_eight_bits(self, name: str) -> dict[str, float]:
        """The measures of a reader that was trained before, its weights in 8 bits, as shipped."""
        weights = load_file(self._folder(name) / "reader.safetensors")
        return self._checked(
            f"{name}, in 8 bits",
            lambda folder: save_file(rounded(weights), folder / "reader.safetensors"),
        )

    def _folder(self, name: str) -> Path:
        return self.work / name.replace(" ", "-").replace(",", "")

    def _checked(self, name: str, make: Callable[[Path], None]) -> dict[str, float]:
        folder = self._folder(name)
        results = folder / "checks.json"
        if not results.is_file():
            folder.mkdir(exist_ok=True)
            make(folder)
            reader = TrainedReader(folder / "reader.safetensors")
            found = checks.all_checks(reader, self.data, lambda _name: lambda _done, _total: None)
            found += self.news.check(reader)
            results.write_text(json.dumps([asdict(one) for one in found]), encoding="utf-8")
        measured = json.loads(results.read_text(encoding="utf-8"))
        print(f"{name:<28}" + "  ".join(f"{one['value']:.3f}" for one in measured), flush=True)
        return {one["name"]: one["value"] for one in measured}


def report(runs: Sequence[Mapping[str, float]]) -> None:
    """A Markdown table of what each thing adds, bold where chance does not explain it."""
    names = list(runs[0])
    columns = [effects([run[name] for run in runs]) for name in names]
    margins = [by_chance(list(column.values())) for column in columns]
    print("\n| " + " | ".join(["", *names]) + " |\n|" + "---|" * (len(names) + 1))
    print("| everything | " + " | ".join(f"{runs[0][name]:.3f}" for name in names) + " |")
    for thing in THINGS:
        cells = [
            f"**{column[thing]:+.3f}**" if abs(column[thing]) > margin else f"{column[thing]:+.3f}"
            for column, margin in zip(columns, margins, strict=True)
        ]
        print(f"| {thing} | " + " | ".join(cells) + " |")
    print("| by chance under | " + " | ".join(f"{margin:.3f}" for margin in margins) + " |")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--library", type=Path, required=True, metavar="DIR")
    parser.add_argument("--work", type=Path, required=True, metavar="DIR")
    parser.add_argument("--tokens", type=int, default=1_200_000, metavar="N")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    bench = Bench(options.data, options.library, options.work)
    everything = bench.examples(options.seed)
    plain = replace(RECIPE, seed=options.seed)

    def seen(things: frozenset[str]) -> list[EncodedExample]:
        usable = [one for one in (kept(each, things) for each in everything) if one is not None]
        return list(up_to(usable, options.tokens))

    runs = []
    for run in range(RUNS):
        things = things_of(run)
        recipe = replace(plain, frozen=2 if TWO_MORE_LAYERS in things else 4)
        runs.append(bench.trained(f"run {run}", recipe, lambda things=things: seen(things)))
    report(runs)
    all_of_it = frozenset(THINGS)
    other = replace(plain, seed=options.seed + 1)
    bench.trained("another seed", other, lambda: seen(all_of_it))
    for name, recipe in (("all layers", plain), ("all layers, another seed", other)):
        bench.trained(name, replace(recipe, frozen=0), lambda: seen(all_of_it))
    bench.in_eight_bits("run 0")
    bench.in_eight_bits("all layers")


if __name__ == "__main__":
    main()
