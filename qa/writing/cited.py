"""A sentence that a claim rests on, as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.language.opening_name import Spelling, may_open_as_name
from qa.language.words import name_runs, words


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that a claim rests on, verbatim, and what is known of it.

    `day` is ISO 8601; `referent` whom a leading "He" or "The envoy" stands for; `introduced` the
    words with which the article introduces that person or the speaker; `spelling` how the articles
    that the sentence was shown with write their words.
    """

    text: str
    speaker: str | None = None
    title: str = ""
    outlet: str = ""
    day: str = ""
    referent: str | None = None
    introduced: str = ""
    spelling: Spelling = field(default_factory=Spelling, compare=False, repr=False)

    @property
    def about(self) -> str:
        """The names that may be said besides the sentence's own words, and how they are introduced.

        Of a headline its names alone: what else it says is not what the sentence says.
        """
        opening = may_open_as_name(self.title, self.spelling)
        named = " ".join(name_runs(self.title, opening=opening))
        told = (named, self.outlet, self.speaker, self.referent, self.introduced)
        return " ".join(filter(None, told))


def shares_word(one: str, other: str) -> bool:
    """Whether two texts have a word in common."""
    return not set(words(one)).isdisjoint(words(other))
