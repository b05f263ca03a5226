"""What is wrong with an input: place, problem and repair, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem stops the work."""

    ERROR = "error"
    """The input cannot be used: exit code 3."""
    WARNING = "warning"
    """Said, and the work goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in one place.

    `line` and `column` count from 1 and are None where no place is known: a made-up number is worse
    than none. `path` is the key path as a person writes it (`sections[0].questions[2].weight`), or "".
    `excerpt` is the offending line as it stands in the file, or None.
    """

    source: str
    message: str
    repair: str = ""
    path: str = ""
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """`file:line:column`, as much of it as is known."""
        parts = [self.source]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)

    def __str__(self) -> str:
        path = f" {self.path}:" if self.path else ""
        repair = f"; {self.repair}" if self.repair else ""
        kind = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.place}:{path} {kind}{self.message}{repair}"


def dotted(path: tuple[str | int, ...]) -> str:
    """A key path as a person writes it: `sections[0].questions[2].weight`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text
