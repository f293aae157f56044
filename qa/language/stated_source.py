"""What source a sentence states for itself: "the White House", "police", "a Treasury official"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.person import NOT_NAMES, ROLE, is_person, names_in
from qa.language.quotation import HIDDEN, outside_quotes
from qa.language.report_verb import is_object

if TYPE_CHECKING:
    from index.article import Sentence

_CAPITAL = r"(?:(?:[A-Z]\.){1,8}|[A-Z](?:[\w.&’'-]{0,40}\w)?(?<!['’]s))"
"""A word with a capital, of a bounded length: without one, hostile text takes quadratic time."""

_NAMED = rf"(?:[Tt]he )?{_CAPITAL}(?: (?:(?:of|for|and|on) )?(?:the )?{_CAPITAL}){{0,6}}"
_MANY = (
    r"(?:police|officials|authorities|researchers|scientists|experts|witnesses|prosecutors|doctors"
    r"|investigators|analysts|lawyers|organizers|organisers|residents|activists|aides|reports)"
)
_PART = r"(?:administration|campaign|government|ministry|office|agency|company|team|department)"
_OF_WHOM = rf"(?: (?:for|at|of|in|with) {_NAMED})?"
_UNNAMED = rf"(?:[Aa]n?|[Oo]ne) (?:[\w.’'-]+ ){{0,4}}(?i:{ROLE}){_OF_WHOM}"
_WHO = rf"({_UNNAMED}|{_NAMED}(?: (?:{_MANY}|{_PART}))?|\b(?i:{_MANY}))"
_SAID = (
    r"(?:said|says?|told|announced|announces?|claim(?:ed|s)?|reported|reports|stated|confirmed"
    r"|warned|warns|denied|estimates?|estimated|alleged?s?|insists?|insisted|believes?"
    r"|acknowledged|admitted|responded|declared|predicted|concluded|argued|tweeted|wrote)"
)
_BEFORE = re.compile(
    rf"(?<![\w’'-]){_WHO},? (?:has |have |had |also |later |then |on \w+day )?{_SAID}\b"
)
_AFTER = re.compile(rf"[,{HIDDEN}”\"]\s*(?:said|says|wrote|added) {_WHO}(?=[.,;]|$| in | on )")
_ACCORDING = re.compile(rf"\b[Aa]ccording to {_WHO}(?=[.,;:]|$)")
_ONLY_BEGINS = NOT_NAMES - {"the"}
_OF_ONE = re.compile(rf"\b{ROLE}\b", re.IGNORECASE)


def stated_source(text: str, sentence: Sentence) -> str | None:
    """The body, group or unnamed person whose statement a sentence is, in the sentence's words.

    None where it is a person by name, pronoun or "the envoy": for these see `qa.language.speaker`.
    """
    outside = outside_quotes(text, sentence)
    for pattern in (_BEFORE, _AFTER, _ACCORDING):
        for found in pattern.finditer(outside):
            is_named = pattern is _ACCORDING or not is_object(outside[: found.start(1)])
            if is_named and _is_source(found.group(1)):
                return _within_a_line(found.group(1))
    return None


def _is_source(who: str) -> bool:
    if re.fullmatch(_UNNAMED, who):
        return True
    if _OF_ONE.search(who):
        return False
    if re.fullmatch(_MANY, who, re.IGNORECASE):
        return True
    if who.split(maxsplit=1)[0].lower() in _ONLY_BEGINS:
        return False
    if who.startswith(("The ", "the ")):
        return True
    names = [who[start:end] for start, end in names_in(who)]
    is_group = re.search(rf" (?:{_MANY}|{_PART})$", who) is not None
    return is_group or any(not is_person(name) for name in names)


def _within_a_line(who: str) -> str:
    """As it stands where no sentence begins: "the White House", "police"."""
    is_plain = who.startswith(("The ", "A ", "An ", "One ")) or re.fullmatch(_MANY, who.lower())
    return who[0].lower() + who[1:] if is_plain else who
