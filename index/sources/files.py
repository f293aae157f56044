"""Files and folders: which are read, in what order, and by which reader."""

from __future__ import annotations

import contextlib
import os
import stat
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.article import Problem
from index.sources.feed import NO_FEED, read_feed
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
FEEDS = (".xml", ".rss", ".atom", ".rdf", ".cdf")
MANY_ARTICLES: dict[str, Reader] = {
    ".json": read_json,
    ".csv": read_table,
    ".tsv": read_table,
    **dict.fromkeys(FEEDS, read_feed),
}
JSON_LINES = frozenset({".jsonl", ".ndjson"})
LINKED_FOLDER = "linked folder"
SUFFIXES = (*ONE_ARTICLE, *MANY_ARTICLES, *sorted(JSON_LINES))


def read_sources(
    paths: Sequence[Path],
    *,
    field_map: Mapping[str, str] | None = None,
    max_article_characters: int = LONGEST_ARTICLE,
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Article | Problem]:
    """Every article in the files and folders, in a fixed order, and what was wrong on the way.

    Folders are read with all that is below them, except hidden files and linked folders; a file
    that is met twice is read once. `field_map` says under which name a record holds one of our
    fields; `on_bytes` is told how many bytes were read since it was last called.
    """
    told = on_bytes or (lambda _: None)
    unread: dict[Path, str] = {}
    for found in _files(paths):
        if isinstance(found, Problem):
            yield found
        elif found.kind not in SUFFIXES and not found.named:
            unread[found.resolved] = found.kind
        else:
            unread.pop(found.resolved, None)  # it was named as well, and has a line of its own
            articles = _read(found, field_map or {}, max_article_characters, told)
            for one in _in_one_line(articles, found):
                if isinstance(one, Problem) and one.kind == "failed":
                    yield replace(one, file=found.resolved.as_posix())
                else:
                    yield one
    if unread:
        kinds = Counter(unread.values())
        counts = ", ".join(
            f"{count:,} {kind or 'no suffix'}" for kind, count in sorted(kinds.items())
        )
        reason = f"files of other kinds were left out: {counts}"
        yield Problem(", ".join(map(_shown, paths)), reason, "warning")


def total_bytes(paths: Sequence[Path], *, max_article_characters: int = LONGEST_ARTICLE) -> int:
    """The size of all the files that `read_sources` would read."""
    total = 0
    for found in _files(paths):
        if isinstance(found, _Found) and found.kind in SUFFIXES:
            with contextlib.suppress(OSError):
                about = found.path.stat()
                if _refusal(about, found.kind, max_article_characters) is None:
                    total += about.st_size
    return total


def is_feed(file: str) -> bool:
    """Whether a file is read as a feed, which may have only the beginning of an article."""
    return file.lower().endswith(FEEDS)


@dataclass(frozen=True, slots=True)
class _Found:
    """A path that was met: named by the user, or inside a folder that was."""

    path: Path
    resolved: Path
    named: bool
    kind: str
    """The suffix in lower case, or what it is instead of a file that could be read."""


def _files(paths: Sequence[Path]) -> Iterator[_Found | Problem]:
    """What is to be read, each file once, and what could not even be looked at."""
    done: set[tuple[Path, bool]] = set()
    for given in paths:
        if not os.path.lexists(given):
            yield Problem(_shown(given), "does not exist", file=os.path.realpath(given))
            continue
        for found in _below(given):
            if isinstance(found, Problem):
                yield found
                continue
            known = found.kind in SUFFIXES
            key = (found.resolved, known or found.named)
            if key not in done:
                done.add(key)
                yield found


def _below(given: Path) -> Iterator[_Found | Problem]:
    if not os.path.isdir(given):  # noqa: PTH112 - the method of Path raises PermissionError
        yield _found(given, named=True)
        return
    refused: list[OSError] = []
    for folder, folders, names in os.walk(given, onerror=refused.append):  # follows no links
        for error in refused:
            yield _cannot_be_read(error)
        refused.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if Path(folder, name).is_symlink():
                yield _found(Path(folder, name), named=False, kind=LINKED_FOLDER)
        for name in sorted(names):
            if not name.startswith("."):
                yield _found(Path(folder, name), named=False)
    for error in refused:
        yield _cannot_be_read(error)


