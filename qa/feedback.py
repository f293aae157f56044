"""What readers said of answers: kept beside the library, and exported as fixture stubs.

It has a database of its own, since the catalogue is locked for writing as long as a build takes.
Nothing of it leaves the machine.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from qa.answer import Answer

FEEDBACK_FILE = "feedback.sqlite"
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Feedback:
    """One thumb down. `answer` is the answer contract's object, `settings` what it came from."""

    id: int
    created: str
    note: str
    answer: dict[str, Any]
    settings: dict[str, Any]


def add_feedback(library: Path, answer: Answer, settings: Mapping[str, Any]) -> int:
    """Keep an answer that a reader was not content with; returns its id, for `add_note`."""
    with _open(library) as connection:
        row = connection.execute(
            "INSERT INTO feedback (created, note, answer, settings) VALUES (?, '', ?, ?)",
            (
                datetime.now(UTC).isoformat(timespec="seconds"),
                json.dumps(answer.to_json(), ensure_ascii=False),
                json.dumps(dict(settings)),
            ),
        )
        return int(row.lastrowid or 0)


def add_note(library: Path, feedback_id: int, note: str) -> None:
    """Say what was wrong; at most 2,000 characters are kept."""
    with _open(library) as connection:
        connection.execute(
            "UPDATE feedback SET note = ? WHERE id = ?", (note.strip()[:LONGEST_NOTE], feedback_id)
        )


def read_feedback(library: Path) -> list[Feedback]:
    """All that was kept, oldest first."""
    if not (library / FEEDBACK_FILE).is_file():
        return []
    with _open(library) as connection:
        rows = connection.execute(
            "SELECT id, created, note, answer, settings FROM feedback ORDER BY id"
        ).fetchall()
    return [
        Feedback(number, created, said, json.loads(answer), json.loads(settings))
        for number, created, said, answer, settings in rows
    ]


def fixture_stub(feedback: Feedback) -> dict[str, Any]:
    """A case to be completed: it has no expected answer yet, so it is asked but not judged."""
    answer = feedback.answer
    said = f"Answered: {answer['text']}"
    return {
        "id": f"feedback-{feedback.id}",
        "question": answer["standalone_question"],
        "as_of": answer["as_of"],
        "tags": ["feedback"],
        "note": f"{feedback.note}\n{said}" if feedback.note else said,
    }


@contextmanager
def _open(library: Path) -> Iterator[sqlite3.Connection]:
    library.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(library / FEEDBACK_FILE, timeout=10)) as connection, connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS feedback (id INTEGER PRIMARY KEY, created TEXT NOT NULL,"
            " note TEXT NOT NULL, answer TEXT NOT NULL, settings TEXT NOT NULL)"
        )
        yield connection
