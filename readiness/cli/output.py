"""Where results go: standard output, drawn or as text, and files that are written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from readiness.cli.diagnostics import complain, notice
from readiness.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from readiness.reports.documents import Format
    from readiness.reports.outline import Outline

STANDARD_OUTPUT = Path("-")


def draws() -> bool:
    """Whether standard output shows a drawn report: a terminal that can, or one that is asked to by `FORCE_COLOR`."""
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def print_outline(outline: Outline, *, plain: bool) -> None:
    """An outline on standard output, drawn or as lines."""
    if plain or not draws():
        from readiness.reports.plain import render

        print_text(render(outline))
        return
    from rich.console import Console

    from readiness.reports.terminal import render as drawn

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    console.print(drawn(outline, width=console.width))


def print_text(text: str) -> None:
    """Text on standard output, in UTF-8 whatever the locale says."""
    if sys.stdout.encoding.lower().replace("-", "") != "utf8":
        sys.stdout.buffer.write(text.encode("utf-8"))
        return
    sys.stdout.write(text)


def write(path: Path, content: str | bytes) -> None:
    """A file, whole or not at all; `-` is standard output. Leaves with a problem where it cannot be written."""
    if path == STANDARD_OUTPUT:
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            print_text(content)
        return
    from readiness.loading.saving import write_atomically

    try:
        write_atomically(path, content if isinstance(content, bytes) else content.encode("utf-8"))
    except IsADirectoryError:
        complain(str(path), "is a folder", "name a file in it")
    except FileNotFoundError:
        complain(str(path), "its folder does not exist", f"make the folder `{path.parent}` first")
    except OSError as error:
        _cannot_write(path, error)
    notice(f"wrote {path}")


def _cannot_write(path: Path, error: OSError) -> NoReturn:
    why = error.strerror or str(error)
    complain(str(path), f"cannot be written: {why}", "choose another place; nothing was changed")


def refuse_to_overwrite(path: Path, *, force: bool) -> None:
    """Leave with a problem where the file is already there."""
    if path != STANDARD_OUTPUT and path.exists() and not force:
        complain(str(path), "is already there", "choose another name, or replace it with --force")


def format_of(path: Path) -> Format:
    """The format that an output file's suffix asks for. Leaves with a usage error for an unknown one."""
    from readiness.reports.documents import SUFFIXES

    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        known = ", ".join(SUFFIXES)
        complain(str(path), f"its suffix `{path.suffix}` is no format of ours", f"use one of {known}", ExitCode.USAGE)
    return found
