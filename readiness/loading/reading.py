"""Bytes to text: files and standard input, with limits, and a name for whatever is not UTF-8."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

from readiness.model.problem import Problem

MAX_BYTES = 16 * 1024 * 1024
"""A questionnaire of 10,000 questions stays under this; a larger file is a mistake or an attack."""

STANDARD_INPUT = "-"

_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet table"),
)
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def display_name(path: Path | str) -> str:
    """What messages call an input: its path as given, or `standard input`."""
    return "standard input" if str(path) == STANDARD_INPUT else str(path)


def read_bytes(path: Path | str) -> bytes | Problem:
    """The content of a file, or of standard input for `-`; at most `MAX_BYTES`.

    Never opens a directory, and never waits on a device: `/dev/zero` is refused, a pipe is read.
    """
    name = display_name(path)
    if str(path) == STANDARD_INPUT:
        return _within_limit(sys.stdin.buffer.read(MAX_BYTES + 1), name)
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            return Problem(source=name, message="is a folder, not a file", repair="name a file inside it")
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            return Problem(source=name, message="is a device, not a file", repair="name a file")
        with open(path, "rb") as file:
            return _within_limit(file.read(MAX_BYTES + 1), name)
    except FileNotFoundError:
        return Problem(source=name, message="no such file", repair=_nearby(Path(path)))
    except PermissionError:
        return Problem(source=name, message="may not be read", repair="check who may read the file")
    except (OSError, ValueError) as error:
        why = os.strerror(error.errno or errno.EIO) if isinstance(error, OSError) else str(error)
        return Problem(source=name, message=f"cannot be read: {why}", repair="check the path and the disk")


def decode(raw: bytes, name: str) -> str | Problem:
    """UTF-8, with or without a byte order mark; anything else is named, at its first wrong byte."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Problem(
                source=name, message=f"is {encoding} text, not UTF-8", repair="save it again with the encoding UTF-8"
            )
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            return Problem(source=name, message=f"is {what}, not text", repair="give the YAML file")
    if b"\x00" in raw:
        return Problem(
            source=name,
            message="is a binary file, not text",
            repair="give the YAML file, saved with the encoding UTF-8",
        )
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        start = before.rfind(b"\n") + 1
        column = len(before[start:].decode("utf-8", errors="replace")) + 1
        seen = raw[error.start : error.start + 1].decode("cp1252", errors="replace")
        return Problem(
            source=name,
            line=line,
            column=column,
            message=f"is not UTF-8: byte 0x{raw[error.start]:02X} (in Windows-1252 that would be “{seen}”)",
            repair="save it again with the encoding UTF-8",
        )


def read_text(path: Path | str) -> str | Problem:
    """The text of a file, or what keeps it from being read."""
    raw = read_bytes(path)
    return raw if isinstance(raw, Problem) else decode(raw, display_name(path))


def _within_limit(raw: bytes, name: str) -> bytes | Problem:
    if len(raw) > MAX_BYTES:
        return Problem(
            source=name,
            message=f"is larger than {MAX_BYTES // 1024**2} MiB, the most that is read",
            repair="split it, or check that it is the right file",
        )
    return raw


def _nearby(path: Path) -> str:
    from difflib import get_close_matches

    try:
        siblings = [entry.name for entry in path.parent.iterdir()][:2000]
    except OSError:
        return "check the path"
    close = get_close_matches(path.name, siblings, n=1)
    return f"did you mean `{path.with_name(close[0])}`?" if close else "check the path"
