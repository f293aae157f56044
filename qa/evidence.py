"""What is known of a sentence that may answer, and the log-odds that it does.

Fixed weights join what is known: how much of the question's words the sentence and its passage
carry (`coverage`), how near the passage is to the question in vector space, how fresh its article
was on the day of the question, whether it has something of the kind that is asked for, and what a
network makes of it that reads question and passage together (`reading`). How the weights were
found, and what each adds: benchmarks/reader_weights.py, docs/results.md.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from qa.language.quotation import article_sentences, position_of
from qa.language.same_person import may_be_same
from qa.language.speaker import speaker_of
from qa.language.stated_source import stated_source
from qa.language.words import stems, whole_name
from qa.understanding.answer_kind import holds_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.article import Sentence
    from qa.question import Question
    from qa.reading import SentenceScore
    from qa.retrieve import RankedPassage

UNKNOWN_SIMILARITY = 0.35
"""Stands for a cosine that was not measured: about that of the last passages of a ranking."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing known of a sentence adds to the log-odds that it answers.

    `undated` is added in the place of freshness where no day was stated: its mean; `kind` where
    the sentence has something of the kind that is asked for; `said_by` where what somebody said is
    asked for, and the sentence is that person's statement, or `said_by_other` another person's;
    `topic` is then multiplied by the share of the other words asked about that the sentence has.
    `lead` is added where the sentence is in the article's first passage; `log_odds` multiplies the
    network's, and `agreed` the share of the other articles in which it marks the same short answer.
    """

    constant: float
    covered: float
    context: float
    similarity: float
    lead: float
    fresh: float
    undated: float
    kind: float
    said_by: float
    said_by_other: float
    topic: float = 0.0
    log_odds: float = 0.0
    agreed: float = 0.0


BY_WORDS = Weights(
    constant=-15.8,
    covered=5.4,
    context=4.2,
    similarity=3.0,
    lead=1.2,
    fresh=6.7,
    undated=5.1,
    kind=2.0,
    said_by=1.0,
    said_by_other=-2.0,
)
"""Without a network. Found on one half of the visible questions, reported on the other; `said_by`
and `said_by_other`, of which these questions have next to nothing, were set by hand."""

JOINT = Weights(
    constant=-13.4,
    covered=0.5,
    context=5.1,
    similarity=2.3,
    lead=1.1,
    fresh=6.2,
    undated=5.2,
    kind=1.5,
    said_by=1.25,
    said_by_other=-2.0,
    topic=1.0,
    log_odds=0.55,
    agreed=3.0,
)
"""With the network that is trained here; found likewise, but for `said_by` and `topic`, which are
by questions for statements, `log_odds` and `agreed`, which are near what news and RGB's snippets
give together (docs/results.md), and `said_by_other`, which was set by hand."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that may answer. `score` is the log-odds that it does; the rest says why.

    `covered` is the weighted share (0 to 1) of the question's words in the sentence, `context`
    the same for its passage with the headline, `topic` that of the words besides the name in the
    sentence where it is asked what somebody said, else 0; `read` what the network made of it, None
    where none was asked. `known` is all of this and more under the names of `Weights`.
    """

    ranked: RankedPassage
    sentence: Sentence
    covered: float
    context: float
    topic: float = 0.0
    read: SentenceScore | None = None
    score: float = 0.0
    known: Mapping[str, float] = field(default_factory=dict, compare=False)

    @property
    def published_at(self) -> int:
        """When its article was published, in UTC seconds; long ago where that is not known."""
        at = self.ranked.stored.article.published_at
        return -(10**12) if at is None else at

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.ranked.stored.article.text[self.sentence.start : self.sentence.end]

    @property
    def short_answer(self) -> str | None:
        """The words that the network marked, verbatim; of a name that it cut, the whole.

        None where it marked none.
        """
        if self.read is None or self.read.answer is None:
            return None
        text = self.ranked.stored.text
        return text[slice(*whole_name(text, *self.read.answer))]


def by_words(found: Evidence, question: Question, fresh: float | None) -> Evidence:
    """The sentence with what is known of it without a network, and its score by that.

    `fresh` as `freshness` has it of its article.
    """
    stored = found.ranked.stored
    similarity = found.ranked.similarity
    said = speaks(found, question)
    known = {
        "constant": 1.0,
        "covered": found.covered,
        "context": found.context,
        "similarity": UNKNOWN_SIMILARITY if similarity is None else similarity,
        "lead": float(stored.passage.start == 0),
        "fresh": fresh or 0.0,
        "undated": float(fresh is None),
        "kind": float(_is_of_kind(found.text, question)),
        "said_by": float(said is True),
        "said_by_other": float(said is False),
        "topic": found.topic,
        "log_odds": 0.0,
        "agreed": 0.0,
    }
    return replace(found, known=known, score=log_odds(known, BY_WORDS))


def _is_of_kind(text: str, question: Question) -> bool:
    """Whether a sentence has something of the kind asked for, where that says anything.

    What a person said is told by who speaks: quotation marks alone are as often another's.
    """
    if question.speaker is not None and question.kind == "statement":
        return False
    return holds_kind(text, question.kind, question.standalone)


def joined(found: Evidence, read: SentenceScore) -> Evidence:
    """The sentence with what a network made of it, and its score by all that is known."""
    known = {**found.known, "log_odds": read.log_odds}
    return replace(found, read=read, known=known, score=log_odds(known, JOINT))


def with_agreement(found: Evidence, share: float) -> Evidence:
    """The sentence with the share (0 to 1) of the other articles that agree with it."""
    known = {**found.known, "agreed": share}
    return replace(found, known=known, score=log_odds(known, JOINT))


def log_odds(known: Mapping[str, float], mix: Weights) -> float:
    """The log-odds that a sentence answers, of all that is known of it."""
    weights: dict[str, float] = asdict(mix)
    return sum(weights[name] * known[name] for name in weights)


def speaks(found: Evidence, question: Question) -> bool | None:
    """Whether a sentence is the statement of the person whose words are asked for.

    False where it is another's, or a body's ("Parler announced"); None where it is nobody's, or
    nobody's is asked for.
    """
    if question.speaker is None:
        return None
    text = found.ranked.stored.article.text
    sentences = article_sentences(text)
    speaker = speaker_of(text, sentences, position_of(sentences, found.sentence))
    if speaker is None:
        stated = stated_source(text, found.sentence)
        is_anothers = stated is not None and set(stems(question.speaker)).isdisjoint(stems(stated))
        return False if is_anothers else None
    return may_be_same(speaker, question.speaker)
