"""python -m qa feedback: the command."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import DatelineError

if TYPE_CHECKING:
    import argparse

    from index.settings import Settings


def add_parser(commands: Any) -> None:
    """Add `feedback` to the commands of `python -m qa`."""
    parser = commands.add_parser(
        "feedback",
        help="list or export the answers that readers gave a thumb down",
        description="Answers that got a thumb down in the page are kept beside the library. List "
        "them, or export them as cases of a fixture, to be completed with the right answer.",
    )
    parser.add_argument("action", choices=("list", "export"))
    parser.add_argument("--out", type=Path, metavar="FILE", help="where export writes (or stdout)")
    parser.add_argument("--library", type=Path, metavar="DIR", help="the library's folder")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """List or export. Raises DatelineError where the file cannot be written."""
    from qa.feedback import fixture_stub, read_feedback

    kept = read_feedback(settings.library)
    if options.action == "list":
        for one in kept:
            print(f"{one.id}  {one.created}  {one.answer['question']}")  # noqa: T201
            if one.note:
                print(f"   {one.note}")  # noqa: T201
        print(f"{len(kept)} kept in {settings.library}", file=sys.stderr)  # noqa: T201
        return 0
    lines = "".join(json.dumps(fixture_stub(one), ensure_ascii=False) + "\n" for one in kept)
    if options.out is None:
        sys.stdout.write(lines)
        return 0
    partial = options.out.with_name(f"{options.out.name}.partial")
    try:
        partial.write_text(lines, encoding="utf-8")
        partial.replace(options.out)
    except OSError as error:
        message = f"The cases could not be written to {options.out}: {error.strerror}"
        raise DatelineError(message) from error
    print(  # noqa: T201
        f"{len(kept)} cases in {options.out}: complete each with answers, or unanswerable: true"
    )
    return 0
