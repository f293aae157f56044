"""Whether two names may be one person's."""

from __future__ import annotations

from difflib import SequenceMatcher

from qa.language.person import TITLES
from qa.language.words import words

_SHORT_FORMS = {
    short: long
    for long, shorts in {
        "andrew": "andy drew",
        "anthony": "tony",
        "charles": "charlie chuck",
        "christopher": "chris kit",
        "cynthia": "cindy",
        "david": "dave",
        "deborah": "debbie",
        "edward": "ted teddy eddie",
        "elizabeth": "liz beth betsy betty lizzie",
        "gerald": "jerry",
        "henry": "harry hank",
        "james": "jim jimmy jamie",
        "jennifer": "jenny",
        "john": "jack johnny",
        "joseph": "joe joey",
        "katherine": "catherine kate katie kathy cathy",
        "lawrence": "larry",
        "margaret": "maggie meg peggy",
        "michael": "mike mick mickey",
        "muhammad": "mohammed mohamed mohammad",
        "patricia": "patty tricia",
        "rebecca": "becky",
        "richard": "dick rick ricky",
        "robert": "bob bobby rob robbie",
        "stephen": "steve steven",
        "thomas": "tom tommy",
        "timothy": "tim timmy",
        "victoria": "vicky tori",
        "vincent": "vince vinny",
        "william": "bill billy will willie",
    }.items()
    for short in shorts.split()
}
_GENERATION = frozenset("jr sr ii iii iv".split())
SPELT_ALIKE = 0.75
"""The share of letters that two spellings of a family name have in common: Zelensky, Zelenskiy."""


def may_be_same(one: str, other: str) -> bool:
    """Whether two names may be one person's: "Trump" and "Donald Trump", and not "Melania Trump".

    Titles and offices in front tell nothing. Of two full names with one family name, or two that
    are spelt alike, one first name must begin the other or be its short form, and both are of one
    generation: "Donald Trump Jr." is another. A longer form may have more names between them.
    """
    (first, born), (second, other_born) = _parts(one), _parts(other)
    shared = set(first) & set(second)
    if not shared or min(len(first), len(second)) == 1:
        return bool(shared)
    if born != other_born:
        return False
    shorter, longer = sorted((first, second), key=len)
    if _in_order(shorter, longer):
        return True
    if SequenceMatcher(None, first[-1], second[-1]).ratio() < SPELT_ALIKE:
        return False
    given, named = (_SHORT_FORMS.get(parts[0], parts[0]) for parts in (first, second))
    return any(
        a.startswith(b) or b.startswith(a) for a, b in ((first[0], second[0]), (given, named))
    )


def _parts(name: str) -> tuple[list[str], str]:
    """The words of a name without titles and what stands before them, and its generation."""
    parts = words(name)
    born = parts.pop() if len(parts) > 1 and parts[-1] in _GENERATION else ""
    behind = max((n for n, word in enumerate(parts[:-1], 1) if word in TITLES), default=0)
    return parts[behind:], born


def _in_order(shorter: list[str], longer: list[str]) -> bool:
    """Whether the longer name has all words of the shorter in their order."""
    rest = iter(longer)
    return all(word in rest for word in shorter)
