"""Finds the sentences that answer: question and passages -> scored evidence, and one probability.

The best sentence's log-odds are those that the question is answered at all, and a refusal is
decided by them. Without a network (it is still loading, or the setting says so) the words, the
vectors and the dates decide alone.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from index.article import Sentence
from qa.agreement import agreement
from qa.coverage import covered
from qa.evidence import Evidence, by_words, joined, with_agreement
from qa.freshness import freshness
from qa.language.words import asking_part, stem, stems
from qa.reading import PassageToRead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.article import Article
    from qa.question import Question
    from qa.reading import Reader
    from qa.retrieve import RankedPassage

PASSAGES_READ = 8

OUT_OF_REACH = 6.0
"""A passage whose best sentence is this far behind the best of all, in log-odds by words, vectors
and dates alone, is not read by the network: it seldom comes first, and reading is most of an
answer's time. At four as many answers are right, and fewer agree (docs/results.md)."""

_CLOSERS = "\"'”’)] "


def read(
    question: Question,
    ranked: Sequence[RankedPassage],
    word_weights: Mapping[str, float],
    reader: Reader | None,
    published: Sequence[int] = (),
) -> list[Evidence]:
    """Score every sentence of the best passages, best first; the better passage first if equal.

    A network reads the passages that are within reach of the best, and only their sentences are
    given. `published` are the times of the library's articles, UTC seconds, ascending.
    """
    topic = _topic(question, word_weights)
    passages: list[list[Evidence]] = []
    for passage in ranked[:PASSAGES_READ]:
        fresh = freshness(passage.stored.article, question, published)
        sentences = list(_sentences(passage, word_weights, topic))
        if sentences:
            passages.append([by_words(one, question, fresh) for one in sentences])
    if reader and passages:
        passages = _read_by(reader, question, passages)
    evidence = itertools.chain.from_iterable(passages)
    return sorted(evidence, key=lambda found: -found.score)


def _read_by(
    reader: Reader, question: Question, passages: Sequence[Sequence[Evidence]]
) -> list[list[Evidence]]:
    """Have the network read the passages within reach, and join what it makes of them.

    It is given the sentence that asks: it was trained on such, and marks what goes before instead.
    """
    articles = len({of[0].ranked.stored.article.article_id for of in passages})
    best = [max(one.score for one in sentences) for sentences in passages]
    least = max(best) - OUT_OF_REACH
    near = [of for of, score in zip(passages, best, strict=True) if score > least]
    asked = asking_part(question.standalone)
    scores = reader.score(asked, [passage_to_read(one[0].ranked) for one in near])
    found = [
        [
            joined(one, of_passage[one.ranked.stored.passage.sentences.index(one.sentence)])
            for one in sentences
        ]
        for sentences, of_passage in zip(near, scores, strict=True)
    ]
    return [
        [with_agreement(one, share) for one, share in zip(sentences, shares, strict=True)]
        for sentences, shares in zip(found, agreement(found, question, articles), strict=True)
    ]


def _topic(question: Question, word_weights: Mapping[str, float]) -> Mapping[str, float]:
    """The weights of what a person's words are asked about; none where nobody's are asked for."""
    topic = set(map(stem, question.topic))
    return {word: weight for word, weight in word_weights.items() if word in topic}


def _sentences(
    ranked: RankedPassage, word_weights: Mapping[str, float], topic: Mapping[str, float]
) -> Iterator[Evidence]:
    """Each sentence of a passage that can answer."""
    article = ranked.stored.article
    context = covered(f"{article.title}\n{ranked.stored.text}", word_weights)
    for sentence in ranked.stored.passage.sentences:
        text = article.text[sentence.start : sentence.end]
        if text.rstrip(_CLOSERS).endswith("?") or not stems(text):
            continue  # a question answers nothing, however many of the words it repeats; nor "..."
        yield Evidence(ranked, sentence, covered(text, word_weights), context, covered(text, topic))


def answer_probability(evidence: Sequence[Evidence]) -> float:
    """How likely it is that the best of the evidence answers the question, 0 to 1."""
    return 1 / (1 + math.exp(-evidence[0].score)) if evidence else 0.0


def heading_of(article: Article) -> str:
    """Headline and date, as the network was trained to see them in front of a passage."""
    return f"{article.title} ({article.date})" if article.date else article.title


def passage_to_read(ranked: RankedPassage) -> PassageToRead:
    """A retrieved passage as a reader takes it, with the sentences counted from its own start."""
    passage = ranked.stored.passage
    return PassageToRead(
        heading_of(ranked.stored.article),
        ranked.stored.text,
        tuple(
            Sentence(one.start - passage.start, one.end - passage.start)
            for one in passage.sentences
        ),
    )
