"""The browser app: python app.py, then open the address that it prints."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.command_line import INTERRUPTED, run_reporting
from index.errors import FingerprintMismatch
from index.schema import has_library
from index.settings import Settings, examples_library
from qa.writing.model_settings import ModelSettings, add_model_arguments

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = Path(__file__).parent / "examples"
LAST_PORT = 65_535


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the page until interrupted; the exit code is 0, or 1 where it could not be served."""
    options = _parser().parse_args(arguments)
    code = run_reporting(lambda: _serve(options), "")
    return 0 if code == INTERRUPTED else code


def _serve(options: argparse.Namespace) -> int:
    settings = Settings.resolve(options.library, reader=options.reader, reranker=options.reranker)
    model = ModelSettings.resolve(options)
    library, questions = _library(options, settings)
    # Seconds to import, so after the options are known to be right.
    from qa.assistant import Assistant
    from web.library import example_questions
    from web.server import serve

    assistant = Assistant(
        library,
        settings.embedding_model,
        settings.reader,
        reranker=settings.reranker,
        model=model,
    )
    examples = example_questions(assistant, questions)
    serve(assistant, examples, questions, options.host, options.port)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python app.py",
        description="Ask a library of news articles in the browser. Without a library of your own "
        "the example articles are indexed and served.",
        epilog="your own articles: python -m index build PATH, then python app.py",
    )
    parser.add_argument("--library", type=Path, metavar="DIR", help="the library's folder")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to serve on (default: this machine only)"
    )
    parser.add_argument("--port", type=_port, default=7860, help="port (default: 7860, 0: any)")
    parser.add_argument(
        "--reader", metavar="NAME", help="trained (default), words (none), or a model's name"
    )
    parser.add_argument(
        "--reranker", metavar="NAME", help="a cross-encoder that orders the passages"
    )
    add_model_arguments(parser)
    return parser


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= LAST_PORT:
        return int(text)
    message = f"{text!r} is not a port: a number from 0 to {LAST_PORT}"
    raise argparse.ArgumentTypeError(message)


def _library(options: argparse.Namespace, settings: Settings) -> tuple[Path, Path | None]:
    """The library to serve, and a file of questions where it is the one of the examples."""
    if options.library is not None or has_library(settings.library):
        return settings.library, None
    library = examples_library(settings.library)
    from index.build import BuildOptions, build
    from index.embedding import DEFAULT_MODEL, Embedder
    from index.progress import ProgressBar

    if not has_library(library):
        print("No library yet: indexing the example articles.", flush=True)
    articles, embedder = (
        [EXAMPLES / "articles"],
        Embedder(settings.embedding_model or DEFAULT_MODEL),
    )
    how = BuildOptions(cache_folder=settings.cache, prune=True, wait_seconds=120)
    with ProgressBar() as progress:
        try:
            build(library, articles, embedder, how, progress)
        except FingerprintMismatch:  # another model was named, or an older version made it
            build(library, articles, embedder, replace(how, rebuild=True), progress)
    return library, EXAMPLES / "questions.jsonl"


if __name__ == "__main__":
    sys.exit(main())
