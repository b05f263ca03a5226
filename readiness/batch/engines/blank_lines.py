"""Blank lines of a text table made rows that every engine sees: some pass over them, and rows would be misnumbered."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from readiness.batch.export import Delimited

_PIECE = 1 << 20
_BLANK = re.compile(rb"(?<=\n)(?=\r?\n)")
_ANY = re.compile(rb"\n\r?\n")
"""The same, as what is found fastest."""
_LINE_ENDS = b"\r\n"


def with_blank_lines_as_rows(place: Delimited, folder: Path) -> Delimited:
    """The same table; where lines in it are blank, a copy in `folder` in which they are rows of empty cells."""
    if not _has_blank_lines(place.path):
        return place
    with (
        open(place.path, "rb") as source,
        tempfile.NamedTemporaryFile(dir=folder, suffix=".csv", delete=False) as target,
    ):
        inside = False
        for piece in _pieces(source):
            # every other part lies between quotation marks, where a blank line is part of a cell
            parts = piece.split(b'"')
            for at in range(1 if inside else 0, len(parts), 2):
                parts[at] = _BLANK.sub(place.delimiter.encode(), parts[at])
            inside ^= len(parts) % 2 == 0
            target.write(b'"'.join(parts))
    return replace(place, path=Path(target.name))


def blank_lines_at_end(path: Path) -> int:
    """How many lines after the last row hold nothing at all, as LimeSurvey writes one: those are no rows of anybody's."""
    if not path.is_file():  # a table that only a cluster can read
        return 0
    with open(path, "rb") as file:
        file.seek(max(0, path.stat().st_size - _PIECE))
        end = file.read()
    ends = end[len(end.rstrip(_LINE_ENDS)) :].count(b"\n")
    return max(0, ends - 1)


def _has_blank_lines(path: Path) -> bool:
    with open(path, "rb") as file:
        return any(_ANY.search(piece) for piece in _pieces(file))


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """The file piece by piece; no piece ends between two line ends."""
    left = b""
    while read := file.read(_PIECE):
        piece = left + read
        whole = len(piece.rstrip(_LINE_ENDS))
        left = piece[whole:]
        if whole:
            yield piece[:whole]
    yield left
