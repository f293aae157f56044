"""Hand-marked attributions -> Examples: "What did X say about Y?", and who said it.

From the PolNeAR news articles of `../shared/data/attribution`: a statement's content is the answer,
the same article's other passages and its other speakers are the near misses.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language.person import is_person, names_in
from qa.language.words import content_words, fold, name_runs, words
from qa.training.examples import Candidate, Example, plain, sentence_at, window, without_evidence

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_ABOUT = re.compile(r",| who | of | to | for | from | with | at | in |\(")
_SHORTEST = 6
"""Words in a statement worth asking for."""

KEPT = 0.6
"""Share of the statements that is asked for: more would be a quarter of all questions."""

_ASKED = (
    "What did {who} say about {what}?",
    "What did {who} say about {what}?",
    "What does {who} say about {what}?",
    "What has {who} said on {what}?",
    "According to {who}, what about {what}?",
    "What did {who} tell reporters about {what}?",
    "How did {who} comment on {what}?",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a named person says in an article: `content` and `source` are (start, end) in it."""

    speaker: str
    content: tuple[int, int]
    source: tuple[int, int]


def statement_examples(paths: Iterable[Path], generator: random.Random) -> Iterator[Example]:
    """Questions for the statements of named people, with near misses of the same article."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            yield from _of_article(article, generator)


def statements(article: dict[str, object]) -> list[Statement]:
    """The statements of people whom the article names in them, in order."""
    text = str(article["text"])
    found = []
    for marked in article["attributions"]:  # type: ignore[attr-defined]
        spans, contents = marked["source"]["spans"], marked["content"]["spans"]
        if not spans or not contents:
            continue
        source = (spans[0][0], spans[-1][1])
        content = (contents[0][0], contents[0][1])
        name = speaker_name(text[slice(*source)])
        if name and len(text[slice(*content)].split()) >= _SHORTEST:
            found.append(Statement(name, content, source))
    return sorted(found, key=lambda one: one.content)


def speaker_name(source: str) -> str | None:
    """The person named in the words that an attribution gives as its source, without titles.

    The last one before what is said about the person: "Huckabee spokeswoman Alice Stewart, who".
    """
    head = _ABOUT.split(source, maxsplit=1)[0].strip()
    spans = names_in(head)
    if not spans or head[spans[-1][1] :].strip(" ’'s"):
        return None  # "the Sanders campaign" is no person
    name = head[slice(*spans[-1])]
    return name if is_person(name) and len(name) > 2 else None  # noqa: PLR2004


def topic_of(statement: str, rarity: dict[str, int], generator: random.Random) -> str | None:
    """What a statement is about: one of its names, or one or two of its rarest words."""
    named = [run for run in name_runs(statement) if len(run) > 2]  # noqa: PLR2004
    if named and generator.random() < 0.5:  # noqa: PLR2004
        return generator.choice(named)
    own = [word for word in content_words(statement) if len(word) > 3]  # noqa: PLR2004
    rare = sorted(own, key=lambda word: rarity.get(word, 0))[:3]
    if not rare:
        return None
    kept = set(generator.sample(rare, min(len(rare), generator.randint(1, 2))))
    return " ".join(word for word in own if word in kept)


def _of_article(article: dict[str, object], generator: random.Random) -> Iterator[Example]:
    text = str(article["text"])
    heading = f"{article.get('title') or ''} ({str(article.get('published') or '')[:10]})"
    whole = Candidate.of(text)
    said = statements(article)
    rarity: dict[str, int] = defaultdict(int)
    for word in words(text):
        rarity[word] += 1
    by_speaker: dict[str, list[Statement]] = defaultdict(list)
    for one in said:
        by_speaker[_last(one.speaker)].append(one)
    for one in generator.sample(said, math.ceil(len(said) * KEPT)):
        topic = topic_of(text[slice(*one.content)], rarity, generator)
        if topic is None:
            continue
        passage = window(_marked(whole, one, heading), generator)
        rivals = [
            other
            for name, found in by_speaker.items()
            for other in found
            if name != _last(one.speaker)
        ]
        question = generator.choice(_ASKED).format(who=one.speaker, what=topic)
        other = _elsewhere(whole, passage, one, heading, generator)
        rest = without_evidence(passage)
        negatives = [found for found in (rest, other) if found is not None]
        yield Example(question, passage, tuple(negatives), "statements")
        if rivals:
            wrong = generator.choice(rivals).speaker
            if not _says(passage, wrong, topic):
                question = generator.choice(_ASKED).format(who=wrong, what=topic)
                yield Example(question, None, (plain(passage),), "wrong speaker")


def _marked(whole: Candidate, one: Statement, heading: str) -> Candidate:
    """The article as one candidate with a statement marked as the answer."""
    first = sentence_at(whole.sentences, one.content[0])
    last = sentence_at(whole.sentences, one.content[1] - 1)
    start, end = one.content
    end = min(end, whole.sentences[first].end)
    return Candidate(
        whole.text, whole.sentences, heading, ((start, end),), tuple(range(first, last + 1))
    )


def _elsewhere(
    whole: Candidate, passage: Candidate, one: Statement, heading: str, generator: random.Random
) -> Candidate | None:
    """Another passage of the article in which the speaker is not named."""
    for _ in range(4):
        drawn = window(Candidate(whole.text, whole.sentences, heading), generator)
        if passage.text not in drawn.text and _last(one.speaker) not in words(drawn.text):
            overlap = any(
                drawn.text in passage.text or passage.sentence(n) in drawn.text
                for n in passage.evidence
            )
            if not overlap:
                return drawn
    return None


def _says(passage: Candidate, speaker: str, topic: str) -> bool:
    """Whether a sentence has both the speaker's name and the topic: then nothing is certain."""
    wanted = set(words(topic))
    texts = [set(words(passage.sentence(n))) for n in range(len(passage.sentences))]
    return any(_last(speaker) in found and wanted & found for found in texts)


def _last(name: str) -> str:
    return fold(name.rsplit(maxsplit=1)[-1])
