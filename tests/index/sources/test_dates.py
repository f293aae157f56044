"""Dates of every form, and what is no date."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from sources_support import BODY, only, read, seconds, write

from index.sources.dates import parse_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-30", seconds(2026, 1, 30)),
        ("2026-01-30T10:30:00Z", seconds(2026, 1, 30, 10, 30)),
        ("2026-01-30T10:30:00+02:00", seconds(2026, 1, 30, 8, 30)),
        ("Fri, 30 Jan 2026 10:30:00 GMT", seconds(2026, 1, 30, 10, 30)),
        ("January 30, 2026", seconds(2026, 1, 30)),
        ("30 January 2026", seconds(2026, 1, 30)),
        ("Jan. 30, 2026 5:30 a.m. EST", seconds(2026, 1, 30, 10, 30)),
        ("20260130", seconds(2026, 1, 30)),
        (seconds(2026, 1, 30), seconds(2026, 1, 30)),
        (seconds(2026, 1, 30) * 1000, seconds(2026, 1, 30)),
        ("", None),
    ],
)
def test_dates(tmp_path, written, expected):
    path = write(tmp_path / "a.jsonl", json.dumps({"title": "T", "text": BODY, "date": written}))
    assert only(path).published_at == expected


@pytest.mark.parametrize("written", ["soonish", "yesterday", "2026-01", "January 2026", "0001-01-01"]
    + ["2026-13-45", "9999-01-01", "10:30", "30", "Friday", "99999999999999999999"])  # fmt: skip
def test_a_date_that_is_none_is_warned_of(tmp_path, written):
    path = write(tmp_path / "a.jsonl", json.dumps({"title": "T", "text": BODY, "date": written}))
    (article,), (problem,) = read(path)
    assert article.published_at is None
    assert article.published == written
    assert problem.kind == "warning"
    assert written in problem.reason


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-30 10:00 XYZ", seconds(2026, 1, 30, 10)),  # an unknown zone is no zone
        ("Fri 30 Jan 2026 10:30 UTC+3", seconds(2026, 1, 30, 7, 30)),
        ("Fri Jan 30 2026 10:30:00 GMT+0200", seconds(2026, 1, 30, 8, 30)),
        (946684800, seconds(2000, 1, 1)),
        (946684800000, seconds(2000, 1, 1)),
        (1643538600.5, seconds(2022, 1, 30, 10, 30)),
        ("1643538600", seconds(2022, 1, 30, 10, 30)),
        ("1643538600000", seconds(2022, 1, 30, 10, 30)),
        (20260130, seconds(2026, 1, 30)),
        (202601301230, seconds(2026, 1, 30, 12, 30)),  # and not early in 1976
        ("202601301230", seconds(2026, 1, 30, 12, 30)),
        ("04.03.2026", seconds(2026, 3, 4)),
        ("4. 3. 2026 10:30", seconds(2026, 3, 4, 10, 30)),
        ("03/04/2026", seconds(2026, 3, 4)),
        ("13/04/2026", seconds(2026, 4, 13)),
    ],
)
def test_dates_that_are_stated(written, expected):
    assert parse_date(written) == expected


@pytest.mark.parametrize("written", ["2026-W05", "Friday January 2026", "May 12", "202601", "946684800"]
    + ["2026-01-30 10:00 +9999", "2026-01-30T10:00:00+25:00", "2022-02-30", "٢٠٢٦٠١٣٠", "last Friday"]
    + ["1399-12-31", str(datetime.now(UTC).year + 6) + "-01-01"]
    + [float("nan"), float("inf"), -5, 10**30])  # fmt: skip
def test_dates_that_are_not(written):
    assert parse_date(written) is None


def test_the_years_that_are_taken():
    assert parse_date("1400-01-01") is not None
    assert parse_date(f"{datetime.now(UTC).year + 5}-12-31") is not None


def test_a_date_in_front_matter_stays_as_written(tmp_path):
    path = write(tmp_path / "a.md", f"---\ntitle: T\ndate: 2025-11-03T10:00:00Z\n---\n{BODY}")
    article = only(path)
    assert article.published == "2025-11-03T10:00:00Z"
    assert article.published_at == seconds(2025, 11, 3, 10)
