"""An outlet whose reporting is asked for: "according to CNN", "what did USA TODAY report"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_REPORT = r"(?:report|write|wrote|publish|reveal|say|said|claim|carry|print)(?:s|ed)?"

_CUE = re.compile(
    rf"\b(?:according to|reported by|told by)\b|\b(?:did|does|do|has)\b.+\b{_REPORT}\b",
    re.IGNORECASE,
)


def may_ask_for_an_outlet(question: str) -> bool:
    """Whether a question has words that could name one; saves listing the outlets for most."""
    return _CUE.search(question) is not None


def outlets_asked_for(question: str, outlets: Sequence[str]) -> frozenset[str]:
    """Those of the library's outlets that the question wants to hear; most name none."""
    found = set()
    # "According to independent experts" does not ask The Independent.
    how = re.IGNORECASE if question.islower() else re.NOFLAG
    for outlet in outlets:
        name = re.escape(re.sub(r"^the ", "", outlet, flags=re.IGNORECASE))
        asked = (
            rf"\b(?:[Aa]ccording to|reported by|told by) (?:[Tt]he )?{name}(?!\w)",
            rf"\b(?:[Dd]id|does|do|has) (?:[Tt]he )?{name} {_REPORT}\b",
        )
        if any(re.search(pattern, question, how) for pattern in asked):
            found.add(outlet)
    return frozenset(found)
