"""What divides the cells of a text table, and its first records; the rest of the file is left to an engine.

The delimiter is found on records, with their quotation marks, not on lines: headers hold line breaks and commas.
Rows of uneven length are no error here.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict

from readiness.batch.reading.faults import Fault

if TYPE_CHECKING:
    import polars as pl

    from readiness.batch.export import Delimited

DELIMITERS = (",", ";", "\t", "|")
NAMES = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
FIRST_PART = 4 << 20
"""Characters that are looked at: a header of a thousand questions, consent letters included, is shorter."""
RECORDS = 60


class AsText(TypedDict):
    """What Polars is told of a text table."""

    has_header: bool
    skip_lines: int
    separator: str
    schema: dict[str, type[pl.String]]
    truncate_ragged_lines: bool
    missing_columns: Literal["insert"]
    extra_columns: Literal["ignore"]


_STATED = re.compile(r'\ufeff?"?sep=(.)"?[,;\t|]*\r?\n', re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row as a spreadsheet counts rows; `lines` are the physical lines of the file up to its end."""

    cells: tuple[str, ...]
    lines: int

    @property
    def blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a text table begins. `records` includes blank ones, so that rows can be counted as a spreadsheet does."""

    delimiter: str
    records: tuple[Record, ...]
    stated: bool
    """Whether the file says its delimiter in a first line, which spreadsheets do not count."""


def can_divide(delimiter: str) -> bool:
    """Whether this sign, or the sign of this name, can stand between cells."""
    sign = NAMES.get(delimiter, delimiter)
    return len(sign) == 1 and sign not in '"\r\n'


def opening(path: Path, display: str, *, delimiter: str | None) -> Opening | Fault:
    """The first records of a file in UTF-8. `delimiter` wins over what the file says, and that over what is detected."""
    text = _first_part(path)
    if not text.strip("\ufeff\0 \t\r\n"):
        return Fault(source=display, problem="bs_empty", repair="bs_empty_repair")
    stated = _STATED.match(text)
    skipped = 1 if stated else 0
    text = text[stated.end() :] if stated else text.removeprefix("\ufeff")
    chosen = NAMES.get(delimiter, delimiter) if delimiter else stated[1] if stated else _best(text)
    if chosen is None:
        return Fault(source=display, problem="bs_one_column", repair="bs_one_column_repair")
    if not can_divide(chosen):
        values = {"delimiter": chosen}
        return Fault(source=display, problem="bs_no_delimiter", repair="bs_no_delimiter_repair", values=values)
    records = tuple(_records(text, chosen, skipped))
    if not records:
        return Fault(source=display, problem="bs_quotes", repair="bs_quotes_repair")
    if max(len(record.cells) for record in records) < 2:
        return Fault(source=display, problem="bs_one_column", repair="bs_one_column_repair")
    return Opening(delimiter=chosen, records=records, stated=stated is not None)


def mended(path: Path, display: str, workspace: Path, *, delimiter: str, skip_lines: int) -> Path | Fault:
    """A copy of the rows below the header in which every quotation mark is where engines want it.

    Python's reader takes `5" pipe` as it stands, which Polars does not; it is many times slower, so this is for files
    that an engine has refused. The copy has no header rows; its rows are those of the file, one for one.
    """
    with (
        open(path, encoding="utf-8-sig", errors="strict", newline="") as source,
        tempfile.NamedTemporaryFile(
            "w", dir=workspace, suffix=".csv", delete=False, encoding="utf-8", newline=""
        ) as target,
    ):
        for _ in range(skip_lines):
            while not _through_line(source.readline()):
                pass
        try:
            csv.writer(target, delimiter=delimiter, lineterminator="\n").writerows(
                csv.reader(source, delimiter=delimiter)
            )
        except csv.Error:
            return Fault(source=display, problem="bs_quotes", repair="bs_quotes_repair")
    return Path(target.name)


def _through_line(line: str) -> bool:
    """Whether a line as Python reads it is one as engines count them: a lone carriage return does not end theirs."""
    return line.endswith("\n") or not line


def _first_part(path: Path) -> str:
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return file.read(FIRST_PART)


def _records(text: str, delimiter: str, skipped: int) -> Iterator[Record]:
    """The first records; one that the first part cuts off is left out, unless it is the only one."""
    reader = csv.reader(_lines(text), delimiter=delimiter)
    found: list[Record] = []
    try:
        for cells in islice(reader, RECORDS):
            found.append(Record(cells=tuple(cells), lines=reader.line_num + skipped))
    except csv.Error:  # a cell of over 131,072 characters: quotation marks that do not match, under this delimiter
        pass
    complete = len(text) < FIRST_PART or len(found) == RECORDS
    yield from found if complete or len(found) < 2 else found[:-1]


def _lines(text: str) -> Iterator[str]:
    """Lines as engines count them, by line feeds alone; a lone carriage return in the middle is a blank."""
    for start in _starts(text):
        end = text.find("\n", start)
        line = text[start : end + 1] if end >= 0 else text[start:]
        if "\r" in line:
            ended = line.endswith("\r\n")
            line = line.removesuffix("\n").rstrip("\r").replace("\r", " ") + ("\r\n" if ended else "\n")
        yield line


def _starts(text: str) -> Iterator[int]:
    start = 0
    while 0 <= start < len(text):
        yield start
        start = text.find("\n", start) + 1 or -1


def _best(text: str) -> str | None:
    """The delimiter under which records are most alike in length, and longer than one cell."""
    scores = {each: _evenness(text, each) for each in DELIMITERS}
    best = max(DELIMITERS, key=lambda each: scores[each])
    return best if scores[best] > (0.0, 0) else None


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """The share of records of the commonest length, more if the first is one of them; and that length."""
    records = [record for record in _records(text, delimiter, 0) if not record.blank]
    lengths = Counter(len(record.cells) for record in records)
    lengths.pop(1, None)
    if not lengths:
        return 0.0, 0
    length, times = max(lengths.items(), key=lambda each: (each[1], each[0]))
    heads = 0.25 if len(records[0].cells) == length else 0.0
    return round(times / len(records) + heads, 3), length


def text_options(place: Delimited, names: Iterable[str]) -> AsText:
    """How Polars is to read these columns: the first rows, which are matched, and later all of them, by the same rules."""
    import polars as pl

    return AsText(
        has_header=False,
        skip_lines=place.skip_lines,
        separator=place.delimiter,
        schema=dict.fromkeys(names, pl.String),
        truncate_ragged_lines=True,
        missing_columns="insert",
        extra_columns="ignore",
    )
