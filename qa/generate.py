"""The language-model path: evidence -> an Answer that grows by one verified sentence at a time.

The model points, the system quotes: it is shown sentences under opaque codes and names the codes
that each of its sentences rests on. A sentence is checked before anybody sees it; those that fail
are written once more with the reason given, and left out if they fail again.
"""

from __future__ import annotations

import re
import time
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from qa.writing.claim_check import NOTHING_CITED, Rejected, Supported, check
from qa.writing.draft import Draft
from qa.writing.instructions import disarmed, speaks_to_a_model
from qa.writing.model_output import StatementParser
from qa.writing.models import MOST_REPLY_TOKENS, LanguageModel, ModelTrouble, tokens_in
from qa.writing.prompts import Prompts
from qa.writing.shown_sentences import ShownSentences, fit, passages_to_show, visible
from qa.writing.support import Support, covered_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.catalogue import Catalogue, StoredPassage
    from qa.answer import Answer
    from qa.evidence import Evidence
    from qa.question import Question, Turn
    from qa.retrieve import RankedPassage
    from qa.writing.model_output import Statement
    from qa.writing.model_settings import ModelSettings
    from qa.writing.models import Usage

PASSAGES_SHOWN = 8
PASSAGES_OF_AN_OVERVIEW = 30
MOST_CALLS_OF_AN_OVERVIEW = 4
MOST_CLAIMS = 12
MOST_REPAIRED = 6
TURNS = 3
"""Of a conversation that are shown to a model that rewrites a question."""

BREATH = 0.25
"""Seconds between two moments at which the work can be stopped."""

