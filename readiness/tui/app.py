"""The full-screen interview as an application: looks, the way in, and the ways out."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
from collections.abc import Callable
from typing import ClassVar, Literal

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, Key, MouseDown, MouseUp, Paste

from readiness.interview.sitting import Sitting
from readiness.model.assessment import Assessment
from readiness.model.response import Response
from readiness.tui.desk import Desk
from readiness.tui.looks import CSS, PALETTES, theme_of
from readiness.tui.pace import come_to_rest

Ending = Literal["finished", "left", "interrupted"]
ALWAYS = ("ctrl+q", "ctrl+c")
"""Keys that never come too soon."""


class InterviewApp(App[Ending]):
    """Screens over one sitting. It keeps no answers: whatever is accepted is in the sitting, and on disk."""

    CSS = CSS
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", priority=True, show=False),
        Binding("ctrl+c", "interrupt", priority=True, show=False),
        Binding("ctrl+y", "other_look", priority=True, show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        for name in PALETTES:
            self.register_theme(theme_of(name))
        self.theme = "light" if desk.meeting else "dark"

    def get_driver_class(self) -> type[Driver]:
        """Textual's own; where signals tell that a terminal is closed, one that outlasts it."""
        found = super().get_driver_class()
        if not hasattr(signal, "SIGHUP"):
            return found
        from readiness.tui.terminal import outlasting

        return outlasting(found)

    def on_mount(self) -> None:
        """Begin where the answers end."""
        from readiness.tui.question import QuestionScreen

        self._mind_signals()
        self.push_screen(QuestionScreen(self.desk))
        if self.desk.misfits:
            from readiness.tui.dialogs import Notice

            self.push_screen(Notice(self.desk.say("i_aside"), self.desk.misfits, self.desk))

    async def on_event(self, event: Event) -> None:
        """Keys and clicks one after another, whatever their haste; none once we leave, or right after a handover."""
        if isinstance(event, Key | MouseDown | MouseUp | Paste) and not event.is_forwarded:
            await come_to_rest(self)
            is_key_to_leave = isinstance(event, Key) and event.key in ALWAYS
            if self.return_value is not None or (self.desk.is_too_soon() and not is_key_to_leave):
                return
        await super().on_event(event)

    def _mind_signals(self) -> None:
        """A terminal that is closed, or a request to end, leaves as Ctrl-C does."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name):
                with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
                    loop.add_signal_handler(getattr(signal, name), self.hang_up)

    def _keep_what_is_typed(self) -> None:
        from readiness.tui.question import QuestionScreen

        for screen in self.screen_stack:
            if isinstance(screen, QuestionScreen):
                screen.keep_what_is_begun()

    def action_leave(self) -> None:
        """Leave on purpose; where what is being typed cannot be saved, that is said first, and asked again leaves."""
        self._leave("left")

    def action_interrupt(self) -> None:
        """Leave because somebody pressed Ctrl-C."""
        self._leave("interrupted")

    def _leave(self, ending: Ending) -> None:
        pending = self.desk.sitting.pending
        self._keep_what_is_typed()
        if self.desk.sitting.pending is None or self.desk.sitting.pending is pending:
            self.exit(ending)

    def hang_up(self) -> None:
        """The terminal is closed, or we are asked to end: nobody is there to be told anything."""
        self._keep_what_is_typed()
        self.exit("interrupted")

    def action_other_look(self) -> None:
        """Light to dark, dark to light."""
        self.theme = "dark" if self.theme == "light" else "light"
        for screen in self.screen_stack:
            redraw = getattr(screen, "redraw", None)
            if redraw is not None:
                redraw()


def spare_pauses() -> None:
    """Take what was loaded out of every later search for garbage, which would hold up a key by some 50 ms."""
    gc.freeze()


def hold(
    sitting: Sitting,
    language: str,
    assess: Callable[[Response], Assessment],
    result: Callable[[Response], Assessment],
    *,
    live: bool,
    next_best: bool,
    meeting: bool,
    minutes: float | None,
    misfits: tuple[str, ...],
) -> bool:
    """Hold the interview on the whole terminal. False where it was interrupted."""
    desk = Desk(
        sitting=sitting,
        language=language,
        assess=assess,
        result=result,
        live=live,
        next_best=next_best,
        meeting=meeting,
        minutes=minutes,
        misfits=misfits,
    )
    spare_pauses()
    return InterviewApp(desk).run() in ("finished", "left")
