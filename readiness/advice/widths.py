"""How far an answer that is not known could, by itself, move the score of the whole."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.advice.context import Context
from readiness.scoring.formulas import Values, counts, group_values, having
from readiness.scoring.operations import Scalar
from readiness.scoring.tree import OVERALL, Group, Item

Node = Values[float, bool]


class Widths:
    """The groups around each item of a response, the innermost first."""

    def __init__(self, context: Context) -> None:
        self.evaluation = context.evaluation
        self._around = dict(_around(context.evaluation.tree.root, ()))

    def of(self, name: str, share: float) -> float:
        """In percentage points, the most that the bounds of the whole move if this one thing turns out worst, or best.

        `share` (0..1) is its part in the whole by weight, which is the answer where every group around it is a mean. In others
        it may be less, down to nothing: of a section that counts with its least part, another part may be as low already.
        """
        if all(group.aggregate == "mean" for group in self._around[name]):
            return 100 * share
        whole = self.evaluation.nodes[OVERALL]
        worst, best = self._with(name, 0.0), self._with(name, 1.0)
        width = max(whole.upper - worst.upper, best.lower - whole.lower)
        return 100 * width if width > NOISE else 0.0

    def _with(self, name: str, score: float) -> Node:
        """The whole, were this item judged with a score."""
        nodes = {**self.evaluation.nodes, name: having(self.evaluation.nodes[name], score, Scalar())}
        for group in self._around[name]:
            old = nodes[group.id]
            children = [nodes[child.id] for child in group.children if counts(child)]
            nodes[group.id] = group_values(self.evaluation, group, old.visible, old.undecided, children)
        return nodes[OVERALL]


NOISE = 1e-9
"""What sums of decimals may be off by."""


def _around(group: Group, outer: tuple[Group, ...]) -> Iterator[tuple[str, tuple[Group, ...]]]:
    around = (group, *outer)
    for child in group.children:
        if isinstance(child, Item):
            yield child.id, around
        else:
            yield from _around(child, around)
