"""How often the verifier agrees with people.

    python benchmarks/groundedness.py FILE.jsonl ...

Reads QAGS files (Wang et al. 2020): news articles with machine summaries, each sentence judged for
support by three people; the majority is the truth. The verifier is given the one sentence of the
article that carries the summary sentence best, as a citation would be.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from index.split import split_sentences
from qa.verify import CARRIED_SHARE, support

RESAMPLES = 2000


def judged(path: Path) -> list[tuple[bool, bool]]:
    """(said to be carried, is carried) of every summary sentence."""
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = split_sentences(row["article"])
        cited = [row["article"][span.start : span.end] for span in spans]
        for sentence in row["summary_sentences"]:
            votes = [given["response"] == "yes" for given in sentence["responses"]]
            best = max(support(one, sentence["sentence"]) for one in cited)
            pairs.append((best >= CARRIED_SHARE, sum(votes) * 2 > len(votes)))
    return pairs


def balanced_accuracy(pairs: list[tuple[bool, bool]]) -> float:
    """The mean of the shares recognised among the carried and among the others."""
    shares = []
    for truth in (True, False):
        said = [given == truth for given, known in pairs if known == truth]
        shares.append(sum(said) / len(said) if said else 0.0)
    return sum(shares) / 2


def main() -> None:
    """One line a file, and one over all."""
    known = {path: judged(Path(path)) for path in sys.argv[1:]}
    known["all"] = [pair for pairs in list(known.values()) for pair in pairs]
    rng = random.Random(0)  # noqa: S311 - a statistic
    for name, pairs in known.items():
        drawn = sorted(
            balanced_accuracy(rng.choices(pairs, k=len(pairs))) for _ in range(RESAMPLES)
        )
        low, high = drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES)]
        recognised = [given for given, truth in pairs if truth]
        caught = [not given for given, truth in pairs if not truth]
        print(
            f"{Path(name).stem}: n {len(pairs)}, balanced accuracy "
            f"{balanced_accuracy(pairs):.3f} ({low:.3f} to {high:.3f}), carried recognised "
            f"{sum(recognised) / len(recognised):.3f}, not carried caught "
            f"{sum(caught) / len(caught):.3f}"
        )


if __name__ == "__main__":
    main()
