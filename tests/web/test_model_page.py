"""Answers of a language model in the page: as they are verified, stopped, and switched off."""

from __future__ import annotations

import pytest
from model_server import Script, serving
from scripted_answers import CRACK, METRES
from web_support import ask, running_app

CREW = "A maintenance crew discovered it shortly after 6 a.m. {{maintenance crew}}"


@pytest.fixture(scope="module")
def server():
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def address(library, server):
    flags = ("--answer-with", "openai-like:scripted", "--base-url", server.url)
    with running_app(library, *flags) as found:
        yield found


def test_what_holds_is_shown_with_its_evidence(page, server):
    server.script = Script(f"{METRES}\nIt was 90 metres wide. {{{{crack 40 metres}}}}\n{CREW}")
    ask(page, CRACK)
    page.wait_for_selector("#chat >> text=Written by openai-like:scripted >> nth=-1")
    page.wait_for_selector("#evidence-1-2")
    page.wait_for_selector("#chat >> text=1 sentence of the model left out")  # it comes last
    chat = page.inner_text("#chat")
    assert "40 metres long in the western wall" in chat
    assert "90 metres" not in page.content()
    assert (
        "1 sentence of the model left out: a number that the cited sentence does not have" in chat
    )
    page.locator("#chat a.marker").first.click()
    page.wait_for_selector("#evidence-1-1.active")
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], "nothing sticks out sideways"


def test_the_next_question_can_be_typed_while_an_answer_grows(page, server):
    server.script = Script(f"{METRES}\n{'And so on and on. ' * 30}\n{CREW}", pause=0.02)
    ask(page, CRACK)
    page.wait_for_selector("#chat a.marker")
    page.fill("#question textarea", "Who found it?")
    page.wait_for_selector("#evidence-1-2")
    page.wait_for_selector("#send")
    assert page.input_value("#question textarea") == "Who found it?"


def test_a_question_asked_while_an_answer_grows_takes_its_place(page, server):
    server.script = Script(f"{METRES}\n{'And so on and on. ' * 200}\n{CREW}", pause=0.02)
    ask(page, CRACK)
    page.wait_for_selector("#chat a.marker")
    server.script = Script(CREW)
    ask(page, "Who discovered the crack?")
    page.wait_for_selector("#evidence-2-1")
    page.wait_for_selector("#send")
    assert "shortly after 6 a.m." in page.inner_text("#chat .bot >> nth=-1")
    assert page.locator("#chat .user").count() == 2


def test_the_articles_own_words_are_a_click_away(page, server):
    server.script = Script(METRES)
    before = len(server.asked)
    page.get_by_label("The articles' own words").check()
    ask(page, CRACK)
    page.wait_for_selector("#chat a.marker")
    assert len(server.asked) == before
    page.get_by_label("Written by openai-like:scripted").check()
    ask(page, CRACK)
    page.wait_for_selector("#evidence-2-1")
    assert len(server.asked) == before + 1


def test_a_model_that_fails_is_told_of_and_stood_in_for(page, server):
    server.script = Script(status=429)
    ask(page, CRACK)
    page.wait_for_selector("#chat a.marker")
    page.wait_for_selector("#chat >> text=is out of quota")  # comes when the answer is complete


def test_stop_keeps_what_was_verified(page, server):
    server.script = Script(f"{METRES}\n{'And so on and on. ' * 2000}", pause=0.02)
    server.broken_off.clear()
    ask(page, CRACK)
    page.wait_for_selector("#chat a.marker")
    page.click("#stop")
    page.wait_for_selector("#send")
    assert "40 metres long in the western wall" in page.inner_text("#chat")
    assert page.locator("#evidence-1-1").count() == 1
    assert server.broken_off.wait(10), "the request goes on although nobody waits for it"
