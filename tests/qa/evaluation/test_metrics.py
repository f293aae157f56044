"""Hand-worked cases, and agreement with an established library on random runs."""

from __future__ import annotations

import math
import random

import ir_measures
import pytest
from ir_measures import RR, R, nDCG

from qa.evaluation import metrics
from qa.verify import carries


def test_retrieval_by_hand():
    ranking, relevant = ["a", "b", "c", "d"], {"b", "d", "x"}
    assert metrics.recall_at(1, ranking, relevant) == 0
    assert metrics.recall_at(2, ranking, relevant) == pytest.approx(1 / 3)
    assert metrics.recall_at(10, ranking, relevant) == pytest.approx(2 / 3)
    assert metrics.reciprocal_rank(ranking, relevant) == 0.5
    assert metrics.reciprocal_rank(ranking, {"x"}) == 0
    ideal = 1 + 1 / math.log2(3) + 1 / 2
    assert metrics.ndcg_at(10, ranking, relevant) == pytest.approx(
        (1 / math.log2(3) + 1 / math.log2(5)) / ideal
    )


def test_retrieval_agrees_with_ir_measures():
    rng = random.Random(5)
    for _ in range(200):
        documents = [f"d{n}" for n in range(30)]
        ranking = rng.sample(documents, rng.randint(1, 30))
        relevant = set(rng.sample(documents, rng.randint(1, 6)))
        qrels = {"q": dict.fromkeys(relevant, 1)}
        run = {"q": {document: 100.0 - rank for rank, document in enumerate(ranking)}}
        found = ir_measures.calc_aggregate([R @ 1, R @ 5, R @ 10, RR, nDCG @ 10], qrels, run)
        for k in (1, 5, 10):
            assert abs(found[R @ k] - metrics.recall_at(k, ranking, relevant)) < 1e-9
        assert abs(found[RR] - metrics.reciprocal_rank(ranking, relevant)) < 1e-9
        assert abs(found[nDCG @ 10] - metrics.ndcg_at(10, ranking, relevant)) < 1e-9


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("It cost $2.5 million.", "$2.5 million", True),
        ("It cost $22.5 million.", "2.5 million", False),
        ("The café in Zürich", "zurich", True),
        ("Twitterati", "Twitter", False),
        ("anything", "", False),
        ("It’s over", "it's over", True),
    ],
)
def test_contains(text, answer, expected):
    assert metrics.contains(text, answer) == expected


def test_groups_must_all_be_held():
    assert metrics.holds_all("red and blue", [("green", "red"), ("blue",)])
    assert not metrics.holds_all("red", [("green", "red"), ("blue",)])


def test_squad_measures():
    assert metrics.exact_match("The Eiffel Tower.", ["eiffel tower"]) == 1
    assert metrics.exact_match("Eiffel", ["eiffel tower"]) == 0
    assert metrics.token_f1("the big tower", ["a tall tower", "x"]) == pytest.approx(0.5)
    assert metrics.token_f1("", ["x"]) == 0


def test_precision_recall_f1():
    found = metrics.precision_recall_f1([True, True, False, False], [True, False, True, False])
    assert found == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert metrics.precision_recall_f1([False], [True])["f1"] == 0


def test_risk_and_coverage():
    curve = metrics.risk_coverage([0.9, 0.8, 0.8, 0.1], [False, True, False, True])
    assert curve == [(0.25, 0.0), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)]
    assert metrics.area_under_risk_coverage(curve) == pytest.approx(0.5 / 3 + 0.25 * 0.5)


def test_areas():
    assert metrics.area_under_curve([3, 2], [1, 2]) == pytest.approx(0.875)
    positive, negative = [float(n) for n in range(10)], [0.5, 0.7, 5.0]
    assert metrics.share_refused_at(0.1, positive, negative) == pytest.approx(2 / 3)


def test_bootstrap_interval():
    values = [1.0] * 30 + [0.0] * 70
    low, high = metrics.bootstrap_interval(values)
    assert 0.2 < low < 0.25
    assert 0.35 < high < 0.41
    assert metrics.bootstrap_interval(values) == (low, high), "the same seed, the same interval"
    assert metrics.bootstrap_interval([2.0, 2.0]) == (2.0, 2.0)


def test_mcnemar():
    assert metrics.mcnemar(0, 0) == 1
    assert metrics.mcnemar(1, 9) == pytest.approx(2 * 11 / 1024)
    assert metrics.mcnemar(5, 5) == 1


def test_percentile():
    assert metrics.percentile([1, 2, 3, 4], 0.5) == 2.5
    assert metrics.percentile([7], 0.95) == 7


@pytest.mark.parametrize(
    ("cited", "claim", "expected"),
    [
        (
            "He said the lake fell by 3 metres.",
            "[Ann Day] He said the lake fell by 3 metres.",
            True,
        ),
        ("The lake fell by 3 metres.", "The lake fell by 4 metres.", False),
        ("The lake fell, said Ann.", "The lake fell, said Bob.", False),
        ("The lake fell.", "The dam near the village broke.", False),
        ("Anything.", "[Ann Day]", False),
        ("It fell by 3.\nIt fell by 4.", "[The articles differ: “3” (Times, later); “4”.]", True),
        ("It fell by 3.\nIt fell by 4.", "[The articles differ: “3”; “5”.]", False),
    ],
)
def test_what_a_citation_carries(cited, claim, expected):
    assert carries(cited, claim) == expected
