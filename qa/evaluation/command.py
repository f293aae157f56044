"""python -m qa evaluate: the command."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import DatelineError

if TYPE_CHECKING:
    from index.settings import Settings
    from qa.assistant import Assistant
    from qa.evaluation.fixtures import Fixture

FORMAT_NAMES = ("dateline", "squad", "beir", "rgb", "multihop-rag")

EXAMPLES = """examples:
  python -m qa evaluate examples/questions.jsonl --report report/
  python -m qa evaluate questions.jsonl --compare before/run.json --fail-under "answer right=0.7"
  python -m qa evaluate questions.jsonl --withhold     ask again with the answering articles away
  python -m qa evaluate dev-v2.0.json --format squad   brings its own articles
  python -m qa evaluate questions.jsonl --validate     only say what is wrong with the file

exit code: 0; 1 below --fail-under, on a significant loss against --compare, or on an error
"""


def add_parser(commands: Any) -> None:
    """Add `evaluate` to the commands of `python -m qa`."""
    parser = commands.add_parser(
        "evaluate",
        help="measure the answers over a library against a file of cases",
        description="Ask every case of a fixture and report how good the answers are and why each "
        "failure failed. docs/evaluation.md describes fixtures and measures.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("fixture", type=Path, metavar="FIXTURE", help="a .jsonl or .yaml file")
    parser.add_argument("--library", type=Path, metavar="DIR", help="the library to ask")
    parser.add_argument("--embedding-model", metavar="NAME", help=argparse.SUPPRESS)
    parser.add_argument(
        "--format", choices=FORMAT_NAMES, default="dateline", help="the fixture's format"
    )
    parser.add_argument(
        "--report", type=Path, default=Path("evaluation"), metavar="DIR",
        help="where report.html, report.md and run.json go (default: evaluation)",
    )  # fmt: skip
    parser.add_argument("--compare", type=Path, metavar="RUN", help="an earlier run.json")
    parser.add_argument(
        "--fail-under", action="append", default=[], type=_bound, metavar="METRIC=VALUE",
        help='exit with 1 if a measure\'s mean is lower, as in "answer right=0.7"; repeatable',
    )  # fmt: skip
    parser.add_argument("--withhold", action="store_true", help="measure refusal the hard way too")
    parser.add_argument("--validate", action="store_true", help="check the fixture and stop")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N cases only")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="questions at once")
    parser.add_argument("--seed", type=int, default=0, help="of the resampling (default: 0)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Evaluate. Raises DatelineError (a bad fixture, a missing library or run)."""
    from qa.evaluation.importers import read_as

    if options.jobs < 1 or (options.limit is not None and options.limit < 1):
        message = "--jobs and --limit take a number from 1 on"
        raise DatelineError(message)
    fixture = read_as(options.format, options.fixture)
    if options.validate:
        print(f"{options.fixture}: {len(fixture.cases):,} cases, nothing wrong")  # noqa: T201
        return 0
    earlier = _read_run(options.compare) if options.compare else None
    with ExitStack() as stack:
        assistant = _assistant(fixture, settings, stack)
        report = _evaluate(assistant, fixture, options)
    if earlier is not None:
        _compare(report, earlier, options)
    _write(report, options.report)
    return _verdict(report, options)


def _assistant(fixture: Fixture, settings: Settings, stack: ExitStack) -> Assistant:
    """Over the library, or over a temporary one of the articles that the fixture brings."""
    from qa.assistant import Assistant

    if not fixture.articles:
        return Assistant(settings.library, settings.embedding_model)
    from index.build import BuildOptions, build
    from index.embedding import DEFAULT_MODEL, Embedder
    from index.progress import ProgressBar

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dateline-")))
    source = folder / "articles.jsonl"
    lines = (json.dumps(article, ensure_ascii=False) for article in fixture.articles)
    source.write_text("\n".join(lines), encoding="utf-8")
    embedder = Embedder(settings.embedding_model or DEFAULT_MODEL)
    with ProgressBar() as progress:
        how = BuildOptions(cache_folder=settings.cache)
        built = build(folder / "library", [source], embedder, how, progress)
    for problem in built.failed:
        print(f"failed  article {problem.source}: {problem.reason}", file=sys.stderr)  # noqa: T201
    return Assistant(folder / "library")


def _evaluate(
    assistant: Assistant, fixture: Fixture, options: argparse.Namespace
) -> dict[str, Any]:
    from index.progress import ProgressBar
    from qa.evaluation.run import RunOptions, evaluate
    from qa.evaluation.summary import summarise
    from qa.evaluation.versions import commit, peak_memory_mb, versions

    held = assistant.summary()
    with ProgressBar() as progress:
        rows = evaluate(
            assistant,
            fixture.cases[: options.limit],
            options.report,
            RunOptions(options.jobs, options.withhold),
            progress,
        )
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "fixture": str(options.fixture),
        "settings": {
            "format": options.format,
            "withhold": options.withhold,
            "seed": options.seed,
            "articles": held.articles,
            "library_version": held.version.number,
            "fingerprint": held.version.fingerprint,
            "refuse_below": assistant.refuse_below,
        },
        "versions": versions(),
        "commit": commit(),
        "peak_memory_mb": peak_memory_mb(),
        "summary": summarise(rows, options.seed),
        "cases": rows,
    }


def _compare(report: dict[str, Any], earlier: dict[str, Any], options: argparse.Namespace) -> None:
    from qa.evaluation.compare import compare

    comparison = compare(earlier["cases"], report["cases"], options.seed)
    if not comparison["cases"]:
        message = f"{options.compare} has no case in common with {options.fixture}"
        raise DatelineError(message)
    report["comparison"] = {"with": str(options.compare), **comparison}


def _write(report: dict[str, Any], folder: Path) -> None:
    """All three files, each in one step, so that none is ever half there."""
    from qa.evaluation.report import html_report, markdown_report

    files = {
        "run.json": json.dumps(report, ensure_ascii=False, indent=1),
        "report.md": markdown_report(report),
        "report.html": html_report(report),
    }
    for name, content in files.items():
        partial = folder / f"{name}.partial"
        partial.write_text(content, encoding="utf-8")
        partial.replace(folder / name)
    (folder / "cases.jsonl").unlink(missing_ok=True)
    print(files["report.md"])  # noqa: T201
    print(f"{folder / 'report.html'}")  # noqa: T201


def _verdict(report: dict[str, Any], options: argparse.Namespace) -> int:
    from qa.evaluation.compare import significant_losses

    failed = []
    overall = report["summary"]["overall"]
    for name, least in options.fail_under:
        if name not in overall:
            known = ", ".join(overall)
            message = f"--fail-under {name}: no such measure in this run. There are: {known}"
            raise DatelineError(message)
        if overall[name]["mean"] < least:
            failed.append(f"{name} is {overall[name]['mean']:.3f}, under {least}")
    if "comparison" in report:
        failed += [f"{name} became worse" for name in significant_losses(report["comparison"])]
    for reason in failed:
        print(f"failed: {reason}", file=sys.stderr)  # noqa: T201
    return 1 if failed else 0


def _read_run(path: Path) -> dict[str, Any]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        _ = [(row["id"], row["measures"], row["right"]) for row in known["cases"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{path} is not a run.json of an earlier evaluation: {error}"
        raise DatelineError(message) from error
    return dict(known)


def _bound(text: str) -> tuple[str, float]:
    name, separator, value = text.rpartition("=")
    if separator:
        with suppress(ValueError):
            return name.strip(), float(value)
    message = f'{text!r}: write METRIC=VALUE, as in "answer right=0.7"'
    raise argparse.ArgumentTypeError(message)
