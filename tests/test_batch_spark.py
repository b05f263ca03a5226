"""What Spark alone does: rejects written by its executors, tables at an address, records over blocks, sessions not its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from readiness.batch.engines.job import REJECTED, SCORED, TOO_LONG, EngineError, Job
from readiness.batch.engines.spark.files import is_remote
from readiness.batch.engines.spark.remote import remote_export
from readiness.batch.engines.spark.rows import opened
from readiness.batch.engines.with_polars import Polars, rejected
from readiness.batch.engines.with_spark import Spark
from readiness.batch.export import Delimited, Export, Parquet
from readiness.batch.tables import columns_of
from readiness.model.problem import Problem
from tests.answered_survey import Survey, export_of, job, narrow, readings, survey
from tests.sparked import session

pytestmark = pytest.mark.xdist_group("spark")
Line = Mapping[str, str]
Told = tuple[Job, list[Line], int]
HALF = 12_000
"""Characters."""


@pytest.fixture(scope="module")
def spark() -> Spark:
    session()
    return Spark()


@pytest.fixture(scope="module")
def told(spark: Spark, surveyed: tuple[Survey, Job], tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The rejects of a table of which the second half has formulas where the first has words."""
    first, second = (surveyed[0].text[part] for part in (slice(HALF), slice(HALF, None)))
    formulas = second.replace("d'accord !", "=1+1").replace(";Peut-être;", ";\u00a0@SUM;")
    folder = tmp_path_factory.mktemp("told")
    made = job(export_of(first + formulas, folder / "answers.csv"), "answers")
    n = spark.rejects(made, folder / "rejects")
    return made, lines_of(folder / "rejects"), n


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Survey, Job]:
    found = survey(400, breaks=True, seed=8)
    return found, job(export_of(found.text, tmp_path_factory.mktemp("survey") / "answers.csv"), "answers")


def lines_of(folder: Path) -> list[Line]:
    found: list[Line] = []
    for part in sorted(folder.glob("*.csv")):
        with open(part, encoding="utf-8", newline="") as file:
            found += csv.DictReader(file)
    return found


# Rejects


def test_every_rejected_row_is_told_with_its_cell_and_a_reason(surveyed: tuple[Survey, Job], told: Told) -> None:
    made = surveyed[0]
    job, lines, n = told
    assert n == len(lines)
    by_polars = [row for part in rejected(job) for row in part["row"]]
    assert sorted({int(line["row"]) for line in lines}) == by_polars
    assert len(by_polars) == made.states[REJECTED] + made.states[TOO_LONG]
    assert all(line["id"] == f"R{line['row']}" and line["source"] == "answers" for line in lines)
    by_item = {line["item"]: line for line in reversed(lines)}
    assert by_item["trust"]["column"] == "Confiance"
    assert by_item["trust"]["value"] == "d'accord !"
    assert by_item["tools"]["value"] == "Carnets, marteau (SQL)"
    assert "question" in by_item["hours"]["reason"]
    assert {line["value"] for line in lines if line["item"] == ""} == {"de trop"}


def test_no_reject_can_be_run_by_a_spreadsheet(told: Told) -> None:
    values = {line["value"] for line in told[1]}
    assert {"'=1+1", "'\u00a0@SUM", "'-4"} <= values
    assert not any(value.strip().startswith(("=", "@", "-", "+")) for value in values)


def test_rejects_of_an_earlier_run_are_gone_where_there_are_none(spark: Spark, tmp_path: Path) -> None:
    header = survey(0, breaks=False, seed=1).text
    for line, n in (("R2;;1;Jamais\n", 1), ("R2;;1;Oui\n", 0)):
        found = spark.rejects(narrow(job(export_of(header + line, tmp_path / "a.csv"), "a")), tmp_path / "rejects")
        assert found == n
        assert (tmp_path / "rejects").exists() == bool(n)
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


def test_cells_that_no_reading_knew_are_handed_over_once_each(spark: Spark, surveyed: tuple[Survey, Job]) -> None:
    columns = {reading.item: columns_of(reading) for reading in readings()}
    found = spark.unknown_cells(surveyed[1], columns, 100)
    assert found["c3"] == {"Peut-être"}
    assert found["c10"] == {"beaucoup", "-4"}
    by_polars = Polars().unknown_cells(surveyed[1], columns, 100)
    assert found == {name: cells for name, cells in by_polars.items() if cells}
    few = spark.unknown_cells(surveyed[1], columns, 1)
    assert {name: len(cells) for name, cells in few.items()} == dict.fromkeys(found, 1)


# Records and blocks


