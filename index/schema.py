"""The tables of the catalogue, and how a connection to it is opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from index.errors import DatelineError, LibraryMissing

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE_FILE = "catalogue.sqlite"
SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    outlet TEXT NOT NULL,
    author TEXT NOT NULL,
    published TEXT NOT NULL,
    published_at INTEGER,
    url TEXT NOT NULL,
    source TEXT NOT NULL,
    source_file TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    story INTEGER
);
CREATE INDEX articles_by_url ON articles(url);
CREATE INDEX articles_by_text ON articles(text_hash);
CREATE INDEX articles_by_file ON articles(source_file);
CREATE INDEX articles_by_story ON articles(story);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(id),
    passage_id TEXT NOT NULL UNIQUE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentences TEXT NOT NULL,
    vector_key BLOB NOT NULL
);
CREATE INDEX passages_by_article ON passages(article);
CREATE INDEX passages_by_vector ON passages(vector_key);
CREATE VIEW passage_words AS
    SELECT passages.id AS id, title, substr(text, start + 1, "end" - start) AS body
    FROM passages JOIN articles ON articles.id = passages.article;
CREATE VIRTUAL TABLE passage_index USING fts5(
    title, body, content='passage_words', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TABLE sketches (
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles(id),
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE INDEX sketches_by_article ON sketches(article);
CREATE TABLE versions (
    version INTEGER PRIMARY KEY,
    vectors TEXT NOT NULL,
    model TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    built_at INTEGER NOT NULL
);
CREATE TABLE published (only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL);
"""
# `passage_index` holds no text of its own: its content is the view, so a quotation has one source,
# and `INSERT INTO passage_index(passage_index, rank) VALUES ('integrity-check', 1)` can prove it.


def open_reader(folder: Path) -> sqlite3.Connection:
    """A connection that sees one published state of the library and cannot change it.

    Raises LibraryMissing where there is no library, DatelineError where it is of another version.
    """
    path = folder / CATALOGUE_FILE
    if not path.is_file():
        message = (
            f"There is no library in {folder}. Build one with: "
            f"python -m index build PATH --library {folder}"
        )
        raise LibraryMissing(message)
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _check_version(connection, folder)
    except BaseException:
        connection.close()
        raise
    return connection


def has_library(folder: Path) -> bool:
    """Whether a build was ever published there; a damaged one counts, so that it is told of."""
    try:
        with closing(open_reader(folder)) as connection:
            return bool(connection.execute("SELECT count(*) FROM published").fetchone()[0])
    except LibraryMissing:
        return False
    except DatelineError:
        return True


def open_writer(folder: Path) -> sqlite3.Connection:
    """The one connection that may write; makes the catalogue where there is none.

    Only for the holder of the writer lock. Readers go on seeing the published state until this
    connection commits (write-ahead log).
    """
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / CATALOGUE_FILE, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            connection.executescript(
                f"BEGIN;{_SCHEMA}PRAGMA user_version = {SCHEMA_VERSION};COMMIT;"
            )
        _check_version(connection, folder)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_version(connection: sqlite3.Connection, folder: Path) -> None:
    try:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        message = f"The catalogue in {folder} cannot be read ({error}). Restore it from a backup, "
        message += f"or move {folder} away and build the library anew from its sources."
        raise DatelineError(message) from error
    if found == 0:
        message = f"The library in {folder} was never built. Build it with: "
        message += f"python -m index build PATH --library {folder}"
        raise LibraryMissing(message)
    if found != SCHEMA_VERSION:
        message = (
            f"The library in {folder} has layout {found}, this version reads {SCHEMA_VERSION}. "
            "Use the version of Dateline that made it, or build a new library."
        )
        raise DatelineError(message)
