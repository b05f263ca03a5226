"""Rejects as Spark's executors write them: a line for each cell, or group of cells, that may not stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from readiness.batch.engines.job import EXTRA, REJECTED, ROW, STATE, TOO_LONG, Job
from readiness.batch.engines.spark.session import with_setting
from readiness.batch.export import Delimited
from readiness.batch.matching.headers import shown
from readiness.batch.scoring.lowering import with_outputs
from readiness.batch.scoring.symbols import Symbol
from readiness.batch.writing.rejects import BETWEEN
from readiness.words import say

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

_FORMULA = r"^[\s\p{Z}\x{FEFF}]*[=+\-@＝＋－＠]"
"""Text that a spreadsheet may run."""
_WALL = "_wall"


def rejected(cells: DataFrame, job: Job, language: str) -> DataFrame:
    """The rejects of a table: its source, row, id, column, item, value and the reason, all text."""
    from pyspark.sql import functions as f

    said = {f"_{name}": job.outputs[name] for name in ("source", "id") if name in job.outputs}
    bad = _bad(cells, job, said, (REJECTED, TOO_LONG))
    reasons = f.filter(f.array(*_reasons(job, language)), lambda each: each.isNotNull())
    whence = [f.col(f"_{name}") if f"_{name}" in said else f.lit(None).cast("string") for name in ("source", "id")]
    told = bad.select(whence[0].alias("source"), ROW, whence[1].alias("id"), f.explode(reasons).alias("_why"))
    texts = [_harmless(column).alias(column) for column in ("column", "item", "value")]
    return told.select(_harmless("source"), f.col(ROW).cast("string").alias(ROW), _harmless("id"), "_why.*").select(
        "source", ROW, "id", *texts, "reason"
    )


def _bad(cells: DataFrame, job: Job, more: Mapping[str, Symbol], states: Sequence[int]) -> DataFrame:
    """The rows in these states, with their cells, `more`, and for each item (by its place) whether it may stand."""
    import narwhals as nw
    from pyspark.sql import functions as f

    flags = {f"_ok{at}": symbol for at, symbol in enumerate(job.faultless.values())}
    wanted = {**flags, **more, STATE: job.state}
    frame: DataFrame = with_outputs(nw.from_native(cells), wanted, cells.columns, narrow=True).to_native()
    # Spark would take the filter below every stage of the formulas and write out there anew all that it needs, until its
    # memory is full; it leaves a filter where it stands that hangs on a number which is not the same in every run
    walled = frame.withColumn(_WALL, f.monotonically_increasing_id())
    return walled.where(f.col(STATE).isin(*states) & (f.col(_WALL) >= 0))


def filtering_formulas(spark: SparkSession) -> AbstractContextManager[None]:
    """While the rejects are worked out: rows filtered by what was computed of them.

    Before Spark filters, it works out what is known of each column from all that it was made of. Of formulas that stand on
    formulas that took half a minute of every run, and there is nothing to find.
    """
    return with_setting(spark, "spark.sql.constraintPropagation.enabled", "false", default="true")


def unknown_cells(
    cells: DataFrame, job: Job, columns: Mapping[str, Sequence[str]], most: int
) -> Mapping[str, frozenset[str]]:
    """The different cells of rejected rows in the columns of items that may not stand, by column, `most` of each."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    seen = [
        f.when(~f.col(f"_ok{at}"), f.struct(f.lit(name).alias("name"), f.col(name).alias("cell")))
        for at, item in enumerate(job.faultless)
        for name in columns.get(item, ())
    ]
    if not seen:
        return {}
    rejects = _bad(cells, job, {}, (REJECTED,)).select(f.explode(f.array(*seen)).alias("_seen"))
    distinct = rejects.select("_seen.*").where(f.col("cell") != "").distinct()
    place = f.row_number().over(Window.partitionBy("name").orderBy("cell"))
    found: dict[str, set[str]] = defaultdict(set)
    with filtering_formulas(cells.sparkSession):
        for row in distinct.withColumn("_place", place).where(f.col("_place") <= most).collect():
            found[row["name"]].add(row["cell"])
    return {name: frozenset(words) for name, words in found.items()}


def _reasons(job: Job, language: str) -> list[Column]:
    """What may be wrong with a row, each null where it is not."""
    from pyspark.sql import functions as f

    found: list[Column] = []
    if isinstance(job.export.place, Delimited):
        found.append(f.when(f.col(STATE) == TOO_LONG, _reason("", "", _joined(EXTRA), say(language, "be_too_long"))))
    headers = {column.name: shown(column) for column in job.export.columns}
    for at, (item, symbol) in enumerate(job.faultless.items()):
        if symbol.constant is True:
            continue
        names = columns_of(symbol)
        column = BETWEEN.join(headers[name] for name in names)
        why = _reason(column, item, _joined(names), say(language, "be_cannot_stand"))
        found.append(f.when((f.col(STATE) == REJECTED) & ~f.col(f"_ok{at}"), why))
    return found


def _joined(names: Sequence[str]) -> Column:
    from pyspark.sql import functions as f

    return f.concat_ws(BETWEEN, *(f.nullif(f.col(name), f.lit("")) for name in names))


def _reason(column: str, item: str, value: Column, reason: str) -> Column:
    from pyspark.sql import functions as f

    return f.struct(
        f.lit(column).alias("column"), f.lit(item).alias("item"), value.alias("value"), f.lit(reason).alias("reason")
    )


def _harmless(name: str) -> Column:
    """Text set off with an apostrophe where a spreadsheet would run it."""
    from pyspark.sql import functions as f

    text = f.col(name)
    return f.when(text.rlike(_FORMULA), f.concat(f.lit("'"), text)).otherwise(text).alias(name)


def columns_of(symbol: Symbol) -> tuple[str, ...]:
    """The columns of the table that a symbol looks at, in their order."""
    found: set[str] = set()
    waiting, seen = [symbol], set[int]()
    while waiting:
        node = waiting.pop()
        if node.number in seen:
            continue
        seen.add(node.number)
        waiting.extend(node.args)
        if node.op in _LOOKS:
            found.add(node.payload[0])  # type: ignore[index]  # these begin with their column
    return tuple(sorted(found, key=lambda name: (len(name), name)))


_LOOKS = frozenset({"code", "blank", "cell_in", "trimmed_in", "is_amount", "amount", "padded"})
