"""The chat panel: an Answer as a message, shown claim by claim, and the turns of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.errors import DatelineError
from web.evidence import card_id, copy_id, render_evidence
from web.links import article_link
from web.markup import for_markdown, long_date

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from qa.answer import Answer, Claim
    from qa.assistant import Assistant

    Message = dict[str, Any]
    Turns = tuple[Answer | None, ...]

LOOKING = "Looking through the articles …"
COPY = "Copy with sources"
BY_WORDS_ALONE = (
    "*Found by words alone: the model that compares meanings is still loading. "
    "Ask again in a few seconds for a better search.*"
)


def converse(
    assistant: Assistant,
    question: str,
    turns: Turns,
    messages: list[Message],
    *,
    generate: bool = True,
) -> Generator[tuple[list[Message], str, Turns]]:
    """Ask, and yield (messages, evidence markup, turns) as the answer grows claim by claim.

    There are two messages a turn; a turn that could not be answered, or is not yet, is None among
    `turns`, of which those that `messages` do not show are dropped. Closing the iterator at any
    moment leaves what was shown last, which is a valid conversation, and ends the work. `generate`
    False: from the articles' own sentences, whatever model was named.
    """
    question = question.strip()
    turns = turns[: len(messages) // 2]
    shown = [*messages, _message("user", for_markdown(question))]
    note = None if assistant.ready else _by_words_alone(assistant.trouble)
    history = [(turn.question, turn.text) for turn in turns if turn is not None]
    growing = assistant.stream(question, history, wait_for_model=False, generate=generate)
    said = 0
    state = [*shown, _message("assistant", LOOKING)], render_evidence(turns), (*turns, None)
    yield state
    try:
        for answer in growing:
            if answer is None:  # the page gets a chance to stop
                yield state
                continue
            so_far = (*turns, answer)
            evidence = render_evidence(so_far)
            for parts in _growing(answer, len(so_far), said, note):
                state = [*shown, _message("assistant", "\n\n".join(parts))], evidence, so_far
                yield state
            said = len(answer.claims)
    except DatelineError as error:
        failed = _message("assistant", for_markdown(str(error)))
        yield [*shown, failed], render_evidence(turns), (*turns, None)


def _by_words_alone(trouble: str | None) -> str:
    """That the models had no part in an answer, and why."""
    return f"*Found by words alone: {for_markdown(trouble)}*" if trouble else BY_WORDS_ALONE


def _growing(answer: Answer, turn: int, said: int, note: str | None) -> Iterator[list[str]]:
    """The parts of a message, once for each claim beyond the first `said`, and at least once."""
    parts: list[str] = []
    if answer.standalone_question != answer.question.strip():
        parts.append(f"*Understood as: {for_markdown(answer.standalone_question)}*")
    days = answer.time_range.told()
    if days:
        parts.append(f"*{for_markdown(days)}*")
    after = [note] if note else []
    if answer.mode == "generated":
        after.append(f'<span class="source">Written by {for_markdown(answer.model or "")}</span>')
    if answer.abstained:
        parts.append(_refusal(answer))
        yield [*parts, *after]
        return
    after.append(f'<a href="#{copy_id(turn)}" class="copy">{COPY}</a>')
    if answer.reason:
        after.insert(0, f"*{for_markdown(answer.reason)}*")
    for number, claim in enumerate(answer.claims):
        # What leads an answer is proven by the sentence below it, which says where it is from.
        leads = number == 0 and answer.mode == "extractive" and _is_proven_below(answer)
        parts.append(_claim(answer, claim, turn, leads=leads))
        if number >= said:
            yield list(parts)
    yield [*parts, *after]


def _is_proven_below(answer: Answer) -> bool:
    first = answer.claims[0].citations[0]
    return any(first in claim.citations for claim in answer.claims[1:])


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
    source = " · ".join(part for part in about if part)
    source = for_markdown(source[:1].upper() + source[1:])  # "the White House" begins it
    return f'{for_markdown(claim.text)} {markers}<br><span class="source">{source}</span>'


def _refusal(answer: Answer) -> str:
    lines = [for_markdown(answer.text)]
    if answer.nearest:
        lines.append("Nearest articles:")
        for near in answer.nearest:
            title = (
                f'<a href="{article_link(near.article_id)}" target="_blank">'
                f"{for_markdown(near.title)}</a>"
            )
            about = filter(None, [near.outlet, long_date(near.published)])
            lines.append(f"- {', '.join([title, *map(for_markdown, about)])}")
    return "\n\n".join(lines[:2]) + "\n" + "\n".join(lines[2:])


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}
