"""The subject of a report verb: who says, tells or warns, by the words of one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.person import ROLE, is_person, names_in
from qa.language.quotation import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERBS = (
    r"said|says|say|saying|told|tells|telling|added|adds|adding|stressed|warned|warns|warning|noted"
    r"|notes|noting|argued|argues|arguing|insisted|insists|insisting|announced|announces|claimed"
    r"|claims|claiming|explained|explains|wrote|writes|tweeted|stated|states|acknowledged|admitted"
    r"|replied|responded|remarked|urged|declared|declares|confirmed|denied|estimated|suggested"
    r"|suggests|recalled|recalls|predicted|promised|vowed|testified|cautioned|joked|jokes|asked"
    r"|asks|continued|continues|posted|quipped|concluded|observed|observes|complained|boasted"
    r"|asserted|asserts|alleged|alleges|accused|accuses|blasted|slammed|criticized|criticised"
    r"|praised|pledged|maintained|maintains|described|describes|describing|called|calls|calling"
    r"|dismissed|lamented|mused|offered|opined|pointed|proclaimed|reiterated|repeated|shouted"
    r"|thundered|yelled|commented|conceded|countered|demanded|emphasized|emphasised|exclaimed"
    r"|interjected|expressed|mocked|ridiculed|retorted|shot back|fired back|charged|agreed|agrees"
    r"|believes|believed|thinks|thought|hopes|hoped|feels|referred|refers|cited|cites|labeled"
    r"|ripped|attacked|defended|questioned|wondered|reported|reports|spoke|speaking|went on"
    r"|puts? it|laughed|sighed|chimed in|intoned|cried|advised|affirmed|answered|began|begged"
    r"|barked"
)
_VERB = re.compile(rf"\b(?:{_VERBS})\b")
_BETWEEN = re.compile(
    r"(?:,?\s*\b(?:also|later|then|now|once|recently|often|repeatedly|has|have|had|is|was|would|will"
    r"|himself|herself|further|again|simply|immediately|quickly|reportedly|never|even"
    r"|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:night|morning|evening|afternoon))?"
    r"|[a-z]\w*ly)\s*,?)*\s*$"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:(?:also|later|then|once|often|never|[a-z]+ly)\s+)*$"
)
"""Before a past form of a verb: what is told is not the subject's statement."""

_BY = re.compile(r"\s+by\s+")
_PRONOUN = re.compile(r"\b(he|she)$", re.IGNORECASE)
_DESCRIPTION = re.compile(r"\b(?:the|a|an|his|her)\s+(?:[a-z-]+\s+){0,3}[a-z-]+$", re.IGNORECASE)
_SAID_DESCRIPTION = re.compile(r"(?:the|a|an|his|her)\s+(?:[a-z-]+\s+){0,3}[a-z-]+", re.IGNORECASE)
_AFTER_VERB = re.compile(r"\s+(?:(he|she)\b|)", re.IGNORECASE)
_NOT_SUBJECT = re.compile(
    r"\b(?:of|at|for|in|from|with|by|to|against|about|on|after|before|over|under|than|and|via|as)\s+"
    r"(?:the\s+|[A-Z]\w*\.?\s+)*$"
)
_OFFICE = re.compile(
    r"\b(?:Secretary|Speaker|Director|Minister|President|Head|Chief|Leader|Attorney General)\s+of"
    r"\s+(?:the\s+)?(?:[A-Z]\w+\s+)+$"
)
_ANOTHER = re.compile(rf"['’]s?\s+(?:[a-z-]+\s+){{0,2}}{ROLE}s?\b|\s+(?:[a-z-]+\s+)?{ROLE}s?\b")
_ARTICLE = re.compile(r"\b[Tt]he $")
_LOWER = re.compile(r"[a-z]")
_BEFORE_NAME = 4
"""Words of an office between "by" and a name."""

_APPOSITIONS = 4
"""Commas to step back over between a subject and its verb."""


def beside_verb(outside: str) -> str | None:
    """The subject of the first report verb that has one, before or after it."""
    return next(subjects(outside), None)


def subjects(outside: str) -> Iterator[str]:
    """The subject of each report verb that has one, before or after it.

    A name as it stands, or in lower case a pronoun or a description: "he", "the company".
    """
    for verb in _VERB.finditer(outside):
        before, after = outside[: verb.start()], outside[verb.end() :]
        if _PASSIVE.search(before) and not verb.group().endswith("ing"):
            who = _by_whom(after)
        else:
            who = _subject_after(before, after) if before.rstrip().endswith(HIDDEN) else None
            who = who or _subject_before(before) or _subject_after(before, after)
        if who:
            yield who