@pytest.mark.parametrize("breaks", [False, True])
def test_rows_over_many_blocks_are_those_of_a_csv_reader(
    spark: Spark, breaks: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Blocks end anywhere, also inside a cell with line breaks."""
    text = survey(120, breaks=breaks, seed=4).text
    export = export_of(text, tmp_path / "a.csv")
    setting = "spark.sql.files.maxPartitionBytes"
    before = spark.spark.conf.get(setting)
    assert before is not None
    request.addfinalizer(lambda: spark.spark.conf.set(setting, before))
    spark.spark.conf.set(setting, "700")
    frame = opened(spark.spark, export).frame.orderBy("row")
    rows = [tuple(cell or "" for cell in row[1:22]) for row in frame.collect()]
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]
    assert [row["row"] for row in frame.select("row").collect()] == list(range(2, len(records) + 2))
    assert rows == [tuple((record + [""] * 21)[:21]) for record in records]


# Tables at an address


def described(spark: Spark, address: str, workspace: Path) -> Export:
    export = remote_export(spark.spark, address, workspace=workspace, platform="plain")
    assert isinstance(export, Export), export
    return export


def refused(spark: Spark, address: str, workspace: Path) -> Problem:
    found = remote_export(spark.spark, address, workspace=workspace)
    assert not isinstance(found, Export)
    return found[0]


def test_a_text_table_is_described_from_its_beginning_and_scored_where_it_lies(
    spark: Spark, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = survey(60, breaks=True, seed=5)
    (tmp_path / "there").mkdir()
    (tmp_path / "here").mkdir()
    here = export_of(made.text, tmp_path / "there" / "answers.csv")
    monkeypatch.setattr("readiness.batch.engines.spark.remote._MORE_LINES", 25)
    monkeypatch.setattr("readiness.batch.engines.spark.remote.SAMPLE", 5)
    address = f"file://{tmp_path}/there/answers.csv"
    there = described(spark, address, tmp_path / "here")
    assert isinstance(there.place, Delimited)
    assert there.place.address == address
    assert there.display == address
    assert 0 < there.sample.height < 30
    there = replace(there, left_out=here.left_out, finished=here.finished)
    output = f"file://{tmp_path}/scores"
    (tally,) = spark.score([narrow(job(there, "a"))], output, None, lambda _: None)
    assert tally == made.states
    written = pl.concat(pl.read_parquet(part) for part in sorted((tmp_path / "scores").glob("*.parquet")))
    assert written.height == made.states[SCORED]


def test_a_parquet_table_is_described_from_its_first_rows(spark: Spark, tmp_path: Path) -> None:
    pl.DataFrame({"a.b": [1, 2], "c": ["x", None]}).write_parquet(tmp_path / "a.parquet")
    (tmp_path / "here").mkdir()
    address = f"file://{tmp_path}/a.parquet"
    export = described(spark, address, tmp_path / "here")
    assert export.place == Parquet(path=address, columns=("a.b", "c"))
    assert export.sample.rows() == [("1", "x"), ("2", None)]
    assert [tuple(row) for row in opened(spark.spark, export).frame.collect()] == [(1, "1", "x"), (2, "2", None)]


def test_what_cannot_be_read_where_it_lies_is_said_with_a_repair(spark: Spark, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("é;b\nà;2\n".encode("latin-1"))
    for name, words in (("a.csv", "UTF-8"), ("a.xlsx", "UTF-8"), ("gone.csv", "gone.csv")):
        problem = refused(spark, f"file://{tmp_path}/{name}", tmp_path)
        assert words in problem.message
        assert problem.repair


@pytest.mark.parametrize(
    ("name", "remote"),
    [
        ("hdfs://node:8020/a.csv", True),
        ("s3a://bucket/a.csv", True),
        ("file:/a.csv", True),
        ("a.csv", False),
        ("/a:b/c.csv", False),
        ("C:\\a.csv", False),
    ],
)
def test_an_address_has_a_scheme(name: str, remote: bool) -> None:
    assert is_remote(name) is remote


# Output and session


def test_what_stood_under_the_name_is_replaced_only_by_what_is_whole(
    spark: Spark, surveyed: tuple[Survey, Job], tmp_path: Path
) -> None:
    (tmp_path / "scores").mkdir()
    (tmp_path / "scores" / "old.parquet").write_text("old")
    place = surveyed[1].export.place
    assert isinstance(place, Delimited)
    there = narrow(surveyed[1])
    gone = replace(there, export=replace(there.export, place=replace(place, path=tmp_path / "gone")))
    with pytest.raises(EngineError):
        spark.score([there, gone], tmp_path / "scores", None, lambda _: None)
    assert [each.name for each in tmp_path.rglob("*")] == ["scores", "old.parquet"]
    spark.score([there], tmp_path / "scores", None, lambda _: None)
    assert [each.name for each in tmp_path.iterdir()] == ["scores"]
    assert not (tmp_path / "scores" / "old.parquet").exists()
    assert (tmp_path / "scores" / "_SUCCESS").exists()


def test_a_session_that_somebody_else_started_is_not_stopped(spark: Spark) -> None:
    Spark().stop()
    assert spark.spark.range(3).count() == 3
