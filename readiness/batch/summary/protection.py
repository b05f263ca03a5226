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
from itertools import combinations

from readiness.batch.summary.cuts import weak_side

Name = str | None
"""A group; None is the one of blank cells."""


GroupCounts = Mapping[Name, tuple[int, ...]]
"""For each group of a column, how many responses stand behind each figure. The first figure counts the responses."""
Joint = Mapping[tuple[Name, Name], tuple[int, ...]]
"""For two columns, how many responses stand behind each figure in each pair of groups."""


def withheld_groups(
    columns: Sequence[GroupCounts], joints: Mapping[tuple[int, int], Joint], minimum: int
) -> tuple[frozenset[Name], ...]:
    """For each column the groups that are withheld. `joints` has every pair of columns, by position, the first lower."""
    settling = [_Column(counts, minimum) for counts in columns]
    for column in settling:
        column.settle()
    while any(
        _singles_out(settling, pair, joints[pair], figure, minimum)
        for pair in combinations(range(len(columns)), 2)
        for figure in settling[0].figures
    ):
        pass
    return tuple(frozenset(column.withheld) for column in settling)


def shown(count: int, minimum: int) -> bool:
    """Whether a figure that rests on so many responses may be shown, as far as itself is concerned."""
    return count >= minimum


class _Column:
    """One column while it is being settled: what is withheld only grows."""

    def __init__(self, counts: GroupCounts, minimum: int) -> None:
        self.counts, self.minimum = counts, minimum
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


Point = tuple[int, tuple[Name, ...]]
"""A group that shows a figure, by its column; or, without a name, all those of the column that do not."""


def _singles_out(columns: Sequence[_Column], pair: tuple[int, int], joint: Joint, figure: int, minimum: int) -> bool:
    """Withhold one more group where the two columns together single out too few; whether there was need to."""

    def point(at: int, name: Name) -> Point:
        return at, (name,) if columns[at].shows(name, figure) else ()

    lines: dict[tuple[Point, Point], int] = {}
    for names in sorted(joint, key=lambda names: [(name is None, name or "") for name in names]):
        ends = point(pair[0], names[0]), point(pair[1], names[1])
        if joint[names][figure]:
            lines[ends] = lines.get(ends, 0) + joint[names][figure]
    if not shown(sum(lines.values()), minimum):
        return False  # not even the whole shows it
    side = weak_side(lines, minimum)
    if side is None:
        return False
    at, name = _to_withhold(columns, lines, side)
    columns[at].withhold(name)
    return True


def _to_withhold(
    columns: Sequence[_Column], lines: Mapping[tuple[Point, Point], int], side: frozenset[Point]
) -> tuple[int, Name]:
    """The smallest group that mends the cut: one that joins its column's point across it, if there is such a group."""
    crossing = {end for ends in lines if (ends[0] in side) != (ends[1] in side) for end in ends}
    joining = {point for point in side if point[1] and (point[0], ()) not in side}
    groups = joining or {point for point in (crossing | side) if point[1]}
    at, (name,) = min(groups, key=lambda point: (columns[point[0]].counts[point[1][0]][0], -point[0], str(point[1][0])))
    return at, name
