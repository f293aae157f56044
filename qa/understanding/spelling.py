"""Names that the articles spell otherwise: "Bahraini" where they have "Bahreini"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.words import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.catalogue import Catalogue

SHORTEST = 6
"""Letters in a name whose spelling is put right; in a shorter one a letter makes another name."""


def as_spelt(text: str, missing: Mapping[str, str]) -> str:
    """The text with each name that no article has in the spelling that they have."""
    for name, spelt in missing.items():
        text = re.sub(rf"\b{re.escape(name)}\b", spelt, text)
    return text


def spellings(names: Sequence[str], catalogue: Catalogue) -> dict[str, str]:
    """For each of the names that has one: the commonest word of the articles one letter from it.

    `names` are names that no article has. The first letter has to be the same.
    """
    found = {}
    for name in names:
        folded = fold(name)
        if len(folded) < SHORTEST or not folded.isalpha():
            continue
        like = catalogue.terms_like(folded[0], len(folded) - 1, len(folded) + 1)
        near = [(count, term) for term, count in like if is_one_letter_off(folded, term)]
        if near:
            found[name] = max(near)[1].capitalize()
    return found


def is_one_letter_off(one: str, other: str) -> bool:
    """Whether one letter changed, added, left out or swapped with the next makes them the same."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    rest, over = one[same:], other[same:]
    return (
        rest[1:] == over[1:]
        or rest[1:] == over
        or rest == over[1:]
        or (rest[:2] == over[:2][::-1] and rest[2:] == over[2:])
    )
