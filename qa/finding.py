"""One question over one state of the library -> the passages, the evidence, and whether it answers.

Everything between understanding a question and composing its answer: retrieving, reading, choosing
sentences, and the decision that none of them answers.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.article_filter import ArticleFilter
from qa.compose import why_not
from qa.coverage import weights
from qa.reader import answer_probability, read
from qa.selection import choose, may_answer
from qa.time_filter import articles_for, nothing_from

if TYPE_CHECKING:
    from index.catalogue import Catalogue, Version
    from qa.evidence import Evidence
    from qa.opened import OpenedLibrary
    from qa.question import Question
    from qa.reading import Reader
    from qa.rerank import Reranker
    from qa.retrieve import RankedPassage

PASSAGES_RANKED = 30


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieving and reading came to; `refusal` says why it is no answer, or is None.

    `chosen` are on a refusal the sentences that a lower threshold would have shown; `score` is the
    probability that the best of the evidence answers; times are in milliseconds.
    """

    ranked: tuple[RankedPassage, ...]
    chosen: tuple[Evidence, ...]
    evidence: tuple[Evidence, ...]
    score: float
    refusal: str | None
    retrieve_ms: float
    read_ms: float


@dataclass(frozen=True, slots=True)
class Finding:
    """How questions are searched for: the opened library, the networks, and the threshold."""

    opened: OpenedLibrary
    reader: Reader | None
    reranker: Reranker | None
    refuse_below: float

    @property
    def networks(self) -> list[Reader | Reranker]:
        """Those that have to be loaded before a question is answered with all there is."""
        return [one for one in (self.reader, self.reranker) if one is not None]

    def find(
        self,
        catalogue: Catalogue,
        version: Version,
        question: Question,
        allowed: ArticleFilter | None,
        *,
        with_model: bool,
    ) -> Found:
        """Retrieve and read, and decide whether what was found answers.

        Without `with_model`, by words alone. Raises FingerprintMismatch and DatelineError.
        """
        from qa.retrieve import WHERE_WORDS_TELL_MORE, PassageRetriever

        began = time.perf_counter()
        embedder = self.opened.embedder(version)
        store = self.opened.store(version) if with_model else None
        narrowed = articles_for(question, allowed or ArticleFilter())
        count = WHERE_WORDS_TELL_MORE if question.speaker else 1.0
        retriever = PassageRetriever(catalogue, store, embedder, narrowed, PASSAGES_RANKED, count)
        ranked = retriever.ranked(question.standalone)
        if self.reranker and with_model:
            ranked = self.reranker.rerank(question.standalone, ranked)
        retrieved = time.perf_counter()
        frequencies = self.opened.word_frequencies(catalogue, version, question)
        word_weights = weights(question, frequencies, catalogue.passage_count())
        published = self.opened.publication_times(catalogue, version) if question.dated else ()
        reader = self.reader if with_model else None
        evidence = read(question, ranked, word_weights, reader, published)
        answering = may_answer(question, evidence)
        score = answer_probability(answering)
        chosen = choose(question, answering)
        missing = self.opened.missing_names(catalogue, version, question)
        refusal = nothing_from(question.time, narrowed, catalogue)
        if refusal is None and (missing or not chosen or score < self.refuse_below):
            refusal = why_not(question, ranked, missing, word_weights)
        return Found(
            tuple(ranked),
            tuple(chosen),
            tuple(evidence),
            score,
            refusal,
            milliseconds(began, retrieved),
            milliseconds(retrieved, time.perf_counter()),
        )


def milliseconds(start: float, end: float) -> float:
    """From `start` to `end`, both in seconds, to a tenth of a millisecond."""
    return round((end - start) * 1000, 1)
