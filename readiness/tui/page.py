"""What every screen has: the desk, the colours in use, and a way to draw itself anew."""

from __future__ import annotations

from typing import TypeVar

from rich.text import Text
from textual.screen import ModalScreen, Screen

from readiness.tui.desk import Desk
from readiness.tui.looks import PALETTES, Palette
from readiness.tui.sheet import Sheet

T = TypeVar("T")


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
