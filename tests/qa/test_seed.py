"""Questions over the article that this project started from."""

from __future__ import annotations

import pytest
from tests_support import check_answer

from index.build import build
from qa.assistant import Assistant

ANSWERED = [
    ("what did Bahreini say about internet restrictions?", "depends on it"),
    ("What is the red line, according to the envoy?", "any kind of aggression"),
    ("What did Bahreini say about the red line?", "any kind of aggression"),
    ("Who is Iran's ambassador to the UN in Geneva?", "Ali Bahreini"),
    ("What did Trump announce last Saturday?", "armada"),
    ("What did Trump warn the Iranian government of at the peak of the protests?", "come to the rescue"),
    ("What did Trump encourage protesters to do?", "take over institutions"),
    ("What did Bahreini say about violence and terrorist activities?", "at this stage"),
    ("What is the main requirement for a negotiation?", "respect for the dignity"),
    ("Did the exchange of messages between Iran and the United States stop?", "has not stopped"),
    ("Who did Washington encourage to attack Iran?", "Israel"),
    ("Is Iran ready for negotiations?", "ready for"),
    ("Who warned of a strong response?", "political and military leadership"),
]  # fmt: skip

REFUSED = [
    "What did Bahreini say about the price of oil?",
    "What did Macron say about Iran?",
    "How many soldiers died in the war?",
    "Who won the football match in Tehran?",
    "Why did Bahreini resign?",
    "What did Trump say about Greenland?",
    "Where was Ali Bahreini born?",
    "What is the population of Geneva?",
]


@pytest.fixture(scope="module")
def seed(tmp_path_factory, embedder):
    from conftest import SHARED

    path = SHARED / "seed" / "iran-us-messages.txt"
    if not path.is_file():
        pytest.skip("the seed article is not beside the project")
    folder = tmp_path_factory.mktemp("seed")
    build(folder, [path], embedder)
    return Assistant(folder)


@pytest.mark.parametrize(("question", "expected"), ANSWERED)
def test_answered(seed, question, expected):
    answer = seed.ask(question)
    check_answer(answer, seed.library)
    assert expected in " ".join(citation.quote for citation in answer.citations)


@pytest.mark.parametrize("question", REFUSED)
def test_refused(seed, question):
    answer = seed.ask(question)
    assert answer.abstained
    assert answer.nearest


def test_a_sentence_that_leans_on_another_is_given_its_name(seed):
    answer = seed.ask("What is the red line, according to the envoy?")
    assert any(claim.text.startswith("[Ali Bahreini] He stressed") for claim in answer.claims)
