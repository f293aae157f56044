"""What a question needs of a library, opened once and kept: the embedder, the vectors, word counts.

Every question sees one published state of the library, and the next one what was published since.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from index.embedding import DEFAULT_MODEL, Embedder
from index.errors import FingerprintMismatch, LibraryMissing, rebuild_command
from index.vectors import OpenVectors, open_vectors, vectors_folder
from qa.language.words import as_searched, fold
from qa.understanding.spelling import is_acronym

if TYPE_CHECKING:
    from pathlib import Path

    from llama_index.vector_stores.chroma import ChromaVectorStore

    from index.catalogue import Catalogue, Version
    from qa.question import Question


class OpenedLibrary:
    """Opens lazily; safe to use from several threads."""

    def __init__(self, library: Path, embedding_model: str | None = None) -> None:
        self._library = library
        self._model = embedding_model
        self._embedder: Embedder | None = None
        self._vectors: tuple[str, OpenVectors] | None = None
        self._replaced: OpenVectors | None = None
        self._frequencies: tuple[int, dict[str, int]] = (0, {})
        self._published: tuple[int, list[int]] = (0, [])
        self._lock = threading.Lock()

    @property
    def ready(self) -> bool:
        """Whether embedder and vectors are in memory."""
        embedder = self._embedder
        return embedder is not None and embedder.ready and self._vectors is not None

    def missing_names(
        self, catalogue: Catalogue, version: Version, question: Question
    ) -> list[str]:
        """The names of the question that no article has."""
        frequencies = self.word_frequencies(catalogue, version, question)
        return [name for name in question.names if not frequencies.get(fold(name), 1)]

    def word_frequencies(
        self, catalogue: Catalogue, version: Version, question: Question
    ) -> dict[str, int]:
        """In how many passages each word and name of the question occurs; kept for each version.

        Of an acronym that no passage has, in how many it occurs with full stops: "U.N." is two
        words to the full-text index, one behind the other.
        """
        with self._lock:
            if self._frequencies[0] != version.number:
                self._frequencies = (version.number, {})
            known = self._frequencies[1]

        def passages_with(phrase: str) -> int:
            if phrase not in known:
                known[phrase] = catalogue.passages_with(f'"{phrase}"')
            return known[phrase]

        searched = as_searched(question.standalone)
        acronyms = {fold(name) for name in question.names if is_acronym(name)}
        frequencies = {}
        for word in [*question.words, *(fold(name) for name in question.names)]:
            found = passages_with(searched.get(word, word))
            if not found and word in acronyms:
                found = passages_with(" ".join(word))
            frequencies[word] = found
        return frequencies

    def publication_times(self, catalogue: Catalogue, version: Version) -> list[int]:
        """When the articles were published, ascending; kept for each version."""
        with self._lock:
            if self._published[0] != version.number:
                self._published = (version.number, catalogue.publication_times())
            return self._published[1]

    def embedder(self, version: Version) -> Embedder:
        """The model that the library was built with. Raises FingerprintMismatch for another."""
        with self._lock:
            named = self._model or version.model or DEFAULT_MODEL
            if self._embedder is None or self._embedder.model != named:  # rebuilt with another
                self._embedder = Embedder(named)
            embedder = self._embedder
        if embedder.fingerprint != version.fingerprint:
            message = (
                f"The library in {self._library} was built with {version.fingerprint}, but would "
                f"be asked with {embedder.fingerprint}. Ask with the model it was built with, or "
                f"rebuild it: {rebuild_command(self._library)}"
            )
            raise FingerprintMismatch(message)
        return embedder

    def store(self, version: Version) -> ChromaVectorStore:
        """The vectors of a version. Raises DatelineError where they cannot be read.

        Those of the version before stay open until the next: a question may still be using them.
        """
        with self._lock:
            if self._vectors is None or self._vectors[0] != version.vectors:
                opened = open_vectors(vectors_folder(self._library, version.vectors))
                if self._replaced is not None:
                    self._replaced.close()
                self._replaced = self._vectors and self._vectors[1]
                self._vectors = (version.vectors, opened)
            return self._vectors[1].store


def published(catalogue: Catalogue) -> Version:
    """The version that questions see. Raises LibraryMissing where there is none yet."""
    version = catalogue.version()
    if version is None:
        message = "The library holds nothing yet. Build it with: python -m index build PATH"
        raise LibraryMissing(message)
    return version
