"""Screens that list steps or sections to go to: the map, what is open, what a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key

from readiness.interview.steps import Key as StepKey
from readiness.interview.steps import Step
from readiness.interview.wording import counts, heading, part_title, shown
from readiness.tui import drawing
from readiness.tui.desk import Desk, minutes_and_seconds
from readiness.tui.editor import Line
from readiness.tui.page import Page, keep_in_view
from readiness.tui.sheet import Sheet, cut, safe, wrapped

_MARKS = f" {drawing.FREE}{drawing.CHOSEN}!"
"""What stands before the words of a line; further lines go on under the words."""


class Row(NamedTuple):
    """One line to go to: its words, what stands on the right, and the step it leads to."""

    words: Text
    aside: str
    goes_to: StepKey


def step_row(desk: Desk, step: Step) -> Row:
    """A step with its answer."""
    interview = desk.interview
    given = interview.given(step)
    words = safe(heading(step, desk.language) or step.text.in_(desk.language))
    answer = shown(desk.questionnaire, step, given, desk.language)
    flag = "! " if given.discuss else ""
    mark = drawing.FREE if interview.state(step) == "open" else drawing.CHOSEN
    return Row(Text.assemble(f"{mark} {flag}", words), " ".join(answer.split()), step.key)


class ListScreen(Page[None]):
    """Lines to go through with the arrows; Enter or a click goes to one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: tuple[Row, ...] = ()
        self.cursor = 0

    def compose(self) -> ComposeResult:
        """A head, the list, the keys."""
        yield Sheet(id="top")
        with VerticalScroll(id="body", can_focus=False):
            yield Sheet(id="list")
        yield Sheet(id="keys")

    def on_mount(self) -> None:
        """The lines as they are now."""
        self.rows = tuple(self.find())
        self.cursor = self.first()
        self.redraw()
        self.call_after_refresh(self.keep_cursor_in_view)

    def head(self) -> str:
        """What the list is of."""
        raise NotImplementedError

    def find(self) -> Sequence[Row]:
        """The lines."""
        raise NotImplementedError

    def first(self) -> int:
        """Where the cursor begins: on the step we come from, or in its part."""
        current = self.desk.interview.current
        return next((at for at, row in enumerate(self.rows) if current is not None and row.goes_to == current.key), 0)

    def redraw(self) -> None:
        """Head, lines and keys."""
        self.sheet("top").show(lambda width: cut(safe(self.head()), width))
        self.sheet("list").show(self.draw)
        self.draw_hint()

    def hint(self) -> str:
        """What can be done."""
        return self.desk.say("t_keys_list")

    def draw(self, width: int) -> list[Text]:
        """Each line with its aside; a bar under the cursor."""
        lines: list[Text] = []
        if not self.rows:
            return wrapped(safe(self.desk.say("t_nothing"), self.palette.quiet), width)
        room = self.room(width)
        for at, row in enumerate(self.rows):
            here = at == self.cursor
            hang = len(row.words.plain) - len(row.words.plain.lstrip(_MARKS))
            lead = Text(f"{drawing.HERE if here else drawing.NOT_HERE} ")
            found = wrapped(row.words, room - 2 - hang, first=lead, indent=2 + hang)
            aside = safe(row.aside, "" if here else self.palette.quiet)
            aside.truncate(max(1, width - room - 1), overflow="ellipsis")
            found[0].pad_right(max(1, room - found[0].cell_len))
            found[0].append_text(aside)
            lines += drawing.picked(found, drawing.Pick(at), width, here, self.palette)
        return lines

    def room(self, width: int) -> int:
        """How many columns the words have; the rest is for what stands on the right."""
        return max(20, width * 3 // 5) if any(row.aside for row in self.rows) else width

    def pressed(self, event: Key) -> None:
        """Arrows, Enter, Escape."""
        page = max(1, self.query_one("#body").size.height - 2)
        by = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -10_000, "end": 10_000}.get(event.key)
        if by is not None:
            event.stop()
            event.prevent_default()
            self.to(self.cursor + by)
        elif event.key == "enter":
            event.stop()
            self.go()
        elif event.key in ("escape", "left", "q"):
            event.stop()
            self.dismiss()

    def to(self, cursor: int) -> None:
        """The cursor to a line that is there, in view."""
        self.cursor = max(0, min(len(self.rows) - 1, cursor))
        self.redraw()
        self.keep_cursor_in_view()

    def on_resize(self) -> None:
        """Lines break otherwise now."""
        self.call_after_refresh(self.keep_cursor_in_view)

    def keep_cursor_in_view(self) -> None:
        """Scroll so that the line under the cursor can be seen, if we are still there."""
        if not self.is_current:
            return
        keep_in_view(self.query_one("#body", VerticalScroll), self.sheet("list"))

    def on_sheet_picked(self, message: Sheet.Picked) -> None:
        """A click goes there."""
        self.cursor = message.what[0]  # type: ignore[index]  # a `Pick`
        self.go()

    def go(self) -> None:
        """To the step under the cursor."""
        if self.rows:
            self.desk.interview.jump(self.rows[self.cursor].goes_to)
            self.leave()

    def leave(self) -> None:
        """Back to the question."""
        self.dismiss()


