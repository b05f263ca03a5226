"""Mixed-integer linear programs, stated as sums and handed to HiGHS, which finds the optimum and proves it.

SciPy's `milp` is the same solver. Its import alone takes four times as long as scoring a response; HiGHS's own package
takes hardly more than NumPy (docs/design.md has the figures).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

TOLERANCE = 1e-9
"""How far a solution may overstep a constraint."""
APART = 1e-7
"""What is to be less than something is less by so much. Scores that can be answered differ by far more."""
WHOLENESS = 1e-8
"""How far a whole number may be from whole. With 1e-9, HiGHS 1.16 called programs infeasible where a sum was 1 + 2e-16."""
SLACK = 1e-7
"""By how much an edge may be missed and yet count as reached. Well over WHOLENESS, or HiGHS passes over the optimum; what
misses an edge in earnest is not borne out by the formulas."""
ROOM = 0.01
"""The least factor of a choice. At an edge of 1 it would be APART, which HiGHS took for nothing, to fail in the end."""
MOST_NODES = 20_000
"""Branches that are looked at before a program is given up as unproved: a count, and no clock, so that the same input gives
the same answer on a slow machine. What people ask takes hundreds."""
INFINITE = float("inf")


class Sum(NamedTuple):
    """A constant and variables, each times a number."""

    constant: float = 0.0
    parts: tuple[tuple[int, float], ...] = ()

    def plus(self, other: Sum, times: float = 1.0) -> Sum:
        """This and so many times another."""
        more = tuple((variable, times * factor) for variable, factor in other.parts)
        return Sum(self.constant + times * other.constant, self.parts + more)

    def times(self, factor: float) -> Sum:
        """So many times this."""
        return Sum().plus(self, factor)

    @property
    def known(self) -> bool:
        """Whether it is but a constant."""
        return not self.parts


ZERO, ONE = Sum(), Sum(1.0)


def total(sums: Iterable[Sum]) -> Sum:
    """All of them added."""
    constant, parts = 0.0, list[tuple[int, float]]()
    for each in sums:
        constant += each.constant
        parts += each.parts
    return Sum(constant, tuple(parts))


State = Literal["optimal", "infeasible", "found", "unknown"]


class Solution(NamedTuple):
    """`state` is `optimal`, `infeasible`, or where neither is proved, `found` or `unknown`; values by variable of the first
    and third.
    """

    state: State
    values: tuple[float, ...] = ()


class Program:
    """Variables and constraints, and at last an objective to make least."""

    def __init__(self) -> None:
        self._low: list[float] = []
        self._high: list[float] = []
        self._whole: list[bool] = []
        self._rows: list[tuple[float, float, dict[int, float]]] = []

    def choice(self) -> Sum:
        """A variable that is 0 or 1."""
        return self._variable(0.0, 1.0, whole=True)

    def whole(self, most: int) -> Sum:
        """A whole number from 0 on."""
        return self._variable(0.0, float(most), whole=True)

    def share(self, low: float = 0.0, high: float = 1.0) -> Sum:
        """A variable between two ends."""
        return self._variable(low, high, whole=False)

    def _variable(self, low: float, high: float, *, whole: bool) -> Sum:
        self._low.append(low)
        self._high.append(high)
        self._whole.append(whole)
        return Sum(0.0, ((len(self._low) - 1, 1.0),))

    def at_least(self, one: Sum, other: Sum) -> None:
        """One is no less than the other."""
        difference = one.plus(other, -1.0)
        self._row(difference.parts, -difference.constant, INFINITE)

    def same(self, one: Sum, other: Sum) -> None:
        """Both are equal."""
        difference = one.plus(other, -1.0)
        self._row(difference.parts, -difference.constant, -difference.constant)

    def _row(self, parts: Iterable[tuple[int, float]], low: float, high: float) -> None:
        row: dict[int, float] = {}
        for variable, factor in parts:
            row[variable] = row.get(variable, 0.0) + factor
        self._rows.append((low, high, row))

    def all_of(self, truths: Iterable[Sum]) -> Sum:
        """1 where every one of these 0-or-1 sums is 1."""
        listed = [each for each in truths if each != ONE]
        if any(each == ZERO for each in listed):
            return ZERO
        if len(listed) < 2:
            return listed[0] if listed else ONE
        found = self.share()
        for each in listed:
            self.at_least(each, found)
        self.at_least(found, total(listed).plus(Sum(1.0 - len(listed))))
        return found

    def any_of(self, truths: Iterable[Sum]) -> Sum:
        """1 where one of these 0-or-1 sums is 1."""
        return negated(self.all_of(negated(each) for each in truths))

    def reaches(self, amount: Sum, edge: float, *, least: float, most: float) -> Sum:
        """1 where an amount between `least` and `most` is no less than the edge, else 0."""
        if amount.known or edge <= least or edge > most:
            return (
                ONE
                if (amount.constant if amount.known else most if edge > most else least) >= edge - TOLERANCE
                else ZERO
            )
        found = self.choice()
        # found = 1 → amount ≥ edge − SLACK; found = 0 → amount ≤ edge − APART
        self.at_least(amount, Sum(least).plus(found, edge - least - SLACK))
        self.at_least(Sum(edge - APART).plus(found, max(most - edge + APART, ROOM)), amount)
        return found

    def solve(
        self, objective: Sum, *, gap: float = 1e-7, start: tuple[float, ...] = (), most_nodes: int = MOST_NODES
    ) -> Solution:
        """The values that make the objective least, as proved by HiGHS, or more than the least by less than `gap`.

        Where so many nodes do not prove it, the best that was found by then. `start`: values that obey all
        constraints, to begin with; they may be of the first variables only.
        """
        if not self._low:  # HiGHS has no word for a program without variables
            met = all(low <= TOLERANCE and high >= -TOLERANCE for low, high, _ in self._rows)
            return Solution("optimal" if met else "infeasible")
        import highspy
        import numpy as np

        class Quiet(highspy.Highs):
            """HiGHS 1.16 prints its name on standard output as soon as callbacks are enabled; we use none."""

            def __init__(self) -> None:
                super(highspy.Highs, self).__init__()

        solver = Quiet()
        counting = any(whole and high > 1 for whole, high in zip(self._whole, self._high, strict=True))
        options: Mapping[str, bool | float | int | str] = {
            "output_flag": False,
            "log_to_console": False,
            "threads": 1,
            "random_seed": 1,
            # HiGHS 1.16 may go round for ever in a step of its presolving (`strengthenInequalities`) that no limit reaches;
            # we met that with whole numbers over 1, about once in 400 programs
            "presolve": "off" if counting else "choose",
            "mip_detect_symmetry": False,  # looking for it takes longer than it saves, even where all steps are alike
            "mip_rel_gap": 0.0,
            "mip_abs_gap": gap,
            "mip_max_nodes": most_nodes,
            "mip_feasibility_tolerance": WHOLENESS,
            "primal_feasibility_tolerance": TOLERANCE,
        }
        for name, value in options.items():
            solver.setOptionValue(name, value)
        costs = np.zeros(len(self._low))
        for variable, factor in objective.parts:
            costs[variable] += factor
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self._low), len(self._rows)
        model.col_cost_ = costs
        model.col_lower_, model.col_upper_ = np.array(self._low), np.array(self._high)
        model.row_lower_ = np.array([low for low, _, _ in self._rows], dtype=float)
        model.row_upper_ = np.array([high for _, high, _ in self._rows], dtype=float)
        model.integrality_ = [
            highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous for whole in self._whole
        ]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row) for _, _, row in self._rows)])
        model.a_matrix_.index_ = np.array([variable for _, _, row in self._rows for variable in row], dtype=np.int32)
        model.a_matrix_.value_ = np.array([factor for _, _, row in self._rows for factor in row.values()], dtype=float)
        solver.passModel(model)
        if start:
            known = [at for at, whole in enumerate(self._whole[: len(start)]) if whole]
            solver.setSolution(len(known), np.array(known, dtype=np.int32), np.round([start[at] for at in known]))
        solver.run()
        state = solver.getModelStatus()
        if state == highspy.HighsModelStatus.kInfeasible:
            return Solution("infeasible")
        if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Solution("unknown")
        values = tuple(solver.getSolution().col_value)
        return Solution("optimal" if state == highspy.HighsModelStatus.kOptimal else "found", values)


def negated(truth: Sum) -> Sum:
    """1 where it is 0, and 0 where it is 1."""
    return ONE.plus(truth, -1.0)


def value_of(some: Sum, values: tuple[float, ...]) -> float:
    """A sum in a solution."""
    return some.constant + sum(factor * values[variable] for variable, factor in some.parts)
