"""Feeds as they are saved: RSS, Atom, CDF and JSON Feed, whole, broken and hostile."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from index.article import Article
from index.sources.feed import NO_FEED
from index.sources.files import FEEDS, read_sources
from index.sources.markup import plain

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Times &amp; Post</title><link>https://example.org/</link>
<item>
  <title>Bridge &lt;i&gt;closed&lt;/i&gt;</title>
  <link>https://example.org/bridge?utm_source=rss</link>
  <guid isPermaLink="false">b-1</guid>
  <pubDate>Fri, 30 Jan 2026 08:15:00 +0100</pubDate>
  <dc:creator>Ann Lee</dc:creator>
  <description>The bridge is closed.</description>
  <content:encoded><![CDATA[<h2>Bridge</h2><p>The bridge is <b>closed</b>.</p>
    <p>“It will reopen,” said the&nbsp;mayor.<br>He named no day.</p><script>x()</script>]]>
  </content:encoded>
</item>
<item><title>A headline alone</title><link>https://example.org/alone</link></item>
<item><title>Rain</title><description>Rain fell on the orchards.</description>
  <source url="https://cnn.example/rss">CNN</source><guid>r-2</guid></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">The &lt;b&gt;Wire&lt;/b&gt;</title>
<entry><title>Vote</title><id>urn:vote</id><link href="https://example.org/vote"/>
<updated>2026-02-02T10:00:00Z</updated><published>2026-02-01T10:00:00Z</published>
<author><name>Bo Ek</name></author><author><name>Cy Fox</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>
</entry></feed>
"""
CDF = """<CHANNEL HREF="https://example.org/"><TITLE>Old news</TITLE>
<ITEM HREF="https://example.org/old" LASTMOD="1998-04-06T23:05:43-05:00"><TITLE>Old</TITLE>
<ABSTRACT>It was long ago.</ABSTRACT></ITEM></CHANNEL>
"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "My feed",
    "authors": [{"name": "Nobody"}],
    "items": [
        {
            "id": "1",
            "title": "Plain",
            "content_text": "As <it> is.",
            "url": "https://example.org/1",
        },
        {
            "id": "2",
            "content_html": "<p>Hello.</p><p>There.</p>",
            "date_published": "2026-01-30T01:00:00Z",
            "authors": [{"name": "Ann Lee"}],
        },
        {"id": "3", "title": "A headline alone"},
    ],
}


@pytest.fixture
def read(tmp_path):
    def reading(content, name="feed.xml"):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        found = list(read_sources([tmp_path / name]))
        articles = [one for one in found if isinstance(one, Article)]
        problems = [one for one in found if not isinstance(one, Article)]
        return articles, problems

    return reading


def seconds(*parts):
    return int(datetime(*parts, tzinfo=UTC).timestamp())


def test_rss(read):
    (bridge, rain), (alone,) = read(RSS)
    assert bridge.title == "Bridge closed"
    assert bridge.text == (
        "Bridge\n\nThe bridge is closed.\n\n“It will reopen,” said the mayor.\nHe named no day."
    )
    assert bridge.url == "https://example.org/bridge?utm_source=rss"
    assert bridge.key == "https://example.org/bridge"
    assert bridge.published_at == seconds(2026, 1, 30, 7, 15)
    assert (bridge.outlet, bridge.author) == ("Harbour Times & Post", "Ann Lee")
    assert bridge.source.endswith("feed.xml:item 1")
    assert (rain.text, rain.outlet) == ("Rain fell on the orchards.", "CNN")
    assert alone.source.endswith("item 2")
    assert "headline alone" in alone.reason


def test_an_item_is_known_again_wherever_it_stands(read):
    first = read(RSS)[0]
    start, end = RSS.index("<item>"), RSS.index("</item>") + len("</item>")
    moved = RSS[:start] + RSS[end:].replace("</channel>", RSS[start:end] + "</channel>")
    assert {one.key for one in read(moved)[0]} == {one.key for one in first}


def test_atom(read):
    (vote,), problems = read(ATOM, "feed.atom")
    assert (vote.title, vote.text, vote.outlet) == ("Vote", "One.\n\nTwo.", "The Wire")
    assert vote.author == "Bo Ek, Cy Fox"
    assert vote.published_at == seconds(2026, 2, 1, 10)
    assert not problems


def test_cdf(read):
    (old,), problems = read(CDF, "feed.cdf")
    assert (old.title, old.text) == ("Old", "It was long ago.")
    assert old.url == "https://example.org/old"
    assert old.published_at == seconds(1998, 4, 7, 4, 5, 43)
    assert not problems


def test_json_feed(read):
    (first, second), (alone,) = read(json.dumps(JSON_FEED), "feed.json")
    assert (first.title, first.text, first.author) == ("Plain", "As <it> is.", "Nobody")
    assert (second.text, second.author) == ("Hello.\n\nThere.", "Ann Lee")
    assert second.published_at == seconds(2026, 1, 30, 1)
    assert first.outlet == second.outlet == "My feed"
    assert "headline alone" in alone.reason


@pytest.mark.parametrize("suffix", FEEDS)
def test_every_suffix_of_feeds_is_read(read, suffix):
    assert len(read(RSS, f"feed{suffix}")[0]) == 2


def test_what_is_cut_off_is_read_as_far_as_it_goes(read):
    articles, (warning, *_) = read(RSS[: RSS.index("<item><title>Rain")])
    assert [one.title for one in articles] == ["Bridge closed"]
    assert warning.kind == "warning"
    assert "not well-formed" in warning.reason
    assert "at line" in warning.reason
    assert warning.file, "what was cut off is not taken for gone"


@pytest.mark.parametrize(
    "content",
    [
        "<html><body><p>A page.</p></body></html>",
        "<urlset><url><loc>x</loc></url></urlset>",
        "text",
    ],
)
def test_what_is_no_feed_is_said_so(read, content):
    articles, (problem,) = read(content)
    assert not articles
    assert problem.kind == "failed"
    assert problem.reason.startswith(NO_FEED)


def test_in_a_folder_what_is_no_feed_is_a_file_of_another_kind(tmp_path):
    (tmp_path / "sitemap.xml").write_text("<urlset><url><loc>x</loc></url></urlset>", "utf-8")
    (problem,) = read_sources([tmp_path])
    assert (problem.kind, problem.file) == ("warning", str(tmp_path / "sitemap.xml"))


def test_an_empty_feed_and_a_binary_file(read):
    _, (empty,) = read("<rss version='2.0'><channel><title>x</title></channel></rss>")
    assert (empty.kind, empty.reason) == ("warning", "is a feed without items")
    _, (binary,) = read(bytes(range(32)) * 100)
    assert "binary" in binary.reason


@pytest.mark.parametrize(
    ("encoding", "declared", "word"),
    [
        ("utf-8", False, "Café"),
        ("cp1252", False, "Café"),
        ("iso-8859-1", True, "Café"),
        ("utf-16", False, "Café"),
        ("koi8-r", True, "Новости"),
    ],
)
def test_encodings(read, encoding, declared, word):
    head = f'<?xml version="1.0" encoding="{encoding}"?>' if declared else ""
    body = f"<item><title>{word}</title><description>{word} is open again.</description></item>"
    whole = f'{head}<rss version="2.0"><channel>{body}</channel></rss>'
    (article,), _ = read(whole.encode(encoding))
    assert (article.title, article.text) == (word, f"{word} is open again.")


def test_a_date_that_is_none_is_told_of(read):
    (article, _), problems = read(RSS.replace("Fri, 30 Jan 2026 08:15:00 +0100", "soon"))
    assert article.published_at is None
    assert any("'soon' is not a date" in one.reason for one in problems)


def test_no_entity_opens_a_file_or_grows_without_end(read, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET", encoding="utf-8")
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY e0 "ha">{grown}]>'
    item = "<item><title>&x;</title><description>Read &x; and &e11; here.</description></item>"
    articles, problems = read(f"{doctype}<rss version='2.0'><channel>{item}</channel></rss>")
    assert "TOP SECRET" not in repr(articles) + repr(problems)
    assert sum(len(one.text) for one in articles) < 200


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("a < b and c > d", "a < b and c > d"),
        ("&lt;b&gt; &amp; &#8220;x&#8221;", "<b> & “x”"),
        ("<ul><li>One<li>Two</ul>tail", "One\n\nTwo\n\ntail"),
        ("One<br>two<br/><br>three", "One\ntwo\n\nthree"),
        ("<style>p{}</style>A<noscript>B</noscript><!-- C --><script>D</script>E", "AE"),
        ("  A\n  line \t of&nbsp;text\x00 ", "A line of text"),
        ("<p>Un<b>closed", "Unclosed"),
        ("<?xml version='1.0' encoding='latin-1'?><p>ä</p>", "ä"),
    ],
)
def test_markup_becomes_text(markup, text):
    assert plain(markup) == text


def test_all_development_feeds_are_read_without_a_fault(shared):
    found = list(read_sources([shared / "feeds"]))
    articles = [one for one in found if isinstance(one, Article)]
    assert len(articles) > 10
    read = {one.source.rsplit(":item", maxsplit=1)[0] for one in found}
    files = list((shared / "feeds").iterdir())
    with_items = [one for one in files if b"<item" in one.read_bytes().lower()]
    assert with_items
    assert all(any(name.endswith(one.name) for name in read) for one in with_items)
