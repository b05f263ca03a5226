"""Workbooks, JSON lines and archives: what no engine reads as text by itself, made into columns of text."""

from __future__ import annotations

import errno
import glob
import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING

from readiness.batch.reading.faults import Fault, Notice, unreadable
from readiness.batch.reading.platforms.head import clean, name
from readiness.batch.reading.sources import BY_SUFFIX

if TYPE_CHECKING:
    import fastexcel
    import polars as pl

MAX_JSON = 256 << 20
"""Bytes of a JSON array, which is read as a whole; JSON lines have no such limit."""
MAX_UNPACKED = 64 << 30
_REPEATS = frozenset(("_parent_index", "_parent_table_name", "_submission__id", "PARENT_KEY"))
"""Columns of a table whose rows belong to respondents of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A sheet as it stands: every cell text or null, columns `c0`… `first_row` is the number of its first row."""

    frame: pl.DataFrame
    first_row: int
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A table put into Parquet as text, and what its columns were called."""

    path: Path
    names: tuple[str, ...]


# Workbooks


def grid_of(path: Path, display: str, *, sheet: str | None) -> Grid | Fault:
    """The one visible sheet with a table, or the one that is named (or numbered from 1)."""
    import fastexcel

    try:
        reader = fastexcel.read_excel(path.read_bytes())  # given a path, it goes by the file's ending
        if sheet is not None:
            return _told(reader, reader.sheet_names, path, display, sheet)
        return _shown(reader, path, display)
    except fastexcel.FastExcelError:
        return _damaged(path, display)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how its library ends on some damaged workbooks
            raise
        return _damaged(path, display)


def _shown(reader: fastexcel.ExcelReader, path: Path, display: str) -> Grid | Fault:
    """The one visible sheet whose rows are respondents."""
    titles = reader.sheet_names
    grids = {title: grid for title in titles if (grid := _visible(reader, title)) is not None}
    tables = {title: grid for title, grid in grids.items() if not repeats(grid.row(0))}
    if not tables:
        return Fault(source=display, problem="bs_no_sheet", repair="bs_no_sheet_repair")
    if len(tables) > 1:
        values = {"sheets": _quoted(tables)}
        return Fault(source=display, problem="bs_several_sheets", repair="bs_several_sheets_repair", values=values)
    title, frame = next(iter(tables.items()))
    notices = []
    if len(titles) > 1:
        notices.append(Notice(words="bs_sheet_taken", values={"sheet": title}))
    if len(grids) > 1:
        left = _quoted(each for each in grids if each not in tables)
        notices.append(Notice(words="bs_repeats_left", values={"sheets": left}))
    return Grid(frame=frame, first_row=_first_row(path, title), notices=tuple(notices))


def _quoted(titles: Iterable[str]) -> str:
    return ", ".join(f"`{title}`" for title in titles)


def _told(reader: fastexcel.ExcelReader, titles: Sequence[str], path: Path, display: str, sheet: str) -> Grid | Fault:
    by_name = {title.casefold(): title for title in titles}
    title = by_name.get(sheet.casefold())
    if title is None and sheet.isdecimal() and 0 < int(sheet) <= len(titles):
        title = titles[int(sheet) - 1]
    if title is None:
        values = {"sheet": sheet, "sheets": _quoted(titles)}
        return Fault(source=display, problem="bs_sheet_missing", repair="bs_sheet_missing_repair", values=values)
    frame = _frame(reader.load_sheet(title, header_row=None, dtypes="string"))
    return Grid(frame=frame, first_row=_first_row(path, title))


def _damaged(path: Path, display: str) -> Fault:
    values = {"what": path.suffix or ".xlsx"}
    return Fault(source=display, problem="bs_damaged_book", repair="bs_damaged_book_repair", values=values)


def _visible(reader: fastexcel.ExcelReader, title: str) -> pl.DataFrame | None:
    """A sheet that is shown and holds a table: at least two columns, and something in them."""
    loaded = reader.load_sheet(title, header_row=None, dtypes="string")
    if loaded.visible != "visible" or loaded.width < 2:
        return None
    frame = _frame(loaded)
    return frame if frame.height and frame.width > 1 else None


def _frame(sheet: fastexcel.ExcelSheet) -> pl.DataFrame:
    """Cells as text: days without a midnight, times without Excel's first day, no NULs; rows after the last one cut."""
    import polars as pl

    frame = sheet.to_polars()
    frame.columns = [name(at) for at in range(frame.width)]
    text = pl.all().cast(pl.String).str.replace_all("\0", "", literal=True)
    text = text.str.replace(r"^(\d{4}-\d\d-\d\d) 00:00:00$", "$1").str.replace(r"^1899-12-3[01] (\d\d:\d\d)", "$1")
    frame = frame.with_columns(text.replace("", None))
    filled = frame.select(pl.any_horizontal(pl.all().is_not_null()).arg_true()).to_series()
    last = filled.max()
    return frame.head(int(last) + 1 if isinstance(last, int) else 0)


