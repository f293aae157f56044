"""The library panel: what it lists, and in a real browser how it is looked through."""

from __future__ import annotations

import html
import re

from index.browse import Listed, Listing
from web.articles_panel import render_listing

HOSTILE = '"><script>alert(1)</script>'


def test_what_is_listed_is_text():
    markup = render_listing(Listing((Listed(HOSTILE, HOSTILE, HOSTILE, HOSTILE),), 1))
    assert "<script" not in markup
    assert html.unescape(re.sub(r"<[^>]*>", "", markup)).count(HOSTILE) == 3
    assert "1 article, newest first" in markup


def test_articles_are_found_by_words_and_outlet_and_opened(page):
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#articles li")
    assert "21 articles, newest first" in page.inner_text("#articles")
    page.fill("#browse-words textarea, #browse-words input", "brackwater dam")
    page.wait_for_function(
        "() => !document.querySelector('#articles').innerText.includes('21 articles')"
    )
    found = page.locator("#articles li")
    assert 1 <= found.count() < 21
    assert "dam" in found.first.inner_text().lower()
    with page.context.expect_page() as opening:
        found.first.get_by_role("link").click()
    article = opening.value
    article.wait_for_selector(".text")
    assert "Brackwater" in article.inner_text("main")
    page.fill("#browse-words textarea, #browse-words input", "xylophone")
    page.wait_for_selector("#articles >> text=No article is like that.")
    page.fill("#browse-words textarea, #browse-words input", "")
    page.wait_for_selector("#articles >> text=21 articles")
    page.click("#browse-outlet input")
    page.get_by_role("option").nth(1).click()
    page.wait_for_function(
        "() => !document.querySelector('#articles').innerText.includes('21 articles')"
    )
    assert not page.failures
