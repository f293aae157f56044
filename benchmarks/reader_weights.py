"""How the weights of `qa.evidence` were found, and what each thing known of a sentence adds.

    python benchmarks/reader_weights.py --data DIR --library DIR [--reader NAME] [--keep FILE]

Reads all sentences of the eight best passages for every question of the news set, and fits the
weights on one half of the questions: the probability that a sentence with the answer in it is
chosen, or none where nothing answers, is made as large as it can be (a softmax over a question's
sentences and "none"). A question's own text decides the half that it is in; a withheld question
stays with its original. Printed are the weights, and how they do on each half: the answer in the
first sentence, and the area under the curve of answered against withheld and against unanswerable;
then what is lost without each thing known, with intervals over all questions, each half by the
weights of the other. `--keep` stores what was read for another run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import qa.reader
from index.article_filter import ArticleFilter
from index.progress import ProgressBar
from qa.assistant import Assistant
from qa.evaluation.metrics import area_under_curve, contains, share_refused_at
from qa.evidence import BY_WORDS

KNOWN = tuple(asdict(BY_WORDS))
OF_THE_NETWORK = ("log_odds", "agreed")
SETS = ("questions", "questions-paraphrased", "near-miss")
RESAMPLES = 1000
NOTHING_READ = -9.0
"""Log-odds where nothing was found to read."""

PENALTY = 0.02
"""On the squares of the weights: keeps those of things seldom known from running away."""


@dataclass
class Case:
    """One question: `rows` (sentences, things known), `right` (sentences,), its set and half."""

    name: str
    half: int
    answerable: bool
    rows: np.ndarray
    right: np.ndarray


def read_case(assistant: Assistant, row: dict[str, Any], name: str) -> Case:
    """Ask one question and keep what is known of each sentence that was read."""
    day = date.fromisoformat(row["as_of"])
    allowed = ArticleFilter(exclude=frozenset(row.get("exclude", ())))
    _, trace = assistant.ask_with_trace(row["question"], (), allowed, day)
    rows = [[one.known[thing] for thing in KNOWN] for one in trace.evidence]
    right = [any(contains(one.text, answer) for answer in row["answers"]) for one in trace.evidence]
    digest = hashlib.sha256(row["id"].removesuffix("-withheld").encode()).digest()
    return Case(
        name if row["answers"] or name != "questions" else "unanswerable",
        digest[0] % 2,
        bool(row["answers"]),
        np.array(rows).reshape(-1, len(KNOWN)),
        np.array(right, bool),
    )


def fit(cases: list[Case], columns: list[int]) -> np.ndarray:
    """The weights of the columns; the others are zero."""
    usable = [c for c in cases if len(c.rows) and (c.right.any() or not c.answerable)]
    parts = [(torch.tensor(c.rows[:, columns]), torch.tensor(c.right)) for c in usable]
    fitted = torch.zeros(len(columns), dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS([fitted], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = PENALTY * (fitted[1:] ** 2).sum()
        none = torch.zeros(1, dtype=torch.double)
        for rows, right in parts:
            scores = rows @ fitted
            wanted = scores[right].logsumexp(0) if right.any() else none[0]
            loss = loss + torch.cat([scores, none]).logsumexp(0) - wanted
        loss.backward()
        return loss

    optimizer.step(closure)
    whole = np.zeros(len(KNOWN))
    whole[columns] = fitted.detach().numpy()
    return whole


def outcomes(cases: list[Case], fitted: np.ndarray) -> dict[str, np.ndarray]:
    """By set, one row a case: (best log-odds, whether the sentence that has them is right)."""
    found: dict[str, list[tuple[float, float]]] = {}
    for case in cases:
        scores = case.rows @ fitted if len(case.rows) else np.array([NOTHING_READ])
        right = bool(len(case.rows)) and bool(case.right[scores.argmax()])
        found.setdefault(case.name, []).append((float(scores.max()), float(right)))
    return {name: np.array(rows) for name, rows in found.items()}


def measures(found: dict[str, np.ndarray]) -> dict[str, float]:
    """First sentences right, and areas of answered against withheld and unanswerable."""
    questions = list(found["questions"][:, 0])
    return {
        "first sentence, questions": float(found["questions"][:, 1].mean()),
        "first sentence, paraphrased": float(found["questions-paraphrased"][:, 1].mean()),
        "area, near miss": area_under_curve(questions, list(found["near-miss"][:, 0])),
        "area, unanswerable": area_under_curve(questions, list(found["unanswerable"][:, 0])),
    }


def difference(
    whole: dict[str, np.ndarray], less: dict[str, np.ndarray]
) -> dict[str, tuple[float, float, float]]:
    """What each measure loses: (loss, low, high), a paired bootstrap 95 % interval over cases."""
    generator = np.random.default_rng(0)
    drawn = []
    for _ in range(RESAMPLES):
        picks = {
            name: generator.integers(len(rows), size=len(rows)) for name, rows in whole.items()
        }
        first = measures({name: whole[name][pick] for name, pick in picks.items()})
        second = measures({name: less[name][pick] for name, pick in picks.items()})
        drawn.append([first[name] - second[name] for name in first])
    low, high = np.quantile(np.array(drawn), (0.025, 0.975), axis=0)
    first, second = measures(whole), measures(less)
    return {
        name: (first[name] - second[name], float(low[n]), float(high[n]))
        for n, name in enumerate(first)
    }


def crosswise(halves: list[list[Case]], columns: list[int]) -> dict[str, np.ndarray]:
    """The outcomes of each half with weights that were fitted on the other."""
    parts = [outcomes(halves[half], fit(halves[1 - half], columns)) for half in (0, 1)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def show(told: str, found: dict[str, np.ndarray]) -> None:
    """The measures of some outcomes on a line."""
    share = share_refused_at(0.1, list(found["questions"][:, 0]), list(found["near-miss"][:, 0]))
    values = measures(found) | {"near misses refused at a tenth wrongly refused": share}
    print(f"  {told}: " + ", ".join(f"{what} {value:.3f}" for what, value in values.items()))


def thresholds(found: dict[str, np.ndarray]) -> None:
    """The share refused of each set, by the least log-odds that are answered."""
    for least in (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0):
        shares = [f"{name} {(rows[:, 0] < least).mean():.3f}" for name, rows in found.items()]
        print(f"  refused below {least:4.1f}: {', '.join(shares)}")


def read_cases(options: argparse.Namespace) -> list[Case]:
    """All questions, asked of the library, or what an earlier run kept."""
    if options.keep and options.keep.is_file():
        saved = np.load(options.keep)
        return [
            Case(*json.loads(str(about)), saved[f"rows{n}"], saved[f"right{n}"])
            for n, about in enumerate(saved["about"])
        ]
    qa.reader.OUT_OF_REACH = math.inf
    assistant = Assistant(options.library, reader=options.reader)
    rows = [
        (json.loads(line), name)
        for name in SETS
        for line in (options.data / "news-qa" / f"{name}.jsonl").open(encoding="utf-8")
    ]
    cases = []
    with ProgressBar() as bar:
        bar.stage("Reading", len(rows), "questions")
        for row, name in rows:
            cases.append(read_case(assistant, row, name))
            bar.advance(1)
    if options.keep:
        about = [json.dumps([case.name, case.half, case.answerable]) for case in cases]
        arrays = {f"rows{n}": case.rows for n, case in enumerate(cases)}
        arrays |= {f"right{n}": case.right for n, case in enumerate(cases)}
        np.savez(options.keep, about=about, **arrays)
    return cases


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--reader", default=None)
    parser.add_argument("--keep", type=Path, help="a .npz file")
    options = parser.parse_args()
    cases = read_cases(options)
    halves = [[case for case in cases if case.half == half] for half in (0, 1)]
    everything = list(range(len(KNOWN)))
    by_words = [n for n in everything if KNOWN[n] not in OF_THE_NETWORK]
    for name, columns in (("with the network", everything), ("without", by_words)):
        fitted = fit(halves[0], columns)
        pairs = zip(KNOWN, fitted, strict=True)
        print(f"\n{name}: " + ", ".join(f"{thing}={value:.2f}" for thing, value in pairs))
        for half, told in enumerate(("fitted half", "other half")):
            show(told, outcomes(halves[half], fitted))
        show("both, each by the other's weights", crosswise(halves, columns))
        thresholds(outcomes(halves[1], fitted))
    print("\nWhat is lost without it, both halves, each by the other's weights (95 % interval):")
    whole = crosswise(halves, everything)
    left_out = {"the network": OF_THE_NETWORK, "freshness": ("fresh", "undated")}
    left_out |= {name: (name,) for name in KNOWN[1:] if name not in {"fresh", "undated"}}
    for name, things in left_out.items():
        columns = [n for n in everything if KNOWN[n] not in things]
        losses = difference(whole, crosswise(halves, columns))
        told = [f"{what} {a:+.3f} ({b:+.3f} to {c:+.3f})" for what, (a, b, c) in losses.items()]
        print(f"{name}: " + "; ".join(told), flush=True)


if __name__ == "__main__":
    main()
