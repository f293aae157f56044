"""Full-text search and vectors -> one ranked list of passages.

The two lists are joined by reciprocal rank fusion, score = sum of 1 / (60 + rank), after Cormack,
Clarke and Büttcher (SIGIR 2009): ranks can be added where BM25 scores and cosines cannot.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.vectors import UNDATED, nearest
from qa.language.words import as_searched, content_words, words
from qa.story_versions import tells_otherwise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llama_index.vector_stores.chroma import ChromaVectorStore

    from index.article_filter import ArticleFilter
    from index.catalogue import Catalogue, StoredPassage
    from index.embedding import Embedder

FUSION_CONSTANT = 60

WHERE_WORDS_TELL_MORE = 0.25
"""What a rank among the vectors counts, to one by words, where it is asked what somebody said: a
vector knows little of names (docs/results.md)."""

CANDIDATES = 60
"""Taken from each of the two lists."""

FIRST_LOOK = 400
"""Asked of the vectors without regard to days, which is fifty times as fast. Most questions allow
nearly every article, and their candidates are among these."""

MOST_VERSIONS = 2
"""Articles of one story that may be among the passages."""

MOST_CANDIDATES = 2000
"""The most that the vector search is asked for beyond these to make up for excluded articles."""


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage and why it is where it is; a rank (from 1) is None where that list lacks it.

    `similarity` is the cosine with the question, None where the vector search did not bring it.
    """

    stored: StoredPassage
    score: float
    word_rank: int | None
    vector_rank: int | None
    similarity: float | None


class PassageRetriever(BaseRetriever):
    """LlamaIndex's retriever interface over one snapshot of a library.

    `store` None: by words alone, while the embedding model is still loading. `vectors_count`: how
    much a rank among the vectors counts, to one by words.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        store: ChromaVectorStore | None,
        embedder: Embedder,
        allowed: ArticleFilter,
        limit: int,
        vectors_count: float = 1.0,
    ) -> None:
        self._catalogue = catalogue
        self._store = store
        self._embedder = embedder
        self._allowed = allowed
        self._limit = limit
        self._vectors_count = vectors_count
        super().__init__()

    def ranked(self, question: str) -> list[RankedPassage]:
        """The best passages for a question, best first.

        The copies of a story take one slot, and one more where a copy says something else.
        """
        by_words = self._by_words(question)
        similarities = self._by_vectors(question)
        by_vectors = {row: rank for rank, row in enumerate(similarities, 1)}
        rows = dict.fromkeys([*by_words, *by_vectors])
        fused = {row: self._fused(by_words.get(row), by_vectors.get(row)) for row in rows}
        best = sorted(fused, key=lambda row: (-fused[row], row))
        ranked: list[RankedPassage] = []
        versions = _Versions()
        for stored, row in self._with_rows(best):
            if not self._allowed.allows(stored.article):
                continue
            if not versions.take(stored):
                continue
            ranked.append(
                RankedPassage(
                    stored,
                    fused[row],
                    by_words.get(row),
                    by_vectors.get(row),
                    similarities.get(row),
                )
            )
            if len(ranked) == self._limit:
                break
        return ranked

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [
            NodeWithScore(
                node=TextNode(
                    id_=ranked.stored.passage.passage_id,
                    text=ranked.stored.text,
                    start_char_idx=ranked.stored.passage.start,
                    end_char_idx=ranked.stored.passage.end,
                    metadata={
                        "title": ranked.stored.article.title,
                        "outlet": ranked.stored.article.outlet,
                        "published": ranked.stored.article.date,
                        "url": ranked.stored.article.url,
                    },
                ),
                score=ranked.score,
            )
            for ranked in self.ranked(query_bundle.query_str)
        ]

    def _fused(self, by_words: int | None, by_vectors: int | None) -> float:
        ranks = ((by_words, 1.0), (by_vectors, self._vectors_count))
        return sum(count / (FUSION_CONSTANT + rank) for rank, count in ranks if rank is not None)

    def _by_words(self, question: str) -> dict[int, int]:
        terms = content_words(question) or words(question)
        if not terms:
            return {}
        searched = as_searched(question)
        match = " OR ".join(f'"{searched[term]}"' for term in terms)
        found = self._catalogue.search(match, CANDIDATES, self._allowed)
        return {row: rank for rank, (row, _) in enumerate(found, 1)}

    def _by_vectors(self, question: str) -> dict[int, float]:
        """Similarities by row number, best first."""
        if self._store is None:
            return {}
        vector = self._embedder.embed_questions([question])[0].tolist()
        found = self._rows(nearest(self._store, vector, FIRST_LOOK))
        if len(found) < CANDIDATES and self._catalogue.passage_count() > FIRST_LOOK:
            found = self._rows(self._nearest_within(self._store, vector))
        return dict(itertools.islice(found.items(), CANDIDATES))

    def _rows(self, found: Sequence[tuple[str, float]]) -> dict[int, float]:
        """Similarities by row number, in the order given, of those that are allowed."""
        rows = self._catalogue.rows_of([passage_id for passage_id, _ in found], self._allowed)
        return {rows[passage_id]: cosine for passage_id, cosine in found if passage_id in rows}

    def _nearest_within(
        self, store: ChromaVectorStore, vector: list[float]
    ) -> list[tuple[str, float]]:
        """The nearest of the days that are allowed: exact where these are few, but slow."""
        allowed = self._allowed
        # What is excluded comes back too and is dropped later, so more is asked for.
        limit = CANDIDATES + min(10 * len(allowed.exclude), MOST_CANDIDATES)
        found = nearest(store, vector, limit, allowed.published_from, allowed.published_to)
        if allowed.undated and (allowed.published_from or allowed.published_to):
            found += nearest(store, vector, limit, UNDATED, UNDATED + 1)
            found.sort(key=lambda pair: -pair[1])
        return found

    def _with_rows(self, rows: list[int]) -> Iterator[tuple[StoredPassage, int]]:
        """The stored passages, read as they are needed: each brings its whole article along."""
        for begin in range(0, len(rows), self._limit):
            part = rows[begin : begin + self._limit]
            yield from zip(self._catalogue.passages(part), part, strict=True)


class _Versions:
    """Which articles of each story have a slot: the first, and one that tells it otherwise."""

    def __init__(self) -> None:
        self._articles: dict[int, list[str]] = {}
        self._texts: dict[int, list[str]] = {}

    def take(self, stored: StoredPassage) -> bool:
        """Whether a passage gets a slot."""
        if stored.story is None:
            return True
        articles = self._articles.setdefault(stored.story, [stored.article.article_id])
        texts = self._texts.setdefault(stored.story, [])
        if stored.article.article_id not in articles:
            if len(articles) == MOST_VERSIONS:
                return False
            if not any(tells_otherwise(stored.text, text) for text in texts):
                return False
            articles.append(stored.article.article_id)
        texts.append(stored.text)
        return True
