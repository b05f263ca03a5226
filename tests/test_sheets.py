"""Blank sheets go out, filled sheets come back: the same response whichever kind of file carried it."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from readiness.loading.load import as_questionnaire, load_questionnaire, read_document, validate
from readiness.loading.responses import load_response
from readiness.loading.sheet_layout import COLUMNS
from readiness.loading.sheet_table import MAX_ROWS
from readiness.loading.sheets import read_sheet
from readiness.loading.shipped import shipped_questionnaires
from readiness.loading.yaml_core import parse
from readiness.model.questionnaire import (
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    TextQuestion,
    YesNoQuestion,
)
from readiness.model.response import Response
from readiness.reports.sheet_csv import blank_csv
from readiness.reports.sheet_xlsx import blank_xlsx
from readiness.reports.sheet_yaml import blank_yaml

TINY = """\
format: 1
id: tiny
version: "1.0"
title: {en: "=Tiny", fr: Petit}
languages: [en, fr]
unit: CAD
profile:
  - id: language
    type: text
    text: Which languages do you work in?
  - {id: since, type: date, text: Since when?}
roles:
  - {id: leader, title: Leader}
scales:
  agreement:
    - {value: 1, label: No}
    - {value: 2, label: "-Perhaps"}
    - {value: 3, label: Yes}
sections:
  - id: first
    title: "@First"
    about: What comes first.
    questions:
      - id: agree
        type: scale
        scale: agreement
        text: "+1 to this?"
        help: Think of last year.
        anchors: {low: Nobody did, high: Everybody did}
        evidence: A list with names.
        required: true
        allow: [dont_know, not_applicable]
      - id: size
        type: choice
        text: How many?
        when: {question: agree, at_least: 2}
        choices:
          - {value: 1-10, label: One to ten, points: 0}
          - {value: "2010", label: Exactly 2010, points: 1}
      - id: groups
        type: choices
        text: Which groups?
        choices:
          - {value: staff, label: Staff, points: 1}
          - {value: 7, label: Seven, points: 1}
          - {value: "a; b", label: Two in one, points: 1}
        allow: [dont_know]
      - {id: ready, type: yes_no, text: Ready?}
      - {id: hours, type: number, text: Hours?, unit: hours, min: 0, linear: {worst: 0, best: 10}}
      - {id: words, type: text, text: In your words?}
  - id: second
    title: Second
    when: {question: ready, is: yes}
    questions:
      - id: grid
        type: grid
        scale: agreement
        importance: true
        text: For each?
        allow: [dont_know]
        rows:
          - {id: a, text: The first}
          - {id: b, text: The second}
risks:
  - {id: P1, side: participating, title: Anger, text: People are angry.}
  - {id: N1, side: not_participating, text: Nobody knows us.}
opportunities:
  - {id: O1, text: Somebody likes us.}
"""

FILLED = """\
format: 1
questionnaire: {id: tiny, version: "1.0"}
organization: "1881"
respondent: {name: "@home", role: leader}
date: 2026-03-31
language: fr
answers:
  language: "2010"
  since: 2019-05-01
  agree: {value: 3, note: "=We agree, all; of us", evidence: [Plan of 2026, "https://example.org/a"], confidence: high}
  size: "2010"
  groups: [staff, 7, "a; b"]
  ready: yes
  hours: 2.5
  words: "-5"
  grid: {value: {a: 1, b: dont_know}, note: Both, importance: 2}
risks:
  P1: {likelihood: 2, impact: 4, note: Twice already, confidence: low}
  N1: {likelihood: dont_know, impact: not_applicable}
opportunities:
  O1: {likelihood: 1, gain: }
