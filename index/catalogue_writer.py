"""Changing the catalogue. One writer, one transaction, one moment of publishing.

Everything a build changes happens inside one transaction that readers do not see until `publish`
commits it, so a build that is killed at any moment leaves the published library untouched.
"""

from __future__ import annotations

import hashlib
import json
import time
from typing import TYPE_CHECKING, NamedTuple, Self

from index.catalogue import ARTICLE_COLUMNS, Catalogue, Version
from index.stories import SAME_STORY, resemblance, sketch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from types import TracebackType

    from index.article import Article, Passage


class SameText(NamedTuple):
    """A stored article with the same text as another: its key, its source, its resolved file."""

    key: str
    source: str
    source_file: str


class Stored(NamedTuple):
    """What is known of a stored article without reading it; `characters` of its text."""

    source: str
    source_file: str
    characters: int


class CatalogueWriter(Catalogue):
    """A catalogue inside a write transaction; leaving the `with` block undoes what is unpublished.

    `connection` comes from `schema.open_writer`, and its owner must hold the writer lock.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        connection.execute("BEGIN IMMEDIATE")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._connection.close()

    def content_hash(self, key: str) -> str | None:
        """What the stored article under this key hashes to; None where there is none."""
        row = self._connection.execute(
            "SELECT content_hash FROM articles WHERE key = ?", (key,)
        ).fetchone()
        return str(row[0]) if row else None

    def stored(self, key: str) -> Stored | None:
        """The stored article under this key, by where it is from and how long it is."""
        row = self._connection.execute(
            "SELECT source, source_file, length(text) FROM articles WHERE key = ?", (key,)
        ).fetchone()
        return Stored(*row) if row else None

    def same_text(self, article: Article) -> list[SameText]:
        """The other stored articles with this text and outlet and no other address."""
        rows = self._connection.execute(
            "SELECT key, source, source_file FROM articles"
            " WHERE text_hash = ? AND key != ? AND outlet = ?"
            " AND (url = ? OR url = '' OR ? = '') ORDER BY id",
            (_text_hash(article.text), article.key, article.outlet, article.url, article.url),
        )
        return [SameText(*row) for row in rows]

    def source_files(self) -> list[tuple[str, str]]:
        """(key, resolved source file) of every article."""
        return self._connection.execute(
            "SELECT key, source_file FROM articles ORDER BY id"
        ).fetchall()

    def put(
        self, article: Article, passages: Sequence[Passage], vector_keys: Sequence[bytes]
    ) -> None:
        """Add an article, or replace the one with the same key. `vector_keys`: one a passage."""
        self.remove(article.key)
        row = self._connection.execute(
            f"INSERT INTO articles (article_id, {ARTICLE_COLUMNS}, content_hash, text_hash)"  # noqa: S608 - constants
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article.article_id,
                article.key,
                article.title,
                article.text,
                article.outlet,
                article.author,
                article.published,
                article.published_at,
                article.url,
                article.source,
                article.source_file,
                article.content_hash,
                _text_hash(article.text),
            ),
        ).lastrowid
        for passage, vector_key in zip(passages, vector_keys, strict=True):
            spans = json.dumps([(s.start, s.end) for s in passage.sentences])
            self._connection.execute(
                'INSERT INTO passages (article, passage_id, start, "end", sentences, vector_key)'
                " VALUES (?, ?, ?, ?, ?, ?)",
                (row, passage.passage_id, passage.start, passage.end, spans, vector_key),
            )
        self._connection.execute(
            "INSERT INTO passage_index (rowid, title, body) SELECT id, title, body"
            " FROM passage_words WHERE id IN (SELECT id FROM passages WHERE article = ?)",
            (row,),
        )
        self._join_story(int(row or 0), article.text)

    def move(self, article: Article) -> None:
        """Note where an article that is otherwise unchanged now lies."""
        self._connection.execute(
            "UPDATE articles SET source = ?, source_file = ? WHERE key = ?",
            (article.source, article.source_file, article.key),
        )

    def remove(self, key: str) -> bool:
        """Delete the article with this key and all that belongs to it; False if unknown."""
        found = self._connection.execute("SELECT id FROM articles WHERE key = ?", (key,)).fetchone()
        if found is None:
            return False
        self._connection.execute(
            "INSERT INTO passage_index (passage_index, rowid, title, body)"
            " SELECT 'delete', id, title, body FROM passage_words"
            " WHERE id IN (SELECT id FROM passages WHERE article = ?)",
            found,
        )
        self._connection.execute("DELETE FROM sketches WHERE article = ?", found)
        self._connection.execute("DELETE FROM passages WHERE article = ?", found)
        self._connection.execute("DELETE FROM articles WHERE id = ?", found)
        return True

    def rebuild_search(self) -> None:
        """Make the full-text index anew from the passages; a damaged one cannot be changed."""
        self._connection.execute("INSERT INTO passage_index(passage_index) VALUES ('rebuild')")

    def publish(self, vectors: str, model: str, fingerprint: str) -> Version:
        """Commit everything and move the pointer: from here on readers see the new state."""
        latest = self._connection.execute("SELECT max(version) FROM versions").fetchone()[0] or 0
        version = Version(latest + 1, vectors, model, fingerprint, int(time.time()))
        self._connection.execute(
            "INSERT INTO versions (version, vectors, model, fingerprint, built_at)"
            " VALUES (?, ?, ?, ?, ?)",
            (version.number, vectors, model, fingerprint, version.built_at),
        )
        self._connection.execute(
            "INSERT INTO published (only, version) VALUES (1, ?)"
            " ON CONFLICT (only) DO UPDATE SET version = excluded.version",
            (version.number,),
        )
        self._connection.execute("DELETE FROM versions WHERE version < ?", (latest,))
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        return version

    def commit_unpublished(self) -> None:
        """Keep changes that no reader can see, such as where a source lies."""
        self._connection.execute("COMMIT")

    def kept_vectors(self) -> set[str]:
        """Folder names of the published vectors and of those just before, still being read."""
        return {row[0] for row in self._connection.execute("SELECT vectors FROM versions")}

    def _join_story(self, row: int, text: str) -> None:
        """Give the article the story of the stored one that it most resembles, if any does."""
        own = sketch(text)
        if not own:
            return
        marks = ",".join("?" * len(own))
        candidates = self._connection.execute(
            f"SELECT article, count(*) AS shared FROM sketches WHERE hash IN ({marks})"  # noqa: S608
            " GROUP BY article HAVING shared >= ? ORDER BY shared DESC, article LIMIT 5",
            (*own, len(own) // 4),
        ).fetchall()
        self._connection.executemany(
            "INSERT INTO sketches (hash, article) VALUES (?, ?)", [(value, row) for value in own]
        )
        for candidate, _ in candidates:
            theirs = [
                value
                for (value,) in self._connection.execute(
                    "SELECT hash FROM sketches WHERE article = ?", (candidate,)
                )
            ]
            if resemblance(own, theirs) >= SAME_STORY:
                self._connection.execute(
                    "UPDATE articles SET story = coalesce(story, id) WHERE id = ?", (candidate,)
                )
                self._connection.execute(
                    "UPDATE articles SET story = (SELECT story FROM articles WHERE id = ?)"
                    " WHERE id = ?",
                    (candidate, row),
                )
                return


def _text_hash(text: str) -> str:
    return hashlib.sha256(text.strip().encode("utf-8", "surrogatepass")).hexdigest()
