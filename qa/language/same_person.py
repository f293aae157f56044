"""Whether two names may be one person's."""

from __future__ import annotations

from difflib import SequenceMatcher

from qa.language.words import words

_SHORT_FORMS = {
    "bill": "william",
    "bob": "robert",
    "bobby": "robert",
    "dick": "richard",
    "jack": "john",
    "liz": "elizabeth",
    "ted": "edward",
    "tony": "anthony",
}
SPELT_ALIKE = 0.75
"""The share of letters that two spellings of a family name have in common: Zelensky, Zelenskiy."""


def may_be_same(one: str, other: str) -> bool:
    """Whether two names may be one person's: "Trump" and "Donald Trump", and not "Melania Trump".

    Of two full names with one family name the first names must begin alike, or be short forms.
    """
    first, second = words(one), words(other)
    shared = set(first) & set(second)
    if not shared or min(len(first), len(second)) == 1 or len(shared) > 1:
        return bool(shared)
    if first[-1] != second[-1]:
        return SequenceMatcher(None, first[-1], second[-1]).ratio() >= SPELT_ALIKE
    given, named = (_SHORT_FORMS.get(name, name) for name in (first[0], second[0]))
    return given[0] == named[0]
