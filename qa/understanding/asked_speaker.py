"""Whose words a question asks for: "Bahreini" in "What did Bahreini say about oil?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.calendar_days import WEEKDAYS
from qa.language.person import is_person, names_in
from qa.language.report_verb import is_of_person
from qa.language.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

SAY = (
    r"(?:say|said|says|saying|tell|told|claim(?:ed)?|comment(?:ed)?|announced?|argued?|warn(?:ed)?"
    r"|think|thought|respond(?:ed)?|react(?:ed)?|call(?:ed)?|tweet(?:ed)?|promised?|vow(?:ed)?)"
)

_ASKED = (
    re.compile(rf"\b(?:what|how) (?:did|does|do|has|have|had) (.{{2,60}}?) {SAY}\b", re.IGNORECASE),
    re.compile(r"\bwhat (?:is|was|are|were) (.{2,60}?) saying\b", re.IGNORECASE),
    re.compile(r"\baccording to ([^,?]{2,60})", re.IGNORECASE),
)
_IN_A_PLACE = re.compile(r"\b(?:in|of|at|from|for|to)\s*$")
_AND = re.compile(r",? and (?:[A-Z]\w+ )*", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+(\w+)")
_WEEKDAY = re.compile(WEEKDAYS)


def speaker_asked_for(question: str) -> str | None:
    """The person whose words are asked for, as the question names them.

    Only one name: "What did the envoy say?" leaves open who that is, and so do "Trump's lawyer" and
    "the Trump administration", whose words are not Trump's, "the Fed", and two people.
    """
    for pattern in _ASKED:
        found = pattern.search(question)
        if found:
            for part in found.group(1).split(","):  # "Putin's spokesman, Dmitry Peskov, say"
                names = names_in(part)
                if _are_two(part, names[-2:]):
                    return None
                for start, end in names[-1:]:
                    own = start + _possessor(part[start:end])
                    if _speaks(part, own, end):
                        return part[own:end]
    return None


def _are_two(text: str, names: Sequence[tuple[int, int]]) -> bool:
    """Whether the words of two people are asked for: "Lavrov and President Putin"."""
    if len(names) < 2:  # noqa: PLR2004
        return False
    (start, end), (next_start, _) = names
    return is_person(text[start:end]) and _AND.fullmatch(text[end:next_start]) is not None


def _possessor(name: str) -> int:
    """The characters of whom or what a person belongs to: "Israel's " in "Israel's Netanyahu"."""
    found = re.match(r".*['’]s\s+", name)
    return found.end() if found else 0


def _speaks(text: str, start: int, end: int) -> bool:
    """Whether the name is that of a person, and of the one who speaks, not of whose aide does."""
    following = _NEXT_WORD.match(text, end)
    return (
        is_of_person(text, start, end)
        and not _IN_A_PLACE.search(text[:start])
        and not text.startswith(("'", "’"), end)
        and (following is None or _says_when_or_how(following.group(1)))
    )


def _says_when_or_how(word: str) -> bool:
    return word.lower() in STOP_WORDS or word.endswith("ly") or bool(_WEEKDAY.fullmatch(word))
