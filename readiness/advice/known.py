"""What is sure of a condition, whatever the unknown may turn out to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readiness.model.condition import AllOf, AnyOf, Condition, LevelCondition, Not
from readiness.model.questionnaire import Gate
from readiness.scoring.formulas import Evaluation, Held, holds
from readiness.scoring.operations import Given


class Known:
    """Conditions judged by the bounds of scores, and by the level at whichever end of its span speaks against them."""

    def __init__(
        self, evaluation: Evaluation[float, bool, Given], held: Held[float, bool], gates: Sequence[Gate]
    ) -> None:
        closed = {gate.id: holds(evaluation, gate.when, by_bounds=True) for gate in gates}
        self._lowest = replace(evaluation, held=held.low, closed=closed)
        self._highest = replace(evaluation, held=held.high, closed=closed)

    def surely(self, condition: Condition) -> bool:
        """Whether it holds for certain."""
        match condition:
            case AllOf():
                return all(map(self.surely, condition.all_))
            case AnyOf():
                return any(map(self.surely, condition.any_))
            case Not():
                return self.surely_not(condition.not_)
            case _:
                return holds(self._lowest, condition, by_bounds=True).yes

    def surely_not(self, condition: Condition) -> bool:
        """Whether it fails for certain."""
        match condition:
            case AllOf():
                return any(map(self.surely_not, condition.all_))
            case AnyOf():
                return all(map(self.surely_not, condition.any_))
            case Not():
                return self.surely(condition.not_)
            case LevelCondition():
                return holds(self._highest, condition).no
            case _:
                return holds(self._lowest, condition, by_bounds=True).no
