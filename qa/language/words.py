"""Words, stems and names of a text: what a question and a sentence are compared by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.split import split_sentences
from qa.language.calendar_days import MONTHS, WEEKDAYS

LEAST_ASKED = 3
"""Words that say what it is about, in a sentence that can be asked alone."""

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*(?:['’][^\W_]+)*")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W_]*(?:['’-][^\W_]+)*|[A-Z](?:\.[A-Z])+\.?")

_CAPITAL = rf"(?!(?:{WEEKDAYS}|{MONTHS})\b)[A-ZÀ-ÖØ-Þ][\w-]*(?:['’](?!s\b)\w+)*"
_REST_OF_NAME = re.compile(rf"(?:[ -]{_CAPITAL})+")
_REST_OF_ONE_WORD = re.compile(rf"(?:['’]s)?{_REST_OF_NAME.pattern}")
_NAME_BEFORE = re.compile(rf"(?<=[a-z,] )((?:{_CAPITAL} )+)$")

STOP_WORDS = frozenset(
    """
    a about above after again against all also am among an and any are as at be because been before
    being below between both but by can could did do does doing during each else ever few for from
    further had has have having he her here hers him his how i if in into is it its itself just
    many may me might more most much must my no nor not now of off on once one only or other our out
    over own per same shall she should so some such than that the their them then there these they
    this those through to too under until up upon us very was we were what when where which while
    who whom whose why will with within would you your
    according called name named say said says saying tell tells told happen happened know known
    latest newest recent recently week year month today yesterday
    compare comparison summarize summarise summary overview timeline chronology recap
    arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt shouldnt wasnt werent wont wouldnt
    """.split()
)
"""Words that say nothing of what a question is about."""


_ENGLISH = frozenset(
    "the what who when where which how why did does is are were has have can would should and"
    " to".split()
)


def is_english(text: str) -> bool:
    """Whether a question has one of the words that hardly any English question lacks."""
    return any(word in _ENGLISH for word in words(text))


def words(text: str) -> list[str]:
    """The words of a text in order, lower case, accents folded; "'s" is taken off."""
    return [fold(match.group()) for match in _WORD.finditer(text)]


def content_words(text: str) -> list[str]:
    """The words that say what a text is about, each once, in order."""
    found = [word for word in words(text) if word not in STOP_WORDS]
    return list(dict.fromkeys(word for word in found if len(word) > 1 or word.isdigit()))


def as_searched(text: str) -> dict[str, str]:
    """The words of a text as `words` has them -> as a full-text search finds them.

    There "O'Brien" is two words that stand beside each other, and "63,000" too.
    """
    return {
        fold(match.group()): re.sub(r"['’]s?$", "", match.group().lower()).replace("’", "'")
        for match in _WORD.finditer(text)
    }


def stems(text: str) -> list[str]:
    """The stems of all words of a text, in order."""
    return [stem(word) for word in words(text)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The English Snowball stem of a folded word (snowballstem.org)."""
    return str(_stemmer().stemWord(word))


def fold(word: str) -> str:
    """Lower case without accents, possessive endings and inner apostrophes."""
    plain = word.lower().replace("’", "'")
    if not plain.isascii():  # most words are, and this is a loop in Python over every letter
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.removesuffix("'s").replace("'", "")


def asking_sentence(question: str) -> str:
    """The last sentence of a question that ends as one, or else the last.

    What goes before it tells what it is about. A subject in brackets behind it is a part of it.
    """
    sentences = split_sentences(question)
    asking = [one for one in sentences if question[: one.end].endswith("?")] or sentences
    if not asking:
        return question
    start, end = asking[-1].start, asking[-1].end
    return question[start:] if question[end:].lstrip().startswith("(") else question[start:end]


def asking_part(question: str) -> str:
    """The sentence of a question that asks where it says enough alone, else the whole.

    "A singer died on Wednesday. When did she join Fleetwood Mac?" asks for the year of that, and
    what went before only puts other words beside it; "What is it called?" needs them.
    """
    last = asking_sentence(question)
    return last if len(content_words(last)) >= LEAST_ASKED else question


def names(text: str) -> list[str]:
    """Words written as names, each once, in order; see `name_runs`."""
    return list(dict.fromkeys(word for run in name_runs(text) for word in run.split()))


def name_runs(text: str, *, opening: bool = False) -> list[str]:
    """Names as they stand ("Ali Bahreini"), in order: capitals that do not begin the text.

    The first word counts only when a second capital follows it, since any word has a capital there;
    `opening` counts it always (`qa.language.opening_name` tells whether it is a name). Text in
    which nearly every word is capitalised (a headline) gives none: capitals say nothing there.
    """
    tokens = list(_WORD.finditer(text))
    letters = [t.group() for t in tokens if t.group()[0].isalpha()]
    letters = [word for word in letters if fold(word) not in STOP_WORDS]
    capitals = [word for word in letters if word[0].isupper()]
    if len(letters) > 4 and len(capitals) > 0.8 * len(letters):  # noqa: PLR2004
        return []
    runs: list[str] = []
    end = -1
    for position, token in enumerate(tokens):
        word = token.group()
        acronym = len(word) > 1 and word.isupper()  # "US" is no pronoun
        if not _NAME.fullmatch(word) or (fold(word) in STOP_WORDS and not acronym):
            continue
        follows = position + 1 < len(tokens) and tokens[position + 1].group()[0].isupper()
        if position == 0 and not follows and not opening:
            continue
        plain = word.removesuffix("'s").removesuffix("’s")
        if runs and text[end : token.start()] == " ":
            runs[-1] += f" {plain}"
        else:
            runs.append(plain)
        end = token.end()
    return list(dict.fromkeys(runs))


def whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The (start, end) of a part of a text, with the rest of a name that it cuts off.

    "Northeastern" of "Northeastern University" becomes the whole; a weekday or a month beside a
    name ("Lee Monday said") is no part of it, nor is a word that may begin the sentence.
    """
    if any(word[0].isupper() for word in text[start:end].split()[-1:]):
        # "Domino's Pizza" is one name; "University of Virginia's Center" has one and more.
        one_word = not re.search(r"\s", text[start:end])
        rest = (_REST_OF_ONE_WORD if one_word else _REST_OF_NAME).match(text, end)
        end = rest.end() if rest else end
    if text[start : start + 1].isupper():
        before = _NAME_BEFORE.search(text, 0, start)
        start = before.start(1) if before else start
    return start, end


@lru_cache(maxsize=1)
def _stemmer() -> "snowballstemmer.stemmer":  # type: ignore[name-defined]  # noqa: F821, UP037
    import snowballstemmer

    return snowballstemmer.stemmer("english")
