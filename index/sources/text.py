"""Plain text and Markdown: one file, one article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from index.article import Problem
from index.sources.encoding import NotTextError, decode
from index.sources.fields import to_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from index.article import Article

LONGEST_FRONT_MATTER = 65_536
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,3}\s+(.+?)\s*#*\s*$", re.MULTILINE)


def read_text(
    data: bytes, source: str, file: Path, _field_map: Mapping[str, str], longest: int
) -> Iterator[Article | Problem]:
    """A .txt file: its first line that is not empty is the headline, what follows is the text."""
    try:
        whole = decode(data)
    except NotTextError as error:
        yield Problem(source, str(error))
        return
    start = len(whole) - len(whole.lstrip())
    headline, _, text = whole[start:].partition("\n")
    if not text.strip():
        yield Problem(source, "has a headline (its first line) and no text below it")
        return
    record = {"title": headline.strip(), "text": text}
    yield from to_article(record, source, file, {}, longest)


def read_markdown(
    data: bytes, source: str, file: Path, field_map: Mapping[str, str], longest: int
) -> Iterator[Article | Problem]:
    """A .md file: fields in YAML front matter, the text below it."""
    try:
        whole = decode(data)
    except NotTextError as error:
        yield Problem(source, str(error))
        return
    record: dict[str, Any] = {}
    text = whole
    found = _FRONT_MATTER.match(whole)
    if found:
        text = whole[found.end() :]
        if len(found.group(1)) > LONGEST_FRONT_MATTER:
            yield Problem(source, f"its front matter is over {LONGEST_FRONT_MATTER:,} characters")
            return
        try:
            record = _front_matter(found.group(1))
        except ValueError as error:
            yield Problem(source, f"front matter: {error}")
            return
    heading = _HEADING.search(text)
    if heading and not any(str(name).casefold() in {"title", "headline"} for name in record):
        record["title"] = heading.group(1)
    text_field = field_map.get("text", "text")
    yield from to_article({**record, text_field: text}, source, file, field_map, longest)


def _front_matter(block: str) -> dict[str, Any]:
    import yaml

    try:
        fields = yaml.safe_load(block)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 2}: " if mark else ""
        message = f"{line}{getattr(error, 'problem', None) or 'not YAML'}"
        raise ValueError(message) from error
    except (ValueError, RecursionError, OverflowError) as error:  # such as a date of 2026-13-45
        raise ValueError(str(error)) from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        message = "is not a list of 'name: value' lines"
        raise ValueError(message)  # noqa: TRY004 - one kind of error for the caller
    return fields
