"""How often the source of a direct quotation is named rightly.

    python benchmarks/attribution.py ARTICLES.jsonl ... [--show N]

Reads articles with hand-marked attributions (PolNeAR's form: source, cue and content spans). A case
is a sentence with a direct quotation whose source names a person; right is a speaker with the same
last name. Sources that are a pronoun or describe one person ("the senator") are counted apart:
right there is the last name of the nearest named source before it that the marks of the article
give. That is not always whom the words stand for, so these shares are too low rather than too high.
Sources that are no person ("the company", direct or not), and a person without a name ("a Treasury
official", "his lawyer"), are right where no person is named. Of the sentences that have a source in
their own words ("the White House"), those are right of which the marks give a part to a source that
has a word of it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from index.split import split_sentences
from qa.language.person import ROLE
from qa.language.speaker import speaker_of
from qa.language.stated_source import stated_source
from qa.language.words import STOP_WORDS, fold, words
from qa.training.statements import speaker_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.article import Sentence

QUOTED = re.compile(r"[“\"”]|''")
PRONOUN = re.compile(r"(?:he|she)", re.IGNORECASE)
DESCRIPTION = re.compile(rf"the (?:[\w’'-]+ ){{0,3}}{ROLE}$", re.IGNORECASE)
UNNAMED = re.compile(rf"(?:an?|one|his|her|their) (?:[\w.’'-]+ ){{0,5}}{ROLE}$", re.IGNORECASE)
OF_NO_PERSON = re.compile(rf"(?:the|a) (?!.*\b{ROLE})", re.IGNORECASE)


def cases(article: dict[str, Any]) -> Iterator[tuple[str, int, str, str]]:
    """(kind, sentence number, last name, source text) of each direct quotation, and no person's."""
    text = article["text"]
    sentences = split_sentences(text)
    last = ""
    marks = [m for m in article["attributions"] if m["source"]["spans"] and m["content"]["spans"]]
    for mark in sorted(marks, key=lambda m: m["content"]["spans"][0]):
        source = mark["source"]["text"]
        start, end = mark["content"]["spans"][0]
        name = speaker_name(source)
        if name:
            last = fold(name.split()[-1])
        if name is None and OF_NO_PERSON.match(source):
            number = next(n for n, s in enumerate(sentences) if s.end > start)
            yield "no person", number, "", source
        if name is None and UNNAMED.match(source):
            number = next(n for n, s in enumerate(sentences) if s.end > start)
            yield "unnamed", number, "", source
        if not QUOTED.search(text[max(0, start - 1) : end + 1]):
            continue
        number = next(n for n, s in enumerate(sentences) if s.end > start)
        if name and not re.match(r"(?:a|the) (?:group|poll|survey)", source, re.IGNORECASE):
            yield "named", number, last, source
        elif last and (PRONOUN.fullmatch(source) or DESCRIPTION.match(source)):
            kind = "pronoun" if PRONOUN.fullmatch(source) else "description"
            yield kind, number, last, source


def with_stated_source(
    article: dict[str, Any], sentences: Sequence[Sentence]
) -> Iterator[tuple[str, bool]]:
    """(source, whether the marks agree) of each sentence that states it and has no speaker."""
    text = article["text"]
    for number, sentence in enumerate(sentences):
        stated = stated_source(text, sentence)
        if stated is None or speaker_of(text, sentences, number) is not None:
            continue
        sources = [
            mark["source"]["text"]
            for mark in article["attributions"]
            for start, end in mark["content"]["spans"]
            if start < sentence.end and end > sentence.start
        ]
        own = set(words(stated)) - STOP_WORDS
        yield stated, any(own & set(words(source)) for source in sources)


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many wrong ones")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    none: Counter[str] = Counter()
    total: Counter[str] = Counter()
    shown = 0
    for path in options.articles:
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            text = article["text"]
            sentences = split_sentences(text)
            for kind, number, last, source in cases(article):
                found = speaker_of(text, sentences, number)
                if last and found is None:
                    found = stated_source(text, sentences[number])  # a firm's or a paper's name
                total[kind] += 1
                none[kind] += found is None
                hit = fold(found.split()[-1]) == last if found else not last
                right[kind] += hit
                if not hit and shown < options.show:
                    shown += 1
                    sentence = sentences[number]
                    print(f"{kind:<12}{source[:40]!r} -> {found!r}")
                    print(f"    {text[sentence.start : sentence.end][:300]!r}")
            for _, is_right in with_stated_source(article, sentences):
                total["stated"] += 1
                right["stated"] += is_right
    for kind, count in total.items():
        shares = f"right {right[kind] / count:.3f}  none {none[kind] / count:.3f}"
        print(f"{kind:<12}{shares}  of {count:,}")


if __name__ == "__main__":
    main()
