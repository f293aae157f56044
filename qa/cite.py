"""A sentence of a stored article -> its Citation.

Every quotation is a slice of the stored article taken here; nothing that is shown as quoted passes
through any other hands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.answer import Carrier, Citation
from qa.language.stated_source import stated_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.article import Sentence
    from index.catalogue import Catalogue, StoredPassage
    from qa.retrieve import RankedPassage

MOST_BESIDE = 900
"""Characters of neighbouring passages that are shown on each side: about one of them."""


def cite(
    n: int,
    stored: StoredPassage,
    sentence: Sentence,
    speaker: str | None,
    ranked: Sequence[RankedPassage],
    catalogue: Catalogue,
) -> Citation:
    """Citation `n`: the words of `sentence`, a slice of the stored article, and where they stand.

    `ranked` are the passages that were found: neighbours of the cited one are shown with it.
    Where no person by name says it, the source is named that the sentence states itself.
    """
    article = stored.article
    start, end = _readable(stored, ranked)
    return Citation(
        n=n,
        article_id=article.article_id,
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        published=article.date or article.published,
        url=article.url,
        quote=article.text[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
        passage=article.text[start:end],
        passage_start=start,
        passage_end=end,
        speaker=speaker or stated_source(article.text, sentence),
        also_carried_by=_carriers(stored, catalogue),
    )


def _readable(stored: StoredPassage, ranked: Sequence[RankedPassage]) -> tuple[int, int]:
    """(start, end) of the cited passage, with those of its neighbours that were found as well."""
    article, own = stored.article, stored.passage
    start, end = own.start, own.end
    others = [
        one.stored.passage for one in ranked if one.stored.passage.article_id == own.article_id
    ]
    for passage in sorted(others, key=lambda one: -one.end):
        touches = passage.end <= start and not article.text[passage.end : start].strip()
        if touches and own.start - passage.start <= MOST_BESIDE:
            start = passage.start
    for passage in sorted(others, key=lambda one: one.start):
        touches = passage.start >= end and not article.text[end : passage.start].strip()
        if touches and passage.end - own.end <= MOST_BESIDE:
            end = passage.end
    return start, end


def _carriers(stored: StoredPassage, catalogue: Catalogue) -> tuple[Carrier, ...]:
    if stored.story is None:
        return ()
    return tuple(
        Carrier(article.outlet, article.url)
        for article in catalogue.carriers(stored.story)
        if article.article_id != stored.article.article_id
    )
