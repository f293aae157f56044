"""The answer that a language model is writing: claims, what they rest on, and what was left out."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qa.answer import Answer, Citation, Claim
from qa.cite import cite
from qa.compose import refuse
from qa.time_filter import shown_range
from qa.writing.claim_check import kinds_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.catalogue import Catalogue
    from qa.question import Question
    from qa.retrieve import RankedPassage
    from qa.writing.claim_check import Rejected, Supported
    from qa.writing.models import Usage


class Draft:
    """The answer so far."""

    def __init__(
        self,
        question: Question,
        ranked: Sequence[RankedPassage],
        catalogue: Catalogue,
        score: float,
        model: str,
        usage: Usage,
    ) -> None:
        self.claims: list[Claim] = []
        self.rejected: list[Rejected] = []
        self.usage = usage
        self._citations: dict[tuple[str, int], Citation] = {}
        self._question, self._ranked, self._catalogue = question, ranked, catalogue
        self._score, self._model = score, model
        self._began = time.perf_counter()
        self._first_ms: float | None = None

    def add(self, supported: Supported, *, dated: bool) -> bool:
        """Take a claim in, unless it was said before; whether it was taken."""
        if any(supported.text.casefold() in claim.text.casefold() for claim in self.claims):
            return False
        numbers = []
        for one in supported.cited:
            key = one.shown.key
            if key not in self._citations:
                n = len(self._citations) + 1
                self._citations[key] = cite(
                    n, one.shown.stored, one.shown.sentence, one.speaker,
                    self._ranked, self._catalogue,
                )  # fmt: skip
            numbers.append(self._citations[key].n)
        day = self._day(numbers[0]) if dated else ""
        text = f"[{day}] {supported.text}" if day else supported.text
        self.claims.append(Claim(text, tuple(sorted(numbers)), "supported"))
        if self._first_ms is None:
            self._first_ms = self._elapsed_ms()
        return True

    def _day(self, number: int) -> str:
        found = next(one for one in self._citations.values() if one.n == number)
        return found.published[:10] if found.published[:4].isdigit() else ""

    def answer(self, trouble: str | None = None) -> Answer:
        """What holds so far; `trouble` says why the model did not come to an end."""
        lines = [f"{c.text} {''.join(f'[{n}]' for n in c.citations)}" for c in self.claims]
        count = len(self.rejected)
        what = "1 sentence" if count == 1 else f"{count} sentences"
        left = [f"{what} of the model left out: {kinds_of(self.rejected)}."] if count else []
        said = [f"The model's answer broke off: {trouble}."] if trouble else []
        return Answer(
            question=self._question.text,
            standalone_question=self._question.standalone,
            as_of=self._question.as_of.isoformat(),
            time_range=shown_range(self._question.time),
            text="\n".join(lines),
            claims=tuple(self.claims),
            citations=tuple(self._citations.values()),
            reason=" ".join([*said, *left]) or None,
            evidence_score=self._score,
            **self._made_by(),
        )

    def refusal(self) -> Answer:
        """That nothing of what the model wrote can be shown, or that it found no answer."""
        reason = (
            f"Nothing that the model wrote can be shown: {kinds_of(self.rejected)}."
            if self.rejected
            else "The model found no sentence in them that answers."
        )
        refused = refuse(self._question, self._ranked, reason, self._score)
        return replace(refused, **self._made_by())

    def _made_by(self) -> dict[str, Any]:
        timings = {"write": self._elapsed_ms()}
        if self._first_ms is not None:
            timings["first_claim"] = self._first_ms
        return {
            "mode": "generated",
            "model": self._model,
            "removed": len(self.rejected),
            "usage": self.usage.to_json(),
            "timings_ms": timings,
        }

    def _elapsed_ms(self) -> float:
        return round((time.perf_counter() - self._began) * 1000, 1)
