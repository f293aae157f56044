"""Statements out of a reply, however it is cut into pieces, and never before they are whole."""

from __future__ import annotations

import pytest

from qa.writing.model_output import Statement, StatementParser

REPLIES = {
    "The dam broke. [x4kfd]": [("The dam broke.", "x4kfd")],
    "The dam broke [x4kfd][p9wzn].\nIt rained. [b2c3d, f4g5h]": [
        ("The dam broke.", "x4kfd", "p9wzn"),
        ("It rained.", "b2c3d", "f4g5h"),
    ],
    "The dam broke. [x4kfd] It rained. [b2c3d]": [("The dam broke.", "x4kfd"), ("It rained.", "b2c3d")],
    "A lie. The dam broke. [x4kfd]": [("A lie.", "x4kfd"), ("The dam broke.", "x4kfd")],
    "“The [Iranian] people rose,” he said. [x4kfd]": [("“The [Iranian] people rose,” he said.", "x4kfd")],
    "Talk without a code\nThe dam broke. [x4kfd]": [("Talk without a code",), ("The dam broke.", "x4kfd")],
    "[x4kfd] The dam broke.\n[b2c3d] It rained.": [("The dam broke.", "x4kfd"), ("It rained.", "b2c3d")],
    "- **The dam** broke. [x4kfd]\n2. It rained. [b2c3d]": [("The dam broke.", "x4kfd"), ("It rained.", "b2c3d")],
    "<think>Hm. [x4kfd]</think>It rained. [b2c3d]": [("It rained.", "b2c3d")],
    '{"text": "It rained.", "codes": ["b2c3d"]}': [("It rained.", "b2c3d")],
    '[{"sentence": "It rained.", "ids": "[b2c3d]"}, {"sentence": "The d': [("It rained.", "b2c3d")],
    "NO ANSWER": [],
    "**No answer.**": [],
    "": [],
}  # fmt: skip


@pytest.mark.parametrize("reply", REPLIES)
@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_the_same_statements_in_pieces_of_any_size(reply, size):
    parser = StatementParser()
    found = []
    for start in range(0, len(reply), size):
        found += parser.feed(reply[start : start + size])
    found += parser.end()
    assert found == [
        Statement(text, codes) for text, *rest in REPLIES[reply] for codes in [tuple(rest)]
    ]


def test_a_half_open_code_is_held_back():
    parser = StatementParser()
    assert parser.feed("The dam broke. [x4k") == []
    assert parser.feed("fd]") == []
    assert parser.feed("[p9w") == []
    assert parser.feed("zn]\n") == [Statement("The dam broke.", ("x4kfd", "p9wzn"))]


def test_no_answer_is_told_apart():
    parser = StatementParser()
    parser.feed("NO ANSWER")
    assert parser.says_no_answer
    parser.feed(", but the dam broke.")
    assert not parser.says_no_answer
