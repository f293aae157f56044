"""The chat panel's components, and which handler serves which button."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

import gradio as gr

from web.chat import converse
from web.evidence import EMPTY
from web.feedback import ASK_NOTE, keep, note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.assistant import Assistant
    from web.chat import Turns

WELCOME = (
    "### Ask the articles\nEvery answer is made of their own sentences, each with a number that "
    "opens the article at the words it rests on. Where they do not answer, Dateline says so."
)


def add_chat(assistant: Assistant, examples: Sequence[str], closed: dict[str, Any]) -> None:
    """The chat with its evidence beside it."""
    turns = gr.State(())
    asked = gr.State(Asking())
    with gr.Row(elem_id="panels"):
        with gr.Column(scale=6, elem_id="chat-panel"):
            chat = gr.Chatbot(
                elem_id="chat",
                show_label=False,
                height=None,
                placeholder=WELCOME,
                latex_delimiters=[],
                buttons=[],  # Gradio's would copy the markup
                feedback_options=("Dislike",),
                layout="panel",
            )
            kept = gr.State(None)
            with gr.Row(elem_id="feedback", visible=False) as feedback_row:
                remark = gr.Textbox(
                    elem_id="remark",
                    placeholder=ASK_NOTE,
                    show_label=False,
                    label=ASK_NOTE,
                    container=False,
                    max_length=2000,
                    scale=8,
                )
                save = gr.Button("Save", elem_id="save", min_width=72)
            with gr.Row(elem_id="ask"):
                question = gr.Textbox(
                    elem_id="question",
                    placeholder="Ask a question about the articles",
                    show_label=False,
                    label="Your question",
                    container=False,
                    lines=1,
                    max_lines=4,
                    autofocus=True,
                    scale=8,
                )
                send = gr.Button("Ask", variant="primary", elem_id="send", min_width=72)
                stop = gr.Button("Stop", elem_id="stop", visible=False, min_width=72)
                clear = gr.Button("Clear", elem_id="clear", min_width=72)
            source = gr.Radio(
                [
                    (f"Written by {assistant.answers_with}", True),
                    ("The articles' own words", False),
                ],
                value=assistant.writer is not None,
                visible=assistant.writer is not None,
                elem_id="source",
                label="Answers",
                show_label=False,
                container=False,
            )
            with gr.Row(elem_id="examples", visible=bool(examples)):
                offered = [
                    gr.Button(example, size="sm", elem_classes="example") for example in examples
                ]
        with gr.Column(scale=5, elem_id="evidence-panel"):
            gr.HTML('<h2 id="evidence-title">Evidence</h2>')
            evidence = gr.HTML(EMPTY, elem_id="evidence")
    outputs = [chat, evidence, turns, question, send, stop]
    ask = partial(_ask, assistant)
    gr.on(
        [question.submit, send.click],
        ask,
        [question, turns, chat, asked, source],
        outputs,
        concurrency_limit=4,
        trigger_mode="multiple",  # a question that is asked while another is answered replaces it
        **closed,
    )
    for button, example in zip(offered, examples, strict=True):
        button.click(
            partial(ask, example),
            [turns, chat, asked, source],
            outputs,
            concurrency_limit=4,
            **closed,
        )
    stop.click(_stopped, [asked], [send, stop], queue=False, **closed)
    cleared = [chat, evidence, turns, send, stop]
    clear.click(_cleared, [asked], cleared, queue=False, **closed)
    chat.clear(_cleared, [asked], cleared, queue=False, **closed)
    chat.like(_disliked(assistant), [turns], [kept, feedback_row, remark], **closed)
    gr.on(
        [save.click, remark.submit],
        partial(_noted, assistant),
        [kept, remark],
        [feedback_row, remark],
        **closed,
    )


class Asking:
    """The question that a reader's page waits for; stopping it is seen at its next step."""

    def __init__(self) -> None:
        self._wanted = 0
        self.stopped = False

    def begin(self) -> int:
        """Ask the next question; its number."""
        self._wanted += 1
        self.stopped = False
        return self._wanted

    def stop(self) -> None:
        """Want no answer any more."""
        self._wanted += 1
        self.stopped = True

    def wants(self, number: int) -> bool:
        """Whether the answer to a question is still waited for."""
        return self._wanted == number


def _ask(
    assistant: Assistant,
    question: str,
    turns: Turns,
    messages: list[Any] | None,
    asked: Asking,
    generate: bool | None,
) -> Iterator[tuple[Any, ...]]:
    if not question.strip():
        yield messages, gr.skip(), turns, gr.skip(), *_idle()
        return
    number = asked.begin()
    growing = converse(assistant, question, turns, messages or [], generate=bool(generate))
    before = None
    box: Any = ""  # emptied once: the next question may be typed while the answer grows
    unchanged = (gr.skip(),) * 4
    try:
        with closing(growing):
            for shown, evidence, so_far in growing:
                if not asked.wants(number):
                    if asked.stopped:  # what was on its way at the stop may have come after it
                        yield *unchanged, *_idle()
                    return
                # Sent once: a card that the reader has opened stays open while the answer grows.
                cards = gr.skip() if evidence == before else evidence
                before = evidence
                yield shown, cards, so_far, box, gr.update(visible=False), gr.update(visible=True)
                box = gr.skip()
    except Exception:
        yield *unchanged, *_idle()  # whatever went wrong, another question can be asked
        raise
    yield *unchanged, *_idle()


def _idle() -> tuple[Any, Any]:
    return gr.update(visible=True), gr.update(visible=False)


def _stopped(asked: Asking) -> tuple[Any, Any]:
    asked.stop()
    return _idle()


def _cleared(asked: Asking) -> tuple[Any, ...]:
    asked.stop()
    return [], EMPTY, (), *_idle()


def _disliked(assistant: Assistant) -> Callable[[Any, gr.LikeData], tuple[int | None, Any, str]]:
    # Gradio finds the parameter for the event by its type, which it must be able to resolve.
    def disliked(turns: Any, given: gr.LikeData) -> tuple[int | None, Any, str]:
        message = given.index[0] if isinstance(given.index, list | tuple) else given.index
        number = keep(assistant, turns, int(message)) if given.liked in {"Dislike", False} else None
        return number, gr.update(visible=number is not None), ""

    return disliked


def _noted(assistant: Assistant, number: int | None, text: str) -> tuple[Any, str]:
    note(assistant, number, text)
    return gr.update(visible=False), ""
