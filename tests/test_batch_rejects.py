"""The rejects of a batch: one row for each reason, harmless to open, and never those of an earlier run."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from readiness.batch.reading.sources import find_sources
from readiness.batch.writing import sheet_rows
from readiness.batch.writing.rejects import COLUMNS, Reject, rejects_path, write_rejects

REJECTS = (
    Reject(
        source="north.csv",
        row=17,
        id="R_9",
        column="How mature?",
        item="maturity",
        value="=1+1",
        reason="“=1+1” is no option",
    ),
    Reject(row=18, value="a\tb\x1b[2J", column="Due", reason="it is written\nover two lines"),
    Reject(row=10_000_000, reason="the row has more cells than the header"),
)
SAID = [
    ["north.csv", "17", "R_9", "How mature?", "maturity", "'=1+1", "“=1+1” is no option"],
    ["", "18", "", "Due", "", "a b\\x1b[2J", "it is written\nover two lines"],
    ["", "10000000", "", "", "", "", "the row has more cells than the header"],
]


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.tsv", "\t"), ("a.rejected", ",")])
def test_rejects_are_a_table_that_is_harmless_to_open(tmp_path: Path, name: str, delimiter: str) -> None:
    assert write_rejects(tmp_path / name, REJECTS) == 3
    with open(tmp_path / name, encoding="utf-8", newline="") as file:
        assert list(csv.reader(file, delimiter=delimiter)) == [list(COLUMNS), *SAID]


def test_json_lines_hold_values_as_they_were_written(tmp_path: Path) -> None:
    write_rejects(tmp_path / "a.jsonl", REJECTS)
    text = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert "\x1b" not in text
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["value"] for line in lines] == ["=1+1", "a\tb\x1b[2J", None]
    assert list(lines[0]) == list(COLUMNS)


def test_a_workbook_holds_text_as_text(tmp_path: Path) -> None:
    write_rejects(tmp_path / "a.xlsx", REJECTS)
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert (sheet["F2"].value, sheet["F2"].data_type, sheet["B2"].value) == ("=1+1", "s", 17)


def test_what_does_not_fit_on_one_sheet_goes_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_rows, "MOST_ROWS", 2)
    write_rejects(tmp_path / "a.xlsx", REJECTS)
    sheets = load_workbook(tmp_path / "a.xlsx").worksheets
    assert [[row[1].value for row in sheet.iter_rows()] for sheet in sheets] == [["row", 17, 18], ["row", 10_000_000]]


def test_without_rejects_those_of_an_earlier_run_are_gone(tmp_path: Path) -> None:
    place = rejects_path(tmp_path / "scores.parquet")
    write_rejects(place, REJECTS)
    assert place.name == "scores.rejects.csv" and place.exists()
    assert write_rejects(place, ()) == 0
    assert list(tmp_path.iterdir()) == []
    assert write_rejects(place, iter(())) == 0


def test_a_device_is_written_to_and_never_replaced_or_removed(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write_rejects(pipe, REJECTS) == 3
        assert os.read(reader, 65_536).startswith(b"source,row,id")
        assert write_rejects(pipe, ()) == 0
    finally:
        os.close(reader)
    assert [each.is_fifo() for each in tmp_path.iterdir()] == [True]


def test_they_are_written_as_they_come_in(tmp_path: Path) -> None:
    """Only so do a hundred million rows fit: none is taken before the one before it is written down."""
    taken: list[int] = []

    def coming() -> Iterator[Reject]:
        for row in range(50_000):
            taken.append(row)
            yield Reject(row=row, reason="why" * 20)
            if row == 40_000:
                (part,) = tmp_path.glob("*.part")
                assert part.stat().st_size > 1_000_000

    assert write_rejects(tmp_path / "a.csv", coming()) == len(taken) == 50_000


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.xlsx"])
@pytest.mark.parametrize("broken", [KeyboardInterrupt, OSError])
def test_a_run_that_breaks_off_leaves_what_was_there(tmp_path: Path, name: str, broken: type[BaseException]) -> None:
    def coming() -> Iterator[Reject]:
        yield REJECTS[0]
        raise broken

    (tmp_path / name).write_text("old")
    with pytest.raises(broken):
        write_rejects(tmp_path / name, coming())
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "old")]


def test_a_later_run_over_the_folder_does_not_read_them(tmp_path: Path) -> None:
    write_rejects(rejects_path(tmp_path / "scores.csv"), REJECTS)
    (tmp_path / "answers.csv").write_text("a,b\n1,2\n")
    found = find_sources([str(tmp_path)], workspace=tmp_path)
    assert [Path(source.path).name for source in found.sources] == ["answers.csv"]
