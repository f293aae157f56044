"""Whether the word that a sentence begins with is a name, or has its capital only for its place.

How other sentences write the word tells best. Without any, grammar does: in English a bare singular
before a verb ("Biden signed", not "rescuers signed" or "the mayor signed") is a name, or one of the
words for what is not counted ("inflation rose").
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa.language.numbers import is_number
from qa.language.person import NOT_NAMES, ROLE, TITLES, is_person, pronoun_of
from qa.language.verb_forms import is_finite
from qa.language.words import STOP_WORDS, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_CAPITAL_WITHIN = re.compile(r"(?<=[\w,;)’'] )[A-ZÀ-ÖØ-Þ][^\W_]*(?:['’][^\W_]+)*")
_LOWER = re.compile(r"(?<![^\W_])[a-zß-öø-ÿ][^\W_]+(?:['’][^\W_]+)*")
_OPENING = re.compile(
    r"[^\w]*(?P<word>[A-ZÀ-ÖØ-Þ][^\W_]*(?:['’-][^\W_]+)*)"
    r"(?P<mark>,? ?)(?:(?:also|now|later|then|never|once|reportedly|[a-z]{3,}ly) )?(?P<next>\w*)"
)
_OPENERS = NOT_NAMES | frozenset(
    """
    across afterwards along almost already amid another any anybody anyone around behind beyond
    born compared due either elsewhere everybody everyone everything except following given half
    including inside last like much nearly near neither next nobody none nothing nowhere overall
    per plus several since somebody someone something soon throughout together toward towards unless
    unlike unknown until upon via whatever whereas whoever within yes
    """.split()
)
_UNCOUNTED = frozenset(
    """
    aid air art attendance blood business cancer cash children crew crime crude damage data debate
    debris debt demand dust education electricity evidence fire fog food football fuel gas gold
    growth gunfire hail health heat help homicide humankind ice income inflation information
    interest investment justice lava law life lightning love luck mail media men money mud music
    news nonprofit oil opinion opposition output pay peace people plenty pollution power press
    privacy profit progress proof property public radiation rain rent research revenue safety school
    silence sleet smoke snow soccer spokespeople staff steel support surgery talk tear tourism trade
    traffic turnout unemployment unrest violence water weather wildlife wind women work youth
    """.split()
)
"""Singular, or irregular in the plural, and without an article in front of a verb all the same."""

_ORDINARY_ENDING = re.compile(
    r"(?:tion|sion|ment|ness|ity|ism|ance|ence|ship|hood|age|ing|ly|ed|ware|work|fire|[^sui]s)$"
)
_ROLES = re.compile(rf"{ROLE}s?")


@dataclass(frozen=True)
class Spelling:
    """How often texts write each folded word with a capital inside a sentence, or in lower case."""

    capital: Counter[str] = field(default_factory=Counter)
    lower: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Spelling:
        """Counted over texts that are sentences, not headlines."""
        found = cls()
        for text in texts:
            found.capital.update(fold(one) for one in _CAPITAL_WITHIN.findall(text))
            found.lower.update(fold(one) for one in _LOWER.findall(text))
        return found

    def is_name(self, word: str) -> bool:
        """Whether they write a folded word as a name, where they write it at all."""
        return self.capital[word] > self.lower[word]

    def is_plain(self, word: str) -> bool:
        """Whether they write it as any other word."""
        return 0 < self.lower[word] >= self.capital[word]


def opens_with_name(sentence: str, spelling: Spelling) -> bool:
    """Whether a sentence's first word is a name; False where nothing shows that it is."""
    found = _OPENING.match(sentence)
    if found is None:
        return False
    written, following = found["word"], found["next"]
    word = fold(written)
    if is_opener(written) or spelling.is_plain(word):
        return False
    is_acronym = len(written) > 1 and written.isupper()
    if spelling.is_name(word) or is_acronym:
        return True
    is_verb = found["mark"] == " " and is_finite(following)
    if not is_person(re.sub(r"['’]s$", "", written)) or _is_first_name(word):
        return is_verb or not following or "," in found["mark"] or following in STOP_WORDS
    if _ORDINARY_ENDING.search(word) or word in _UNCOUNTED or _ROLES.fullmatch(word):
        return False
    is_owner = re.search(r"['’]s$", written) is not None
    return is_verb or is_owner or (found["mark"] == ", " and following in {"who", "whose"})


def may_open_as_name(sentence: str, spelling: Spelling) -> bool:
    """Whether a headline's first word may be a name: nothing shows that it is none."""
    found = _OPENING.match(sentence)
    if found is None or is_opener(found["word"]):
        return False
    word = fold(found["word"])
    return not spelling.is_plain(word) and word not in _UNCOUNTED


def is_opener(word: str) -> bool:
    """Whether a word with a capital is none of a name, wherever it stands: "Unlike", "Former"."""
    if len(word) > 1 and word.isupper():  # "WHO" and "US" are
        return False
    plain = fold(re.sub(r"['’](?:ve|ll|re|d|m)$", "", word))
    is_title = plain in TITLES and is_person(plain)  # "House" is a body as well
    return plain in STOP_WORDS or plain in _OPENERS or is_title or is_number(plain)


def _is_first_name(word: str) -> bool:
    return pronoun_of(f"{word} {word}", "") is not None
