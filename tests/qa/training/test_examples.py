"""Collections -> examples: what is marked answers, what is a near miss does not."""

from __future__ import annotations

import json
import random

from index.article import Article
from index.embedding import Embedder
from qa.training.data import SOURCES, Checked, gather
from qa.training.examples import (
    LONGEST_PASSAGE,
    Candidate,
    Example,
    from_sentences,
    join_tokens,
    window,
    without_evidence,
)
from qa.training.news import news_examples
from qa.training.sources import (
    multirc_examples,
    qamr_examples,
    squad_examples,
    trecqa_examples,
)
from qa.training.statements import speaker_name, statement_examples, statements

TEXT = "The bridge opened in 1932. It carries eight lanes. Nobody pays for it."


def marked(text: str, answer: str) -> Candidate:
    start = text.index(answer)
    return Candidate.of(text, [(start, start + len(answer))])


def check(example) -> None:
    """The marks of an example agree with each other."""
    for candidate in filter(None, [example.positive, *example.negatives]):
        for sentence in candidate.sentences:
            assert 0 <= sentence.start < sentence.end <= len(candidate.text)
        for start, end in candidate.answers:
            assert candidate.text[start:end].strip()
            assert any(
                candidate.sentences[n].start <= start < candidate.sentences[n].end
                for n in candidate.evidence
            )
    assert example.positive is None or example.positive.evidence
    assert not any(negative.answers or negative.evidence for negative in example.negatives)


def test_the_sentence_of_the_answer_is_the_evidence():
    assert marked(TEXT, "eight lanes").evidence == (1,)


def test_without_its_evidence_a_passage_is_a_near_miss():
    rest = without_evidence(marked(TEXT, "eight lanes"))
    assert rest.text == "The bridge opened in 1932. Nobody pays for it."
    assert [rest.sentence(n) for n in range(2)] == [
        "The bridge opened in 1932.",
        "Nobody pays for it.",
    ]
    assert without_evidence(marked("It was 1932. In 1932 it opened.", "1932")) is None


def test_a_window_keeps_the_answer_and_is_short():
    text = " ".join(f"Filler sentence number {n} is here." for n in range(100))
    text = f"{text} The answer is purple. {text}"
    whole = marked(text, "purple")
    starts = set()
    for seed in range(20):
        cut = window(whole, random.Random(seed))
        assert len(cut.text) <= LONGEST_PASSAGE
        ((start, end),) = cut.answers
        assert cut.text[start:end] == "purple"
        assert cut.sentence(cut.evidence[0]) == "The answer is purple."
        starts.add(start)
    assert len(starts) > 5  # its place says nothing


def test_sentences_are_put_together_with_their_marks():
    one = from_sentences([("No.", (), False), ("It was red.", ((7, 10),), True)])
    assert one.text == "No. It was red."
    assert [one.text[a:b] for a, b in one.answers] == ["red"]
    assert one.evidence == (1,)


def test_tokens_of_a_treebank_read_as_text():
    tokens = "`` I do n't know , '' said -LRB- Mr. -RRB- Smith 's aide ; 5 % .".split()
    assert join_tokens(tokens) == "“I don't know,” said (Mr.) Smith's aide; 5%."


def test_squad(tmp_path):
    paragraphs = []
    for color, animal in [("red", "fox"), ("grey", "wolf"), ("brown", "bear")]:
        context = f"The {animal} is an animal. Its coat is {color}. It eats meat."
        start = context.index(color)
        answers = [
            {"text": color, "answer_start": start},
            {"text": color, "answer_start": start},
            {"text": "coat is", "answer_start": context.index("coat")},
        ]
        asked = [{"question": f"What color is the {animal}?", "answers": answers}]
        paragraphs.append({"context": context, "qas": asked})
    path = tmp_path / "squadshifts_zoo_v1.0.json"
    path.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    found = list(squad_examples(path, random.Random(0)))
    assert len(found) == 3
    for example in found:
        check(example)
        ((start, end),) = example.positive.answers
        answer = example.positive.text[start:end]
        assert answer in {"red", "grey", "brown"}  # what most annotators marked
        assert example.negatives
        assert all(answer not in negative.text for negative in example.negatives)


def test_qamr_trecqa_and_multirc(shared):
    reading = shared / "reader-training"
    for read, folder, least in [
        (qamr_examples, "qamr", 7_000),
        (trecqa_examples, "trecqa", 2_000),
        (multirc_examples, "multirc", 800),
    ]:
        found = list(read(reading / folder, random.Random(0)))
        assert len(found) >= least
        for example in found:
            check(example)
        again = list(read(reading / folder, random.Random(0)))
        assert found == again


