"""Words of time that bound no articles: of what is to come, of what went before, of a name.

"Who will perform on Sunday?" is told of before that Sunday; "the January 6 committee", "Saturday
Night Live" and "the 2023 fiscal year" name something and say nothing of when it was written about.
"""

from __future__ import annotations

import re

from qa.language.calendar_days import MONTHS, WEEKDAYS

_NEXT = re.compile(r"\b(?:next|coming|upcoming|following) $|\bthrough (?:the )?$", re.IGNORECASE)
_WILL = re.compile(
    r"\b(?:will|won['’]t|going to|scheduled (?:for|to)|planned for|expected to|due (?:to|on|in|by)"
    r"|set to)\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:\d{4}|last|past|since|after|ago|yesterday|today|tonight|morning|week|month|year)\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"(?:after|following|despite|having|since|with|once)\b[^,?.]*$", re.IGNORECASE
)
_NOT_OF_THE_CALENDAR = re.compile(r" (?:fiscal|(?:holiday )?weekend|holiday)\b")
_EVENT = re.compile(
    r" (?:attack(?:s|ers?)?|riot(?:s|ers?)?|insurrection(?:ists?)?|committee|commission|hearings?"
    r"|massacre|defendants?|hostages?|uprising|coup)\b"
)
_DAY_OF_A_MONTH = re.compile(rf"(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?$", re.IGNORECASE)

_BEFORE_A_WEEKDAY = re.compile(
    r"\b(?:Black|Blue|Good|Holy|Super|Cyber|Ash|Bloody|Palm|Easter|Giving|Fat|Shrove|Ruby|Manic) $"
)
_BEHIND_A_WEEKDAY = re.compile(r" (?:Times|Telegraph|Mirror|Express|Mail|Post|Herald)\b")
_SHOW = re.compile(rf"(?:{WEEKDAYS}) (?:Night|Morning|Afternoon|Evening)$")
_COUNTED = re.compile(r"(?:of|for) (?:19|20)\d\d$", re.IGNORECASE)


def bounds_nothing(before: str, words: str, after: str) -> bool:
    """Whether the time phrase `words` between the rest of a question leaves all articles in."""
    return bool(
        _is_to_come(before, words)
        or _goes_before(before, after)
        or _is_in_a_name(before, words, after)
        or _is_of_something_else(words, after)
    )


def _is_to_come(before: str, words: str) -> bool:
    return bool(_NEXT.search(before) or (_WILL.search(before) and not _OVER.search(words)))


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
        or (_DAY_OF_A_MONTH.search(words) and _EVENT.match(after))
        or (words.endswith("March") and re.match(r" (?:for|on) [A-Z]", after))
        or (words.endswith("May") and re.match(r" (?:resigned|said|told|won|lost|\w+ed)\b", after))
    )


def _is_of_something_else(words: str, after: str) -> bool:
    """A part of something else ("the last day of Carnival"), or a number that is no year."""
    return bool(
        ("last" in words and re.match(r" of (?:the )?[A-Za-z]", after))
        or (
            re.search(r"\blast day$", words) and re.match(r" (?:to|that|when|he|she|they)\b", after)
        )
        or (re.search(r"\bfall$", words) and re.match(r" of (?!(?:19|20)\d\d)", after))
        or (_COUNTED.match(words) and re.match(r" [a-z]+s\b", after))
        or _NOT_OF_THE_CALENDAR.match(after)
    )
