"""What could not be scored, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """One cell that cannot stand. `row` is as a spreadsheet numbers it; None where there is none of the others."""

    source: str | None = None
    row: int
    id: str | None = None
    column: str | None = None
    item: str | None = None
    value: str | None = None
    reason: str
