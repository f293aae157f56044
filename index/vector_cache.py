"""Vectors kept by content hash, so that no text is ever embedded twice with the same model.

Embedding is all but the whole cost of a build. The cache belongs to the user, not to a library: a
rebuild, a build that was interrupted and a second library of the same articles all draw on it. It
can be deleted at any time; what is lost is time.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

_SLICE = 500


class VectorCache:
    """A table of float32 vectors by 16-byte key. Several processes may write at once."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "vectors.sqlite"
        try:
            self._connection = _open(self._path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            self._path.unlink()  # Damaged. Nothing is lost but time.
            self._connection = _open(self._path)

    def missing(self, keys: Sequence[bytes]) -> list[bytes]:
        """Those keys that have no vector yet, in order, each once."""
        known = {row[0] for row in self._rows("SELECT key FROM vectors", keys)}
        return [key for key in dict.fromkeys(keys) if key not in known]

    def put(self, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Keep one vector for each key; committed on return, so an interrupt loses none of them."""
        with self._named_if_damaged(), self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO vectors (key, vector) VALUES (?, ?)",
                [(key, vector.tobytes()) for key, vector in zip(keys, vectors, strict=True)],
            )

    def get(self, keys: Sequence[bytes]) -> NDArray[np.float32]:
        """The vectors of the keys, in order: shape (len(keys), dimension). KeyError if unknown."""
        import numpy as np

        rows = self._rows("SELECT key, vector FROM vectors", keys)
        found = {row[0]: row[1] for row in rows}
        return np.stack([np.frombuffer(found[key], dtype=np.float32) for key in keys])

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def _rows(self, select: str, keys: Sequence[bytes]) -> Iterator[tuple[bytes, ...]]:
        """The rows of these keys, in no order, asked for in slices that SQLite takes."""
        with self._named_if_damaged():
            for first in range(0, len(keys), _SLICE):
                some = tuple(keys[first : first + _SLICE])
                marks = ",".join("?" * len(some))
                yield from self._connection.execute(f"{select} WHERE key IN ({marks})", some)

    @contextmanager
    def _named_if_damaged(self) -> Iterator[None]:
        """Damage that shows only when a page of the file is read: the remedy is in the error."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            message = (
                f"The cache of vectors {self._path} is damaged ({error}). Delete it and build "
            )
            raise DatelineError(f"{message}again; nothing is lost but time.") from error


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=60)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)"
        " WITHOUT ROWID"
    )
    return connection
