"""A filled-in response sheet (.csv, .tsv, .xlsx) as the plain values that a response in YAML gives.

A spreadsheet does not keep the number 3 apart from the text "3", nor the version 1.0 from 1. So each row says in its
`type` column how its answer is read; whether the answer fits is for the questionnaire to say, later. The layout is
described here once, and `reports.sheets` writes blank sheets by it.
"""

from __future__ import annotations

import csv
import io
import math
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from readiness.loading.document import Document, Node, Path_
from readiness.loading.reading import decode
from readiness.loading.suggestions import did_you_mean
from readiness.loading.yaml_core import resolve
from readiness.model.problem import Problem
from readiness.model.questionnaire import DONT_KNOW, NOT_APPLICABLE

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes that a workbook may unpack to; a sheet of 10,000 questions stays under it."""
HEADER_WITHIN = 20
"""A title or a letterhead may stand above the header row, but no more than this."""
_LAST_ROW = 1_048_576
"""Where a worksheet ends; row numbers beyond it are made up."""

COLUMNS: dict[str, str] = {
    "id": "id",
    "type": "type",
    "section": "section",
    "question": "question",
    "how to answer": "comment répondre",
    "answer": "réponse",
    "note": "note",
    "evidence": "preuve",
    "confidence": "confiance",
    "importance": "importance",
}
"""Each column's name and its French name, in the order of a blank sheet. Both are read."""
NEEDED = ("id", "type", "answer")
SAID = ("note", "evidence", "confidence", "importance")
"""The columns for what a respondent adds to an answer: its long form."""

META: dict[str, Path_] = {
    "questionnaire": ("questionnaire", "id"),
    "version": ("questionnaire", "version"),
    "organization": ("organization",),
    "respondent": ("respondent", "name"),
    "role": ("respondent", "role"),
    "date": ("date",),
    "language": ("language",),
}
"""The ids of the rows about the response itself, and where each stands in a response."""


class RowType(StrEnum):
    """How a row's answer is read."""

    META = "meta"
    SCALE = "scale"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    GRID = "grid"
    """The row above a grid's rows: holds what is said of the grid as a whole."""
    RISK = "risk"
    OPPORTUNITY = "opportunity"


PARTS: dict[RowType, tuple[str, ...]] = {
    RowType.RISK: ("likelihood", "impact"),
    RowType.OPPORTUNITY: ("likelihood", "gain"),
}
"""What stands after the point in the id of a rating's row."""

_VERBATIM = (RowType.META, RowType.TEXT, RowType.DATE)
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_PIECES = re.compile(r'[ \t]*(?:"((?:[^"]|"")*)"[ \t]*(?=[;\n]|\Z)|([^;\n]+))')
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})")
"""A number written with a comma. Three digits after it might be thousands, so that is left to the respondent."""


@dataclass(frozen=True, slots=True)
class _Unread:
    """Stands for a cell whose content cannot be used."""

    message: str
    repair: str


class _SheetCell(Protocol):
    """What openpyxl gives for a cell."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...


Cell = str | int | float | bool | _Unread | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The rows of a sheet, the header's place among them (from 0), and each row as an excerpt shows it."""

    rows: list[Row]
    header: int
    lines: tuple[str, ...]
    delimiter: str | None = None
    """What stands between the cells of a text table; None for a workbook."""


def read_sheet(raw: bytes, name: str) -> Document:
    """The response in a sheet, each value with its row and column; `name`'s suffix says which kind of file it is."""
    table = _workbook_table(raw, name) if name.lower().endswith(".xlsx") else _text_table(raw, name)
    if isinstance(table, Problem):
        return Document(source=name, problems=(table,))
    columns, problems = _columns(table, name)
    if problems:
        return Document(source=name, lines=table.lines, problems=problems)
    reader = _Reader(name, table, columns)
    reader.read()
    return Document(
        source=name, value=reader.value, root=reader.root, lines=table.lines, problems=tuple(reader.problems)
    )


def guard(text: str) -> str:
    """Text for a CSV cell, set off with an apostrophe where a spreadsheet would make something else of it.

    It runs `=1+1` as a formula, and would save the version 1.0 as 1. Reading takes the apostrophe off again.
    """
    return f"'{text}" if _needs_guard(text) else text


def _needs_guard(text: str) -> bool:
    bare = text.lstrip("'")
    return bare.startswith(("=", "+", "-", "@", "\t")) or (bare != "" and not isinstance(_resolved(bare), str))