def repeats(headers: Iterable[str | None]) -> bool:
    """Whether these are the headers of a table whose rows belong to respondents of another."""
    return bool(_REPEATS & {clean(each) for each in headers if each is not None})


def _first_row(path: Path, title: str) -> int:
    """The number of the first row that holds something, which the reader of sheets does not tell; 1 where unknown."""
    import io
    import warnings

    from openpyxl import load_workbook

    from readiness.loading.sheet_xlsx import DAMAGE

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True)
            rows = book[title].iter_rows(max_row=1000, values_only=True)
            first = next((at for at, row in enumerate(rows, 1) if any(cell is not None for cell in row)), 1)
            book.close()
            return first
    except DAMAGE:
        return 1


# JSON


def json_array_as_lines(path: Path, display: str, workspace: Path) -> Path | Fault:
    """An array of records, written a record to a line."""
    try:
        if path.stat().st_size > MAX_JSON:
            return Fault(source=display, problem="bs_large_json", repair="bs_large_json_repair")
        records = json.loads(path.read_bytes())
    except OSError as error:
        return unreadable(display, error)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        return Fault(source=display, problem="bs_bad_json", repair="bs_bad_json_repair", line=line)
    if not isinstance(records, list) or not all(isinstance(each, dict) for each in records):
        return Fault(source=display, problem="bs_json_shape", repair="bs_json_shape_repair")
    with tempfile.NamedTemporaryFile("w", dir=workspace, suffix=".jsonl", delete=False, encoding="utf-8") as file:
        file.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in records)
    return Path(file.name)


def staged_lines(path: Path, display: str, workspace: Path) -> Staged | Fault:
    """JSON lines as columns of text. A list of words becomes its words, a line each; anything deeper stays JSON."""
    import polars as pl

    try:
        named = glob.escape(str(path))  # Polars takes brackets in a name for a pattern
        found = pl.scan_ndjson(named, infer_schema_length=None).collect_schema()
        schema = {each: _read_as(kind) for each, kind in found.items()}
        lines = pl.scan_ndjson(named, schema=schema)
        return _staged(lines, found.names(), workspace)
    except pl.exceptions.PolarsError:
        return _bad_line(path, display)


def _read_as(kind: pl.DataType) -> pl.DataType | type[pl.DataType]:
    import polars as pl

    words = isinstance(kind, pl.List) and kind.inner in (pl.String, pl.Int64, pl.Float64, pl.Boolean, pl.Null)
    return pl.List(pl.String) if words else pl.String


def _staged(frame: pl.LazyFrame, names: Sequence[str], workspace: Path) -> Staged:
    """The frame as text, in a file of the workspace; it is written as it is read."""
    schema = frame.collect_schema()
    columns = [as_text(each, schema[each]).alias(name(at)) for at, each in enumerate(names)]
    with tempfile.NamedTemporaryFile(dir=workspace, suffix=".parquet", delete=False) as file:
        pass
    frame.select(columns).sink_parquet(file.name)
    return Staged(path=Path(file.name), names=tuple(names))


