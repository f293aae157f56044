"""A saved web page: the article in it, found by trafilatura."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.article import Problem
from index.sources.fields import to_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from index.article import Article


def read_page(
    data: bytes, source: str, file: Path, _field_map: Mapping[str, str], longest: int
) -> Iterator[Article | Problem]:
    """An .html file. Its scripts are not run and nothing in it is fetched."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports what we report
    found: Any = bare_extraction(data, with_metadata=True, include_comments=False, fast=False)
    if found is None or not (found.text or "").strip():
        yield Problem(source, "no article could be found in this page")
        return
    record = {
        "title": found.title,
        "text": found.text,
        "date": found.date,
        "outlet": found.sitename,
        "author": found.author,
        "url": found.url,
    }
    yield from to_article(record, source, file, {}, longest)
