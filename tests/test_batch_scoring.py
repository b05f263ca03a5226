"""Any row scored in a batch equals the same answers scored alone, on every engine, to the last digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.advice.assess import assess
from readiness.batch.scoring.lowering import with_outputs
from readiness.batch.scoring.table import scoring_of
from readiness.batch.scoring.tuning import distinct_cells, tuned
from readiness.model.questionnaire import SIDES, Questionnaire
from readiness.model.response import Response
from tests.sparked import session
from tests.strategies import LAW, fitted, questionnaires, real, responses
from tests.text_tables import TextTable, alone

Row = Mapping[str, object]


@st.composite
def tables(draw: st.DrawFn) -> tuple[Questionnaire, list[Response]]:
    questionnaire = draw(questionnaires())
    rows = st.lists(responses(questionnaire, own_ranges=False), min_size=1, max_size=6)
    return questionnaire, draw(rows)


def cells_of(table: TextTable, rows: Sequence[Response]) -> pl.DataFrame:
    return pl.DataFrame(table.rows(rows), schema=dict.fromkeys(table.columns, pl.String), orient="row")


def by_polars(frame: pl.DataFrame) -> object:
    return frame.lazy()


def by_duckdb(frame: pl.DataFrame) -> object:
    found = duckdb.connect()
    found.register("cells", frame.to_arrow())
    return found.table("cells")


def by_spark(frame: pl.DataFrame) -> object:
    return session().createDataFrame(frame.rows(), ", ".join(_kinds(frame)))


def _kinds(frame: pl.DataFrame) -> list[str]:
    return [f"{name} {'BIGINT' if kind == pl.Int64 else 'STRING'}" for name, kind in frame.schema.items()]


def scored(
    questionnaire: Questionnaire, rows: Sequence[Response], engine: object, *, split: bool = False, quick: bool = False
) -> list[Row]:
    table = TextTable(questionnaire, split=split)
    frame = cells_of(table, rows)
    readings = tuple(table.readings)
    if quick:
        readings = tuned(readings, lambda column: distinct_cells(frame[column].to_list()))
    written = scoring_of(questionnaire, readings, table.importances)
    numbered = frame.with_columns(pl.int_range(pl.len()).cast(pl.Int64).alias("row"))
    native = nw.from_native(engine(numbered))  # type: ignore[operator]
    outputs = {**written.outputs, "valid": written.valid}
    found = with_outputs(native, outputs, ["row"]).sort("row").collect("polars").to_native()
    assert found.drop("row")["valid"].all()
    return list(found.drop("row", "valid").to_dicts())


def known(row: Row) -> Row:
    """−0.0 is 0.0."""
    return {name: value + 0.0 if isinstance(value, float) else value for name, value in row.items()}


@pytest.mark.parametrize("split", [False, True], ids=["one cell", "a column each"])
@settings(LAW, max_examples=40)
@given(case=tables(), quick=st.booleans())
def test_every_row_equals_the_same_answers_alone(
    split: bool, case: tuple[Questionnaire, list[Response]], quick: bool
) -> None:
    questionnaire, rows = case
    found = scored(questionnaire, rows, by_polars, split=split, quick=quick)
    assert [known(row) for row in found] == [known(alone(questionnaire, response)) for response in rows]


# Fewer examples where a plan takes ten times as long as with Polars, and fewer still where it takes a hundred times as long.


@settings(LAW, max_examples=30)
@given(case=tables(), split=st.booleans(), quick=st.booleans())
def test_every_row_equals_the_same_answers_alone_on_duckdb(
    case: tuple[Questionnaire, list[Response]], split: bool, quick: bool
) -> None:
    questionnaire, rows = case
    found = scored(questionnaire, rows, by_duckdb, split=split, quick=quick)
    assert [known(row) for row in found] == [known(alone(questionnaire, response)) for response in rows]


@pytest.mark.xdist_group("spark")
@settings(LAW, max_examples=8)
@given(case=tables(), split=st.booleans(), quick=st.booleans())
def test_every_row_equals_the_same_answers_alone_on_spark(
    case: tuple[Questionnaire, list[Response]], split: bool, quick: bool
) -> None:
    questionnaire, rows = case
    found = scored(questionnaire, rows, by_spark, split=split, quick=quick)
    assert [known(row) for row in found] == [known(alone(questionnaire, response)) for response in rows]


@settings(LAW)
@given(case=tables())
def test_the_outputs_are_those_of_the_assessment(case: tuple[Questionnaire, list[Response]]) -> None:
    """What `score` says of a response is what its row says."""
    questionnaire, rows = case
    for response in rows:
        found, told = alone(questionnaire, response), assess(questionnaire, response)
        assert found["score.overall"] == told.overall.score
        assert found["coverage.overall"] == told.overall.coverage
        if told.overall.applicable:
            assert (found["low.overall"], found["high.overall"]) == (
                told.overall.bounds.lower,
                told.overall.bounds.upper,
            )
        assert found["dont_know.overall"] == told.overall.counts.dont_know
        assert found["not_applicable.overall"] == told.overall.counts.not_applicable
        assert found.get("level") == (told.level.held if told.level else None)
        assert found.get("level_low") == (told.level.lowest if told.level else None)
        for side, result in zip(SIDES, told.sides, strict=False):
            assert found[f"exposure.{side}"] == result.residual
            assert found[f"rated.{side}"] == result.n_rated
        for stance in told.stances:
            assert found[f"exposure.{stance.id}"] == stance.exposure
            assert found[f"exposure_high.{stance.id}"] == stance.bounds.upper
        assert found.get("stance_best") == (told.stance.best if told.stance else None)
        assert found.get("stance_now") == (told.stance.now if told.stance else None)


def test_a_course_within_the_margin_is_told_by_the_averages_alone_and_a_single_report_looks_at_years_too() -> None:
    """A rare disaster makes staying out dearer on average; in most years it costs nothing at all."""
    listed = {"slip": "participating", "storm": "participating", "silence": "not_participating"}
    questionnaire = real(
        {
            "format": 1,
            "id": "q",
            "version": "1",
            "title": "Q",
            "margin": 0.1,
            "sections": [{"id": "s", "title": "S", "questions": [{"id": "plan", "type": "yes_no", "text": "A plan?"}]}],
            "risks": [{"id": name, "side": side, "text": name} for name, side in listed.items()],
        }
    )
    often, seldom = {"probability": [0.9, 0.9], "loss": [1, 1]}, {"probability": [0.05, 0.05], "loss": [100, 100]}
    risks = {"slip": often, "storm": often, "silence": seldom}
    response = fitted(questionnaire, {"answers": {"plan": "yes"}, "risks": risks})
    verdict = assess(questionnaire, response, decide=True).stance
    assert verdict is not None
    assert verdict.too_close_by == ("years",)
    assert alone(questionnaire, response)["stance_within_margin"] is False
