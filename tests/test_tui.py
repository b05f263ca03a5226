"""The full-screen interview as a person uses it: what each key and click does, what is shown, what is on disk."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from readiness.interview.interview import Progress
from readiness.interview.options import IMPORTANCES
from readiness.interview.wording import unsaved_words
from readiness.loading.saving import plain_answer, plain_response
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Answer, OpportunityRating, RiskRating
from readiness.model.unsaved import Unsaved
from readiness.reports.numbers import amount
from readiness.reports.phrases import in_one_line
from readiness.tui.desk import GRACE
from readiness.tui.dialogs import Curtain
from readiness.tui.drawing import CHOSEN, FREE, HERE, TICKED
from readiness.tui.what_if import WhatIfScreen
from readiness.words import say
from tests.running import ACTING, run
from tests.screens import (
    NARROW,
    WIDE,
    HandClock,
    Screen,
    Troubled,
    begun,
    desk,
    every_type,
    example,
    on_disk,
    on_screen,
    shipped,
)
from tests.strategies import Written, real

ANSWERS: dict[str, object] = {
    "since": "2019-05-01",
    "listen": 4,
    "policy": "some",
    "channels": ["video", "sound"],
    "owner": "yes",
    "hours": 12,
    "areas": {"press": 1, "web": 2, "staff": 3, "clients": 4, "crisis": 5, "board": "dont_know"},
    "remark": "Nothing else.",
}
ALL: Written = {
    "answers": ANSWERS,
    "risks": {"P1": {"likelihood": 2, "impact": 3}, "N1": {"likelihood": 4, "impact": 3}},
    "opportunities": {"O1": {"likelihood": 3, "gain": 2}},
}
"""An answer to everything that the small questionnaire asks."""


def value(screen: Screen, name: str) -> object:
    """What the file says to a question, as plain values."""
    return plain_answer(screen.saved().answers.get(name, Answer()))


def beside(screen: Screen, name: str) -> Answer:
    """An answer as it is on disk, with all that was said beside it."""
    return screen.saved().answers[name]


# ---- answering ----


def pressing(*keys: str) -> Callable[[Screen], None]:
    return lambda screen: screen.press(*keys)


def typing(words: str) -> Callable[[Screen], None]:
    return lambda screen: screen.press(*words, "enter")


def clicking(*words: str) -> Callable[[Screen], None]:
    def click(screen: Screen) -> None:
        for each in words:
            screen.click(each)

    return click


@pytest.mark.parametrize(
    ("name", "do", "saved"),
    [
        pytest.param("listen", pressing("4"), 4, id="scale-by-digit"),
        pytest.param("listen", pressing("down", "down", "enter"), 3, id="scale-by-arrows"),
        pytest.param("listen", pressing("up", "space"), 1, id="scale-by-space-and-not-past-the-top"),
        pytest.param("listen", clicking("Disagree"), 2, id="scale-by-click"),
        pytest.param("listen", pressing("u"), "dont_know", id="scale-dont-know"),
        pytest.param("listen", pressing("X"), "not_applicable", id="scale-not-applicable-in-capitals"),
        pytest.param("listen", pressing(*["down"] * 20, "enter"), "not_applicable", id="scale-not-past-the-end"),
        pytest.param("policy", pressing("b"), "some", id="choice-by-letter"),
        pytest.param("policy", pressing("B"), "some", id="choice-by-capital-letter"),
        pytest.param("policy", pressing("down", "enter"), "some", id="choice-by-arrows"),
        pytest.param("policy", clicking("All of them"), "all", id="choice-by-click"),
        pytest.param("owner", pressing("y"), "yes", id="yes-by-letter"),
        pytest.param("owner", pressing("n"), "no", id="no-by-letter"),
        pytest.param("owner", pressing("down", "enter"), "no", id="no-by-arrows"),
        pytest.param("owner", clicking("Yes"), "yes", id="yes-by-click"),
        pytest.param("owner", pressing("x"), "not_applicable", id="yes-no-not-applicable"),
        pytest.param("channels", pressing("c", "a", "enter"), ["video", "sound"], id="ticks-in-their-order"),
        pytest.param("channels", pressing("a", "b", "a", "enter"), ["words"], id="a-tick-taken-back"),
        pytest.param("channels", pressing("space", "down", "space", "enter"), ["video", "words"], id="ticks-by-space"),
        pytest.param("channels", pressing("a", "b", "d", "enter"), ["nowhere"], id="what-stands-alone-clears-others"),
        pytest.param("channels", pressing("d", "b", "enter"), ["words"], id="others-clear-what-stands-alone"),
        pytest.param("channels", pressing("enter", "enter"), [], id="none-by-enter-twice"),
        pytest.param("channels", pressing("u"), "dont_know", id="ticks-dont-know"),
        pytest.param("channels", pressing("a", "x"), "not_applicable", id="ticks-not-applicable"),
        pytest.param("hours", typing("12"), 12, id="number-typed"),
        pytest.param("hours", typing("7.5"), 7.5, id="number-with-a-fraction"),
        pytest.param("hours", pressing("down", "enter"), "dont_know", id="number-dont-know-by-arrow"),
        pytest.param("hours", typing("u"), "dont_know", id="number-dont-know-typed"),
        pytest.param("hours", clicking("Don't know"), "dont_know", id="number-dont-know-by-click"),
        pytest.param("since", typing("2019-05-01"), "2019-05-01", id="date-typed"),
        pytest.param("since", pressing("escape", "u"), "dont_know", id="date-dont-know-outside-the-field"),
        pytest.param("remark", typing("?/!ux 12 quit"), "?/!ux 12 quit", id="text-with-letters-that-are-keys"),
        pytest.param("remark", pressing(*"a", "ctrl+j", *"b", "enter"), "a\nb", id="text-of-two-lines"),
        pytest.param("remark", pressing("down", "enter"), "dont_know", id="text-dont-know-by-arrow"),
        pytest.param("remark", clicking("Don't know"), "dont_know", id="text-dont-know-by-click"),
    ],
)
def test_a_question_is_answered(name: str, do: Callable[[Screen], None], saved: object, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at=name)) as screen:
        do(screen)
        assert value(screen, name) == saved
        assert screen.here is not None and screen.here.id != name


@pytest.mark.parametrize(
    "do",
    [
        pytest.param(pressing(*"432", "u", "x", "5"), id="by-key"),
        pytest.param(
            lambda screen: (
                [screen.click(words, nth=-1) for words in ("Agree", "Neither", "Disagree")]
                + [screen.press("u", "x"), screen.click("Strongly agree", nth=-1)]
            ),
            id="by-click",
        ),
    ],
)
def test_a_grid_is_answered_row_by_row(do: Callable[[Screen], None], tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="areas"), WIDE) as screen:
        do(screen)
        assert value(screen, "areas") == {
            "press": 4,
            "web": 3,
            "staff": 2,
            "clients": "dont_know",
            "crisis": "not_applicable",
            "board": 5,
        }
        assert screen.here is not None and screen.here.id == "remark"


def test_a_row_is_on_disk_before_the_next_is_answered(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="areas")) as screen:
        screen.press("down", "3")
        assert value(screen, "areas") == {"web": 3}
        assert CHOSEN in screen.line("The Web site")
        assert FREE in screen.line("Press")


def test_enter_goes_on_from_a_grid_once_every_row_is_answered(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="areas")) as screen:
        screen.click("Clients")
        screen.press("1", "1", "1", "enter")
        assert screen.here is not None and screen.here.id == "areas"
        assert screen.desk.say("t_rows") in screen.text()
        screen.press(*["up"] * 5, "2", "2", "2", "enter")
        assert screen.here.id == "remark"


@pytest.mark.parametrize(
    ("do", "saved"),
    [
        pytest.param(pressing("2", "4"), (2, 4), id="by-digit"),
        pytest.param(pressing("down", "enter", "enter"), (2, 1), id="by-arrows"),
        pytest.param(clicking("Possible", "Major"), (3, 4), id="by-click"),
        pytest.param(pressing("right", "4", "2"), (2, 4), id="impact-first"),
        pytest.param(clicking("Major", "Possible"), (3, 4), id="impact-first-by-click"),
        pytest.param(pressing("u", "3"), ("dont_know", 3), id="likelihood-not-known"),
        pytest.param(pressing("3", "u"), (3, "dont_know"), id="impact-not-known"),
        pytest.param(pressing("x"), ("not_applicable", "not_applicable"), id="not-applicable-is-so-of-both"),
    ],
)
def test_a_risk_is_rated(do: Callable[[Screen], None], saved: tuple[object, object], tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="P1")) as screen:
        do(screen)
        rating = screen.saved().risks["P1"]
        assert isinstance(rating, RiskRating)
        assert (rating.likelihood, rating.impact) == saved
        assert screen.here is not None and screen.here.id == "N1"


def test_half_a_rating_is_on_disk_and_the_other_half_is_asked(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="O1")) as screen:
        screen.press("4")
        assert screen.saved().opportunities["O1"] == OpportunityRating(likelihood=4)
        assert f"{HERE} Gain" in screen.text()
        screen.press("left", "2")
        assert screen.saved().opportunities["O1"] == OpportunityRating(likelihood=2)
        assert f"{HERE} Gain" in screen.text()
        screen.press("left", "left")
        assert screen.here is not None and screen.here.id == "N1"


def test_a_rating_that_is_whole_can_be_changed(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL), at="P1")) as screen:
        screen.press("5")
        assert screen.saved().risks["P1"] == RiskRating(likelihood=5, impact=3)
        screen.press("1")
        assert screen.saved().risks["P1"] == RiskRating(likelihood=5, impact=1)


@pytest.mark.parametrize(
    ("name", "typed", "reason", "about", "then", "saved"),
    [
        pytest.param("hours", "12x", "r_number", "", "12", 12, id="no-number"),
        pytest.param("hours", "-1", "r_low", "0", "0", 0, id="too-low"),
        pytest.param("hours", "61", "r_high", "60", "60", 60, id="too-high"),
        pytest.param("since", "2026-02-30", "r_date", "", "2026-02-28", "2026-02-28", id="no-day"),
        pytest.param("hours", " ", "t_empty", "", "4", 4, id="nothing-number"),
        pytest.param("remark", " ", "t_empty", "", "No", "No", id="nothing-text"),
    ],
)
def test_what_is_refused_is_said_stays_and_can_be_mended(
    name: str, typed: str, reason: str, about: str, then: str, saved: object, tmp_path: Path
) -> None:
    with on_screen(desk(tmp_path, every_type(), at=name)) as screen:
        screen.press(*typed, "enter")
        assert screen.desk.say(reason, about=about) in screen.text()
        assert screen.typed == typed
        assert name not in screen.desk.interview.response.answers
        screen.press(*["backspace"] * len(typed), *then, "enter")
        assert value(screen, name) == saved


def test_a_number_is_written_as_people_of_the_language_do(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, shipped("quick-check"), at="hours_weekly", language="fr")) as screen:
        screen.press(*"7,5", "enter")
        assert value(screen, "hours_weekly") == 7.5


@pytest.mark.parametrize("name", ["since", "hours", "remark"])
def test_enter_in_the_field_of_an_answered_question_keeps_the_answer(name: str, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), {"answers": ANSWERS}), at=name)) as screen:
        screen.press("enter")
        assert screen.here is not None and screen.here.id != name
        assert screen.desk.interview.response.answers[name] == Answer.model_validate(ANSWERS[name])


def test_enter_in_the_field_of_an_answered_question_that_allows_no_word_keeps_the_answer(tmp_path: Path) -> None:
    one = real(questionnaire_of_one("number"))
    with on_screen(desk(tmp_path, one, begun(one, {"answers": {"asked": 3}}), at="asked")) as screen:
        screen.press("enter")
        assert screen.here is not None and screen.here.id == "more"
        assert screen.desk.interview.response.answers["asked"].value == 3


@pytest.mark.parametrize("number", ["1234567", "1234567.0", "0.125", "100000", "12.5"])
def test_a_number_is_shown_in_full_and_stands_in_its_field_again(number: str, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, real(questionnaire_of_one("number")))) as screen:
        screen.press(*number, "enter")
        assert number.removesuffix(".0") in re.sub(r"[ ,\u00a0\u202f]", "", screen.rows()[-2])
        screen.press("ctrl+b")
        assert float(screen.typed) == float(number)


def questionnaire_of_one(kind: str, **keys: object) -> dict[str, object]:
    """A questionnaire that asks one thing."""
    question = {"id": "asked", "type": kind, "text": "What is it?", **keys}
    return {"format": 1, "id": "one", "version": "1", "title": "One", "sections": [{"id": "s", "title": "S", "questions": [question, {"id": "more", "type": "yes_no", "text": "More?"}]}]}  # fmt: skip


def test_a_text_may_be_a_single_letter(tmp_path: Path) -> None:
    """As the name of one social network is."""
    one = real(questionnaire_of_one("text", allow=["not_applicable", "dont_know"]))
    with on_screen(desk(tmp_path, one)) as screen:
        screen.press("X", "enter")
        assert value(screen, "asked") == "X"


def test_nothing_ticked_is_asked_for_twice(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="channels")) as screen:
        screen.press("enter")
        assert screen.desk.say("t_none_again") in screen.text()
        assert "channels" not in screen.desk.interview.response.answers
        screen.press("a", "a", "enter")
        assert "channels" not in screen.desk.interview.response.answers


@pytest.mark.parametrize(
    ("name", "keys", "there_are"),
    [
        pytest.param("policy", ("z", "9", "0", "1", "2", "3", "u", "x"), "a b c", id="choice"),
        pytest.param("owner", ("1", "2", "0", "o", "a"), "y n u x", id="yes-no"),
        pytest.param("listen", ("b", "6", "0", "y"), "1 2 3 4 5 u x", id="scale"),
        pytest.param("channels", ("1", "2", "3", "4", "e"), "a b c d u x", id="ticks"),
        pytest.param("areas", ("a", "6"), "1 2 3 4 5 u x", id="grid"),
        pytest.param("P1", ("a", "0"), "1 2 3 4 5 u x", id="risk"),
    ],
)
def test_only_a_key_that_is_shown_chooses_and_another_is_told_which_there_are(
    name: str, keys: tuple[str, ...], there_are: str, tmp_path: Path
) -> None:
    with on_screen(desk(tmp_path, every_type(), at=name)) as screen:
        before = screen.rows()
        for key in keys:
            screen.press(key)
            assert screen.desk.say("t_no_such_key", pressed=key, keys=there_are) in screen.text()
            assert screen.rows()[:-2] == before[:-2]
        assert not (tmp_path / "answers.yaml").exists()


def test_a_key_without_a_sign_changes_nothing(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="policy")) as screen:
        before = screen.text()
        screen.press("tab", "f12", "ctrl+a", "insert", "ctrl+z")
        assert screen.text() == before
        assert not (tmp_path / "answers.yaml").exists()


@pytest.mark.parametrize(("name", "key", "saved"), [("remark", "u", "u"), ("hours", "7", 7)])
def test_where_an_answer_is_typed_a_key_outside_the_field_says_where(
    name: str, key: str, saved: object, tmp_path: Path
) -> None:
    with on_screen(desk(tmp_path, every_type(), at=name)) as screen:
        screen.press("escape", key)
        assert screen.desk.say("t_type_in_field") in screen.text()
        screen.press("up", key, "enter")
        assert value(screen, name) == saved


# ---- beside the answer ----


def test_a_note_is_on_disk_once_it_is_written(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen")) as screen:
        screen.press("ctrl+n", *"Since May", "ctrl+j", *"says Q!", "enter")
        assert beside(screen, "listen") == Answer(note="Since May\nsays Q!")
        assert "Since May" in screen.text()
        screen.press("ctrl+n", *"?", "escape", "4")
        assert value(screen, "listen") == {"value": 4, "note": "Since May\nsays Q!?"}


@pytest.mark.parametrize(
    ("name", "first"),
    [
        pytest.param("hours", (), id="number"),
        pytest.param("since", (), id="date"),
        pytest.param("remark", (), id="text"),
        pytest.param("listen", ("ctrl+n",), id="note"),
        pytest.param("listen", ("ctrl+e",), id="evidence"),
    ],
)
def test_in_a_field_the_keys_belong_to_what_is_typed(name: str, first: tuple[str, ...], tmp_path: Path) -> None:
    answered = begun(every_type(), {"answers": {"listen": 4}})
    with on_screen(desk(tmp_path, every_type(), answered, at=name)) as screen:
        screen.press(*first)
        for keys, typed in (
            (("1", "2", "4"), "124"),
            (("left", "3"), "1234"),
            (("right", "left", "backspace"), "124"),
            (("home", "delete"), "24"),
            (("right", "left", "end", "backspace"), "2"),
        ):
            screen.press(*keys)
            assert screen.typed == typed
        assert screen.here is not None and screen.here.id == name
        assert screen.desk.interview.response is answered


def test_in_a_field_of_several_lines_the_arrows_go_from_line_to_line(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="remark")) as screen:
        screen.press(*"ab", "ctrl+j", *"cd", "up", "1", "down", "2")
        assert screen.typed == "ab1\ncd2"


def test_a_note_is_taken_away_by_leaving_it_empty(tmp_path: Path) -> None:
    noted = begun(every_type(), {"answers": {"listen": {"value": 4, "note": "old"}}})
    with on_screen(desk(tmp_path, every_type(), noted, at="listen")) as screen:
        screen.press("ctrl+n", "backspace", "backspace", "backspace", "ctrl+n")
        assert value(screen, "listen") == 4


def test_evidence_is_taken_line_by_line(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen")) as screen:
        screen.press("f3", *"The minutes", "ctrl+j", *"a plan; a list", "enter")
        assert beside(screen, "listen").evidence == ("The minutes", "a plan", "a list")
        screen.press("ctrl+e")
        assert screen.typed == "The minutes\na plan\na list"


def test_confidence_goes_round(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen")) as screen:
        found = []
        for _ in range(4):
            screen.press("ctrl+o")
            found.append(screen.saved().answers.get("listen", Answer()).confidence)
        assert found == ["low", "medium", "high", None]


def test_importance_goes_round_where_it_is_asked_for(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen")) as screen:
        found = []
        for _ in range(len(IMPORTANCES) + 1):
            screen.press("ctrl+w")
            found.append(screen.saved().answers.get("listen", Answer()).importance)
        assert found == [*IMPORTANCES, None]


def test_importance_is_not_taken_where_it_is_not_asked_for(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="policy")) as screen:
        before = screen.text()
        screen.press("ctrl+w", "f6")
        assert screen.text() == before


@pytest.mark.parametrize("key", ["!", "ctrl+g", "f7"])
def test_a_flag_is_set_and_taken_away(key: str, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="P1")) as screen:
        screen.press(key)
        flagged = screen.saved().risks["P1"]
        assert isinstance(flagged, RiskRating) and flagged.discuss
        assert screen.desk.say("i_flagged") in screen.text()
        screen.press(key)
        assert not screen.desk.interview.flagged_steps()
        assert screen.desk.say("i_flagged") not in screen.text()


def test_a_risk_takes_a_note_and_confidence_and_keeps_them_when_rated(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="N1")) as screen:
        screen.press("ctrl+o", "ctrl+n", *"Seen in May", "enter", "ctrl+e", "ctrl+w", "2", "3")
        assert screen.saved().risks["N1"] == RiskRating(likelihood=2, impact=3, note="Seen in May", confidence="low")


def test_what_is_said_beside_an_answer_stays_when_it_is_changed(tmp_path: Path) -> None:
    said = {"value": 2, "note": "n", "evidence": ["e"], "confidence": "high", "importance": 3.0, "discuss": True}
    with on_screen(
        desk(tmp_path, every_type(), begun(every_type(), {"answers": {"listen": said}}), at="listen")
    ) as screen:
        screen.press("5")
        assert plain_answer(beside(screen, "listen")) == {**said, "value": 5}


@pytest.mark.parametrize("key", ["delete", "backspace"])
@pytest.mark.parametrize("name", ["listen", "channels", "areas", "P1", "O1"])
def test_an_answer_is_taken_away_and_the_note_stays(name: str, key: str, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL), at=name)) as screen:
        screen.press("ctrl+n", *"kept", "enter", key)
        step = screen.desk.interview.named(name)
        assert step is not None
        assert screen.desk.interview.state(step) == "open"
        assert screen.desk.interview.given(step).note == "kept"
        assert screen.saved() == screen.desk.interview.response
        assert screen.desk.say("i_cleared") in screen.text()
        assert not any(sign in screen.text() for sign in (CHOSEN, TICKED))


def test_a_typed_answer_is_taken_away_outside_its_field(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL), at="hours")) as screen:
        screen.press("escape", "delete")
        assert value(screen, "hours") is None
        assert screen.typed == ""


def test_a_note_is_kept_by_whatever_leaves_it(tmp_path: Path) -> None:
    ways = {"ctrl+b": "ctrl+f", "ctrl+f": "ctrl+b", "ctrl+e": "escape", "ctrl+o": "", "ctrl+g": "", "ctrl+w": ""}
    ways |= dict.fromkeys(("ctrl+t", "ctrl+l", "ctrl+r"), "escape")
    with on_screen(desk(tmp_path, every_type(), at="listen")) as screen:
        for at, (key, back) in enumerate(ways.items(), start=1):
            screen.press("ctrl+n", "m", key)
            assert beside(screen, "listen").note == "m" * at, key
            screen.press(*filter(None, [back]))


def test_a_note_is_kept_where_an_answer_is_clicked_before_it_is_finished(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen")) as screen:
        screen.press("ctrl+n", *"mine")
        screen.click("Disagree")
        assert value(screen, "listen") == {"value": 2, "note": "mine"}


def test_the_whole_note_is_in_view_while_it_is_written(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, shipped("quick-check"), at="purpose_stated")) as screen:
        screen.press("ctrl+n", *"first", "ctrl+j", *"second", "ctrl+j", *"third")
        assert all(words in screen.text() for words in ("first", "second", "third"))


# ---- moving ----


def test_back_forward_and_skip_leave_the_answers_as_they_are(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type())) as screen:
        assert screen.here is not None and screen.here.id == "since"
        screen.press("ctrl+b")
        assert screen.desk.say("i_first") in screen.text()
        screen.press("ctrl+f", "right", "right")
        assert screen.here.id == "channels"
        screen.press("left", "ctrl+b")
        assert screen.here.id == "listen"
        assert not (tmp_path / "answers.yaml").exists()


def test_the_interview_begins_at_the_first_open_question_and_ends_in_the_review(tmp_path: Path) -> None:
    response = begun(every_type(), {"answers": {**ANSWERS, "policy": None}, "risks": ALL["risks"]})
    with on_screen(desk(tmp_path, every_type(), response)) as screen:
        assert screen.here is not None and screen.here.id == "policy"
        screen.press("ctrl+l")
        screen.press("end", "enter")
        assert screen.here.id == "O1"
        screen.press("1", "1")
        assert screen.here is None
        assert screen.desk.say("t_review") in screen.text()
        screen.press("escape")
        assert screen.here is not None and screen.here.id == "O1"


@pytest.mark.parametrize("key", ["ctrl+t", "f5"])
def test_the_map_goes_to_the_first_open_question_of_a_section(key: str, tmp_path: Path) -> None:
    response = begun(every_type(), {"answers": {"hours": 1}})
    with on_screen(desk(tmp_path, every_type(), response, at="listen")) as screen:
        screen.press(key)
        assert f"{HERE} {FREE} First things" in screen.text()
        screen.press("down", "enter")
        assert screen.here is not None and screen.here.id == "areas"
        assert "Each of these is ready." in screen.text()
        screen.press(key)
        screen.click("About the organization")
        assert screen.here.id == "since"
        screen.press(key, "escape")
        assert screen.here.id == "since"


@pytest.mark.parametrize("key", ["ctrl+l", "f8"])
def test_the_open_list_shows_what_is_open_and_flagged_and_goes_there(key: str, tmp_path: Path) -> None:
    answers = {**ANSWERS, "owner": None, "policy": {"value": "all", "discuss": True}}
    response = begun(every_type(), {"answers": answers})
    with on_screen(desk(tmp_path, every_type(), response)) as screen:
        screen.press(key)
        rows = screen.rows()
        listed = [row for row in rows if FREE in row or CHOSEN in row]
        assert len(listed) == 5  # the owner, two risks and a gain; and what is flagged
        assert "Which rules are there?" in listed[-1] and "! " in listed[-1]
        screen.press("end", "enter")
        assert screen.here is not None and screen.here.id == "policy"


def test_a_search_follows_the_words_and_goes_where_the_cursor_is(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen")) as screen:
        screen.press("/", *"crisis")
        assert "Each of these is ready." in screen.text()
        assert "Which rules are there?" not in screen.text()
        screen.press("enter")
        assert screen.here is not None and screen.here.id == "areas"
        screen.press("/", *"somebody", "down", "up", "down", "enter")
        assert screen.here.id == "owner"
        screen.press("/", *"no such words", "enter")
        assert screen.desk.say("t_nothing") in screen.text()
        screen.press("escape")
        assert screen.here.id == "owner"


def test_in_the_search_field_the_arrows_and_letters_belong_to_the_words(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen")) as screen:
        screen.press("/", *"uiet", "left", "left", "left", "left", "q", "home", "end", *"?!/")
        assert screen.typed == "quiet?!/"


def test_the_review_goes_back_to_a_question(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL))) as screen:
        assert screen.here is None
        screen.press("down", "down", "enter")
        assert screen.here is not None and screen.here.id == "policy"
        screen.press("c")
        screen.press("ctrl+r")
        assert "All of them" in screen.line("Which rules are there?")
        screen.click("Somebody listens")
        assert screen.here.id == "listen"


def test_the_report_is_shown_and_the_interview_is_finished_from_it(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL))) as screen:
        screen.press("r")
        assert "Seedling" in screen.text() or "Tall tree" in screen.text()
        before = screen.text()
        screen.press("pagedown")
        assert screen.text() != before
        screen.press("escape", "r", "q")
        assert screen.app.return_value == "finished"


def test_what_if_shows_what_follows_and_saves_nothing(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL)), WIDE) as screen:
        screen.press("r", "w", "down")
        assert screen.desk.say("t_nothing_changed") in screen.text()
        before = screen.text()
        screen.press("1")
        assert "Strongly disagree" in screen.text()
        assert f"{HERE} *" in screen.text()
        assert screen.desk.say("t_nothing_changed") not in screen.text()
        screen.press("delete")
        assert screen.text() == before
        screen.press("left", "right", "right", "down", "a", "down", "b", "down", "enter", "down", "enter")
        assert sum(row.lstrip(f" {HERE}").startswith("* ") for row in screen.rows()) == 4
        screen.press("z")
        assert " * " not in screen.text()
        screen.press("escape", "escape", "escape")
        assert screen.desk.interview.response == begun(every_type(), ALL)
        assert not (tmp_path / "answers.yaml").exists()


def test_what_if_takes_the_key_of_every_choice(tmp_path: Path) -> None:
    """A choice whose key is 0 as well."""
    quick = shipped("quick-check")
    with on_screen(desk(tmp_path, quick, begun(quick, {"answers": {"purpose_stated": 2}})), WIDE) as screen:
        screen.press("ctrl+r", "r", "w", "down", "down", "down")
        for key, words in (("3", "The same, approved"), ("1", "Some people share a view"), ("0", "No decision")):
            screen.press(key)
            assert words in screen.text()


def test_what_if_ticks_as_the_question_does(tmp_path: Path) -> None:
    """What stands alone takes the others away."""
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL)), WIDE) as screen:
        screen.press("r", "w", *["down"] * 3, "d")
        assert "→ Nowhere" in screen.text()


@pytest.mark.parametrize(
    ("lever", "keys", "shown"),
    [
        pytest.param(2, ("down", "enter"), "All of them", id="arrows"),
        pytest.param(2, ("a",), "None", id="key"),
        pytest.param(1, ("right",), "Strongly agree", id="turned"),
        pytest.param(3, ("down", "space", "escape"), "Video, Words, Sound", id="ticks"),
        pytest.param(3, ("u",), "Don't know", id="word-in-place-of-ticks"),
        pytest.param(6, ("4",), "Agree", id="row"),
        pytest.param(13, ("end", "enter"), "Not applicable here", id="risk"),
    ],
)
def test_enter_lists_the_choices_of_what_is_tried(
    lever: int, keys: tuple[str, ...], shown: str, tmp_path: Path
) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL)), WIDE) as screen:
        screen.press("r", "w", *["down"] * lever)
        before = screen.text()
        screen.press("enter")
        page = screen.app.screen
        assert isinstance(page, WhatIfScreen)
        for option in page.options(page.levers[lever]):
            assert re.search(rf"{option.key} (.|\[.\]) {option.label}", screen.text()), screen.text()
        assert screen.desk.say("t_keys_what_if_open") in screen.text()
        screen.press("escape")
        assert screen.text() == before
        screen.press("enter", *keys)
        if "right" in keys:
            screen.press("escape")
        assert f"→ {shown}" in " ".join(screen.text().split())
        assert screen.desk.say("t_keys_what_if_open") not in screen.text()


def test_a_choice_to_be_tried_can_be_clicked(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL)), WIDE) as screen:
        screen.press("r", "w")
        screen.click("Which rules are there?")
        screen.click("Which rules are there?")
        screen.click("All of them")
        assert "→ All of them" in screen.text()
        assert screen.desk.say("t_keys_what_if") in screen.text()


@pytest.mark.parametrize(("key", "words"), [("right", "t_last_choice"), ("left", "t_first_choice")])
def test_at_the_end_of_the_choices_it_is_said(key: str, words: str, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL)), WIDE) as screen:
        screen.press("r", "w", "down", "down", key)
        assert screen.desk.say(words) not in screen.text()
        screen.press(key)
        assert screen.desk.say(words) in screen.text()
        screen.press("8")
        assert screen.desk.say("t_no_such_key", pressed="8", keys="a b c") in screen.text()


def test_a_change_that_makes_no_difference_is_told(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL)), WIDE) as screen:
        screen.press("r", "w", "enter", *"2020-01-01", "enter")  # no score depends on it
        assert screen.desk.say("t_no_difference") in screen.text()
        screen.press("down", "1")
        assert screen.desk.say("t_no_difference") not in screen.text()


def test_the_field_of_what_is_tried_says_what_it_takes(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL)), WIDE) as screen:
        screen.press("r", "w", *["down"] * 5, "enter")
        assert "A number (hours) from 0 to 60 · u Don't know" in screen.text()
        screen.press("u", "enter")
        assert "→ Don't know" in screen.text()


def test_a_number_is_tried_by_typing_it(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL)), WIDE) as screen:
        screen.press("r", "w", *["down"] * 5)
        assert HERE in screen.line("How many hours")
        screen.press("enter", *"99", "enter")
        assert screen.desk.say("r_high", about="60") in screen.text()
        screen.press("enter", *"40", "enter")
        assert "40 hours" in screen.text()
        screen.press("enter", *"1", "escape")
        assert "40 hours" in screen.text()
        assert screen.app.focused is None


# ---- keys that come faster than screens ----

OPENED: dict[str, tuple[str, ...]] = {
    "map": ("ctrl+t",),
    "open": ("ctrl+l",),
    "search": ("/", "s"),
    "keys": ("?",),
    "review": ("ctrl+r",),
    "report": ("ctrl+r", "r"),
    "what-if": ("ctrl+r", "r", "w"),
}
LEAVING = ("enter", "escape", "space", "left", "q", "1")


@pytest.mark.parametrize("key", LEAVING)
@pytest.mark.parametrize("place", OPENED)
def test_a_key_that_comes_twice_at_once_does_what_it_does_twice_in_turn(place: str, key: str, tmp_path: Path) -> None:
    seen = []
    for folder, at_once in ((tmp_path / "slow", False), (tmp_path / "fast", True)):
        folder.mkdir()
        with on_screen(desk(folder, every_type(), at="listen")) as screen:
            keys = (*OPENED[place], key, key)
            if at_once:
                screen.burst(*keys)
            else:
                screen.press(*keys)
            seen.append((screen.app.return_value, len(screen.app.screen_stack), screen.text()))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("key", LEAVING)
@pytest.mark.parametrize("trouble", [False, True], ids=["notice", "trouble"])
def test_a_box_is_left_once_by_a_key_that_comes_twice_at_once(trouble: bool, key: str, tmp_path: Path) -> None:
    seen = []
    for at_once in (False, True):
        store = Troubled(tmp_path / "answers.yaml", Unsaved("full", "answers.yaml")) if trouble else None
        told = desk(tmp_path, every_type(), at="listen", store=store, misfits=() if trouble else ("m",))
        with on_screen(told) as screen:
            screen.press(*(["4"] if trouble else []))
            if at_once:
                screen.burst(key, key)
            else:
                screen.press(key, key)
            seen.append((len(screen.app.screen_stack), screen.text()))
        (tmp_path / "answers.yaml").unlink(missing_ok=True)
    assert seen[0] == seen[1]


def test_the_result_may_be_opened_and_closed_at_once(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL), at="listen")) as screen:
        screen.burst("ctrl+r", "r", "escape", "escape")
        assert "Somebody listens" in screen.text()
        screen.burst("ctrl+r", "r", "w", "down", "1", "escape", "w", "escape", "escape", "escape")
        assert "Somebody listens" in screen.text()


def test_an_answer_that_is_typed_at_once_with_what_follows_is_taken(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type())) as screen:
        screen.burst(*"2019-05-01", "enter", "4", "ctrl+b", "ctrl+n", *"As of May", "enter", "ctrl+f", *"bacd")
        assert value(screen, "since") == "2019-05-01"
        assert value(screen, "listen") == {"value": 4, "note": "As of May"}
        assert value(screen, "policy") == "some"
        assert screen.here is not None and screen.here.id == "channels"


def test_a_box_that_is_clicked_twice_is_left_once(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen", people=("Ana", "Björn"))) as screen:
        screen.press("4")
        curtain = screen.app.screen
        assert isinstance(curtain, Curtain)
        curtain.on_click()
        curtain.on_click()
        screen.settle()
        assert screen.desk.say("t_voice", name="Björn") in screen.text()


# ---- leaving ----


@pytest.mark.parametrize(("key", "ending"), [("ctrl+q", "left"), ("ctrl+c", "interrupted")])
@pytest.mark.parametrize("first", [(), ("?",), ("ctrl+t",), ("/",), ("ctrl+r",), ("ctrl+r", "r"), ("ctrl+r", "r", "w")])
def test_every_screen_is_left_by_the_same_keys(key: str, ending: str, first: tuple[str, ...], tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen")) as screen:
        screen.press(*first, key)
        assert screen.app.return_value == ending


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
@pytest.mark.parametrize("name", ["listen", "hours", "P1"])
def test_leaving_keeps_a_note_that_is_being_written(key: str, name: str, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at=name)) as screen:
        screen.press("ctrl+n", *"half a sen", key)
        saved = screen.saved()
        assert (saved.answers | saved.risks)[name].note == "half a sen"  # type: ignore[union-attr]  # no bare word


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signal here")
def test_a_terminal_that_is_closed_keeps_a_note_that_is_being_written(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen")) as screen:
        screen.press("ctrl+n", *"half a sen")
        assert signal.getsignal(signal.SIGHUP) is not signal.SIG_DFL
        os.kill(os.getpid(), signal.SIGHUP)
        screen.settle()
        assert screen.app.return_value == "interrupted"
        assert beside(screen, "listen").note == "half a sen"


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
@pytest.mark.parametrize(
    ("name", "keys", "kept"),
    [
        pytest.param("channels", ("a", "c"), ["video", "sound"], id="ticks"),
        pytest.param("remark", tuple("A long te"), "A long te", id="text"),
    ],
)
def test_leaving_keeps_an_answer_that_is_being_given(
    name: str, keys: tuple[str, ...], kept: object, key: str, tmp_path: Path
) -> None:
    with on_screen(desk(tmp_path, every_type(), at=name)) as screen:
        screen.press(*keys, key)
        assert (tmp_path / "answers.yaml").exists()
        assert value(screen, name) == kept


# ---- scores, hidden and in view ----


def telling(screen: Screen) -> list[str]:
    """Whatever on the screen tells how the answers are scored."""
    titles = ["Seedling", "Tall tree", "Outdoors", "All ears", "Loudspeaker"]
    text = screen.text()
    percentages = [each for each in re.findall(r"\d+(?:\.\d+)? ?%", text) if f"{each} a year" not in text]
    return [each for each in titles if each in text] + percentages


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_no_score_is_in_view_while_answering(size: tuple[int, int], tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL), at="since"), size) as screen:
        seen = []
        while screen.here is not None:
            assert telling(screen) == [], screen.text()
            seen.append(screen.here.id)
            screen.press("ctrl+f")
        assert seen == [*ANSWERS, "P1", "N1", "O1"]
        for key in ("ctrl+t", "ctrl+l"):
            screen.press("escape", key)
            assert telling(screen) == [], screen.text()


def test_scores_are_in_view_where_they_are_asked_for(tmp_path: Path) -> None:
    live = desk(tmp_path, every_type(), begun(every_type(), ALL), at="listen", live=True)
    with on_screen(live, (200, 40)) as screen:
        assert in_one_line(live.assess(live.interview.response)) in screen.text()
        screen.press("1")
        after = in_one_line(live.assess(live.interview.response))
        assert after in screen.text()
        assert telling(screen) != []


# ---- a meeting ----


def test_nobody_sees_an_answer_before_all_have_answered(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen", people=("Ana", "Björn"))) as screen:
        assert screen.desk.say("t_voice", name="Ana") in screen.text()
        screen.press("4")
        for key in ("z", "enter"):  # the curtain, then the second turn
            assert CHOSEN not in screen.text()
            assert "Ana" not in screen.text()
            assert "Agree" not in screen.line(screen.desk.say("i_saved", answer=""))
            screen.press(key)
        assert screen.desk.say("t_voice", name="Björn") in screen.text()
        assert CHOSEN not in screen.text() and "Ana" not in screen.text()
        assert f"{HERE} 1" in screen.text()  # the cursor is not where the first person left it
        screen.press("2")
        assert screen.desk.say("t_all_answered") in screen.text()


def test_nothing_of_an_answer_is_in_view_before_the_room_is_ready_for_it(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen", people=("Ana", "Björn")), WIDE) as screen:
        screen.press("4", "enter", "2")
        assert screen.desk.say("t_all_answered") in screen.text()
        assert "Ana" not in screen.text() and "Björn" not in screen.text()
        screen.press("enter")
        assert "Ana" in screen.line("Agree") and "Björn" in screen.line("Disagree")


def test_each_file_holds_its_own_and_the_room_agrees_with_dissent(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen", people=("Ana", "Björn", "Cho"))) as screen:
        screen.press("4", "enter", "ctrl+n", *"Not since May", "enter", "2", "enter", "u", "enter")
        assert not (tmp_path / "answers.yaml").exists()
        assert on_disk(tmp_path / "answers.ana.yaml").answers == {"listen": Answer(value=4)}
        assert on_disk(tmp_path / "answers.björn.yaml").answers == {"listen": Answer(value=2, note="Not since May")}
        assert on_disk(tmp_path / "answers.cho.yaml").answers == {"listen": Answer(value="dont_know")}
        assert screen.desk.say("t_agree") in screen.text()
        screen.press("4")
        assert value(screen, "listen") == {
            "value": 4,
            "dissent": [{"respondent": "Björn", "value": 2, "note": "Not since May"}],
        }


def test_whose_turn_it_is_is_said_at_every_question(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen", people=("Ana", "Björn"))) as screen:
        screen.press("4", "enter", "2", "enter", "4")
        assert screen.here is not None and screen.here.id == "policy"
        assert "Ana" in screen.rows()[-2]
        screen.press("a", "enter")
        assert "Björn" in screen.rows()[-2]


@pytest.mark.parametrize(
    ("name", "first", "second", "shown"),
    [
        pytest.param("policy", ("a",), ("c",), ("None", "All of them"), id="choice"),
        pytest.param("channels", ("a", "b", "enter"), ("b", "enter"), ("Video", "Words"), id="ticks"),
        pytest.param("hours", ("1", "2", "enter"), ("3", "4", "enter"), ("12", "34"), id="number"),
        pytest.param("since", (*"2019-05-01", "enter"), (*"2020-06-02", "enter"), ("2019-05-01", "2020-06-02"), id="date"),
        pytest.param("remark", (*"Much", "enter"), (*"Little", "enter"), ("Much", "Little"), id="text"),
        pytest.param("areas", tuple("111111"), tuple("555555"), ("Strongly disagree", "Strongly agree"), id="grid"),
        pytest.param("P1", ("1", "2"), ("3", "4"), ("Rare", "Minor"), id="risk"),
    ],
)  # fmt: skip
def test_the_reveal_shows_who_answered_what(
    name: str, first: tuple[str, ...], second: tuple[str, ...], shown: tuple[str, str], tmp_path: Path
) -> None:
    with on_screen(desk(tmp_path, every_type(), at=name, people=("Ana", "Björn")), WIDE) as screen:
        screen.press(*first, "enter", *second, "enter")
        assert screen.desk.say("t_agree") in screen.text()
        assert "Ana" in screen.text() and "Björn" in screen.text()
        assert all(words in screen.text() for words in shown)


def test_another_round_takes_every_answer_back(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="policy", people=("Ana", "Björn"))) as screen:
        screen.press("a", "enter", "c", "enter", "ctrl+v")
        assert screen.desk.say("t_voice", name="Ana") in screen.text()
        for name in ("ana", "björn"):
            answers = on_disk(tmp_path / f"answers.{name}.yaml").answers
            assert answers.get("policy", Answer()).value is None
        screen.press("b", "enter", "b", "enter")
        assert "Ana" in screen.line("Some") and "Björn" in screen.line("Some")
        screen.press("b")
        assert value(screen, "policy") == "some"


def test_another_round_is_not_begun_in_the_middle_of_one(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="policy", people=("Ana", "Björn"))) as screen:
        screen.press("a", "enter", "ctrl+v")
        assert on_disk(tmp_path / "answers.ana.yaml").answers["policy"].value == "none"
        assert screen.desk.say("t_voice", name="Björn") in screen.text()


@pytest.mark.parametrize("key", ["ctrl+f", "right"])
def test_a_person_may_pass(key: str, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="policy", people=("Ana", "Björn"))) as screen:
        screen.press(key)
        assert screen.desk.say("t_next_person", name="Björn") in screen.text()
        screen.press("enter", "c", "enter")
        assert screen.desk.say("t_agree") in screen.text()
        assert "Ana" not in screen.text()
        assert not (tmp_path / "answers.ana.yaml").exists()
        screen.press("a")
        assert value(screen, "policy") == {"value": "none", "dissent": [{"respondent": "Björn", "value": "all"}]}


def test_a_meeting_shows_no_score_before_the_report(tmp_path: Path) -> None:
    room = desk(tmp_path, every_type(), begun(every_type(), ALL), at="since", people=("Ana", "Björn"))
    for voice in room.sitting.voices:
        voice.response = begun(every_type(), ALL, name=voice.name)
    with on_screen(room, WIDE) as screen:
        while screen.here is not None:
            assert telling(screen) == [], screen.text()
            screen.press("ctrl+f")
        assert telling(screen) == [], screen.text()
        screen.press("r")
        assert telling(screen) != []


def test_the_agenda_counts_the_time_of_each_section(tmp_path: Path) -> None:
    clock = HandClock()
    with on_screen(desk(tmp_path, every_type(), meeting=True, minutes=11, clock=clock), WIDE) as screen:
        assert screen.desk.say("t_time_left", used="0:00", planned="1:00", left="11:00") in screen.text()
        clock.now = 75.0
        screen.press("ctrl+f")
        assert screen.desk.say("t_time_left", used="0:00", planned="4:00", left="9:45") in screen.text()
        assert "1:15/1:00" in screen.text()
        clock.now = 700.0
        screen.press("1")
        assert screen.desk.say("t_time_left", used="10:25", planned="4:00", left="−0:40") in screen.text()


def test_time_goes_on_for_a_section_after_a_look_at_the_review(tmp_path: Path) -> None:
    clock = HandClock()
    with on_screen(desk(tmp_path, every_type(), meeting=True, minutes=11, clock=clock), WIDE) as screen:
        screen.press("ctrl+r", "escape")
        clock.now = 60.0
        screen.press("ctrl+f", "ctrl+b")
        assert screen.desk.say("t_time_left", used="1:00", planned="1:00", left="10:00") in screen.text()


@pytest.mark.parametrize("key", ["enter", "space", "b", "right", "ctrl+f", "escape"])
def test_keys_typed_ahead_never_answer_for_the_next_person(key: str, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="policy", people=("Ana", "Björn"))) as screen:
        screen.burst("a", *[key] * 6)
        assert screen.desk.say("t_next_person", name="Björn") in screen.text()
        assert not (tmp_path / "answers.björn.yaml").exists()
        screen.burst("enter", after=GRACE / 2)
        assert screen.desk.say("t_next_person", name="Björn") in screen.text()
        screen.burst("enter", *[key] * 6, after=GRACE)
        assert screen.desk.say("t_voice", name="Björn") in screen.text()
        screen.burst(key, after=GRACE / 2)
        assert screen.desk.say("t_voice", name="Björn") in screen.text()
        assert not (tmp_path / "answers.björn.yaml").exists()
        screen.burst("c", after=GRACE)
        assert on_disk(tmp_path / "answers.björn.yaml").answers["policy"].value == "all"
        assert on_disk(tmp_path / "answers.ana.yaml").answers["policy"].value == "none"


def test_keys_typed_ahead_never_show_what_was_answered_nor_agree_on_it(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="policy", people=("Ana", "Björn"))) as screen:
        screen.press("a", "enter")
        screen.burst("b", "enter", "enter", "a", after=1.0)
        assert screen.desk.say("t_all_answered") in screen.text()
        screen.burst("enter", "c", "enter", after=1.0)
        assert screen.desk.say("t_agree") in screen.text()
        assert not (tmp_path / "answers.yaml").exists()
        screen.burst("b", "a", "enter", after=1.0)
        assert value(screen, "policy") == {"value": "some", "dissent": [{"respondent": "Ana", "value": "none"}]}
        assert screen.here is not None and screen.here.id == "channels"
        assert screen.desk.say("t_voice", name="Ana") in screen.text()
        assert "channels" not in on_disk(tmp_path / "answers.ana.yaml").answers


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
def test_right_after_a_handover_one_may_leave(key: str, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="policy", people=("Ana", "Björn"))) as screen:
        screen.burst("a", key)
        assert screen.app.return_value in ("left", "interrupted")


def test_whoever_is_alone_may_type_ahead(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen")) as screen:
        screen.burst("4", "b", "ctrl+t", "up", "enter", *"2020-01-01", "enter")
        assert {name: plain_answer(each) for name, each in screen.saved().answers.items()} == {
            "listen": 4,
            "policy": "some",
            "since": "2020-01-01",
        }


@pytest.mark.parametrize("key", ["escape", "left"])
@pytest.mark.parametrize("people", [("Ana", "Björn"), ("Ana",)], ids=["another person", "the room"])
def test_from_a_handover_one_goes_back_to_the_answer_just_given(
    people: tuple[str, ...], key: str, tmp_path: Path
) -> None:
    with on_screen(desk(tmp_path, every_type(), at="policy", people=people), WIDE) as screen:
        screen.press("b", key)
        assert screen.desk.say("t_voice", name="Ana") in screen.text()
        assert CHOSEN in screen.line("Some")
        assert "◂" not in screen.text()
        screen.press("c")
        assert on_disk(tmp_path / "answers.ana.yaml").answers["policy"].value == "all"
        screen.press("enter")
        assert CHOSEN not in screen.text()
        if "Björn" in people:
            assert screen.desk.say("t_voice", name="Björn") in screen.text()
            screen.press("a", key)
            assert CHOSEN in screen.line("None") and "Ana" not in screen.text()
            screen.press("right", "enter")
            assert "Björn" in screen.line("None")
        assert "Ana" in screen.line("All of them")


# ---- trouble ----

KINDS = ("changed", "full", "denied", "gone", "failed")


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_that_is_not_on_disk_is_told_and_not_taken(kind: str, tmp_path: Path) -> None:
    why = Unsaved(kind, "answers.yaml", "no such luck")  # type: ignore[arg-type]  # one of the kinds
    store = Troubled(tmp_path / "answers.yaml", why)
    with on_screen(desk(tmp_path, every_type(), at="listen", store=store)) as screen:
        screen.press("4")
        assert unsaved_words(why, "en") in " ".join(screen.text().replace("┃", "").split())
        assert screen.desk.interview.response.answers == {}
        assert screen.here is not None and screen.here.id == "listen"
        screen.press("1")  # still in trouble
        assert screen.desk.say("t_try_again") in screen.text()
        store.why = None
        screen.press("1")
        assert value(screen, "listen") == 4
        assert screen.here.id == "policy"


def test_from_trouble_one_goes_back_to_the_question(tmp_path: Path) -> None:
    store = Troubled(tmp_path / "answers.yaml", Unsaved("full", "answers.yaml"))
    with on_screen(desk(tmp_path, every_type(), at="P1", store=store)) as screen:
        for key in ("3", "escape"):
            screen.press("4", key)
            assert screen.desk.say("t_try_again") not in screen.text()
            assert screen.here is not None and screen.here.id == "P1"
            assert CHOSEN not in screen.text()
        store.why = None
        screen.press("2", "3")
        assert screen.saved().risks["P1"] == RiskRating(likelihood=2, impact=3)


def test_the_cursor_stands_where_enter_acts_after_an_answer_was_not_taken(tmp_path: Path) -> None:
    store = Troubled(tmp_path / "answers.yaml", Unsaved("full", "answers.yaml"))
    with on_screen(desk(tmp_path, every_type(), at="listen", store=store)) as screen:
        screen.press("4", "3")
        assert screen.line("Agree").split()[0] == HERE
        store.why = None
        screen.press("enter")
        assert value(screen, "listen") == 4


def test_answers_are_kept_elsewhere_from_then_on(tmp_path: Path) -> None:
    begun_with = begun(every_type(), {"answers": {"since": "dont_know"}})
    store = Troubled(tmp_path / "answers.yaml", Unsaved("full", str(tmp_path / "answers.yaml")))
    taken, free = tmp_path / "answers-2.yaml", tmp_path / "answers-2.yaml.more.yaml"
    taken.touch()
    with on_screen(desk(tmp_path, every_type(), begun_with, at="listen", store=store)) as screen:
        screen.press("4", "2")
        assert screen.typed == str(taken)
        screen.press("enter")
        assert screen.typed == str(taken)
        assert screen.desk.interview.response is begun_with
        screen.press(*".more.yaml", "enter")
        assert on_disk(free).answers == {"since": Answer(value="dont_know"), "listen": Answer(value=4)}
        screen.press("b")
        assert on_disk(free).answers["policy"] == Answer(value="some")
        assert taken.read_bytes() == b""


def test_the_name_of_another_place_can_be_edited(tmp_path: Path) -> None:
    store = Troubled(tmp_path / "answers.yaml", Unsaved("full", "answers.yaml"))
    with on_screen(desk(tmp_path, every_type(), at="listen", store=store)) as screen:
        screen.press("4", "2", "home", "delete", "A", "end", "left", "backspace", "M", "right", "s")
        assert screen.typed == "Answers-2.yaMls"


def test_looking_for_another_place_can_be_given_up(tmp_path: Path) -> None:
    store = Troubled(tmp_path / "answers.yaml", Unsaved("denied", "answers.yaml"))
    with on_screen(desk(tmp_path, every_type(), at="listen", store=store)) as screen:
        screen.press("4", "2", *"3", "escape")
        assert screen.desk.say("t_try_again") in screen.text()
        screen.press("3")
        assert screen.here is not None and screen.here.id == "listen"


def test_a_persons_answers_are_kept_elsewhere_too(tmp_path: Path) -> None:
    room = desk(tmp_path, every_type(), at="listen", people=("Ana", "Björn"))
    path = tmp_path / "answers.ana.yaml"
    room.sitting.voices[0].store = Troubled(path, Unsaved("full", str(path)))
    with on_screen(room) as screen:
        screen.press("4", "2", "enter")
        assert on_disk(tmp_path / "answers.ana-2.yaml").answers == {"listen": Answer(value=4)}
        assert room.sitting.store is not None and Path(room.sitting.store.place).name == "answers.yaml"


def test_a_note_is_not_lost_where_it_cannot_be_saved_and_the_person_leaves(tmp_path: Path) -> None:
    store = Troubled(tmp_path / "answers.yaml", Unsaved("full", "answers.yaml"))
    with on_screen(desk(tmp_path, every_type(), at="listen", store=store)) as screen:
        screen.press("ctrl+n", *"mine", "ctrl+q")
        assert screen.app.return_value is None
        assert screen.desk.say("t_try_again") in screen.text()
        store.why = None
        screen.press("1")
        assert beside(screen, "listen").note == "mine"


# ---- looking only ----


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("listen", ("2",)),
        ("channels", ("b", "enter")),
        ("areas", ("1",)),
        ("P1", ("5",)),
        ("hours", ("enter",)),
        ("listen", ("!",)),
        ("listen", ("ctrl+o",)),
        ("listen", ("ctrl+n",)),
        ("listen", ("delete",)),
    ],
)
def test_whoever_only_looks_changes_nothing(name: str, keys: tuple[str, ...], tmp_path: Path) -> None:
    response = begun(every_type(), ALL)
    with on_screen(desk(tmp_path, every_type(), response, at=name, read_only=True)) as screen:
        assert screen.desk.say("t_reading") in screen.text()
        screen.press(*keys)
        assert screen.desk.say("r_read_only") in screen.text()
        assert screen.here is not None and screen.here.id == name
        assert screen.desk.interview.response is response
        screen.press("ctrl+r", "r")
        assert telling(screen) != []
        assert list(tmp_path.iterdir()) == []


def test_whoever_only_looks_sees_the_ticks_that_are_in_the_file(tmp_path: Path) -> None:
    response = begun(every_type(), ALL)
    with on_screen(desk(tmp_path, every_type(), response, at="channels", read_only=True)) as screen:
        screen.press("b", "a")
        assert [TICKED in screen.line(words) for words in ("Video", "Words", "Sound")] == [True, False, True]


# ---- the screen ----

PLACES: dict[str, tuple[str, ...]] = {
    "scale": ("listen",),
    "number": ("hours",),
    "grid": ("areas",),
    "risk": ("P1",),
    "note": ("listen", "ctrl+n", "a"),
    "keys": ("listen", "?"),
    "map": ("listen", "ctrl+t"),
    "search": ("listen", "/", "s"),
    "report": ("listen", "ctrl+r", "r"),
    "what-if": ("listen", "ctrl+r", "r", "w", "down"),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_screen_may_change_its_size_at_any_time(place: str, tmp_path: Path) -> None:
    name, *keys = PLACES[place]
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL), at=name)) as screen:
        screen.press(*keys)
        before = screen.text()
        for size in ((200, 60), (60, 15), NARROW):
            screen.resize(*size)
            assert len(screen.rows()) == size[1]
        assert screen.text() == before
        for size in ((20, 5), (1, 1), (60, 15), NARROW):
            screen.resize(*size)
            screen.press("down", "up")
        assert len(screen.rows()) == 24


@pytest.mark.parametrize("size", [(60, 15), (200, 60)])
def test_questions_are_answered_at_any_size(size: tuple[int, int], tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type()), NARROW) as screen:
        screen.resize(*size)
        screen.press(*"2019-05-01", "enter", "4", "b", "a", "c", "enter", "y", *"12", "enter", *"12345u")
        screen.press(*"Nothing else.", "enter", "2", "3", "4", "3", "3", "2")
        assert plain_response(screen.saved()) == plain_response(begun(every_type(), ALL))
        assert screen.here is None


@pytest.mark.parametrize("name", ["listen", "channels", "areas", "P1", "hours"])
def test_the_line_under_the_cursor_is_in_view_on_a_low_screen(name: str, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at=name), (60, 15)) as screen:
        for half in ((), ("right",)) if name == "P1" else ((),):
            screen.press(*half)
            for key in [*["down"] * 8, *["up"] * 8]:
                screen.press(key)
                here = [row for row in screen.rows() if re.search(rf"{HERE} .*[{FREE}{CHOSEN}\[]", row)]
                assert len(here) == 1 or (name == "hours" and screen.app.focused), f"{key}\n{screen.text()}"


@pytest.mark.parametrize("key", ["ctrl+t", "ctrl+l", "/", "ctrl+r"])
def test_the_line_under_the_cursor_is_in_view_in_a_list(key: str, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, shipped("quick-check"), at="P5"), (60, 15)) as screen:
        screen.press(key)
        for move in ("z", "down", "up", "end", "home", "pagedown", "down", "pageup"):
            if move != "z":
                screen.press(move)
            assert sum(bool(re.match(rf" {HERE} ", row)) for row in screen.rows()) == 1, f"{move}\n{screen.text()}"


@pytest.mark.parametrize("size", [NARROW, (120, 16)])
def test_whatever_stands_behind_a_question_can_be_scrolled_to(size: tuple[int, int], tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, shipped("quick-check"), at="purpose_stated"), size) as screen:
        seen = ""
        for _ in range(5):
            seen += " ".join(screen.text().split())
            screen.press("pagedown")
        assert "the choice was right." in seen.replace("│ ", "")


@pytest.mark.parametrize("height", [24, 20])
def test_what_follows_for_every_course_is_in_view_while_another_answer_is_tried(height: int, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), begun(every_type(), ALL)), (80, height)) as screen:
        screen.press("r", "w")
        beside = " ".join(row.partition("│")[2] for row in screen.rows())
        for stance in screen.desk.assess(screen.desk.interview.response).stances:
            assert stance.title in beside
            assert f" {amount(stance.exposure, 'en')} " in f"{beside} "


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_keys_say_how_to_scroll_and_go_back(language: str, tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, shipped("quick-check"), language=language)) as screen:
        screen.press("f1")
        assert screen.desk.say("t_any_key") in screen.text()
        screen.press("pagedown", "pagedown")
        assert screen.desk.say("t_h_leave") in screen.text()
        screen.press("enter")
        assert screen.desk.say("t_any_key") not in screen.text()


@pytest.mark.parametrize("key", ["?", "f1"])
@pytest.mark.parametrize("place", [*OPENED, "trouble", "curtain", "field"])
def test_the_keys_are_shown_on_every_screen(place: str, key: str, tmp_path: Path) -> None:
    people = ("Ana", "Björn") if place == "curtain" else ()
    why = Unsaved("full", "answers.yaml") if place == "trouble" else None
    store = Troubled(tmp_path / "answers.yaml", why)
    at = "remark" if place == "field" else "listen"
    with on_screen(desk(tmp_path, every_type(), at=at, people=people, store=store), WIDE) as screen:
        screen.press(*("4" if place in ("trouble", "curtain") else OPENED.get(place, ())))
        before = screen.text()
        screen.press(key)
        if place == "keys":
            assert screen.desk.say("t_keys_title") not in screen.text()
            return
        if key == "?" and place in ("search", "field"):
            assert screen.typed.endswith("?")
            return
        assert screen.desk.say("t_h_leave") in screen.text()
        own = screen.app.screen_stack[-2].hint()  # type: ignore[attr-defined]  # one of ours
        assert own[:20] in screen.text()
        screen.press("enter")
        assert screen.text() == before


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_live_scores_are_in_view_whole(language: str, size: tuple[int, int], tmp_path: Path) -> None:
    bakery = example("quick-bakery")
    told = desk(tmp_path, shipped("quick-check"), bakery, at="purpose_stated", live=True, language=language)
    with on_screen(told, size) as screen:
        words = " ".join(screen.text().split())
        assert " ".join(in_one_line(told.assess(told.interview.response)).split()) in words


@pytest.mark.parametrize("language", ["en", "fr"])
def test_whose_turn_it_is_is_said_whole_on_a_narrow_screen(language: str) -> None:
    words = say(language, "t_voice", name="Marguerite Oyelaran")
    assert cell_len(words) <= 78, words


def test_the_looks_change_and_change_back(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, every_type(), at="listen")) as screen:
        text, first = screen.text(), screen.pieces()
        screen.press("ctrl+y")
        assert screen.text() == text
        assert {piece.ground for piece in screen.pieces()}.isdisjoint({piece.ground for piece in first})
        screen.press("ctrl+y")
        assert screen.pieces() == first


def test_a_projected_meeting_is_light_and_a_person_alone_has_it_dark(tmp_path: Path) -> None:
    grounds = []
    for meeting in (True, False):
        with on_screen(desk(tmp_path, every_type(), meeting=meeting)) as screen:
            grounds.append(int(screen.pieces()[-1].ground[1:3], 16))
    assert grounds[0] > 128 > grounds[1]


ODD = "[bold red]x[/] {y} %s \\ $z ~ `q` [@click=app.quit]w[/] \x1b[31mk\x07 \u202el"


def odd_questionnaire() -> Questionnaire:
    """Every text of it full of what a terminal, Rich or Textual would obey."""
    choices = [{"value": 0, "label": f"a{ODD}"}, {"value": 1, "label": f"b{ODD}"}]
    common: dict[str, object] = {
        "text": f"T{ODD}",
        "help": f"H{ODD}",
        "why": f"W{ODD}",
        "evidence": f"E{ODD}",
        "anchors": {"low": f"L{ODD}", "high": f"G{ODD}"},
    }
    questions: list[dict[str, object]] = [
        {"id": "q1", "type": "choice", "choices": choices, **common},
        {"id": "q2", "type": "choices", "choices": choices, **common},
        {"id": "q3", "type": "number", "unit": f"U{ODD}", "min": 0, "max": 9, **common},
        {"id": "q4", "type": "grid", "choices": choices, "rows": [{"id": "r", "text": f"R{ODD}"}], **common},
        {"id": "q5", "type": "text", **common},
    ]
    return Questionnaire.model_validate(
        {
            "format": 1,
            "id": "odd",
            "version": "1",
            "title": f"Q{ODD}",
            "unit": f"U{ODD}",
            "sections": [{"id": "s", "title": f"S{ODD}", "about": f"A{ODD}", "questions": questions}],
            "risks": [
                {"id": "P1", "side": "participating", "title": f"P{ODD}", "text": f"T{ODD}"},
                {"id": "N1", "side": "not_participating", "title": f"N{ODD}", "text": f"T{ODD}"},
            ],
            "levels": [{"id": "l", "title": f"V{ODD}", "from": 0, "meaning": f"M{ODD}"}],
        }
    )


def test_texts_that_a_terminal_would_obey_are_shown_as_they_are_written(tmp_path: Path) -> None:
    odd = odd_questionnaire()
    said = {"value": 1, "note": f"n{ODD}", "evidence": [f"e{ODD}"]}
    response = begun(odd, {"organization": f"O{ODD}", "answers": {"q1": said, "q5": f"w{ODD}"}})
    told = desk(tmp_path, odd, response, at="q1", misfits=(f"m{ODD}",))
    harmless = r"[bold red]x[/] {y} %s \ $z ~ `q` [@click=app.quit]w[/] \x1b[31mk\x07 \u202el"

    def unharmed(*first: str) -> None:
        text = screen.text()
        assert not ACTING.search(text.replace("\n", "")), text
        words = " ".join(text.replace("┃", " ").split())
        assert [each for each in first if f"{each}{harmless}" not in words] == [], words

    with on_screen(told, (380, 100)) as screen:
        unharmed("m")
        screen.press("enter")
        unharmed("Q", "O", "S", "T", "a", "b", "n", "e")
        screen.resize(109, 100)
        unharmed("T", "H", "W", "E", "L", "G", "a", "b", "n", "e")
        screen.press("ctrl+n")
        assert not ACTING.search(screen.text().replace("\n", ""))
        screen.press("escape", "1")
        unharmed(f"{screen.desk.say('i_saved', answer='b')}", "T", "a")
        screen.press("0", "enter")
        unharmed("T")
        screen.press("5", "enter")
        unharmed("T", "R", "a")
        screen.press("0")
        unharmed("T")
        screen.press("ctrl+f")
        unharmed("P", "T")
        for keys in (("ctrl+t",), ("escape", "ctrl+l"), ("escape", "/"), ("escape", "ctrl+r"), ("r",), ("w",)):
            screen.press(*keys)
            assert not ACTING.search(screen.text().replace("\n", "")), keys
            screen.resize(60, 15)
            screen.resize(380, 100)
            assert not ACTING.search(screen.text().replace("\n", "")), keys


@pytest.mark.parametrize("name", ["listen", "remark"])
def test_words_that_are_only_looked_at_stay_as_they_are(name: str, tmp_path: Path) -> None:
    odd = begun(every_type(), {"answers": {"listen": {"value": 4, "note": ODD}, "remark": ODD}})
    with on_screen(desk(tmp_path, every_type(), odd, at=name)) as screen:
        screen.press(*(("ctrl+n", "enter") if name == "listen" else ("enter",)))
        assert screen.desk.interview.response.answers == odd.answers


def test_a_click_on_markup_in_a_text_does_nothing_of_its_own(tmp_path: Path) -> None:
    with on_screen(desk(tmp_path, odd_questionnaire()), (380, 100)) as screen:
        for nth in range(4):
            screen.click("@click", nth=nth)
            assert screen.app.is_running
            assert screen.app.return_value is None


def test_names_that_a_terminal_would_obey_are_shown_as_they_are_written(tmp_path: Path) -> None:
    name = "[b]Z\x1b[0m"
    with on_screen(desk(tmp_path, every_type(), at="policy", people=("Ana", name)), WIDE) as screen:
        screen.press("a")
        assert r"[b]Z\x1b[0m" in screen.text()
        screen.press("enter", "b", "enter")
        assert r"[b]Z\x1b[0m" in screen.line("Some")
        assert not ACTING.search(screen.text().replace("\n", ""))


def test_a_long_notice_is_scrolled_and_then_left(tmp_path: Path) -> None:
    misfits = tuple(f"answers.q{n}: there is no question `q{n}`" for n in range(60))
    with on_screen(desk(tmp_path, every_type(), misfits=misfits)) as screen:
        assert "answers.q0" in screen.text()
        for _ in range(10):
            screen.press("pagedown")
        assert "answers.q59" in screen.text()
        screen.press("enter")
        assert "answers.q" not in screen.text()


# ---- both front ends ----


def test_the_same_answers_give_the_same_file_full_screen_and_line_by_line(tmp_path: Path) -> None:
    quick = shipped("quick-check")
    lines = ["a", "c", "a d", "/note Asked in May", "2", "/evidence The minutes; A plan", "/confidence high", "3"]
    keys = ["a", "c", "a", "d", "enter", "ctrl+n", *"Asked in May", "enter", "2"]
    keys += ["ctrl+e", *"The minutes", "ctrl+j", *"A plan", "enter", "ctrl+o", "ctrl+o", "ctrl+o", "3"]
    lines += ["b c", "/flag", "1", "n", "2", "u", "1", "x", "2", "3", "1", "7.5", "48"]
    keys += ["b", "c", "enter", "!", "1", "n", "2", "u", "1", "x", "2", "3", "1", *"7.5", "enter", *"48", "enter"]
    ratings = ["1", "2", "2", "3", "3", "4", "4", "5", "5", "1", "u", "1", "x", "3", "3", "2", "u", "1", "1", "4", "4", "2", "2", "3", "3"]  # fmt: skip
    path = tmp_path / "plain.yaml"
    plain = run(
        "assess", "quick-check", "--plain", "-o", path, "--date", "2026-03-31", "--respondent", "Sam", "--lang", "en",
        stdin="\n".join([*lines, *ratings, "", ""]),
    )  # fmt: skip
    assert plain.code == 0, plain.out + plain.err
    response = begun(quick, name="Sam").model_copy(update={"language": "en"})
    with on_screen(desk(tmp_path, quick, response)) as screen:
        screen.press(*keys, *ratings)
        assert screen.here is None, screen.text()
        assert screen.desk.interview.progress() == Progress(answered=28, total=28)
        assert plain_response(screen.saved()) == plain_response(on_disk(path))
