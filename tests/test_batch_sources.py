"""Sources of a batch: what names stand for, what a file is, and what is said of one that cannot be read."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import sys
import threading
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from readiness.batch.export import Delimited, Export, Parquet
from readiness.batch.reading.delimited import Opening, opening
from readiness.batch.reading.faults import unreadable
from readiness.batch.reading.reader import mended_rows, read_export
from readiness.batch.reading.sources import find_sources
from tests.exports_read import EXPORTS, NAMES, expected, filled, read, refused, source

TABLE = "id,policy\n1,yes\n2,no\n"


def written(path: Path, content: str | bytes = TABLE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def kinds(*names: object, workspace: Path) -> list[tuple[str, list[str]]]:
    found = find_sources([str(name) for name in names], workspace=workspace)
    assert not found.problems, [str(problem) for problem in found.problems]
    return [(each.kind, [file.name for file in each.files]) for each in found.sources]


# What names stand for


def test_a_folder_of_responses_is_one_source(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c.json"):
        written(tmp_path / "answers" / name, '{"format": 1, "answers": {}}')
    assert kinds(tmp_path / "answers", workspace=tmp_path) == [("responses", ["a.yml", "b.yaml", "c.json"])]


def test_a_folder_of_tables_is_a_source_each(tmp_path: Path) -> None:
    for name in ("b.csv", "a.tsv", "c.txt"):
        written(tmp_path / "in" / name)
    assert [names for _, names in kinds(tmp_path / "in", workspace=tmp_path)] == [["a.tsv"], ["b.csv"], ["c.txt"]]


def test_hidden_files_locks_and_own_rejects_are_passed_over(tmp_path: Path) -> None:
    for name in ("a.csv", ".b.csv", "~$c.xlsx", "scores.rejects.csv", "rejects.csv", "notes.md", "out.csv"):
        written(tmp_path / "in" / name)
    found = find_sources([str(tmp_path / "in")], workspace=tmp_path, without=[tmp_path / "in" / "out.csv"])
    assert [each.display for each in found.sources] == [str(tmp_path / "in" / "a.csv")]


@pytest.mark.parametrize("name", ["r.yaml", "r.json", "t.csv"])
def test_what_is_neither_table_nor_response_is_passed_over_and_named(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    written(folder / name, '{"format": 1, "answers": {}}' if name.startswith("r") else TABLE)
    for each in ("notes.txt", "README.md", "shot.png", "old/r.yaml", ".git/x", "scores.rejects.csv"):
        written(folder / each, "Ann rang.\nShe will send hers on Monday.\n")
    found = find_sources([str(folder)], workspace=tmp_path)
    assert [file.name for each in found.sources for file in each.files] == [name]
    assert [(each.display, each.files, each.folders) for each in found.passed] == [
        (str(folder), ("README.md", "notes.txt", "shot.png"), ("old",))
    ]


def test_a_text_file_alone_in_a_folder_is_the_table(tmp_path: Path) -> None:
    written(tmp_path / "in" / "export.txt")
    assert kinds(tmp_path / "in", workspace=tmp_path) == [("text", ["export.txt"])]
    assert find_sources([str(tmp_path / "in")], workspace=tmp_path).passed == ()


def test_a_pattern_stands_for_the_files_that_fit_it(tmp_path: Path) -> None:
    for name in ("one/a.csv", "two/b.csv", "two/c.tsv"):
        written(tmp_path / name)
    assert [names for _, names in kinds(tmp_path / "*" / "*.csv", workspace=tmp_path)] == [["a.csv"], ["b.csv"]]
    assert [names for _, names in kinds(tmp_path / "**" / "*.tsv", workspace=tmp_path)] == [["c.tsv"]]


def test_a_relative_pattern_is_looked_for_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "in" / "a.csv")
    monkeypatch.chdir(tmp_path)
    assert kinds("in/*.csv", workspace=tmp_path) == [("text", ["a.csv"])]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    assert kinds(written(tmp_path / "answers [1].csv"), workspace=tmp_path) == [("text", ["answers [1].csv"])]


def test_the_same_table_named_twice_is_one(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv")
    assert len(kinds(path, path, workspace=tmp_path)) == 1


def test_responses_of_several_names_come_together(tmp_path: Path) -> None:
    one, two = (written(tmp_path / name / "r.yaml", "format: 1\n") for name in ("one", "two"))
    found = find_sources([str(one.parent), str(two)], workspace=tmp_path)
    assert [each.files for each in found.sources] == [(one, two)]


def test_tables_and_responses_together_are_refused_with_examples(tmp_path: Path) -> None:
    written(tmp_path / "in" / "a.csv")
    written(tmp_path / "in" / "r.yaml", "format: 1\n")
    said = refused(tmp_path / "in", tmp_path)
    assert "holds tables (a.csv) and response files (r.yaml) together" in said
    assert "`*.csv`" in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere.csv", "no such file or folder"),
        ("*.nothing", "no file has a name like this"),
        ("hollow", "holds no table and no response"),
    ],
)
def test_names_that_stand_for_nothing_are_told(name: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "hollow" / "inner").mkdir(parents=True)
    assert words in refused(tmp_path / name, tmp_path)


def test_every_name_that_stands_for_nothing_is_told_at_once(tmp_path: Path) -> None:
    names = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    assert [problem.source for problem in find_sources(names, workspace=tmp_path).problems] == names


def test_standard_input_is_read_as_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO("id;équipe\n1;à côté\n".encode("cp1252")))
    monkeypatch.setattr(sys, "stdin", stream)
    export = read("-", tmp_path)
    assert (export.display, export.encoding) == ("standard input", "Windows-1252")
    assert export.sample.rows() == [("1", "à côté")]


def test_a_workbook_on_standard_input_is_known_by_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = (EXPORTS / "microsoft" / "forms.xlsx").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert read("-", tmp_path).platform == "Microsoft Forms"


def test_a_pipe_is_read_once_and_whole(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    feeder = threading.Thread(target=lambda: pipe.write_bytes(TABLE.encode()))
    feeder.start()
    assert read(pipe, tmp_path).sample.rows() == [("1", "yes"), ("2", "no")]
    feeder.join()


# What a file is


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("table", TABLE, "text"),
        ("table.dat", TABLE, "text"),
        ("table.xls", TABLE, "text"),
        ("answers", "format: 1\nanswers: {}\n", "responses"),
        ("records", '{"id": 1}\n{"id": 2}\n', "json lines"),
        ("records.json", '[{"id": 1}]', "json"),
        ("lines.json", '{"id": 1}\n{"id": 2}\n', "json lines"),
        ("response.json", '{\n "format": 1,\n "answers": {}\n}\n', "responses"),
    ],
)
def test_a_file_is_what_its_content_says(name: str, content: str, kind: str, tmp_path: Path) -> None:
    assert kinds(written(tmp_path / name, content), workspace=tmp_path) == [(kind, [name])]


def test_a_workbook_that_is_called_csv_is_a_workbook(tmp_path: Path) -> None:
    path = written(tmp_path / "answers.csv", (EXPORTS / "microsoft" / "forms.xlsx").read_bytes())
    assert read(path, tmp_path).platform == "Microsoft Forms"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\n \n\n", "is empty"),
        ("a.csv", b"%PDF-1.7 ...", "its content is PDF"),
        ("a.csv.gz", b"\x1f\x8b\x08" + bytes(20), "its content is gzip"),
        ("a.sav", b"$FL2@(#) IBM SPSS", "its content is SPSS"),
        ("a.csv", bytes(range(256)) * 8, "is not a table that can be read"),
        ("a.xls", b"<html><body><table>", "is a web page or XML"),
        ("a.csv", b"  <!DOCTYPE html>\n<p>Log in", "is a web page or XML"),
        ("a.xlsx", b"PK\x03\x04 cut off", "cannot be read as a workbook (.xlsx)"),
        ("a.xls", b"\xd0\xcf\x11\xe0 cut off", "cannot be read as a workbook (.xls)"),
        ("a.zip", b"PK\x03\x04 cut off", "is damaged: it cannot be read as .zip"),
        ("a.zip", b"nothing of the kind", "is damaged: it cannot be read as .zip"),
        ("a.parquet", b"PAR1 cut off", "is damaged: it cannot be read as Parquet"),
        ("a.parquet", b"id,policy\n", "is damaged: it cannot be read as .parquet"),
        ("a.jsonl", b'{"id": 1}\n{"id": \n', "a.jsonl:2: is not JSON as it should be"),
        ("a.jsonl", b'{"id": 1}\n[1, 2]\n', "a.jsonl:2: is not JSON as it should be"),
        ("a.json", b'[{"id": 1},\n{"id": ', "is not JSON as it should be"),
        ("a.json", b"[1, 2]", "is JSON, but no list of records"),
        ("a.csv", b"id,policy\n", "has header rows (1) and no row of answers"),
        ("a.csv", b"id,policy\n\n\n", "has header rows (1) and no row of answers"),
        ("a.csv", b"id\n1\n2\n", "has one column only"),
        ("a.csv", b"name,_parent_index\nx,1\n", "is a table of repeated parts"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_repair(name: str, content: bytes, words: str, tmp_path: Path) -> None:
    said = refused(written(tmp_path / name, content), tmp_path)
    assert words in said
    assert "; " in said.partition(words)[2]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "no"), "may not be read; check who may read the file"),
        (FileNotFoundError(errno.ENOENT, "no"), "no such file or folder"),
        (OSError(errno.EIO, "Input/output error"), "cannot be read: Input/output error"),
    ],
)
def test_a_file_that_the_disk_keeps_is_told_with_the_reason(error: OSError, words: str) -> None:
    assert words in str(unreadable("a.csv", error).told("en"))


@pytest.mark.parametrize(
    "name", ["google/download.csv", "qualtrics/utf16.tsv", "plain/records.jsonl", "plain/typed.parquet"]
)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.97])
def test_a_file_that_was_cut_off_is_read_or_refused_and_never_a_crash(name: str, part: float, tmp_path: Path) -> None:
    raw = (EXPORTS / name).read_bytes()
    path = written(tmp_path / Path(name).name, raw[: int(len(raw) * part)])
    found = find_sources([str(path)], workspace=tmp_path)
    for each in found.sources:
        export = read_export(each, workspace=tmp_path)
        assert isinstance(export, Export) or str(export[0])


@settings(max_examples=80, deadline=None)
@given(raw=st.binary(max_size=300) | st.text(alphabet='ab,;\t|"\n\r\ufeffé', max_size=200).map(str.encode))
def test_any_bytes_are_a_table_or_a_problem(raw: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("work")
    found = find_sources([str(written(folder / "any.csv", raw))], workspace=folder)
    for each in found.sources:
        if each.kind != "responses":
            export = read_export(each, workspace=folder)
            assert isinstance(export, Export) or export[0].message


# Delimiters and records


def opened(path: Path, delimiter: str | None = None) -> Opening:
    found = opening(path, path.name, delimiter=delimiter)
    assert isinstance(found, Opening), found
    return found


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        pytest.param("a,b;c,d\n1,2;3,4\n", ",", id="comma"),
        pytest.param("a;b, really, no kidding;c\n1;2;3\n4;5;6\n", ";", id="commas-in-a-header"),
        pytest.param("a\tb\n1,5\t2,5\n", "\t", id="tab"),
        pytest.param("a|b\n1|2\n", "|", id="pipe"),
        pytest.param('id,tools\n1,"x;y;z"\n2,"x;y;z"\n3,"x;y;z"\n', ",", id="lists-in-cells"),
        pytest.param("sep=;\na,x;b,y\n1,2;3,4\n", ";", id="stated"),
        pytest.param('"sep=|"\r\na,x|b,y\r\n1,2|3,4\r\n', "|", id="stated-within-quotation-marks"),
        pytest.param('id;"a\nb, c";d\n1;2;3\n', ";", id="header-with-a-line-break"),
    ],
)
def test_the_delimiter_is_found_on_records(content: str, delimiter: str, tmp_path: Path) -> None:
    assert opened(written(tmp_path / "a.csv", content)).delimiter == delimiter


@pytest.mark.parametrize("told", [";", "semicolon"])
def test_a_delimiter_that_is_told_wins(told: str, tmp_path: Path) -> None:
    assert read(written(tmp_path / "a.csv", "a,b;c,d\n1,2;3,4\n"), tmp_path, delimiter=told).sample.rows() == [
        ("1,2", "3,4")
    ]


def test_what_cannot_divide_columns_is_refused(tmp_path: Path) -> None:
    assert "`::` cannot divide columns" in refused(written(tmp_path / "a.csv"), tmp_path, delimiter="::")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_up_to_the_data_are_counted_as_engines_count_them(end: str, tmp_path: Path) -> None:
    rows = ["", 'id,"two', 'lines"', "1,yes", "2,no", ""]
    export = read(written(tmp_path / "a.csv", end.join(["sep=,", *rows])), tmp_path)
    assert isinstance(export.place, Delimited)
    assert (export.place.skip_lines, export.first_row) == (4, 3)
    assert filled(export).select("c0", "c1").rows() == [("1", "yes"), ("2", "no")]


def test_the_header_is_as_wide_as_its_widest_row(tmp_path: Path) -> None:
    export = read(written(tmp_path / "a.csv", "id,Tools,\n,a,b,c\n1,x,y,z\n"), tmp_path, header_rows=2)
    assert isinstance(export.place, Delimited)
    assert export.place.width == 4 == len(export.columns)


@pytest.mark.parametrize("rows", ["1\n2,no\n", "1,yes,more\n2,no\n", "1,yes\n2\n3,no,more,and more\n"])
def test_rows_of_uneven_length_are_no_error_here(rows: str, tmp_path: Path) -> None:
    export = read(written(tmp_path / "a.csv", "id,policy\n" + rows), tmp_path)
    assert export.sample.width == 2
    assert export.sample.height == rows.count("\n")


def test_row_names_that_have_no_header_do_not_shift_the_columns(tmp_path: Path) -> None:
    export = read(written(tmp_path / "a.csv", '"id","policy"\n"1","r1","yes"\n"2","r2","no"\n'), tmp_path)
    assert [(column.kind, column.text) for column in export.columns][1:] == [("id", "id"), ("answer", "policy")]
    assert export.sample.rows() == [("1", "r1", "yes"), ("2", "r2", "no")]


def test_a_delimiter_at_the_end_of_rows_alone_is_a_column_of_nothing(tmp_path: Path) -> None:
    export = read(written(tmp_path / "a.csv", "id,policy\nr1,yes,\nr2,no,\n"), tmp_path)
    assert [(column.kind, column.text) for column in export.columns][2:] == [("technical", "")]


def test_one_row_that_is_too_long_shifts_no_column(tmp_path: Path) -> None:
    export = read(written(tmp_path / "a.csv", "id,policy\nr1,yes\nr2,no,more\nr3,no\nr4,yes\n"), tmp_path)
    assert [column.text for column in export.columns] == ["id", "policy"]


@pytest.mark.parametrize("cell", ['a 5" pipe', '"x"y', 'xy"'])
def test_a_stray_quotation_mark_costs_no_row(cell: str, tmp_path: Path) -> None:
    export = read(written(tmp_path / "a.csv", f"id,policy\n0,first\n1,{cell}\n2,no\n3,yes\n"), tmp_path)
    assert export.sample["c0"].to_list() == ["0", "1", "2", "3"]
    assert any("quotation marks" in notice for notice in export.notices)


def test_an_open_quotation_mark_is_seen_in_the_last_row_only(tmp_path: Path) -> None:
    export = read(written(tmp_path / "a.csv", 'id,policy\n1,yes\n2,"no\n'), tmp_path)
    assert export.sample.rows() == [("1", "yes"), ("2", "no\n")]


def test_rows_in_a_mended_copy_are_those_of_the_file(tmp_path: Path) -> None:
    export = read(written(tmp_path / "a.csv", 'id,"a\nb"\n1,"x\ny"\n\n2,"say ""hi"""\n'), tmp_path)
    assert isinstance(export.place, Delimited)
    copy = mended_rows(export.place, "a.csv", tmp_path)
    assert isinstance(copy, Delimited)
    assert copy.path.read_bytes() == b'1,"x\ny"\n\n2,"say ""hi"""\n'


