"""Quotations are found by their words alone, and by all of them."""

from __future__ import annotations

import pytest

from qa.language.exact_quote import find_quotation

TEXT = (
    "“It’s not a negotiation — not yet,” he said.\nThe  ﬁrst talks, held on 3\u00a0May, failed; "
    "the Straße was closed. “We hope,” she added, “for more.” Noted again: we hope. It cost 1.5 "
    "billion and rose to 12,345 men, up by 4%. He left in 2020."
)


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        ("It's not a negotiation - not yet", ["It’s not a negotiation — not yet"]),
        ('"it\'s NOT a negotiation"', ["It’s not a negotiation"]),
        ("The first talks, held on 3 May", ["The  ﬁrst talks, held on 3\u00a0May"]),
        ("the strasse was closed.", ["the Straße was closed"]),
        ("the first talks ... the straße", ["The  ﬁrst talks", "the Straße"]),
        ("the first talks […] was closed", ["The  ﬁrst talks", "was closed"]),
        ("we hope", ["We hope"]),
        ("first\u200b talks", ["ﬁrst talks"]),
        ("It cost 1.5 billion", ["It cost 1.5 billion"]),
        ("12,345 men", ["12,345 men"]),
        ("left in 2020", ["left in 2020"]),
    ],
)
def test_found(quoted, expected):
    found = find_quotation(quoted, TEXT)
    assert [TEXT[start:end] for start, end in found] == expected


@pytest.mark.parametrize(
    "quoted",
    [
        "It's a negotiation",
        "held on 4 May",
        "was closed ... the first talks",
        "e said",
        "we hop",
        "…",
        "",
        "We hope for more",
        "cost 1",
        "cost 1.5",
        "rose to 12",
        "to 5",
        "345 men",
        "by 4",
    ],
)
def test_not_found(quoted):
    assert find_quotation(quoted, TEXT) is None