"""

Cells = Mapping[str, Mapping[str, object]]
CELLS: Cells = {
    "meta organization": {"answer": "1881"},
    "meta respondent": {"answer": "@home"},
    "meta role": {"answer": "leader"},
    "meta date": {"answer": date(2026, 3, 31)},
    "meta language": {"answer": "fr"},
    "language": {"answer": "2010"},
    "since": {"answer": date(2019, 5, 1)},
    "agree": {
        "answer": 3,
        "note": "=We agree, all; of us",
        "evidence": "Plan of 2026; https://example.org/a",
        "confidence": "high",
    },
    "size": {"answer": '"2010"'},
    "groups": {"answer": 'staff; 7\n"a; b"'},
    "ready": {"answer": "yes"},
    "hours": {"answer": 2.5},
    "words": {"answer": "-5"},
    "grid": {"note": "Both", "importance": 2},
    "grid.a": {"answer": 1},
    "grid.b": {"answer": "dont_know"},
    "P1.likelihood": {"answer": 2, "note": "Twice already", "confidence": "low"},
    "P1.impact": {"answer": 4},
    "N1.likelihood": {"answer": "dont_know"},
    "N1.impact": {"answer": "not_applicable"},
    "O1.likelihood": {"answer": 1},
}


@pytest.fixture
def tiny(tmp_path: Path) -> Questionnaire:
    """The small questionnaire, also as a file beside the sheets, where a response finds it."""
    (tmp_path / "tiny.yaml").write_text(TINY, encoding="utf-8")
    loaded = as_questionnaire(parse(TINY, source="tiny.yaml"))
    assert loaded.value is not None, loaded.problems
    return loaded.value


def shipped(name: str) -> Questionnaire:
    loaded = load_questionnaire(shipped_questionnaires()[name])
    assert loaded.value is not None, loaded.problems
    return loaded.value


# Filling in, as a person would


def row_name(cells: Mapping[str, object]) -> str:
    """Rows about the response are told apart from questions of the same id."""
    return f"meta {cells['id']}" if cells["type"] == "meta" else str(cells["id"])


def fill_csv(blank: str, cells: Cells) -> str:
    """Type into a CSV as a text editor shows it: a text that looks like a formula needs its apostrophe."""
    rows = list(csv.DictReader(io.StringIO(blank)))
    for row in rows:
        for column, value in cells.get(row_name(row), {}).items():
            text = str(value)
            row[column] = f"'{text}" if text.startswith(("=", "@")) else text
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def fill_xlsx(blank: bytes, cells: Cells) -> bytes:
    """Type into a workbook: numbers and days are numbers and days there."""
    workbook = load_workbook(io.BytesIO(blank))
    sheet = workbook.worksheets[0]
    heads = [str(cell.value) for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        shown = {head: cell.value or "" for head, cell in zip(heads, row, strict=False)}
        for column, value in cells.get(row_name(shown), {}).items():
            cell = row[heads.index(column)]
            cell.value = value  # type: ignore[assignment]  # whatever a person may type
            if isinstance(value, str):
                cell.data_type = "s"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def fill_yaml(blank: str, values: Mapping[tuple[str, ...], str]) -> str:
    """Write after the colons; a value for a key that has keys below it takes their place."""
    path: list[str] = []
    lines: list[str] = []
    skipping: int | None = None
    for line in blank.split("\n"):
        key = re.fullmatch(r"( *)([\w-]+):", line)
        depth = (len(line) - len(line.lstrip())) // 2
        if skipping is not None and (not line.strip() or depth > skipping):
            continue
        skipping = None
        if key:
            path = [*path[:depth], key[2]]
            if tuple(path) in values:
                line = f"{line} {values[tuple(path)]}"
                skipping = depth
        lines.append(line)
    return "\n".join(lines)


def response_in(path: Path) -> Response:
    """What the file says, before it is held against a questionnaire."""
    loaded = validate(read_document(path), Response)
    assert loaded.value is not None, [str(problem) for problem in loaded.problems]
    return loaded.value


def save(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


# Blank sheets

MAKERS: dict[str, Callable[[Questionnaire, str], str | bytes]] = {
    ".yaml": blank_yaml,
    ".csv": blank_csv,
    ".xlsx": blank_xlsx,
}


@pytest.mark.parametrize("suffix", MAKERS)
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", shipped_questionnaires())
def test_a_blank_sheet_loads_without_a_problem_and_answers_nothing(
    tmp_path: Path, name: str, language: str, suffix: str
) -> None:
    path = save(tmp_path / f"blank{suffix}", MAKERS[suffix](shipped(name), language))
    fitted = load_response(path)
    assert fitted.problems == ()
    assert fitted.response is not None
    assert all(_nothing(answer.value) for answer in fitted.response.answers.values())
    assert len(fitted.response.answers) == len(list(shipped(name).every_question()))


def _nothing(value: object) -> bool:
    return value is None or (isinstance(value, dict) and set(value.values()) == {None})


def test_blank_sheets_of_every_kind_say_the_same(tmp_path: Path, tiny: Questionnaire) -> None:
    saved = [save(tmp_path / f"blank{suffix}", make(tiny, "en")) for suffix, make in MAKERS.items()]
    first, *others = [response_in(path) for path in saved]
    assert all(other == first for other in others)


def test_a_blank_yaml_sheet_tells_all_that_is_needed_to_answer(tiny: Questionnaire) -> None:
    sheet = blank_yaml(tiny, "en")
    assert sheet.startswith("# yaml-language-server: $schema=response.schema.json\n")
    for words in (
        "readiness score FILE",
        "version: '1.0'",
        "# +1 to this? (required)\n  # Think of last year.\n  # Low: Nobody did\n  # High: Everybody did\n",
        "#   1 = No\n  #   2 = -Perhaps\n  #   3 = Yes\n  #   dont_know = don't know\n",
        "only if “+1 to this?” → -Perhaps or Yes",
        "#   '2010' = Exactly 2010",
        "such as [staff, 7]",
        "  #   grid:\n  #     value:\n  #       a:\n  #       b:\n  #     importance: 2\n",
        "  grid:\n    # The first\n    a:\n",
        "#   5 = Severe: 100 to 300\n",
        "  # Anger: People are angry.\n  P1:\n    likelihood:\n    impact:\n",
        "  O1:\n    likelihood:\n    gain:\n",
    ):
        assert words in sheet
    assert max(len(line) for line in sheet.split("\n")) <= 100


def test_the_rating_scales_stand_once_in_a_yaml_sheet(tiny: Questionnaire) -> None:
    assert blank_yaml(tiny, "en").count("Almost certain") == 1


def test_a_french_sheet_has_french_headings_and_is_read_back(tmp_path: Path, tiny: Questionnaire) -> None:
    sheet = blank_csv(tiny, "fr")
    assert sheet.startswith("id,type,section,question,comment répondre,réponse,note,preuve,confiance,importance\n")
    filled = sheet.replace("texte libre,,,,,", "texte libre,Soft,,,,", 1)  # the organization is asked for first
    assert response_in(save(tmp_path / "fr.csv", filled)).organization == "Soft"


def test_a_text_with_characters_that_no_file_may_hold_does_not_stop_a_sheet(tmp_path: Path) -> None:
    text = TINY.replace("In your words?", '"bell \\a, escape \\e, next \\x85, line \\u2028, odd \\uFFFE: words?"')
    (tmp_path / "tiny.yaml").write_text(text, encoding="utf-8")
    found = as_questionnaire(parse(text, source="tiny.yaml")).value
    assert found is not None
    for suffix, make in MAKERS.items():
        assert load_response(save(tmp_path / f"blank{suffix}", make(found, "en"))).problems == ()


# There and back


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_filled_sheet_is_the_same_response_as_the_yaml(tmp_path: Path, tiny: Questionnaire, suffix: str) -> None:
    wanted = response_in(save(tmp_path / "wanted.yaml", FILLED))
    content = fill_csv(blank_csv(tiny, "en"), CELLS) if suffix == ".csv" else fill_xlsx(blank_xlsx(tiny, "en"), CELLS)
    path = save(tmp_path / f"filled{suffix}", content)
    assert response_in(path) == wanted
    assert load_response(path).problems == ()


def test_a_filled_yaml_sheet_is_the_same_response(tmp_path: Path, tiny: Questionnaire) -> None:
    lines = FILLED.split("\n")
    values = {("organization",): '"1881"', ("respondent", "name"): '"@home"', ("respondent", "role"): "leader"}
    values |= {("date",): "2026-03-31"}  # the sheet names its own language
    where = ""
    for line in lines[lines.index("answers:") :]:
        key, _, value = line.strip().partition(": ")
        where = line.rstrip(":") if line and not line.startswith(" ") else where
        if line.startswith("  "):
            values[where, key] = value
    path = save(tmp_path / "filled.yaml", fill_yaml(blank_yaml(tiny, "fr"), values))
    assert response_in(path) == response_in(save(tmp_path / "wanted.yaml", FILLED))


@pytest.mark.parametrize("name", shipped_questionnaires())
def test_every_question_of_a_shipped_questionnaire_comes_back_alike_from_all_three_kinds(
    tmp_path: Path, name: str
) -> None:
    questionnaire = shipped(name)
    cells, values = sample_answers(questionnaire)
    found = [
        response_in(save(tmp_path / f"filled{suffix}", content))
        for suffix, content in (
            (".yaml", fill_yaml(blank_yaml(questionnaire, "en"), values)),
            (".csv", fill_csv(blank_csv(questionnaire, "en"), cells)),
            (".xlsx", fill_xlsx(blank_xlsx(questionnaire, "en"), cells)),
        )
    ]
    assert found[0] == found[1] == found[2]
    assert not any(_nothing(answer.value) for answer in found[0].answers.values())
    assert all(load_response(tmp_path / f"filled{suffix}").problems == () for suffix in MAKERS)


def sample_answers(questionnaire: Questionnaire) -> tuple[Cells, dict[tuple[str, ...], str]]:
    """An answer to everything, as typed into a table and as written in YAML."""
    cells: dict[str, dict[str, object]] = {}
    values: dict[tuple[str, ...], str] = {}
    for question in questionnaire.every_question():
        rows = [row.id for row in question.rows] if isinstance(question, GridQuestion) else [None]
        for row in rows:
            typed, text = sample_answer(questionnaire, question)
            cells[f"{question.id}.{row}" if row else question.id] = {"answer": typed}
            values[("answers", question.id, row) if row else ("answers", question.id)] = text
    for where, rated, part in (
        ("risks", questionnaire.risks, "impact"),
        ("opportunities", questionnaire.opportunities, "gain"),
    ):
        for each in rated:
            for at, name in enumerate(("likelihood", part), 2):
                cells[f"{each.id}.{name}"] = {"answer": at}
                values[where, each.id, name] = str(at)
    return cells, values


def sample_answer(questionnaire: Questionnaire, question: Question) -> tuple[object, str]:
    match question:
        case YesNoQuestion():
            return "no", "no"
        case NumberQuestion():
            return 3, "3"
        case TextQuestion():
            return "1.0", '"1.0"'
        case DateQuestion():
            return date(2025, 12, 1), "2025-12-01"
        case ChoicesQuestion():
            picked = [choice.value for choice in questionnaire.choices_of(question) if not choice.exclusive][:2]
            return "; ".join(map(str, picked)), json.dumps(picked)
        case _:
            last = questionnaire.choices_of(question)[-1].value
            return last, json.dumps(last)


# What spreadsheets make of sheets


def as_excel_saves(text: str, delimiter: str = ";") -> bytes:
    """The same table with a byte order mark, semicolons, CRLF, and the empty cells and rows that Excel leaves."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(text)):
        writer.writerow([*row, "", ""])
    writer.writerows([[""] * 12, [""] * 12])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def with_order(text: str, order: list[str]) -> str:
    """The same table with its columns in this order, and only these."""
    rows = list(csv.DictReader(io.StringIO(text)))
    out = io.StringIO()
    writer = csv.DictWriter(out, order, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def changed(filled: str, how: str) -> bytes:
    match how:
        case "excel":
            return as_excel_saves(filled).replace(b";2.5;", b";2,5;")
        case "tabs":
            return as_excel_saves(filled, "\t")
        case "sep":
            return b"sep=;\r\n" + as_excel_saves(filled)[3:]
        case "reordered":
            return with_order(filled, [*reversed(COLUMNS)]).encode()
        case "own columns":
            return with_order(filled, ["Owner", *COLUMNS, "Remarks on wording"]).encode()
        case "fewer columns":
            return with_order(filled, [each for each in COLUMNS if each not in ("section", "question")]).encode()
        case "title above":
            return b"Sheet of the board,,,\n\n" + filled.encode()
        case _:
            return filled.replace("id,type,", "ID, Type ,", 1).encode()


@pytest.mark.parametrize(
    "how", ["excel", "tabs", "sep", "reordered", "own columns", "fewer columns", "title above", "capitals"]
)
def test_a_csv_comes_back_alike_however_it_was_saved(tmp_path: Path, tiny: Questionnaire, how: str) -> None:
    filled = fill_csv(blank_csv(tiny, "en"), CELLS)
    path = save(tmp_path / "filled.csv", changed(filled, how))
    assert response_in(path) == response_in(save(tmp_path / "wanted.yaml", FILLED))


def test_a_tsv_is_read_as_a_csv_is(tmp_path: Path, tiny: Questionnaire) -> None:
    filled = as_excel_saves(fill_csv(blank_csv(tiny, "en"), CELLS), "\t")
    assert response_in(save(tmp_path / "a.tsv", filled)) == response_in(save(tmp_path / "b.yaml", FILLED))


def test_columns_of_additions_may_be_missing(tmp_path: Path, tiny: Questionnaire) -> None:
    filled = with_order(fill_csv(blank_csv(tiny, "en"), CELLS), ["id", "type", "answer"])
    found = response_in(save(tmp_path / "filled.csv", filled))
    assert found.answers["agree"].value == 3
    assert found.answers["agree"].note is None


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        pytest.param("scale", "3", 3, id="a-number"),
        pytest.param("scale", "0.5", 0.5, id="a-fraction"),
        pytest.param("scale", "dont_know", "dont_know", id="a-word"),
        pytest.param("scale", " 3 ", 3, id="spaces-around-do-not-count"),
        pytest.param("scale", "   ", None, id="spaces-alone-are-no-answer"),
        pytest.param("choice", "1-10", "1-10", id="a-range-is-text"),
        pytest.param("choice", '"2010"', "2010", id="quotes-keep-text"),
        pytest.param("choices", "staff", ["staff"], id="one-tick-is-a-list"),
        pytest.param("choices", "staff;;\n media ;", ["staff", "media"], id="empty-pieces-do-not-count"),
        pytest.param("choices", "1;2", [1, 2], id="ticks-may-be-numbers"),
        pytest.param("choices", "[]", [], id="none-ticked"),
        pytest.param("choices", '"a;b"; c', ["a;b", "c"], id="quotes-hold-a-semicolon"),
        pytest.param("choices", "dont_know", "dont_know", id="not-knowing-is-no-tick"),
        pytest.param("yes_no", "yes", "yes", id="yes-is-a-word"),
        pytest.param("yes_no", "TRUE", True, id="a-truth"),
        pytest.param("number", "-2.5", -2.5, id="a-negative-number"),
        pytest.param("number", "'-2.5", -2.5, id="a-guarded-number"),
        pytest.param("number", "2,5", "2,5", id="a-decimal-comma-is-left-to-the-questionnaire"),
        pytest.param("text", "3", "3", id="text-that-looks-like-a-number"),
        pytest.param("text", "'=1+1", "=1+1", id="text-that-looks-like-a-formula"),
        pytest.param("text", "''=1+1", "'=1+1", id="one-apostrophe-comes-off"),
        pytest.param("text", "'tis so", "'tis so", id="an-apostrophe-that-is-meant"),
        pytest.param("text", "null", "null", id="text-that-looks-like-nothing"),
        pytest.param("date", "2026-03-31", "2026-03-31", id="a-day"),
    ],
)
def test_a_csv_answer_is_read_by_its_type(kind: str, typed: str, value: object) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["id", "type", "answer"], ["q", kind, typed]])
    document = read_sheet(out.getvalue().encode(), "a.csv")
    assert document.problems == ()
    assert document.value == {"format": 1, "answers": {"q": value}}


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        pytest.param("scale", 3.0, 3, id="a-whole-float"),
        pytest.param("scale", "3", 3, id="a-number-stored-as-text"),
        pytest.param("number", 2.5, 2.5, id="a-fraction"),
        pytest.param("yes_no", True, True, id="a-truth"),
        pytest.param("text", 2010, "2010", id="text-typed-as-a-number"),
        pytest.param("text", True, "true", id="text-typed-as-a-truth"),
        pytest.param("text", "=1+1", "=1+1", id="text-that-looks-like-a-formula"),
        pytest.param("text", "'=1+1", "=1+1", id="text-from-a-csv-that-was-saved-as-a-workbook"),
        pytest.param("choices", 7, [7], id="one-tick"),
        pytest.param("date", datetime(2026, 3, 31), "2026-03-31", id="a-day"),
        pytest.param("text", datetime(2026, 3, 31, 12, 30), "2026-03-31T12:30:00", id="a-moment"),
        pytest.param("choice", datetime(2026, 10, 1), "2026-10-01", id="a-range-that-became-a-day"),
    ],
)
def test_a_workbook_answer_keeps_the_type_of_its_cell(kind: str, typed: object, value: object) -> None:
    document = read_sheet(workbook_bytes([["id", "type", "answer"], ["q", kind, typed]]), "a.xlsx")
    assert document.problems == ()
    assert document.value == {"format": 1, "answers": {"q": value}}


