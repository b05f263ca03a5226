"""Standard error: problems with their lines, notices, and the way out. Standard output never passes through here."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from typing import NoReturn, TextIO

import typer

from readiness.cli.exit_codes import ExitCode
from readiness.model.problem import Problem, Severity

MOST_SHOWN = 100
"""A file with more problems than this is the wrong file; the rest are counted."""


def show(problems: Iterable[Problem]) -> None:
    """Each problem on a line of its own; on a terminal with the offending line and a caret under the place."""
    from readiness.reports.safe import visible

    listed = list(problems)
    on_terminal = sys.stderr.isatty()
    for problem in listed[:MOST_SHOWN]:
        _line(visible(str(problem)))
        if on_terminal and problem.excerpt is not None:
            for line in _excerpt(problem):
                _line(line)
    if len(listed) > MOST_SHOWN:
        _line(f"and {len(listed) - MOST_SHOWN} more problems")


def _line(text: str) -> None:
    """One line on standard error. Where nobody reads it any more, the work and its exit code stay what they are.

    A closed pipe is a broken pipe; a closed terminal is an input/output error.
    """
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        abandon(sys.stderr)


def abandon(stream: TextIO) -> None:
    """Send the rest of a stream nowhere: its reader, `head` for one, has gone."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _excerpt(problem: Problem, width: int = 100) -> tuple[str, str]:
    """The line, cut around the place where it is long, and the caret under what is seen there."""
    from rich.cells import cell_len

    from readiness.reports.safe import visible

    assert problem.excerpt is not None
    at = (problem.column or 1) - 1
    start = max(0, at - width // 2) if len(problem.excerpt) > width else 0
    shown = problem.excerpt[start : start + width]
    before = visible(shown[: at - start])
    return f"    {before}{visible(shown[at - start :])}", f"    {' ' * cell_len(before)}^"


def notice(text: str) -> None:
    """A word on what happened."""
    from readiness.reports.safe import visible

    _line(visible(text))


def stop(problems: Iterable[Problem], code: ExitCode = ExitCode.BAD_INPUT) -> NoReturn:
    """Show the problems and leave."""
    show(problems)
    raise typer.Exit(code)


def complain(source: str, message: str, repair: str, code: ExitCode = ExitCode.BAD_INPUT) -> NoReturn:
    """One problem that has no line, and leave."""
    stop([Problem(source=source, message=message, repair=repair)], code)


def warnings_of(problems: Iterable[Problem]) -> list[Problem]:
    """Those that do not stop the work."""
    return [problem for problem in problems if problem.severity is Severity.WARNING]
