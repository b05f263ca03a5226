"""Breaking text into lines, with no break where the words forbid one."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

_NO_BREAK, _STAND_IN = "\u00a0", "\ue000"


def broken(text: Text, console: Console, width: int) -> list[Text]:
    """The text in lines of at most `width`. Rich breaks at a no-break space, so a sign of no meaning stands in."""
    held = text.copy()
    held.plain = held.plain.replace(_NO_BREAK, _STAND_IN)
    lines = list(held.wrap(console, width, overflow="fold"))
    for line in lines:
        line.rstrip()
        line.plain = line.plain.replace(_STAND_IN, _NO_BREAK)
    return lines
