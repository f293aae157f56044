"""What is asked: the standalone question, its words and its names.

Deterministic and by rule, so that the same conversation always gives the same question; what was
understood is part of the Answer and shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.abbreviations import NEVER_LAST, RARELY_LAST
from qa.language.calendar_days import CALENDAR
from qa.language.person import TITLES
from qa.language.words import (
    content_words,
    fold,
    is_english,
    name_runs,
    names,
    stem,
    stems,
    words,
)
from qa.understanding.answer_kind import Kind, answer_kind
from qa.understanding.asked_speaker import speaker_asked_for
from qa.understanding.follow_up import standalone as standing_alone
from qa.understanding.month_names import DAY_OF_A_MONTH
from qa.understanding.outlets import may_ask_for_an_outlet, outlets_asked_for
from qa.understanding.spelling import as_spelt, is_acronym, spellings, with_acronyms_as_written
from qa.understanding.time_range import NO_TIME, TimePhrase, time_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from index.catalogue import Catalogue

    Turn = tuple[str, str | None]

_ABBREVIATIONS = NEVER_LAST | {abbreviation.lower() for abbreviation in RARELY_LAST}
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]\.)+[A-Z](?!\w|\.?\s[A-Z])")
"""An acronym with full stops ("the U.N."); before a name it may be somebody's initials."""

_DAY = re.compile(rf"{DAY_OF_A_MONTH}|\d{{4}}-\d\d-\d\d", re.IGNORECASE)


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

    @property
    def topic(self) -> tuple[str, ...]:
        """The words of what a person's words are asked about; none where nobody's are asked for."""
        if self.speaker is None:
            return ()
        named = {*stems(self.speaker), *map(stem, TITLES)}
        return tuple(word for word in self.words if stem(word) not in named)


def understand(text: str, history: Sequence[Turn], as_of: date, *, dated: bool = True) -> Question:
    """Make a question that can be searched for out of what was typed after `history`.

    `history` holds (question, answer or None) pairs, oldest first.
    """
    standalone = standing_alone(text, history)
    time = time_phrase(standalone, as_of)
    return Question(
        text=text,
        standalone=standalone,
        as_of=as_of,
        words=_words(standalone, time),
        # Elsewhere capitals do not tell a name: German writes every noun with one.
        names=_names(standalone) if is_english(standalone) else (),
        time=time,
        dated=dated,
        kind=answer_kind(standalone),
        speaker=speaker_asked_for(standalone),
    )


def _words(text: str, time: TimePhrase) -> tuple[str, ...]:
    """The words that an answer is measured by.

    Not those that its article may write out, or leave off, and still be of the same: abbreviations,
    and a day that bounds the articles, which is their own and seldom in their text.
    """
    said = {
        fold(name)
        for name in names(text)
        if _is_short_for_more(name) and (name.lower() in NEVER_LAST or f"{name}." in text)
    }
    if (time.start or time.end) and time.words and _DAY.search(time.words):
        said.update(words(time.words))
    return tuple(word for word in content_words(text) if word not in said)


def _names(text: str) -> tuple[str, ...]:
    """The names that an article must have to answer, acronyms without their full stops.

    Not "December", which may be its date; nor what the article may write out, or leave off, and
    still be of the same: abbreviations ("Feb.", "Sgt.", "Calif."), initials and titles before a
    name.
    """
    found: list[str] = []
    for run in name_runs(text):
        *in_front, last = run.split()
        found.extend(word for word in in_front if word.lower() not in TITLES)
        found.append(last)
    needed = [word for word in found if word not in CALENDAR and not _is_short_for_more(word)]
    acronyms = [dotted.replace(".", "") for dotted in _DOTTED.findall(text)]
    return tuple(dict.fromkeys([*needed, *acronyms]))


def _is_short_for_more(name: str) -> bool:
    return len(name) == 1 or (name.lower() in _ABBREVIATIONS and not is_acronym(name))


def as_the_library_has_it(
    asked: Question, missing: Sequence[str], catalogue: Catalogue
) -> Question:
    """The question with the library's spelling of its names, and with the outlets it is asked of.

    `missing` are the names that no article has.
    """
    standalone = as_spelt(asked.standalone, spellings(missing, catalogue))
    standalone = with_acronyms_as_written(standalone, asked.names, catalogue)
    if standalone != asked.standalone:
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
