"""What could not be scored, and why: one record for each reason, written as a table as they come in.

Rejects hold cells as respondents wrote them, so a spreadsheet must not run them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

BETWEEN = " | "
"""Between the cells of one reason that lies in several columns."""
COLUMNS = ("source", "row", "id", "column", "item", "value", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """One reason why a row, or a file, was not scored.

    `row` is the row of the file as a spreadsheet numbers it, or the number of a response file in its list; `column` the
    header of the cell, or the key path in a response file; `item` what it would have answered. None where there is none.
    """

    source: str | None = None
    row: int
    id: str | None = None
    column: str | None = None
    item: str | None = None
    value: str | None = None
    reason: str


def rejects_path(output: Path) -> Path:
    """Where the rejects of a run go, unless a place is given: `scores.rejects.csv` beside `scores.parquet`."""
    return output.with_name(f"{output.stem}.rejects.csv")


def write_rejects(path: Path, rejects: Iterable[Reject]) -> int:
    """Write them, whole or not at all, as the suffix says (see `sheet_rows.SUFFIXES`), and say how many there are.

    Where there are none, none are left: the rejects of an earlier run are removed. Raises OSError.
    """
    from readiness.batch.writing.sheet_rows import write_rows

    waiting = iter(rejects)
    first = next(waiting, None)
    if first is None:
        if path.is_file():  # and no device, such as /dev/stderr
            path.unlink(missing_ok=True)
        return 0
    return write_rows(path, COLUMNS, _cells(chain((first,), waiting)))


def _cells(rejects: Iterable[Reject]) -> Iterator[tuple[str | int | None, ...]]:
    for each in rejects:
        yield each.source, each.row, each.id, each.column, each.item, each.value, each.reason
