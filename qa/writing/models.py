"""Language models through LlamaIndex's integrations: opened by name, streamed, their errors told.

Whatever goes wrong comes out as ModelTrouble in plain words, without the server's own text: that
may repeat a key, and it was written by somebody else.
"""

from __future__ import annotations

import gc
import importlib
import os
import time
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from index.errors import DatelineError
from qa.writing.model_settings import EXTRACTIVE

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from qa.writing.model_settings import ModelSettings

MOST_REPLY_TOKENS = 1_024
"""Asked for in one reply; a stream that goes on beyond it is cut off here."""

CHARACTERS_A_TOKEN = 8
"""More than any tokenizer's mean: what is longer than this many a token is beyond the limit."""

LIKE_OPENAI = "openai-like"
NO_KEY = "none"
_OF_A_CONNECTION = ("APIError", "Protocol", "Read", "Stream", "Incomplete", "JSON", "OSError")


class ModelTrouble(DatelineError):
    """Why a language model did not answer, in plain words; the answer is extractive then."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Where LlamaIndex's class for a provider is, and the extra that installs it."""

    module: str
    name: str
    extra: str | None = None


PROVIDERS = {
    LIKE_OPENAI: Provider("llama_index.llms.openai_like", "OpenAILike"),
    "openai": Provider("llama_index.llms.openai", "OpenAI"),
    "anthropic": Provider("llama_index.llms.anthropic", "Anthropic", "anthropic"),
    "gemini": Provider("llama_index.llms.google_genai", "GoogleGenAI", "gemini"),
    "mistral": Provider("llama_index.llms.mistralai", "MistralAI", "mistral"),
}


@dataclass(slots=True)
class Usage:
    """What the model was asked for and gave; tokens are counted here where the server does not."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated: bool = False
    price: tuple[float, float] | None = field(default=None, repr=False)

    def to_json(self) -> dict[str, Any]:
        """As the answer has it; `cost` only where the price of a million tokens is known."""
        known: dict[str, Any] = {
            "calls": self.calls,
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "estimated": self.estimated,
        }
        if self.price is not None:
            spent = (
                self.prompt_tokens * self.price[0] + self.completion_tokens * self.price[1]
            ) / 1e6
            known["cost"] = round(spent, 6)
        return known


def tokens_in(text: str) -> int:
    """An upper estimate of a text's tokens: three bytes each; English has four and more."""
    return len(text.encode()) // 3 + 1


