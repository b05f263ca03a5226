"""The full-screen interview in a test: opened on a small desk, driven by keys and mouse, read as text and colours.

Nothing here waits for a clock: after each key the screen is read once it has come to rest.
"""

from __future__ import annotations

import asyncio
import functools
import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, TextArea

from readiness.advice.assess import assess
from readiness.cli.interviews import Places
from readiness.interview.interview import Chooser, Interview
from readiness.interview.sitting import Sitting, Store, Voice
from readiness.interview.steps import Key
from readiness.loading.load import load_questionnaire
from readiness.loading.response_file import ResponseFile
from readiness.loading.responses import load_response
from readiness.loading.saving import plain_response
from readiness.loading.shipped import shipped_examples, shipped_questionnaires
from readiness.loading.yaml_core import parse
from readiness.model.assessment import Assessment
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import QuestionnaireRef, Respondent, Response
from readiness.model.unsaved import Unsaved
from readiness.tui.app import Ending, InterviewApp
from readiness.tui.desk import Desk
from tests.strategies import Written, real

NARROW, WIDE, WALL = (80, 24), (120, 40), (380, 100)
TODAY = date(2026, 3, 31)
SENT = {"enter": "\r", "tab": "\t", "escape": "\x1b", "space": " ", "backspace": "\x7f"}
"""The character that a terminal sends for a key that has a name."""

EVERY_TYPE = """
format: 1
id: every-type
version: "1"
title: Every type
languages: [en]
scales:
  agreement:
    - {value: 1, label: Strongly disagree}
    - {value: 2, label: Disagree}
    - {value: 3, label: Neither}
    - {value: 4, label: Agree}
    - {value: 5, label: Strongly agree}
profile:
  - {id: since, type: date, text: "Since when is there an account?", allow: [dont_know]}
sections:
  - id: first
    title: First things
    about: What there is, in a few words.
    questions:
      - id: listen
        type: scale
        scale: agreement
        text: Somebody listens to what is said about us.
        help: Think of the past twelve months.
        why: Who does not listen learns of trouble from the news.
        evidence: The notes of the last month.
        anchors: {low: Nobody looks., high: A note goes to leaders each week.}
        importance: true
        required: true
        allow: [not_applicable, dont_know]
      - id: policy
        type: choice
        text: Which rules are there?
        choices:
          - {value: none, label: None, points: 0}
          - {value: some, label: Some, points: 1}
          - {value: all, label: All of them, points: 2}
      - id: channels
        type: choices
        text: Where are you?
        choices:
          - {value: video, label: Video, points: 1}
          - {value: words, label: Words, points: 1}
          - {value: sound, label: Sound, points: 1}
          - {value: nowhere, label: Nowhere, points: 0, exclusive: true}
        allow: [not_applicable, dont_know]
      - {id: owner, type: yes_no, text: "Does somebody answer for it?", allow: [not_applicable, dont_know]}
  - id: second
    title: Second things
    questions:
      - id: hours
        type: number
        text: How many hours a week?
        unit: hours
        min: 0
        max: 60
        linear: {worst: 0, best: 40}
        allow: [dont_know]
      - id: areas
        type: grid
        scale: agreement
        text: Each of these is ready.
        rows:
          - {id: press, text: Press}
          - {id: web, text: The Web site}
          - {id: staff, text: Staff}
          - {id: clients, text: Clients}
          - {id: crisis, text: Crisis}
          - {id: board, text: The board}
        allow: [not_applicable, dont_know]
      - {id: remark, type: text, text: "What else is there to say?", allow: [dont_know]}
risks:
  - {id: P1, side: participating, title: A leak, text: Something is told that ought not to be.}
  - {id: N1, side: not_participating, title: Silence, text: Others speak for us.}
opportunities:
  - {id: O1, title: Earlier news, text: People hear of it sooner.}
levels:
  - {id: low, title: Seedling, from: 0, meaning: Little is there.}
  - {id: high, title: Tall tree, from: 50, meaning: Much is there.}
stances:
  - {id: stay_out, title: Outdoors, meaning: Keep away.}
  - {id: listen, title: All ears, meaning: Only listen.}
  - {id: engage, title: Loudspeaker, meaning: Speak.}
"""
"""A question of each type, a risk of each side, an opportunity; the program's own risk scales.

Levels and courses have names that stand nowhere else, so that a screen can be searched for them.
"""


