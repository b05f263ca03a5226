"""Effort against score: the best score that so much effort can buy, for every effort there is.

For each part of the tree a curve, each point of which scores higher than every cheaper one; the parts' curves are put
together as the part's score is: added in a mean, the least of them in a `min`, and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from readiness.advice.encoding import Choices
from readiness.advice.known import Known
from readiness.advice.variations import Value, Variations
from readiness.model.base import EDGE
from readiness.model.decision import FrontierPoint
from readiness.scoring.formulas import counts, hold_level
from readiness.scoring.tree import Group, Item

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

GRAIN = 2000
"""How many points a curve keeps: of those whose efforts lie closest together, the one that scores highest."""
SHOWN = 60
"""How many points of the whole are told."""

Changed = tuple[tuple[str, Value], ...]


class Point(NamedTuple):
    """An effort in person-days, the score it buys (0..1, what is unknown at its worst), and the answers to be given."""

    effort: float
    score: float
    changed: Changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Rising efforts and scores side by side; `changed` gives the answers to be given for the point at a place."""

    efforts: Floats
    scores: Floats
    changed: Callable[[int], Changed]

    def point(self, at: int) -> Point:
        """One of them, in full."""
        return Point(float(self.efforts[at]), float(self.scores[at]), self.changed(at))


def frontier_of(base: Variations, choices: Mapping[str, Choices]) -> tuple[FrontierPoint, ...]:
    """The frontier of the whole, from no effort to the highest score, at no more than `SHOWN` efforts.

    What is asked stays as it is. Where nothing can be improved at a price, there is but the point of no effort.
    """
    levels = base.questionnaire.levels
    curve = _whole(base, choices)
    found = []
    for point in map(curve.point, _spread(curve.efforts)):
        changed = dict(point.changed)
        surely = base.outcome(changed).surely
        found.append(
            FrontierPoint(
                effort=round(point.effort, 9),
                percent=100 * min(1.0, point.score),
                level=None if surely is None else levels[surely].id,
                held_back=_held_back(base, changed, surely, point.score),
            )
        )
    return tuple(found)


def _held_back(base: Variations, changed: Mapping[str, Value], surely: int | None, score: float) -> tuple[str, ...]:
    """The gates that may cap the level below what the score would give, and the levels whose own requirement may fail."""
    levels, gates = base.questionnaire.levels, base.questionnaire.gates
    by_score = max((at for at, level in enumerate(levels) if score >= level.from_ / 100 - EDGE), default=None)
    if surely is None or by_score is None or by_score <= surely:
        return ()
    then = base.with_answers(changed)
    known = Known(then.base, hold_level(then.base, levels, gates), gates)
    order = {level.id: at for at, level in enumerate(levels)}
    failing = [levels[at] for at in range(1, by_score + 1)]
    return (
        *(gate.id for gate in gates if order[gate.cap] < by_score and not known.surely_not(gate.when)),
        *(level.id for level in failing if level.requires is not None and not known.surely(level.requires)),
    )


def _whole(base: Variations, choices: Mapping[str, Choices]) -> Curve:
    usable = {
        name: each
        for name, each in choices.items()
        if base.base.nodes[name].visible and base.items[name].question not in base.deciding
    }
    return _group(base, usable, base.tree.root)


def _spread(efforts: Floats) -> list[int]:
    """The places of as many as are told: the first, the last, and of each stretch of effort the highest."""
    if len(efforts) <= SHOWN:
        return list(range(len(efforts)))
    width = float(efforts[-1]) / (SHOWN - 3)
    kept = {int(effort / width + EDGE): at for at, effort in enumerate(efforts)}
    return sorted({0, *kept.values(), len(efforts) - 1})


def _curve(points: Sequence[Point]) -> Curve:
    """The points that score more than every cheaper one."""
    import numpy as np

    efforts = np.array([point.effort for point in points])
    scores = np.array([point.score for point in points])
    kept = _rising(efforts, scores)
    return Curve(efforts=efforts[kept], scores=scores[kept], changed=lambda at: points[kept[at]].changed)


def _rising(efforts: Floats, scores: Floats) -> NDArray[np.intp]:
    """The places of what scores more than everything cheaper, by effort; thinned out where they are very many."""
    import numpy as np

    order: NDArray[np.intp] = np.lexsort((-scores, efforts))
    best = np.maximum.accumulate(scores[order])
    kept: NDArray[np.intp] = order[np.concatenate([[True], best[1:] > best[:-1] + 1e-12])]
    # the same effort added in another order differs in its last bits: of such, the one that scores highest
    kept = kept[np.concatenate([efforts[kept][1:] > efforts[kept][:-1] + EDGE, [True]])]
    if len(kept) <= GRAIN:
        return kept
    stretch = (efforts[kept] / efforts[kept[-1]] * (GRAIN - 1)).astype(np.intp)
    last = np.concatenate([stretch[1:] != stretch[:-1], [True]])  # the highest of its stretch
    last[0] = True
    thinned: NDArray[np.intp] = kept[last]
    return thinned


