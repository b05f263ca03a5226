"""The work list of a plan: who does what on which days, and the files that carry it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from readiness.advice.assess import assess
from readiness.loading.responses import load_response
from readiness.model.assessment import Assessment
from readiness.model.decision import (
    FrontierPoint,
    Improvement,
    Plan,
    Standing,
)
from readiness.reports.plain import render
from readiness.reports.plan import MOST_POINTS, plan_blocks, plan_outline, telling_points
from readiness.reports.plan_sentences import plan_sentence
from readiness.reports.work_list import WorkList, in_order_of_days, work_list, working_day
from readiness.reports.work_list_csv import work_list_csv
from readiness.reports.work_list_ics import work_list_ics
from readiness.reports.work_list_markdown import work_list_markdown
from readiness.reports.work_list_xlsx import work_list_xlsx
from tests.running import ROOT

MONDAY, FRIDAY, SATURDAY = date(2026, 9, 7), date(2026, 9, 11), date(2026, 9, 12)
EXPOSURES = {"stay_out": 191.2, "listen": 152.9, "engage": 120.0}
BEFORE = Standing(percent=58.0, level="aware", level_title="Aware", now="listen", best="engage", exposures=EXPOSURES)
AFTER = Standing(
    percent=69.96, level="prepared", level_title="Prepared", now="engage", best="engage", exposures=EXPOSURES
)


@cache
def assessment(language: str = "en") -> Assessment:
    fitted = load_response(ROOT / "examples" / "prairie-securities.yaml")
    assert fitted.questionnaire is not None and fitted.response is not None
    return assess(fitted.questionnaire, fitted.response, language=language)


def step(order: int, effort: float, owner: str | None = "Records manager", **changed: object) -> Improvement:
    plain = Improvement(
        order=order,
        id=f"step_{order}",
        text=f"Question {order}?",
        section="Rules",
        area="records",
        was="Partly in place",
        becomes="In place",
        effort=effort,
        owner=owner,
        advice="Test one retrieval.",
        evidence="The result of the test.",
        after=AFTER,
    )
    return plain.model_copy(update=changed)


def plan_of(*steps: Improvement) -> Plan:
    effort = sum(each.effort for each in steps)
    return Plan(
        target="engage",
        target_title="Engage",
        kind="stance",
        state="reached",
        effort=effort,
        needed=effort,
        before=BEFORE,
        improvements=steps,
        proved=True,
    )


THREE = plan_of(step(1, 2), step(2, 0.5, "Head", area="crisis"), step(3, 1.5))


def days(work: WorkList) -> list[tuple[str, str]]:
    return [(f"{task.start:%a %d}", f"{task.due:%a %d}") for task in work.tasks]


# ---- dates ----


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        pytest.param(MONDAY, 0, MONDAY, id="the-first-day"),
        pytest.param(MONDAY, 5, date(2026, 9, 14), id="a-week-has-five-days"),
        pytest.param(FRIDAY, 1, date(2026, 9, 14), id="after-friday-comes-monday"),
        pytest.param(SATURDAY, 0, date(2026, 9, 14), id="saturday-waits-for-monday"),
        pytest.param(date(2026, 9, 13), 1, date(2026, 9, 15), id="sunday-waits-for-monday"),
        pytest.param(date(2026, 12, 31), 1, date(2027, 1, 1), id="a-year-ends"),
    ],
)
def test_working_days_are_monday_to_friday(start: date, n: int, expected: date) -> None:
    assert working_day(start, n) == expected


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 3000))
def test_every_working_day_is_one_and_comes_after_the_one_before(start: date, n: int) -> None:
    found = working_day(start, n)
    assert found.weekday() < 5
    assert start <= found < working_day(start, n + 1)


@pytest.mark.parametrize(
    ("efforts", "pace", "expected"),
    [
        pytest.param([1.0], 5, [("Mon 07", "Mon 07")], id="one-day"),
        pytest.param([2.0, 1.0], 5, [("Mon 07", "Tue 08"), ("Wed 09", "Wed 09")], id="one-after-the-other"),
        pytest.param(
            [0.5, 0.5, 1], 5, [("Mon 07", "Mon 07")] * 2 + [("Tue 08", "Tue 08")], id="two-halves-share-a-day"
        ),
        pytest.param([1.5, 1], 5, [("Mon 07", "Tue 08"), ("Tue 08", "Wed 09")], id="a-begun-day-is-used-up"),
        pytest.param([0.1] * 11, 5, [("Mon 07", "Mon 07")] * 10 + [("Tue 08", "Tue 08")], id="ten-tenths-are-a-day"),
        pytest.param([6.0], 5, [("Mon 07", "Mon 14")], id="over-a-weekend"),
        pytest.param([2.0], 2, [("Mon 07", "Fri 11")], id="two-days-a-week-fill-the-week"),
        pytest.param([2.0], 10, [("Mon 07", "Mon 07")], id="two-people-halve-it"),
    ],
)
def test_an_owner_works_through_the_steps_in_order(
    efforts: list[float], pace: float, expected: list[tuple[str, str]]
) -> None:
    plan = plan_of(*(step(at, effort) for at, effort in enumerate(efforts, 1)))
    assert days(work_list(plan, start=MONDAY, pace=pace)) == expected


def test_owners_work_at_once_and_steps_without_one_wait_for_each_other() -> None:
    plan = plan_of(step(1, 2), step(2, 1, "Head"), step(3, 1, None), step(4, 1, None))
    assert days(work_list(plan, start=MONDAY)) == [
        ("Mon 07", "Tue 08"),
        ("Mon 07", "Mon 07"),
        ("Mon 07", "Mon 07"),
        ("Tue 08", "Tue 08"),
    ]


def test_a_step_waits_for_the_one_that_opens_its_question() -> None:
    plan = plan_of(step(1, 2), step(2, 1, "Head", follows=("step_1",)), step(3, 1, "Head"))
    assert days(work_list(plan, start=MONDAY)) == [("Mon 07", "Tue 08"), ("Wed 09", "Wed 09"), ("Thu 10", "Thu 10")]


def test_the_order_of_days_is_by_the_last_day_and_of_one_day_by_the_plan() -> None:
    plan = plan_of(step(1, 5), step(2, 1, "Head"), step(3, 0.5, None), step(4, 4, "Head"))
    assert in_order_of_days(plan.improvements, 5) == ("step_2", "step_3", "step_1", "step_4")


@given(st.lists(st.tuples(st.floats(0.1, 9), st.sampled_from(["Head", "Clerk", None])), max_size=8), st.floats(0.5, 10))
def test_putting_steps_in_the_order_of_days_moves_no_days(efforts: list[tuple[float, str | None]], pace: float) -> None:
    """So that the numbers and what stands after each step agree with the dates."""
    found = tuple(step(at, effort, owner) for at, (effort, owner) in enumerate(efforts, 1))
    by_id = {each.id: each for each in found}
    ordered = tuple(by_id[name] for name in in_order_of_days(found, pace))
    before, after = (
        {task.step.id: (task.start, task.due) for task in work_list(plan_of(*each), start=MONDAY, pace=pace).tasks}
        for each in (found, ordered)
    )
    assert before == after
    due = [after[each.id][1] for each in ordered]
    assert due == sorted(due)  # type: ignore[type-var]  # a list with a start has days


def test_a_list_without_a_start_has_no_days() -> None:
    work = work_list(THREE)
    assert {(task.start, task.due) for task in work.tasks} == {(None, None)}
    assert work.due is None


def test_work_that_runs_past_the_calendar_is_an_overflow() -> None:
    with pytest.raises(OverflowError):
        work_list(THREE, start=MONDAY, pace=1e-7)


# ---- groups ----


def test_groups_stand_in_the_order_of_the_plan_and_those_without_a_title_last() -> None:
    plan = plan_of(step(1, 1, None), step(2, 2, "Head"), step(3, 3, "Records manager"), step(4, 4, "Head"))
    work = work_list(plan, by="owner")
    assert [(group.title, group.effort) for group in work.groups] == [("Head", 6), ("Records manager", 3), (None, 1)]
    assert [task.step.order for task in work.tasks] == [2, 4, 3, 1]


def test_grouping_moves_no_dates() -> None:
    found = [
        {task.step.id: (task.start, task.due) for task in work_list(THREE, by=by, start=MONDAY).tasks}
        for by in (None, "owner", "area")
    ]
    assert found[0] == found[1] == found[2]


# ---- CSV ----


def rows_of(work: WorkList, language: str = "en") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(work_list_csv(work, assessment(language)))))


def test_the_csv_has_a_row_for_each_step() -> None:
    first, second, _ = rows_of(work_list(THREE, start=FRIDAY))
    assert (first["What"], first["Question"]) == ("Test one retrieval.", "Question 1?")
    assert (first["From"], first["To"]) == ("Partly in place", "In place")
    assert (first["Start"], first["Due"]) == ("2026-09-11", "2026-09-14")
    assert (first["Score after (%)"], first["Level after"], first["Fits after"]) == ("69.9", "Prepared", "Engage")
    assert first["Exposure after: Listen"] == "152.9"
    assert (second["Person-days"], second["Owner"], second["Area"]) == ("0.5", "Head", "Crisis")


def test_the_csv_has_no_columns_of_days_without_a_start() -> None:
    assert not {"Start", "Due"} & set(rows_of(work_list(THREE))[0])


def test_what_is_missing_is_an_empty_cell() -> None:
    (row,) = rows_of(work_list(plan_of(step(1, 1, None, advice=None, evidence=None, area=None))))
    assert {row[head] for head in ("Owner", "What to do", "What proves it", "Area")} == {""}


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1", "＝1")


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_no_cell_of_the_csv_is_run_as_a_formula(text: str) -> None:
    (row,) = rows_of(work_list(plan_of(step(1, 1, text, text=text, advice=text))))
    for head in ("What", "Owner", "What to do"):
        assert row[head].startswith(("'", "\\x0d"))


# ---- XLSX ----


def sheet_of(work: WorkList, language: str = "en") -> Any:
    return load_workbook(io.BytesIO(work_list_xlsx(work, assessment(language)))).active


def test_the_workbook_has_the_steps_and_a_total_that_is_worked_out() -> None:
    sheet = sheet_of(work_list(THREE, start=MONDAY))
    heads = [cell.value for cell in sheet[2]]
    first = dict(zip(heads, [cell.value for cell in sheet[3]], strict=True))
    assert (first["What"], first["Question"]) == ("Test one retrieval.", "Question 1?")
    assert first["Person-days"] == 2
    assert (first["Start"], first["Due"]) == (datetime(2026, 9, 7), datetime(2026, 9, 8))
    assert first["Done on"] is None
    assert (sheet["B6"].value, sheet["F6"].value) == ("Total", "=SUBTOTAL(9,F3:F5)")
    assert sheet["B7"].value is None
    assert sheet["B8"].value == (
        "From 2026-09-07, with 5 person-days a week from each owner, these steps are done on 2026-09-10."
    )


def test_a_score_in_the_workbook_is_not_lifted_over_an_edge() -> None:
    sheet = sheet_of(work_list(THREE))
    heads = [cell.value for cell in sheet[2]]
    assert sheet.cell(3, heads.index("Score after (%)") + 1).value == 69.9


def test_an_exposure_in_the_workbook_is_rounded_not_cut() -> None:
    after = AFTER.model_copy(update={"exposures": {**EXPOSURES, "engage": 119.96}})
    sheet = sheet_of(work_list(plan_of(step(1, 1, after=after))))
    heads = [cell.value for cell in sheet[2]]
    cell = sheet.cell(3, heads.index("Exposure after: Engage") + 1)
    assert (cell.value, cell.number_format) == (119.96, "0.0")


def test_the_workbook_says_above_the_table_whose_it_is_and_what_for() -> None:
    assert sheet_of(work_list(THREE))["A1"].value == (
        "Prairie Securities Inc. (invented); Social media readiness (social-media-readiness 1.0); "
        "answered 2026-06-18; target: Engage"
    )


def test_a_grouped_workbook_adds_up_each_group_once() -> None:
    sheet = sheet_of(work_list(THREE, by="owner"))
    summed = [(row[1].value, row[5].value) for row in sheet.iter_rows(min_row=2) if str(row[5].value).startswith("=")]
    assert summed == [
        ("Records manager: subtotal", "=SUBTOTAL(9,F3:F4)"),
        ("Head: subtotal", "=SUBTOTAL(9,F6:F6)"),
        ("Total", "=SUBTOTAL(9,F3:F7)"),
    ]


def test_the_workbook_is_made_to_be_read_and_printed() -> None:
    sheet = sheet_of(work_list(THREE))
    assert sheet.freeze_panes == "C3"
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["B3"].alignment.wrap_text
    assert sheet.column_dimensions["B"].width == 38
    assert sheet.print_area == "'Work list'!$A$1:$J$6"
    assert sheet.auto_filter.ref == "A2:R5"
    assert "Engage" in sheet.oddHeader.left.text


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_no_cell_of_the_workbook_is_run_as_a_formula(text: str) -> None:
    sheet = sheet_of(work_list(plan_of(step(1, 1, text, text=text, advice=text)), by="owner"))
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    run = [cell.value for cell in cells if cell.data_type == "f"]
    assert all(value.startswith("=SUBTOTAL(9,F") for value in run)
    assert sheet["B3"].data_type == "s"
    assert sheet["B3"].quotePrefix


# ---- iCalendar ----


def todos_of(plan: Plan, start: date = MONDAY) -> list[Any]:
    return Calendar.from_ical(work_list_ics(work_list(plan, start=start), assessment())).walk("VTODO")


def test_every_step_is_a_to_do() -> None:
    first, second, third = todos_of(THREE)
    assert str(first["SUMMARY"]) == "Test one retrieval."
    assert "Question: Question 1?\nPartly in place → In place" in str(first["DESCRIPTION"])
    assert first.decoded("DTSTART") == datetime(2026, 9, 7, 9)
    assert first.decoded("DUE") == datetime(2026, 9, 8, 17)
    assert "The result of the test." in str(first["DESCRIPTION"])
    assert (str(second["CONTACT"]), second["CATEGORIES"].cats) == ("Head", ["Crisis"])
    assert [todo["PRIORITY"] for todo in (first, second, third)] == [1, 2, 3]


def test_what_is_due_is_later_than_its_start_as_the_standard_asks() -> None:
    assert all(todo.decoded("DUE") > todo.decoded("DTSTART") for todo in todos_of(THREE))


def test_a_to_do_has_what_the_standard_asks_for_and_nobody_invented() -> None:
    (todo,) = todos_of(plan_of(step(1, 1, None, area=None)))
    assert {"UID", "DTSTAMP"} <= set(todo)
    assert not {"ORGANIZER", "ATTENDEE", "CONTACT", "CATEGORIES"} & set(todo)


def test_no_priority_is_beyond_the_lowest() -> None:
    assert [todo["PRIORITY"] for todo in todos_of(plan_of(*(step(at, 1) for at in range(1, 13))))][-1] == 9


def test_another_start_moves_the_same_to_dos() -> None:
    here, there = todos_of(THREE), todos_of(THREE, date(2027, 1, 4))
    assert [todo["UID"] for todo in here] == [todo["UID"] for todo in there]
    assert here[0].decoded("DTSTART") != there[0].decoded("DTSTART")
    assert len({str(todo["UID"]) for todo in here}) == 3


def test_lines_are_folded_and_ended_as_the_standard_asks() -> None:
    raw = work_list_ics(work_list(plan_of(step(1, 1, text="é" * 200)), start=MONDAY), assessment())
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


# ---- Markdown and the outline ----


def test_the_markdown_is_a_task_list_by_owner() -> None:
    text = work_list_markdown(work_list(THREE, start=MONDAY), assessment())
    assert "**The least that gets you to “Engage”: 3 steps, 4 person-days.**" in text
    assert text.index("## Records manager (2 steps, 3.5 person-days)") < text.index("## Head (1 step, 0.5 person-day)")
    assert "- [ ] 2. Test one retrieval. **0.5 person-day, 2026-09-07**\n  - Question: Question 2?\n" in text


def test_the_markdown_can_be_by_area() -> None:
    text = work_list_markdown(work_list(plan_of(step(1, 1), step(2, 1, area=None)), by="area"), assessment())
    assert "## Records (1 step" in text
    assert "## No area named (1 step" in text


def test_nothing_in_the_markdown_is_taken_for_markup() -> None:
    text = work_list_markdown(work_list(plan_of(step(1, 1, "[a](b)", text="<script>"))), assessment())
    assert "<script>" not in text
    assert "](b)" not in text.replace("\\](b)", "")


def test_the_outline_says_where_things_stand_and_would() -> None:
    text = render(plan_outline(work_list(THREE), assessment()))
    assert "Score: 58.0\u00a0% → 69.9\u00a0%" in text
    assert "Level: Aware → Prepared" in text
    assert "Fits: Listen → Engage" in text
    assert "- step 3: Days so far 4; Score 69.9\u00a0%; Level Prepared\n" in text
    assert "- step 3: Stay out 191; Listen 153; Engage 120\n" in text


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "The least that gets you to “Engage”: 3 steps, 4 person-days."),
        ({"proved": False}, "A way to “Engage”: 3 steps, 4 person-days. There may be a shorter one."),
        ({"state": "met", "before": AFTER}, "“Engage” is already the course that fits."),
        ({"state": "met", "kind": "level", "target_title": "Aware"}, "“Aware” is reached already."),
        (
            {"state": "over_budget", "budget": 4.5, "needed": 9.01, "rest": (step(4, 5), step(5, 0.01))},
            "A budget of 4.5 person-days does not reach “Engage”, which takes 9 person-days. It buys 3 of the 5 "
            "steps on the way, for 4 person-days; 5 person-days then remain to be done.",
        ),
        (
            {"state": "over_budget", "budget": 0.1, "needed": 9, "improvements": (), "effort": None},
            "A budget of 0.1 person-day does not reach “Engage”, which takes 9 person-days. It buys no step.",
        ),
    ],
    ids=["reached", "not-proved", "met", "met-level", "over-budget", "buys-nothing"],
)
def test_one_sentence_says_what_it_takes(changed: dict[str, object], expected: str) -> None:
    assert plan_sentence(THREE.model_copy(update=changed), assessment()) == expected


def frontier(levels: str) -> tuple[FrontierPoint, ...]:
    return tuple(FrontierPoint(effort=at, percent=at, level=level) for at, level in enumerate(levels))


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        pytest.param("", [], id="none"),
        pytest.param("a", [0], id="one"),
        pytest.param("aab", [0, 1, 2], id="all-where-few"),
        pytest.param("a" * 40 + "b" * 20, [0, 3, 10, 17, 25, 33, 40, 47, 55, 59], id="ends-and-first-of-a-level"),
        pytest.param("abcdefghijklm", list(range(13)), id="every-level-however-many"),
    ],
)
def test_the_frontier_is_shown_at_the_points_that_tell_most(levels: str, expected: list[int]) -> None:
    found = [int(point.effort) for point in telling_points(frontier(levels))]
    assert len(found) <= max(MOST_POINTS, len(set(levels)))
    assert found[:1] == expected[:1] and found[-1:] == expected[-1:]
    assert len(found) == len(expected)
    assert {levels.index(level) for level in set(levels)} <= set(found)


def test_the_report_of_a_score_has_the_short_plan_and_says_where_the_whole_one_is() -> None:
    with_plan = assessment().model_copy(update={"plan": THREE})
    words = str(list(plan_blocks(with_plan)))
    assert "The least that gets you to “Engage”" in words
    assert "2 person-days; owner: Records manager" in words
    assert "readiness plan FILE --to engage" in words
    assert list(plan_blocks(assessment().model_copy(update={"plan": None}))) == []


# ---- all of them ----


WRITERS: list[Callable[[WorkList, Assessment], str | bytes]] = [
    work_list_csv,
    work_list_xlsx,
    work_list_ics,
    work_list_markdown,
]


@pytest.mark.parametrize("writer", WRITERS)
def test_the_same_input_gives_the_same_bytes(writer: Callable[[WorkList, Assessment], str | bytes]) -> None:
    first, second = (writer(work_list(THREE, start=MONDAY), assessment()) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("start", [MONDAY, None])
def test_no_time_of_the_clock_is_in_the_workbook(start: date | None) -> None:
    raw = io.BytesIO(work_list_xlsx(work_list(THREE, start=start), assessment()))
    assert {entry.date_time for entry in zipfile.ZipFile(raw).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    written = load_workbook(raw).properties
    day = start or assessment().date
    assert day is not None
    assert written.created == written.modified == datetime(day.year, day.month, day.day)


def test_signs_that_act_on_a_terminal_are_shown_and_never_written() -> None:
    work = work_list(plan_of(step(1, 1, text="a\x1b[31mb\x00")), start=MONDAY)
    assert sheet_of(work)["C3"].value == "a\\x1b[31mb\\x00"
    for text in (work_list_csv(work, assessment()), work_list_markdown(work, assessment())):
        assert "\x1b" not in text
    assert b"\x1b" not in work_list_ics(work, assessment())


def test_french_is_spoken_in_every_file() -> None:
    work = work_list(THREE, by="owner", start=MONDAY)
    assert rows_of(work, "fr")[0]["Jours-personnes"] == "2"
    sheet = sheet_of(work, "fr")
    assert sheet.title == "Liste de travail"
    assert "Records manager : sous-total" in [cell.value for cell in sheet["B"]]
    assert "## Head (1 étape, 0,5 jour-personne)" in work_list_markdown(work, assessment("fr"))
    assert "Ce qui le prouve" in work_list_ics(work, assessment("fr")).decode().replace("\r\n ", "")
