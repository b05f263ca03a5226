"""One pass over the rows: many questions asked at once, answered together, none of the rows kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


TOGETHER = 8
"""How many numbers are worked out in one reading of the rows."""
AT_ONCE = 2
"""How many readings go on side by side."""


class Pass:
    """Questions to one lazy frame: `value` asks for one number, `table` for a small table. Then `run`, once.

    A Parquet file is read by columns, so a question costs the reading of the columns it is about. Everything is streamed:
    what stays in memory is the answers and a few blocks of rows.
    """

    def __init__(self, frame: pl.LazyFrame) -> None:
        self.frame = frame
        self.columns = frozenset(frame.collect_schema().names())
        self._values: dict[str, pl.Expr] = {}
        self._tables: dict[str, pl.LazyFrame] = {}

    def has(self, *columns: str) -> bool:
        return self.columns.issuperset(columns)

    def value(self, key: str, expression: pl.Expr) -> None:
        self._values[key] = expression

    def table(self, key: str, frame: pl.LazyFrame) -> None:
        self._tables[key] = frame

    def run(self) -> Answers:
        """Ask. Few questions at a time: each reads ahead for itself, and what it has read ahead is memory."""
        import polars as pl

        # What questions have in common would be worked out once, and kept until all are answered: every row of it.
        each_for_itself = pl.QueryOptFlags(comm_subplan_elim=False)
        values = [expression.alias(key) for key, expression in self._values.items()]
        asked = [self.frame.select(values[at : at + TOGETHER]) for at in range(0, len(values), TOGETHER)]
        asked += self._tables.values()
        found: list[pl.DataFrame] = []
        for at in range(0, len(asked), AT_ONCE):
            found += pl.collect_all(asked[at : at + AT_ONCE], engine="streaming", optimizations=each_for_itself)
        rows = len(asked) - len(self._tables)
        single = {key: value for frame in found[:rows] for key, value in frame.row(0, named=True).items()}
        return Answers(single, dict(zip(self._tables, found[rows:], strict=True)))


class Answers:
    """What a pass found."""

    def __init__(self, values: Mapping[str, int | float | None], tables: Mapping[str, pl.DataFrame]) -> None:
        self._values, self.tables = values, tables

    def has(self, key: str) -> bool:
        return key in self._values or key in self.tables

    def count(self, key: str) -> int:
        """What was counted, or added up in whole steps; 0 for what was not asked."""
        return int(self._values.get(key) or 0)
