"""What every screen has: the desk, the colours in use, and a way to draw itself anew."""

from __future__ import annotations

from typing import TypeVar

from rich.text import Text
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen

from readiness.tui.desk import Desk
from readiness.tui.drawing import HERE
from readiness.tui.looks import PALETTES, Palette
from readiness.tui.sheet import Sheet

T = TypeVar("T")


def keep_in_view(body: VerticalScroll, sheet: Sheet) -> None:
    """Scroll so that the line under the cursor of a sheet can be seen, with a line around it."""
    lines = sheet.lines(max(1, sheet.content_size.width))
    marked = [at for at, line in enumerate(lines) if line.plain.startswith(HERE)]
    at = marked[-1] if marked else 0  # the name of a rating's half is marked, too, and comes first
    top = sheet.region.y - body.region.y + round(body.scroll_y) + at
    if top < body.scroll_y + 1 or top > body.scroll_y + body.size.height - 3:
        body.scroll_to(y=max(0, top - body.size.height // 2), animate=False)


class Page(Screen[T]):
    """A whole screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return PALETTES[self.app.theme]

    def sheet(self, name: str) -> Sheet:
        """One of the places, by its id."""
        return self.query_one(f"#{name}", Sheet)

    def redraw(self) -> None:
        """Everything on screen, from what we know."""


class Dialog(ModalScreen[T]):
    """A box over the screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return PALETTES[self.app.theme]

    def draw(self, width: int) -> list[Text]:
        """The lines in the box."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Everything in the box, from what we know."""
        for sheet in self.query(Sheet):
            sheet.show(self.draw)
