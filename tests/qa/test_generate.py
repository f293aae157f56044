"""The language-model path against scripted answers over real HTTP: only what holds is shown."""

from __future__ import annotations

import json
import re
from argparse import Namespace

import pytest
from model_server import Script, sentences, serving, with_codes
from scripted_answers import CASES, CRACK, METRES
from tests_support import check_answer

from index.errors import DatelineError
from qa.__main__ import main
from qa.assistant import Assistant
from qa.writing.model_settings import ModelSettings

CREW = "A maintenance crew discovered it shortly after 6 a.m. {{maintenance crew}}"

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def running():
    with serving() as server:
        yield server


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


def test_a_share_of_the_true_sentences_is_shown():
    # Counted over all scripts; each is asserted above.
    true = sum(len(case.shown) for case in CASES if case.mode == "generated")
    assert len(CASES) >= 60
    assert true >= 40


def test_sentences_appear_as_they_are_verified(server, opened, library):
    server.script = Script(
        f"{METRES}\nIt was 90 metres wide. {{{{crack 40 metres}}}}\n{CREW}", pause=0.02
    )
    growing = [answer for answer in opened().stream(CRACK) if answer is not None]
    assert [len(answer.claims) for answer in growing] == [1, 2, 2]
    for answer in growing:
        check_answer(answer, library)
        assert "90 metres" not in answer.text
    assert growing[0].citations == growing[1].citations[:1], "numbers stay what they were"
    first, total = (growing[-1].timings_ms[name] for name in ("first_claim", "total"))
    assert first < total


def test_stopping_leaves_a_valid_answer_and_ends_the_request(server, opened, library):
    server.script = Script(f"{METRES}\n{'And so on. ' * 400}", pause=0.01)
    growing = opened().stream(CRACK)
    answer = next(filter(None, growing))
    growing.close()
    check_answer(answer, library)
    assert server.broken_off.wait(5), "the server went on writing to nobody"


def test_the_articles_own_words_on_demand(server, opened):
    *_, answer = opened().stream(CRACK, generate=False)
    assert answer.mode == "extractive"
    assert not server.asked


def test_what_articles_do_not_touch_is_refused_without_asking_the_model(server, opened):
    answer = opened().ask("Who is the president of Paraguay?")
    assert answer.abstained
    assert answer.usage is None
    assert not server.asked


def test_tokens_and_cost_are_counted(server, opened):
    server.script = Script(METRES, usage=True)
    usage = opened(price=(1.0, 4.0)).ask(CRACK).usage
    assert usage == {
        "calls": 1, "prompt_tokens": 1000, "completion_tokens": 50, "estimated": False, "cost": 0.0012,
    }  # fmt: skip
    server.script = Script(METRES)
    usage = opened().ask(CRACK).usage
    assert usage["estimated"]
    assert "cost" not in usage


def test_a_prompt_fits_the_window_by_whole_sentences(server, opened):
    server.script = Script("NO ANSWER")
    opened(window=2048).ask(CRACK)
    opened().ask(CRACK)
    small, large = (request["messages"][-1]["content"] for request in server.asked)
    assert 2 <= len(sentences(small)) < len(sentences(large))
    assert set(sentences(small).values()) <= set(sentences(large).values())
    assert sum(len(m["content"]) for m in server.asked[0]["messages"]) < 3 * 2048
    assert "tools" not in server.asked[0]


def test_codes_and_fence_are_new_for_each_request(server, opened):
    server.script = Script("NO ANSWER")
    opened().ask(CRACK)
    opened().ask(CRACK)
    first, second = (request["messages"][-1]["content"] for request in server.asked)
    assert set(sentences(first)).isdisjoint(sentences(second))
    assert first.split("\n", 1)[0] != second.split("\n", 1)[0]
    assert all(any(c.isdigit() for c in code) and not code.isdigit() for code in sentences(first))


def test_an_overview_is_in_order_of_date(server, opened, library):
    lines = [
        "An inquiry found that warnings were ignored. {{inspectors warned of damp patches}}",
        METRES,
        "Work on the cracked wall began. {{work on the cracked western wall began}}",
    ]
    server.script = Script(lambda prompt: "\n".join(_in_order(lines, prompt)))
    answer = opened().ask("Give me a timeline of the Brackwater Dam crack")
    check_answer(answer, library)
    prompt = server.asked[0]["messages"][-1]["content"]
    days = re.findall(r"\((?:[^()]*, )?(\d{4}-\d\d-\d\d)\)$", prompt, re.MULTILINE)
    assert days == sorted(days)
    assert len(set(days)) > 2
    assert all(re.match(r"\[\d{4}-\d\d-\d\d\] ", claim.text) for claim in answer.claims)
    assert len(answer.claims) >= 2


