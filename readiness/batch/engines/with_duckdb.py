"""DuckDB: the same expressions as SQL, on every core, in bounded memory.

The scored rows of each table are staged in Parquet together with their states. A row's number is its place there: DuckDB
keeps the order of what it reads, but numbers rows of text only in one thread. What is written in the end is taken from
there, in the way in which the default engine writes.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.batch.engines.blank_lines import with_blank_lines_as_rows
from readiness.batch.engines.job import EXTRA, ROW, SCORED, STATE, EngineError, Job, Progress, Tally
from readiness.batch.engines.with_polars import unknown_cells, write
from readiness.batch.export import Delimited, Export, Parquet
from readiness.batch.rows_about import rows_about
from readiness.batch.scoring.lowering import with_outputs
from readiness.loading.saving import temporary_prefix

if TYPE_CHECKING:
    import duckdb
    import polars as pl

_MIB_AT_LEAST, _MIB_A_THREAD = 512, 768
"""What DuckDB may take. It needs about half; with less than 512 MiB a thread it silently writes with one thread at a time."""
_STAGED_ROWS = 30_720
"""Rows in a group while they are staged: small groups take less memory, and every row is read again anyway."""
_ITEM = "_item "
"""How item scores are called while they are staged beside the outputs."""
_PATTERN = re.compile(r"[*?\[]")
_NO_PARALLEL = "parallel=false"
"""What DuckDB says where a file has line breaks inside quotation marks and it may not read in parallel."""

_EVERY = 0.2
"""Seconds between two looks at how far DuckDB is."""
_INTERRUPTED = "interrupted"
"""What DuckDB says in place of the KeyboardInterrupt that stopped it."""


class DuckDB:
    """The engine for those who have DuckDB elsewhere, or want a second opinion."""

    def score(
        self, jobs: Sequence[Job], output: Path | str, items: Path | str | None, progress: Progress
    ) -> tuple[Tally, ...]:
        import duckdb

        output = Path(output)
        prefix = temporary_prefix(output.name)
        with tempfile.TemporaryDirectory(dir=output.parent, prefix=prefix, suffix=".part") as name:
            folder = Path(name)
            try:
                with duckdb.connect(config=_config(folder)) as connection:
                    connection.execute("SET enable_progress_bar = true")
                    connection.execute("SET enable_progress_bar_print = false")
                    staged = _Run(connection, folder).score(jobs, progress, with_items=items is not None)
                apart = [each.scored(_ITEM, each.job.items) for each in staged]
                write([each.scored("", each.job.outputs) for each in staged], output, apart, items)
                return tuple(each.tally for each in staged)
            except duckdb.Error as error:
                raise EngineError(_one_line(error)) from error
            except RuntimeError as error:
                if _INTERRUPTED in str(error):
                    raise KeyboardInterrupt from error
                raise

    def unknown_cells(self, job: Job, columns: Mapping[str, Sequence[str]], most: int) -> Mapping[str, frozenset[str]]:
        return unknown_cells(job, columns, most)


def _config(folder: Path) -> dict[str, str | bool | int | float | list[str]]:
    threads = os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count()
    return {
        "threads": threads or 1,
        "memory_limit": f"{_MIB_AT_LEAST + _MIB_A_THREAD * (threads or 1)}MiB",
        "temp_directory": str(folder / "spilled"),
        "preserve_insertion_order": True,
        "autoinstall_known_extensions": False,
    }


@dataclass(frozen=True, slots=True)
class _Run:
    """One run: the connection, and the folder for what lies in between."""

    connection: duckdb.DuckDBPyConnection
    folder: Path

    def score(self, jobs: Sequence[Job], progress: Progress, *, with_items: bool) -> list[_Staged]:
        found: list[_Staged] = []
        for at, job in enumerate(jobs):
            path = self.folder / f"{at}.parquet"
            with _watched(self.connection, rows_about(job.export), progress) as told:
                self.stage(job, path, with_items=with_items)
            found.append(_Staged(job=job, path=path, tally=self.tally(path)))
            progress(sum(found[-1].tally.values()) - told())
        return found

    def stage(self, job: Job, stage: Path, *, with_items: bool) -> None:
        """Every row of a table, scored, in order, with its state."""
        import duckdb
        import narwhals as nw

        wanted = {**job.outputs, STATE: job.state}
        if with_items:
            wanted |= {_ITEM + name: symbol for name, symbol in job.items.items()}
        place = job.export.place
        if isinstance(place, Delimited):
            place = with_blank_lines_as_rows(place, self.folder)

        def run(*, parallel: bool) -> None:
            opened = self.opened(job.export, place, parallel=parallel)
            query = with_outputs(nw.from_native(opened), wanted, (), narrow=True).to_native().sql_query()
            self.connection.execute(
                f"COPY ({query}) TO {_quoted(stage)} (FORMAT parquet, COMPRESSION lz4, ROW_GROUP_SIZE {_STAGED_ROWS})"
            )

        if _breaks_in_cells(job.export):
            return run(parallel=False)
        try:
            run(parallel=True)
        except duckdb.Error as error:
            if _NO_PARALLEL not in str(error):
                raise
            run(parallel=False)

    def opened(self, export: Export, place: Delimited | Parquet, *, parallel: bool) -> duckdb.DuckDBPyRelation:
        """A table as it lies there, all text."""
        names = [column.name for column in export.columns]
        if isinstance(place, Parquet):
            columns = [
                f"CAST({_named(old)} AS VARCHAR) AS {new}" for old, new in zip(place.columns, names, strict=True)
            ]
            return self.connection.read_parquet(_one_file(place.path)).project(", ".join(columns))
        return self.connection.read_csv(
            _one_file(str(place.path)),
            header=False,
            skiprows=place.skip_records,
            columns=dict.fromkeys((*names, *EXTRA), "VARCHAR"),
            delimiter=place.delimiter,
            quotechar='"',
            escapechar='"',
            null_padding=True,
            strict_mode=False,
            auto_detect=False,
            parallel=parallel,
        )

    def tally(self, stage: Path) -> Tally:
        counted = f"SELECT {STATE}, count(*) FROM read_parquet({_quoted(_one_file(str(stage)))}) GROUP BY ALL"
        return {int(state): n for state, n in self.connection.execute(counted).fetchall()}


@contextlib.contextmanager
def _watched(connection: duckdb.DuckDBPyConnection, about: int, progress: Progress) -> Iterator[Callable[[], int]]:
    """While a table is staged, `progress` hears how far DuckDB says it is. Gives what says how many rows were told of."""
    told = 0
    over = threading.Event()

    def watch() -> None:
        nonlocal told
        while not over.wait(_EVERY):
            done = int(about * connection.query_progress() / 100)  # below 0 where nothing is known
            if done > told:
                progress(done - told)
                told = done

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield lambda: told
    finally:
        over.set()
        watching.join()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Staged:
    """A table whose rows lie scored in a file: of each its state and every output."""

    job: Job
    path: Path
    tally: Tally

    def scored(self, prefix: str, names: Iterable[str]) -> pl.LazyFrame:
        """The rows that stay, a row's number first. The columns are staged with a prefix."""
        import polars as pl

        frame = pl.scan_parquet(self.path, glob=False).with_row_index(ROW, offset=self.job.export.first_row)
        wanted = [pl.col(ROW).cast(pl.Int64), *(pl.col(prefix + name).alias(name) for name in names)]
        return frame.filter(pl.col(STATE) == SCORED).select(wanted)


def _breaks_in_cells(export: Export) -> bool:
    """Whether a line break inside a cell was seen in the sample."""
    import polars as pl

    if not isinstance(export.place, Delimited) or not export.sample.width:
        return False
    broken = export.sample.select(pl.any_horizontal(pl.all().str.contains("\n", literal=True).any()))
    return bool(broken.item())


def _named(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _one_file(path: str) -> str:
    """A name that DuckDB takes for that one file, where there is such a file; else it may be a pattern."""
    return _PATTERN.sub(r"[\g<0>]", path) if Path(path).exists() else path


def _quoted(path: Path | str) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).strip().splitlines()[0].split())
