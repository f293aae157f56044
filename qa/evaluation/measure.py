"""One case and its answer -> the measures of that case, and why it failed, if it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from qa.evaluation.metrics import (
    contains,
    exact_match,
    folded,
    holds_all,
    ndcg_at,
    recall_at,
    reciprocal_rank,
    token_f1,
)
from qa.reader import PASSAGES_READ
from qa.verify import carries

if TYPE_CHECKING:
    from index.catalogue import Catalogue
    from qa.answer import Answer
    from qa.assistant import Trace
    from qa.evaluation.case import Case

Failure = Literal[
    "not indexed",
    "not retrieved",
    "retrieved but ranked out",
    "read but wrong sentence",
    "right sentence but wrongly refused",
    "should have refused",
    "false citation",
]
FAILURES: tuple[Failure, ...] = Failure.__args__  # type: ignore[attr-defined]

EVIDENCE_RUN = 5
EVIDENCE_SHARE = 0.5


@dataclass(slots=True)
class Outcome:
    """What one case came to.

    `measures` has only what applies to the case; each is 0 to 1, but for lengths (words) and times
    (milliseconds).
    """

    case: Case
    answer: dict[str, Any]
    evidence_score: float
    measures: dict[str, float]
    right: bool
    failure: Failure | None
    ranked: list[dict[str, Any]] = field(default_factory=list)


def measure(case: Case, answer: Answer, trace: Trace, catalogue: Catalogue) -> Outcome:
    """Judge one answer. `catalogue` must be the state of the library that was asked."""
    measures: dict[str, float] = {}
    if case.articles:
        gold = {a.article_id for name in case.articles if (a := catalogue.article(name))}
        measures |= _retrieval("article", _articles(trace), gold or {"not indexed"})
        if not answer.abstained:
            cited = {citation.article_id for citation in answer.citations}
            measures["gold article cited"] = float(bool(cited & gold))
    if case.evidence:
        relevant = _relevant_passages(case, trace, catalogue)
        ranking = [found.stored.passage.passage_id for found in trace.ranked]
        measures |= _retrieval("passage", ranking, relevant or {"not indexed"})
    quotes = [citation.quote for citation in answer.citations]
    if case.must:
        right = not answer.abstained and holds_all(answer.text, case.must)
        right = right and not any(contains(answer.text, wrong) for wrong in case.must_not)
        measures["answer right"] = float(right)
        measures["answer in a cited quote"] = float(holds_all("\n".join(quotes), case.must))
        measures["answer in the first quote"] = float(holds_all("".join(quotes[:1]), case.must))
        if len(case.must) == 1:
            short = "" if answer.abstained else answer.claims[0].text
            measures["exact match"] = exact_match(short, case.must[0])
            measures["token F1"] = token_f1(short, case.must[0])
        measures["wrongly refused"] = float(answer.abstained)
    if case.unanswerable:
        measures["rightly refused"] = float(answer.abstained)
    if case.speaker and not answer.abstained:
        spoken = [contains(citation.speaker or "", case.speaker) for citation in answer.citations]
        measures["speaker right"] = float(any(spoken))
    if case.time_range:
        found = (answer.time_range.start, answer.time_range.end)
        measures["time range right"] = float(found == case.time_range)
    measures |= _citations(answer, catalogue)
    if not answer.abstained:
        measures["words in the answer"] = float(len(answer.text.split()))
    measures |= _writing(answer)
    measures |= {f"ms {stage}": time for stage, time in answer.timings_ms.items()}
    failure = _failure(case, answer, trace, catalogue, measures)
    right = failure is None and (case.answerable or case.unanswerable)
    ranked = [
        {
            "article_id": found.stored.article.article_id,
            "title": found.stored.article.title,
            "start": found.stored.passage.start,
            "end": found.stored.passage.end,
            "score": round(found.score, 5),
            "word_rank": found.word_rank,
            "vector_rank": found.vector_rank,
            "text": found.stored.text[:300],
        }
        for found in trace.ranked[:PASSAGES_READ]
    ]
    return Outcome(case, answer.to_json(), answer.evidence_score, measures, right, failure, ranked)


def _writing(answer: Answer) -> dict[str, float]:
    """What a language model took, and how much of what it wrote was not shown."""
    if answer.mode != "generated":
        return {}
    written = len(answer.claims) + answer.removed
    left_out = {"sentences left out": answer.removed / written} if written else {}
    return left_out | {"calls of the model": float((answer.usage or {}).get("calls", 0))}


def _retrieval(level: str, ranking: list[str], relevant: set[str]) -> dict[str, float]:
    known = {f"{level} recall@{k}": recall_at(k, ranking, relevant) for k in (1, 5, 10)}
    known[f"{level} MRR"] = reciprocal_rank(ranking, relevant)
    known[f"{level} nDCG@10"] = ndcg_at(10, ranking, relevant)
    return known


def _articles(trace: Trace) -> list[str]:
    return list(dict.fromkeys(found.stored.article.article_id for found in trace.ranked))


def _relevant_passages(case: Case, trace: Trace, catalogue: Catalogue) -> set[str]:
    """Passages of the gold articles, else of any that was ranked, that share the evidence."""
    wanted = _runs(case.evidence)
    stored = [found.stored for found in trace.ranked]
    for name in case.articles:
        stored += catalogue.passages_of(name)
    relevant = set()
    for one in stored:
        runs = _runs(one.text)
        shared = len(runs & wanted)
        if shared and shared >= EVIDENCE_SHARE * min(len(runs), len(wanted)):
            relevant.add(one.passage.passage_id)
    return relevant


def _runs(text: str) -> set[tuple[str, ...]]:
    words = folded(text).split()
    size = min(EVIDENCE_RUN, len(words))
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)} if words else set()


def _citations(answer: Answer, catalogue: Catalogue) -> dict[str, float]:
    """Quote fidelity, and citation recall and precision as ALCE (Gao et al. 2023) has them."""
    if answer.abstained:
        return {}
    verbatim = []
    for citation in answer.citations:
        article = catalogue.article(citation.article_id)
        text = article.text[citation.start : citation.end] if article else None
        verbatim.append(text == citation.quote)
    by_number = {citation.n: citation.quote for citation in answer.citations}
    recalled, precise = [], []
    for claim in answer.claims:
        quotes = [by_number.get(n, "") for n in claim.citations]
        supported = carries("\n".join(quotes), claim.text)
        recalled.append(supported)
        for number, quote in enumerate(quotes):
            others = "\n".join(quotes[:number] + quotes[number + 1 :])
            needed = carries(quote, claim.text) or not carries(others, claim.text)
            precise.append(supported and needed)
    return {
        "quote fidelity": sum(verbatim) / len(verbatim),
        "citation recall": sum(recalled) / len(recalled),
        "citation precision": sum(precise) / len(precise) if precise else 0.0,
    }


def _failure(  # noqa: PLR0911 - one return a class
    case: Case, answer: Answer, trace: Trace, catalogue: Catalogue, measures: dict[str, float]
) -> Failure | None:
    """The first stage at which the case was lost, by rule; None where it was not."""
    if measures.get("quote fidelity", 1.0) < 1.0 or measures.get("citation recall", 1.0) < 1.0:
        return "false citation"
    if case.unanswerable:
        return None if answer.abstained else "should have refused"
    if not case.must:
        return None
    if measures["answer right"]:
        return None if measures["answer in a cited quote"] else "false citation"
    if not _stands(case, [stored.text for stored in _indexed(case, trace, catalogue)]):
        return "not indexed"
    ranked = [found.stored.text for found in trace.ranked]  # a headline is never quoted
    if not _stands(case, ranked):
        return "not retrieved"
    if not _stands(case, ranked[:PASSAGES_READ]):
        return "retrieved but ranked out"
    if answer.abstained and _stands(case, [found.text for found in trace.chosen]):
        return "right sentence but wrongly refused"
    return "read but wrong sentence"


def _indexed(case: Case, trace: Trace, catalogue: Catalogue) -> list[Any]:
    """Passages in which the answer could stand: those found by its words, and the gold ones."""
    stored = [found.stored for found in trace.ranked]
    for name in case.articles:
        stored += catalogue.passages_of(name)
    for group in case.must:
        for answer in group:
            words = folded(answer).split()
            phrase = " ".join(word for word in words if word.isalnum())
            if phrase:
                rows = [row for row, _ in catalogue.search(f'"{phrase}"', 5, case.allowed)]
                stored += catalogue.passages(rows)
    return [one for one in stored if case.allowed.allows(one.article)]


def _stands(case: Case, texts: list[str]) -> bool:
    """Whether all that the answer must hold stands in these texts taken together."""
    return holds_all("\n".join(texts), case.must)
