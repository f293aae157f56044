"""From a thumb down to a case of a fixture."""

from __future__ import annotations

import json

from qa.__main__ import main
from qa.evaluation.fixtures import read_fixture
from qa.feedback import add_feedback, add_note, read_feedback
from web.chat import converse
from web.feedback import keep, note


def test_from_use_to_fixture(assistant, tmp_path, capsys):
    answer = assistant.ask("What did Bahreini say about internet restrictions?")
    number = add_feedback(tmp_path, answer, {"refuse_below": 0.6})
    add_feedback(tmp_path, assistant.ask("Who won in Paraguay?"), {})
    add_note(tmp_path, number, "  Not what I asked\n" + "x" * 5000)
    first, second = read_feedback(tmp_path)
    assert first.answer == json.loads(json.dumps(answer.to_json()))
    assert first.note.startswith("Not what I asked")
    assert len(first.note) == 2000
    assert first.settings == {"refuse_below": 0.6}
    assert second.note == ""
    out = tmp_path / "cases.jsonl"
    assert main(["feedback", "export", "--library", str(tmp_path), "--out", str(out)]) == 0
    cases = read_fixture(out).cases
    assert [case.id for case in cases] == ["feedback-1", "feedback-2"]
    assert not any(case.answerable or case.unanswerable for case in cases)
    assert main(["feedback", "list", "--library", str(tmp_path)]) == 0
    assert "Not what I asked" in capsys.readouterr().out
    assert main(["feedback", "export", "--library", str(tmp_path), "--out", "/nowhere/x"]) == 1


def test_which_answer_a_message_belongs_to(assistant, library):
    before = len(read_feedback(library))
    turns, messages = (), []
    for question in ("Who won in Paraguay?", " ", "How many measles cases were counted?"):
        *_, (messages, _, turns) = converse(assistant, question, turns, messages)
    assert [turn is None for turn in turns] == [False, True, False]
    assert keep(assistant, turns, 3) is None, "a question that failed has no answer"
    assert keep(assistant, turns, 99) is None
    number = keep(assistant, turns, 5)
    note(assistant, number, "wrong")
    note(assistant, None, "nothing to add it to")
    kept = read_feedback(library)
    assert len(kept) == before + 1
    assert kept[-1].answer["question"] == "How many measles cases were counted?"
    assert kept[-1].note == "wrong"
    assert "fingerprint" in kept[-1].settings
