"""Frames of every library that are scored in a program's hands: the same kind comes back, with the same scores."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
import yaml

from readiness.batch import GuessWarning, TableError, score_table
from readiness.loading.load import load_questionnaire
from readiness.model.column_map import ColumnEntry, MappingFile
from tests.exports_read import EXPORTS, QUESTIONNAIRE
from tests.running import run, run_process
from tests.sparked import session

MISSPELT = EXPORTS / "cases" / "misspelt.csv"
ZERO_BASED = EXPORTS / "cases" / "zero_based.csv"
SAMPLE = 10_000


def texts(path: Path = MISSPELT) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False)


def back(frame: Any) -> pl.DataFrame:
    """Any frame as Polars has it."""
    match type(frame).__module__.partition(".")[0]:
        case "polars":
            return pl.DataFrame(frame.lazy().collect())
        case "pandas":
            return pl.DataFrame({name: frame[name].astype(object).where(frame[name].notna(), None) for name in frame})
        case "pyarrow":
            made = pl.from_arrow(frame)
            assert isinstance(made, pl.DataFrame)
            return made
        case "pyspark":
            return pl.DataFrame(
                [tuple(row) for row in frame.collect()], schema=frame.columns, orient="row", infer_schema_length=None
            )
        case _:
            return pl.DataFrame(frame.pl())


def in_spark(frame: pl.DataFrame) -> Any:
    schema = ", ".join(f"c{at} string" for at in range(frame.width))
    return session().createDataFrame(frame.rows(), schema=schema).toDF(*frame.columns)


KINDS: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "polars lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
    "spark": in_spark,
}


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """What the command makes of the same rows."""
    output = tmp_path_factory.mktemp("command") / "scores.parquet"
    assert run("batch", MISSPELT, "-q", QUESTIONNAIRE, "-o", output, "--quiet").code == 4
    return pl.read_parquet(output)


@pytest.mark.xdist_group("spark")
@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_of_any_kind_comes_back_as_such_with_the_scores_of_the_command(kind: str, scored: pl.DataFrame) -> None:
    own = texts()
    given = KINDS[kind](own)
    found = score_table(given, QUESTIONNAIRE)
    assert type(found) is type(given)
    made = back(found)
    assert made.columns == [*own.columns, *scored.columns[2:], "reject"]
    assert made.select(own.columns).cast(pl.String).equals(own)
    assert made["reject"].to_list() == ["trust", None, "trust", None]
    for name in scored.columns[2:]:
        assert made[name].to_list() == [None, scored[name][0], None, scored[name][1]], name


def test_what_pandas_knows_of_its_rows_stays() -> None:
    frame = texts().to_pandas().set_index("id")
    found = score_table(frame, QUESTIONNAIRE)
    assert list(found.index) == ["r1", "r2", "r3", "r4"]
    assert found["reject"].to_dict()["r3"] == "trust"


def test_columns_of_pandas_that_hold_anything_are_read_as_text() -> None:
    frame = texts().to_pandas().astype(object)
    frame["prepared"] = [3, "4", 1.0, None]
    frame["trust"] = [4.0, float("nan"), 2.0, None]
    found = score_table(frame, QUESTIONNAIRE)
    assert found["reject"].isna().all()
    assert found["unanswered.overall"].tolist()[:3] == [0, 1, 2]


@pytest.mark.parametrize("kind", ["polars", "polars lazy", "pandas", "duckdb"])
def test_numbers_and_truths_are_read_as_what_they_say(kind: str) -> None:
    own = texts()
    typed = own.with_columns(
        prepared=pl.Series([3.0, 4.0, 1.0, None]),
        hours=pl.Series([6.0, 24.5, 0.0, None]),
        owner=pl.Series([True, False, True, None]),
        trust=pl.Series([4, None, 2, None]),
    )
    spelt = own.with_columns(trust=pl.Series(["4", None, "2", None]))
    numbers = [name for name in back(score_table(spelt, QUESTIONNAIRE)).columns if name not in own.columns]
    expected = back(score_table(spelt, QUESTIONNAIRE)).select(numbers)
    found = back(score_table(KINDS[kind](typed), QUESTIONNAIRE)).select(numbers)
    assert found.rows() == expected.rows()


def test_a_list_of_choices_is_several_choices() -> None:
    own = texts().with_columns(trust=pl.lit("4"))
    lists = own.with_columns(pl.col("tools").str.split(";"))
    outputs = ["score.foundations", "reject"]
    assert score_table(lists, QUESTIONNAIRE).select(outputs).equals(score_table(own, QUESTIONNAIRE).select(outputs))


@pytest.mark.xdist_group("spark")
@pytest.mark.parametrize("kind", KINDS)
def test_a_spelling_that_the_first_rows_did_not_have_is_learnt(kind: str) -> None:
    own = texts()
    usual = pl.concat([own[1:2]] * (SAMPLE + 1))
    late = own[1:2].with_columns(pl.lit("  STRONGLY agree").alias("trust"))
    wrong = own[1:2].with_columns(pl.lit("Strongly agreed").alias("trust"))
    found = back(score_table(KINDS[kind](pl.concat([usual, late, wrong])), QUESTIONNAIRE, outputs="scores"))
    (learnt,) = found.filter(pl.col("trust") == "  STRONGLY agree").select("reject", "score.overall").rows()
    assert learnt[0] is None
    assert learnt[1] != found["score.overall"][0]
    assert found.filter(pl.col("reject").is_not_null())["trust"].to_list() == ["Strongly agreed"]


def test_a_reject_names_every_item_and_a_row_left_out_its_rule() -> None:
    own = texts()
    wrong = own[:1].with_columns(pl.lit("many").alias("hours"))
    nothing = own[3:].with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in own.columns if name != "id")
    frame = pl.concat([wrong, own[1:2], nothing])
    assert score_table(frame, QUESTIONNAIRE)["reject"].to_list() == ["trust, hours", None, "left out: blank"]
    assert score_table(frame, QUESTIONNAIRE, include=["blank"])["reject"].to_list()[2] is None


def test_scores_alone_can_be_had() -> None:
    found = score_table(texts(), QUESTIONNAIRE, outputs="scores")
    assert found.columns[len(texts().columns) :] == [
        "score.overall",
        "score.foundations",
        "score.practice",
        "level",
        "reject",
    ]


def test_a_questionnaire_is_named_by_its_id_its_path_or_itself() -> None:
    loaded = load_questionnaire(QUESTIONNAIRE).value
    assert loaded is not None
    found = score_table(texts(), loaded)
    assert found.equals(score_table(texts(), str(QUESTIONNAIRE)))
    with pytest.raises(TableError, match="no column answers") as raised:
        score_table(texts().drop("policy"), QUESTIONNAIRE)
    assert raised.value.problems[0].repair.startswith("name its column in a mapping file")
    with pytest.raises(TableError, match="no answer to this question"):
        score_table(texts(), "quick-check")
    with pytest.raises(TableError, match=r"^quick-chek: there is no questionnaire .*; did you mean `quick-check`\?$"):
        score_table(texts(), "quick-chek")


def test_what_must_be_decided_first_comes_with_a_mapping_file_to_edit(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="the numbers 0, 2, 3 fit the scale") as raised:
        score_table(texts(ZERO_BASED), QUESTIONNAIRE)
    assert raised.value.mapping is not None
    path = tmp_path / "decided.yaml"
    path.write_text(raised.value.mapping.replace('# "0": …', '"0": 1'), encoding="utf-8")
    assert score_table(texts(ZERO_BASED), QUESTIONNAIRE, mapping=path)["reject"].is_null().all()
    decided = MappingFile(
        format=1, columns=(ColumnEntry(column="prepared", answers="prepared", values={"0": 1, "2": 3, "3": 4}),)
    )
    assert score_table(texts(ZERO_BASED), QUESTIONNAIRE, mapping=decided)["reject"].is_null().all()


def test_a_mapping_that_does_not_fit_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "decided.yaml"
    path.write_text("format: 1\ncolumns:\n  - {column: nothing, answers: policy}\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"decided.yaml:3:14: .* there is no column `nothing`"):
        score_table(texts(), QUESTIONNAIRE, mapping=path)
    decided = MappingFile(format=1, columns=(ColumnEntry(column="nothing", answers="policy"),))
    with pytest.raises(TableError, match="there is no column `nothing`"):
        score_table(texts(), QUESTIONNAIRE, mapping=decided)


def test_guesses_are_warned_of() -> None:
    alike = texts().rename({"policy": "Does your team have a written data policyy?"})
    with pytest.raises(TableError):
        score_table(alike, QUESTIONNAIRE)
    with pytest.warns(GuessWarning, match="matched by more than equality: policy"):
        score_table(alike, QUESTIONNAIRE, accept_fuzzy=True)


def test_a_column_that_is_called_like_an_output_is_never_overwritten() -> None:
    taken = texts().with_columns(pl.lit(1).alias("level"))
    with pytest.raises(
        TableError, match="the table: has a column `level`, which is how an output is called; rename it"
    ):
        score_table(taken, QUESTIONNAIRE)


def test_columns_may_be_called_as_those_in_between_are() -> None:
    taken = texts().with_columns(pl.lit("a").alias("c0"), pl.lit("b").alias("_t5"), pl.lit("c").alias("_own1"))
    for found in (score_table(taken, QUESTIONNAIRE), score_table(taken.lazy(), QUESTIONNAIRE).collect()):
        assert found.select("c0", "_t5", "_own1").rows() == [("a", "b", "c")] * 4
        assert found["reject"].to_list() == ["trust", None, "trust", None]


def test_problems_speak_french_where_that_is_asked_for() -> None:
    with pytest.raises(TableError, match=r"^le tableau: aucune colonne"):
        score_table(texts().drop("policy"), QUESTIONNAIRE, language="fr")


def test_an_empty_frame_is_told() -> None:
    with pytest.raises(TableError, match="the table: has columns and no row"):
        score_table(texts()[:0], QUESTIONNAIRE)


def test_what_is_no_frame_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        score_table([{"policy": "yes"}], QUESTIONNAIRE)  # type: ignore[type-var]


def test_naming_the_room_loads_nothing() -> None:
    code = "import sys, json, readiness.batch; print(json.dumps(sorted(sys.modules)))"
    loaded = set(json.loads(run_process(code=code).out))
    assert not loaded & {"narwhals", "polars", "pydantic", "yaml", "readiness.batch.frames", "readiness.model"}


def test_the_mapping_text_is_yaml() -> None:
    with pytest.raises(TableError) as raised:
        score_table(texts(ZERO_BASED), QUESTIONNAIRE)
    assert yaml.safe_load(raised.value.mapping or "")["source"] == "the table"
