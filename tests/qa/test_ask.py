"""Answers over the example articles, with the real model: contract, quotes, refusals."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests_support import EXAMPLES, check_answer

from index.article_filter import ArticleFilter
from index.build import build
from index.catalogue import open_catalogue
from index.errors import DatelineError, LibraryMissing
from qa.__main__ import _print, main
from qa.answer import Answer
from qa.assistant import Assistant

CONTRACT = ["question", "standalone_question", "as_of", "time_range", "abstained", "reason", "text"]
CONTRACT += ["claims", "citations", "nearest", "mode", "model", "removed", "timings_ms"]
CITATION = ["n", "article_id", "title", "outlet", "author", "published", "url", "quote", "start"]
CITATION += ["end", "passage", "passage_start", "passage_end", "speaker", "also_carried_by"]


def test_the_first_question(assistant, library):
    answer = assistant.ask("What did Bahreini say about internet restrictions?")
    check_answer(answer, library)
    first = answer.citations[0]
    assert "“very soon”" in first.quote
    assert first.speaker == "Ali Bahreini"
    assert (first.outlet, first.published) == ("Dateline Examples", "2026-01-30")
    assert answer.text.splitlines()[0].endswith("[1]")


def test_the_contract(assistant):
    answer = assistant.ask(
        "What did the repair of the dam cost in the end?", as_of=date(2026, 2, 15)
    )
    known = json.loads(json.dumps(answer.to_json()))
    assert list(known) == CONTRACT
    assert known["as_of"] == "2026-02-15"
    assert known["time_range"] == {"from": None, "to": None, "words": None}
    assert all(sorted(citation) == sorted(CITATION) for citation in known["citations"])
    assert known["claims"][0]["citations"] == [1]
    assert known["claims"][0]["state"] == "quoted"
    assert known["mode"] == "extractive"
    assert set(known["timings_ms"]) == {"retrieve", "read", "total"}
    refusal = assistant.ask("Who won the elections in Paraguay?").to_json()
    assert list(refusal) == CONTRACT
    assert refusal["abstained"]
    assert refusal["claims"] == refusal["citations"] == ()
    assert 0 < len(refusal["nearest"]) <= 3


def cases():
    lines = (EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_example_questions(assistant, library):
    """Floors a little under what was measured, so that they fail when answering gets worse.

    The cases tagged "paraphrased" share hardly a word with their article. A search by words and
    one vector a passage answers none of them (docs/results.md); they have no floor yet.
    """
    right, wrongly_refused, refused = 0, 0, 0
    answerable = [case for case in cases() if case["answers"] and "paraphrased" not in case["tags"]]
    unanswerable = [case for case in cases() if not case["answers"]]
    for case in answerable:
        answer = assistant.ask(case["question"], case.get("history", ()))
        check_answer(answer, library)
        wrongly_refused += answer.abstained
        quotes = [citation.quote for citation in answer.citations]
        right += any(wanted in quote for wanted in case["answers"] for quote in quotes)
    for case in unanswerable:
        refused += assistant.ask(case["question"]).abstained
    assert right / len(answerable) >= 0.65
    assert wrongly_refused / len(answerable) <= 0.2
    assert refused / len(unanswerable) >= 0.85


@pytest.mark.parametrize("name", ["Zelensky", "Greta Thunberg", "Marrakesh"])
def test_what_no_article_names_is_refused_by_name(assistant, name):
    answer = assistant.ask(f"What happened to {name} at the Brackwater Dam?")
    assert answer.abstained
    assert name.split()[0] in answer.text


def test_a_pronoun_is_given_its_name_outside_the_quotation(tmp_path, embedder, options):
    path = tmp_path / "a.txt"
    path.write_text(
        "Talks in Geneva\nAli Bahreini said on Friday that messages are being exchanged with the "
        "other side.\nHe stressed that the red line is any kind of aggression toward Iran.\n",
        encoding="utf-8",
    )
    build(tmp_path / "library", [path], embedder, options)
    answer = Assistant(tmp_path / "library").ask("What is the red line?")
    assert answer.claims[0].text.startswith("[Ali Bahreini] He stressed")
    assert answer.citations[0].quote.startswith("He stressed")
    assert answer.citations[0].speaker == "Ali Bahreini"


def test_the_other_carriers_of_a_story_are_named(assistant):
    answer = assistant.ask("To what level did the Bank of Calder cut its key interest rate?")
    outlets = {citation.outlet for citation in answer.citations}
    first = answer.citations[0]
    assert {carrier.outlet for carrier in first.also_carried_by} == (
        {"Meridian Wire", "Calder Evening Post"} - {first.outlet}
    )
    assert len(outlets & {"Meridian Wire", "Calder Evening Post"}) == 1


def test_excluded_articles_are_not_used(assistant, library):
    question = "How many measles cases were counted in Aldersea?"
    url = assistant.ask(question).citations[0].url
    with open_catalogue(library) as catalogue:
        article_id = catalogue.article(url).article_id
    for name in (url, article_id):
        answer = assistant.ask(question, allowed=ArticleFilter(exclude=frozenset({name})))
        assert url not in {citation.url for citation in answer.citations}
        assert article_id not in {near.article_id for near in answer.nearest}


def test_a_follow_up_is_understood_from_what_was_asked(assistant):
    history = [("What did Ali Bahreini say about messages with Washington?", None)]
    answer = assistant.ask("And what did he say about the internet restrictions?", history)
    assert "Bahreini" in answer.standalone_question
    assert "very soon" in answer.text
    alone = "How many people will Kestrel Batteries hire in Lowmark?"
    assert assistant.ask(alone, history).standalone_question == alone


def test_by_words_alone_before_the_model_is_loaded(library):
    cold = Assistant(library)
    answer = cold.ask("How many people will Kestrel Batteries hire?", wait_for_model=False)
    assert not cold.ready
    assert "600" in answer.text


@pytest.mark.parametrize(
    "question", ['"', "* OR NEAR(", "dam AND", "^-:(){}", "日本", "¿?", "a" * 5000]
)
def test_no_question_breaks_the_search(assistant, library, question):
    check_answer(assistant.ask(question), library)


def test_nothing_to_answer(assistant, tmp_path):
    with pytest.raises(DatelineError, match="empty"):
        assistant.ask("  ")
    with pytest.raises(LibraryMissing, match="index build"):
        Assistant(tmp_path).ask("Who?")


def test_batch(tmp_path, library, capsys):
    questions, out = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    url = "https://example.org/harbour-times/measles"
    lines = [
        {"id": "1", "question": "How many measles cases were counted in Aldersea?"},
        {"id": "2", "question": "How many measles cases?", "exclude": [url], "as_of": "2026-02-15"},
        {
            "id": "3",
            "question": "When did she say that?",
            "history": [["What did Dora Varga say?", None]],
        },
        {"id": "4"},
        {"id": "5", "question": "x", "as_of": "soon"},
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines) + "{broken\n"
    questions.write_text(text, encoding="utf-8")
    code = main(["ask", "--batch", str(questions), "--out", str(out), "--library", str(library)])
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert code == 1
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5", None]
    assert ["error" in row for row in rows] == [False, False, False, True, True, True]
    assert "57" in rows[0]["text"]
    assert rows[1]["as_of"] == "2026-02-15"
    assert url not in json.dumps(rows[1])
    assert "Varga" in rows[2]["standalone_question"]
    assert "3 answered, 3 failed" in capsys.readouterr().err


def test_command_line(library, capsys, monkeypatch):
    where = ["--library", str(library)]
    assert main(["ask", "How many turbines will the wind farm off Aldersea have?", *where]) == 0
    printed = capsys.readouterr().out
    assert "Ninety-six turbines" in printed
    assert "[1] Parliament approves wind farm" in printed
    assert main(["ask", "How many turbines?", "--json", *where]) == 0
    assert json.loads(capsys.readouterr().out)["question"] == "How many turbines?"
    typed = iter(["What did Dora Varga say about the wind farm?", ""])
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    assert main(["ask", *where]) == 0
    assert "biggest thing" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["ask", "x", "--as-of", "soon"])
    with pytest.raises(SystemExit):
        main(["ask", "--batch", "x"])


def test_no_character_that_a_terminal_obeys_is_printed(capsys):
    text = "“One\x1b[2J\x9b31m, two\tand three.”"
    _print(Answer("q", "q", "2026-02-15", text), as_json=False)
    assert capsys.readouterr().out == "“One[2J31m, two\tand three.”\n"