def _by_whom(after: str) -> str | None:
    """The person by whom somebody "was accused", "was asked", where that follows at once."""
    by = _BY.match(after)
    if by is None:
        return None
    start, end = next(iter(names_in(after[by.end() :])), (0, 0))
    named = after[by.end() :]
    is_near = named[start:end] and len(named[:start].split()) <= _BEFORE_NAME
    return named[start:end] if is_near and is_of_person(named, start, end) else None


def _subject_before(before: str) -> str | None:
    """Who stands before a verb; adverbs, brackets and an apposition in between are stepped over.

    After a comma ("Mr. Reid, who represents Nevada, said") the subject is before the apposition.
    """
    between = _BETWEEN.search(before)
    head = before[: between.start()] if between else before
    after_comma = head.rstrip().endswith(",") or (between and "," in between.group()[:2])
    head = head.rstrip(" ,")
    commas = [found.start() for found in re.finditer(r",(?=\s)", head)][-_APPOSITIONS:]
    ends = [len(head), *reversed(commas)]
    if after_comma:
        ends = [*ends[1:], ends[0]]
    for end in ends:
        who = _at_end(head[:end])
        if who:
            return (after_comma and _in_apposition(who, head[end:])) or who
    return None


def _in_apposition(who: str, behind: str) -> str | None:
    """The name that a description has behind its comma: "The mayor, Eric Adams"."""
    if who[0].isupper() or who in {"he", "she"}:
        return None
    part = behind[1:].partition(",")[0].strip()
    spans = names_in(part)
    if len(spans) != 1 or spans[0][1] < len(part) or _LOWER.match(part):
        return None
    name = part[slice(*spans[0])]
    return name if is_person(name) else None


def _at_end(head: str) -> str | None:
    """The pronoun, person's name or description that a text ends with."""
    head = re.sub(r"\s*\([^)]{1,60}\)\s*$", "", head)
    pronoun = _PRONOUN.search(head)
    if pronoun:
        return pronoun.group(1).lower()
    name = _name_at_end(head)
    if name:
        return name
    described = _DESCRIPTION.search(head)
    if described and not is_object(head[: described.start()]):
        return described.group().lower()
    return None


def _name_at_end(head: str) -> str | None:
    """The person's name that a text ends with, or has before a final "of the ..."."""
    spans = names_in(head)
    while spans and not re.search(r"\w", head[spans[-1][1] :].replace("’s", "").replace("'s", "")):
        start, end = spans.pop()
        if is_object(head[:start]):
            head = _NOT_SUBJECT.sub("", head[:start]).rstrip(" ,")
            spans = names_in(head)
            continue
        return head[start:end] if is_of_person(head, start, end) else None
    return None


def _subject_after(before: str, after: str) -> str | None:
    """Who stands after a verb that follows a quotation or a comma: "...," said Ali Bahreini."""
    if not re.search(rf"(?:[,{HIDDEN}”\"]|^)\s*$", before):
        return None
    pronoun = re.match(r"\s+(he|she)\b", after)
    if pronoun:
        return pronoun.group(1)
    clause = re.split(r"[,;:](?!\w)|\bwho\b|\bin\b|\bat\b|\bon\b|\bduring\b", after, maxsplit=1)[0]
    clause = after[: max(len(clause), 0)]
    for start, end in names_in(clause):
        is_near = len(clause[:start].split()) <= 9  # noqa: PLR2004
        if is_near and not is_object(clause[:start]) and is_of_person(clause, start, end):
            return clause[start:end]
    described = _SAID_DESCRIPTION.match(clause.strip())
    if described is None:
        return None
    named = re.match(r",\s+", after[len(clause) :])
    if named:  # "..., said the mayor, Anton Reyl."
        beyond = after[len(clause) + named.end() :]
        spans = names_in(beyond)
        if spans and spans[0][0] == 0 and re.match(r"\s*(?:[.,]|$)", beyond[spans[0][1] :]):
            return beyond[: spans[0][1]]
    return described.group().lower()


def is_of_person(text: str, start: int, end: int) -> bool:
    """Whether a name in a text may be a person's, who is meant: not "the Fed", "Cruz adviser"."""
    return (
        is_person(text[start:end])
        and _ARTICLE.search(text, max(0, start - 4), start) is None
        and _ANOTHER.match(text, end) is None
    )


def is_object(before: str) -> bool:
    """Whether a preposition rules what follows; "Secretary of State" before a name is an office."""
    return _NOT_SUBJECT.search(before) is not None and _OFFICE.search(before) is None
