"""Serving the page on this machine and to nobody else unless told to."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from index.errors import DatelineError
from web.article_page import article_response
from web.links import ARTICLES
from web.page import asset, build_page, theme

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import HTMLResponse, Response

    from qa.assistant import Assistant

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""Gradio's page asks for scripts and fonts from elsewhere; the browser is told to ask nobody."""


def build_server(
    assistant: Assistant, examples: Sequence[str], shipped: Path | None, host: str
) -> FastAPI:
    """The application: the page, the articles' pages, and headers that keep it closed.

    Requests under another host name than the one served are refused, so that a web page elsewhere
    cannot reach the library by a name that it points at this machine.
    """
    import gradio as gr

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    anywhere = host in {"0.0.0.0", "::"}  # noqa: S104 - only compared
    hosts = ["*"] if anywhere else [*LOOPBACK, host]
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts)

    @app.middleware("http")
    async def closed(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await call_next(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    @app.get(f"/{ARTICLES}/{{article_id}}", response_model=None)
    def article(article_id: str, start: int = 0, end: int = 0, words: str = "") -> HTMLResponse:
        return article_response(assistant.library, article_id, start, end, words)

    page = build_page(assistant, examples, shipped)
    page.queue(api_open=False, max_size=32)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        server_name=host,
        footer_links=[],
        allowed_paths=[],
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme(),
        css=asset("style.css"),
        head=f"<script>{asset('page.js')}</script>",
    )
    return mounted


def serve(
    assistant: Assistant, examples: Sequence[str], shipped: Path | None, host: str, port: int
) -> None:
    """Serve until interrupted, loading the model behind the page.

    Raises DatelineError where the port is taken.
    """
    import socket

    import uvicorn

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            message = f"Cannot serve on {host} port {port}: {error.strerror}. Name another: --port"
            raise DatelineError(message) from error
        app = build_server(assistant, examples, shipped, host)
        config: Any = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2)
        listener.listen()  # whoever comes before the server runs waits, and is not refused
        shown = f"[{host}]" if ":" in host else host
        if host not in {"127.0.0.1", "::1", "localhost"}:
            print(f"Serving on {host}: whoever reaches it can read the library.", flush=True)
        print(f"Dateline is at http://{shown}:{listener.getsockname()[1]}", flush=True)
        threading.Thread(target=_warm_up, args=(assistant,), daemon=True).start()
        uvicorn.Server(config).run(sockets=[listener])


def _warm_up(assistant: Assistant) -> None:
    try:
        assistant.warm_up()
    except DatelineError as error:
        print(f"error: {error}", flush=True)
