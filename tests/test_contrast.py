"""What can be read on the full-screen interview, in both looks: by its contrast, and without any colour at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from readiness.interview.options import options_of, scales_of
from readiness.tui.drawing import CHOSEN, FREE, HERE, TICKED, UNTICKED
from tests.screens import WIDE, Piece, Screen, begun, desk, every_type, example, on_screen, shipped
from tests.test_screens import SCENES

LEAST, BETTER = 4.5, 7.0
"""WCAG 2.2: success criterion 1.4.3 (AA), and 1.4.6 (AAA) for what is asked and what can be chosen."""
LINES = re.compile("[\u2500-\u259f\\s]*")
"""Box drawing and block elements: rules, frames, bars of progress and scroll bars."""


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0.0 to 1.0 (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(piece: Piece) -> float:
    """1.0 for no contrast at all, to 21.0."""
    low, high = sorted((luminance(piece.ink), luminance(piece.ground)))
    return (high + 0.05) / (low + 0.05)


def in_use(screen: Screen) -> list[Piece]:
    """Text that one is to read: all on the screen, or in the box over it, behind which everything is dimmed."""
    whole = screen.app.screen.region
    box = screen.app.screen.query("#box")
    region = box.first().region if box else whole
    return [
        piece
        for piece in screen.pieces()
        if not LINES.fullmatch(piece.text) and region.contains(piece.column, piece.row)
    ]


def read(screen: Screen) -> dict[int, str]:
    """The text in use, row by row."""
    found: dict[int, str] = {}
    for piece in in_use(screen):
        found[piece.row] = found.get(piece.row, "") + piece.text
    return found


def too_faint(screen: Screen, least: float) -> list[tuple[str, float]]:
    """Text in use with less contrast than that."""
    return [(piece.text, round(contrast(piece), 2)) for piece in in_use(screen) if contrast(piece) < least]


@pytest.mark.parametrize(
    ("inks", "ratio"),
    [(("#000000", "#ffffff"), 21.0), (("#777777", "#ffffff"), 4.48), (("#767676", "#ffffff"), 4.54)],
)
def test_contrast_is_counted_as_wcag_does(inks: tuple[str, str], ratio: float) -> None:
    assert contrast(Piece(0, 0, "x", *inks)) == pytest.approx(ratio, abs=0.005)
    assert contrast(Piece(0, 0, "x", *reversed(inks))) == pytest.approx(ratio, abs=0.005)


MAIN = (
    "scale-with-everything", "choices-ticked", "number-refused", "text", "grid", "risk", "note", "keys", "map", "open", "search",
    "review", "report", "what-if", "trouble", "trouble-elsewhere", "questionnaire-changed", "read-only", "live",
    "meeting-ballot", "meeting-curtain", "meeting-reveal", "meeting-reveal-number", "meeting-agenda",
)  # fmt: skip
"""Every kind of screen once, with all that may stand on it."""


@pytest.mark.parametrize("name", MAIN)
def test_every_text_stands_out_in_both_looks(name: str, tmp_path: Path) -> None:
    scene = SCENES[name]
    with on_screen(scene.sit_down(tmp_path), WIDE) as screen:
        scene.do(screen)
        text, first = read(screen), screen.pieces()
        assert too_faint(screen, LEAST) == []
        screen.press("ctrl+y")
        assert screen.pieces() != first
        assert too_faint(screen, LEAST) == []
        assert read(screen) == text


def asked(screen: Screen) -> Iterator[str]:
    """What is asked and can be chosen, word by word."""
    at = screen.desk
    step = at.interview.current
    assert step is not None
    yield from step.text.in_(at.language).split()
    if step.key.kind != "question":
        options = [each for scale in scales_of(at.questionnaire, step.key.kind, at.language) for each in scale.options]
    else:
        options = list(options_of(at.questionnaire, step.thing, at.language))  # type: ignore[arg-type]  # the kind says so
    for option in options:
        yield from option.label.split()


@pytest.mark.parametrize("name", ["scale", "scale-with-everything", "choices-ticked", "grid", "risk", "french-risk"])
def test_what_is_asked_and_can_be_chosen_stands_out_most(name: str, tmp_path: Path) -> None:
    scene = SCENES[name]
    with on_screen(scene.sit_down(tmp_path), WIDE) as screen:
        scene.do(screen)
        words = set(asked(screen))
        for _ in range(2):
            found = [piece for piece in in_use(screen) if set(piece.text.split()) <= words]
            assert len(found) > 5
            assert [piece for piece in found if contrast(piece) < BETTER] == []
            screen.press("ctrl+y")


# ---- without colour ----


def test_the_text_alone_shows_the_cursor_and_what_is_chosen(tmp_path: Path) -> None:
    with on_screen(
        desk(tmp_path, every_type(), begun(every_type(), {"answers": {"listen": 4}}), at="listen")
    ) as screen:
        screen.press("up", "up")
        assert screen.line("Disagree").split() == [HERE, "2", FREE, "Disagree"]
        assert screen.line("Agree").split() == ["4", CHOSEN, "Agree"]
        screen.press("down", "down")
        assert screen.line("Agree").split() == [HERE, "4", CHOSEN, "Agree"]


def test_the_text_alone_shows_what_is_ticked(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="channels")) as screen:
        screen.press("c", "up")
        assert screen.line("Words").split(maxsplit=2) == [HERE, "b", f"{UNTICKED} Words"]
        assert screen.line("Sound").split(maxsplit=1) == ["c", f"{TICKED} Sound"]


def test_the_text_alone_shows_both_halves_of_a_rating(tmp_path: Path) -> None:
    rated = begun(every_type(), {"risks": {"P1": {"likelihood": 3, "impact": 2}}})
    with on_screen(desk(tmp_path, every_type(), rated, at="P1")) as screen:
        assert f"{HERE} Likelihood" in screen.text() and f"{HERE} Impact" not in screen.text()
        assert f"{HERE} 3 {CHOSEN} Possible" in screen.text()
        assert f"  2 {CHOSEN} Minor" in screen.text()
        screen.press("right")
        assert f"{HERE} Impact" in screen.text() and f"{HERE} Likelihood" not in screen.text()
        assert f"  3 {CHOSEN} Possible" in screen.text()
        assert f"{HERE} 2 {CHOSEN} Minor" in screen.text()


def test_the_text_alone_shows_where_a_grid_stands(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="areas")) as screen:
        screen.press("2", "down")
        assert screen.line("Press").split() == [CHOSEN, "Press", "→", "Disagree"]
        assert screen.line("Staff").split() == [HERE, FREE, "Staff"]


def test_the_text_alone_shows_what_is_flagged_and_open(tmp_path: Path) -> None:
    quick = shipped("quick-check")
    given = {"sector": {"value": "public", "discuss": True}, "duties": ["none"]}
    with on_screen(desk(tmp_path, quick, begun(quick, {"answers": given}), at="sector")) as screen:
        assert f"! {screen.desk.say('i_flagged')}" in screen.text()
        screen.press("/")
        assert screen.line("What kind of organization").startswith(f" {HERE} {CHOSEN} ! ")
        assert screen.line("What does your organization").startswith(f"   {FREE} ")
        assert screen.line("Which of these apply").startswith(f"   {CHOSEN} ")


def test_the_text_alone_shows_what_was_changed_in_what_if(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, shipped("quick-check"), example("quick-bakery")), WIDE) as screen:
        screen.press("r", "w", "down", "a", "down")
        assert screen.line("What does your organization do").startswith("   * ")
        assert screen.line("Which of these apply").startswith(f" {HERE}   ")
