"""What a source only holds possible, and a claim passes on as a fact: "may pardon", "pardoned"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.verb_forms import base
from qa.language.words import STOP_WORDS, fold, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.writing.cited import Cited

_HEDGED = re.compile(
    r"(?<!\w)(?:may|(?i:might|could)(?!n['’]t|\s+not\b))\s+(?P<rest>(?:[\w’'-]+\s*){1,6})"
)
"""A hedge and what it may rule; "May" is the month, and who "could not" do it did not."""

_KEPT = re.compile(
    r"\b(?:may|might|can|could|possib\w+|potential\w*|perhaps|maybe|(?:un)?likely|whether|if"
    r"|consider\w*|weigh\w*|threat\w*|risk\w*|chances?|options?|able|allow\w*|fear\w*|warn\w*"
    r"|unclear|unsure|uncertain)\b",
    re.IGNORECASE,
)
_BEFORE_NOUNS = frozenset(
    "the a an this that these those his her its their our my of in on for any no some by with from"
    " at".split()
)
_ADVERB = re.compile(r"\w{3,}ly|eventually|soon|again|even|still|yet|well|ever|one|day|next|later")


def more_certain(claim: str, cited: Sequence[Cited]) -> str | None:
    """A verb that the cited sentences have only under "may", "might" or "could"."""
    if _KEPT.search(claim):
        return None
    said = _verbs(claim)
    hedged = {verb for one in cited for verb in _hedged(one.text)} & set(said)
    plain = {verb for one in cited for verb in _verbs(_HEDGED.sub(_hidden, one.text))}
    for verb in hedged - plain:
        return f"the cited sentence only holds “{said[verb]}” possible"
    return None


def _hedged(text: str) -> list[str]:
    return [verb for found in _HEDGED.finditer(text) if (verb := _ruled(found["rest"]))]


def _ruled(rest: str) -> str:
    """The verb that a hedge rules, in its first form: of "soon be charged with" charge."""
    told = (word for word in words(rest) if word not in STOP_WORDS)
    return next((base(word) for word in told if not _ADVERB.fullmatch(word)), "")


def _hidden(found: re.Match[str]) -> str:
    """What follows the verb that a hedge rules."""
    verb = _ruled(found["rest"])
    rest = found["rest"].split()
    ruled = next((n for n, word in enumerate(rest) if base(fold(word)) == verb), len(rest))
    return " " + " ".join(rest[ruled + 1 :]) + " "


def _verbs(text: str) -> dict[str, str]:
    """The words of a text that can be verbs, by their first form: none behind "the" or "of"."""
    told = words(text)
    pairs = zip(["", *told], told, strict=False)
    return {base(word): word for before, word in pairs if before not in _BEFORE_NOUNS}
