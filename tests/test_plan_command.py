"""`readiness plan` as it is typed: the answer on standard output, everything else on standard error, the exit code."""

from __future__ import annotations

import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from readiness.cli.exit_codes import ExitCode
from readiness.model.decision import NoPlan, Plan
from tests.running import ROOT, run

EXAMPLES = ROOT / "examples"
QUESTIONNAIRE = """
format: 1
id: two-rules
version: "1.0"
title: Two rules
sections:
  - id: rules
    title: Rules
    questions:
      - {id: written, type: yes_no, text: Is it written?, improve: {effort: 2, advice: Write it., owner: Clerk}}
      - {id: known, type: yes_no, text: Is it known?, improve: {effort: 4, advice: Tell it.}}
      - {id: kept, type: yes_no, text: Is it kept?}
levels:
  - {id: low, title: Low, from: 0, meaning: Little is there.}
  - {id: middle, title: Middle, from: 50, meaning: Some is there.}
  - {id: high, title: High, from: 100, meaning: All is there.}
"""
RESPONSE = "format: 1\nquestionnaire: {id: two-rules, version: '1.0'}\nanswers: {written: no, known: no, kept: no}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Works in an empty folder with a questionnaire and a response."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "q.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    (tmp_path / "r.yaml").write_text(RESPONSE, encoding="utf-8")
    return tmp_path


def plan(*arguments: object) -> tuple[int, str, str]:
    ran = run("plan", "r.yaml", "-q", "q.yaml", *arguments)
    return ran.code, ran.out, ran.err


def answered(folder: Path, answers: str) -> None:
    text = f"format: 1\nquestionnaire: {{id: two-rules, version: '1.0'}}\nanswers: {{{answers}}}\n"
    (folder / "r.yaml").write_text(text, encoding="utf-8")


# ---- the answer ----


@pytest.mark.usefixtures("folder")
def test_the_plan_is_the_cheapest_set_that_reaches_the_level() -> None:
    code, out, err = plan("--to", "middle")
    assert (code, err) == (ExitCode.DONE, "")
    assert "The least that gets you to “Middle”: 2 steps, 6 person-days.\n" in out
    assert "Level: Low → Middle\n" in out
    assert "Proved: no other choice of such steps takes less effort." in out


@pytest.mark.usefixtures("folder")
def test_without_a_target_it_is_the_next_level() -> None:
    named, chosen = plan("--to", "middle")[1], plan()[1]
    assert "This is the way to the next level.\n" in chosen
    assert chosen.replace("This is the way to the next level.\n", "") == named


def test_without_a_target_it_is_the_best_course_where_that_does_not_fit() -> None:
    ran = run("plan", EXAMPLES / "prairie-securities.yaml")
    assert "The least that gets you to “Engage”" in ran.out
    assert "Fits: Listen → Engage" in ran.out
    assert "Exposure, “Engage”" in ran.out


@pytest.mark.usefixtures("folder")
def test_what_is_not_costed_is_named() -> None:
    out = plan("--to", "middle")[1]
    assert "- kept: Is it kept?" in out.split("Not costed, so not counted on:")[1]


def test_what_is_not_answered_is_named(folder: Path) -> None:
    answered(folder, "written: no, known: no")
    out = plan("--to", "middle")[1]
    assert "- kept: Is it kept?" in out.split("Not answered, so taken at the worst:")[1]


@pytest.mark.usefixtures("folder")
def test_the_steps_can_be_grouped() -> None:
    out = plan("--to", "middle", "--by", "owner")[1]
    assert "Clerk (1 step, 2 person-days):\n" in out
    assert "No owner named (1 step, 4 person-days):\n" in out


@pytest.mark.usefixtures("folder")
def test_a_start_gives_every_step_its_days_at_the_pace() -> None:
    out = plan("--to", "middle", "--start", "2026-09-12", "--pace", "2.5")[1]
    assert "From 2026-09-14, with 2.5 person-days a week from each owner, these steps are done on 2026-09-23." in out
    assert "[2 person-days, 2026-09-14 to 2026-09-17]" in out


@pytest.mark.usefixtures("folder")
def test_without_a_start_there_are_no_days() -> None:
    assert "202" not in plan("--to", "middle")[1]


@pytest.mark.usefixtures("folder")
def test_the_json_is_the_whole_plan() -> None:
    found = Plan.model_validate_json(plan("--to", "middle", "--format", "json")[1])
    assert (found.target, found.state, found.effort) == ("middle", "reached", 6)


