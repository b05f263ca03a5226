"""Exports of every platform, from the file to scores and rejects, held against what a person reads in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from readiness.batch.copied import copied_columns
from readiness.batch.engines.job import Engine
from readiness.batch.engines.with_polars import Polars
from readiness.batch.matching.columns import match
from readiness.batch.run import Ran, score_tables
from readiness.batch.tables import Choices, table_of
from readiness.loading.load import load_questionnaire
from readiness.model.questionnaire import Questionnaire
from tests.exports_read import EXPORTS, NAMES, QUESTIONNAIRE, expected, read


def asked() -> Questionnaire:
    loaded = load_questionnaire(QUESTIONNAIRE)
    assert loaded.value is not None
    return loaded.value


def ran(name: str, folder: Path, engine: Engine | None = None, **choices: Any) -> tuple[Ran, pl.DataFrame]:
    """An export through an engine; what came of it, and the scored rows."""
    known = expected(name)
    export = read(EXPORTS / name, folder, **known.needs)
    matched = match(asked(), export, accept_fuzzy=True)
    copied = copied_columns(export, matched, id_column=None)
    output = folder / "scored.parquet"
    found = score_tables(
        [table_of(export, matched, copied)],
        asked(),
        Choices(**choices),
        engine or Polars(),
        output=output,
        items=None,
        progress=lambda _: None,
        again=lambda _: None,
    )
    return found, pl.read_parquet(output)


@pytest.mark.parametrize("name", [name for name in NAMES if not expected(name).unmatched])
def test_every_row_of_an_export_is_accounted_for(name: str, tmp_path: Path) -> None:
    known = expected(name)
    found, rows = ran(name, tmp_path)
    empty = found.rows - known.rows  # wholly empty lines, which a person would not count
    blank = known.left_out.get("blank", 0) + empty
    assert found.left_out == {**known.left_out, **({"blank": blank} if blank else {})}
    assert found.rows == found.scored + found.rejected + sum(found.left_out.values())
    assert rows.height == found.scored
    if "finished" in rows.columns:
        assert rows.filter(~pl.col("finished")).height <= known.unfinished


@pytest.mark.parametrize("name", [name for name in NAMES if expected(name).rejects])
def test_what_a_person_would_not_read_is_rejected_with_its_place(name: str, tmp_path: Path) -> None:
    known = expected(name)
    found, _ = ran(name, tmp_path)
    told = list(found.rejects(asked(), "en"))
    assert {(each.id or str(each.row), each.item or "") for each in told} >= {
        (str(id_), item) for id_, items in known.rejects.items() for item in items
    }
    assert all(each.reason for each in told)