class MapScreen(ListScreen):
    """The sections with how far each is; in a meeting, with the time used and planned."""

    def head(self) -> str:
        """What the list is of, and in a meeting what is left of it."""
        left = self.desk.agenda.left(self.desk.clock()) if self.desk.meeting else None
        title = self.desk.say("t_map")
        return title if left is None else f"{title} · {self.desk.say('t_left', left=minutes_and_seconds(left))}"

    def find(self) -> Sequence[Row]:
        """Each part, leading to its first open step, else to its first."""
        interview, now = self.desk.interview, self.desk.clock()
        found = []
        for part in interview.asked_parts():
            steps, progress = interview.steps_in(part), interview.progress(part)
            aside = self.desk.say("i_progress", answered=progress.answered, total=progress.total)
            flagged = sum(interview.flagged(step) for step in steps)
            if flagged:
                aside += f" · {self.desk.say('i_flag_count', n=flagged)}"
            if self.desk.meeting:
                used = minutes_and_seconds(sum(self.desk.agenda.used(each, now) for each in part.inside))
                planned = [self.desk.agenda.planned(each) for each in part.inside]
                if None in planned:
                    aside += f" · {used}"
                else:
                    whole = minutes_and_seconds(sum(each or 0.0 for each in planned))
                    aside += f" · {self.desk.say('t_used', used=used, planned=whole)}"
            goes_to = next((step for step in steps if interview.state(step) == "open"), steps[0])
            title = safe(part_title(part, self.desk.language), "bold" if part.depth == 0 else "")
            mark = drawing.CHOSEN if not progress.open else drawing.FREE
            found.append(Row(Text.assemble("  " * part.depth, f"{mark} ", title), aside, goes_to.key))
        return found

    def room(self, width: int) -> int:
        """What the counts and times leave, since these must be in view."""
        return max(20, width - max((len(row.aside) for row in self.rows), default=0) - 1)

    def first(self) -> int:
        """On the part we come from."""
        current = self.desk.interview.current
        parts = self.desk.interview.asked_parts()
        return next((at for at, part in enumerate(parts) if current is not None and current.part == part.id), 0)


class OpenScreen(ListScreen):
    """What has no answer, and what is flagged for discussion."""

    def head(self) -> str:
        """How many."""
        return counts(self.desk.interview, self.desk.language)

    def find(self) -> Sequence[Row]:
        """The open ones, then the flagged ones."""
        interview = self.desk.interview
        found = dict.fromkeys([*interview.open_steps(), *interview.flagged_steps()])
        return [step_row(self.desk, step) for step in found]


class SearchScreen(ListScreen):
    """A field on top, and below it what holds all the words in it."""

    def compose(self) -> ComposeResult:
        """The field over the list."""
        yield Sheet(id="top")
        yield Line(placeholder=self.desk.say("t_search_for"), select_on_focus=False, id="words")
        with VerticalScroll(id="body", can_focus=False):
            yield Sheet(id="list")
        yield Sheet(id="keys")

    def head(self) -> str:
        """What the list is of."""
        return self.desk.say("t_search")

    def find(self) -> Sequence[Row]:
        """Every step while no word is typed."""
        words = self.query_one("#words", Line).value
        interview = self.desk.interview
        found = interview.search(words, self.desk.language) if words.strip() else interview.steps
        return [step_row(self.desk, step) for step in found]

    def pressed(self, event: Key) -> None:
        """Up and down go through the list; every other key belongs to the words."""
        if event.key in ("up", "down", "pageup", "pagedown"):
            super().pressed(event)

    def on_input_changed(self) -> None:
        """The list follows what is typed."""
        self.rows = tuple(self.find())
        self.to(0)

    def on_field_done(self) -> None:
        """Enter goes to the line under the cursor."""
        self.go()

    def on_field_left(self) -> None:
        """Escape goes back."""
        self.dismiss()
