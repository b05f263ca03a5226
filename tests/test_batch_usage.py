"""What is said around a batch: wrong command lines with their repair, in both languages, and names that look like patterns."""

from __future__ import annotations

import io
import re
from pathlib import Path

import polars as pl
import pytest
from rich.console import Console
from rich.theme import Theme

from readiness.batch.summary.drawing import outline_of
from readiness.loading.shipped import shipped_examples
from readiness.reports import plain, terminal
from tests.batches import Columns, summary_of
from tests.exports_read import EXPORTS, QUESTIONNAIRE
from tests.running import Ran, run

IDS = EXPORTS / "plain" / "ids.csv"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def batch(*arguments: object, stdin: bytes | None = None) -> Ran:
    return run("batch", *arguments, "-q", QUESTIONNAIRE, stdin=stdin)


WRONG = [
    (
        ("--sheet", "Answers"),
        "--sheet: {ids} is neither a workbook nor a zip, and has no sheets; leave it out, or name the workbook",
        "--sheet: {ids} n'est ni un classeur ni un zip, et n'a pas de feuilles; l'enlever, ou nommer le classeur",
    ),
    (
        ("--encoding", "latin-99"),
        "--encoding: `latin-99` is not an encoding of text; write for example utf-8, utf-16, cp1252 or mac_roman",
        "--encoding: `latin-99` n'est pas un encodage de texte; écrivez par exemple utf-8, utf-16, cp1252 ou mac_roman",
    ),
    (
        ("--encoding", "base64"),
        "--encoding: `base64` is not an encoding of text; write for example utf-8, utf-16, cp1252 or mac_roman",
        "--encoding: `base64` n'est pas un encodage de texte; écrivez par exemple utf-8, utf-16, cp1252 ou mac_roman",
    ),
    (
        ("--delimiter", "::"),
        "--delimiter: `::` cannot divide columns; write one character, or comma, semicolon, tab, pipe",
        "--delimiter: `::` ne peut séparer des colonnes; écrivez un seul caractère, ou comma, semicolon, tab, pipe",
    ),
    (
        ("--delimiter", ""),
        "--delimiter: `` cannot divide columns; write one character, or comma, semicolon, tab, pipe",
        "--delimiter: `` ne peut séparer des colonnes; écrivez un seul caractère, ou comma, semicolon, tab, pipe",
    ),
    (
        ("--min-group", "2"),
        "--min-group: of two, whoever is one knows the other; ask for 3 at the least",
        "--min-group: de deux, qui est l'un connaît l'autre; demander 3 au moins",
    ),
    (
        ("--min-group", "5", "--show-small-groups"),
        "--min-group: a least size and --show-small-groups contradict each other; "
        "say --min-group 1 --show-small-groups together, or another size",
        "--min-group: une taille minimale et --show-small-groups se contredisent; "
        "dire ensemble --min-group 1 --show-small-groups, ou une autre taille",
    ),
    (
        ("--include", "tests"),
        "--include: no rule leaves rows out as `tests`; did you mean `test`?",
        "--include: aucune règle n'écarte de lignes comme `tests`; vouliez-vous dire `test`\N{NO-BREAK SPACE}?",
    ),
    (
        ("--summary", "board.pdf"),
        "board.pdf: its suffix `.pdf` is no format of a summary; use .json, .csv, .md, .txt",
        "board.pdf: son suffixe `.pdf` n'est pas un format de résumé; employer .json, .csv, .md, .txt",
    ),
]


@pytest.mark.parametrize(("options", "english", "french"), WRONG, ids=[" ".join(options) for options, _, _ in WRONG])
def test_a_wrong_command_line_is_told_in_both_languages_and_writes_nothing(
    here: Path, options: tuple[str, ...], english: str, french: str
) -> None:
    for more, words in (((), english), (("--lang", "fr"), french)):
        ran = batch(IDS, "-o", "scores.csv", *options, *more)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == words.format(ids=IDS) + "\n"
        assert list(here.iterdir()) == []


@pytest.mark.parametrize("delimiter", ["semicolon", ";", "comma", ","])
def test_a_delimiter_is_a_sign_or_its_name(delimiter: str) -> None:
    sign = ";" if delimiter in ("semicolon", ";") else ","
    lines = [IDS.read_text(encoding="utf-8").partition("\n")[0], "r1" + "," * 17]
    Path("a.csv").write_text("\n".join(lines).replace(",", sign) + "\n", encoding="utf-8")
    assert batch("a.csv", "-o", "scores.csv", "--delimiter", delimiter, "--include", "blank", "--quiet").code == 0


