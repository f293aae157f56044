"""Whose statement a sentence is, people and others alike, and whether a claim says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.report_verb import beside_verb
from qa.writing.cited import shares_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.writing.cited import Cited

_ACCORDING = re.compile(r"\b[Aa]ccording to ((?:[^,.;:“\"]|\.(?=\w))+)")
_VIEW = re.compile(
    r"\bin the (?:words|view|eyes|opinion) of\b|\bin \w+['’]s (?:view|words)\b", re.IGNORECASE
)
_BODY = re.compile(
    r"\b((?:[A-Z][\w.’'-]*(?: (?:of |for |and |the )*[A-Z][\w.’'-]*){0,5})"
    r"|[Pp]olice|[Oo]fficials|[Aa]uthorities|[Rr]esearchers|[Ss]cientists|[Ee]xperts|[Ww]itnesses"
    r"|[Pp]rosecutors|[Dd]octors|[Ii]nvestigators|[Aa]nalysts|[Ll]awyers|[Rr]eports)"
    r" (?:has |have |had |also )?(?:said|says?|told|announced|announces?|claim(?:ed|s)?|reported"
    r"|reports|stated|confirmed|warned|warns|denied|estimates?|estimated|alleged?s?|insists?"
    r"|insisted|believes?)\b"
)


def source_of(sentence: Cited) -> str | None:
    """Who says what a sentence says: its speaker, or the body that it is attributed to."""
    if sentence.speaker:
        return sentence.speaker
    according = _ACCORDING.search(sentence.text)
    if according:
        return according.group(1).strip()
    body = _BODY.search(sentence.text)
    who = body.group(1) if body else beside_verb(sentence.text)
    return None if who in {"he", "she", "it", "they"} else who


def is_attributed(claim: str) -> bool:
    """Whether a claim says that it passes on what somebody said."""
    return bool(
        _ACCORDING.search(claim)
        or _VIEW.search(claim)
        or _BODY.search(claim)
        or beside_verb(claim) is not None
    )


def states_as_fact(claim: str, cited: Sequence[Cited]) -> str | None:
    """Whose words a claim passes on without saying so; None where it does, or they are nobody's."""
    if is_attributed(claim):
        return None
    for one in cited:
        source = source_of(one)
        if source and not (one.speaker and shares_word(source, claim)):
            return source
    return None
