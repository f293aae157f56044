"""The chat panel: an Answer as a message, shown claim by claim, and the turns of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.errors import DatelineError
from web.evidence import card_id, render_evidence
from web.markup import for_markdown, long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.answer import Answer, Claim
    from qa.assistant import Assistant

    Message = dict[str, Any]
    Turns = tuple[Answer | None, ...]

LOOKING = "Looking through the articles …"
BY_WORDS_ALONE = (
    "*Found by words alone: the model that compares meanings is still loading. "
    "Ask again in a few seconds for a better search.*"
)


def converse(
    assistant: Assistant, question: str, turns: Turns, messages: list[Message]
) -> Iterator[tuple[list[Message], str, Turns]]:
    """Ask, and yield (messages, evidence markup, turns) as the answer grows claim by claim.

    There are two messages a turn; a turn that could not be answered is None among `turns`.
    Closing the iterator at any moment leaves what was shown last, which is a valid conversation.
    """
    question = question.strip()
    shown = [*messages, _message("user", for_markdown(question))]
    yield [*shown, _message("assistant", LOOKING)], render_evidence(turns), turns
    warm = assistant.ready
    try:
        history = [(turn.question, turn.text) for turn in turns if turn is not None]
        answer = assistant.ask(question, history, wait_for_model=False)
    except DatelineError as error:
        failed = _message("assistant", for_markdown(str(error)))
        yield [*shown, failed], render_evidence(turns), (*turns, None)
        return
    turns = (*turns, answer)
    evidence = render_evidence(turns)
    for parts in _growing(answer, len(turns), warm=warm):
        yield [*shown, _message("assistant", "\n\n".join(parts))], evidence, turns


def _growing(answer: Answer, turn: int, *, warm: bool) -> Iterator[list[str]]:
    parts: list[str] = []
    if answer.standalone_question != answer.question.strip():
        parts.append(f"*Understood as: {for_markdown(answer.standalone_question)}*")
    days = answer.time_range.told()
    if days:
        parts.append(f"*{for_markdown(days)}*")
    if answer.abstained:
        parts.append(_refusal(answer))
        yield parts if warm else [*parts, BY_WORDS_ALONE]
        return
    for number, claim in enumerate(answer.claims):
        # What leads an answer is proven by the sentence below it, which says where it is from.
        leads = number == 0 and any(claim.citations[0] in c.citations for c in answer.claims[1:])
        parts.append(_claim(answer, claim, turn, leads=leads))
        yield list(parts)
    if not warm:
        yield [*parts, BY_WORDS_ALONE]


def _claim(answer: Answer, claim: Claim, turn: int, *, leads: bool) -> str:
    """The claim's words, its markers, and who said it, where and when."""
    cited = [answer.citations[n - 1] for n in claim.citations]
    markers = " ".join(
        f'<a href="#{card_id(turn, citation.n)}" class="marker">[{citation.n}]</a>'
        for citation in cited
    )
    if leads:
        return f"**{for_markdown(claim.text)}** {markers}"
    first = cited[0]
    about = [first.speaker, first.outlet or first.title, long_date(first.published)]
    source = for_markdown(" · ".join(part for part in about if part))
    return f'{for_markdown(claim.text)} {markers}<br><span class="source">{source}</span>'


def _refusal(answer: Answer) -> str:
    lines = [for_markdown(answer.text)]
    if answer.nearest:
        lines.append("Nearest articles:")
        for near in answer.nearest:
            about = [near.title, near.outlet, long_date(near.published)]
            lines.append(f"- {for_markdown(', '.join(part for part in about if part))}")
    return "\n\n".join(lines[:2]) + "\n" + "\n".join(lines[2:])


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}
