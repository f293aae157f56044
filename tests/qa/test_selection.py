"""What is shown of the scored sentences: by hand-made scores over real stored articles."""

from __future__ import annotations

from datetime import date

import pytest
from evidence_support import found

from qa.disagreement import disagreement
from qa.question import understand
from qa.selection import MOST_LINES, MOST_WORDS, choose, may_answer
from qa.short_answer import same, short_answer

DAY = date(2026, 2, 1)


def asked(text):
    return understand(text, (), DAY)


def texts(evidence):
    return [one.text for one in evidence]


@pytest.mark.parametrize(
    ("question", "marked", "expected"),
    [
        ("How many ships sank?", "Four", "Four"),
        ("How many ships sank?", "ships", None),
        ("Who raised the ships?", "Ann Lee", "Ann Lee"),
        ("Who raised the ships?", "the harbour", None),
        ("Did Ann Lee raise the ships?", "Ann Lee", None),
    ],
)
def test_short_answers_are_of_the_kind_asked_for(question, marked, expected):
    one = found("Four ships sank off the harbour, and Ann Lee raised them.", marked=marked)
    assert short_answer(one, asked(question)) == expected


def test_which_short_answers_mean_the_same():
    assert same("41 people", "41")
    assert same("1,850", "1850")
    assert same("four", "4 ships")
    assert not same("34", "41 people")
    assert same("nearly 40 years", "38 years")
    assert same("more than 1,000", "1,036")
    assert not same("40 years", "38 years")
    assert not same("nearly 40 years", "28 years")
    assert same("President Ann Lee", "Lee")
    assert not same("Ann Lee", "Bob Cray")
    assert same("Thirteen people", "13")
    assert same("twenty", "20")
    assert same("thirty-eight", "38")
    assert same("3 million", "3,000,000")
    assert same("3 to 5 million", "5m")
    assert not same("$5 million", "$5 billion")
    assert same("Jan. 3", "January 3")
    assert not same("Jan. 3", "Feb. 3")
    assert not same("Sept. 3", "October 3")


def test_nothing_is_said_twice_and_the_words_are_few():
    first = found("Four ships sank off the long harbour wall on Monday morning.", 3.0)
    again = found("On Monday morning four ships sank off the long harbour wall.", 2.9)
    other = found("A storm had torn their anchors loose.", 2.8)
    far = found("The harbour was built by monks.", -4.0)
    long = found(" ".join(["word"] * MOST_WORDS), 2.7)
    chosen = choose(asked("Why did the ships sink?"), [first, again, other, long, far])
    assert texts(chosen) == [first.text, other.text]


def test_a_heading_is_no_further_sentence_but_may_be_the_first():
    heading = found("Divers look in vain for the four lost anchors", 2.9)
    line = found("B. The harbour wall", 2.8)
    quoted = found("“A storm had torn them loose.”", 2.7)
    first = found("Four ships sank off the wall.", 3.0)
    question = asked("Why did the ships sink?")
    assert texts(choose(question, [first, heading, line, quoted])) == [first.text, quoted.text]
    assert texts(choose(question, [heading, first]))[0] == heading.text


def test_where_several_are_asked_for_one_is_no_short_answer():
    text = "Ann Lee and Bob Cray raised the ships."
    question = asked("Which two divers raised the ships?")
    assert short_answer(found(text, marked="Ann Lee"), question) is None
    assert short_answer(found(text, marked="Ann Lee and Bob Cray"), question) is not None


def test_the_latest_first_where_it_is_asked_for():
    old = found("The toll stands at four.", 2.0, published="2026-01-10")
    new = found("Nine people died, the town said.", 1.8, published="2026-01-20")
    question = asked("What is the latest death toll?")
    assert texts(choose(question, [old, new])) == [new.text, old.text]


