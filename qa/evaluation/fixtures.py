"""Fixture files -> cases. What is wrong with one is said by file, line and field."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from index.article_filter import ArticleFilter
from index.errors import DatelineError
from qa.evaluation.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MOST_SHOWN = 20


class FixtureError(DatelineError):
    """A fixture cannot be used; each line of the message is one reason."""


@dataclass(frozen=True, slots=True)
class Fixture:
    """Cases, and the articles they are asked of where the file brings its own."""

    cases: tuple[Case, ...]
    articles: tuple[dict[str, Any], ...] = ()


def read_fixture(path: Path) -> Fixture:
    """Read a .jsonl, .yaml or .yml fixture.

    Raises FixtureError with every reason at once, so that a file is mended in one go.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path}: is not UTF-8 text (byte {error.start:,})"
        raise FixtureError(message) from error
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise FixtureError(message) from error
    rows = _yaml(path, text) if path.suffix in {".yaml", ".yml"} else _json_lines(path, text)
    problems: list[str] = []
    cases: list[Case] = []
    articles: list[dict[str, Any]] = []
    seen: dict[str, str] = {}
    for where, row in rows:
        if isinstance(row, str):
            problems.append(f"{where}: {row}")
            continue
        if isinstance(row, dict) and set(row) == {"articles"}:
            articles.extend(row["articles"])
            continue
        found = [f"{where}: {problem}" for problem in check(row)]
        if not found and str(row["id"]) in seen:
            found = [f"{where}: id: {row['id']!r} was given before, at {seen[str(row['id'])]}"]
        problems += found
        if not found:
            seen[str(row["id"])] = where
            cases.append(to_case(row))
    if not problems and not cases:
        problems.append(f"{path}: holds no cases")
    if problems:
        more = f"\n... and {len(problems) - MOST_SHOWN} more" if len(problems) > MOST_SHOWN else ""
        raise FixtureError("\n".join(problems[:MOST_SHOWN]) + more)
    return Fixture(tuple(cases), tuple(articles))


def check(row: Any) -> list[str]:
    """What is wrong with one case: "field: reason", sorted by field."""
    problems = [
        f"{'.'.join(map(str, error.path)) or 'case'}: {error.message[:200]}"
        for error in sorted(
            _validator().iter_errors(row), key=lambda error: list(map(str, error.path))
        )
    ]
    if problems:
        return problems
    for name in ("as_of", "filters", "time_range"):
        given = row.get(name)
        days = given.values() if isinstance(given, dict) else [given]
        problems += [
            f"{name}: {day!r} is no day of the calendar" for day in days if day and not _day(day)
        ]
    expected = bool(row.get("answers") or row.get("must"))
    if row.get("unanswerable") and expected:
        problems.append("unanswerable: contradicts the answers that are given")
    if row.get("answers") and row.get("must"):
        problems.append("must: give either answers (any one counts) or must (all of them)")
    return problems


def to_case(row: dict[str, Any]) -> Case:
    """A case that `check` found nothing wrong with. An empty list of answers: unanswerable."""
    filters = row.get("filters") or {}
    answers = row.get("answers")
    time_range = row.get("time_range")
    return Case(
        id=str(row["id"]),
        question=row["question"],
        as_of=_day(row.get("as_of")),
        history=tuple((question, answer) for question, answer in row.get("history") or ()),
        allowed=ArticleFilter(
            exclude=frozenset(row.get("exclude") or ()),
            published_from=_seconds(filters.get("from")),
            published_to=_seconds(filters.get("to"), days=1),
        ),
        must=(tuple(answers),) if answers else tuple(map(tuple, row.get("must") or ())),
        must_not=tuple(row.get("must_not") or ()),
        articles=(*(row.get("article_urls") or ()), *(row.get("article_ids") or ())),
        evidence=row.get("evidence") or "",
        speaker=row.get("speaker") or "",
        time_range=(time_range.get("from"), time_range.get("to")) if time_range else None,
        unanswerable=bool(row.get("unanswerable")) or answers == [],
        tags=tuple(row.get("tags") or ()),
    )


def _json_lines(path: Path, text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        where = f"{path}:{number}"
        if not line.strip():
            continue
        try:
            yield where, json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield where, f"not JSON: {error}"


def _yaml(path: Path, text: str) -> Sequence[tuple[str, Any]]:
    import yaml

    try:
        whole = yaml.load(text, Loader=_text_dates())  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        return [(f"{path}{line}", f"not YAML: {getattr(error, 'problem', error)}")]
    if isinstance(whole, dict) and set(whole) <= {"articles", "cases"}:
        articles = [{"articles": whole["articles"]}] if whole.get("articles") else []
        whole = [*articles, *(whole.get("cases") or [])]
    if not isinstance(whole, list):
        return [(str(path), "is neither a list of cases nor {articles, cases}")]
    return [(f"{path}:case {number}", row) for number, row in enumerate(whole, 1)]


@cache
def _text_dates() -> Any:
    """A safe loader that leaves 2026-01-30 a text, as JSON does."""
    import yaml

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012 - the library's own way
            first: [(tag, regexp) for tag, regexp in known if not tag.endswith("timestamp")]
            for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return Loader


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    schema = resources.files("qa.evaluation") / "fixture.schema.json"
    return Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _seconds(text: str | None, days: int = 0) -> int | None:
    day = _day(text)
    if day is None:
        return None
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=days)
    return int(midnight.timestamp())
