"""One real-looking survey through all three engines, file to file: every digit, every row's number and every count agree."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from readiness.batch.engines.blank_lines import with_blank_lines_as_rows
from readiness.batch.engines.job import REJECTED, SCORED, TOO_LONG, Engine, EngineError, Job, Tally
from readiness.batch.engines.with_duckdb import DuckDB
from readiness.batch.engines.with_polars import Polars
from readiness.batch.engines.with_spark import Spark
from readiness.batch.export import Delimited
from tests.answered_survey import BLANK, PREVIEW, Survey, export_of, job, narrow, survey, typed_export
from tests.sparked import compiled, session

pytestmark = pytest.mark.xdist_group("spark")
ENGINES = ("polars", "duckdb", "spark")


def engine(name: str) -> Engine:
    if name == "spark":
        session()  # the engine takes the session that is there
        return cast("Engine", Spark())
    return Polars() if name == "polars" else DuckDB()


def rows_of(path: Path) -> pl.DataFrame:
    """What was written: one file, or a folder of parts in order."""
    parts = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    return pl.concat(pl.read_parquet(part, glob=False) for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    tallies: tuple[Tally, ...]
    rows: pl.DataFrame
    items: pl.DataFrame
    told: int
    left_beside: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Three tables in one run, on every engine."""

    surveys: tuple[Survey, ...]
    jobs: tuple[Job, ...]
    outcomes: Mapping[str, Outcome]


def scored(jobs: tuple[Job, ...], name: str, folder: Path) -> Outcome:
    folder.mkdir()
    told: list[int] = []
    output, items = folder / "scores.parquet", folder / "items.parquet"
    with compiled() if name == "spark" else nullcontext():
        tallies = engine(name).score(jobs, output, items, told.append)
    left = sorted(each.name for each in folder.iterdir() if each not in (output, items))
    return Outcome(tallies=tallies, rows=rows_of(output), items=rows_of(items), told=sum(told), left_beside=left)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("surveys [1]")
    plain, broken = survey(1_500, breaks=False, seed=1), survey(1_500, breaks=True, seed=2)
    exports = (
        export_of(plain.text, folder / "plain.csv"),
        export_of(broken.text.replace("\n", "\r\n"), folder / "line breaks [2].csv"),
        typed_export(plain, folder / "typed"),
    )
    jobs = tuple(job(export, f"survey {at}") for at, export in enumerate(exports))
    return Run(
        surveys=(plain, broken, plain),
        jobs=jobs,
        outcomes={name: scored(jobs, name, folder / name) for name in ENGINES},
    )


@pytest.mark.parametrize("name", ["duckdb", "spark"])
def test_every_digit_is_that_of_polars(run: Run, name: str) -> None:
    assert_frame_equal(run.outcomes[name].rows, run.outcomes["polars"].rows, check_exact=True)
    assert_frame_equal(run.outcomes[name].items, run.outcomes["polars"].items, check_exact=True)


def test_much_was_scored_and_differs(run: Run) -> None:
    """Else engines could agree on nothing."""
    rows = run.outcomes["polars"].rows
    assert len(rows) > 3_500
    assert rows["score.overall"].n_unique() > 500
    assert rows["exposure.engage"].n_unique() > 20
    assert set(rows["level"].drop_nulls()) == {"low", "high"}
    assert run.outcomes["polars"].items["item.hours"].n_unique() > 5


@pytest.mark.parametrize("name", ENGINES)
def test_rows_are_numbered_as_a_spreadsheet_numbers_them(run: Run, name: str) -> None:
    by_source = run.outcomes[name].rows.partition_by("source", as_dict=True)
    for at, less in ((0, 0), (1, 0), (2, 1)):  # Parquet has no header row
        rows = by_source[(f"survey {at}",)]
        assert rows["id"].to_list() == [f"R{row + less}" for row in rows["row"]]
        assert rows["row"].is_sorted()


@pytest.mark.parametrize("name", ENGINES)
def test_every_row_comes_to_the_state_that_it_was_made_for(run: Run, name: str) -> None:
    plain, broken, typed = run.outcomes[name].tallies
    assert plain == run.surveys[0].states
    assert broken == run.surveys[1].states
    wide = Counter(run.surveys[2].states)
    wide[SCORED] += wide.pop(TOO_LONG)  # a column of Parquet is as wide as it is
    assert typed == wide


@pytest.mark.parametrize("name", ENGINES)
def test_rows_in_are_rows_told(run: Run, name: str) -> None:
    outcome = run.outcomes[name]
    assert outcome.told == sum(sum(tally.values()) for tally in outcome.tallies) == 4_500
    assert len(outcome.rows) == len(outcome.items) == sum(tally[SCORED] for tally in outcome.tallies)
    assert outcome.items["row"].to_list() == outcome.rows["row"].to_list()


