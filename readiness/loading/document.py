"""A file's content with the place of every part of it: what YAML, CSV and XLSX readers all give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from readiness.model.problem import Problem, Severity, dotted

Step = str | int
Path_ = tuple[Step, ...]


_NO_KEYS = cast("dict[str, tuple[int, int]]", MappingProxyType({}))
_NOTHING_INSIDE = cast("dict[Step, Node]", MappingProxyType({}))


class Node:
    """Where one value stands. `keys` holds the places of a map's keys, `inside` the nodes of its values.

    Nine nodes in ten are leaves, so they share two empty maps; `Node.open` makes one that can be filled.
    """

    __slots__ = ("column", "inside", "keys", "line")

    def __init__(
        self,
        line: int,
        column: int,
        keys: dict[str, tuple[int, int]] = _NO_KEYS,
        inside: dict[Step, Node] = _NOTHING_INSIDE,
    ) -> None:
        self.line = line
        self.column = column
        self.keys = keys
        self.inside = inside

    @classmethod
    def open(cls, line: int, column: int) -> Node:
        """A node for a map or a list."""
        return cls(line, column, {}, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Plain values (dict, list, str, int, float, bool, None) and where they came from.

    `root` is None where nothing could be read; `problems` then says why.
    """

    source: str
    value: object = None
    root: Node | None = None
    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def place(self, path: Path_, *, at_key: bool = False) -> tuple[Path_, int | None, int | None]:
        """The nearest existing part of `path`, and its line and column, counted from 1.

        `at_key` points at the last step's key rather than at its value.
        """
        if self.root is None:
            return (), None, None
        node, real = self.root, []
        line, column = node.line, node.column
        for at, step in enumerate(path):
            inner = node.inside.get(step)
            if inner is None:
                break
            real.append(step)
            line, column = inner.line, inner.column
            if at_key and at == len(path) - 1 and isinstance(step, str) and step in node.keys:
                line, column = node.keys[step]
            node = inner
        return tuple(real), line, column

    def keys(self, path: Path_) -> tuple[str, ...]:
        """The keys of the map at `path`; none where there is no map."""
        node = self.root
        for step in path:
            node = node.inside.get(step) if node is not None else None
        return tuple(node.keys) if node is not None else ()

    def problem(
        self,
        path: Path_,
        message: str,
        repair: str = "",
        *,
        at_key: bool = False,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem at `path`, or at the nearest part of it that exists."""
        real, line, column = self.place(path, at_key=at_key)
        return self.with_excerpt(
            Problem(
                source=self.source,
                line=line,
                column=column,
                path=dotted(real),
                message=message,
                repair=repair,
                severity=severity,
            )
        )

    def with_excerpt(self, problem: Problem) -> Problem:
        """The same problem with the line it stands on."""
        if problem.line is None or not 0 < problem.line <= len(self.lines):
            return problem
        return replace(problem, excerpt=self.lines[problem.line - 1])
