"""A cross-encoder that somebody names: loaded once, from this machine, behind a lock."""

from __future__ import annotations

import threading
from typing import Any

from index.errors import ModelDamaged


class NamedCrossEncoder:
    """Thread-safe; nothing is loaded before it is needed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._model: Any = None

    @property
    def ready(self) -> bool:
        """Whether the model is in memory."""
        return self._model is not None

    def load(self) -> Any:
        """The model, brought into memory. Raises ModelDamaged where it is not on this machine."""
        with self._lock:
            if self._model is None:
                from sentence_transformers import CrossEncoder

                try:
                    self._model = CrossEncoder(self.name, device="cpu", local_files_only=True)
                except (OSError, ValueError) as error:
                    raise ModelDamaged(
                        f"The cross-encoder {self.name} cannot be loaded ({error}). Fetch it with "
                        f"`hf download {self.name}`, or name its folder."
                    ) from error
            return self._model
