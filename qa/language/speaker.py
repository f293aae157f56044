"""Who says what a sentence says, within one article.

By rule, over the text outside quotation marks: a name, pronoun or description beside a report verb;
"according to"; a name before a colon; and for a sentence that is all quotation, whoever the rest of
the quotation or of the paragraph is attributed to. A pronoun or a description ("the envoy") stands
for the person spoken of last who fits it. Developed on the PolNeAR news articles; accuracy in
docs/results.md, by benchmarks/attribution.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.full_name import full_name, is_introduced, meant_by
from qa.language.person import NAME, ROLE, is_person, names_in
from qa.language.quotation import (
    HIDDEN,
    end_of_quotation,
    is_quotation,
    outside_quotes,
    paragraph_around,
    sentence_text,
)
from qa.language.report_verb import is_object, is_of_person, subjects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.article import Sentence

_ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
_OF_NO_PERSON = r"It|Its|They|Their|The (?:[a-z-]+ ){0,2}(?:company|group|pair|couple|team)"
_NO_PERSON = re.compile(rf"^[“\"‘']?(?:{_OF_NO_PERSON})\b")
"""What stands for no single person. What else it stands for is seldom found by rule: of 167 such
sentences of news, the name that the sentence before begins with fitted two."""

_LEANING = re.compile(
    rf"^[“\"‘']?(?:He|She|His|Her|The (?:[a-z-]+ ){{0,2}}{ROLE}|{_OF_NO_PERSON})\b"
)
_NAMED_AT_ONCE = re.compile(rf"[“\"‘']?The [^,.;]{{1,60}}, (?:{NAME}),")
"""A description with its name behind it: "The senator from Texas, John Cornyn, voted no."."""

_OF_NO_TITLE = re.compile(r"\b(?!(?:an?|the|of|in|on|at|to|for|and|or|with|by|from)\b)[a-z]\w*")
"""A word that a title of a song or a film would give a capital."""

_OF_A_PERSON = re.compile(rf"(?:he|she|the (?:.* )?{ROLE}(?: of .+)?)$")
"""A stand-in for one person who was spoken of: not "the company", "the Pentagon", "a diplomat" or
"his lawyer", who is another."""

_FARTHEST = 12
"""Sentences to look back for whom a pronoun stands for."""

_SIGNED = re.compile(r"[”\"’]\s*[―—–-]+\s*([^“”\"\n]{3,80})$")
"""A quotation signed with a dash at the end of its paragraph: “...” — Ali Bahreini."""


def leans_on_context(sentence: str) -> bool:
    """Whether a sentence begins with a pronoun or a description and is not clear alone."""
    if _LEANING.match(sentence) is None:
        return False
    named = _NAMED_AT_ONCE.match(sentence)
    return named is None or not is_person(sentence[: named.end() - 1].rpartition(", ")[2])


def stands_for_no_person(sentence: str) -> bool:
    """Whether a sentence begins with what no person's name stands for: "It", "The company"."""
    return _NO_PERSON.match(sentence) is not None


def speaker_of(text: str, sentences: Sequence[Sentence], position: int) -> str | None:
    """The full name of who says sentence `position`, or None where it is nobody's statement."""
    signed = _signed(text, sentences[position])
    found = (position, signed) if signed else _who(text, sentences, position)
    if found is None and is_quotation(text, sentences[position]):
        found = _who_of_quotation(text, sentences, position)
    if found is None:
        return None
    place, who = found
    if who[0].isupper():
        return full_name(text, who)
    return _stands_for(text, sentences, place, who) if _OF_A_PERSON.match(who) else None


def referent_of(text: str, sentences: Sequence[Sentence], position: int) -> str | None:
    """The full name that the pronoun or description at a sentence's head most likely stands for.

    Only a person who was spoken of just before; None where nobody fits, and for "It" or "They".
    """
    sentence = sentence_text(text, sentences[position])
    if stands_for_no_person(sentence):
        return None
    head = re.match(r"[“\"‘']?(\w+)", sentence)
    word = head.group(1).lower() if head else ""
    pronoun = {"he": "he", "his": "he", "she": "she", "her": "she"}.get(word, "the")
    return _stands_for(text, sentences, position, pronoun)


def _who(text: str, sentences: Sequence[Sentence], position: int) -> tuple[int, str] | None:
    """(sentence, name or stand-in) by the words outside quotation marks of one sentence."""
    outside = outside_quotes(text, sentences[position])
    who = _beside_verb(outside) or _according(outside) or _introduced(text, _before_colon(outside))
    if who is None and _quotes_speech(text, sentences[position]):
        who = _introduced(text, _first_subject(outside))
        if who and re.search(rf"{re.escape(who)}['’](?:s\b|\s)", outside):
            who = None  # "Reyl's dam is “a wonder”" is not Reyl's statement
    return (position, who) if who else None


