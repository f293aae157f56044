"""Files of records: .jsonl, .json, .csv, .tsv; one record is one article."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from index.article import Problem
from index.sources.encoding import BINARY, SAMPLE, NotTextError, decode, looks_binary, wide_encoding
from index.sources.feed import is_json_feed, items, json_feed_records
from index.sources.fields import NAMES, Keys, to_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from index.article import Article


def read_json_lines(
    stream: BinaryIO,
    source: str,
    file: Path,
    field_map: Mapping[str, str],
    longest: int,
    on_bytes: Callable[[int], None],
) -> Iterator[Article | Problem]:
    """A .jsonl file, line by line, however large; a broken line costs only itself."""
    sample = stream.read(SAMPLE)
    stream.seek(0)
    wide = wide_encoding(sample)
    if wide is None and looks_binary(sample):
        yield Problem(source, BINARY)
        return
    keys = Keys(file)
    longest_line = 4 * longest + 1_000_000
    lines = _lines(stream, longest_line, on_bytes)
    if wide is not None:
        lines = _wide_lines(stream, wide, longest_line, on_bytes)
    for number, line in lines:
        where = f"{source}:{number}"
        if line is None:
            yield Problem(where, f"the line is over {longest_line / 1e6:,.0f} MB; skipped")
            continue
        if not line.strip():
            continue
        try:
            record = json.loads(line if isinstance(line, str) else decode(line))
        except NotTextError as error:
            yield Problem(where, str(error))
            continue
        except json.JSONDecodeError as error:
            yield Problem(where, f"not JSON: {error.msg} at column {error.colno}")
            continue
        except (RecursionError, ValueError) as error:
            yield Problem(where, f"not JSON that can be read: {error}")
            continue
        yield from _record(record, where, file, field_map, longest, keys)


def read_json(
    data: bytes, source: str, file: Path, field_map: Mapping[str, str], longest: int
) -> Iterator[Article | Problem]:
    """A .json file: a list of objects, one object or one with one such list in it, or a feed."""
    try:
        whole = json.loads(decode(data))
    except NotTextError as error:
        yield Problem(source, str(error))
        return
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}"
        yield Problem(source, f"not JSON: {error.msg} at {where}")
        return
    except (RecursionError, ValueError) as error:
        yield Problem(source, f"not JSON that can be read: {error}")
        return
    if is_json_feed(whole):
        yield from items(json_feed_records(whole), source, file, longest)
        return
    records = _records_in(whole, field_map)
    if records is None:
        yield Problem(source, "holds neither an object nor a list of objects")
        return
    if not records:
        yield Problem(source, "holds no records")
    keys = None if records and records[0] is whole else Keys(file)
    for number, record in enumerate(records, 1):
        where = f"{source}:record {number}" if keys else source
        yield from _record(record, where, file, field_map, longest, keys)


def read_table(
    data: bytes, source: str, file: Path, field_map: Mapping[str, str], longest: int
) -> Iterator[Article | Problem]:
    """A .csv or .tsv file with a header; commas, semicolons or tabs."""
    try:
        whole = decode(data)
    except NotTextError as error:
        yield Problem(source, str(error))
        return
    csv.field_size_limit(max(csv.field_size_limit(), 4 * longest))
    table = whole.lstrip("\r\n")
    lines_above = len(whole[: len(whole) - len(table)].splitlines())
    header = re.split(r"[\r\n]", table, maxsplit=1)[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.DictReader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True)
    keys = Keys(file)
    count = 0
    while True:
        where = f"{source}:row {count + 1}"
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:  # the reader goes on at the next line
            line = lines_above + rows.reader.line_num
            yield Problem(
                where, f"not CSV: {error} at line {line}; is a quotation mark not doubled?"
            )
            count += 1
            continue
        count += 1
        if None in row:
            yield Problem(where, "has more cells than the header; is a quotation mark missing?")
            continue
        yield from to_article(row, where, file, field_map, longest, keys)
    if count == 0:
        yield Problem(source, "has no rows below its header")


def _record(
    record: Any,
    where: str,
    file: Path,
    field_map: Mapping[str, str],
    longest: int,
    keys: Keys | None,
) -> Iterator[Article | Problem]:
    if isinstance(record, dict):
        yield from to_article(record, where, file, field_map, longest, keys)
    else:
        yield Problem(where, f"is a {type(record).__name__}, not an object with fields")


def _records_in(whole: Any, field_map: Mapping[str, str]) -> list[Any] | None:
    """The records; [whole] where it is itself one; None where there is nothing of the kind."""
    if isinstance(whole, list):
        return whole
    if not isinstance(whole, dict):
        return None
    lists = [v for v in whole.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
    names = {field_map["text"]} if "text" in field_map else set(NAMES["text"])
    is_one = any(
        isinstance(value, str) and (name in names or name.strip().casefold() in names)
        for name, value in whole.items()
    )
    if is_one:
        return [whole]
    if not lists and [v for v in whole.values() if isinstance(v, list)] == [[]]:
        return []
    return lists[0] if len(lists) == 1 else [whole]


def _lines(
    stream: BinaryIO, longest: int, on_bytes: Callable[[int], None]
) -> Iterator[tuple[int, bytes | str | None]]:
    """(line number, line); None for a line over `longest` bytes, which is never held whole."""
    number = 0
    while line := stream.readline(longest):
        number += 1
        on_bytes(len(line))
        too_long = len(line) == longest and not line.endswith(b"\n")
        while too_long and (more := stream.readline(1 << 20)):
            on_bytes(len(more))
            if more.endswith(b"\n"):
                break
        yield number, None if too_long else line


def _wide_lines(
    stream: BinaryIO, encoding: str, longest: int, on_bytes: Callable[[int], None]
) -> Iterator[tuple[int, bytes | str | None]]:
    """As `_lines`, for UTF-16 and UTF-32, whose line breaks are no single bytes.

    What cannot be decoded becomes U+FFFD, as its own line may be readable all the same.
    """
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    told = number = 0
    try:
        while line := text.readline(longest):
            number += 1
            too_long = len(line) == longest and not line.endswith("\n")
            while too_long and (more := text.readline(1 << 20)):
                if more.endswith("\n"):
                    break
            on_bytes(stream.tell() - told)
            told = stream.tell()
            yield number, None if too_long else line
    finally:
        text.detach()  # the stream is its opener's to close
