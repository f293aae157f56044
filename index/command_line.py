"""What every command line of the project does alike: its errors, its interrupts, its terminal."""

from __future__ import annotations

import sqlite3
import sys
import unicodedata
from typing import TYPE_CHECKING

from index.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Callable

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C has ended, as shells have it."""


def run_reporting(work: Callable[[], int], interrupted: str = "Interrupted.") -> int:
    """Run a command and return its exit code: its own, or 1 with the error in one line.

    What a person can do something about is said without a traceback; a defect keeps its own.
    """
    try:
        return work()
    except DatelineError as error:
        message = str(error)
    except sqlite3.OperationalError as error:
        message = f"the library could not be read or written: {error}. "
        message += "What was published before is as it was."
    except OSError as error:  # a full disk, a folder that may not be written to
        named = f"{error.filename}: " if error.filename else ""
        message = f"{named}{error.strerror or error}"
    except KeyboardInterrupt:
        print(interrupted, file=sys.stderr)
        return INTERRUPTED
    print(f"error: {printable(message)}", file=sys.stderr)
    return 1


def printable(text: str) -> str:
    """The text without the characters that a terminal obeys, which an article may hold."""
    return "".join(
        letter for letter in text if letter in "\n\t" or unicodedata.category(letter) != "Cc"
    )
