"""The reader that is trained and shipped here: question and passages -> scored sentences.

Its weights are the layers and heads of `model.ReaderModel` in 8 bits; the embeddings, and layers
that were not trained, are those of the default embedding model, whose weights come as a Python
package. Both are checked by hash when they are loaded. How it was trained, what it is good
for and where it fails: docs/reader.md.
"""

from __future__ import annotations

import hashlib
import threading
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.brain_floats import brain_floats_pay
from index.embedding import DEFAULT_MODEL, Embedder
from index.errors import ModelDamaged
from qa.reading import PassageToRead, SentenceScore
from qa.reading.marking import likeliest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import torch

    from qa.reading.model import EncodedPair, ReaderModel

WEIGHTS_SHA256 = "4a83152ec31a9e0789d1bb142ef4329d6788dac468a8b413a89ba7b472afa96d"
"""Of weights/reader.safetensors, written by `python -m qa.training`."""

BATCH_TOKENS = 2_048

UNREAD = SentenceScore(float("-inf"), None, float("-inf"))


class TrainedReader:
    """The shipped reader, or one trained here from another file of weights. Thread-safe."""

    def __init__(self, weights: Path | None = None) -> None:
        self._file = weights or Path(
            str(resources.files("qa.reading") / "weights" / "reader.safetensors")
        )
        self._expected = WEIGHTS_SHA256 if weights is None else None
        self._lock = threading.Lock()
        self._loaded: tuple[ReaderModel, Any] | None = None

    @property
    def ready(self) -> bool:
        """Whether the weights are in memory."""
        return self._loaded is not None

    def load(self) -> None:
        """Read the weights now. Raises ModelDamaged where they are missing or are others."""
        self._open()

    def score(self, question: str, passages: Sequence[PassageToRead]) -> list[list[SentenceScore]]:
        """For each passage, one score a sentence, in order.

        Eight passages take 0.2 s on two cores with brain floats, 0.5 s on others (docs/results.md).
        Raises ModelDamaged.
        """
        import torch

        from qa.reading.model import Batch

        model, encoder = self._open()
        asked = encoder.question(question)
        windows = [
            (number, pair)
            for number, p in enumerate(passages)
            for pair in encoder.windows(asked, p.heading, p.text, p.sentences)
        ]
        pairs = [pair for _, pair in windows]
        scores = [[UNREAD] * len(p.sentences) for p in passages]
        for rows in _batches(pairs):
            with (
                torch.inference_mode(),
                torch.autocast("cpu", torch.bfloat16, enabled=brain_floats_pay()),
            ):
                starts, ends, sentences = model(Batch.of([pairs[row] for row in rows]))
            starts, ends = starts.log_softmax(-1), ends.log_softmax(-1)
            for place, row in enumerate(rows):
                number = windows[row][0]
                text, pair = passages[number].text, pairs[row]
                for sentence, score in _sentence_scores(
                    starts[place], ends[place], sentences[place], pair, text
                ):
                    scores[number][sentence] = max(
                        scores[number][sentence], score, key=lambda one: one.log_odds
                    )
        return scores

    def _open(self) -> tuple[ReaderModel, Any]:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[ReaderModel, Any]:
        from safetensors import safe_open

        from qa.reading.eight_bits import restored
        from qa.reading.model import PairEncoder

        _check(self._file, self._expected)
        embedder = Embedder(DEFAULT_MODEL)
        with safe_open(str(self._file), framework="pt") as file:
            written = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        model = base_model(embedder)
        overlay(model, restored(written))
        return model.eval(), PairEncoder(embedder.tokenizer)


def base_model(embedder: Embedder) -> ReaderModel:
    """The network before training: the embedder's encoder, and heads drawn at random.

    No dropout anywhere: on these sizes it triples the time of a step and was not missed.
    """
    from transformers import AutoModel
    from transformers.utils import logging

    from qa.reading.model import ReaderModel

    embedder.check()
    logging.disable_progress_bar()
    before = logging.get_verbosity()
    logging.set_verbosity_error()  # it warns of the pooler, which is not used
    try:
        encoder = AutoModel.from_pretrained(
            str(embedder.folder),
            local_files_only=True,
            add_pooling_layer=False,
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.0,
            attn_implementation="sdpa",
        )
    finally:
        logging.set_verbosity(before)
    return ReaderModel(encoder, encoder.config.hidden_size)


def overlay(model: ReaderModel, trained: Mapping[str, torch.Tensor]) -> None:
    """Put trained weights in the place of the model's own. Raises ModelDamaged on a stranger."""
    _, strangers = model.load_state_dict(dict(trained), strict=False)
    if strangers:
        raise ModelDamaged(f"The reader's weights hold parts that the model has not: {strangers}")


def _batches(pairs: Sequence[EncodedPair]) -> list[list[int]]:
    """Rows in batches of like length, so that little padding is computed."""
    ordered = sorted(range(len(pairs)), key=lambda row: len(pairs[row].ids))
    batches: list[list[int]] = []
    for row in ordered:
        if not batches or (len(batches[-1]) + 1) * len(pairs[row].ids) > BATCH_TOKENS:
            batches.append([])
        batches[-1].append(row)
    return batches


def _sentence_scores(
    starts: torch.Tensor,
    ends: torch.Tensor,
    sentences: torch.Tensor,
    pair: EncodedPair,
    text: str,
) -> Iterator[tuple[int, SentenceScore]]:
    """The (number, score) of each sentence that has tokens in a pair; `text` is the passage's."""
    for number in dict.fromkeys(n for n in pair.sentence_of if n >= 0):
        first = pair.sentence_of.index(number)
        last = first + pair.sentence_of.count(number)
        span, score = likeliest(
            starts[first:last], ends[first:last], pair.offsets[first:last], text
        )
        yield number, SentenceScore(float(sentences[number]), span, score)


def _check(file: Path, expected: str | None) -> None:
    remedy = "Take the file from the release again, or train it: python -m qa.training"
    if not file.is_file():
        raise ModelDamaged(f"The reader's weights are missing: {file}. {remedy}")
    if expected is None:
        return
    with file.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
    if found != expected:
        raise ModelDamaged(
            f"The reader's weights {file} are not those of this version: sha256 is {found}, "
            f"should be {expected}. {remedy}"
        )
