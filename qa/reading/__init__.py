"""Networks that read question and passage together and score the passage's sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.article import Sentence

DEFAULT_READER = "trained"
NO_READER = "words"


@dataclass(frozen=True, slots=True)
class PassageToRead:
    """A passage as a reader takes it: `heading` is its headline and date."""

    heading: str
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """`log_odds` that this sentence answers, against: nothing does.

    `answer` is the best short answer in it as (start, end) characters of the passage, and
    `answer_score` the log-probability that it begins and ends just there, among all places of the
    passage; None where the sentence was not read.
    """

    log_odds: float
    answer: tuple[int, int] | None
    answer_score: float


class Reader(Protocol):
    """Whatever can score the sentences of passages for a question."""

    @property
    def ready(self) -> bool:
        """Whether it answers at once."""

    def load(self) -> None:
        """Bring it into memory now. Raises ModelDamaged."""

    def score(self, question: str, passages: Sequence[PassageToRead]) -> list[list[SentenceScore]]:
        """For each passage, one score a sentence, in order. Raises ModelDamaged."""


def open_reader(name: str | None = None) -> Reader | None:
    """The reader of that name; nothing is loaded yet.

    `trained` (the default) is the one shipped here, `words` none at all; anything else is an
    extractive question-answering model of the Hugging Face kind, by name or folder.
    """
    if name == NO_READER:
        return None
    if name in {None, DEFAULT_READER}:
        from qa.reading.trained import TrainedReader

        return TrainedReader()
    from qa.reading.named import NamedReader

    return NamedReader(str(name))