def workbook_bytes(*sheets: list[list[object]]) -> bytes:
    """A workbook with these rows; strings stay strings."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for rows in sheets:
        sheet = workbook.create_sheet()
        for row, cells in enumerate(rows, 1):
            for column, value in enumerate(cells, 1):
                cell = sheet.cell(row, column)
                cell.value = value
                if isinstance(value, str) and not value.startswith("=SUM"):
                    cell.data_type = "s"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_notes_beside_the_rows_of_a_grid_come_together_with_the_row_they_are_about() -> None:
    rows = "id,type,answer,note,evidence\ng,grid,,All,\ng.a,scale,1,First,x;y\ng.b,scale,2,,z\n"
    found = read_sheet(rows.encode(), "a.csv").value
    wanted = {"value": {"a": 1, "b": 2}, "note": "All\na: First", "evidence": ["x", "y", "z"]}
    assert found == {"format": 1, "answers": {"g": wanted}}


def test_a_grid_may_be_answered_as_a_whole() -> None:
    found = read_sheet(b"id,type,answer\ng,grid,dont_know\ng.a,scale,\n", "a.csv")
    assert found.value == {"format": 1, "answers": {"g": "dont_know"}}


def test_a_decimal_comma_counts_only_where_lists_have_semicolons() -> None:
    sheet = "id;type;answer\nhours;number;2,5\nvisits;number;1,500\n"
    found = read_sheet(sheet.encode(), "a.csv").value
    assert found == {"format": 1, "answers": {"hours": 2.5, "visits": "1,500"}}


# Formulas


def test_no_text_of_a_questionnaire_becomes_a_formula_in_a_csv(tiny: Questionnaire) -> None:
    cells = [cell for row in csv.reader(io.StringIO(blank_csv(tiny, "en"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "'@First" in cells


def test_no_text_of_a_questionnaire_becomes_a_formula_in_a_workbook(tiny: Questionnaire) -> None:
    workbook = load_workbook(io.BytesIO(blank_xlsx(tiny, "en")))
    cells = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "@First" in [cell.value for cell in cells]


def test_the_version_survives_a_spreadsheet_that_takes_it_for_a_number(tiny: Questionnaire) -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(blank_csv(tiny, "en"))) if row["type"] == "meta"}
    assert rows["version"]["answer"] == "'1.0"


# The workbook as a form


def test_the_workbook_offers_values_to_pick_from(tiny: Questionnaire) -> None:
    sheet = load_workbook(io.BytesIO(blank_xlsx(tiny, "en"))).worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(9, sheet.max_row + 1)}
    offered = {
        str(cells): rule.formula1 for rule in sheet.data_validations.dataValidation for cells in rule.sqref.ranges
    }
    assert offered[f"F{rows['agree']}"] == '"1,2,3,dont_know,not_applicable"'
    assert offered[f"F{rows['P1.impact']}"] == '"1,2,3,4,5,dont_know,not_applicable"'
    assert offered[f"F{rows['ready']}"] == '"yes,no"'
    assert any(rule.formula1 == '"low,medium,high"' for rule in sheet.data_validations.dataValidation)
    assert sheet.freeze_panes == "A2"


def test_the_second_worksheet_explains_the_rating_scales(tiny: Questionnaire) -> None:
    sheet = load_workbook(io.BytesIO(blank_xlsx(tiny, "en")))["Scales"]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
    assert ("How likely is it within a year?", "1", "Rare: 1 to 5 % a year", "1 to 5 % a year") in rows
    assert [row[3] for row in rows].count("100 to 300 CAD") == 2


def test_importing_the_sheets_does_not_load_openpyxl() -> None:
    code = "import readiness.loading.sheets, readiness.reports.sheet_xlsx, sys; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# Broken sheets

HEAD = "id,type,answer,note,evidence,confidence,importance\n"

BROKEN = [
    pytest.param(b"", None, "is empty; start from a blank sheet", id="empty"),
    pytest.param(b" \n\n", None, "is empty", id="blank-lines"),
    pytest.param("id,type,answer\nq,text,caf\xe9\n".encode("cp1252"), "2:11", "is not UTF-8", id="windows-1252"),
    pytest.param(HEAD.encode("utf-16"), None, "is UTF-16 text, not UTF-8; save the sheet as “CSV UTF-8”", id="utf-16"),
    pytest.param(b"PK\x03\x04...", None, "a workbook needs the ending .xlsx", id="workbook-called-csv"),
    pytest.param(
        b"question,reply\nq,3\n", None, "has no header row with the columns `id`, `type`, `answer`", id="no-header"
    ),
    pytest.param(b"\n" * 30 + HEAD.encode(), None, "within its first 20 rows", id="header-too-far-down"),
    pytest.param(b"id,answer\nq,3\n", "1", "the column `type` is missing; copy it from a blank", id="no-type-column"),
    pytest.param(b"id,type,answer,Answer\n", "1:4", "the column `answer` stands twice", id="two-answer-columns"),
    pytest.param(b"id,type,answer,notes\n", "1:4", "there is no column `notes`; did you mean `note`?", id="misspelt"),
    pytest.param(b"id,type,answer\n1st,text,x\n", "2:1", "`1st` is not an id; begin with a letter", id="id-form"),
    pytest.param(b"id,type,answer\na.b.c,scale,1\n", "2:1", "`a.b.c` is not an id", id="id-with-two-points"),
    pytest.param(b"id,type,answer\nP1,risk,1\n", "2:1", "write `P1.likelihood` or `P1.impact`", id="risk-without-part"),
    pytest.param(b"id,type,answer\nO1.impact,opportunity,1\n", "2:1", "`O1.likelihood` or `O1.gain`", id="wrong-part"),
    pytest.param(b"id,type,answer\norganisation,meta,x\n", "2:1", "did you mean `organization`?", id="unknown-meta"),
    pytest.param(b"id,type,answer\nq,text,1\nq,text,2\n", "3:1", "`q` stands twice, first in row 2", id="twice"),
    pytest.param(b"id,type,answer\n,,3\n", "2:3", "under `answer` in a row without an id; add the id", id="no-id"),
    pytest.param(b"id,type,answer,note\n,,,why\n", "2:4", "under `note` in a row without an id", id="note-without-id"),
    pytest.param(b"id,type,answer\nq,,3\n", "2:2", "`q` has no type; copy it", id="no-type"),
    pytest.param(b"id,type,answer\nq,scales,3\n", "2:2", "`scales` is not a type; did you mean `scale`?", id="type"),
    pytest.param(b"id,type,answer\nq,number,.inf\n", "2:3", "not a number that can be counted with", id="infinite"),
    pytest.param(b'id,type,answer\nq,text,"open\nr,text,x\n', "2", "the quotation marks of this row do not", id="open"),
    pytest.param(b'id,type,answer\nq,text,"a"b\n', "2", "do not match; close what is opened", id="text-after-quote"),
    pytest.param(
        b"id,type,answer\nq,text,so, so\n", "2:4", "has more cells than the header; put quotes", id="unquoted"
    ),
    pytest.param(b"id,type,answer\nq,text," + b"x" * 200_000, "2", "more than 131,072 characters", id="huge-cell"),
    pytest.param(
        b"id,type,answer\ng,grid,dont_know\ng.a,scale,1\n", "3:3", "as a whole in row 2", id="grid-answered-twice"
    ),
    pytest.param(
        b"id,type,answer,confidence\nP1.likelihood,risk,1,low\nP1.impact,risk,1,high\n",
        "3:4",
        "the confidence of `P1` is low in row 2, and high here; keep one of them",
        id="two-confidences",
    ),
    pytest.param(HEAD.encode() + b"q,text,1,,,,\n" * (MAX_ROWS + 1), None, "more than 100,000 rows", id="too-long"),
]


@pytest.mark.parametrize(("content", "place", "words"), BROKEN)
def test_a_broken_csv_names_place_problem_and_repair(
    tmp_path: Path, content: bytes, place: str | None, words: str
) -> None:
    path = save(tmp_path / "broken.csv", content)
    document = read_document(path)
    assert [str(problem) for problem in document.problems if words in str(problem)]
    problem = document.problems[0]
    assert problem.place == (f"{path}:{place}" if place else str(path))
    assert problem.repair
    assert validate(document, Response).value is None


def test_every_problem_of_a_sheet_is_found_in_one_pass() -> None:
    document = read_sheet(b"id,type,answer\n1st,text,x\n,,3\nq,scales,3\nr,number,.nan\n", "a.csv")
    assert [problem.line for problem in document.problems] == [2, 3, 4, 5]


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path, tiny: Questionnaire) -> None:
    """A cell with line breaks is one row; the model's own problems stand at their cell, with the row as excerpt."""
    sheet = 'id,type,answer,note\nquestionnaire,meta,tiny,\nwords,text,"one\ntwo",\nagree,scale,9,"a\nb"\n'
    fitted = load_response(save(tmp_path / "a.csv", sheet))
    problem = fitted.problems[0]
    assert str(problem).startswith(f"{tmp_path / 'a.csv'}:4:3: answers.agree.value: `9` is not among the choices")
    assert problem.excerpt == 'agree,scale,9,"a b"'


