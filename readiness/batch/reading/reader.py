"""One table of responses, read: the way from a source to an `Export`, whatever format it is in.

A large text file is never loaded: its bytes are checked once for their encoding, its beginning says what it is, and the rest
is left to the engine that scores it. Workbooks and JSON become Parquet files of text in the workspace.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.batch.export import Column, Delimited, Export, Parquet, Place
from readiness.batch.reading.delimited import Opening, Record, mended, opening, text_options
from readiness.batch.reading.encoding import as_utf8
from readiness.batch.reading.faults import Fault, Notice, unreadable
from readiness.batch.reading.platforms import KEYS, described, platform_of
from readiness.batch.reading.platforms.head import Described, Head, Platform, name
from readiness.batch.reading.sheets import (
    Grid,
    Staged,
    grid_of,
    json_array_as_lines,
    repeats,
    staged_lines,
    staged_parquet,
    unpacked,
)
from readiness.batch.reading.sources import Source, kind_of
from readiness.model.problem import Problem

if TYPE_CHECKING:
    import polars as pl

SAMPLE = 10_000
"""Rows that are looked at to find out how columns are to be read."""
_PIECES = (4 << 20, 16 << 20)
"""Bytes in which the sample is looked for: 10,000 rows of 400 bytes, else of 1,600. With longer rows it holds fewer."""
_HEAD = 200
"""Rows that are looked at to find out what wrote the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What the person said of the file, and where copies may be put."""

    platform: str | None
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_rows: int | None
    workspace: Path
    language: str


def read_export(
    source: Source,
    *,
    platform: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    header_rows: int | None = None,
    workspace: Path,
    language: str = "en",
) -> Export | tuple[Problem, ...]:
    """The table that a source holds, described; or what keeps it from being read, and how to mend that.

    What is told wins over what is detected. `workspace` takes copies, and must last as long as the export is used.
    """
    wish = _Wish(
        platform=platform,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        header_rows=header_rows,
        workspace=workspace,
        language=language,
    )
    read = _read(source, wish)
    return (read.told(language),) if isinstance(read, Fault) else read


def export_of_columns(
    names: Sequence[str], sample: pl.DataFrame, *, display: str, language: str = "en"
) -> Export | tuple[Problem, ...]:
    """A table that is no file, described by its columns' names and its first rows as text; it lies nowhere.

    The sample's columns are called as `Export.columns` are.
    """
    wish = _Wish(
        platform=None,
        encoding=None,
        delimiter=None,
        sheet=None,
        header_rows=None,
        workspace=Path(),
        language=language,
    )
    read = _Table(display=display).of_columns(names, Parquet(path="", columns=tuple(names)), sample, wish)
    return (read.told(language),) if isinstance(read, Fault) else read


def _read(source: Source, wish: _Wish) -> Export | Fault:
    if wish.platform is not None and platform_of(Head(rows=()), wish.platform) is None:
        values = {"platform": wish.platform, "known": ", ".join(KEYS)}
        return Fault(source="--platform", problem="bs_no_platform", repair="bs_no_platform_repair", values=values)
    path = Path(source.path)
    match source.kind:
        case "text":
            return _text(path, source.display, wish)
        case "sheet":
            return _sheet(path, source.display, wish)
        case "json lines" | "json":
            return _json(path, source, wish)
        case "parquet":
            return _parquet(path, source, wish)
        case "zip":
            return _archive(path, source, wish)
        case "responses":
            return Fault(source=source.display, problem="bs_responses", repair="bs_responses_repair")


def _archive(path: Path, source: Source, wish: _Wish) -> Export | Fault:
    found = unpacked(path, source.display, wish.workspace, table=wish.sheet)
    if isinstance(found, Fault):
        return found
    member, notices = found
    kind = kind_of(member, source.display)
    if isinstance(kind, Fault):
        return kind
    inner = Source(kind=kind, display=source.display, path=str(member), files=(member,))
    read = _read(inner, replace(wish, sheet=None))
    told = tuple(notice.told(wish.language) for notice in notices)
    return read if isinstance(read, Fault) else replace(read, notices=told + read.notices)


# Text


def _text(path: Path, display: str, wish: _Wish) -> Export | Fault:
    text = as_utf8(path, display, encoding=wish.encoding, workspace=wish.workspace)
    if isinstance(text, Fault):
        return text
    opened = opening(text.path, display, delimiter=wish.delimiter)
    if isinstance(opened, Fault):
        return opened
    table = _Table(display=display, notices=text.notices, encoding=text.encoding)
    return table.of_text(text.path, opened, wish)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What is known of a table before its columns are; makes the export of it."""

    display: str
    encoding: str | None = None
    notices: tuple[Notice, ...] = field(default_factory=tuple)

    def of_text(self, path: Path, opened: Opening, wish: _Wish) -> Export | Fault:
        records = opened.records
        leading = next((at for at, record in enumerate(records) if not record.blank), 0)
        records = records[leading:]
        even = _evened([record.cells for record in records])
        head = Head(rows=_padded(even), forced=wish.header_rows)
        found = self.describe(head, wish)
        if isinstance(found, Fault):
            return found
        platform, what = found
        rows = what.header_rows
        if len(records) < rows or (rows and all(record.blank for record in records[rows:])):
            return self.only_header(rows)
        width = max((len(cells) for cells in even[: max(rows, 1)]), default=0)
        place = Delimited(
            path=path,
            delimiter=opened.delimiter,
            skip_lines=_lines_before(opened, leading, rows),
            width=width,
            skip_records=int(opened.stated) + leading + rows,
            header_cells=tuple(record.cells for record in records[:rows]),
        )
        sample = _text_sample(place)
        seen = sum(not record.blank for record in records[rows:])
        if sample is not None and sample.height >= seen - 1:  # the last record seen may be one that is cut off
            return self.export(platform, what, what.columns(head)[:width], place, sample, leading + rows + 1, wish)
        clean = mended_rows(place, self.display, wish.workspace)
        if isinstance(clean, Fault):
            return clean
        sample = _text_sample(clean)
        if sample is None:
            return Fault(source=self.display, problem="bs_quotes", repair="bs_quotes_repair")
        told = replace(self, notices=(*self.notices, Notice(words="bs_mended")))
        return told.export(platform, what, what.columns(head)[:width], clean, sample, leading + rows + 1, wish)

    def of_grid(self, grid: Grid, wish: _Wish) -> Export | Fault:
        frame = grid.frame
        top = [tuple("" if cell is None else str(cell) for cell in row) for row in frame.head(_HEAD).iter_rows()]
        head = Head(rows=tuple(top), forced=wish.header_rows)
        found = self.describe(head, wish)
        if isinstance(found, Fault):
            return found
        platform, what = found
        data = frame.slice(what.header_rows)
        if not data.height:
            return self.only_header(what.header_rows)
        with tempfile.NamedTemporaryFile(dir=wish.workspace, suffix=".parquet", delete=False) as file:
            data.write_parquet(file)
        place = Parquet(path=file.name, columns=tuple(data.columns))
        first = grid.first_row + what.header_rows
        return self.export(platform, what, what.columns(head), place, data.head(SAMPLE), first, wish)

    def of_columns(self, names: Sequence[str], place: Parquet, sample: pl.DataFrame, wish: _Wish) -> Export | Fault:
        """A format that keeps names apart from rows: they are described like one header row, and none is counted."""
        if not sample.height:
            return Fault(source=self.display, problem="bs_no_rows", repair="bs_no_rows_repair")
        top = [tuple("" if cell is None else str(cell) for cell in row) for row in sample.head(_HEAD).iter_rows()]
        head = Head(rows=(tuple(names), *top), forced=1)
        found = self.describe(head, wish)
        if isinstance(found, Fault):
            return found
        platform, what = found
        read = self.export(platform, what, what.columns(head), place, sample, 1, wish)
        return replace(read, header_rows=0)

    def describe(self, head: Head, wish: _Wish) -> tuple[Platform, Described] | Fault:
        if repeats(head.first):
            return Fault(source=self.display, problem="bs_repeat", repair="bs_repeat_repair")
        if len(head.first) < 2:
            return Fault(source=self.display, problem="bs_one_column", repair="bs_one_column_repair")
        if wish.header_rows is not None and not 0 <= wish.header_rows <= 20:
            values = {"n": wish.header_rows}
            return Fault(
                source="--header-rows", problem="bs_header_rows", repair="bs_header_rows_repair", values=values
            )
        platform = platform_of(head, wish.platform)
        assert platform is not None  # a platform that is not known was refused at the door
        return platform, described(head, platform)

    def only_header(self, rows: int) -> Fault:
        values = {"n": rows, "fewer": max(0, rows - 1)}
        return Fault(source=self.display, problem="bs_only_header", repair="bs_only_header_repair", values=values)

    def export(
        self,
        platform: Platform,
        what: Described,
        columns: tuple[Column, ...],
        place: Place,
        sample: pl.DataFrame,
        first_row: int,
        wish: _Wish,
    ) -> Export:
        notices = (*self.notices, *what.notices, *_damaged_ids(columns, sample))
        return Export(
            display=self.display,
            platform=platform.name,
            place=place,
            columns=columns,
            sample=sample,
            first_row=first_row,
            header_rows=what.header_rows,
            encoding=self.encoding,
            delimiter=place.delimiter if isinstance(place, Delimited) else None,
            left_out=tuple(rule for rule in what.left_out if int(rule.column[1:]) < len(columns)),
            finished=what.finished,
            notices=tuple(notice.told(wish.language) for notice in notices),
        )


