"""What is typed on the question's screen: an answer of one's own, a note, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from readiness.interview.refusals import Refusal
from readiness.model.questionnaire import TextQuestion
from readiness.model.response import Answer
from readiness.reports.safe import visible
from readiness.tui.desk import Desk
from readiness.tui.face import Face

if TYPE_CHECKING:
    from readiness.tui.editor import Field


class Fields(Face):
    """Fields that are mounted when they are needed, and whose words are never lost."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._fields: dict[str, Field] = {}
        self._was = self._typed_was = ""

    def enter(self, *, ticking: bool = False) -> None:
        """Take what is meant; the screen says how."""
        raise NotImplementedError

    def add(self, **said: object) -> None:
        """Put something beside the answer, and save it; the screen says how."""
        raise NotImplementedError

    def open_field(self) -> None:
        """The field of an answer that is typed, with what was answered; none elsewhere."""
        self.close_fields()
        if not self.is_typed():
            self.set_focus(None)
            return
        assert isinstance(self.given, Answer)
        value = self.given.value
        words = "" if value is None or (isinstance(value, str) and value in self.question.allow) else str(value)
        if isinstance(value, float):
            words = f"{value:.15g}"
        self._typed_was = visible(words, keep_lines=True)
        self.show_field("typed", self._typed_was, several_lines=isinstance(self.question, TextQuestion))

    def show_field(self, name: str, words: str, *, several_lines: bool) -> None:
        """Mount a field in its place and give it the keys."""
        from readiness.tui.editor import field_for

        place = self.query_one(f"#{'typed' if name == 'typed' else 'editor'}", Vertical)
        place.remove_class("gone")
        field = field_for(words, several_lines=several_lines)
        self._fields[name] = field
        place.mount(field)
        self.set_focus(field)

    def close_fields(self, *names: str) -> None:
        """Take fields away; all where none is named."""
        for name in names or tuple(self._fields):
            if (field := self._fields.pop(name, None)) is not None:
                field.remove()
                self.query_one(f"#{'typed' if name == 'typed' else 'editor'}").add_class("gone")
        self.editing = None if self.editing not in self._fields else self.editing

    def edit(self, what: str, words: str) -> None:
        """Write beside the answer; writing it again, or leaving it, saves it."""
        self.keep_what_is_typed()
        if self.desk.sitting.read_only:
            self.tell(Refusal("r_read_only").said(self.desk.language))
            return
        self.editing = what
        self._was = visible(words, keep_lines=True)
        self.show_field(what, self._was, several_lines=True)
        self.tell(self.desk.say(f"t_writing_{what}"))
        self.call_after_refresh(self._fields[what].scroll_visible, animate=False)

    def on_field_done(self) -> None:
        """Enter or Escape in a field."""
        if self.editing:
            self.keep_what_is_typed()
            self.set_focus(self._fields.get("typed") if self.cursor < 0 else None)
        else:
            self.enter()

    def on_field_left(self) -> None:
        """Escape in the field of a typed answer: the keys go to the screen."""
        if self.editing:
            self.on_field_done()
        else:
            self.cursor = 0 if self.options() else -1
            self.set_focus(None)
            self.draw_options()

    def keep_what_is_typed(self) -> None:
        """Save the note or evidence being written; it is the respondent's word as much as the answer is."""
        what = self.editing
        if what is None or self.shown is None or what not in self._fields:
            return
        is_as_it_was = self._fields[what].typed == self._was
        typed = self._fields[what].typed.strip("\n ")
        if what == "note":
            said: dict[str, object] = {"note": typed or None}
        else:
            pieces = (piece.strip() for line in typed.split("\n") for piece in line.split(";"))
            said = {"evidence": tuple(piece for piece in pieces if piece)}
        self.close_fields(what)
        self.editing = None
        if not is_as_it_was and any(getattr(self.given, name) != value for name, value in said.items()):
            self.add(**said)
        else:
            self.tell("")
