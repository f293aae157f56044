"""Whole runs over the example library: planted faults, comparison, resumption, the gate."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from tests_support import EXAMPLES

import qa.evidence
from index.build import Silent
from index.catalogue import open_catalogue
from qa.__main__ import main
from qa.assistant import Assistant, Trace
from qa.evaluation.case import Case
from qa.evaluation.compare import compare, significant_losses
from qa.evaluation.measure import measure
from qa.evaluation.record import write_run
from qa.evaluation.report import html_report
from qa.evaluation.run import RunOptions, evaluate, withheld_cases
from qa.evaluation.summary import summarise

QUESTION = "How many measles cases were counted in Aldersea?"
URL = "https://example.org/harbour-times/measles"
CASE = Case(
    id="m",
    question=QUESTION,
    must=(("57",),),
    articles=(URL,),
    evidence="counted 57 cases of measles since the new year",
)


def judged(assistant, case=CASE, change=lambda answer, trace: (answer, trace)):
    answer, trace = assistant.ask_with_trace(case.question, case.history, case.allowed)
    with open_catalogue(assistant.library) as catalogue:
        return measure(case, *change(answer, trace), catalogue)


def test_a_right_answer(assistant):
    outcome = judged(assistant)
    assert outcome.right
    assert outcome.failure is None
    for name in ("answer right", "answer in a cited quote", "article recall@1", "passage recall@5"):
        assert outcome.measures[name] == 1
    for name in ("quote fidelity", "citation recall", "citation precision", "gold article cited"):
        assert outcome.measures[name] == 1


def test_not_indexed(assistant):
    case = replace(CASE, must=(("Tamagotchi",),), articles=("https://example.org/gone",))
    outcome = judged(assistant, case)
    assert outcome.failure == "not indexed"
    assert outcome.measures["article recall@10"] == 0


def test_not_retrieved_ranked_out_and_wrong_sentence(assistant):
    wrong = assistant.ask("How many people will Kestrel Batteries hire?")

    def lost(_, trace):
        kept = [found for found in trace.ranked if "57" not in found.stored.text]
        return wrong, Trace(tuple(kept), trace.chosen)

    def last(_, trace):
        order = sorted(trace.ranked, key=lambda found: "57 cases" in found.stored.text)
        return wrong, Trace(tuple(order), trace.chosen)

    assert judged(assistant, CASE, lost).failure == "not retrieved"
    assert judged(assistant, CASE, last).failure == "retrieved but ranked out"
    assert judged(assistant, CASE, lambda _, t: (wrong, t)).failure == "read but wrong sentence"


def test_wrongly_refused_and_should_have_refused(library, assistant):
    strict = Assistant(library, refuse_below=2.0)
    strict.warm_up()
    assert judged(strict).failure == "right sentence but wrongly refused"
    lax = Assistant(library, refuse_below=-1.0)
    lax.warm_up()
    case = Case(id="u", question="How old is Ines Tallow?", unanswerable=True)
    assert judged(lax, case).failure == "should have refused"
    assert judged(assistant, case).right


def test_false_citations(assistant):
    def shifted(answer, trace):
        first = answer.citations[0]
        return replace(
            answer, citations=(replace(first, start=first.start + 1), *answer.citations[1:])
        ), trace

    def shuffled(answer, trace):
        wrong = "An altogether different sentence about trams."
        return replace(
            answer, citations=tuple(replace(c, quote=wrong) for c in answer.citations)
        ), trace

    outcome = judged(assistant, CASE, shifted)
    assert outcome.failure == "false citation"
    assert outcome.measures["quote fidelity"] < 1
    outcome = judged(assistant, CASE, shuffled)
    assert outcome.failure == "false citation"
    assert outcome.measures["citation recall"] == 0


def test_withholding(assistant, library):
    with open_catalogue(library) as catalogue:
        (withheld,) = withheld_cases(
            [CASE, Case(id="u", question="?", unanswerable=True)], catalogue
        )
    assert withheld.id == "m (withheld)"
    assert withheld.withheld
    assert withheld.unanswerable
    assert URL in withheld.allowed.exclude
    outcome = judged(assistant, withheld)
    assert URL not in json.dumps(outcome.answer)


@pytest.fixture(scope="module")
def runs(tmp_path_factory, library):
    """A run, and one of a deliberately worse reader, over the same cases."""
    folder = tmp_path_factory.mktemp("runs")
    found = {}
    for name, threshold in (("usual", []), ("worse", ["worse"])):
        with pytest.MonkeyPatch.context() as patch:
            if threshold:
                worse = replace(qa.evidence.JOINT, covered=-9.0, context=-9.0, log_odds=-0.5)
                patch.setattr("qa.evidence.JOINT", worse)
                patch.setattr("qa.evidence.BY_WORDS", worse)
            code = main(
                ["evaluate", str(EXAMPLES / "questions.jsonl"), "--library", str(library)]
                + ["--report", str(folder / name), "--withhold"]
            )
        assert code == 0
        found[name] = json.loads((folder / name / "run.json").read_text(encoding="utf-8"))
    return folder, found


def test_the_run_file(runs):
    folder, found = runs
    run = found["usual"]
    summary = run["summary"]
    assert summary["cases"] == 71
    assert summary["withheld"]["area under curve"]["n"] == 102
    assert summary["overall"]["quote fidelity"]["mean"] == 1.0
    area = summary["withheld"]["area under curve"]
    assert 0.8 < area["low"] < area["mean"] < area["high"] <= 1
    for name in ("area under risk coverage", "refusal precision", "refusal recall", "refusal f1"):
        figure = summary["refusal"]["figures"][name]
        assert 0 < figure["low"] <= figure["mean"] <= figure["high"] <= 1
    assert sum(summary["failures"].values()) + sum(r["right"] for r in run["cases"][:71]) == 71
    assert {"retrieve", "read", "total"} == set(summary["latency_ms"])
    assert run["settings"]["fingerprint"].startswith("all-MiniLM-L6-v2")
    assert run["peak_memory_mb"] > 100
    assert sorted(p.name for p in (folder / "usual").iterdir()) == [
        "report.html",
        "report.md",
        "run.json",
    ]


def test_a_report_is_written_where_its_folder_was_cleared_away(runs, tmp_path):
    write_run(runs[1]["usual"], tmp_path / "gone" / "report")

    assert (tmp_path / "gone" / "report" / "report.html").is_file()


def test_a_run_against_itself_and_against_a_worse_one(runs):
    _, found = runs
    usual, worse = found["usual"]["cases"], found["worse"]["cases"]
    same = compare(usual, usual)
    assert not same["won"]
    assert not same["lost"]
    assert {m["verdict"] for m in same["measures"].values()} == {"no difference"}
    loss = compare(usual, worse)
    assert "answer right" in significant_losses(loss)
    assert loss["lost"]
    assert compare(worse, usual)["measures"]["answer right"]["verdict"] == "better"


def test_the_gate(runs, tmp_path, library, capsys):
    folder, _ = runs
    base = [
        "evaluate",
        str(EXAMPLES / "questions.jsonl"),
        "--library",
        str(library),
        "--limit",
        "20",
    ]
    report = ["--report", str(tmp_path / "r")]
    assert main([*base, *report, "--fail-under", "answer right=0.99"]) == 1
    assert "answer right is" in capsys.readouterr().err
    assert main([*base, *report, "--fail-under", "quote fidelity=1.0"]) == 0
    assert main([*base, *report, "--fail-under", "no such=1.0"]) == 1
    assert "There are:" in capsys.readouterr().err
    assert main([*base, *report, "--compare", str(folder / "usual" / "run.json")]) == 0
    assert "no difference" in (tmp_path / "r" / "report.md").read_text(encoding="utf-8")
    assert main([*base, *report, "--compare", str(EXAMPLES / "README.md")]) == 1
    assert "not a run.json" in capsys.readouterr().err


def test_an_interrupted_run_goes_on(assistant, tmp_path):
    cases = [replace(CASE, id=str(number)) for number in range(6)]

    class Stop(Silent):
        def __init__(self):
            self.done = 0

        def advance(self, amount):
            self.done += amount
            if self.done == 3:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(assistant, cases, tmp_path, RunOptions(), Stop())
    path = tmp_path / "cases.jsonl"
    path.write_text(path.read_text(encoding="utf-8")[:-40], encoding="utf-8")

    class Count(Silent):
        def stage(self, name, total, unit):
            self.total = total

    count = Count()
    rows = evaluate(assistant, cases, tmp_path, RunOptions(jobs=2), count)
    assert count.total == 4
    assert [row["id"] for row in rows] == [case.id for case in cases]
    again = Count()
    evaluate(assistant, [replace(CASE, question="Other?")], tmp_path, RunOptions(), again)
    assert again.total == 1, "other cases are asked anew"


def test_ids_say_nothing_about_withholding(assistant, tmp_path):
    cases = [replace(CASE, id="x"), replace(CASE, id="x-withheld"), replace(CASE, id="y-withheld")]
    rows = evaluate(assistant, cases, tmp_path, RunOptions(withhold=True), Silent())
    assert len({row["id"] for row in rows}) == 6
    summary = summarise(rows)
    assert summary["cases"] == 3
    assert summary["withheld"]["area under curve"]["n"] == 6


def test_jobs_change_nothing(assistant, tmp_path):
    cases = [
        Case(id=str(n), question=q, must=(("57",),))
        for n, q in enumerate([QUESTION, "Who won the cup?"] * 4)
    ]
    found = []
    for jobs in (1, 4):
        rows = evaluate(assistant, cases, tmp_path / str(jobs), RunOptions(jobs=jobs), Silent())
        found.append([(row["answer"]["text"], row["right"], row["evidence_score"]) for row in rows])
    assert found[0] == found[1]


def test_a_fixture_with_its_own_articles(tmp_path, capsys):
    path = tmp_path / "own.yaml"
    path.write_text(
        "articles:\n"
        "- {title: Dam breaks, text: 'The dam at Tarn broke on Monday. Nobody was hurt.',"
        " url: 'https://example.org/1'}\n"
        "cases:\n- {id: a, question: 'When did the dam at Tarn break?', answers: [Monday],"
        " article_urls: ['https://example.org/1']}\n",
        encoding="utf-8",
    )
    assert (
        main(
            [
                "evaluate",
                str(path),
                "--report",
                str(tmp_path / "r"),
                "--fail-under",
                "answer right=1",
            ]
        )
        == 0
    )
    assert "1 cases (1 answerable" in capsys.readouterr().out


def test_the_report_escapes_and_asks_nobody(runs):
    _, found = runs
    run = json.loads(json.dumps(found["usual"]))
    hostile = "<script>alert(1)</script>\"'&"
    row = run["cases"][0]
    row["question"] = row["answer"]["text"] = row["id"] = run["fixture"] = hostile
    row["tags"] = [hostile]
    run["summary"] = summarise(run["cases"])
    run["summary"]["failures"] = {hostile: 1}
    page = html_report(run)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert not re.search(r"(?:src|href)\s*=|url\(|https?://[^\s<]*\"", page.split("</style>")[0])
    assert "default-src 'none'" in page