@functools.cache
def every_type() -> Questionnaire:
    """The small questionnaire that has everything."""
    return real(yaml.safe_load(EVERY_TYPE))


@functools.cache
def shipped(name: str) -> Questionnaire:
    """A questionnaire that travels with the program."""
    found = load_questionnaire(shipped_questionnaires()[name]).value
    assert found is not None
    return found


@functools.cache
def example(name: str) -> Response:
    """A finished example response."""
    found = load_response(shipped_examples()[name]).response
    assert found is not None
    return found


def begun(questionnaire: Questionnaire, written: Written | None = None, *, name: str | None = None) -> Response:
    """A response of a fixed day; `written` is the rest of it as a file has it: `answers`, `risks` and so on."""
    ref = QuestionnaireRef(id=questionnaire.id, version=questionnaire.version)
    empty = Response(format=1, questionnaire=ref, respondent=Respondent(name=name), date=TODAY)
    return Response.model_validate({**plain_response(empty), **(written or {})})


class HandClock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Troubled(ResponseFile):
    """A response file that takes nothing as long as `why` says why."""

    def __init__(self, path: Path, why: Unsaved | None) -> None:
        super().__init__(path, "# Answers\n")
        self.why = why

    def save(self, response: Response) -> Unsaved | None:
        """Onto the disk, unless there is trouble."""
        return self.why or super().save(response)


def desk(
    folder: Path,
    questionnaire: Questionnaire,
    response: Response | None = None,
    *,
    at: str = "",
    language: str = "en",
    live: bool = False,
    read_only: bool = False,
    store: Store | None = None,
    chooser: Chooser | None = None,
    people: Sequence[str] = (),
    meeting: bool = False,
    minutes: float | None = None,
    misfits: tuple[str, ...] = (),
    clock: Callable[[], float] | None = None,
) -> Desk:
    """A sitting whose files are in `folder`, at the step named `at`; with `people`, a meeting with a ballot of these."""
    interview = Interview(questionnaire, response or begun(questionnaire), chooser=chooser)
    if at:
        step = interview.named(at)
        assert step is not None, at
        interview.current = step
    voices = [
        Voice(name, begun(questionnaire, name=name), ResponseFile(folder / f"answers.{name.casefold()}.yaml", ""))
        for name in people
    ]
    kept = None if read_only else store or ResponseFile(folder / "answers.yaml", "# Answers\n")

    places = Places(title=questionnaire.id, language=language)

    def assessed(given: Response) -> Assessment:
        return assess(questionnaire, given, language=language)

    return Desk(
        sitting=Sitting(interview, kept, voices=voices, elsewhere=places.elsewhere),
        language=language,
        assess=assessed,
        live=live,
        next_best=chooser is not None,
        meeting=meeting or bool(people),
        minutes=minutes,
        misfits=misfits,
        clock=clock or HandClock(),
        keyboard=HandClock(),
    )


def on_disk(path: Path) -> Response:
    """What a response file says now."""
    document = parse(path.read_text(encoding="utf-8"), source=path.name)
    assert document.problems == ()
    return Response.model_validate(document.value)


class Piece(NamedTuple):
    """Text of one style on the screen; colours are `#rrggbb`."""

    row: int
    column: int
    text: str
    ink: str
    ground: str