def _in_order(lines, prompt):
    return [line for line in lines if "q9q9q" not in with_codes(line, prompt, [])]


def test_the_key_is_sent_and_shown_nowhere(server, library, monkeypatch, capsys):
    monkeypatch.setenv("DATELINE_API_KEY", "sk-very-secret")
    server.script = Script("ready")
    flags = ["--answer-with", "openai-like:scripted", "--base-url", server.url]
    assert main(["models", *flags]) == 0
    assert server.keys == ["Bearer sk-very-secret"]
    server.script = Script(status=401, body='{"error": {"message": "no: sk-very-secret"}}')
    assert main(["models", *flags]) == 1
    assert main(["ask", CRACK, "--library", str(library), *flags]) == 0
    printed = capsys.readouterr()
    assert "refused the key" in printed.out
    assert "sk-very-secret" not in printed.out + printed.err


def test_a_follow_up_in_a_models_words_is_asked_of_the_outlet_that_it_names(server, opened):
    rewritten = "By how much was the rate cut, according to the Calder Evening Post?"
    history = [("Who wrote about the rate cut?", "The Calder Evening Post.")]
    server.script = Script(rewritten)
    answer, trace = opened().ask_with_trace("How about theirs?", history)
    assert answer.standalone_question == rewritten
    assert {ranked.stored.article.outlet for ranked in trace.ranked} == {"Calder Evening Post"}


def test_no_server_is_told_in_plain_words(library, capsys):
    flags = ["--answer-with", "openai-like:m", "--base-url", "http://127.0.0.1:9/v1"]
    assert main(["models", *flags]) == 1
    assert "no server answers at http://127.0.0.1:9/v1" in capsys.readouterr().out
    assert main(["ask", CRACK, "--library", str(library), "--json", *flags]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["mode"] == "extractive"
    assert "no server answers" in answer["reason"]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--answer-with", "gpt"], "openai-like:MODEL"),
        (["--answer-with", "openai-like:"], "openai-like:MODEL"),
        (["--answer-with", "openai-like:m"], "--base-url"),
        (["--answer-with", "extractive", "--context-window", "many"], "--context-window"),
        (["--answer-with", "openai-like:m", "--model-seconds", "0"], "--model-seconds"),
    ],
)
def test_wrong_settings_name_the_remedy(flags, said, capsys):
    assert main(["models", *flags]) == 1
    assert said in capsys.readouterr().err


def test_settings_come_from_flags_then_from_the_environment(monkeypatch):
    monkeypatch.setenv("DATELINE_ANSWER_WITH", "openai-like:env")
    monkeypatch.setenv("DATELINE_PRICE", "0.15, 0.6")
    none = Namespace()
    assert ModelSettings.resolve(none).answer_with == "openai-like:env"
    assert ModelSettings.resolve(none).price == (0.15, 0.6)
    assert ModelSettings.resolve(Namespace(answer_with="extractive")).answer_with == "extractive"
    monkeypatch.setenv("DATELINE_PRICE", "cheap")
    with pytest.raises(DatelineError, match="DATELINE_PRICE"):
        ModelSettings.resolve(none)


def test_the_evaluator_keeps_the_paths_apart(server, library, tmp_path, capsys):
    cases = [
        {"id": "1", "question": CRACK, "answers": ["40 metres"]},
        {"id": "2", "question": "Who is the president of Paraguay?", "unanswerable": True},
    ]
    fixture = tmp_path / "cases.jsonl"
    fixture.write_text("\n".join(map(json.dumps, cases)), encoding="utf-8")
    server.script = Script(f"{METRES}\nIt was 90 metres wide. {{{{crack 40 metres}}}}")
    flags = ["--answer-with", "openai-like:scripted", "--base-url", server.url]
    report = tmp_path / "report"
    base = ["evaluate", str(fixture), "--library", str(library), "--report", str(report)]
    assert main([*base, *flags]) == 0
    run = json.loads((report / "run.json").read_text(encoding="utf-8"))
    assert run["settings"]["answer_with"] == "openai-like:scripted"
    apart = run["summary"]["by_path"]
    assert list(apart) == ["written by openai-like:scripted", "refused before the model was asked"]
    assert apart["written by openai-like:scripted"]["sentences left out"]["mean"] == 0.5
    assert "Of these, written by openai-like:scripted" in capsys.readouterr().out
    assert "Of these" in (report / "report.html").read_text(encoding="utf-8")
    assert main(base) == 0
    run = json.loads((report / "run.json").read_text(encoding="utf-8"))
    assert run["summary"]["by_path"] == {}