def _quotes_speech(text: str, sentence: Sentence) -> bool:
    """Whether a sentence quotes more than titles: "touring behind “The Fellas”" quotes nobody."""
    quoted = (
        letter if hidden == HIDDEN else " "
        for letter, hidden in zip(
            sentence_text(text, sentence), outside_quotes(text, sentence), strict=True
        )
    )
    return _OF_NO_TITLE.search("".join(quoted)) is not None


def _beside_verb(outside: str) -> str | None:
    """The first subject of a report verb that is a person, or else the first."""
    found = list(subjects(outside))
    persons = (who for who in found if who[0].isupper() or _OF_A_PERSON.match(who))
    return next(persons, found[0] if found else None)


def _who_of_quotation(
    text: str, sentences: Sequence[Sentence], position: int
) -> tuple[int, str] | None:
    """Whom a sentence without words of attribution belongs to.

    The rest of its quotation tells, else the sentences before it in the paragraph, else the next
    one there, else whoever spoke or was spoken of just before the paragraph.
    """
    start, end = paragraph_around(text, sentences[position].start)
    last = end_of_quotation(text, sentences, position)
    inside = [n for n in range(max(0, position - 30), position) if sentences[n].start >= start]
    order = [*range(position + 1, last + 1), *reversed(inside)]
    beyond = sentences[last + 1 : last + 2]
    if beyond and beyond[0].start < end and HIDDEN in outside_quotes(text, beyond[0]):
        order.append(last + 1)
    for number in order:
        found = _who(text, sentences, number)
        if found:
            return found
    return _who_before(text, sentences, position - len(inside))


def _who_before(text: str, sentences: Sequence[Sentence], first: int) -> tuple[int, str] | None:
    """Who spoke last before sentence `first`, or is the subject of the sentence before it."""
    for earlier in range(first - 1, max(-1, first - 5), -1):
        found = _who(text, sentences, earlier)
        if found:
            return found
        if not is_quotation(text, sentences[earlier]):
            subject = _introduced(text, _first_subject(sentence_text(text, sentences[earlier])))
            return (earlier, subject) if subject else None
    return None


def _signed(text: str, sentence: Sentence) -> str | None:
    """The name that a whole paragraph of quotation is signed with."""
    start, end = paragraph_around(text, sentence.start)
    found = _SIGNED.search(text[start:end].rstrip()) if text[start:end][:1] in '“"”‘' else None
    if found is None:
        return None
    spans = names_in(found.group(1))
    return found.group(1)[slice(*spans[0])] if spans else None


def _according(outside: str) -> str | None:
    found = _ACCORDING.search(outside)
    if found is None:
        return None
    rest = re.split(r"[,;.](?=\s|$)", outside[found.end() :], maxsplit=1)[0]
    for start, end in names_in(rest):
        if is_of_person(rest, start, end) and not is_object(rest[:start]):
            return rest[start:end]
    return None


def _before_colon(outside: str) -> str | None:
    """The name in "Sen. Trey Gowdy (R-S.C.): ..."."""
    found = re.match(rf"([^:{HIDDEN}]{{2,80}}):\s*(?:[“\"]|{HIDDEN}|[A-Z])", outside)
    if found is None:
        return None
    head = re.sub(r"\s*\([^)]*\)\s*$", "", found.group(1))
    spans = names_in(head)
    return head[slice(*spans[0])] if spans and is_person(head[slice(*spans[0])]) else None


def _first_subject(outside: str) -> str | None:
    """The person whom a sentence begins with, after a phrase of time or place."""
    head = outside
    opening = re.match(
        r"(?:At|In|On|During|Asked|Speaking|After|When|As|And|But|Following|For|With|Before|Then"
        r"|Later|Earlier|While|To|From|Last|This|Yet|So|Still)\b[^,]{0,120},\s+",
        head,
    )
    if opening:
        head = head[opening.end() :]
    pronoun = re.match(r"(?:[A-Z]?[a-z]+\s+)?(he|she)\b", head, re.IGNORECASE)
    if pronoun:
        return pronoun.group(1).lower()
    for start, end in names_in(head):
        is_near = len(head[:start].split()) <= 6  # noqa: PLR2004
        if is_near and not is_object(head[:start]) and is_of_person(head, start, end):
            return head[start:end]
    return None


def _stands_for(text: str, sentences: Sequence[Sentence], position: int, who: str) -> str | None:
    """The full name of the last person before a stand-in who fits it: speakers first."""
    for earlier in range(position - 1, max(-1, position - 1 - _FARTHEST), -1):
        outside = outside_quotes(text, sentences[earlier])
        for name in (_beside_verb(outside), _first_subject(outside)):
            if not name or name[0].islower() or not is_introduced(text, name):
                continue
            if who not in {"he", "she"}:
                return full_name(text, name)
            meant = meant_by(who, text, name)
            if meant:
                return meant
    return None


def _introduced(text: str, who: str | None) -> str | None:
    """A stand-in, or a name that the article introduces in full; a lone capital may be anything."""
    return who if who and (who[0].islower() or is_introduced(text, who)) else None
