"""The language-model path against scripted answers over real HTTP: only what holds is shown."""

from __future__ import annotations

import pytest
from model_server import Script, serve
from scripted_answers import CASES
from tests_support import check_answer

from qa.assistant import Assistant
from qa.model_settings import ModelSettings

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def running():
    server, httpd = serve()
    yield server
    httpd.shutdown()


@pytest.fixture
def server(running):
    running.script = Script()
    for told in (running.asked, running.keys, running.not_shown):
        told.clear()
    running.broken_off.clear()
    return running


@pytest.fixture(scope="module")
def opened(library, running):
    """Assistants by their settings, so that the networks are loaded once."""
    known = {}

    def open_one(**settings):
        key = str(sorted(settings.items()))
        if key not in known:
            model = ModelSettings("openai-like:scripted", running.url, **settings)
            known[key] = Assistant(library, model=model)
        return known[key]

    return open_one


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_only_what_holds_is_shown(case, server, opened, library):
    server.script = case.script
    answer = opened(**case.settings).ask(case.question)
    assert not server.not_shown, "the script names a sentence that was not shown"
    check_answer(answer, library)
    everything = f"{answer.text} {answer.reason}"
    assert [words for words in case.hidden if words in everything] == []
    assert [words for words in case.shown if words not in answer.text] == []
    assert answer.abstained == case.refused
    assert answer.mode == case.mode
    assert case.says in (answer.reason or "")
    assert "sk-secret" not in everything
    if case.calls is not None:
        assert answer.usage["calls"] == case.calls
    if case.removed is not None:
        assert answer.removed == case.removed