def written(value: str | int | float) -> str:
    """A choice's value as it is written in an answer cell: in quotes where it would be read as something else."""
    if not isinstance(value, str):
        return str(value)
    plain = isinstance(_resolved(value), str) and not re.search(r'[;\n"]|^\s|\s$|^\[\]$', value)
    return value if plain else '"' + value.replace('"', '""') + '"'


def _resolved(text: str) -> object:
    try:
        return resolve(text)
    except ValueError:
        return None


# Text tables


def _text_table(raw: bytes, name: str) -> _Table | Problem:
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
        return _no_header(name)
    return _records(text, name, delimiter)


def _delimiter(text: str) -> str | None:
    """What the header row is divided by; None where no line looks like one."""
    for line in islice(text.split("\n"), HEADER_WITHIN):
        for delimiter in ",;\t":
            if _is_header([cell.strip().strip('"') for cell in line.split(delimiter)]):
                return delimiter
    return None


def _records(text: str, name: str, delimiter: str) -> _Table | Problem:
    """Rows as a spreadsheet counts them: one with line breaks inside its cells is one row, and one excerpt."""
    source = io.StringIO(text, newline="\n")
    physical = text.split("\n")
    rows: list[Row] = []
    lines: list[str] = []
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    start = 0
    try:
        for record in reader:
            rows.append([_unguarded(cell) for cell in record])
            lines.append(" ".join(physical[start : reader.line_num]))
            start = reader.line_num
            if len(rows) > MAX_ROWS and any(record):
                return _too_long(name)
    except csv.Error as error:
        return _broken_record(error, name, row=len(rows) + 1, excerpt=physical[start])
    header = _header(rows)
    if header is None:
        return _no_header(name)
    return _Table(rows=rows, header=header, lines=tuple(lines), delimiter=delimiter)


def _unguarded(cell: str) -> str | None:
    """The cell as it was before `guard`; None for an empty one."""
    return (cell[1:] if cell.startswith("'") and _needs_guard(cell[1:]) else cell) or None


def _broken_record(error: csv.Error, name: str, *, row: int, excerpt: str) -> Problem:
    if "field limit" in str(error):
        message, repair = "holds a cell of more than 131,072 characters", "check the quotation marks, or shorten it"
    else:
        message = "the quotation marks of this row do not match"
        repair = 'close what is opened, and double those inside a text: "He said ""yes"" to it"'
    return Problem(source=name, line=row, message=message, repair=repair, excerpt=excerpt)


# Workbooks

