"""Any extractive question-answering model of the Hugging Face kind as a reader.

Such a model scores where an answer starts and ends, and (trained on SQuAD 2.0 or the like) scores
the first token for "no answer". A sentence is as good as the best span in it, against that.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from index.errors import ModelDamaged
from qa.reading import PassageToRead, SentenceScore
from qa.reading.marking import likeliest

if TYPE_CHECKING:
    from collections.abc import Sequence

STRIDE = 96
"""Tokens that neighbouring windows of a long passage share."""


class NamedReader:
    """A question-answering model by name or folder. Thread-safe; loads at the first `score`."""

    def __init__(self, model: str) -> None:
        self.model = model
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    @property
    def ready(self) -> bool:
        """Whether the model is in memory."""
        return self._loaded is not None

    def load(self) -> None:
        """Read the model now. Raises ModelDamaged where it is not on this machine."""
        self._open()

    def score(self, question: str, passages: Sequence[PassageToRead]) -> list[list[SentenceScore]]:
        """For each passage, one score a sentence, in order. Raises ModelDamaged."""
        import torch

        tokenizer, model = self._open()
        texts = [f"{p.heading}\n{p.text}" for p in passages]
        batch = tokenizer(
            [question] * len(texts),
            texts,
            truncation="only_second",
            max_length=min(int(tokenizer.model_max_length), 384),
            stride=STRIDE,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
            padding=True,
            return_tensors="pt",
        )
        rows = batch.pop("overflow_to_sample_mapping").tolist()
        offsets = batch.pop("offset_mapping").tolist()
        with torch.inference_mode():
            outputs = model(**batch)
        starts, ends = outputs.start_logits.log_softmax(-1), outputs.end_logits.log_softmax(-1)
        found = [[_UNREAD] * len(p.sentences) for p in passages]
        for window, row in enumerate(rows):
            body = [
                offsets[window][token] if part == 1 else None
                for token, part in enumerate(batch.sequence_ids(window))
            ]
            scores = _in_window(starts[window], ends[window], body, passages[row])
            found[row] = [
                max(old, new, key=lambda one: one.log_odds)
                for old, new in zip(found[row], scores, strict=True)
            ]
        return found

    def _open(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[Any, Any]:
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer

        try:
            tokenizer = AutoTokenizer.from_pretrained(self.model, local_files_only=True)
            model = AutoModelForQuestionAnswering.from_pretrained(self.model, local_files_only=True)
        except (OSError, ValueError) as error:
            message = (
                f"The reader {self.model!r} is not on this machine, or is no extractive "
                "question-answering model. Name a folder that holds one, or download it first: "
                f"hf download {self.model}"
            )
            raise ModelDamaged(message) from error
        return tokenizer, model.eval()


_UNREAD = SentenceScore(float("-inf"), None, float("-inf"))


def _in_window(
    starts: Any, ends: Any, body: Sequence[Sequence[int] | None], passage: PassageToRead
) -> list[SentenceScore]:
    """The scores of the sentences that lie whole or in part in one window."""
    shift = len(passage.heading) + 1
    none = float(starts[0] + ends[0])
    found = []
    for sentence in passage.sentences:
        tokens = [
            token
            for token, place in enumerate(body)
            if place is not None
            and place[0] >= sentence.start + shift
            and place[1] <= sentence.end + shift
        ]
        if not tokens:
            found.append(_UNREAD)
            continue
        first, last = tokens[0], tokens[-1] + 1
        places = [
            (place[0] - shift, place[1] - shift) if place else (0, 0) for place in body[first:last]
        ]
        span, score = likeliest(starts[first:last], ends[first:last], places, passage.text)
        found.append(SentenceScore(score - none, span, score))
    return found
