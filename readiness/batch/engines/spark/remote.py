"""Tables that lie where Spark's executors read: their beginning is fetched, described like any file, and the rest stays there."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from readiness.batch.engines.spark.files import one_file
from readiness.batch.engines.spark.session import one_line
from readiness.batch.export import Delimited, Export, Parquet
from readiness.batch.reading.faults import Fault
from readiness.batch.reading.reader import SAMPLE, read_export
from readiness.batch.reading.sources import BY_SUFFIX, Source
from readiness.model.problem import Problem

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_MORE_LINES = 200
"""Lines fetched beyond the sample, for header rows."""
_ILLEGIBLE = "\ufffd"
"""What Spark makes of bytes that are not UTF-8."""


def remote_export(
    spark: SparkSession,
    address: str,
    *,
    workspace: Path,
    platform: str | None = None,
    delimiter: str | None = None,
    header_rows: int | None = None,
    language: str = "en",
) -> Export | tuple[Problem, ...]:
    """The table at an address such as `hdfs://…`, described; or what keeps it from being read, and how to mend that.

    No more than its first 10,000 rows come to this machine.
    """
    kind = BY_SUFFIX.get(PurePosixPath(address).suffix.lower())
    try:
        local = _fetched(spark, address, kind, workspace)
    except Exception as error:  # Spark, Java and Hadoop share no ancestor
        values = {"why": one_line(error)}
        fault = Fault(
            source=address, problem="be_remote_unreadable", repair="be_remote_unreadable_repair", values=values
        )
        return (fault.told(language),)
    if isinstance(local, Fault):
        return (local.told(language),)
    source = Source(kind="parquet" if kind == "parquet" else "text", display=address, path=str(local), files=(local,))
    read = read_export(
        source,
        platform=platform,
        delimiter=delimiter,
        header_rows=header_rows,
        workspace=workspace,
        language=language,
    )
    return _there(read, address, local, language) if isinstance(read, Export) else read


def _fetched(spark: SparkSession, address: str, kind: str | None, workspace: Path) -> Path | Fault:
    """The beginning of a table, as a file of this machine."""
    if kind == "parquet":
        return _rows(spark, address, workspace)
    return _lines(spark, address, workspace) if kind == "text" else _refused(address)


def _refused(address: str) -> Fault:
    return Fault(source=address, problem="be_remote_kind", repair="be_remote_kind_repair")


def _lines(spark: SparkSession, address: str, workspace: Path) -> Path | Fault:
    text = spark.read.option("lineSep", "\n").text(one_file(address)).limit(SAMPLE + _MORE_LINES)
    lines = [row.value for row in text.collect()]
    if any(_ILLEGIBLE in line for line in lines):
        return _refused(address)
    whole = "".join(f"{line}\n" for line in _whole_records(lines))
    return _kept(whole.encode(), ".csv", workspace)


def _whole_records(lines: Sequence[str]) -> Sequence[str]:
    """The lines up to the last that ends outside quotation marks."""
    inside, whole = False, 0
    for at, line in enumerate(lines, 1):
        inside ^= line.count('"') % 2 == 1
        if not inside:
            whole = at
    return lines[:whole]


def _rows(spark: SparkSession, address: str, workspace: Path) -> Path | Fault:
    import polars as pl

    table = spark.read.parquet(address)
    if any(kind.startswith(("array", "struct", "map", "binary")) for _, kind in table.dtypes):
        return _refused(address)
    first = table.select([table[f"`{name}`"].cast("string") for name in table.columns]).limit(SAMPLE)
    frame = pl.DataFrame([tuple(row) for row in first.collect()], schema=table.columns, orient="row")
    path = _kept(b"", ".parquet", workspace)
    frame.cast(pl.String).write_parquet(path)
    return path


def _kept(content: bytes, suffix: str, workspace: Path) -> Path:
    with tempfile.NamedTemporaryFile(dir=workspace, suffix=suffix, delete=False) as file:
        file.write(content)
    return Path(file.name)


def _there(read: Export, address: str, local: Path, language: str) -> Export | tuple[Problem, ...]:
    """The export with its place where the whole table lies; its copy here must be the beginning, to the letter."""
    match read.place:
        case Delimited() as place if place.path == local:
            return replace(read, place=replace(place, address=address))
        case Parquet() as table if table.path == str(local):
            return replace(read, place=replace(table, path=address))
        case _:
            return (_refused(address).told(language),)
