"""Whether a person may be the one who says what a cited sentence says, or only stands in it.

"A lawyer for Trump said", "Critics of Trump said" and "Trump's campaign said" are others' words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.article import Sentence
from qa.language.quotation import outside_quotes
from qa.language.report_verb import is_object, subjects
from qa.language.stated_source import stated_source
from qa.writing.attributed import is_attributed
from qa.writing.cited import shares_word

if TYPE_CHECKING:
    from qa.writing.cited import Cited

_BESIDE_A_NAME = re.compile(r"\b(?:former|late|then|\w+-elect)\s+")
_OF_HIS_OWN = re.compile(r"\b(?:and|by|from|according to)\s+(?:the\s+|[A-Z][\w.]*\s+)*$")
"""Before a name, what leaves words its own: "a statement by Trump", "Haley and Trump said"."""

_SAID = re.compile(
    r"\b(?:said|says?|told|tells?|added|argued?s?|warn(?:s|ed)|announced?s?|claim(?:s|ed)|wrote"
    r"|stated|denied|insist(?:s|ed)|confirmed|alleged?s?|accused?s?|called?s?|predicted|vowed)\b"
)
_GROUP = (
    r"\s+(?:administration|campaign|government|team|camp|office|officials?|aides?|advisers?"
    r"|advisors?|lawyers?|attorneys?|allies|ally|supporters?|critics?|spokes\w+|loyalists?|appointees?)"
)
_OTHERS = re.compile(
    r"['’]s?\s+(?!(?:\w+\s+)?(?:statements?|posts?|tweets?|letters?|words|remarks|speech|comments?"
    rf"|messages?|lawsuit|testimony|interview|book|memo|view|opinion|e-?mail|filing)\b)|{_GROUP}\b"
)
"""Behind a name what makes it an owner, but not of words: "Trump's campaign", "Trump officials"."""


_ANOTHER = re.compile(r"(?:an?|his|her) (?!.* (?:by|from) )")
"""How a subject begins that is somebody else: "his lawyer", but not "a statement by Ann Lee"."""


def sayer_of(cited: Cited) -> str | None:
    """Who says what a cited sentence says: its speaker, or the source that it states."""
    return cited.speaker or stated_source(cited.text, Sentence(0, len(cited.text)))


def may_have_said(who: str, cited: Cited) -> bool:
    """Whether a cited sentence may be the statement of a person, by its speaker or its own words.

    Where it states a source, the person has to be that source, and not a word in its description.
    """
    if cited.speaker:
        return shares_word(who, cited.speaker)
    whole = Sentence(0, len(cited.text))
    found = list(subjects(outside_quotes(cited.text, whole)))
    named = [one for one in found if one[0].isupper()]
    if any(shares_word(who, one) for one in named):
        return _stands_alone(who, cited.text)
    stated = stated_source(cited.text, whole)
    if stated:
        return _is_head(who, stated)
    if named or (found and all(map(_ANOTHER.match, found))):
        return False
    if _SAID.search(cited.text) or is_attributed(cited.text):
        return _stands_alone(who, cited.text)
    return shares_word(who, cited.text)


def _is_head(who: str, stated: str) -> bool:
    """Whether a source is called by a name: "the Boeing Company", not "a Boeing spokesman"."""
    is_unnamed = stated.startswith(("a ", "an ", "one "))
    return not is_unnamed and _stands_alone(who, stated)


def _stands_alone(who: str, text: str) -> bool:
    """Whether a name, or a part of it, stands in a text and belongs to no other word there."""
    parts = "|".join(map(re.escape, who.split()))
    for found in re.finditer(
        rf"(?<!\w)(?:{parts})(?!\w)(?:[ -](?:{parts})(?!\w))*", text, re.IGNORECASE
    ):
        before = _BESIDE_A_NAME.sub("", text[: found.start()])
        is_ruled = is_object(before) and not _OF_HIS_OWN.search(before)
        if not is_ruled and _OTHERS.match(text, found.end()) is None:
            return True
    return False
