"""The errors a user can do something about.

Each message names the thing that is wrong and the remedy, so that a command line can print it as it
is, with no traceback. Anything else that is raised is a defect and keeps its traceback.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def rebuild_command(library: Path) -> str:
    """The command that makes a library's vectors anew, for the messages that name it."""
    return f"python -m index build --rebuild --library {shlex.quote(str(library))}"


class DatelineError(Exception):
    """Base of every error whose message is meant for the person at the keyboard."""


class LibraryMissing(DatelineError):
    """There is no built library in the folder that was named."""


class LibraryLocked(DatelineError):
    """Another process is writing to the library."""


class FingerprintMismatch(DatelineError):
    """The vectors of the library were made by another model or another splitter."""


class ModelDamaged(DatelineError):
    """The embedding weights are missing or are not the published ones."""
