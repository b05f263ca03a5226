"""One cell under one reading, in plain Python: what engines are held against, and what samples are read with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from readiness.batch.readings import Number, OneOf, Reading, Tick, TickColumns, Ticks, Words
from readiness.batch.scoring.cells import number_pattern
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import Word


@dataclass(frozen=True, slots=True)
class Unknown:
    """Stands for a cell that no reading knows."""

    column: str
    cell: str


Answer = ChoiceValue | Word | tuple[ChoiceValue, ...] | float | Unknown | None
"""What is said: None is unanswered, an empty tuple that nothing is ticked."""


def is_blank(cell: str | None) -> bool:
    """Whether nothing stands there."""
    return cell is None or not cell.strip()


def number_in(cell: str, *, comma: bool, suffixes: frozenset[str] = frozenset()) -> float | None:
    """The number that a cell is, grouped in threes or not; None where it is none. The pattern is the engines' own."""
    if not _pattern(comma, suffixes).match(cell):
        return None
    for suffix in sorted(suffixes, key=len, reverse=True):
        cell = cell.rstrip().removesuffix(suffix)
    digits = re.sub(r"[^0-9,-]" if comma else r"[^0-9.-]", "", cell)
    return float(digits.replace(",", "."))


@lru_cache(maxsize=256)
def _pattern(comma: bool, suffixes: frozenset[str]) -> re.Pattern[str]:
    return re.compile(number_pattern(comma=comma, plain=False, suffixes=suffixes))


def answer_in(reading: Reading, cell_of: Callable[[str], str | None]) -> Answer:
    """What a row says to the reading's item; `cell_of` gives the row's cell in a column."""
    match reading:
        case TickColumns():
            return _ticked_columns(reading, cell_of)
        case OneOf() | Number() | Ticks() | Words():
            cell = cell_of(reading.column)
            if cell is None or is_blank(cell) or cell in reading.missing:
                return None
            return _one_cell(reading, cell)


def _one_cell(reading: OneOf | Number | Ticks | Words, cell: str) -> Answer:
    match reading:
        case OneOf():
            return reading.values.get(cell, Unknown(reading.column, cell))
        case Number():
            if cell in reading.words:
                return reading.words[cell]
            number = number_in(cell, comma=reading.comma, suffixes=reading.suffixes)
            return number if number is not None else Unknown(reading.column, cell)
        case Ticks():
            return reading.whole[cell] if cell in reading.whole else _ticked(reading, cell)
        case Words():
            return cell


def pieces_of(cell: str, separator: str, pieces: frozenset[str] | dict[str, ChoiceValue]) -> list[str]:
    """The cell taken apart: known pieces first, longest first, each between separators; then what is left between them."""
    mark = separator
    text = cell.replace("\r\n", "\n") if separator == "\n" else cell
    text = mark + text + mark
    found: list[str] = []
    for piece in sorted(pieces, key=len, reverse=True):
        whole = mark + piece + mark
        while whole in text:
            found.append(piece)
            text = text.replace(whole, mark + mark, 1)
    rest = [part.strip() for part in text.split(mark)]
    return [*found, *filter(None, rest)]


def _ticked(reading: Ticks, cell: str) -> Answer:
    ticked: list[ChoiceValue] = []
    for piece in pieces_of(cell, reading.separator, dict(reading.pieces)):
        value = reading.pieces.get(piece, reading.other)
        if value is None:
            return Unknown(reading.column, cell)
        if value not in ticked:
            ticked.append(value)
    return tuple(ticked)


def _ticked_columns(reading: TickColumns, cell_of: Callable[[str], str | None]) -> Answer:
    ticked: list[ChoiceValue] = []
    for tick in reading.ticks:
        cell = cell_of(tick.column)
        on = is_ticked(tick, cell)
        if on is None:
            return Unknown(tick.column, cell or "")
        if on and tick.value not in ticked:
            ticked.append(tick.value)
    if ticked:
        return ticked[0] if len(ticked) == 1 and ticked[0] in ("not_applicable", "dont_know") else tuple(ticked)
    if reading.answered_by is None:
        return None
    column, cells = reading.answered_by
    told = cell_of(column)
    answered = not is_blank(told) and (cells is None or told in cells)
    return () if answered else None


def is_ticked(tick: Tick, cell: str | None) -> bool | None:
    """Whether the cell ticks its choice; None where it says neither."""
    if cell is None or is_blank(cell) or cell in tick.off:
        return False
    if cell in tick.on or tick.free:
        return True
    return None
