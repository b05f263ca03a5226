"""What a reader of exports has to say: why a file cannot be read, or what was done to read it; put into words at the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from readiness.model.problem import Problem
from readiness.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why an input cannot be read. `problem` and `repair` are keys of words that take `values`."""

    source: str
    problem: str
    repair: str
    values: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None

    def told(self, language: str) -> Problem:
        return Problem(
            source=self.source,
            message=say(language, self.problem, **self.values),
            repair=say(language, self.repair, **self.values),
            line=self.line,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a reader wants said about an input that it could read."""

    words: str
    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, language: str) -> str:
        return say(language, self.words, **self.values)


def unreadable(source: str, error: OSError) -> Fault:
    """A file that the disk or its rights keep from us."""
    if isinstance(error, FileNotFoundError):
        return Fault(source=source, problem="bs_missing", repair="bs_missing_repair")
    if isinstance(error, PermissionError):
        return Fault(source=source, problem="bs_forbidden", repair="bs_forbidden_repair")
    why = error.strerror or str(error)
    return Fault(source=source, problem="bs_unreadable", repair="bs_unreadable_repair", values={"why": why})
