"""What matching found: which column answers which item, how that was decided, and what is in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from readiness.batch.readings import Importance, Reading

How = Literal["map", "id", "text", "normal text", "row text", "position", "cut header", "fuzzy"]

Kind = Literal[
    "unmatched",
    "ambiguous",
    "fuzzy",
    "values",
    "shifted",
    "mixed",
    "disagree",
    "damage",
    "typed",
    "unticked",
    "unrated",
]
_MINOR: tuple[Kind, ...] = ("mixed", "typed", "unticked", "unrated", "values", "damage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One item and the columns (by position) that answer it. `score` is 0..1, 1 for anything but a fuzzy match.

    `guessed`: decided by more than equality, and therefore listed.
    """

    item: str
    columns: tuple[int, ...]
    how: How
    score: float = 1.0
    note: str = ""

    @property
    def guessed(self) -> bool:
        return self.how in ("row text", "position", "cut header", "fuzzy") or bool(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What stops the run until a person decides, or (`serious` false) what ought to be known.

    `kind`: unmatched, ambiguous, fuzzy, values (unknown words in a column), shifted (numbers that fit a scale only after a
    shift), mixed (codes and labels in one column), disagree (a summary and its columns), damage (by a spreadsheet), typed
    (words beside the options), unticked (nothing ticked may be no answer), unrated (no risk has a rating). `columns` are
    positions.
    """

    kind: Kind
    item: str | None
    columns: tuple[int, ...]
    text: str
    repair: str
    serious: bool = True

    @property
    def minor(self) -> bool:
        """Whether nobody need be called for it at night: it is so with many a sound table, or the rejects tell it anyway."""
        return not self.serious and self.kind in _MINOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The whole of it. `unmapped` are columns (positions) that may hold answers and answer nothing here."""

    readings: tuple[Reading, ...]
    importances: tuple[Importance, ...]
    matches: tuple[Match, ...]
    troubles: tuple[Trouble, ...]
    unmapped: tuple[int, ...]

    @property
    def stops(self) -> tuple[Trouble, ...]:
        """What must be decided before anything is scored."""
        return tuple(trouble for trouble in self.troubles if trouble.serious)

    @property
    def notes(self) -> tuple[Trouble, ...]:
        """What ought to be known of what is scored."""
        return tuple(trouble for trouble in self.troubles if not trouble.serious)
