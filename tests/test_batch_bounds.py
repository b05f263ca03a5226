"""Bounds that the graph of a table keeps: they hold to the last bit, and what they decide is not computed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.batch.scoring.bounds import bounds_of
from readiness.batch.scoring.symbols import Algebra, Symbol

NUMBERS = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)
ENDS = st.tuples(NUMBERS, NUMBERS).map(lambda ends: (min(ends), max(ends)))
WORKED_OUT: dict[str, Callable[[float, float], float]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "lesser": min,
    "greater": max,
}


@given(op=st.sampled_from(sorted(WORKED_OUT)), one=ENDS, other=ENDS, at=st.floats(0, 1), to=st.floats(0, 1))
def test_what_is_worked_out_lies_within_its_bounds_to_the_last_bit(
    op: str, one: tuple[float, float], other: tuple[float, float], at: float, to: float
) -> None:
    a, b = _between(one, at), _between(other, to)
    found = bounds_of(op, [one, other], None)
    assert found is not None
    assert found[0] <= WORKED_OUT[op](a, b) <= found[1]


@given(weights=st.lists(st.floats(0.01, 100), min_size=1, max_size=12), data=st.data())
def test_a_weighted_mean_lies_within_its_bounds_whatever_rounding_does(
    weights: list[float], data: st.DataObject
) -> None:
    ops = Algebra()
    total, mean = sum(weights), ops.number(0.0)
    value = 0.0
    for at, weight in enumerate(weights):
        code = ops.code(f"c{at}", (("0", 0), ("1", 1)))
        mean = mean + ops.table(code, (0.0, 0.5, 1.0)) * ops.number(weight)
        value += data.draw(st.sampled_from([0.0, 0.5, 1.0])) * weight
    found = (mean / ops.number(total)).bounds
    assert found is not None
    assert found[0] <= value / total <= found[1]


def _between(ends: tuple[float, float], share: float) -> float:
    return min(max(ends[0] + (ends[1] - ends[0]) * share, ends[0]), ends[1])


@pytest.fixture
def ops() -> Algebra:
    return Algebra()


def judged(ops: Algebra, column: str) -> Symbol:
    return ops.table(ops.code(column, (("no", 0), ("yes", 1))), (0.0, 0.0, 1.0))


def test_a_share_that_cannot_leave_0_to_1_is_not_cut_to_it(ops: Algebra) -> None:
    share = (judged(ops, "a") + judged(ops, "b")) / ops.number(2.0)
    assert ops.lesser(ops.number(1.0), ops.greater(ops.number(0.0), share)) is share


def test_a_share_that_may_leave_1_is_cut_to_it(ops: Algebra) -> None:
    share = (judged(ops, "a") + judged(ops, "b")) / ops.number(1.5)
    assert ops.lesser(ops.number(1.0), share).op == "lesser"


def test_a_comparison_that_bounds_decide_is_constant(ops: Algebra) -> None:
    total = judged(ops, "a") + judged(ops, "b")
    assert ops.at_least(total, ops.number(0.0)).constant is True
    assert ops.at_least(total, ops.number(2.5)).constant is False
    assert ops.at_least(total, ops.number(2.0)).constant is None


def test_a_number_as_written_has_no_bounds(ops: Algebra) -> None:
    number = ops.make("amount", (ops.truth(True),), ("c", False, True, ()))
    assert number.bounds is None
    assert (number + judged(ops, "a")).bounds is None
    assert ops.where(ops.make("coded", (ops.code("d", (("x", 0),)),)), number, ops.number(0.0)).bounds is None


def test_what_grows_beyond_every_float_has_no_bounds(ops: Algebra) -> None:
    assert bounds_of("multiply", [(0.0, 1e200), (0.0, 1e200)], None) is None
