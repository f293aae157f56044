"""Where the library lies and which model embeds: a flag, else the environment, else a default."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLES = {
    "DATELINE_LIBRARY": "the library's folder",
    "DATELINE_CACHE": "the folder of vectors that were made before",
    "DATELINE_ANSWER_WITH": "extractive, or the language model that answers",
    "DATELINE_API_KEY": "the key of the language model's server",
    "DATELINE_BASE_URL": "the address of the language model's server",
    "DATELINE_CONTEXT_WINDOW": "the tokens that the language model takes",
    "DATELINE_MODEL_SECONDS": "the time that it has for one reply",
    "DATELINE_PRICE": "what a million of its tokens cost, in and out: 0.15,0.60",
    "DATELINE_PROMPTS": "a folder of prompts of your own",
    "DATELINE_ENTAILMENT": "a model that judges whether cited words carry a sentence",
    "DATELINE_EMBEDDING_MODEL": "the embedding model, by name or folder",
    "DATELINE_RERANKER": "a cross-encoder that orders the passages, by name or folder",
    "DATELINE_READER": "what reads the passages: trained, words, or a model by name or folder",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """One frozen object.

    `embedding_model` None: the one that the library was built with; `reader` None: the one that is
    shipped; `reranker` None: none.
    """

    library: Path
    cache: Path
    embedding_model: str | None = None
    reader: str | None = None
    reranker: str | None = None

    @classmethod
    def resolve(
        cls,
        library: Path | None = None,
        embedding_model: str | None = None,
        reader: str | None = None,
        reranker: str | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> Settings:
        """Flags win over the environment, the environment over the defaults.

        Raises DatelineError for a DATELINE_ variable that does not exist, since a misspelt one
        would otherwise be ignored in silence.
        """
        for name in environment:
            if name.startswith("DATELINE_") and name not in VARIABLES:
                known = ", ".join(VARIABLES)
                message = f"The environment variable {name} is not known. Known are: {known}."
                raise DatelineError(message)
        return cls(
            library=(library or default_library_folder(environment)).expanduser().absolute(),
            cache=default_cache_folder(environment),
            embedding_model=embedding_model or environment.get("DATELINE_EMBEDDING_MODEL") or None,
            reader=reader or environment.get("DATELINE_READER") or None,
            reranker=reranker or environment.get("DATELINE_RERANKER") or None,
        )


def examples_library(library: Path) -> Path:
    """Where the example articles are indexed: beside the library, never mixed with it."""
    return library.with_name(f"{library.name}-examples")


def default_library_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """`DATELINE_LIBRARY`, else the platform's data folder for this program."""
    from platformdirs import user_data_path

    named = environment.get("DATELINE_LIBRARY")
    return Path(named) if named else user_data_path("dateline", appauthor=False) / "library"


def default_cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """`DATELINE_CACHE`, else the platform's cache folder for this program."""
    from platformdirs import user_cache_path

    named = environment.get("DATELINE_CACHE")
    return Path(named).expanduser() if named else user_cache_path("dateline", appauthor=False)