def test_a_plan_is_told_in_french() -> None:
    ran = run("plan", EXAMPLES / "quick-bakery.yaml", "--to", "integrated", "--lang", "fr")
    assert "Le moins qu'il faut pour atteindre «" in ran.out
    assert "Ce qui le prouve :" in ran.out
    assert "Que faire :" in run("plan", EXAMPLES / "northern-clinics.yaml", "--to", "engage", "--lang", "fr").out


@pytest.mark.parametrize("columns", ["80", "120"])
def test_every_column_is_drawn_within_the_screen(columns: str) -> None:
    ran = run(
        *("plan", EXAMPLES / "quick-bakery.yaml", "--to", "integrated", "--format", "terminal"),
        env={"COLUMNS": columns, "NO_COLOR": "1"},
    )
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= int(columns)
    for first, last in (("Après", "Niveau"), ("Après", "Participer"), ("Effort", "Niveau")):
        assert any(line.startswith(first) and line.rstrip().endswith(last) for line in lines)


# ---- targets ----


@pytest.mark.usefixtures("folder")
def test_an_unknown_target_gets_the_nearest_and_all_there_are() -> None:
    code, out, err = plan("--to", "midle")
    assert (code, out) == (ExitCode.USAGE, "")
    assert err == (
        "r.yaml: `midle` is no level and no course; did you mean `middle`? the targets are `low`, `middle`, `high`\n"
    )


def test_a_target_that_is_met_says_what_comes_next(folder: Path) -> None:
    answered(folder, "written: yes, known: no, kept: yes")
    code, out, _ = plan("--to", "middle")
    assert code == ExitCode.DONE
    assert "“Middle” is reached already.\nWhat comes next: “High” (--to high).\n" in out


def test_what_cannot_be_reached_is_not_said_to_come_next(folder: Path) -> None:
    answered(folder, "written: yes, known: yes, kept: no")
    out = plan("--to", "middle")[1]
    assert "“Middle” is reached already.\n" in out
    assert "--to" not in out


def test_the_highest_level_leaves_nothing_to_plan_for(folder: Path) -> None:
    answered(folder, "written: yes, known: yes, kept: yes")
    code, out, _ = plan()
    assert code == ExitCode.DONE
    assert "There is nothing to plan for" in out
    found = NoPlan.model_validate_json(plan("--format", "json")[1])
    assert (found.state, found.reason) == ("no_target", "nothing_better")
    assert found.text.startswith("There is nothing to plan for")


def test_staying_out_where_that_is_best_leaves_nothing_to_plan_for() -> None:
    ran = run("plan", EXAMPLES / "cedar-lane-shelter.yaml")
    assert ran.code == ExitCode.DONE
    assert "“Stay out” fits already and has the least expected exposure" in ran.out


def test_a_level_that_is_met_needs_no_effort_to_be_stated(folder: Path) -> None:
    uncosted = QUESTIONNAIRE.replace("effort: 2, ", "").replace("effort: 4, ", "")
    (folder / "q.yaml").write_text(uncosted, encoding="utf-8")
    assert plan("--to", "low")[0] == ExitCode.DONE
    code, out, err = plan("--to", "middle")
    assert (code, out) == (ExitCode.BAD_INPUT, "")
    assert err == (
        "two-rules: no question says what a better answer takes, so that no plan can be made; "
        "add `improve: {effort: 2, advice: …}` (person-days) to its questions\n"
    )


@pytest.mark.usefixtures("folder")
def test_an_unreachable_target_names_what_is_in_the_way() -> None:
    code, out, _ = plan("--to", "high")
    assert code == ExitCode.DONE
    assert "“High” cannot be reached by better answers alone." in out
    assert out.split("What stands in the way:\n")[1].startswith("- ")


def test_a_questionnaire_without_targets_says_what_to_add(folder: Path) -> None:
    (folder / "q.yaml").write_text(QUESTIONNAIRE.split("levels:")[0], encoding="utf-8")
    code, out, err = plan()
    assert (code, out) == (ExitCode.BAD_INPUT, "")
    assert "has neither levels nor risks" in err
    assert "add `levels`, or `risks`" in err


# ---- budget ----


@pytest.mark.usefixtures("folder")
def test_a_budget_that_does_not_reach_says_how_far_it_gets() -> None:
    code, out, _ = plan("--to", "middle", "--budget", "2.5")
    assert code == ExitCode.DONE
    assert "A budget of 2.5 person-days does not reach “Middle”, which takes 6 person-days." in out
    assert "It buys 1 of the 2 steps on the way, for 2 person-days; 4 person-days then remain to be done." in out


