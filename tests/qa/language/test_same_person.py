from __future__ import annotations

import pytest

from qa.language.same_person import may_be_same


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Trump", "Donald Trump", True),
        ("Donald J. Trump", "Donald Trump", True),
        ("Melania Trump", "Donald Trump", False),
        ("Joe Biden", "Joseph Biden", True),
        ("Bill Clinton", "William Clinton", True),
        ("Hillary Clinton", "Bill Clinton", False),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy", True),
        ("Michael Jordan", "Michael Johnson", False),
        ("Mohammed bin Salman", "Mohammed bin Salman Al Saud", True),
        ("Alexandria Ocasio-Cortez", "Ocasio-Cortez", True),
        ("Ann Lee", "Bob Cray", False),
        ("Jill Biden", "Joe Biden", False),
        ("Mike Johnson", "Mark Johnson", False),
        ("Mike Johnson", "Michael Johnson", True),
        ("J.D. Vance", "James David Vance", True),
        ("Donald Trump Jr.", "Donald Trump", False),
        ("Donald Trump Jr.", "Trump", True),
        (
            "Federal Reserve Vice Chair Philip Jefferson",
            "Federal Reserve Chair Jerome Powell",
            False,
        ),
        ("Federal Reserve Chair Jerome Powell", "Jerome Powell", True),
        ("Kim Yo Jong", "Kim Jong Un", False),
        ("Claudia Sheinbaum", "Claudia Sheinbaum Pardo", True),
        ("Stephen King", "King Stephen", True),
    ],
)
def test_two_names_that_may_be_one_persons(one, other, expected):
    assert may_be_same(one, other) is expected
    assert may_be_same(other, one) is expected