def test_a_problem_in_a_workbook_stands_at_its_cell(tmp_path: Path, tiny: Questionnaire) -> None:
    rows: list[list[object]] = [["id", "type", "answer"], ["questionnaire", "meta", "tiny"], [], ["agree", "scale", 9]]
    problem = load_response(save(tmp_path / "a.xlsx", workbook_bytes(rows))).problems[0]
    assert (problem.line, problem.column, problem.excerpt) == (4, 3, "agree | scale | 9")


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        pytest.param([["q", "text", "=SUM(A1:A2)"]], 2, "holds a formula whose result was not saved", id="formula"),
        pytest.param([["q", "text", "x"], ["q", "text", "y"]], 3, "stands twice, first in row 2", id="twice"),
        pytest.param([[None, None, 3]], 2, "in a row without an id", id="no-id"),
    ],
)
def test_a_broken_workbook_names_place_and_problem(rows: list[list[object]], line: int, words: str) -> None:
    problem = read_sheet(workbook_bytes([["id", "type", "answer"], *rows]), "a.xlsx").problems[0]
    assert problem.line == line
    assert words in problem.message
    assert problem.repair


def test_a_spreadsheet_error_is_not_an_answer() -> None:
    raw = workbook_bytes([["id", "type", "answer"], ["q", "text", "x"]])
    raw = with_member(raw, SHEET, lambda xml: xml.replace(X, b'<c r="C2" t="e"><v>#REF!</v></c>'))
    assert "holds the spreadsheet error #REF!" in str(read_sheet(raw, "a.xlsx").problems[0])


