"""Whether answers that a model writes show both sides, on RGB's counterfactual set.

    python benchmarks/both_sides.py en_fact.json

As benchmarks/counterfactual.py, with true and false snippets of a question together; but a scripted
server plays a model that finds both: it copies one shown sentence that holds the true answer and
one that holds the false one, where they are shown to it. What is measured is the way around the
model: whether both sentences reach it, and whether both stand up to the check.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from model_server import Script, sentences, serving

from benchmarks.counterfactual import holds, write_articles
from index.article_filter import ArticleFilter
from index.build import build
from index.embedding import Embedder
from qa.assistant import Assistant
from qa.writing.model_settings import ModelSettings


def both_sides(case: dict[str, Any], prompt: str) -> str:
    """A sentence for each side, copied with its code; NO ANSWER where neither is shown."""
    lines = []
    for side in ("answer", "fakeanswer"):
        found = [code for code, text in sentences(prompt).items() if holds(text, case[side])]
        lines += [f"{sentences(prompt)[code]} [{code}]" for code in found[:1]]
    return "\n".join(lines) or "NO ANSWER"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path)
    options = parser.parse_args()
    lines = options.cases.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    asked = shown = right = 0
    with tempfile.TemporaryDirectory() as folder, serving() as server:
        articles, library = Path(folder) / "snippets.jsonl", Path(folder) / "library"
        write_articles(cases, articles)
        build(library, [articles], Embedder())
        assistant = Assistant(library, model=ModelSettings("openai-like:scripted", server.url))
        for number, case in enumerate(cases):
            server.asked.clear()
            server.script = Script(reply=lambda prompt, case=case: both_sides(case, prompt))
            sides = frozenset({f"{number} positive", f"{number} positive_wrong"})
            answer = assistant.ask(case["query"], (), ArticleFilter(outlets=sides))
            if not server.asked:
                continue
            asked += 1
            reply = both_sides(case, server.asked[0]["messages"][-1]["content"])
            shown += all(holds(reply, case[side]) for side in ("answer", "fakeanswer"))
            quotes = " ".join(citation.quote for citation in answer.citations)
            right += all(holds(quotes, case[side]) for side in ("answer", "fakeanswer"))
            if answer.removed:
                print(f"left out in {number}: {answer.reason}")
    total = len(cases)
    print(f"the model was asked              {asked / total:.3f} of {total}")
    print(f"both sides were shown to it      {shown / total:.3f}")
    print(f"both sides stand in the answer   {right / total:.3f}")


if __name__ == "__main__":
    main()