def _found(path: Path, *, named: bool, kind: str = "") -> _Found:
    # realpath and not Path.resolve, which raises RuntimeError for a link to itself
    resolved = Path(os.path.realpath(path))
    return _Found(path, resolved, named, kind or path.suffix.lower())


def _cannot_be_read(error: OSError) -> Problem:
    folder = Path(str(error.filename))
    reason = f"cannot be read: {error.strerror or error}"
    return Problem(_shown(folder), reason, file=os.path.realpath(folder))


def _read(
    found: _Found,
    field_map: Mapping[str, str],
    longest: int,
    on_bytes: Callable[[int], None],
) -> Iterator[Article | Problem]:
    source, suffix = _shown(found.path), found.kind
    if suffix not in SUFFIXES:
        yield Problem(source, f"cannot be read; known are {', '.join(SUFFIXES)}")
        return
    try:
        found.resolved.as_posix().encode()
    except UnicodeEncodeError:
        yield Problem(source, "the name of the file or of its folder is not UTF-8; rename it")
        return
    try:
        refusal = _refusal(found.path.stat(), suffix, longest)
        if refusal is not None:
            yield Problem(source, refusal)
            return
        if suffix in JSON_LINES:
            with found.path.open("rb") as stream:
                yield from read_json_lines(
                    stream, source, found.resolved, field_map, longest, on_bytes
                )
            return
        data = found.path.read_bytes()
    except OSError as error:
        yield Problem(source, f"cannot be read: {error.strerror or error}")
        return
    on_bytes(len(data))
    reader = ONE_ARTICLE.get(suffix) or MANY_ARTICLES[suffix]
    yield from reader(data, source, found.resolved, field_map, longest)


def _refusal(about: os.stat_result, suffix: str, longest: int) -> str | None:
    """Why a file is not opened at all; None where it can be. A pipe would never end."""
    if not stat.S_ISREG(about.st_mode):
        return "is not a file"
    if about.st_size == 0:
        return "is empty"
    limit = 4 * longest  # no encoding takes more bytes for a character
    if suffix in ONE_ARTICLE and about.st_size > limit:
        reason = f"has {_size(about.st_size)}, more than the {_size(limit)} of a single article"
        return f"{reason}; split it into articles"
    return None


def _size(count: int) -> str:
    return f"{count / 1e6:,.0f} MB" if count >= 1e6 else f"{count:,} bytes"  # noqa: PLR2004


def _in_one_line(found: Iterator[Article | Problem], file: _Found) -> Iterator[Article | Problem]:
    """Say once, not for each record, that a file of records holds no articles at all.

    That is a failure for a file that was named, and a file of another kind inside a folder; so is
    an .xml that is no feed.
    """
    source = _shown(file.path)
    textless: list[Problem] = []
    for one in found:
        if isinstance(one, Problem) and one.reason.startswith(NO_TEXT) and one.source != source:
            textless.append(one)
            continue
        if isinstance(one, Problem) and one.reason.startswith(NO_FEED) and not file.named:
            yield replace(one, kind="warning", file=file.resolved.as_posix())
            continue
        yield one
        if not isinstance(one, Problem):
            yield from textless
            textless = []
            break
    yield from found
    if len(textless) > 1:
        reason = f"holds no articles: each of its {len(textless):,} records {textless[0].reason}"
        kind: Literal["failed", "warning"] = "failed" if file.named else "warning"
        yield Problem(source, reason, kind, file=file.resolved.as_posix())
    else:
        yield from textless


def _shown(path: Path) -> str:
    """A path on one line, whatever characters are in its name."""
    name = str(path)
    return name if name.isprintable() else repr(name)[1:-1]
