"""A response sheet as rows of cells under a header, whichever kind of file it came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from readiness.loading.sheet_layout import COLUMNS, NEEDED, SAID
from readiness.model.problem import Problem

MAX_ROWS = 100_000
HEADER_WITHIN = 20
"""A title or a letterhead may stand above the header row, but no more than this."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Stands for a cell whose content cannot be used."""

    message: str
    repair: str


Cell = str | int | float | bool | Unread | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a sheet, the header's place among them (from 0), and each row as an excerpt shows it."""

    rows: list[Row]
    header: int
    lines: tuple[str, ...]
    delimiter: str | None = None
    """What stands between the cells of a text table; None for a workbook."""

    def problem(self, source: str, row: int, column: int | None, message: str, repair: str) -> Problem:
        """A problem in a row, both counted from 1; without a column, with the row as a whole."""
        excerpt = self.lines[row - 1]
        return Problem(source=source, line=row, column=column, message=message, repair=repair, excerpt=excerpt)


def header_place(rows: Sequence[Row]) -> int | None:
    """Which of the first rows is the header, counted from 0."""
    return next((at for at, row in enumerate(rows[:HEADER_WITHIN]) if is_header(row)), None)


def is_header(row: Iterable[Cell]) -> bool:
    return {"id", "answer"} <= {_name(cell) for cell in row}


def _name(cell: Cell) -> str:
    """A heading's column, or the heading as it is compared."""
    heading = " ".join(cell.split()).casefold() if isinstance(cell, str) else ""
    return next((name for name, french in COLUMNS.items() if heading in (name, french)), heading)


def column_places(table: Table, name: str) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """The place of each known column, from 0; columns of the respondent's own are let be, unless they look misspelt."""
    places: dict[str, int] = {}
    problems: list[Problem] = []
    for at, cell in enumerate(table.rows[table.header]):
        column = _name(cell)
        if column in places:
            repair = "keep one; a sheet holds one response"
            problems.append(
                table.problem(name, table.header + 1, at + 1, f"the column `{column}` stands twice", repair)
            )
        elif column in COLUMNS:
            places[column] = at
        elif near := get_close_matches(column, [*SAID, *(COLUMNS[each] for each in SAID)], n=1, cutoff=0.8):
            repair = f"did you mean `{near[0]}`?"
            problems.append(table.problem(name, table.header + 1, at + 1, f"there is no column `{column}`", repair))
    for column in NEEDED:
        if column not in places:
            repair = "copy it from a blank sheet: `readiness sheet`"
            problems.append(table.problem(name, table.header + 1, None, f"the column `{column}` is missing", repair))
    return places, tuple(problems)


def shown(cell: Cell) -> str | None:
    """The cell as text; None where it is empty."""
    match cell:
        case None | Unread():
            return None
        case bool():
            return str(cell).lower()
        case str():
            return cell.strip() or None
        case _:
            return str(cell)


def no_header(name: str) -> Problem:
    wanted = ", ".join(f"`{column}`" for column in NEEDED)
    message = f"has no header row with the columns {wanted} within its first {HEADER_WITHIN} rows"
    return Problem(source=name, message=message, repair="start from a blank sheet: `readiness sheet`")


def too_long(name: str) -> Problem:
    message = f"has more than {MAX_ROWS:,} rows, the most that are read"
    return Problem(source=name, message=message, repair="a sheet holds one response; for a table of them use `batch`")
