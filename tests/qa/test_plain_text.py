"""An answer as plain text: what it says, and with each number where it is from."""

from __future__ import annotations

from dataclasses import replace

from qa.answer import Answer, Carrier, Citation, Claim, NearArticle, TimeRange
from qa.plain_text import plain_text

QUOTE = "Ninety-six turbines\nwill stand off Aldersea."
CITED = Citation(
    n=1,
    article_id="0f3a",
    title="Parliament approves wind farm",
    outlet="The Aldersea Gazette",
    author="Ann Lee",
    published="2026-01-12",
    url="https://example.org/wind",
    quote=QUOTE,
    start=0,
    end=len(QUOTE),
    passage=QUOTE,
    passage_start=0,
    passage_end=len(QUOTE),
    speaker="Dora Varga",
    also_carried_by=(Carrier("", "https://example.org/copy"), Carrier("The Post", "")),
)
ANSWER = Answer(
    question="How many?",
    standalone_question="How many turbines?",
    as_of="2026-02-15",
    text="Ninety-six turbines will stand off Aldersea. [1]",
    time_range=TimeRange("2026-01-01", "2026-01-31", "in January"),
    claims=(Claim("Ninety-six turbines will stand off Aldersea.", (1,)),),
    citations=(CITED,),
)


def test_an_answer_stands_above_its_sources():
    assert plain_text(ANSWER).splitlines() == [
        "(understood as: How many turbines?)",
        "(Articles from 2026-01-01 to 2026-01-31 (“in January”).)",
        "Ninety-six turbines will stand off Aldersea. [1]",
        "",
        "[1] Parliament approves wind farm",
        "    The Aldersea Gazette, 2026-01-12, Ann Lee",
        "    said by Dora Varga",
        "    https://example.org/wind",
        "    also carried by https://example.org/copy, The Post",
    ]


def test_what_a_model_says_in_its_own_words_has_the_articles_beside_it():
    written = replace(ANSWER, text="The wind farm will have 96 turbines. [1]", mode="generated")
    shown = plain_text(written).splitlines()
    assert "    the article's words: Ninety-six turbines will stand off Aldersea." in shown


def test_a_refusal_names_the_nearest_articles():
    near = NearArticle("0f3a", "Parliament approves wind farm", "", "2026-01-12")
    refused = Answer(
        "How many?", "How many?", "2026-02-15", "No article says.", abstained=True, nearest=(near,)
    )
    assert plain_text(refused).splitlines() == [
        "No article says.",
        "  nearest: Parliament approves wind farm (2026-01-12)",
    ]
