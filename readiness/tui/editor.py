"""Fields to type in: one line for a number or a date, several for words. Mounted only when they are needed."""

from __future__ import annotations

from textual.events import Key
from textual.message import Message
from textual.widgets import Input, TextArea


class FieldDone(Message):
    """Enter: what is typed is meant."""


class FieldLeft(Message):
    """Escape: the keys go elsewhere; what is typed stays."""


class Line(Input):
    """One line."""

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.value

    def on_key(self, event: Key) -> None:
        """Enter and Escape are the screen's."""
        _hand_over(self, event)


class Lines(TextArea):
    """Several lines; Enter ends, Ctrl-J begins a new one."""

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.text

    def on_key(self, event: Key) -> None:
        """Enter and Escape are the screen's; whatever is not prevented here, the field itself takes."""
        if event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert("\n")
        else:
            _hand_over(self, event)


Field = Line | Lines


def _hand_over(field: Line | Lines, event: Key) -> bool:
    if event.key not in ("enter", "escape"):
        return False
    event.stop()
    event.prevent_default()
    field.post_message(FieldDone() if event.key == "enter" else FieldLeft())
    return True


def field_for(words: str, *, several_lines: bool) -> Field:
    """A field that holds these words, the cursor behind them."""
    if not several_lines:
        return Line(value=words, select_on_focus=False)
    field = Lines(words, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, highlight_cursor_line=False)
    field.move_cursor(field.document.end)
    return field