_OVERVIEW = re.compile(
    r"\b(?:summari[sz]e|summary|overview|compare|comparison|timeline|chronology|sum up|recap"
    r"|developments?|what (?:has )?happened)\b",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(r":\s*$|^(?:sure|certainly|of course|here (?:is|are))\b", re.IGNORECASE)


class Writer:
    """Writes answers with one language model. Opening it asks nothing of the network."""

    def __init__(self, settings: ModelSettings) -> None:
        self.model = LanguageModel(settings)
        self._window = settings.window
        self._prompts = Prompts(settings.prompts)
        self._support = Support(settings.entailment)

    def answers(
        self,
        question: Question,
        evidence: Sequence[Evidence],
        ranked: Sequence[RankedPassage],
        catalogue: Catalogue,
        score: float,
        usage: Usage,
    ) -> Iterator[Answer | None]:
        """The answer as it grows; each one is valid, and the last is the whole. Adds to `usage`.

        None every now and then while nothing is new, so that whoever waits can stop: closing the
        iterator ends the request.
        Raises ModelTrouble where the model gave nothing that can be shown for a reason of its own;
        when the articles do not carry what it wrote, the answer is a refusal.
        """
        draft = Draft(question, ranked, catalogue, score, self.model.name, usage)
        trouble: str | None = None
        try:
            for found in self._written(question, evidence, ranked, draft):
                if found is None:
                    yield None
                elif draft.add(found, dated=is_overview(question)):
                    yield draft.answer()
                if len(draft.claims) == MOST_CLAIMS:
                    break
        except ModelTrouble as error:
            trouble = str(error)
        if draft.claims:
            yield draft.answer(trouble)
        elif trouble is not None:
            raise ModelTrouble(trouble)
        else:
            yield draft.refusal()

    def rewritten(self, question: str, history: Sequence[Turn], usage: Usage) -> str:
        """A question that leans on the conversation, as one that stands alone; one line.

        Adds to `usage`. Raises ModelTrouble.
        """
        turns = [
            f"Question: {visible(asked)}\nAnswer: {_without_orders(answer or '') or 'none'}"
            for asked, answer in history[-TURNS:]
        ]
        prompt = self._prompts.render("rewrite", conversation="\n".join(turns), question=question)
        text = "".join(self.model.stream(prompt, usage))
        lines = [line.strip(' *"“”') for line in text.splitlines() if line.strip()]
        return lines[-1] if lines else ""

    def _written(
        self,
        question: Question,
        evidence: Sequence[Evidence],
        ranked: Sequence[RankedPassage],
        draft: Draft,
    ) -> Iterator[Supported | None]:
        """What holds of the model's statements, as they come; then of those written once more."""
        overview = is_overview(question)
        name = "overview" if overview else "answer"
        last: ShownSentences | None = None
        for last in self._to_show(question, name, evidence, ranked, overview=overview):
            prompt = self._prompts.render(
                name, articles=last.render(), fence=last.fence, **_asked(question)
            )
            failed: list[Rejected] = []
            for statement in self._statements(prompt, draft):
                found = check(statement, last, self._support) if statement else None
                if isinstance(found, Rejected):
                    failed.append(found)
                    draft.rejected.append(found)
                else:
                    yield found
        if last is not None and failed:
            yield from self._repaired(question, failed, last, draft)

    def _to_show(
        self,
        question: Question,
        name: str,
        evidence: Sequence[Evidence],
        ranked: Sequence[RankedPassage],
        *,
        overview: bool,
    ) -> list[ShownSentences]:
        """The sentences of each prompt, as many as the window takes. Raises ModelTrouble."""
        empty = "".join(self._prompts.render(name, articles="", fence="", **_asked(question)))
        room = self._window - MOST_REPLY_TOKENS - tokens_in(empty) - 40
        passages: Sequence[StoredPassage] = passages_to_show(evidence, ranked)
        passages = passages[: PASSAGES_OF_AN_OVERVIEW if overview else PASSAGES_SHOWN]
        fitted = fit(passages, room)[: MOST_CALLS_OF_AN_OVERVIEW if overview else 1]
        if not fitted:
            raise ModelTrouble(
                f"not one passage fits into the {self._window:,} tokens of {self.model.name}"
            )
        return [ShownSentences(passages, by_date=overview) for passages in fitted]

    def _statements(self, prompt: tuple[str, str], draft: Draft) -> Iterator[Statement | None]:
        """The statements of one reply; where it breaks off, those that were whole before.

        None every BREATH seconds in between.
        """
        parser = StatementParser()
        any_text = False
        told = time.monotonic()
        seen: set[Statement] = set()
        with closing(self.model.stream(prompt, draft.usage)) as pieces:
            for piece in pieces:
                any_text = any_text or bool(piece.strip())
                yield from _new(parser.feed(piece), seen)
                if time.monotonic() - told > BREATH:
                    yield None
                    told = time.monotonic()
        if not any_text:
            raise ModelTrouble(f"{self.model.name} gave no text")
        yield from _new(parser.end(), seen)

    def _repaired(
        self, question: Question, failed: list[Rejected], shown: ShownSentences, draft: Draft
    ) -> Iterator[Supported | None]:
        """What of the failed statements holds when it is written once more."""
        worth = [one for one in failed if _is_worth_repair(one)][:MOST_REPAIRED]
        if not worth:
            return
        prompt = self._prompts.render(
            "repair",
            question=question.text,
            articles=shown.render(),
            fence=shown.fence,
            rejected="\n".join(f"- {one.statement.text} ({one.fault.detail})" for one in worth),
        )
        for statement in self._statements(prompt, draft):
            found = check(statement, shown, self._support) if statement else None
            if found is None:
                yield None
            if isinstance(found, Supported) and draft.rejected:
                meant = max(draft.rejected, key=partial(_likeness, found))
                draft.rejected.remove(meant)
                yield found


def is_overview(question: Question) -> bool:
    """Whether many articles are to be put together: a summary, a comparison, a timeline."""
    return question.kind == "list" or _OVERVIEW.search(question.standalone) is not None


def _without_orders(answer: str) -> str:
    """An earlier answer, which quotes articles, without what these say to a model."""
    lines = (visible(disarmed(line)) for line in answer.splitlines())
    return " ".join(line for line in lines if not speaks_to_a_model(line))


def _asked(question: Question) -> dict[str, str]:
    return {
        "question": question.text,
        "understood": question.standalone,
        "as_of": question.as_of.isoformat(),
    }


def _new(statements: Sequence[Statement], seen: set[Statement]) -> Iterator[Statement]:
    """Those that were not written before; a model that is stuck says one thing for ever."""
    for statement in statements:
        if statement not in seen:
            seen.add(statement)
            yield statement


def _likeness(found: Supported, rejected: Rejected) -> float:
    return covered_share(rejected.statement.text, [found.text])


def _is_worth_repair(rejected: Rejected) -> bool:
    """Whether a statement that failed is more than talk around the answer."""
    text = rejected.statement.text
    return rejected.fault is not NOTHING_CITED or not _INTRODUCTION.search(text)
