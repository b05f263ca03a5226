"""Text from files, made harmless: it prints as it is written and never acts on a terminal."""

from __future__ import annotations

import re

from readiness.model.signs import ACTING


def visible(text: str, *, keep_lines: bool = False) -> str:
    """The text with control characters, and those that turn the writing direction, shown as escapes.

    Line breaks become spaces unless `keep_lines`; tabs become spaces.
    """
    text = text.replace("\t", " ")
    if not keep_lines:
        text = " ".join(text.split("\n"))
    return ACTING.sub(_escape, text)


def harmless(text: str) -> str:
    """Text for a cell, set off with an apostrophe where a spreadsheet would run it as a formula."""
    shown = visible(text, keep_lines=True)
    return f"'{shown}" if runs(shown) else shown


def runs(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula; some pass over the blanks before it."""
    return text.lstrip().startswith(STARTS)


STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a formula begins with."""


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
