"""How likely cited words carry a claim: by its words and their order, or by a model that is named.

What the rules of `claim_rules` cannot see: a claim of known names and numbers put together wrongly.
Calibrated on QAGS (Wang et al. 2020), where three people judged each sentence of a summary;
accuracy by benchmarks/groundedness.py, in docs/results.md. How alike the vectors of claim and
sentence are was tried as well and adds nothing: a short claim is far from a long sentence.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from index.errors import DatelineError
from qa.cross_encoder import NamedCrossEncoder
from qa.language.numbers import is_number, numbers_in
from qa.language.words import content_words, stem
from qa.writing.claim_rules import outside_quotations
from qa.writing.claim_sense import clauses

if TYPE_CHECKING:
    from collections.abc import Sequence

CARRIED = 0.5
"""The least probability at which a claim is shown."""

COVERED, IN_ORDER, CONSTANT = 3.46, 1.52, -4.11
"""Log-odds for all of a claim's content words being cited, for all of them standing as near each
other as in the claim, and to begin with. Logistic regression over the sentences of QAGS that break
no rule, both outcomes weighing the same."""

NEAR = 4
"""Words from one content word to the next that is still near it."""


class Support:
    """Judges claims."""

    def __init__(self, entailment: str | None = None) -> None:
        self._entailment = _Entailment(entailment) if entailment else None

    def probability(self, claim: str, cited: Sequence[str], about: str = "") -> float:
        """That the cited sentences carry the claim, 0 to 1; `about` may be said besides.

        Raises DatelineError where the named entailment model cannot be used.
        """
        if self._entailment is not None:
            return self._entailment.probability(claim, " ".join(cited))
        if not content_words(claim) and not numbers_in(claim):
            return 0.0
        own = outside_quotations(claim)
        whole = _by_words(own, cited, about)
        parts = clauses(own)
        if whole >= CARRIED or len(cited) == 1 or len(parts) == 1:
            return whole
        # Joined of several sentences: each part has to be carried by itself.
        return min((_by_words(part, cited, about) for part in parts), default=whole)


def _by_words(claim: str, cited: Sequence[str], about: str) -> float:
    wanted = _wanted(claim, about)
    each = [_content(one) for one in cited]
    odds = COVERED * _covered(wanted, each) + IN_ORDER * _in_order(wanted, each) + CONSTANT
    return 1 / (1 + math.exp(-odds))


def covered_share(claim: str, cited: Sequence[str], about: str = "") -> float:
    """The share of a claim's content words that is cited, 0 to 1; see `_covered`."""
    return _covered(_wanted(claim, about), [_content(one) for one in cited])


def _wanted(claim: str, about: str) -> list[str]:
    """The stems of a claim's content words, in order. Numbers are left to the rules."""
    known = set(_content(about))
    return [found for found in _content(claim) if found not in known and not is_number(found)]


def _content(text: str) -> list[str]:
    return [stem(word) for word in content_words(text)]


def _covered(wanted: Sequence[str], cited: Sequence[Sequence[str]]) -> float:
    """Of several sentences, the mean of what the best one carries and what all carry together.

    Words from here and there are more often put together wrongly than words of one sentence.
    """
    words = set(wanted)
    if not words:
        return 1.0
    best = max((len(words.intersection(one)) for one in cited), default=0)
    together = words.intersection(found for one in cited for found in one)
    return (best + len(together)) / (2 * len(words))


def _in_order(wanted: Sequence[str], cited: Sequence[Sequence[str]]) -> float:
    """The share of neighbours in the claim that a cited sentence has near each other, in order."""
    pairs = list(itertools.pairwise(wanted))
    if not pairs:
        return 1.0
    return sum(any(_near(*pair, one) for one in cited) for pair in pairs) / len(pairs)


def _near(first: str, second: str, words: Sequence[str]) -> bool:
    places = [place for place, word in enumerate(words) if word == first]
    return any(second in words[place + 1 : place + 1 + NEAR] for place in places)


class _Entailment:
    """A cross-encoder for natural language inference in the Hugging Face format."""

    def __init__(self, name: str) -> None:
        self._encoder = NamedCrossEncoder(name)

    def probability(self, claim: str, cited: str) -> float:
        """Of the label "entailment"."""
        import torch

        model = self._encoder.load()
        labels = {str(label).lower(): n for n, label in model.config.id2label.items()}
        if "entailment" not in labels:
            raise DatelineError(
                f"{self._encoder.name!r} has no label “entailment” among {', '.join(labels)}: name "
                "a model for natural language inference"
            )
        with torch.inference_mode():
            scores = model.predict(
                [(cited, claim)], convert_to_tensor=True, show_progress_bar=False
            )
        return float(scores[0].float().softmax(-1)[labels["entailment"]])
