"""Brain floats against full floats, side by side.

    python benchmarks/embedding.py LIBRARY

Prints passages a second of both on the same texts, the ratio, and how far the vectors differ.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from index import embedding
from index.brain_floats import brain_floats_pay
from index.catalogue import open_catalogue
from index.embedding import Embedder

TEXTS, ROUNDS = 256, 5


def main() -> None:
    """Alternate between the two, round by round, so that a noisy machine disturbs both alike."""
    embedder = Embedder()
    with open_catalogue(Path(sys.argv[1])) as catalogue:
        rows = catalogue.passages(list(range(1, TEXTS + 1)))
        texts = [embedder.embedded_text(r.article.title, r.article.date, r.text) for r in rows]
    embedder.embed_passages(texts[:8])
    rates: dict[bool, list[float]] = {True: [], False: []}
    vectors = {}
    for _ in range(ROUNDS):
        for brain in (True, False):
            embedding.brain_floats_pay = lambda brain=brain: brain
            began = time.perf_counter()
            vectors[brain] = embedder.embed_passages(texts)
            rates[brain].append(len(texts) / (time.perf_counter() - began))
    ratios = [fast / full for fast, full in zip(rates[True], rates[False], strict=True)]
    cosines = (vectors[True] * vectors[False]).sum(axis=1)
    print(f"in use here   {'brain' if brain_floats_pay() else 'full'} floats")
    print(f"brain floats  {statistics.median(rates[True]):6.1f} passages a second")
    print(f"full floats   {statistics.median(rates[False]):6.1f} passages a second")
    print(
        f"ratio         {statistics.median(ratios):6.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    )
    print(f"cosine        {cosines.min():.5f} at the least, {cosines.mean():.5f} on average")


if __name__ == "__main__":
    main()
