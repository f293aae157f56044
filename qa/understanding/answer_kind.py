"""What kind of answer a question wants, and whether a text can be, or hold, one of that kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from qa.language.words import asking_sentence, name_runs, words
from qa.understanding.asked_speaker import SAY

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal[
    "person", "number", "date", "place", "statement", "yes or no", "list", "reason", "thing"
]

_LIST = (
    r"\b(?:timeline of|how (?:has|have) .+ changed|what (?:has )?happened (?:with|to|since|after)"
    r"|who (?:all )?(?:has|have) (?:commented|spoken|said)|list (?:of|all)"
    r"|which \w+s (?:are|were|have))\b"
)
_PERSONS = (
    r"\bwhich (?:(?!do|does|did|is|was|has|will)[\w-]+ ){0,2}(?:actor|actress|singer|player"
    r"|politician|president|leader|star|man|woman|person|senator|governor|author|director|athlete|celebrity"
    r"|rapper|host|musician|member|minister|lawmaker|congress(?:wo)?man|representative|candidate"
    r"|judge|justice|mayor|secretary|cardinal|coach|quarterback|comedian|writer|journalist|anchor"
    r"|contributor|billionaire|executive|founder|scientist|astronaut)\b"
)


def _asks(words: str) -> str:
    """The words where they ask: not in "athletes who", "the day when", "the town where"."""
    return (
        r"(?:^|[^\w\s]\s*|\b(?:and|or|but|by|of|to|for|with|from|on|against|since|is|was|know|me)\s+)"
        rf"(?:{words})\b|\b(?:{words})\W*$"
    )


_STATED = rf"\bwhat (?:did|does|do|has|have|had) .+ {SAY}\b|\baccording to \w+.*\bwhat\b"
_PLACE = (
    _asks("where") + r"|\b(?:what|which) (?:\w+ )?(?:city|country|state|town|place|nation|island)\b"
)
_YES_NO = r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)\b"
_PATTERNS: tuple[tuple[str, Kind], ...] = (
    (_LIST, "list"),
    (_STATED, "statement"),
    (r"\bhow (?:many|much|long|old|far|often|high|tall|fast|big|large|deep)\b", "number"),
    (r"\bwhat (?:percent|percentage|share|number|amount|price|age|score|proportion)\b", "number"),
    (r"\bhow did .+ (?:comment|respond|react)\b", "statement"),
    (r"\bwhy\b|\bwhat (?:caused|led to)\b|\b(?:what|which) reasons?\b|\bhow come\b", "reason"),
    (_asks("when") + r"|\b(?:what|which) (?:year|month|day|date|time)\b", "date"),
    (_PLACE, "place"),
    (_asks("who|whom|whose"), "person"),
    (_PERSONS, "person"),
    (_YES_NO, "yes or no"),
)
_RULES = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _PATTERNS)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|"
    r"thousands?|millions?|billions?|half|quarter|third|twice|once|none|zero|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
_WORD_OF_NUMBER = re.compile(rf"\w*\d[\w.,]*|(?:{_NUMBER.pattern})", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan(?:uary|\.)|Feb(?:ruary|\.)"
    r"|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)"
    r"|Dec(?:ember|\.)|yesterday|today|tomorrow|week|month|year|noon|midnight|[ap]\.m\.)",
)
_REASON = re.compile(
    r"\b(?:because|due to|after|over|following|caused|as a result|so that|in order|amid|since"
    r"|reason|cited|citing|for)\b"
)
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")


def answer_kind(question: str) -> Kind:
    """The kind of answer wanted, by the question's own words; "thing" where nothing tells."""
    for text in (asking_sentence(question), question):
        for pattern, kind in _RULES:
            if pattern.search(text):
                return kind
    return "thing"


def is_of_kind(text: str, kind: Kind) -> bool:
    """Whether a short answer can be of that kind."""
    if kind == "number":
        return _NUMBER.search(text) is not None
    if kind == "date":
        return _DATE.search(text) is not None or text.isdigit()
    if kind in {"person", "place"}:
        return _CAPITAL.search(text) is not None
    return True


def holds_kind(sentence: str, kind: Kind, question: str) -> bool:
    """Whether a sentence has anything of that kind that the question does not already say."""
    known = set(words(question))

    def is_new(text: str) -> bool:
        return any(word not in known for word in words(text))

    finders: dict[str, Callable[[], bool]] = {
        "number": lambda: any(is_new(m.group()) for m in _WORD_OF_NUMBER.finditer(sentence)),
        "date": lambda: any(is_new(m.group()) for m in _DATE.finditer(sentence)),
        "person": lambda: any(is_new(run) for run in name_runs(f". {sentence}")),
        "place": lambda: any(is_new(m.group()) for m in _CAPITAL.finditer(sentence[1:])),
        "statement": lambda: re.search(rf"[“”\"]|\b{SAY}\b", sentence) is not None,
        "reason": lambda: _REASON.search(sentence) is not None,
    }
    return finders[kind]() if kind in finders else True
