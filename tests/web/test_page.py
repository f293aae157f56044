"""The page in a real browser: ask, click a marker, find the highlighted sentence."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request

import pytest
from web_support import ask

from qa.feedback import read_feedback

QUESTION = "What did Bahreini say about internet restrictions?"


def test_ask_and_open_the_evidence(page, address):
    ask(page, QUESTION)
    marker = page.wait_for_selector("#chat a.marker")
    card = page.wait_for_selector("#evidence-1-1")
    marker.click()
    page.wait_for_selector("#evidence-1-1.active")
    assert "full access should be back “very soon”" in card.query_selector("mark").inner_text()
    assert "Dateline Examples · 30 January 2026" in card.inner_text()
    assert "Said by Ali Bahreini" in card.inner_text()
    page.wait_for_function(
        "() => { const box = document.querySelector('#evidence-1-1 mark').getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], "nothing sticks out sideways"
    foreign = [url for url in page.requested if not url.startswith((address, "data:", "blob:"))]
    assert not foreign
    assert not page.failures


def test_an_answer_is_copied_with_its_sources(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    ask(page, QUESTION)
    page.click("#chat a.copy")
    page.wait_for_selector("#chat a.copy:text('Copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{QUESTION}\n\n")
    assert "full access should be back “very soon”" in copied
    assert "\n    said by Ali Bahreini\n" in copied
    assert not re.search(r"&#?\w+;|<a ", copied)
    page.wait_for_selector("#chat a.copy:text('Copy with sources')")


def test_without_a_clipboard_an_answer_is_copied_all_the_same(page):
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    ask(page, QUESTION)
    page.wait_for_selector("#chat a.copy")
    page.evaluate(
        "document.addEventListener('copy', () => { window.copied = getSelection().toString()"
        " || document.activeElement.value; })"
    )
    page.click("#chat a.copy")
    page.wait_for_selector("#chat a.copy:text('Copied')")
    assert page.evaluate("window.copied").startswith(f"{QUESTION}\n\n")


def test_every_card_of_a_long_answer_can_be_seen(page):
    ask(page, "What did the repair of the Brackwater Dam cost in the end?")
    page.wait_for_selector("#evidence-1-3")
    panel = page.evaluate(
        "(() => { const panel = document.getElementById('evidence-panel');"
        " return [panel.scrollWidth, panel.clientWidth]; })()"
    )
    assert panel[0] <= panel[1], "the cards stand below each other, none beside the panel"
    for number in (1, 2, 3):
        page.locator(f'#chat a.marker[href="#evidence-1-{number}"]').last.click()
        page.wait_for_selector(f"#evidence-1-{number}.active")
        page.wait_for_function(
            "number => { const card = document.getElementById(`evidence-1-${number}`);"
            " const mark = card.querySelector('mark').getBoundingClientRect();"
            " return document.elementFromPoint(mark.left + 5, mark.top + 5)?.closest('.card')"
            " === card; }",
            arg=number,
        )


def test_a_conversation_refuses_folds_and_clears(page):
    ask(page, "Who won the elections in Paraguay?")
    page.wait_for_selector("#evidence .nearest")
    assert "No article names Paraguay" in page.inner_text("#chat")
    with page.context.expect_page() as opening:
        page.locator("#chat li a").first.click()
    assert opening.value.wait_for_selector("h1").inner_text() in page.inner_text(
        "#evidence .nearest"
    )
    ask(page, QUESTION)
    page.wait_for_selector("#evidence-2-1")
    assert page.locator("#evidence details.turn").count() == 2
    assert page.locator("#evidence details[open]").count() == 1
    page.click("#clear")
    page.wait_for_function("() => !document.querySelector('#chat .marker')")
    assert page.locator("#evidence details").count() == 0


def test_a_thumb_down_is_kept_with_its_note(page, library):
    ask(page, "How many people will Kestrel Batteries hire?")
    page.wait_for_selector("#chat a.marker")
    page.click("#chat button[title='Dislike'], #chat button[aria-label='dislike']")
    page.fill("#remark textarea, #remark input", "Too long")
    page.click("#save")
    page.wait_for_selector("#remark", state="hidden")
    kept = read_feedback(library)
    assert kept[-1].answer["question"] == "How many people will Kestrel Batteries hire?"
    assert kept[-1].note == "Too long"


def test_evaluation_from_the_page(page, tmp_path):
    fixture = tmp_path / "mine.jsonl"
    case = {"id": "1", "question": "How many measles cases were counted?", "answers": ["57"]}
    fixture.write_text(json.dumps(case), encoding="utf-8")
    page.get_by_role("tab", name="Evaluation").click()
    page.click("#run-file")
    page.wait_for_selector("#run-progress .failed")
    page.set_input_files("#fixture input[type=file]", str(fixture))
    page.wait_for_selector("#fixture :text('mine')")
    page.click("#run-file")
    frame = page.frame_locator("iframe.report")
    frame.get_by_role("heading", name="Evaluation of mine.jsonl").wait_for(timeout=90_000)
    assert frame.locator("details.case").count() == 1
    assert not page.failures


def test_examples_library_line_and_keyboard(page):
    line = page.inner_text("#library")
    assert "21 articles" in line
    assert "25 September 2025 to 10 February 2026" in line
    page.click("h1.product")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.closest('#question') !== null")
    page.locator("button.example").first.click()
    page.wait_for_selector("#chat a.marker")
    page.wait_for_function("() => !document.querySelector('#library .warming')", timeout=90_000)


def test_the_server_is_closed(address):
    with urllib.request.urlopen(address) as response:
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    renamed = urllib.request.Request(address, headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(renamed)
    assert refused.value.code == 400
    refused.value.close()
    with urllib.request.urlopen(f"{address}/gradio_api/info") as response:
        assert b'"named_endpoints":{}' in response.read().replace(b" ", b"")
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{address}/gradio_api/file=/etc/passwd")
    assert missing.value.code in {403, 404}
    missing.value.close()
