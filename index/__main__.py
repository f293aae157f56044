"""python -m index: build, inspect and prune a library of articles."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from index.command_line import run_reporting
from index.commands import (
    FIELDS,
    run_build,
    run_doctor,
    run_list,
    run_remove,
    run_show,
    run_status,
)
from index.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """examples:
  python -m index build examples/articles            read a folder and everything in it
  python -m index build news.jsonl --map text=story  a field with another name
  python -m index build archive/ --prune             and drop what is gone from archive/
  python -m index status                             what the library holds
  python -m index list brackwater dam                the newest articles with these words
  python -m index show https://example.org/a         one article, by URL or id
  python -m index remove 3f2a9c0d11aa22bb            take an article out

files:
  .txt (first line: headline)   .md (front matter)   .html
  .json .jsonl .csv (one record an article: title, text, date, outlet, author, url)
  .rss .atom .rdf .xml (feeds as they were saved: one item an article)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 where something failed, 2 for wrong usage."""
    options = _parser().parse_args(arguments)

    def run() -> int:
        settings = Settings.resolve(options.library, getattr(options, "embedding_model", None))
        return int(options.run(options, settings))

    return run_reporting(
        run,
        "Interrupted. The library is as it was before; what was embedded so far is kept, so the "
        "same command goes on from there.",
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index",
        description="Build and look after a library of news articles.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        help="the library's folder (default: DATELINE_LIBRARY, else the platform's data folder)",
    )
    shared.add_argument("--json", action="store_true", help="print one JSON object for machines")
    waiting = argparse.ArgumentParser(add_help=False)
    waiting.add_argument(
        "--wait",
        type=float,
        default=0,
        metavar="SECONDS",
        help="wait so long for another writer to end (default: 0, say who it is and stop)",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    build = commands.add_parser(
        "build",
        parents=[shared, waiting],
        help="read files and folders into the library",
        description="Read files and folders into the library. Unchanged articles are skipped, "
        "changed ones replaced. Asking goes on undisturbed while this runs.",
    )
    build.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a file or folder")
    build.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=NAME",
        help=f"take FIELD ({', '.join(FIELDS)}) from the records' field NAME; may be repeated",
    )
    build.add_argument(
        "--prune", action="store_true", help="remove the articles that are gone from these paths"
    )
    build.add_argument(
        "--rebuild",
        action="store_true",
        help="split and store every article anew, for a changed model or a damaged vector index",
    )
    build.add_argument(
        "--embedding-model",
        metavar="NAME",
        help="a sentence-transformers model by name or folder (default: the library's own, "
        "else all-MiniLM-L6-v2, which needs no network)",
    )
    build.set_defaults(run=run_build)

    status = commands.add_parser("status", parents=[shared], help="say what the library holds")
    status.set_defaults(run=run_status)

    listing = commands.add_parser(
        "list",
        parents=[shared],
        help="list articles, newest first",
        description="List articles with their ids, newest first.",
    )
    listing.add_argument("words", nargs="*", metavar="WORD", help="only those with all these words")
    listing.add_argument("--outlet", metavar="NAME", help="only those of this outlet")
    listing.add_argument(
        "--limit", type=_count, default=50, metavar="N", help="at most so many (default: 50)"
    )
    listing.set_defaults(run=run_list)

    show = commands.add_parser("show", parents=[shared], help="print one article")
    show.add_argument("article", metavar="ARTICLE", help="its id or URL")
    show.set_defaults(run=run_show)

    doctor = commands.add_parser(
        "doctor",
        parents=[shared],
        help="look whether the library is whole",
        description="Look at every part of the library that can break, and name what mends it. "
        "Changes nothing. The exit code is 1 where something has to be mended.",
    )
    doctor.add_argument("--embedding-model", metavar="NAME", help=argparse.SUPPRESS)
    doctor.set_defaults(run=run_doctor)

    remove = commands.add_parser("remove", parents=[shared, waiting], help="take articles out")
    remove.add_argument("articles", nargs="+", metavar="ARTICLE", help="an id or URL")
    remove.set_defaults(run=run_remove)
    return parser


def _count(text: str) -> int:
    if re.fullmatch(r"[1-9][0-9]{0,8}", text):
        return int(text)
    message = f"{text!r} is not a number of articles, 1 or more"
    raise argparse.ArgumentTypeError(message)


if __name__ == "__main__":
    sys.exit(main())
