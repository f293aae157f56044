"""Copies of a story count once; a copy with another figure is another version, and is told of."""

from __future__ import annotations

import json

import pytest
from tests_support import check_answer

from index.build import build
from qa.assistant import Assistant
from qa.story_versions import changed_words, tells_otherwise

FIRST = "A ferry with 140 people ran aground off Tarn on Monday, the coast guard said."
LATER = "A ferry with 162 people ran aground off Tarn on Monday, the coast guard said."
REST = (
    "The ferry Merle was on its way from Aldersea to Tarn when it hit a sandbank in thick fog. "
    "Nobody was hurt, and two tugs pulled the ship free with the evening tide. "
    "The shipping company said the captain had sailed the route for nineteen years. "
    "Divers will look at the hull before the ferry goes back into service."
)


@pytest.mark.parametrize(
    ("one", "other", "otherwise"),
    [
        (FIRST, LATER, True),
        (FIRST, FIRST, False),
        (FIRST, f"TARN (Meridian Wire) — {FIRST}", False),
        (FIRST, f"{FIRST} The Merle was built in 1998.", False),
        (FIRST, "The coast guard has 4 ships in Tarn.", False),
        (FIRST, FIRST.replace("Tarn", "Calder"), True),
    ],
)
def test_another_number_or_name_in_the_same_sentence(one, other, otherwise):
    assert tells_otherwise(one, other) is otherwise
    assert tells_otherwise(other, one) is otherwise


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (FIRST, LATER, ("140", "162")),
        (FIRST, FIRST, None),
        (FIRST, FIRST.replace("Monday", "Tuesday"), ("Monday", "Tuesday")),
        (FIRST, FIRST.replace("ran aground", "got stuck"), None),
        ("The U.S. won the most medals in Tarn.", "Norway won the most medals in Tarn.", ("The U.S.", "Norway")),
        ("Mira Sole beat Ana Kesti in the final.", "Lena Brandt beat Ana Kesti in the final.", ("Mira Sole", "Lena Brandt")),
        ("On the toll in Tarn, Mira Sole said it would rise.", "Regarding the toll in Tarn, Mira Sole said it would rise.", None),
        ("Norway won the most medals in Tarn.", "Sweden won the most medals in Tarn.", ("Norway", "Sweden")),
        ("The dam cost 15 crowns a day.", "The dam cost 1.5 crowns a day.", ("15", "1.5")),
        # The same fact, or the same thing put otherwise.
        ("The debate begins at 8 p.m. ET in Tarn on Friday night.", "The debate begins at 8 p.m. E.T. in Tarn on Friday night.", None),
        ("Cow deaths: 18,000 died in the fire on a farm in Tarn.", "More: 18,000 died in the fire on a farm in Tarn.", None),
        ("Lawmakers pressed the head of the firm on its data.", "Both Democrats and Republicans pressed the head of the firm on its data.", None),
        # Of something else altogether: too little in common, or too much changed.
        ("Mira Sole beat Ana Kesti.", "Lena Brandt beat Vera Holm.", None),
        ("On 3 May Mira Sole won 6-2 in Tarn and was glad of it.", "On 9 June Lena Brandt won 7-5 in Calder and was glad of it.", None),
    ],
)  # fmt: skip
def test_the_words_in_which_versions_differ(one, other, words):
    assert changed_words(one, other) == words
    assert changed_words(other, one) == (words and (words[1], words[0]))


def test_a_later_version_supersedes_the_earlier_one_and_says_so(tmp_path, embedder):
    versions = [
        ("Ferry runs aground off Tarn", FIRST, "Harbour Times", "2026-01-12"),
        ("Ferry runs aground off Tarn", FIRST, "Calder Evening Post", "2026-01-12"),
        ("Ferry runs aground off Tarn", LATER, "Meridian Wire", "2026-01-13"),
    ]
    rows = [
        {"title": title, "text": f"{lead} {REST}", "outlet": outlet, "published": day}
        for title, lead, outlet, day in versions
    ]
    source = tmp_path / "ferry.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build(tmp_path / "library", [source], embedder)
    answer = Assistant(tmp_path / "library").ask("How many people were on the ferry?")
    check_answer(answer, tmp_path / "library")
    quotes = [citation.quote for citation in answer.citations]
    assert FIRST in quotes
    assert LATER in quotes
    assert len(quotes) == 2, "the copy counts once"
    lead = answer.claims[0].text
    assert lead.startswith("[A later version of the story has “162")
    assert "an earlier one “140" in lead