def test_answers_on_two_worksheets_are_two_responses() -> None:
    rows: list[list[object]] = [["id", "type", "answer"], ["q", "text", "x"]]
    problem = read_sheet(workbook_bytes(rows, rows), "a.xlsx").problems[0]
    assert "holds answers on several worksheets: “Sheet”, “Sheet1”; keep one response" in str(problem)


def test_a_workbook_without_answers_says_what_is_missing() -> None:
    assert "has no header row" in str(read_sheet(workbook_bytes([["a", "b"], [1, 2]]), "a.xlsx").problems[0])


def test_a_workbook_with_too_many_rows_is_refused() -> None:
    raw = workbook_bytes([["id", "type", "answer"], ["q", "text", "x"]])
    far = b'<row r="100002"><c r="A100002" t="inlineStr"><is><t>q</t></is></c></row></sheetData>'
    raw = with_member(raw, SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    assert "more than 100,000 rows" in str(read_sheet(raw, "a.xlsx").problems[0])


def test_a_row_number_beyond_every_worksheet_does_not_keep_the_reader_counting() -> None:
    raw = workbook_bytes([["id", "type", "answer"], ["q", "text", "x"]])
    far = b'<row r="999999999999"><c t="inlineStr"><is><t>q</t></is></c></row></sheetData>'
    raw = with_member(raw, SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    assert read_sheet(raw, "a.xlsx").value == {"format": 1, "answers": {"q": "x"}}


SHEET = "xl/worksheets/sheet1.xml"
X = b'<c r="C2" t="inlineStr"><is><t>x</t></is></c>'
"""How the answer x stands in a worksheet that openpyxl wrote."""


def with_member(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one member changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            content = old.read(each)
            new.writestr(each, change(content) if each == name else content)
    return out.getvalue()


GOOD = workbook_bytes([["id", "type", "answer"], ["q", "text", "x"]])


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    return with_member(GOOD, "xl/theme/theme1.xml", lambda _: b"\0" * (65 * 1024 * 1024))


def lying_bomb() -> bytes:
    """The same, with the size of its large member stated as ten bytes."""
    return bomb().replace(struct.pack("<I", 65 * 1024 * 1024), struct.pack("<I", 10))


def entities() -> bytes:
    """Entities of entities, which would make ten million copies of one word."""
    nested = "".join(f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in pairwise("abcdefgh"))
    head = f'<!DOCTYPE worksheet [<!ENTITY a "lol">{nested}]>'.encode()
    return with_member(
        GOOD,
        SHEET,
        lambda xml: head + xml.replace(X, b'<c r="C2" t="str"><v>&h;</v></c>'),
    )


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        pytest.param(b"", "is not an Excel workbook", id="empty"),
        pytest.param(b"id,type,answer\n", "is not an Excel workbook; save it as .xlsx; a text table needs", id="text"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Excel workbook, or one with a password", id="old-or-locked"
        ),
        pytest.param(zipped(**{"a.txt": b"x"}), "is a zip archive, but not an Excel workbook", id="other-zip"),
        pytest.param(GOOD[: len(GOOD) // 2], "is damaged: it cannot be read", id="half-a-file"),
        pytest.param(GOOD.replace(b"PK\x05\x06", b"PK\x05\x07"), "is damaged", id="no-directory"),
        pytest.param(zipped(**{"[Content_Types].xml": b"<", "xl/workbook.xml": b""}), "is damaged", id="broken-xml"),
        pytest.param(bomb(), "unpacks to more than 64 MiB", id="bomb"),
        pytest.param(lying_bomb(), "unpacks to more than 64 MiB", id="bomb-that-lies"),
    ],
)
def test_what_is_no_workbook_is_named(raw: bytes, words: str) -> None:
    document = read_sheet(raw, "a.xlsx")
    assert words in str(document.problems[0])
    assert document.problems[0].repair
    assert document.root is None


def test_entities_that_multiply_are_not_expanded() -> None:
    document = read_sheet(entities(), "a.xlsx")
    assert document.root is None or len(str(document.value)) < 1_000_000


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_is_a_problem_or_a_response_but_never_a_crash(seed: int) -> None:
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        name = chance.choice(archive.namelist())

    def damage(content: bytes) -> bytes:
        at = chance.randrange(len(content))
        return content[:at] + bytes([chance.randrange(32, 127)]) + content[at + chance.randrange(6) :]

    for raw in (with_member(GOOD, name, damage), damage(GOOD)):
        document = read_sheet(raw, "a.xlsx")
        assert document.problems or document.root is not None
