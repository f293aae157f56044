"""A small server that speaks the OpenAI protocol over real HTTP, and plays what it is told to.

It stands for a remote language model alone. A script's reply names the sentences that it rests on
by words in them, "{{crack 40 metres}}", which become the codes that the prompt gives these.
"""

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PIECE = 7
"""Characters in one piece of a stream: codes and quotations are cut anywhere."""


@dataclass
class Script:
    """What to reply. `reply` and `repair` may be functions of the prompt's user part.

    `wait` seconds before the first piece, `pause` before each; `cut` breaks the connection off at
    the end; `endless` repeats the last line for ever; `status` other than 200 is an error with
    `body`; `usage` says that tokens are counted.
    """

    reply: object = ""
    repair: object = "NO ANSWER"
    status: int = 200
    body: str = "{}"
    wait: float = 0.0
    pause: float = 0.0
    cut: bool = False
    endless: bool = False
    usage: bool = False


@dataclass
class ModelServer:
    """The running server: set `script`, then ask. `asked` are the requests, oldest first."""

    url: str
    script: Script = field(default_factory=Script)
    asked: list[dict] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    not_shown: list[str] = field(default_factory=list)
    broken_off: threading.Event = field(default_factory=threading.Event)


def sentences(prompt: str) -> dict[str, str]:
    """Each code of a prompt, and its sentence."""
    return dict(re.findall(r"^\[(\w+)\] (.*)$", prompt, re.MULTILINE))


def with_codes(template: str, prompt: str, not_shown: list[str]) -> str:
    """The template with each {{words}} turned into the code of the sentence that has them all."""
    shown = sentences(prompt)

    def code(found: re.Match) -> str:
        words = found.group(1).lower().split()
        for name, text in shown.items():
            if all(word in text.lower() for word in words):
                return f"[{name}]"
        not_shown.append(found.group(1))
        return "[q9q9q]"

    return re.sub(r"\{\{(.*?)\}\}", code, template)


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.model.asked.append(request)
        self.server.model.keys.append(self.headers["Authorization"])
        script = self.server.model.script
        if script.status != 200:
            self._whole(script.status, script.body)
            return
        user = request["messages"][-1]["content"]
        wanted = script.repair if "What failed, and why:" in user else script.reply
        text = wanted(user) if callable(wanted) else wanted
        text = with_codes(text, user, self.server.model.not_shown)
        time.sleep(script.wait)
        try:
            self._stream(script, text)
        except (BrokenPipeError, ConnectionResetError):
            self.server.model.broken_off.set()

    def _stream(self, script: Script, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        pieces = [text[n : n + PIECE] for n in range(0, len(text), PIECE)]
        last = text.rstrip("\n").rsplit("\n", 1)[-1] + "\n"
        while True:
            for piece in pieces:
                time.sleep(script.pause)
                self._event({"delta": {"content": piece}, "index": 0, "finish_reason": None})
            if not script.endless:
                break
            pieces = [last]
        if script.cut:
            self.connection.close()
            return
        self._event({"delta": {}, "index": 0, "finish_reason": "stop"})
        if script.usage:
            used = {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050}
            self._event(None, usage=used)
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, choice, **more) -> None:
        known = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        known |= {"choices": [choice] if choice else [], **more}
        self.wfile.write(f"data: {json.dumps(known)}\n\n".encode())
        self.wfile.flush()

    def _whole(self, status: int, body: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@contextmanager
def serving():
    """A running server on a free port of loopback."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as httpd:
        httpd.daemon_threads = True
        httpd.model = ModelServer(f"http://127.0.0.1:{httpd.server_port}/v1")
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield httpd.model
        httpd.shutdown()
