"""An article as a page of its own, the cited words marked in it: what a citation opens."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from index.catalogue import open_catalogue
from index.errors import DatelineError
from web.links import CITED, digest, original_anchor
from web.markup import for_html, long_date

if TYPE_CHECKING:
    from pathlib import Path

    from index.article import Article

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",  # an article that is removed is gone
}
CHANGED = (
    "This article has changed since the answer was given: the cited words do not stand there any "
    "more. Ask again for an answer from its present text."
)
GONE = "This article is not in the library, or not any more."


def article_response(
    library: Path, article_id: str, start: int, end: int, words: str
) -> HTMLResponse:
    """The page of an article, with `text[start:end]` marked if that is still what was cited.

    `words` is the digest of the cited words, "" where none are. 404 where there is no such article,
    503 where the library cannot be read.
    """
    try:
        with open_catalogue(library) as catalogue:
            article = catalogue.article(article_id)
    except DatelineError as error:
        return _page("Dateline", f'<p class="notice">{for_html(str(error))}</p>', 503)
    if article is None:
        return _page("Dateline", f'<p class="notice">{GONE}</p>', 404)
    return _page(article.title, _article(article, start, end, words), 200)


def _article(article: Article, start: int, end: int, words: str) -> str:
    text = article.text
    is_there = 0 <= start < end and digest(text[start:end]) == words
    if not is_there:
        start = end = 0
    before, cited, after = map(for_html, (text[:start], text[start:end], text[end:]))
    marked = f'<mark id="{CITED}">{cited}</mark>' if is_there else ""
    notice = f'<p class="notice">{CHANGED}</p>' if words and not is_there else ""
    about = [article.outlet, long_date(article.date or article.published), article.author]
    byline = " · ".join(part for part in about if part)
    return (
        f'<h1 dir="auto">{for_html(article.title)}</h1><p class="byline">{for_html(byline)}<br>'
        f'{original_anchor(article.url, text[start:end])}</p>{notice}<div class="text" dir="auto">'
        f"{before}{marked}{after}</div>"
    )


def _page(title: str, body: str, status: int) -> HTMLResponse:
    style = (resources.files("web") / "assets" / "article.css").read_text(encoding="utf-8")
    return HTMLResponse(
        '<!doctype html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{for_html(title)}</title><style>{style}</style></head>"
        f"<body><main>{body}</main></body></html>",
        status,
        _HEADERS,
    )