def as_text(column: str, kind: pl.DataType) -> pl.Expr:
    """A column of any kind as text: lists a line for each item (`[]` where there is none), records as JSON."""
    import polars as pl

    cell = pl.col(column)
    if isinstance(kind, pl.Array):
        cell, kind = cell.arr.to_list(), pl.List(kind.inner)
    if isinstance(kind, pl.List) and not kind.inner.is_nested():
        joined = cell.cast(pl.List(pl.String)).list.join("\n")
        return pl.when(cell.list.len() == 0).then(pl.lit("[]")).otherwise(joined)
    if isinstance(kind, pl.List):
        return pl.struct(cell).struct.json_encode()
    if kind in (pl.Float64, pl.Float32):
        whole = (cell == cell.floor()) & (cell.abs() < _WHOLE)
        return pl.when(whole).then(cell).cast(pl.Int64).cast(pl.String).fill_null(cell.cast(pl.String))
    return cell.struct.json_encode() if isinstance(kind, pl.Struct) else cell.cast(pl.String)


_WHOLE = 1e15
"""Below it every whole number has its own float, and is written as what it was before a missing value made it one."""


def _bad_line(path: Path, display: str) -> Fault:
    """The first line that is no record."""
    line = None
    with open(path, encoding="utf-8", errors="replace") as file:
        for number, text in enumerate(file, 1):
            try:
                if text.strip() and not isinstance(json.loads(text), dict):
                    raise ValueError
            except (ValueError, RecursionError):
                line = number
                break
    return Fault(source=display, problem="bs_bad_json", repair="bs_bad_json_repair", line=line)


# Parquet


def staged_parquet(path: str, workspace: Path) -> Staged:
    """A Parquet table with lists or records in it, as text. Raises what Polars raises."""
    import polars as pl

    frame = pl.scan_parquet(path, glob=not Path(path).exists())
    return _staged(frame, frame.collect_schema().names(), workspace)


# Archives


def unpacked(
    path: Path, display: str, workspace: Path, *, table: str | None
) -> tuple[Path, tuple[Notice, ...]] | Fault:
    """The one table of an archive, or the one that is named; tables of repeats are passed over."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [each for each in archive.namelist() if _may_be_table(each)]
            chosen = [each for each in members if table is None or table in (each, Path(each).name, Path(each).stem)]
            if len(chosen) > 1:
                chosen = [each for each in chosen if not _holds_repeats(archive, each)]
            if len(chosen) != 1:
                return _no_single(display, chosen or members)
            left = _quoted(each for each in members if each not in chosen) if table is None else ""
            notices = (Notice(words="bs_repeats_left", values={"sheets": left}),) if left else ()
            return _extracted(archive, chosen[0], workspace), notices
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        return Fault(source=display, problem="bs_damaged", repair="bs_damaged_repair", values={"what": ".zip"})
    except RuntimeError:  # what zipfile raises for a password
        return Fault(source=display, problem="bs_locked", repair="bs_locked_repair")
    except OSError as error:
        if error.errno == errno.EINVAL:  # the archive points outside itself
            return Fault(source=display, problem="bs_damaged", repair="bs_damaged_repair", values={"what": ".zip"})
        return unreadable(display, error)


def _may_be_table(member: str) -> bool:
    path = Path(member)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    kind = BY_SUFFIX.get(path.suffix.casefold())
    return not hidden and not member.endswith("/") and kind not in (None, "responses", "zip")


def _holds_repeats(archive: zipfile.ZipFile, member: str) -> bool:
    if BY_SUFFIX.get(Path(member).suffix.casefold()) != "text":
        return False
    with archive.open(member) as file:
        first = file.readline(1 << 16).decode("utf-8", errors="replace")
    return repeats(cell.strip('" \r\n') for cell in first.replace(";", ",").split(","))


def _no_single(display: str, members: Sequence[str]) -> Fault:
    if not members:
        return Fault(source=display, problem="bs_zip_without", repair="bs_zip_without_repair")
    values = {"sheets": _quoted(members)}
    return Fault(source=display, problem="bs_several_tables", repair="bs_several_sheets_repair", values=values)


def _extracted(archive: zipfile.ZipFile, member: str, workspace: Path) -> Path:
    if archive.getinfo(member).file_size > MAX_UNPACKED:
        raise zipfile.BadZipFile("too large to be meant")
    suffix = Path(member).suffix.casefold()
    with (
        archive.open(member) as packed,
        tempfile.NamedTemporaryFile("wb", dir=workspace, suffix=suffix, delete=False) as target,
    ):
        copyfileobj(packed, target, 1 << 20)
    return Path(target.name)
