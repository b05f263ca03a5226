"""Ids that stand more than once in a table: somebody may have answered twice, or a row may have been copied."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.batch.engines.job import ROW
from readiness.batch.matching.readings_found import rows_kept
from readiness.batch.tables import Table

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """How many ids stand more than once among the rows looked at; one of them, with the first rows where it stands."""

    n: int
    example: str
    rows: tuple[int, ...]
    looked_at: int


def repeated_ids(table: Table) -> Repeats | None:
    """What the sample shows, without rows that are left out by rule; None where every id stands once, or there is none."""
    import polars as pl

    name = table.copied.get("id")
    if name is None:
        return None
    numbered = rows_kept(table.export, numbered=True)
    ids = numbered.select(pl.col(ROW), pl.col(name).str.strip_chars().alias("id")).filter(pl.col("id") != "")
    several = ids.group_by("id").agg(pl.col(ROW).sort(), pl.len().alias("n")).filter(pl.col("n") > 1)
    if not several.height:
        return None
    first = several.sort(pl.col(ROW).list.first()).row(0, named=True)
    return Repeats(
        n=several.height,
        example=first["id"],
        rows=tuple(first[ROW][:_SHOWN]),
        looked_at=table.export.sample.height,
    )
