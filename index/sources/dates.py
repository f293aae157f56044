"""A date as a source writes it -> UTC seconds."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime

EARLIEST_YEAR = 1400
"""The first newspapers are of 1605; what is before this is a mistake, not an old paper."""

YEARS_AHEAD = 5
_NAMED_OFFSET = re.compile(r"\b(?:UTC|GMT) ?(?=[+-]\d)")
"""In "UTC+3" the sign is the reader's: ahead of UTC. dateutil takes it the other way round."""
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_COMPACT = re.compile(r"\d{8}")
_COMPACT_MINUTE = re.compile(r"(?:19|20)\d{10}")
"""Twelve digits: a minute, rather than milliseconds in the first months of 1976."""
_DAY_FIRST = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b")
_DIGIT = re.compile(r"\d")
_WEEK = re.compile(r"\d{4}-?W\d{2}", re.IGNORECASE)
_FIRST_EPOCH = 100_000_000
"""The least whole number that is read as seconds since 1970: below it are days (20260130)."""


def parse_date(written: str | float) -> int | None:
    """UTC seconds of a date, or None where it does not state a year, a month and a day.

    Takes ISO 8601, RFC 822, "June 3, 2022", "3 June 2022", "20220603", "3.6.2022" (the day first),
    "6/3/2022" (the month first where it can be one) and seconds or milliseconds since 1970. A day
    without a time is its midnight, a time without a zone is UTC. "Yesterday" and "2026-01" are no
    dates: an article is never given a day that its source does not state.
    """
    written = written.strip() if isinstance(written, str) else _epoch_written_out(written)
    # A week without its day would be taken for its Monday.
    if not written.isascii() or not _DIGIT.search(written) or _WEEK.fullmatch(written):
        return None
    if _EPOCH.fullmatch(written):
        milliseconds = len(written.partition(".")[0]) > len("1234567890")
        return _plausible(int(float(written) / (1000 if milliseconds else 1)))
    if _COMPACT.fullmatch(written):
        written = f"{written[:4]}-{written[4:6]}-{written[6:]}"
    parsed: datetime | None
    try:
        parsed = datetime.fromisoformat(written)
    except ValueError:
        parsed = _parse_freely(written)
    if parsed is None:
        return None
    if parsed.tzinfo is None:
        parsed = parsed.replace(tzinfo=UTC)
    try:
        return _plausible(int(parsed.timestamp()))
    except (ValueError, OverflowError):  # a zone that is a day and more away
        return None


def _epoch_written_out(number: float) -> str:
    """A number in ten digits for seconds, thirteen for milliseconds; small ones as they are."""
    if not math.isfinite(number) or number < _FIRST_EPOCH:
        return str(number)
    seconds = f"{int(number):010}"
    if _COMPACT_MINUTE.fullmatch(seconds):
        return seconds
    return seconds if len(seconds) == len("1234567890") else seconds.zfill(13)


def _parse_freely(written: str) -> datetime | None:
    """Parse with two sets of defaults: what differs between them was not stated."""
    from dateutil import parser

    found = []
    written = _NAMED_OFFSET.sub("", written)
    day_first = _DAY_FIRST.match(written) is not None
    # Two weeks apart, so that a lone "Friday" differs as well.
    for default in (datetime(2000, 1, 1), datetime(2011, 2, 15)):  # noqa: DTZ001 - zone comes later
        try:
            found.append(parser.parse(written, default=default, tzinfos=_zone, dayfirst=day_first))
        except (ValueError, OverflowError, TypeError):
            return None
    first, second = (one.replace(tzinfo=None) for one in found)
    return found[0] if first == second else None


def _zone(name: str | None, seconds_east: int | None) -> int | None:
    """A zone in seconds east of UTC: its stated offset, else its name's; an unknown one is UTC."""
    if seconds_east is not None:
        return seconds_east
    return _ZONES.get(name, 0) if name else None


def _plausible(seconds: int) -> int | None:
    try:
        year = datetime.fromtimestamp(seconds, UTC).year
    except (ValueError, OverflowError, OSError):
        return None
    latest = datetime.now(UTC).year + YEARS_AHEAD
    return seconds if EARLIEST_YEAR <= year <= latest else None


_HOUR = 3600
_ZONES = {
    "UTC": 0,
    "GMT": 0,
    "BST": _HOUR,
    "CET": _HOUR,
    "CEST": 2 * _HOUR,
    "EST": -5 * _HOUR,
    "EDT": -4 * _HOUR,
    "ET": -5 * _HOUR,
    "CST": -6 * _HOUR,
    "CDT": -5 * _HOUR,
    "MST": -7 * _HOUR,
    "MDT": -6 * _HOUR,
    "PST": -8 * _HOUR,
    "PDT": -7 * _HOUR,
}
"""Zone names that news sites print, in seconds east of UTC."""
