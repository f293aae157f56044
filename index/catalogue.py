"""Reading the catalogue: articles, passages and full-text search, in SQLite. The truth.

Vectors are derived from it and can always be rebuilt. A `Catalogue` is one snapshot: everything
asked of it until it is closed comes from the same published version, whatever is built meanwhile.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.article import Article, Passage, Sentence, iso_date
from index.article_filter import NO_FILTER, ArticleFilter
from index.errors import LibraryMissing
from index.schema import open_reader

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

ARTICLE_COLUMNS = (
    "key, title, text, outlet, author, published, published_at, url, source, source_file"
)
HEADLINE_WEIGHT, BODY_WEIGHT = 0.5, 1.0
"""BM25's column weights. Every passage carries its article's headline, so a headline that counted
in full would lift all passages of an article alike."""


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its article and the number of the story it belongs to, if it is shared."""

    passage: Passage
    article: Article
    story: int | None

    @property
    def text(self) -> str:
        """The article's exact slice."""
        return self.article.text[self.passage.start : self.passage.end]


@dataclass(frozen=True, slots=True)
class Version:
    """One published state: its vectors' folder name, what made them, when (UTC seconds)."""

    number: int
    vectors: str
    model: str
    fingerprint: str
    built_at: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the library holds. Dates are UTC seconds of the oldest and newest dated article."""

    articles: int
    passages: int
    outlets: tuple[tuple[str, int], ...]
    oldest: int | None
    newest: int | None
    version: Version


class Catalogue:
    """One consistent view of a library. Not for sharing between threads at the same time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def version(self) -> Version | None:
        """The published version; None before the first build has ended."""
        row = self._connection.execute(
            "SELECT version, vectors, model, fingerprint, built_at FROM versions"
            " WHERE version = (SELECT version FROM published)"
        ).fetchone()
        return Version(*row) if row else None

    def search(self, match: str, limit: int, allowed: ArticleFilter) -> list[tuple[int, float]]:
        """The best passages for an FTS5 expression: (row, score), higher is better.

        The score is BM25 with SQLite's fixed k1 = 1.2 and b = 0.75 (sqlite.org/fts5.html).
        """
        condition, values = allowed.where()
        rows = self._connection.execute(
            f"SELECT passage_index.rowid, -bm25(passage_index, {HEADLINE_WEIGHT}, {BODY_WEIGHT})"  # noqa: S608 - constants
            " AS score FROM passage_index"
            + (" JOIN passages ON passages.id = passage_index.rowid" if condition else "")
            + (" JOIN articles ON articles.id = passages.article" if condition else "")
            + f" WHERE passage_index MATCH ?{condition} ORDER BY score DESC LIMIT ?",
            (match, *values, limit),
        )
        return [(int(row), float(score)) for row, score in rows]

    def passages_with(self, match: str) -> int:
        """How many passages match an FTS5 expression."""
        row = self._connection.execute(
            "SELECT count(*) FROM passage_index WHERE passage_index MATCH ?", (match,)
        ).fetchone()
        return int(row[0])

    def passage_count(self) -> int:
        """How many passages the library has."""
        return int(self._connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def rows_of(
        self, passage_ids: Sequence[str], allowed: ArticleFilter = NO_FILTER
    ) -> dict[str, int]:
        """Row numbers by passage id; ids that are not known, or not allowed, are left out."""
        condition, values = allowed.where()
        join = " JOIN articles ON articles.id = passages.article" if condition else ""
        marks = ",".join("?" * len(passage_ids))
        return dict(
            self._connection.execute(
                f"SELECT passage_id, passages.id FROM passages{join}"  # noqa: S608
                f" WHERE passage_id IN ({marks}){condition}",
                (*passage_ids, *values),
            )
        )

    def passages(self, rows: Sequence[int]) -> list[StoredPassage]:
        """Passages by row number, in the order given."""
        marks = ",".join("?" * len(rows))
        found = {
            row[0]: _stored_passage(row[1:])
            for row in self._connection.execute(
                f'SELECT passages.id, passage_id, start, "end", sentences, story, {ARTICLE_COLUMNS}'  # noqa: S608
                " FROM passages JOIN articles ON articles.id = passages.article"
                f" WHERE passages.id IN ({marks})",
                tuple(rows),
            )
        }
        return [found[row] for row in rows if row in found]

    def article(self, name: str) -> Article | None:
        """The article with this id or URL."""
        row = self._connection.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM articles"  # noqa: S608 - constants
            " WHERE article_id = ? OR (url = ? AND url != '') ORDER BY id LIMIT 1",
            (name, name),
        ).fetchone()
        return Article(*row) if row else None

    def articles(self) -> Iterator[Article]:
        """Every article, in the order in which they came in."""
        query = f"SELECT {ARTICLE_COLUMNS} FROM articles ORDER BY id"  # noqa: S608 - constants
        for row in self._connection.execute(query):
            yield Article(*row)

    def articles_with(self, match: str) -> list[str]:
        """The ids of all articles with a passage that matches an FTS5 expression."""
        rows = self._connection.execute(
            "SELECT DISTINCT article_id FROM passage_index"
            " JOIN passages ON passages.id = passage_index.rowid"
            " JOIN articles ON articles.id = passages.article WHERE passage_index MATCH ?",
            (match,),
        )
        return [row[0] for row in rows]

    def passages_of(self, name: str) -> list[StoredPassage]:
        """All passages of an article, by its id or URL, in their order."""
        rows = self._connection.execute(
            "SELECT passages.id FROM passages JOIN articles ON articles.id = passages.article"
            " WHERE article_id = ? OR (url = ? AND url != '') ORDER BY passages.id",
            (name, name),
        )
        return self.passages([row[0] for row in rows])

    def newest_passages(self, articles: int) -> list[StoredPassage]:
        """The first passage of each of the newest articles, newest first."""
        rows = self._connection.execute(
            "SELECT min(passages.id) FROM passages JOIN articles ON articles.id = article"
            " GROUP BY article ORDER BY published_at IS NULL, published_at DESC, article LIMIT ?",
            (articles,),
        )
        return self.passages([row[0] for row in rows])

    def carriers(self, story: int) -> list[Article]:
        """The articles that carry one story, oldest first."""
        rows = self._connection.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE story = ?"  # noqa: S608 - constants
            " ORDER BY published_at IS NULL, published_at, id",
            (story,),
        )
        return [Article(*row) for row in rows]

    def vector_keys(self) -> Iterator[tuple[str, str, int | None, bytes]]:
        """(passage id, article id, published at, vector key) of every passage, by row number."""
        yield from self._connection.execute(
            "SELECT passage_id, article_id, published_at, vector_key FROM passages"
            " JOIN articles ON articles.id = passages.article ORDER BY passages.id"
        )

    def embedded_parts(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, str, int | None, str]]:
        """(vector key, headline, published at, passage text) for each of these keys."""
        for key in keys:
            row = self._connection.execute(
                'SELECT title, published_at, substr(text, start + 1, "end" - start) FROM passages'
                " JOIN articles ON articles.id = passages.article WHERE passages.vector_key = ?"
                " LIMIT 1",
                (key,),
            ).fetchone()
            yield (key, *row)

    def days_around(self, start: int | None, end: int | None) -> tuple[str | None, str | None]:
        """The days (ISO 8601) of the articles nearest before `start` and from `end` on.

        UTC seconds, None is open. (None, None) where an article is between them, or none is dated.
        """
        between = ArticleFilter(published_from=start, published_to=end).where()
        inside = f"SELECT 1 FROM articles WHERE published_at IS NOT NULL{between[0]} LIMIT 1"  # noqa: S608
        if self._connection.execute(inside, between[1]).fetchone():
            return None, None
        before = self._connection.execute(
            "SELECT max(published_at) FROM articles WHERE published_at < ?", (start,)
        ).fetchone()[0]
        after = self._connection.execute(
            "SELECT min(published_at) FROM articles WHERE published_at >= ?", (end,)
        ).fetchone()[0]
        return iso_date(before) or None, iso_date(after) or None

    def publication_times(self) -> list[int]:
        """When the articles that are dated were published, UTC seconds, ascending."""
        rows = self._connection.execute(
            "SELECT published_at FROM articles WHERE published_at IS NOT NULL ORDER BY published_at"
        )
        return [at for (at,) in rows]

    def outlets(self) -> list[str]:
        """The names of the outlets, those with most articles first."""
        rows = self._connection.execute(
            "SELECT outlet FROM articles WHERE outlet != '' GROUP BY outlet"
            " ORDER BY count(*) DESC, outlet"
        )
        return [str(outlet) for (outlet,) in rows]

    def terms_like(self, opening: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Words of the articles, folded, that begin with `opening`: (word, passages it is in)."""
        self._connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms"
            " USING fts5vocab('main', 'passage_index', 'row')"
        )
        rows = self._connection.execute(
            "SELECT term, doc FROM temp.terms WHERE term >= ? AND term < ?"
            " AND length(term) BETWEEN ? AND ?",
            (opening, f"{opening}\U0010ffff", shortest, longest),
        )
        return [(str(term), int(count)) for term, count in rows]

    def summary(self) -> Summary:
        """Counts, outlets by number of articles, the dates covered and the published version.

        Raises LibraryMissing where nothing was ever published.
        """
        version = self.version()
        if version is None:
            message = "The library holds nothing yet. Build it with: python -m index build PATH"
            raise LibraryMissing(message)
        articles, oldest, newest = self._connection.execute(
            "SELECT count(*), min(published_at), max(published_at) FROM articles"
        ).fetchone()
        outlets = self._connection.execute(
            "SELECT outlet, count(*) AS n FROM articles GROUP BY outlet ORDER BY n DESC, outlet"
        ).fetchall()
        return Summary(articles, self.passage_count(), tuple(outlets), oldest, newest, version)


@contextmanager
def open_catalogue(folder: Path) -> Iterator[Catalogue]:
    """A snapshot of the published library in `folder`, for the length of a `with` block.

    Raises LibraryMissing where there is none.
    """
    connection = open_reader(folder)
    try:
        connection.execute("BEGIN")
        yield Catalogue(connection)
    finally:
        connection.close()


def _stored_passage(row: tuple[object, ...]) -> StoredPassage:
    passage_id, start, end, sentences, story, *fields = row
    article = Article(*fields)  # type: ignore[arg-type]  # the columns are in the fields' order
    passage = Passage(
        passage_id=str(passage_id),
        article_id=article.article_id,
        start=int(start),  # type: ignore[call-overload]
        end=int(end),  # type: ignore[call-overload]
        sentences=tuple(Sentence(*span) for span in json.loads(str(sentences))),
    )
    return StoredPassage(passage, article, story)  # type: ignore[arg-type]