ARTICLE = {
    "title": "Council argues",
    "published": "2016-02-03",
    "text": "The council met on Monday. Mayor Ann Lee said the new bridge would cost the city twice "
    "as much as planned. Bob Cray told reporters that every school in the district needs repair "
    "before winter comes. It ended late.",
}


def attributions():
    text = ARTICLE["text"]
    marks = []
    for source, content in [
        ("Mayor Ann Lee", "the new bridge would cost the city twice as much as planned"),
        ("Bob Cray", "that every school in the district needs repair before winter comes"),
        ("It", "ended late"),
    ]:
        spans = [[text.index(part), text.index(part) + len(part)] for part in (source, content)]
        marks.append(
            {
                "source": {"text": source, "spans": spans[:1]},
                "cue": {"text": "said", "spans": []},
                "content": {"text": content, "spans": spans[1:]},
            }
        )
    return {**ARTICLE, "attributions": marks}


def test_statements_of_named_people_only():
    assert [one.speaker for one in statements(attributions())] == ["Ann Lee", "Bob Cray"]
    assert speaker_name("former President Barack Obama") == "Barack Obama"
    assert speaker_name("the envoy") is None


def test_the_wrong_speaker_is_a_near_miss(tmp_path):
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps(attributions()), encoding="utf-8")
    found = list(statement_examples([path], random.Random(1)))
    for example in found:
        check(example)
    right = [example for example in found if example.positive]
    wrong = [example for example in found if not example.positive]
    assert {example.positive.evidence for example in right} == {(1,), (2,)}
    assert wrong
    for example in wrong:
        (passage,) = example.negatives
        asked_for = "Lee" if "Lee" in example.question else "Cray"
        topic = example.question.rstrip("?").split()[-1]
        said = next(s for s in passage.text.split(". ") if asked_for in s)
        assert topic not in said.split()


def test_news_asks_with_the_words_of_one_article_what_another_tells():
    articles = [
        Article(
            key="a",
            title="Harbour closed",
            text="The harbour of Port Ellis was closed on Tuesday after the ferry Aurora struck the "
            "northern breakwater in dense fog. Divers looked at the hull.",
            published="2025-01-03",
        ),
        Article(
            key="b",
            title="Ferry accident",
            text="In dense fog the ferry Aurora hit a breakwater and struck it twice, so that the "
            "harbour had to be closed on Tuesday. It reopened later.",
            published="2025-01-04",
        ),
        Article(
            key="c",
            title="Fog delays trains",
            text="Dense fog closed the northern railway line on Tuesday. Trains struck a tree.",
            published="2025-01-04",
        ),
    ]
    found = list(news_examples(articles, Embedder(), random.Random(0)))
    assert found
    for example in found:
        check(example)
        start, end = example.positive.answers[0]
        answer = example.positive.text[start:end]
        assert answer not in example.question
        assert all(answer not in negative.text for negative in example.negatives)
    assert any("Aurora" in e.positive.text[slice(*e.positive.answers[0])] for e in found)


def test_nothing_that_is_trained_on_is_in_the_checks(shared):
    """No training text has a question or the beginning of a paragraph of either check."""
    reading = shared / "reader-training"
    checks = json.loads((reading / "xquad.en.json").read_text(encoding="utf-8"))["data"]
    paragraphs = [paragraph for article in checks for paragraph in article["paragraphs"]]
    queries = json.loads((reading / "squad2_500/queries.json").read_text(encoding="utf-8"))[
        "queries"
    ]
    asked = {qa["question"].casefold() for p in paragraphs for qa in p["qas"]}
    asked |= {query["question"].casefold() for query in queries}
    openings = {one["context"][:60] for one in (*paragraphs, *queries)}
    quick = [source for source in SOURCES if source != "news"]  # it takes minutes; checked below
    trained = 0
    for example in gather(shared, 7, quick, lambda _: None):
        trained += 1
        assert example.question.casefold() not in asked
        for passage in filter(None, [example.positive, *example.negatives]):
            assert passage.text[:60] not in openings
    assert trained > 40_000
    for path in shared.glob("news-qa/articles_*.jsonl"):
        text = path.read_text(encoding="utf-8")
        assert not any(json.dumps(opening)[1:-1] in text for opening in openings)


def test_what_shares_a_sentence_with_a_check_is_left_out():
    sentence = "The harbour of Port Ellis was closed on Tuesday afternoon."
    checks = Checked(frozenset({"who came?"}), frozenset({sentence}))
    assert checks.has(Example("Who came?", None, (Candidate.of("Nobody."),), "test"))
    assert checks.has(Example("Why?", None, (Candidate.of(f"Fog. {sentence}"),), "test"))
    assert not checks.has(Example("Why?", None, (Candidate.of("Fog was there."),), "test"))
