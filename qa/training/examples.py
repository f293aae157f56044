"""The nouns of training: a Candidate passage, and an Example question with what answers it.

Every source is brought to this one form, in which a passage looks as it does in the library: whole
sentences, with headline and date in front.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.article import Sentence
from index.split import split_sentences

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

SHORTEST_PASSAGE = 350
LONGEST_PASSAGE = 1100
"""Characters in one candidate: the longest are those of a passage of 180 tokens, the most that a
library has."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One passage beside a question.

    `answers` are the (start, end) characters of the short answer in `text`, `evidence` the numbers
    of the sentences that answer; both empty where it does not answer. `evidence` without `answers`
    trains the choice of the sentence alone. `made` says how a near miss was made of a passage that
    answers, and is empty where it stands as it was printed.
    """

    text: str
    sentences: tuple[Sentence, ...]
    heading: str = ""
    answers: tuple[tuple[int, int], ...] = ()
    evidence: tuple[int, ...] = ()
    made: str = ""

    @classmethod
    def of(cls, text: str, answers: Sequence[tuple[int, int]] = (), heading: str = "") -> Candidate:
        """Split `text` into sentences; those that the answers lie in are the evidence."""
        sentences = tuple(split_sentences(text))
        evidence = {sentence_at(sentences, start) for start, _ in answers}
        return cls(text, sentences, heading, tuple(answers), tuple(sorted(evidence)))

    def sentence(self, number: int) -> str:
        """The text of one of the sentences."""
        return self.text[self.sentences[number].start : self.sentences[number].end]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the passage that answers it (or None) and passages that do not."""

    question: str
    positive: Candidate | None
    negatives: tuple[Candidate, ...]
    source: str


def sentence_at(sentences: Sequence[Sentence], position: int) -> int:
    """The number of the sentence that the character at `position` is in, or of the last before."""
    inside = [number for number, one in enumerate(sentences) if one.start <= position]
    return inside[-1] if inside else 0


def window(whole: Candidate, generator: random.Random) -> Candidate:
    """Whole sentences around the evidence, of at most LONGEST_PASSAGE characters in all.

    How long the window is and where it begins are drawn, so that neither the length of a passage
    nor the place of an answer says anything.
    """
    longest = generator.randint(SHORTEST_PASSAGE, LONGEST_PASSAGE)
    if len(whole.text) <= longest or not whole.sentences:
        return whole
    kept = whole.evidence or (generator.randrange(len(whole.sentences)),)
    first, last = kept[0], kept[0]
    while True:
        sides = [(first - 1, last)] * (first > 0)
        sides += [(first, last + 1)] * (last + 1 < len(whole.sentences))
        sides = [
            (a, b) for a, b in sides if whole.sentences[b].end - whole.sentences[a].start <= longest
        ]
        if not sides:
            break
        first, last = generator.choice(sides)
    start, end = whole.sentences[first].start, whole.sentences[last].end
    return Candidate(
        whole.text[start:end],
        tuple(Sentence(s.start - start, s.end - start) for s in whole.sentences[first : last + 1]),
        whole.heading,
        tuple((a - start, b - start) for a, b in whole.answers if start <= a and b <= end),
        tuple(number - first for number in whole.evidence if first <= number <= last),
    )


def without_evidence(whole: Candidate) -> Candidate | None:
    """The same passage with the sentences that answer taken out: the nearest miss there is.

    None where nothing is left, or where what is left still has the answer's words in it.
    """
    answers = {whole.text[start:end].lower() for start, end in whole.answers}
    kept = [s for number, s in enumerate(whole.sentences) if number not in whole.evidence]
    text, sentences = "", []
    for sentence in kept:
        text += " " if text else ""
        sentences.append(Sentence(len(text), len(text) + sentence.end - sentence.start))
        text += whole.text[sentence.start : sentence.end]
    if not text or any(answer in text.lower() for answer in answers):
        return None
    return Candidate(text, tuple(sentences), whole.heading, made="without its answer")


def from_sentences(
    sentences: Sequence[tuple[str, tuple[tuple[int, int], ...], bool]], heading: str = ""
) -> Candidate:
    """A passage made of single sentences: (text, answers within it, whether it answers) each."""
    text, found, answers, evidence = "", [], [], []
    for number, (sentence, spans, answering) in enumerate(sentences):
        text += " " if text else ""
        answers += [(start + len(text), end + len(text)) for start, end in spans]
        found.append(Sentence(len(text), len(text) + len(sentence)))
        text += sentence
        if answering:
            evidence.append(number)
    return Candidate(text, tuple(found), heading, tuple(answers), tuple(evidence))


def plain(candidate: Candidate) -> Candidate:
    """The same passage with nothing marked in it."""
    return replace(candidate, answers=(), evidence=())


_BEFORE = re.compile(r"\s+([.,;:!?%)\]}]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b|'(?=\s|$))")
_AFTER = re.compile(r"([(\[{$])\s+")
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": "“", "''": "”"}


def join_tokens(tokens: Iterable[str]) -> str:
    """Text out of the tokens of a treebank, as it would have been printed."""
    text = " ".join(_BRACKETS.get(token, token) for token in tokens)
    text = _AFTER.sub(r"\1", _BEFORE.sub(r"\1", text))
    return text.replace("“ ", "“").replace(" ”", "”").replace(" - ", "-")
