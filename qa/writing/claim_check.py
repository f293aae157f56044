"""A statement of a language model -> what may be shown of it, or why it may not.

It has to name sentences that were shown, break no rule against them, and be carried by them. Its
quotations are replaced by the article's own words, and what a source merely says is given to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language.quotation import article_sentences, position_of
from qa.language.speaker import leans_on_context, referent_of, speaker_of
from qa.writing.attributed import states_as_fact
from qa.writing.cited import Cited
from qa.writing.claim_rules import Fault, fault, in_own_words
from qa.writing.instructions import speaks_to_a_model
from qa.writing.shown_sentences import visible
from qa.writing.support import CARRIED, covered_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.language.opening_name import Spelling
    from qa.writing.model_output import Statement
    from qa.writing.shown_sentences import ShownSentence, ShownSentences
    from qa.writing.support import Support

LEAST_PART = 0.25
"""A further sentence is cited if it has this share of the claim's content words."""

NOTHING_CITED = Fault("a sentence that cites nothing", "it names no code of a sentence")
UNKNOWN_CODE = Fault("a citation of nothing that exists", "its code belongs to no sentence")
NOT_CARRIED = Fault(
    "a sentence that its cited words do not carry", "the cited sentence does not say that"
)


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence that a claim rests on, and whose statement it is."""

    shown: ShownSentence
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Supported:
    """A claim that holds, as it may be shown, and what it rests on."""

    text: str
    cited: tuple[CitedSentence, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A statement that may not be shown, and why."""

    statement: Statement
    fault: Fault


def check(statement: Statement, shown: ShownSentences, support: Support) -> Supported | Rejected:
    """Hold a statement against the sentences that it names."""
    if not statement.codes:
        return Rejected(statement, NOTHING_CITED)
    named = dict.fromkeys(map(shown.get, statement.codes))
    sentences = [found for found in named if found is not None]
    if not sentences:
        return Rejected(statement, UNKNOWN_CODE)
    text = visible(statement.text)
    if len(sentences) > 1:
        parts = [covered_share(text, [one.text]) for one in sentences]
        sentences = [
            one
            for one, part in zip(sentences, parts, strict=True)
            if part >= min(LEAST_PART, max(parts))
        ]
    cited = [CitedSentence(one, _speaker(one)) for one in sentences]
    known = [_known(one, shown.spelling) for one in cited]
    found = fault(text, known)
    if found is not None:
        return Rejected(statement, found)
    about = " ".join(one.about for one in known)
    if support.probability(text, [one.text for one in known], about) < CARRIED:
        return Rejected(statement, NOT_CARRIED)
    text = in_own_words(text, known) or text
    speaker = states_as_fact(text, known)
    if speaker:
        text = f"[{speaker}:] {text}"
    return Supported(text, tuple(cited))


def _known(cited: CitedSentence, spelling: Spelling) -> Cited:
    article = cited.shown.stored.article
    text = visible(cited.shown.text)
    referent = _referent(cited.shown) if leans_on_context(text) else None
    who = cited.speaker or referent
    introduced = _introduction(article.text, who) if who else ""
    if leans_on_context(text):
        introduced += f" {_context(cited.shown)}"
    return Cited(
        text, cited.speaker, article.title, article.outlet, article.date, referent, introduced,
        spelling,
    )  # fmt: skip


def _introduction(text: str, name: str) -> str:
    """The words beside the first mention of a name: "chief engineer Ines Tallow, of Calder,"."""
    found = re.search(
        rf"(?:[\w’'-]+,? ){{0,4}}{re.escape(name)}(?:, [^,.;“\"]{{3,60}}(?=[,.]))?", text
    )
    return visible(found.group()) if found else ""


def _context(shown: ShownSentence) -> str:
    """What a sentence that begins with "It" or "He" may lean on: headline and sentence before.

    Without the names of the latter: whom a pronoun stands for is told by the referent alone.
    """
    article = shown.stored.article
    sentences = article_sentences(article.text)
    position = position_of(sentences, shown.sentence)
    before = sentences[position - 1] if position else None
    told = article.text[before.start : before.end] if before else ""
    plain = " ".join(word for word in told.split() if not word[0].isupper())
    return " ".join(one for one in (article.title, plain) if not speaks_to_a_model(visible(one)))


def _speaker(shown: ShownSentence) -> str | None:
    text = shown.stored.article.text
    sentences = article_sentences(text)
    return speaker_of(text, sentences, position_of(sentences, shown.sentence))


def _referent(shown: ShownSentence) -> str | None:
    text = shown.stored.article.text
    sentences = article_sentences(text)
    return referent_of(text, sentences, position_of(sentences, shown.sentence))


def kinds_of(rejected: Sequence[Rejected]) -> str:
    """Why statements were left out, for readers: the kinds of fault, none of the words."""
    return "; ".join(dict.fromkeys(one.fault.kind for one in rejected))
