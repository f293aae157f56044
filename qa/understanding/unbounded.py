"""Words of time that bound no articles: of what is to come, of what went before, of a name.

"Who will perform on Sunday?" is told of before that Sunday; "the January 6 committee", "the Oct. 7
Hamas attack" and "Saturday Night Live" name something and say nothing of when it was written about;
"the 2023 fiscal year" and "the last day of Carnival" are no days of the calendar.
"""

from __future__ import annotations

import re

from qa.language.calendar_days import WEEKDAYS
from qa.language.words import STOP_WORDS
from qa.understanding.month_names import DAY_OF_A_MONTH
from qa.understanding.to_come import is_to_come

_BACKGROUND = re.compile(
    r"(?:after|following|despite|having|since|with|once)\b[^,?.]*$", re.IGNORECASE
)
_NOT_OF_THE_CALENDAR = re.compile(r" (?:fiscal|(?:holiday )?weekend|holiday)\b")

_BETWEEN = rf"(?: (?!(?:{'|'.join(sorted(STOP_WORDS))})\b)[\w'’-]+)"
_EVENT = (
    r" (?:attack(?:s|ers?)?|assaults?|riot(?:s|ers?)?|mob|insurrection(?:ists?)?|siege|massacres?"
    r"|uprising|coup|conspiracy|committee|commission|panel|tribunal|hearings?|inquiry|probes?"
    r"|investigat(?:ions?|ors?)|prosecut(?:ions?|ors?)|cases?|trials?|convict(?:s|ions?)|sentences"
    r"|pardons?|defendants?|suspects?|prisoners?|detainees?|hostages?|victims?|survivors?"
    r"|anniversary)\b"
)
_OF_AN_EVENT = re.compile(rf",?{_EVENT}", re.IGNORECASE)
_OF_A_DESCRIBED_EVENT = re.compile(rf",?{_BETWEEN}{{1,2}}{_EVENT}", re.IGNORECASE)
"""One or two words before the event: "Capitol riot", "House select committee"."""

_DAY = re.compile(rf"{DAY_OF_A_MONTH}$", re.IGNORECASE)
_ON_A_DAY = re.compile(r"on (?!the )", re.IGNORECASE)

_BEFORE_A_WEEKDAY = re.compile(
    r"\b(?:Black|Blue|Good|Holy|Super|Cyber|Ash|Bloody|Palm|Easter|Giving|Fat|Shrove|Ruby|Manic) $"
)
_BEHIND_A_WEEKDAY = re.compile(r" (?:Times|Telegraph|Mirror|Express|Mail|Post|Herald)\b")
_SHOW = re.compile(rf"(?:{WEEKDAYS}) (?:Night|Morning|Afternoon|Evening)$")
_COUNTED = re.compile(r"(?:of|for) (?:19|20)\d\d$", re.IGNORECASE)


def bounds_nothing(before: str, words: str, after: str) -> bool:
    """Whether the time phrase `words` between the rest of a question leaves all articles in."""
    return bool(
        is_to_come(before, words, after)
        or _goes_before(before, after)
        or _is_in_a_name(before, words, after)
        or _is_of_something_else(words, after)
    )


def _goes_before(before: str, after: str) -> bool:
    """What happened before what is asked about: "After leaving last year, which ..."."""
    return _BACKGROUND.match(before) is not None and after.startswith(",")


def _is_in_a_name(before: str, words: str, after: str) -> bool:
    """A part of a name: "USA TODAY", "Black Friday", "the October 7 attacks", "March for Life"."""
    if words.isupper() or (words.endswith("Today") and re.search(r"[A-Z]\w+ $", before)):
        return True
    weekday = re.search(rf"\b(?:{WEEKDAYS})$", words)
    if weekday:
        alone = weekday.start() == 0
        return bool(
            (alone and (_BEFORE_A_WEEKDAY.search(before) or re.match(r" [A-Z]", after)))
            or _BEHIND_A_WEEKDAY.match(after)
        )
    return bool(
        _SHOW.search(words)
        or _names_an_event(before, words, after)
        or (words.endswith("March") and re.match(r" (?:for|on) [A-Z]", after))
        or (words.endswith("May") and re.match(r" (?:resigned|said|told|won|lost|\w+ed)\b", after))
    )


def _names_an_event(before: str, words: str, after: str) -> bool:
    """A day that names what happened on it: "the Jan. 6 committee", "the Oct. 7, 2023, attack".

    Not the day of something: "What did officials say on January 6 facing trial?".
    """
    if not _DAY.search(words):
        return False
    if _OF_AN_EVENT.match(after):
        return True
    on_a_day = _ON_A_DAY.match(words) or before.lower().endswith(" on ")
    return not on_a_day and _OF_A_DESCRIBED_EVENT.match(after) is not None


def _is_of_something_else(words: str, after: str) -> bool:
    """A part of something else ("the last day of Carnival"), or a number that is no year."""
    return bool(
        ("last" in words and re.match(r" of (?:the )?\w", after))
        or (
            re.search(r"\blast day$", words) and re.match(r" (?:to|that|when|he|she|they)\b", after)
        )
        or (re.search(r"\bfall$", words) and re.match(r" of (?!(?:19|20)\d\d)", after))
        or (_COUNTED.match(words) and re.match(r" [a-z]+s\b", after))
        or _NOT_OF_THE_CALENDAR.match(after)
    )