@pytest.mark.parametrize("name", ENGINES)
def test_nothing_is_left_beside_the_output(run: Run, name: str) -> None:
    assert run.outcomes[name].left_beside == []


# Where nothing is scored, and where nothing can be


@pytest.mark.parametrize("name", ENGINES)
def test_a_table_whose_rows_are_all_left_out_has_columns_and_no_rows(name: str, run: Run, tmp_path: Path) -> None:
    header = survey(0, breaks=False, seed=1).text
    blank = narrow(job(export_of(f"{header}R2;Aperçu;1;Oui\n\n;;;\n", tmp_path / "a.csv"), "a"))
    outcome = scored((blank,), name, tmp_path / "out")
    assert outcome.rows.height == outcome.items.height == 0
    full = run.outcomes["polars"]
    kinds = {**full.items.schema, **full.rows.schema}
    assert dict(outcome.rows.schema) == {name: kinds[name] for name in ("row", "source", "id", "item.policy")}
    assert outcome.tallies == ({PREVIEW: 1, BLANK: 2},)


@pytest.mark.parametrize("name", ["polars", "duckdb"])
def test_a_row_whose_only_cell_cannot_be_read_is_a_reject_and_not_blank(name: str, tmp_path: Path) -> None:
    text = f"{survey(0, breaks=False, seed=1).text}R2;;1;Jamais\nR3;;1;Oui\n"
    outcome = scored((job(export_of(text, tmp_path / "a.csv"), "a"),), name, tmp_path / "out")
    assert outcome.tallies == ({REJECTED: 1, SCORED: 1},)


@pytest.mark.parametrize("name", ENGINES)
def test_a_table_that_is_gone_is_told_in_one_line_and_leaves_nothing(name: str, run: Run, tmp_path: Path) -> None:
    place = run.jobs[0].export.place
    assert isinstance(place, Delimited)
    gone = replace(run.jobs[0], export=replace(run.jobs[0].export, place=replace(place, path=tmp_path / "gone.csv")))
    with pytest.raises((EngineError, FileNotFoundError)) as told:
        engine(name).score([gone], tmp_path / "out.parquet", None, lambda _: None)
    assert "gone.csv" in str(told.value)
    assert "\n" not in str(told.value)
    if name != "polars":  # which is given a name beside the output
        assert not list(tmp_path.iterdir())


# Blank lines for an engine that passes over them


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blank_lines_become_rows_but_not_inside_a_cell(
    end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'a;b\n\n1;"x\n\ny"\n\n\n2;"dit ""oui""\n\n"\n\n'.replace("\n", end)
    path = tmp_path / "a.csv"
    path.write_text(text, newline="")
    for size in (1, 2, 3, 7, 1_000):
        monkeypatch.setattr("readiness.batch.engines.blank_lines._PIECE", size)
        kept = with_blank_lines_as_rows(Delimited(path=path, delimiter=";", skip_lines=1, width=2), tmp_path)
        with open(kept.path, newline="") as file:
            records = list(csv.reader(file, delimiter=";"))
        gap = ["", ""]
        cells = [["1", f"x{end}{end}y"], ["2", f'dit "oui"{end}{end}']]
        assert records == [["a", "b"], gap, cells[0], gap, gap, cells[1], gap]


def test_a_table_without_blank_lines_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1;2\n")
    place = Delimited(path=path, delimiter=";", skip_lines=1, width=2)
    assert with_blank_lines_as_rows(place, tmp_path) is place


def test_line_breaks_that_no_sample_showed_do_not_stop_duckdb(run: Run, tmp_path: Path) -> None:
    broken = run.jobs[1]
    unseen = replace(broken, export=replace(broken.export, sample=broken.export.sample.clear()))
    (tally,) = DuckDB().score([unseen], tmp_path / "out.parquet", None, lambda _: None)
    assert tally == run.surveys[1].states


def test_the_typed_table_lies_in_two_files_and_has_numbers(run: Run) -> None:
    """What it is here for."""
    place = run.jobs[0].export.place
    assert isinstance(place, Delimited)
    files = [pl.read_parquet(file, glob=False) for file in (place.path.parent / "typed").glob("*.parquet")]
    assert [pl.Int64 in file.dtypes for file in files] == [True, True]


def test_rejected_and_long_rows_are_among_the_tables(run: Run) -> None:
    for each in run.surveys:
        assert each.states[REJECTED] > 20
        assert each.states[TOO_LONG] > 10
