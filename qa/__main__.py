"""python -m qa: ask questions of a library, and measure the answers, from the command line."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from index.command_line import printable, run_reporting
from index.schema import has_library
from index.settings import Settings, examples_library
from qa.evaluation.command import add_parser as add_evaluate
from qa.feedback_command import add_parser as add_feedback
from qa.plain_text import plain_text
from qa.writing.model_settings import ModelSettings, add_model_arguments
from qa.writing.models_command import add_parser as add_models

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answer import Answer
    from qa.assistant import Assistant

EXAMPLES = """examples:
  python -m qa ask "What did Bahreini say about internet restrictions?"
  python -m qa ask "Who won on Saturday?" --as-of 2026-02-15 --json
  python -m qa ask                                   ask one question after the other
  python -m qa ask "..." --answer-with openai-like:gemma3 --base-url http://127.0.0.1:11434/v1
  python -m qa models                                which language model answers, and a test
  python -m qa evaluate --help                       measure the answers
  python -m qa feedback export --out cases.jsonl     answers that got a thumb down, as cases
  python -m qa ask --batch questions.jsonl --out answers.jsonl

batch lines:
  in   {"id": "1", "question": "...", "as_of": "2026-02-15", "history": [["...", null]],
        "exclude": ["https://example.org/an-article"]}   (as_of, history, exclude may be left out)
  out  the answer as --json prints it, with "id"; or {"id", "question", "error"}

exit code: 0 answered or refused, 1 where something failed, 2 for wrong usage
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.run is _ask:
        if (options.batch is None) != (options.out is None):
            parser.error("--batch QUESTIONS and --out ANSWERS go together")
        if options.batch is not None and options.question is not None:
            parser.error("give a QUESTION or --batch, not both")
    return run_reporting(lambda: int(options.run(options, _settings(options))))


def _settings(options: argparse.Namespace) -> Settings:
    """The settings; over the example articles where there is no library yet but theirs."""
    named = vars(options)
    settings = Settings.resolve(
        options.library, named.get("embedding_model"), named.get("reader"), named.get("reranker")
    )
    examples = examples_library(settings.library)
    has = [has_library(folder) for folder in (settings.library, examples)]
    if options.library is not None or has != [False, True]:
        return settings
    print(f"No library of your own yet: using the example articles in {examples}", file=sys.stderr)
    return replace(settings, library=examples)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m qa",
        description="Ask a library of news articles, and see the exact words an answer rests on.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    ask = commands.add_parser(
        "ask",
        help="answer one question, a file of them, or one after the other",
        description="Answer one question, a file of them (--batch), or, with neither, one after "
        "the other at a prompt.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        help="the library's folder (default: DATELINE_LIBRARY, else the platform's data folder)",
    )
    ask.add_argument(
        "--as-of",
        type=_day,
        metavar="DATE",
        help="the day that counts as today, YYYY-MM-DD (default: today)",
    )
    ask.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    ask.add_argument("--batch", type=Path, metavar="QUESTIONS", help="a .jsonl file of questions")
    ask.add_argument("--out", type=Path, metavar="ANSWERS", help="where --batch writes answers")
    ask.add_argument(
        "--embedding-model", metavar="NAME", help="default: the one the library was built with"
    )
    ask.add_argument(
        "--reader", metavar="NAME", help="trained (default), words (none), or a model's name"
    )
    ask.add_argument("--reranker", metavar="NAME", help="a cross-encoder that orders the passages")
    add_model_arguments(ask)
    ask.set_defaults(run=_ask)
    add_evaluate(commands)
    add_models(commands)
    add_feedback(commands)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a day: write it as 2026-02-15"
        raise argparse.ArgumentTypeError(message) from error


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from qa.assistant import Assistant

    assistant = Assistant(
        settings.library,
        settings.embedding_model,
        settings.reader,
        reranker=settings.reranker,
        model=ModelSettings.resolve(options),
    )
    if options.batch is not None:
        from qa.batch import answer_batch

        return answer_batch(assistant, options.batch, options.out, options.as_of)
    if options.question is None:
        return _converse(assistant, options)
    answer = assistant.ask(options.question, as_of=options.as_of)
    _print(answer, as_json=options.json)
    return 0


def _converse(assistant: Assistant, options: argparse.Namespace) -> int:
    """A prompt with the line editing and history of the terminal, and a conversation behind it."""
    with contextlib.suppress(ImportError):  # Windows: the console brings its own
        import readline  # noqa: F401 - its import gives input() a history
    held = assistant.summary()
    print(f"{held.articles:,} articles. Ask a question; an empty line or Ctrl-D ends.")
    history: list[tuple[str, str | None]] = []
    while True:
        try:
            question = input("\n? ").strip()
        except EOFError:
            question = ""
        if not question:
            return 0
        answer = assistant.ask(question, history, as_of=options.as_of)
        history.append((question, answer.text))
        _print(answer, as_json=options.json)


def _print(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer.to_json(), ensure_ascii=False))
        return
    print(printable(plain_text(answer)))


if __name__ == "__main__":
    sys.exit(main())
