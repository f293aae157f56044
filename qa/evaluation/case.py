"""A case: a question and what is expected of its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.article_filter import ArticleFilter

if TYPE_CHECKING:
    from datetime import date

    from qa.question import Turn


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a fixture; docs/evaluation.md describes each field.

    `must` holds groups of alternatives: of each group one must be in the answer; `answers` of a
    fixture is one such group. An unanswerable case has none, and only a refusal is right.
    `withheld` marks the second asking of an answerable case (see `run.withheld_cases`).
    """

    id: str
    question: str
    as_of: date | None = None
    history: tuple[Turn, ...] = ()
    allowed: ArticleFilter = field(default_factory=ArticleFilter)
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    evidence: str = ""
    speaker: str = ""
    time_range: tuple[str | None, str | None] | None = None
    unanswerable: bool = False
    withheld: bool = False
    tags: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether an answer is expected, and it is known which."""
        return bool(self.must)
