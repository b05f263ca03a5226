"""A text table (.csv, .tsv) as the rows of a sheet."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from itertools import islice

from readiness.loading.reading import decode
from readiness.loading.sheet_layout import unguarded
from readiness.loading.sheet_table import (
    HEADER_WITHIN,
    MAX_ROWS,
    Row,
    Table,
    header_place,
    is_header,
    no_header,
    too_long,
)
from readiness.model.problem import Problem


def text_table(raw: bytes, name: str) -> Table | Problem:
    text = decode(raw, name)
    if isinstance(text, Problem):
        return replace(text, repair="save the sheet as “CSV UTF-8”; a workbook needs the ending .xlsx")
    if not text.strip():
        return _empty(name)
    stated = re.match(r'"?sep=(.)"?[,;\t]*\n', text, re.IGNORECASE)
    if stated:
        text = text[stated.end() :]  # spreadsheets do not count this line either
    delimiter = stated[1] if stated else _delimiter(text)
    if delimiter is None:
        return no_header(name)
    return _records(text, name, delimiter)


def _empty(name: str) -> Problem:
    return Problem(source=name, message="is empty", repair="start from a blank sheet: `readiness sheet`")


def _delimiter(text: str) -> str | None:
    """What the header row is divided by; None where no line looks like one."""
    for line in islice(text.split("\n"), HEADER_WITHIN):
        for delimiter in ",;\t":
            if is_header([cell.strip().strip('"') for cell in line.split(delimiter)]):
                return delimiter
    return None


def _records(text: str, name: str, delimiter: str) -> Table | Problem:
    """Rows as a spreadsheet counts them: one with line breaks inside its cells is one row, and one excerpt."""
    source = io.StringIO(text, newline="\n")
    physical = text.split("\n")
    rows: list[Row] = []
    lines: list[str] = []
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    start = 0
    try:
        for record in reader:
            rows.append([unguarded(cell) for cell in record])
            lines.append(" ".join(physical[start : reader.line_num]))
            start = reader.line_num
            if len(rows) > MAX_ROWS and any(record):
                return too_long(name)
    except csv.Error as error:
        return _broken_record(error, name, row=len(rows) + 1, excerpt=physical[start])
    header = header_place(rows)
    if header is None:
        return no_header(name)
    return Table(rows=rows, header=header, lines=tuple(lines), delimiter=delimiter)


def _broken_record(error: csv.Error, name: str, *, row: int, excerpt: str) -> Problem:
    if "field limit" in str(error):
        message, repair = "holds a cell of more than 131,072 characters", "check the quotation marks, or shorten it"
    else:
        message = "the quotation marks of this row do not match"
        repair = 'close what is opened, and double those inside a text: "He said ""yes"" to it"'
    return Problem(source=name, line=row, message=message, repair=repair, excerpt=excerpt)
