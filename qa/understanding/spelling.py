"""Names that the articles spell otherwise: "Bahraini" for "Bahreini", "UN" for "U.N."."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from index.article_filter import ArticleFilter
from qa.language.words import fold, names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.catalogue import Catalogue

SHORTEST = 6
"""Letters in a name whose spelling is put right; in a shorter one a letter makes another name."""

COMMON = 1 / 2_000
"""Share of the passages that must have a name for another to be taken for it: a typing error is
likelier in a name that is often asked for. Figures: docs/results.md."""

TRIED = 6
"""Stems like a name's that are looked up in the articles, the likeliest first."""

ENDING = 5
"""Letters at most that the stemmer takes off a word and not off its misspelling."""

LOOKED_AT = 8
"""Passages in which a stem's own spelling is looked for."""


def as_spelt(text: str, missing: Mapping[str, str]) -> str:
    """The text with each name that no article has in the spelling that they have."""
    for name, spelt in missing.items():
        text = re.sub(rf"\b{re.escape(name)}\b", spelt, text)
    return text


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals, and so may have full stops elsewhere: "UN", "U.N."."""
    return len(name) > 1 and name.isalpha() and name.isupper()


def with_acronyms_as_written(text: str, names: Sequence[str], catalogue: Catalogue) -> str:
    """The text with its acronyms as the articles have them, where they have one form alone.

    To the full-text index "UN" is a word, and "U.N." two that stand side by side; what is asked
    for in one form is not found in the other. `names`: of the text, without full stops.
    """
    for name in filter(is_acronym, names):
        dotted = ".".join(name) + "."
        patterns = {name: rf"\b{name}\b", dotted: rf"\b{re.escape(dotted[:-1])}\b\.?"}
        for asked, other in ((name, dotted), (dotted, name)):
            if (
                re.search(patterns[asked], text)
                and not catalogue.passages_with(f'"{asked}"')
                and catalogue.passages_with(f'"{other}"')
            ):
                text = re.sub(patterns[asked], other, text)
                break
    return text


def spellings(missing: Sequence[str], catalogue: Catalogue) -> dict[str, str]:
    """For each of the names that has one: the commonest name of the articles one letter from it.

    `missing` are names that no article has. The first letter has to be the same.
    """
    found = {}
    for name in missing:
        folded = fold(name)
        if len(folded) >= SHORTEST and folded.isalpha():
            spelt = _in_the_articles(folded, catalogue)
            if spelt:
                found[name] = spelt
    return found


def is_one_letter_off(one: str, other: str) -> bool:
    """Whether one letter changed, added, left out or swapped with the next makes them the same."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    rest, over = one[same:], other[same:]
    return (
        rest[1:] == over[1:]
        or rest[1:] == over
        or rest == over[1:]
        or (rest[:2] == over[:2][::-1] and rest[2:] == over[2:])
    )


def _in_the_articles(folded: str, catalogue: Catalogue) -> str | None:
    """The articles' spelling of a name, as they write it; None where they have none like it.

    The catalogue knows words by their stems ("kennedi"), so stems are compared first, and then the
    words of passages that have them.
    """
    least = COMMON * catalogue.passage_count()
    for term in _terms_like(folded, catalogue):
        rows = [row for row, _ in catalogue.search(f'"{term}"', LOOKED_AT, ArticleFilter())]
        texts = (f"{one.article.title} . {one.text}" for one in catalogue.passages(rows))
        written = Counter(name for text in texts for name in names(text))
        spelt = [(n, name) for name, n in written.items() if is_one_letter_off(folded, fold(name))]
        if spelt and catalogue.passages_with(f'"{fold(max(spelt)[1])}"') >= least:
            return max(spelt)[1]
    return None


def _terms_like(folded: str, catalogue: Catalogue) -> list[str]:
    """Stems that a name's right spelling may have, the likeliest first.

    One letter from the name's own stem; or else from the beginning of the name, since a wrong
    letter in an ending ("-etion") keeps the stemmer from taking it off. The commonest first.
    """
    stem = _porter().stemWord(folded)
    likely, possible = [], []
    for term, count in catalogue.terms_like(folded[0], len(folded) - ENDING, len(folded) + 1):
        if is_one_letter_off(stem, term):
            likely.append((count, term))
        elif any(
            folded[:length] == term or is_one_letter_off(folded[:length], term)
            for length in range(len(term) - 1, len(term) + 2)
        ):
            possible.append((count, term))
    ranked = (sorted(found, reverse=True)[:TRIED] for found in (likely, possible))
    return [term for found in ranked for _, term in found]


@lru_cache(maxsize=1)
def _porter() -> Any:
    """The stemmer of the full-text index (sqlite.org/fts5.html, Porter 1980)."""
    import snowballstemmer

    return snowballstemmer.stemmer("porter")
