"""What could not be scored, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """One cell that cannot stand. `row` is as a spreadsheet numbers it; `id` is "" where there is none."""

    source: str
    row: int
    id: str
    column: str
    item: str
    value: str
    reason: str
