"""What a plan says: one line for each question, tasks that can be done, figures that agree, and no more than is so."""

from __future__ import annotations

import csv
import io
import re
from functools import cache

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from readiness.cli.exit_codes import ExitCode
from readiness.model.decision import Improvement, NoPlan, Plan
from readiness.reports.numbers import tenth
from readiness.reports.plan_sentences import days, plan_sentence
from readiness.reports.plan_steps import change, first_sentence, task
from readiness.reports.work_list import work_list
from readiness.reports.work_list_csv import work_list_csv
from readiness.reports.work_list_markdown import work_list_markdown
from readiness.reports.work_list_xlsx import work_list_xlsx
from tests.running import run
from tests.test_plan_command import EXAMPLES
from tests.test_plan_command import example as said
from tests.test_work_list import THREE, assessment, plan_of, step

example = cache(said)
"""A run of the command, done once for all that is asked of it."""


# ---- certain or not ----


def test_a_level_that_could_turn_out_lower_is_not_said_to_be_reached_already() -> None:
    out = example("northern-clinics", "--to", "aware")
    assert "reached already" not in out
    assert "“Aware” is reached as far as is known, but for certain only “Unprepared”" in out
    assert "Level: Aware (for certain only Unprepared) → Aware\n" in out


def test_a_course_that_fits_without_being_certain_to_is_said_to_fit_as_far_as_is_known() -> None:
    plan = Plan.model_validate_json(
        run("plan", EXAMPLES / "quick-bakery.yaml", "--to", "engage", "--format", "json").out
    )
    assert plan.certain
    unsure = plan.model_copy(update={"certain": False})
    assert plan_sentence(unsure, assessment()).startswith(
        "“Participer” fits as far as is known, but not all that it needs"
    )


def test_what_comes_next_names_the_course_that_it_is_too_close_to() -> None:
    out = example("northern-clinics", "--to", "stay_out")
    assert "“Listen” is too close to “Stay out” to call; what would make “Listen” clearly better" in out


def test_what_hardly_differs_is_not_said_to_be_the_least_without_more() -> None:
    said = (
        r"on average it exposes to the least \(\d+ points a year, against \d+ for “Listen”\), but “Stay out” and “Listen” "
        r"would be too close to call \("
    )
    assert re.search(said, example("northern-clinics", "--to", "prepared"))


def test_a_course_that_exposes_to_less_than_the_one_that_fits_is_not_kept_from_the_reader() -> None:
    out = example("prairie-securities", "--to", "stay_out")
    assert "Of the courses whose needs are met “Listen” exposes to the least: 153 points a year, against 191" in out
    assert "“Engage” would expose to still less, 122, but what it needs is not all in place." in out


# ---- what exposures count ----


@pytest.mark.parametrize("style", ["plain", "csv"])
def test_exposures_are_shown_with_how_many_risks_they_count(style: str) -> None:
    out = example("northern-clinics", "--format", style)
    assert "22 of 32 risks" in out
    assert "risks rated" not in example("harbour-city", "--format", style)


def test_the_explanation_of_a_plan_says_how_many_risks_its_exposures_count() -> None:
    out = run("explain", EXAMPLES / "northern-clinics.yaml", "plan").out
    assert "Exposures count only the 22 of 32 risks that are rated; the others could change them." in out


# ---- rounding ----


@pytest.mark.parametrize(
    ("effort", "shown"),
    [(6.04, 6.0), (6.05, 6.1), (11.8333333, 11.8), (0.75, 0.8), (0.125, 0.1), (2.0, 2.0)],
)
def test_person_days_are_rounded_to_the_nearest_tenth_half_up(effort: float, shown: float) -> None:
    assert tenth(effort) == shown


def test_what_takes_anything_is_never_shown_as_nothing() -> None:
    assert days(0.01, "en") == "<0.05 person-day"
    assert days(0.0, "fr") == "0 jour-personne"


def test_every_document_rounds_alike_and_says_so() -> None:
    """Three times 0.25 are 0.75 (0.8), and shown as 0.3 each."""
    work = work_list(plan_of(*(step(at, 0.25) for at in (1, 2, 3))))
    assert "3 steps, 0.8 person-day" in plan_sentence(work.plan, assessment())
    rows = csv.DictReader(io.StringIO(work_list_csv(work, assessment())))
    assert [row["Person-days"] for row in rows] == ["0.3", "0.3", "0.3"]
    text = work_list_markdown(work, assessment())
    assert text.count("**0.3 person-day**") == 3 and "are rounded" in text
    sheet = load_workbook(io.BytesIO(work_list_xlsx(work, assessment()))).active
    assert sheet is not None
    assert (sheet["F3"].value, sheet["F3"].number_format) == (0.25, "0.0")
    assert "are rounded" in str(sheet["B8"].value)
    assert "are rounded" not in work_list_markdown(work_list(THREE), assessment())


