"""Looking through a library: its newest articles, all or those of an outlet or with some words."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.article import iso_date
from index.schema import open_reader

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows of an article; `published` is its UTC day, or its date as written."""

    article_id: str
    title: str
    outlet: str
    published: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The first of the articles that were wanted, newest first, and how many there are of them."""

    articles: tuple[Listed, ...]
    total: int


def browse(folder: Path, words: str = "", outlet: str | None = None, limit: int = 50) -> Listing:
    """The newest `limit` articles of a library; those without a date come last.

    Of an article all `words` have to stand in one passage or in the headline, in whatever form
    ("closed" finds "closing"); the last may be half typed. `outlet` None: of all, "": of none.
    Raises LibraryMissing.
    """
    conditions, values = ["1"], []
    if outlet is not None:
        conditions.append("outlet = ?")
        values.append(outlet)
    match = _match(words)
    if match:
        conditions.append(
            "id IN (SELECT article FROM passage_index JOIN passages"
            " ON passages.id = passage_index.rowid WHERE passage_index MATCH ?)"
        )
        values.append(match)
    wanted = f"FROM articles WHERE {' AND '.join(conditions)}"
    with closing(open_reader(folder)) as connection:
        connection.execute("BEGIN")
        total = connection.execute(f"SELECT count(*) {wanted}", values).fetchone()[0]
        rows = connection.execute(
            f"SELECT article_id, title, outlet, published, published_at {wanted}"
            " ORDER BY published_at IS NULL, published_at DESC, id DESC LIMIT ?",
            (*values, limit),
        ).fetchall()
    listed = (
        Listed(article_id, title, outlet, iso_date(at) or written)
        for article_id, title, outlet, written, at in rows
    )
    return Listing(tuple(listed), int(total))


def _match(words: str) -> str:
    """Words as an FTS5 expression, in which none of them has a meaning of its own."""
    found = re.findall(r"\w+", words)
    return " ".join(f'"{word}"' for word in found) + ("*" if found else "")
