"""Running a fixture from the page."""

from __future__ import annotations

import json

from web.evaluation import NO_REPORT, Runner, earlier_runs, report_frame, runs_folder

CASE = {"id": "1", "question": "How many measles cases were counted?", "answers": ["57"]}


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_run_is_kept_shown_and_compared(assistant, library, tmp_path):
    fixture = write(tmp_path / "mine.jsonl", CASE)
    before = earlier_runs(library)
    *progress, (_, name) = Runner(assistant).run(fixture, None, withhold=True)
    assert all("progress" in state for state, none in progress if none is None)
    assert earlier_runs(library) == sorted([*before, name], reverse=True)
    assert "sandbox" in report_frame(library, name)
    assert "Evaluation of mine.jsonl" in report_frame(library, name)
    *_, (_, second) = Runner(assistant).run(fixture, name, withhold=False)
    run = json.loads((runs_folder(library) / second / "run.json").read_text(encoding="utf-8"))
    assert run["comparison"]["with"] == name
    assert run["comparison"]["cases"] == 1


def test_names_from_the_page_are_no_paths(assistant, library, tmp_path):
    assert report_frame(library, "../../etc") == report_frame(library, None) == NO_REPORT
    *_, (_, name) = Runner(assistant).run(
        write(tmp_path / "a.jsonl", CASE), "../..", withhold=False
    )
    run = json.loads((runs_folder(library) / name / "run.json").read_text(encoding="utf-8"))
    assert "comparison" not in run


def test_trouble_is_shown_and_leaves_nothing(assistant, library, tmp_path):
    before = sorted(runs_folder(library).glob("*"))
    *_, (state, name) = Runner(assistant).run(
        write(tmp_path / "<b>.jsonl", {"id": "1", "qestion": "?"}), None, withhold=False
    )
    assert name is None
    assert "qestion" in state
    assert "<b>" not in state
    own = tmp_path / "own.yaml"
    own.write_text("articles: [{title: T, text: x}]\ncases: [{id: a, question: 'x?'}]\n", "utf-8")
    *_, (state, name) = Runner(assistant).run(own, None, withhold=False)
    assert "python -m qa evaluate" in state
    runner = Runner(assistant)
    many = write(tmp_path / "many.jsonl", *({**CASE, "id": str(n)} for n in range(2000)))
    states = []
    for state, none in runner.run(many, None, withhold=False):
        states.append((state, none))
        runner.stop()
    assert states[-1][1] is None
    assert "Stopped" in states[-1][0]
    assert sorted(runs_folder(library).glob("*")) == before
