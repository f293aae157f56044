"""Rules that a claim about cited sentences must pass: numbers, dates, names, negation, speakers.

Each gives the reason why a claim does not hold, in plain words, or None. They compare the claim
with the cited sentences and with what is known of these: headline, outlet, day and speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qa.exact_quote import find_quotation
from qa.opposites import OPPOSITE
from qa.person import is_person
from qa.report_verb import beside_verb
from qa.words import content_words, fold, name_runs, stem, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = "thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: str(value) for value, word in enumerate(_UNITS)} | {
    word: str(30 + 10 * value) for value, word in enumerate(_TENS)
}
_NOT = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t|den(?:y|ies|ied"
    r"|ying)|refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|fail(?:s|ed|ing)?|unlikely|lacks?|lacked"
    r"|ruled out|declin(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;:—–]|\b(?:and|but|while|although|though|because|that|which|who|whether|since)\b"
)
_ACCORDING = re.compile(r"\b(?:according to|in the words of|in \w+['’]s view)\b", re.IGNORECASE)
_SAME_OPENING = 4
"""Letters that two forms of a name share at the least: Iran, Iranian."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that a claim rests on, verbatim, and what is known of it. `day` is ISO 8601."""

    text: str
    speaker: str | None = None
    title: str = ""
    outlet: str = ""
    day: str = ""

    @property
    def about(self) -> str:
        """What may be said besides the sentence's own words."""
        return " ".join(filter(None, (self.title, self.outlet, self.speaker)))


def quotations(claim: str) -> list[str]:
    """What a claim has in quotation marks, without them."""
    return [next(filter(None, found.groups())) for found in _QUOTED.finditer(claim)]


def unknown_quotation(claim: str, cited: Sequence[Cited]) -> str | None:
    """A quotation that is in none of the cited sentences."""
    for quoted in quotations(claim):
        if not any(find_quotation(quoted, one.text) for one in cited):
            return f"“{quoted}” is not in the cited sentence"
    return None


def unknown_number(claim: str, cited: Sequence[Cited]) -> str | None:
    """A number that neither the cited words nor the article's day has."""
    known = {number for one in cited for number in _numbers(f"{one.text} {one.title}")}
    for one in cited:
        if one.day:
            day = date.fromisoformat(one.day)
            known |= {str(day.year), str(day.month), str(day.day)}
    for number in _numbers(claim):
        if number not in known:
            return f"the number {number} is not in the cited sentence"
    return None


def unknown_date(claim: str, cited: Sequence[Cited]) -> str | None:
    """A month or a day of the week that neither the cited words nor the article's day has."""
    known = {word for one in cited for word in words(f"{one.text} {one.title}")}
    for one in cited:
        if one.day:
            day = date.fromisoformat(one.day)
            known |= {_MONTHS[day.month - 1], _DAYS[day.weekday()]}
    for word in re.findall(r"\b[A-Z][a-z]+\b", claim):
        if word.lower() in {*_MONTHS, *_DAYS} and word.lower() not in known:
            return f"{word} is not in the cited sentence"
    return None


def unknown_name(claim: str, cited: Sequence[Cited]) -> str | None:
    """A name that neither the cited words nor headline, outlet and speaker have."""
    known = {word for one in cited for word in words(f"{one.text} {one.about}")}
    for run in name_runs(f"· {claim}"):
        for name in run.split():
            word = fold(name)
            if word in {*_MONTHS, *_DAYS} or len(word) < 2 or word in known:  # noqa: PLR2004
                continue
            if not any(_same_name(word, other) for other in known):
                return f"the name {name} is not in the cited sentence"
    return None


def turned_around(claim: str, cited: Sequence[Cited]) -> str | None:
    """A negation that only one of the two has, or a word whose opposite is cited."""
    present = {word for one in cited for word in words(one.text)}
    for word in words(claim):
        opposite = OPPOSITE.get(word)
        if opposite and opposite in present and word not in present:
            return f"the cited sentence has “{opposite}” where this has “{word}”"
    denies = _NOT.search(claim) is not None
    if denies and not any(_NOT.search(one.text) for one in cited):
        return "the cited sentence denies nothing"
    if not denies and cited and all(_denied(claim, one.text) for one in cited):
        return "the cited sentence denies it"
    return None


def wrong_speaker(claim: str, cited: Sequence[Cited]) -> str | None:
    """A statement given to somebody other than the article gives it to."""
    outside = _QUOTED.sub(" ", claim)
    who = beside_verb(outside)
    if who is None or not who[0].isupper() or not is_person(who):
        return None
    speakers = [one.speaker for one in cited]
    if any(speaker is None or _shares_word(who, speaker) for speaker in speakers):
        return None
    return f"it was {speakers[0]} who said it, not {who}"


def states_as_fact(claim: str, cited: Sequence[Cited]) -> str | None:
    """The speaker whose words a claim passes on without saying that they are that person's."""
    for one in cited:
        if one.speaker and not (
            _shares_word(one.speaker, claim) or beside_verb(claim) or _ACCORDING.search(claim)
        ):
            return one.speaker
    return None


RULES = (
    unknown_quotation,
    unknown_number,
    unknown_date,
    unknown_name,
    turned_around,
    wrong_speaker,
)


def broken_rule(claim: str, cited: Sequence[Cited]) -> str | None:
    """The first reason why a claim does not hold, or None."""
    return next(filter(None, (rule(claim, cited) for rule in RULES)), None)


def _numbers(text: str) -> list[str]:
    digits = [number.replace(",", "").rstrip(".") for number in _DIGITS.findall(text)]
    return digits + [_VALUES[word] for word in words(text) if word in _VALUES]


def _same_name(one: str, other: str) -> bool:
    """Iran and Iranian, Ukraine and Ukrainians, but not Iran and Iraq."""
    shorter = min(len(one), len(other))
    same = 0
    while same < shorter and one[same] == other[same]:
        same += 1
    return same >= max(_SAME_OPENING, shorter - 1)


def _denied(claim: str, cited: str) -> bool:
    """Whether the clauses of the cited sentence that the claim is about are all denied."""
    wanted = {stem(word) for word in content_words(claim)}
    clauses = [(len(wanted & _stems(part)), part) for part in _CLAUSE.split(cited) if part.strip()]
    most = max((shared for shared, _ in clauses), default=0)
    best = [part for shared, part in clauses if shared == most and most]
    return bool(best) and all(_NOT.search(part) for part in best)


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}


def _shares_word(one: str, other: str) -> bool:
    return not set(words(one)).isdisjoint(words(other))