@dataclass(slots=True)
class Screen:
    """What a person in front of it can do, and see."""

    desk: Desk
    app: InterviewApp
    _runner: asyncio.Runner
    _pilot: Pilot[Ending] = field(init=False)

    def press(self, *keys: str) -> None:
        """Keys one after another, a second apart: a character, or a key's name as Textual has it."""
        for key in keys:
            self.burst(key, after=1.0)

    def burst(self, *keys: str, after: float = 0.0) -> None:
        """Keys that all come at once, as many seconds after the last ones as said."""
        assert isinstance(self.desk.keyboard, HandClock)
        self.desk.keyboard.now += after
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            character = key if len(key) == 1 else SENT.get(key)
            if key.startswith("ctrl+"):
                character = chr(ord(key[-1]) & 31)
            if self.app.is_running:
                assert self.app._driver is not None
                self.app._driver.send_message(events.Key(name, character))
        self.settle()

    def type(self, words: str) -> None:
        """What a keyboard sends for these words."""
        self.press(*words)

    def settle(self) -> None:
        """Until nothing is left to be done or drawn. A fault in the program is raised here."""
        self._runner.run(self._come_to_rest())
        if self.app._exception is not None:
            raise self.app._exception

    async def _come_to_rest(self) -> None:
        """Everybody's messages, then what they ask to be drawn, until neither brings forth the other.

        A message goes from hand to hand, up to the application; so all hands must be found empty many times over.
        """
        quiet = 0
        while quiet < 30 and self.app.is_running and self.app._exception is None:
            await asyncio.sleep(0)
            quiet = 0 if self._has_messages() else quiet + 1
            if quiet == 30:
                await self._pilot._wait_for_screen()
                await self.app.animator.wait_until_complete()
                screen = self.app.screen
                waiting = (screen._layout_required, screen._repaint_required, screen._dirty_widgets, screen._callbacks)
                if any(waiting) or self._has_messages():
                    screen._on_timer_update()
                    quiet = 0

    def _has_messages(self) -> bool:
        """Whether anybody has a message to be dealt with."""
        hands = [self.app, *(each for screen in self.app.screen_stack for each in screen.walk_children(with_self=True))]
        return not all(each._message_queue.empty() for each in hands)

    def click(self, words: str, *, nth: int = 0) -> None:
        """A click on the first letter of these words, where they stand for the `nth` time (-1 is the last)."""
        places = [
            (cell_len(line[:at]), row)
            for row, line in enumerate(self.rows())
            for at in range(len(line))
            if line.startswith(words, at)
        ]
        assert places, f"“{words}” is not on the screen:\n{self.text()}"
        self._runner.run(self._pilot.click(offset=places[nth]))
        self.settle()

    def resize(self, width: int, height: int) -> None:
        """Another size of the terminal."""
        self._runner.run(self._pilot.resize_terminal(width, height))
        self.settle()

    @property
    def size(self) -> Size:
        """Columns and rows."""
        return self.app.size

    async def _strips(self) -> list[Strip]:
        """What the terminal is given, row by row."""
        return self.app.screen._compositor.render_strips()

    def pieces(self) -> list[Piece]:
        """Everything on the screen, with its colours."""
        found = []
        for row, strip in enumerate(self._runner.run(self._strips())):
            column = 0
            for segment in strip:
                style = segment.style
                assert style is not None and style.bgcolor is not None, segment
                ground = style.bgcolor.get_truecolor()
                ink = style.color.get_truecolor() if style.color is not None else ground  # blanks need no ink
                if style.reverse:
                    ink, ground = ground, ink
                found.append(Piece(row, column, segment.text, ink.hex, ground.hex))
                column += segment.cell_length
        return found

    def rows(self) -> list[str]:
        """The exact characters of every row, less the blanks at its end."""
        return [strip.text.rstrip() for strip in self._runner.run(self._strips())]

    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.rows()) + "\n"

    def line(self, words: str) -> str:
        """The row on which these words stand."""
        return next((row for row in self.rows() if words in row), "")

    @property
    def here(self) -> Key | None:
        """The step that is asked."""
        step = self.desk.interview.current
        return None if step is None else step.key

    @property
    def typed(self) -> str:
        """What stands in the field that has the keys."""
        focused = self.app.focused
        assert isinstance(focused, Input | TextArea)
        return focused.value if isinstance(focused, Input) else focused.text

    def saved(self) -> Response:
        """What the response file says now."""
        assert self.desk.sitting.store is not None
        return on_disk(Path(self.desk.sitting.store.place))


@contextmanager
def on_screen(at: Desk, size: tuple[int, int] = NARROW) -> Iterator[Screen]:
    """The interview on a screen of this size, until the block ends. A fault in the program is raised here.

    Garbage is looked for between screens, not during one: that took two fifths of the time of these tests.
    """
    with pytest.MonkeyPatch.context() as environment, asyncio.Runner() as runner:
        for name in ("NO_COLOR", "COLORTERM", "TEXTUAL"):
            environment.delenv(name, raising=False)
        app = InterviewApp(at)
        app.animation_level = "none"
        opened = app.run_test(size=size)
        screen = Screen(at, app, runner)
        gc.disable()
        try:
            screen._pilot = runner.run(opened.__aenter__())
            try:
                screen.settle()
                yield screen
            finally:
                runner.run(opened.__aexit__(None, None, None))
        finally:
            gc.enable()
