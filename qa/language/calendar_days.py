"""Single dates as a question writes them -> days, seen from the day that counts as today."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
CALENDAR = frozenset(f"{WEEKDAYS}|{MONTHS}".split("|"))

_WEEKDAY_OF_A_DATE = re.compile(
    rf"^(?:{WEEKDAYS}),? (?:the )?(?=\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    re.IGNORECASE,
)

Bounds = tuple[date | None, date | None] | None
"""First and last day, both included; None is open, or, for the whole, not understood."""


def named_days(words: str, as_of: date) -> Bounds:
    """The days of a phrase that stands for itself: "this week", "last month", "yesterday"."""
    monday = as_of - timedelta(as_of.weekday())
    first = as_of.replace(day=1)
    day = timedelta(1)
    saturday = as_of - timedelta((as_of.weekday() - 5) % 7)
    if words in {"this week", "in the past week", "the past week", "past week"}:
        return as_of - timedelta(7), as_of
    known: dict[str, Bounds] = {
        "today": (as_of, as_of),
        "yesterday": (as_of - day, as_of - day),
        "last week": (monday - timedelta(7), monday - day),
        "this month": (first, as_of),
        "last month": month_of(first - day),
        "this year": (date(as_of.year, 1, 1), as_of),
        "last year": (date(as_of.year - 1, 1, 1), date(as_of.year - 1, 12, 31)),
        "this weekend": (saturday, min(saturday + day, as_of)),
        "last weekend": (saturday, min(saturday + day, as_of))
        if as_of.weekday() < 5  # noqa: PLR2004 - a working day
        else (saturday - timedelta(7), saturday - timedelta(6)),
        "the day before yesterday": (as_of - 2 * day, as_of - 2 * day),
    }
    for part in ("tonight", "this morning", "this afternoon", "this evening"):
        known[part] = (as_of, as_of)
    known["last night"] = (as_of - day, as_of)
    known["over the weekend"] = known["last weekend"]
    return known.get(words)


def days_of(text: str, as_of: date) -> tuple[date, date] | None:
    """The days of one date: a day, a month, a year, a weekday or a phrase of its own."""
    text = _WEEKDAY_OF_A_DATE.sub("", text)
    words = text.lower().removeprefix("the ").strip()
    named = named_days(words, as_of)
    if named is not None and named[0] is not None and named[1] is not None:
        return named[0], named[1]
    weekday = re.match(rf"(?:(last|this|past) )?({WEEKDAYS})", text, re.IGNORECASE)
    if weekday:
        number = WEEKDAYS.lower().split("|").index(weekday.group(2).lower())
        back = (as_of.weekday() - number) % 7
        if back == 0 and (weekday.group(1) or "").lower() in {"last", "past"}:
            back = 7
        day = as_of - timedelta(back)
        return day, day
    if re.fullmatch(r"(?:19|20)\d\d", words):
        return date(int(words), 1, 1), date(int(words), 12, 31)
    found = _parsed(words, as_of)
    if found is None:
        return None
    if re.search(r"\d{1,2}(?:st|nd|rd|th)?\b(?!\d)", re.sub(r"\b\d{4}\b", "", words)) or re.match(
        r"\d{4}-", words
    ):
        return found, found
    return month_of(found)


def _parsed(words: str, as_of: date) -> date | None:
    """One date read by dateparser; without a year the last one that is not after `as_of`."""
    import dateparser

    base = datetime(as_of.year, as_of.month, as_of.day, 12)  # noqa: DTZ001 - a calendar day
    named_year = re.search(r"\b\d{4}\b", words)
    has_day = re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b", words)
    found = dateparser.parse(
        words if has_day else f"1 {words}",
        languages=["en"],
        settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"},
    )
    if found is None:
        return None
    day: date = found.date()
    if not named_year and day > as_of:
        day = back(day, 1, "year")
    return day


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month that a day is in."""
    last = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=1), day.replace(day=last)


def back(day: date, number: int, unit: str) -> date:
    """`number` units before `day`; of a month that is too short, its last day."""
    if unit in {"hour", "day", "week"}:
        days = {"hour": (number + 23) // 24, "day": number, "week": 7 * number}[unit]
        return day - timedelta(days)
    months = day.year * 12 + day.month - 1 - number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
