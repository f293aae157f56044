"""python -m index: what is printed, and what is one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from library_support import record, write

from index.__main__ import main


def test_a_terminal_is_not_commanded(tmp_path, capsys):
    hostile = record(1, "He said \x1b]0;owned\x07 the bridge is closed.", title="A \x1b[2J title")
    source = write(tmp_path / "a.jsonl", [hostile])
    where = ["--library", str(tmp_path / "library")]
    main(["build", str(source), *where])
    main(["show", "https://example.org/1", *where])
    main(["remove", "https://example.org/1", *where])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("command", ["build a.txt", "status", "show x", "remove x"])
def test_a_library_that_is_a_file_is_one_line(tmp_path, capsys, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Bridge\nThe bridge is closed.", "utf-8")
    Path("library").write_text("", "utf-8")
    assert main([*command.split(), "--library", "library"]) == 1
    told = capsys.readouterr().err.strip()
    assert told.startswith("error: ")
    assert "\n" not in told


def test_command_line(tmp_path, capsys, library):
    source = write(tmp_path / "a.jsonl", [record(1), {"title": "T"}])
    where = ["--library", str(tmp_path / "library")]
    assert main(["build", str(source), "--json", *where]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["added"], report["failed"][0]["source"]) == (1, f"{source}:2")
    assert main(["status", *where]) == 0
    assert "1 in 1 passages" in capsys.readouterr().out
    assert main(["show", "https://example.org/1", "--json", *where]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["text"] == record(1)["text"]
    assert shown["published"] == "2026-01-30"
    assert main(["remove", shown["article_id"], *where]) == 0
    assert "python -m index build" in capsys.readouterr().out
    assert main(["show", "nobody", *where]) == 1
    assert "nobody" in capsys.readouterr().err
    assert main(["status", "--library", str(tmp_path / "none")]) == 1
    assert main(["build", *where]) == 1
    assert main(["build", str(source), "--map", "x", *where]) == 1
