"""Whether a claim says the opposite of what it cites: denials, opposite words, swapped roles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.numbers import is_number
from qa.language.opposites import turned_word
from qa.language.words import content_words, name_runs, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.writing.cited import Cited

_DENIAL = (
    r"\b(?:no(?! doubt\b| (?:fewer|less|more|later|earlier|sooner) than\b)"
    r"|not(?! (?:only|just|merely|simply|(?:less|fewer|more) than)\b)|never|none|nobody|nothing"
    r"|neither|nor|without|cannot|\w+n['’]t|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)"
    r"|reject(?:s|ed|ing)?|fail(?:s|ed|ing)?|unlikely|lacks?|lacked|ruled out"
    r"|declin(?:e|es|ed|ing) (?:to|comment)|false(?:ly)?|baseless|unfounded)\b"
)
_NOT = re.compile(_DENIAL, re.IGNORECASE)
"""A denial; "no fewer than 12" and "not only" are none."""

_HANGS_ON = re.compile(r"((?:[\w’'-]+ ){1,3})(?:that|whether) *$")
"""The last words before a clause that hangs on them: "no evidence that", "denied that"."""

_CLAUSE = re.compile(
    r"[,;:—–]|\b(?:and|but|while|although|though|because|that|which|who|whether|since)\b"
    rf"|(?=\bwithout\b)|\b(?:after|before|if|when|despite)\b(?=[^,;:—–]{{0,120}}{_DENIAL})",
    re.IGNORECASE,
)
"""Where another part begins. What follows "without" is denied and what goes before is not; so it is
where a denial follows "after": "arrested after he refused to leave"."""

_BY = re.compile(r"\bby\b")


def turned_around(claim: str, cited: Sequence[Cited]) -> str | None:
    """A denial that only one of the two has, or a word whose opposite is cited."""
    turned = turned_word(claim, [one.text for one in cited])
    if turned:
        return f"the cited sentence has “{turned.opposite}” where this has “{turned.word}”"
    for clause in clauses(claim):
        denies = _denies(clause, claim)
        alike = [_denies(part, one.text) for one in cited for part in _likest(clause, one.text)]
        if alike and denies and not any(alike):
            return "the cited sentence denies nothing"
        if alike and not denies and all(alike):
            return "the cited sentence denies it"
    return None


def _denies(clause: str, text: str) -> bool:
    """Whether a clause of a text denies, or hangs on one that does: "no evidence that ..."."""
    hangs_on = _HANGS_ON.search(text[: text.find(clause)])
    return _NOT.search(clause) is not None or (
        hangs_on is not None and _NOT.search(hangs_on.group(1)) is not None
    )


def swapped_roles(claim: str, cited: Sequence[Cited]) -> str | None:
    """Two names on both sides of a verb that the cited sentence has the other way round."""
    for first, between, second in _pairs(claim):
        verbs = _openings(between)
        same, other = False, False
        for one in cited:
            for left, middle, right in _pairs(one.text):
                if verbs.isdisjoint(_openings(middle)):
                    continue
                passive = bool(_BY.search(between)) != bool(_BY.search(middle))
                straight = (_is(first, left) and _is(second, right)) != passive
                crossed = (_is(first, right) and _is(second, left)) != passive
                both = (_is(first, left) or _is(first, right)) and (
                    _is(second, left) or _is(second, right)
                )
                same |= both and straight
                other |= both and crossed
        if other and not same:
            return f"the cited sentence has {second} and {first} the other way round"
    return None


def _pairs(text: str) -> Iterator[tuple[str, str, str]]:
    """Each two names of a text, in order, and what stands between them."""
    spans = []
    begin = 0
    for name in name_runs(text, opening=True):
        at = text.find(name, begin)
        if at >= 0:
            spans.append((name, at, at + len(name)))
            begin = at + len(name)
    for n, (left, _, end) in enumerate(spans):
        for right, start, _ in spans[n + 1 :]:
            yield left, text[end:start], right


def _openings(text: str) -> set[str]:
    """How a text’s content words begin, in which irregular forms too are alike: beat, beaten."""
    return {word[:4] for word in content_words(text)}


def _is(one: str, other: str) -> bool:
    return not set(words(one)).isdisjoint(words(other))


def clauses(text: str) -> list[str]:
    """The parts of a sentence that say something each."""
    return [part for part in _CLAUSE.split(text) if content_words(part)]


def _likest(clause: str, text: str) -> list[str]:
    """The clauses of a text that share the most words with one of a claim, if any do.

    Words that deny are not among them, or a denial would be likest to any other; numbers neither.
    """
    told = (word for word in content_words(clause) if not _NOT.fullmatch(word))
    wanted = {stem(word) for word in told if word != "ruled" and not is_number(word)}
    parts = [(len(wanted & {stem(w) for w in content_words(part)}), part) for part in clauses(text)]
    most = max((shared for shared, _ in parts), default=0)
    return [part for shared, part in parts if shared == most and most]
