"""Time phrases of a question -> the days they mean, seen from the day that counts as today.

"This week", "last Saturday", "in March", "since 5 May", "between 1 and 15 January 2026", "latest".
Single dates are read by dateparser; what they bound, and how far, is decided here. A day, a month
or a weekday without a year is the last one that is not in the future, since news is about what has
happened. A phrase about the future ("next week") bounds nothing: what was written of it is older.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from qa.language.calendar_days import WEEKDAYS, Bounds, back, days_of, month_of, named_days
from qa.understanding.month_names import DAY, MONTH
from qa.understanding.to_come import asks_of_the_future
from qa.understanding.unbounded import bounds_nothing

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
} | {"a": 1, "an": 1, "couple of": 2, "few": 3, "several": 3}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_PART_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"

_ON_A = rf"(?:(?:{WEEKDAYS}),? (?:the )?)?"

_DATE = (
    rf"(?:the )?(?:\d{{4}}-\d\d-\d\d"
    rf"|{_ON_A}{DAY}(?: of)? (?:{MONTH})(?:,? \d{{4}})?"
    rf"|{_ON_A}(?:{MONTH}) {DAY}(?:,? \d{{4}})?(?!\d)"
    rf"|(?:{MONTH})(?:,? \d{{4}})?(?!\w)"
    r"|(?:19|20)\d\d(?!\d)"
    rf"|(?:last |this |past )?(?:{WEEKDAYS}){_PART_OF_DAY}"
    r"|yesterday|today|last (?:week|month|year|weekend)|this (?:week|month|year))"
)
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)(?: (?:of )?(?P<year>\d{4}))?"
_UNIT = r"(?P<unit>hour|day|week|month|year)s?"
_COUNT = rf"(?P<count>\d+|{'|'.join(_NUMBERS)})"
_PERIOD = rf"(?:the )?(?:(?:{MONTH})(?:,? \d{{4}})?(?!\w)|(?:19|20)\d\d(?!\d)|last (?:month|year))"
_IN = r"(?:on|in|during|for|of|throughout|as of|early|late|mid)"

_LATEST = re.compile(
    r"\b(?:the )?(?:latest|newest|most recent(?:ly)?|most up-to-date|last to)\b", re.IGNORECASE
)
_UNDATED = re.compile(
    r"\bsince (?:the|his|her|its|their) [a-z-]+(?: [a-z-]+)? (?:began|started|broke out|ended|took "
    r"office|was (?:elected|shot|arrested|signed)|resigned|died)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """What was understood of time: the days from `start` to `end`, both included; None is open.

    `words` are those of the question; without days their date is not known. `by_date` says that
    the newest counts most. `told_later` says that the days are those of an event, which is
    reported on them or soon after, and not days of publication; `recalled` that they are a month
    or more that is named and over, which much later articles tell of too.
    """

    start: date | None = None
    end: date | None = None
    words: str | None = None
    by_date: bool = False
    recalled: bool = False
    told_later: bool = False


NO_TIME = TimePhrase()


def time_phrase(question: str, as_of: date) -> TimePhrase:
    """The first time phrase of a question, as days seen from `as_of`."""
    by_date = _LATEST.search(question)
    undated = _UNDATED.search(question)
    if undated:
        return TimePhrase(words=undated.group())
    for pattern, meaning in _RULES:
        for found in pattern.finditer(question):
            before, after = question[: found.start()], question[found.end() :]
            if bounds_nothing(before, found.group(), after):
                continue
            bounds = meaning(found, as_of)
            if bounds is None:
                continue
            start, end = bounds
            if start is not None and start > as_of:
                continue
            if end is not None and end > as_of and asks_of_the_future(before, found.group(), after):
                continue
            over = end is not None and start is not None and (end - start).days >= 27  # noqa: PLR2004
            named = meaning is _part or "last" not in found.group()
            recalled = over and end is not None and end < as_of and named
            told_later = meaning not in {_between, _since, _after, _before, _until, _past}
            words = found.group().strip()
            return TimePhrase(start, end, words, bool(by_date), recalled, told_later)
    return TimePhrase(words=by_date.group() if by_date else None, by_date=bool(by_date))


def _between(found: re.Match[str], as_of: date) -> Bounds:
    first, last = found.group("first"), found.group("last")
    if re.fullmatch(DAY, last):  # "between January 5 and 9"
        if re.fullmatch(DAY, first):
            return None
        last = re.sub(rf"\b{DAY}\b(?!\d)", last, first, count=1)
    until = days_of(last, as_of)
    if re.fullmatch(DAY, first):  # "between 1 and 15 January": the month is said once
        month = re.sub(rf"\b{DAY}\b(?!\d)", "", last, count=1)
        first = f"{first} {month}"
    since = days_of(first, until[1] if until else as_of)
    if not since or not until or since[0] > until[1]:
        return None
    return since[0], until[1]


def _each(found: re.Match[str], as_of: date) -> Bounds:
    """From the first to the last of the days that are listed: "in December and January".

    Seen from the last of them, or each for itself: the shorter time is meant.
    """
    spans = [_between(found, as_of)]
    each = [days_of(found.group(name), as_of) for name in ("first", "last")]
    if each[0] and each[1]:
        spans.append((min(each[0][0], each[1][0]), max(each[0][1], each[1][1])))
    lengths = [(end - start, start, end) for start, end in filter(None, spans) if start and end]
    return min(lengths)[1:] if lengths else None


def _part(found: re.Match[str], as_of: date) -> Bounds:
    """The first or last days of a month or a year: "the last three months of 2025"."""
    days = days_of(found.group("date"), as_of)
    if days is None or (found.group("many") and not found.group("count")):
        return None
    number, unit, day = _count(found), found.group("unit").lower(), timedelta(1)
    if found.group("which").lower() == "first":
        return days[0], min(days[1], back(days[0], -number, unit) - day)
    return max(days[0], back(days[1] + day, number, unit)), days[1]


def _for_a_year(found: re.Match[str], as_of: date) -> Bounds:
    """A budget, a forecast or a plan for a year is told of from the year before."""
    days = days_of(found.group("date"), as_of)
    return (days[0].replace(year=days[0].year - 1), days[1]) if days else None


def _since(found: re.Match[str], as_of: date) -> Bounds:
    days = days_of(found.group("date"), as_of)
    if days and "end of" in found.group().lower():
        return days[1], as_of
    return (days[0], as_of) if days else None


def _after(found: re.Match[str], as_of: date) -> Bounds:
    days = days_of(found.group("date"), as_of)
    return (days[1] + timedelta(1), as_of) if days else None


def _before(found: re.Match[str], as_of: date) -> Bounds:
    days = days_of(found.group("date"), as_of)
    return (None, days[0] - timedelta(1)) if days else None


def _until(found: re.Match[str], as_of: date) -> Bounds:
    days = days_of(found.group("date"), as_of)
    return (None, days[1]) if days else None


def _within(found: re.Match[str], as_of: date) -> Bounds:
    return days_of(found.group("date"), as_of)


def _past(found: re.Match[str], as_of: date) -> Bounds:
    day = _counted_back(found, as_of)
    return (day, as_of) if day else None


def _ago(found: re.Match[str], as_of: date) -> Bounds:
    unit = found.group("unit").lower()
    day = _counted_back(found, as_of)
    if day is None:
        return None
    if unit == "week":
        monday = day - timedelta(day.weekday())
        return monday, monday + timedelta(6)
    if unit == "month":
        return month_of(day)
    return (date(day.year, 1, 1), date(day.year, 12, 31)) if unit == "year" else (day, day)


def _counted_back(found: re.Match[str], as_of: date) -> date | None:
    """The day so many units before; None before the calendar begins ("2500 years ago")."""
    try:
        return back(as_of, _count(found), found.group("unit").lower())
    except (ValueError, OverflowError):
        return None


def _count(found: re.Match[str]) -> int:
    count = found.group("count") or "1"
    return int(count) if count.isdigit() else _NUMBERS[count.lower()]


def _relative(found: re.Match[str], as_of: date) -> Bounds:
    return named_days(found.group().lower(), as_of)


def _since_season(found: re.Match[str], as_of: date) -> Bounds:
    return _season(found, as_of)[0], as_of


def _season(found: re.Match[str], as_of: date) -> tuple[date, date]:
    first = _SEASONS[found.group("season").lower()]
    year = found.group("year")
    start = date(int(year) if year else as_of.year, first, 1)
    if not year and start > as_of:
        start = date(start.year - 1, first, 1)
    if found.group("which").lower() == "last " and start <= as_of < back(start, -3, "month"):
        start = date(start.year - 1, first, 1)
    return start, min(back(start, -3, "month") - timedelta(1), max(as_of, start))


def _rule(
    pattern: str, meaning: Callable[[re.Match[str], date], Bounds]
) -> tuple[re.Pattern[str], Callable[[re.Match[str], date], Bounds]]:
    return re.compile(rf"(?<![\w-])(?<!\d,)(?:{pattern})(?![\w-])", re.IGNORECASE), meaning


_RULES = (
    _rule(
        rf"(?:between|from) (?P<first>{_DATE}|{DAY}) "
        rf"(?:and|to|until|till|through) (?P<last>{_DATE}|{DAY})",
        _between,
    ),
    _rule(
        rf"{_IN} (?P<first>{_DATE})(?:, {_DATE})*,? (?:and|or) (?:in |on |early |late )?"
        rf"(?P<last>(?!(?-i:may)\b){_DATE}|{DAY}(?=\W*$))",
        _each,
    ),
    _rule(
        rf"(?:(?:in|on|over|during|within) )?(?:the )?(?P<which>first|last|final) "
        rf"(?:{_COUNT} )?(?P<unit>day|week|month)(?P<many>s?) of (?P<date>{_PERIOD})",
        _part,
    ),
    _rule(r"for (?P<date>(?:the )?(?:19|20)\d\d)", _for_a_year),
    _rule(
        rf"(?:in |over |during |within )?the (?:last|past|previous) (?:{_COUNT} )?{_UNIT}", _past
    ),
    _rule(rf"(?:last|past) {_COUNT} {_UNIT}", _past),
    _rule(rf"(?:ever )?since {_COUNT} {_UNIT} ago", _past),
    _rule(rf"{_COUNT} {_UNIT} ago", _ago),
    _rule(rf"(?:ever )?since (?P<which>this |last |the ){_SEASON}", _since_season),
    _rule(
        r"(?:ever )?since (?:early |late |mid[- ]?|the (?:start|beginning|middle|end) of )?"
        rf"(?P<date>{_DATE})",
        _since,
    ),
    _rule(rf"after (?P<date>{_DATE})", _after),
    _rule(rf"(?<!day )before (?P<date>{_DATE})", _before),
    _rule(rf"(?:until|till|up to|by) (?P<date>{_DATE})", _until),
    _rule(
        r"the day before yesterday|yesterday|today|tonight|last night"
        r"|this (?:morning|afternoon|evening)",
        _relative,
    ),
    _rule(
        r"(?:this|last) (?:week|month|year|weekend)|(?:in )?the past week|over the weekend",
        _relative,
    ),
    _rule(
        rf"(?P<which>this |last |in (?:the )?|during (?:the )?){_SEASON}",
        _season,
    ),
    _rule(
        rf"(?:last|this|past) (?P<date>{WEEKDAYS}){_PART_OF_DAY}",
        lambda found, as_of: days_of(re.sub(_PART_OF_DAY + "$", "", found.group()), as_of),
    ),
    _rule(
        rf"{_IN} (?P<date>{_DATE})",
        _within,
    ),
    _rule(
        rf"(?P<date>{_ON_A}(?:(?:{MONTH}) {DAY}|{DAY} (?:{MONTH}))(?:,? \d{{4}})?"
        rf"|\d{{4}}-\d\d-\d\d|(?:{MONTH}) \d{{4}}|(?:{WEEKDAYS}){_PART_OF_DAY})(?:['’]s)?",
        _within,
    ),
)
