"""News articles -> Examples: a sentence with a name or figure taken out asks for it elsewhere.

Nobody wrote questions about these articles, but the articles tell the same events again and again
in other words: the headline and the body, one outlet and another. A sentence in which a name, a
figure or a quotation is replaced by "who", "which company", "how many" or "what" is a question;
the passages that tell the rest of the sentence in other words answer it if they have what was taken
out, and are near misses if they have not. (Distant supervision, as in Mintz et al., 2009; cloze
questions as in Lewis, Denoyer and Riedel, 2019, "Unsupervised Question Answering by Cloze
Translation".)
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.article import Article
from index.split import split_passages, split_sentences
from qa.language.words import content_words, stem, stems
from qa.training.examples import Candidate, Example
from qa.training.finder import Finder

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from index.embedding import Embedder

_ANSWER = re.compile(
    r"(?P<quoted>[“\"][^”\"\n]{3,60}[”\"])"
    r"|(?P<money>[$£€]\d[\d,.]*(?: (?:million|billion|trillion))?)"
    r"|(?P<share>\d[\d.]*(?:%| percent| per cent))"
    r"|(?P<year>\b(?:19|20)\d\d\b)"
    r"|(?P<number>\b\d[\d,.]*\d\b|\b\d\b)(?: (?P<unit>(?!million|billion|percent)[a-z]{3,}s\b))?"
    r"|(?P<name>\b[A-Z][\w’'-]+(?: (?:of |the |de )?[A-Z][\w’'-]+){0,3})"
)
_ASKS = {
    "money": "how much money",
    "share": "what percentage",
    "year": "what year",
    "number": "how many",
    "quoted": "what",
}
_KIND = re.compile(r"\b(?:the|a|an|former|his|her|its) ((?:[A-Za-z-]+ ){0,2}[a-z-]{4,}) $")
_ORGANISATION = re.compile(
    r"\b(?:University|Court|Party|Department|Committee|Company|Inc|Corp|Council|Agency|House|"
    r"Senate|Association|Group|Bank|League|Union|Center|Institute|News|Times|Post|Street|County)\b"
)
_NOT_NAMES = frozenset(
    """The This That These Those There They Then When Where What Which Who While With It In On At As
    And But For From After Before If He She His Her We Our You Your My One Two Some Many Most No Not
    So To Its All Also An A By How Why Is Are Was Were Do Does Did Can Could Would Should Will Just
    Now Here Both Each Every Since Despite According Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday January February March April May June July August September October November
    December More Watch Read Photo Video CNN Updated Related""".split()
)
SENTENCES_EACH = 11
"""Of one article, turned into questions: the headline, the first two, and others drawn."""

QUESTIONS_EACH = 2
"""Of one sentence, each for another name or figure in it."""

FOUND = 14
LEAST_TOLD, LEAST_IN_SENTENCE, MOST_IN_SENTENCE = 0.55, 0.3, 0.9
"""Shares of the sentence's other words, weighted by rarity, that a passage must tell again for it
to be held for an answer, and that its sentence must; above the last it is a copy, and teaches
nothing."""

UNKNOWN = 8.0
"""The rarity of a word that no passage has: it occurs in the headline alone."""


@dataclass(frozen=True, slots=True)
class _Passage:
    article: int
    heading: str
    candidate: Candidate
    stems: frozenset[str]


def read_articles(paths: Iterable[Path]) -> list[Article]:
    """The articles of JSON Lines files, each text once."""
    found: dict[str, Article] = {}
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            article = Article(
                key=f"{path.stem}-{number}",
                title=row["title"],
                text=row["text"],
                outlet=row["outlet"],
                published=row["published"],
            )
            found.setdefault(row["text"][:400], article)
    return list(found.values())


def news_examples(
    articles: Sequence[Article], embedder: Embedder, generator: random.Random
) -> Iterator[Example]:
    """Questions out of the articles' own sentences, answered by other passages that retell them."""
    passages = _passages(articles, embedder)
    finder = Finder(f"{p.heading}\n{p.candidate.text}" for p in passages)
    counts = Counter(s for p in passages for s in p.stems)
    rarity = {s: math.log(1 + len(passages) / count) for s, count in counts.items()}
    for number, article in enumerate(articles):
        sentences = split_sentences(article.text)
        texts = [article.text[s.start : s.end] for s in sentences]
        drawn = generator.sample(texts[2:30], min(len(texts[2:30]), SENTENCES_EACH - 3))
        title = article.title.split(" | ")[0]
        for is_title, text in [(True, title), *((False, t) for t in texts[:2] + drawn)]:
            if not 6 <= len(text.split()) <= 45:  # noqa: PLR2004
                continue
            yield from _ask(text, number, passages, finder, rarity, generator, is_title=is_title)


def _passages(articles: Sequence[Article], embedder: Embedder) -> list[_Passage]:
    found = []
    for number, article in enumerate(articles):
        heading = f"{article.title} ({article.published})"
        for passage in split_passages(article, embedder.token_offsets):
            start = passage.start
            sentences = tuple(type(s)(s.start - start, s.end - start) for s in passage.sentences)
            candidate = Candidate(article.text[start : passage.end], sentences, heading)
            known = frozenset(stems(f"{article.title} {candidate.text}"))
            found.append(_Passage(number, heading, candidate, known))
    return found


