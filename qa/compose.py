"""Evidence -> Answer: which sentences are shown, how they are cited, and how a refusal reads.

Every quotation is a slice of the stored article taken here; nothing that is shown as quoted passes
through any other hands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.answer import Answer, Carrier, Citation, Claim, NearArticle
from qa.quotation import article_sentences, is_quotation, position_of
from qa.selection import differing
from qa.short_answer import LEADING, is_certain, short_answer
from qa.speaker import leans_on_context, referent_of, speaker_of
from qa.time_filter import shown_range
from qa.words import stem, stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.article import Sentence
    from index.catalogue import Catalogue, StoredPassage
    from qa.evidence import Evidence
    from qa.question import Question
    from qa.retrieve import RankedPassage

NEAREST = 3

MOST_ABSENT = 2
"""Words of the question that a refusal names as missing."""

MOST_BESIDE = 900
"""Characters of neighbouring passages that are shown on each side: about one of them."""


def compose(
    question: Question,
    evidence: Sequence[Evidence],
    ranked: Sequence[RankedPassage],
    catalogue: Catalogue,
    score: float,
) -> Answer:
    """Quote the sentences of `evidence` (see `choose`), each with its citation, in that order.

    The short answer goes first where there is one; or that the articles differ, where they do.
    `ranked` are the passages that were found, to show neighbours of one article as one.
    """
    pair = differing(evidence, question)
    if pair:
        evidence = [*pair, *(found for found in evidence if found not in pair)]
    citations: list[Citation] = []
    claims: list[Claim] = []
    for n, found in enumerate(evidence, 1):
        article = found.ranked.stored.article
        sentences = article_sentences(article.text)
        position = position_of(sentences, found.sentence)
        speaker = speaker_of(article.text, sentences, position)
        citations.append(_cite(n, found, speaker, ranked, catalogue))
        text = _claim_text(found, sentences, position, speaker)
        if question.kind == "list" and article.date:
            text = f"[{article.date}] {text}"
        claims.append(Claim(text, (n,)))
    lead = _difference(question, pair) if pair else _lead(question, evidence)
    claims = [lead, *claims] if lead else claims
    return Answer(
        question=question.text,
        standalone_question=question.standalone,
        as_of=question.as_of.isoformat(),
        time_range=shown_range(question.time),
        text="\n".join(f"{claim.text} {_markers(claim)}" for claim in claims),
        claims=tuple(claims),
        citations=tuple(citations),
        evidence_score=score,
    )


def _lead(question: Question, evidence: Sequence[Evidence]) -> Claim | None:
    """The short answer of the first sentence, in the article's words, where it is likely right."""
    first = evidence[0]
    short = short_answer(first, question)
    if short is None or first.score < LEADING or not is_certain(first):
        return None
    return Claim(" ".join(short.split()), (1,))


def _difference(question: Question, pair: tuple[Evidence, Evidence]) -> Claim:
    """That two stories give different answers, which, and which is the later one."""
    told = []
    newest = max(found.published_at for found in pair)
    is_later = pair[0].published_at != pair[1].published_at
    for found in pair:
        article = found.ranked.stored.article
        about = [article.outlet, article.date]
        about += ["later"] if is_later and found.published_at == newest else []
        told.append(f"“{short_answer(found, question)}” ({', '.join(filter(None, about))})")
    return Claim(f"[The articles differ: {'; '.join(told)}.]", (1, 2))


def _markers(claim: Claim) -> str:
    return "".join(f"[{n}]" for n in claim.citations)


def why_not(
    question: Question,
    ranked: Sequence[RankedPassage],
    missing: Sequence[str],
    word_weights: Mapping[str, float],
) -> str:
    """Why the articles do not answer, and what about the nearest of them is near.

    `missing` are the names that no article has; `word_weights` those of the question's stems.
    """
    if missing:
        return f"No article names {_listed(missing)}."
    if not ranked:
        return "No article has anything of this question in it."
    near = {
        found
        for one in ranked[:NEAREST]
        for found in stems(f"{one.stored.article.title} {one.stored.text}")
    }
    rare = sorted(question.words, key=lambda word: -word_weights.get(stem(word), 0.0))
    absent = [word for word in rare if stem(word) not in near][:MOST_ABSENT]
    if question.speaker and not absent:
        return f"The articles name {question.speaker}, but quote no statement on this."
    if absent:
        quoted = [f"“{word}”" for word in absent]
        return f"Articles touch on this, but the nearest say nothing of {_listed(quoted)}."
    return "Articles touch on this, but no sentence in them answers it."


def refuse(
    question: Question, ranked: Sequence[RankedPassage], reason: str, score: float
) -> Answer:
    """Say that the articles do not answer, why, and which articles come nearest."""
    nearest: dict[str, NearArticle] = {}
    for passage in ranked:
        article = passage.stored.article
        nearest.setdefault(article.article_id, NearArticle.of(article))
    return Answer(
        question=question.text,
        standalone_question=question.standalone,
        as_of=question.as_of.isoformat(),
        time_range=shown_range(question.time),
        text=f"The articles do not answer this. {reason}",
        abstained=True,
        reason=reason,
        nearest=tuple(nearest.values())[:NEAREST],
        evidence_score=score,
    )


def _cite(
    n: int,
    found: Evidence,
    speaker: str | None,
    ranked: Sequence[RankedPassage],
    catalogue: Catalogue,
) -> Citation:
    stored = found.ranked.stored
    article, sentence = stored.article, found.sentence
    start, end = _readable(found, ranked)
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
        passage=article.text[start:end],
        passage_start=start,
        passage_end=end,
        speaker=speaker,
        also_carried_by=_carriers(stored, catalogue),
    )


def _readable(found: Evidence, ranked: Sequence[RankedPassage]) -> tuple[int, int]:
    """(start, end) of the cited passage, with those of its neighbours that were found as well."""
    article, own = found.ranked.stored.article, found.ranked.stored.passage
    start, end = own.start, own.end
    others = [
        one.stored.passage for one in ranked if one.stored.passage.article_id == own.article_id
    ]
    for passage in sorted(others, key=lambda one: -one.end):
        touches = passage.end <= start and not article.text[passage.end : start].strip()
        if touches and own.start - passage.start <= MOST_BESIDE:
            start = passage.start
    for passage in sorted(others, key=lambda one: one.start):
        touches = passage.start >= end and not article.text[end : passage.start].strip()
        if touches and passage.end - own.end <= MOST_BESIDE:
            end = passage.end
    return start, end


def _claim_text(
    found: Evidence, sentences: Sequence[Sentence], position: int, speaker: str | None
) -> str:
    """The quotation, with whom a leading "He" stands for, or whose words they are, in brackets."""
    quote = " ".join(found.text.split())
    text = found.ranked.stored.article.text
    if leans_on_context(quote):
        name = speaker or referent_of(text, sentences, position)
        return quote if name is None or name in quote else f"[{name}] {quote}"
    is_named = speaker is None or speaker.rsplit(maxsplit=1)[-1] in quote
    if is_named or not is_quotation(text, sentences[position]):
        return quote
    return f"[{speaker}:] {quote}"


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
