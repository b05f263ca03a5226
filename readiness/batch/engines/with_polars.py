"""Polars: streams a table of any length through the expressions in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal, TypedDict

from readiness.batch.engines.job import EXTRA, REJECTED, ROW, SCORED, STATE, TOO_LONG, EngineError, Job, Progress, Tally
from readiness.batch.export import Delimited, Export, Parquet
from readiness.batch.reading.delimited import text_options
from readiness.batch.reading.sheets import as_text
from readiness.batch.scoring.lowering import with_outputs

if TYPE_CHECKING:
    import polars as pl

    from readiness.batch.scoring.symbols import Symbol


class _Written(TypedDict):
    compression: Literal["snappy"]
    statistics: bool


WRITTEN = _Written(compression="snappy", statistics=False)
"""Snappy is what Parquet is usually written with: Zstandard would halve the file and take half as long again to write.
Statistics serve to skip parts of a file, which nobody does with scores."""


class Polars:
    """The default engine."""

    def score(
        self, jobs: Sequence[Job], output: Path | str, items: Path | str | None, progress: Progress
    ) -> tuple[Tally, ...]:
        tallies = [Counter[int]() for _ in jobs]
        frames = [
            scored(job, job.outputs, _counting(tally, progress)) for job, tally in zip(jobs, tallies, strict=True)
        ]
        apart = None if items is None else [scored(job, job.items, lambda _: None) for job in jobs]
        write(frames, output, apart, items)
        return tuple(dict(tally) for tally in tallies)

    def unknown_cells(self, job: Job, columns: Mapping[str, Sequence[str]], most: int) -> Mapping[str, frozenset[str]]:
        return unknown_cells(job, columns, most)


def opened(export: Export) -> pl.LazyFrame:
    """A table as it lies there, all text, with `row` as a spreadsheet numbers it."""
    import polars as pl

    match export.place:
        case Delimited() as place:
            names = [*(column.name for column in export.columns), *EXTRA]
            frame = pl.scan_csv(
                place.path,
                glob=False,
                **text_options(place, names),
                empty_string_is_null=False,  # blank is "" inside quotation marks anyway, and nulls take time
                row_index_name=ROW,
                row_index_offset=export.first_row,
            )
        case Parquet() as place:
            frame = pl.scan_parquet(place.path, glob=not Path(place.path).exists())
            kinds = frame.collect_schema()
            names = [column.name for column in export.columns]
            cells = [as_text(old, kinds[old]).alias(new) for old, new in zip(place.columns, names, strict=True)]
            frame = frame.select(cells).with_row_index(ROW, offset=export.first_row)
    return frame.with_columns(pl.col(ROW).cast(pl.Int64))


def scored(job: Job, outputs: Mapping[str, Symbol], told: Callable[[Mapping[int, int]], None]) -> pl.LazyFrame:
    """The scored rows of a table, with these outputs. `told` hears of every part how many of its rows came to each state.

    It is called once for every part, by many threads in turn.
    """
    import narwhals as nw
    import polars as pl

    lock = Lock()

    def passes(columns: Sequence[pl.Series]) -> pl.Series:
        state, row = columns  # where a part has one state only, it stands there once
        states = {SCORED: len(row)} if not state.sum() else _counted(state, len(row))
        with lock:
            told(states)
        return state == SCORED

    wanted = {**outputs, STATE: job.state}
    frame = with_outputs(nw.from_native(opened(job.export)), wanted, (ROW,)).to_native()
    return frame.filter(pl.map_batches([STATE, ROW], passes, return_dtype=pl.Boolean, is_elementwise=True)).drop(STATE)


def _counted(state: pl.Series, rows: int) -> dict[int, int]:
    if len(state) != rows:
        return {int(state.item(0)): rows}
    return {int(each): n for each, n in state.value_counts().iter_rows()}


def _counting(tally: Counter[int], progress: Progress) -> Callable[[Mapping[int, int]], None]:
    def told(states: Mapping[int, int]) -> None:
        tally.update(states)
        progress(sum(states.values()))

    return told


def write(
    frames: Sequence[pl.LazyFrame],
    output: Path | str,
    items: Sequence[pl.LazyFrame] | None = None,
    items_output: Path | str | None = None,
) -> None:
    """Write the rows of all tables below each other, and their item scores where asked for. Raises EngineError."""
    import polars as pl

    sinks = [_joined(frames).sink_parquet(output, **WRITTEN, lazy=True)]
    if items is not None and items_output is not None:
        sinks.append(_joined(items).sink_parquet(items_output, **WRITTEN, lazy=True))
    try:
        pl.collect_all(sinks, engine="streaming")
    except pl.exceptions.PolarsError as error:
        raise EngineError(_one_line(error)) from error


def _joined(frames: Sequence[pl.LazyFrame]) -> pl.LazyFrame:
    import polars as pl

    return frames[0] if len(frames) == 1 else pl.concat(frames, how="diagonal")


def rejected(job: Job) -> Iterator[pl.DataFrame]:
    """The rejected rows of a table: their cells, their state, and for each item (by its place) whether it may stand."""
    import narwhals as nw
    import polars as pl

    flags = {f"_ok{at}": symbol for at, symbol in enumerate(job.faultless.values())}
    keep = (ROW, *(column.name for column in job.export.columns))
    frame = with_outputs(nw.from_native(opened(job.export)), {**flags, STATE: job.state}, keep).to_native()
    bad = frame.filter(pl.col(STATE).is_in([float(REJECTED), float(TOO_LONG)]))
    yield from bad.collect_batches(maintain_order=True)


def unknown_cells(job: Job, columns: Mapping[str, Sequence[str]], most: int) -> Mapping[str, frozenset[str]]:
    """What `Engine.unknown_cells` asks for, for a table that lies where this process can read it."""
    import polars as pl

    found: dict[str, set[str]] = {}
    for part in rejected(job):
        for at, item in enumerate(job.faultless):
            for name in columns.get(item, ()):
                known = found.setdefault(name, set())
                if len(known) < most:
                    cells = part.filter(~pl.col(f"_ok{at}"))[name].drop_nulls().unique()
                    known.update(cells.filter(cells != "").head(most).to_list())
    return {name: frozenset(cells) for name, cells in found.items()}


def _one_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
