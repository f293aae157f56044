"""The evaluation panel's components, and which handler serves which."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from web.evaluation import Runner, earlier_runs, report_frame
from web.markup import alert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.assistant import Assistant

NONE = "(none)"
ABOUT = (
    "Runs every case of a fixture file over this library: is the answer right, is it cited, is it "
    "rightly refused, and why did it fail? `docs/evaluation.md` describes the files and measures."
)


def add_evaluation(
    page: gr.Blocks, assistant: Assistant, shipped: Path | None, closed: dict[str, Any]
) -> None:
    """Add the panel to the page that is being built. `shipped`: a fixture to offer in one click."""
    gr.Markdown(ABOUT)
    with gr.Row(elem_id="evaluate"):
        chosen = gr.File(
            label="Fixture (.jsonl, .yaml)",
            file_types=[".jsonl", ".yaml", ".yml"],
            height=110,
            elem_id="fixture",
        )
        with gr.Column():
            against = gr.Dropdown(
                label="Compare with", choices=_choices(assistant), value=NONE, elem_id="against"
            )
            withhold = gr.Checkbox(
                label="Withhold: ask each again without the articles that answer it"
            )
        with gr.Column():
            start = gr.Button("Run the file", variant="primary", elem_id="run-file")
            examples = gr.Button(
                "Run the example questions", elem_id="run-examples", visible=shipped is not None
            )
            cancel = gr.Button("Stop", elem_id="stop-run", visible=False)
    progress = gr.HTML("", elem_id="run-progress")
    shown = gr.Dropdown(
        label="Earlier runs", choices=_choices(assistant), value=NONE, elem_id="runs"
    )
    report = gr.HTML(report_frame(assistant.library, None), elem_id="report")

    runner = Runner(assistant)
    run = partial(_run, assistant, runner)
    outputs = [progress, report, shown, against, cancel]
    one = {"concurrency_limit": 1, "concurrency_id": "evaluation"}
    start.click(run, [chosen, against, withhold], outputs, **one, **closed)
    examples.click(partial(run, str(shipped)), [against, withhold], outputs, **one, **closed)
    cancel.click(runner.stop, None, None, **closed)
    shown.input(partial(_show, assistant), [shown], [report], **closed)
    # The page is built once, and opened again after runs that were made since.
    page.load(partial(_refreshed, assistant), None, [shown, against], **closed)


def _run(
    assistant: Assistant,
    runner: Runner,
    fixture: str | None,
    against: str,
    withhold: bool,
) -> Iterator[tuple[Any, ...]]:
    same = (gr.skip(), gr.skip(), gr.skip())
    if fixture is None:
        yield alert("Choose a file first."), *same, gr.skip()
        return
    for state, name in runner.run(Path(fixture), against, withhold=withhold):
        if name is None:
            running = "failed" not in state
            yield state, *same, gr.update(visible=running)
        else:
            choices = _choices(assistant)
            runs = gr.update(choices=choices, value=name)
            others = gr.update(choices=choices)
            yield (
                state,
                report_frame(assistant.library, name),
                runs,
                others,
                gr.update(visible=False),
            )


def _show(assistant: Assistant, name: str) -> str:
    return report_frame(assistant.library, name)


def _refreshed(assistant: Assistant) -> tuple[Any, Any]:
    choices = _choices(assistant)
    return gr.update(choices=choices), gr.update(choices=choices)


def _choices(assistant: Assistant) -> list[str]:
    return [NONE, *earlier_runs(assistant.library)]
