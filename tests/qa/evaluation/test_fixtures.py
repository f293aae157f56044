"""Fixtures and importers: what is read, and one clear line for each thing that is wrong."""

from __future__ import annotations

import json
from datetime import date

import pytest

from qa.__main__ import main
from qa.evaluation.fixtures import FixtureError, read_fixture
from qa.evaluation.importers import read_as


def write(path, content):
    path.write_text(content, encoding="utf-8")
    return path


def lines(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_json_lines(tmp_path):
    path = write(
        tmp_path / "a.jsonl",
        lines(
            {"id": 1, "question": "Who?", "answers": ["Ann", "Bob"], "as_of": "2026-02-15",
             "history": [["What?", None]], "exclude": ["https://example.org/a"], "tags": ["x"],
             "filters": {"from": "2026-01-01", "to": "2026-01-31"}, "article_urls": ["u"]},
            {"id": "2", "question": "Why?", "answers": []},
            {"id": "3", "question": "All?", "must": [["a", "b"], ["c"]], "must_not": ["d"]},
        ),
    )  # fmt: skip
    first, second, third = read_fixture(path).cases
    assert (first.id, first.must, first.as_of) == ("1", (("Ann", "Bob"),), date(2026, 2, 15))
    assert first.history == (("What?", None),)
    assert first.allowed.exclude == {"https://example.org/a"}
    assert first.allowed.published_to - first.allowed.published_from == 31 * 86_400
    assert second.unanswerable
    assert not second.answerable
    assert third.must == (("a", "b"), ("c",))


def test_yaml_with_its_own_articles(tmp_path):
    path = write(
        tmp_path / "a.yaml",
        "articles:\n- {title: T, text: The dam broke., url: https://example.org/1}\n"
        "cases:\n- id: a\n  question: What broke?\n  as_of: 2026-01-30\n  answers: [dam]\n",
    )
    fixture = read_fixture(path)
    assert fixture.articles[0]["text"] == "The dam broke."
    assert fixture.cases[0].as_of == date(2026, 1, 30)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"id": "1", "question": "Q", "anwsers": ["x"]}, "anwsers"),
        ({"id": "1"}, "'question' is a required"),
        ({"id": "1", "question": " "}, "question:"),
        ({"question": "Q"}, "'id' is a required"),
        ({"id": "1", "question": "Q", "as_of": "15.2.2026"}, "as_of:"),
        ({"id": "1", "question": "Q", "as_of": "2026-02-30"}, "no day of the calendar"),
        ({"id": "1", "question": "Q", "answers": "x"}, "answers:"),
        ({"id": "1", "question": "Q", "answers": ["x"], "unanswerable": True}, "contradicts"),
        ({"id": "1", "question": "Q", "answers": ["x"], "must": [["y"]]}, "must:"),
        ({"id": "1", "question": "Q", "history": [["a"]]}, "history.0"),
        ({"id": "1", "question": "Q", "filters": {"since": "2026-01-01"}}, "filters"),
        ([1], "not of type"),
    ],
)
def test_what_is_wrong_is_named_by_file_line_and_field(tmp_path, row, expected):
    good = {"id": "good", "question": "Q", "answers": ["x"]}
    path = write(tmp_path / "a.jsonl", lines(good, row))
    with pytest.raises(FixtureError) as raised:
        read_fixture(path)
    assert str(raised.value).startswith(f"{path}:2: ")
    assert expected in str(raised.value)
    assert "\n" not in str(raised.value)


