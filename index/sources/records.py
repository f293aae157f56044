"""Files of records: .jsonl, .json, .csv, .tsv; one record is one article."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from index.article import Problem
from index.sources.encoding import BINARY, SAMPLE, NotTextError, decode, looks_binary
from index.sources.fields import Keys, to_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from index.article import Article

_UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def read_json_lines(
    stream: BinaryIO,
    source: str,
    file: Path,
    field_map: Mapping[str, str],
    longest: int,
    on_bytes: Callable[[int], None],
) -> Iterator[Article | Problem]:
    """A .jsonl file, line by line, however large; a broken line costs only itself."""
    if looks_binary(stream.read(SAMPLE)):
        yield Problem(source, BINARY)
        return
    stream.seek(0)
    keys = Keys(file)
    longest_line = 4 * longest + 1_000_000
    for number, line in _lines(stream, longest_line, on_bytes):
        where = f"{source}:{number}"
        if line is None:
            yield Problem(where, f"the line is over {longest_line / 1e6:,.0f} MB; skipped")
            continue
        if not line.strip():
            continue
        try:
            record = json.loads(decode(line))
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
    """A .json file: a list of objects, one object, or an object with one such list in it."""
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
    records = _records_in(whole)
    if records is None:
        yield Problem(source, "holds neither an object nor a list of objects")
        return
    if not records:
        yield Problem(source, "holds no records")
    keys = Keys(file) if len(records) > 1 or isinstance(whole, list) else None
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
    csv.field_size_limit(4 * longest)
    header = whole.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.DictReader(io.StringIO(whole, newline=""), delimiter=delimiter, strict=True)
    keys = Keys(file)
    count = 0
    try:
        for row in rows:
            count += 1
            where = f"{source}:row {count}"
            if None in row:
                yield Problem(where, "has more cells than the header; is a quotation mark missing?")
                continue
            yield from to_article(row, where, file, field_map, longest, keys)
    except csv.Error as error:
        yield Problem(source, f"row {count + 1}: {error}; nothing after it was read")
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


def _records_in(whole: Any) -> list[Any] | None:
    if isinstance(whole, list):
        return whole
    if not isinstance(whole, dict):
        return None
    lists = [v for v in whole.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
    has_text = any(isinstance(whole.get(name), str) for name in ("text", "body", "content"))
    return lists[0] if len(lists) == 1 and not has_text else [whole]


def _lines(
    stream: BinaryIO, longest: int, on_bytes: Callable[[int], None]
) -> Iterator[tuple[int, bytes | None]]:
    """(line number, line); None for a line over `longest` bytes, which is never held whole."""
    start = stream.read(4)
    if start.startswith(_UTF_16_OR_32):  # rare enough to be read whole
        data = start + stream.read()
        on_bytes(len(data))
        for number, text in enumerate(data.decode("utf-16", "replace").split("\n"), 1):
            yield number, text.encode("utf-8", "surrogatepass")
        return
    stream.seek(0)
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
