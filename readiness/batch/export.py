"""A survey export as it was found: where its rows lie, what each column is, which rows are left out by rule.

A reader makes it, matching looks at it, an engine opens its `place`. Every cell is text until matching says how to read it;
columns are called `c0`, `c1`, … in the order of the file, because headers may be empty, equal, or a page long.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl

ColumnKind = Literal[
    "answer",  # may be what a question was answered with
    "id",  # names the response, and nobody by name
    "started",
    "ended",
    "seconds",  # how long it took
    "status",  # preview, test, spam, …
    "finished",  # whether the respondent reached the end
    "progress",  # how far, in percent
    "language",
    "personal",  # name, e-mail, address, location, token: never copied, never matched
    "technical",  # timing, display order, scores of the platform, versions: never matched
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `position` counts from 0; `name` is what the frame calls it.

    `code` is the platform's own id for it (`Q3_1`, `TOOLS[SQ001]`, `maturity/quality`), `more_codes` further ones
    (Qualtrics' ImportId); `text` the question's words and `sub` those of its row or option. Each is "" where there is
    none. `cells` are the header cells as they stand in the file, for reports.
    """

    position: int
    name: str
    code: str
    text: str
    sub: str
    cells: tuple[str, ...]
    kind: ColumnKind = "answer"
    more_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delimited:
    """A text file in UTF-8 (perhaps a copy made for that). `skip_lines` counts physical lines up to the first row of data.

    `skip_records` counts the same as records, a blank line as one, for an engine that skips those (DuckDB).
    `header_cells` are the header rows among them, for an engine that cannot skip and must recognise them. `address`, where
    the file lies elsewhere (`hdfs://…`), is where Spark finds it; then `path` holds no more than its beginning.
    """

    path: Path
    delimiter: str
    skip_lines: int
    width: int
    skip_records: int = 0
    header_cells: tuple[tuple[str, ...], ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parquet:
    """A Parquet file (or several, by a glob). `columns` are its own column names, in the order of `Export.columns`."""

    path: str
    columns: tuple[str, ...]


Place = Delimited | Parquet


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A rule by which rows are left out: where the column holds one of `values` (as they stand in the file, trimmed).

    `reason` is counted and told: "preview", "test", "spam", "repeated header", "unfinished", "blank".
    """

    reason: str
    column: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """How to tell a finished response: the column holds one of `values`; with `values` None, it is not blank."""

    column: str
    values: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A whole table of responses, described.

    `display` names it in messages; `first_row` is the number that a spreadsheet shows for the first row of data, so that
    row i of the data (from 0) is row `first_row + i` of the file. `sample` holds the first rows, all text, with the
    columns' names. `encoding` and `delimiter` are None where the format has none. `notices` are what the reader wants
    said: what was repaired, which sheet was taken.
    """

    display: str
    platform: str
    place: Place
    columns: tuple[Column, ...]
    sample: pl.DataFrame
    first_row: int
    header_rows: int
    encoding: str | None = None
    delimiter: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    finished: Finished | None = None
    notices: tuple[str, ...] = ()

    def of_kind(self, kind: ColumnKind) -> tuple[Column, ...]:
        """The columns of one kind, in order."""
        return tuple(column for column in self.columns if column.kind == kind)