def test_trouble_with_the_file(tmp_path, capsys):
    twice = write(
        tmp_path / "a.jsonl", lines({"id": "1", "question": "Q"}, {"id": "1", "question": "R"})
    )
    with pytest.raises(FixtureError, match="id: '1' was given before"):
        read_fixture(twice)
    binary = tmp_path / "b.jsonl"
    binary.write_bytes(b"\x89PNG\xff\xfe")
    for path, expected in (
        (binary, "not UTF-8"),
        (tmp_path / "none.jsonl", "cannot be read"),
        (write(tmp_path / "c.jsonl", "{broken\n"), ":1: not JSON"),
        (write(tmp_path / "d.yaml", "a: [b\n"), "not YAML"),
        (write(tmp_path / "e.jsonl", "\n"), "no cases"),
    ):
        assert main(["evaluate", str(path), "--report", str(tmp_path / "report")]) == 1
        assert expected in capsys.readouterr().err
    assert not (tmp_path / "report").exists()
    good = write(tmp_path / "f.jsonl", lines({"id": "1", "question": "Q"}))
    assert main(["evaluate", str(good), "--validate"]) == 0
    assert "1 cases, nothing wrong" in capsys.readouterr().out


def test_squad(tmp_path):
    data = {"data": [{"title": "Dams_of_Europe", "paragraphs": [{"context": "The dam broke.", "qas": [
        {"id": "a", "question": "What broke?", "answers": [{"text": "dam", "answer_start": 4}]},
        {"id": "b", "question": "Who broke it?", "is_impossible": True, "answers": []},
    ]}]}]}  # fmt: skip
    fixture = read_as("squad", write(tmp_path / "dev.json", json.dumps(data)))
    assert fixture.articles[0]["title"] == "Dams of Europe"
    assert [case.unanswerable for case in fixture.cases] == [False, True]
    assert fixture.cases[0].articles == (fixture.articles[0]["url"],)


def test_beir(tmp_path):
    write(tmp_path / "corpus.jsonl", lines({"_id": "1", "title": "T", "text": "The dam broke."}))
    write(tmp_path / "queries.jsonl", lines({"_id": "q", "text": "dam"}, {"_id": "r", "text": "x"}))
    (tmp_path / "qrels").mkdir()
    write(tmp_path / "qrels" / "test.tsv", "query-id\tcorpus-id\tscore\nq\t1\t1\nr\t1\t0\n")
    fixture = read_as("beir", tmp_path)
    assert [case.id for case in fixture.cases] == ["q"]
    assert fixture.cases[0].articles == (fixture.articles[0]["url"],)


def test_rgb(tmp_path):
    rows = [
        {
            "id": n,
            "query": f"q{n}",
            "answer": ["a", ["b", "c"]],
            "positive": ["p"],
            "negative": ["n"],
        }
        for n in (0, 1)
    ]
    fixture = read_as("rgb", write(tmp_path / "en.json", lines(*rows)))
    assert [case.id for case in fixture.cases] == [
        "0-positive",
        "0-negative",
        "1-positive",
        "1-negative",
    ]
    assert fixture.cases[0].must == (("a",), ("b", "c"))
    assert fixture.cases[1].unanswerable
    assert len(fixture.articles) == 4
    assert len(fixture.cases[0].allowed.exclude) == 2
    assert len(fixture.cases[1].allowed.exclude) == 3


def test_multihop(tmp_path):
    corpus = [{"title": "T", "body": "B", "url": "u", "source": "S", "published_at": "2023-01-01"}]
    write(tmp_path / "corpus.json", json.dumps(corpus))
    cases = [
        {
            "query": "q",
            "answer": "Yes",
            "question_type": "comparison_query",
            "evidence_list": [{"url": "u"}],
        },
        {
            "query": "r",
            "answer": "Insufficient information.",
            "question_type": "null_query",
            "evidence_list": [],
        },
    ]
    write(tmp_path / "MultiHopRAG.json", json.dumps(cases))
    fixture = read_as("multihop-rag", tmp_path)
    assert fixture.cases[0].articles == ("u",)
    assert fixture.cases[1].unanswerable


@pytest.mark.parametrize("name", ["squad", "beir", "rgb", "multihop-rag"])
def test_a_file_of_another_format_is_named(tmp_path, name):
    path = write(tmp_path / "x.json", "[1, 2]")
    with pytest.raises(FixtureError, match=r"x\.json"):
        read_as(name, path)
