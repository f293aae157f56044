"""Two runs on the same cases: what became better, what worse, and what cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.evaluation.metrics import bootstrap_interval, mcnemar

if TYPE_CHECKING:
    from collections.abc import Sequence

    Row = dict[str, Any]

SIGNIFICANT = 0.05
LOWER_IS_BETTER = frozenset({"wrongly refused", "sentences left out"})
NEITHER = frozenset({"words in the answer", "calls of the model"})


def compare(before: Sequence[Row], after: Sequence[Row], seed: int = 0) -> dict[str, Any]:
    """Paired over the cases of both runs.

    Measures that are 0 or 1 in every case are held against McNemar's exact test, the others
    against the bootstrap interval of the mean difference. "better" and "worse" are said only where
    the test is significant at 0.05 and the interval leaves zero out; otherwise "no difference".
    """
    known = {row["id"]: row for row in before}
    pairs = [(known[row["id"]], row) for row in after if row["id"] in known]
    names = dict.fromkeys(name for _, row in pairs for name in row["measures"])
    measures = {}
    for name in names:
        both = [
            (old["measures"][name], new["measures"][name])
            for old, new in pairs
            if name in old["measures"] and name in new["measures"]
        ]
        if both and not name.startswith("ms "):
            measures[name] = _judge(name, both, seed)
    return {
        "cases": len(pairs),
        "measures": measures,
        "won": [new["id"] for old, new in pairs if new["right"] and not old["right"]],
        "lost": [new["id"] for old, new in pairs if old["right"] and not new["right"]],
    }


def significant_losses(comparison: dict[str, Any]) -> list[str]:
    """The measures that became worse."""
    return [name for name, m in comparison["measures"].items() if m["verdict"] == "worse"]


def _judge(name: str, both: Sequence[tuple[float, float]], seed: int) -> dict[str, Any]:
    differences = [new - old for old, new in both]
    low, high = bootstrap_interval(differences, seed)
    known: dict[str, Any] = {
        "n": len(both),
        "before": sum(old for old, _ in both) / len(both),
        "after": sum(new for _, new in both) / len(both),
        "low": low,
        "high": high,
    }
    told = not low <= 0 <= high
    if all(value in (0.0, 1.0) for pair in both for value in pair):
        wins = sum(new > old for old, new in both)
        known["p"] = mcnemar(wins, sum(old > new for old, new in both))
        told = told and known["p"] < SIGNIFICANT
    better = (low > 0) != (name in LOWER_IS_BETTER)
    known["verdict"] = "no difference"
    if told and name not in NEITHER:
        known["verdict"] = "better" if better else "worse"
    return known
