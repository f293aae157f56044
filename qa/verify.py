"""Whether the cited text carries the claim.

By rule: every number and every name of the claim must stand in the cited text, and most of its
content words must. Words in square brackets are ours and are not held against it, but for what they
quote ("[The articles differ: “12”; “15”.]"). It errs on the side of refusing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa.language.words import content_words, fold, names, stem, stems, words

CARRIED_SHARE = 0.9
"""The least share of a claim's content words that the cited text must have."""

_OURS = re.compile(r"\[[^\]]*\]")
_QUOTED = re.compile(r"“([^”]*)”")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def carries(cited: str, claim: str) -> bool:
    """Whether the cited text supports the claim; an empty claim is supported by nothing."""
    return support(cited, claim) >= CARRIED_SHARE


@lru_cache(maxsize=4096)
def support(cited: str, claim: str) -> float:
    """The share of the claim's content words in the cited text; 0 where a number or name is not."""
    plain = " ".join(_OURS.sub(_what_it_quotes, claim).split())
    wanted = content_words(plain)
    if not wanted:
        return 0.0
    if plain in " ".join(cited.split()):
        return 1.0
    known = set(words(cited))
    if any(number not in _NUMBER.findall(cited) for number in _NUMBER.findall(plain)):
        return 0.0
    if any(fold(name) not in known for name in names(plain)):
        return 0.0
    present = set(stems(cited))
    return sum(stem(word) in present for word in wanted) / len(wanted)


def _what_it_quotes(ours: re.Match[str]) -> str:
    return f" {' '.join(_QUOTED.findall(ours.group()))} "
