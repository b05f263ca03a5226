"""Boxes over the screen: the keys, what no longer fits, answers that could not be saved, whose turn is next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key

from readiness.interview.refusals import Refusal
from readiness.interview.sitting import Voice
from readiness.interview.wording import unsaved_words
from readiness.model.unsaved import Unsaved
from readiness.tui.desk import Desk
from readiness.tui.editor import Line
from readiness.tui.page import Dialog
from readiness.tui.sheet import Sheet, safe, wrapped

KEYS = (
    "choose", "enter", "space", "words", "arrows", "moves", "rating", "note", "evidence", "confidence", "importance",
    "flag", "clear", "map", "open", "search", "review", "again", "look", "leave",
)  # fmt: skip
"""The keys explained, in order; of each, `t_k_NAME` is the key and `t_h_NAME` what it does."""


class Notice(Dialog[None]):
    """Something to know before going on."""

    def __init__(self, title: str, lines: Sequence[str], desk: Desk) -> None:
        super().__init__(desk)
        self._title = title
        self._lines = tuple(lines)

    def compose(self) -> ComposeResult:
        """The words, and how to go on."""
        with VerticalScroll(id="box"):
            yield Sheet(self.draw)

    def draw(self, width: int) -> list[Text]:
        """A heading, the lines, and the key."""
        lines = [*wrapped(safe(self._title, "bold"), width), Text()]
        for each in self._lines:
            lines += wrapped(safe(each), width, first="• ")
        return [*lines, Text(), *wrapped(safe(self.desk.say("t_any_key"), self.palette.quiet), width)]

    def show_keys(self) -> None:
        """Any key goes on."""
        self.dismiss()

    def pressed(self, event: Key) -> None:
        """Any key goes on; up and down scroll."""
        if event.key not in ("up", "down", "pageup", "pagedown"):
            event.stop()
            self.dismiss()


class Keys(Dialog[None]):
    """Every key with what it does: those of the screen it is asked from, then those of a question."""

    def __init__(self, desk: Desk, here: str = "") -> None:
        super().__init__(desk)
        self._here = here

    def compose(self) -> ComposeResult:
        """A table of two columns."""
        with VerticalScroll(id="box"):
            yield Sheet(self.draw)

    def draw(self, width: int) -> list[Text]:
        """The key, and what it does."""
        lines = [Text(self.desk.say("t_keys_title"), style="bold")]
        lines += [*wrapped(safe(self.desk.say("t_any_key"), self.palette.quiet), width), Text()]
        if self._here:
            lines += [*wrapped(safe(self.desk.say("t_keys_here", keys=self._here)), width, indent=2), Text()]
            lines.append(safe(self.desk.say("t_keys_question"), "bold"))
        for name in KEYS:
            if name == "again" and not self.desk.sitting.voices:
                continue
            key = Text(self.desk.say(f"t_k_{name}"), style=f"bold {self.palette.accent}")
            key.pad_right(max(1, 14 - key.cell_len))
            lines += wrapped(safe(self.desk.say(f"t_h_{name}")), width, first=key)
        return lines

    def show_keys(self) -> None:
        """Any key goes back."""
        self.dismiss()

    def pressed(self, event: Key) -> None:
        """Any key goes back; up and down scroll."""
        box = self.query_one("#box", VerticalScroll)
        event.stop()
        if event.key in ("up", "pageup"):
            box.scroll_page_up(animate=False)
        elif event.key in ("down", "pagedown"):
            box.scroll_page_down(animate=False)
        else:
            self.dismiss()


class Curtain(Dialog[bool]):
    """Between two people in the room: the next one's name, or that all have answered. Nothing of an answer is in view.

    False where whoever answered last wants their own answer back.
    """

    def __init__(self, desk: Desk, name: str | None) -> None:
        super().__init__(desk)
        self._name = name

    def compose(self) -> ComposeResult:
        """One sentence."""
        with VerticalScroll(id="box"):
            yield Sheet(self.draw)

    def draw(self, width: int) -> list[Text]:
        """Whose turn it is."""
        if self._name is None:
            words = self.desk.say("t_all_answered")
        else:
            words = self.desk.say("t_next_person", name=self._name)
        return [
            Text(),
            *wrapped(safe(words, "bold"), width),
            Text(),
            *wrapped(safe(self.hint(), self.palette.quiet), width),
        ]

    def hint(self) -> str:
        """On, or back."""
        return self.desk.say("t_keys_curtain")

    def pressed(self, event: Key) -> None:
        """Enter goes on, Escape goes back; another key may have been pressed too long."""
        event.stop()
        if event.key in ("enter", "space"):
            self.dismiss(True)
        elif event.key in ("escape", "left"):
            self.dismiss(False)

    def on_click(self) -> None:
        """As Enter."""
        self.dismiss(True)


class Trouble(Dialog[bool]):
    """An answer is not on disk: try again, keep the answers elsewhere, or go back. True tries the answer again."""

    def __init__(self, desk: Desk, why: Unsaved, voice: Voice | None) -> None:
        super().__init__(desk)
        self._why: Unsaved | Refusal = why
        self._place = Path(why.place)
        self._voice = voice
        self._moving = False

    def compose(self) -> ComposeResult:
        """What happened, and the ways out."""
        with VerticalScroll(id="box"):
            yield Sheet(self.draw)

    def draw(self, width: int) -> list[Text]:
        """The reason, then each way with its key."""
        desk, palette = self.desk, self.palette
        why = self._why
        words = unsaved_words(why, desk.language) if isinstance(why, Unsaved) else why.said(desk.language)
        lines = wrapped(safe(words, f"bold {palette.alarm}"), width)
        lines += [Text(), *wrapped(safe(desk.say("t_kept_in_mind")), width), Text()]
        if self._moving:
            return [*lines, *wrapped(safe(desk.say("t_where_else"), "bold"), width)]
        for key, name in (("1", "t_try_again"), ("2", "t_elsewhere"), ("3", "t_go_back")):
            lead = Text(f"{key} ", style=f"bold {palette.accent}")
            lines += wrapped(safe(desk.say(name)), width, first=lead)
        return lines

    def pressed(self, event: Key) -> None:
        """One of the three ways; while a place is typed, the keys are the field's."""
        if self._moving:
            return
        event.stop()
        if event.key in ("1", "enter"):
            self.dismiss(True)
        elif event.key == "2":
            self._moving = True
            self.redraw()
            place = self._place
            field = Line(value=str(place.with_name(f"{place.stem}-2{place.suffix}")), select_on_focus=False)
            self.query_one("#box").mount(field)
            self.set_focus(field)
        elif event.key in ("3", "escape"):
            self.dismiss(False)

    def on_field_done(self) -> None:
        """A place was named: keep the answers there, and take the answer."""
        why = self.desk.sitting.move(self.query_one(Line).value, self._voice)
        if why is None:
            self.dismiss(True)
        else:
            self._why = why
            self.redraw()

    def on_field_left(self) -> None:
        """Back to the three ways."""
        self._moving = False
        self.query_one(Line).remove()
        self.redraw()
