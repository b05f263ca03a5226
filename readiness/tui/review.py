"""The review before finishing, the report in place, and what would follow from other answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key
from textual.widgets import Static

from readiness.interview.wording import counts
from readiness.tui.desk import Desk
from readiness.tui.lists import ListScreen, Row, step_row
from readiness.tui.looks import report_styles
from readiness.tui.page import Page
from readiness.tui.sheet import Sheet, cut, safe

if TYPE_CHECKING:
    from readiness.reports.outline import Outline


class ReviewScreen(ListScreen):
    """What is open and what is flagged, then the result; from here one goes back to any of it."""

    def head(self) -> str:
        """How far it is."""
        return f"{self.desk.say('t_review')} · {counts(self.desk.interview, self.desk.language)}"

    def find(self) -> Sequence[Row]:
        """The open ones, the flagged ones; with all answered, everything."""
        interview = self.desk.interview
        found = dict.fromkeys([*interview.open_steps(), *interview.flagged_steps()])
        return [step_row(self.desk, step) for step in (found or interview.steps)]

    def hint(self) -> str:
        """What can be done."""
        return self.desk.say("t_keys_review_meeting" if self.desk.meeting else "t_keys_review")

    def on_mount(self) -> None:
        """The review counts for no section's time."""
        self.desk.agenda.at(None, self.desk.clock())

    def pressed(self, event: Key) -> None:
        """R shows the result; Escape goes back to the questions."""
        if event.key in ("r", "R"):
            event.stop()
            self.app.push_screen(ReportScreen(self.desk))
        elif event.key in ("escape", "left", "q"):
            event.stop()
            if self.desk.interview.current is None:
                self.desk.interview.back()
            self.leave()
        else:
            super().pressed(event)


class ReportScreen(Page[None]):
    """The report, as `readiness score` draws it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._outline: Outline | None = None

    def compose(self) -> ComposeResult:
        """The report, scrolling."""
        yield Sheet(id="top")
        with VerticalScroll(id="body"):
            yield Static(id="report")
        yield Sheet(id="keys")

    def on_mount(self) -> None:
        """Computed now, from what is answered."""
        self.redraw()
        self.set_focus(self.query_one("#body"))

    def on_resize(self) -> None:
        """The report is drawn for a width."""
        self.redraw()

    def redraw(self) -> None:
        """The whole report."""
        if not self.is_attached:
            return
        from rich.console import Console

        from readiness.reports.terminal import WIDEST, render

        desk = self.desk
        width = max(60, min(WIDEST, self.app.size.width - 6))
        console = Console(
            width=width, color_system="truecolor", force_terminal=True, theme=report_styles(self.palette), legacy_windows=False
        )  # fmt: skip
        with console.capture() as drawn:
            console.print(render(self.outline(), width=width))
        self.query_one("#report", Static).update(Text.from_ansi(drawn.get()))
        self.sheet("top").show(lambda width: cut(safe(desk.title()), width))
        self.draw_hint()

    def outline(self) -> Outline:
        """The report, computed once: no answer changes while it is shown."""
        from readiness.reports.content import report

        if self._outline is None:
            self._outline = report((self.desk.result or self.desk.assess)(self.desk.interview.response))
        return self._outline

    def hint(self) -> str:
        """What can be done."""
        return self.desk.say("t_keys_report")

    def pressed(self, event: Key) -> None:
        """W tries other answers, Escape goes back, Q finishes."""
        if event.key in ("w", "W"):
            event.stop()
            from readiness.tui.what_if import WhatIfScreen

            self.app.push_screen(WhatIfScreen(self.desk))
        elif event.key in ("escape", "left"):
            event.stop()
            self.dismiss()
        elif event.key in ("q", "Q"):
            event.stop()
            self.app.exit("finished")
