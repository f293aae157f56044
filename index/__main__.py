"""python -m index: build, inspect and prune a library of articles."""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import stat
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import iso_date
from index.command_line import printable, run_reporting
from index.command_output import article_json, print_report, report_json
from index.errors import DatelineError
from index.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.embedding import Embedder

FIELDS = ("title", "text", "date", "outlet", "author", "url", "id")

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
    build.set_defaults(run=_build)

    status = commands.add_parser("status", parents=[shared], help="say what the library holds")
    status.set_defaults(run=_status)

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
    listing.set_defaults(run=_list)

    show = commands.add_parser("show", parents=[shared], help="print one article")
    show.add_argument("article", metavar="ARTICLE", help="its id or URL")
    show.set_defaults(run=_show)

    remove = commands.add_parser("remove", parents=[shared, waiting], help="take articles out")
    remove.add_argument("articles", nargs="+", metavar="ARTICLE", help="an id or URL")
    remove.set_defaults(run=_remove)
    return parser


def _build(options: argparse.Namespace, settings: Settings) -> int:
    from index.build import BuildOptions, build
    from index.progress import ProgressBar

    if not options.paths and not options.rebuild:
        message = "name the files or folders to read, or give --rebuild to store all articles anew"
        raise DatelineError(message)
    with ProgressBar() as progress:
        report = build(
            settings.library,
            options.paths,
            _embedder(settings),
            BuildOptions(
                field_map=_field_map(options.map),
                prune=options.prune,
                rebuild=options.rebuild,
                wait_seconds=options.wait,
                cache_folder=settings.cache,
            ),
            progress,
        )
    if options.json:
        print(json.dumps(report_json(report), ensure_ascii=False))
    else:
        print_report(report, settings)
    return 1 if report.failed else 0


def _status(options: argparse.Namespace, settings: Settings) -> int:
    from index.catalogue import open_catalogue

    with open_catalogue(settings.library) as catalogue:
        summary = catalogue.summary()
    size = _size(settings.library)
    known = {
        "library": str(settings.library),
        "articles": summary.articles,
        "passages": summary.passages,
        "outlets": dict(summary.outlets),
        "from": iso_date(summary.oldest) or None,
        "to": iso_date(summary.newest) or None,
        "version": summary.version.number,
        "built": iso_date(summary.version.built_at),
        "fingerprint": summary.version.fingerprint,
        "bytes": size,
    }
    if options.json:
        print(json.dumps(known, ensure_ascii=False))
        return 0
    outlets = [f"{name or '(no outlet)'} {count:,}" for name, count in summary.outlets]
    shown = ", ".join(outlets[:8]) + (f" and {len(outlets) - 8} more" if len(outlets) > 8 else "")  # noqa: PLR2004
    print(f"Library     {settings.library} ({size / 1e6:,.1f} MB)")
    print(f"Articles    {summary.articles:,} in {summary.passages:,} passages")
    print(f"Outlets     {shown}")
    print(f"Published   {known['from'] or 'no dates'} to {known['to'] or 'no dates'}")
    print(f"Built       {known['built']}, version {summary.version.number}")
    print(f"Made with   {summary.version.fingerprint}")
    return 0


def _size(folder: Path) -> int:
    """Bytes of all files in it; one that a build takes away meanwhile counts nothing."""
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            about = path.stat()
            total += about.st_size if stat.S_ISREG(about.st_mode) else 0
    return total


def _count(text: str) -> int:
    if re.fullmatch(r"[1-9][0-9]{0,8}", text):
        return int(text)
    message = f"{text!r} is not a number of articles, 1 or more"
    raise argparse.ArgumentTypeError(message)


def _list(options: argparse.Namespace, settings: Settings) -> int:
    from index.browse import browse

    found = browse(settings.library, " ".join(options.words), options.outlet, options.limit)
    if options.json:
        print(json.dumps(asdict(found), ensure_ascii=False))
        return 0
    for one in found.articles:
        about = (one.article_id, f"{one.published:10}", one.outlet, one.title)
        print(printable("  ".join(part for part in about if part)))
    print(f"{len(found.articles):,} of {found.total:,}", file=sys.stderr)
    return 0


def _show(options: argparse.Namespace, settings: Settings) -> int:
    from index.catalogue import open_catalogue

    with open_catalogue(settings.library) as catalogue:
        article = catalogue.article(options.article)
    if article is None:
        message = f"no article in {settings.library} has the id or URL {options.article!r}"
        raise DatelineError(message)
    if options.json:
        print(json.dumps(article_json(article), ensure_ascii=False))
        return 0
    about = [article.outlet, article.date or article.published, article.author, article.url]
    print(printable(article.title))
    print(printable("  ".join(part for part in about if part)))
    print(f"id {article.article_id}  from {article.source}\n")
    print(printable(article.text))
    return 0


def _remove(options: argparse.Namespace, settings: Settings) -> int:
    from index.build import BuildOptions, remove

    removed, unknown = remove(
        settings.library,
        options.articles,
        _embedder(settings),
        BuildOptions(wait_seconds=options.wait, cache_folder=settings.cache),
    )
    if options.json:
        known = {"removed": [article.article_id for article in removed], "unknown": unknown}
        print(json.dumps(known, ensure_ascii=False))
    else:
        for article in removed:
            print(f"removed {article.article_id}  {printable(article.title)}")
            print(f"  back with: python -m index build {article.source_file or article.source}")
        for name in unknown:
            print(f"no article has the id or URL {name!r}", file=sys.stderr)
    return 1 if unknown else 0


def _embedder(settings: Settings) -> Embedder:
    """The model that was named, else the one the library was built with, else the default."""
    from index.catalogue import open_catalogue
    from index.embedding import DEFAULT_MODEL, Embedder
    from index.errors import LibraryMissing

    if settings.embedding_model:
        return Embedder(settings.embedding_model)
    try:
        with open_catalogue(settings.library) as catalogue:
            version = catalogue.version()
    except LibraryMissing:
        version = None
    return Embedder(version.model if version else DEFAULT_MODEL)


def _field_map(pairs: Sequence[str]) -> dict[str, str]:
    mapped = {}
    for pair in pairs:
        ours, separator, theirs = pair.partition("=")
        if not separator or ours not in FIELDS or not theirs:
            message = f"--map {pair}: write FIELD=NAME with FIELD one of {', '.join(FIELDS)}"
            raise DatelineError(message)
        mapped[ours] = theirs
    return mapped


if __name__ == "__main__":
    sys.exit(main())
