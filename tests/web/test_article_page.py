"""A whole article with the cited words marked, and what is said where they are not there."""

from __future__ import annotations

import http.server
import re
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager
from html import escape, unescape

import pytest
from library_support import record, write
from web_support import ask

from index.build import build
from index.catalogue import open_catalogue
from web.article_page import CHANGED, GONE, article_response
from web.links import article_link, digest, original_link

QUESTION = "What did Bahreini say about internet restrictions?"
HOSTILE = '</mark></div><script>alert(1)</script><img src=x onerror="alert(2)">'


def marked(markup):
    return [unescape(found) for found in re.findall(r"<mark[^>]*>(.*?)</mark>", markup, re.DOTALL)]


@pytest.fixture(scope="module")
def own(tmp_path_factory, embedder):
    """A library of one hostile article; the folder of it and of what it was built from."""
    folder = tmp_path_factory.mktemp("hostile")
    text = f"The bridge is closed. {HOSTILE} It will reopen in May, the mayor said."
    write(folder / "a.jsonl", [record(1, text, title=HOSTILE, outlet=HOSTILE, author=HOSTILE)])
    build(folder / "library", [folder / "a.jsonl"], embedder)
    with open_catalogue(folder / "library") as catalogue:
        return folder / "library", next(catalogue.articles())


def opened(own, start, end, words=None):
    library, article = own
    words = digest(article.text[start:end]) if words is None else words
    response = article_response(library, article.article_id, start, end, words)
    return response, response.body.decode()


def test_the_cited_words_are_marked_and_nothing_is_lost(own):
    article = own[1]
    start = article.text.index("It will")
    response, markup = opened(own, start, start + 17)
    assert response.status_code == 200
    assert marked(markup) == ["It will reopen in"]
    text = re.search(r'<div class="text"[^>]*>(.*)</div>', markup, re.DOTALL).group(1)
    assert unescape(re.sub(r"</?mark[^>]*>", "", text)) == article.text
    assert "30 January 2026" in markup


def test_what_an_article_holds_is_shown_as_text(own):
    markup = opened(own, 0, 21)[1]
    assert "<script" not in markup
    assert "<img" not in markup
    assert markup.count(escape(HOSTILE)) == 5, "browser title, headline, outlet, author and text"


@pytest.mark.parametrize("span", [(0, 20), (-5, 3), (5, 2), (0, 10**30), (0, 0)])
def test_words_that_are_not_there_any_more_are_said_so_and_none_are_marked(own, span):
    response, markup = opened(own, *span, words=digest("The bridge is closed."))
    assert response.status_code == 200
    assert CHANGED in markup
    assert not marked(markup)


def test_without_cited_words_the_article_alone_is_shown(own):
    markup = opened(own, 0, 0, words="")[1]
    assert CHANGED not in markup
    assert not marked(markup)


def test_an_article_or_a_library_that_is_gone_is_said_so(own, tmp_path):
    missing = article_response(own[0], "0000000000000000", 0, 0, "")
    assert missing.status_code == 404
    assert GONE in missing.body.decode()
    nothing = article_response(tmp_path / "none", "0000000000000000", 0, 0, "")
    assert nothing.status_code == 503
    assert "index build" in unescape(nothing.body.decode())


def test_the_server_has_a_page_for_every_citation_and_keeps_it_closed(assistant, address):
    answer = assistant.ask(QUESTION)
    for cited in answer.citations:
        link = f"{address}/{article_link(cited.article_id, cited)}"
        with urllib.request.urlopen(link) as found:
            assert marked(found.read().decode()) == [cited.quote]
            assert found.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert found.headers["Referrer-Policy"] == "no-referrer"
    renamed = urllib.request.Request(link, headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(renamed)
    assert refused.value.code == 400
    refused.value.close()


def test_a_card_opens_the_whole_article_at_its_words(page):
    ask(page, QUESTION)
    page.wait_for_selector("#evidence-1-1")
    quote = page.inner_text("#evidence-1-1 mark")
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Whole article").first.click()
    article = opening.value
    article.wait_for_selector("mark")
    assert article.inner_text("mark") == quote
    top = article.evaluate("document.querySelector('mark').getBoundingClientRect().top")
    assert 0 <= top < page.viewport_size["height"]
    widths = article.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], "nothing sticks out sideways"


@contextmanager
def published(article):
    """Where an article was published: paragraphs so tall that its end is far below the fold."""
    body = "".join(f"<p>{escape(part)}</p>" for part in article.text.split("\n\n"))
    page = f"<meta charset=utf-8><style>p{{margin:60vh 0}}</style>{body}".encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_browser_opens_the_original_at_the_cited_words(browser, assistant):
    cited = assistant.ask(QUESTION).citations[0]
    with open_catalogue(assistant.library) as catalogue:
        article = catalogue.article(cited.article_id)
    with published(article) as url:
        page = browser.new_page()
        page.goto(original_link(url, cited.quote))
        page.wait_for_function("scrollY > 0", timeout=10_000)
        paragraph = page.get_by_text(cited.quote[:40])
        top = paragraph.evaluate("found => found.getBoundingClientRect().top")
        assert 0 <= top < page.viewport_size["height"]
        page.close()
