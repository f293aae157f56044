"""Words, names and follow-ups."""

from datetime import date

import pytest

from qa.language.words import as_searched, content_words, fold, name_runs, names
from qa.question import understand

DAY = date(2026, 2, 15)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did Ali Bahreini say about the US?", ["Ali Bahreini", "US"]),
        ("Who is Bahreini’s envoy in Geneva?", ["Bahreini", "Geneva"]),
        ("Did Trump win?", ["Trump"]),
        ("Tomas Reyl said what?", ["Tomas Reyl"]),
        ("which planet is it?", []),
        ("Which Mayor Of Which Town Told The Press About A New Dam", []),
    ],
)
def test_name_runs(text, expected):
    assert name_runs(text) == expected
    assert names(text) == [word for run in expected for word in run.split()]


def test_words_are_folded():
    assert fold("Müller’s") == "muller"
    assert content_words("What did the mayor’s 2.5 million say?") == ["mayor", "2.5", "million"]


def test_what_is_asked_of_the_articles_is_no_content():
    assert content_words("What is the latest on the dam?") == ["dam"]
    assert content_words("Compare the fire service and the hospitals") == [
        "fire",
        "service",
        "hospitals",
    ]


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("What did Ali Bahreini say?", "When did he say that?", "When did Ali Bahreini say that?"),
        ("What did Dora Varga promise?", "What is her law?", "What is Dora Varga's law?"),
        ("What did Dora Varga promise?", "Who asked her?", "Who asked Dora Varga?"),
        ("How long is the Brackwater Dam?", "and how high?", "and how high? (Brackwater Dam)"),
        ("how many trams collided?", "why?", "why? (many trams collided)"),
        ("What did Ali Bahreini say?", "Who leads the inquiry?", "Who leads the inquiry?"),
        ("What did Ali Bahreini say?", "Did Ines Tallow go?", "Did Ines Tallow go?"),
        ("What did Ali Bahreini say?", *2 * ["Which company cut its dividend?"]),
        ("What did Ali Bahreini say?", *2 * ["Who planned the attack that killed 12 people?"]),
        ("Where did he sign?", "Who opposed that agreement?", "Who opposed that agreement? (sign)"),
    ],
)
def test_follow_ups(before, text, expected):
    assert understand(text, [(before, None)], DAY).standalone == expected.replace("many ", "")


def test_a_question_without_history_is_left_alone():
    assert understand("When did he say that?", [], DAY).standalone == "When did he say that?"


def test_capitals_tell_names_in_english_only():
    assert understand("Wann wurde der Bahnhof in Lindenau gebaut?", [], DAY).names == ()
    assert understand("When was the station in Lindenau built?", [], DAY).names == ("Lindenau",)
    assert understand("Is Elon Musk leaving DOGE?", [], DAY).names == ("Elon", "Musk", "DOGE")
    assert fold("Straße") == "straße", "as the full-text index keeps it"


def test_a_month_or_a_weekday_is_no_name_that_an_article_must_have():
    question = understand("Who was hurt in Lindenau in December or on a Monday?", [], DAY)
    assert question.names == ("Lindenau",)


def test_words_with_an_apostrophe_are_searched_for_as_they_are_kept():
    """The full-text index keeps "O'Brien" as two words, one behind the other."""
    assert as_searched("Why didn't O’Brien's 63,000 fans go?") == {
        "why": "why",
        "didnt": "didn't",
        "obrien": "o'brien",
        "63,000": "63,000",
        "fans": "fans",
        "go": "go",
    }
    assert content_words("Why didn't the Fed cut rates?") == ["fed", "cut", "rates"]
