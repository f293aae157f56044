"""The one door: ask(question, history, allowed, as_of) -> Answer.

Models and indexes are opened once and kept; every question sees one published state of the library,
and the next one sees what was published since.
"""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from index.catalogue import open_catalogue
from index.errors import DatelineError
from qa.compose import compose, refuse
from qa.finding import Finding, milliseconds
from qa.forms import forms
from qa.opened import OpenedLibrary, published
from qa.question import as_the_library_has_it, understand
from qa.reading import DEFAULT_READER, open_reader
from qa.rerank import Reranker
from qa.writing.model_settings import EXTRACTIVE

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from index.article_filter import ArticleFilter
    from index.catalogue import Catalogue, Summary, Version
    from qa.answer import Answer
    from qa.evidence import Evidence
    from qa.finding import Found
    from qa.generate import Writer
    from qa.question import Question, Turn
    from qa.retrieve import RankedPassage
    from qa.writing.model_settings import ModelSettings
    from qa.writing.models import Usage

REFUSE_BELOW = 0.23
"""Probabilities under this are a refusal; the curve is in docs/results.md."""


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer came about: all ranked passages, and the sentences chosen from them.

    On a refusal these are the sentences that a lower threshold would have shown. `evidence` are
    all sentences that were read.
    """

    ranked: tuple[RankedPassage, ...]
    chosen: tuple[Evidence, ...]
    evidence: tuple[Evidence, ...] = ()


class Assistant:
    """Answers questions over the library in `library`. Safe to use from several threads.

    Opening is instant; the model and the vectors are loaded by `warm_up` or by the first question.
    """

    def __init__(
        self,
        library: Path,
        embedding_model: str | None = None,
        reader: str | None = None,
        *,
        reranker: str | None = None,
        model: ModelSettings | None = None,
        refuse_below: float = REFUSE_BELOW,
    ) -> None:
        self.library = library
        self.reader = reader or DEFAULT_READER
        self.reranker = reranker
        self._opened = OpenedLibrary(library, embedding_model)
        self._finding = Finding(
            self._opened,
            open_reader(self.reader),
            Reranker(reranker) if reranker else None,
            refuse_below,
        )
        self.writer = _writer(model) if model and model.generates else None
        self.trouble: str | None = None
        """Why the models could not be loaded, if they could not."""

    @property
    def ready(self) -> bool:
        """Whether a question is answered at once, with the model in memory."""
        return self._opened.ready and all(network.ready for network in self._finding.networks)

    @property
    def settings(self) -> dict[str, Any]:
        """What an answer depends on besides the library; kept with runs and with feedback."""
        return {
            "reader": self.reader,
            "reranker": self.reranker,
            "refuse_below": self._finding.refuse_below,
            "answer_with": self.answers_with,
        }

    @property
    def answers_with(self) -> str:
        """The language model that answers, or "extractive"."""
        return self.writer.model.name if self.writer else EXTRACTIVE

    def warm_up(self) -> None:
        """Load the model and open the vectors. Raises DatelineError as `ask` does."""
        try:
            with open_catalogue(self.library) as catalogue:
                version = published(catalogue)
                self._opened.store(version)
            self._opened.embedder(version).embed_questions(["warm"])
            for network in self._finding.networks:
                network.load()
        except DatelineError as error:
            self.trouble = str(error)
            raise
        self.trouble = None

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
        generate: bool = True,
    ) -> Answer:
        """Answer from the articles, or say that they do not answer.

        `history`: (question, answer or None) pairs, oldest first. `as_of`: the day that counts as
        today (default: today, UTC). With `wait_for_model` False a question that comes before the
        embedder is loaded is answered by words alone. `generate` False: from the articles' own
        sentences, whatever model was named. Raises LibraryMissing, FingerprintMismatch and
        DatelineError (an empty question; vectors that cannot be read).
        """
        return self.ask_with_trace(
            question, history, allowed, as_of, wait_for_model=wait_for_model, generate=generate
        )[0]

    def ask_with_trace(
        self,
        question: str,
        history: Sequence[Turn] = (),
        allowed: ArticleFilter | None = None,
        as_of: date | None = None,
        *,
        wait_for_model: bool = True,
        generate: bool = True,
    ) -> tuple[Answer, Trace]:
        """As `ask`, with what was ranked and read on the way; for the evaluation."""
        *_, last = self._answers(
            question, history, allowed, as_of, wait_for_model=wait_for_model, generate=generate
        )
        assert last is not None, "the last is always an answer"
        return last

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        wait_for_model: bool = True,
        generate: bool = True,
    ) -> Iterator[Answer | None]:
        """The answer as it grows: by one verified sentence at a time where a model writes it.

        Each one is valid as it is, and the last is the whole; None while nothing is new. `generate`
        False: from the articles' own sentences, whatever model was named. Raises what `ask` raises.
        Closing it ends the work.
        """
        growing = self._answers(
            question, history, None, None, wait_for_model=wait_for_model, generate=generate
        )
        with closing(growing):
            for grown in growing:
                yield grown and grown[0]

    def _answers(
        self,
        question: str,
        history: Sequence[Turn],
        allowed: ArticleFilter | None,
        as_of: date | None,
        *,
        wait_for_model: bool,
        generate: bool = True,
    ) -> Generator[tuple[Answer, Trace] | None]:
        began = time.perf_counter()
        if not question.strip():
            message = "The question is empty. Ask something like: What did Bahreini say?"
            raise DatelineError(message)
        writer = self.writer if generate else None
        today = as_of or datetime.now(UTC).date()
        understood = understand(question, history, today, dated=as_of is not None)
        with open_catalogue(self.library) as catalogue:
            version = published(catalogue)
            with_model = wait_for_model or self.ready
            understood = self._as_the_library_has_it(understood, catalogue, version)
            usage = writer.model.usage() if writer else None
            tried: list[tuple[Question, Found]] = []
            for form in forms(understood, history, writer, usage):
                asked = form
                if form.standalone != understood.standalone:
                    asked = self._as_the_library_has_it(form, catalogue, version)
                found = self._finding.find(
                    catalogue, version, asked, allowed, with_model=with_model
                )
                tried.append((asked, found))
                if not found.refusal:
                    break
            shown, found = tried[0] if tried[-1][1].refusal else tried[-1]
            trace = Trace(found.ranked, found.chosen, found.evidence)
            for answer in self._made(shown, found, catalogue, writer, usage):
                if answer is None:
                    yield None
                    continue
                timings = {
                    "retrieve": found.retrieve_ms,
                    "read": found.read_ms,
                    **answer.timings_ms,
                    "total": milliseconds(began, time.perf_counter()),
                }
                yield answer.with_timings(timings), trace

    def _as_the_library_has_it(
        self, question: Question, catalogue: Catalogue, version: Version
    ) -> Question:
        missing = self._opened.missing_names(catalogue, version, question)
        return as_the_library_has_it(question, missing, catalogue)

    @staticmethod
    def _made(
        question: Question,
        found: Found,
        catalogue: Catalogue,
        writer: Writer | None,
        usage: Usage | None,
    ) -> Iterator[Answer | None]:
        """What was found as an answer: a refusal, a model's sentences, or the articles' own."""
        if found.refusal:
            refused = refuse(question, found.ranked, found.refusal, found.score)
            yield replace(refused, usage=usage.to_json() if usage and usage.calls else None)
            return
        trouble = None
        if writer is not None and usage is not None:
            from qa.writing.models import ModelTrouble

            try:
                yield from writer.answers(
                    question, found.evidence, found.ranked, catalogue, found.score, usage
                )
            except ModelTrouble as error:
                trouble = f"From the articles' own sentences, since {error}."
            else:
                return
        answer = compose(question, found.chosen, found.ranked, catalogue, found.score)
        yield replace(answer, reason=trouble)


def _writer(model: ModelSettings) -> Writer:
    from qa.generate import Writer

    return Writer(model)
