"""Lines for each part of a step: pure functions from what is to be seen to text of a given width."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.style import Style
from rich.text import Text

from readiness.interview.interview import Interview
from readiness.interview.options import Option, Scale
from readiness.interview.steps import Given, Step
from readiness.interview.wording import background, heading, how, part_about, part_title
from readiness.model.questionnaire import GridQuestion
from readiness.model.response import Answer
from readiness.tui.desk import Desk, minutes_and_seconds
from readiness.tui.looks import Palette
from readiness.tui.sheet import Draw, safe, wrapped
from readiness.words import say

HERE, NOT_HERE = "›", " "
CHOSEN, FREE, TICKED, UNTICKED = "●", "○", "[x]", "[ ]"


class Pick(NamedTuple):
    """What a click chose: an option of a list; `half` is the half of a rating, `row` the row of a grid."""

    option: int
    half: int = 0
    row: int = 0


def picking(pick: Pick) -> Style:
    """Text of this style can be clicked."""
    return Style(meta={"pick": tuple(pick)})


def question(interview: Interview, step: Step, palette: Palette, language: str, *, airy: bool) -> Draw:
    """What is asked, in bold with room around it; what kind of answer is wanted."""

    def draw(width: int) -> list[Text]:
        lines: list[Text] = [] if step.key.kind != "question" and not airy else [Text()]
        title = heading(step, language)
        text = safe(step.text.in_(language), "bold")
        if title:
            text = Text.assemble(safe(f"{title}  ", f"bold {palette.accent}"), text)
        lines += wrapped(text, width)
        part = interview.part_of(step)
        if step.key.kind != "question" and (about := part_about(part, language)):
            lines += wrapped(safe(about, palette.quiet), width)
        if wanted := how(interview.questionnaire, step, language):
            lines += wrapped(safe(wanted, palette.quiet), width)
        return [*lines, Text()]

    return draw


def choices(
    options: Sequence[Option],
    palette: Palette,
    *,
    cursor: int | None,
    chosen: Collection[object],
    several: bool,
    names: Mapping[object, Sequence[str]] | None = None,
    half: int = 0,
    notes: Sequence[str] = (),
    close: bool = False,
    airy: bool = False,
) -> Draw:
    """One option to a line, the key in front; a sign shows what is chosen, another where the cursor is.

    `close` leaves no line before the words; `airy` leaves one between all options, for a screen seen from afar.
    """

    def draw(width: int) -> list[Text]:
        lines: list[Text] = []
        words_follow = False
        for at, option in enumerate(options):
            if option.is_word and not words_follow and at:
                words_follow = True
                if not close and len(options) < 9 and not airy:
                    lines.append(Text())
            if airy and at:
                lines.append(Text())
            is_chosen = option.value in chosen
            if several and not option.is_word:
                sign = TICKED if is_chosen else UNTICKED
            else:
                sign = CHOSEN if is_chosen else FREE
            lead = Text.assemble(
                (HERE if cursor == at else NOT_HERE, "bold"),
                " ",
                (option.key or " ", f"bold {palette.accent}" if cursor != at else "bold"),
                " ",
                (sign, "bold"),
                " ",
            )
            label = safe(option.label, "bold" if is_chosen else "")
            if at < len(notes) and notes[at]:
                label.append(f" ({notes[at]})", style="" if cursor == at else palette.quiet)
            for name in (names or {}).get(option.value, ()):
                label.append("  ◂\u00a0")
                label.append_text(safe(name, "bold italic"))
            lines += picked(wrapped(label, width, first=lead), Pick(at, half), width, cursor == at, palette)
        return lines

    return draw


def picked(lines: list[Text], pick: Pick, width: int, here: bool, palette: Palette) -> list[Text]:
    """Lines that can be clicked all along; under the cursor, a bar."""
    for line in lines:
        line.pad_right(max(0, width - line.cell_len))
        line.stylize(picking(pick))
        if here:
            line.stylize(Style(bgcolor=palette.accent, color=palette.on_accent))
    return lines


def scale(found: Scale, palette: Palette, *, active: bool, cursor: int, chosen: object, half: int, names: Mapping[object, Sequence[str]] | None = None) -> Draw:  # fmt: skip
    """One half of a rating: its name, and every step with its words and its range."""
    inner = choices(
        found.options,
        palette,
        cursor=cursor if active else None,
        chosen=() if chosen is None else (chosen,),
        several=False,
        names=names,
        half=half,
        notes=found.ranges,
        close=True,
    )

    def draw(width: int) -> list[Text]:
        title = safe(found.title, "bold underline" if active else "bold")
        return [Text.assemble(HERE if active else NOT_HERE, " ", title), *inner(width)]

    return draw


def rows(
    grid: GridQuestion,
    options: Sequence[Option],
    palette: Palette,
    language: str,
    *,
    cursor: int,
    values: Mapping[str, object],
    names: Mapping[tuple[str, object], Sequence[str]] | None = None,
) -> Draw:
    """A grid: a row to a line with its answer; under the cursor, every choice with its key."""

    def draw(width: int) -> list[Text]:
        lines: list[Text] = []
        for at, row in enumerate(grid.rows):
            value = values.get(row.id)
            label = next((option.label for option in options if option.value == value), "")
            lead = Text.assemble(
                (HERE if at == cursor else NOT_HERE, "bold"), " ", (CHOSEN if label else FREE, "bold"), " "
            )
            text = safe(row.text.in_(language), "bold" if at == cursor else "")
            if label:
                text.append("  → ")
                text.append_text(safe(label, "bold"))
            lines += picked(wrapped(text, width, first=lead), Pick(-1, row=at), width, at == cursor, palette)
            if at == cursor:
                for which, option in enumerate(options):
                    key = Text.assemble("     ", (option.key or " ", f"bold {palette.accent}"), " ")
                    words = safe(option.label, "bold" if option.value == value else "")
                    for name in (names or {}).get((row.id, option.value), ()):
                        words.append("  ◂\u00a0")
                        words.append_text(safe(name, "bold italic"))
                    for line in wrapped(words, width, first=key):
                        line.stylize(picking(Pick(which, row=at)))
                        lines.append(line)
        return lines

    return draw


def ballot(spoken: Sequence[tuple[str, str]], palette: Palette) -> Draw:
    """What people in the room typed or noted, each behind their name; nothing where there is nothing."""

    def draw(width: int) -> list[Text]:
        lines: list[Text] = []
        for name, words in spoken:
            lead = Text.assemble(("◂ ", palette.quiet), safe(f"{name}  ", "bold italic"))
            lines += wrapped(safe(words), width, first=lead, indent=4)
        return [*lines, Text()] if lines else []

    return draw


def behind(step: Step, palette: Palette, language: str, *, required: bool) -> Draw:
    """Help, anchors, what would prove it, and why it matters."""

    def draw(width: int) -> list[Text]:
        lines: list[Text] = []
        for label, words in background(step, language):
            lines.append(Text())
            if label:
                lines += wrapped(
                    Text.assemble((label + say(language, "colon"), f"bold {palette.accent}"), safe(words)),
                    width,
                    indent=0,
                )
            else:
                lines += wrapped(safe(words), width)
        if required:
            lines += [Text(), *wrapped(safe(say(language, "i_required"), palette.quiet), width)]
        return lines

    return draw


def said(given: Given, palette: Palette, language: str, *, importance: bool) -> Draw:
    """What is beside the answer: note, evidence, confidence, importance, flag; empty ones with the key that fills them."""

    def entries() -> Iterator[tuple[str, str, str]]:
        yield "^N", say(language, "i_note"), given.note or ""
        if isinstance(given, Answer):
            yield "^E", say(language, "i_proof"), "; ".join(given.evidence)
        sure = say(language, f"i_{given.confidence}_confidence") if given.confidence else ""
        yield "^O", say(language, "i_confidence"), sure
        if importance and isinstance(given, Answer):
            yield "^W", say(language, "i_importance"), "" if given.importance is None else f"{given.importance:g}"

    def draw(width: int) -> list[Text]:
        lines: list[Text] = [Text()]
        empty = Text()
        for key, label, words in entries():
            if words:
                lead = Text.assemble(
                    (f"{key} ", palette.quiet), (label + say(language, "colon"), f"bold {palette.accent}")
                )
                lines += wrapped(safe(words), width, first=lead, indent=3)
            else:
                empty.append("   " if empty else "")
                empty.append(f"{key}\u00a0{label}", style=palette.quiet)
        if given.discuss:
            lines += wrapped(Text(f"! {say(language, 'i_flagged')}", style=f"bold {palette.mark}"), width)
        return lines + (wrapped(empty, width) if empty else [])

    return draw


def agenda(desk: Desk, palette: Palette, now: float) -> Draw:
    """Each section with the time used, and planned where the meeting has a length; a sign for where the room is."""

    def draw(width: int) -> list[Text]:
        interview, lines = desk.interview, [Text()]
        current = interview.current.part if interview.current else None
        for part in interview.asked_parts():
            if part.depth:
                continue
            here, progress = current in part.inside, interview.progress(part)
            time = minutes_and_seconds(sum(desk.agenda.used(each, now) for each in part.inside))
            planned = [each for each in map(desk.agenda.planned, part.inside) if each is not None]
            if planned:
                time = f"{time}/{minutes_and_seconds(sum(planned))}"
            title = safe(part_title(part, desk.language), "bold" if here else "")
            lead = f"{HERE if here else NOT_HERE} {FREE if progress.open else CHOSEN} "
            title.truncate(max(6, width - len(lead) - len(time) - 1), overflow="ellipsis")
            title.pad_right(max(1, width - len(lead) - title.cell_len - len(time)))
            lines.append(Text.assemble(lead, title, (time, "bold" if here else palette.quiet)))
        return lines

    return draw


def bar(share: float, width: int, palette: Palette) -> Text:
    """How far we are: `share` is 0..1."""
    full = min(width, int(share * width + 1e-9))
    return Text.assemble(("━" * full, f"bold {palette.accent}"), ("─" * (width - full), palette.rule))


def split(scales: tuple[Scale, Scale], palette: Palette, width: int) -> int:
    """How wide the first half of a rating is to be, so that both together are as low as they can be."""
    draws = [scale(each, palette, active=False, cursor=0, chosen=None, half=0) for each in scales]
    fair = range(width * 35 // 100, width * 65 // 100 + 1, 2)
    return min(
        fair, key=lambda first: (max(len(draws[0](first - 1)), len(draws[1](width - first))), abs(2 * first - width))
    )
