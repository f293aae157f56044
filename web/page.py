"""The page: puts the panels together and says which handler serves which button."""

from __future__ import annotations

import os
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Any

# Gradio reports its use over the network unless this stands before its import.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr

from web.articles_panel import add_articles
from web.chat_panel import add_chat
from web.evaluation_panel import add_evaluation
from web.library import library_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qa.assistant import Assistant

SYSTEM_FONT = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"]
SYSTEM_MONO = ["ui-monospace", "Menlo", "Consolas", "monospace"]
WARMING_CHECK_SECONDS = 1.5


def build_page(
    assistant: Assistant, examples: Sequence[str], shipped: Path | None = None
) -> gr.Blocks:
    """The whole page as Gradio blocks.

    `examples`: questions to offer, may be empty. `shipped`: a fixture over this library.
    """
    # Closed by default: none of the handlers is an endpoint for others.
    closed: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    with gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True) as page:
        with gr.Row(elem_id="header"):
            gr.HTML('<h1 class="product">Dateline</h1>')
            library = gr.HTML(library_line(assistant), elem_id="library")
        with gr.Tabs():
            with gr.Tab("Ask", id="ask-tab", render_children=True):
                add_chat(assistant, examples, closed)
            with gr.Tab("Library", id="library-tab", render_children=True) as tab:
                add_articles(assistant, tab, closed)
            with gr.Tab("Evaluation", id="evaluation-tab", render_children=True):
                add_evaluation(page, assistant, shipped, closed)
        timer = gr.Timer(WARMING_CHECK_SECONDS)
        timer.tick(partial(_warming, assistant), None, [library, timer], **closed)
    return page


def theme() -> gr.themes.Base:
    """System fonts only: a web font would be a request that leaves the machine."""
    return gr.themes.Base(
        primary_hue="blue", neutral_hue="slate", font=SYSTEM_FONT, font_mono=SYSTEM_MONO
    )


def asset(name: str) -> str:
    """The text of a style sheet or script of the page."""
    return (resources.files("web") / "assets" / name).read_text(encoding="utf-8")


def _warming(assistant: Assistant) -> tuple[str, Any]:
    return library_line(assistant), gr.Timer(active=not assistant.ready)
