"""Rules that a claim about cited sentences must pass: numbers, dates, names, negation, speakers.

Each gives what is wrong with a claim, for whoever wrote it, or None. They compare the claim with
the cited sentences and with what is known of these: headline, outlet, day and speaker. What is told
to readers is the kind of fault alone: a fabrication must not be shown in the words that reject it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qa.language.exact_quote import find_quotation
from qa.language.numbers import claimed_numbers, numbers_in
from qa.language.person import ROLE, is_person
from qa.language.report_verb import beside_verb
from qa.language.words import fold, name_runs, words
from qa.writing.cited import Cited, shares_word
from qa.writing.claim_sense import swapped_roles, turned_around

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTED = re.compile(
    r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|‘([^’]{3,}(?:’\w[^’]*)*)’(?!\w)|(?<!\w)'([^']{3,}?)'(?!\w)"
)

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_LINK = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:com|org|net|info|io)\b\S*")
_NO_NAME = re.compile("|".join([*_MONTHS, *_DAYS, ROLE]))
"""What stands with a capital beside a name and is none."""

_SAME_OPENING = 4
"""Letters that two forms of a name share at the least: Iran, Iranian."""


def outside_quotations(claim: str) -> str:
    """What a claim says in its own words: its quotations are held to the letter elsewhere."""
    return _QUOTED.sub(" ", claim)


def in_own_words(claim: str, cited: Sequence[Cited]) -> str | None:
    """The claim with each of its quotations replaced by the article's own words.

    None where one of them is in none of the cited sentences.
    """
    missing = False

    def own(found: re.Match[str]) -> str:
        nonlocal missing
        quoted = next(filter(None, found.groups()))
        for one in cited:
            parts = find_quotation(quoted, one.text)
            if parts:
                words = " … ".join(" ".join(one.text[slice(*part)].split()) for part in parts)
                mark = quoted.rstrip()[-1]
                return f"“{words}”" + (mark if mark in ".,!?" and words[-1] != mark else "")
        missing = True
        return found.group()

    replaced = _QUOTED.sub(own, claim)
    return None if missing else replaced


def unknown_quotation(claim: str, cited: Sequence[Cited]) -> str | None:
    """A quotation that is in none of the cited sentences, or one that does not end."""
    if _has_lone_mark(claim):
        return "a quotation mark has no other to go with it"
    for found in _QUOTED.finditer(claim):
        quoted = next(filter(None, found.groups()))
        if not any(find_quotation(quoted, one.text) for one in cited):
            return f"“{quoted}” is not in the cited sentence"
    return None


def unknown_number(claim: str, cited: Sequence[Cited]) -> str | None:
    """A number that neither the cited words nor the article's day has."""
    known = {number for one in cited for number in numbers_in(one.text)}
    for one in cited:
        if one.day:
            day = date.fromisoformat(one.day)
            known.add(str(day.year))
            if _MONTHS[day.month - 1] in claim.lower():
                known.add(str(day.day))
    for number in claimed_numbers(claim):
        if number not in known:
            return f"the number {number} is not in the cited sentence"
    return None


def unknown_date(claim: str, cited: Sequence[Cited]) -> str | None:
    """A month or a day of the week that neither the cited words nor the article's day has."""
    known = {word for one in cited for word in words(one.text)}
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
            if word in known or len(word) < 2 or _NO_NAME.fullmatch(word):  # noqa: PLR2004
                continue
            if not any(_same_name(word, other) for other in known):
                return f"the name {name} is not in the cited sentence"
    return None


def unknown_link(claim: str, cited: Sequence[Cited]) -> str | None:
    """An address that none of the cited sentences has."""
    for found in _LINK.findall(claim):
        if not any(found.rstrip(".,;)") in one.text for one in cited):
            return f"the link {found} is not in the cited sentence"
    return None


def wrong_speaker(claim: str, cited: Sequence[Cited]) -> str | None:
    """A statement given to somebody other than the article gives it to."""
    outside = outside_quotations(claim)
    who = beside_verb(outside)
    if who is None or not who[0].isupper() or not is_person(who):
        return None
    if any(shares_word(who, one.speaker or one.text) for one in cited):
        return None
    speaker = next((one.speaker for one in cited if one.speaker), None)
    return f"it was {speaker or 'nobody'} who said it in the cited sentence, not {who}"


RULES = {
    unknown_quotation: "a quotation that the cited sentence does not have",
    unknown_number: "a number that the cited sentence does not have",
    unknown_date: "a date that the cited sentence does not have",
    unknown_name: "a name that the cited sentence does not have",
    turned_around: "the opposite of the cited sentence",
    swapped_roles: "who did it and to whom, the other way round",
    wrong_speaker: "a statement given to another speaker",
    unknown_link: "a link that the cited sentence does not have",
}
"""Each rule, and the kind of fault that readers are told of."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a claim: its `kind`, for readers, and `detail`, for whoever wrote it."""

    kind: str
    detail: str


def fault(claim: str, cited: Sequence[Cited]) -> Fault | None:
    """The first rule that a claim breaks, or None.

    What is copied can only be a part of what denies it: "There is no evidence that ...".
    """
    copied = any(_is_copied(claim, one.text) for one in cited)
    for rule, kind in ({turned_around: RULES[turned_around]} if copied else RULES).items():
        detail = rule(claim, cited)
        if detail:
            return Fault(kind, detail)
    return None


def _is_copied(claim: str, text: str) -> bool:
    """Whether all of a claim stands so in a text; its marks too, if one has no other."""
    return claim in text or (not _has_lone_mark(claim) and find_quotation(claim, text) is not None)


def _has_lone_mark(claim: str) -> bool:
    return re.search(r"[“”\"«»]", outside_quotations(claim)) is not None


def _same_name(one: str, other: str) -> bool:
    """Iran and Iranian, Ukraine and Ukrainians, but not Iran and Iraq."""
    shorter = min(len(one), len(other))
    same = 0
    while same < shorter and one[same] == other[same]:
        same += 1
    return same >= max(_SAME_OPENING, shorter - 1)
