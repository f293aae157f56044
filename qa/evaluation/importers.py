"""Fixtures of other projects -> ours: SQuAD, BEIR, RGB and MultiHop-RAG.

Each brings its own articles where the format has them, so that it runs in a temporary library.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from qa.evaluation.case import Case
from qa.evaluation.fixtures import Fixture, FixtureError, read_fixture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def read_squad(path: Path) -> Fixture:
    """SQuAD 1.1 and 2.0 (Rajpurkar et al. 2016, 2018): one article a paragraph.

    Also a folder with queries.json and ground_truth.json, as samples of SQuAD 2.0 are published.
    """
    if path.is_dir():
        return _squad_sample(path)
    articles: list[dict[str, Any]] = []
    cases: list[Case] = []
    for group, entry in enumerate(_json(path)["data"]):
        for number, paragraph in enumerate(entry["paragraphs"]):
            url = f"https://squad.invalid/{group}/{number}"
            title = str(entry.get("title", "")).replace("_", " ")
            articles.append({"title": title, "text": paragraph["context"], "url": url})
            for question in paragraph["qas"]:
                answers = tuple(dict.fromkeys(a["text"] for a in question.get("answers", ())))
                impossible = bool(question.get("is_impossible")) or not answers
                cases.append(
                    Case(
                        id=str(question["id"]),
                        question=question["question"],
                        must=() if impossible else (answers,),
                        articles=() if impossible else (url,),
                        unanswerable=impossible,
                        tags=("unanswerable" if impossible else "answerable",),
                    )
                )
    return Fixture(tuple(cases), tuple(articles))


def read_beir(path: Path) -> Fixture:
    """BEIR (Thakur et al. 2021): a folder with corpus.jsonl, queries.jsonl and qrels/test.tsv.

    Retrieval only: the format has no answers. Documents judged above 0 are the gold articles.
    """
    judged: dict[str, list[str]] = {}
    qrels = next(
        (p for p in (path / "qrels" / "test.tsv", path / "qrels.tsv") if p.is_file()), None
    )
    if qrels is None:
        message = f"{path}: has no qrels/test.tsv"
        raise FixtureError(message)
    with qrels.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if int(row["score"]) > 0:
                judged.setdefault(row["query-id"], []).append(_document(row["corpus-id"]))
    articles = [
        {"title": row.get("title", ""), "text": row["text"], "url": _document(row["_id"])}
        for row in _rows(path / "corpus.jsonl")
        if row["text"].strip()
    ]
    cases = [
        Case(id=str(row["_id"]), question=row["text"], articles=tuple(judged[str(row["_id"])]))
        for row in _rows(path / "queries.jsonl")
        if str(row["_id"]) in judged
    ]
    return Fixture(tuple(cases), tuple(articles))


def read_rgb(path: Path) -> Fixture:
    """RGB (Chen et al. 2024), JSON lines of query, answer, positive, negative.

    Each question is asked twice: of its positive and negative snippets together, to be answered,
    and of its negative ones alone, to be refused. A case excludes the snippets of all others.
    """
    rows = list(_rows(path))
    owned: dict[str, dict[str, list[str]]] = {}
    articles: list[dict[str, Any]] = []
    for row in rows:
        kinds = owned.setdefault(str(row["id"]), {"positive": [], "negative": []})
        for kind, urls in kinds.items():
            for number, snippet in enumerate(row.get(kind, ())):
                url = f"https://rgb.invalid/{row['id']}/{kind}/{number}"
                urls.append(url)
                articles.append({"title": "", "text": snippet, "url": url})
    everything = {article["url"] for article in articles}
    cases = []
    for row in rows:
        kinds = owned[str(row["id"])]
        groups = _rgb_answers(row["answer"])
        for name, urls in (
            ("positive", kinds["positive"] + kinds["negative"]),
            ("negative", kinds["negative"]),
        ):
            cases.append(
                _rgb_case(f"{row['id']}-{name}", row["query"], groups, everything - set(urls))
            )
    return Fixture(tuple(cases), tuple(articles))


def read_multihop(path: Path) -> Fixture:
    """MultiHop-RAG (Tang and Yang 2024): a folder with corpus.json and MultiHopRAG.json."""
    articles = [
        {
            "title": row["title"],
            "text": row["body"],
            "url": row["url"],
            "outlet": row.get("source", ""),
            "date": row.get("published_at", ""),
            "author": row.get("author") or "",
        }
        for row in _json(path / "corpus.json")
    ]
    cases = []
    for number, row in enumerate(_json(path / "MultiHopRAG.json"), 1):
        kind = str(row.get("question_type", ""))
        impossible = kind == "null_query"
        urls = dict.fromkeys(found["url"] for found in row.get("evidence_list", ()))
        cases.append(
            Case(
                id=str(number),
                question=row["query"],
                must=() if impossible else ((row["answer"],),),
                articles=tuple(urls),
                unanswerable=impossible,
                tags=(kind,) if kind else (),
            )
        )
    return Fixture(tuple(cases), tuple(articles))


FORMATS: dict[str, Callable[[Path], Fixture]] = {
    "dateline": read_fixture,
    "squad": read_squad,
    "beir": read_beir,
    "rgb": read_rgb,
    "multihop-rag": read_multihop,
}


def read_as(name: str, path: Path) -> Fixture:
    """Read a fixture in a named format. Raises FixtureError naming the file and what is wrong."""
    try:
        fixture = FORMATS[name](path)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"{path}: is not in the format {name!r}: {type(error).__name__} {error}"
        raise FixtureError(message) from error
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror} ({error.filename})"
        raise FixtureError(message) from error
    if not fixture.cases:
        message = f"{path}: holds no cases in the format {name!r}"
        raise FixtureError(message)
    return fixture


def _squad_sample(path: Path) -> Fixture:
    truth = _json(path / "ground_truth.json")
    urls: dict[str, str] = {}
    cases = []
    for query in _json(path / "queries.json")["queries"]:
        url = urls.setdefault(query["context"], f"https://squad.invalid/{len(urls)}")
        known = truth[query["id"]]
        answers = tuple(dict.fromkeys(known["answers"]))
        impossible = known["is_impossible"] or not answers
        cases.append(
            Case(
                id=query["id"],
                question=query["question"],
                must=() if impossible else (answers,),
                articles=() if impossible else (url,),
                unanswerable=impossible,
                tags=("unanswerable" if impossible else "answerable",),
            )
        )
    return Fixture(
        tuple(cases), tuple({"title": "", "text": text, "url": url} for text, url in urls.items())
    )


def _rgb_answers(answer: Any) -> tuple[tuple[str, ...], ...]:
    """One text; or a list whose members must all be there, each a text or its alternatives."""
    parts = answer if isinstance(answer, list) else [answer]
    return tuple(tuple(map(str, p)) if isinstance(p, list) else (str(p),) for p in parts)


def _rgb_case(
    name: str, question: str, groups: tuple[tuple[str, ...], ...], others: set[str]
) -> Case:
    from index.article_filter import ArticleFilter

    positive = name.endswith("positive")
    return Case(
        id=name,
        question=question,
        allowed=ArticleFilter(exclude=frozenset(others)),
        must=groups if positive else (),
        unanswerable=not positive,
        tags=(name.rsplit("-", 1)[1],),
    )


def _document(identity: str) -> str:
    return f"https://beir.invalid/{identity}"


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8-sig"))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8-sig").split("\n"):
        if line.strip():
            yield json.loads(line)
