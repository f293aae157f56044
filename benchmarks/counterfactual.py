"""Refusal with near misses only, and both values where sources differ, on RGB's counterfactual set.

    python benchmarks/counterfactual.py en_fact.json [--reader NAME]

Chen et al. ("Benchmarking Large Language Models in Retrieval-Augmented Generation", AAAI 2024): for
each question true snippets (`positive`), the same with a false answer (`positive_wrong`) and such
as do not answer (`negative`). All are put into one library, each an article; a question may use the
snippets of its own case only. Printed are the area under the curve of the evidence score,
`positive` against `negative`, of all snippets (three against seven, and the best of seven is the
better one by chance, too) and of as many of each; and of the questions asked with true and false
snippets together, the share whose answer quotes both values, and the share that says that the
articles differ.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from index.article_filter import ArticleFilter
from index.build import build
from index.embedding import Embedder
from qa.assistant import Assistant
from qa.evaluation.metrics import area_under_curve, contains

GROUPS = ("positive", "positive_wrong", "negative")


def holds(text: str, answer: str | list[Any]) -> bool:
    """Whether the text has an answer, or any of several."""
    if isinstance(answer, list):
        return any(holds(text, one) for one in answer)
    return contains(text, answer)


def write_articles(cases: list[dict[str, Any]], path: Path) -> None:
    """One record a snippet; its outlet is its case and group."""
    with path.open("w", encoding="utf-8") as file:
        for number, case in enumerate(cases):
            for group in GROUPS:
                for n, snippet in enumerate(case[group]):
                    row = {
                        "title": f"Snippet {n + 1}",
                        "text": snippet,
                        "outlet": f"{number} {group}",
                        "url": f"https://example.org/{number}/{group}/{n}",
                    }
                    file.write(json.dumps(row) + "\n")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path)
    parser.add_argument("--reader", default=None)
    options = parser.parse_args()
    lines = options.cases.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        articles, library = Path(folder) / "snippets.jsonl", Path(folder) / "library"
        write_articles(cases, articles)
        build(library, [articles], Embedder())
        assistant = Assistant(library, reader=options.reader)
        scores: dict[str, list[float]] = {"positive": [], "negative": []}
        even: dict[str, list[float]] = {"positive": [], "negative": []}
        both, differ = [], []
        for number, case in enumerate(cases):
            for group, found in scores.items():
                if case[group]:
                    allowed = ArticleFilter(outlets=frozenset({f"{number} {group}"}))
                    found.append(assistant.ask(case["query"], (), allowed).evidence_score)
            fewest = min(len(case[group]) for group in scores)
            for group, found in even.items():
                beyond = range(fewest, len(case[group]))
                allowed = ArticleFilter(
                    outlets=frozenset({f"{number} {group}"}),
                    exclude=frozenset(f"https://example.org/{number}/{group}/{n}" for n in beyond),
                )
                if fewest:
                    found.append(assistant.ask(case["query"], (), allowed).evidence_score)
            sides = frozenset({f"{number} positive", f"{number} positive_wrong"})
            answer = assistant.ask(case["query"], (), ArticleFilter(outlets=sides))
            quotes = " ".join(citation.quote for citation in answer.citations)
            both.append(all(holds(quotes, case[side]) for side in ("answer", "fakeanswer")))
            differ.append("[The articles differ" in answer.text)
    for told, found in (("all", scores), ("as many of each", even)):
        area = area_under_curve(found["positive"], found["negative"])
        print(f"area, positive against negative, {told:<16}{area:.3f}")
    print(f"both values quoted               {sum(both) / len(both):.3f} of {len(both)}")
    print(f"said that the articles differ    {sum(differ) / len(differ):.3f}")


if __name__ == "__main__":
    main()