# Workbooks


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


ROWS: list[list[object]] = [["id", "policy"], ["r1", "yes"]]


def test_several_sheets_with_tables_are_named_and_one_is_asked_for(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", Spring=ROWS, Notes=[["only one column"]], Autumn=[["id", "policy"], ["r2", "no"]]
    )
    said = refused(path, tmp_path)
    assert "has several sheets that hold a table: `Spring`, `Autumn`" in said and "--sheet" in said
    assert read(path, tmp_path, sheet="autumn").sample.rows() == [("r2", "no")]
    assert read(path, tmp_path, sheet="3").sample.rows() == [("r2", "no")]
    assert "has no sheet `Winter`; it has `Spring`, `Notes`, `Autumn`" in refused(path, tmp_path, sheet="Winter")


def test_a_workbook_without_a_table_is_told(tmp_path: Path) -> None:
    assert "has no visible sheet with a table" in refused(workbook(tmp_path / "a.xlsx", Notes=[["x"]]), tmp_path)


def test_cells_of_a_workbook_become_text(tmp_path: Path) -> None:
    values: list[object] = [
        3,
        3.0,
        24.5,
        True,
        date(2026, 3, 2),
        datetime(2026, 3, 2, 9, 5, 1),
        time(9, 5),
        " x ",
        None,
    ]
    path = workbook(tmp_path / "a.xlsx", Sheet=[["id", "value"], *([n, value] for n, value in enumerate(values))])
    told = read(path, tmp_path).sample["c1"].to_list()
    assert told == ["3", "3", "24.5", "true", "2026-03-02", "2026-03-02 09:05:01", "09:05:00", " x ", None]


