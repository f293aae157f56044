"""A saved web page: the article in it, found by trafilatura."""

from __future__ import annotations

import codecs
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from index.article import Problem
from index.sources.encoding import NotTextError, decode, has_mark, looks_binary
from index.sources.fields import to_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from index.article import Article

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_AS_IT_IS = r"<\n\u0041>"
"""What every character set of a page leaves alone, and the codecs for other purposes do not."""
_WHERE_DECLARED = 4_096
"""Bytes; browsers look only into the first 1,024, but pages are kinder to themselves than that."""


def read_page(
    data: bytes, source: str, file: Path, _field_map: Mapping[str, str], longest: int
) -> Iterator[Article | Problem]:
    """An .html file. Its scripts are not run and nothing in it is fetched."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports what we report
    try:
        page = _decode_page(data)
    except NotTextError as error:
        yield Problem(source, str(error))
        return
    found: Any = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        fast=False,
        date_extraction_params=_stated_date(),
    )
    if found is None or not (found.text or "").strip():
        yield Problem(source, "no article could be found in this page")
        return
    record = {
        "title": found.title,
        "text": without_headline(found.text, found.title or ""),
        "date": found.date,
        "outlet": found.sitename,
        "author": found.author,
        "url": found.url,
    }
    yield from to_article(record, source, file, {}, longest)


def _stated_date() -> dict[str, Any]:
    """How the date is sought: where a page states it, and not guessed from any year in its text.

    The first day of a copyright notice's year is no day of publication.
    """
    today = datetime.now(UTC).date().isoformat()
    return {"original_date": True, "extensive_search": False, "max_date": today}


def without_headline(text: str, title: str) -> str:
    """The text without a first line that is the headline, which is kept as the title.

    Such a line would be quoted as if it were a sentence of the article. A page's title may have the
    outlet's name behind the headline.
    """
    first, _, rest = text.lstrip().partition("\n")
    headline = " ".join(first.split()).casefold()
    whole = " ".join(title.split()).casefold()
    names_outlet = re.match(r"\s*[|\u2013\u2014-] ", whole.removeprefix(headline))
    is_headline = headline == whole or (whole.startswith(headline) and names_outlet)
    return rest.lstrip() if headline and is_headline and rest.strip() else text


def _decode_page(data: bytes) -> str:
    """Text by byte order mark, else UTF-8, else what the page declares, else a guess."""
    declared = _DECLARED.search(data[:_WHERE_DECLARED])
    if declared is None or has_mark(data) or looks_binary(data):
        return decode(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        name = codecs.lookup(declared[1].decode("ascii", "replace")).name
        if _AS_IT_IS.encode().decode(name) == _AS_IT_IS:
            return data.decode("cp1252" if name == "iso8859-1" else name)  # as browsers do
    except (LookupError, UnicodeError):
        pass
    return decode(data)
