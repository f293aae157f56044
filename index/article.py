"""The nouns of the library: Article, Sentence, Passage, and Problem.

All are frozen: an article that changed is another value, and what was cited stays what it was.
Offsets count Unicode code points (Python's string indices), never bytes, and are half open:
``article.text[start:end]``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as its source gave it.

    `text` is kept to the character, since every quotation is a slice of it. `published` is the date
    as written in the source ("" where there is none) and `published_at` the same in UTC seconds
    (None where it could not be read), because ranges are compared as numbers. `key` says which
    article it is across rebuilds; `source` is for people ("news.jsonl:17") and `source_file` is the
    resolved path behind it, for finding out later whether it is still there.
    """

    key: str
    title: str
    text: str
    outlet: str = ""
    author: str = ""
    published: str = ""
    published_at: int | None = None
    url: str = ""
    source: str = ""
    source_file: str = ""

    @property
    def article_id(self) -> str:
        """Sixteen hexadecimal digits that depend on the key alone: the same in every library."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:16]

    @property
    def content_hash(self) -> str:
        """Changes when anything a reader could see changes; where the file lies does not count."""
        seen = (
            self.title,
            self.text,
            self.outlet,
            self.author,
            self.published,
            str(self.published_at),
            self.url,
        )
        return hashlib.sha256("\x1f".join(seen).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def date(self) -> str:
        """The day of publication, ISO 8601 in UTC, or ""."""
        return iso_date(self.published_at)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of an article's text; leading and trailing white space is outside it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive whole sentences of one article, small enough for the embedder to read whole."""

    passage_id: str
    article_id: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a source that a person should know of.

    "failed": nothing was indexed from it. "warning": it was indexed, or was left out on purpose
    (a duplicate), and the reason says which. `file` is the resolved file or folder that was
    therefore not read whole, "" where it was.
    """

    source: str
    reason: str
    kind: Literal["failed", "warning"] = "failed"
    file: str = ""


def iso_date(seconds: int | None) -> str:
    """The UTC day of a time in seconds, as YYYY-MM-DD; "" for None."""
    return "" if seconds is None else datetime.fromtimestamp(seconds, UTC).date().isoformat()
