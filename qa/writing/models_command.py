"""python -m qa models: which language model is configured, and whether it answers."""

from __future__ import annotations

import argparse
import importlib.util
import os
import time
from typing import TYPE_CHECKING, Any

from qa.writing.model_settings import ModelSettings, add_model_arguments

if TYPE_CHECKING:
    from index.settings import Settings
    from qa.writing.models import LanguageModel

EXAMPLES = """examples:
  python -m qa models                                         what the environment says
  python -m qa models --answer-with openai-like:gemma3 --base-url http://127.0.0.1:11434/v1
  DATELINE_API_KEY=... python -m qa models --answer-with anthropic:claude-sonnet-4-5

exit code: 0 where the model answered or none is asked for, 1 where it did not
"""


def add_parser(commands: Any) -> None:
    """Add `models` to the commands of `python -m qa`."""
    parser = commands.add_parser(
        "models",
        help="show which language model is configured, and test it with one line",
        description="Show which language model would answer, and ask it for one line. Without one "
        "the answers are made of the articles' own sentences.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_model_arguments(parser)
    parser.set_defaults(run=run, library=None)


def run(options: argparse.Namespace, _: Settings) -> int:
    """Show and test. Raises DatelineError where the settings name no model."""
    settings = ModelSettings.resolve(options)
    print(f"answers with  {settings.answer_with}")  # noqa: T201
    if not settings.generates:
        print(_providers())  # noqa: T201
        return 0
    from qa.writing.models import LanguageModel, ModelTrouble
    from qa.writing.prompts import NAMES, Prompts

    model = LanguageModel(settings)
    prompts = Prompts(settings.prompts)
    for name in NAMES:
        prompts[name]  # a prompt that cannot be used is told of here, before it is needed
    key = "set" if os.environ.get("DATELINE_API_KEY") else "not set"
    rows = {
        "server": settings.base_url or f"that of {model.provider}",
        "key": f"{key} (DATELINE_API_KEY)",
        "context": f"{settings.window:,} tokens (--context-window)",
        "time": f"{settings.seconds:g} s for a reply (--model-seconds)",
        "prompts": str(settings.prompts or "the project's own"),
        "checked by": settings.entailment or "rules and the words that are cited",
    }
    for name, value in rows.items():
        print(f"{name:<14}{value}")  # noqa: T201
    try:
        print(f"{'test':<14}{_test(model, prompts.render('test'))}")  # noqa: T201
    except ModelTrouble as trouble:
        print(f"{'test':<14}failed: {trouble}")  # noqa: T201
        return 1
    return 0


def _test(model: LanguageModel, prompt: tuple[str, str]) -> str:
    from qa.writing.shown_sentences import visible

    began = time.perf_counter()
    usage = model.usage()
    reply = visible("".join(model.stream(prompt, usage)))[:60]
    seconds = time.perf_counter() - began
    counted = usage.prompt_tokens + usage.completion_tokens
    return f"answered “{reply}” after {seconds:.1f} s, {counted} tokens"


def _providers() -> str:
    from qa.writing.models import PROVIDERS

    lines = ["", "To have a language model answer, give --answer-with (or DATELINE_ANSWER_WITH):"]
    for name, provider in PROVIDERS.items():
        there = provider.extra is None or _is_installed(provider.module)
        state = "installed" if there else f"pip install .[{provider.extra}]"
        lines.append(f"  {name + ':MODEL':<20}{state}")
    return "\n".join(lines)


def _is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False
