"""The evidence panel: one card a citation, the cited sentence highlighted in its passage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.plain_text import plain_text
from web.article_list import article_list
from web.links import article_link, original_anchor
from web.markup import for_html, long_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answer import Answer, Citation

_EMPTY_LINES = re.compile(r"\n\s*\n")

EMPTY = (
    '<div class="evidence-empty"><p>The passages an answer rests on appear here.</p>'
    "<p>Click a number in an answer to open the article at its words.</p></div>"
)


def render_evidence(answers: Sequence[Answer | None]) -> str:
    """All turns of a conversation: the last one open, those before folded."""
    turns = [
        _turn(number, answer, is_open=number == len(answers))
        for number, answer in enumerate(answers, 1)
        if answer is not None and (answer.citations or answer.nearest)
    ]
    return "".join(reversed(turns)) or EMPTY


def card_id(turn: int, n: int) -> str:
    """The id of a card in the page, which a marker in the chat links to."""
    return f"evidence-{turn}-{n}"


def copy_id(turn: int) -> str:
    """The id in the page of a turn as plain text, which a link in the chat copies."""
    return f"copy-{turn}"


def _turn(number: int, answer: Answer, *, is_open: bool) -> str:
    title = for_html(answer.question)
    if answer.citations:
        body = "".join(_card(number, citation) for citation in answer.citations)
        body += _to_copy(number, answer)
    else:
        body = _nearest(answer)
    opened = " open" if is_open else ""
    return f'<details class="turn"{opened}><summary>{title}</summary>{body}</details>'


def _card(turn: int, citation: Citation) -> str:
    byline = [citation.outlet, long_date(citation.published), citation.author]
    speaker = (
        f'<p class="speaker">Said by {for_html(citation.speaker)}</p>' if citation.speaker else ""
    )
    return (
        f'<article class="card" id="{card_id(turn, citation.n)}" tabindex="-1"'
        f' aria-label="Source {citation.n}">'
        f'<header><span class="number">{citation.n}</span><div>'
        f"<h3>{for_html(citation.title)}</h3>"
        f'<p class="byline">{for_html(" · ".join(part for part in byline if part))}</p>'
        f"{speaker}</div></header>"
        f"<blockquote>{_highlighted(citation)}</blockquote>"
        f"{_footer(citation)}</article>"
    )


def _to_copy(turn: int, answer: Answer) -> str:
    text = f"{answer.question.strip()}\n\n{plain_text(answer)}\n"
    return f'<textarea id="{copy_id(turn)}" hidden readonly>{for_html(text)}</textarea>'


def _highlighted(citation: Citation) -> str:
    start = citation.start - citation.passage_start
    end = citation.end - citation.passage_start
    before, after = citation.passage[:start], citation.passage[end:]
    parts = (_closed_up(part) for part in (before, citation.quote, after))
    before, quote, after = map(for_html, parts)
    return f"{before}<mark>{quote}</mark>{after}"


def _closed_up(text: str) -> str:
    """Without the empty lines between paragraphs, which a card has no room for."""
    return _EMPTY_LINES.sub("\n", text)


def _footer(citation: Citation) -> str:
    here = article_link(citation.article_id, citation)
    parts = [f'<a href="{for_html(here)}" target="_blank" rel="noopener">Whole article</a>']
    parts.append(original_anchor(citation.url, citation.quote))
    if citation.also_carried_by:
        outlets = sorted({carrier.outlet or carrier.url for carrier in citation.also_carried_by})
        parts.append(f"<span>Also carried by {for_html(', '.join(outlets))}</span>")
    return f"<footer>{''.join(parts)}</footer>"


def _nearest(answer: Answer) -> str:
    return (
        '<div class="nearest"><p>Not answered. The nearest articles:</p>'
        f"{article_list(answer.nearest)}</div>"
    )
