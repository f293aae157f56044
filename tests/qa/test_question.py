"""Words, names and follow-ups."""

from datetime import date

import pytest

from index.build import build
from index.catalogue import open_catalogue
from qa.assistant import Assistant
from qa.language.words import as_searched, asking_part, content_words, fold, name_runs, names
from qa.opened import OpenedLibrary, published
from qa.question import as_the_library_has_it, understand

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did Bahreini say about restrictions on Feb. 12?", ["Bahreini"]),
        ("What did Amb. Bahreini say on Fri.?", ["Bahreini"]),
        ("What did Ambassador Bahreini want of Stephen King?", ["Bahreini", "Stephen", "King"]),
        (
            "What does Prime Minister Dr. Reyl owe to the people of Lindenau Inc.?",
            ["Reyl", "Lindenau"],
        ),
        ("What did Sgt. Jane P. Roe find in a house in Calif.?", ["Jane", "Roe"]),
        ("What does the SEC want of Mr. Roe in LA?", ["SEC", "Roe", "LA"]),
        ("What did the U.N. and the U.K.’s envoy say?", ["UN", "UK"]),
        ("Which house did J.K. Rowling sell to J. D. Vance last year?", ["Rowling", "Vance"]),
    ],
)
def test_what_articles_may_write_out_or_leave_off_is_no_name_that_one_must_have(text, expected):
    assert list(understand(text, [], DAY).names) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did Amb. Bahreini say about oil?", ["bahreini", "oil"]),
        ("What did Sgt Roe find in Lindenau, Calif.?", ["roe", "find", "lindenau"]),
        ("Who is Miss Lindenau of the Sun?", ["miss", "lindenau", "sun"]),
        ("What did Bahreini decide on Jan. 30?", ["bahreini", "decide"]),
        ("What did Bahreini decide on 30 January 2026?", ["bahreini", "decide"]),
        ("What did Bahreini decide in January?", ["bahreini", "decide", "january"]),
        ("Who sat on the Jan. 6 committee?", ["sat", "6", "committee"]),
    ],
)
def test_what_articles_may_write_out_or_leave_off_measures_no_answer(text, expected):
    assert list(understand(text, [], DAY).words) == expected


@pytest.fixture(scope="module")
def with_acronyms(tmp_path_factory, embedder):
    """A library that has one acronym with full stops, one without, and no other."""
    folder = tmp_path_factory.mktemp("acronyms")
    text = (
        "Aid arrives\n\nThe U.N. sent aid to Lindenau, and NATO sent none, the mayor said there. "
    )
    text += "Trucks of the U.N. were seen at the bridge."
    (folder / "aid.txt").write_text(text, encoding="utf-8")
    assert not build(folder / "library", [folder / "aid.txt"], embedder).failed
    return folder / "library"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did the UN send to Lindenau?", []),
        ("What did the U.N. send to Lindenau?", []),
        ("What did NATO send to Lindenau?", []),
        ("What did the N.A.T.O. send to Lindenau?", []),
        ("What did the EU send to Lindenau?", ["EU"]),
        ("What did the E.U. send to Lindenau?", ["EU"]),
        ("What did Sgt. Reyl send on Feb. 12?", ["Reyl"]),
    ],
)
def test_an_acronym_is_looked_for_with_full_stops_and_without(text, expected, with_acronyms):
    opened = OpenedLibrary(with_acronyms)
    with open_catalogue(with_acronyms) as catalogue:
        version = published(catalogue)
        # What was counted of the plain words before is not what is counted of the acronyms.
        opened.word_frequencies(catalogue, version, understand("did un eu nato?", [], DAY))
        assert opened.missing_names(catalogue, version, understand(text, [], DAY)) == expected


@pytest.mark.parametrize(
    "question", ["Where were trucks of the UN seen?", "Where were trucks of the U.N. seen?"]
)
def test_an_acronym_in_another_form_is_answered(question, with_acronyms):
    answer = Assistant(with_acronyms).ask(question)
    assert not answer.abstained, answer.reason
    assert "Trucks of the U.N." in answer.citations[0].quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did the UN send?", "What did the U.N. send?"),
        ("What did the U.N. and N.A.T.O. send?", "What did the U.N. and NATO send?"),
        ("What did N.A.T.O.’s men and the EU send?", "What did NATO’s men and the EU send?"),
    ],
)
def test_an_acronym_is_written_as_the_articles_write_it(text, expected, with_acronyms):
    with open_catalogue(with_acronyms) as catalogue:
        found = as_the_library_has_it(understand(text, [], DAY), [], catalogue)
    assert (found.standalone, found.text) == (expected, text)


@pytest.mark.parametrize(
    "question",
    [
        "What did Amb. Bahreini say about internet restrictions?",
        "What did Bahreini say about internet restrictions on Jan. 30?",
        "What did Bahreini say about internet restrictions on 30 January 2026?",
        "What did Bahreini say about internet restrictions since Jan. 5?",
        "What did Bahreini say about internet restrictions in Jan.?",
    ],
)
def test_a_question_with_a_title_or_a_day_is_answered(question, assistant):
    answer = assistant.ask(question, as_of=date(2026, 2, 18))
    assert not answer.abstained, answer.reason
    assert "“very soon”" in answer.citations[0].quote


def test_a_day_without_articles_is_refused_for_that(assistant):
    question = "What did Bahreini say about internet restrictions on Feb. 12?"
    answer = assistant.ask(question, as_of=date(2026, 2, 18))
    assert (answer.reason or "").startswith("No article is from the days of “on Feb. 12”")


@pytest.mark.parametrize("title", ["Dep.", "Ald.", "Brig. Gen.", "Cllr.", "Asst. Supt.", "Pfc."])
def test_a_title_does_not_end_a_question(title):
    question = f"What did {title} Tom Harris say about the shooting?"
    assert asking_part(question) == question


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
