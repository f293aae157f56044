"""Files and folders: what is read, in which order, and what is said of the rest."""

from __future__ import annotations

import json
import os

import pytest
from sources_support import BODY, only, read, write

from index.sources import total_bytes


def test_paths_that_are_not_there_or_not_files(tmp_path):
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    strange = tmp_path / "new\nline.txt"
    missing = tmp_path / "missing.txt"
    _, problems = read(missing, tmp_path / "dangling.txt", tmp_path / "pipe.txt", strange)
    assert [problem.reason.split(":")[0] for problem in problems] == [
        "does not exist",
        "cannot be read",
        "is not a file",
        "does not exist",
    ]
    assert all("\n" not in problem.source for problem in problems)


def test_an_unreadable_file(tmp_path, monkeypatch):
    path = write(tmp_path / "a.txt", f"T\n{BODY}")
    good = write(tmp_path / "b.txt", f"U\n{BODY}")
    read_bytes = type(path).read_bytes

    def refuse(self):
        if self == path:
            raise PermissionError(13, "Permission denied")
        return read_bytes(self)

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    (article,), (problem,) = read(path, good)
    assert article.title == "U"
    assert "Permission denied" in problem.reason


def test_a_folder_is_read_in_order_without_what_is_hidden_or_foreign(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git" / "a.txt", f"Hidden\n{BODY}")
    write(tmp_path / "b.txt", f"B\n{BODY}")
    write(tmp_path / "sub" / "a.txt", f"A\n{BODY}")
    write(tmp_path / "x.pdf", b"%PDF")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    articles, problems = read(tmp_path, tmp_path / "b.txt")
    assert [article.title for article in articles] == ["B", "A"]
    assert [problem.kind for problem in problems] == ["warning"]
    assert "1 .pdf" in problems[0].reason
    _, (problem,) = read(tmp_path / "x.pdf")
    assert problem.kind == "failed"
    assert ".jsonl" in problem.reason


def test_a_folder_with_records_of_another_kind_says_so_once(tmp_path):
    write(tmp_path / "q.jsonl", '{"question": "a"}\n{"question": "b"}\n')
    _, (problem,) = read(tmp_path)
    assert problem.kind == "warning"
    _, (problem,) = read(tmp_path / "q.jsonl")
    assert problem.kind == "failed"
    assert "2 records" in problem.reason


def test_bytes_are_reported(tmp_path):
    write(tmp_path / "a.txt", f"T\n{BODY}")
    write(tmp_path / "b.jsonl", json.dumps({"text": BODY}) + "\n")
    counted = []
    read(tmp_path, on_bytes=counted.append)
    assert sum(counted) == total_bytes([tmp_path]) > 0


def test_links_that_lead_to_themselves(tmp_path):
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    _, (problem,) = read(tmp_path / "loop.txt")
    assert problem.reason.startswith("cannot be read")
    assert total_bytes([tmp_path / "loop.txt"]) == 0


def test_linked_folders_are_counted_and_not_followed(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    write(folder / "a.txt", f"T\n{BODY}")
    (folder / "back").symlink_to(folder)
    articles, (problem,) = read(folder)
    assert len(articles) == 1
    assert problem.kind == "warning"
    assert "1 linked folder" in problem.reason


def test_a_name_that_is_not_utf_8(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(b"T\nbody")
    except OSError:
        pytest.skip("this file system takes no such names")
    articles, (problem,) = read(tmp_path)
    assert not articles
    assert "rename" in problem.reason
    problem.source.encode()


def test_a_name_with_a_line_break_stays_one_line(tmp_path):
    article = only(write(tmp_path / "a\nb\x1b.txt", f"T\n{BODY}"))
    assert article.source.endswith("a\\nb\\x1b.txt")


def test_a_folder_that_cannot_be_listed(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    write(tmp_path / "z.txt", f"T\n{BODY}")
    scan = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    articles, (problem,) = read(tmp_path)
    assert len(articles) == 1
    assert problem.source == str(tmp_path / "closed")
    assert "Permission denied" in problem.reason


def test_an_unsupported_file_that_is_named_has_its_own_line(tmp_path):
    write(tmp_path / "a.html.gz", b"x")
    write(tmp_path / "b.pdf", b"x")
    _, problems = read(tmp_path, tmp_path / "b.pdf")
    assert [problem.kind for problem in problems] == ["failed", "warning"]
    assert "1 .gz" in problems[1].reason
    assert ".pdf" not in problems[1].reason


def test_total_bytes_counts_what_is_read_and_once(tmp_path):
    read_one = write(tmp_path / "a.txt", f"T\n{BODY}")
    write(tmp_path / "b.pdf", b"x" * 99)
    huge = tmp_path / "c.txt"
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    os.mkfifo(tmp_path / "d.txt")
    paths = [tmp_path, read_one, tmp_path / "missing.txt"]
    counted = []
    read(*paths, on_bytes=counted.append)
    assert sum(counted) == total_bytes(paths) == read_one.stat().st_size
