"""Sentences and passages: exact offsets, nothing lost, the rules of news prose."""

import json
import random
import time

import pytest

from index.article import Article
from index.split import LONGEST_SENTENCE, PASSAGE_TOKENS, split_passages, split_sentences


def sentences(text):
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("He met Sen. J. D. Vance. They ate.", ["He met Sen. J. D. Vance.", "They ate."]),
        ("Dr. Maya Okonjo dived.", ["Dr. Maya Okonjo dived."]),
        ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
        ("It left the U.S. The rest stayed.", ["It left the U.S.", "The rest stayed."]),
        ("At 3 p.m. Monday it rained.", ["At 3 p.m. Monday it rained."]),
        ("It closed at 3 p.m. The rain came.", ["It closed at 3 p.m.", "The rain came."]),
        (
            "It rose 3.5 percent on Jan. 5. Then it fell.",
            ["It rose 3.5 percent on Jan. 5.", "Then it fell."],
        ),
        ("No. 10 said so. She said no. We left.", ["No. 10 said so.", "She said no.", "We left."]),
        ("“We won.” He left.", ["“We won.”", "He left."]),
        ('"Is it?" she asked. It was.', ['"Is it?" she asked.', "It was."]),
        ("1. Ukraine\n2. Russia", ["1. Ukraine", "2. Russia"]),
        (
            "Er kam am 3. Oktober an. Es kostet 11,8 Mio. Euro.",
            ["Er kam am 3. Oktober an.", "Es kostet 11,8 Mio. Euro."],
        ),
        ("她说了。他走了。", ["她说了。", "他走了。"]),
        ("Headline without stop\n\nBody here.", ["Headline without stop", "Body here."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("Wait... what? Yes!", ["Wait... what?", "Yes!"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_sentences(text, expected):
    assert sentences(text) == expected


def test_hard_wrapped_text_is_not_cut_at_its_lines():
    text = (
        "The ambassador said on Tuesday that the exchange of messages between\n"
        "the two countries had not stopped, but that it could not be called a\n"
        "negotiation, and he added that the government of his country remained\n"
        "ready for any kind of dialogue that was based on respect for all sides\n"
        "and on their interests.\n\nA second paragraph follows here."
    )
    assert len(sentences(text)) == 2


def test_only_white_space_lies_between_sentences():
    rng = random.Random(7)
    alphabet = "ab AB 12 .!?…\"'“”()\n\n\t。？é\u2028—;:,"
    for _ in range(300):
        text = "".join(rng.choice(alphabet) for _ in range(rng.randrange(400)))
        end = 0
        for found in split_sentences(text):
            assert not text[end : found.start].strip()
            assert text[found.start : found.end].strip() == text[found.start : found.end] != ""
            assert found.end - found.start <= LONGEST_SENTENCE
            end = found.end
        assert not text[end:].strip()


@pytest.mark.parametrize("text", ["word " * 5000, "x" * 20_000, "中" * 5000, "a,b;c " * 3000])
def test_text_without_full_stops_becomes_passages_the_model_can_read(text, embedder):
    article = Article(key="k", title="t", text=text)
    passages = split_passages(article, embedder.token_offsets)
    read = "".join(text[p.start : p.end] for p in passages)
    assert "".join(read.split()) == "".join(text.split())
    for passage in passages:
        slice_ = text[passage.start : passage.end]
        assert len(embedder.token_offsets(slice_)) <= PASSAGE_TOKENS


def test_passages_are_whole_sentences_within_what_the_model_reads(shared, embedder):
    lines = (shared / "news-qa" / "articles_05.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[:60]:
        record = json.loads(line)
        article = Article(key=record["url"], title=record["title"], text=record["text"])
        whole = {(s.start, s.end) for s in split_sentences(article.text)}
        for passage in split_passages(article, embedder.token_offsets):
            assert passage.start == passage.sentences[0].start
            assert passage.end == passage.sentences[-1].end
            slice_ = article.text[passage.start : passage.end]
            embedded = embedder.embedded_text(article.title, "2026-01-30", slice_)
            assert len(embedder.token_offsets(embedded)) + 2 <= 256
            broken = [s for s in passage.sentences if (s.start, s.end) not in whole]
            assert all(s.end - s.start > 300 for s in broken)


@pytest.mark.parametrize(
    "hostile",
    ["a" + " " * 60_000 + "b", "." * 60_000 + "x", ".”" * 30_000 + "x", "\r" * 60_000 + "b"],
)
def test_a_long_run_takes_no_square_of_its_length(hostile):
    began = time.process_time()
    assert split_sentences(hostile)
    assert time.process_time() - began < 5, "seconds; by the square it is minutes"
