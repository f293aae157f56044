"""A second opinion from a language model, through LlamaIndex's evaluators.

Correctness (1 to 5, given the expected answer) and faithfulness (yes or no, given the cited
passages). A model's opinion is reported apart from the measures by rule and never mixed with them:
it can be wrong, and it changes with the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.evaluation.metrics import bootstrap_interval
from qa.writing.model_settings import ModelSettings
from qa.writing.models import LanguageModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.build import Progress

    Row = dict[str, Any]

BEST_CORRECTNESS = 5.0
SECONDS_FOR_ONE = 120


def open_judge(name: str, base_url: str | None) -> Any:
    """LlamaIndex's object for a model; see qa/writing/models.py.

    Raises DatelineError as it does.
    """
    settings = ModelSettings(answer_with=name, base_url=base_url, seconds=SECONDS_FOR_ONE)
    return LanguageModel(settings).open()


def judge(rows: Sequence[Row], model: Any, progress: Progress) -> dict[str, Any]:
    """Judge every answer that was given and return the figures, with what failed by case.

    Each row gets a "judge": correctness 0 to 1 (the score / 5), where an answer was expected, and
    faithfulness 0 or 1; or an "error". Refusals are not judged.
    """
    from llama_index.core import Settings
    from llama_index.core.evaluation import CorrectnessEvaluator, FaithfulnessEvaluator

    # The evaluator splits what it is given with a splitter that downloads; passages stay whole.
    Settings.transformations = [_whole()]
    correctness = CorrectnessEvaluator(llm=model)
    faithfulness = FaithfulnessEvaluator(llm=model)
    answered = [row for row in rows if not row["answer"]["abstained"]]
    progress.stage("Judging", len(answered), "answers")
    for row in answered:
        row["judge"] = _judged(row, correctness, faithfulness)
        progress.advance(1)
    figures = {}
    for name in ("correctness", "faithfulness"):
        values = [row["judge"][name] for row in answered if row["judge"].get(name) is not None]
        if values:
            low, high = bootstrap_interval(values)
            mean = sum(values) / len(values)
            figures[name] = {"n": len(values), "mean": mean, "low": low, "high": high}
    errors = {row["id"]: row["judge"]["error"] for row in answered if "error" in row["judge"]}
    return {"figures": figures, "errors": errors}


def _judged(row: Row, correctness: Any, faithfulness: Any) -> dict[str, Any]:
    answer = row["answer"]
    known: dict[str, Any] = {}
    try:
        if row["expected"]:
            reference = "; ".join(" or ".join(group) for group in row["expected"])
            found = correctness.evaluate(
                query=row["question"], response=answer["text"], reference=reference
            )
            known["correctness"] = None if found.score is None else found.score / BEST_CORRECTNESS
        passages = [citation["passage"] for citation in answer["citations"]]
        found = faithfulness.evaluate(
            query=row["question"], response=answer["text"], contexts=passages
        )
        known["faithfulness"] = found.score
    except Exception as error:  # noqa: BLE001 - each provider's package raises its own kinds
        return {"error": f"{type(error).__name__}: {error}"[:300]}
    return known


def _whole() -> Any:
    from llama_index.core.schema import TextNode, TransformComponent

    class Whole(TransformComponent):  # type: ignore[misc]  # LlamaIndex's base class
        def __call__(self, nodes: Any, **_: Any) -> Any:
            return [TextNode(text=node.get_content()) for node in nodes]

    return Whole()
