"""The likeliest short answer within one sentence, of what a network gives for its tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import torch

LONGEST_ANSWER = 24
"""Tokens in a short answer. 98 of 100 answers of the training collections are shorter."""

LIKELIEST = 20
"""Short answers that are looked at for one whose brackets and quotation marks have their others."""

_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))


def likeliest(
    starts: torch.Tensor, ends: torch.Tensor, places: Sequence[tuple[int, int]], text: str
) -> tuple[tuple[int, int], float]:
    """The (start, end) in `text` of the likeliest short answer, and its log-probability.

    `starts` and `ends` are the log-probabilities of the sentence's tokens (tokens,), `places` the
    tokens' (start, end) in `text`. One that opens a bracket or a quotation mark and does not close
    it, or the reverse, is passed over for the next best that has both, where there is one.
    """
    import torch

    tokens = len(places)
    joint = starts[:, None] + ends[None, :]
    allowed = torch.ones_like(joint).triu().tril(LONGEST_ANSWER - 1).bool()
    found = joint.masked_fill(~allowed, float("-inf")).flatten()
    scores, numbers = found.topk(min(LIKELIEST, int(allowed.sum())))
    spans = [
        (places[number // tokens][0], places[number % tokens][1]) for number in numbers.tolist()
    ]
    best = next((n for n, (start, end) in enumerate(spans) if _has_both(text[start:end])), 0)
    return spans[best], float(scores[best])


def _has_both(words: str) -> bool:
    """Whether every bracket and quotation mark has its other: "Fear Her” is half a title."""
    paired = all(words.count(opens) == words.count(closes) for opens, closes in _PAIRS)
    return paired and words.count('"') % 2 == 0
