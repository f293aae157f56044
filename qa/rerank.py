"""A cross-encoder that the user names puts the found passages into a new order.

Off by default: its weights are not part of the install. Any sentence-pair model of the
sentence-transformers kind will do, as `cross-encoder/ms-marco-MiniLM-L6-v2`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.cross_encoder import NamedCrossEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.retrieve import RankedPassage


class Reranker:
    """Scores question and passage together. Thread-safe; nothing is loaded before it is needed."""

    def __init__(self, name: str) -> None:
        self._encoder = NamedCrossEncoder(name)

    @property
    def ready(self) -> bool:
        """Whether the model is in memory."""
        return self._encoder.ready

    def load(self) -> None:
        """Bring the model into memory now. Raises ModelDamaged where it is not on this machine."""
        self._encoder.load()

    def rerank(self, question: str, ranked: Sequence[RankedPassage]) -> list[RankedPassage]:
        """The same passages, best first by the model's score. Raises ModelDamaged."""
        model = self._encoder.load()
        pairs = [(question, f"{one.stored.article.title}\n{one.stored.text}") for one in ranked]
        scores = model.predict(pairs, show_progress_bar=False) if pairs else []
        scored = [
            replace(one, score=float(score)) for one, score in zip(ranked, scores, strict=True)
        ]
        return sorted(scored, key=lambda one: -one.score)
