"""How often the check of a model's sentences agrees with people.

    python benchmarks/groundedness.py FILE.jsonl ... [--entailment NAME]

Reads QAGS files (Wang et al. 2020): news articles with machine summaries, each sentence judged for
support by three people; the majority is the truth. A sentence is held against the one or two
sentences of the article that carry most of its words, as a model would cite them: by the rules
alone, by the words alone, and by both, which is what is used. With --entailment, by the rules and
that model too.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from index.split import split_sentences
from qa.language.words import content_words, stem
from qa.writing.cited import Cited
from qa.writing.claim_rules import fault
from qa.writing.support import CARRIED, Support

RESAMPLES = 2000


def cited_for(claim: str, sentences: list[str]) -> list[str]:
    """The sentence with most of the claim's words, and the one with most of what it lacks."""
    stems = [{stem(word) for word in content_words(one)} for one in sentences]
    wanted = {stem(word) for word in content_words(claim)}
    first = max(range(len(stems)), key=lambda n: len(wanted & stems[n]))
    lacking = wanted - stems[first]
    second = max(range(len(stems)), key=lambda n: len(lacking & stems[n]))
    chosen = {first, second} if lacking & stems[second] else {first}
    return [sentences[n] for n in sorted(chosen)]


def judged(path: Path, supports: dict[str, Support]) -> dict[str, list[tuple[bool, bool]]]:
    """(said to be carried, is carried) of every summary sentence, by way of judging."""
    pairs: dict[str, list[tuple[bool, bool]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = split_sentences(row["article"])
        article = [row["article"][span.start : span.end] for span in spans]
        for sentence in row["summary_sentences"]:
            claim = sentence["sentence"]
            votes = [given["response"] == "yes" for given in sentence["responses"]]
            truth = sum(votes) * 2 > len(votes)
            cited = cited_for(claim, article)
            holds = fault(claim, [Cited(one) for one in cited]) is None
            pairs.setdefault("rules", []).append((holds, truth))
            for name, support in supports.items():
                carried = support.probability(claim, cited) >= CARRIED
                pairs.setdefault(name, []).append((carried, truth))
                pairs.setdefault(f"rules and {name}", []).append((holds and carried, truth))
    return pairs


def balanced_accuracy(pairs: list[tuple[bool, bool]]) -> float:
    """The mean of the shares recognised among the carried and among the others."""
    shares = []
    for truth in (True, False):
        said = [given == truth for given, known in pairs if known == truth]
        shares.append(sum(said) / len(said) if said else 0.0)
    return sum(shares) / 2


def main() -> None:
    """One line a file and way of judging, and one over all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    parser.add_argument("--entailment", metavar="NAME")
    options = parser.parse_args()
    supports = {"words": Support()}
    if options.entailment:
        supports["entailment"] = Support(options.entailment)
    known = {path.stem: judged(path, supports) for path in options.files}
    ways = dict.fromkeys(way for pairs in known.values() for way in pairs)
    known["all"] = {way: [p for pairs in known.values() for p in pairs[way]] for way in ways}
    rng = random.Random(0)  # noqa: S311 - a statistic
    for name, by_way in known.items():
        for way, pairs in by_way.items():
            drawn = sorted(
                balanced_accuracy(rng.choices(pairs, k=len(pairs))) for _ in range(RESAMPLES)
            )
            low, high = drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES)]
            recognised = [given for given, truth in pairs if truth]
            caught = [not given for given, truth in pairs if not truth]
            print(
                f"{name}, {way}: n {len(pairs)}, balanced accuracy "
                f"{balanced_accuracy(pairs):.3f} ({low:.3f} to {high:.3f}), carried recognised "
                f"{sum(recognised) / len(recognised):.3f}, not carried caught "
                f"{sum(caught) / len(caught):.3f}"
            )


if __name__ == "__main__":
    main()
