"""Rows of plain values as CSV, TSV, JSON lines or a workbook, as they come in; no text in them acts on who opens it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.loading.saving import replacing
from readiness.model.signs import ACTING
from readiness.reports.safe import harmless, runs, visible

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | float | bool | None
Row = Sequence[Value]
SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".xlsx")
MOST_ROWS = 1_048_575
"""As many rows fit under the header of a sheet."""
_READ_ODDLY = ("=", "#")
"""What text begins with that a workbook would take for a formula or an error."""


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write the rows, whole or not at all, in the format of the suffix (CSV for any but `SUFFIXES`); says how many.

    Raises OSError; then `path` is as it was.
    """
    counted = _Counted(rows)
    with replacing(path) as temporary:
        match path.suffix.lower():
            case ".xlsx":
                write_workbook(temporary, columns, counted)
            case ".jsonl" | ".ndjson":
                _write_lines(temporary, columns, counted)
            case suffix:
                _write_delimited(temporary, columns, counted, "\t" if suffix == ".tsv" else ",")
    return counted.n


class _Counted:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows, self.n = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self.rows:
            self.n += 1
            yield row


def _write_delimited(path: Path, columns: Sequence[str], rows: Iterable[Row], delimiter: str) -> None:
    with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow([harmless(name) for name in columns])
        for row in rows:
            writer.writerow([_cell(value) for value in row])


def _cell(value: Value) -> object:
    """None is empty; csv writes a float in full."""
    if isinstance(value, str):
        return harmless(value)
    return str(value).lower() if isinstance(value, bool) else value


def _write_lines(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        for row in rows:
            file.write(escaped(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)) + "\n")


def escaped(lines: str) -> str:
    """JSON lines with the signs that act on a terminal written as escapes; they stand inside strings alone."""
    return ACTING.sub(lambda found: f"\\u{ord(found.group()):04x}", lines)


def write_workbook(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """A workbook, row by row; what does not fit on one sheet goes on the next."""
    from openpyxl.workbook import Workbook

    workbook = Workbook(write_only=True)
    workbook.properties.creator = "readiness"
    sheet: WriteOnlyWorksheet | None = None
    try:
        for at, row in enumerate(rows):
            if at % MOST_ROWS == 0:
                sheet = _sheet(workbook.create_sheet(), columns)
            assert sheet is not None
            sheet.append([_sheet_cell(sheet, value) for value in row])
        if sheet is None:
            _sheet(workbook.create_sheet(), columns)
        workbook.save(path)
    except BaseException:
        _let_go(workbook.worksheets)
        raise


def _sheet(sheet: WriteOnlyWorksheet, columns: Sequence[str]) -> WriteOnlyWorksheet:
    sheet.freeze_panes = "A2"
    sheet.append([_sheet_cell(sheet, name) for name in columns])
    return sheet


def _sheet_cell(sheet: WriteOnlyWorksheet, value: Value) -> Value | Cell:
    """Text stays text, whatever it begins with, and a number keeps its last digit."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, float) and float(f"{value:.16g}") != value:  # the library would write sixteen digits
        number = WriteOnlyCell(sheet, repr(value))
        number.data_type = "n"
        return number
    if not isinstance(value, str):
        return value
    shown = visible(value, keep_lines=True)
    if not (shown.startswith(_READ_ODDLY) or runs(shown)):
        return shown
    cell = WriteOnlyCell(sheet, shown)
    cell.data_type = "s"
    cell.quotePrefix = runs(shown)
    return cell


def _let_go(sheets: Iterable[object]) -> None:
    """Close what stands half-written in the system's temporary folder."""
    for sheet in sheets:
        writer = getattr(sheet, "_writer", None)
        if writer is not None:
            sheet.close()  # type: ignore[attr-defined]
            writer.cleanup()
