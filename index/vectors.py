"""Chroma, through LlamaIndex: which passages are near a question in meaning.

Derived from the catalogue and rebuildable from it. Every published version has a Chroma folder of
its own: a process that has a collection open goes on seeing it whole while the next one is
written beside it, a build that is killed leaves only a folder that nobody points to, and deleting a
version gives its disk space back (a Chroma folder never shrinks).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.errors import DatelineError, rebuild_command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    import numpy as np
    from llama_index.vector_stores.chroma import ChromaVectorStore
    from numpy.typing import NDArray

COLLECTION = "passages"
UNDATED = -1
"""Chroma stores no nulls and compares numbers only."""


def vectors_folder(library: Path, name: str) -> Path:
    """Where one version's vectors lie inside a library."""
    return library / "vectors" / name


def write_vectors(
    folder: Path,
    batches: Iterable[tuple[Sequence[tuple[str, str, int | None]], NDArray[np.float32]]],
    on_rows: Callable[[int], None],
) -> None:
    """Write a new Chroma folder: batches of (passage id, article id, published at) and vectors."""
    from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

    with _client(folder) as client:
        collection = client.create_collection(
            COLLECTION,
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
            embedding_function=None,
        )
        store = ChromaVectorStore.from_collection(collection)
        at_once = client.get_max_batch_size()
        for rows, vectors in batches:
            nodes = [
                TextNode(
                    id_=passage_id,
                    text="",  # the words stay in the catalogue alone, so that deleting deletes
                    embedding=vector.tolist(),
                    metadata={"published_at": UNDATED if at is None else at},
                    relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=article_id)},
                )
                for (passage_id, article_id, at), vector in zip(rows, vectors, strict=True)
            ]
            for first in range(0, len(nodes), at_once):
                store.add(list(nodes[first : first + at_once]))
            on_rows(len(nodes))


@dataclass(frozen=True, slots=True)
class OpenVectors:
    """The vector store of one published version, held open until it is closed."""

    store: ChromaVectorStore
    client: Any

    def close(self) -> None:
        """Free its memory and files; Chroma keeps what was once opened for ever otherwise."""
        self.client.close()


def open_vectors(folder: Path) -> OpenVectors:
    """The vector store of one published version.

    Raises DatelineError where the folder is not readable or its distance is not the cosine, with
    the command that makes it again from the catalogue.
    """
    from chromadb.errors import ChromaError
    from llama_index.vector_stores.chroma import ChromaVectorStore

    library = folder.parent.parent  # as `vectors_folder` lays it out
    repair = f"Make it again from the catalogue with: {rebuild_command(library)}"
    if not folder.is_dir():
        message = f"The vector index {folder} is missing. {repair}"
        raise DatelineError(message)
    try:
        client = _client(folder)
        collection = client.get_collection(COLLECTION, embedding_function=None)
    except (ChromaError, ValueError) as error:
        message = f"The vector index {folder} cannot be read ({error}). {repair}"
        raise DatelineError(message) from error
    space = (collection.configuration.get("hnsw") or {}).get("space")
    if space != "cosine":
        client.close()
        message = f"The vector index {folder} measures {space!r}, not the cosine. {repair}"
        raise DatelineError(message)
    return OpenVectors(ChromaVectorStore.from_collection(collection), client)


def nearest(
    store: ChromaVectorStore,
    vector: Sequence[float],
    limit: int,
    published_from: int | None = None,
    published_to: int | None = None,
) -> list[tuple[str, float]]:
    """The passages nearest to a vector: (passage id, cosine similarity -1 to 1), best first.

    With `published_from` (UTC seconds, inclusive) or `published_to` (exclusive) only dated ones
    between these.
    """
    from llama_index.core.vector_stores.types import (
        FilterOperator,
        MetadataFilter,
        MetadataFilters,
        VectorStoreQuery,
    )

    bounds: list[MetadataFilter | MetadataFilters] = []
    if published_from is not None:
        bounds.append(
            MetadataFilter(key="published_at", value=published_from, operator=FilterOperator.GTE)
        )
    elif published_to is not None:  # what was published before 1970 is less than an undated one
        bounds.append(MetadataFilter(key="published_at", value=UNDATED, operator=FilterOperator.NE))
    if published_to is not None:
        bounds.append(
            MetadataFilter(key="published_at", value=published_to, operator=FilterOperator.LT)
        )
    found = store.query(
        VectorStoreQuery(
            query_embedding=list(vector),
            similarity_top_k=limit,
            filters=MetadataFilters(filters=bounds) if bounds else None,
        )
    )
    # LlamaIndex turns the cosine distance d into exp(-d), which gives an opposite vector 0.14.
    return [
        (passage_id, 1 + math.log(score))
        for passage_id, score in zip(found.ids or (), found.similarities or (), strict=True)
    ]


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