def test_rows_are_numbered_as_the_workbook_shows_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for place, value in {"B4": "id", "C4": "policy", "B5": "r1", "C5": "yes"}.items():
        sheet[place] = value
    book.save(tmp_path / "a.xlsx")
    export = read(tmp_path / "a.xlsx", tmp_path)
    assert export.first_row == 5
    assert export.sample.rows() == [("r1", "yes")]


def test_a_workbook_is_put_where_an_engine_can_read_it(tmp_path: Path) -> None:
    export = read(EXPORTS / "qualtrics" / "two_rows.xlsx", tmp_path)
    assert isinstance(export.place, Parquet)
    assert pl.read_parquet(export.place.path).rows() == export.sample.rows()
    assert export.place.columns == tuple(column.name for column in export.columns)


# Archives


def archive(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "."), content)
    return path


def test_an_archive_of_several_tables_asks_which(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", one__csv=TABLE, two__csv="id,policy\n9,yes\n")
    assert "is an archive with several tables: `one.csv`, `two.csv`" in refused(path, tmp_path)
    assert read(path, tmp_path, sheet="two.csv").sample.rows() == [("9", "yes")]


def test_an_archive_without_a_table_is_told(tmp_path: Path) -> None:
    assert "is an archive without a table" in refused(archive(tmp_path / "a.zip", readme__md="x"), tmp_path)


# JSON and Parquet


def test_records_of_json_may_differ_in_their_keys_and_kinds(tmp_path: Path) -> None:
    records = [{"id": 1, "hours": 3}, {"id": 2, "hours": "dont_know", "tools": ["sql", "a, b"]}, {"id": 3, "tools": []}]
    path = written(tmp_path / "a.jsonl", "\n".join(json.dumps(each) for each in records))
    export = read(path, tmp_path)
    assert [column.code for column in export.columns] == ["id", "hours", "tools"]
    assert export.sample.rows() == [("1", "3", None), ("2", "dont_know", "sql\na, b"), ("3", None, "[]")]


def test_what_lies_deeper_in_json_stays_json(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", '{"id": 1, "who": {"name": "x"}}\n{"id": 2}\n')
    assert json.loads(str(read(path, tmp_path).sample["c1"][0])) == {"name": "x"}


def test_a_key_that_comes_late_is_a_column(tmp_path: Path) -> None:
    lines = [json.dumps({"id": n}) for n in range(12_000)] + [json.dumps({"id": 12_000, "policy": "yes"})]
    export = read(written(tmp_path / "a.jsonl", "\n".join(lines)), tmp_path)
    assert [column.code for column in export.columns] == ["id", "policy"]


def test_parts_of_a_parquet_table_are_one_table(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / "table").mkdir(exist_ok=True)
        pl.DataFrame({"id": [f"r{n}"], "policy": ["yes"]}).write_parquet(tmp_path / "table" / f"part-{n}.parquet")
    written(tmp_path / "table" / "_SUCCESS", "")
    for name in (tmp_path / "table", tmp_path / "table" / "part-*.parquet"):
        assert read(name, tmp_path).sample["c0"].to_list() == ["r0", "r1", "r2"]


def test_numbers_and_days_of_parquet_are_text_in_the_sample(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": [1], "hours": [24.5], "day": [date(2026, 3, 2)], "owner": [True]})
    frame.write_parquet(tmp_path / "a.parquet")
    export = read(tmp_path / "a.parquet", tmp_path)
    assert export.sample.rows() == [("1", "24.5", "2026-03-02", "true")]
    assert isinstance(export.place, Parquet)
    assert pl.read_parquet(export.place.path).rows() == export.sample.rows()


def test_parquet_of_text_is_read_where_it_lies(tmp_path: Path) -> None:
    pl.DataFrame({"id": ["1"], "hours": ["24.5"]}).write_parquet(tmp_path / "a.parquet")
    assert read(tmp_path / "a.parquet", tmp_path).place == Parquet(
        path=str(tmp_path / "a.parquet"), columns=("id", "hours")
    )


def test_a_parquet_table_without_rows_is_told(tmp_path: Path) -> None:
    pl.DataFrame({"id": [], "policy": []}, schema={"id": pl.String, "policy": pl.String}).write_parquet(
        tmp_path / "a.parquet"
    )
    assert "has columns and no row" in refused(tmp_path / "a.parquet", tmp_path)


def test_a_response_file_is_no_table(tmp_path: Path) -> None:
    found = source(written(tmp_path / "r.yaml", "format: 1\n"), tmp_path)
    said = read_export(found, workspace=tmp_path)
    assert not isinstance(said, Export) and "is a response file, not a table" in str(said[0])


def test_a_large_table_is_looked_at_and_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with open(path, "wb") as file:
        file.write(b"id,policy\n")
        for _ in range(400):
            file.write(b"r1,yes\n" * 10_000)
    export = read(path, tmp_path)
    assert export.sample.height == 10_000
    assert isinstance(export.place, Delimited) and export.place.path == path
    assert sorted(each.name for each in tmp_path.iterdir()) == ["large.csv"]


# What an engine finds at the place that was described

DELIMITED = [name for name in NAMES if Path(name).suffix in (".csv", ".tsv", ".txt")]


def rows_below(export: Export) -> tuple[Delimited, list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Where a table lies, its header rows, and the rows below them that hold something, by Python's reader."""
    place = export.place
    assert isinstance(place, Delimited)
    with open(place.path, encoding="utf-8-sig", newline="") as file:
        records = list(csv.reader(file, delimiter=place.delimiter))
    below = [record for record in records[place.skip_records :] if any(record)]
    wide = [tuple((record + [""] * place.width)[: place.width]) for record in below]
    heads = [tuple(record) for record in records[: place.skip_records] if record and not record[0].startswith("sep=")]
    return place, heads, [tuple(cell.replace("\r\n", "\n") for cell in row) for row in wide]


@pytest.mark.parametrize("name", DELIMITED)
def test_polars_finds_at_the_place_what_a_csv_reader_finds_below_the_header(name: str, tmp_path: Path) -> None:
    export = read(EXPORTS / name, tmp_path, **expected(name).needs)
    place, heads, rows = rows_below(export)
    names = [column.name for column in export.columns]
    found = filled(export).select(pl.col(names).fill_null("").str.replace_all("\r\n", "\n", literal=True))
    assert found.rows() == rows
    assert heads == list(place.header_cells)


@pytest.mark.parametrize("name", DELIMITED)
def test_duckdb_finds_at_the_place_what_a_csv_reader_finds_below_the_header(name: str, tmp_path: Path) -> None:
    place, _, rows = rows_below(read(EXPORTS / name, tmp_path, **expected(name).needs))
    found = duckdb.read_csv(
        str(place.path),
        header=False,
        skiprows=place.skip_records,
        delimiter=place.delimiter,
        quotechar='"',
        escapechar='"',
        null_padding=True,
        strict_mode=False,
        parallel=False,
        auto_detect=False,
        columns={f"c{at}": "VARCHAR" for at in range(place.width)},
    ).fetchall()
    clean = [tuple((cell or "").replace("\r\n", "\n") for cell in row) for row in found]
    assert [row for row in clean if any(row)] == rows
