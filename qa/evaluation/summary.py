"""Outcomes -> the figures of a run: means with intervals, by tag and overall, and curves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from qa.evaluation.metrics import (
    area_under_curve,
    area_under_risk_coverage,
    bootstrap_interval,
    bootstrap_intervals,
    percentile,
    precision_recall_f1,
    risk_coverage,
    share_refused_at,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Row = dict[str, Any]

RELIABILITY_BINS = 10


def summarise(rows: Sequence[Row], seed: int = 0) -> dict[str, Any]:
    """All figures of a run; withheld cases stand apart, under "withheld"."""
    withheld = [row for row in rows if row["withheld"]]
    asked = [row for row in rows if not row["withheld"]]
    tags = sorted({tag for row in asked for tag in row["tags"]})
    known: dict[str, Any] = {
        "cases": len(asked),
        "answerable": sum(bool(row["expected"]) for row in asked),
        "unanswerable": sum(row["unanswerable"] for row in asked),
        "failures": failures(asked),
        "overall": figures(asked, seed),
        "by_tag": {tag: figures([r for r in asked if tag in r["tags"]], seed) for tag in tags},
        "by_path": by_path(asked, seed),
        "refusal": refusal(asked, seed),
        "reliability": reliability(asked),
        "latency_ms": latency(asked),
    }
    if withheld and any(row["expected"] for row in asked):
        known["withheld"] = withheld_figures(asked, withheld, seed)
    return known


def figures(rows: Sequence[Row], seed: int) -> dict[str, dict[str, float]]:
    """Each measure's mean over the cases that it applies to: n, mean, low, high (95 %)."""
    names = dict.fromkeys(name for row in rows for name in row["measures"])
    known = {}
    for name in names:
        if name.startswith("ms "):
            continue
        values = [row["measures"][name] for row in rows if name in row["measures"]]
        low, high = bootstrap_interval(values, seed)
        known[name] = {
            "n": len(values),
            "mean": sum(values) / len(values),
            "low": low,
            "high": high,
        }
    return known


def all_figures(summary: dict[str, Any]) -> dict[str, dict[str, float]]:
    """The measures of the cases, then those of refusing, then those with articles withheld."""
    withheld: dict[str, Any] = summary.get("withheld", {})
    refusing: dict[str, Any] = summary["refusal"].get("figures", {})
    known: dict[str, dict[str, float]] = {**summary["overall"], **refusing}
    return known | {f"withheld: {name}": figure for name, figure in withheld.items()}


def by_path(rows: Sequence[Row], seed: int) -> dict[str, Any]:
    """The figures of what a language model wrote and of what was quoted, apart; {} without a model.

    A model's answers come with what they took; the others are refusals before it was asked, and
    answers that stood in for it.
    """
    generated = [row for row in rows if row["answer"]["mode"] == "generated"]
    if not generated:
        return {}
    known: dict[str, Any] = {
        f"written by {generated[0]['answer']['model']}": figures(generated, seed)
    }
    quoted = [row for row in rows if row["answer"]["mode"] == "extractive"]
    refused = [row for row in quoted if row["answer"]["abstained"]]
    stood_in = [row for row in quoted if not row["answer"]["abstained"]]
    if refused:
        known["refused before the model was asked"] = figures(refused, seed)
    if stood_in:
        known["the articles' own sentences, where the model failed"] = figures(stood_in, seed)
    return known


def failures(rows: Sequence[Row]) -> dict[str, int]:
    """How many cases failed under each class, most first."""
    return dict(Counter(row["failure"] for row in rows if row["failure"]).most_common())


def refusal(rows: Sequence[Row], seed: int) -> dict[str, Any]:
    """Figures of refusing, with intervals, and the risk-coverage curve.

    The risk at a coverage is the share of wrong answers among the surest; answering what cannot be
    answered is wrong, whatever is said. Whether an answer would have been right had it not been
    refused is not known: such a case counts as wrong.
    """
    judged = [row for row in rows if row["judged"]]
    if not judged:
        return {}
    return {
        "figures": _with_intervals(judged, _refusal_statistics, seed),
        "risk_coverage": _curve(judged),
    }


def withheld_figures(
    asked: Sequence[Row], withheld: Sequence[Row], seed: int
) -> dict[str, dict[str, float]]:
    """How well the same questions are told from themselves without their articles."""
    rows = [*(row for row in asked if row["expected"]), *withheld]
    return _with_intervals(rows, _separation, seed)


def _with_intervals(
    rows: Sequence[Row], statistics: Callable[[Sequence[Row]], dict[str, float]], seed: int
) -> dict[str, dict[str, float]]:
    intervals = bootstrap_intervals(rows, statistics, seed)
    return {
        name: {
            "n": len(rows),
            "mean": value,
            "low": intervals[name][0],
            "high": intervals[name][1],
        }
        for name, value in statistics(rows).items()
    }


def _refusal_statistics(rows: Sequence[Row]) -> dict[str, float]:
    truth = [row["unanswerable"] for row in rows]
    known = {"area under risk coverage": area_under_risk_coverage(_curve(rows))}
    if any(truth):
        refused = [row["answer"]["abstained"] for row in rows]
        found = precision_recall_f1(refused, truth)
        known |= {f"refusal {name}": value for name, value in found.items()}
    return known | _separation(rows)


def _separation(rows: Sequence[Row]) -> dict[str, float]:
    positive = [row["evidence_score"] for row in rows if not row["unanswerable"]]
    negative = [row["evidence_score"] for row in rows if row["unanswerable"]]
    if not positive or not negative:
        return {}
    return {
        "area under curve": area_under_curve(positive, negative),
        "refused at 10 % wrongly refused": share_refused_at(0.1, positive, negative),
    }


def _curve(rows: Sequence[Row]) -> list[tuple[float, float]]:
    wrong = [not row["measures"].get("answer right", 0.0) for row in rows]
    return risk_coverage([row["evidence_score"] for row in rows], wrong)


def reliability(rows: Sequence[Row]) -> list[dict[str, float]]:
    """Per tenth of the evidence score: how many cases, and the share that can be answered."""
    judged = [row for row in rows if row["judged"]]
    bins = []
    for number in range(RELIABILITY_BINS):
        low, high = number / RELIABILITY_BINS, (number + 1) / RELIABILITY_BINS
        last = number == RELIABILITY_BINS - 1
        inside = [r for r in judged if low <= r["evidence_score"] < high + last]
        if inside:
            share = sum(not row["unanswerable"] for row in inside) / len(inside)
            bins.append({"low": low, "high": high, "n": len(inside), "answerable": share})
    return bins


def latency(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Milliseconds by stage: p50 and p95."""
    stages = dict.fromkeys(stage for row in rows for stage in row["answer"]["timings_ms"])
    known = {}
    for stage in stages:
        known_times = (row["answer"]["timings_ms"].get(stage) for row in rows)
        times = [time for time in known_times if time is not None]
        known[stage] = {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95)}
    return known
