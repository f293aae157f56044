"""A thumb down under an answer: kept beside the library, with a note if the reader writes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.feedback import add_feedback, add_note

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from web.chat import Turns

ASK_NOTE = "Kept on this machine. What was wrong? (optional)"


def keep(assistant: Assistant, turns: Turns, message: int) -> int | None:
    """Keep the turn that message number `message` belongs to (two a turn); its feedback id."""
    turn = message // 2
    answer = turns[turn] if 0 <= turn < len(turns) else None
    if answer is None:
        return None
    version = assistant.summary().version
    settings = {
        "library_version": version.number,
        "fingerprint": version.fingerprint,
        **assistant.settings,
    }
    return add_feedback(assistant.library, answer, settings)


def note(assistant: Assistant, feedback_id: int | None, text: str) -> None:
    """Add what the reader wrote; an empty note changes nothing."""
    if feedback_id is not None and text.strip():
        add_note(assistant.library, feedback_id, text)
