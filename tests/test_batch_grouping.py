"""What `--by` groups by: the answers to a question however they are spelt, other cells as they stand, or whole tables."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import polars as pl
import pytest

from readiness.batch.copied import copied_columns
from readiness.batch.engines.job import Engine
from readiness.batch.engines.with_duckdb import DuckDB
from readiness.batch.engines.with_polars import Polars
from readiness.batch.engines.with_spark import Spark
from readiness.batch.matching.columns import match
from readiness.batch.matching.grouping import groups_of
from readiness.batch.run import score_tables
from readiness.batch.tables import Choices, Table, table_of, titles_of
from readiness.loading.responses import load_response
from readiness.loading.saving import response_yaml
from readiness.model.problem import Problem
from readiness.model.response import Respondent
from tests.answered_survey import questionnaire
from tests.exports_read import EXPORTS, QUESTIONNAIRE, read
from tests.running import ROOT, Ran, run
from tests.sparked import session

pytestmark = pytest.mark.xdist_group("spark")
ANSWERS = (
    *(("Yes", "No"), ("Oui", " Non "), ("yes", "no"), (" OUI ", "n"), ("Partly, in draft", "Y")),
    *(("En partie, à l'état de projet", "oui"), ("draft", "true"), ("Non", "1"), ("", "0"), ("-99", "")),
)
"""Cells of `policy` and `owner`: one survey in two languages, beside codes."""
POLICIES = ("Oui",) * 4 + ("En partie, à l'état de projet",) * 3 + ("Non", None, None)
OWNERS = ("Non",) * 4 + ("Oui",) * 4 + ("Non", None)
UNITS = ("A", "A ", "\tA", "a", "A\u00a0", "  ", "", "B B", " B B", "É")
TRIMMED = ("A", "A", "A", "a", "A", None, None, "B B", "B B", "É")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(name: str, changes: Sequence[Mapping[str, str]]) -> Path:
    """Answered rows of the plain table, each changed."""
    with open(EXPORTS / "plain" / "ids.csv", encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    made = [{**first, **change, "id": f"r{at}"} for at, change in enumerate(changes)]
    with open(name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(made[0]))
        writer.writeheader()
        writer.writerows(made)
    return Path(name)


def bilingual(name: str = "members.csv") -> Path:
    return written(
        name,
        [
            {"policy": policy, "owner": owner, "Unité": unit}
            for (policy, owner), unit in zip(ANSWERS, UNITS, strict=True)
        ],
    )


def table(path: Path, by: Sequence[str], *, several: bool = False, language: str = "fr") -> Table:
    export = read(path, Path())
    matched = match(questionnaire(), export)
    assert not matched.stops
    groups, problems = groups_of(export, matched, questionnaire(), by, several=several, language=language)
    assert not problems
    return table_of(export, matched, copied_columns(export, matched, id_column=None), groups)


def refused(path: Path, name: str, language: str = "en") -> Problem:
    export = read(path, Path())
    groups, problems = groups_of(export, match(questionnaire(), export), questionnaire(), [name], language=language)
    assert not groups
    (only,) = problems
    return only


def batch(*arguments: object) -> Ran:
    return run("batch", *arguments, "-q", QUESTIONNAIRE)


def scored_on(name: str, tables: Sequence[Table], choices: Choices) -> pl.DataFrame:
    if name == "spark":
        session()
    engine = {"polars": Polars, "duckdb": DuckDB, "spark": Spark}[name]()
    output = Path(f"{name}.parquet").resolve()
    score_tables(
        tables,
        questionnaire(),
        choices,
        cast("Engine", engine),
        output=output,
        items=None,
        progress=lambda _: None,
        again=lambda _: None,
    )
    parts = sorted(output.glob("*.parquet")) if output.is_dir() else [output]
    return pl.concat(pl.read_parquet(part) for part in parts)


# --- groups -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["polars", "duckdb", "spark"])
def test_all_spellings_of_an_answer_are_one_group_and_other_cells_lose_white_space_alone(name: str) -> None:
    by = ("policy", "D", "Unité", "source")
    tables = [table(bilingual(each), by, several=True) for each in ("members.csv", "partners.csv")]
    rows = scored_on(name, tables, Choices(sources_named=True))
    assert rows["by.policy"].to_list() == list(POLICIES * 2)
    assert rows["by.D"].to_list() == list(OWNERS * 2)
    assert rows["by.Unité"].to_list() == list(TRIMMED * 2)
    assert rows["by.source"].to_list() == ["members.csv"] * 10 + ["partners.csv"] * 10


def test_spellings_that_only_a_later_pass_learns_are_in_their_groups_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readiness.batch.reading.reader.SAMPLE", 2)
    made = table(bilingual(), ("policy",))
    assert made.export.sample.height == 2
    rows = scored_on("polars", [made], Choices())
    assert rows["by.policy"].to_list() == list(POLICIES)


def test_every_kind_of_question_with_one_answer_gives_groups_under_its_own_words() -> None:
    path = written("members.csv", [{"trust": "4", "training": "dont_know", "hours": " 3"}, {"trust": "not_applicable"}])
    by = ("trust", "training", "maturity.quality", "risk P1 likelihood", "hours")
    made = table(path, by)
    rows = scored_on("polars", [made], Choices())
    assert rows["by.trust"].to_list() == ["D'accord", "sans objet"]
    assert rows["by.training"].to_list() == ["ne sait pas", "Non"]
    assert rows["by.maturity.quality"].to_list() == ["Au cas par cas"] * 2
    assert rows["by.risk P1 likelihood"].to_list() == ["Possible"] * 2
    assert rows["by.hours"].to_list() == ["3", "6"]
    titles = titles_of([made])
    assert titles["trust"] == "On peut se fier à nos chiffres."
    assert titles["maturity.quality"] == "Quelle est la maturité de chaque domaine ? / Qualité des données"


def test_a_question_with_several_answers_gives_no_groups_and_the_repair_is_told() -> None:
    told = "--by tools: question `tools` may have several answers at once, and gives no groups; name a question with one answer"
    assert str(refused(bilingual(), "tools")) == told
    assert str(refused(bilingual(), "G")) == told.replace("--by tools", "--by G")
    told = "--by tools: la question `tools` peut avoir plusieurs réponses à la fois, et ne donne pas de groupes; nommer une"
    assert str(refused(bilingual(), "tools", "fr")).startswith(told)


def test_the_column_of_one_option_gives_those_who_ticked_it_and_those_who_did_not() -> None:
    others = dict.fromkeys(("tools.sheet", "tools.other"), "")
    ticks = (("1", "0"), ("0", "1"), ("", ""))
    ticked = [{"tools": "", "tools.note": note, "tools.sql": sql, **others} for note, sql in ticks]
    path = written("members.csv", ticked)
    text = path.read_text(encoding="utf-8").replace(",tools,", ",Nothing,", 1)
    path.write_text(text, encoding="utf-8")
    told = "name the column of one of its options, as `--by S`, or a question with one answer"
    assert refused(path, "tools").repair == told
    made = table(path, ["tools.note"], language="en")
    assert titles_of([made]) == {"tools.note": "Which tools do you use? / Notebooks"}
    assert scored_on("polars", [made], Choices())["by.tools.note"].to_list() == ["Yes", "No", None]


# --- as it is shown ---------------------------------------------------------------------------------------------------


def test_a_letter_is_shown_as_what_it_stands_for_and_stays_the_name_of_the_column() -> None:
    path = written("members.csv", [{"policy": "Oui" if at % 2 else "yes", "Unité": "Nord"} for at in range(6)])
    names = ("s.json", "s.csv", "s.md")
    ran = batch(
        *(path, "-o", "scores.csv", "--by", "C", "--by", "S"), *(each for name in names for each in ("--summary", name))
    )
    assert ran.code == 0
    question = "Does your team have a written data policy?"
    for text in (ran.out, Path("s.md").read_text(encoding="utf-8")):
        assert f"By “{question}”" in text
        assert "By Unité" in text
        assert "By C" not in text
    groups = json.loads(Path("s.json").read_text(encoding="utf-8"))["groups"]
    assert [(each["column"], each["title"], each["groups"][0]["name"]) for each in groups] == [
        ("C", question, "Yes"),
        ("S", "Unité", "Nord"),
    ]
    figures = list(csv.reader(Path("s.csv").read_text(encoding="utf-8").splitlines()))
    assert ["by.C", "", "title", question] in figures
    assert {"by.C", "by.S"} <= set(Path("scores.csv").read_text(encoding="utf-8").splitlines()[0].split(","))


def test_several_tables_can_be_the_groups() -> None:
    for name in ("members.csv", "partners.csv"):
        bilingual(name)
    ran = batch("members.csv", "partners.csv", "-o", "scores.csv", "--by", "source", "--lang", "fr")
    assert ran.code == 0
    assert "Par tableau" in ran.out
    assert "partners.csv" in ran.out.split("Par tableau")[1]


def test_one_table_has_no_source_to_group_by() -> None:
    ran = batch(bilingual(), "-o", "scores.csv", "--by", "source")
    assert ran.code == 3
    assert "members.csv: has no column `source`" in ran.err


def test_response_files_are_grouped_under_titles_in_the_language_of_the_run() -> None:
    loaded = load_response(ROOT / "examples" / "quick-bakery.yaml").response
    assert loaded is not None
    Path("responses").mkdir()
    for at in range(10):
        role = Respondent(role="leader" if at % 2 else "communicator")
        text = response_yaml(loaded.model_copy(update={"respondent": role}))
        Path("responses", f"{at}.yaml").write_text(text, encoding="utf-8")
    ran = run(
        *("batch", "responses", "-q", "quick-check", "-o", "scores.csv", "--by", "role", "--by", "organization"),
        *("--lang", "fr"),
    )
    assert ran.code == 0
    assert "Par rôle" in ran.out
    assert "Par organisation" in ran.out
    shown = ran.out.split("Par rôle")[1].split("Par organisation")[0]
    assert "leader" not in shown
    assert "communicator" not in shown
    with open("scores.csv", encoding="utf-8", newline="") as file:
        assert {row["role"] for row in csv.DictReader(file)} == {"leader", "communicator"}


def test_a_place_stands_before_its_message_in_the_same_way_in_both_languages() -> None:
    for language in ("en", "fr"):
        ran = batch(bilingual(), "-o", "scores.csv", "--by", "Regoin", "--lang", language)
        first, *_, last = ran.err.splitlines()
        assert first.startswith("members.csv: ")
        assert last.startswith("members.csv: ")
