"""The mapping file: written ready to edit, read back strictly, every fault at its line; and the report of what was matched."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from readiness.batch.export import Export
from readiness.batch.matching.columns import match
from readiness.batch.matching.mapping_file import fit_mapping, load_mapping
from readiness.batch.matching.mapping_text import mapping_text
from readiness.batch.matching.places import letter, position_of_letter
from readiness.batch.matching.report import matching_document, matching_outline
from readiness.batch.readings import Number, OneOf, Ticks
from readiness.loading.load import Loaded
from readiness.loading.schemas import schema
from readiness.loading.yaml_core import parse
from readiness.model.column_map import ColumnEntry, MappingFile
from readiness.reports.plain import render
from tests.running import ROOT
from tests.tables import Head, asking, choices, code, grid, matched, of_kind, reading_of, scale, stops, table

ASKED = asking(
    scale("policy", {"en": "Do we have a policy?", "fr": "Avons-nous une politique ?"}, importance=True),
    {"id": "hours", "type": "number", "text": "How many hours?", "linear": {"worst": 40, "best": 0}},
    choices("tools", "Which tools?", {"note": "Notebooks", "sql": "SQL"}),
    grid("areas", "How mature is each area?", {"quality": "Data quality"}),
    scale("late", "Is it late?"),
    risks=[
        {"id": "P1", "side": "participating", "text": "Backlash"},
        {"id": "N1", "side": "not_participating", "text": "Silence"},
    ],
)
HEADS: list[Head] = [
    "Do we have a policy?",
    "How many hours?",
    "Which tools?",
    "How mature is each area? [Data quality]",
    "Is it late?",
    "Is it late?",
    "Is this about you?",
    of_kind("personal", "E-mail"),
    code("P1.likelihood"),
    code("policy.importance"),
]
ROWS = [
    ["Agree", "2,5", "Notebooks;SQL", "4", "4", "", "SECRET", "a@example.org", "3", "2"],
    ["Agre", "3,5", "Notebooks;Other thing", "5", "", "2", "SECRET", "b@example.org", "4", "1"],
    ["Disagree", "4", "SQL", "4", "", "", "SECRET", "c@example.org", "Rare", "1"],
]


@pytest.fixture
def export() -> Export:
    return table(HEADS, ROWS)


def load(folder: Path, text: str) -> Loaded[MappingFile]:
    path = folder / "map.yaml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


def problems(folder: Path, export: Export, text: str) -> list[str]:
    """Each problem as its line, column and words."""
    found = fit_mapping(load(folder, text), ASKED, export)
    return [f"{each.line}:{each.column}: {each.path}: {each.message}; {each.repair}" for each in found]


# Written


def test_what_is_written_is_read_back_to_the_same_readings(tmp_path: Path, export: Export) -> None:
    found = match(ASKED, export)
    loaded = load(tmp_path, mapping_text(found, ASKED, export))
    assert loaded.value is not None, loaded.problems
    assert fit_mapping(loaded, ASKED, export) == ()
    again = match(ASKED, export, explicit=loaded.value)
    assert matched(again) == matched(found)
    assert {each.how for each in again.matches} == {"map"}
    assert stops(again) == stops(found) == [("ambiguous", "late")]
    for item in ("policy", "hours", "tools", "areas.quality", "risk P1 likelihood"):
        one, other = reading_of(found, item), reading_of(again, item)
        match one, other:
            case OneOf(), OneOf():
                assert one == other
            case Number(), Number():
                assert one == other
            case Ticks(), Ticks():
                assert one == other


def test_each_question_s_words_and_each_kind_of_cell_stand_beside_what_they_mean(export: Export) -> None:
    text = mapping_text(match(ASKED, export), ASKED, export)
    assert "- column: A  # text" in text
    assert "answers: policy  # Do we have a policy?" in text
    assert '"Agree": 4  # 1 ×' in text
    assert '# "Agre": …  # 1 ×, not known, nearest: Agree' in text
    assert "decimal: comma" in text
    assert 'separator: ";"' in text
    assert "answers: importance policy" in text
    assert "answers: risk P1 likelihood  # Backlash" in text


def test_what_is_undecided_stands_as_a_comment_with_its_candidates(export: Export) -> None:
    text = mapping_text(match(ASKED, export), ASKED, export)
    assert "# - column: E" in text
    assert "# - column: F" in text
    assert text.count("#   answers: late  # Is it late?") == 2


def test_a_person_mends_the_file_and_the_run_goes_on(tmp_path: Path, export: Export) -> None:
    text = mapping_text(match(ASKED, export), ASKED, export)
    mended = text.replace(
        '  # - column: F\n  #   header: "Is it late?"\n  #   answers: late', "  - column: F\n    answers: late"
    )
    mended = mended.replace('# "Agre": …', '"Agre": 4')
    loaded = load(tmp_path, mended)
    found = match(ASKED, export, explicit=loaded.value)
    assert found.stops == ()
    assert matched(found)["late"] == (5,)
    policy = reading_of(found, "policy")
    assert isinstance(policy, OneOf)
    assert policy.values["Agre"] == 4


def test_cells_of_columns_that_answer_nothing_are_never_shown(export: Export) -> None:
    found = match(ASKED, export)
    told = [mapping_text(found, ASKED, export), render(matching_outline(found, ASKED, export, "en"))]
    told.append(json.dumps(matching_document(found, ASKED, export)))
    for text in told:
        assert "SECRET" not in text
        assert "example.org" not in text
        assert "Is this about you?" in text


def test_questions_without_a_column_are_offered_for_the_list_of_those(tmp_path: Path) -> None:
    export = table(HEADS[:1], [row[:1] for row in ROWS])
    text = mapping_text(match(ASKED, export), ASKED, export)
    assert "#  - hours  # How many hours?" in text
    mended = text.replace("none: []", "none:").replace("#  - ", "  - ")
    loaded = load(tmp_path, mended)
    assert match(ASKED, export, explicit=loaded.value).stops == ()


@pytest.mark.parametrize(
    "header", ['He said: "no"', "line\nbreak", "a # comment", "tab\there", "\u2028", "- dash", "é\u0085x"]
)
def test_headers_of_any_kind_are_written_so_that_they_are_read_back(tmp_path: Path, header: str) -> None:
    asked = asking(scale("q", header.strip() or "x"))
    export = table([header or "x"], [[header]])
    text = mapping_text(match(asked, export), asked, export)
    loaded = load(tmp_path, text)
    assert fit_mapping(loaded, asked, export) == ()


def test_the_file_speaks_french_too(export: Export) -> None:
    text = mapping_text(match(ASKED, export, language="fr"), ASKED, export, "fr")
    assert "Quelle colonne répond à quelle question" in text
    assert "answers: policy  # Avons-nous une politique ?" in text


# Read


def test_columns_are_named_by_number_letter_or_header(tmp_path: Path, export: Export) -> None:
    for name in ("2", "B", "b", '"How many hours?"', '"how many HOURS"'):
        text = f"format: 1\ncolumns:\n  - column: {name}\n    answers: hours\n"
        loaded = load(tmp_path, text)
        assert fit_mapping(loaded, ASKED, export) == ()
        assert matched(match(ASKED, export, explicit=loaded.value))["hours"] == (1,)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("column: 44\n    answers: hours", "3:13: columns[0].column: there is no column 44; the table has 10 columns"),
        ("column: ZZ\n    answers: hours", "3:13: columns[0].column: there is no column `ZZ`"),
        ("column: Is it late?\n    answers: late", "2 columns are headed `Is it late?`: E, F; name one by its letter"),
        (
            "column: B\n    answers: ours",
            "4:14: columns[0].answers: there is nothing called `ours` to answer; did you mean `hours`?",
        ),
        ("column: D\n    answers: areas", "name its row: areas.quality"),
        (
            "column: C\n    answers: tools\n    option: sqm",
            "5:13: columns[0].option: `tools` has no option `sqm`; did you mean `sql`?",
        ),
        ("column: A\n    answers: policy\n    option: 3", "`policy` has no option `3`; remove `option`"),
        (
            "column: B\n    header: Hours worked\n    answers: hours",
            "4:13: columns[0].header: column B is now headed “How many hours?”",
        ),
        ("column: A\n    answers: policy\n    values: {Agre: agree}", "`agree` is no answer to `policy`; write 4"),
        ('column: A\n    answers: policy\n    values: {Agre: "4"}', "`4` is no answer to `policy`; write 4"),
        (
            "column: A\n    answers: policy\n    values: {N: not_applicable}",
            "`not_applicable` is no answer to `policy`",
        ),
        ("column: C\n    answers: tools\n    option: sql\n    values: {x: sql}", "an option's column is ticked or not"),
        ("column: A", "says nothing about the column; add `answers` (an id), or `ignore: true`"),
        ("column: A\n    answers: policy\n    ignore: true", "has both `answers` and `ignore`; keep one"),
        ("column: A\n    answer: policy", "unknown key `answer`; did you mean `answers`?"),
        ("column: 0\n    answers: policy", "must be at least 1, not `0`"),
        (
            "column: A\n    answers: policy\n  - column: 1\n    answers: hours",
            "5:13: columns[1].column: column A is listed twice; keep one",
        ),
        ("column: A\n    answers: policy\n  - column: B\n    answers: policy", "two columns answer `policy`; keep one"),
    ],
)
def test_a_fault_is_told_at_its_line_with_its_repair(tmp_path: Path, export: Export, entry: str, said: str) -> None:
    found = problems(tmp_path, export, f"format: 1\ncolumns:\n  - {entry}\n")
    assert any(said in problem for problem in found), found


def test_faults_beside_the_columns_are_told_too(tmp_path: Path, export: Export) -> None:
    found = problems(tmp_path, export, "format: 1\nquestionnaire: other\nnone: [hour]\n")
    assert found == [
        "2:16: questionnaire: was written for `other`, not for `asked`; name the right questionnaire, or correct the id",
        "3:8: none[0]: there is no question `hour`; did you mean `hours`?",
    ]


def test_a_name_that_is_a_header_and_another_column_s_letter_is_not_guessed(tmp_path: Path) -> None:
    export = table(["B", "Do we have a policy?"])
    text = "format: 1\ncolumns:\n  - {column: B, answers: policy}\n"
    assert (
        "is the header of column A, and the letter of another one; write its number: 1"
        in problems(tmp_path, export, text)[0]
    )


def test_a_file_that_does_not_fit_stops_the_run_even_unchecked(tmp_path: Path, export: Export) -> None:
    loaded = load(tmp_path, "format: 1\ncolumns:\n  - {column: B, answers: ours}\n")
    found = match(ASKED, export, explicit=loaded.value)
    assert any("nothing called `ours`" in trouble.text for trouble in found.stops)


@pytest.mark.parametrize(
    ("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters_are_those_of_spreadsheets(place: int, name: str) -> None:
    assert letter(place) == name
    assert position_of_letter(name) == position_of_letter(name.lower()) == place


def test_words_are_no_letters() -> None:
    assert position_of_letter("Policy") is None
    assert position_of_letter("A1") is None


def test_the_published_schema_takes_what_is_written(export: Export) -> None:
    text = mapping_text(match(ASKED, export), ASKED, export)
    value = parse(text, source="map.yaml").value
    validator = jsonschema.Draft202012Validator(schema("mapping"))
    validator.validate(value)
    assert not validator.is_valid({"format": 1, "columns": [{"column": 0}]})
    assert "spreadsheet's letter" in json.dumps(schema("mapping"))


# The report


def test_the_report_tells_what_was_detected_what_matched_and_what_is_in_the_way(export: Export) -> None:
    text = render(matching_outline(match(ASKED, export), ASKED, export, "en"))
    assert "Platform: plain table" in text
    assert "To be decided" in text
    assert "several columns may answer `late`" in text
    assert "Agre" in text
    assert "Columns that answer nothing" in text
    assert "G: Is this about you?" in text


def test_guesses_stand_apart() -> None:
    asked = asking(grid("areas", "How mature?", {"quality": "Data quality"}), scale("policy", "Do we have a policy?"))
    export = table(["Data quality", "Do we have a policy?"])
    text = render(matching_outline(match(asked, export), asked, export, "en"))
    before, after = text.split("Guessed: please check")
    assert "areas.quality" in after
    assert "- policy" in before


def test_the_report_speaks_french_too(export: Export) -> None:
    text = render(matching_outline(match(ASKED, export, language="fr"), ASKED, export, "fr"))
    assert "À décider" in text
    assert "Avons-nous une politique ?" in text


def test_the_document_is_plain_values(export: Export) -> None:
    found = match(ASKED, export)
    document = json.loads(json.dumps(matching_document(found, ASKED, export)))
    assert document["stops"] is True
    assert document["header_rows"] == 1
    by_item = {each["item"]: each for each in document["matches"]}
    assert by_item["policy"]["columns"] == [{"position": 1, "letter": "A", "header": "Do we have a policy?"}]
    assert [each["letter"] for each in document["unmapped"]] == ["E", "F", "G"]


# The documentation


def test_the_documentation_shows_every_key_in_a_file_that_loads(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    loaded = load(tmp_path, block)
    assert loaded.value is not None, loaded.problems
    for model in (MappingFile, ColumnEntry):
        for key in model.model_fields:
            assert re.search(rf"\b{key}:", block), key
