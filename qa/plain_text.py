"""An Answer as plain text with its sources below it: for a terminal, and to take elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.answer import Answer, Citation


def plain_text(answer: Answer) -> str:
    """The answer, how it was understood, and of each citation where it is from and who said it.

    A quotation that the answer does not have word for word stands with its source.
    """
    return "\n".join(_lines(answer))


def _lines(answer: Answer) -> Iterator[str]:
    if answer.standalone_question != answer.question.strip():
        yield f"(understood as: {answer.standalone_question})"
    days = answer.time_range.told()
    if days:
        yield f"({days})"
    yield answer.text
    if answer.reason and not answer.abstained:
        yield f"({answer.reason})"
    for citation in answer.citations:
        yield from _source(citation, answer)
    for near in answer.nearest:
        where = ", ".join(part for part in (near.outlet, near.published) if part)
        yield f"  nearest: {near.title} ({where})"


def _source(citation: Citation, answer: Answer) -> Iterator[str]:
    about = (citation.outlet, citation.published, citation.author)
    yield f"\n[{citation.n}] {citation.title}"
    yield "    " + ", ".join(part for part in about if part)
    if citation.speaker:
        yield f"    said by {citation.speaker}"
    quote = " ".join(citation.quote.split())
    if quote not in answer.text:
        yield f"    the article's words: {quote}"
    if citation.url:
        yield f"    {citation.url}"
    if citation.also_carried_by:
        outlets = ", ".join(carrier.outlet or carrier.url for carrier in citation.also_carried_by)
        yield f"    also carried by {outlets}"
