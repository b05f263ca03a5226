"""What a budget buys of the way to a target: of the steps of the least plan, those that meet most of what it asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from readiness.advice.aims import Part, stated, surely
from readiness.advice.cheapest import MOST_TRIES, Cheapest
from readiness.advice.encoding import Choices, Encoding, World, asked, fixed, worlds
from readiness.advice.program import SLACK, Sum, total
from readiness.advice.variations import Value, Variations
from readiness.model.base import EDGE
from readiness.scoring.tree import OVERALL

ABOVE_ANY_SCORE = 10.0
"""What one thing met counts for against the score of 0..1: no score makes up for one."""
FRUGAL = 1e-6
"""What a person-day counts for: among equals the cheaper."""


class Bought(NamedTuple):
    """Some steps and what they are good for: how many of the things asked for are met, and the score at its worst."""

    met: int
    score: float
    price: float
    changed: Mapping[str, Value]

    @property
    def worth(self) -> float:
        """The more the better."""
        return ABOVE_ANY_SCORE * self.met + self.score - FRUGAL * self.price


def part_of_the_way(
    base: Variations, steps: Mapping[str, Choices], parts: Sequence[Part], budget: float
) -> tuple[Cheapest, tuple[bool, ...]]:
    """Of these steps, each to be taken or left, those within the budget after which most parts are surely met; of such
    those that score highest. And which parts are met then.

    Where a step decides whether another is asked, every way of taking those that decide is tried.
    """
    deciding = [name for name in steps if base.items[name].question in base.deciding]
    all_worlds, proved = worlds(base, steps)
    best: Bought | None = None
    for world in all_worlds:
        if world.price <= budget + EDGE:
            found, certain = _within(world, fixed(steps, deciding), parts, budget)
            proved = proved and certain
            if found is not None and (best is None or found.worth > best.worth + EDGE):
                best = found
    changed = best.changed if best else {}
    then = base.with_answers(changed)
    return Cheapest(
        changed=changed, price=best.price if best else 0.0, outcome=base.outcome(changed), proved=proved
    ), surely(then, parts)


def _within(
    world: World, steps: Mapping[str, Choices], parts: Sequence[Part], budget: float
) -> tuple[Bought | None, bool]:
    """The best there; and whether that is certain. What the program claims is worked out again by the formulas."""
    encoding = Encoding(world.variations, asked(world.variations, steps))
    price = encoding.price()
    encoding.program.at_least(Sum(budget - world.price + SLACK), price)
    worth = total(stated(encoding, part) for part in parts).times(ABOVE_ANY_SCORE)
    worth = worth.plus(encoding.score(OVERALL, "worst")).plus(price, -FRUGAL)
    best: Bought | None = None
    for _ in range(MOST_TRIES):
        solution = encoding.program.solve(worth.times(-1.0))
        if solution.state != "optimal":
            return best, solution.state == "infeasible"
        picked = encoding.read(solution)
        then = world.variations.with_answers(picked.changed)
        met, score = sum(surely(then, parts)), then.base.nodes[OVERALL].lower
        # what changed decides what is asked is part of the world, and is kept beside what changed there
        found = Bought(met, score, world.price + picked.paid, {**world.changed, **picked.changed})
        best = found if best is None or found.worth > best.worth else best
        claimed = (
            sum(factor * solution.values[at] for at, factor in worth.parts) + worth.constant - FRUGAL * world.price
        )
        if claimed <= best.worth + 1e-5:
            return best, True
        encoding.exclude(picked.places)
    return best, False
