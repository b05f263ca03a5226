"""Scored rows as the files that were asked for, by suffix: streamed, and each whole or not there.

Text in them was written by respondents: in CSV, TSV and workbooks, what a spreadsheet would run is set off.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from readiness.batch.engines.job import Progress
from readiness.batch.writing.long_form import VALUE, long_form, outputs_among
from readiness.batch.writing.sheet_rows import MOST_ROWS, escaped, write_workbook
from readiness.loading.saving import hindrance, replacing
from readiness.model.problem import Problem
from readiness.model.signs import ACTING
from readiness.reports.safe import harmless
from readiness.words import say

if TYPE_CHECKING:
    import polars as pl

STANDARD_OUTPUT = Path("-")
Format = Literal["parquet", "csv", "tsv", "jsonl", "xlsx"]
SUFFIXES: dict[str, Format] = {
    ".parquet": "parquet",
    ".csv": "csv",
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
}
Printed = Literal["csv", "tsv", "jsonl"]
"""What standard output takes."""
_RUNS = rf"^\s*[=+\-@＝＋－＠]|\t|{ACTING.pattern}"
"""Text that must not stand in a cell as it is; only such text is looked at one by one."""
_BATCH, _LONG_BATCH = 10_000, 1_000
"""Rows that are in memory at a time."""


def hindrances(targets: Sequence[Path], language: str = "en") -> tuple[Problem, ...]:
    """What can be known beforehand to keep scores from being written; worth asking before hours of scoring."""
    found: list[Problem] = []
    for path in targets:
        if path == STANDARD_OUTPUT:
            continue
        if path.suffix.lower() not in SUFFIXES:
            known = ", ".join(SUFFIXES)
            message = say(language, "bo_suffix", suffix=path.suffix)
            found.append(
                Problem(source=str(path), message=message, repair=say(language, "bo_suffix_repair", known=known))
            )
        elif problem := hindrance(path):
            found.append(problem)
    return tuple(found)


def write_scored(
    scored: Path,
    targets: Sequence[Path],
    *,
    long: bool = False,
    printed: Printed = "csv",
    disposable: bool = False,
    language: str = "en",
    stdout: BinaryIO | None = None,
    progress: Progress = lambda _: None,
) -> tuple[Problem, ...]:
    """Write a Parquet of scored rows to every target: all of them, or none and the problems that stand in the way.

    `long`: a row for each output of each response. `-` is standard output, written last, as `printed`. `disposable`: the
    caller deletes `scored` afterwards and nobody writes into it any more, so that a Parquet target may be that very file.
    `progress` hears of responses that were written to one target: `to_be_written` in all.
    Raises OSError, also for a full disk; then every target is as it was. A reader of standard output that has gone is a
    BrokenPipeError, which comes when the files are in place.
    """
    rows = _Rows(scored, long=long, progress=progress)
    problems = hindrances(targets, language) or _too_long(rows, targets, language)
    if problems:
        return problems
    files = [path for path in dict.fromkeys(targets) if path != STANDARD_OUTPUT]
    with ExitStack() as stack:
        waiting = [(stack.enter_context(replacing(path)), SUFFIXES[path.suffix.lower()]) for path in files]
        for temporary, chosen in waiting:
            if chosen == "parquet" and not long:
                _same_file(scored, temporary, disposable=disposable)
            else:
                _write(rows, temporary, chosen)
    if STANDARD_OUTPUT in targets:
        stream = stdout or sys.stdout.buffer
        _write_text(rows, stream, printed)
        stream.flush()
    return ()


def to_be_written(scored: Path, targets: Sequence[Path], *, long: bool) -> int:
    """How many responses `write_scored` will tell of, over all targets; none for a target that is a mere copy."""
    different = dict.fromkeys(targets)
    copies = sum(1 for path in different if not long and SUFFIXES.get(path.suffix.lower()) == "parquet")
    return n_rows(scored) * (len(different) - copies) if copies < len(different) else 0


def n_rows(scored: Path) -> int:
    """How many responses a file of scores holds, which its footer says."""
    import polars as pl

    return int(pl.scan_parquet(scored, glob=False).select(pl.len()).collect().item())


class _Rows:
    """The scored rows in the form that was asked for, a batch at a time."""

    def __init__(self, scored: Path, *, long: bool, progress: Progress) -> None:
        import polars as pl

        self.scored, self.long, self.progress = scored, long, progress
        self.schema = pl.scan_parquet(scored, glob=False).collect_schema()

    def count(self) -> int:
        n = n_rows(self.scored)
        return n * len(outputs_among(self.schema)) if self.long else n

    def batches(self, *, written: bool = False) -> Iterator[pl.DataFrame]:
        """First one without rows, for the columns. `written`: numbers in long form as text.

        Arrow's reader decodes no more than what is asked for; Polars' would run ahead.
        """
        import polars as pl
        import pyarrow.parquet as pq

        empty = pl.DataFrame(schema=self.schema)
        with pq.ParquetFile(self.scored) as file:
            found = file.iter_batches(batch_size=_LONG_BATCH if self.long else _BATCH)
            for batch in chain((empty,), (pl.DataFrame(each, schema=self.schema) for each in found)):
                yield long_form(batch, written=written) if self.long else batch
                self.progress(batch.height)


def _too_long(rows: _Rows, targets: Sequence[Path], language: str) -> tuple[Problem, ...]:
    """A sheet that the rows do not fit on."""
    books = [path for path in targets if SUFFIXES.get(path.suffix.lower()) == "xlsx"]
    if not books or (n := rows.count()) <= MOST_ROWS:
        return ()
    message = say(language, "bo_too_long", n=f"{n:,}", most=f"{MOST_ROWS:,}")
    repair = say(language, "bo_too_long_repair")
    return tuple(Problem(source=str(path), message=message, repair=repair) for path in books)


def _same_file(scored: Path, path: Path, *, disposable: bool) -> None:
    """The scored file itself under a further name where it may be and the disk can, else a copy."""
    if disposable:
        path.unlink()
        try:
            os.link(scored, path)
            return
        except OSError:
            pass
    shutil.copyfile(scored, path)


def _write(rows: _Rows, path: Path, chosen: Format) -> None:
    match chosen:
        case "parquet":
            _write_parquet(rows, path)
        case "xlsx":
            names = next(rows.batches()).columns
            write_workbook(path, names, chain.from_iterable(batch.iter_rows() for batch in rows.batches()))
        case _:
            with open(path, "wb") as file:
                _write_text(rows, file, chosen)


def _write_parquet(rows: _Rows, path: Path) -> None:
    import pyarrow.parquet as pq

    batches = rows.batches()
    with pq.ParquetWriter(path, next(batches).to_arrow().schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_table(batch.to_arrow())


def _write_text(rows: _Rows, stream: BinaryIO, chosen: Printed) -> None:
    """By way of the memory, so that a disk's or a pipe's errors are Python's own."""
    if chosen == "jsonl":
        for batch in rows.batches():
            lines = batch.write_ndjson()
            stream.write((escaped(lines) if _acts(batch) else lines).encode("utf-8"))
        return
    for at, batch in enumerate(rows.batches(written=True)):
        cells = io.BytesIO()
        _harmless(batch).write_csv(cells, separator="\t" if chosen == "tsv" else ",", include_header=at == 0)
        stream.write(cells.getbuffer())


def _acts(batch: pl.DataFrame) -> bool:
    """Whether some text holds a sign that acts on a terminal."""
    return any(cells.str.contains(ACTING.pattern).any() for cells in _texts(batch))


def _texts(batch: pl.DataFrame) -> list[pl.Series]:
    """The columns of text; numbers in writing are none."""
    import polars as pl

    return [batch[name] for name, dtype in batch.schema.items() if dtype == pl.String and name != VALUE]


def _harmless(batch: pl.DataFrame) -> pl.DataFrame:
    """Every column of text with what a spreadsheet would run set off."""
    return batch.with_columns(map(_set_off, _texts(batch)))


def _set_off(cells: pl.Series) -> pl.Series:
    import polars as pl

    acting = cells.str.contains(_RUNS).fill_null(False)
    if not acting.any():
        return cells
    at = acting.arg_true()
    return cells.clone().scatter(at, pl.Series([harmless(cell) for cell in cells.gather(at)], dtype=pl.String))
