"""Feeds: RSS, Atom and CDF, read by feedparser, and JSON Feed. One item is one article."""

from __future__ import annotations

import io
import re
import time
from typing import TYPE_CHECKING, Any
from xml.sax import SAXParseException

from index.article import Problem
from index.sources.dates import parse_date
from index.sources.encoding import NotTextError, decode, has_mark, looks_binary, wide_encoding
from index.sources.fields import NO_TEXT, Keys, to_article
from index.sources.markup import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from index.article import Article

NO_FEED = "is no feed that can be read (RSS, Atom or CDF)"
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}\bencoding\s*=", re.IGNORECASE)
_JSON_FEED = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/", re.IGNORECASE)


def read_feed(
    data: bytes, source: str, file: Path, _field_map: Mapping[str, str], longest: int
) -> Iterator[Article | Problem]:
    """A file of a feed, as it was saved. Nothing in it is fetched, and no entity of it is opened.

    What is not well-formed is read as far as it goes, with a warning.
    """
    import feedparser

    try:
        feed = feedparser.parse(
            io.BytesIO(_in_a_known_encoding(data)),
            sanitize_html=False,  # its text alone is kept
            resolve_relative_uris=False,
        )
    except NotTextError as error:
        yield Problem(source, str(error))
        return
    fault = feed.get("bozo_exception")
    is_broken = fault is not None and not isinstance(fault, feedparser.CharacterEncodingOverride)
    if not feed.version and not feed.entries:
        yield Problem(source, f"{NO_FEED}: {_told(fault)}" if is_broken else NO_FEED)
        return
    if is_broken:
        reason = f"is not well-formed ({_told(fault)}); what could be read of it was read"
        yield Problem(source, reason, "warning", file=file.as_posix())
    if not feed.entries:
        yield Problem(source, "is a feed without items", "warning")
    outlet = _plain(feed.feed, "title")
    records = [_record(entry, outlet) for entry in feed.entries]
    yield from items(records, source, file, longest)


def is_json_feed(whole: Any) -> bool:
    """Whether what a .json file holds is a JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    return (
        isinstance(whole, dict)
        and _JSON_FEED.match(str(whole.get("version", ""))) is not None
        and isinstance(whole.get("items"), list)
    )


def json_feed_records(feed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The items of a JSON Feed as records with our fields."""
    authors = feed.get("authors") or feed.get("author")
    return [
        {
            "title": item.get("title"),
            "text": item.get("content_text")
            or plain(str(item.get("content_html") or item.get("summary") or "")),
            "date": item.get("date_published") or item.get("date_modified"),
            "outlet": feed.get("title"),
            "author": item.get("authors") or item.get("author") or authors,
            "url": item.get("url") or item.get("external_url"),
            "id": item.get("id"),
        }
        for item in feed["items"]
        if isinstance(item, dict)
    ]


def items(
    records: Sequence[Mapping[str, Any]], source: str, file: Path, longest: int
) -> Iterator[Article | Problem]:
    """The articles of a feed's items; one that is a headline alone is said to have no text."""
    keys = Keys(file)
    for number, record in enumerate(records, 1):
        where = f"{source}:item {number}"
        if record["text"]:
            yield from to_article(record, where, file, {}, longest, keys)
        else:
            rest = "; the feed gives its headline alone" if record["title"] else ""
            yield Problem(where, f"{NO_TEXT}{rest}")


def _told(fault: Exception) -> str:
    if isinstance(fault, SAXParseException):
        return f"{fault.getMessage()} at line {fault.getLineNumber()}"
    return str(fault)


def _in_a_known_encoding(data: bytes) -> bytes:
    """As it is where it says or shows how it is written, else in UTF-8.

    Raises NotTextError for what is no text.
    """
    declared = _DECLARED.search(data[:1_024]) is not None
    if has_mark(data) or wide_encoding(data[:65_536]) is not None:
        return data
    if looks_binary(data) or not declared:
        return decode(data).encode("utf-8", "replace")
    return data


def _record(entry: Any, feed_title: str) -> dict[str, Any]:
    origin = entry.get("source")  # in a feed of others' items
    bodies = [_text(one) for one in entry.get("content", [])]
    if "summary_detail" in entry:
        bodies.append(_text(entry["summary_detail"]))
    return {
        "title": " ".join(_plain(entry, "title").split()),
        "text": max(bodies, key=len, default=""),
        "date": _date(entry),
        "outlet": (_plain(origin, "title") if origin else "") or feed_title,
        "author": _authors(entry),
        "url": _link(entry),
        "id": entry.get("id"),
    }


def _link(entry: Any) -> str:
    """Where the item leads; an id that was only taken for a link, and is none, is no fault."""
    link = str(entry.get("link", ""))
    is_id = link == entry.get("id") and not link.startswith(("http://", "https://"))
    return "" if is_id else link


def _plain(holder: Any, name: str) -> str:
    detail = holder.get(f"{name}_detail")
    return _text(detail) if detail else str(holder.get(name, ""))


def _text(detail: Mapping[str, Any]) -> str:
    value = str(detail.get("value") or "")
    is_markup = detail.get("type", "text/plain") != "text/plain"
    return plain(value) if is_markup else value.strip()


def _date(entry: Any) -> str:
    """When it was published, else changed: as written if we read it so, else as the parser does."""
    for name in ("published", "updated", "created"):
        written = dict.get(entry, name)  # the entry's own get answers one name with another
        if not written:
            continue
        parsed = dict.get(entry, f"{name}_parsed")
        if parse_date(written) is None and parsed is not None:
            return time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed)
        return str(written)
    return ""


def _authors(entry: Any) -> list[str]:
    named = [one.get("name") or "" for one in entry.get("authors", [])]
    return [name for name in named if name] or [str(entry.get("author", ""))]
