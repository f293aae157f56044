"""Which articles may be used to answer: by name, by day, by outlet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.article import Article


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles may be used: none of `exclude` (ids or URLs), only days in the range.

    `published_from` and `published_to` are UTC seconds, the first inclusive, the second exclusive.
    An article without a date is outside every range, unless `undated` says that it may pass, since
    nothing is known against it. `outlets`: only of these; empty means any.
    """

    exclude: frozenset[str] = frozenset()
    published_from: int | None = None
    published_to: int | None = None
    undated: bool = False
    outlets: frozenset[str] = frozenset()

    def allows(self, article: Article) -> bool:
        """Whether the article may be used."""
        if article.article_id in self.exclude or article.url in self.exclude:
            return False
        if self.outlets and article.outlet not in self.outlets:
            return False
        if self.published_from is None and self.published_to is None:
            return True
        at = article.published_at
        if at is None:
            return self.undated
        return (self.published_from is None or at >= self.published_from) and (
            self.published_to is None or at < self.published_to
        )

    def where(self) -> tuple[str, tuple[str | int, ...]]:
        """The same as SQL over the articles: (" AND ...", values), empty where all may pass."""
        condition = ""
        values: list[str | int] = []
        if self.exclude:
            marks = ",".join("?" * len(self.exclude))
            names = sorted(self.exclude)
            condition += f" AND article_id NOT IN ({marks}) AND url NOT IN ({marks})"
            values += names + names
        if self.outlets:
            condition += f" AND outlet IN ({','.join('?' * len(self.outlets))})"
            values += sorted(self.outlets)
        bounds = []
        if self.published_from is not None:
            bounds.append("published_at >= ?")
            values.append(self.published_from)
        if self.published_to is not None:
            bounds.append("published_at < ?")
            values.append(self.published_to)
        if bounds:
            inside = " AND ".join(bounds)
            condition += (
                f" AND (published_at IS NULL OR {inside})" if self.undated else f" AND {inside}"
            )
        return condition, tuple(values)


NO_FILTER = ArticleFilter()
"""Lets every article pass."""
