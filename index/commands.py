"""What the commands of `python -m index` do with their options. Each returns an exit code."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import stat
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.article import iso_date
from index.command_line import printable
from index.command_output import article_json, print_report, report_json
from index.errors import DatelineError
from index.sources.fields import NAMES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from index.embedding import Embedder
    from index.settings import Settings

FIELDS = tuple(NAMES)
"""The fields of an article that a record may give another name."""


def run_build(options: argparse.Namespace, settings: Settings) -> int:
    """Read sources into the library, and say what came of it."""
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


def run_status(options: argparse.Namespace, settings: Settings) -> int:
    """Say what the library holds."""
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


def run_list(options: argparse.Namespace, settings: Settings) -> int:
    """Print articles with their ids, newest first."""
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


def run_show(options: argparse.Namespace, settings: Settings) -> int:
    """Print one article."""
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


def run_remove(options: argparse.Namespace, settings: Settings) -> int:
    """Take articles out, and say how they come back."""
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


def run_doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Say of every part of the library whether it is whole; 1 where something has to be mended."""
    from index.doctor import examine

    findings = []
    for one in examine(settings.library, _fingerprint(settings)):
        findings.append(one)
        if not options.json:
            print(printable(f"{one.state:6}{one.part:17}{one.told}"))
    if options.json:
        print(json.dumps([asdict(one) for one in findings], ensure_ascii=False))
    return 1 if any(one.state == "fault" for one in findings) else 0


def _fingerprint(settings: Settings) -> str | None:
    """Of the model that would be used; None where it, or the library that names it, is damaged."""
    try:
        return _embedder(settings).fingerprint
    except (DatelineError, sqlite3.DatabaseError):
        return None


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
