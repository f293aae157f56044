"""Evidence -> Answer: which sentences are shown, how they are cited, and how a refusal reads.

Every quotation is a slice of the stored article taken here; nothing that is shown as quoted passes
through any other hands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.split import split_sentences
from qa.answer import Answer, Carrier, Citation, Claim, NearArticle
from qa.speaker import leans_on_context, referent_of, speaker_of
from qa.words import content_words, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.article import Sentence
    from index.catalogue import Catalogue, StoredPassage
    from qa.question import Question
    from qa.reader import Evidence
    from qa.retrieve import RankedPassage

MOST_SENTENCES = 3
MOST_WORDS = 60
"""Of quotation in one answer; the first sentence is shown whole, however long."""

AS_GOOD_AS = 0.75
"""A further sentence is shown if its score is at least this share of the best one's."""

SAME_SENTENCE = 0.8
"""Two sentences that share this part of the shorter one's content words say the same."""

NEAREST = 3


def compose(
    question: Question, evidence: Sequence[Evidence], catalogue: Catalogue, score: float
) -> Answer:
    """Quote the sentences of `evidence` (see `choose`), each with its citation, in that order."""
    citations: list[Citation] = []
    claims: list[Claim] = []
    for n, found in enumerate(evidence, 1):
        article = found.ranked.stored.article
        sentences = split_sentences(article.text)
        position = _position(sentences, found.sentence)
        speaker = speaker_of(article.text, sentences, position)
        citations.append(_cite(n, found, speaker, catalogue))
        claims.append(Claim(_claim_text(found, sentences, position, speaker), (n,)))
    return Answer(
        question=question.text,
        standalone_question=question.standalone,
        as_of=question.as_of.isoformat(),
        text="\n".join(f"{claim.text} [{claim.citations[0]}]" for claim in claims),
        claims=tuple(claims),
        citations=tuple(citations),
        evidence_score=score,
    )


def refuse(
    question: Question, ranked: Sequence[RankedPassage], missing: Sequence[str], score: float
) -> Answer:
    """Say that the articles do not answer, why, and which articles come nearest."""
    nearest: dict[str, NearArticle] = {}
    for passage in ranked:
        article = passage.stored.article
        nearest.setdefault(article.article_id, NearArticle.of(article))
    if missing:
        listed = _listed(missing)
        reason = f"No article names {listed}."
    elif not ranked:
        reason = "No article has anything of this question in it."
    else:
        reason = "Articles touch on this, but no sentence in them answers it."
    return Answer(
        question=question.text,
        standalone_question=question.standalone,
        as_of=question.as_of.isoformat(),
        text=f"The articles do not answer this. {reason}",
        abstained=True,
        reason=reason,
        nearest=tuple(nearest.values())[:NEAREST],
        evidence_score=score,
    )


def choose(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence and those nearly as good, none twice, within the words allowed."""
    chosen: list[Evidence] = []
    said: list[set[str]] = []
    length = 0
    for found in evidence:
        size = len(found.text.split())
        content = {stem(word) for word in content_words(found.text)}
        if chosen and (
            length + size > MOST_WORDS
            or found.score < AS_GOOD_AS * chosen[0].score
            or any(_repeats(content, other) for other in said)
        ):
            continue
        chosen.append(found)
        said.append(content)
        length += size
        if len(chosen) == MOST_SENTENCES:
            break
    return chosen


def _repeats(content: set[str], other: set[str]) -> bool:
    """Whether two sentences have so many words in common that one says nothing new."""
    return len(content & other) >= SAME_SENTENCE * max(1, min(len(content), len(other)))


def _cite(n: int, found: Evidence, speaker: str | None, catalogue: Catalogue) -> Citation:
    stored = found.ranked.stored
    article, sentence = stored.article, found.sentence
    return Citation(
        n=n,
        article_id=article.article_id,
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        published=article.date or article.published,
        url=article.url,
        quote=article.text[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
        passage=stored.text,
        passage_start=stored.passage.start,
        passage_end=stored.passage.end,
        speaker=speaker,
        also_carried_by=_carriers(stored, catalogue),
    )


def _claim_text(
    found: Evidence, sentences: Sequence[Sentence], position: int, speaker: str | None
) -> str:
    """The quotation, with the name that a leading "He" stands for in brackets, as ours."""
    quote = " ".join(found.text.split())
    if not leans_on_context(quote):
        return quote
    name = speaker or referent_of(found.ranked.stored.article.text, sentences, position)
    return quote if name is None or name in quote else f"[{name}] {quote}"


def _position(sentences: Sequence[Sentence], sentence: Sentence) -> int:
    """Which of an article's sentences holds this one (a passage may break an overlong one)."""
    return next(number for number, one in enumerate(sentences) if one.end >= sentence.end)


def _carriers(stored: StoredPassage, catalogue: Catalogue) -> tuple[Carrier, ...]:
    if stored.story is None:
        return ()
    return tuple(
        Carrier(article.outlet, article.url)
        for article in catalogue.carriers(stored.story)
        if article.article_id != stored.article.article_id
    )


def _listed(found: Sequence[str]) -> str:
    if len(found) == 1:
        return found[0]
    return f"{', '.join(found[:-1])} or {found[-1]}"
