"""A question that leans on the conversation -> one that stands alone.

By rule and deterministic, so that the same conversation always gives the same question. A pronoun
becomes the person spoken of; "and Macron?" or "what about the red line?" takes that part's place
in the question before; what is left leaning ("why?") is followed by its subject in brackets. A
question that stands alone is left exactly as it is.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from qa.language.person import ROLE, is_person, names_in, pronoun_of
from qa.language.words import STOP_WORDS, content_words, fold, name_runs, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    Turn = tuple[str, str | None]

_PERSON = re.compile(r"\b(he|she|him|his|her|hers)\b(?=(\s+\w)?)", re.IGNORECASE)
_THING = re.compile(r"\b(they|them|their|theirs|its?)\b", re.IGNORECASE)
_EXPLETIVE = re.compile(
    r"\b(?:is|was|does|did|will|would|has|can|could|should) it (?:\w+ )?(?:take|true|likely|cost"
    r"|legal|illegal|safe|necessary|important|been|mean|possible)\b"
    r"(?=.* (?:to|that|for|if|whether|when|since)\b)"
    r"|\b(?:is|was) it (?:\w+ )?(?:true|likely|possible) "
    r"(?:the|an?|he|she|they|we|there|his|her|their|(?-i:[A-Z]))"
    r"|\b(?:it (?:is|was|takes|took)|it (?:\w+ )?(?:rain|snow)(?:s|ed|ing)?"
    r"|what time (?:is|was) it)\b",
    re.IGNORECASE,
)
"""An "it" that stands for what comes behind it ("to pass a law", "he resigned"), or nothing."""

_AUXILIARY = (
    r"(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should|may|might|must)\b"
)
_POINTING = re.compile(
    r"\b(?:that|this|these|those)(?=\s*(?:[?.!]|$))"
    r"|\b(?:that|this|these|those) (?!(?:week|month|year|morning|evening|afternoon|night|time"
    r"|summer|winter|spring|autumn|fall|weekend|season|day|decade|century|\w+day\b|is|are|was|were|will|would"
    r"|he|she|they|it|the|a|an|could|should|has|have|had|can|may|might)\b)[a-z]+\b"
    r"|\b(?:do|did|does|say|said|about|after|before|with|for|from|of|is|was|are|were|like) "
    r"(?:that|this|those|these)\b(?=\s*(?:[?.!,]|$|\bhappen|\bexactly|\btrue|\ba\b|\bthe\b))"
    r"|^(?:and |but )?(?:is|was|are|were|does|did) (?:that|this|those|these)\b",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"(?:\b(?:the|an?|which|what|how many|any|every|some|all)(?: [\w-]+){1,3}"
    r"|\bit (?:\w+ )?(?:true|likely|possible|important|mean)"
    r"|\b(?:say|said|says|claim|claims|claimed|think|know|believe|deny|denied|mean)) $",
    re.IGNORECASE,
)
"""What stands before a "that" which joins two parts of a question, and points nowhere."""

_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )(?<!will )\bthere\b"
    r"(?! (?:is|are|was|were|been|be))",
    re.IGNORECASE,
)
_OWN = re.compile(
    rf"\b(?:the|a|an|(?:whose|which|how many)(?! of\b| {_AUXILIARY})) [a-z]", re.IGNORECASE
)
"""What a question has of its own for "it" and "they" to stand for; not "how many did they sell"."""

_ARTICLE = re.compile(r"\b(?:the|an?) $", re.IGNORECASE)

_ELSE = re.compile(r"\b(?:else|as well|too)\s*\?*$", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:and |but |so )?(?:what|how) about (.+?)\s*\?*$", re.IGNORECASE)
_AND = re.compile(
    r"^(?:and|but|or)\b,?\s+(?!what\b|who\b|whom\b|whose\b|when\b|where\b|why\b|how\b|which\b|is\b"
    r"|are\b|was\b|were\b|do\b|does\b|did\b|has\b|have\b|had\b|can\b|could\b|will\b|would\b|should\b)"
    r"(.+?)\s*\?*$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:and|but|so|or|ok|okay|then|also)\b,?\s+", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:(?:in|at|on|by|for|to|from|with|since|until|of|about|according to|against|than|under) )?"
    r"(?:what|who|whom|whose|when|where|why|how|which)\b",
    re.IGNORECASE,
)
_MOST_BARE = 4
"""Words in a question that is no more than its question words: "Since when?", "How much?"."""

_WHEN = re.compile(
    r"\b(?:(?:in|on|since|during|before|after|until|by) (?=(?:\d|[A-Z][a-z]+(?: \d|\s*\?*$)"
    r"|last|the last|this|early|late))(?:[\w ,]+?)|yesterday|today|last (?:\w+)"
    r"|this (?:week|month|year)|now"
    r"|the (?:day|week|month|year) before)(?=\s*\?*$)",
)
_DAY_OR_YEAR = re.compile(
    r"\d|\b(?:Jan|Feb|March|April|May|June|July|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes"
    r"|Thurs|Fri|Satur|Sun)"
    r"|\b(?:last|this|early|late|yesterday|today|now|day|week|month|year)\b"
)
_SAY = re.compile(
    r"^((?:what|how|when|where|why) (?:did|does|do|has|have|had|is|was) )(.+?)"
    r"( (?:say|said|think|thought|tell|told|announce|announced|promise|promised|react|respond"
    r"|comment|claim|claimed|decide|decided|rule|ruled|warn|want|propose|proposed|demand|demanded|argue|call|do|done)\b.*)$",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"\b(?:about|on|regarding|concerning|of)\s+(.+?)\s*\?*$", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(in|on|at|of|to|from|for|with|by|against|about|after|before|since)\s+")
_SOMEONE = re.compile(rf"\bthe (?:[a-z-]+ )?(?:who|{ROLE})\b", re.IGNORECASE)
_THINGS = re.compile(
    r"\b(?:Prize|Award|Awards|Cup|Series|Bowl|League|Trophy|Games|Act|Bill|Tower|Bridge|River|Island"
    r"|Islands|War|Bay|Sea|Lake|Airport|Station|Museum|Hospital|Street|Festival|Open|Tour|Kong|Court)\b"
)
"""What a name of several words ends in that is nobody's."""

