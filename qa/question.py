"""What is asked: the standalone question, its words and its names.

Deterministic and by rule, so that the same conversation always gives the same question; what was
understood is part of the Answer and shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.language.calendar_days import CALENDAR
from qa.language.words import content_words, fold, is_english, names, words
from qa.understanding.answer_kind import Kind, answer_kind
from qa.understanding.asked_speaker import speaker_asked_for
from qa.understanding.follow_up import standalone as standing_alone
from qa.understanding.outlets import may_ask_for_an_outlet, outlets_asked_for
from qa.understanding.spelling import as_spelt, spellings
from qa.understanding.time_range import NO_TIME, TimePhrase, time_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from index.catalogue import Catalogue

    Turn = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be searched for. `words`, `names` and `time` are of the standalone form.

    `as_of` is the day that counts as today; `dated` says that whoever asks has stated it. `speaker`
    is the person whose words are asked for, `outlets` those whose reporting is.
    """

    text: str
    standalone: str
    as_of: date
    words: tuple[str, ...]
    names: tuple[str, ...]
    time: TimePhrase = NO_TIME
    dated: bool = False
    kind: Kind = "thing"
    speaker: str | None = None
    outlets: frozenset[str] = frozenset()


def understand(text: str, history: Sequence[Turn], as_of: date, *, dated: bool = True) -> Question:
    """Make a question that can be searched for out of what was typed after `history`.

    `history` holds (question, answer or None) pairs, oldest first.
    """
    standalone = standing_alone(text, history)
    return Question(
        text=text,
        standalone=standalone,
        as_of=as_of,
        words=tuple(content_words(standalone)),
        # Elsewhere capitals do not tell a name: German writes every noun with one.
        names=_names(standalone) if is_english(standalone) else (),
        time=time_phrase(standalone, as_of),
        dated=dated,
        kind=answer_kind(standalone),
        speaker=speaker_asked_for(standalone),
    )


def _names(text: str) -> tuple[str, ...]:
    """The names that an article must have to answer: not "December", which may be its date."""
    return tuple(name for name in names(text) if name not in CALENDAR)


def as_the_library_has_it(
    asked: Question, missing: Sequence[str], catalogue: Catalogue
) -> Question:
    """The question with the library's spelling of its names, and with the outlets it is asked of.

    `missing` are the names that no article has.
    """
    spelt = spellings(missing, catalogue)
    if spelt:
        standalone = as_spelt(asked.standalone, spelt)
        again = understand(standalone, (), asked.as_of, dated=asked.dated)
        asked = replace(again, text=asked.text)
    if not may_ask_for_an_outlet(asked.standalone):
        return asked
    outlets = outlets_asked_for(asked.standalone, catalogue.outlets())
    if not outlets:
        return asked
    of_outlets = {fold(word) for outlet in outlets for word in outlet.split()}
    speaker = asked.speaker
    if speaker and of_outlets.issuperset(words(speaker)):
        speaker = None
    return replace(
        asked,
        speaker=speaker,
        outlets=outlets,
        names=tuple(name for name in asked.names if fold(name) not in of_outlets),
        words=tuple(word for word in asked.words if word not in of_outlets),
    )
