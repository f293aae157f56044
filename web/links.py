"""Where a citation leads: to the cited words in the whole article, here and where it is from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from web.markup import for_html, safe_link

if TYPE_CHECKING:
    from qa.answer import Citation

ARTICLES = "article"
"""The path under which the server has the articles."""

CITED = "cited"
"""The id of the cited words in an article's page."""

_EACH_END = 6
"""Words: enough to stand in an article once, few enough to be the same in another edition of it."""


def article_link(article_id: str, citation: Citation | None = None) -> str:
    """To an article's page, at the cited words; relative to the page of the app."""
    path = f"{ARTICLES}/{quote(article_id, safe='')}"
    if citation is None:
        return path
    words = {"start": citation.start, "end": citation.end, "words": digest(citation.quote)}
    return f"{path}?{urlencode(words)}#{CITED}"


def original_anchor(url: str, words: str) -> str:
    """A link to the original at `words`, as markup; "" where `url` is no web link."""
    link = original_link(url, words)
    if link is None:
        return ""
    return (
        f'<a href="{for_html(link)}" target="_blank" rel="noopener noreferrer nofollow">'
        f"Read the original at {for_html(urlsplit(link).netloc)}</a>"
    )


def digest(words: str) -> str:
    """Twelve hexadecimal digits by which cited words are known again."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def original_link(url: str, words: str) -> str | None:
    """To an article where it was published, scrolled to `words`; None where `url` is no web link.

    By a text fragment (https://wicg.github.io/scroll-to-text-fragment/): the first and the last
    words of a long quotation, or all of a short one. A browser that does not know these, or does
    not find the words, opens the article at its top.
    """
    link = safe_link(url)
    if link is None:
        return None
    link = link.partition(":~:")[0].rstrip("#")
    each = words.split()
    if not each:
        return link
    ends = [each] if len(each) <= 2 * _EACH_END else [each[:_EACH_END], each[-_EACH_END:]]
    # A hyphen has a meaning there, besides the comma and the ampersand.
    told = (quote(" ".join(end), safe="", errors="replace").replace("-", "%2D") for end in ends)
    return f"{link}{'' if '#' in link else '#'}:~:text={','.join(told)}"