def test_a_list_is_in_order_of_date_with_one_line_a_story():
    told = [
        found(f"On day {n} something quite new came {n * 'x'} about.", 2.0, None, f"2026-01-{n:02}")
        for n in (12, 10, 11)
    ]
    copy = found("Quite another wording of day eleven.", 1.9, None, "2026-01-11", "b", 7)
    first = found("Yet another wording by the wire.", 1.95, None, "2026-01-09", "a", 7)
    many = [found(f"{'y' * n}z came then.", 1.5, None, "2026-01-13", f"k{n}") for n in range(9)]
    chosen = choose(asked("What happened with the dam?"), [*told, first, copy, *many])
    days = [one.ranked.stored.article.date for one in chosen]
    assert days == sorted(days)
    assert first in chosen
    assert copy not in chosen
    assert len(chosen) == MOST_LINES


def test_another_persons_words_do_not_answer():
    own = found("Ann Lee said the bridge would be rebuilt.", 1.0)
    other = found("Bob Cray said the bridge would never be rebuilt.", 2.0)
    question = asked("What did Ann Lee say about the bridge?")
    assert question.speaker == "Ann Lee"
    assert texts(may_answer(question, [other, own])) == [own.text]


def test_what_nobody_says_answers_only_a_question_with_a_subject():
    own = found("Ann Lee said the bridge would be rebuilt.", 1.0)
    about = found("Ann Lee wore a coat on the bridge.", 2.0)
    assert texts(may_answer(asked("What did Ann Lee say?"), [about, own])) == [own.text]
    assert len(may_answer(asked("What did Ann Lee say about the bridge?"), [about, own])) == 2


def test_independent_stories_that_differ():
    question = asked("How many people were hurt?")
    one = found("The fire service counted 34 hurt.", 2.0, "34")
    other = found("Hospitals speak of 41 injured people.", 1.5, "41")
    agreeing = found("It was 34 in all, the town said.", 1.9, "34")
    copy = found("Hospitals spoke of 41.", 1.9, "41", key=one.ranked.stored.article.key)
    worse = found("In 1998 a crash left 12 hurt.", -2.0, "12")
    differ = disagreement([one, agreeing, other], question)
    assert differ.sentences == (one, other)
    assert differ.words == ("34", "41")
    assert disagreement([one, agreeing, worse], question) is None
    assert disagreement([one, copy], question) is None
    assert disagreement([one, other], asked("How many were hurt, as of the latest count?")) is None
    unsure = found("Hospitals speak of 41 injured people.", 1.5, "41", sure=-4.0)
    assert disagreement([one, unsure], question) is None
    both = found("Of 34 in hospital 41 relatives ask news.", 1.9, "41")
    assert disagreement([one, both], question) is None, "it has the other answer in it too"


def test_another_version_of_a_chosen_sentence_is_shown_however_long_it_is():
    told = "Mira Sole beat Ana Kesti in the long final of the Calder Open on Sunday evening"
    tail = (
        ", after three sets and four hours of play before a crowd of 9,000 on the hot centre court"
    )
    one = found(f"{told}{tail}.", 2.0, "Ana Kesti")
    aside = found("The prize was a silver cup.", 1.9)
    other = found(f"{told}{tail}.".replace("Mira Sole", "Lena Brandt"), 1.0, "Ana Kesti")
    question = asked("Who won the Calder Open?")
    chosen = choose(question, [one, aside, other])
    assert texts(chosen) == [one.text, other.text, aside.text]
    differ = disagreement(chosen, question)
    assert differ.words == ("Mira Sole", "Lena Brandt")
    assert disagreement(chosen, asked("What did Mira Sole win?")) is None, "asked of one of them"


def test_another_day_of_the_week_is_another_version_only_where_a_day_is_asked_for():
    told = "The council of Lindenau will vote on {} on the new bridge over the river."
    pair = [found(told.format(day), 2.0) for day in ("Monday", "Tuesday")]
    assert disagreement(pair, asked("What will the council vote on?")) is None
    differ = disagreement(pair, asked("When will the council vote on the bridge?"))
    assert set(differ.words) == {"Monday", "Tuesday"}
