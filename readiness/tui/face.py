"""What the question's screen looks like: its places, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from readiness.interview.options import Option, Scale, options_of, scales_of
from readiness.interview.sitting import Voice
from readiness.interview.steps import Given, Step
from readiness.interview.wording import part_title, shown
from readiness.model.questionnaire import (
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
)
from readiness.model.response import Answer
from readiness.tui import drawing
from readiness.tui.desk import Desk, minutes_and_seconds
from readiness.tui.page import Page
from readiness.tui.sheet import Sheet, cut, safe, wrapped

WIDE = 110
"""From this many columns on, what stands behind a question has a column of its own."""
AIRY = 34
"""From this many rows on, the choices stand apart."""


class Face(Page[None]):
    """One step at a time; the widgets stay and only what they show changes, so that the next one is there at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown: Step | None = None
        self.voice: Voice | None = None
        self.given: Given = Answer(value=None)
        self.cursor = 0
        self.half = 0
        self.ticks: tuple[object, ...] = ()
        self.editing: str | None = None
        self._message = ""
        self._split = ("", 0)

    def compose(self) -> ComposeResult:
        """The places; what stands in them is drawn by `redraw`."""
        yield Sheet(id="top")
        yield Sheet(id="where")
        with Horizontal(id="middle"), Horizontal(id="main"):
            with VerticalScroll(id="body", can_focus=False):
                yield Sheet(id="ask")
                yield Sheet(id="spread")
                yield Vertical(id="typed", classes="gone")
                yield Sheet(id="options")
                with Horizontal(id="halves", classes="gone"):
                    yield Sheet(id="half0")
                    yield Sheet(id="half1")
                yield Sheet(id="said")
                yield Vertical(id="editor", classes="gone")
                yield Sheet(id="behind")
            with VerticalScroll(id="side", can_focus=False):
                yield Sheet(id="aside")
                yield Sheet(id="agenda")
        yield Sheet(id="status")
        yield Sheet(id="keys")

    # ---- what is on it ----

    @property
    def question(self) -> Question:
        """The question on screen; only where it is one."""
        assert self.shown is not None
        return self.shown.thing  # type: ignore[return-value]  # the caller has asked for the kind

    @staticmethod
    def index_in(options: Sequence[Option], value: object) -> int:
        """Where a value stands; the first place where it does not."""
        return next((at for at, option in enumerate(options) if option.value == value), 0)

    def options(self) -> tuple[Option, ...]:
        """What can be chosen here."""
        assert self.shown is not None
        return options_of(self.desk.questionnaire, self.question, self.desk.language)

    def scales(self) -> tuple[Scale, Scale]:
        """The halves of a rating."""
        assert self.shown is not None
        return scales_of(self.desk.questionnaire, self.shown.key.kind, self.desk.language)

    def is_typed(self) -> bool:
        """Whether the answer is typed rather than chosen."""
        return self.shown is not None and isinstance(self.shown.thing, NumberQuestion | DateQuestion | TextQuestion)

    # ---- drawing ----

    def redraw(self) -> None:
        """Everything on screen, from what we know."""
        self.draw_top()
        step, palette, language = self.shown, self.palette, self.desk.language
        if step is None:
            return
        self.sheet("ask").show(
            drawing.question(self.desk.interview, step, palette, language, airy=self.size.height >= AIRY)
        )
        self.sheet("spread").show(drawing.ballot(tuple(self.spoken()), palette))
        self.draw_options()
        asks = bool(getattr(step.thing, "importance", False))
        self.sheet("said").show(drawing.said(self.given, palette, language, importance=asks))
        background = drawing.behind(step, palette, language, required=bool(getattr(step.thing, "required", False)))
        for name in ("behind", "aside"):
            self.sheet(name).show(background)
        self.draw_status()

    def draw_options(self) -> None:
        """What can be chosen, with the cursor and what is chosen."""
        step, palette = self.shown, self.palette
        assert step is not None
        is_rating = step.key.kind != "question"
        self.sheet("options").set_class(is_rating, "gone")
        self.query_one("#halves").set_class(not is_rating, "gone")
        if is_rating:
            self.split_halves()
            for at, scale in enumerate(self.scales()):
                self.sheet(f"half{at}").show(
                    drawing.scale(
                        scale,
                        palette,
                        active=at == self.half,
                        cursor=self.cursor,
                        chosen=getattr(self.given, scale.name),
                        half=at,
                        names=self.names(at),
                    )
                )
            return
        assert isinstance(self.given, Answer)
        options = self.options()
        if isinstance(step.thing, GridQuestion):
            values = self.given.value
            known: dict[str, object] = {}
            if isinstance(values, dict):
                known = dict(values)
            elif values is not None:
                known = {row.id: values for row in step.thing.rows}
            self.sheet("options").show(
                drawing.rows(
                    step.thing,
                    options,
                    palette,
                    self.desk.language,
                    cursor=self.cursor,
                    values=known,
                    names=self.names_by_row(),
                )
            )
            return
        several = isinstance(step.thing, ChoicesQuestion)
        chosen = self.ticks if several and not isinstance(self.given.value, str) else (self.given.value,)
        self.sheet("options").show(
            drawing.choices(
                options,
                palette,
                cursor=self.cursor,
                chosen=chosen,
                several=several,
                names=self.names(0),
                airy=self.size.height >= AIRY and 2 * len(options) < self.size.height - 16,
            )
        )

    def spoken(self) -> Iterator[tuple[str, str]]:
        """Once all have answered: what each typed, and what each noted."""
        step, language = self.shown, self.desk.language
        if step is None or self.voice is not None:
            return
        for name, given in self.desk.sitting.ballot(step):
            typed = shown(self.desk.questionnaire, step, given, language) if self.is_typed() else ""
            words = " — ".join(each for each in (typed, given.note or "") if each)
            if words:
                yield name, words

    def names_by_row(self) -> dict[tuple[str, object], list[str]]:
        """Of a grid: who chose what in each row; nobody until all have."""
        step = self.shown
        found: dict[tuple[str, object], list[str]] = {}
        if step is None or self.voice is not None or not isinstance(step.thing, GridQuestion):
            return found
        for name, given in self.desk.sitting.ballot(step):
            value = given.value if isinstance(given, Answer) else None
            for row in step.thing.rows:
                answered = value.get(row.id) if isinstance(value, dict) else value
                found.setdefault((row.id, answered), []).append(name)
        return found

    def split_halves(self) -> None:
        """Both halves in view: the wordier one has more room."""
        assert self.shown is not None
        width = self.query_one("#halves").size.width or self.size.width - (46 if self.has_class("wide") else 4)
        if (self.shown.key.kind, width) != self._split:
            self._split = (self.shown.key.kind, width)
            self.sheet("half0").styles.width = drawing.split(self.scales(), self.palette, width)

    def names(self, half: int) -> dict[object, list[str]]:
        """Who in the room chose what; nobody until all have."""
        step = self.shown
        if step is None or self.voice is not None or not self.desk.sitting.voices:
            return {}
        found: dict[object, list[str]] = {}
        for name, given in self.desk.sitting.ballot(step):
            value = given.value if isinstance(given, Answer) else getattr(given, self.scales()[half].name)
            for each in value if isinstance(value, tuple) else (value,):
                if not isinstance(each, dict):
                    found.setdefault(each, []).append(name)
        return found

    def draw_top(self) -> None:
        """Title and time; part and progress."""
        desk, palette = self.desk, self.palette
        step, now = self.shown, desk.clock()

        def top(width: int) -> list[Text]:
            right = self.right_of_title(now)
            left = safe(desk.title())
            left.truncate(max(8, width - len(right) - 2), overflow="ellipsis")
            left.pad_right(max(1, width - left.cell_len - len(right)))
            return [Text.assemble(left, right)]

        def where(width: int) -> list[Text]:
            if step is None:
                return [Text()]
            interview = desk.interview
            progress = interview.progress()
            place = f"{interview.position()}/{progress.total}"
            done = desk.say("i_progress", answered=progress.answered, total=progress.total)
            title = safe(part_title(interview.part_of(step), desk.language), f"bold {palette.accent}")
            room = width - len(place) - len(done) - 4
            title.truncate(max(10, room - 12), overflow="ellipsis")
            length = max(6, room - title.cell_len - 2)
            share = progress.answered / progress.total if progress.total else 0.0
            line = Text.assemble(title, f"  {place}  ", drawing.bar(share, min(40, length), palette), f"  {done}")
            return [line]

        self.sheet("top").show(top)
        self.sheet("where").show(where)
        if desk.meeting:
            self.sheet("agenda").show(drawing.agenda(desk, palette, now))

    def right_of_title(self, now: float) -> str:
        """In a meeting the time, at the end of the top line; else who answers."""
        desk, step = self.desk, self.shown
        if not desk.meeting or step is None:
            return desk.say("t_reading") if desk.sitting.read_only else desk.interview.response.respondent.name or ""
        used = minutes_and_seconds(desk.agenda.used(step.part, now))
        planned, left = desk.agenda.planned(step.part), desk.agenda.left(now)
        if planned is None or left is None:
            return desk.say("t_time", used=used, all=minutes_and_seconds(desk.agenda.used_in_all(now)))
        return desk.say("t_time_left", used=used, planned=minutes_and_seconds(planned), left=minutes_and_seconds(left))

    def draw_status(self) -> None:
        """What just happened, or whose turn it is; and the keys."""
        desk, palette = self.desk, self.palette
        words, style = self._message, f"bold {palette.ink}"
        if not words and self.voice is not None:
            words, style = desk.say("t_voice", name=self.voice.name), f"bold {palette.mark}"
        elif not words and desk.sitting.voices:
            words, style = desk.say("t_agree"), f"bold {palette.mark}"
        elif not words and desk.live:
            words = self.live_line()
        if desk.live:  # scores are of no use cut off, so they take the lines they need
            self.sheet("status").show(lambda width: wrapped(safe(words, style), width))
        else:
            self.sheet("status").show(lambda width: cut(safe(words, style), width))
        keys = desk.say("t_keys_editing" if self.editing else "t_keys_typing" if self.is_typed() else "t_keys")
        self.sheet("keys").show(lambda width: cut(safe(keys, palette.quiet), width))

    def live_line(self) -> str:
        """Scores, where they were asked for."""
        from readiness.reports.phrases import in_one_line

        return in_one_line(self.desk.assess(self.desk.interview.response))

    def tell(self, words: str) -> None:
        """Say something on the status line."""
        self._message = words
        self.draw_status()
