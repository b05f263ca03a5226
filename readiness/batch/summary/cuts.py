"""Whether a weighted graph can be cut in two too cheaply: the least cuts of its connected parts, held against a minimum.

Scanning points in the order of how strongly they hang on those scanned before shows, for each line, a weight that no cut
between its ends can go below (Nagamochi and Ibaraki 1992). Ends held together by at least the minimum need never be
parted and become one point; a part that shrinks to one point has no weak cut. The last point of a part is cut off by its own
lines alone, which is the least cut between it and the one before: if that is under the minimum, it is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weights = NDArray[np.int64]


def weak_sides(weights: Weights, minimum: int) -> list[frozenset[int]]:
    """Sets of points that are cut off from the rest of their connected part by lines of less than `minimum` together.

    `weights` is symmetric, with 0 where there is no line and on the diagonal. Empty if, and only if, there is no weak cut;
    not every one is listed. The same weights give the same sides.
    """
    import numpy as np

    sides: list[frozenset[int]] = []
    left = weights.copy()
    inside = [[point] for point in range(len(weights))]
    while left.any():
        lasts, firm = _scan(left, minimum)
        for point in lasts:
            if 0 < left[point].sum() < minimum:
                side = np.zeros(len(weights), dtype=bool)
                side[inside[point]] = True
                # Cutting points off one after another makes later cuts look cheaper than they are.
                if weights[side][:, ~side].sum() < minimum:
                    sides.append(frozenset(inside[point]))
                left[point, :] = left[:, point] = 0
        left, inside = _contracted(left, firm, inside)
    return sides


def _scan(weights: Weights, minimum: int) -> tuple[list[int], list[tuple[int, int]]]:
    """The point scanned last in each part, and lines whose ends no cut under `minimum` parts."""
    import numpy as np

    hold = np.zeros(len(weights), dtype=np.int64)
    neighbour = np.zeros(len(weights), dtype=np.int64)
    firm: list[tuple[int, int]] = []
    order: list[int] = []
    lasts: list[int] = []
    for _ in range(len(weights)):
        point = int(hold.argmax())
        if order and hold[point] == 0:
            lasts.append(order[-1])
        elif hold[point] >= minimum:
            # The line to the neighbour scanned last bears all that holds the point.
            firm.append((point, int(neighbour[point])))
        order.append(point)
        hold += weights[point]
        neighbour[weights[point] > 0] = point
        hold[point] = SCANNED
    return [*lasts, order[-1]], firm


SCANNED = -(2**62)
"""So little that no line's weight brings it back above 0."""


def _contracted(
    weights: Weights, firm: list[tuple[int, int]], inside: list[list[int]]
) -> tuple[Weights, list[list[int]]]:
    """The graph with the ends of firm lines made one point, and what is inside each."""
    import numpy as np

    root = list(range(len(weights)))

    def find(point: int) -> int:
        while root[point] != point:
            root[point] = root[root[point]]
            point = root[point]
        return point

    for one, other in firm:
        root[find(one)] = find(other)
    names = {each: at for at, each in enumerate(dict.fromkeys(map(find, range(len(root)))))}
    becomes = np.array([names[find(point)] for point in range(len(root))])
    merged: list[list[int]] = [[] for _ in names]
    for point, members in enumerate(inside):
        merged[becomes[point]] += members
    together = np.argsort(becomes, kind="stable")
    starts = np.searchsorted(becomes[together], np.arange(len(names)))
    rows = np.add.reduceat(weights[together], starts, axis=0)
    smaller = np.add.reduceat(rows[:, together], starts, axis=1)
    np.fill_diagonal(smaller, 0)
    return smaller, merged
