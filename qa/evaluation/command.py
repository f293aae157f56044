"""python -m qa evaluate: the command."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import DatelineError
from qa.writing.model_settings import ModelSettings, add_model_arguments

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
        "--reader", metavar="NAME", help="trained (default), words (none), or a model's name"
    )
    parser.add_argument(
        "--reranker", metavar="NAME", help="a cross-encoder that orders the passages"
    )
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
    parser.add_argument(
        "--judge", metavar="PROVIDER:MODEL",
        help="a language model's opinion too, reported apart (key: DATELINE_API_KEY)",
    )  # fmt: skip
    parser.add_argument("--seed", type=int, default=0, help="of the resampling (default: 0)")
    add_model_arguments(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Evaluate. Raises DatelineError (a bad fixture, a missing library or run)."""
    from index.progress import ProgressBar
    from qa.evaluation.importers import read_as
    from qa.evaluation.judge import judge, open_judge
    from qa.evaluation.record import (
        REPORT_FILE,
        SUMMARY_FILE,
        Plan,
        add_comparison,
        check_comparable,
        make_run,
        read_run,
        write_run,
    )
    from qa.evaluation.run import RunOptions

    if options.jobs < 1 or (options.limit is not None and options.limit < 1):
        message = "--jobs and --limit take a number from 1 on"
        raise DatelineError(message)
    fixture = read_as(options.format, options.fixture)
    if options.validate:
        print(f"{options.fixture}: {len(fixture.cases):,} cases, nothing wrong")  # noqa: T201
        return 0
    model_settings = ModelSettings.resolve(options)
    earlier = read_run(options.compare) if options.compare else None
    model = open_judge(options.judge, model_settings.base_url) if options.judge else None
    plan = Plan(
        str(options.fixture),
        fixture.cases[: options.limit],
        RunOptions(options.jobs, options.withhold),
        options.seed,
    )
    if earlier is not None:
        check_comparable(plan, earlier, str(options.compare))
    with ExitStack() as stack:
        assistant = _assistant(fixture, settings, model_settings, stack)
        with ProgressBar() as progress:
            report = make_run(assistant, plan, options.report, progress)
            if model is not None:
                report["judge"] = {
                    "model": options.judge,
                    **judge(report["cases"], model, progress),
                }
    if earlier is not None:
        add_comparison(report, earlier, str(options.compare), options.seed)
    write_run(report, options.report)
    print((options.report / SUMMARY_FILE).read_text(encoding="utf-8"))  # noqa: T201
    print(options.report / REPORT_FILE)  # noqa: T201
    return _verdict(report, options)


def _assistant(
    fixture: Fixture, settings: Settings, model: ModelSettings, stack: ExitStack
) -> Assistant:
    """Over the library, or over a temporary one of the articles that the fixture brings."""
    from qa.assistant import Assistant

    if not fixture.articles:
        return Assistant(
            settings.library,
            settings.embedding_model,
            settings.reader,
            reranker=settings.reranker,
            model=model,
        )
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
    return Assistant(
        folder / "library", reader=settings.reader, reranker=settings.reranker, model=model
    )


def _verdict(report: dict[str, Any], options: argparse.Namespace) -> int:
    from qa.evaluation.compare import significant_losses
    from qa.evaluation.summary import all_figures

    failed = []
    overall = all_figures(report["summary"])
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


def _bound(text: str) -> tuple[str, float]:
    name, separator, value = text.rpartition("=")
    if separator:
        with suppress(ValueError):
            return name.strip(), float(value)
    message = f'{text!r}: write METRIC=VALUE, as in "answer right=0.7"'
    raise argparse.ArgumentTypeError(message)
