"""The phases of a training run: first widely, over everything; then closely, where answers stand.

The first phase sees questions beside passages that do not answer, and learns to tell these apart.
Of what it reads, half has no answer in it. The second reads mostly passages that do, in which the
other sentences are the near misses: it learns where in a passage the answer stands. What the first
has learnt of other kinds is kept alive by a sample of them. Both together take less than two hours
on two cores.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa.training.train import Recipe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.training.batches import EncodedExample

OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Phase:
    """A recipe, and the share of each source's examples that it sees.

    `shares` are by the examples' `source`; sources that are not among them have the share of
    OTHERS, or else 1.
    """

    name: str
    recipe: Recipe
    shares: Mapping[str, float] = field(default_factory=dict)

    def examples(self, everything: Sequence[EncodedExample]) -> list[EncodedExample]:
        """The examples of this phase, the same ones for the same seed."""
        generator = random.Random(f"{self.recipe.seed} {self.name}")
        rest = self.shares.get(OTHERS, 1.0)
        return [one for one in everything if generator.random() < self.shares.get(one.source, rest)]


WIDELY = Phase("widely", Recipe())
CLOSELY = Phase(
    "closely",
    Recipe(epochs=1.4, tokens=2_250, rate=1e-4, average=0.999, unanswered=0.15, beside=0.2),
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
)
