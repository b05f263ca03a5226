"""Every screen of the full-screen interview, compared with one that was read and accepted.

A difference is either a mistake or a change to be read: `python tests/test_screens.py` draws the screens anew, and
`git diff tests/screens` shows what a respondent will notice.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.cells import cell_len

from readiness.interview.options import scales_of
from readiness.loading.shipped import shipped_questionnaires
from readiness.model.unsaved import Unsaved
from readiness.tui.desk import Desk
from readiness.words import LANGUAGES, say
from tests.screens import (
    NARROW,
    WALL,
    WIDE,
    HandClock,
    Screen,
    Troubled,
    begun,
    desk,
    every_type,
    example,
    on_screen,
    shipped,
)
from tests.strategies import Written

ACCEPTED = Path(__file__).parent / "screens"
FULL = Unsaved("full", "answers.yaml", "No space left on device")
BOTH = (NARROW, WIDE)


class Scene(NamedTuple):
    """A desk, and what is done at it before the screen is read."""

    sit_down: Callable[[Path], Desk]
    do: Callable[[Screen], object] = lambda screen: None
    sizes: tuple[tuple[int, int], ...] = BOTH


def quick(step: str = "", written: Written | None = None, *, language: str = "en") -> Callable[[Path], Desk]:
    """The quick check at one of its questions."""
    return lambda folder: desk(
        folder, shipped("quick-check"), begun(shipped("quick-check"), written), at=step, language=language
    )


def small(step: str = "", written: Written | None = None) -> Callable[[Path], Desk]:
    """The questionnaire with every type at one of its questions."""
    return lambda folder: desk(folder, every_type(), begun(every_type(), written), at=step)


def finished(folder: Path) -> Desk:
    """A finished quick check, at its review."""
    return desk(folder, shipped("quick-check"), example("quick-bakery"))


def meeting(folder: Path) -> Desk:
    """Two people and the quick check, an hour long."""
    room = begun(shipped("quick-check"), name="Ana, Björn")
    return desk(folder, shipped("quick-check"), room, people=("Ana", "Björn"), minutes=60)


def small_meeting(step: str) -> Callable[[Path], Desk]:
    """Two people and the questionnaire with every type, at one of its questions."""
    return lambda folder: desk(folder, every_type(), at=step, people=("Ana", "Björn"))


def keys(*pressed: str) -> Callable[[Screen], None]:
    """Nothing but these keys."""
    return lambda screen: screen.press(*pressed)


def in_trouble(folder: Path) -> Desk:
    """A full disk."""
    return desk(folder, every_type(), at="listen", store=Troubled(folder / "answers.yaml", FULL))


def with_misfits(folder: Path) -> Desk:
    """A response to an earlier state of the questionnaire."""
    misfits = (
        "answers.staff_rules: there is no question `staff_rules`; did you mean `rules_listed`?",
        "answers.purpose_stated: “7” is not among the choices; write 0, 1, 2 or 3",
    )
    return desk(folder, shipped("quick-check"), misfits=misfits)


def everything_said(screen: Screen) -> None:
    """Note, evidence, confidence, importance and flag beside an answer."""
    screen.press("4", "left", "ctrl+n")
    screen.type("Since May.")
    screen.press("enter", "ctrl+e")
    screen.type("The minutes")
    screen.press("ctrl+j")
    screen.type("The plan")
    screen.press("enter", "ctrl+o", "ctrl+o", "ctrl+w", "!")


def write_a_note(screen: Screen) -> None:
    """A note of two lines, not yet saved."""
    screen.press("ctrl+n")
    screen.type("Since May; nobody has read it.")
    screen.press("ctrl+j")
    screen.type("To be asked again")


def type_a_text(screen: Screen) -> None:
    """Some words, with letters that are keys elsewhere."""
    screen.type("quite a lot!")


def find_by_words(screen: Screen) -> None:
    """A search that finds several."""
    screen.press("/")
    screen.type("crisis")


def vote(screen: Screen) -> None:
    """Both people answer, differently, and the curtain is drawn back."""
    screen.press("a", "enter", "c", "enter")


def the_agenda(screen: Screen) -> None:
    """Ninety seconds for the profile, then five minutes for the first section."""
    clock = screen.desk.clock
    assert isinstance(clock, HandClock)
    clock.now = 90.0
    screen.press("ctrl+t")
    screen.press("down", "enter")
    clock.now = 390.0
    screen.press("ctrl+n", "escape")
    screen.resize(*screen.size)


def the_agenda_as_a_map(screen: Screen) -> None:
    """The same, as the list of sections."""
    the_agenda(screen)
    screen.press("ctrl+t")


SCENES: dict[str, Scene] = {
    "scale": Scene(quick("decided_apart")),
    "scale-with-everything": Scene(small("listen"), everything_said),
    "choice": Scene(quick("purpose_stated"), keys("down")),
    "choices-ticked": Scene(quick("publics_known"), keys("a", "c", "down")),
    "yes-no": Scene(quick("results_reported", {"answers": {"results_reported": "no"}})),
    "number": Scene(quick("answer_hours")),
    "number-refused": Scene(quick("answer_hours"), keys(*"12x", "enter")),
    "date": Scene(small("since"), keys(*"2026-03-3")),
    "text": Scene(small("remark"), type_a_text),
    "grid": Scene(small("areas"), keys("4", "u")),
    "grid-shipped": Scene(
        lambda folder: desk(folder, shipped("social-media-readiness"), at="stakeholders_known"), keys("2")
    ),
    "risk": Scene(quick("P4", {"risks": {"P4": {"likelihood": 3}}}), sizes=(NARROW, WIDE, WALL)),
    "opportunity": Scene(quick("O3"), keys("2")),
    "note": Scene(quick("purpose_stated"), write_a_note),
    "keys": Scene(quick("purpose_stated"), keys("?")),
    "map": Scene(quick("hours_weekly", {"answers": {"sector": "public", "purpose_stated": 2}}), keys("ctrl+t")),
    "open": Scene(
        quick(
            "hours_weekly",
            {"answers": {"sector": {"value": "public", "discuss": True}}, "risks": {"P1": {"impact": 2}}},
        ),
        keys("ctrl+l"),
    ),
    "search": Scene(quick("policy_written"), find_by_words),
    "review": Scene(finished),
    "review-with-open": Scene(quick("policy_written"), keys("ctrl+r")),
    "report": Scene(finished, keys("r")),
    "what-if": Scene(finished, keys("r", "w", *["down"] * 3, "3", *["down"] * 12, "left")),
    "what-if-choices": Scene(finished, keys("r", "w", *["down"] * 3, "enter", "down")),
    "what-if-put-back": Scene(finished, keys("r", "w", *["down"] * 3, "3", "delete")),
    "trouble": Scene(in_trouble, keys("4")),
    "trouble-elsewhere": Scene(in_trouble, keys("4", "2")),
    "questionnaire-changed": Scene(with_misfits),
    "read-only": Scene(
        lambda folder: desk(folder, shipped("quick-check"), example("quick-bakery"), at="P2", read_only=True)
    ),
    "live": Scene(lambda folder: desk(folder, shipped("quick-check"), example("quick-bakery"), at="P2", live=True)),
    "meeting-ballot": Scene(meeting),
    "meeting-curtain": Scene(meeting, keys("a")),
    "meeting-all-answered": Scene(meeting, keys("a", "enter", "c")),
    "meeting-reveal": Scene(meeting, vote),
    "meeting-reveal-number": Scene(small_meeting("hours"), keys(*"12", "enter", "enter", *"7", "enter", "enter")),
    "meeting-reveal-grid": Scene(small_meeting("areas"), keys(*"123451", "enter", *"222222", "enter", "down")),
    "meeting-reveal-risk": Scene(small_meeting("P1"), keys("2", "3", "enter", "4", "3", "enter")),
    "meeting-agenda": Scene(meeting, the_agenda),
    "meeting-agenda-as-a-map": Scene(meeting, the_agenda_as_a_map),
    "french-map-in-a-meeting": Scene(
        lambda folder: desk(folder, shipped("quick-check"), people=("Ana", "Björn"), minutes=60, language="fr"),
        keys("ctrl+t"),
    ),
    "french-risk": Scene(quick("N1", language="fr")),
    "french-keys": Scene(quick("purpose_stated", language="fr"), keys("f1")),
}
CASES: dict[str, tuple[str, tuple[int, int]]] = {
    f"{name}.{width}x{height}.txt": (name, (width, height))
    for name, scene in SCENES.items()
    for width, height in scene.sizes
}


def drawn(name: str, size: tuple[int, int], folder: Path) -> str:
    """The screen of a scene as text."""
    scene = SCENES[name]
    with on_screen(scene.sit_down(folder), size) as screen:
        scene.do(screen)
        return screen.text()


@pytest.mark.parametrize("file", CASES)
def test_a_screen_is_the_one_that_was_accepted(file: str, tmp_path: Path) -> None:
    name, size = CASES[file]
    accepted = (ACCEPTED / file).read_text(encoding="utf-8")
    assert drawn(name, size, tmp_path) == accepted, "run: python tests/test_screens.py"


def test_no_accepted_screen_is_left_over() -> None:
    assert {path.name for path in ACCEPTED.iterdir()} == set(CASES)


LINES = (
    "t_keys", "t_keys_typing", "t_keys_editing", "t_keys_list", "t_keys_review", "t_keys_review_meeting", "t_keys_report",
    "t_keys_what_if", "t_agree", "t_rows", "t_none_again", "t_empty", "t_writing_note", "t_writing_evidence", "t_type_it",
    "t_keys_what_if_open", "t_no_difference", "t_enter_lists", "t_last_choice", "t_first_choice", "t_type_in_field",
    "t_what_if", "i_flag_on", "i_flag_off", "i_cleared", "i_first", "r_read_only", "r_number", "r_whole", "r_date",
)  # fmt: skip
"""Words that stand on one line: the last two of the screen, and the first."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_on_one_line_is_not_cut_off_on_a_narrow_screen(language: str) -> None:
    assert [words for key in LINES if cell_len(words := say(language, key)) > NARROW[0] - 2] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_times_of_a_meeting_are_in_view_on_a_narrow_screen(language: str, tmp_path: Path) -> None:
    quick = shipped("quick-check")
    with on_screen(desk(tmp_path, quick, meeting=True, minutes=240, language=language)) as screen:
        screen.press("ctrl+t")
        for row in screen.rows()[1:10]:
            assert re.search(r"0:00 \D+ \d+:\d\d$", row), row


