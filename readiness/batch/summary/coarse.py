"""How much of each group holds a level or a course, told so coarsely that the few in it cannot be counted.

Counts of a level in a group of twelve are groups of two or three people, so they fall under the minimum as the group itself
would. Withholding single cells would leave most small groups with none; merging neighbouring levels until all are large
enough would have to be done alike for all groups, since the counts of the whole are known, and would mostly end in one
level. So shares are told coarsely instead: a level that fewer than the minimum hold is `few`, whether that is none or one
short of it; one that all but fewer than the minimum hold is `nearly_all`; any other is the nearest tenth. Groups of less
than twice the minimum tell nothing: all of their levels are few.

Cells can hang together so that even this tells: where the tenths of all others leave one value only. So every cell of
fewer than the minimum is tried: there must be another group with which one response can be exchanged for one of another
level, so that all counts of groups and of levels, and all that is shown, stay as they are. Then the cell may hold one more or
one fewer, and cannot be told. Where there is no such exchange, the group tells nothing, and where that does not help, the
next smallest. A group that is the whole exchanges with nobody: there it is enough that a response may change its level, since
the counts of the whole are not told either where they are few (`standing`). What the counts of the whole alone give away
(a level that nobody holds) is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from readiness.batch.summary.protection import Name

Band = Literal["few", "about", "nearly_all"]
TENTHS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Coarse:
    """What is told of one cell, and the counts that it may stand for."""

    band: Band
    share: float | None
    least: int
    most: int


def coarse(count: int, of: int, minimum: int) -> Coarse:
    """What may be told of `count` responses of a group of `of`."""
    if count < minimum:
        return Coarse(band="few", share=None, least=0, most=minimum - 1)
    if of - count < minimum:
        return Coarse(band="nearly_all", share=None, least=of - minimum + 1, most=of)
    tenth = (2 * TENTHS * count + of) // (2 * of)  # the nearest, a half upwards, in whole numbers
    least = -((of - 2 * of * tenth) // (2 * TENTHS))
    most = (2 * of * tenth + of - 1) // (2 * TENTHS)
    return Coarse(band="about", share=tenth / TENTHS, least=max(minimum, least), most=min(of - minimum, most))


def told(
    groups: Mapping[Name, Sequence[int]], others: Sequence[int] | None, minimum: int
) -> dict[Name, tuple[Coarse, ...]]:
    """What is told of each group, for those of which it may be. `others` are the withheld groups together."""
    order = sorted(groups, key=lambda name: (sum(groups[name]), name is None, name or ""))
    telling = {
        name: tuple(coarse(count, sum(groups[name]), minimum) for count in groups[name])
        for name in order
        if sum(groups[name]) >= 2 * minimum
    }
    while telling:
        exposed = _exposed(_rows(groups, telling, order, others), minimum)
        if not exposed:
            break
        silent = [name for at, name in enumerate(order) if at in exposed and name in telling]
        for name in silent or list(telling)[:1]:
            del telling[name]
    return telling


Row = tuple[Sequence[int], Sequence[int], Sequence[int]]
"""Counts, and the least and the most that each may be as far as is told."""


def _rows(
    groups: Mapping[Name, Sequence[int]],
    telling: Mapping[Name, tuple[Coarse, ...]],
    order: Sequence[Name],
    others: Sequence[int] | None,
) -> list[Row]:
    rows: list[Row] = []
    for name in order:
        cells = telling.get(name)
        if cells is None:
            rows.append(_silent(groups[name]))
        else:
            rows.append((groups[name], [cell.least for cell in cells], [cell.most for cell in cells]))
    return rows if others is None else [*rows, _silent(others)]


def _silent(counts: Sequence[int]) -> Row:
    return counts, [0] * len(counts), [sum(counts)] * len(counts)


def _exposed(rows: Sequence[Row], minimum: int) -> set[int]:
    """The rows with a cell of fewer than `minimum` that no exchange with another row can change."""
    import numpy as np

    counts, least, most = (np.array(each) for each in zip(*rows, strict=True))
    gives = (counts > least)[:, :, None] & (counts < most)[:, None, :]  # row, level left, level entered
    gives &= ~np.eye(counts.shape[1], dtype=bool)
    elsewhere = gives.sum(axis=0) - gives  # in how many other rows
    back = elsewhere.transpose(0, 2, 1) > 0
    exchanges = gives & back if len(rows) > 1 else gives
    movable = exchanges.any(axis=2) | exchanges.any(axis=1)
    whole = counts.sum(axis=0)
    given_away = bool((whole == whole.sum()).any())
    pinned = (counts < minimum) & ~movable & (whole > 0)
    return set() if given_away else {int(at) for at in np.flatnonzero(pinned.any(axis=1))}
