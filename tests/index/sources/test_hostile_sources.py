"""Sources that are broken or meant to break: nothing is raised, and nothing is said wrongly."""

from __future__ import annotations

import json
import time

import pytest
from sources_support import BODY, only, read, record, write

from index.sources.fields import normal_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://User@Example.ORG/A?b=%20c+d&utm_source=x&e=%E9#top", "http://User@example.org/A?b=%20c+d&e=%E9"),
        ("https://example.org/a?UTM_medium=x&fbclid=1&gclid=2", "https://example.org/a"),
        ("https://example.org/a?utmost=1&x=a=b;c", "https://example.org/a?utmost=1&x=a=b;c"),
        ("https://Example.org", "https://example.org"),
    ],
)  # fmt: skip
def test_a_key_is_the_url_exactly_but_for_its_tracking(tmp_path, url, expected):
    assert normal_url(url) == expected
    article = only(write(tmp_path / "a.jsonl", record(url=url)))
    assert (article.key, article.url) == (expected, url)


def test_a_url_that_cannot_be_split_is_left_out(tmp_path):
    (article,), (problem,) = read(write(tmp_path / "a.jsonl", record(url="http://[bad")))
    assert article.url == ""
    assert problem.kind == "warning"


def test_keys_by_id_by_file_and_by_repeated_content(tmp_path):
    path = write(tmp_path / "a.jsonl", f"{record(id=7)}\n{record()}\n{record()}\n")
    keys = [article.key for article in read(path)[0]]
    assert keys[0] == f"{path.as_posix()}#7"
    assert keys[2] == f"{keys[1]}-2"
    text = write(tmp_path / "a.txt", f"T\n{BODY}")
    assert only(text).key == text.resolve().as_posix()


def test_a_list_of_one_keeps_its_key_when_it_grows(tmp_path):
    path = tmp_path / "a.json"
    one = {"title": "T", "text": BODY}
    first = only(write(path, json.dumps({"articles": [one]})))
    grown, _ = read(write(path, json.dumps({"articles": [{**one, "title": "U"}, one]})))
    assert first.key == grown[1].key
    assert first.source == f"{path}:record 1"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_text_is_all_that_follows_the_headline(tmp_path, ending):
    text = f"  one  {ending}{ending}two\t{ending}"
    article = only(write(tmp_path / "a.txt", f"\ufeff{ending}Head{ending}{text}"))
    assert (article.title, article.text) == ("Head", text)


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("---\ntitle: x\nauthors: &a [*a]\n---\n", "line 3"),
        ("---\ntitle: x\na: !!python/object/apply:os.system [ls]\n---\n", "line 3"),
        ("---\ntitle: x\ny: [1\n---\n", "line"),
        ("---\ntitle: x\ndate: 2026-13-45\n---\n", "line 3"),
        ("---\ntitle: x\ny: \x01\n---\n", "line 3"),
        ("---\ntitle: x\n", "line 1"),
        ("---\n" + "a: b\n" * 20_000 + "---\n", "65,536"),
    ],
)
def test_front_matter_that_is_refused(tmp_path, front, line):
    articles, (problem,) = read(write(tmp_path / "a.md", front + BODY))
    assert not articles
    assert line in problem.reason
    assert "front matter" in problem.reason


@pytest.mark.parametrize("head", ["---\noutlet: X\n---\n", "---\ntitle:\n---\n", ""])
def test_a_heading_stands_in_for_a_missing_title(tmp_path, head):
    assert only(write(tmp_path / "a.md", f"{head}## Part\n\n# Dam cracks #\n\n{BODY}")).title == "Dam cracks"  # fmt: skip


@pytest.mark.parametrize(
    ("line", "title"),
    [("# Dam ##", "Dam"), ("# Of C#", "Of C#"), ("#\t Dam \t#\r", "Dam"), ("#Dam\n# Dam", "Dam")],
)
def test_the_marks_that_close_a_heading_are_no_part_of_it(tmp_path, line, title):
    assert only(write(tmp_path / "a.md", f"{line}\n\n{BODY}")).title == title


@pytest.mark.parametrize("line", ["# a" + " " * 50_000 + "b", "# a" + " #" * 25_000 + "b"])
def test_a_long_heading_does_not_take_long(tmp_path, line):
    began = time.process_time()
    assert only(write(tmp_path / "a.md", f"{line}\n\n{BODY}")).title.startswith("a ")
    assert time.process_time() - began < 5, "seconds; by the cube of its length it is days"


def test_front_matter_does_not_replace_the_text(tmp_path):
    path = write(tmp_path / "a.md", f"---\ntitle: T\nBody: other\nkop: Mapped\n---\n{BODY}")
    assert only(path).text == BODY
    assert only(path, field_map={"title": "kop", "text": "Body"}).title == "Mapped"


def test_a_field_that_is_nested_without_end(tmp_path):
    line = '{"title":"T","text":"b","authors":' + "[" * 900 + "]" * 900 + "}"
    assert only(write(tmp_path / "a.jsonl", line)).author == ""


def test_authors_in_every_form(tmp_path):
    for authors in (["Lena Moss", "Al Day"], [{"name": "Lena Moss"}, {"name": "Al Day"}]):
        assert only(write(tmp_path / "a.jsonl", record(authors=authors))).author == "Lena Moss, Al Day"  # fmt: skip


def test_text_is_sought_past_what_is_none(tmp_path):
    path = write(tmp_path / "a.jsonl", json.dumps({"content": {"a": 1}, "full_text": BODY}))
    assert only(path).text == BODY
    record = {"headline": "T", "maintext": BODY, "images": [{"src": "x"}]}
    assert only(write(tmp_path / "b.json", json.dumps(record))).text == BODY


def test_a_replaced_character_in_a_title_is_told_of(tmp_path):
    (article,), (problem,) = read(
        write(tmp_path / "a.jsonl", '{"title": "T\\u0000\\ud800", "text": "x"}')
    )
    assert article.title == "T\ufffd\ufffd"
    assert problem.kind == "warning"


def test_a_broken_row_costs_only_itself(tmp_path):
    path = write(tmp_path / "a.csv", 'title,text\nA,"he "said" no"\nB,fine text\nC,"never closed')
    articles, problems = read(path)
    assert [article.title for article in articles] == ["B"]
    assert articles[0].source == f"{path}:row 2"
    assert [problem.source for problem in problems] == [f"{path}:row 1", f"{path}:row 3"]


def test_a_table_may_begin_with_empty_lines(tmp_path):
    path = write(tmp_path / "a.csv", '\r\n\ntitle,text\nA,fine text\nB,"he "said" no"\n')
    articles, (problem,) = read(path)
    assert [article.title for article in articles] == ["A"]
    assert "at line 5" in problem.reason


def test_a_cell_longer_than_the_usual_limit(tmp_path):
    text = "word " * 60_000
    assert only(write(tmp_path / "a.csv", f'title,text\nA,"{text}"\n')).text == text


def test_a_refused_size_is_stated_in_its_own_unit(tmp_path):
    path = write(tmp_path / "a.txt", f"T\n{'x' * 5000}")
    _, (problem,) = read(path, max_article_characters=1000)
    assert "5,002 bytes" in problem.reason
    assert "4,000 bytes" in problem.reason
