"""What every screen has: the desk, the colours in use, and a way to draw itself anew."""

from __future__ import annotations

from typing import TypeVar

from rich.text import Text
from textual.await_complete import AwaitComplete
from textual.containers import VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea

from readiness.tui.desk import Desk
from readiness.tui.drawing import HERE
from readiness.tui.looks import PALETTES, Palette
from readiness.tui.sheet import Sheet, cut, safe

T = TypeVar("T")


def keep_in_view(body: VerticalScroll, sheet: Sheet) -> None:
    """Scroll so that the line under the cursor of a sheet can be seen, with a line around it."""
    lines = sheet.lines(max(1, sheet.content_size.width))
    marked = [at for at, line in enumerate(lines) if line.plain.startswith(HERE)]
    at = marked[-1] if marked else 0  # the name of a rating's half is marked, too, and comes first
    top = sheet.region.y - body.region.y + round(body.scroll_y) + at
    if top < body.scroll_y + 1 or top > body.scroll_y + body.size.height - 3:
        body.scroll_to(y=max(0, top - body.size.height // 2), animate=False)


class Shared(Screen[T]):
    """What a whole screen and a box over it have in common."""

    desk: Desk

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return PALETTES[self.app.theme]

    def redraw(self) -> None:
        """Everything on screen, from what we know."""

    def hint(self) -> str:
        """The keys of this screen in one line; "" where they are those of a question."""
        return ""

    def on_key(self, event: Key) -> None:
        """A key; ? and F1 show the keys of every screen. Textual calls this of every class, so none redefines it.

        Who is gone, or has another screen over it, takes none.
        """
        if not self.is_current:
            event.stop()
        elif event.key == "f1" or (event.character == "?" and not self.is_typing):
            event.stop()
            event.prevent_default()
            self.show_keys()
        else:
            self.pressed(event)

    def pressed(self, event: Key) -> None:
        """A key that no field has taken; each screen says what it does."""

    @property
    def is_typing(self) -> bool:
        """Whether the keys go into a field."""
        return isinstance(self.focused, Input | TextArea)

    def show_keys(self) -> None:
        """Every key with what it does."""
        from readiness.tui.dialogs import Keys

        self.app.push_screen(Keys(self.desk, self.hint()))

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave; who has left already leaves nobody else's screen."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class Page(Shared[T]):
    """A whole screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def sheet(self, name: str) -> Sheet:
        """One of the places, by its id."""
        return self.query_one(f"#{name}", Sheet)

    def draw_hint(self) -> None:
        """The keys, on the last line."""
        words = self.hint()
        self.sheet("keys").show(lambda width: cut(safe(words, self.palette.quiet), width))


class Dialog(ModalScreen[T], Shared[T]):
    """A box over the screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def draw(self, width: int) -> list[Text]:
        """The lines in the box."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Everything in the box, from what we know."""
        for sheet in self.query(Sheet):
            sheet.show(self.draw)