_DAMAGE = (
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


def _workbook_table(raw: bytes, name: str) -> _Table | Problem:
    try:
        if (problem := _archive_problem(raw, name)) is not None:
            return problem
        with warnings.catch_warnings():  # openpyxl warns of features it drops, none of which hold answers
            warnings.simplefilter("ignore")
            return _answer_table(raw, name)
    except _DAMAGE:
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


def _answer_table(raw: bytes, name: str) -> _Table | Problem:
    """The rows of the one worksheet that has the header row."""
    values = _open(raw, results=True)
    formulas = _open(raw, results=False) if _has_formulas(raw) else None
    found = [sheet.title for sheet in values.worksheets if _header(list(_peek(values, sheet.title))) is not None]
    if not found:
        return _no_header(name)
    if len(found) > 1:
        titles = ", ".join(f"“{title}”" for title in found)
        message = f"holds answers on several worksheets: {titles}"
        return Problem(source=name, message=message, repair="keep one response to a file")
    rows: list[Row] = []
    for row in _native_rows(values, formulas, found[0]):
        rows.append(row)
        if len(rows) > MAX_ROWS and row:
            return _too_long(name)
    while not rows[-1]:
        rows.pop()
    header = _header(rows)
    assert header is not None
    return _Table(rows=rows, header=header, lines=tuple(_line(row) for row in rows))


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
    return islice(sheet.iter_rows(max_col=MAX_COLUMNS), _LAST_ROW)


def _native(cell: _SheetCell, formula: _SheetCell | None) -> Cell:
    """A cell's value as YAML would give it: days as text, whole numbers without a fraction."""
    value = cell.value
    if cell.data_type == "e":
        return _Unread(f"holds the spreadsheet error {value}", "write the answer itself")
    if value is None and formula is not None and formula.data_type == "f":
        repair = "open it in a spreadsheet program and save it, or write the answer itself"
        return _Unread("holds a formula whose result was not saved", repair)
    match value:
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case float() if not math.isfinite(value):
            return _Unread("holds a number that cannot be counted with", "write a finite number")
        case float() if value.is_integer():
            return int(value)
        case str():
            return value.replace("_x000D_", "").replace("\r\n", "\n") or None
        case bool() | int() | float() | None:
            return value
        case _:
            return str(value)


def _without_tail(row: list[Cell]) -> Row:
    while row and row[-1] is None:
        row.pop()
    return row


def _line(row: Row) -> str:
    return " | ".join(" ".join((_shown(cell) or "").split()) for cell in row)


# The header


def _name(cell: Cell) -> str:
    """A heading's column, or the heading as it is compared."""
    heading = " ".join(cell.split()).casefold() if isinstance(cell, str) else ""
    return next((name for name, french in COLUMNS.items() if heading in (name, french)), heading)


def _is_header(row: Iterable[Cell]) -> bool:
    return {"id", "answer"} <= {_name(cell) for cell in row}


def _header(rows: Sequence[Row]) -> int | None:
    """Which of the first rows is the header, counted from 0."""
    return next((at for at, row in enumerate(rows[:HEADER_WITHIN]) if _is_header(row)), None)


def _columns(table: _Table, name: str) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """The place of each known column, from 0; columns of the respondent's own are let be, unless they look misspelt."""
    places: dict[str, int] = {}
    problems: list[Problem] = []
    for at, cell in enumerate(table.rows[table.header]):
        column = _name(cell)
        if column in places:
            repair = "keep one; a sheet holds one response"
            problems.append(_at(table, name, table.header + 1, at + 1, f"the column `{column}` stands twice", repair))
        elif column in COLUMNS:
            places[column] = at
        elif near := get_close_matches(column, [*SAID, *(COLUMNS[each] for each in SAID)], n=1, cutoff=0.8):
            repair = f"did you mean `{near[0]}`?"
            problems.append(_at(table, name, table.header + 1, at + 1, f"there is no column `{column}`", repair))
    for column in NEEDED:
        if column not in places:
            repair = "copy it from a blank sheet: `readiness sheet`"
            problems.append(_at(table, name, table.header + 1, None, f"the column `{column}` is missing", repair))
    return places, tuple(problems)


def _at(table: _Table, name: str, row: int, column: int | None, message: str, repair: str) -> Problem:
    excerpt = table.lines[row - 1]
    return Problem(source=name, line=row, column=column, message=message, repair=repair, excerpt=excerpt)


def _no_header(name: str) -> Problem:
    wanted = ", ".join(f"`{column}`" for column in NEEDED)
    message = f"has no header row with the columns {wanted} within its first {HEADER_WITHIN} rows"
    return Problem(source=name, message=message, repair="start from a blank sheet: `readiness sheet`")


def _empty(name: str) -> Problem:
    return Problem(source=name, message="is empty", repair="start from a blank sheet: `readiness sheet`")


def _too_long(name: str) -> Problem:
    message = f"has more than {MAX_ROWS:,} rows, the most that are read"
    return Problem(source=name, message=message, repair="a sheet holds one response; for a table of them use `batch`")


# The rows


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One row that has an id. `part` is a grid's row, or what of a risk is rated."""

    row: int
    type: RowType
    name: str
    part: str | None
    value: object
    said: dict[str, object]


@dataclass(slots=True)
class _Reader:
    """Puts rows together to a response, and notes what keeps one from being read."""

    source: str
    table: _Table
    columns: dict[str, int]
    value: dict[str, object] = field(default_factory=lambda: {"format": 1})
    problems: list[Problem] = field(default_factory=list)
    first: dict[tuple[str, str], int] = field(default_factory=dict)
    root: Node = field(default_factory=lambda: Node(1, 1))

    def read(self) -> None:
        self.root = Node(self.table.header + 1, self.columns["id"] + 1)
        together: dict[Path_, list[_Entry]] = {}
        for at in range(self.table.header + 1, len(self.table.rows)):
            if (entry := self.entry(at + 1)) is not None:
                together.setdefault(_place(entry), []).append(entry)
        for path, entries in together.items():
            match entries[0].type:
                case RowType.META:
                    self.put(path, entries[0].value, entries[0].row, "answer")
                case RowType.RISK | RowType.OPPORTUNITY:
                    self.rating(path, entries)
                case _:
                    self.answer(path, entries)

    def refuse(self, row: int, column: str | int, message: str, repair: str = "") -> None:
        at = self.columns[column] if isinstance(column, str) else column
        self.problems.append(_at(self.table, self.source, row, at + 1, message, repair))

    def cell(self, row: int, column: str) -> Cell:
        """What stands there; None for nothing, and for what cannot be used, which is noted."""
        at = self.columns.get(column)
        cells = self.table.rows[row - 1]
        cell = cells[at] if at is not None and at < len(cells) else None
        if isinstance(cell, _Unread):
            self.refuse(row, column, cell.message, cell.repair)
            return None
        return None if isinstance(cell, str) and not cell.strip() else cell

    def entry(self, row: int) -> _Entry | None:
        """The row, or None where it has no id or cannot be used."""
        self.look_beyond(row)
        name = _shown(self.cell(row, "id"))
        if name is None:
            self.look_for_answer(row)
            return None
        kind = self.kind(row, name)
        if kind is None or not self.has_sound_id(row, name, kind) or self.is_repeated(row, name, kind):
            return None
        question, point, part = name.partition(".")
        return _Entry(
            row=row,
            type=kind,
            name=question,
            part=part if point else None,
            value=self.answered(row, kind),
            said=self.said(row) if kind is not RowType.META else {},
        )

    def look_beyond(self, row: int) -> None:
        """In a text table, a cell past the header's last one means that some text was split at its commas."""
        width = len(self.table.rows[self.table.header])
        cells = self.table.rows[row - 1]
        if self.table.delimiter is None or not any(cell for cell in cells[width:]):
            return
        shown = "tab" if self.table.delimiter == "\t" else f"`{self.table.delimiter}`"
        self.refuse(row, width, "has more cells than the header", f"put quotes around text that holds a {shown}")

    def look_for_answer(self, row: int) -> None:
        for column in ("answer", *SAID):
            if self.cell(row, column) is not None:
                self.refuse(row, column, f"there is an entry under `{column}` in a row without an id", "add the id")
                return

    def kind(self, row: int, name: str) -> RowType | None:
        word = _shown(self.cell(row, "type"))
        if word in list(RowType):
            return RowType(word)
        if word is None:
            self.refuse(row, "type", f"`{name}` has no type", "copy it from a blank sheet: `readiness sheet`")
        else:
            self.refuse(row, "type", f"`{word}` is not a type", did_you_mean(word, RowType))
        return None

    def has_sound_id(self, row: int, name: str, kind: RowType) -> bool:
        question, point, part = name.partition(".")
        if kind is RowType.META:
            if name in META:
                return True
            self.refuse(row, "id", f"there is no row `{name}` about the response", did_you_mean(name, META))
        elif not _ID.fullmatch(question) or (point and not _ID.fullmatch(part)):
            form = "begin with a letter, and use letters, digits, `-` and `_`; a row of a grid is `question.row`"
            self.refuse(row, "id", f"`{name}` is not an id", form)
        elif kind in PARTS and part not in PARTS[kind]:
            known = " or ".join(f"`{question}.{each}`" for each in PARTS[kind])
            self.refuse(row, "id", f"`{name}` does not say what is rated", f"write {known}")
        else:
            return True
        return False

    def is_repeated(self, row: int, name: str, kind: RowType) -> bool:
        """A question and a risk may share an id, as may a question and a row about the response."""
        key = ("meta" if kind is RowType.META else "risk" if kind in PARTS else "answer", name)
        first = self.first.setdefault(key, row)
        if first != row:
            self.refuse(row, "id", f"the id `{name}` stands twice, first in row {first}", "keep one of the rows")
        return first != row

    # What the cells hold

    def answered(self, row: int, kind: RowType) -> object:
        cell = self.cell(row, "answer")
        if cell is None:
            return None
        if kind in _VERBATIM:
            return _shown(cell)
        if kind is RowType.CHOICES:
            return self.ticked(row, cell)
        return self.plain(row, "answer", cell, decimal_comma=kind is RowType.NUMBER)

    def ticked(self, row: int, cell: Cell) -> object:
        """The choices of a cell such as `staff; media`; `[]` says that none of them is ticked."""
        if not isinstance(cell, str):
            return [cell]
        if cell.strip() in (NOT_APPLICABLE, DONT_KNOW):
            return cell.strip()
        if cell.strip() == "[]":
            return []
        pieces = [(quoted, bare.strip()) for quoted, bare in _PIECES.findall(cell)]
        return [
            quoted.replace('""', '"') if quoted else self.plain(row, "answer", bare)
            for quoted, bare in pieces
            if quoted or bare
        ]

    def plain(self, row: int, column: str, cell: Cell, *, decimal_comma: bool = False) -> object:
        """A number, a truth or a word; text is read as YAML reads an unquoted word, or as text within quotes."""
        if not isinstance(cell, str):
            return cell
        text = cell.strip()
        if len(text) > 1 and text[0] == text[-1] == '"':
            return text[1:-1].replace('""', '"')
        if decimal_comma and self.table.delimiter == ";" and _DECIMAL_COMMA.fullmatch(text):
            text = text.replace(",", ".")  # where lists are divided by semicolons, numbers have commas
        try:
            return resolve(text)
        except ValueError as error:
            self.refuse(row, column, str(error), "write a finite number")
            return None

    def said(self, row: int) -> dict[str, object]:
        """What was added to the answer, by column; nothing for an empty cell."""
        found: dict[str, object] = {}
        for column in SAID:
            if (cell := self.cell(row, column)) is None:
                continue
            match column:
                case "evidence":
                    found[column] = [each.strip() for each in re.split(r"[;\n]", _shown(cell) or "") if each.strip()]
                case "importance":
                    found[column] = self.plain(row, column, cell, decimal_comma=True)
                case _:
                    found[column] = _shown(cell)
        return found

    # Where it goes

    def answer(self, path: Path_, entries: list[_Entry]) -> None:
        """One answer: bare, or in its long form where something is said besides."""
        said = any(entry.said for entry in entries)
        at: Path_ = (*path, "value") if said else path
        parts = [entry for entry in entries if entry.part is not None]
        whole = next((entry for entry in entries if entry.part is None), None)
        if parts and (whole is None or whole.value is None):
            for entry in parts:
                self.put((*at, str(entry.part)), entry.value, entry.row, "answer")
        elif whole is not None:
            self.put(at, whole.value, whole.row, "answer")
            if also := next((entry for entry in parts if entry.value is not None), None):
                message = f"`{also.name}` is answered as a whole in row {whole.row}, and here for one of its rows"
                self.refuse(also.row, "answer", message, "keep the one or the others")
        self.add(path, entries)

    def rating(self, path: Path_, entries: list[_Entry]) -> None:
        for entry in entries:
            self.put((*path, str(entry.part)), entry.value, entry.row, "answer")
        self.add(path, entries)

    def add(self, path: Path_, entries: list[_Entry]) -> None:
        """What is said besides: of several rows, notes and evidence come together, and the rest must agree."""
        for column in SAID:
            found = [entry for entry in entries if column in entry.said]
            if not found:
                continue
            first = found[0]
            together = first.said[column]
            if column == "note":
                together = "\n".join(_note(entry) for entry in found)
            elif column == "evidence":
                together = [each for entry in found for each in _listed(entry.said[column])]
            elif other := next((entry for entry in found if entry.said[column] != together), None):
                message = (
                    f"the {column} of `{first.name}` is {together} in row {first.row}, and {other.said[column]} here"
                )
                self.refuse(other.row, column, message, "keep one of them")
            self.put((*path, column), together, first.row, column)

    def put(self, path: Path_, value: object, row: int, column: str) -> None:
        """Put a value at its place in the response, with the cell it came from."""
        values, node = self.value, self.root
        key_place = (row, self.columns["id"] + 1)
        for step in path[:-1]:
            inner = values.setdefault(str(step), {})
            assert isinstance(inner, dict)
            node.keys.setdefault(str(step), key_place)
            values, node = inner, node.inside.setdefault(step, Node(*key_place))
        last = str(path[-1])
        values[last] = value
        place = (row, self.columns[column] + 1)
        node.keys[last] = key_place if column == "answer" else place
        node.inside[last] = Node(*place)
        for at in range(len(_listed(value))):
            node.inside[last].inside[at] = Node(*place)


def _place(entry: _Entry) -> Path_:
    """Where in a response the row belongs; the rows of one grid or one risk belong together."""
    match entry.type:
        case RowType.META:
            return META[entry.name]
        case RowType.RISK:
            return ("risks", entry.name)
        case RowType.OPPORTUNITY:
            return ("opportunities", entry.name)
        case _:
            return ("answers", entry.name)


def _note(entry: _Entry) -> str:
    """The note; one beside a single row of a grid says which row it is about."""
    about = f"{entry.part}: " if entry.part is not None and entry.type not in PARTS else ""
    return f"{about}{entry.said['note']}"


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _shown(cell: Cell) -> str | None:
    """The cell as text; None where it is empty."""
    match cell:
        case None | _Unread():
            return None
        case bool():
            return str(cell).lower()
        case str():
            return cell.strip() or None
        case _:
            return str(cell)
