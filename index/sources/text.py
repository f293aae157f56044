"""Plain text and Markdown: one file, one article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from index.article import Problem
from index.sources.encoding import NotTextError, decode
from index.sources.fields import NAMES, to_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from index.article import Article

LONGEST_FRONT_MATTER = 65_536
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"\A---[ \t]*\r?\n[ \t]*[A-Za-z_][\w -]*:[ \t\r\n]")
_HEADING = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)
_CLOSING_MARKS = re.compile(r"(?<![ \t])[ \t]+#+$")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


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
    headline, *rest = _LINE_BREAK.split(whole[start:], maxsplit=1)
    text = rest[0] if rest else ""
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
    elif _OPENED.match(whole):
        yield Problem(source, "front matter: line 1: begins with --- and no later --- line ends it")
        return
    names = {ours: name for ours, name in field_map.items() if ours != "text"}
    titles = {names["title"]} if "title" in names else set(NAMES["title"])
    kept = {name: value for name, value in record.items() if name.casefold() not in NAMES["text"]}
    heading = _heading(text)
    if heading and not any(
        value and (name in titles or ("title" not in names and name.casefold() in titles))
        for name, value in kept.items()
    ):
        kept[names.get("title", "title")] = heading
    yield from to_article({**kept, "text": text}, source, file, names, longest)


def _heading(text: str) -> str:
    """The first heading of the first level, without the marks that may close it; "" for none."""
    found = _HEADING.search(text)
    return _CLOSING_MARKS.sub("", found.group(1).rstrip()).rstrip() if found else ""


def _front_matter(block: str) -> dict[str, Any]:
    """The fields; raises ValueError with the line of the file where they are no YAML."""
    import yaml

    try:
        refusal = _reference_in(block)
        fields = None if refusal else yaml.safe_load(block)
        written = {} if refusal else _dates_as_written(block)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 2}: " if mark else ""
        if isinstance(error, yaml.reader.ReaderError):  # the only one that has no mark
            line = f"line {block.count(chr(10), 0, error.position) + 2}: "
        reason = getattr(error, "problem", None) or getattr(error, "reason", None)
        message = f"{line}{reason or 'not YAML'}"
        raise ValueError(message) from error
    except (ValueError, RecursionError, OverflowError) as error:  # such as a date of 2026-13-45
        line = _line_of_bad_value(block)
        raise ValueError(f"{line}{error}") from error
    if refusal:
        raise ValueError(refusal)
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        message = "is not a list of 'name: value' lines"
        raise ValueError(message)  # noqa: TRY004 - one kind of error for the caller
    return {
        name: written.get(name, value) for name, value in fields.items() if isinstance(name, str)
    }


def _reference_in(block: str) -> str | None:
    """Why it is not read: an alias can hold itself or grow without bound, a tag can convert."""
    import yaml

    for event in yaml.parse(block, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
            line = event.start_mark.line + 2 if event.start_mark else 2
            return f"line {line}: aliases (*) and tags (!) are not read; write the value out"
    return None


def _dates_as_written(block: str) -> dict[str, str]:
    """What YAML would turn into a date, in the characters of the file."""
    import yaml

    root = yaml.compose(block, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return {name.value: value.value for name, value in pairs if value.tag.endswith(":timestamp")}


def _line_of_bad_value(block: str) -> str:
    """The words "line N: " for the first value that YAML cannot convert, else nothing."""
    import yaml

    try:
        root = yaml.compose(block, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return ""
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    for _, value in pairs:
        if isinstance(value, yaml.ScalarNode) and value.style is None:
            try:
                yaml.safe_load(value.value)
            except yaml.YAMLError:
                continue
            except (ValueError, OverflowError):
                return f"line {value.start_mark.line + 2}: "
    return ""