def _evened(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """A header one cell shorter than every row below it gets its missing cell.

    It is the last where rows end in a delimiter, and else the first: R writes row names without a header.
    """
    below = [row for row in rows[1:] if any(row)]
    if len(below) < 2 or any(len(row) != len(rows[0]) + 1 for row in below):
        return list(rows)
    ends_in_nothing = not any(row[-1].strip() for row in below)
    header = (*rows[0], "") if ends_in_nothing else ("", *rows[0])
    return [header, *rows[1:]]


def _padded(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Rows as wide as the widest."""
    width = max((len(row) for row in rows), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in rows)


def _lines_before(opened: Opening, leading: int, rows: int) -> int:
    """Physical lines up to the first row of data."""
    before: Sequence[Record] = opened.records[: leading + rows]
    return before[-1].lines if before else int(opened.stated)


def mended_rows(place: Delimited, display: str, workspace: Path) -> Delimited | Fault:
    """The same rows in a copy that an engine reads, for one that has stumbled over a quotation mark."""
    path = mended(place.path, display, workspace, delimiter=place.delimiter, skip_lines=place.skip_lines)
    return path if isinstance(path, Fault) else replace(place, path=path, skip_lines=0, skip_records=0, header_cells=())


def _text_sample(place: Delimited) -> pl.DataFrame | None:
    """The first rows, read as an engine reads them; None where their quotation marks do not match.

    They are parsed from a piece of the file, since Polars touches every page of a file that it is given by its path.
    """
    for size in _PIECES:
        sample, whole = _sample_in(place, size)
        if whole or (sample is not None and sample.height >= SAMPLE):
            break
    return sample


def _sample_in(place: Delimited, size: int) -> tuple[pl.DataFrame | None, bool]:
    """The first rows in so many bytes of a file, and whether those are all of it."""
    import polars as pl

    with open(place.path, "rb") as file:
        piece = file.read(size)
        whole = not file.read(1)
    names = [name(at) for at in range(place.width)]
    try:
        frame = pl.read_csv(
            piece if whole else piece[: piece.rfind(b"\n") + 1] or piece,
            **text_options(place, names),
            n_rows=SAMPLE,
        )
    except pl.exceptions.NoDataError:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String)), whole
    except pl.exceptions.PolarsError:
        return None, whole
    cut_off = not whole and 1 < frame.height < SAMPLE
    return frame.head(-1) if cut_off else frame, whole


def _damaged_ids(columns: Sequence[Column], sample: pl.DataFrame) -> tuple[Notice, ...]:
    """Long numbers that a spreadsheet has rounded: `5.8E+18` for many responses at once."""
    ids = [column.name for column in columns if column.kind == "id" and column.name in sample.columns]
    if any(sample[each].str.contains(r"^\d([.,]\d+)?E\+\d+$").any() for each in ids):
        return (Notice(words="bs_rounded_ids"),)
    return ()


# The other formats


def _sheet(path: Path, display: str, wish: _Wish) -> Export | Fault:
    grid = grid_of(path, display, sheet=wish.sheet)
    if isinstance(grid, Fault):
        return grid
    return _Table(display=display, notices=grid.notices).of_grid(grid, wish)


def _json(path: Path, source: Source, wish: _Wish) -> Export | Fault:
    text = as_utf8(path, source.display, encoding=wish.encoding, workspace=wish.workspace)
    if isinstance(text, Fault):
        return text
    lines = text.path
    if source.kind == "json":
        made = json_array_as_lines(text.path, source.display, wish.workspace)
        if isinstance(made, Fault):
            return made
        lines = made
    staged = staged_lines(lines, source.display, wish.workspace)
    if isinstance(staged, Fault):
        return staged
    table = _Table(display=source.display, encoding=text.encoding, notices=text.notices)
    return _of_staged(table, staged, wish)


def _of_staged(table: _Table, staged: Staged, wish: _Wish) -> Export | Fault:
    import polars as pl

    names = tuple(name(at) for at in range(len(staged.names)))
    sample = pl.scan_parquet(staged.path, glob=False).head(SAMPLE).collect()
    return table.of_columns(staged.names, Parquet(path=str(staged.path), columns=names), sample, wish)


def _parquet(path: Path, source: Source, wish: _Wish) -> Export | Fault:
    import polars as pl

    table = _Table(display=source.display)
    try:
        frame = pl.scan_parquet(source.path, glob=not path.exists())
        schema = frame.collect_schema()
        if any(kind != pl.String for kind in schema.dtypes()):  # every engine is to read the same text
            return _of_staged(table, staged_parquet(source.path, wish.workspace), wish)
        columns = [pl.col(each).alias(name(at)) for at, each in enumerate(schema)]
        sample = frame.head(SAMPLE).select(columns).collect()
    except pl.exceptions.PolarsError:
        return Fault(
            source=source.display, problem="bs_damaged", repair="bs_damaged_repair", values={"what": "Parquet"}
        )
    except OSError as error:
        return unreadable(source.display, error)
    place = Parquet(path=source.path, columns=tuple(schema.names()))
    return table.of_columns(schema.names(), place, sample, wish)