def _item(base: Variations, choices: Mapping[str, Choices], item: Item) -> Curve:
    found = [Point(0.0, base.base.nodes[item.id].lower, ())]
    if item.id in choices:
        each = choices[item.id]
        priced = zip(each.options, each.prices, strict=True)
        found += [
            Point(price, option.score, ((item.id, option.value),)) for option, price in priced if option and price
        ]
    return _curve(found)


def _group(base: Variations, choices: Mapping[str, Choices], group: Group) -> Curve:
    inside = [child for child in group.children if counts(child) and base.base.nodes[child.id].applicable]
    if not inside:
        return _curve([Point(0.0, 0.0, ())])
    if group.aggregate == "sum":
        return _points_added(base, choices, group)
    parts = [
        _item(base, choices, child) if isinstance(child, Item) else _group(base, choices, child) for child in inside
    ]
    weights = [base.base.nodes[child.id].weight for child in inside]
    match group.aggregate:
        case "mean":
            return _added(parts, weights)
        case "min":
            return _lowest(parts)
        case "max":
            return _highest(parts)
        case _:
            return _staged(parts, weights, group.met_at)


def _added(parts: Sequence[Curve], weights: Sequence[float]) -> Curve:
    """A weighted mean."""
    whole = sum(weights)
    found = _curve([Point(0.0, 0.0, ())])
    for part, weight in zip(parts, weights, strict=True):
        found = _joined(found, part, weight / whole)
    return found


def _joined(one: Curve, other: Curve, share: float) -> Curve:
    """Every point of one with every point of the other, whose score counts with this share."""
    efforts = (one.efforts[:, None] + other.efforts[None, :]).ravel()
    scores = (one.scores[:, None] + share * other.scores[None, :]).ravel()
    kept = _rising(efforts, scores)
    first, second = kept // len(other.efforts), kept % len(other.efforts)
    return Curve(
        efforts=efforts[kept],
        scores=scores[kept],
        changed=lambda at: one.changed(int(first[at])) + other.changed(int(second[at])),
    )


def _points_added(base: Variations, choices: Mapping[str, Choices], group: Group) -> Curve:
    """A `sum`: all leaves below, weighted with their points."""
    parts: list[Curve] = []
    spans: list[float] = []

    def walk(inner: Group, weight: float) -> None:
        for child in inner.children:
            node = base.base.nodes[child.id]
            if not counts(child) or not node.applicable:
                continue
            if isinstance(child, Group):
                walk(child, weight * node.weight)
            else:
                parts.append(_item(base, choices, child))
                spans.append(weight * node.weight * node.span)

    walk(group, 1.0)
    return _added(parts, spans)


def _cheapest(part: Curve, score: float) -> Point | None:
    """The cheapest point that scores no less."""
    import numpy as np

    at = int(np.searchsorted(part.scores, score - EDGE))
    return part.point(at) if at < len(part.scores) else None


def _lowest(parts: Sequence[Curve]) -> Curve:
    """The least of all: every part brought up to each score that one of them can have."""
    start = [part.point(0) for part in parts]
    found = [_together(start, min(point.score for point in start))]
    for score in sorted({float(score) for part in parts for score in part.scores}):
        reached = [point for part in parts if (point := _cheapest(part, score)) is not None]
        if len(reached) == len(parts):
            found.append(_together(reached, min(point.score for point in reached)))
    return _curve(found)


def _highest(parts: Sequence[Curve]) -> Curve:
    """The most of any: one part brought up, the others left as they are."""
    base = max(float(part.scores[0]) for part in parts)
    points = [part.point(at) for part in parts for at in range(len(part.scores))]
    return _curve([point._replace(score=max(point.score, base)) for point in points])


def _staged(parts: Sequence[Curve], weights: Sequence[float], met_at: float) -> Curve:
    """The weight of the first steps met, each brought there as cheaply as can be."""
    whole = sum(weights)
    found = [Point(0.0, 0.0, ())]
    done: list[Point] = []
    for part, reached in zip(parts, accumulate(weights), strict=True):
        step = _cheapest(part, met_at)
        if step is None:
            break
        done.append(step)
        found.append(_together(done, reached / whole))
    return _curve(found)


def _together(points: Sequence[Point], score: float) -> Point:
    return Point(
        sum(point.effort for point in points), score, tuple(each for point in points for each in point.changed)
    )
