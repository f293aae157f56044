"""Who says what a sentence says, within one article.

A first, rule-based attribution: a report verb with a name beside it; or with a pronoun or a
description ("the envoy"), which stands for the last speaker who was named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.article import Sentence

_VERBS = (
    "said|says|say|told|tells|added|adds|stressed|warned|warns|noted|notes|argued|argues|insisted"
    "|announced|announces|claimed|claims|explained|explains|wrote|writes|tweeted|stated|states"
    "|acknowledged|admitted|replied|responded|remarked|urged|declared|confirmed|denied|estimated"
    "|suggested|recalled|predicted|promised|vowed|testified|cautioned|joked|asked|continued|posted"
)
_PARTICLE = r"(?:al|bin|de|del|della|der|di|dos|du|el|la|le|ten|van|von)"
_NAME = (
    r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s+(?:[A-Z]\.\s*)*(?:" + _PARTICLE + r"\s+)*[A-ZÀ-ÖØ-Þ][\w'’-]+){0,3}"
)
_DESCRIPTION = r"(?:[Tt]he|[Aa]n?)\s+(?:[a-z][\w-]*\s+){0,2}[a-z][\w-]*"
_NAME_VERB = re.compile(
    rf"({_NAME})(?:,[^,]{{1,60}},)?\s+(?:also\s+|has\s+|then\s+)?(?:{_VERBS})\b"
)
_VERB_NAME = re.compile(rf"[,”\"’]\s*(?:{_VERBS})\s+(?:{_DESCRIPTION},?\s+)?({_NAME})")
_ACCORDING = re.compile(rf"\b[Aa]ccording to (?:{_DESCRIPTION}\s+)?({_NAME})")
_STAND_IN = re.compile(
    rf"(?:^|[,;”\"]\s*)(?:[Hh]e|[Ss]he|{_DESCRIPTION})\s+(?:also\s+|then\s+)?(?:{_VERBS})\b"
)
_LEANING = re.compile(
    r"^[“\"‘']?(?:He|She|They|It|His|Her|Their|Its|The (?:[a-z-]+ ){0,2}"
    r"(?:envoy|minister|president|mayor|senator|spokes\w+|official|ambassador|governor|officer|chief"
    r"|director|judge|lawmaker|company|group|man|woman|pair|couple|team|author|singer|actor"
    r"|secretary|commissioner|chancellor|premier|leader|professor|researcher))\b"
)
_NO_PERSON = frozenset(
    """
    He She They It We I You The This That There But And In On At For A An If When While As After
    Before Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April
    May June July August September October November December
    """.split()
)
_FARTHEST = 12
"""Sentences to look back for whom a pronoun stands for."""


def leans_on_context(sentence: str) -> bool:
    """Whether a sentence begins with a pronoun or a description and is not clear alone."""
    return _LEANING.match(sentence) is not None


def speaker_of(text: str, sentences: Sequence[Sentence], position: int) -> str | None:
    """The full name of who says sentence `position`, or None where it is nobody's statement."""
    sentence = _slice(text, sentences[position])
    name = _named_speaker(sentence)
    if name is None and _STAND_IN.search(sentence):
        name = _last_speaker(text, sentences, position)
    return _full_name(text, name) if name else None


def referent_of(text: str, sentences: Sequence[Sentence], position: int) -> str | None:
    """The full name that the pronoun or description at a sentence's head most likely stands for.

    Only a speaker named before it: who is spoken about is not guessed at.
    """
    name = _last_speaker(text, sentences, position)
    return _full_name(text, name) if name else None


def _last_speaker(text: str, sentences: Sequence[Sentence], position: int) -> str | None:
    for earlier in range(position - 1, max(-1, position - 1 - _FARTHEST), -1):
        name = _named_speaker(_slice(text, sentences[earlier]))
        if name:
            return name
    return None


def _named_speaker(sentence: str) -> str | None:
    for pattern in (_NAME_VERB, _VERB_NAME, _ACCORDING):
        for match in pattern.finditer(sentence):
            name = match.group(1)
            first = name.split()[0]
            if first in _NO_PERSON:
                name = name.removeprefix(first).strip()
            if name:
                return name
    return None


def _full_name(text: str, name: str) -> str:
    """The longest form of a surname in the article ("Bahreini" -> "Ali Bahreini")."""
    if " " in name:
        return name
    match = re.search(rf"\b([A-ZÀ-ÖØ-Þ][\w'’-]+ (?:[A-Z]\. )?){re.escape(name)}\b", text)
    if match is None or match.group(1).split()[0] in _NO_PERSON:
        return name
    return match.group(1) + name


def _slice(text: str, sentence: Sentence) -> str:
    return text[sentence.start : sentence.end]
