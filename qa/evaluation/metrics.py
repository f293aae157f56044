"""The measures, each by itself: numbers in, a number out. docs/evaluation.md defines them."""

from __future__ import annotations

import math
import re
import string
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

RESAMPLES = 2000
_FOLDED_WORD = re.compile(r"[^\W_]+|[$%€£]")


def recall_at(k: int, ranking: Sequence[str], relevant: set[str]) -> float:
    """The share of the relevant items among the first k of a ranking."""
    return len(relevant & set(ranking[:k])) / len(relevant)


def reciprocal_rank(ranking: Sequence[str], relevant: set[str]) -> float:
    """1 / the rank of the first relevant item, 0 where there is none."""
    return next((1 / rank for rank, item in enumerate(ranking, 1) if item in relevant), 0.0)


def ndcg_at(k: int, ranking: Sequence[str], relevant: set[str]) -> float:
    """Normalised discounted cumulative gain with binary gains (Järvelin and Kekäläinen 2002)."""
    gain = sum(1 / math.log2(r + 1) for r, item in enumerate(ranking[:k], 1) if item in relevant)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return gain / ideal


def folded(text: str) -> str:
    """Words and numbers only, lower case without accents, a space at both ends."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return f" {' '.join(_FOLDED_WORD.findall(plain))} "


def contains(text: str, answer: str) -> bool:
    """Whether the answer stands in the text as whole words; case, accents, punctuation fold."""
    wanted = folded(answer)
    return bool(wanted.strip()) and wanted in folded(text)


def holds_all(text: str, groups: Iterable[Iterable[str]]) -> bool:
    """Whether of each group one alternative stands in the text."""
    return all(any(contains(text, answer) for answer in group) for group in groups)


def squad_normalised(text: str) -> str:
    """SQuAD's normalisation (Rajpurkar et al. 2016): no case, punctuation, articles, spaces."""
    lowered = "".join(letter for letter in text.lower() if letter not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", lowered).split())


def exact_match(given: str, answers: Iterable[str]) -> float:
    """1 where the given text equals an answer after SQuAD's normalisation."""
    return float(any(squad_normalised(given) == squad_normalised(answer) for answer in answers))


def token_f1(given: str, answers: Iterable[str]) -> float:
    """The best overlap of tokens with an answer, as F1, after SQuAD's normalisation."""
    return max((_f1(squad_normalised(given), squad_normalised(a)) for a in answers), default=0.0)


def precision_recall_f1(predicted: Sequence[bool], truth: Sequence[bool]) -> dict[str, float]:
    """Of a yes-or-no decision; a share of nothing is 0."""
    hits = sum(p and t for p, t in zip(predicted, truth, strict=True))
    precision = hits / sum(predicted) if any(predicted) else 0.0
    recall = hits / sum(truth) if any(truth) else 0.0
    total = precision + recall
    f1 = 2 * precision * recall / total if total else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def risk_coverage(scores: Sequence[float], wrong: Sequence[bool]) -> list[tuple[float, float]]:
    """(coverage, risk) when only the best-scored are answered, from the surest on.

    Coverage is the share answered, risk the share of wrong ones among these (El-Yaniv and Wiener
    2010). Cases with equal scores are answered together.
    """
    order = sorted(range(len(scores)), key=lambda index: -scores[index])
    curve, errors = [], 0
    for count, index in enumerate(order, 1):
        errors += wrong[index]
        if count == len(order) or scores[order[count]] != scores[index]:
            curve.append((count / len(order), errors / count))
    return curve


def area_under_risk_coverage(curve: Sequence[tuple[float, float]]) -> float:
    """The mean risk over all coverages, each step at the risk it ends with; lower is better."""
    area, before = 0.0, 0.0
    for coverage, risk in curve:
        area += (coverage - before) * risk
        before = coverage
    return area


def area_under_curve(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive scores above a negative, ties half (Hanley and McNeil 1982)."""
    below = sorted(negative)
    higher = sum(bisect_left(below, p) + bisect_right(below, p) for p in positive) / 2
    return higher / (len(positive) * len(negative))


def share_refused_at(rate: float, positive: Sequence[float], negative: Sequence[float]) -> float:
    """The share of negatives below the threshold that refuses at most `rate` of the positives."""
    ordered = sorted(positive)
    threshold = ordered[min(int(rate * len(ordered)), len(ordered) - 1)]
    return sum(score < threshold for score in negative) / len(negative)


def bootstrap_interval(values: Sequence[float], seed: int = 0) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval (Efron 1979) of the mean."""
    import numpy as np

    if not values:
        return (math.nan, math.nan)
    rng = np.random.default_rng(seed)
    array = np.asarray(values, dtype=float)
    picks = rng.integers(0, len(array), size=(RESAMPLES, len(array)))
    low, high = np.percentile(array[picks].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def bootstrap_intervals(
    items: Sequence[Any], statistics: Callable[[Sequence[Any]], dict[str, float]], seed: int = 0
) -> dict[str, tuple[float, float]]:
    """The same for several statistics of whole cases; a draw may lack some of them."""
    import numpy as np

    rng = np.random.default_rng(seed)
    drawn: dict[str, list[float]] = {}
    for _ in range(RESAMPLES // 4):
        picks = rng.integers(0, len(items), size=len(items))
        for name, value in statistics([items[pick] for pick in picks]).items():
            drawn.setdefault(name, []).append(value)
    return {
        name: (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5)))
        for name, values in drawn.items()
    }


def mcnemar(wins: int, losses: int) -> float:
    """The exact two-sided p-value that wins and losses are equally likely (McNemar 1947)."""
    count = wins + losses
    if count == 0:
        return 1.0
    tail = sum(math.comb(count, k) for k in range(min(wins, losses) + 1)) / 2**count
    return float(min(1.0, 2 * tail))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies, by linear interpolation."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _f1(given: str, answer: str) -> float:
    one, other = given.split(), answer.split()
    common = sum((Counter(one) & Counter(other)).values())
    if not one or not other:
        return float(one == other)
    return 2 * common / (len(one) + len(other)) if common else 0.0