def _ask(
    text: str,
    article: int,
    passages: Sequence[_Passage],
    finder: Finder,
    rarity: dict[str, float],
    generator: random.Random,
    *,
    is_title: bool,
) -> Iterator[Example]:
    """Take one name or figure out of a sentence and look for it in passages that retell it."""
    asked = 0
    options = [found for found in _ANSWER.finditer(text) if _is_worth_asking(found)]
    generator.shuffle(options)
    for found in options[:3]:
        answer = _wanted(found)
        rest = {stem(w) for w in content_words(text.replace(answer, " "))} - set(stems(answer))
        if len(rest) < 4:  # noqa: PLR2004
            continue
        near = finder.nearest(sorted(rest, key=lambda s: (-rarity.get(s, 0), s))[:8], FOUND)
        positives, negatives = [], []
        for passage in (passages[n] for n in near):
            if text in passage.candidate.text or (not is_title and passage.article == article):
                continue
            marked = _marked(passage, answer, rest, rarity, with_heading=not is_title)
            if marked is not None and marked.evidence:
                positives.append(marked)
            elif (marked is None and not is_title) or passage.article != article:
                negatives.append(_bare(passage.candidate, with_heading=not is_title))
        if positives:
            question = _question(text, found, generator)
            yield Example(question, positives[0], tuple(negatives[:4]), "news")
            asked += 1
        if asked == QUESTIONS_EACH:
            break


def _is_worth_asking(found: re.Match[str]) -> bool:
    name = found.group("name")
    if name is None:
        return True
    if name.split()[0] in _NOT_NAMES:
        return False
    return len(name) > 3 and not found.string.startswith("-", found.end())  # noqa: PLR2004


def _wanted(found: re.Match[str]) -> str:
    """What was taken out, without its marks or unit."""
    kind = found.lastgroup if found.lastgroup != "unit" else "number"
    return found.group(kind or 0).strip('“”"').removesuffix("’s").removesuffix("'s")


def _marked(
    passage: _Passage,
    answer: str,
    rest: set[str],
    rarity: dict[str, float],
    *,
    with_heading: bool,
) -> Candidate | None:
    """The passage with its answering sentences marked; None where the answer is not in it.

    Marked without evidence: the answer is there, but the sentence is not retold well enough.
    """
    candidate = _bare(passage.candidate, with_heading=with_heading)
    last = answer.rsplit(maxsplit=1)[-1]
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", candidate.text)]
    if not places and not re.search(rf"(?<!\w){re.escape(last)}(?!\w)", passage.heading):
        return None
    if _share(rest, passage.stems, rarity) < LEAST_TOLD:
        return candidate
    answers, evidence = [], []
    for number, sentence in enumerate(candidate.sentences):
        inside = [p for p in places if sentence.start <= p < sentence.end]
        share = _share(rest, set(stems(candidate.sentence(number))), rarity)
        if inside and LEAST_IN_SENTENCE <= share <= MOST_IN_SENTENCE:
            whole = candidate.text.find(answer, sentence.start, sentence.end)
            start = whole if whole >= 0 else inside[0]
            answers.append((start, inside[0] + len(last) if whole < 0 else start + len(answer)))
            evidence.append(number)
    return Candidate(
        candidate.text, candidate.sentences, candidate.heading, tuple(answers), tuple(evidence)
    )


def _bare(candidate: Candidate, *, with_heading: bool) -> Candidate:
    return candidate if with_heading else Candidate(candidate.text, candidate.sentences)


def _share(rest: set[str], found: set[str] | frozenset[str], rarity: dict[str, float]) -> float:
    total = math.fsum(rarity.get(s, UNKNOWN) for s in rest)
    told = math.fsum(rarity.get(s, UNKNOWN) for s in rest & found)
    return told / total if total else 0.0


def _question(text: str, found: re.Match[str], generator: random.Random) -> str:
    """The sentence as a question for what was taken out of it."""
    before, after = text[: found.start()], text[found.end() :]
    asks, before = _question_words(found, before, after)
    if after.startswith(("’s ", "'s ")):
        asks, after = ("whose", after[2:]) if asks == "who" else (asks + "'s", after[2:])
    body = f"{before}{asks}{after}".strip().rstrip(".!")
    if generator.random() < 0.3 and len(before.split()) > 2:  # noqa: PLR2004
        stand_in = {"who": "someone", "how many": "some", "what": "something"}.get(asks, "one")
        short = asks if len(asks.split()) > 1 else f"{asks} was it"
        return f"{before}{stand_in}{after}".strip().rstrip(".") + f". {short.capitalize()}?"
    return body[0].upper() + body[1:] + "?"


def _question_words(found: re.Match[str], before: str, after: str) -> tuple[str, str]:
    """The words that ask for it, and what stood before it without the words now said by them."""
    for group, asks in _ASKS.items():
        if found.group(group):
            unit = found.group("unit")
            return (f"{asks} {unit}" if unit else asks), before
    kind = _KIND.search(before)
    if kind:
        return f"which {kind.group(1)}", before[: kind.start()]
    name = found.group("name")
    person = len(name.split()) in {2, 3} and not _ORGANISATION.search(name) and " of " not in name
    speaks = re.match(r"(?:,[^,]+,)? (?:said|says|told|tweeted|wrote|announced|added)\b", after)
    if person:
        return "which person" if before and not speaks else "who", before
    return "what", before
