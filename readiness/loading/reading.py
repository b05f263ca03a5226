"""Bytes to text: files and standard input, with limits, and a name for whatever is not UTF-8."""

from __future__ import annotations

import codecs
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
    unmarked = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return _plain_lines(unmarked.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _wrong_byte(unmarked, error.start, name)


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _wrong_byte(raw: bytes, at: int, name: str) -> Problem:
    """The first byte that is not UTF-8, at its line and column, with what Windows would have shown for it."""
    lines = _plain_lines(raw[:at].decode("utf-8")).split("\n")
    byte = raw[at : at + 1]
    seen = byte.decode("cp1252", errors="ignore")
    hint = f" (in Windows-1252 that would be “{seen}”)" if seen else ""
    return Problem(
        source=name,
        line=len(lines),
        column=len(lines[-1]) + 1,
        message=f"is not UTF-8: byte 0x{byte.hex().upper()}{hint}",
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
    """The file beside it with the most similar name, its suffix apart, which nearly all of them share."""
    from difflib import get_close_matches

    try:
        siblings = [entry for entry in path.parent.iterdir() if entry.is_file()][:2000]
    except OSError:
        return "check the path"
    by_stem: dict[str, Path] = {}
    written_here = (".yaml", ".yml", ".json")
    for sibling in sorted(siblings, key=lambda each: (each.suffix != path.suffix, each.suffix not in written_here)):
        by_stem.setdefault(sibling.stem, sibling)
    close = get_close_matches(path.stem, list(by_stem), n=1)
    return f"did you mean `{path.with_name(by_stem[close[0]].name)}`?" if close else "check the path"
