"""Near misses made of a passage that answers: what it tells is of another, or it does not tell it.

After the kinds of unanswerable question that SQuAD 2.0 lists (Rajpurkar, Jia and Liang 2018,
table 3: entity swap, antonym, number, missing fact), made by rule.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.language.opposites import OPPOSITE
from qa.language.words import name_runs
from qa.training.examples import Candidate, Example, from_sentences, plain

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

ASKED_ANEW = 0.35
"""Of the questions that can be put so that their passage misses them, the share that is."""

_UNTOLD = (
    (r"\b(?:who|whom|whose)\b", ("someone", "somebody", "another person", "others")),
    (r"\bwhen\b|\b(?:year|date|day|month)\b", ("the past", "those days", "that time")),
    (r"\bhow (?:many|much|long|old|far|often)\b|\bnumber\b", ("some", "several", "many", "few")),
    (r"\bwhere\b|\b(?:city|country|place|state)\b", ("somewhere", "a place", "another place")),
    (r"", ("something", "this", "a certain thing")),
)
_NUMBER = re.compile(r"\b\d+\b")


def with_near_misses(example: Example, generator: random.Random) -> Iterator[Example]:
    """The example with made near misses among its negatives; then, maybe, a question anew.

    The latter is one that the passage only seems to answer.
    """
    positive = example.positive
    if positive is None:
        yield example
        return
    made = (untold(example.question, positive, generator), of_another(example, generator))
    yield replace(example, negatives=(*example.negatives, *filter(None, made)))
    if generator.random() < ASKED_ANEW:
        asked = asked_of_another(example, generator)
        if asked:
            yield Example(asked, None, (plain(positive),), f"{example.source}, asked anew")


def untold(question: str, positive: Candidate, generator: random.Random) -> Candidate | None:
    """The passage with vague words in the place of the answer; None where it has it elsewhere."""
    answers = {positive.text[start:end].lower() for start, end in positive.answers}
    vague = next(words for asked, words in _UNTOLD if re.search(asked, question, re.IGNORECASE))
    word = generator.choice(vague)

    def without(sentence: str, number: int) -> str:
        if number in positive.evidence:
            for answer in sorted(answers, key=len, reverse=True):
                sentence = re.sub(re.escape(answer), word, sentence, flags=re.IGNORECASE)
        return sentence

    made = _rewritten(positive, without, "answer made vague")
    return None if not answers or any(a in made.text.lower() for a in answers) else made


def of_another(example: Example, generator: random.Random) -> Candidate | None:
    """The passage with another name, or number, where it has one that is asked about."""
    positive = example.positive
    if positive is None:
        return None
    evidence = " ".join(positive.sentence(n) for n in positive.evidence)
    found = _swap(example.question, evidence, _rivals(example), generator)
    if found is None or found[0] in positive.heading:
        return None
    old, new = found
    return _rewritten(positive, lambda sentence, _: _put(sentence, old, new), "of another")


def asked_of_another(example: Example, generator: random.Random) -> str | None:
    """The question with another name, number or an opposite word, or None where it has none."""
    positive = example.positive
    if positive is None:
        return None
    evidence = " ".join(positive.sentence(n) for n in positive.evidence)
    beside = [name for name in name_runs(positive.text) if name not in evidence]
    rivals = beside if beside and generator.random() < 0.5 else _rivals(example)  # noqa: PLR2004
    found = _swap(example.question, evidence, rivals, generator)
    opposites = [w for w in re.findall(r"[a-z]+", example.question) if w in OPPOSITE]
    if opposites and (found is None or generator.random() < 0.5):  # noqa: PLR2004
        word = generator.choice(opposites)
        found = word, OPPOSITE[word]
    return _put(example.question, *found) if found else None


def _rivals(example: Example) -> list[str]:
    """Names in the example's near misses that neither the question nor the passage has."""
    known = f"{example.question} {example.positive.text if example.positive else ''}"
    names = [name for negative in example.negatives for name in name_runs(negative.text)]
    return [name for name in dict.fromkeys(names) if name not in known]


def _swap(
    question: str, evidence: str, rivals: list[str], generator: random.Random
) -> tuple[str, str] | None:
    """(what the question and the evidence both have, what to put in its place), or None."""
    swaps = []
    for name in name_runs(question):
        if re.search(rf"\b{re.escape(name)}\b", evidence):
            alike = [one for one in rivals if len(one.split()) == len(name.split())] or rivals
            if alike:
                swaps.append((name, generator.choice(alike)))
    for number in _NUMBER.findall(question):
        if re.search(rf"\b{number}\b", evidence):
            step = generator.randint(1, 9 if len(number) == 4 else 3)  # noqa: PLR2004
            other = int(number) + generator.choice((-step, step))
            swaps.append((number, str(abs(other))))
    return generator.choice(swaps) if swaps else None


def _put(text: str, old: str, new: str) -> str:
    return re.sub(rf"\b{re.escape(old)}\b", lambda _: new, text)


def _rewritten(candidate: Candidate, change: Callable[[str, int], str], made: str) -> Candidate:
    """A passage of changed sentences, with nothing marked."""
    texts = [change(candidate.sentence(n), n) for n in range(len(candidate.sentences))]
    rewritten = from_sentences([(text, (), False) for text in texts], candidate.heading)
    return replace(rewritten, made=made)
