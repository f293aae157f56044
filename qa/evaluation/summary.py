"""Outcomes -> the figures of a run: means with intervals, by tag and overall, and curves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from qa.evaluation.metrics import (
    area_under_curve,
    area_under_risk_coverage,
    bootstrap_interval,
    percentile,
    precision_recall_f1,
    risk_coverage,
    share_refused_at,
)
from qa.evaluation.run import WITHHELD

if TYPE_CHECKING:
    from collections.abc import Sequence

    Row = dict[str, Any]

RELIABILITY_BINS = 10


def summarise(rows: Sequence[Row], seed: int = 0) -> dict[str, Any]:
    """All figures of a run; withheld cases stand apart, under "withheld"."""
    withheld = [row for row in rows if row["id"].endswith(WITHHELD)]
    asked = [row for row in rows if not row["id"].endswith(WITHHELD)]
    tags = sorted({tag for row in asked for tag in row["tags"]})
    known: dict[str, Any] = {
        "cases": len(asked),
        "answerable": sum(bool(row["expected"]) for row in asked),
        "unanswerable": sum(row["unanswerable"] for row in asked),
        "failures": failures(asked),
        "overall": figures(asked, seed),
        "by_tag": {tag: figures([r for r in asked if tag in r["tags"]], seed) for tag in tags},
        "refusal": refusal(asked),
        "reliability": reliability(asked),
        "latency_ms": latency(asked),
    }
    answered = [row["evidence_score"] for row in asked if row["expected"]]
    if withheld and answered:
        scores = [row["evidence_score"] for row in withheld]
        known["withheld"] = {
            "cases": len(withheld),
            "area_under_curve": area_under_curve(answered, scores),
            "refused_at_10_percent_wrongly_refused": share_refused_at(0.1, answered, scores),
            "refused": sum(row["answer"]["abstained"] for row in withheld) / len(withheld),
        }
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


def failures(rows: Sequence[Row]) -> dict[str, int]:
    """How many cases failed under each class, most first."""
    return dict(Counter(row["failure"] for row in rows if row["failure"]).most_common())


def refusal(rows: Sequence[Row]) -> dict[str, Any]:
    """Precision, recall and F1 of refusing, and the risk-coverage curve with its area.

    The risk at a coverage is the share of wrong answers among the surest; answering what cannot be
    answered is wrong, whatever is said. Whether an answer would have been right had it not been
    refused is not known: such a case counts as wrong.
    """
    judged = [row for row in rows if row["judged"]]
    if not judged:
        return {}
    refused = [row["answer"]["abstained"] for row in judged]
    truth = [row["unanswerable"] for row in judged]
    scores = [row["evidence_score"] for row in judged]
    wrong = [not row["measures"].get("answer right", 0.0) for row in judged]
    curve = risk_coverage(scores, wrong)
    known: dict[str, Any] = {
        **(precision_recall_f1(refused, truth) if any(truth) else {}),
        "risk_coverage": curve,
        "area_under_risk_coverage": area_under_risk_coverage(curve),
    }
    positive = [score for score, no in zip(scores, truth, strict=True) if not no]
    negative = [score for score, no in zip(scores, truth, strict=True) if no]
    if positive and negative:
        known["area_under_curve"] = area_under_curve(positive, negative)
        known["refused_at_10_percent_wrongly_refused"] = share_refused_at(0.1, positive, negative)
    return known


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
        times = [row["answer"]["timings_ms"][stage] for row in rows]
        known[stage] = {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95)}
    return known
