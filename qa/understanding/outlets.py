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
    for outlet in outlets:
        name = re.escape(re.sub(r"^the ", "", outlet, flags=re.IGNORECASE))
        asked = (
            rf"\b(?:according to|as reported by|reported by|told by) (?:the )?{name}(?!\w)",
            rf"\b(?:did|does|do|has) (?:the )?{name} {_REPORT}\b",
        )
        if any(re.search(pattern, question, re.IGNORECASE) for pattern in asked):
            found.add(outlet)
    return frozenset(found)