_LONGEST_LEANING = 8
"""Content words; a question with more of its own stands alone, whatever pronoun is in it."""

_MOST_SUBJECT = 6
"""Words of a subject in brackets."""


def standalone(text: str, history: Sequence[Turn]) -> str:
    """Say whom or what a question leans on.

    `history` holds (question, answer or None) pairs, oldest first; each of its questions is itself
    made to stand alone by those before it.
    """
    told: list[str] = []
    for question, _ in history:
        told.append(_resolved(question.strip(), told))
    return _resolved(text.strip(), told)


def _resolved(text: str, told: Sequence[str]) -> str:
    if not told or not text or len(content_words(text)) > _LONGEST_LEANING:
        return text
    part = _ABOUT.match(text) or _AND.match(text)
    if part:
        return _in_its_place(_with_person(part.group(1), told), told)
    return _leaning(text, told)


def _leaning(text: str, told: Sequence[str]) -> str:
    """A whole question: its pronouns in words, or what it is about behind it in brackets."""
    with_person = _with_person(text, told)
    body = _OPENING.sub("", with_person) if with_person != text else with_person
    if with_person != text:
        text = body[:1].upper() + body[1:] if body[:1].islower() and text[:1].isupper() else body
    unknown = _PERSON.search(text) is not None and with_person == text and not _is_inside(text)
    if (
        unknown
        or _points(text)
        or (not name_runs(text) and (_is_bare(text) or _OPENING.match(text)))
    ):
        return _bracketed(text, _last_whole(told))
    return text


def _points(text: str) -> bool:
    """Whether "it", "they", "that" or "there" stands for something outside the question."""
    thing = _THING.search(text)
    if thing and not _EXPLETIVE.search(text):
        before = text[: thing.start()]
        if not name_runs(before) and not _OWN.search(before):
            return True
    pointing = (found for found in _POINTING.finditer(text) if not _joins(text, found))
    if any(pointing) or _THERE.search(text):
        return True
    return _ELSE.search(text) is not None and not name_runs(text)


def _joins(text: str, found: re.Match[str]) -> bool:
    """Whether a "that" is a conjunction: "the attack that killed", "say that nobody"."""
    words = found.group().lower().split()
    return (
        words[0] == "that" and len(words) > 1 and _JOINING.search(text[: found.start()]) is not None
    )