def test_what_rounds_to_the_budget_and_takes_more_is_told_with_more_figures() -> None:
    short = THREE.model_copy(update={"state": "over_budget", "budget": 6.0, "needed": 6.0333333, "rest": (step(4, 2),)})
    assert "A budget of 6 person-days does not reach “Engage”, which takes 6.03333 person-days." in plan_sentence(
        short, assessment()
    )


# ---- from where to where ----


def changed(**keys: object) -> str:
    return change(step(1, 1).model_copy(update=keys), "en")


def test_a_step_says_from_which_answer_to_which() -> None:
    assert changed() == "Partly in place → In place"


def test_an_answer_that_is_not_known_is_to_be_found_out_first() -> None:
    assert changed(was="don't know", was_known=False) == "don't know → find out, and bring it to “In place”"


def test_a_poor_answer_that_is_all_the_target_needs_is_the_least_of_it() -> None:
    assert changed(becomes="We guess", at_least=True) == "Partly in place → at least We guess"
    assert changed(was_known=False, becomes="We guess", at_least=True).endswith("bring it to at least “We guess”")


@pytest.mark.parametrize(
    "arguments", [("northern-clinics", "--to", "engage"), ("northern-clinics",), ("mill-cooperative",)]
)
def test_no_shipped_plan_asks_for_a_poor_answer_without_need(arguments: tuple[str, ...]) -> None:
    plan = Plan.model_validate_json(example(*arguments, "--format", "json"))
    assert not any(each.at_least for each in plan.improvements)
    assert len({each.id for each in plan.improvements}) == len(plan.improvements)


# ---- tasks ----


def named(**keys: object) -> str:
    return task(step(1, 1).model_copy(update=keys), "practice", "en")


def test_a_step_is_called_by_the_first_sentence_of_what_the_questionnaire_advises() -> None:
    assert named(advice="Write four steps: stop, save, tell. Share the load.") == "Write four steps: stop, save, tell."
    assert named(advice="Write e.g. a list, and date it.") == "Write e.g. a list, and date it."
    assert (
        first_sentence("Alone? Agree with a sister organization. Then test.")
        == "Alone? Agree with a sister organization."
    )


def test_rows_of_a_grid_that_share_their_advice_are_told_apart() -> None:
    assert named(row="Critics") == "Test one retrieval. [Critics]"


def test_without_advice_the_question_and_its_answers_are_the_task() -> None:
    assert named(advice=None) == "Bring “Question 1?” to “In place”"
    assert task(step(1, 1, advice=None), "practice", "fr").replace("\u00a0", " ") == (
        "Amener « Question 1? » à « In place »"
    )


def test_every_list_calls_a_step_alike() -> None:
    arguments = ("prairie-securities", "--start", "2027-01-11")
    title = "Choose a capture tool or a monthly export, set the period with records staff, and test one retrieval."
    rows = list(csv.DictReader(example(*arguments, "--format", "csv").splitlines()))
    todos = Calendar.from_ical(example(*arguments, "--format", "ics")).walk("VTODO")
    assert title in [row["What"] for row in rows]
    assert [str(todo["SUMMARY"]) for todo in todos] == [row["What"] for row in rows]
    assert f". {title} **" in example(*arguments, "--format", "md")
    assert f": {title} [" in example("prairie-securities")


def test_areas_are_told_by_their_names() -> None:
    assert "\nAccount security (" in example("harbour-city", "--by", "area")
    assert "\nLe personnel (" in example("quick-bakery", "--by", "area")
    rows = csv.DictReader(example("harbour-city", "--format", "csv").splitlines())
    assert "Account security" in {row["Area"] for row in rows}


# ---- views ----


def test_of_views_no_plan_is_made_unless_a_level_is_named() -> None:
    found = NoPlan.model_validate_json(example("perception-leader", "--format", "json"))
    assert found.reason == "views"
    assert "The plan to" not in run("score", EXAMPLES / "perception-leader.yaml").out


def test_of_views_it_is_said_what_would_have_to_be_different_and_not_what_to_do() -> None:
    out = example("perception-leader", "--to", "divided")
    assert (
        "“Divided” would be reached if, for example, these 3 answers were different. "
        "No fewer would do; others may do as well.\n"
    ) in out
    assert "For example, if these were different:\n- 1 " in out
    assert "were “Strongly disagree” [" in out
    assert "have to be" not in out
    assert "fewest, and not those that take the least effort" in out
    assert "no effort is sure to change one" in out
    assert "The least that gets you to" not in out and "What to do" not in out


