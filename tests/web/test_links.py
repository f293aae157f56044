"""Where a citation leads: the words in the whole article, in the library and at their source."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from qa.answer import Citation
from web.links import CITED, article_link, digest, original_link


def citation(quote, article_id="0f3a"):
    return Citation(
        1, article_id, "Title", "", "", "", "", quote, 7, 7 + len(quote), quote, 7, 7 + len(quote)
    )


def test_an_article_link_names_the_article_and_the_cited_words():
    link = urlsplit(article_link("0f3a", citation("It “reopens”.")))
    assert link.path == "article/0f3a"
    assert link.fragment == CITED
    told = parse_qs(link.query)
    assert told == {"start": ["7"], "end": ["20"], "words": [digest("It “reopens”.")]}
    assert article_link("0f3a") == "article/0f3a"


@pytest.mark.parametrize("hostile", ["../../gradio_api", "a?b#c", "//evil.example", "a b"])
def test_an_id_is_one_part_of_the_path(hostile):
    path, _, rest = article_link(hostile).partition("/")
    assert (path, unquote(rest)) == ("article", hostile)
    assert not set("/?# ") & set(rest)


def test_digests_tell_words_apart():
    assert digest("The bridge is closed.") != digest("The bridge is open.")
    assert digest("\ud800") != digest("")


@pytest.mark.parametrize(
    ("url", "words", "link"),
    [
        (
            "https://example.org/a",
            "A well-known, “big” town & more.",
            "https://example.org/a#:~:text=A%20well%2Dknown%2C%20%E2%80%9Cbig%E2%80%9D%20town%20%26%20more.",
        ),
        ("https://example.org/a#top", "Two words", "https://example.org/a#top:~:text=Two%20words"),
        ("https://example.org/a#", "Two words", "https://example.org/a#:~:text=Two%20words"),
        (
            "https://example.org/a#:~:text=other",
            "Two words",
            "https://example.org/a#:~:text=Two%20words",
        ),
        (
            "https://example.org/a",
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "https://example.org/a#:~:text=one%20two%20three%20four%20five%20six,"
            "eight%20nine%20ten%20eleven%20twelve%20thirteen",
        ),
        ("https://example.org/a", "", "https://example.org/a"),
        ("javascript:alert(1)", "Two words", None),
        ("", "Two words", None),
    ],
)
def test_the_original_opens_at_the_words(url, words, link):
    assert original_link(url, words) == link
