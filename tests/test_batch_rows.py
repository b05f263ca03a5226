"""A row of a table says as a response what the engine scored: its document and its row cannot disagree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import narwhals as nw
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readiness.batch.documents import (
    Case,
    cannot_hold,
    cases_of_files,
    cases_of_table,
    safe_name,
    write_reports,
)
from readiness.batch.engines.job import Job, job_of
from readiness.batch.export import Export, Parquet
from readiness.batch.readings import Importance, Number, OneOf, Reading, Tick, TickColumns, Ticks, Words, rated
from readiness.batch.rows import About, RowReader, response_of, scored_responses
from readiness.batch.scoring.lowering import with_outputs
from readiness.batch.scoring.symbols import Algebra
from readiness.batch.scoring.table import scoring_of
from readiness.loading.load import load_questionnaire
from readiness.loading.responses import load_response
from readiness.loading.saving import response_yaml
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response
from readiness.reports.documents import Format
from tests.running import ROOT
from tests.strategies import LAW
from tests.tables import table
from tests.test_batch_scoring import cells_of, known, tables
from tests.text_tables import TextTable, alone

Cells = Mapping[str, str | None]
_LOADED = load_questionnaire(ROOT / "tests" / "exports" / "questionnaire.yaml").value
assert _LOADED is not None
HABITS: Questionnaire = _LOADED


def engine_says(
    questionnaire: Questionnaire, readings: Sequence[Reading], importances: Sequence[Importance], rows: pl.DataFrame
) -> list[dict[str, object]]:
    """The outputs of each row by Polars, and whether it may stand."""
    written = scoring_of(questionnaire, readings, importances)
    numbered = rows.with_columns(pl.int_range(pl.len()).cast(pl.Int64).alias("row")).lazy()
    found = with_outputs(nw.from_native(numbered), {**written.outputs, "valid": written.valid}, ["row"])
    collected: pl.DataFrame = found.to_native().sort("row").collect()
    return collected.drop("row").to_dicts()


@pytest.mark.parametrize("split", [False, True], ids=["one cell", "a column each"])
@settings(LAW, max_examples=40)
@given(case=tables())
def test_a_row_assessed_alone_comes_to_what_the_engine_scored(
    split: bool, case: tuple[Questionnaire, list[Response]]
) -> None:
    questionnaire, responses = case
    written = TextTable(questionnaire, split=split)
    frame = cells_of(written, responses)
    outputs = engine_says(questionnaire, written.readings, written.importances, frame)
    reader = RowReader(Algebra(), questionnaire, written.readings, written.importances)
    asked = reader.asked_of(frame.lazy(), {}, ()).collect()
    for row, scored in zip(asked.iter_rows(named=True), outputs, strict=True):
        assert scored.pop("valid")
        assert known(alone(questionnaire, reader.response(row, About()))) == known(scored)


READINGS: tuple[Reading, ...] = (
    OneOf(item="sector", column="c0", values={"Public": "pub", "Privé": "priv"}, missing=frozenset({"-99"})),
    OneOf(item="policy", column="c1", values={"Yes": "yes", "Oui": "yes", "Partly, in draft": "draft", "No": "no"}),
    OneOf(item="owner", column="c2", values={"Oui": "yes", "Non": "no"}),
    OneOf(item="maturity.quality", column="c3", values={"Ad hoc": "adhoc", "Géré": "some", "Optimisé": "full"}),
    OneOf(item="maturity.governance", column="c4", values={"Ad hoc": "adhoc", "Géré": "some", "Optimisé": "full"}),
    Ticks(
        item="tools",
        column="c5",
        separator=", ",
        pieces={"Notebooks": "note", "SQL (Postgres, MySQL)": "sql", "Spreadsheets": "sheet"},
        other="other",
        whole={"None of these": ()},
    ),
    OneOf(
        item="trust",
        column="c6",
        values={"5 - Strongly agree": 5, "Agree": 4, "N/A": "not_applicable", "?": "dont_know"},
    ),
    Number(
        item="hours",
        column="c7",
        comma=True,
        suffixes=frozenset({"h", "heures"}),
        words={"je ne sais pas": "dont_know"},
        missing=frozenset({"-99"}),
    ),
    TickColumns(
        item="channels",
        ticks=(
            Tick(column="c8", value="survey", on=frozenset({"Selected"}), off=frozenset({"Not selected"})),
            Tick(column="c9", value="staff", on=frozenset({"Selected"}), off=frozenset({"Not selected"})),
            Tick(column="c10", value="other", on=frozenset(), off=frozenset({"0"}), free=True),
        ),
        answered_by=("c11", None),
    ),
    Words(item="remarks", column="c12", missing=frozenset({"NA"})),
    OneOf(item=rated("risk", "P1", "likelihood"), column="c13", values={"Rare": 1, "Likely": 4}),
    OneOf(item=rated("risk", "P1", "impact"), column="c14", values={"Minor": 2, "Severe": 5, "s.o.": "not_applicable"}),
)
SPELLINGS: Mapping[str, Sequence[str | None]] = {
    "c0": (None, "Public", "Privé", "-99", ""),
    "c1": ("Yes", "Oui", "Partly, in draft", "No", None),
    "c2": ("Oui", "Non", ""),
    "c3": ("Ad hoc", "Géré", None),
    "c4": ("Optimisé", None),
    "c5": (
        None,
        "Notebooks",
        "SQL (Postgres, MySQL), Notebooks",
        "Spreadsheets, an abacus",
        "None of these",
        "MySQL",
    ),
    "c6": ("5 - Strongly agree", "Agree", "N/A", "?", None),
    "c7": ("7,5 h", "1.250", "12", "0,5heures", "je ne sais pas", "-99", None, "+3", "4,"),
    "c8": ("Selected", "Not selected", None),
    "c9": ("Selected", "Not selected", ""),
    "c10": (None, "0", "the newspaper"),
    "c11": (None, "2026-03-01"),
    "c12": (None, "NA", "Much obliged.\n=1+1", "  "),
    "c13": ("Rare", "Likely", None),
    "c14": ("Minor", "Severe", "s.o.", None),
}
spelt = st.fixed_dictionaries({column: st.sampled_from(cells) for column, cells in SPELLINGS.items()})
FULL: Cells = {
    "c0": "Privé",
    "c1": "Partly, in draft",
    "c2": "Oui",
    "c3": "Géré",
    "c4": None,
    "c5": "Spreadsheets, an abacus",
    "c6": "N/A",
    "c7": "7,5 h",
    "c8": "Selected",
    "c9": "Not selected",
    "c10": "the newspaper",
    "c11": None,
    "c12": "Much obliged.",
    "c13": "Likely",
    "c14": "Severe",
}


@settings(LAW, max_examples=30)
@given(rows=st.lists(spelt, min_size=1, max_size=12))
@example(rows=[FULL])
def test_cells_in_a_platforms_own_spelling_say_to_the_response_what_they_say_to_the_engine(
    rows: list[Cells],
) -> None:
    frame = pl.DataFrame(rows, schema=dict.fromkeys(SPELLINGS, pl.String))
    outputs = engine_says(HABITS, READINGS, (), frame)
    reader = RowReader(Algebra(), HABITS, READINGS, ())
    asked = reader.asked_of(frame.lazy(), {}, ()).collect()
    for row, scored in zip(asked.iter_rows(named=True), outputs, strict=True):
        if scored.pop("valid"):
            assert known(alone(HABITS, reader.response(row, About()))) == known(scored)


def test_a_row_is_read_as_a_person_would_read_it() -> None:
    response = response_of(HABITS, READINGS, (), FULL)
    assert {name: answer.value for name, answer in response.answers.items()} == {
        "sector": "priv",
        "policy": "draft",
        "owner": "yes",
        "maturity": {"quality": "some"},
        "tools": ("sheet", "other"),
        "trust": "not_applicable",
        "hours": 7.5,
        "channels": ("survey", "other"),
        "remarks": "Much obliged.",
    }
    assert (response.risks["P1"].likelihood, response.risks["P1"].impact) == (4, 5)  # type: ignore[union-attr]
    assert response.questionnaire.id == "data-habits"


def test_nothing_ticked_is_an_answer_where_something_says_so() -> None:
    nothing = dict.fromkeys(SPELLINGS, None)
    assert response_of(HABITS, READINGS, (), nothing).answers == {}
    answered = response_of(HABITS, READINGS, (), {**nothing, "c5": "None of these", "c11": "2026-03-01"})
    assert {name: answer.value for name, answer in answered.answers.items()} == {"tools": (), "channels": ()}


def test_importance_is_kept_and_left_out_where_the_cell_is_blank() -> None:
    readings = (OneOf(item="owner", column="c0", values={"Oui": "yes"}),)
    weights = (Importance(item="owner", column="c1", comma=True),)
    said = response_of(HABITS, readings, weights, {"c0": "Oui", "c1": "1,5"}).answers["owner"]
    assert (said.value, said.importance) == ("yes", 1.5)
    assert response_of(HABITS, readings, weights, {"c0": "Oui", "c1": None}).answers["owner"].importance is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (About(language="FR"), ("fr", None)),
        (About(language="fr-CA"), ("fr", None)),
        (About(language="Deutsch"), (None, None)),
        (About(date="2026-03-01 14:02:11"), (None, date(2026, 3, 1))),
        (About(date="1/3/26"), (None, None)),
        (About(date="2026-02-31"), (None, None)),
    ],
)
def test_what_a_table_says_of_a_response_is_taken_where_it_is_beyond_doubt(
    written: About, meant: tuple[str | None, date | None]
) -> None:
    response = response_of(HABITS, READINGS, (), FULL, written)
    assert (response.language, response.date) == meant


def job(folder: Path, rows: Sequence[Cells]) -> Job:
    """A table with an id in c15 and an organization in c16."""
    names = [*SPELLINGS, "c15", "c16"]
    path = folder / "table.parquet"
    pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String)).write_parquet(path)
    export: Export = table(names, [], place=Parquet(path=str(path), columns=tuple(names)), first_row=4)
    return job_of(export, scoring_of(HABITS, READINGS), copied={"id": "c15"})


COPIED = {"id": "c15", "organization": "c16"}


def test_only_scored_rows_become_responses_and_keep_their_number(tmp_path: Path) -> None:
    rows = [
        {**FULL, "c15": "a", "c16": "Moulin"},
        {**FULL, "c1": "Perhaps", "c15": "b"},  # rejected
        {},  # blank
        {**FULL, "c15": None, "c2": "Non"},
    ]
    found = list(scored_responses(job(tmp_path, rows), HABITS, READINGS, (), COPIED))
    assert [(row, about.id, about.organization) for row, about, _ in found] == [(4, "a", "Moulin"), (7, None, None)]
    assert found[1][2].answers["owner"].value == "no"
    assert found[0][2].organization == "Moulin"


def test_each_scored_row_gets_a_document_named_by_its_id_or_else_by_its_row(tmp_path: Path) -> None:
    ids = ("R_1", None, "r_1", "../../x", "", "con", "a/b\\c", "É 7", "...")
    rows = [{**FULL, "c15": name} for name in ids]
    folder = tmp_path / "inner" / "documents"
    cases = cases_of_table(job(tmp_path, rows), HABITS, READINGS, (), COPIED)
    seen: list[int] = []
    written = write_reports(folder, cases, HABITS, style=Format.CSV, workers=1, progress=seen.append)
    assert written.n == len(seen) == len(ids)
    assert written.others == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [
            "R_1.csv",
            "row-5.csv",
            "r_1-2.csv",
            "x.csv",
            "row-8.csv",
            "response-con.csv",
            "a-b-c.csv",
            "É-7.csv",
            "response.csv",
        ]
    )
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} - {path.name for path in folder.iterdir()} == {
        "table.parquet"
    }


def test_rows_of_several_tables_without_ids_go_by_their_table_too(tmp_path: Path) -> None:
    found = job(tmp_path, [FULL])
    cases = cases_of_table(found, HABITS, READINGS, (), COPIED, source="north/spring.csv")
    assert [case.name for case in cases] == ["spring-row-4"]


@settings(LAW, max_examples=200)
@given(st.text())
@example("../../etc/passwd")
@example("C:\\x")
@example("LPT1.txt")
@example("\u202egnp.exe")
@example("a" * 400)
@example("é" * 400)
def test_a_name_is_one_plain_part_of_a_path_whatever_the_id(wanted: str) -> None:
    name = safe_name(wanted)
    assert Path(name).name == name
    assert name not in (".", "..")
    assert not name.startswith(".")
    assert all(sign.isalnum() or sign in "-_." or sign.isidentifier() or f"a{sign}".isidentifier() for sign in name)
    assert len(name.encode()) <= 110


def test_a_document_of_a_file_is_that_of_score_with_its_whole_decision(tmp_path: Path) -> None:
    fitted = load_response(ROOT / "examples" / "quick-bakery.yaml")
    assert fitted.questionnaire is not None and fitted.response is not None
    blank = fitted.response.model_copy(update={"answers": {}, "risks": {}, "opportunities": {}})
    for name, text in (
        ("a.yaml", response_yaml(fitted.response)),
        ("b.yaml", "format: 1\nanswers: ["),
        ("c.yaml", response_yaml(blank)),
        ("d.yaml", response_yaml(fitted.response)),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = sorted(tmp_path.glob("*.yaml"))
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("b.md", "a.md", "old.md", "old.json"):
        (folder / name).write_text("an earlier run", encoding="utf-8")
    written = write_reports(
        folder, cases_of_files(files), fitted.questionnaire, style=Format.MARKDOWN, language="en", workers=2
    )
    assert (written.n, written.others) == (2, 2)
    assert sorted(path.name for path in folder.iterdir()) == ["a.md", "b.md", "d.md", "old.json", "old.md"]
    from readiness.cli.inputs import assessed
    from readiness.reports.documents import WRITERS

    expected = WRITERS[Format.MARKDOWN]([assessed(load_response(files[0]), "en")])
    assert (folder / "a.md").read_text(encoding="utf-8") == expected


def test_a_document_that_cannot_be_written_leaves_nothing_of_itself(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    case = Case(name="a", told=response_of(HABITS, READINGS, (), FULL))
    with pytest.raises(OSError, match=r"a\.csv"):
        write_reports(tmp_path, [case], HABITS, style=Format.CSV, workers=1)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_file_in_the_place_of_the_folder_is_said_beforehand(tmp_path: Path) -> None:
    place = tmp_path / "documents"
    assert cannot_hold(place) is None
    place.write_text("")
    problem = cannot_hold(place)
    assert problem is not None and "folder" in problem.message
