"""What a spreadsheet made of an option that looked like a date: `6-25` became `Jun-25`, `1-5` became `01-May`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan janv january janvier",
            "feb fév févr fevr february février",
            "mar mars march",
            "apr avr april avril",
            "may mai",
            "jun juin june",
            "jul juil july juillet",
            "aug août aout august",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec déc december décembre",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_MONTH = re.compile(r"(\d{1,4})[-/ .]([^\W\d_]{3,9})\.?")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,9})\.?[-/ .](\d{1,4})")
_FULL = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?(?:\.0+)?)?|(\d{1,2})/(\d{1,2})/(\d{2,4})")
_OPTION = re.compile(r"(\d{1,2})\s*[-–/]\s*(\d{1,2})")


def damaged(cell: str, labels: Iterable[str]) -> str | None:
    """The label that a spreadsheet turned into this cell; None where it did not, or where two may have been."""
    pairs = _readings(cell.strip().casefold())
    if not pairs:
        return None
    meant = [
        label for label in labels if (found := _OPTION.fullmatch(label.strip())) and _pair(*found.groups()) in pairs
    ]
    return meant[0] if len(dict.fromkeys(meant)) == 1 else None


def _pair(one: str, other: str) -> frozenset[int]:
    return frozenset((int(one), int(other)))


def _readings(cell: str) -> set[frozenset[int]]:
    """The two numbers that were taken for a date, in all the ways it can have been."""
    if found := _DAY_MONTH.fullmatch(cell):
        month = _MONTHS.get(found[2])
        return {_pair(found[1][-2:], str(month))} if month else set()
    if found := _MONTH_DAY.fullmatch(cell):
        month = _MONTHS.get(found[1])
        return {_pair(found[2][-2:], str(month))} if month else set()
    if found := _FULL.fullmatch(cell):
        year, month_, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[4], found[5])
        return {_pair(month_, day), _pair(month_, year[-2:]), _pair(day, year[-2:])}
    return set()
