"""Time phrases: what they mean seen from a day, over the ends of months and years."""

from __future__ import annotations

from datetime import date

import pytest

from qa.understanding.time_range import time_phrase

WEDNESDAY = date(2026, 2, 18)
NEW_YEAR = date(2026, 1, 1)  # a Thursday
LEAP = date(2024, 3, 1)  # a Friday; the day before was 29 February
CASES = [
    # days
    (WEDNESDAY, "What happened today?", "2026-02-18", "2026-02-18"),
    (WEDNESDAY, "Who spoke tonight?", "2026-02-18", "2026-02-18"),
    (WEDNESDAY, "Who spoke this morning?", "2026-02-18", "2026-02-18"),
    (WEDNESDAY, "What did she say yesterday?", "2026-02-17", "2026-02-17"),
    (NEW_YEAR, "What did she say yesterday?", "2025-12-31", "2025-12-31"),
    (LEAP, "What did she say yesterday?", "2024-02-29", "2024-02-29"),
    (WEDNESDAY, "Who met the day before yesterday?", "2026-02-16", "2026-02-16"),
    (NEW_YEAR, "Who met the day before yesterday?", "2025-12-30", "2025-12-30"),
    (WEDNESDAY, "Where did it strike last night?", "2026-02-17", "2026-02-18"),
    (WEDNESDAY, "What was said three days ago?", "2026-02-15", "2026-02-15"),
    (NEW_YEAR, "What was said 2 days ago?", "2025-12-30", "2025-12-30"),
    (WEDNESDAY, "What was decided on 5 February 2026?", "2026-02-05", "2026-02-05"),
    (WEDNESDAY, "What was decided on February 5, 2026?", "2026-02-05", "2026-02-05"),
    (WEDNESDAY, "What was decided on Feb. 5?", "2026-02-05", "2026-02-05"),
    (WEDNESDAY, "What was decided on the 5th of February?", "2026-02-05", "2026-02-05"),
    (WEDNESDAY, "What was decided on 2026-02-05?", "2026-02-05", "2026-02-05"),
    (WEDNESDAY, "Who signed it on December 31st?", "2025-12-31", "2025-12-31"),
    (NEW_YEAR, "Who signed it on 31 December?", "2025-12-31", "2025-12-31"),
    (NEW_YEAR, "Who signed it on 1 January?", "2026-01-01", "2026-01-01"),
    (WEDNESDAY, "Who signed it on 29 February 2024?", "2024-02-29", "2024-02-29"),
    (WEDNESDAY, "What happened on 19 February?", "2025-02-19", "2025-02-19"),
    # weekdays
    (WEDNESDAY, "Who won on Saturday?", "2026-02-14", "2026-02-14"),
    (WEDNESDAY, "Who won last Saturday?", "2026-02-14", "2026-02-14"),
    (WEDNESDAY, "Who spoke on Wednesday?", "2026-02-18", "2026-02-18"),
    (WEDNESDAY, "Who spoke last Wednesday?", "2026-02-11", "2026-02-11"),
    (WEDNESDAY, "Who spoke this Monday?", "2026-02-16", "2026-02-16"),
    (WEDNESDAY, "Who spoke on Tuesday night?", "2026-02-17", "2026-02-17"),
    (WEDNESDAY, "Who won Sunday's race?", "2026-02-15", "2026-02-15"),
    (NEW_YEAR, "Who spoke on Friday?", "2025-12-26", "2025-12-26"),
    (LEAP, "Who spoke on Thursday?", "2024-02-29", "2024-02-29"),
    # weeks and weekends
    (WEDNESDAY, "What was announced this week?", "2026-02-11", "2026-02-18"),
    (NEW_YEAR, "What was announced this week?", "2025-12-25", "2026-01-01"),
    (WEDNESDAY, "What was announced last week?", "2026-02-09", "2026-02-15"),
    (NEW_YEAR, "What was announced last week?", "2025-12-22", "2025-12-28"),
    (WEDNESDAY, "What was announced in the past week?", "2026-02-11", "2026-02-18"),
    (WEDNESDAY, "What was announced two weeks ago?", "2026-02-02", "2026-02-08"),
    (WEDNESDAY, "Who won this weekend?", "2026-02-14", "2026-02-15"),
    (WEDNESDAY, "Who won last weekend?", "2026-02-14", "2026-02-15"),
    (date(2026, 2, 21), "Who won this weekend?", "2026-02-21", "2026-02-21"),
    (date(2026, 2, 21), "Who won last weekend?", "2026-02-14", "2026-02-15"),
    (NEW_YEAR, "What happened over the weekend?", "2025-12-27", "2025-12-28"),
    # counted
    (WEDNESDAY, "What changed in the last 24 hours?", "2026-02-17", "2026-02-18"),
    (WEDNESDAY, "What changed in the last three days?", "2026-02-15", "2026-02-18"),
    (WEDNESDAY, "What changed over the past 10 days?", "2026-02-08", "2026-02-18"),
    (WEDNESDAY, "What changed in the past two weeks?", "2026-02-04", "2026-02-18"),
    (WEDNESDAY, "What changed in the last few weeks?", "2026-01-28", "2026-02-18"),
    (WEDNESDAY, "What changed during the last month?", "2026-01-18", "2026-02-18"),
    (WEDNESDAY, "What changed in the past six months?", "2025-08-18", "2026-02-18"),
    (WEDNESDAY, "What changed in the last two years?", "2024-02-18", "2026-02-18"),
    (date(2024, 3, 31), "What changed in the past month?", "2024-02-29", "2024-03-31"),
    (date(2024, 2, 29), "What changed in the past year?", "2023-02-28", "2024-02-29"),
    (WEDNESDAY, "Who resigned a month ago?", "2026-01-01", "2026-01-31"),
    (WEDNESDAY, "Who resigned two years ago?", "2024-01-01", "2024-12-31"),
    # months
    (WEDNESDAY, "What happened this month?", "2026-02-01", "2026-02-18"),
    (WEDNESDAY, "What happened last month?", "2026-01-01", "2026-01-31"),
    (NEW_YEAR, "What happened last month?", "2025-12-01", "2025-12-31"),
    (LEAP, "What happened last month?", "2024-02-01", "2024-02-29"),
    (WEDNESDAY, "What happened in January?", "2026-01-01", "2026-01-31"),
    (WEDNESDAY, "What happened in March?", "2025-03-01", "2025-03-31"),
    (WEDNESDAY, "What happened in February 2024?", "2024-02-01", "2024-02-29"),
    (WEDNESDAY, "What happened in Sept. 2025?", "2025-09-01", "2025-09-30"),
    (WEDNESDAY, "Who was elected in May?", "2025-05-01", "2025-05-31"),
    (NEW_YEAR, "What happened in December?", "2025-12-01", "2025-12-31"),
    # seasons and years
    (WEDNESDAY, "Who toured last summer?", "2025-06-01", "2025-08-31"),
    (WEDNESDAY, "Who toured in the summer of 2024?", "2024-06-01", "2024-08-31"),
    (WEDNESDAY, "Who toured this winter?", "2025-12-01", "2026-02-18"),
    (WEDNESDAY, "What happened this year?", "2026-01-01", "2026-02-18"),
    (WEDNESDAY, "What happened last year?", "2025-01-01", "2025-12-31"),
    (WEDNESDAY, "Who won in 2024?", "2024-01-01", "2024-12-31"),
    # a part of a month or a year, and what is told of from the year before
    (WEDNESDAY, "What happened in the last week of 2025?", "2025-12-25", "2025-12-31"),
    (WEDNESDAY, "Who resigned on the last day of 2025?", "2025-12-31", "2025-12-31"),
    (WEDNESDAY, "Who resigned in the last three months of 2025?", "2025-10-01", "2025-12-31"),
    (WEDNESDAY, "Who led for the last three months of 2025?", "2025-10-01", "2025-12-31"),
    (WEDNESDAY, "Who resigned in the last weeks of 2025?", "2025-01-01", "2025-12-31"),
    (WEDNESDAY, "Who resigned in the first two weeks of January?", "2026-01-01", "2026-01-14"),
    (LEAP, "Who resigned in the last two days of February?", "2024-02-28", "2024-02-29"),
    (WEDNESDAY, "How large is the budget for 2026?", "2025-01-01", "2026-12-31"),
    (WEDNESDAY, "Who qualified for the 2026 World Cup?", "2025-01-01", "2026-12-31"),
    # days that are listed
    (WEDNESDAY, "What did the Fed do in December and January?", "2025-12-01", "2026-01-31"),
    (WEDNESDAY, "What did the Fed do in January and December?", "2025-12-01", "2026-01-31"),
    (WEDNESDAY, "What did the Fed do in January and March?", "2025-01-01", "2025-03-31"),
    (WEDNESDAY, "Who met in October, November and December?", "2025-10-01", "2025-12-31"),
    (WEDNESDAY, "Who met in February and March 2025?", "2025-02-01", "2025-03-31"),
    (WEDNESDAY, "Who was fired in late May or early June?", "2025-05-01", "2025-06-30"),
    (WEDNESDAY, "Who won on Saturday and Sunday?", "2026-02-14", "2026-02-15"),
    (WEDNESDAY, "Who won on Sunday and Saturday?", "2026-02-14", "2026-02-15"),
    (WEDNESDAY, "Who met on January 5 and 9?", "2026-01-05", "2026-01-09"),
    (WEDNESDAY, "What was seen in March and may be seen again?", "2025-03-01", "2025-03-31"),
    # what is over, whatever else is in the question
    (WEDNESDAY, "Who won on Sunday?", "2026-02-15", "2026-02-15"),
    (WEDNESDAY, "What happened on Friday?", "2026-02-13", "2026-02-13"),
    (WEDNESDAY, "Who died on Sunday?", "2026-02-15", "2026-02-15"),
    (WEDNESDAY, "Which two teams won on Sunday?", "2026-02-15", "2026-02-15"),
    (WEDNESDAY, "Which firms cut jobs on Friday?", "2026-02-13", "2026-02-13"),
    (WEDNESDAY, "Who owns the house that burned on Sunday?", "2026-02-15", "2026-02-15"),
    (WEDNESDAY, "Who leads the team that lost on Sunday?", "2026-02-15", "2026-02-15"),
    (WEDNESDAY, "Who is the suspect in the shooting on Friday?", "2026-02-13", "2026-02-13"),
    (WEDNESDAY, "Which officials on Monday condemned the raid?", "2026-02-16", "2026-02-16"),
    (WEDNESDAY, "What does Trump say on Friday about Iran?", "2026-02-13", "2026-02-13"),
    (WEDNESDAY, "What does Friday's law forbid?", "2026-02-13", "2026-02-13"),
    (WEDNESDAY, "Why is the market falling on Friday?", "2026-02-13", "2026-02-13"),
    (WEDNESDAY, "Which airlines are flying as of Friday?", "2026-02-13", "2026-02-13"),
    (WEDNESDAY, "Who was killed due to the storm on Sunday?", "2026-02-15", "2026-02-15"),
    (WEDNESDAY, "Who did Will Smith meet on Sunday?", "2026-02-15", "2026-02-15"),
    (WEDNESDAY, "It will be put to a vote. Who proposed it on Monday?", "2026-02-16", "2026-02-16"),
    # a day, and not the name of what happened on it
    (WEDNESDAY, "What did officials say on January 6 facing trial?", "2026-01-06", "2026-01-06"),
    (WEDNESDAY, "What was said on Feb. 12 about the hearing?", "2026-02-12", "2026-02-12"),
    (WEDNESDAY, "Who was hurt Feb. 12 in the attack?", "2026-02-12", "2026-02-12"),
    # open and closed ranges
    (WEDNESDAY, "What has changed since March?", "2025-03-01", "2026-02-18"),
    (WEDNESDAY, "What has changed since 3 January?", "2026-01-03", "2026-02-18"),
    (WEDNESDAY, "What has changed since Monday?", "2026-02-16", "2026-02-18"),
    (WEDNESDAY, "What has changed since last week?", "2026-02-09", "2026-02-18"),
    (WEDNESDAY, "What has changed since 2024?", "2024-01-01", "2026-02-18"),
    (WEDNESDAY, "What was said after January 15?", "2026-01-16", "2026-02-18"),
    (WEDNESDAY, "What was said before 15 January 2026?", None, "2026-01-14"),
    (WEDNESDAY, "What was said until 15 January 2026?", None, "2026-01-15"),
    (WEDNESDAY, "What was said up to yesterday?", None, "2026-02-17"),
    (WEDNESDAY, "Who met between 1 and 15 January 2026?", "2026-01-01", "2026-01-15"),
    (WEDNESDAY, "Who met between January 1 and January 15?", "2026-01-01", "2026-01-15"),
    (WEDNESDAY, "Who met from 20 December to 5 January?", "2025-12-20", "2026-01-05"),
    (WEDNESDAY, "Who met between 2025-12-30 and 2026-01-02?", "2025-12-30", "2026-01-02"),
    (WEDNESDAY, "Who met between March and June 2025?", "2025-03-01", "2025-06-30"),
    (WEDNESDAY, "Who met from Monday to Wednesday?", "2026-02-16", "2026-02-18"),
    (WEDNESDAY, "Who met between 2023 and 2024?", "2023-01-01", "2024-12-31"),
    (WEDNESDAY, "Who met between January 5 and 9?", "2026-01-05", "2026-01-09"),
    (WEDNESDAY, "Who met from March 3 to 7?", "2025-03-03", "2025-03-07"),
    (WEDNESDAY, "What happened on Friday, January 30?", "2026-01-30", "2026-01-30"),
    (WEDNESDAY, "What happened on Friday, 30 January 2026?", "2026-01-30", "2026-01-30"),
    (WEDNESDAY, "How many have died since early January?", "2026-01-01", "2026-02-18"),
    (WEDNESDAY, "How many have died since the end of 2024?", "2024-12-31", "2026-02-18"),
    (WEDNESDAY, "How many have died since last summer?", "2025-06-01", "2026-02-18"),
    (WEDNESDAY, "What has changed since three months ago?", "2025-11-18", "2026-02-18"),
    (WEDNESDAY, "What happened in Gaza Sunday?", "2026-02-15", "2026-02-15"),
    (WEDNESDAY, "Who did Trump meet Friday?", "2026-02-13", "2026-02-13"),
    (WEDNESDAY, "What will Trump announce today?", "2026-02-18", "2026-02-18"),
    (WEDNESDAY, "Who will succeed the minister fired on 5 May 2025?", "2025-05-05", "2025-05-05"),
]


