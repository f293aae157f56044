"""Evidence -> Answer: which sentences are shown, how they are cited, and how a refusal reads.

Every quotation is a slice of the stored article taken here; nothing that is shown as quoted passes
through any other hands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.answer import Answer, Citation, Claim, NearArticle
from qa.cite import cite
from qa.disagreement import disagreement
from qa.language.quotation import article_sentences, is_quotation, position_of
from qa.language.speaker import (
    leans_on_context,
    referent_of,
    speaker_of,
    stands_for_no_person,
)
from qa.language.words import stem, stems
from qa.selection import same_story
from qa.short_answer import LEADING, is_certain, short_answer
from qa.time_filter import shown_range

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.article import Sentence
    from index.catalogue import Catalogue
    from qa.disagreement import Disagreement
    from qa.evidence import Evidence
    from qa.question import Question
    from qa.retrieve import RankedPassage

NEAREST = 3

MOST_ABSENT = 2
"""Words of the question that a refusal names as missing."""


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
    differ = disagreement(evidence, question)
    if differ:
        pair = differ.sentences
        evidence = [*pair, *(found for found in evidence if found not in pair)]
    citations: list[Citation] = []
    claims: list[Claim] = []
    for n, found in enumerate(evidence, 1):
        article = found.ranked.stored.article
        sentences = article_sentences(article.text)
        position = position_of(sentences, found.sentence)
        speaker = speaker_of(article.text, sentences, position)
        citations.append(cite(n, found.ranked.stored, found.sentence, speaker, ranked, catalogue))
        text = _claim_text(found, sentences, position, speaker)
        if question.kind == "list" and article.date:
            text = f"[{article.date}] {text}"
        claims.append(Claim(text, (n,)))
    lead = _both_sides(differ) if differ else _lead(question, evidence)
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


def _both_sides(differ: Disagreement) -> Claim:
    """That two articles give different answers, which, and which is the later one.

    Of two versions of one story the later one supersedes the earlier one, and it is said so.
    """
    told = []
    pair = differ.sentences
    newest = max(found.published_at for found in pair)
    is_later = pair[0].published_at != pair[1].published_at
    for found, words in zip(pair, differ.words, strict=True):
        article = found.ranked.stored.article
        about = [article.outlet, article.date]
        about += ["later"] if is_later and found.published_at == newest else []
        named = ", ".join(filter(None, about))
        told.append(f"“{words}” ({named})" if named else f"“{words}”")
    if is_later and same_story(*pair):
        told.sort(key=lambda one: not one.endswith("later)"))
        later = told[0].removesuffix(", later)") + ")"
        return Claim(
            f"[A later version of the story has {later}, an earlier one {told[1]}.]", (1, 2)
        )
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
        on_this = " on this" if question.topic else ""
        return f"The articles name {question.speaker}, but quote no statement{on_this}."
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


def _claim_text(
    found: Evidence, sentences: Sequence[Sentence], position: int, speaker: str | None
) -> str:
    """The quotation, with whom a leading "He" stands for, or whose words they are, in brackets."""
    quote = " ".join(found.text.split())
    text = found.ranked.stored.article.text
    if leans_on_context(quote) and not stands_for_no_person(quote):
        name = speaker or referent_of(text, sentences, position)
        return quote if name is None or name in quote else f"[{name}] {quote}"
    is_named = speaker is None or speaker.rsplit(maxsplit=1)[-1] in quote
    if is_named or not is_quotation(text, sentences[position]):
        return quote
    return f"[{speaker}:] {quote}"


def _listed(found: Sequence[str]) -> str:
    if len(found) == 1:
        return found[0]
    return f"{', '.join(found[:-1])} or {found[-1]}"
