"""What `python -m index` prints: of a build, and of an article."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from index.command_line import printable

if TYPE_CHECKING:
    from index.article import Article
    from index.build import BuildReport
    from index.settings import Settings


def report_json(report: BuildReport) -> dict[str, object]:
    """What a build did, for machines."""
    return {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "embedded": report.embedded,
        "seconds": round(report.seconds, 2),
        "version": report.version,
        "failed": [{"source": p.source, "reason": p.reason} for p in report.failed],
        "warnings": [
            {"source": p.source, "reason": p.reason} for p in report.problems if p.kind == "warning"
        ],
    }


def print_report(report: BuildReport, settings: Settings) -> None:
    """What a build did, for people: problems to standard error, one a line, the counts below."""
    for problem in report.problems:
        told = printable(f"{problem.kind:8}{problem.source}: {problem.reason}")
        print(told, file=sys.stderr)
    print(
        f"{report.added:,} added, {report.changed:,} changed, {report.unchanged:,} unchanged, "
        f"{report.removed:,} removed, {len(report.failed):,} failed in {report.seconds:,.1f} s"
    )
    if report.version is None:
        print("Nothing could be indexed, so there is no library yet.", file=sys.stderr)
    elif report.differs:
        rate = report.articles / max(report.seconds, 0.001)
        print(
            f"{settings.library} holds {report.articles:,} articles in {report.passages:,} passages"
            f" ({rate:,.1f} articles a second, {report.embedded:,} passages newly embedded)"
        )


def article_json(article: Article) -> dict[str, object]:
    """An article as `show --json` gives it, its text to the character."""
    return {
        "article_id": article.article_id,
        "title": article.title,
        "text": article.text,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.date or article.published,
        "url": article.url,
        "source": article.source,
    }
