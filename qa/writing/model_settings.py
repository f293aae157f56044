"""Which language model answers, if any: flags, else the environment, else a default."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import DatelineError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

EXTRACTIVE = "extractive"
"""No language model: the articles' own sentences."""

SMALLEST_WINDOW, WINDOW = 2_048, 8_192
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """One frozen object.

    `answer_with` is EXTRACTIVE or PROVIDER:MODEL; `window` the tokens that the model takes, prompt
    and reply together; `seconds` the time it has for one reply; `entailment` names a model that
    judges whether cited words carry a claim; `price` is per million tokens (in, out). The key is
    not among them: it is read from the environment where it is used, and kept nowhere.
    """

    answer_with: str = EXTRACTIVE
    base_url: str | None = None
    prompts: Path | None = None
    entailment: str | None = None
    window: int = WINDOW
    seconds: float = SECONDS
    price: tuple[float, float] | None = None

    @property
    def generates(self) -> bool:
        """Whether a language model answers."""
        return self.answer_with != EXTRACTIVE

    @classmethod
    def resolve(
        cls, options: argparse.Namespace, environment: Mapping[str, str] = os.environ
    ) -> ModelSettings:
        """Flags win over the environment. Raises DatelineError, which names what is wrong."""
        named = vars(options)

        def given(name: str, variable: str) -> Any:
            value = named.get(name)
            return value if value is not None else environment.get(variable) or None

        prompts = given("prompts", "DATELINE_PROMPTS")
        window = given("context_window", "DATELINE_CONTEXT_WINDOW") or WINDOW
        seconds = given("model_seconds", "DATELINE_MODEL_SECONDS") or SECONDS
        price = environment.get("DATELINE_PRICE")
        return cls(
            answer_with=given("answer_with", "DATELINE_ANSWER_WITH") or EXTRACTIVE,
            base_url=given("base_url", "DATELINE_BASE_URL"),
            prompts=Path(prompts).expanduser() if prompts else None,
            entailment=given("entailment", "DATELINE_ENTAILMENT"),
            window=int(_number("--context-window", window, least=SMALLEST_WINDOW)),
            seconds=_number("--model-seconds", seconds, least=1),
            price=_price(price) if price else None,
        )


def add_model_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the flags that choose a language model; the same for the page, asking and evaluating."""
    group = parser.add_argument_group(
        "answers by a language model", "docs/models.md; the key comes from DATELINE_API_KEY alone"
    )
    group.add_argument(
        "--answer-with",
        metavar="MODEL",
        help="extractive (default: no language model), openai-like:MODEL with --base-url, or "
        "PROVIDER:MODEL (openai, anthropic, gemini, mistral); also DATELINE_ANSWER_WITH",
    )
    group.add_argument(
        "--base-url",
        metavar="URL",
        help="where the model is served, as in http://127.0.0.1:11434/v1; also DATELINE_BASE_URL",
    )
    group.add_argument(
        "--context-window", metavar="TOKENS", help="what the model takes (default: 8192)"
    )
    group.add_argument(
        "--model-seconds", metavar="S", help="the time it has for one reply (default: 60)"
    )
    group.add_argument("--prompts", metavar="DIR", help="a folder of prompts of your own")
    group.add_argument(
        "--entailment",
        metavar="NAME",
        help="a cross-encoder for natural language inference that checks each sentence",
    )


def _number(flag: str, value: object, least: float) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = float("nan")
    if not number >= least:
        raise DatelineError(f"{flag} is {value!r}, but takes a number from {least:g} on")
    return number


def _price(text: str) -> tuple[float, float]:
    parts = text.split(",")
    if len(parts) != 2:  # noqa: PLR2004
        raise DatelineError(
            f"DATELINE_PRICE is {text!r}: write what a million tokens cost, in and out: 0.15,0.60"
        )
    into, out = (_number("DATELINE_PRICE", part.strip(), least=0) for part in parts)
    return into, out
