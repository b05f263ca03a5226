"""Where results go: standard output, drawn or as text, and files that are written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.diagnostics import abandon, complain, notice, stop
from readiness.cli.exit_codes import ExitCode
from readiness.words import say

if TYPE_CHECKING:
    from readiness.reports.documents import Format
    from readiness.reports.outline import Outline

STANDARD_OUTPUT = Path("-")


def draws() -> bool:
    """Whether standard output shows a drawn report: a terminal that can, or one that is asked to by `FORCE_COLOR`."""
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def print_outline(outline: Outline, *, plain: bool, drawn: bool = False) -> None:
    """An outline on standard output: as lines if `plain`, drawn if `drawn`, else whichever suits who listens."""
    if plain or not (drawn or draws()):
        from readiness.reports.plain import render

        print_text(render(outline))
        return
    from rich.console import Console
    from rich.theme import Theme

    from readiness.reports.terminal import STYLES
    from readiness.reports.terminal import render as picture

    class Screen(Console):
        """Rich leaves with 1 where the reader has gone, which here would mean a low score."""

        def on_broken_pipe(self) -> None:
            abandon(sys.stdout)

    screen = Screen(theme=Theme(STYLES), highlight=False, markup=False, emoji=False, soft_wrap=False)
    screen.print(picture(outline, width=screen.width))


def print_text(text: str) -> None:
    """Text on standard output, in UTF-8 whatever the locale says."""
    _print_bytes(text.encode("utf-8", errors="backslashreplace"))


def _print_bytes(content: bytes) -> None:
    """Where the reader has gone, `head` for one, the work and its exit code stay what they are."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        abandon(sys.stdout)


def write(path: Path, content: str | bytes, *, told: bool = True, language: str = "en") -> None:
    """A file, whole or not at all, and a word in `language` that it is there unless not `told`; `-` is standard output.

    Leaves with a problem where it cannot be written.
    """
    if path == STANDARD_OUTPUT:
        _print_bytes(content if isinstance(content, bytes) else content.encode("utf-8", errors="backslashreplace"))
    else:
        write_all([(path, content)], told=told, language=language)


def write_all(documents: Iterable[tuple[Path, str | bytes]], *, told: bool = True, language: str = "en") -> None:
    """Files, each whole. Whether every one can be written is found out before the first one is.

    Leaves with a problem where one cannot.
    """
    from readiness.loading.saving import write_atomically

    listed = list(documents)
    hindered([path for path, _ in listed])
    for path, content in listed:
        try:
            write_atomically(path, content if isinstance(content, bytes) else content.encode("utf-8"))
        except OSError as error:
            why = error.strerror or str(error)
            complain(str(path), f"cannot be written: {why}", "choose another place; the file is as it was")
        if told:
            notice(say(language, "br_wrote", path=path))


def hindered(paths: Iterable[Path]) -> None:
    """Leave with problems where something can be known beforehand to keep a file from being written."""
    from readiness.loading.saving import hindrance

    if problems := [problem for path in paths if (problem := hindrance(path))]:
        stop(problems)


def keep_apart(outputs: list[Path], inputs: list[Path], *, language: str = "en") -> None:
    """Leave with a usage error where a document would replace an input, or another document."""
    taken = {path.resolve() for path in inputs}
    for path in outputs:
        if path.resolve() in taken:
            complain(str(path), say(language, "bu_replaces"), say(language, "bu_replaces_repair"), ExitCode.USAGE)
        taken.add(path.resolve())


def refuse_to_overwrite(path: Path, *, force: bool) -> None:
    """Leave with a problem where the file is already there."""
    if path != STANDARD_OUTPUT and path.is_file() and not force:
        complain(str(path), "is already there", "choose another name, or replace it with --force")


def format_of(path: Path) -> Format:
    """The format that an output file's suffix asks for. Leaves with a usage error for an unknown one."""
    from readiness.reports.documents import SUFFIXES

    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        known = ", ".join(SUFFIXES)
        complain(str(path), f"its suffix `{path.suffix}` is no format of ours", f"use one of {known}", ExitCode.USAGE)
    return found
