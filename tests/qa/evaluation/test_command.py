"""What `python -m qa evaluate` says where it cannot do what it is asked."""

from __future__ import annotations

from tests_support import EXAMPLES

from qa.__main__ import main


def test_a_folder_that_cannot_be_is_named(library, tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    questions = str(EXAMPLES / "questions.jsonl")
    report = str(tmp_path / "file" / "report")

    assert main(["evaluate", questions, "--library", str(library), "--report", report]) == 1
    assert capsys.readouterr().err.endswith(f"error: {report}: Not a directory\n")
