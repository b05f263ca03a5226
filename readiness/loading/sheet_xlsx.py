"""A workbook (.xlsx) as the rows of a sheet; nothing is believed of what such a file states of itself."""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from readiness.loading.sheet_layout import unguarded
from readiness.loading.sheet_table import (
    HEADER_WITHIN,
    MAX_ROWS,
    Cell,
    Row,
    Table,
    Unread,
    header_place,
    no_header,
    shown,
    too_long,
)
from readiness.model.problem import Problem

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_COLUMNS = 50
"""What stands further right is not looked at."""
MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes that a workbook may unpack to; a sheet of 10,000 questions stays under it."""
_LAST_ROW = 1_048_576
"""Where a worksheet ends; row numbers beyond it are made up."""
DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl has been seen to raise on damaged files: it checks little of what it reads."""


class _SheetCell(Protocol):
    """What openpyxl gives for a cell."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...


def workbook_table(raw: bytes, name: str) -> Table | Problem:
    try:
        if (problem := _archive_problem(raw, name)) is not None:
            return problem
        with warnings.catch_warnings():  # openpyxl warns of features it drops, none of which hold answers
            warnings.simplefilter("ignore")
            return _answer_table(raw, name)
    except DAMAGE:
        repair = "open it in a spreadsheet program and save it again as .xlsx"
        return Problem(source=name, message="is damaged: it cannot be read as an Excel workbook", repair=repair)


def _archive_problem(raw: bytes, name: str) -> Problem | None:
    """What keeps these bytes from being a workbook of bearable size; None if nothing does."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        message = "is an old Excel workbook, or one with a password"
        return Problem(source=name, message=message, repair="save it as .xlsx, without a password")
    if not raw.startswith(b"PK"):
        repair = "save it as .xlsx; a text table needs the ending .csv"
        return Problem(source=name, message="is not an Excel workbook", repair=repair)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        if "[Content_Types].xml" not in names or not any(each.startswith("xl/") for each in names):
            message = "is a zip archive, but not an Excel workbook"
            return Problem(source=name, message=message, repair="save it as .xlsx")
        if _unpacks_beyond(archive, MAX_UNPACKED):
            message = f"unpacks to more than {MAX_UNPACKED // 1024**2} MiB, the most that is read"
            repair = "copy the answers into a fresh sheet from `readiness sheet`"
            return Problem(source=name, message=message, repair=repair)
    return None


def _unpacks_beyond(archive: zipfile.ZipFile, limit: int) -> bool:
    """Whether the members hold more than this. They are unpacked to be counted: sizes in an archive can lie."""
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if total > limit:
        return True
    total = 0
    for member in members:
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile("packed in a way that no spreadsheet program uses")
        member.file_size = limit + 1
        with archive.open(member) as file:
            while total <= limit and (chunk := file.read(1 << 16)):
                total += len(chunk)
    return total > limit


def _answer_table(raw: bytes, name: str) -> Table | Problem:
    """The rows of the one worksheet that has the header row."""
    values = _open(raw, results=True)
    formulas = _open(raw, results=False) if _has_formulas(raw) else None
    found = [sheet.title for sheet in values.worksheets if header_place(list(_peek(values, sheet.title))) is not None]
    if not found:
        return no_header(name)
    if len(found) > 1:
        titles = ", ".join(f"“{title}”" for title in found)
        message = f"holds answers on several worksheets: {titles}"
        return Problem(source=name, message=message, repair="keep one response to a file")
    rows: list[Row] = []
    for row in _native_rows(values, formulas, found[0]):
        rows.append(row)
        if len(rows) > MAX_ROWS and row:
            return too_long(name)
    while not rows[-1]:
        rows.pop()
    header = header_place(rows)
    assert header is not None
    return Table(rows=rows, header=header, lines=tuple(_line(row) for row in rows))


def _has_formulas(raw: bytes) -> bool:
    """Whether any worksheet has one; only then is it worth reading the workbook a second time."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = [each for each in archive.namelist() if each.startswith("xl/worksheets/") and each.endswith(".xml")]
        return any(re.search(rb"<(?:\w+:)?f[ />]", archive.read(each)) for each in sheets)


def _open(raw: bytes, *, results: bool) -> Workbook:
    """The workbook, each formula as the result that was saved with it, or as itself."""
    from openpyxl import load_workbook  # 0.15 s

    return load_workbook(io.BytesIO(raw), read_only=True, data_only=results, keep_links=False)


def _peek(workbook: Workbook, title: str) -> Iterator[Row]:
    return islice(_native_rows(workbook, None, title), HEADER_WITHIN)


def _native_rows(values: Workbook, formulas: Workbook | None, title: str) -> Iterator[Row]:
    """Rows without the empty cells at their ends, up to the last row that a worksheet can have."""
    if formulas is None:
        for row in _cells(values, title):
            yield _without_tail([_native(cell, None) for cell in row])
        return
    for row, others in zip(_cells(values, title), _cells(formulas, title), strict=False):
        yield _without_tail([_native(cell, other) for cell, other in zip(row, others, strict=False)])


def _cells(workbook: Workbook, title: str) -> Iterator[tuple[_SheetCell, ...]]:
    sheet: Any = workbook[title]
    sheet.reset_dimensions()  # the size that a file states may be wrong
    blank: object = None
    for row in islice(sheet.iter_rows(max_col=MAX_COLUMNS), _LAST_ROW):
        if row is blank:  # openpyxl fills gaps with one and the same row, and there may be a million of them
            yield ()
            continue
        yield row
        if all(cell.value is None for cell in row):
            blank = row


def _native(cell: _SheetCell, formula: _SheetCell | None) -> Cell:
    """A cell's value as YAML would give it: days as text, whole numbers without a fraction."""
    value = cell.value
    if cell.data_type == "e":
        return Unread(f"holds the spreadsheet error {value}", "write the answer itself")
    if value is None and formula is not None and formula.data_type == "f":
        repair = "open it in a spreadsheet program and save it, or write the answer itself"
        return Unread("holds a formula whose result was not saved", repair)
    match value:
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case float() if not math.isfinite(value):
            return Unread("holds a number that cannot be counted with", "write a finite number")
        case float() if value.is_integer():
            return int(value)
        case str():
            return unguarded(value.replace("_x000D_", "").replace("\r\n", "\n"))  # a CSV saved as .xlsx
        case bool() | int() | float() | None:
            return value
        case _:
            return str(value)


def _without_tail(row: list[Cell]) -> Row:
    while row and row[-1] is None:
        row.pop()
    return row


def _line(row: Row) -> str:
    return " | ".join(" ".join((shown(cell) or "").split()) for cell in row)
