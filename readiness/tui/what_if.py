"""The live what-if: change an answer, see level, exposures and course move, change it back. Nothing is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Key

from readiness.interview.entry import typed_answer, with_half
from readiness.interview.options import Option, options_of, scales_of, with_tick
from readiness.interview.refusals import Refusal
from readiness.interview.sitting import WhatIf
from readiness.interview.steps import Given, Step
from readiness.interview.wording import heading, how, own_range, shown_value
from readiness.model.assessment import Assessment
from readiness.model.questionnaire import (
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
)
from readiness.model.response import Answer, OpportunityRating, RiskRating
from readiness.reports.numbers import amount, tenths
from readiness.reports.phrases import comparable, stance_title
from readiness.tui import drawing
from readiness.tui.desk import Desk
from readiness.tui.drawing import CHOSEN, FREE, Pick
from readiness.tui.editor import Line
from readiness.tui.page import Page, keep_in_view
from readiness.tui.sheet import Sheet, cut, safe, wrapped

CHOICE = 1
"""What a click chose: a choice of the lever that is open. 0 is a lever."""


class Lever(NamedTuple):
    """One thing that can be changed: a question, a row of a grid, or a half of a rating."""

    step: Step
    part: str
    """The row or the half; "" for a whole question."""
    title: str


class WhatIfScreen(Page[None]):
    """Answers on the left, what follows from them on the right, as answered and as tried."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.trial = WhatIf(desk.interview)
        self.before = desk.assess(desk.interview.response)
        self.after = self.before
        self.levers = tuple(_levers(desk))
        self.cursor = 0
        self.choice: int | None = None
        """The choice under the cursor, while the choices of a lever are open."""
        self._message = ""

    def compose(self) -> ComposeResult:
        """Levers beside results."""
        yield Sheet(id="top")
        with Horizontal(id="middle"):
            with VerticalScroll(id="body", can_focus=False):
                yield Sheet(id="list")
            with VerticalScroll(id="effects", can_focus=False):
                yield Sheet(id="results")
        yield Sheet(id="status")
        yield Sheet(id="keys")

    def on_mount(self) -> None:
        """As answered, at first."""
        self.redraw()

    # ---- drawing ----

    def redraw(self) -> None:
        """Both sides."""
        desk = self.desk
        self.sheet("top").show(lambda width: cut(safe(desk.say("t_what_if")), width))
        self.sheet("list").show(self.draw_levers)
        self.sheet("results").show(self.draw_results)
        self.sheet("status").show(lambda width: cut(safe(self._message), width))
        self.draw_hint()

    def hint(self) -> str:
        """What can be done."""
        return self.desk.say("t_keys_what_if" if self.choice is None else "t_keys_what_if_open")

    def draw_levers(self, width: int) -> list[Text]:
        """Each with its answer now; a star where it is not as answered. Below the one that is open, its choices."""
        lines: list[Text] = []
        for at, lever in enumerate(self.levers):
            here, changed = at == self.cursor, self.is_changed(lever)
            lead = Text(f"{drawing.HERE if here else drawing.NOT_HERE} {'*' if changed else ' '} ")
            words = safe(lever.title)
            words.append("  → ")
            words.append_text(safe(self.shown(lever), "bold"))
            found = wrapped(words, width, first=lead)
            if changed and not here:
                for line in found:
                    line.stylize(f"bold {self.palette.mark}")
            is_open = here and self.choice is not None
            lines += drawing.picked(found, Pick(at), width, here and not is_open, self.palette)
            if is_open:
                lines += self.draw_choices(lever, width)
        return lines

    def draw_choices(self, lever: Lever, width: int) -> list[Text]:
        """What can be chosen, with its key, as at the question; a sign before what is chosen."""
        value, lines = self.value(lever), list[Text]()
        chosen = value if isinstance(value, tuple) else (value,)
        several = isinstance(lever.step.thing, ChoicesQuestion)
        for at, option in enumerate(self.options(lever)):
            here = at == self.choice
            signs = (drawing.UNTICKED, drawing.TICKED) if several and not option.is_word else (FREE, CHOSEN)
            lead = Text.assemble(
                drawing.HERE if here else drawing.NOT_HERE,
                "   ",
                (option.key or " ", "bold" if here else f"bold {self.palette.accent}"),
                f" {signs[option.value in chosen]} ",
            )
            found = wrapped(safe(option.label), width, first=lead)
            lines += drawing.picked(found, Pick(at, CHOICE), width, here, self.palette)
        return lines

    def draw_results(self, width: int) -> list[Text]:
        """Level, score, courses and exposures: as answered, as tried."""
        desk, palette = self.desk, self.palette
        lines: list[Text] = [Text(), *wrapped(safe(desk.say("t_as_answered_as_tried"), "bold"), width), Text()]
        for label, old, new in self.results():
            words = safe(old)
            if old != new:
                words = Text.assemble(words, (" → ", "bold"), safe(new, f"bold {palette.mark}"))
            lines += wrapped(Text.assemble(safe(f"{label}  " if old else label, palette.quiet), words), width, indent=2)
        if not self.trial.changed:
            lines += [Text(), *wrapped(safe(desk.say("t_nothing_changed"), palette.quiet), width)]
        return lines

    def results(self) -> Sequence[tuple[str, str, str]]:
        """Label, as answered, as tried."""
        say = self.desk.say
        found: list[tuple[str, str, str]] = [
            (say("i_level"), self.level(self.before), self.level(self.after)),
            (say("l_score"), self.score(self.before), self.score(self.after)),
        ]
        if self.before.stances:
            for label, name in ((say("i_best"), "best"), (say("i_now"), "now")):
                found.append((label, self.course(self.before, name), self.course(self.after, name)))
            found.append((say("t_exposure", unit=self.before.questionnaire.unit), "", ""))
            for old, new in zip(self.before.stances, self.after.stances, strict=True):
                language = self.desk.language
                found.append(
                    (
                        f"  {old.title}",
                        amount(comparable(self.before, old), language),
                        amount(comparable(self.after, new), language),
                    )
                )
        return found

    def level(self, found: Assessment) -> str:
        """The level's title."""
        return found.level.title if found.level else self.desk.say("i_no_level")

    def score(self, found: Assessment) -> str:
        """The overall score."""
        return tenths(found.overall.percent, self.desk.language)

    def course(self, found: Assessment, name: str) -> str:
        """What is best, or fits now."""
        if found.stance is None:
            return self.desk.say("i_no_level")
        if name == "best" and found.stance.too_close:
            return self.desk.say("t_too_close")
        return stance_title(found, getattr(found.stance, name))

    # ---- levers ----

    def value(self, lever: Lever) -> object:
        """What it stands at."""
        given = self.trial.given(lever.step)
        if isinstance(given, Answer):
            if not lever.part:
                return given.value
            return given.value.get(lever.part) if isinstance(given.value, dict) else given.value
        return getattr(given, lever.part)

    def shown(self, lever: Lever) -> str:
        """The same in words."""
        value = self.value(lever)
        if value is None:
            given = self.trial.given(lever.step)
            own = own_range(given, lever.part) if isinstance(given, RiskRating) else None
            return f"{self.desk.say('i_own_range')} {own[0]:g}–{own[1]:g}" if own else self.desk.say("unanswered")
        label = next((option.label for option in self.options(lever) if option.value == value), None)
        if label is None and lever.step.key.kind == "question":
            label = shown_value(self.desk.questionnaire, _question(lever.step), value, self.desk.language)
        return label or str(value)

    def is_changed(self, lever: Lever) -> bool:
        """Whether it stands otherwise than answered."""
        tried = self.trial.changed.get(lever.step.key)
        if tried is None:
            return False
        answered = self.desk.interview.given(lever.step)
        if not lever.part:
            return True
        if isinstance(answered, Answer):
            old = answered.value.get(lever.part) if isinstance(answered.value, dict) else None
            return bool(old != self.value(lever))
        return bool(getattr(answered, lever.part) != self.value(lever))

    def options(self, lever: Lever) -> tuple[Option, ...]:
        """What it can be set to; only the words where it is typed."""
        if lever.step.key.kind != "question":
            scales = scales_of(self.desk.questionnaire, lever.step.key.kind, self.desk.language)
            return next(scale.options for scale in scales if scale.name == lever.part)
        return options_of(self.desk.questionnaire, _question(lever.step), self.desk.language)

    def is_typed(self, lever: Lever) -> bool:
        """Whether it is typed rather than chosen."""
        return isinstance(lever.step.thing, NumberQuestion | DateQuestion | TextQuestion)

    def changed_to(self, lever: Lever, value: str | int | float) -> Given:
        """The step's answer with this lever set to a value."""
        given = self.trial.given(lever.step)
        if isinstance(given, RiskRating | OpportunityRating):
            return with_half(given, lever.part, value if isinstance(value, str) else int(value))
        if not lever.part:
            return given.model_copy(update={"value": value})
        rows = dict(given.value) if isinstance(given.value, dict) else {}
        return given.model_copy(update={"value": {**rows, lever.part: value}})

    # ---- keys ----

    def pressed(self, event: Key) -> None:
        """Arrows choose and change; Enter lists the choices, or types; Delete puts one back, Z all."""
        if self.focused is not None:
            return
        moves = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10, "home": -10_000, "end": 10_000}
        event.stop()
        event.prevent_default()
        if self.choice is not None and event.key in (*moves, "enter", "space", "escape"):
            self.pressed_in_choices(event.key, moves.get(event.key, 0))
        elif event.key in moves:
            self.to(self.cursor + moves[event.key])
        elif event.key in ("left", "right"):
            self.turn(-1 if event.key == "left" else 1)
        elif event.key == "enter":
            self.open()
        elif event.key in ("delete", "backspace"):
            self.trial.put_back(self.levers[self.cursor].step)
            self.compute()
        elif event.key in ("z", "Z"):
            self.trial.put_back()
            self.compute()
        elif event.key in ("escape", "q"):
            self.dismiss()
        elif event.character and event.character.isprintable():
            self.press(event.character)

    def pressed_in_choices(self, key: str, by: int) -> None:
        """Up and down among the choices; Enter takes one, Escape leaves them."""
        options = self.options(self.levers[self.cursor])
        assert self.choice is not None
        if key == "escape":
            self.close()
        elif by:
            self.choice = max(0, min(len(options) - 1, self.choice + by))
            self.redraw()
            self.keep_cursor_in_view()
        else:
            self.choose(options[self.choice])

    def press(self, character: str) -> None:
        """The key of a choice chooses it, whether the choices are open or not."""
        options = self.options(self.levers[self.cursor])
        option = next((each for each in options if each.key == character.casefold()), None)
        if option is not None:
            self.choose(option)
        elif keys := " ".join(each.key for each in options if each.key):
            self.tell(self.desk.say("t_no_such_key", pressed=character, keys=keys))
        else:
            self.say_how()

    def choose(self, option: Option) -> None:
        """One choice set, and the choices closed; of several, one tick more or less."""
        lever = self.levers[self.cursor]
        question, given = lever.step.thing, self.trial.given(lever.step)
        if isinstance(question, ChoicesQuestion) and isinstance(given, Answer) and not option.is_word:
            ticks = given.value if isinstance(given.value, tuple) else ()
            value = with_tick(self.desk.questionnaire, question, ticks, option.value)
            self.change(lever, given.model_copy(update={"value": value}))
        else:
            self.choice = None
            self.change(lever, self.changed_to(lever, option.value))

    def turn(self, by: int) -> None:
        """One option on, or back."""
        lever = self.levers[self.cursor]
        options = [option for option in self.options(lever) if not option.is_word]
        if not options or isinstance(lever.step.thing, ChoicesQuestion):
            self.say_how()
            return
        now = next((at for at, option in enumerate(options) if option.value == self.value(lever)), None)
        at = (0 if by > 0 else len(options) - 1) if now is None else max(0, min(len(options) - 1, now + by))
        if at == now:
            self.tell(self.desk.say("t_last_choice" if by > 0 else "t_first_choice"))
            return
        self.choice = None if self.choice is None else at
        self.change(lever, self.changed_to(lever, options[at].value))

    def say_how(self) -> None:
        """What is typed or ticked rather than turned."""
        self.tell(self.desk.say("t_type_it" if self.is_typed(self.levers[self.cursor]) else "t_enter_lists"))

    def tell(self, words: str) -> None:
        """Say something on the status line."""
        self._message = words
        self.redraw()

    def open(self) -> None:
        """The choices below the lever; where there are none, a field that says what it takes."""
        lever = self.levers[self.cursor]
        options, language = self.options(lever), self.desk.language
        if not self.is_typed(lever):
            value = self.value(lever)
            first = value[0] if isinstance(value, tuple) and value else value
            self.choice = next((at for at, option in enumerate(options) if option.value == first), 0)
            self.tell("")
            self.keep_cursor_in_view()
            return
        words = [how(self.desk.questionnaire, lever.step, language), *(f"{each.key} {each.label}" for each in options)]
        field = Line(placeholder=" · ".join(each.strip() for each in words), select_on_focus=False)
        self.mount(field, before="#status")
        self.set_focus(field)

    def close(self) -> None:
        """No choices below the lever any more."""
        self.choice = None
        self.tell("")

    def on_field_done(self) -> None:
        """Take what was typed."""
        field = self.query_one(Line)
        lever = self.levers[self.cursor]
        typed = field.value
        self.on_field_left()
        if not typed.strip():
            return
        given = self.trial.given(lever.step)
        answered = typed_answer(self.desk.questionnaire, lever.step, given, typed, self.desk.language)
        if isinstance(answered, Refusal):
            self.tell(answered.said(self.desk.language))
        else:
            self.change(lever, answered)

    def on_field_left(self) -> None:
        """No field any more."""
        for field in self.query(Line):
            field.remove()
        self.set_focus(None)

    def on_sheet_picked(self, message: Sheet.Picked) -> None:
        """A click takes the cursor there, or one of the choices; where the cursor is already, it opens them."""
        pick = Pick(*message.what)  # type: ignore[misc]  # what was put there
        if pick.half == CHOICE:
            self.choose(self.options(self.levers[self.cursor])[pick.option])
        elif pick.option == self.cursor and self.focused is None:
            self.open()
        else:
            self.to(pick.option)

    def to(self, cursor: int) -> None:
        """The cursor to a lever, in view."""
        self.cursor, self.choice = max(0, min(len(self.levers) - 1, cursor)), None
        self.tell("")
        self.keep_cursor_in_view()

    def keep_cursor_in_view(self) -> None:
        """Scroll so that the line under the cursor can be seen."""
        keep_in_view(self.query_one("#body", VerticalScroll), self.sheet("list"))

    def change(self, lever: Lever, given: Given) -> None:
        """Try another answer; where no figure on the right is another for it, say so."""
        was, seen = self.trial.given(lever.step), self.results()
        refusal = self.trial.change(lever.step, given)
        self.compute()
        if refusal is not None:
            self.tell(refusal.said(self.desk.language))
        elif given != was and self.results() == seen:
            self.tell(self.desk.say("t_no_difference"))

    def compute(self) -> None:
        """What follows."""
        self.after = self.desk.assess(self.trial.response)
        self.tell("")


def _question(step: Step) -> Question:
    return step.thing  # type: ignore[return-value]  # the caller has asked for the kind


def _levers(desk: Desk) -> Sequence[Lever]:
    """Everything that is asked, a lever for each thing that is answered on its own."""
    language = desk.language
    found = []
    for step in desk.interview.steps:
        title = heading(step, language) or step.text.in_(language)
        if step.key.kind != "question":
            for scale in scales_of(desk.questionnaire, step.key.kind, language):
                found.append(Lever(step, scale.name, f"{step.key.id} {title} · {scale.title}"))
        elif isinstance(step.thing, GridQuestion):
            for row in step.thing.rows:
                found.append(Lever(step, row.id, f"{title} · {row.text.in_(language)}"))
        else:
            found.append(Lever(step, "", title))
    return found
