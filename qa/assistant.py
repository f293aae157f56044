"""The one door: ask(question, history, allowed, as_of) -> Answer.

Models and indexes are opened once and kept; every question sees one published state of the library,
and the next one sees what was published since.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from index.catalogue import ArticleFilter, open_catalogue
from index.embedding import DEFAULT_MODEL, Embedder
from index.errors import DatelineError, FingerprintMismatch, LibraryMissing
from index.vectors import open_vectors, vectors_folder
from qa.compose import choose, compose, refuse
from qa.question import understand
from qa.reader import evidence_score, read, weights
from qa.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from llama_index.vector_stores.chroma import ChromaVectorStore

    from index.catalogue import Catalogue, Summary, Version
    from qa.answer import Answer
    from qa.question import Question, Turn
    from qa.reader import Evidence
    from qa.retrieve import RankedPassage

REFUSE_BELOW = 0.6
"""Evidence scores under this are a refusal; its curve is in docs/results.md."""

PASSAGES_RANKED = 30


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer came about: all ranked passages, and the sentences chosen from them.

    On a refusal these are the sentences that a lower threshold would have shown.
    """

    ranked: tuple[RankedPassage, ...]
    chosen: tuple[Evidence, ...]


class Assistant:
    """Answers questions over the library in `library`. Safe to use from several threads.

    Opening is instant; the model and the vectors are loaded by `warm_up` or by the first question.
    """

    def __init__(
        self,
        library: Path,
        embedding_model: str | None = None,
        *,
        refuse_below: float = REFUSE_BELOW,
    ) -> None:
        self.library = library
        self.refuse_below = refuse_below
        self._model = embedding_model
        self._embedder: Embedder | None = None
        self._store: tuple[str, ChromaVectorStore] | None = None
        self._frequencies: tuple[int, dict[str, int]] = (0, {})
        self._lock = threading.Lock()

    @property
    def ready(self) -> bool:
        """Whether a question is answered at once, with the model in memory."""
        return self._embedder is not None and self._embedder.ready and self._store is not None

    def warm_up(self) -> None:
        """Load the model and open the vectors. Raises DatelineError as `ask` does."""
        with open_catalogue(self.library) as catalogue:
            version = _published(catalogue)
            self._open_store(version)
        self._open_embedder(version).embed_questions(["warm"])

    def summary(self) -> Summary:
        """What the library holds. Raises LibraryMissing."""
        with open_catalogue(self.library) as catalogue:
            return catalogue.summary()

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        allowed: ArticleFilter | None = None,
        as_of: date | None = None,
        *,
        wait_for_model: bool = True,
    ) -> Answer:
        """Answer from the articles, or say that they do not answer.

        `history`: (question, answer or None) pairs, oldest first. `as_of`: the day that counts as
        today (default: today, UTC). With `wait_for_model` False a question that comes before the
        model is loaded is answered by words alone. Raises LibraryMissing, FingerprintMismatch and
        DatelineError (an empty question; vectors that cannot be read).
        """
        return self.ask_with_trace(
            question, history, allowed, as_of, wait_for_model=wait_for_model
        )[0]

    def ask_with_trace(
        self,
        question: str,
        history: Sequence[Turn] = (),
        allowed: ArticleFilter | None = None,
        as_of: date | None = None,
        *,
        wait_for_model: bool = True,
    ) -> tuple[Answer, Trace]:
        """As `ask`, with what was ranked and read on the way; for the evaluation."""
        began = time.perf_counter()
        if not question.strip():
            message = "The question is empty. Ask something like: What did Bahreini say?"
            raise DatelineError(message)
        understood = understand(question, history, as_of or datetime.now(UTC).date())
        with open_catalogue(self.library) as catalogue:
            version = _published(catalogue)
            with_model = wait_for_model or self.ready
            embedder = self._open_embedder(version)
            store = self._open_store(version) if with_model else None
            ranked = self._retrieve(catalogue, store, embedder, understood, allowed)
            retrieved = time.perf_counter()
            frequencies = self._word_frequencies(catalogue, version, understood)
            missing = [name for name in understood.names if not frequencies.get(fold(name), 1)]
            passages = catalogue.passage_count()
            evidence = read(ranked, weights(understood, frequencies, passages))
            score = evidence_score(evidence)
            read_done = time.perf_counter()
            timings = {
                "retrieve": _milliseconds(began, retrieved),
                "read": _milliseconds(retrieved, read_done),
            }
            chosen = choose(evidence)
            if missing or not chosen or score < self.refuse_below:
                answer = refuse(understood, ranked, missing, score)
            else:
                answer = compose(understood, chosen, catalogue, score)
        timings["total"] = _milliseconds(began, time.perf_counter())
        return answer.with_timings(timings), Trace(tuple(ranked), tuple(chosen))

    def _retrieve(
        self,
        catalogue: Catalogue,
        store: ChromaVectorStore | None,
        embedder: Embedder,
        question: Question,
        allowed: ArticleFilter | None,
    ) -> list[RankedPassage]:
        from qa.retrieve import PassageRetriever

        retriever = PassageRetriever(
            catalogue, store, embedder, allowed or ArticleFilter(), PASSAGES_RANKED
        )
        return retriever.ranked(question.standalone)

    def _word_frequencies(
        self, catalogue: Catalogue, version: Version, question: Question
    ) -> dict[str, int]:
        """In how many passages each word of the question occurs; kept for each version."""
        with self._lock:
            if self._frequencies[0] != version.number:
                self._frequencies = (version.number, {})
            known = self._frequencies[1]
        for word in [*question.words, *(fold(name) for name in question.names)]:
            if word not in known:
                known[word] = catalogue.passages_with(f'"{word}"')
        return known

    def _open_embedder(self, version: Version) -> Embedder:
        with self._lock:
            if self._embedder is None:
                self._embedder = Embedder(self._model or version.model or DEFAULT_MODEL)
            embedder = self._embedder
        if embedder.fingerprint != version.fingerprint:
            message = (
                f"The library in {self.library} was built with {version.fingerprint}, but would be "
                f"asked with {embedder.fingerprint}. Ask with the model it was built with, or "
                "rebuild it: python -m index build --rebuild"
            )
            raise FingerprintMismatch(message)
        return embedder

    def _open_store(self, version: Version) -> ChromaVectorStore:
        with self._lock:
            if self._store is None or self._store[0] != version.vectors:
                folder = vectors_folder(self.library, version.vectors)
                self._store = (version.vectors, open_vectors(folder))
            return self._store[1]


def _published(catalogue: Catalogue) -> Version:
    version = catalogue.version()
    if version is None:
        message = "The library holds nothing yet. Build it with: python -m index build PATH"
        raise LibraryMissing(message)
    return version


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 1)