def test_a_line_of_a_list_that_is_broken_goes_on_under_its_words(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, shipped("quick-check"), at="sector")) as screen:
        screen.press("ctrl+l")
        rows = screen.rows()
        first = next(at for at, row in enumerate(rows) if "Is there a decision" in row)
        column = rows[first].index("Is there a decision")
        assert rows[first + 1].index(rows[first + 1].split()[0]) == column, rows[first + 1]


def halves(screen: Screen) -> list[str]:
    """What is in view of each half of a rating, in one line."""
    rows, step = screen.rows(), screen.here
    assert step is not None
    first, second = scales_of(screen.desk.questionnaire, step.kind, screen.desk.language)
    heads = re.compile(rf"^ [ ›] {first.title} +[ ›] {second.title}$")
    top = next(at for at, row in enumerate(rows) if heads.match(row))
    column = rows[top].rindex(second.title) - 2
    below = [row.rstrip("▁▂▃▄▅▆▇█ ") for row in rows[top + 1 : -2]]
    return [
        " ".join(" ".join(half).split()) for half in zip(*((row[:column], row[column:]) for row in below), strict=True)
    ]


@pytest.mark.parametrize(
    ("name", "language"),
    [(name, language) for name in shipped_questionnaires() for language in shipped(name).all_languages],
)
def test_all_steps_of_a_rating_are_in_view_with_their_ranges(name: str, language: str, tmp_path: Path) -> None:
    questionnaire = shipped(name)
    missing: dict[str, list[str]] = {}
    with on_screen(desk(tmp_path, questionnaire, at=questionnaire.risks[0].id, language=language)) as screen:
        while (step := screen.here) is not None:
            for scale, seen in zip(scales_of(questionnaire, step.kind, language), halves(screen), strict=True):
                for option, words in zip(scale.options, scale.ranges, strict=True):
                    wanted = " ".join(f"{option.label} {words and f'({words})'}".split())
                    if not option.is_word and wanted not in seen:
                        missing.setdefault(step.id, []).append(wanted)
            screen.press("ctrl+f")
    assert missing == {}


if __name__ == "__main__":
    for file, (name, size) in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            (ACCEPTED / file).write_text(drawn(name, size, Path(folder)), encoding="utf-8", newline="\n")
