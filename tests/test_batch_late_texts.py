"""Several choices in a cell, one of them “Other”: what the first rows did not have is learnt or told, and never silently “Other”."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from readiness.batch import score_table
from tests.exports_read import EXPORTS, QUESTIONNAIRE
from tests.running import Ran, run

SAMPLE = 10_000
LATE = ("NOTE ; Spreadsheets", "Spreadsheats;note", "paper", "-99")
"""An option in another spelling with another one; a slip of the pen; what somebody typed; no answer, said with a sign."""


@pytest.fixture(scope="module")
def usual() -> pl.DataFrame:
    """As many rows as are looked at first, with two tools each."""
    row = pl.read_csv(EXPORTS / "plain" / "ids.csv", infer_schema=False)[:1].with_columns(
        pl.lit("note;sql").alias("tools")
    )
    ids = pl.Series("id", [f"r{at}" for at in range(SAMPLE)])  # each its own: that one repeats would be told
    return pl.concat([row] * SAMPLE).with_columns(ids)


def with_late(usual: pl.DataFrame, cells: Sequence[str]) -> pl.DataFrame:
    late = [usual[:1].with_columns(pl.lit(cell).alias("tools"), pl.lit(f"late {cell}").alias("id")) for cell in cells]
    return pl.concat([usual, *late])


def scored(frame: pl.DataFrame, folder: Path, *options: object) -> tuple[Ran, dict[str, float | None]]:
    """What is said, and the scores of the section by the late cell; the option `other` counts as one of three like any."""
    frame.write_csv(folder / "a.csv")
    ran = run("batch", folder / "a.csv", "-q", QUESTIONNAIRE, "-o", folder / "s.parquet", *options)
    rows = pl.read_parquet(folder / "s.parquet").filter(pl.col("id").str.starts_with("late "))
    return ran, dict(zip(rows["id"].str.strip_prefix("late "), rows["score.foundations"], strict=True))


def first_rows(frame: pl.DataFrame, folder: Path) -> dict[str, float | None]:
    """The same late rows where they come first, which is what they are to be read as."""
    return scored(frame.tail(len(LATE)), folder, "--missing", "-99", "--quiet")[1]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_late_cell_is_read_as_it_would_be_among_the_first_rows(
    usual: pl.DataFrame, tmp_path: Path, engine: str
) -> None:
    frame = with_late(usual, LATE)
    ran, scores = scored(frame, tmp_path, "--missing", "-99", "--engine", engine)
    assert ran.code == 0
    assert scores == first_rows(frame, tmp_path)
    assert len(set(scores.values())) > 1


def test_late_texts_are_counted_and_one_that_is_like_an_option_is_named(usual: pl.DataFrame, tmp_path: Path) -> None:
    frame = with_late(usual, LATE)
    ran, _ = scored(frame, tmp_path, "--missing", "-99")
    assert (
        "a.csv, tools: 2 different texts that the first rows did not have count as “other”; "
        "like an option: “Spreadsheats” (“Spreadsheets”)\n" in ran.err
    )
    french, _ = scored(frame, tmp_path, "--missing", "-99", "--lang", "fr")
    assert (
        "2 textes différents absents des premières lignes comptent comme «\N{NO-BREAK SPACE}autre\N{NO-BREAK SPACE}»"
        in french.err
    )


def test_where_nothing_is_late_nothing_is_told_and_nothing_read_again(usual: pl.DataFrame, tmp_path: Path) -> None:
    for cells in ((), ("note",), ("sql;note",)):
        ran, _ = scored(with_late(usual, cells), tmp_path)
        assert "did not" not in ran.err


def test_quiet_does_not_tell_of_them(usual: pl.DataFrame, tmp_path: Path) -> None:
    ran, _ = scored(with_late(usual, ["paper"]), tmp_path, "--quiet")
    assert (ran.code, ran.err) == (0, "")


def test_a_frame_is_read_so_too(usual: pl.DataFrame, tmp_path: Path) -> None:
    frame = with_late(usual, LATE)
    made = score_table(frame, QUESTIONNAIRE, missing=["-99"], outputs="scores").tail(len(LATE))
    found = dict(zip(made["tools"], made["score.foundations"], strict=True))
    assert found == first_rows(frame, tmp_path)
