"""Reliability: alpha and item-rest correlations by the textbook, from sums alone; and items that tell nothing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.batch.summary.model import DeadItem, Reliability, SectionReliability
from readiness.batch.summary.reliability import Sums, case_sums
from tests.batches import Columns, rows_of, summary_of
from tests.strategies import LAW

Scores = Sequence[Sequence[float | None]]
"""A row for each respondent, a column for each item."""

NAMES = ("plan", "board", "owner", "staff", "habits.hear", "habits.reply", "policy")
BINARY: Scores = [
    # Eleven questions right or wrong, twelve people, from real-statistics.com. For the nine complete cases R's
    # psych::alpha(use="complete.obs") and Python's pingouin, which publish them as an example, say 0.8016949152542373.
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    [1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0],
    [None, 0, 1, 1, None, 1, 1, 1, 1, 0, 0],
    [1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0],
    [1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0],
    [0, 1, None, 0, 1, 1, 1, 1, 0, 0, 0],
    [1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
    [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
    [0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0],
    [1, 0, 0, 1, 0, 1, 0, 0, None, 0, 0],
    [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
    [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
]


def sums_of(scores: Scores) -> Sums:
    items = [f"i{at}" for at in range(len(scores[0]))]
    frame = rows_of({f"item.{item}": [row[at] for row in scores] for at, item in enumerate(items)})
    return Sums.of(case_sums(frame, items).collect().row(0, named=True), items)


def alpha_of(cases: np.ndarray) -> float:
    """The definition: k / (k − 1) × (1 − Σ variances / variance of the sum)."""
    k = cases.shape[1]
    return float(k / (k - 1) * (1 - cases.var(axis=0, ddof=1).sum() / cases.sum(axis=1).var(ddof=1)))


def complete(scores: Scores) -> np.ndarray:
    return np.array([row for row in scores if None not in row], dtype=float)


def test_alpha_of_a_published_example_comes_out() -> None:
    sums = sums_of(BINARY)
    assert sums.n == 9
    assert sums.alpha() == pytest.approx(0.8016949152542373, abs=1e-12)


def table(items: int) -> st.SearchStrategy[list[list[float | None]]]:
    score = st.one_of(st.none(), *[st.just(1.0)] * 2, st.floats(0, 1), st.sampled_from([0.0, 0.25, 1 / 3, 0.7, 0.1]))
    return st.lists(st.lists(score, min_size=items, max_size=items), min_size=4, max_size=40)


@LAW
@given(st.integers(2, 6).flatmap(table))
def test_alpha_and_correlations_are_those_of_the_direct_formula(scores: list[list[float | None]]) -> None:
    cases = complete(scores)
    if len(cases) < 2 or min([cases.sum(axis=1).var(), *cases.var(axis=0)]) < 1e-4:
        return  # nearly no variance: both formulas are noise there
    sums = sums_of(scores)
    assert sums.n == len(cases)
    assert sums.alpha() == pytest.approx(alpha_of(cases), rel=1e-9, abs=1e-9)
    for at, item in enumerate(sums.each()):
        others = np.delete(cases, at, axis=1)
        if others.sum(axis=1).var() < 1e-4:
            continue
        if others.shape[1] > 1:
            assert item.alpha_without == pytest.approx(alpha_of(others), rel=1e-9, abs=1e-9)
        else:
            assert item.alpha_without is None
        expected = np.corrcoef(cases[:, at], others.sum(axis=1))[0, 1]
        assert item.item_rest == pytest.approx(expected, abs=1e-9)


def test_alpha_does_not_suffer_where_scores_hardly_differ() -> None:
    # Unshifted float sums lose such differences: both variances come out of cancellation.
    chance = np.random.default_rng(5)
    cases = np.clip(0.999 + 1e-5 * chance.standard_normal((500, 4)), 0, 1)
    exact = [[Fraction(float(score)) for score in row] for row in cases]

    def variance(values: Sequence[Fraction]) -> Fraction:
        mean = sum(values, Fraction(0)) / len(values)
        return sum(((value - mean) ** 2 for value in values), Fraction(0))

    apart = sum((variance([row[at] for row in exact]) for at in range(4)), Fraction(0))
    alpha = Fraction(4, 3) * (1 - apart / variance([sum(row, Fraction(0)) for row in exact]))
    assert sums_of(cases.tolist()).alpha() == pytest.approx(float(alpha), abs=1e-6)


# ---- in the summary --------------------------------------------------------------------------------------------


def reliability_of(items: Columns, *, min_group: int = 5) -> Reliability:
    n = len(next(iter(items.values())))
    found = summary_of({"score.overall": [0.5] * n}, items, min_group=min_group).reliability
    assert found is not None
    return found


def section(found: Reliability, name: str) -> SectionReliability:
    return next(each for each in found.sections if each.id == name)


def dead(found: Reliability) -> dict[str, DeadItem]:
    return {each.id: each for each in found.dead}


def varied(seed: int, n: int = 40) -> list[float | None]:
    return [float(step) / 4 for step in np.random.default_rng(seed).integers(0, 5, n)]


def test_a_section_counts_the_items_of_the_sections_inside_it_and_the_rows_of_grids() -> None:
    found = reliability_of({name: varied(at) for at, name in enumerate(NAMES)})
    assert {each.id: each.items for each in found.sections} == {"strategy": 6, "means": 3, "rules": 1}
    assert [each.id for each in section(found, "means").each] == ["staff", "habits.hear", "habits.reply"]


def test_alpha_is_over_complete_cases_and_says_how_many_they_are() -> None:
    items = {name: varied(at) for at, name in enumerate(NAMES)}
    items["staff"][:7] = [None] * 7
    cases = np.array([[items[name][row] for name in NAMES[3:6]] for row in range(7, 40)], dtype=float)
    means = section(reliability_of(items), "means")
    assert means.n == 33
    assert means.alpha == pytest.approx(alpha_of(cases), abs=1e-12)


@pytest.mark.parametrize(
    ("items", "name", "why", "n"),
    [
        pytest.param({"policy": varied(1)}, "rules", "few_items", None, id="one-item"),
        pytest.param({"staff": varied(1, 9), "habits.hear": varied(2, 9)}, "means", "few_cases", 9, id="nine-cases"),
        pytest.param({"staff": [0.5] * 40, "habits.hear": [1.0] * 40}, "means", "no_variance", 40, id="all-alike"),
        pytest.param(
            {"staff": [0.1] * 40, "habits.hear": [1 / 3] * 40}, "means", "no_variance", 40, id="odd-fractions"
        ),
    ],
)
def test_where_alpha_means_nothing_there_is_none_and_a_reason(
    items: Columns, name: str, why: str, n: int | None
) -> None:
    found = section(reliability_of(items), name)
    assert (found.alpha, found.why, found.n) == (None, why, n)
    assert found.each == ()


def test_ten_complete_cases_are_enough() -> None:
    items = {"staff": varied(1, 10), "habits.hear": varied(2, 10)}
    assert section(reliability_of(items), "means").alpha is not None


def test_a_minimum_group_above_ten_holds_for_reliability_too() -> None:
    items = {"staff": varied(1, 40), "habits.hear": [*varied(2, 15), *[None] * 25]}
    found = section(reliability_of(items, min_group=20), "means")
    assert (found.alpha, found.why, found.n) == (None, "few_cases", None)


def test_an_item_without_variance_has_no_correlation_and_the_others_have() -> None:
    found = section(reliability_of({"staff": [0.5] * 40, "habits.hear": varied(1), "habits.reply": varied(1)}), "means")
    correlations = {each.id: each.item_rest for each in found.each}
    assert correlations["staff"] is None
    assert correlations["habits.hear"] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("scores", "why"),
    [
        pytest.param([0.5] * 40, ("no_variance",), id="always-the-same"),
        pytest.param([0.5] * 38 + [0.0, 1.0], ("same_answer",), id="nineteen-in-twenty"),
        pytest.param([0.5] * 37 + [0.0, 1.0, 1.0], None, id="a-little-less"),
        pytest.param([0.0, 0.5] * 9 + [1.0] + [None] * 21, ("unanswered",), id="more-than-half-unanswered"),
        pytest.param([0.0, 0.5] * 10 + [None] * 20, None, id="half-answered"),
        pytest.param([0.25] * 10 + [None] * 30, ("unanswered", "no_variance"), id="both"),
        pytest.param([None] * 40, ("unanswered",), id="never-answered"),
        pytest.param([1 / 3] * 38 + [0.334, 0.3], ("same_answer",), id="scores-that-are-near-are-not-the-same"),
    ],
)
def test_an_item_that_tells_responses_hardly_apart_is_called_dead(
    scores: list[float | None], why: tuple[str, ...] | None
) -> None:
    found = dead(reliability_of({"plan": scores, "board": varied(3)}))
    assert ("plan" in found) == (why is not None)
    if why is not None:
        assert found["plan"].why == why
        assert found["plan"].judged == sum(score is not None for score in scores) / 40


def test_a_dead_item_of_a_grid_is_named_by_its_row() -> None:
    assert dead(reliability_of({"habits.hear": [1.0] * 40}))["habits.hear"].text == "Listen"


def test_an_item_that_few_answered_does_not_show_what_they_answered() -> None:
    found = dead(reliability_of({"plan": [0.25] * 4 + [None] * 36}))["plan"]
    assert (found.why, found.same) == (("unanswered",), None)


def test_without_item_scores_nothing_is_said_of_reliability() -> None:
    assert summary_of({"score.overall": [0.5] * 9}).reliability is None


def test_columns_that_are_no_item_of_the_questionnaire_are_passed_over() -> None:
    assert reliability_of({"plan": varied(1), "somebody_else": varied(2)}).items == 1
