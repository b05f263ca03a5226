"""The cheapest changes of answers after which something holds, and which of equally cheap ones.

The solver finds them; every solution is worked out again by the scoring formulas before anybody hears of it, and one that
does not hold there is excluded and the search goes on. So a result is right, and the least as far as `proved` says.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from readiness.advice.encoding import Encoding, Picked, distances
from readiness.advice.program import MOST_NODES, SLACK, ZERO, Sum, total
from readiness.advice.variations import Outcome, Value
from readiness.scoring.tree import OVERALL

NEARBY, SETTLED = 45, 30
"""Of sets of more changes than the first, where there are several of one price, whichever the solver comes upon; of sets of more
than the second, whichever of those that lie nearest."""
MOST_TRIES = 40
"""Solutions that the formulas do not bear out, after which a search gives up and says that nothing is proved."""
WHOLE = 0.9
"""What is less than the next whole number by more than this is proved to be the least of whole numbers."""
NOTHING = 0.001
"""Person-days that nobody misses: where prices have no grain, so much cheaper is not looked for."""
FINEST, MOST_GRAINS = 10_000, 1_000_000
"""A price is read as a fraction with no larger denominator; and none is more than so many grains: the solver has no more digits."""
NEARNESS = 1e-5
"""What a step of a scale counts for beside a change, where changes are counted: all together less than 1 − `WHOLE`."""
CHANGE = 1000.0
"""What a changed answer counts for beside a step of its scale: of equals rather fewer changes than shorter ones."""
NEAR_NODES, LAST_NODES = 100, 50
"""Branches that are looked at to find the nearest of one price, and to choose among those. Few suffice where there are few;
among many thousands, to rule out all others took ten times as long as to find the price, to nobody's gain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cheapest:
    """The cheapest changes: `changed` by item, None where none were found that do it; `proved` that there are no cheaper."""

    changed: Mapping[str, Value] | None
    price: float = 0.0
    outcome: Outcome | None = None
    proved: bool = True


class _Borne(NamedTuple):
    """Changes that the formulas bear out, and the variables of the program as the solver left them."""

    picked: Picked
    outcome: Outcome
    values: tuple[float, ...]


def cheapest(
    encoding: Encoding, is_it: Callable[[Outcome], bool], *, below: float | None = None, settled: int = SETTLED
) -> Cheapest:
    """The changes of least total price after which `is_it` holds; `below`: only those that cost no more.

    Of equals that change no more than `NEARBY` items those that change fewest, and by the fewest steps of their scales, as far
    as `NEAR_NODES` tell; of those that change no more than `settled`, one by fixed and unlike weights, so that it does not
    depend on how the solver went about it, as far as `LAST_NODES` tell. Where every change counts the same, sets of more than
    `settled` are left as they are found, at few steps rather than many. Adds to the encoding, which is then of no further use.
    """
    program = encoding.program
    grain = grain_of(price for offered in encoding.choices.values() for price in offered.prices)
    price, gap = (encoding.price(), NOTHING) if grain is None else (_in_grains(encoding, grain), WHOLE)
    if below is not None:
        program.at_least(Sum(below if grain is None else math.floor(below / grain + SLACK)), price)
    counts = len({price for offered in encoding.choices.values() for price in offered.prices if price}) == 1
    objective = price.plus(encoding.distance(0.0), NEARNESS) if counts else price
    first, proved = _least(encoding, is_it, objective, gap=gap)
    if first is None or not proved or len(first.picked.changed) > (settled if counts else NEARBY):
        return _as_cheapest(first, proved=proved)
    paid = first.picked.paid if grain is None else float(round(first.picked.paid / grain))
    program.at_least(Sum(paid if grain else paid + SLACK), price)
    change = 0.0 if counts else CHANGE  # a count cannot be any less by now
    distance = encoding.distance(change)
    nearest, certain = _least(encoding, is_it, distance, gap=WHOLE, start=first.values, most_nodes=NEAR_NODES)
    if nearest is None or not certain or len(nearest.picked.changed) > settled:
        return _as_cheapest(nearest or first)
    program.at_least(Sum(_distance(encoding, nearest, change)), distance)
    last, _ = _least(encoding, is_it, _unlike(encoding), gap=1e-5, start=nearest.values, most_nodes=LAST_NODES)
    return _as_cheapest(last or nearest)


