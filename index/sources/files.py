"""Files and folders: which are read, in what order, and by which reader."""

from __future__ import annotations

import os
import stat
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Problem
from index.sources.fields import NO_TEXT
from index.sources.records import read_json, read_json_lines, read_table
from index.sources.text import read_markdown, read_text
from index.sources.web_page import read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from index.article import Article

    Reader = Callable[[bytes, str, Path, Mapping[str, str], int], Iterator["Article | Problem"]]

LONGEST_ARTICLE = 2_000_000
"""Characters; three times the length of War and Peace's first volume is no news article."""

ONE_ARTICLE: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
}
MANY_ARTICLES: dict[str, Reader] = {".json": read_json, ".csv": read_table, ".tsv": read_table}
JSON_LINES = frozenset({".jsonl", ".ndjson"})
SUFFIXES = (*ONE_ARTICLE, *MANY_ARTICLES, *sorted(JSON_LINES))


def read_sources(
    paths: Sequence[Path],
    *,
    field_map: Mapping[str, str] | None = None,
    longest: int = LONGEST_ARTICLE,
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Article | Problem]:
    """Every article in the files and folders, in a fixed order, and what was wrong on the way.

    Folders are read with all that is below them, except hidden files. `field_map` says under which
    name a record holds one of our fields; `on_bytes` is told how many bytes were read since.
    """
    told = on_bytes or (lambda _: None)
    unread: Counter[str] = Counter()
    done: set[Path] = set()
    for given in paths:
        if not os.path.lexists(given):
            yield Problem(_shown(given), "does not exist")
            continue
        for path in _files(given):
            resolved = path.resolve()
            if resolved in done:
                continue
            done.add(resolved)
            if path != given and path.suffix.lower() not in SUFFIXES:
                unread[path.suffix.lower() or "no suffix"] += 1
                continue
            found = _read(path, resolved, field_map or {}, longest, told)
            yield from _in_one_line(found, _shown(path), named=path == given)
    if unread:
        kinds = ", ".join(f"{count:,} {suffix}" for suffix, count in sorted(unread.items()))
        reason = f"files of other kinds were left out: {kinds}"
        yield Problem(", ".join(map(_shown, paths)), reason, "warning")


def total_bytes(paths: Sequence[Path]) -> int:
    """The size of all the files that `read_sources` would read."""
    return sum(
        path.stat().st_size
        for given in paths
        for path in _files(given)
        if path.is_file() and path.suffix.lower() in SUFFIXES
    )


def _files(given: Path) -> Iterator[Path]:
    if not given.is_dir():
        yield given
        return
    for folder, folders, names in os.walk(given):  # does not follow links, so loops end
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder) / name


def _read(
    path: Path,
    resolved: Path,
    field_map: Mapping[str, str],
    longest: int,
    on_bytes: Callable[[int], None],
) -> Iterator[Article | Problem]:
    source = _shown(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        yield Problem(source, f"cannot be read; known are {', '.join(SUFFIXES)}")
        return
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            yield Problem(source, "is not a file")
            return
        if about.st_size == 0:
            yield Problem(source, "is empty")
            return
        if suffix in ONE_ARTICLE and about.st_size > 4 * longest:
            size, limit = about.st_size / 1e6, 4 * longest / 1e6
            reason = f"has {size:,.0f} MB, more than the {limit:,.0f} MB of a single article"
            yield Problem(source, f"{reason}; split it into articles")
            return
        if suffix in JSON_LINES:
            with path.open("rb") as stream:
                yield from read_json_lines(stream, source, resolved, field_map, longest, on_bytes)
            return
        data = path.read_bytes()
    except OSError as error:
        yield Problem(source, f"cannot be read: {error.strerror or error}")
        return
    on_bytes(len(data))
    reader = ONE_ARTICLE.get(suffix) or MANY_ARTICLES[suffix]
    yield from reader(data, source, resolved, field_map, longest)


def _in_one_line(
    found: Iterator[Article | Problem], source: str, *, named: bool
) -> Iterator[Article | Problem]:
    """Say once, not for each record, that a file of records holds no articles at all.

    That is a failure for a file that was named, and a file of another kind inside a folder.
    """
    textless: list[Problem] = []
    for one in found:
        if isinstance(one, Problem) and one.reason.startswith(NO_TEXT) and one.source != source:
            textless.append(one)
            continue
        yield one
        if not isinstance(one, Problem):
            yield from textless
            textless = []
            break
    yield from found
    if len(textless) > 1:
        reason = f"holds no articles: each of its {len(textless):,} records {textless[0].reason}"
        yield Problem(source, reason, "failed" if named else "warning")
    else:
        yield from textless


def _shown(path: Path) -> str:
    """A path on one line, whatever characters are in its name."""
    name = str(path)
    return name if name.isprintable() else repr(name)[1:-1]