class LanguageModel:
    """A model behind one method, `stream`. Opening it asks nothing of the network."""

    def __init__(self, settings: ModelSettings) -> None:
        provider, _, model = settings.answer_with.partition(":")
        if settings.answer_with == EXTRACTIVE or provider not in PROVIDERS or not model:
            known = ", ".join(f"{name}:MODEL" for name in PROVIDERS)
            raise DatelineError(
                f"{settings.answer_with!r} names no language model. Write one of {known}, or "
                "extractive for none."
            )
        if provider == LIKE_OPENAI and not settings.base_url:
            raise DatelineError(
                f"Where is {settings.answer_with}? Give --base-url, as in http://127.0.0.1:11434/v1"
            )
        self.settings = settings
        self.provider, self.model = provider, model
        self._client: Any = None

    @property
    def name(self) -> str:
        """As it was chosen: PROVIDER:MODEL."""
        return self.settings.answer_with

    def usage(self) -> Usage:
        """An empty count, with this model's price."""
        return Usage(price=self.settings.price)

    def stream(self, prompt: tuple[str, str], usage: Usage) -> Generator[str]:
        """The reply to (system, user), piece by piece as it comes; `usage` is added to.

        Ends at MOST_REPLY_TOKENS whatever the server does. Raises ModelTrouble, also in the
        middle; what came before is as good as it was. Closing the iterator ends the request.
        """
        usage.calls += 1
        length, last = 0, None
        finished: bool | None = None
        try:
            for last in self._replies(prompt):
                piece = last.delta or ""
                length += len(piece)
                said = _is_finished(last.raw)
                finished = finished if said is None else bool(finished) or said
                yield piece
                if length > MOST_REPLY_TOKENS * CHARACTERS_A_TOKEN:
                    return
            if finished is False:
                raise ModelTrouble(f"the reply of {self.name} ended in the middle")
        finally:
            _count(usage, getattr(last, "raw", None), prompt, length)

    def _replies(self, prompt: tuple[str, str]) -> Iterator[Any]:
        """LlamaIndex's replies, with every error told as ModelTrouble and the time held to."""
        deadline = time.monotonic() + self.settings.seconds
        client = self.open()
        try:
            with closing(client.stream_chat(_messages(prompt))) as replies:
                for reply in replies:
                    yield reply
                    if time.monotonic() > deadline:
                        break
                else:
                    return
        except GeneratorExit:
            # The OpenAI package's stream is in a circle of references: without this the request
            # would go on until the next collection of garbage happens to come along.
            gc.collect()
            raise
        except Exception as error:  # each provider's package raises its own kinds
            raise ModelTrouble(self._plain_words(error)) from error
        raise ModelTrouble(self._slow())

    def open(self) -> Any:
        """LlamaIndex's object, made once. Raises ModelTrouble where it cannot be made."""
        if self._client is None:
            provider = PROVIDERS[self.provider]
            try:
                made = getattr(importlib.import_module(provider.module), provider.name)
            except ImportError as error:
                raise ModelTrouble(
                    f"{self.name} needs a package more: pip install .[{provider.extra}]"
                ) from error
            try:
                self._client = made(**self._arguments())
            except Exception as error:  # as above
                raise ModelTrouble(self._plain_words(error)) from error
        return self._client

    def _arguments(self) -> dict[str, Any]:
        key = os.environ.get("DATELINE_API_KEY")
        known: dict[str, Any] = {"model": self.model, "max_tokens": MOST_REPLY_TOKENS}
        known["max_retries"] = 0  # the answer is extractive at once, and not a minute later
        if self.provider != "gemini":
            known["timeout"] = self.settings.seconds
        if self.provider in {LIKE_OPENAI, "openai"}:
            known |= {
                "additional_kwargs": {"stream_options": {"include_usage": True}},
            }
            if self.settings.base_url:
                known["api_base"] = self.settings.base_url
        if self.provider == LIKE_OPENAI:
            known |= {"is_chat_model": True, "context_window": self.settings.window}
            key = key or NO_KEY
        if self.provider != "gemini":
            known["temperature"] = 0.0
        if key:
            known["api_key"] = key
        return known

    def _slow(self) -> str:
        return f"{self.name} took longer than the {self.settings.seconds:g} s it has for a reply"

    def _plain_words(self, error: Exception) -> str:
        """What went wrong, by the kind of error and its status; never the server's own text."""
        where = self.settings.base_url or f"the servers of {self.provider}"
        kind, told = type(error).__name__, str(error).lower()
        status = getattr(error, "status_code", None) or getattr(error, "code", None)
        by_status = {
            401: f"{where} refused the key: set DATELINE_API_KEY to one that it takes",
            403: f"{where} refused the key: set DATELINE_API_KEY to one that it takes",
            404: f"{where} knows no model {self.model!r}: ask it which it has",
            429: f"{where} is out of quota or is asked too often (429)",
        }
        if isinstance(status, int):
            too_much = status not in by_status and "context" in told
            return (
                self._too_much()
                if too_much
                else by_status.get(status, f"{where} failed with {status}")
            )
        if "Timeout" in kind:
            return self._slow()
        if "Connect" in kind:
            return f"no server answers at {where}"
        if "api key" in told or "api_key" in told:
            return f"{self.name} needs a key: set DATELINE_API_KEY"
        is_broken_off = any(part in kind for part in _OF_A_CONNECTION)
        failed = f"the package for {self.provider} failed with {kind}"
        return f"the connection to {where} broke off ({kind})" if is_broken_off else failed

    def _too_much(self) -> str:
        return (
            f"the context of {self.model} is too small for {self.settings.window:,} tokens: "
            "give what it takes as --context-window"
        )


def _messages(prompt: tuple[str, str]) -> list[Any]:
    from llama_index.core.llms import ChatMessage, MessageRole

    system, user = prompt
    return [
        ChatMessage(role=MessageRole.SYSTEM, content=system),
        ChatMessage(role=MessageRole.USER, content=user),
    ]


def _is_finished(raw: Any) -> bool | None:
    """Whether a piece says that it is the last; None where the protocol has no word for it."""
    choices = getattr(raw, "choices", None)
    if not choices:
        return None
    return any(getattr(choice, "finish_reason", None) for choice in choices)


def _count(usage: Usage, raw: Any, prompt: tuple[str, str], length: int) -> None:
    """Add what the server counted in its last piece, or an estimate."""
    told = raw.get("usage") if isinstance(raw, dict) else getattr(raw, "usage", None)
    into = getattr(told, "prompt_tokens", None)
    out = getattr(told, "completion_tokens", None)
    if isinstance(into, int) and isinstance(out, int):
        usage.prompt_tokens += into
        usage.completion_tokens += out
        return
    usage.prompt_tokens += tokens_in("".join(prompt))
    usage.completion_tokens += length // 3 + (length > 0)
    usage.estimated = True
