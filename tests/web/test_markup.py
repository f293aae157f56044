"""Whatever an article, an outlet or a question holds is shown as text and never as markup."""

from __future__ import annotations

import html
import random
import re
from dataclasses import replace

import pytest

from qa.answer import Answer, Carrier, Citation, Claim, NearArticle
from web.chat import converse
from web.evidence import render_evidence
from web.markup import for_html, for_markdown, long_date, safe_link

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1))",
    "</mark></blockquote><iframe src=//evil.example>",
    "# heading\n\n```\ncode",
    "$$\\href{javascript:alert(1)}{x}$$",
    "<a href='#evidence-1-1' class='marker'>[1]</a>",
    "&lt;b&gt; *bold* _under_ ~~gone~~ | a | b |",
]


def citation(hostile):
    return Citation(
        n=1,
        article_id=hostile,
        title=hostile,
        outlet=hostile,
        author=hostile,
        published=hostile,
        url=f"javascript:{hostile}",
        quote=hostile,
        start=7,
        end=7 + len(hostile),
        passage=f"before {hostile} after {hostile}",
        passage_start=0,
        passage_end=7 + 2 * len(hostile) + 7,
        speaker=hostile,
        also_carried_by=(Carrier(hostile, hostile),),
    )


def answer(hostile, **more):
    known = {"question": hostile, "standalone_question": hostile + "!", "as_of": "2026-02-15"}
    return Answer(**{**known, "text": hostile, **more})


def tags(markup):
    return {found.lower() for found in re.findall(r"<\s*/?\s*([a-zA-Z][a-zA-Z0-9]*)", markup)}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_evidence_escapes_everything(hostile):
    shown = answer(hostile, citations=(citation(hostile),), claims=(Claim(hostile, (1,)),))
    near = NearArticle(hostile, hostile, hostile, hostile)
    refused = answer(hostile, abstained=True, nearest=(near,))
    markup = render_evidence([shown, refused])
    ours = {"details", "summary", "article", "header", "span", "div", "h3", "p", "blockquote"}
    assert tags(markup) <= ours | {"mark", "footer", "ul", "li", "a", "br", "textarea"}
    hrefs = re.findall(r"<a href=\"([^\"]*)\"", markup)
    assert len(hrefs) == markup.count("<a ") == 2
    assert all(re.fullmatch(r"article/[\w%.~-]+(\?[\w=&;]+#cited)?", href) for href in hrefs)
    assert "javascript:" not in re.sub(r">[^<]*<", "><", markup)
    text = html.unescape(re.sub(r"<[^>]*>", "", markup))
    assert hostile.split("\n", maxsplit=1)[0] in text
    copied = re.findall(r"<textarea [^>]*>([^<]*)</textarea>", markup)
    assert len(copied) == 1
    assert f"{hostile}\n\n(understood as: {hostile}!)" in html.unescape(copied[0])


class Fixed:
    ready = True
    trouble = None

    def __init__(self, given):
        self.given = given

    def stream(self, question, history, **_):
        yield self.given


@pytest.mark.parametrize("hostile", HOSTILE)
def test_chat_escapes_everything(hostile):
    shown = answer(hostile, citations=(citation(hostile),), claims=(Claim(hostile, (1,)),))
    written = replace(shown, mode="generated", model=hostile, reason=hostile)
    near = (NearArticle("../" + hostile, hostile, hostile, hostile),)
    for given in (shown, written, answer(hostile, abstained=True, reason=hostile, nearest=near)):
        *_, (messages, _, turns) = converse(Fixed(given), hostile, (), [])
        assert turns == (given,)
        for message in messages:
            content = message["content"]
            assert tags(content) <= {"a", "br", "span"}
            links = re.findall(r'href="([^"]*)"', content)
            assert links in ([], ["#evidence-1-1", "#copy-1"]) or (
                given.abstained and all(re.fullmatch(r"article/[\w%.~-]+", link) for link in links)
            )
            entities = re.sub(r"&#\d+;|<a href=\"[^\"]*\"", "", content)
            assert not re.search(r"[`$|~\\]|\]\(", entities)


def test_turns_and_messages_stay_in_step_whenever_an_answer_is_stopped():
    """A thumb down finds its turn by the number of the message, two a turn."""
    given = answer("It rained.")
    growing = converse(Fixed(given), "Why?", (given, given), [{"role": "user"}, {"role": "bot"}])
    messages, _, turns = next(growing)
    assert (len(messages), turns) == (4, (given, None))
    *_, (messages, _, turns) = growing
    assert (len(messages), turns) == (4, (given, given))


def test_models_that_could_not_be_loaded_are_not_said_to_be_loading():
    assistant = Fixed(answer("It rained."))
    assistant.ready, assistant.trouble = False, "The reader's weights are missing."
    *_, (messages, _, _) = converse(assistant, "Why?", (), [])
    shown = html.unescape(messages[-1]["content"])
    assert "The reader's weights are missing." in shown
    assert "still loading" not in shown


def test_hidden_and_turning_characters_are_not_shown():
    text = "a\u202eb\u200bc\u2066d\x00e\ufefff"
    assert for_html(text) == for_markdown(text) == "abcdef"


def test_every_punctuation_is_an_entity():
    rng = random.Random(1)
    for _ in range(200):
        text = "".join(chr(rng.randrange(32, 127)) for _ in range(40))
        assert html.unescape(for_markdown(text)) == text
        assert re.fullmatch(r"(?:[A-Za-z0-9 ]|&#\d+;)*", for_markdown(text))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x", "", "http://[x"])
def test_only_web_links(url):
    assert safe_link(url) is None
    assert safe_link("https://example.org/a") == "https://example.org/a"


def test_dates():
    assert long_date("2026-01-30") == "30 January 2026"
    assert long_date("last week") == "last week"
    assert long_date("") == ""


def test_claims_appear_one_after_the_other():
    claims = (Claim("First claim.", (1,)), Claim("Second claim.", (1,)))
    given = answer("Who?", standalone_question="Who?", citations=(citation("x"),), claims=claims)
    shown = [messages[-1]["content"] for messages, *_ in converse(Fixed(given), "Who?", (), [])]
    assert "First" not in shown[0]
    assert "First" in shown[1]
    assert "Second" not in shown[1]
    assert "Second" in shown[2]
    assert all(part.count("[1]") == part.count('class="marker">[1]</a>') for part in shown)
