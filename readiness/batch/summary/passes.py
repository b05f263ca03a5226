"""One pass over the rows: many questions asked at once, answered together, none of the rows kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


class Pass:
    """Questions to one lazy frame: `value` asks for one number, `table` for a small table. Then `run`, once.

    Polars reads the source once for each question it cannot answer in the same breath, always as a stream: what stays in
    memory is the answers and a few blocks of rows.
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
        import polars as pl

        asked = [expression.alias(key) for key, expression in self._values.items()]
        found = pl.collect_all([self.frame.select(asked or pl.len()), *self._tables.values()], engine="streaming")
        return Answers(found[0].row(0, named=True), dict(zip(self._tables, found[1:], strict=True)))


class Answers:
    """What a pass found."""

    def __init__(self, values: Mapping[str, int | float | None], tables: Mapping[str, pl.DataFrame]) -> None:
        self._values, self.tables = values, tables

    def has(self, key: str) -> bool:
        return key in self._values or key in self.tables

    def count(self, key: str) -> int:
        """What was counted, or added up in whole steps; 0 for what was not asked."""
        return int(self._values.get(key) or 0)
