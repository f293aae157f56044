"""The forms in which a question is searched for, one after the other until one is answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.language.words import fold, names, words
from qa.question import understand
from qa.writing.models import ModelTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.generate import Writer
    from qa.question import Question, Turn
    from qa.writing.models import Usage

LONGEST = 200
"""Characters of a question that a model may write."""


def forms(
    question: Question, history: Sequence[Turn], writer: Writer | None, usage: Usage | None
) -> Iterator[Question]:
    """The question as it is searched for and shown to be understood, the likeliest form first.

    As it was understood by rule; then, of a month that is over, in later articles too; then, where
    it leans on the conversation, as a language model puts it; that is counted in `usage`.
    """
    yield question
    if question.time.recalled:
        # What happened in a month that is over is also told later.
        yield replace(question, time=replace(question.time, end=None))
    leans = question.standalone != question.text.strip()
    if leans and history and writer is not None and usage is not None:
        again = _rewritten(question, history, writer, usage)
        if again is not None:
            yield again


def _rewritten(
    question: Question, history: Sequence[Turn], writer: Writer, usage: Usage
) -> Question | None:
    """The question in a model's words; None where it brings in a name that nobody has said."""
    try:
        text = writer.rewritten(question.text, history, usage)
    except ModelTrouble:
        return None
    said = " ".join([question.text, *(part for turn in history for part in turn if part)])
    known = set(words(said))
    strangers = [name for name in names(text) if fold(name) not in known]
    if strangers or not 0 < len(text) <= LONGEST or text == question.standalone:
        return None
    return replace(understand(text, (), question.as_of, dated=question.dated), text=question.text)
