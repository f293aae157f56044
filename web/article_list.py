"""Articles in a list, each with where and when it appeared, and a link to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.links import article_link
from web.markup import for_html, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.browse import Listed
    from qa.answer import NearArticle


def article_list(articles: Iterable[Listed | NearArticle]) -> str:
    """The list as markup."""
    rows = "".join(
        f'<li><a href="{for_html(article_link(one.article_id))}" target="_blank" rel="noopener">'
        f"{for_html(one.title)}</a><br>"
        f"{for_html(' · '.join(part for part in (one.outlet, long_date(one.published)) if part))}"
        "</li>"
        for one in articles
    )
    return f'<ul class="article-list">{rows}</ul>'
