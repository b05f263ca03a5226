"""A filled-in response sheet (.csv, .tsv, .xlsx) as the plain values that a response in YAML gives.

A spreadsheet does not keep the number 3 apart from the text "3", nor the version 1.0 from 1. So each row says in its
`type` column how its answer is read; whether the answer fits is for the questionnaire to say, later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from readiness.loading.document import Document, Node, Path_
from readiness.loading.sheet_csv import text_table
from readiness.loading.sheet_layout import META, PARTS, SAID, RowType
from readiness.loading.sheet_table import Cell, Table, Unread, column_places, shown
from readiness.loading.sheet_xlsx import workbook_table
from readiness.loading.suggestions import did_you_mean
from readiness.loading.yaml_core import resolve
from readiness.model.problem import Problem
from readiness.model.questionnaire import DONT_KNOW, NOT_APPLICABLE

_VERBATIM = (RowType.META, RowType.TEXT, RowType.DATE)
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_PIECES = re.compile(r'[ \t]*(?:"((?:[^"]|"")*)"[ \t]*(?=[;\n]|\Z)|([^;\n]+))')
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})")
"""A number written with a comma. Three digits after it might be thousands, so that is left to the respondent."""


def read_sheet(raw: bytes, name: str) -> Document:
    """The response in a sheet, each value with its row and column; `name`'s suffix says which kind of file it is."""
    table = workbook_table(raw, name) if name.lower().endswith(".xlsx") else text_table(raw, name)
    if isinstance(table, Problem):
        return Document(source=name, problems=(table,))
    columns, problems = column_places(table, name)
    if problems:
        return Document(source=name, lines=table.lines, problems=problems)
    reader = _Reader(name, table, columns)
    reader.read()
    return Document(
        source=name, value=reader.value, root=reader.root, lines=table.lines, problems=tuple(reader.problems)
    )


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
    table: Table
    columns: dict[str, int]
    value: dict[str, object] = field(default_factory=lambda: {"format": 1})
    problems: list[Problem] = field(default_factory=list)
    first: dict[tuple[str, str], int] = field(default_factory=dict)
    root: Node = field(default_factory=lambda: Node.open(1, 1))

    def read(self) -> None:
        self.root = Node.open(self.table.header + 1, self.columns["id"] + 1)
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
        self.problems.append(self.table.problem(self.source, row, at + 1, message, repair))

    def cell(self, row: int, column: str) -> Cell:
        """What stands there; None for nothing, and for what cannot be used, which is noted."""
        at = self.columns.get(column)
        cells = self.table.rows[row - 1]
        cell = cells[at] if at is not None and at < len(cells) else None
        if isinstance(cell, Unread):
            self.refuse(row, column, cell.message, cell.repair)
            return None
        return None if isinstance(cell, str) and not cell.strip() else cell

    def entry(self, row: int) -> _Entry | None:
        """The row, or None where it has no id or cannot be used."""
        self.look_beyond(row)
        name = shown(self.cell(row, "id"))
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
        word = shown(self.cell(row, "type"))
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
            return shown(cell)
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
                    found[column] = [each.strip() for each in re.split(r"[;\n]", shown(cell) or "") if each.strip()]
                case "importance":
                    found[column] = self.plain(row, column, cell, decimal_comma=True)
                case _:
                    found[column] = shown(cell)
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
            values, node = inner, node.inside.setdefault(step, Node.open(*key_place))
        last = str(path[-1])
        values[last] = value
        place = (row, self.columns[column] + 1)
        node.keys[last] = key_place if column == "answer" else place
        node.inside[last] = Node.open(*place)
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
