"""A table in Spark with its rows numbered as a spreadsheet numbers them, and no row through the driver.

Spark reads a file in blocks and does not know how many rows lie before each. So one pass counts the lines of every block;
what comes to the driver is a few numbers for each. Text is read line by line and taken apart by the executors, because
Spark's own reader of CSV passes over blank lines and reads a file in one piece as soon as a cell may hold a line break.
Whether one does is counted in the same pass: a line with an odd number of quotation marks opens or closes such a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from readiness.batch.engines.job import EXTRA, ROW
from readiness.batch.engines.spark.files import address, one_file, one_or_more
from readiness.batch.export import Delimited, Export, Parquet

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

_FILE, _BLOCK, _AT, _LINE, _QUOTES, _INSIDE = "_file", "_block", "_at", "_line", "_quotes", "_inside"
_SHIFT, _FLIP = "_shift", "_flip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """All rows of a table, all cells text. `in_order`: they come in the order of their numbers."""

    frame: DataFrame
    in_order: bool


def opened(spark: SparkSession, export: Export) -> Opened:
    """A table as it lies there, with `row` first."""
    place = export.place
    names = [column.name for column in export.columns]
    if isinstance(place, Parquet):
        return Opened(frame=_of_parquet(spark, place, names, export.first_row), in_order=False)
    lines = _lines(spark, place)
    blocks = _Blocks(spark, lines)
    records = blocks.numbered(lines) if blocks.one_line_each else blocks.joined(lines)
    skipped = place.skip_lines if blocks.one_line_each else place.skip_records
    frame = _cells(records, place, names, skipped=skipped, first_row=export.first_row)
    return Opened(frame=frame, in_order=blocks.one_line_each)


# ---- text ----


def _lines(spark: SparkSession, place: Delimited) -> DataFrame:
    """Every line with its block and its place in it, in the order of the file."""
    from pyspark.sql import functions as f

    text = spark.read.option("lineSep", "\n").text(one_file(place.address or address(place.path)))
    quotes = f.length("value") - f.length(f.translate("value", '"', ""))
    return text.select(
        f.col("value").alias(_LINE),
        f.col("_metadata.file_path").alias(_FILE),
        f.col("_metadata.file_block_start").alias(_BLOCK),
        f.monotonically_increasing_id().alias(_AT),
        quotes.alias(_QUOTES),
    )


class _Blocks:
    """What is known of every block before any row is read."""

    def __init__(self, spark: SparkSession, lines: DataFrame) -> None:
        from pyspark.sql import functions as f

        self.spark = spark
        counted = lines.groupBy(_FILE, _BLOCK).agg(
            f.count(_AT).alias("n"),
            f.min(_AT).alias("least"),
            f.sum(_QUOTES).alias("quotes"),
            f.sum(f.col(_QUOTES) % 2).alias("odd"),
        )
        self.found = sorted(counted.collect(), key=lambda block: (block[_FILE], block[_BLOCK]))
        self.one_line_each = not any(block["odd"] for block in self.found)

    def numbered(self, lines: DataFrame) -> DataFrame:
        """Lines by their number from 0, each a record."""
        from pyspark.sql import functions as f

        before = [0, *accumulate(block["n"] for block in self.found)]
        shifts = [first - block["least"] for first, block in zip(before, self.found, strict=False)]
        return self._with(lines, _SHIFT, shifts).select((f.col(_AT) + f.col(_SHIFT)).alias(ROW), _LINE)

    def joined(self, lines: DataFrame) -> DataFrame:
        """Records by their number from 0: lines that begin inside quotation marks belong to the record before."""
        from pyspark.sql import Window
        from pyspark.sql import functions as f

        flips = [0, *accumulate(block["quotes"] for block in self.found)]
        block = Window.partitionBy(_FILE, _BLOCK).orderBy(_AT).rowsBetween(Window.unboundedPreceding, 0)
        inside = (f.sum(_QUOTES).over(block) - f.col(_QUOTES) + f.col(_FLIP)) % 2
        marked = self._with(lines, _FLIP, [flip % 2 for flip in flips]).select(
            _FILE, _BLOCK, _AT, _LINE, inside.alias(_INSIDE)
        )
        starts = {
            (row[_FILE], row[_BLOCK]): row["starts"]
            for row in marked.groupBy(_FILE, _BLOCK).agg(f.sum(1 - f.col(_INSIDE)).alias("starts")).collect()
        }
        before = [0, *accumulate(starts[block[_FILE], block[_BLOCK]] for block in self.found)]
        number = f.sum(1 - f.col(_INSIDE)).over(block) + f.col(_SHIFT) - 1
        records = self._with(marked, _SHIFT, before).select(number.alias(ROW), _AT, _FILE, _BLOCK, _LINE)
        pieces = f.array_sort(f.collect_list(f.struct(_FILE, _BLOCK, _AT, _LINE)))
        whole = f.array_join(f.transform(pieces, lambda piece: piece[_LINE]), "\n")
        return records.groupBy(ROW).agg(whole.alias(_LINE))

    def _with(self, lines: DataFrame, name: str, values: Sequence[int]) -> DataFrame:
        """The lines with a number of their block."""
        from pyspark.sql import functions as f

        known = [(block[_FILE], block[_BLOCK], value) for block, value in zip(self.found, values, strict=False)]
        table = self.spark.createDataFrame(known, f"{_FILE} STRING, {_BLOCK} BIGINT, {name} BIGINT")
        return lines.join(f.broadcast(table), [_FILE, _BLOCK])


def _cells(records: DataFrame, place: Delimited, names: Sequence[str], *, skipped: int, first_row: int) -> DataFrame:
    """Records taken apart."""
    from pyspark.sql import functions as f

    line: Column = f.regexp_replace(_LINE, "\r$", "")
    if not skipped:
        line = f.regexp_replace(line, "^\ufeff", "")
    schema = ", ".join(f"{name} STRING" for name in (*names, *EXTRA))
    how = {"sep": place.delimiter, "quote": '"', "escape": '"', "maxColumns": str(len(names) + 1_000)}
    below = records.where(f.col(ROW) >= skipped)
    number = (f.col(ROW) + (first_row - skipped)).alias(ROW)
    return below.select(number, f.from_csv(line, schema, how).alias("cells")).select(ROW, "cells.*")


# ---- Parquet ----


def _of_parquet(spark: SparkSession, place: Parquet, names: Sequence[str], first_row: int) -> DataFrame:
    """Rows by their place in their file, files by their name."""
    from pyspark.sql import functions as f

    table = spark.read.parquet(one_or_more(place.path))
    file, at = f.col("_metadata.file_path").alias(_FILE), f.col("_metadata.row_index").alias(_AT)
    cells = [f.col(_named(old)).cast("string").alias(new) for old, new in zip(place.columns, names, strict=True)]
    counts = sorted(table.select(file).groupBy(_FILE).count().collect())
    before = accumulate((row["count"] for row in counts), initial=first_row)
    known = [(row[_FILE], shift) for row, shift in zip(counts, before, strict=False)]
    shifts = spark.createDataFrame(known, f"{_FILE} STRING, {_SHIFT} BIGINT")
    rows = table.select(file, at, *cells).join(f.broadcast(shifts), _FILE)
    return rows.select((f.col(_AT) + f.col(_SHIFT)).alias(ROW), *names)


def _named(column: str) -> str:
    return "`" + column.replace("`", "``") + "`"
