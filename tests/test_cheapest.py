"""What a price is counted in, which of equally cheap changes are taken, and what is not proved is not said to be."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.advice import program
from readiness.advice.cheapest import grain_of
from readiness.advice.plan import make_plan
from readiness.advice.program import Program, Solution, Sum, total, value_of
from readiness.model.decision import Plan
from readiness.model.questionnaire import Questionnaire
from tests.interviews import level, questionnaire, response, section
from tests.running import ROOT
from tests.strategies import LAW

# ---- grains ----


@pytest.mark.parametrize(
    ("prices", "grain"),
    [
        ([1.0, 2.0, 5.0], 1.0),
        ([0.0, 4.0, 6.0], 2.0),
        ([4.5 / 4, 5 / 4, 5.5 / 4], 0.125),
        ([1 / 3, 2 / 3, 1.0], 1 / 3),
        ([0.1 * 3, 0.2], 0.1),
        ([3.7 / 7], 3.7 / 7),
    ],
)
def test_a_grain_is_the_most_that_every_price_is_a_multiple_of(prices: list[float], grain: float) -> None:
    assert grain_of(prices) == pytest.approx(grain, rel=1e-12)


@pytest.mark.parametrize(
    "prices",
    [
        pytest.param([], id="none"),
        pytest.param([0.0], id="free"),
        pytest.param([math.pi, 1.0], id="no fraction"),
        pytest.param([0.00012, 1.0], id="finer than is looked for"),
        pytest.param([9973.0, 1 / 9967], id="more grains than a solver has digits"),
    ],
)
def test_what_has_no_grain_is_not_counted_in_one(prices: list[float]) -> None:
    assert grain_of(prices) is None


@settings(LAW)
@given(st.lists(st.fractions(min_value=0, max_value=100, max_denominator=12), min_size=1, max_size=8))
def test_in_grains_prices_are_whole_numbers_without_a_common_factor(prices: list[Fraction]) -> None:
    grain = grain_of(map(float, prices))
    if not any(prices):
        assert grain is None
        return
    assert grain is not None
    counts = [float(price) / grain for price in prices]
    assert counts == pytest.approx([round(count) for count in counts], abs=1e-6)
    assert math.gcd(*map(round, counts)) == 1


# ---- among equals ----

STEPS = {"practice": [{"value": value, "label": f"Step {value}"} for value in range(5)]}
HALVES = {"half": [{"value": value, "label": f"Half {value}"} for value in range(3)]}


def asked(name: str, scale: str, effort: float) -> dict[str, object]:
    """A question with a price."""
    improve = {"effort": effort, "advice": "Do it."}
    return {"id": name, "type": "scale", "scale": scale, "text": f"{name}?", "improve": improve}


def planned(*questions: dict[str, object], start: float, given: dict[str, object]) -> Plan:
    """The least that reaches the level that begins there."""
    real: Questionnaire = questionnaire(
        section("s", *questions), scales={**STEPS, **HALVES}, levels=[level("low", 0), level("high", start)]
    )
    plan = make_plan(real, response(real, given), "high")
    assert plan is not None
    return plan


def test_of_plans_of_one_price_the_one_of_fewest_steps_is_taken() -> None:
    """Two questions of the same effort and weight: from the middle to the top are two steps of five, or one of three."""
    for order in (("fine", "coarse"), ("coarse", "fine")):
        scales = {"fine": "practice", "coarse": "half"}
        plan = planned(*(asked(name, scales[name], 3.0) for name in order), start=70, given={"fine": 2, "coarse": 1})
        assert [step.id for step in plan.improvements] == ["coarse"]
        assert (plan.effort, plan.proved) == (1.5, True)


def test_a_price_without_a_grain_is_the_least_all_the_same() -> None:
    plan = planned(asked("a", "practice", math.pi), asked("b", "practice", 3.1), start=50, given={"a": 0, "b": 0})
    assert [step.id for step in plan.improvements] == ["b"]
    assert (plan.effort, plan.proved) == (3.1, True)


def test_a_solver_that_would_prepare_for_ever_is_not_let(monkeypatch: pytest.MonkeyPatch) -> None:
    """HiGHS 1.16 never came back from presolving this one; `timeout` in pyproject.toml ends the test if it does not again."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import decision

    kind = "efforts of 4.5 to 5.5 in tenths, weights of 2 or 3"
    plan = make_plan(decision.questionnaire(1, kind, steps=7), decision.response(101), "engage", frontier=False)
    assert plan is not None
    assert (plan.state, plan.proved) == ("reached", True)
    assert plan.needed == pytest.approx(257.95)


# ---- what is not proved ----


def test_the_solver_starts_from_what_it_is_given_and_never_ends_worse() -> None:
    found = Program()
    choices = [found.choice() for _ in range(30)]
    for one, other in pairwise(choices):
        found.at_least(one.plus(other), Sum(1.0))
    count = total(choices)
    everything = found.solve(count.times(-1.0))
    assert value_of(count, everything.values) == pytest.approx(30)
    cut_short = found.solve(count, most_nodes=0, start=everything.values)
    assert cut_short.state in ("found", "optimal")
    assert value_of(count, cut_short.values) <= 30
    best = found.solve(count)
    assert best.state == "optimal"
    assert value_of(count, best.values) == pytest.approx(15)


def test_a_plan_whose_search_was_cut_short_is_told_as_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    solve = program.Program.solve

    def cut_short(self: Program, *arguments: object, **options: object) -> Solution:
        found = solve(self, *arguments, **options)  # type: ignore[arg-type]  # passed on as they are
        return found._replace(state="found") if found.state == "optimal" else found

    monkeypatch.setattr(program.Program, "solve", cut_short)
    plan = planned(asked("a", "practice", 2.0), start=50, given={"a": 0})
    assert (plan.state, plan.proved, plan.effort) == ("reached", False, 1.0)


def test_where_the_solver_found_nothing_and_proved_nothing_no_plan_is_claimed_impossible(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(program.Program, "solve", lambda *_, **__: Solution("unknown"))
    plan = planned(asked("a", "practice", 2.0), start=50, given={"a": 0})
    assert (plan.state, plan.proved) == ("unreachable", False)
