"""What the page is left with when an answer is stopped while it grows."""

from __future__ import annotations

import pytest

from web import chat_panel

SEND, STOP = -2, -1


def growing(monkeypatch, states):
    asked = chat_panel.Asking()
    monkeypatch.setattr(chat_panel, "converse", lambda *_, **__: (state for state in states))
    return asked, chat_panel._ask(None, "Who?", (), [], asked, None)


def test_after_a_stop_the_page_can_ask_again_whatever_came_late(monkeypatch):
    asked, updates = growing(monkeypatch, [(["a"], "", ()), (["b"], "", ()), (["c"], "", ())])
    assert next(updates)[SEND]["visible"] is False
    asked.stop()
    (last,) = updates
    assert (last[SEND]["visible"], last[STOP]["visible"]) == (True, False)
    assert ["b"] not in last


def test_a_question_that_another_follows_leaves_the_buttons_to_it(monkeypatch):
    asked, updates = growing(monkeypatch, [(["a"], "", ()), (["b"], "", ())])
    next(updates)
    asked.begin()
    assert list(updates) == []


def test_after_an_error_the_page_can_ask_again(monkeypatch):
    def failing():
        yield (["a"], "", ())
        raise RuntimeError

    asked = chat_panel.Asking()
    monkeypatch.setattr(chat_panel, "converse", lambda *_, **__: failing())
    updates = chat_panel._ask(None, "Who?", (), [], asked, None)
    next(updates)
    assert next(updates)[SEND]["visible"] is True
    with pytest.raises(RuntimeError):
        next(updates)
