"""Whether a library is whole: every part that can break is looked at, and what mends it named."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.catalogue import Catalogue
from index.errors import DatelineError, LibraryLocked, rebuild_command
from index.lock import writer_lock
from index.schema import open_reader, open_writer
from index.vectors import nearest, open_vectors, vectors_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.catalogue import Version

SAME = 0.999
"""The least cosine of a vector with itself as the index finds it, in 32 bits."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and how it is: "fault" has to be mended, "note" is good to know."""

    part: str
    state: Literal["well", "note", "fault"]
    told: str


def examine(folder: Path, fingerprint: str | None) -> Iterator[Finding]:
    """Look at every part of a library, the ones that others rest on first.

    `fingerprint` is that of the model which would be used with it, None where it could not be
    loaded. Changes nothing, and raises nothing for what is wrong with the library.
    """
    try:
        connection = open_reader(folder)
    except DatelineError as error:
        yield Finding("catalogue", "fault", str(error))
        return
    with closing(connection):
        try:
            connection.execute("BEGIN")
            catalogue = Catalogue(connection)
            version = catalogue.version()
            yield _catalogue(connection, folder)
            yield _passages(connection, folder)
            yield _search(folder)
            yield _vectors(catalogue, version, folder)
            yield _model(version, fingerprint, folder)
            yield _sources(connection)
            yield _dates(connection)
        except sqlite3.DatabaseError as error:
            yield Finding("catalogue", "fault", f"is damaged ({error}). {_anew(folder)}")


def _catalogue(connection: sqlite3.Connection, folder: Path) -> Finding:
    found = [row[0] for row in connection.execute("PRAGMA quick_check")]
    if found != ["ok"]:
        return Finding("catalogue", "fault", f"is damaged ({found[0]}). {_anew(folder)}")
    articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    return Finding("catalogue", "well", f"{articles:,} articles")


def _passages(connection: sqlite3.Connection, folder: Path) -> Finding:
    """Whether every quotation can be a slice of its article."""
    wrong, total = connection.execute(
        'SELECT coalesce(sum(start < 0 OR start >= "end" OR "end" > length(text)), 0), count(*)'
        " FROM passages JOIN articles ON articles.id = passages.article"
    ).fetchone()
    if wrong:
        told = f"{wrong:,} of {total:,} lie outside of their articles. {_mend(folder)}"
        return Finding("passages", "fault", told)
    return Finding("passages", "well", f"{total:,}, each inside its article")


def _search(folder: Path) -> Finding:
    """Whether the full-text index is that of these passages; SQLite proves it to a writer only."""
    try:
        with writer_lock(folder), closing(open_writer(folder)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute(
                    "INSERT INTO passage_index(passage_index, rank) VALUES ('integrity-check', 1)"
                )
            finally:
                connection.execute("ROLLBACK")
    except LibraryLocked:
        return Finding("full-text index", "note", "not looked at while a build is running")
    except OSError as error:
        return Finding("full-text index", "note", f"not looked at: {error.strerror or error}")
    except sqlite3.OperationalError as error:
        return Finding("full-text index", "note", f"not looked at: {error}")
    except sqlite3.DatabaseError:
        return Finding("full-text index", "fault", f"is not that of the passages. {_mend(folder)}")
    return Finding("full-text index", "well", "is that of the passages")


def _vectors(catalogue: Catalogue, version: Version | None, folder: Path) -> Finding:
    if version is None:
        command = f"python -m index build PATH --library {folder}"
        return Finding("vectors", "fault", f"nothing was published yet. Build it with: {command}")
    wanted = {passage_id for passage_id, *_ in catalogue.vector_keys()}
    try:
        opened = open_vectors(vectors_folder(folder, version.vectors))
    except DatelineError as error:
        return Finding("vectors", "fault", str(error))
    with closing(opened):
        collection = opened.store.client
        held = set(collection.get(include=[])["ids"])
        missing, stray = len(wanted - held), len(held - wanted)
        if missing or stray:
            told = f"{missing:,} are missing and {stray:,} are of no passage. {_mend(folder)}"
            return Finding("vectors", "fault", told)
        first = collection.get(limit=1, include=["embeddings"])
        if held:
            found = nearest(opened.store, first["embeddings"][0].tolist(), 1)
            if not found or found[0][1] < SAME:
                return Finding("vectors", "fault", f"do not find themselves. {_mend(folder)}")
    return Finding("vectors", "well", f"{len(held):,}, one for each passage")


def _model(version: Version | None, fingerprint: str | None, folder: Path) -> Finding:
    if fingerprint is None:
        return Finding("embedding model", "fault", "cannot be loaded: python -m qa ask says why")
    if version is not None and version.fingerprint != fingerprint:
        told = f"made with {version.fingerprint}, asked with {fingerprint}. {_mend(folder)}"
        return Finding("embedding model", "fault", told)
    return Finding("embedding model", "well", fingerprint)


def _sources(connection: sqlite3.Connection) -> Finding:
    counts = connection.execute("SELECT source_file, count(*) FROM articles GROUP BY source_file")
    gone = sum(count for file, count in counts if not os.path.lexists(file))
    if gone:
        told = f"the files of {gone:,} articles are gone; build --prune would take them out"
        return Finding("sources", "note", told)
    return Finding("sources", "well", "every article's file is there")


def _dates(connection: sqlite3.Connection) -> Finding:
    undated, total = connection.execute(
        "SELECT coalesce(sum(published_at IS NULL), 0), count(*) FROM articles"
    ).fetchone()
    if undated:
        told = f"{undated:,} of {total:,} articles have none: no question about days finds them"
        return Finding("dates", "note", told)
    return Finding("dates", "well", "every article has one")


def _mend(folder: Path) -> str:
    return f"Make it anew from the articles with: {rebuild_command(folder)}"


def _anew(folder: Path) -> str:
    return f"Restore {folder} from a backup, or move it away and build it anew from its sources."
