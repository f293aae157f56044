"""Hand-made evidence: a sentence that is a whole stored article, with the scores it is given."""

from __future__ import annotations

from datetime import datetime

from index.article import Article, Passage, Sentence
from index.catalogue import StoredPassage
from qa.evidence import Evidence
from qa.reading import SentenceScore
from qa.retrieve import RankedPassage


def found(text, score=1.0, marked=None, published="2026-01-30", key=None, story=None, sure=-0.1):
    article = Article(
        key=key or text,
        title="Headline",
        text=text,
        published=published,
        published_at=int(datetime.fromisoformat(published).timestamp()),
    )
    sentence = Sentence(0, len(text))
    passage = Passage(article.article_id, article.article_id, 0, len(text), (sentence,))
    span = (text.index(marked), text.index(marked) + len(marked)) if marked else None
    read = SentenceScore(score, span, sure)
    ranked = RankedPassage(StoredPassage(passage, article, story), 1.0, 1, 1, 0.5)
    return Evidence(ranked, sentence, 0.5, 0.5, read=read, score=score)
