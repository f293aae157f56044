"""One writer at a time: three at once were seen to corrupt a Chroma folder."""

from __future__ import annotations

import json
import os
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index.errors import LibraryLocked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def writer_lock(
    folder: Path, *, wait_seconds: float = 0, on_wait: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the library's writer lock; the system frees it when the process ends, however it ends.

    `on_wait` is told once, with the holder, that somebody else has it. Raises LibraryLocked, with
    the holder's process and start time, when it is not free within `wait_seconds`.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "writer.lock")
    holder = folder / "writer.json"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        described = _describe(holder)
        if on_wait is not None and wait_seconds > 0:
            on_wait(described)
        try:
            lock.acquire(timeout=wait_seconds)
        except Timeout as error:
            message = (
                f"The library in {folder} is being written by {_describe(holder)}. "
                "Wait for it to end, or give --wait SECONDS to wait for it."
            )
            raise LibraryLocked(message) from error
    try:
        holder.write_text(json.dumps({"process": os.getpid(), "since": int(time.time())}))
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _describe(holder: Path) -> str:
    try:
        known = json.loads(holder.read_text())
        since = datetime.fromtimestamp(known["since"], UTC)
    except (OSError, ValueError, KeyError):
        return "another process"
    return f"process {known['process']} since {since:%H:%M:%S} UTC"
