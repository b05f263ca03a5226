"""Which groups are withheld, so that nobody's answers can be worked out: not read off, and not by subtraction either.

**Whom it protects, and from what.** The reader knows everything that is shown, this rule, and which respondent is in
which group. He may add and subtract the sums behind everything shown (n × mean). He must not arrive at a sum over fewer
than `minimum` responses, nor at the exact count of a withheld group.

**One column.** A group of fewer than `minimum` is withheld. The whole less the groups shown is the sum of the withheld
ones; so where only one is withheld, or all of them together hold fewer than `minimum`, the next smallest is withheld too,
until neither is so. All withheld groups look alike: were those that only lend cover marked apart, their least size and the
sum would give the small one away. Together they hold more responses than they are groups, or each would be known to be one.

**Several figures.** A section's mean has its own n, of those with a score. A mean of too few is left blank, and the blanks
of a section must hide each other as withheld groups do. Where they do not, a whole group is withheld and not just one
more cell: the mean of a section could be worked out from the other sections and the whole. Nobody having a score is no
secret: it shows no score.

**Two columns.** Regions and agencies: if all agencies of a region but a tiny one are shown, the region less those gives the
tiny one. Each column is treated on its own and then the two are held against each other. Draw the groups of both columns
as points (withheld ones of a column are one point, since only their sum is known) and between two points a line that
weighs as many responses as are in both. A sum of the shown sums, with any factors, gives each line the difference of two
numbers that stand at its ends; the responses that do not cancel out are those on lines whose ends differ. So what the
fewest responses can be singled out by is the least cut through a connected part of the drawing, and where that is under
`minimum` a group is withheld, which joins it to its column's point. With three columns or more this is done for
each pair; sums over three columns at once are not searched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readiness.batch.summary.cuts import weak_sides

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Name = str | None
"""A group; None is the one of blank cells."""


GroupCounts = Mapping[Name, tuple[int, ...]]
"""For each group of a column, how many responses stand behind each figure. The first figure counts the responses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """The responses of two columns: for each pair of groups that has any, where they stand in their columns, and counts."""

    ends: NDArray[np.int64]
    """A row for each pair: the place of the one group among its column's, and of the other among its own."""
    counts: NDArray[np.int64]
    """A row for each pair, in the same order: how many responses stand behind each figure."""


def withheld_groups(
    columns: Sequence[GroupCounts], joints: Mapping[tuple[int, int], Joint], minimum: int
) -> tuple[frozenset[Name], ...]:
    """For each column the groups that are withheld. `joints` has every pair of columns, by position."""
    settling = [_Column(counts, minimum) for counts in columns]
    for column in settling:
        column.settle()
    looking = bool(joints)
    while looking:
        looking = False
        for (one, other), joint in joints.items():
            for figure in settling[one].figures:
                while _singles_out(settling[one], settling[other], joint, figure, minimum):
                    looking = True
    return tuple(frozenset(column.withheld) for column in settling)


def shown(count: int, minimum: int) -> bool:
    """Whether a figure that rests on so many responses may be shown, as far as itself is concerned."""
    return count >= minimum


class _Column:
    """One column while it is being settled: what is withheld only grows."""

    def __init__(self, counts: GroupCounts, minimum: int) -> None:
        self.counts, self.minimum, self.names = counts, minimum, list(counts)
        self.smallest_first = sorted(counts, key=lambda name: (counts[name][0], name is None, name or ""))
        self.figures = range(len(next(iter(counts.values()), ())))
        self.withheld = {name for name in counts if not shown(counts[name][0], minimum)}

    def settle(self) -> None:
        """Withhold one group after another until the withheld ones hide each other, in every figure."""
        while any(self._needs_cover(figure) for figure in self.figures):
            pass

    def shows(self, name: Name, figure: int) -> bool:
        return name not in self.withheld and shown(self.counts[name][figure], self.minimum)

    def withhold(self, name: Name) -> None:
        self.withheld.add(name)
        self.settle()

    def _needs_cover(self, figure: int) -> bool:
        """Withhold the smallest group that still shows this figure, if its blanks do not hide each other."""
        blank = [n[figure] for name, n in self.counts.items() if n[figure] and not self.shows(name, figure)]
        showing = [name for name in self.smallest_first if self.shows(name, figure)]
        if not blank or not showing or not self._exposed(blank, figure):
            return False
        self.withheld.add(showing[0])
        return True

    def _exposed(self, blank: list[int], figure: int) -> bool:
        """Whether subtraction leads to too few; for the responses themselves, also whether it tells an exact count."""
        told = figure == 0 and (len(blank) == 1 or sum(blank) == len(blank))
        return told or not shown(sum(blank), self.minimum)


def _singles_out(one: _Column, other: _Column, joint: Joint, figure: int, minimum: int) -> bool:
    """Withhold more groups where the two columns together single out too few; whether there was need to."""
    if not shown(int(joint.counts[:, figure].sum()), minimum):
        return False  # not even the whole shows it
    weights = _weights(one, other, joint, figure)
    sides = weak_sides(weights, minimum)
    for side in sides:
        column, name = _to_withhold(one, other, weights, side)
        column.withhold(name)
    return bool(sides)


def _weights(one: _Column, other: _Column, joint: Joint, figure: int) -> NDArray[np.int64]:
    """How many responses two points share: the groups of one column, of the other, and what each column does not show."""
    import numpy as np

    first, second = len(one.names), len(other.names)
    size = first + second + 2
    here = np.array([at if one.shows(name, figure) else size - 2 for at, name in enumerate(one.names)])
    there = np.array([first + at if other.shows(name, figure) else size - 1 for at, name in enumerate(other.names)])
    weights = np.zeros((size, size), dtype=np.int64)
    np.add.at(weights, (here[joint.ends[:, 0]], there[joint.ends[:, 1]]), joint.counts[:, figure])
    return weights + weights.T


def _to_withhold(
    one: _Column, other: _Column, weights: NDArray[np.int64], side: frozenset[int]
) -> tuple[_Column, Name]:
    """The smallest group that mends the cut: one that joins its column's point across it, if there is such a group."""
    first, size = len(one.names), len(weights)

    def column_of(point: int) -> _Column:
        return one if point < first else other

    def name_of(point: int) -> Name:
        return column_of(point).names[point if point < first else point - first]

    def hidden(point: int) -> int:
        return size - 2 if point < first else size - 1

    groups = {point for point in side if point < size - 2}
    beyond = {int(end) for point in side for end in weights[point].nonzero()[0]} - {size - 2, size - 1}
    joining = {point for point in groups if hidden(point) not in side}
    point = min(joining or groups | beyond, key=lambda point: (column_of(point).counts[name_of(point)][0], -point))
    return column_of(point), name_of(point)
