"""Months and days of them as a question writes them: "January", "Jan. 6", "6 January 2026"."""

from qa.language.calendar_days import MONTHS

MONTH = (
    f"{MONTHS}|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DAY_OF_A_MONTH = rf"(?:(?:{MONTH}) {DAY}|{DAY}(?: of)? (?:{MONTH}))(?:,? \d{{4}})?"
"""Patterns, without regard to case; MONTH is to be put in a group."""
