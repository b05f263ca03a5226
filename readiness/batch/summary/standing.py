"""How everybody is spread over tenths of the score, levels and courses: counts of the few, and what gives them away, withheld.

A distribution is a column whose values are groups: a level that three people hold is a group of three. So it is withheld as
a group of a `--by` column is (`protection`): with so many others that those withheld hide each other, and held against the
other distributions, since a level is a stretch of the score and a course that fits now is mostly the one that is best. Who has no score, level or
course is a group like any other. What nobody holds is told as that, unless something of the same distribution is withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from readiness.batch.summary.figures import tenth_of
from readiness.batch.summary.minimum import NO_MINIMUM
from readiness.batch.summary.model import Counted, HowMany
from readiness.batch.summary.passes import Answers, Pass
from readiness.batch.summary.protection import GroupCounts, Joint, Name, withheld_groups
from readiness.scoring.tree import OVERALL

if TYPE_CHECKING:
    import polars as pl

TENTHS = 10
TENTH = "tenth"
_TABLE = "standing"
_COLUMNS = ("level", "stance_now", "stance_best")


def ask_standing(asked: Pass) -> None:
    """Put the question: how many responses there are of each tenth, level and courses together."""
    import polars as pl

    keys = [pl.col(column) for column in _COLUMNS if asked.has(column)]
    if asked.has(f"score.{OVERALL}"):
        keys.append(tenth_of(f"score.{OVERALL}").alias(TENTH))
    if keys:
        asked.table(_TABLE, asked.frame.group_by(keys).agg(pl.len().alias("n")))


class Distribution:
    """How many responses have each value of one column; `None` stands for those that have none."""

    def __init__(self, counts: Mapping[Name, int], withheld: frozenset[Name]) -> None:
        self._counts, self._withheld = counts, withheld

    def n(self, name: Name) -> int | None:
        """How many there are; None where that is withheld."""
        count = self._counts.get(name, 0)
        return None if name in self._withheld or (self._withheld and not count) else count

    def how_many(self, name: Name) -> HowMany:
        n = self.n(name)
        return HowMany(band="withheld" if n is None else "exact", n=n)

    def counted(self, name: str, title: str, of: int) -> Counted:
        n = self.n(name)
        if n is None:
            return Counted(id=name, title=title, band="withheld")
        return Counted(id=name, title=title, band="exact", n=n, share=n / of if of else None)

    @property
    def tenths(self) -> tuple[int | None, ...]:
        """Of each tenth."""
        return tuple(self.n(str(at)) for at in range(TENTHS))


def distributions(found: Answers, minimum: int) -> Mapping[str, Distribution]:
    """Those of the whole, by their column; of the score it is `TENTH`."""
    table = found.tables.get(_TABLE)
    if table is None:
        return {}
    columns = [column for column in table.columns if column != "n"]
    counts = [_counts(table, column) for column in columns]
    withheld = [frozenset[Name]()] * len(columns)
    if minimum > NO_MINIMUM:
        pairs = combinations(range(len(columns)), 2)
        joints = {(one, other): _joint(table, columns, counts, (one, other)) for one, other in pairs}
        withheld = list(withheld_groups([_grouped(each) for each in counts], joints, minimum))
    return {column: Distribution(each, hidden) for column, each, hidden in zip(columns, counts, withheld, strict=True)}


def alone(counts: Mapping[Name, int], minimum: int) -> Distribution:
    """A distribution that is held against no other."""
    there = {name: n for name, n in counts.items() if n}
    hidden = withheld_groups([_grouped(there)], {}, minimum)[0] if minimum > NO_MINIMUM else frozenset()
    return Distribution(there, hidden)


def how_many(n: int, of: int, minimum: int) -> HowMany:
    """How many of `of` responses did something: no closer than protects the few that did, or did not."""
    if 0 < n < minimum:
        return HowMany(band="few")
    return HowMany(band="nearly_all") if 0 < of - n < minimum else HowMany(band="exact", n=n)


def _counts(table: pl.DataFrame, column: str) -> Mapping[Name, int]:
    found: Counter[Name] = Counter()
    for name, n in table.select(column, "n").rows():
        found[None if name is None else str(name)] += n
    return found


def _grouped(counts: Mapping[Name, int]) -> GroupCounts:
    return {name: (n,) for name, n in counts.items()}


def _joint(table: pl.DataFrame, columns: list[str], counts: list[Mapping[Name, int]], pair: tuple[int, int]) -> Joint:
    import numpy as np

    both: Counter[tuple[int, int]] = Counter()
    places = [{name: at for at, name in enumerate(counts[column])} for column in pair]
    for *names, n in table.select(*(columns[column] for column in pair), "n").rows():
        one, other = (place[None if name is None else str(name)] for place, name in zip(places, names, strict=True))
        both[one, other] += n
    return Joint(
        ends=np.array(list(both), dtype=np.int64), counts=np.array([[n] for n in both.values()], dtype=np.int64)
    )