@pytest.mark.usefixtures("folder")
def test_a_budget_below_any_step_says_what_the_cheapest_takes() -> None:
    code, out, _ = plan("--to", "middle", "--budget", "0.5")
    assert code == ExitCode.DONE
    assert "It buys no step.\nThe cheapest step on the way takes 2 person-days.\n" in out


@pytest.mark.usefixtures("folder")
def test_a_budget_that_suffices_changes_nothing() -> None:
    assert plan("--to", "middle", "--budget", "6")[1] == plan("--to", "middle")[1]


@pytest.mark.parametrize("option", ["--budget", "--pace"])
@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "much"])
@pytest.mark.usefixtures("folder")
def test_days_are_a_number_above_zero(option: str, value: str) -> None:
    code, out, err = plan(option, value)
    assert (code, out) == (ExitCode.USAGE, "")
    assert option in err


# ---- days ----


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "7 September 2026", "20260907", "2026-W36-1"])
@pytest.mark.usefixtures("folder")
def test_a_start_that_is_no_day_says_how_to_write_one(day: str) -> None:
    code, out, err = plan("--start", day)
    assert (code, out) == (ExitCode.USAGE, "")
    assert "2027-01-04" in err


@pytest.mark.parametrize("arguments", [("-o", "list.ics"), ("--format", "ics")], ids=" ".join)
def test_an_icalendar_needs_a_start(folder: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = plan("--to", "middle", *arguments)
    assert (code, out) == (ExitCode.USAGE, "")
    assert err == "--start: an iCalendar needs the day on which work begins; add --start 2027-01-04\n"
    assert not (folder / "list.ics").exists()


@pytest.mark.usefixtures("folder")
def test_work_without_end_is_refused() -> None:
    code, out, err = plan("--to", "middle", "--start", "2026-09-07", "--pace", "1e-7")
    assert (code, out) == (ExitCode.USAGE, "")
    assert "--pace: at 1e-07 person-days a week the work would not end before the year 10000" in err


# ---- documents ----


def test_every_document_is_written(folder: Path) -> None:
    names = [f"list{suffix}" for suffix in (".csv", ".xlsx", ".md", ".ics", ".json", ".txt")]
    outputs = [part for name in names for part in ("-o", name)]
    code, out, err = plan("--to", "middle", "--start", "2026-09-07", *outputs)
    assert (code, out) == (ExitCode.DONE, "")
    assert err == "".join(f"wrote {name}\n" for name in names)
    rows = list(csv.DictReader((folder / "list.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["What"] for row in rows] == ["Write it.", "Tell it."]
    sheet = load_workbook(folder / "list.xlsx").active
    assert sheet is not None
    assert sheet["B3"].value == "Write it."
    assert "- [ ] 1. Write it." in (folder / "list.md").read_text(encoding="utf-8")
    calendar = Calendar.from_ical((folder / "list.ics").read_bytes())
    assert [str(todo["SUMMARY"]) for todo in calendar.walk("VTODO")] == ["Write it.", "Tell it."]
    assert json.loads((folder / "list.json").read_text(encoding="utf-8"))["target"] == "middle"
    assert "The least that gets you to “Middle”" in (folder / "list.txt").read_text(encoding="utf-8")


def test_excel_is_told_the_encoding_and_a_pipe_is_not(folder: Path) -> None:
    plan("--to", "middle", "-o", "list.csv")
    assert (folder / "list.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert plan("--to", "middle", "--format", "csv")[1].startswith("No.,What")


def test_a_list_of_no_steps_is_not_written_and_the_rest_is(folder: Path) -> None:
    code, out, err = plan("--to", "high", "-o", "list.csv", "-o", "list.json")
    assert (code, out) == (ExitCode.DONE, "")
    assert err == "wrote list.json\nlist.csv: not written: the plan has no steps to list\n"
    assert not (folder / "list.csv").exists()


@pytest.mark.usefixtures("folder")
def test_a_list_of_no_steps_prints_nothing() -> None:
    code, out, err = plan("--to", "high", "--format", "csv")
    assert (code, out, err) == (ExitCode.DONE, "", "the plan has no steps to list\n")


@pytest.mark.parametrize("name", ["list.doc", "list", "list.yaml"])
@pytest.mark.usefixtures("folder")
def test_an_unknown_suffix_says_which_there_are(name: str) -> None:
    code, out, err = plan("-o", name)
    assert (code, out) == (ExitCode.USAGE, "")
    assert "use one of .csv, .xlsx, .md, .ics, .json, .txt" in err


@pytest.mark.usefixtures("folder")
def test_a_missing_folder_is_named() -> None:
    code, out, err = plan("-o", "nowhere/list.csv")
    assert (code, out) == (ExitCode.BAD_INPUT, "")
    assert err == "nowhere/list.csv: its folder does not exist; make the folder `nowhere` first\n"


def test_no_document_replaces_what_was_read(folder: Path) -> None:
    (folder / "r.json").write_text(
        json.dumps({"format": 1, "questionnaire": {"id": "two-rules", "version": "1.0"}, "answers": {}}),
        encoding="utf-8",
    )
    code = run("plan", "r.json", "-q", "q.yaml", "-o", "r.json").code
    assert code != ExitCode.DONE
    assert "answers" in (folder / "r.json").read_text(encoding="utf-8")


# ---- inputs ----


@pytest.mark.usefixtures("folder")
def test_a_response_with_problems_is_refused_with_their_place() -> None:
    Path("r.yaml").write_text(RESPONSE.replace("written: no", "written: maybe"), encoding="utf-8")
    code, out, err = plan()
    assert (code, out) == (ExitCode.BAD_INPUT, "")
    assert err.startswith("r.yaml:3:")


@pytest.mark.usefixtures("folder")
def test_a_response_can_come_from_standard_input() -> None:
    assert run("plan", "-", "-q", "q.yaml", "--to", "middle", stdin=RESPONSE).out == plan("--to", "middle")[1]


def test_a_file_that_is_missing_is_named() -> None:
    ran = run("plan", "missing.yaml")
    assert ran.code == ExitCode.BAD_INPUT
    assert "missing.yaml" in ran.err


# ---- what is said, and of which course ----


def example(name: str, *arguments: object) -> str:
    ran = run("plan", EXAMPLES / f"{name}.yaml", *arguments)
    assert (ran.code, ran.err) == (ExitCode.DONE, "")
    return ran.out


def test_a_course_that_needs_nothing_is_open_and_the_one_that_exposes_to_least_is_named() -> None:
    out = example("harbour-city", "--to", "stay_out")
    assert "“Stay out” needs nothing to be in place and is open at any time, so there is nothing to plan for it." in out
    least = "Of the courses whose needs are met “Engage” exposes to the least: 74.0 points a year, against 118 for “Stay out”."
    assert least in out
    assert "already the course that fits" not in out


def test_a_course_whose_needs_are_met_is_open_and_the_one_that_exposes_to_least_is_named() -> None:
    out = example("harbour-city", "--to", "listen")
    assert "What “Listen” needs is in place, so that it is open at any time" in out
    assert "“Engage” exposes to the least: 74.0 points a year, against 91.0 for “Listen”." in out


def test_the_course_that_fits_is_said_to_fit() -> None:
    assert "“Engage” is already the course that fits." in example("harbour-city", "--to", "engage")


def test_where_two_courses_are_too_close_to_call_the_plan_goes_to_the_one_that_commits_to_more_and_says_so() -> None:
    out = example("northern-clinics")
    assert "The least that gets you to “Listen”" in out
    assert "“Stay out” fits now, and “Listen” is too close to it to call (141 and 149 points a year)." in out
    assert (
        "what would make “Listen” clearly better on average than “Stay out”; it does not say that this is worth its effort"
        in out
    )
    assert "After it “Listen” fits in place of “Stay out”, but “Listen” and “Engage” would be too close to call" in out


def test_a_plan_to_a_level_says_which_course_fits_after_it_and_why() -> None:
    out = example("harbour-city", "--to", "integrated")
    assert "After it “Engage” is still what fits, because it exposes to the least: " in out
    assert "“Listen” would expose to less" in example("mill-cooperative", "--to", "aware")


def test_a_budget_says_what_of_the_target_is_in_place_with_it_and_what_remains() -> None:
    out = example("mill-cooperative", "--to", "listen", "--budget", "5")
    assert "It buys 3 of the 4 steps on the way, for 4.2 person-days; 4 person-days then remain to be done." in out
    assert "against 159, but what it needs is not all in place.\n" in out
    assert "Of what “Listen” asks for and is not in place, 3 of 4 are in place with these steps." in out
    assert "What remains on the way (1 step, 4 person-days):\n- 4 listen_person:" in out
    assert out.split("What “Listen” asks for:")[1].count("[in place with these steps]") == 3


def test_a_budget_for_a_target_that_cannot_be_reached_buys_score_and_says_so() -> None:
    out = example("cedar-lane-shelter", "--to", "engage", "--budget", "5")
    assert (
        "No better answers make “Engage” a course whose needs are met and that is clearly better on average than every course "
        "that commits to less."
    ) in out
    assert "A budget of 5 person-days does not lead there either; it buys score alone: " in out
    assert "Proved: no choice of steps reaches the target, and none within the budget scores higher." in out


def test_a_level_that_is_not_certain_says_which_one_is() -> None:
    assert "Level: Aware (for certain only Unprepared) → " in example("northern-clinics", "--to", "prepared")


def test_a_part_of_the_way_is_told_with_the_whole_of_it() -> None:
    out = example("prairie-securities")
    assert "and test one retrieval. [2 of 8 person-days]" in out
    assert (
        "“2 of 8 person-days”: the whole way, from the worst answer to the best, takes 8 person-days; "
        "this step goes 25 % of it."
    ) in out.replace("\u00a0", " ")


def test_the_frontier_says_that_it_is_of_the_score_alone_and_what_holds_the_level_back() -> None:
    out = example("prairie-securities")
    assert "What effort buys in score alone:" in out
    assert "Level Aware; Level held back by 1, 2\n" in out
    reasons = [line for line in out.splitlines() if line.startswith(("- 1: ", "- 2: "))]
    assert [line[line.rindex("[") :] for line in reasons] == ["[regulated_no_records]", "[disclosure_gap]"]
    assert "\n- 1: what “Prepared” asks for\n" in example("mill-cooperative", "--to", "engage")


def test_steps_are_numbered_by_the_day_on_which_they_are_done_and_owners_work_one_step_after_the_other() -> None:
    out = example("northern-clinics", "--start", "2027-01-11", "--format", "csv")
    rows = list(csv.DictReader(out.splitlines()))
    assert [int(row["No."]) for row in rows] == list(range(1, len(rows) + 1))
    assert [row["Due"] for row in rows] == sorted(row["Due"] for row in rows)
    for owner in {row["Owner"] for row in rows}:
        mine = [(row["Start"], row["Due"]) for row in rows if row["Owner"] == owner]
        assert all(due <= start for (_, due), (start, _) in pairwise(mine))
    plain = list(csv.DictReader(example("northern-clinics", "--format", "csv").splitlines()))
    assert {row["What"] for row in plain} == {row["What"] for row in rows}
    after = [
        (row["Score after (%)"], row["Exposure after: Listen (22 of 32 risks rated)"]) for row in (plain[-1], rows[-1])
    ]
    assert after[0] == after[1]
    assert [row["What"] for row in plain] != [row["What"] for row in rows]


def test_a_list_of_steps_says_whose_it_is_and_what_for() -> None:
    (first, *_) = csv.DictReader(example("harbour-city", "--format", "csv").splitlines())
    found = [first[head] for head in ("Organization", "Questionnaire", "Answered on", "Target")]
    assert found == ["City of Lantern Harbour (invented)", "social-media-readiness 1.0", "2026-09-28", "Integrated"]
    line = (
        "City of Lantern Harbour (invented); Social media readiness (social-media-readiness 1.0); "
        "answered 2026-09-28; target: Integrated"
    )
    assert line in example("harbour-city", "--format", "md")
    calendar = Calendar.from_ical(example("harbour-city", "--format", "ics", "--start", "2027-01-11"))
    assert str(calendar["X-WR-CALNAME"]) == line
    assert all(line in str(todo["DESCRIPTION"]) for todo in calendar.walk("VTODO"))


def test_why_there_is_nothing_to_plan_is_a_document() -> None:
    found = NoPlan.model_validate_json(example("cedar-lane-shelter", "--format", "json"))
    assert (found.state, found.reason) == ("no_target", "stay_out_fits")
    assert found.text.startswith("“Stay out” fits already")


@pytest.mark.parametrize("command", ["plan", "score"])
def test_a_report_in_a_language_that_the_questionnaire_does_not_have_says_so_once(command: str) -> None:
    words = "Les mots du questionnaire lui-même n'existent qu'en anglais."
    assert run(command, EXAMPLES / "prairie-securities.yaml", "--lang", "fr").out.count(words) == 1
    assert words not in run(command, EXAMPLES / "quick-bakery.yaml", "--lang", "fr").out
    assert "only" not in run(command, EXAMPLES / "prairie-securities.yaml").out.split("\n\n")[0]


def test_the_way_to_the_next_level_says_where_the_course_that_fits_is_too_close_to_another_to_call() -> None:
    out = example("quick-bakery", "--lang", "en")
    assert "“Engage” fits, though it is too close to “Listen” to call; this is the way to the next level." in out
