"""The named fields of a record, a front matter or a page -> an Article."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.article import Article, Problem
from index.sources.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name"),
    "text": ("text", "body", "content", "article", "full_text", "maintext"),
    "date": (
        *("date", "published", "publish_date", "published_at", "publishedat"),
        *("date_publish", "datetime", "pubdate"),
    ),
    "outlet": ("outlet", "source", "publisher", "source_name", "site", "sitename"),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link", "canonical_url"),
    "id": ("id",),
}
"""Our fields and the names that records give them, compared without case."""

NO_TEXT = "has no text"
LONGEST_MADE_TITLE = 120
_TRACKING = re.compile(r"^(utm_.*|fbclid|gclid)$", re.IGNORECASE)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LONGEST_NUMBER = 2_048
"""Bits; Python refuses to write out far longer ones."""


@dataclass(slots=True)
class Keys:
    """Keys given so far to the records of one file that have neither URL nor id."""

    file: Path
    given: dict[str, int] = field(default_factory=dict)

    def of(self, title: str, published: str) -> str:
        """A key that does not depend on where in the file the record stands."""
        digest = hashlib.sha256(f"{title}\x1f{published}".encode()).hexdigest()[:16]
        count = self.given[digest] = self.given.get(digest, 0) + 1
        return f"{self.file.as_posix()}#{digest}" + (f"-{count}" if count > 1 else "")


def to_article(
    record: Mapping[str, Any],
    source: str,
    file: Path,
    field_map: Mapping[str, str],
    longest: int,
    keys: Keys | None = None,
) -> Iterator[Article | Problem]:
    """One Article, after the warnings about it; or one failed Problem.

    `file` is resolved. `keys` None: the file holds this one article and is its key.
    """
    values = {ours: _value(record, ours, field_map) for ours in NAMES}
    text = values["text"]
    if not isinstance(text, str) or not text.strip():
        wanted = field_map.get("text") or ", ".join(NAMES["text"])
        yield Problem(source, f"{NO_TEXT} (looked for: {wanted}; --map text=NAME names another)")
        return
    if len(text) > longest:
        reason = f"its text has {len(text):,} characters, more than the {longest:,} of an article"
        yield Problem(source, f"{reason}; split it into articles")
        return
    clean = _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    seen = (text, *(_plain(values[ours], raw=True) for ours in NAMES if ours != "text"))
    if any(map(_UNSTORABLE.search, seen)):
        yield Problem(source, "characters that are no text were replaced by U+FFFD", "warning")
    title = _plain(values["title"]) or _made_title(clean)
    written = _plain(values["date"])
    number = values["date"] if isinstance(values["date"], int | float) else written
    published_at = parse_date(number) if written else None
    if written and published_at is None:
        reason = f"date {written[:60]!r} is not a date; indexed without one"
        yield Problem(source, reason, "warning")
    url = _plain(values["url"])
    if url and not _is_web(url):
        yield Problem(source, f"url {url[:60]!r} is no web address; left out", "warning")
        url = ""
    identity = _plain(values["id"])
    if url:
        key = normal_url(url)
    elif identity:
        key = f"{file.as_posix()}#{identity}"
    else:
        key = keys.of(title, written) if keys else file.as_posix()
    yield Article(
        key=key,
        title=title,
        text=clean,
        outlet=_plain(values["outlet"]),
        author=_plain(values["author"]),
        published=written,
        published_at=published_at,
        url=url,
        source=source,
        source_file=file.as_posix(),
    )


def normal_url(url: str) -> str:
    """A URL without its fragment and tracking parameters, scheme and host in lower case."""
    scheme, _, rest = url.partition("#")[0].partition("://")
    address, mark, query = rest.partition("?")
    site, slash, path = address.partition("/")
    user, at, host = site.rpartition("@")
    kept = [part for part in query.split("&") if not _TRACKING.match(part.partition("=")[0])]
    if query and not kept:
        mark = ""
    return f"{scheme.lower()}://{user}{at}{host.lower()}{slash}{path}{mark}{'&'.join(kept)}"


def _value(record: Mapping[str, Any], ours: str, field_map: Mapping[str, str]) -> Any:
    if ours in field_map:
        return record.get(field_map[ours])
    lowered = {str(name).strip().casefold(): value for name, value in record.items()}
    found = [lowered[name] for name in NAMES[ours] if lowered.get(name) not in (None, "", [], {})]
    if ours == "text":  # "content" may be a block of settings, and "full_text" the article
        found = [one for one in found if isinstance(one, str) and one.strip()] or found
    return found[0] if found else None


def _plain(value: Any, *, raw: bool = False) -> str:
    """One line of text: lists joined by commas, {"name": ...} by its name; nothing deeper.

    `raw` keeps the characters that cannot be stored, so that they can be told of.
    """
    parts = value if isinstance(value, list) else [value]
    line = ", ".join(part for part in map(_one, parts) if part)
    return line if raw else _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", line)


def _one(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def _made_title(text: str) -> str:
    line = " ".join(text.strip().split("\n", 1)[0].split())
    if len(line) <= LONGEST_MADE_TITLE:
        return line
    return line[:LONGEST_MADE_TITLE].rsplit(" ", 1)[0] + "…"


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.netloc)
