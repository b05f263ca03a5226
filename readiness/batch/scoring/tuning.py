"""Readings made cheap for an engine, where what was seen allows: plain numbers, and cells of few choices as a table.

What was not seen and does not fit comes back as unknown, and is learnt: nothing is ever read otherwise for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from readiness.batch.readings import Number, OneOf, Reading, Ticks
from readiness.batch.scoring.cells import number_pattern
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import Word

MOST_CELLS = 64
"""As many cells are compared one by one about as fast as five pieces are looked for."""
MOST_CHOICES = 5
"""Of so many choices every combination is expected: 31."""


def tuned(readings: Iterable[Reading], cells: Callable[[str], Collection[str]]) -> tuple[Reading, ...]:
    """The readings, made cheap. `cells` gives the distinct cells seen in a column."""
    return tuple(_tuned(reading, cells) for reading in readings)


def _tuned(reading: Reading, cells: Callable[[str], Collection[str]]) -> Reading:
    match reading:
        case OneOf():
            return _as_seen(reading, cells(reading.column))
        case Number():
            seen = replace(reading, missing=reading.missing.intersection(cells(reading.column)))
            plain = not reading.comma and not reading.suffixes and _all_plain(seen, cells(reading.column))
            return replace(seen, plain=plain)
        case Ticks():
            return _as_table(reading, cells(reading.column))
        case _:
            return reading


def _as_seen(reading: OneOf, cells: Collection[str]) -> OneOf:
    """Without spellings that do not occur, of values that do; each of them would cost every row a comparison."""
    met = {reading.values[cell] for cell in reading.values if cell in cells}
    kept = {cell: value for cell, value in reading.values.items() if cell in cells or value not in met}
    return replace(reading, values=kept, missing=reading.missing.intersection(cells))


def _all_plain(reading: Number, cells: Collection[str]) -> bool:
    pattern = re.compile(number_pattern(comma=False, plain=True))
    return all(
        pattern.match(cell) for cell in cells if cell and cell not in reading.words and cell not in reading.missing
    )


def _as_table(reading: Ticks, cells: Collection[str]) -> Ticks:
    """Every cell seen, and every combination in the order of the pieces, where they are few."""
    reading = replace(reading, missing=reading.missing.intersection(cells))
    table: dict[str, Word | tuple[ChoiceValue, ...]] = dict(reading.whole)
    for cell in sorted(cells):
        ticked = ticked_in(reading, cell)
        if cell and cell not in reading.missing and ticked is not None:
            table[cell] = ticked
    seen = [piece for piece in reading.pieces if any(piece in cell for cell in cells)]
    if reading.other is not None or len(seen) > MOST_CHOICES:
        return reading
    ends = ("", reading.separator) if any(cell.endswith(reading.separator) for cell in cells) else ("",)
    for size in range(1, len(seen) + 1):
        for chosen in combinations(seen, size):
            for end in ends[-1:]:
                table.setdefault(reading.separator.join(chosen) + end, tuple(reading.pieces[each] for each in chosen))
    return replace(reading, table=table) if len(table) <= MOST_CELLS else reading


def ticked_in(reading: Ticks, cell: str) -> Word | tuple[ChoiceValue, ...] | None:
    """What a cell ticks, by the rules of a reading and whatever gaps stand around its separators.

    A word where the cell stands for one; None where something in it is neither a piece nor "other".
    """
    if cell in reading.whole:
        return reading.whole[cell]
    separator = reading.separator.strip(" \t") or reading.separator
    rest, found = _padded(cell, separator), list[ChoiceValue]()
    for piece in sorted(reading.pieces, key=lambda piece: (-len(piece), piece)):
        inner = _padded(piece, separator)
        if inner in rest:
            found.append(reading.pieces[piece])
        while inner in rest:  # once more for one that stands beside itself
            rest = rest.replace(inner, separator)
    if not rest.replace(separator, "").strip():
        return tuple(dict.fromkeys(found))
    return None if reading.other is None else tuple(dict.fromkeys((*found, reading.other)))


def _padded(text: str, separator: str) -> str:
    gaps = r"[ \t]+" if separator == " " else rf"[ \t\r]*{re.escape(separator)}[ \t\r]*"
    return re.sub(gaps, lambda _: separator, separator + text.strip() + separator)


def distinct_cells(column: Sequence[str | None]) -> frozenset[str]:
    """The different cells of a column, blanks left out."""
    return frozenset(cell for cell in column if cell)