@pytest.mark.parametrize(("as_of", "question", "start", "end"), CASES)
def test_a_phrase_means_days(as_of, question, start, end):
    found = time_phrase(question, as_of)
    assert (found.start and found.start.isoformat(), found.end and found.end.isoformat()) == (
        start,
        end,
    )
    assert found.words in question


def test_the_days_of_what_is_asked_about_bound_it_and_not_those_of_what_went_before():
    question = "After the vote on Tuesday, what did the mayor say last week?"

    assert time_phrase(question, WEDNESDAY).words == "last week"


def test_there_are_many():
    assert len(CASES) >= 80


@pytest.mark.parametrize(
    "question",
    [
        "What did Bahreini say about internet restrictions?",
        "Who may run for office?",
        "What will happen next week?",
        "Who speaks next Tuesday?",
        "Which strip did the USA TODAY Network drop?",
        "Where was the last day of Carnival celebrated?",
        "By how much will grants be raised in the 2023 fiscal year?",
        "Who led the march on Washington?",
        "How many people saw Black Friday?",
        "Who is in the second week?",
        "What is the 2000 metre record?",
        "Which summer camp was flooded?",
        "Who wrote April?",
        "Which store lowered its prices through July 4 weekend?",
        "Which sale runs through Monday?",
        "Following her ouster from Congress last year, which university did she join?",
        "After leaving the bank in March, which firm did he found?",
        "Who will perform at the Super Bowl on February 22?",
        "Will a deal be signed by March 1?",
        "Is the Senate going to vote on Thursday?",
        "Which games are scheduled for this weekend?",
        "What did the January 6 committee find?",
        "How many died in the October 7 attacks?",
        "Who led the Jan. 6 committee?",
        "How many died in the Oct. 7 attack?",
        "Who planned the Oct. 7, 2023, attack on Israel?",
        "Who led the 7 October attacks?",
        "How many Sept. 11 victims have been named?",
        "Who was shot in the January 6 Capitol riot?",
        "Who was taken in the October 7 Hamas attack?",
        "Who sat on the Jan. 6 House select committee?",
        "How many January 6 pardons did Trump sign?",
        "How many Jan. 6 prisoners were freed?",
        "When did the Jan. 6 trial begin?",
        "Who plays on Sunday?",
        "Who do the Bears play on Sunday?",
        "Which teams play on Sunday?",
        "Which movie comes out on Friday?",
        "Which movies open in March?",
        "Who is performing at the Super Bowl on Sunday?",
        "Who is visiting the United States on Sunday?",
        "Is the king visiting Rome on Sunday?",
        "What happens on Feb. 20?",
        "What new rules take effect on March 1?",
        "What time is the match on Saturday?",
        "When does the trial start on Monday?",
        "What is planned for Friday?",
        "Which bills are due on Friday?",
        "Are there elections on Sunday?",
        "Who hosts the World Cup in 2026?",
        "Who will host the World Cup in 2026?",
        "What did USA Today report about the layoffs?",
        "Who hosted Saturday Night Live?",
        "What did the Sunday Times report?",
        "Who won Super Tuesday?",
        "When is the last day to register?",
        "Which company announced the loss of 2000 jobs?",
        "What was the part of Iran in the fall of Assad?",
        "Who followed after May resigned?",
        "Who spoke for the organisers of March for Life?",
        "What was found that is 2500 years old, from 2500 years ago?",
        "What was found from 3,000 years ago?",
    ],
)
def test_no_phrase_is_found_where_none_is(question):
    found = time_phrase(question, WEDNESDAY)
    assert (found.start, found.end, found.words, found.by_date) == (None, None, None, False)


def test_the_latest_is_ranked_by_date():
    for question in ("What is the latest on the talks?", "Who was the most recent winner?"):
        found = time_phrase(question, WEDNESDAY)
        assert found.by_date
        assert (found.start, found.end) == (None, None)
        assert found.words in question


def test_an_event_without_a_date_says_so():
    found = time_phrase("How many have fled since the war began?", WEDNESDAY)
    assert found.words == "since the war began"
    assert (found.start, found.end) == (None, None)


def test_what_is_named_and_over_may_be_recalled_later():
    assert time_phrase("Who won in 2024?", WEDNESDAY).recalled
    assert time_phrase("Who won in March 2025?", WEDNESDAY).recalled
    assert time_phrase("Who won in the last two months of 2025?", WEDNESDAY).recalled
    assert time_phrase("Who won in December and January?", WEDNESDAY).recalled
    assert not time_phrase("Who won this week?", WEDNESDAY).recalled
    assert not time_phrase("Who won last month?", WEDNESDAY).recalled
    assert not time_phrase("Who won this year?", WEDNESDAY).recalled