def test_what_was_read_and_written_is_told_in_french() -> None:
    ran = batch(
        "-", "-o", "scores.csv", "--summary", "board.json", "--lang", "fr", stdin=b"\xef\xbb\xbf" + IDS.read_bytes()
    )
    assert ran.code == 0
    assert re.search(r"^entrée standard: .*UTF-8 avec BOM$", ran.err, re.MULTILINE)
    assert re.search(r"^écrit\s: scores\.csv$", ran.err, re.MULTILINE)
    assert re.search(r"^écrit\s: board\.json$", ran.err, re.MULTILINE)
    assert not re.search("wrote|standard input|with BOM", ran.err + ran.out)
    assert re.search(
        r"`policy_x`; vouliez-vous dire|vouliez-vous dire",
        batch(IDS, "-o", "a.csv", "--by", "polic", "--lang", "fr").err,
    )


def test_what_response_files_are_grouped_by_is_french_too(here: Path) -> None:
    (here / "r").mkdir()
    for at in range(6):
        (here / "r" / f"{at}.yaml").write_bytes(shipped_examples()["quick-bakery"].read_bytes())
    ran = run("batch", "r", "-q", "quick-check", "-o", "s.csv", "--by", "organization", "--lang", "fr")
    assert "\nPar organisation" in ran.out
    assert (
        "\nBy organization"
        in run("batch", "r", "-q", "quick-check", "-o", "s.csv", "--by", "organization", "--lang", "en").out
    )


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_brackets_in_the_name_of_a_file_or_its_folder_are_letters(here: Path, engine: str) -> None:
    folder = here / "survey [2026]"
    folder.mkdir()
    columns = {name: [each] * 6 for name, each in pl.read_csv(IDS, infer_schema=False).row(0, named=True).items()}
    pl.DataFrame(columns).write_parquet(folder / "a [2].parquet")
    pl.DataFrame(columns).with_columns(pl.lit(3.0).alias("hours")).write_parquet(folder / "typed [3].parquet")
    pl.DataFrame(columns).write_ndjson(folder / "lines [4].jsonl")
    for name in ("a [2].parquet", "typed [3].parquet", "lines [4].jsonl"):
        ran = batch(folder / name, "-o", folder / "scores [1].parquet", "--engine", engine)
        assert (ran.code, "6 rows = 6 scored" in ran.err) == (0, True), ran.err


@pytest.mark.parametrize("title", ["Règles", "Règles et obligations", "Une section dont le titre est fort long"])
@pytest.mark.parametrize("name", ["Nord", "Une région dont le nom est plus long qu'aucune colonne"])
def test_a_table_by_group_shows_every_section_and_the_name_beside_it(title: str, name: str) -> None:
    summary = summary_of(
        {"by.region": [name] * 6 + ["Sud"] * 9, "score.overall": [0.5] * 15, "score.rules": [0.25] * 15}, by=["region"]
    )
    node = summary.nodes[-1]
    many = [node.model_copy(update={"id": f"s{at}", "title": f"{title} {at}", "depth": 0}) for at in range(5)]
    group = [
        each.model_copy(
            update={
                "sections": tuple(
                    each.sections[0].model_copy(update={"id": f"s{at}", "mean": 0.1 * at}) for at in range(5)
                )
            }
        )
        for each in summary.groups[0].groups
    ]
    table = summary.groups[0].model_copy(update={"groups": tuple(group)})
    summary = summary.model_copy(update={"nodes": (summary.nodes[0], *many), "groups": (table,)})
    out = io.StringIO()
    Console(file=out, width=80, theme=Theme(terminal.STYLES), color_system=None).print(
        terminal.render(outline_of(summary), width=80)
    )
    lines = out.getvalue().splitlines()
    drawn = lines[next(at for at, line in enumerate(lines) if line.startswith("By region")) :]
    for at in range(5):
        assert any(f"{title} {at}" in line for line in drawn), drawn
        assert any(line.startswith("Sud") and f"{10 * at}.0\N{NO-BREAK SPACE}%" in line for line in drawn), drawn
    assert max(map(len, lines)) <= 80


def test_as_many_sections_stand_beside_each_other_as_fit() -> None:
    columns: Columns = {
        "by.region": ["a"] * 6,
        **{f"score.{each}": [0.5] * 6 for each in ("overall", "strategy", "rules")},
    }
    text = plain.render(outline_of(summary_of(columns, by=["region"])))
    assert "- a: Strategy 50.0\N{NO-BREAK SPACE}%; Rules 50.0\N{NO-BREAK SPACE}%" in text
