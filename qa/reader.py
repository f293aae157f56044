"""Finds the sentences that answer: question and passages -> scored evidence, and one probability.

The best sentence's log-odds are those that the question is answered at all, and a refusal is
decided by them. Without a network (it is still loading, or the setting says so) the words, the
vectors and the dates decide alone.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from index.article import Sentence
from qa.coverage import covered
from qa.evidence import BY_WORDS, JOINT, Evidence, log_odds
from qa.reading import PassageToRead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.article import Article
    from qa.question import Question
    from qa.reading import Reader, SentenceScore
    from qa.retrieve import RankedPassage

PASSAGES_READ = 8

_CLOSERS = "\"'”’)] "


def read(
    question: Question,
    ranked: Sequence[RankedPassage],
    word_weights: Mapping[str, float],
    reader: Reader | None,
) -> list[Evidence]:
    """Score every sentence of the best passages, best first; the better passage first if equal."""
    passages = ranked[:PASSAGES_READ]
    scores: Sequence[Sequence[SentenceScore | None]] = (
        reader.score(question.standalone, [_to_read(passage) for passage in passages])
        if reader
        else [[None] * len(passage.stored.passage.sentences) for passage in passages]
    )
    mix = JOINT if reader else BY_WORDS
    evidence = [
        one
        for passage, of_passage in zip(passages, scores, strict=True)
        for one in _sentences(passage, of_passage, word_weights)
    ]
    scored = [replace(one, score=log_odds(one, question, mix)) for one in evidence]
    return sorted(scored, key=lambda found: -found.score)


def _sentences(
    ranked: RankedPassage,
    scores: Sequence[SentenceScore | None],
    word_weights: Mapping[str, float],
) -> Iterator[Evidence]:
    """Each sentence of a passage that can answer."""
    article = ranked.stored.article
    context = covered(f"{article.title}\n{ranked.stored.text}", word_weights)
    for sentence, score in zip(ranked.stored.passage.sentences, scores, strict=True):
        text = article.text[sentence.start : sentence.end]
        if text.rstrip(_CLOSERS).endswith("?"):
            continue  # a question answers nothing, however many of the words it repeats
        yield Evidence(ranked, sentence, covered(text, word_weights), context, score)


def answer_probability(evidence: Sequence[Evidence]) -> float:
    """How likely it is that the best of the evidence answers the question, 0 to 1."""
    return 1 / (1 + math.exp(-evidence[0].score)) if evidence else 0.0


def heading_of(article: Article) -> str:
    """Headline and date, as the network was trained to see them in front of a passage."""
    return f"{article.title} ({article.date})" if article.date else article.title


def _to_read(ranked: RankedPassage) -> PassageToRead:
    passage = ranked.stored.passage
    return PassageToRead(
        heading_of(ranked.stored.article),
        ranked.stored.text,
        tuple(
            Sentence(one.start - passage.start, one.end - passage.start)
            for one in passage.sentences
        ),
    )
