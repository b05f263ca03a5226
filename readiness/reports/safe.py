"""Text from files, made harmless: it prints as it is written and never acts on a terminal."""

from __future__ import annotations

import re

_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)


def visible(text: str, *, keep_lines: bool = False) -> str:
    """The text with control characters, and those that turn the writing direction, shown as escapes.

    Line breaks become spaces unless `keep_lines`; tabs become spaces.
    """
    text = text.replace("\t", " ")
    if not keep_lines:
        text = " ".join(text.split("\n"))
    return _ACTING.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
