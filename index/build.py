"""The pipeline: read -> split -> embed -> store -> publish.

Readers of the library see nothing of a build until its last step commits. What a build has embedded
when it is interrupted is kept by the vector cache, so that the next one goes on from there.
"""

from __future__ import annotations

import os
import shutil
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from index.article import iso_date
from index.catalogue_writer import CatalogueWriter
from index.errors import DatelineError, FingerprintMismatch, rebuild_command
from index.lock import writer_lock
from index.schema import open_reader, open_writer
from index.settings import default_cache_folder
from index.update import put_article, update
from index.vector_cache import VectorCache
from index.vectors import vectors_folder, write_vectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from index.article import Article, Problem
    from index.catalogue import Version
    from index.embedding import Embedder

EMBED_AT_ONCE = 256
"""Passages between two commits to the vector cache: a few seconds' work."""

WRITE_AT_ONCE = 2000


class Progress(Protocol):
    """Told how far a build is; a stage ends where the next begins."""

    def stage(self, name: str, total: int, unit: str) -> None:
        """A stage begins that will count `total` units."""

    def advance(self, amount: int) -> None:
        """So many units more are done."""


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str, total: int, unit: str) -> None:
        """Ignored."""

    def advance(self, amount: int) -> None:
        """Ignored."""


@dataclass(slots=True)
class BuildReport:
    """What a build did. Counts are articles, except `embedded` (passages given to the model)."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    embedded: int = 0
    articles: int = 0
    passages: int = 0
    seconds: float = 0.0
    version: int | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def failed(self) -> list[Problem]:
        """The problems because of which something is not in the library."""
        return [problem for problem in self.problems if problem.kind == "failed"]

    @property
    def differs(self) -> bool:
        """Whether a reader would see anything new."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build: see `python -m index build --help`."""

    field_map: Mapping[str, str] = field(default_factory=dict)
    prune: bool = False
    rebuild: bool = False
    wait_seconds: float = 0
    cache_folder: Path | None = None


def build(
    folder: Path,
    paths: Sequence[Path],
    embedder: Embedder,
    options: BuildOptions | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the library in `folder` up to date with the sources in `paths`, and publish it.

    Raises LibraryLocked (another writer), FingerprintMismatch (other vectors; `rebuild` repairs)
    and DatelineError (disk full). Problems with single sources are in the report, not raised.
    """
    options = options or BuildOptions()
    progress = progress or Silent()
    began = time.monotonic()
    report = BuildReport()
    with (
        writer_lock(folder, wait_seconds=options.wait_seconds),
        CatalogueWriter(open_writer(folder)) as writer,
    ):
        version = writer.version()
        _remove_stray_vectors(folder, writer)
        if not options.rebuild:
            _check_fingerprint(folder, version, embedder)
        if options.rebuild:
            writer.rebuild_search()
            for article in list(writer.articles()):
                put_article(writer, embedder, article)
        update(writer, embedder, paths, options, report, progress)
        whole = version is not None and vectors_folder(folder, version.vectors).is_dir()
        if report.differs or (version is not None and (options.rebuild or not whole)):
            _publish(folder, writer, embedder, options, report, progress)
        else:
            writer.commit_unpublished()
            report.version = version.number if version else None
    report.seconds = time.monotonic() - began
    return report


def remove(
    folder: Path, names: Sequence[str], embedder: Embedder, options: BuildOptions | None = None
) -> tuple[list[Article], list[str]]:
    """Delete articles by id or URL and publish the rest: (those removed, names that are unknown).

    Raises LibraryMissing, LibraryLocked and FingerprintMismatch (the rest would be published as if
    this embedder had made its vectors).
    """
    options = options or BuildOptions()
    open_reader(folder).close()
    with (
        writer_lock(folder, wait_seconds=options.wait_seconds),
        CatalogueWriter(open_writer(folder)) as writer,
    ):
        _check_fingerprint(folder, writer.version(), embedder)
        removed, unknown = [], []
        for name in dict.fromkeys(names):
            article = writer.article(name)
            if article is None:
                unknown.append(name)
                continue
            writer.remove(article.key)
            removed.append(article)
        if removed:
            _publish(folder, writer, embedder, options, BuildReport(), Silent())
    return removed, unknown


def _check_fingerprint(folder: Path, version: Version | None, embedder: Embedder) -> None:
    if version is not None and version.fingerprint != embedder.fingerprint:
        message = (
            f"The library in {folder} was built with {version.fingerprint}, and now it would "
            f"be {embedder.fingerprint}. Vectors of two kinds are not mixed. Make them all "
            f"anew with: {rebuild_command(folder)}"
        )
        raise FingerprintMismatch(message)


def _publish(
    folder: Path,
    writer: CatalogueWriter,
    embedder: Embedder,
    options: BuildOptions,
    report: BuildReport,
    progress: Progress,
) -> None:
    from chromadb.errors import ChromaError

    rows = list(writer.vector_keys())
    cache = VectorCache(options.cache_folder or default_cache_folder())
    name = f"{int(time.time())}-{uuid.uuid4().hex[:8]}"
    target = vectors_folder(folder, name)
    try:
        missing = cache.missing([key for *_, key in rows])
        _embed(writer, embedder, cache, missing, progress)
        report.embedded = len(missing)
        progress.stage("Storing", len(rows), "passages")
        target.parent.mkdir(exist_ok=True)
        write_vectors(target, _batches(rows, cache), progress.advance)
    except (ChromaError, OSError) as error:
        shutil.rmtree(target, ignore_errors=True)
        message = f"The vectors could not be written to {target}: {error}. The library is as before"
        raise DatelineError(f"{message}; free some space and build again.") from error
    finally:
        cache.close()
    report.passages = len(rows)
    report.articles = len(writer.source_files())
    report.version = writer.publish(name, embedder.model, embedder.fingerprint).number
    _remove_stray_vectors(folder, writer)


def _embed(
    writer: CatalogueWriter,
    embedder: Embedder,
    cache: VectorCache,
    missing: Sequence[bytes],
    progress: Progress,
) -> None:
    progress.stage("Embedding", len(missing), "passages")
    for first in range(0, len(missing), EMBED_AT_ONCE):
        keys = missing[first : first + EMBED_AT_ONCE]
        texts = [
            embedder.embedded_text(title, iso_date(published_at), text)
            for _, title, published_at, text in writer.embedded_parts(keys)
        ]
        cache.put(keys, embedder.embed_passages(texts))
        progress.advance(len(keys))


def _batches(
    rows: Sequence[tuple[str, str, int | None, bytes]], cache: VectorCache
) -> Iterator[tuple[list[tuple[str, str, int | None]], NDArray[np.float32]]]:
    for first in range(0, len(rows), WRITE_AT_ONCE):
        some = rows[first : first + WRITE_AT_ONCE]
        yield [row[:3] for row in some], cache.get([row[3] for row in some])


def _remove_stray_vectors(folder: Path, writer: CatalogueWriter) -> None:
    """Delete vectors that no version needs: of old versions, and of builds that were killed."""
    keep = writer.kept_vectors()
    for path in (folder / "vectors").glob("*"):
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=os.name == "nt")  # Windows: still open in a reader
