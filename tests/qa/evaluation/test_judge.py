"""The judge, against a small server that speaks the OpenAI protocol."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests_support import EXAMPLES

from qa.__main__ import main


@pytest.fixture
def server():
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.headers["Authorization"], body))
            text = str(body["messages"])
            said = "4.0\nGood enough." if "Reference Answer" in text else "YES"
            if "Paraguay" in text or "measles" in text:
                self.send_response(500)
                self.end_headers()
                return
            message = {"role": "assistant", "content": said}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            reply = {
                "id": "1",
                "object": "chat.completion",
                "created": 1,
                "model": "m",
                "choices": [choice],
            }
            data = json.dumps(reply).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}/v1", asked
        httpd.shutdown()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_judges_opinion_stands_apart(server, library, tmp_path, monkeypatch, capsys):
    url, asked = server
    monkeypatch.setenv("DATELINE_API_KEY", "secret-key")
    lines = (EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    chosen = [line for line in lines if '"examples-001"' in line or "measles cases" in line]
    fixture = tmp_path / "few.jsonl"
    fixture.write_text("\n".join(chosen), encoding="utf-8")
    report = tmp_path / "r"
    base = ["evaluate", str(fixture), "--library", str(library), "--report", str(report)]
    assert main([*base, "--judge", "openai-like:m", "--base-url", url]) == 0
    run = json.loads((report / "run.json").read_text(encoding="utf-8"))
    assert run["judge"]["figures"]["correctness"]["mean"] == 0.8
    assert run["judge"]["figures"]["faithfulness"] == {"n": 1, "mean": 1.0, "low": 1.0, "high": 1.0}
    assert list(run["judge"]["errors"]) == ["examples-033"]
    assert "correctness" not in run["summary"]["overall"]
    assert "In the opinion of openai-like:m" in capsys.readouterr().out
    assert asked[0][0] == "Bearer secret-key"
    assert asked[0][1]["model"] == "m"
    for path in report.iterdir():
        assert "secret-key" not in path.read_text(encoding="utf-8")


def test_a_judge_that_cannot_be_asked_is_named(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("DATELINE_BASE_URL", raising=False)
    base = ["evaluate", str(EXAMPLES / "questions.jsonl"), "--report", str(tmp_path)]
    assert main([*base, "--judge", "gpt"]) == 1
    assert "openai-like:MODEL" in capsys.readouterr().err
    assert main([*base, "--judge", "openai-like:m"]) == 1
    assert "--base-url" in capsys.readouterr().err