def test_of_views_the_fewest_answers_are_those_that_the_report_counts() -> None:
    steps = Plan.model_validate_json(example("perception-leader", "--to", "divided", "--format", "json")).improvements
    assert len(steps) == 3
    assert "it takes at least three changes to raise the level" in run("score", EXAMPLES / "perception-leader.yaml").out


def test_of_views_a_budget_looks_for_the_least_effort_and_claims_no_fewest() -> None:
    out = example("perception-leader", "--to", "divided", "--budget", "3")
    assert "if, for example, these 4 answers were different.\n" in out
    assert "fewest" not in out and "No fewer" not in out


# ---- counts, and grammar ----


def test_a_plan_says_why_it_counts_fewer_things_than_the_report() -> None:
    assert "but 4 things stand in the way" in run("score", EXAMPLES / "prairie-securities.yaml").out
    asked = "Of what “Engage” asks for and is not in place, 1 of 3 is in place with these steps. "
    apart = "The level “Prepared”, which it needs as well, is not counted by itself, but by what it asks for.\n"
    assert asked + apart in example("prairie-securities", "--to", "engage", "--budget", "1")
    french = example("prairie-securities", "--to", "engage", "--budget", "1", "--lang", "fr")
    assert "1 sur 3 l'est avec ces étapes. Le niveau « Prepared », que cette voie demande aussi," in french


def test_the_last_day_is_that_of_the_steps_and_not_of_a_target_out_of_budget() -> None:
    out = example("harbour-city", "--budget", "6", "--start", "2027-01-11")
    assert "these steps are done on 2027-01-11." in out and "it is done" not in out
    one = example("prairie-securities", "--to", "engage", "--budget", "1", "--start", "2027-01-11")
    assert "this step is done on 2027-01-11." in one


@pytest.mark.parametrize(
    ("left", "said"),
    [(0.75, "0.8 person-day then remains"), (1.0, "1 person-day then remains"), (1.5, "1.5 person-days then remain")],
)
def test_what_remains_agrees_with_its_number(left: float, said: str) -> None:
    over = plan_of(step(1, 2)).model_copy(
        update={"state": "over_budget", "budget": 2.0, "needed": 2.0 + left, "rest": (step(2, left),)}
    )
    assert f"; {said} to be done." in plan_sentence(over, assessment())


# ---- why this target ----


@pytest.mark.parametrize(
    ("name", "target", "why"),
    [
        ("harbour-city", "integrated", "“Engage” fits and no course is better, so this is the way to the next level."),
        (
            "mill-cooperative",
            "listen",
            "“Listen” has the least expected exposure, and what it needs is not all in place",
        ),
        ("northern-clinics", "listen", "“Stay out” fits now, and “Listen” is too close to it to call"),
        (
            "prairie-securities",
            "engage",
            "“Engage” has the least expected exposure, and what it needs is not all in place",
        ),
        ("quick-bakery", "integrated", "“Engage” fits, though it is too close to “Listen” to call"),
    ],
)
def test_the_default_plan_goes_where_the_report_speaks_for_and_says_why(name: str, target: str, why: str) -> None:
    assert Plan.model_validate_json(example(name, "--format", "json")).target == target
    assert why in example(name, "--lang", "en")


def test_a_plan_to_a_course_that_is_no_better_does_not_lean_towards_it() -> None:
    assert "it does not say that this is worth its effort" in example("northern-clinics")


# ---- wrong words ----


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--by", "team", "cannot be grouped by `team`; use owner or"),
        ("--budget", "many", "`many` is no number; write it as 12 or 7.5"),
        ("--budget", ".inf", "`.inf` is no number"),
        ("--pace", "inf", "must be a number above 0, not `inf`"),
    ],
)
def test_a_wrong_value_is_told_in_our_words(option: str, value: str, said: str) -> None:
    ran = run("plan", EXAMPLES / "prairie-securities.yaml", option, value)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert said in ran.err
    assert "Value error" not in ran.err and "Input should be" not in ran.err


def test_no_slug_of_a_gate_stands_in_for_its_reason() -> None:
    out = example("northern-clinics", "--to", "engage")
    assert "Level held back by 1, 2\n" in out
    assert "\n- 3: The public must be served in more than one language" in out


def test_improvements_keep_what_they_are_made_of() -> None:
    """The words are made of it in the reports; a script reads the parts."""
    plan = Plan.model_validate_json(example("northern-clinics", "--to", "engage", "--format", "json"))
    first, second = plan.improvements[:2]
    assert isinstance(first, Improvement) and (first.kind, first.was_known, first.effort) == ("find_out", False, 0)
    assert (second.kind, second.was_known) == ("improve", True)
