"""How good the answers over a library are.

    python benchmarks/answers.py QUESTIONS.jsonl ... --library DIR

Reads files of questions in the batch format with the expected `answers` (any one counts; an empty
list: must be refused) and, where known, `article_urls`. An answer counts as found where it stands,
as whole words after folding case, accents and punctuation, in the text looked at.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from index.article_filter import ArticleFilter
from index.catalogue import open_catalogue
from qa.assistant import Assistant
from qa.batch import BatchQuestion

if TYPE_CHECKING:
    from collections.abc import Sequence

RESAMPLES = 2000


def folded(text: str) -> str:
    """Lower case, no accents, words and numbers only."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return f" {' '.join(re.findall(r'[a-z0-9$%]+', plain))} "


def holds(text: str, answers: Sequence[str]) -> bool:
    """Whether any of the answers stands in the text."""
    return any(folded(answer) in folded(text) for answer in answers)


def interval(values: Sequence[float]) -> str:
    """The mean with its bootstrap 95 % interval (percentiles of resampled means, fixed seed)."""
    if not values:
        return "-"
    rng = random.Random(0)  # noqa: S311 - a statistic
    means = sorted(statistics.fmean(rng.choices(values, k=len(values))) for _ in range(RESAMPLES))
    low, high = means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]
    return f"{statistics.fmean(values):.3f} ({low:.3f} to {high:.3f})"


def ask_all(assistant: Assistant, path: Path) -> list[dict[str, Any]]:
    """One row a question: what was expected, the answer, and whether every quote is exact."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case, asked = json.loads(line), BatchQuestion.parse(line)
        allowed = ArticleFilter(exclude=asked.exclude)
        answer = assistant.ask(asked.question, asked.history, allowed, asked.as_of)
        texts = []
        with open_catalogue(assistant.library) as catalogue:
            for citation in answer.citations:
                article = catalogue.article(citation.article_id)
                texts.append(article.text if article else "")
                if article is None or article.text[citation.start : citation.end] != citation.quote:
                    raise SystemExit(f"{asked.id}: quote {citation.n} is not the article's text")
        rows.append({"case": case, "answer": answer, "texts": texts})
    return rows


def report(name: str, rows: list[dict[str, Any]]) -> list[str]:
    """Lines of a Markdown table."""
    answerable = [row for row in rows if row["case"]["answers"]]
    unanswerable = [row for row in rows if not row["case"]["answers"]]
    right = [holds(row["answer"].text, row["case"]["answers"]) for row in answerable]
    quoted = [
        any(holds(c.quote, row["case"]["answers"]) for c in row["answer"].citations)
        for row in answerable
    ]
    first = [
        any(holds(c.quote, row["case"]["answers"]) for c in row["answer"].citations[:1])
        for row in answerable
    ]
    telling = [
        any(c.url in row["case"].get("article_urls", ()) for c in row["answer"].citations)
        or any(holds(text, row["case"]["answers"]) for text in row["texts"])
        for row in answerable
    ]
    gold = [
        any(c.url in row["case"]["article_urls"] for c in row["answer"].citations)
        for row in answerable
        if row["case"].get("article_urls")
    ]
    lengths = [len(row["answer"].text.split()) for row in rows if not row["answer"].abstained]
    times = sorted(row["answer"].timings_ms["total"] for row in rows)
    measures = {
        "answer right (in the text)": interval(right),
        "answer inside a cited quote": interval(quoted),
        "answer inside the first quote": interval(first),
        "gold article cited": interval(gold),
        "gold article, or another with the answer, cited": interval(telling),
        "refused, of the answerable": interval([row["answer"].abstained for row in answerable]),
        "refused, of the unanswerable": interval([row["answer"].abstained for row in unanswerable]),
        "words in an answer, median": f"{statistics.median(lengths):.0f}",
        "milliseconds a question, median / p95": (
            f"{statistics.median(times):.0f} / {times[int(0.95 * (len(times) - 1))]:.0f}"
        ),
    }
    title = f"{name}: {len(answerable)} answerable, {len(unanswerable)} not"
    return [f"| {title} | |", *(f"| {measure} | {value} |" for measure, value in measures.items())]


def main() -> None:
    """Print one table over all files of questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="+", type=Path, metavar="QUESTIONS.jsonl")
    parser.add_argument("--library", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    assistant = Assistant(options.library)
    assistant.warm_up()
    print("| measure | value (95 % interval) |\n|---|---|")
    for path in options.questions:
        print("\n".join(report(path.stem, ask_all(assistant, path))))
    print("\nEvery quotation shown is the article's text at its offsets, to the character.")


if __name__ == "__main__":
    main()
