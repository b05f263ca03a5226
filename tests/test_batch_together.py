"""Several choices ticked together: one that excludes the others is told as what it is, once; one ticked twice is ticked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from readiness.batch.run import Ran, score_tables
from readiness.batch.tables import Choices, table_of
from tests.exports_read import read
from tests.sparked import session
from tests.strategies import real

pytestmark = pytest.mark.xdist_group("spark")
NAMES = ("Posts", "Replies", "Alerts", "Adverts", "Reports", "Videos")
"""More of them than are looked up as whole cells."""
CHOICES = [
    *({"value": name.lower(), "label": {"en": name, "fr": f"{name} (fr)"}} for name in NAMES),
    {"value": "none", "label": {"en": "None, or only by guesswork", "fr": "Rien, ou au jugé"}, "exclusive": True},
]
ASKED = real(
    {
        "format": 1,
        "id": "q",
        "version": "1",
        "title": "Q",
        "sections": [
            {
                "id": "s",
                "title": "S",
                "questions": [
                    {
                        "id": "duties",
                        "type": "choices",
                        "text": "What is done?",
                        "score": "count",
                        "choices": CHOICES,
                        "allow": ["dont_know"],
                    },
                    {"id": "plan", "type": "yes_no", "text": "Is there a plan?"},
                ],
            }
        ],
    }
)
EVERY = ";".join(NAMES)


def scored(folder: Path, lines: Sequence[str], name: str = "polars") -> tuple[Ran, pl.DataFrame]:
    path, output = folder / "members.csv", folder / f"{name}.parquet"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    export = read(path, folder, delimiter=",")
    matched = match(ASKED, export)
    assert not matched.stops
    if name == "spark":
        session()
    engine = {"polars": Polars, "duckdb": DuckDB, "spark": Spark}[name]()
    ran = score_tables(
        [table_of(export, matched, copied_columns(export, matched, id_column=None))],
        ASKED,
        Choices(),
        cast("Engine", engine),
        output=output,
        items=None,
        progress=lambda _: None,
        again=lambda _: None,
    )
    parts = sorted(output.glob("*.parquet")) if output.is_dir() else [output]
    return ran, pl.concat(pl.read_parquet(part) for part in parts)


def one_cell(*cells: str) -> list[str]:
    return ["plan,duties", *(f'yes,"{cell}"' for cell in (EVERY, *cells))]


def told(ran: Ran, language: str = "en") -> Iterator[tuple[int, str | None, str | None, str]]:
    return ((each.row, each.column, each.value, each.reason) for each in ran.rejects(ASKED, language))


def test_a_choice_that_excludes_the_others_is_told_as_that_where_all_stand_in_one_cell(tmp_path: Path) -> None:
    cell = "Posts;None, or only by guesswork"
    ran, _ = scored(tmp_path, one_cell(cell, "None, or only by guesswork", "Don't know", "Replies;Don't know"))
    assert list(told(ran)) == [
        (3, "duties", cell, "“None, or only by guesswork” cannot be ticked together with others"),
        (6, "duties", "Replies;Don't know", "“don't know” cannot be ticked together with others"),
    ]
    first = next(told(ran, "fr"))
    assert first[-1] == "«\u00a0Rien, ou au jugé\u00a0» ne peut être coché avec d'autres"


def test_it_is_told_once_for_a_row_whose_options_have_a_column_each(tmp_path: Path) -> None:
    columns = [f"duties.{value}" for value in (*map(str.lower, NAMES), "none")]
    heads = ",".join(["plan", *columns])
    rows = ["yes,Y,N,N,N,N,N,N", "yes,Y,N,Y,N,N,N,Y", "yes,N,N,N,N,N,N,Y", "yes,Y,perhaps,N,N,N,N,N"]
    ran, _ = scored(tmp_path, [heads, *rows, *rows[:1] * 8])
    reason = "“None, or only by guesswork” cannot be ticked together with others"
    assert list(told(ran)) == [
        (3, "duties.posts | duties.alerts | duties.none", "Y | Y | Y", reason),
        (5, "duties.replies", "perhaps", "“perhaps” neither ticks this option nor leaves it unticked"),
    ]


@pytest.mark.parametrize("name", ["polars", "duckdb", "spark"])
def test_an_option_that_stands_there_twice_is_ticked_once(tmp_path: Path, name: str) -> None:
    cells = ("Posts;Posts", "Posts", "Replies;Posts;Replies;Posts", "Posts;Replies", "Posts;Posts;None")
    ran, rows = scored(tmp_path, one_cell(*cells), name)
    assert (ran.scored, ran.rejected) == (5, 1)
    assert rows["row"].to_list() == [2, 3, 4, 5, 6]
    twice, once, twice_two, two = rows["score.s"].to_list()[1:]
    assert twice == once < twice_two == two


def test_that_holds_for_cells_that_the_sample_did_not_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readiness.batch.reading.reader.SAMPLE", 1)
    ran, rows = scored(tmp_path, one_cell("Posts;Posts", "Posts"))
    assert ran.tables[0].export.sample.height == 1
    assert ran.rejected == 0
    assert rows["score.s"].to_list()[1] == rows["score.s"].to_list()[2]


def test_it_holds_where_few_options_are_looked_up_as_whole_cells(tmp_path: Path) -> None:
    ran, rows = scored(tmp_path, ["plan,duties", 'yes,"Posts;Posts"', 'yes,"Posts"', 'yes,"Replies;Posts"'])
    assert ran.rejected == 0
    assert rows["score.s"].to_list()[0] == rows["score.s"].to_list()[1]
