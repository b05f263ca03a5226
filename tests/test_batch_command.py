"""`readiness batch` as it is typed: what lands in which file and on which stream, and the exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import polars as pl
import pytest
import yaml

from readiness.batch.engines.job import EngineError
from readiness.batch.engines.with_polars import Polars
from readiness.cli import progress
from readiness.loading.shipped import shipped_examples
from tests.exports_read import EXPORTS, NAMES, QUESTIONNAIRE, expected
from tests.running import Ran, run

IDS = EXPORTS / "plain" / "ids.csv"
MISSPELT = EXPORTS / "cases" / "misspelt.csv"
ZERO_BASED = EXPORTS / "cases" / "zero_based.csv"
SUPERUSER = hasattr(os, "geteuid") and os.geteuid() == 0
STOPPING = [name for name in NAMES if expected(name).unmatched]
GOING = [name for name in NAMES if not expected(name).unmatched]
COUNTS = re.compile(r"([\d,]+) rows = ([\d,]+) scored \+ ([\d,]+) rejected \+ ([\d,]+) left out by rule")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def batch(*arguments: object, questionnaire: object = QUESTIONNAIRE, stdin: bytes | None = None) -> Ran:
    return run("batch", *arguments, "-q", questionnaire, stdin=stdin)


def files() -> set[str]:
    return {str(path) for path in Path().rglob("*") if path.is_file()}


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def rows(path: str) -> list[dict[str, str]]:
    return lines(Path(path).read_text(encoding="utf-8"))


def counts(ran: Ran) -> tuple[int, ...]:
    """Rows, scored, rejected and left out, as they were told."""
    found = COUNTS.search(ran.err)
    assert found is not None, ran.err
    return tuple(int(each.replace(",", "")) for each in found.groups())


def table(name: str, change: Callable[[int, dict[str, str]], dict[str, str]], n: int) -> Path:
    """`n` answered rows, each with what `change` makes of it."""
    answered = rows(str(IDS))[:3]
    made = [change(at, dict(answered[at % 3])) for at in range(n)]
    path = Path(name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(made[0]))
        writer.writeheader()
        writer.writerows(made)
    return path


# --- every export -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", GOING)
def test_an_export_goes_straight_through(name: str) -> None:
    known = expected(name)
    needs = [each for option, value in known.needs.items() for each in (f"--{option.replace('_', '-')}", value)]
    ran = batch(EXPORTS / name, "-o", "scores.csv", *needs)
    n, scored, rejected, left_out = counts(ran)
    assert (ran.code, rejected) == ((4, len(known.rejects)) if known.rejects else (0, 0)), ran.err
    assert n == scored + rejected + left_out
    assert left_out >= sum(known.left_out.values())
    assert len(rows("scores.csv")) == scored == known.rows - rejected - sum(known.left_out.values())
    assert files() == {"scores.csv", *(["scores.rejects.csv"] if known.rejects else [])}


@pytest.mark.parametrize("name", STOPPING)
def test_an_export_that_cannot_be_matched_stops_and_leaves_a_mapping_file_and_nothing_else(name: str) -> None:
    ran = batch(EXPORTS / name, "-o", "scores.csv")
    (left,) = files()
    assert (ran.code, ran.out) == (3, "")
    assert left == f"{Path(name).stem}.map.yaml"
    assert all(f"`{item}`" in ran.err for item in expected(name).unmatched)
    assert "nothing was scored" in ran.err
    assert f"run again with --map {left}" in ran.err


# --- mapping ----------------------------------------------------------------------------------------------------------


def test_a_mapping_file_edited_as_a_person_would_lets_the_run_go_through() -> None:
    assert batch(ZERO_BASED, "-o", "scores.csv").code == 3
    left = Path("zero_based.map.yaml")
    text = left.read_text(encoding="utf-8")
    begin = text.index('header: "prepared"')
    end = text.index("- column", begin)
    values = '    values: {"0": 1, "1": 2, "2": 3, "3": 4, "4": 5}\n  '
    left.write_text(text[:begin] + "answers: prepared\n" + values + text[end:], encoding="utf-8")
    ran = batch(ZERO_BASED, "-o", "scores.csv", "--map", left)
    assert (ran.code, counts(ran)) == (0, (4, 4, 0, 0)), ran.err


def test_a_mapping_file_that_is_there_already_is_never_overwritten_and_is_named_again_where_it_serves() -> None:
    left = Path("zero_based.map.yaml")
    assert batch(ZERO_BASED, "-o", "scores.csv").code == 3
    edited = left.read_text(encoding="utf-8") + "# my own work\n"
    left.write_text(edited, encoding="utf-8")
    ran = batch(ZERO_BASED, "-o", "scores.csv")
    assert ran.code == 3
    assert "zero_based.map.yaml is there already and stays as it is; edit it and run again" in ran.err
    assert left.read_text(encoding="utf-8") == edited
    assert files() == {"zero_based.map.yaml"}


@pytest.mark.parametrize(
    "stale",
    [
        "# nothing yet\n",
        "format: 1\nquestionnaire: another\ncolumns: []\n",
        "format: 1\nsource: other.csv\ncolumns: [{column: H, answers: trust}]\n",
        "format: 1\ncolumns: [{column: A, ignore: true}]\n",
        "format: 1\ncolumns: [{column: H, header: Once otherwise, answers: prepared}]\n",
    ],
    ids=["empty", "questionnaire", "table", "silent", "header"],
)
def test_a_mapping_file_for_another_table_or_time_stays_and_a_new_one_is_left_beside_it(stale: str) -> None:
    left = Path("zero_based.map.yaml")
    left.write_text(stale, encoding="utf-8")
    told = [batch(ZERO_BASED, "-o", "scores.csv").err for _ in range(2)]
    assert "zero_based.map.yaml is there already and stays as it is, but is not for this table as it now is" in told[0]
    assert "zero_based-2.map.yaml is a mapping file to be edited; then run again with --map" in told[0]
    assert "zero_based-2.map.yaml is there already and stays as it is; edit it" in told[1]
    assert left.read_text(encoding="utf-8") == stale
    assert files() == {"zero_based.map.yaml", "zero_based-2.map.yaml"}


def test_where_one_of_three_tables_stops_only_that_one_gets_a_mapping_file_and_the_file_is_for_it_alone() -> None:
    google = EXPORTS / "google" / "download.csv"
    ran = batch(IDS, google, ZERO_BASED, "-o", "scores.csv")
    assert ran.code == 3
    assert files() == {"zero_based.map.yaml"}
    left = Path("zero_based.map.yaml")
    left.write_text(left.read_text(encoding="utf-8").replace('# "0": …', '"0": 1'), encoding="utf-8")
    ran = batch(IDS, google, ZERO_BASED, "-o", "scores.csv", "--map", left)
    assert ran.code == 0, ran.err
    assert {each["source"] for each in rows("scores.csv")} == {str(IDS), str(google), str(ZERO_BASED)}


def test_a_mapping_file_that_names_none_of_several_tables_is_for_all_of_them() -> None:
    second = Path("second.csv")
    second.write_bytes(ZERO_BASED.read_bytes())
    Path("all.yaml").write_text(
        'format: 1\ncolumns:\n  - {column: prepared, answers: prepared, values: {"0": 1, "2": 3, "3": 4}}\n',
        encoding="utf-8",
    )
    ran = batch(ZERO_BASED, second, "-o", "scores.csv", "--map", "all.yaml")
    assert (ran.code, counts(ran)) == (0, (8, 8, 0, 0)), ran.err


def test_two_mapping_files_for_one_table_are_a_problem() -> None:
    for name in ("one.yaml", "two.yaml"):
        Path(name).write_text("format: 1\n", encoding="utf-8")
    ran = batch(IDS, "-o", "scores.csv", "--map", "one.yaml", "--map", "two.yaml")
    assert ran.code == 3
    assert ran.err.splitlines()[-1].startswith("one.yaml, two.yaml: are for the same tables; give each the `source`")


def test_two_tables_of_one_name_leave_two_mapping_files() -> None:
    for folder in ("north", "south"):
        Path(folder).mkdir()
        (Path(folder) / "answers.csv").write_bytes(ZERO_BASED.read_bytes())
    batch("north/answers.csv", "south/answers.csv", "-o", "scores.csv")
    assert {"north-answers.map.yaml", "south-answers.map.yaml"} < files()


def test_a_mapping_file_that_does_not_fit_is_told_at_its_line() -> None:
    Path("mine.yaml").write_text("format: 1\ncolumns:\n  - {column: Z, answers: policy}\n", encoding="utf-8")
    ran = batch(IDS, "-o", "scores.csv", "--map", "mine.yaml")
    assert ran.code == 3
    assert ran.err.splitlines()[-1].startswith("mine.yaml:3:14: columns[0].column: there is no column `Z`")
    assert files() == {"mine.yaml"}


def test_a_likeness_stops_the_run_until_it_is_accepted() -> None:
    alike = Path("alike.csv")
    words = "Does your team have a written data policyy?"
    alike.write_text(IDS.read_text(encoding="utf-8").replace("policy", words, 1), encoding="utf-8")
    stopped = batch(alike, "-o", "scores.csv")
    assert stopped.code == 3
    assert words in stopped.err
    assert batch(alike, "-o", "scores.csv", "--accept-fuzzy").code == 0
    assert len(rows("scores.csv")) == 4


def test_a_dry_run_shows_the_mapping_and_five_rows_and_writes_no_scores() -> None:
    made = table("seven.csv", lambda at, row: {**row, "id": f"person-{at}"}, 7)
    ran = batch(made, "-o", "scores.csv", "--dry-run")
    assert ran.code == 0
    assert files() == {"seven.csv", "seven.map.yaml"}
    assert "Column C policy; Matched by id" in ran.out
    (ids,) = [line.split()[1:] for line in ran.out.splitlines() if line.startswith("  id ")]
    assert ids == [f"person-{at}" for at in range(5)]
    assert batch(made, "-o", "scores.csv", "--map", "seven.map.yaml").code == 0


def test_a_dry_run_with_something_undecided_shows_the_mapping_so_far_and_then_what_stops_it() -> None:
    ran = batch(ZERO_BASED, "--dry-run")
    assert ran.code == 3
    shown = ran.out[ran.out.index("To be decided:") :]
    assert "`prepared`" in shown[: shown.index("Which column answers what:")]
    assert "- policy: " in shown
    assert "nothing was scored: 1 thing must be decided first" in ran.err
    assert files() == {"zero_based.map.yaml"}


def test_what_is_to_be_known_of_a_match_is_told_when_rows_are_scored_even_quietly_and_in_the_report() -> None:
    made = table("some.csv", lambda _, row: {name: row[name] for name in row if not name.startswith("N1")}, 3)
    words = "some.csv: these ratings have no column, while others have: `risk N1 likelihood`"
    for quiet in ((), ("--quiet",)):
        ran = batch(made, "-o", "scores.csv", "--report", "matched.json", *quiet)
        assert ran.code == 0
        assert ran.err.count(words) == 1, ran.err
    (told,) = json.loads(Path("matched.json").read_text(encoding="utf-8"))
    assert any("`risk N1 likelihood`" in each["text"] and not each["serious"] for each in told["troubles"])
    assert "ces évaluations n'ont pas de colonne" in batch(made, "-o", "scores.csv", "--lang", "fr").err


def test_what_is_so_with_many_a_sound_table_is_told_but_not_quietly() -> None:
    made = table("none.csv", lambda _, row: {name: row[name] for name in row if not re.match("[PNO]\\d", name)}, 3)
    assert "this table rates no risks, so no exposure and no course can be told" in batch(made, "-o", "a.csv").err
    assert batch(made, "-o", "a.csv", "--quiet").err == ""


def test_ids_that_stand_twice_are_told_with_one_of_them_and_every_row_is_kept() -> None:
    made = table("twice.csv", lambda at, row: {**row, "id": f"R{at % 4}"}, 6)
    ran = batch(made, "-o", "scores.csv", "--id-column", "id", "--quiet")
    assert (ran.code, len(rows("scores.csv"))) == (0, 6)
    assert ran.err == (
        "twice.csv: 2 ids stand more than once in the first 6 rows, such as `R0` (rows 2, 6); each row is kept\n"
    )
    french = batch(made, "-o", "scores.csv", "--id-column", "id", "--lang", "fr").err
    assert "2 identifiants figurent plus d'une fois dans les 6 premières lignes, tel `R0` (lignes 2, 6)" in french
    once = table("once.csv", lambda at, row: {**row, "id": f"R{at % 5}" if at else ""}, 6)
    assert "the id `R0`" not in batch(once, "-o", "scores.csv", "--id-column", "id").err


def test_a_dry_run_needs_no_output() -> None:
    assert batch(IDS, "--dry-run").code == 0


@pytest.mark.parametrize(("source", "code", "stops"), [(IDS, 0, False), (ZERO_BASED, 3, True)])
def test_the_report_is_written_whether_or_not_the_run_goes_on(source: Path, code: int, stops: bool) -> None:
    assert batch(source, "-o", "scores.csv", "--report", "matched.json").code == code
    (told,) = json.loads(Path("matched.json").read_text(encoding="utf-8"))
    assert told["stops"] is stops
    assert {each["item"] for each in told["matches"]} >= {"policy", "risk P1 likelihood"}


# --- rows -------------------------------------------------------------------------------------------------------------


def test_rows_that_a_rule_leaves_out_are_scored_where_that_is_asked_for() -> None:
    export = EXPORTS / "qualtrics" / "three_rows.csv"
    known = expected("qualtrics/three_rows.csv").left_out
    assert known == {"preview": 1, "test": 1, "spam": 1}
    before = counts(batch(export, "-o", "scores.csv"))
    ran = batch(export, "-o", "scores.csv", "--include", "preview", "--include", "spam")
    assert counts(ran)[1] == before[1] + 2
    assert "1 left out by rule (1 test)" in ran.err


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n\n", "\r\n\r\n"], ids=repr)
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_blank_lines_at_the_very_end_are_no_rows_and_others_are(engine: str, end: str) -> None:
    head, *answered = IDS.read_text(encoding="utf-8").splitlines(keepends=True)
    Path("blank.csv").write_text("".join([head, *answered[:2], "\n", *answered[2:], end]), encoding="utf-8", newline="")
    ran = batch("blank.csv", "-o", "scores.csv", "--engine", engine)
    assert (ran.code, counts(ran)) == (0, (5, 4, 0, 1)), ran.err
    assert [each["row"] for each in rows("scores.csv")] == ["2", "3", "5", "6"]


def test_unfinished_responses_are_kept_and_marked_unless_only_complete_ones_are_wanted() -> None:
    export = EXPORTS / "qualtrics" / "three_rows.csv"
    known = expected("qualtrics/three_rows.csv")
    batch(export, "-o", "all.csv")
    ran = batch(export, "-o", "complete.csv", "--complete-only")
    assert [each["finished"] for each in rows("all.csv")].count("false") == known.unfinished > 0
    assert {each["finished"] for each in rows("complete.csv")} == {"true"}
    assert f"{known.unfinished} unfinished" in ran.err


def test_rejects_say_row_person_column_value_and_reason() -> None:
    ran = batch(MISSPELT, "-o", "scores.csv")
    assert (ran.code, counts(ran)) == (4, (4, 2, 2, 0))
    assert "2 rows rejected: scores.rejects.csv says where and why" in ran.err
    first, second = rows("scores.rejects.csv")
    assert first == {
        "source": str(MISSPELT),
        "row": "2",
        "id": "r1",
        "column": "trust",
        "item": "trust",
        "value": "Agre",
        "reason": "“Agre” is not an option of this question; nearest: “Agree”",
    }
    assert (second["row"], second["value"]) == ("4", "Somewhat agree")


def test_rejects_of_an_earlier_run_do_not_outlive_it() -> None:
    assert batch(MISSPELT, "-o", "scores.csv").code == 4
    assert batch(IDS, "-o", "scores.csv").code == 0
    assert files() == {"scores.csv"}


def test_rejects_go_where_they_are_wanted() -> None:
    batch(MISSPELT, "-o", "scores.csv", "--rejects", "bad.jsonl")
    assert files() == {"scores.csv", "bad.jsonl"}
    assert [json.loads(line)["id"] for line in Path("bad.jsonl").read_text(encoding="utf-8").splitlines()] == [
        "r1",
        "r3",
    ]


def test_strict_tells_the_rows_and_writes_nothing() -> None:
    ran = batch(MISSPELT, "-o", "scores.csv", "--strict", "--summary", "summary.json")
    assert (ran.code, ran.out, files()) == (3, "", set())
    assert f"{MISSPELT}: row 2, trust: “Agre” is not an option of this question; nearest: “Agree”" in ran.err
    assert "2 rows cannot be scored, and with --strict nothing is written" in ran.err


def test_strict_says_nothing_where_every_row_can_be_scored() -> None:
    assert batch(IDS, "-o", "scores.csv", "--strict").code == 0


def test_a_sign_for_no_answer_is_taken_for_none() -> None:
    assert batch(MISSPELT, "-o", "scores.csv", "--missing", "Agre", "--missing", "Somewhat agree").code == 0
    assert len(rows("scores.csv")) == 4


def test_ids_keep_their_leading_zeros() -> None:
    made = table("members.csv", lambda at, row: {"Matricule": f"{at:05}", **row}, 3)
    assert (
        batch(made, "-o", "scores.csv", "-o", "scores.xlsx", "-o", "scores.parquet", "--id-column", "Matricule").code
        == 0
    )
    zeros = ["00000", "00001", "00002"]
    assert [each["id"] for each in rows("scores.csv")] == zeros
    assert pl.read_parquet("scores.parquet")["id"].to_list() == zeros
    assert [each["id"] for each in sheet("scores.xlsx")] == zeros


def sheet(path: str) -> list[dict[str, Any]]:
    head, *below = openpyxl.load_workbook(path).active.iter_rows(values_only=True)  # type: ignore[union-attr]
    return [dict(zip(map(str, head), each, strict=True)) for each in below]


def test_what_a_spreadsheet_would_run_is_set_off() -> None:
    made = table("members.csv", lambda at, row: {**row, "id": "=1+1", "trust": "@SUM(A1)" if at == 1 else "4"}, 3)
    assert batch(made, "-o", "scores.csv", "-o", "scores.tsv", "-o", "scores.xlsx").code == 4
    assert {each["id"] for each in rows("scores.csv")} == {"'=1+1"}
    assert "\t'=1+1\t" in Path("scores.tsv").read_text(encoding="utf-8")
    assert [each["value"] for each in rows("scores.rejects.csv")] == ["'@SUM(A1)"]
    book = openpyxl.load_workbook("scores.xlsx").active
    assert book is not None
    assert {cell.data_type for row in book.iter_rows() for cell in row} <= {"s", "n", "b"}


# --- outputs ----------------------------------------------------------------------------------------------------------


def test_several_outputs_hold_the_same_scores() -> None:
    names = ["scores.csv", "scores.tsv", "scores.jsonl", "scores.xlsx", "scores.parquet"]
    assert batch(IDS, *(each for name in names for each in ("-o", name))).code == 0
    assert files() == set(names)
    wanted = pl.read_parquet("scores.parquet")["score.overall"].to_list()
    assert wanted[3] is None
    assert pl.read_csv("scores.csv")["score.overall"].to_list() == wanted
    assert pl.read_csv("scores.tsv", separator="\t")["score.overall"].to_list() == wanted
    assert pl.read_ndjson("scores.jsonl")["score.overall"].to_list() == wanted
    in_book = [each["score.overall"] for each in sheet("scores.xlsx")]  # where figures have 15 digits
    assert in_book == [None if each is None else pytest.approx(each, rel=1e-14) for each in wanted]


def test_the_long_form_has_a_line_for_each_figure() -> None:
    batch(IDS, "-o", "wide.parquet")
    batch(IDS, "-o", "long.csv", "--long")
    score = {
        each["id"]: each["value"] for each in rows("long.csv") if (each["kind"], each["of"]) == ("score", "overall")
    }
    wide = pl.read_parquet("wide.parquet")
    told = {id_: float(value) if value else None for id_, value in score.items()}
    assert told == dict(zip(wide["id"], wide["score.overall"], strict=True))


def test_scores_alone_are_fewer_columns_with_the_same_figures() -> None:
    batch(IDS, "-o", "all.parquet")
    batch(IDS, "-o", "few.parquet", "--outputs", "scores")
    every, few = pl.read_parquet("all.parquet"), pl.read_parquet("few.parquet")
    assert set(few.columns) < set(every.columns)
    assert few.equals(every.select(few.columns))


def test_standard_input_to_standard_output_carries_the_table_and_nothing_else() -> None:
    ran = batch("-", "-o", "-", stdin=MISSPELT.read_bytes())
    assert ran.code == 4
    assert [each["id"] for each in lines(ran.out)] == ["r2", "r4"]
    assert "rejected rows: 2; name a file with --rejects" in ran.err
    assert files() == set()


@pytest.mark.parametrize("style", ["tsv", "jsonl"])
def test_standard_output_takes_other_formats(style: str) -> None:
    ran = batch(IDS, "-o", "-", "--table-format", style)
    head = ran.out.splitlines()[0]
    assert head.startswith("row\tid\t" if style == "tsv" else '{"row":2,"id":"r1",')


def test_several_sources_say_in_each_row_which_it_is_from() -> None:
    ran = batch(IDS, MISSPELT, IDS, "-o", "scores.csv")
    assert (ran.code, counts(ran)) == (4, (8, 6, 2, 0))  # a table that is named twice is read once
    assert [each["source"] for each in rows("scores.csv")] == [str(IDS)] * 4 + [str(MISSPELT)] * 2


def test_a_folder_can_take_its_own_output_and_be_read_again() -> None:
    folder = Path("exports")
    folder.mkdir()
    for each in (IDS, MISSPELT, ZERO_BASED):
        (folder / each.name).write_bytes(each.read_bytes())
    assert batch("exports", "-o", "exports/scores.csv").code == 3
    left = folder / "zero_based.map.yaml"
    left.write_text(left.read_text(encoding="utf-8").replace('# "0": …', '"0": 1'), encoding="utf-8")
    ran = [batch("exports", "-o", "exports/scores.csv", "--map", left) for _ in range(2)]
    assert [each.code for each in ran] == [4, 4], ran[0].err
    assert counts(ran[0]) == counts(ran[1]) == (12, 10, 2, 0)


def test_quiet_says_nothing_where_all_is_well() -> None:
    more = ("--summary", "summary.json", "--report", "matched.json", "--reports", "documents")
    ran = batch(EXPORTS / "qualtrics" / "three_rows.csv", "-o", "scores.csv", "--quiet", *more)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_quiet_still_tells_of_rejects() -> None:
    ran = batch(MISSPELT, "-o", "scores.csv", "--quiet")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == "2 rows rejected: scores.rejects.csv says where and why\n"


def test_the_same_rows_come_out_of_duckdb() -> None:
    batch(MISSPELT, "-o", "polars.parquet")
    assert batch(MISSPELT, "-o", "duckdb.parquet", "--engine", "duckdb").code == 4
    assert pl.read_parquet("duckdb.parquet").equals(pl.read_parquet("polars.parquet"))
    assert Path("duckdb.rejects.csv").read_bytes() == Path("polars.rejects.csv").read_bytes()


def test_french_is_spoken_where_it_is_asked_for() -> None:
    ran = batch(MISSPELT, "-o", "scores.csv", "--lang", "fr")
    assert "4 lignes = 2 notées + 2 rejetées + 0 écartées par règle" in ran.err
    assert "n'est pas" in rows("scores.rejects.csv")[0]["reason"]
    assert "Notées\xa0: 2" in ran.out


def test_a_log_gets_a_line_with_rate_and_time_left_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "a second" not in batch(IDS, "-o", "scores.csv").err
    monkeypatch.setattr(progress, "EVERY", 0.0)
    assert re.search(r"^scoring: 4, [\d,]+ a second, about \d+ s left$", batch(IDS, "-o", "a.csv").err, re.MULTILINE)
    french = batch(IDS, "-o", "a.csv", "--lang", "fr").err
    assert re.search(r"^notation : 4, [\d,]+ par seconde, encore \d+ s environ$", french, re.MULTILINE)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_log_tells_of_writing_as_well(monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    monkeypatch.setattr(progress, "EVERY", 0.0)
    told = batch(IDS, "-o", "a.csv", "-o", "a.xlsx", "-o", "a.parquet", "--engine", engine).err
    assert re.search(r"^scoring: 4, [\d,]+ a second", told, re.MULTILINE)
    assert re.search(r"^writing: 8, [\d,]+ a second, about 0 s left$", told, re.MULTILINE)
    assert "writing" not in batch(IDS, "-o", "a.parquet").err
    french = batch(IDS, "-o", "-", "--lang", "fr").err
    assert re.search(r"^écriture : 4, [\d,]+ par seconde", french, re.MULTILINE)


def test_a_log_gets_lines_while_nothing_can_be_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "EVERY", 0.0)
    told = ""
    with progress.progress("summing up", None, quiet=False, language="en"):
        while told.count("\n") < 2:
            told += capsys.readouterr().err
    assert told.startswith("summing up: at work for 0 s\nsumming up: at work for 0 s\n")


def test_a_dry_run_fits_a_narrow_terminal() -> None:
    ran = batch(EXPORTS / "google" / "sheets_french.csv", "--dry-run", "--id-column", "remarks")
    shown = ran.out[ran.out.index("The first scored rows") :]
    assert max(map(len, shown.splitlines())) <= 80


def test_a_language_that_the_questionnaire_does_not_have_is_told() -> None:
    assert "has no text in `xx`; `en` is shown" in batch(IDS, "-o", "scores.csv", "--lang", "xx").err


# --- response files ---------------------------------------------------------------------------------------------------


@pytest.fixture
def responses(here: Path) -> Path:
    """Twelve response files of two organizations, one of them broken."""
    text = shipped_examples()["quick-bakery"].read_text(encoding="utf-8")
    folder = here / "responses"
    folder.mkdir()
    for at in range(12):
        own = re.sub(r"^organization:.*$", f"organization: Maison {'A' if at % 2 else 'É'}", text, flags=re.MULTILINE)
        (folder / f"r{at:02}.yaml").write_text(own, encoding="utf-8")
    (folder / "r07.yaml").write_text(text.replace("answers:", "answers: ["), encoding="utf-8")
    return folder


@pytest.mark.parametrize("source", ["responses", "responses/*.yaml"])
def test_a_broken_response_file_is_a_reject_and_the_others_are_scored(responses: Path, source: str) -> None:
    ran = batch(source, "-o", "scores.csv", questionnaire="quick-check")
    assert (ran.code, counts(ran)) == (4, (12, 11, 1, 0))
    assert "1 row rejected: scores.rejects.csv says where and why" in ran.err
    (only,) = rows("scores.rejects.csv")
    assert only["source"] == "r07.yaml"
    assert only["reason"].endswith("the bracket “[” that opens here is not closed; close it")


def test_response_files_are_summed_up_by_what_they_say_of_themselves(responses: Path) -> None:
    ran = batch("responses", "-o", "scores.csv", "--by", "organization", questionnaire="quick-check")
    assert "- Maison É: n 6;" in ran.out
    assert "- Maison A: n 5;" in ran.out


def test_every_response_gets_a_document(responses: Path) -> None:
    ran = batch("responses", "--reports", "documents", "--format", "md", questionnaire="quick-check")
    assert ran.code == 4
    written = sorted(path.name for path in Path("documents").iterdir())
    assert written == [f"r{at:02}.md" for at in range(12) if at != 7]
    assert Path("documents/r00.md").read_text(encoding="utf-8").startswith("# ")
    assert "before" not in ran.err


def test_what_is_not_read_in_a_folder_is_told(responses: Path) -> None:
    (responses / "notes.txt").write_text("Ann rang.\n", encoding="utf-8")
    (responses / "more").mkdir()
    ran = batch("responses", "-o", "scores.csv", questionnaire="quick-check")
    assert ran.code == 4
    assert "responses: passed over, being neither tables nor responses: notes.txt\n" in ran.err
    assert "responses: folders inside it are not looked into: more\n" in ran.err
    quiet = batch("responses", "-o", "scores.csv", "--quiet", "--lang", "fr", questionnaire="quick-check").err
    assert "responses: ses sous-dossiers ne sont pas parcourus\u00a0: more\n" in quiet
    assert "notes.txt" not in quiet


def test_documents_of_an_earlier_run_stay_and_are_told(responses: Path) -> None:
    Path("documents").mkdir()
    for name in ("r00.md", "x.md", "y.md"):
        Path("documents", name).write_text("earlier", encoding="utf-8")
    ran = batch("responses", "--reports", "documents", "--quiet", questionnaire="quick-check")
    assert "2 other documents were in documents before, and stay; to have those of this run alone, name a" in ran.err
    assert Path("documents/x.md").read_text(encoding="utf-8") == "earlier"
    assert Path("documents/r00.md").read_text(encoding="utf-8").startswith("# ")
    Path("documents/y.md").unlink()
    ran = batch("responses", "--reports", "documents", "--lang", "fr", questionnaire="quick-check")
    assert "1 autre document était déjà dans documents, et y reste" in ran.err


def test_every_row_of_a_table_gets_a_document() -> None:
    assert batch(IDS, "--reports", "documents", "--format", "json").code == 0
    assert sorted(path.name for path in Path("documents").iterdir()) == ["r1.json", "r2.json", "r3.json", "r4.json"]


def test_documents_of_an_export_with_times_bear_the_day_of_the_response() -> None:
    export = EXPORTS / "qualtrics" / "three_rows.csv"
    ended = sorted(each["ended"][:10] for each in (batch(export, "-o", "scores.csv"), rows("scores.csv"))[1])
    assert batch(export, "--reports", "documents", "--format", "json").code == 0
    told = [json.loads(path.read_text(encoding="utf-8")) for path in Path("documents").iterdir()]
    assert sorted(each["date"] for each in told) == ended


def test_documents_into_a_file_are_refused_before_anything_is_read() -> None:
    Path("documents").write_text("mine", encoding="utf-8")
    ran = batch("nothing.csv", "--reports", "documents")
    assert ran.code == 3
    assert ran.err.startswith("documents: is a file, not a folder; name a folder for the documents")


def test_strict_stops_at_a_broken_response_file(responses: Path) -> None:
    ran = batch("responses", "-o", "scores.csv", "--strict", questionnaire="quick-check")
    assert ran.code == 3
    assert "r07.yaml: line" in ran.err
    assert not Path("scores.csv").exists()


def test_a_dry_run_over_response_files_tells_what_is_wrong_and_writes_nothing(responses: Path) -> None:
    before = files()
    ran = batch("responses", "--dry-run", questionnaire="quick-check")
    assert (ran.code, files()) == (0, before)
    assert "r07.yaml: line" in ran.err
    assert "12 response files, of which 11 can be scored" in ran.err


def test_tables_and_response_files_together_are_refused(responses: Path) -> None:
    (responses / "ids.csv").write_bytes(IDS.read_bytes())
    ran = batch("responses", "-o", "scores.csv", questionnaire="quick-check")
    assert ran.code == 3
    assert ran.err.startswith("responses: holds tables (ids.csv) and response files (r00.yaml, r01.yaml, r02.yaml, …)")
    assert ran.err.endswith("name either the tables or the responses, for example `*.csv`\n")


@pytest.mark.parametrize(
    "options", [("--map", "m.yaml"), ("--delimiter", "tab"), ("--engine", "duckdb"), ("--by", "Région")]
)
def test_options_about_tables_are_refused_for_response_files(responses: Path, options: tuple[str, str]) -> None:
    ran = batch("responses", "-o", "scores.csv", *options, questionnaire="quick-check")
    assert ran.code == 2
    assert ran.err.startswith(f"{options[0]}: ")


# --- summary ----------------------------------------------------------------------------------------------------------


def regions(at: int, row: dict[str, str]) -> dict[str, str]:
    region = "Québec" if at < 30 else "Estrie" if at < 50 else "Gaspésie" if at < 57 else "Côte-Nord"
    return {**row, "Région": region}


def test_small_groups_are_withheld_and_so_is_what_would_give_them_away() -> None:
    ran = batch(table("members.csv", regions, 60), "-o", "scores.csv", "--by", "Région")
    assert "- Québec: n 30;" in ran.out
    assert "Côte-Nord: n" not in ran.out
    assert "Gaspésie: n" not in ran.out  # else the total would tell how many are in the Côte-Nord
    assert re.search(r"^Withheld.*Côte-Nord", ran.out, re.MULTILINE)


def test_small_groups_are_shown_only_where_that_is_said_twice() -> None:
    made = table("members.csv", regions, 60)
    refused = batch(made, "-o", "scores.csv", "--by", "Région", "--min-group", "1")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "--min-group: 1 shows single persons; say --min-group 1 --show-small-groups together, or another size\n"
    )
    shown = batch(made, "-o", "scores.csv", "--by", "Région", "--min-group", "1", "--show-small-groups")
    assert "- Côte-Nord: n 3;" in shown.out
    assert "Small groups are shown, because that was asked for" in shown.out


def test_the_summary_is_written_in_every_format() -> None:
    made = table("members.csv", regions, 60)
    names = ["summary.json", "summary.csv", "summary.md", "summary.txt"]
    ran = batch(made, *(each for name in names for each in ("--summary", name)), "--invited", "80", "--by", "B")
    assert ran.code == 0
    told = json.loads(Path("summary.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, json.loads(run("schema", "summary").out))
    assert Path("summary.txt").read_text(encoding="utf-8") == ran.out
    assert Path("summary.md").read_text(encoding="utf-8").startswith("# Data habits")
    assert {(each["measure"], each["value"]) for each in rows("summary.csv")} >= {("rows", "60"), ("scored", "60")}
    assert "Response rate: 75\xa0% (60 of 80 invited)" in ran.out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Regoin", "members.csv: has no column `Regoin`; did you mean `Région`?"),
        ("size", "members.csv: has no column `size`; name it by its header, by its letter in a spreadsheet, or by the"),
        ("Nom", "members.csv: column `Nom` says who a person is, and is never copied; choose another column"),
    ],
)
def test_a_column_to_group_by_that_cannot_be_had_is_told(name: str, words: str) -> None:
    made = table("members.csv", lambda at, row: {**regions(at, row), "Nom": f"P. {at}"}, 6)
    ran = batch(made, "-o", "scores.csv", "--by", name)
    assert ran.code == 3
    assert words in ran.err
    assert not Path("scores.csv").exists()


# --- what is wrong ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "-o: nothing is to be written; name an output such as scores.parquet, or look first with --dry-run"),
        (("-o", "scores.doc"), "scores.doc: its suffix `.doc` is no format of scores; use .parquet, .csv, "),
        (("-o", "a.csv", "--summary", "s.pdf"), "s.pdf: its suffix `.pdf` is no format of a summary; use .json, "),
        (("-o", "a.csv", "--rejects", "r.parquet"), "r.parquet: its suffix `.parquet` is no format of rejects; use "),
        (("-o", "a.csv", "--report", "r.txt"), "r.txt: its suffix `.txt` is no format of what was matched; use .json"),
        (("-o", "-", "-o", "-"), "-: is named twice; name it once"),
        (("-o", "a.csv", "-o", "a.csv"), "a.csv: would replace a file that is read or written here; choose another"),
        (("-o", "a.csv", "--rejects", IDS), f"{IDS}: would replace a file that is read or written here; choose"),
        (
            ("-o", "a.csv", "--platform", "gogle"),
            "--platform: `gogle` is not a platform that is known; did you mean `g",
        ),
        (
            ("-o", "a.csv", "--platform", "x"),
            "--platform: `x` is not a platform that is known; known here: `qualtrics`",
        ),
        (("-o", "a.csv", "--include", "tests"), "--include: no rule leaves rows out as `tests`; did you mean `test`?"),
        (("-o", "a.csv", "--master", "local"), "--master: belongs to Spark; add --engine spark, or leave it out"),
    ],
)
def test_a_wrong_command_line_is_told_with_its_place_and_repair(arguments: tuple[object, ...], words: str) -> None:
    ran = batch(IDS, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(words)
    assert files() == set()


def test_a_source_is_never_overwritten_even_where_it_is_called_like_rejects() -> None:
    Path("scores.rejects.csv").write_bytes(IDS.read_bytes())
    ran = batch("scores.rejects.csv", "-o", "scores.csv")
    assert ran.code == 2
    assert Path("scores.rejects.csv").read_bytes() == IDS.read_bytes()


def test_no_questionnaire_is_a_wrong_command_line() -> None:
    ran = run("batch", IDS, "-o", "scores.csv")
    assert (ran.code, ran.err) == (
        2,
        "-q: no questionnaire is named; name the one that was answered: see `readiness list`\n",
    )


def test_an_unknown_questionnaire_suggests_the_nearest() -> None:
    ran = batch(IDS, "-o", "scores.csv", questionnaire="quick-chek")
    assert (ran.code, ran.err) == (
        3,
        "quick-chek: there is no questionnaire of this name; did you mean `quick-check`?\n",
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("nothing.csv", "nothing.csv: no such file or folder; check the name"),
        ("nothing*.csv", "nothing*.csv: no file has a name like this; check the pattern, or name a folder"),
        (EXPORTS / "cases" / "empty.csv", "is empty; export the responses again, and check that there are some"),
        (EXPORTS / "cases" / "header_only.csv", "and no row of answers; export the responses again; if a header row"),
        (EXPORTS / "cases" / "one_column.csv", "has one column only; if the cells are divided by something else"),
    ],
)
def test_a_source_that_cannot_be_read_is_told_with_its_repair(source: object, words: str) -> None:
    ran = batch(source, "-o", "scores.csv")
    assert (ran.code, ran.out) == (3, "")
    assert words in ran.err
    assert files() == set()


def test_an_output_in_a_folder_that_is_not_there_is_told_before_anything_is_read() -> None:
    ran = batch("nothing.csv", "-o", "missing/scores.csv")
    assert (ran.code, ran.err) == (
        3,
        "missing/scores.csv: its folder does not exist; make the folder `missing` first\n",
    )


def test_a_write_protected_output_is_told_before_anything_is_read() -> None:
    Path("scores.csv").write_text("mine", encoding="utf-8")
    Path("scores.csv").chmod(0o444)
    ran = batch("nothing.csv", "-o", "scores.csv")
    assert ran.code == 3
    assert ran.err == "scores.csv: is write-protected; choose another name, or lift the protection\n"


@pytest.mark.parametrize(
    ("why", "repair"),
    [
        ("parquet: No space left on device (os error 28)", "make room where the output goes, or choose another place"),
        ("found more fields than defined in 'Schema'", "mend the table there, or try another --engine"),
    ],
)
def test_an_engine_that_gives_up_is_told_with_its_repair(
    why: str, repair: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gives_up(*_: object) -> None:
        raise EngineError(why)

    monkeypatch.setattr(Polars, "score", gives_up)
    ran = batch(IDS, "-o", "scores.csv")
    assert (ran.code, files()) == (3, set())
    assert f"{IDS}: cannot be scored to its end: {why}; {repair}" in ran.err


def test_without_pyspark_there_is_one_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyspark", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, name, None)
    ran = batch(IDS, "-o", "scores.parquet", "--engine", "spark")
    assert ran.code == 3
    assert ran.err == "--engine spark: PySpark is not installed; install it: pip install 'readiness[spark]'\n"


def test_a_mapping_file_is_yaml_that_loads() -> None:
    batch(ZERO_BASED, "-o", "scores.csv")
    found = yaml.safe_load(Path("zero_based.map.yaml").read_text(encoding="utf-8"))
    assert found["source"] == str(ZERO_BASED)
    assert found["questionnaire"] == "data-habits"