def _is_bare(text: str) -> bool:
    words = _OPENING.sub("", text).rstrip(" ?").split()
    if not words:
        return False
    own = [word for word in content_words(text) if word not in STOP_WORDS]
    return (
        len(words) <= _MOST_BARE
        and len(own) <= 1
        and _BARE.match(_OPENING.sub("", text)) is not None
    )


def _with_person(text: str, told: Sequence[str]) -> str:
    """The text with the last person spoken of in the place of "he", "she" and the like."""
    found = _PERSON.search(text)
    if not found or _is_inside(text):
        return text
    pronoun = "he" if found.group(1).lower() in {"he", "him", "his"} else "she"
    for question in reversed(told):
        people = [name for name in _people(question) if pronoun_of(name, name) in {pronoun, None}]
        if people:
            return _PERSON.sub(partial(_in_place, people[0]), text)
    return text


def _is_inside(text: str) -> bool:
    """Whether the person whom a pronoun stands for is named, or described, before it."""
    found = _PERSON.search(text)
    before = text[: found.start()] if found else ""
    return bool(name_runs(before)) or _SOMEONE.search(before) is not None


def _people(question: str) -> list[str]:
    """The names in a question that may be a person's, the one that its verb is about first.

    A single word counts only as the subject of saying or doing: "Intel" is no person.
    """
    saying = _SAY.match(question)
    subject = saying.group(2) if saying else ""
    named = [question[start:end] for start, end in names_in(question)]
    people = [
        name
        for name in named
        if is_person(name)
        and (" " in name or name in subject)
        and not _THINGS.search(name)
        and name_runs(f"of {name}")
    ]
    return sorted(people, key=lambda name: name not in subject)


def _in_place(name: str, found: re.Match[str]) -> str:
    pronoun = found.group(1).lower()
    owns = pronoun in {"his", "hers"} or (pronoun == "her" and found.group(2))
    return f"{name}'s" if owns and not name.endswith("s") else f"{name}'" if owns else name


def _in_its_place(part: str, told: Sequence[str]) -> str:
    """The last question that has something like `part`, with `part` in its place."""
    whole = [question for question in reversed(told) if not question.endswith(")")]
    for question in whole:
        swapped = _swapped(part, question.rstrip(" ?"))
        if swapped:
            return f"{swapped}?"
    return _bracketed(f"What about {part}?", _last_whole(told))


def _swapped(part: str, question: str) -> str | None:
    """A question with `part` in it: a time, a place, a person or a topic for another."""
    if _DAY_OR_YEAR.search(part) and (_WHEN.search(f"{part}?") or _PREPOSITION.match(part)):
        earlier = _WHEN.search(question)
        return f"{question[: earlier.start()].rstrip() if earlier else question} {part}"
    preposition = _PREPOSITION.match(part)
    if preposition:
        again = re.search(rf"\b{preposition.group(1)}\s+[^?]+$", question, re.IGNORECASE)
        return f"{question[: again.start()].rstrip() if again else question} {part}"
    saying = _SAY.match(question)
    named = names_in(f"of {part}")
    if saying and ((named and is_person(part)) or _SOMEONE.fullmatch(part)):
        return f"{saying.group(1)}{part}{saying.group(3)}"
    topic = _TOPIC.search(question)
    if saying and topic and topic.start() >= saying.start(3):
        return f"{question[: topic.start(1)]}{part}"
    like = [(a, b) for a, b in names_in(question) if is_person(question[a:b]) == is_person(part)]
    if named and like:
        start, end = like[-1]
        before = question[:start]
        if _ARTICLE.match(f"{part.split(maxsplit=1)[0]} "):
            before = _ARTICLE.sub("", before)  # "And the World Series?", of "the Super Bowl"
        return f"{before}{part}{question[end:]}"
    return None


def _last_whole(told: Sequence[str]) -> str:
    """The last question that needed no subject in brackets: what the talk is of."""
    return next((one for one in reversed(told) if not one.endswith(")")), told[0])


def _bracketed(text: str, before: str) -> str:
    own = {stem(word) for word in content_words(text)}
    named = [word for run in name_runs(before) for word in run.split()]
    subject = content_words(re.sub(r"^how \w+", "", before, flags=re.IGNORECASE))
    spelt = {fold(word): word for word in named}
    missing = [spelt.get(word, word) for word in subject if stem(word) not in own]
    return f"{text} ({' '.join(missing[:_MOST_SUBJECT])})" if missing else text
