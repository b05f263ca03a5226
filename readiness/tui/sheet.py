"""A widget that holds lines of text, wrapped by whoever draws them: the only kind of widget most screens need."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.text import Text
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from readiness.reports.safe import visible
from readiness.reports.wrapping import broken

_CONSOLE = Console(width=80, color_system=None)
"""Breaking lines asks for one, and for nothing that depends on the screen."""

Draw = Callable[[int], list[Text]]
"""Lines for a width in columns."""


def nothing(width: int) -> list[Text]:
    """No lines."""
    return []


class Sheet(Widget):
    """Draws lines for the width it gets, again when that changes. A part that carries a `pick` can be clicked."""

    class Picked(Message):
        """Somebody clicked on something that can be chosen."""

        def __init__(self, sheet: Sheet, what: object) -> None:
            super().__init__()
            self.sheet = sheet
            self.what = what

    def __init__(self, draw: Draw = nothing, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes
        self._draw = draw
        self._drawn: dict[int, list[Text]] = {}

    def show(self, draw: Draw) -> None:
        """Draw this from now on. The screen is laid out anew only where the number of lines changes."""
        width = self.content_size.width
        before = self._drawn.get(width)
        self._draw = draw
        self._drawn.clear()
        self.refresh(layout=before is None or len(self.lines(width)) != len(before))

    def lines(self, width: int) -> list[Text]:
        """The lines for a width."""
        if width not in self._drawn:
            self._drawn[width] = self._draw(max(1, width))
        return self._drawn[width]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as lines."""
        return len(self.lines(width))

    def render(self) -> Text:
        """All lines at the width we have."""
        return Text("\n", no_wrap=True, overflow="crop").join(self.lines(self.content_size.width))

    def on_click(self, event: Click) -> None:
        """Say what was clicked, if it can be chosen."""
        picked = event.style.meta.get("pick")
        if picked is not None:
            event.stop()
            self.post_message(self.Picked(self, picked))


def safe(words: str, style: str = "") -> Text:
    """Text from a file, made harmless."""
    return Text(visible(words), style=style)


def wrapped(text: Text, width: int, *, first: Text | str = "", indent: int | None = None) -> list[Text]:
    """The text in lines of at most `width`, those after the first `indent` columns in (by default, under its first word)."""
    lead = Text(first) if isinstance(first, str) else first
    hang = lead.cell_len if indent is None else indent
    lines = broken(text, _CONSOLE, max(8, width - max(hang, lead.cell_len)))
    return [Text.assemble(lead if at == 0 else " " * hang, line) for at, line in enumerate(lines)] or [lead]


def cut(text: Text, width: int) -> list[Text]:
    """The text on one line; what does not fit is left out, and a sign says so."""
    text.truncate(width, overflow="ellipsis")
    return [text]
