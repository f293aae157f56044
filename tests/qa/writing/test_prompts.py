"""Every prompt renders, the user's own too, and what is wrong with one is said."""

from __future__ import annotations

import pytest

from index.errors import DatelineError
from qa.writing.prompts import NAMES, OWN, Prompt, Prompts


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_renders(name):
    prompt = Prompts()[name]
    assert prompt.purpose
    values = {variable: f"value of {variable} $not {{x}}" for variable in prompt.variables}
    system, user = Prompts().render(name, **values)
    assert "${" not in system + user
    assert all(value in system + user for value in values.values())


def test_no_prompt_is_without_a_use():
    assert {path.stem for path in OWN.glob("*.txt")} == set(NAMES)


def test_a_folder_of_the_users_own(tmp_path):
    own = "# Purpose: mine\n# Variables: question\nBe brief.\n---\nQ: ${question} costs $$5\n"
    (tmp_path / "answer.txt").write_text(own, encoding="utf-8")
    prompts = Prompts(tmp_path)
    assert prompts.render("answer", question="Why?", articles="", fence="", understood="", as_of="")
    assert prompts.render("answer", question="Why?") == ("Be brief.", "Q: Why? costs $5")
    assert prompts["repair"].purpose == Prompts()["repair"].purpose


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Be brief.\n---\nx", "Purpose"),
        ("# Purpose: x\n# Variables:\nno divider", "---"),
        ("# Purpose: x\n# Variables: question\na\n---\nb", "question"),
        ("# Purpose: x\n# Variables:\na\n---\nb ${question}", "question"),
        ("# Purpose: x\n# Variables:\na\n---\nit costs $5", "\\$\\$"),
    ],
)
def test_what_is_wrong_is_said(text, said):
    with pytest.raises(ValueError, match=said):
        Prompt.parse("x", text)


def test_a_prompt_that_asks_for_what_it_is_not_given(tmp_path):
    text = "# Purpose: x\n# Variables: weather\na\n---\n${weather}"
    (tmp_path / "answer.txt").write_text(text, encoding="utf-8")
    with pytest.raises(DatelineError, match="weather"):
        Prompts(tmp_path)["answer"]


def test_a_folder_that_is_none(tmp_path):
    with pytest.raises(DatelineError, match="--prompts"):
        Prompts(tmp_path / "none")
    (tmp_path / "anwser.txt").write_text("x", encoding="utf-8")
    with pytest.raises(DatelineError, match="anwser"):
        Prompts(tmp_path)
