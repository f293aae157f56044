"""Finds passages that look as if they answered: full-text search over training passages."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from qa.language.words import content_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = re.compile(r"[^\w\s]")


class Finder:
    """BM25 over passages by number, in memory (SQLite's FTS5, with porter stemming)."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.execute(
            "CREATE VIRTUAL TABLE passage USING fts5(text, tokenize='porter unicode61')"
        )
        self._database.executemany(
            "INSERT INTO passage(rowid, text) VALUES (?, ?)", enumerate(texts, 1)
        )
        self._database.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(passage, 'row')")

    def nearest(self, words: Iterable[str], limit: int) -> list[int]:
        """The numbers of up to `limit` passages that share most with `words`, best first."""
        terms = [f'"{word}"' for word in dict.fromkeys(words)]
        if not terms:
            return []
        rows = self._database.execute(
            "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(terms), limit),
        )
        return [number - 1 for (number,) in rows]

    def nearest_to(self, text: str, limit: int) -> list[int]:
        """As `nearest`, for the content words of a text."""
        return self.nearest(content_words(_PLAIN.sub(" ", text))[:24], limit)
