"""A run as a record: made, held against an earlier one, written and read back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from index.errors import DatelineError
from qa.evaluation.compare import compare
from qa.evaluation.report import html_report, markdown_report
from qa.evaluation.run import CASES_FILE, RunOptions, evaluate
from qa.evaluation.summary import summarise
from qa.evaluation.versions import commit, peak_memory_mb, versions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.build import Progress
    from qa.assistant import Assistant
    from qa.evaluation.case import Case

RUN_FILE = "run.json"
REPORT_FILE = "report.html"
SUMMARY_FILE = "report.md"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: the cases, the name of where they came from, how, and the resampling's seed."""

    name: str
    cases: Sequence[Case]
    options: RunOptions = field(default_factory=RunOptions)
    seed: int = 0


def make_run(assistant: Assistant, plan: Plan, folder: Path, progress: Progress) -> dict[str, Any]:
    """Ask all cases (resumable in `folder`) and return the record of the run.

    Raises what `Assistant.ask` raises.
    """
    held = assistant.summary()
    rows = evaluate(assistant, plan.cases, folder, plan.options, progress)
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "fixture": plan.name,
        "settings": {
            "withhold": plan.options.withhold,
            "seed": plan.seed,
            "articles": held.articles,
            "library_version": held.version.number,
            "fingerprint": held.version.fingerprint,
            **assistant.settings,
        },
        "versions": versions(),
        "commit": commit(),
        "peak_memory_mb": peak_memory_mb(),
        "summary": summarise(rows, plan.seed),
        "cases": rows,
    }


def check_comparable(plan: Plan, earlier: dict[str, Any], name: str) -> None:
    """Raise DatelineError, before a question is asked, where an earlier run shares no case."""
    if {case.id for case in plan.cases}.isdisjoint(row["id"] for row in earlier["cases"]):
        message = f"{name} has no case in common with {plan.name}: compare with another run"
        raise DatelineError(message)


def add_comparison(run: dict[str, Any], earlier: dict[str, Any], name: str, seed: int = 0) -> None:
    """Hold a run against an earlier one; `check_comparable` tells before whether that can be."""
    run["comparison"] = {"with": name, **compare(earlier["cases"], run["cases"], seed)}


def write_run(run: dict[str, Any], folder: Path) -> None:
    """Write the record and both reports, each in one step, so that none is ever half there.

    The folder is made again where somebody cleared it away during a long run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        RUN_FILE: json.dumps(run, ensure_ascii=False, indent=1),
        SUMMARY_FILE: markdown_report(run),
        REPORT_FILE: html_report(run),
    }
    for name, content in files.items():
        partial = folder / f"{name}.partial"
        partial.write_text(content, encoding="utf-8")
        partial.replace(folder / name)
    (folder / CASES_FILE).unlink(missing_ok=True)


def read_run(path: Path) -> dict[str, Any]:
    """The record of an earlier run. Raises DatelineError where the file is none."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        _ = [(row["id"], row["measures"], row["right"]) for row in known["cases"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{path} is not a run.json of an earlier evaluation: {error}"
        raise DatelineError(message) from error
    return dict(known)
