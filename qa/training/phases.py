"""The phases of a training run: first widely, over everything; then closely, where answers stand.

The first phase sees questions beside passages that do not answer, and learns to tell these apart.
Of what it reads, half has no answer in it. The second reads mostly passages that do, in which the
other sentences are the near misses: it learns where in a passage the answer stands. What the first
has learnt of other kinds is kept alive by a sample of them. It is run twice from where the first
has ended, and the mean is kept: it is better than each (Wortsman et al. 2022, "Model soups"), and
less a matter of chance. All takes just under two hours on two cores (docs/reader.md).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qa.reading.trained import overlay
from qa.training.train import Recipe, train, trained_parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import torch

    from qa.reading.model import ReaderModel
    from qa.training.batches import EncodedExample

OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Phase:
    """A recipe, and the share of each source's examples that it sees.

    `shares` are by the examples' `source`; sources that are not among them have the share of
    OTHERS, or else 1. `runs`: how often it is run from the same weights, each time with the next
    seed.
    """

    name: str
    recipe: Recipe
    shares: Mapping[str, float] = field(default_factory=dict)
    runs: int = 1

    def examples(self, everything: Sequence[EncodedExample]) -> list[EncodedExample]:
        """The examples of this phase, the same ones for the same seed."""
        generator = random.Random(f"{self.recipe.seed} {self.name}")
        rest = self.shares.get(OTHERS, 1.0)
        return [one for one in everything if generator.random() < self.shares.get(one.source, rest)]

    def train(
        self,
        model: ReaderModel,
        everything: Sequence[EncodedExample],
        work: Path,
        watch: Callable[[int, int, float], None],
    ) -> dict[str, torch.Tensor]:
        """Run it, and leave `model` with the mean of the runs' averaged weights, which is returned.

        Each run has a folder of its own in `work`; `watch` is told as by `train.train`.
        """
        before = {
            name: parameter.detach().clone()
            for name, parameter in trained_parameters(model, self.recipe.frozen).items()
        }
        found: list[dict[str, torch.Tensor]] = []
        for number in range(self.runs):
            phase = replace(self, recipe=replace(self.recipe, seed=self.recipe.seed + number))
            folder = work / (f"{self.name}-{number + 1}" if self.runs > 1 else self.name)
            folder.mkdir(exist_ok=True)
            overlay(model, before)
            found.append(train(model, phase.examples(everything), phase.recipe, folder, watch))
        mean = {name: sum(one[name] for one in found) / self.runs for name in before}
        overlay(model, mean)
        return mean


WIDELY = Phase("widely", Recipe())
CLOSELY = Phase(
    "closely",
    Recipe(epochs=0.9, tokens=2_250, rate=1e-4, average=0.999, unanswered=0.15, beside=0.2),
    {
        "new_wiki": 1.0,
        "reddit": 1.0,
        "amazon_reviews": 0.5,
        **{f"{source}, asked anew": 0.5 for source in ("new_wiki", "reddit", "amazon_reviews")},
        "qamr": 0.25,
        "news": 0.25,
        "trecqa": 0.25,
        OTHERS: 0.1,
    },
    runs=2,
)
