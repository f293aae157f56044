"""The line about the library above the panels, and questions that the library can answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from index.article import iso_date
from index.catalogue import open_catalogue
from index.errors import DatelineError
from qa.language.speaker import speaker_of
from qa.language.words import is_english
from web.markup import for_html, long_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.catalogue import Catalogue
    from qa.assistant import Assistant

_NOT_PERSONAL = frozenset(
    """
    President Minister Secretary Senator Governor Mayor Judge Chief Officer Police Department Fire
    City County State House Court University Institute Office Agency Association Bank Company News
    White United National Supreme Street Red Prime General American British Service Services
    """.split()
)

EXAMPLES_SHOWN = 4
LONGEST_EXAMPLE = 60
"""Characters, so that one fits on a phone's line or two."""

_ARTICLES_TRIED = 40


def library_line(assistant: Assistant) -> str:
    """One line: articles, outlets, from and to, last build, and whether the model is loaded."""
    try:
        summary = assistant.summary()
    except DatelineError as error:
        return f'<p class="library-line">{for_html(str(error))}</p>'
    outlets = sum(1 for name, _ in summary.outlets if name)
    parts = [
        f"<strong>{summary.articles:,}</strong> articles",
        f"<strong>{outlets:,}</strong> outlet{'' if outlets == 1 else 's'}",
    ]
    if summary.oldest is not None:
        oldest, newest = long_date(iso_date(summary.oldest)), long_date(iso_date(summary.newest))
        parts.append(f"{oldest} to {newest}")
    parts.append(f"built {long_date(iso_date(summary.version.built_at))}")
    warming = (
        ""
        if assistant.ready
        else ' <span class="warming" role="status">warming up: answers by words alone</span>'
    )
    return f'<p class="library-line">{" · ".join(parts)}{warming}</p>'


def example_questions(assistant: Assistant, questions: Path | None) -> list[str]:
    """Up to four questions that this library answers, each tried before it is offered.

    `questions` is a file of questions over the library, as for `qa ask --batch`; without one,
    people who speak in the newest articles are asked about.
    """
    offered: dict[str, str] = {}  # article id -> question: one an article shows more of them
    try:
        with open_catalogue(assistant.library) as catalogue:
            candidates = list(_from_file(questions) if questions else _from_speakers(catalogue))
        for question, expected in dict(candidates).items():
            if len(question) > LONGEST_EXAMPLE:
                continue
            answer = assistant.ask(question, wait_for_model=False, generate=False)
            cited = answer.citations
            if any(wanted in citation.quote for citation in cited for wanted in expected):
                offered.setdefault(cited[0].article_id, question)
            if len(offered) == EXAMPLES_SHOWN:
                break
    except DatelineError:
        pass  # the page says itself what is wrong with the library
    return list(offered.values())


def _from_file(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Questions with the words of which any one must be in a cited quotation."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            if case.get("answers") and not case.get("history"):
                yield case["question"], case["answers"]


def _from_speakers(catalogue: Catalogue) -> Iterator[tuple[str, list[str]]]:
    for stored in catalogue.newest_passages(_ARTICLES_TRIED):
        if not is_english(stored.text):
            continue  # who speaks is told by English words
        sentences = stored.passage.sentences
        for position in range(len(sentences)):
            name = speaker_of(stored.article.text, sentences, position)
            if name and _is_person(name):
                yield f"What did {name} say?", [""]
                break


def _is_person(name: str) -> bool:
    """Whether a speaker is a first and a last name and neither an office nor an institution."""
    parts = name.split()
    return len(parts) == 2 and not set(parts) & _NOT_PERSONAL  # noqa: PLR2004
