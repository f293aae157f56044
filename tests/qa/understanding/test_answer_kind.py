"""The kind of answer a question wants."""

from __future__ import annotations

import pytest

from qa.understanding.answer_kind import answer_kind, holds_kind, is_of_kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What did Bahreini say about internet restrictions?", "statement"),
        ("How did the mayor respond to the report?", "statement"),
        ("How many people died in the protests?", "number"),
        ("What percentage of voters stayed at home?", "number"),
        ("How long is the crack in the wall?", "number"),
        ("When will the lake be full again?", "date"),
        ("In which year was the bridge built?", "date"),
        ("Where did the trams crash?", "place"),
        ("Which country left the union?", "place"),
        ("Who led the inquiry?", "person"),
        ("Which actor wore a cat costume?", "person"),
        ("Why did he resign?", "reason"),
        ("What caused the crash?", "reason"),
        ("Did Tomas Reyl comment?", "yes or no"),
        ("Is the dam safe?", "yes or no"),
        ("How has the price of bread changed?", "list"),
        ("What happened with the dam?", "list"),
        ("Who has commented on the report?", "list"),
        ("What is the new colour called?", "thing"),
        ("A thief stole a toilet from a palace. Who was convicted?", "person"),
        ("The penny is to be dropped. How many are in circulation?", "number"),
        ("Which sport has new rules for athletes who grew up abroad?", "thing"),
        ("Which movie does director Quentin Tarantino think is his best?", "thing"),
        ("Which cardinal abandoned his bid?", "person"),
        ("Liz Truss became leader. Who does she replace?", "person"),
        ("The prize was won by whom?", "person"),
        ("In the end, who won?", "person"),
        ("Which reason did he give when he signed the order?", "reason"),
        ("She has been prime minister since when?", "date"),
        ("The talks will be held when?", "date"),
        ("Egypt is the host, but where is the next meeting?", "place"),
        ("What is the name of the town where the fire began?", "thing"),
    ],
)
def test_kind(question, kind):
    assert answer_kind(question) == kind


def test_a_number_that_the_question_says_is_no_answer():
    question = "How many of the 40 cars were lost?"
    assert not holds_kind("It carried 40 cars.", "number", question)
    assert holds_kind("Of the 40 cars, twelve were lost.", "number", question)
    assert holds_kind("Of the 40 cars, 12 were lost.", "number", question)


def test_a_name_that_the_question_says_is_no_answer():
    question = "Who spoke to Ann Lee?"
    assert not holds_kind("Then Ann Lee left.", "person", question)
    assert holds_kind("Then Bob Cray spoke to Ann Lee.", "person", question)


def test_short_answers_of_a_kind():
    assert is_of_kind("40 metres", "number")
    assert not is_of_kind("very long", "number")
    assert is_of_kind("on Tuesday", "date")
    assert not is_of_kind("the mayor", "person")
    assert is_of_kind("anything", "thing")
