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
from readiness.interview.wording import heading, own_range, shown_value
from readiness.model.assessment import Assessment
from readiness.model.questionnaire import (
    ChoiceQuestion,
    ChoicesQuestion,
    GridQuestion,
    Question,
    ScaleQuestion,
    YesNoQuestion,
)
from readiness.model.response import Answer, OpportunityRating, RiskRating
from readiness.reports.numbers import amount, tenths
from readiness.reports.phrases import stance_title
from readiness.tui import drawing
from readiness.tui.desk import Desk
from readiness.tui.editor import Line
from readiness.tui.page import Page, keep_in_view
from readiness.tui.sheet import Sheet, cut, safe, wrapped


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
        desk, palette = self.desk, self.palette
        self.sheet("top").show(lambda width: cut(safe(desk.say("t_what_if")), width))
        self.sheet("list").show(self.draw_levers)
        self.sheet("results").show(self.draw_results)
        self.sheet("status").show(lambda width: cut(safe(self._message), width))
        keys = desk.say("t_keys_what_if")
        self.sheet("keys").show(lambda width: cut(safe(keys, palette.quiet), width))

    def draw_levers(self, width: int) -> list[Text]:
        """Each with its answer now; a star where it is not as answered."""
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
            lines += drawing.picked(found, drawing.Pick(at), width, here, self.palette)
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
                found.append((f"  {old.title}", amount(old.exposure, language), amount(new.exposure, language)))
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
        """What it can be set to; empty where it is typed."""
        if lever.step.key.kind != "question":
            scales = scales_of(self.desk.questionnaire, lever.step.key.kind, self.desk.language)
            return next(scale.options for scale in scales if scale.name == lever.part)
        question = _question(lever.step)
        if isinstance(question, ScaleQuestion | ChoiceQuestion | YesNoQuestion | GridQuestion):
            return options_of(self.desk.questionnaire, question, self.desk.language)
        return ()

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

    def on_key(self, event: Key) -> None:
        """Arrows choose and change; Enter types; Delete puts one back, Z all."""
        if self.focused is not None:
            return
        moves = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10, "home": -10_000, "end": 10_000}
        event.stop()
        event.prevent_default()
        if event.key in moves:
            self.to(self.cursor + moves[event.key])
        elif event.key in ("left", "right"):
            self.turn(-1 if event.key == "left" else 1)
        elif event.key == "enter":
            self.type_it()
        elif event.key in ("delete", "backspace"):
            self.trial.put_back(self.levers[self.cursor].step)
            self.compute()
        elif event.key in ("z", "Z"):
            self.trial.put_back()
            self.compute()
        elif event.key in ("escape", "q"):
            self.dismiss()
        elif event.character:
            self.press(event.character.casefold())

    def press(self, key: str) -> None:
        """The key of an option sets it; of several, ticks it."""
        lever = self.levers[self.cursor]
        question = lever.step.thing
        if isinstance(question, ChoicesQuestion):
            option = next(
                (e for e in options_of(self.desk.questionnaire, question, self.desk.language) if e.key == key), None
            )
            given = self.trial.given(lever.step)
            if option is not None and isinstance(given, Answer):
                ticks = given.value if isinstance(given.value, tuple) else ()
                value = (
                    option.value
                    if option.is_word
                    else with_tick(self.desk.questionnaire, question, ticks, option.value)
                )
                self.change(lever, given.model_copy(update={"value": value}))
            return
        option = next((each for each in self.options(lever) if each.key == key), None)
        if option is not None:
            self.change(lever, self.changed_to(lever, option.value))

    def turn(self, by: int) -> None:
        """One option on, or back."""
        lever = self.levers[self.cursor]
        options = [option for option in self.options(lever) if not option.is_word]
        if not options:
            self.say_how()
            return
        now = next((at for at, option in enumerate(options) if option.value == self.value(lever)), None)
        at = (0 if by > 0 else len(options) - 1) if now is None else max(0, min(len(options) - 1, now + by))
        self.change(lever, self.changed_to(lever, options[at].value))

    def say_how(self) -> None:
        """What is typed rather than turned."""
        self._message = self.desk.say("t_type_it")
        self.redraw()

    def type_it(self) -> None:
        """A field for an answer as the line-by-line interview takes it."""
        field = Line(placeholder=self.desk.say("t_new_answer"), select_on_focus=False)
        self.mount(field, before="#status")
        self.set_focus(field)

    def on_field_done(self) -> None:
        """Take what was typed."""
        field = self.query_one(Line)
        lever = self.levers[self.cursor]
        typed = field.value
        self.on_field_left()
        if not typed.strip():
            return
        option = next(
            (each for each in self.options(lever) if typed.strip().casefold() in (each.key, each.label.casefold())),
            None,
        )
        if option is not None:
            self.change(lever, self.changed_to(lever, option.value))
            return
        given = self.trial.given(lever.step)
        answered = typed_answer(self.desk.questionnaire, lever.step, given, typed, self.desk.language)
        if isinstance(answered, Refusal):
            self._message = answered.said(self.desk.language)
            self.redraw()
        else:
            self.change(lever, answered)

    def on_field_left(self) -> None:
        """No field any more."""
        for field in self.query(Line):
            field.remove()
        self.set_focus(None)

    def on_sheet_picked(self, message: Sheet.Picked) -> None:
        """A click takes the cursor there."""
        self.to(message.what[0])  # type: ignore[index]  # a `Pick`

    def to(self, cursor: int) -> None:
        """The cursor to a lever, in view."""
        self.cursor = max(0, min(len(self.levers) - 1, cursor))
        self._message = ""
        self.redraw()
        keep_in_view(self.query_one("#body", VerticalScroll), self.sheet("list"))

    def change(self, lever: Lever, given: Given) -> None:
        """Try another answer."""
        refusal = self.trial.change(lever.step, given)
        self._message = refusal.said(self.desk.language) if refusal is not None else ""
        self.compute()

    def compute(self) -> None:
        """What follows."""
        self.after = self.desk.assess(self.trial.response)
        self.redraw()


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
