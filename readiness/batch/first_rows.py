"""The first rows of a table, scored and shown before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readiness.batch.engines.job import EXTRA, ROW, SCORED, STATE, Job
from readiness.batch.scoring.lowering import with_outputs
from readiness.batch.tables import Table
from readiness.words import say

if TYPE_CHECKING:
    import polars as pl

_TOLD = ("row", "id", "source", "finished", "by.", "score.", "level", "coverage.overall", "exposure.", "stance_")
"""What is shown of a row: how the names of those outputs begin."""
_SCREEN, _INDENT, _BETWEEN, _LEAST = 80, 2, 2, 8
"""Columns of a narrow terminal, and how they are used: before a line, before a value, and for a value at the least."""


def first_rows(table: Table, job: Job, n: int) -> pl.DataFrame:
    """The first scored rows of a table's sample, with all outputs."""
    import narwhals as nw
    import polars as pl

    sample = table.export.sample.with_row_index(ROW, offset=table.export.first_row)
    sample = sample.with_columns(
        *(pl.lit(None, dtype=pl.String).alias(name) for name in EXTRA), pl.col(ROW).cast(pl.Int64)
    )
    found = with_outputs(nw.from_native(sample.lazy()), {**job.outputs, STATE: job.state}, (ROW,)).to_native()
    return found.filter(pl.col(STATE) == SCORED).drop(STATE).head(n).collect()


def rows_shown(rows: pl.DataFrame, language: str) -> str:
    """A few scored rows on their side: a line for each of the telling outputs."""
    rows = rows.select([name for name in rows.columns if name.startswith(_TOLD)])
    if not rows.height:
        return say(language, "br_no_rows") + "\n"
    width = max(len(name) for name in rows.columns)
    widest = max(_LEAST, (_SCREEN - _INDENT - width) // rows.height - _BETWEEN)
    lines = [say(language, "br_first_rows") + say(language, "colon").rstrip() + "\n"]
    lines += [f"  {name:<{width}}  {'  '.join(_values_shown(rows[name], widest))}\n" for name in rows.columns]
    return "".join(lines)


def _values_shown(values: pl.Series, widest: int) -> Iterator[str]:
    for value in values:
        match value:
            case None:
                text = "–"
            case bool():
                text = str(value).lower()
            case float():
                text = f"{value:.4g}"
            case _:
                text = str(value)
        yield f"{text if len(text) <= widest else text[: widest - 1] + '…':>{widest}}"
