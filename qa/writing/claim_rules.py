"""Rules that a claim about cited sentences must pass: numbers, dates, names, negation, speakers.

Each gives what is wrong with a claim, for whoever wrote it, or None. They compare the claim with
the cited sentences and with what is known of these: headline, outlet, day and speaker. What is told
to readers is the kind of fault alone: a fabrication must not be shown in the words that reject it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qa.language.exact_quote import find_quotation
from qa.language.numbers import amounts, counted, numbers_in, scales_alone
from qa.language.opening_name import Spelling, is_opener, opens_with_name
from qa.language.person import ROLE, is_person
from qa.language.report_verb import beside_verb
from qa.language.words import fold, name_runs, words
from qa.writing.certainty import more_certain
from qa.writing.claim_sense import swapped_roles, turned_around
from qa.writing.said_by import may_have_said, sayer_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.writing.cited import Cited

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

_NO_SPEAKER = re.compile(rf"{ROLE}s?", re.IGNORECASE)
"""Who is called by no name: "Doctors say"."""

_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
"""An acronym as some outlets write it: "U.S." for "US"."""

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
    """A number, with its scale, that neither the cited words nor the article's day has."""
    known = {
        reading for one in cited for amount in amounts(one.text) for reading in amount.readings
    }
    scales = {number for one in cited for number in numbers_in(one.text)}
    for one in cited:
        if one.day:
            day = date.fromisoformat(one.day)
            known.add((day.year, False))
            if _MONTHS[day.month - 1] in claim.lower():
                known.add((day.day, False))
    claim = counted(claim)
    missing = [one.written for one in amounts(claim) if known.isdisjoint(one.readings)]
    missing += [scale for scale in scales_alone(claim) if scale not in scales]
    return f"the number {missing[0]} is not in the cited sentence" if missing else None


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
    """A name that neither the cited words nor headline, outlet and speaker have.

    The claim's first word counts where it is shown to be a name: by how the articles write it, or
    by grammar.
    """
    told = " ".join(f"{one.text} {one.about}" for one in cited)
    known = {*words(told), *words(_DOTTED.sub(_without_dots, told))}
    opening = opens_with_name(claim, _spelling(cited))
    for run in name_runs(claim, opening=opening):
        for name in run.split():
            word = fold(name)
            if word in known or len(word) < 2 or _NO_NAME.fullmatch(word):  # noqa: PLR2004
                continue
            if is_opener(name) and claim.lstrip("“\"'‘«([ ").startswith(name):
                continue
            if not any(_same_name(word, other) for other in known):
                return f"the name {name} is not in the cited sentence"
    return None


def _spelling(cited: Sequence[Cited]) -> Spelling:
    """Of the articles, and where these are not known of the cited sentences at the least."""
    known = next((one.spelling for one in cited if one.spelling.lower), None)
    return known or Spelling.of(one.text for one in cited)


def unknown_link(claim: str, cited: Sequence[Cited]) -> str | None:
    """An address that none of the cited sentences has."""
    for found in _LINK.findall(claim):
        if not any(found.rstrip(".,;)") in one.text for one in cited):
            return f"the link {found} is not in the cited sentence"
    return None


def wrong_speaker(claim: str, cited: Sequence[Cited]) -> str | None:
    """A statement given to somebody other than the article gives it to.

    The name alone does not do: "A lawyer for Ann Lee said" is no statement of Ann Lee's.
    """
    outside = outside_quotations(claim)
    who = beside_verb(outside)
    if who is None or not who[0].isupper() or not is_person(who) or _NO_SPEAKER.fullmatch(who):
        return None
    if any(may_have_said(who, one) for one in cited):
        return None
    speaker = next(filter(None, map(sayer_of, cited)), None)
    return f"it was {speaker or 'another'} who said it in the cited sentence, not {who}"


Rule = Callable[[str, "Sequence[Cited]"], str | None]

RULES: dict[Rule, str] = {
    unknown_quotation: "a quotation that the cited sentence does not have",
    unknown_number: "a number that the cited sentence does not have",
    unknown_date: "a date that the cited sentence does not have",
    unknown_name: "a name that the cited sentence does not have",
    turned_around: "the opposite of the cited sentence",
    swapped_roles: "who did it and to whom, the other way round",
    more_certain: "as a fact what the cited sentence only holds possible",
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

    What is copied can only be a part of what denies it ("There is no evidence that ..."), or, where
    it is not the beginning, of what another says ("A lawyer for Ann Lee said ...").
    """
    copied = [at for one in cited if (at := _copied_from(claim, one.text)) is not None]
    rules: Sequence[Rule] = list(RULES)
    if copied:
        rules = [turned_around] if 0 in copied else [turned_around, wrong_speaker]
    for rule in rules:
        detail = rule(claim, cited)
        if detail:
            return Fault(RULES[rule], detail)
    return None


def _copied_from(claim: str, text: str) -> int | None:
    """How many words of a text stand before a claim that it has so; None where it has not.

    With its quotation marks, if one of them has no other.
    """
    found = find_quotation(claim, text)
    if not found or (claim not in text and _has_lone_mark(claim)):
        return None
    return len(words(text[: found[0][0]]))


def _without_dots(found: re.Match[str]) -> str:
    return found.group().replace(".", "") + " "


def _has_lone_mark(claim: str) -> bool:
    return re.search(r"[“”\"«»]", outside_quotations(claim)) is not None


def _same_name(one: str, other: str) -> bool:
    """Iran and Iranian, Ukraine and Ukrainians, but not Iran and Iraq."""
    shorter = min(len(one), len(other))
    same = 0
    while same < shorter and one[same] == other[same]:
        same += 1
    return same >= max(_SAME_OPENING, shorter - 1)
