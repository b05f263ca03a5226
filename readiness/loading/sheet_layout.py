"""The layout of a response sheet: its columns, its types of row, how a cell is written.

Described once: `loading.sheets` reads filled sheets by it, and `reports` writes blank ones by it.
"""

from __future__ import annotations

import re
from enum import StrEnum

from readiness.loading.document import Path_
from readiness.loading.yaml_core import resolve

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


def guard(text: str) -> str:
    """Text for a CSV cell, set off with an apostrophe where a spreadsheet would make something else of it.

    It runs `=1+1` as a formula, and would save the version 1.0 as 1. Reading takes the apostrophe off again.
    """
    return f"'{text}" if _needs_guard(text) else text


def unguarded(cell: str) -> str | None:
    """The cell as it was before `guard`; None for an empty one."""
    return (cell[1:] if cell.startswith("'") and _needs_guard(cell[1:]) else cell) or None


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