def some(encoding: Encoding, is_it: Callable[[Outcome], bool]) -> bool:
    """Whether any changes at all were found after which `is_it` holds, whatever they cost."""
    return _least(encoding, is_it, ZERO, gap=WHOLE)[0] is not None


def furthest(encoding: Encoding, budget: float) -> Cheapest:
    """The changes of no more than so much in all that raise the score of the whole most, the unknown at its worst."""
    score, price = encoding.score(OVERALL, "worst"), encoding.price()
    encoding.program.at_least(Sum(budget + SLACK), price)
    solution = encoding.program.solve(price.times(1e-6).plus(score, -1.0))
    if solution.state in ("infeasible", "unknown"):
        return Cheapest(changed=None, proved=False)
    picked = encoding.read(solution)
    return Cheapest(
        changed=picked.changed,
        price=picked.paid,
        outcome=encoding.world.outcome(picked.changed),
        proved=solution.state == "optimal",
    )


def grain_of(prices: Iterable[float]) -> float | None:
    """The largest amount that every price is a whole multiple of; None where they have none that is worth counting in.

    In whole grains the solver rounds its bounds, and has the least as soon as it is within a grain of it: with 150 steps
    of nearly the same effort that took 0.1 s, and to tell apart the last millionths of a person-day a minute.
    """
    found = {price: Fraction(price).limit_denominator(FINEST) for price in prices if price > 0}
    if not found or any(abs(float(whole) - price) > 1e-12 * max(1.0, price) for price, whole in found.items()):
        return None
    finest = math.lcm(*(each.denominator for each in found.values()))
    grains = math.gcd(*(each.numerator * (finest // each.denominator) for each in found.values()))
    grain = Fraction(grains, finest)
    return float(grain) if max(found.values()) / grain <= MOST_GRAINS else None


def _in_grains(encoding: Encoding, grain: float) -> Sum:
    """What the picked answers cost together, in whole grains."""
    return total(
        encoding.by_option(name, [float(round(price / grain)) for price in offered.prices])
        for name, offered in encoding.choices.items()
    )


def _least(
    encoding: Encoding,
    is_it: Callable[[Outcome], bool],
    objective: Sum,
    *,
    gap: float,
    start: tuple[float, ...] = (),
    most_nodes: int = MOST_NODES,
) -> tuple[_Borne | None, bool]:
    """The least of an objective that the formulas bear out, or the best that was found; and whether that is proved."""
    for _ in range(MOST_TRIES):
        solution = encoding.program.solve(objective, gap=gap, start=start, most_nodes=most_nodes)
        if solution.state in ("infeasible", "unknown"):
            return None, solution.state == "infeasible"
        picked = encoding.read(solution)
        outcome = encoding.world.outcome(picked.changed)
        if is_it(outcome):
            return _Borne(picked, outcome, solution.values), solution.state == "optimal"
        if solution.state != "optimal":
            break
        encoding.exclude(picked.places)
    return None, False


def _distance(encoding: Encoding, found: _Borne, change: float) -> float:
    return sum(distances(encoding.choices[name], change)[at] for name, at in found.picked.places.items())


def _unlike(encoding: Encoding) -> Sum:
    """A sum that no two ways of picking share.

    Cosines of different whole numbers are linearly independent over the rational numbers (Lindemann and Weierstrass).
    """
    return total(
        encoding.by_option(name, [math.cos(number) * at for at in range(len(offered.options))])
        for number, (name, offered) in enumerate(encoding.choices.items(), start=1)
    )


def _as_cheapest(found: _Borne | None, *, proved: bool = True) -> Cheapest:
    if found is None:
        return Cheapest(changed=None, proved=proved)
    return Cheapest(changed=found.picked.changed, price=found.picked.paid, outcome=found.outcome, proved=proved)
