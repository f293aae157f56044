"""A date as a source writes it -> UTC seconds."""

from __future__ import annotations

import re
from datetime import UTC, datetime

EARLIEST_YEAR = 1400
"""The first newspapers are of 1605; what is before this is a mistake, not an old paper."""

YEARS_AHEAD = 5
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_COMPACT = re.compile(r"\d{8}")
_NUMBERS_AND_WORDS = re.compile(r"\d")


def parse_date(written: str) -> int | None:
    """UTC seconds of a date, or None where it does not state a year, a month and a day.

    Takes ISO 8601, RFC 822, "June 3, 2022", "3 June 2022", "20220603" and seconds or milliseconds
    since 1970. A day without a time is its midnight, a time without a zone is UTC. "Yesterday" and
    "2026-01" are no dates: an article is never given a day that its source does not state.
    """
    written = written.strip()
    if not _NUMBERS_AND_WORDS.search(written):
        return None
    if _EPOCH.fullmatch(written):
        seconds = float(written)
        return _plausible(int(seconds / 1000 if seconds > 1e11 else seconds))  # noqa: PLR2004
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
    return _plausible(int(parsed.timestamp()))


def _parse_freely(written: str) -> datetime | None:
    """Parse with two sets of defaults: what differs between them was not stated."""
    from dateutil import parser

    found = []
    for default in (datetime(2000, 1, 1), datetime(2011, 2, 2)):  # noqa: DTZ001 - zone comes later
        try:
            found.append(parser.parse(written, default=default, tzinfos=_ZONES))
        except (ValueError, OverflowError, TypeError):
            return None
    return found[0] if found[0] == found[1] else None


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
