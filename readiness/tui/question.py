"""The screen on which a question, a risk or an opportunity is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Key, Resize
from textual.screen import Screen

from readiness.interview.entry import open_half, with_half
from readiness.interview.interview import Interview
from readiness.interview.options import IMPORTANCES, Option, read, with_tick
from readiness.interview.refusals import Refusal
from readiness.interview.sitting import Outcome, Voice
from readiness.interview.steps import Given, Step, open_row
from readiness.interview.wording import shown, unsaved_words
from readiness.model.questionnaire import (
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    TextQuestion,
)
from readiness.model.response import Answer, OpportunityRating, RiskRating
from readiness.model.unsaved import Unsaved
from readiness.tui.desk import Desk
from readiness.tui.drawing import Pick
from readiness.tui.face import WIDE
from readiness.tui.fields import Fields
from readiness.tui.page import keep_in_view
from readiness.tui.sheet import Sheet

CONFIDENCES = (None, "low", "medium", "high")


class QuestionScreen(Fields):
    """Takes keys and clicks, and hands the sitting what they mean."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, action, priority=True, show=False)
        for key, action in (
            ("ctrl+b", "back"),
            ("ctrl+f", "forward"),
            ("ctrl+n,f2", "note"),
            ("ctrl+e,f3", "evidence"),
            ("ctrl+o,f4", "confidence"),
            ("ctrl+w,f6", "importance"),
            ("ctrl+g,f7", "flag"),
            ("ctrl+t,f5", "map"),
            ("ctrl+l,f8", "open"),
            ("ctrl+r,f9", "review"),
            ("ctrl+v", "vote_again"),
            ("f1", "keys"),
        )
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._none_again = False
        self._settled = False

    def on_mount(self) -> None:
        """Show the first step; in a meeting, let the time run."""
        self.set_class(self.size.width >= WIDE, "wide")
        self.set_class(self.desk.live, "live")
        self.arrive()
        if self.desk.meeting:
            self.set_interval(1.0, self.draw_top)

    def on_resize(self, event: Resize) -> None:
        """What stands behind moves beside or below."""
        self.set_class(event.size.width >= WIDE, "wide")
        if self.shown is not None:
            self.call_after_refresh(self.redraw)

    def on_screen_resume(self) -> None:
        """Back from another screen, which may have moved us."""
        if not self.is_mounted:
            return
        if self.desk.interview.current is not self.shown:
            self.arrive()
        elif self.shown is not None:
            self.desk.agenda.at(self.shown.part, self.desk.clock())
            self.draw_top()

    # ---- where we are ----

    def arrive(self, message: str = "", *, voice: Voice | None = None) -> None:
        """Show the interview's current step: the turn of this person, or of whoever in the room is next."""
        step = self.desk.interview.current
        if step is None:
            self.shown = None
            self.show_review()
            return
        self.desk.agenda.at(step.part, self.desk.clock())
        self.shown = step
        self.voice = voice or self.desk.sitting.turn(step)
        source = self.voice.response if self.voice else self.desk.interview.response
        self.given = Interview.given_in(source, step)
        self._message = "" if self.voice else message
        self._none_again = False
        self.place_cursor()
        if (body := self.query_one("#body", VerticalScroll)).scroll_y:
            body.scroll_home(animate=False, immediate=True)
        self.redraw()
        self.open_field()
        self.say_settled()

    def place_cursor(self) -> None:
        """On what is answered; else on the first option."""
        step, given = self.shown, self.given
        assert step is not None
        self.cursor, self.half, self.ticks = 0, 0, ()
        if not isinstance(given, Answer):
            scale = open_half(self.scales(), given)
            self.half = 0 if scale is None else [each.name for each in self.scales()].index(scale.name)
            self.cursor = self.index_in(self.scales()[self.half].options, getattr(given, self.scales()[self.half].name))
        elif isinstance(step.thing, GridQuestion):
            row = open_row(step.thing, given)
            self.cursor = next((at for at, each in enumerate(step.thing.rows) if each.id == row), 0)
        else:
            value = given.value
            if isinstance(value, tuple):
                self.ticks = value
                value = value[0] if value else None
            self.cursor = self.index_in(self.options(), value)
            if self.is_typed() and all(option.value != value for option in self.options()):
                self.cursor = -1

    def is_typed(self) -> bool:
        """Whether the answer is typed rather than chosen."""
        return self.shown is not None and isinstance(self.shown.thing, NumberQuestion | DateQuestion | TextQuestion)

    def say_settled(self) -> None:
        """Once, where further answers change nothing: that they do not."""
        if self.desk.next_best and not self._settled:
            from readiness.interview.settled import settled

            if settled(self.desk.interview).both:
                self._settled = True
                self.tell(self.desk.say("i_settled"))

    # ---- keys and mouse ----

    def pressed(self, event: Key) -> None:
        """Whatever no field has taken: choosing, moving, and what is behind signs."""
        if self.shown is None or not self.is_ours(event):
            return
        handlers: dict[str, Callable[[], object]] = {
            "enter": self.enter,
            "up": lambda: self.move(-1),
            "down": lambda: self.move(1),
            "left": self.left,
            "right": self.right,
            "space": self.space,
            "delete": self.clear,
            "backspace": self.clear,
            "pageup": lambda: self.scroll_page(down=False),
            "pagedown": lambda: self.scroll_page(down=True),
        }
        signs: dict[str, Callable[[], object]] = {
            "!": self.action_flag,
            "/": self.action_search,
        }
        handler = handlers.get(event.key) or signs.get(event.character or "")
        if handler is not None:
            event.stop()
            event.prevent_default()
            handler()
        elif event.character:
            self.press(event.character)

    def is_ours(self, event: Key) -> bool:
        """Whether a key is the screen's: in a field it belongs to what is typed, but for leaving a line up or down."""
        if self.focused is None:
            return True
        if self.editing or event.key not in ("up", "down"):
            return False
        field = self._fields.get("typed")
        return not getattr(field, "document", None) or (event.key == "down" and field.cursor_at_last_line)  # type: ignore[union-attr]  # of several lines

    def on_sheet_picked(self, message: Sheet.Picked) -> None:
        """A click on an option, a row, or a step of a scale."""
        pick = Pick(*message.what)  # type: ignore[misc]  # what `drawing` put there
        if self.shown is None:
            return
        self.keep_what_is_typed()
        if self.shown.key.kind != "question":
            self.half, self.cursor = pick.half, pick.option
            self.rate(self.scales()[pick.half].options[pick.option])
        elif isinstance(self.shown.thing, GridQuestion):
            self.cursor = pick.row
            if pick.option >= 0:
                self.answer_row(self.options()[pick.option])
            else:
                self.draw_options()
        else:
            self.cursor = pick.option
            self.choose(self.options()[pick.option])

    def press(self, character: str) -> None:
        """A digit or a letter chooses what stands behind it, and no other does."""
        step = self.shown
        assert step is not None
        wanted = character.casefold()
        options = self.scales()[self.half].options if step.key.kind != "question" else self.options()
        option = next((each for each in options if each.key == wanted), None)
        if option is None:
            self.say_which([each.key for each in options if each.key], character)
            return
        if step.key.kind != "question":
            self.cursor = options.index(option)
            self.rate(option)
        elif isinstance(step.thing, GridQuestion):
            self.answer_row(option)
        else:
            self.cursor = options.index(option)
            self.choose(option)

    def say_which(self, keys: Sequence[str], character: str) -> None:
        """That this key is no choice, and which are."""
        if not character.isprintable():
            return
        if self.is_typed():
            self.tell(self.desk.say("t_type_in_field"))
        else:
            self.tell(self.desk.say("t_no_such_key", pressed=character, keys=" ".join(keys)))

    def move(self, by: int) -> None:
        """The cursor up or down; past the top of the words of a typed answer, into the field."""
        step = self.shown
        assert step is not None
        if isinstance(step.thing, GridQuestion):
            count = len(step.thing.rows)
        else:
            count = len(self.options() if step.key.kind == "question" else self.scales()[self.half].options)
        least = -1 if self.is_typed() else 0
        self.cursor = max(least, min(count - 1, self.cursor + by))
        self.draw_options()
        if self.is_typed():
            self.set_focus(self._fields["typed"] if self.cursor < 0 else None)
        self.keep_cursor_in_view()

    def scroll_page(self, *, down: bool) -> None:
        """Both the question and what stands behind it, wherever there is more to see."""
        for name in ("#body", "#side"):
            place = self.query_one(name, VerticalScroll)
            (place.scroll_page_down if down else place.scroll_page_up)(animate=False)

    def keep_cursor_in_view(self) -> None:
        """Scroll so that the line under the cursor can be seen."""
        is_rating = self.shown is not None and self.shown.key.kind != "question"
        sheet = self.sheet(f"half{self.half}" if is_rating else "options")
        keep_in_view(self.query_one("#body", VerticalScroll), sheet)

    def left(self) -> None:
        """To the half before, else to the step before."""
        if self.shown is not None and self.shown.key.kind != "question" and self.half > 0:
            self.to_half(0)
        else:
            self.action_back()

    def right(self) -> None:
        """To the half after, else to the next step."""
        if self.shown is not None and self.shown.key.kind != "question" and self.half < 1:
            self.to_half(1)
        else:
            self.action_forward()

    def to_half(self, half: int) -> None:
        """Rate this half next."""
        scale = self.scales()[half]
        self.half, self.cursor = half, self.index_in(scale.options, getattr(self.given, scale.name))
        self.redraw()
        self.call_after_refresh(self.keep_cursor_in_view)

    def space(self) -> None:
        """Tick what is under the cursor; of one alone, choose it."""
        if self.cursor >= 0:
            self.enter(ticking=True)

    def enter(self, *, ticking: bool = False) -> None:
        """Take what is under the cursor; of several, what is ticked; of a grid, go on once every row is answered."""
        step = self.shown
        assert step is not None
        if step.key.kind != "question":
            self.rate(self.scales()[self.half].options[self.cursor])
        elif isinstance(step.thing, GridQuestion):
            assert isinstance(self.given, Answer)
            if open_row(step.thing, self.given) is None:
                self.take(self.given)
            else:
                self.tell(self.desk.say("t_rows"))
        elif isinstance(step.thing, ChoicesQuestion) and not ticking and not self.options()[self.cursor].is_word:
            self.take_ticks()
        elif self.is_typed() and self.cursor < 0:
            self.take_typed()
        else:
            self.choose(self.options()[self.cursor])

    # ---- answering ----

    def choose(self, option: Option) -> None:
        """One option: the answer, or one tick more or less."""
        assert self.shown is not None
        assert isinstance(self.given, Answer)
        self._none_again = False
        if self.desk.sitting.read_only:
            self.tell(Refusal("r_read_only").said(self.desk.language))
            return
        if isinstance(self.shown.thing, ChoicesQuestion) and not option.is_word:
            if isinstance(self.given.value, str):
                self.given = self.given.model_copy(update={"value": None})
            self.ticks = with_tick(self.desk.questionnaire, self.shown.thing, self.ticks, option.value)
            self._message = ""
            self.redraw()
            return
        self.take(self.given.model_copy(update={"value": option.value}))

    def take_ticks(self) -> None:
        """What is ticked; nothing only when asked for twice."""
        assert isinstance(self.given, Answer)
        if not self.ticks and self.given.value != () and not self._none_again:
            self._none_again = True
            self.tell(self.desk.say("t_none_again"))
            return
        self.take(self.given.model_copy(update={"value": self.ticks}))

    def take_typed(self) -> None:
        """What is in the field."""
        assert isinstance(self.given, Answer)
        typed = self._fields["typed"].typed
        if not typed.strip():
            self.tell(self.desk.say("t_empty"))
            return
        if typed == self._typed_was and self.given.value is not None:
            self.take(self.given)  # what is only looked at stays as it is, signs that cannot be shown included
            return
        value = read(self.desk.questionnaire, self.question, typed, self.desk.language)
        if isinstance(value, Refusal):
            self.tell(value.said(self.desk.language))
        else:
            self.take(self.given.model_copy(update={"value": value}))

    def keep_what_is_begun(self) -> None:
        """On leaving: what is typed or ticked and not yet taken, if it can be an answer."""
        self.keep_what_is_typed()
        step, given = self.shown, self.given
        if step is None or not isinstance(given, Answer) or self.desk.sitting.read_only:
            return
        value: object = None
        typed = self._fields["typed"].typed if self.is_typed() and "typed" in self._fields else ""
        if typed.strip() and typed != self._typed_was:
            value = read(self.desk.questionnaire, self.question, typed, self.desk.language)
        elif isinstance(step.thing, ChoicesQuestion) and self.ticks:
            value = self.ticks
        if value is not None and not isinstance(value, Refusal) and value != given.value:
            self.take(given.model_copy(update={"value": value}), stay=True)

    def answer_row(self, option: Option) -> None:
        """One row of a grid, saved; then the next open one."""
        step = self.shown
        assert step is not None
        assert isinstance(step.thing, GridQuestion)
        assert isinstance(self.given, Answer)
        rows = dict(self.given.value) if isinstance(self.given.value, dict) else {}
        rows[step.thing.rows[self.cursor].id] = option.value
        given = self.given.model_copy(update={"value": rows})
        complete = open_row(step.thing, given) is None and self.cursor == len(step.thing.rows) - 1
        if self.take(given, stay=not complete) and not complete:
            self.cursor = min(self.cursor + 1, len(step.thing.rows) - 1)
            self.redraw()
            self.keep_cursor_in_view()

    def rate(self, option: Option) -> None:
        """One half of a rating, saved; then the other."""
        assert isinstance(self.given, RiskRating | OpportunityRating)
        scales = self.scales()
        value = option.value if isinstance(option.value, str) else int(option.value)
        given = with_half(self.given, scales[self.half].name, value)
        rest = open_half(scales, given)
        was_open = open_half(scales, self.given) is not None
        whole = rest is None and (self.half == 1 or was_open or given.likelihood == "not_applicable")
        if self.take(given, stay=not whole) and not whole:
            self.to_half(1 if rest is None else [each.name for each in scales].index(rest.name))

    def take(self, given: Given, *, stay: bool = False) -> bool:
        """Save an answer; then go on, unless something of it is still to come. False where it is not taken."""
        step = self.shown
        assert step is not None
        outcome = self.put_down(step, given)
        if outcome is not None:
            self.in_the_way(outcome, given, stay=stay)
            return False
        self.given = given if self.voice else self.desk.interview.given(step)
        if stay:
            self._message = ""
            self.redraw()
        else:
            self.go_on(step)
        return True

    def put_down(self, step: Step, given: Given) -> Outcome:
        """Into the file of the person whose turn it is, or of the room."""
        sitting = self.desk.sitting
        if self.voice is not None:
            return sitting.take_from(self.voice, step, given)
        return sitting.agree(step, given) if sitting.voices else sitting.take(step, given)

    def go_on(self, step: Step) -> None:
        """To the next person in the room, or to the next step."""
        if self.desk.sitting.voices:
            self.desk.hand_over()
        if self.voice is not None:
            self.draw_curtain(self.voice)
            return
        words = shown(self.desk.questionnaire, step, self.given, self.desk.language)
        self.close_fields()
        self.desk.interview.forward()
        self.arrive("" if self.desk.live else self.desk.say("i_saved", answer=" ".join(words.split())))

    def draw_curtain(self, voice: Voice) -> None:
        """Between this person, who has answered, and the next, or the room."""
        from readiness.tui.dialogs import Curtain

        def drawn_back(goes_on: bool | None) -> None:
            self.desk.hand_over()
            if goes_on is False:
                self.arrive(voice=voice)

        self.arrive()
        self.app.push_screen(Curtain(self.desk, self.voice.name if self.voice else None), drawn_back)

    def in_the_way(self, outcome: Refusal | Unsaved, given: Given, *, stay: bool) -> None:
        """Say why an answer is not taken; where it is not on disk, offer what can be done."""
        self.draw_options()
        if isinstance(outcome, Refusal):
            self.tell(outcome.said(self.desk.language))
            return
        from readiness.tui.dialogs import Trouble

        self.tell(unsaved_words(outcome, self.desk.language))

        def again(wanted: bool | None) -> None:
            if wanted:
                self.take(given, stay=stay)

        self.app.push_screen(Trouble(self.desk, outcome, self.voice), again)

    def clear(self) -> None:
        """Take the answer away."""
        step = self.shown
        if step is None or self.voice is not None:
            return
        outcome = self.desk.sitting.clear(step)
        if outcome is not None:
            self.in_the_way(outcome, self.given, stay=True)
            return
        self.arrive(self.desk.say("i_cleared"))

    def add(self, **said: object) -> None:
        """Put something beside the answer, and save it."""
        self.take(self.given.model_copy(update=said), stay=True)

    # ---- actions ----

    def action_back(self) -> None:
        """To the step before."""
        self.keep_what_is_typed()
        if self.desk.interview.back() is None:
            self.tell(self.desk.say("i_first"))
        else:
            self.arrive()

    def action_forward(self) -> None:
        """On without answering; in a ballot, this person passes."""
        self.keep_what_is_typed()
        if self.shown is None:
            return
        if self.voice is not None:
            self.desk.sitting.pass_over(self.voice, self.shown)
            self.go_on(self.shown)
            return
        self.desk.interview.forward()
        self.arrive()

    def action_note(self) -> None:
        """Write a note."""
        if self.editing == "note":
            self.on_field_done()
        elif self.shown is not None:
            self.edit("note", self.given.note or "")

    def action_evidence(self) -> None:
        """Write what proves it, a line for each."""
        if self.editing == "evidence":
            self.on_field_done()
        elif self.shown is not None and isinstance(self.given, Answer):
            self.edit("evidence", "\n".join(self.given.evidence))

    def action_confidence(self) -> None:
        """Low, medium, high, unsaid."""
        if self.shown is not None:
            self.keep_what_is_typed()
            at = CONFIDENCES.index(self.given.confidence)
            self.add(confidence=CONFIDENCES[(at + 1) % len(CONFIDENCES)])

    def action_importance(self) -> None:
        """How much it matters here, where that is asked."""
        if isinstance(self.given, Answer) and self.shown is not None and getattr(self.shown.thing, "importance", False):
            self.keep_what_is_typed()
            now = self.given.importance
            after = [each for each in IMPORTANCES if now is None or each > now]
            self.add(importance=after[0] if after else None)

    def action_flag(self) -> None:
        """Flag for discussion, or take the flag away."""
        if self.shown is not None:
            self.keep_what_is_typed()
            flagged = not self.given.discuss
            if self.take(self.given.model_copy(update={"discuss": flagged}), stay=True):
                self.tell(self.desk.say("i_flag_on" if flagged else "i_flag_off"))

    def action_vote_again(self) -> None:
        """In a meeting, another round of answers to this step."""
        if self.shown is not None and self.desk.sitting.voices and self.voice is None:
            unsaved = self.desk.sitting.vote_again(self.shown)
            self.arrive("" if unsaved is None else unsaved_words(unsaved, self.desk.language))

    def action_map(self) -> None:
        """The sections, and how far each is."""
        from readiness.tui.lists import MapScreen

        self.leave_for(MapScreen(self.desk))

    def action_open(self) -> None:
        """What has no answer, and what is flagged."""
        from readiness.tui.lists import OpenScreen

        self.leave_for(OpenScreen(self.desk))

    def action_search(self) -> None:
        """Find a question by its words."""
        from readiness.tui.lists import SearchScreen

        self.leave_for(SearchScreen(self.desk))

    def show_review(self) -> None:
        """The review, over the question it was asked from."""
        from readiness.tui.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self.desk))

    def leave_for(self, screen: Screen[None]) -> None:
        """Another screen, nothing typed being lost."""
        self.keep_what_is_typed()
        self.app.push_screen(screen)

    def action_review(self) -> None:
        """What is open and flagged, and then the result."""
        self.keep_what_is_typed()
        self.show_review()

    def action_keys(self) -> None:
        """Every key with what it does, from within a field too."""
        self.show_keys()
