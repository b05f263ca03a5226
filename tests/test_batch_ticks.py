"""Several choices: options taken out of a cell whole, or a column for each; what is typed is “Other”, or unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.batch.export import Export, Finished
from readiness.batch.mapping import Mapping as Matched
from readiness.batch.matching.cells import Answer, Unknown, answer_in
from readiness.batch.matching.columns import match
from readiness.batch.matching.lessons import explain_cell, learn
from readiness.batch.readings import TickColumns, Ticks
from readiness.model.questionnaire import Questionnaire
from tests.strategies import LAW
from tests.tables import (
    asking,
    choices,
    code,
    decided,
    match_of,
    matched,
    one_column,
    reading_of,
    stops,
    table,
    trouble_of,
)

LABELS = {
    "note": {"en": "Notebooks", "fr": "Carnets"},
    "sql": "SQL (Postgres, MySQL)",
    "sheet": {"en": "Spreadsheets; any", "fr": "Tableurs"},
}
TOOLS = asking(choices("q", "Which tools?", LABELS, allow=["dont_know", "not_applicable"]))
OPEN = asking(choices("q", "Which tools?", {**LABELS, "other": {"en": "Other", "fr": "Autre"}}))
NUMBERED = asking(choices("q", "Which?", {1: "One", 2: "Two", 12: "Twelve"}))


def read(asked: Questionnaire, cells: Sequence[str | None], **more: Any) -> Matched:
    return match(asked, one_column(code("q"), cells), **more)


def ticks(asked: Questionnaire, cells: Sequence[str | None], **more: Any) -> Ticks:
    reading = reading_of(read(asked, cells, **more), "q")
    assert isinstance(reading, Ticks)
    return reading


def said(asked: Questionnaire, cells: Sequence[str | None], **more: Any) -> list[object]:
    """What each cell of a column is read as; ticked choices in no order."""
    reading = ticks(asked, cells, **more)
    return [plainly(answer_in(reading, {"c0": cell}.get)) for cell in cells]


def plainly(answer: Answer) -> object:
    return set(answer) if isinstance(answer, tuple) else answer


# In one cell


@pytest.mark.parametrize(
    ("cell", "separator"),
    [
        ("Notebooks;SQL (Postgres, MySQL)", ";"),
        ("Notebooks;SQL (Postgres, MySQL);", ";"),
        ("Notebooks; SQL (Postgres, MySQL)", ";"),
        ("Notebooks\nSQL (Postgres, MySQL)\n", "\n"),
        ("Notebooks\r\nSQL (Postgres, MySQL)\r\n", "\n"),
        ("Notebooks|SQL (Postgres, MySQL)", "|"),
        ("Notebooks, SQL (Postgres, MySQL)", ", "),
        ("SQL (Postgres, MySQL), Carnets", ", "),
        ("Notebooks,SQL (Postgres, MySQL)", ","),
        ("note sql", " "),
        ("note,sql", ","),
        ("Notebooks SQL (Postgres, MySQL)", " "),
        ("notebooks;sql (postgres,\u00a0mysql)", ";"),
    ],
)
def test_options_are_taken_out_of_a_cell_whatever_stands_between_them(cell: str, separator: str) -> None:
    for asked in (TOOLS, OPEN):
        reading = ticks(asked, [cell])
        assert reading.separator == separator
        assert plainly(answer_in(reading, {"c0": cell}.get)) == {"note", "sql"}


def test_an_option_that_holds_the_separator_stays_whole() -> None:
    assert said(TOOLS, ["Notebooks;Spreadsheets; any", "Spreadsheets; any"]) == [{"note", "sheet"}, {"sheet"}]
    assert said(TOOLS, ["Notebooks, SQL (Postgres, MySQL)", "SQL (Postgres, MySQL)"]) == [{"note", "sql"}, {"sql"}]


def test_a_cell_with_one_option_needs_no_separator() -> None:
    assert said(TOOLS, ["Notebooks", "SQL (Postgres, MySQL)", None, ""]) == [{"note"}, {"sql"}, None, None]


@pytest.mark.parametrize(
    ("platform", "separator"), [("Google Forms", ";"), ("Qualtrics", ","), ("KoboToolbox", " "), ("Jotform", "\n")]
)
def test_where_the_cells_do_not_tell_the_platform_does(platform: str, separator: str) -> None:
    found = match(TOOLS, one_column(code("q"), ["Notebooks"], platform=platform))
    reading = reading_of(found, "q")
    assert isinstance(reading, Ticks)
    assert reading.separator == separator


def test_what_is_typed_is_other_where_the_question_has_such_a_choice() -> None:
    cells = ["Notebooks;Airflow", "Airflow", "Other", "Notebooks;Carnets"]
    assert said(OPEN, cells) == [{"note", "other"}, {"other"}, {"other"}, {"note"}]
    found = read(OPEN, cells)
    assert found.stops == ()
    assert "Airflow" in trouble_of(found, "typed").text


def test_what_is_typed_is_unknown_where_the_question_has_no_such_choice() -> None:
    cells = ["Notebooks;SQL (Postgres, MySQL)", "Notebooks;Airflow"]
    assert said(TOOLS, cells) == [{"note", "sql"}, Unknown("c0", "Notebooks;Airflow")]
    assert read(TOOLS, cells).stops == ()


@pytest.mark.parametrize(
    "label",
    ["Other", "other", "Other (please specify)", "Other, namely:", "Autre", "Autres outils", "Others", "Another"],
)
def test_the_choice_for_anything_else_is_known_by_its_first_word(label: str) -> None:
    asked = asking(choices("q", "Which?", {"a": "One", "b": label}))
    assert ticks(asked, ["One"]).other == ("b" if label != "Another" else None)


def test_a_choice_that_only_begins_like_it_catches_nothing() -> None:
    asked = asking(choices("q", "Which?", {"a": "One", "b": "Other than these, nothing"}))
    assert ticks(asked, ["One"]).other is None


def test_a_column_of_nothing_but_typed_words_answers_another_question() -> None:
    assert stops(read(OPEN, ["Hamburg", "Oslo", "Lima"])) == [("values", "q")]
    assert stops(read(TOOLS, ["Hamburg"])) == [("values", "q")]
    assert stops(read(OPEN, ["1,4"])) == [("values", "q")]
    assert read(OPEN, ["Airflow"]).stops == ()
    assert stops(read(OPEN, ["Notizbücher;Tabellen"] * 8 + ["SQL (Postgres, MySQL)"] * 4)) == [("values", "q")]


@pytest.mark.parametrize(
    ("cell", "word"), [("Don't know", "dont_know"), ("N/A", "not_applicable"), ("dont_know", "dont_know")]
)
def test_a_whole_cell_may_be_a_word(cell: str, word: str) -> None:
    assert said(TOOLS, [cell, "Notebooks"]) == [word, {"note"}]
    assert said(OPEN, ["Notebooks", "Notebooks", cell]) == [{"note"}, {"note"}, {"other"}]


def test_nothing_ticked_can_be_written_out_and_missing_signs_are_missing() -> None:
    assert said(TOOLS, ["[]", "-99", "NA", "note"]) == [set(), None, None, {"note"}]


def test_numbers_as_codes() -> None:
    assert said(NUMBERED, ["1,2", "12", "1", "2,12"]) == [{1, 2}, {12}, {1}, {2, 12}]
    assert said(NUMBERED, ["1.0", "12.0"]) == [{1}, {12}]


TWOFOLD = asking(choices("q", "Which?", {"a": "Mail", "b": "phone", "c": "Mail, phone"}))


def test_a_cell_that_reads_as_one_option_and_as_several_stops_the_run() -> None:
    assert stops(read(TWOFOLD, ["Mail, phone", "phone"])) == [("ambiguous", "q")]
    by_semicolons = decided(columns=[{"column": 1, "answers": "q", "separator": ";"}])
    assert read(TWOFOLD, ["Mail, phone", "phone"], explicit=by_semicolons).stops == ()


def test_a_person_says_what_a_piece_means() -> None:
    explicit = decided(columns=[{"column": 1, "answers": "q", "values": {"Airflow": "sheet", "none": "dont_know"}}])
    cells = ["Notebooks;Airflow", "none"]
    assert said(TOOLS, cells, explicit=explicit) == [{"note", "sheet"}, "dont_know"]


def test_every_choice_is_listed_in_every_spelling_of_the_questionnaire() -> None:
    reading = ticks(TOOLS, ["Carnets;SQL (Postgres, MySQL)"])
    assert {"note", "Notebooks", "Carnets", "sql", "SQL (Postgres, MySQL)", "sheet", "Tableurs"} <= set(reading.pieces)


def test_spellings_of_pieces_are_learnt() -> None:
    reading = ticks(TOOLS, ["Notebooks;SQL (Postgres, MySQL)"])
    fresh = "NOTEBOOKS;Tableurs"
    more = learn(reading, TOOLS, [fresh, "i don't know", "Airflow"])
    assert isinstance(more, Ticks)
    assert plainly(answer_in(more, {"c0": fresh}.get)) == {"note", "sheet"}
    assert answer_in(more, {"c0": "i don't know"}.get) == "dont_know"
    assert isinstance(answer_in(more, {"c0": "Airflow"}.get), Unknown)
    assert learn(more, TOOLS, [fresh, "Airflow"]) is None


PIECES = st.sampled_from(
    ["Notebooks", "notebooks", "SQL (Postgres, MySQL)", "Carnets", "Airflow", "sql", "Spreadsheets; any", ""]
)
TICKED = st.lists(PIECES, max_size=3).map(";".join)


@given(st.sampled_from([TOOLS, OPEN]), st.lists(TICKED, max_size=6), st.lists(TICKED, max_size=6))
@LAW
def test_learning_pieces_never_changes_what_was_known(asked: Questionnaire, seen: list[str], fresh: list[str]) -> None:
    reading = ticks(asked, seen)
    more = learn(reading, asked, fresh) or reading
    for cell in seen:
        assert answer_in(more, {"c0": cell}.get) == answer_in(reading, {"c0": cell}.get)


@given(st.lists(st.sampled_from(["note", "sql", "sheet"]), unique=True, min_size=1), st.sampled_from([";", "\n", "|"]))
@LAW
def test_what_is_joined_is_taken_apart_again(values: list[str], separator: str) -> None:
    label = {"note": "Notebooks", "sql": "SQL (Postgres, MySQL)", "sheet": "Tableurs"}
    cell = separator.join(label[value] for value in values)
    assert said(TOOLS, [cell]) == [set(values)]


@pytest.mark.parametrize(
    ("cell", "english"),
    [
        ("Notebooks;Notebook", "“Notebook” is not an option of this question; nearest: “Notebooks”"),
        ("Notebooks;Zzz", "“Zzz” is not an option of this question"),
    ],
)
def test_what_in_a_cell_is_unknown_is_explained(cell: str, english: str) -> None:
    reading = ticks(TOOLS, ["Notebooks;SQL (Postgres, MySQL)"])
    assert explain_cell(reading, TOOLS, cell) == english


def test_a_word_that_is_not_allowed_is_explained() -> None:
    reading = ticks(NUMBERED, ["1;2"])
    assert "does not take “don't know”" in explain_cell(reading, NUMBERED, "Don't know")


# A column for each


def columns(
    rows: Sequence[Sequence[str | None]], options: Sequence[str] = ("note", "sql", "sheet"), **more: Any
) -> Export:
    return table([code(f"q[{option}]") for option in options], rows, **more)


def told(asked: Questionnaire, export: Export, **more: Any) -> list[object]:
    """What each row says."""
    reading = reading_of(match(asked, export, **more), "q")
    assert isinstance(reading, TickColumns)
    return [plainly(answer_in(reading, row.get)) for row in export.sample.iter_rows(named=True)]


@pytest.mark.parametrize(
    ("on", "off"),
    [
        *(
            ("1", "0"),
            ("1.0", "0.0"),
            ("Y", ""),
            ("Y", "N"),
            ("Yes", "No"),
            ("True", "False"),
            ("Checked", "Unchecked"),
        ),
        *(("X", ""), ("Oui", "Non"), ("1", ""), ("Selected", "Not selected")),
    ],
)
def test_a_column_is_ticked_in_the_ways_of_platforms(on: str, off: str) -> None:
    found = match(TOOLS, columns([[on, off, on], [off, on, off]]))
    assert found.stops == ()
    assert told(TOOLS, columns([[on, off, on], [off, on, off]])) == [{"note", "sheet"}, {"sql"}]


def test_an_option_s_own_words_tick_it_and_another_s_do_not() -> None:
    export = columns([["Notebooks", "sql", "Tableurs"], ["Carnets", "Notebooks", None]])
    assert told(TOOLS, export) == [{"note", "sql", "sheet"}, Unknown("c1", "Notebooks")]


def test_a_nought_never_ticks_and_a_choice_of_that_code_is_no_exception() -> None:
    asked = asking(choices("q", "Which?", {0: "None", 1: "One"}))
    assert told(asked, columns([["1", "0"], ["0", "1"]], options=("0", "1"))) == [{0}, {1}]


def test_other_typed_in_its_own_column_is_ticked_by_whatever_stands_there() -> None:
    rows = [["1", "0", "0", "Airflow"], ["0", "0", "0", "No"], ["0", "0", "1", ""]]
    assert told(OPEN, columns(rows, options=("note", "sql", "sheet", "other"))) == [{"note", "other"}, set(), {"sheet"}]


def test_signs_that_say_neither_are_told_and_rejected() -> None:
    export = columns([["1", "1", "1"], ["maybe", "0", "1"], ["0", "0", "1"]])
    assert told(TOOLS, export)[1] == Unknown("c0", "maybe")
    assert match(TOOLS, export).stops == ()
    reading = reading_of(match(TOOLS, export), "q")
    assert "neither ticks" in explain_cell(reading, TOOLS, "maybe")
    assert stops(match(TOOLS, columns([["maybe", "0", "1"]]))) == [("values", "q")]


def test_signs_that_are_learnt() -> None:
    reading = reading_of(match(TOOLS, columns([["1", "0", ""]])), "q")
    more = learn(reading, TOOLS, ["CHECKED", "carnets", "unCHECKED", "?"])
    assert isinstance(more, TickColumns)
    row = {"c0": "carnets", "c1": "CHECKED", "c2": "unCHECKED"}
    assert plainly(answer_in(more, row.get)) == {"note", "sql"}
    assert learn(more, TOOLS, ["CHECKED", "?"]) is None


def test_a_word_may_have_a_column_of_its_own() -> None:
    export = columns([["1", "0", "0", "0"], ["0", "0", "0", "1"]], options=("note", "sql", "sheet", "dont_know"))
    assert told(TOOLS, export) == [{"note"}, "dont_know"]


# Answered, with nothing ticked


def test_without_a_sign_nothing_ticked_is_unanswered_and_that_is_told() -> None:
    export = columns([["Notebooks", "", ""], ["", "", ""]])
    assert told(TOOLS, export) == [{"note"}, None]
    assert "counts as unanswered" in trouble_of(match(TOOLS, export), "unticked").text


def test_not_ticked_written_out_says_that_the_question_was_seen() -> None:
    assert told(TOOLS, columns([["1", "0", "0"], ["0", "0", "0"], ["", "", ""]])) == [{"note"}, set(), None]


def test_odk_s_noughts_say_nothing() -> None:
    rows = [["1", "0", "0"], ["0", "0", "0"]]
    assert told(TOOLS, columns(rows, platform="ODK Central")) == [{"note"}, None]


def test_redcap_s_noughts_count_where_the_form_is_complete() -> None:
    heads = [*(code(f"q___{option}") for option in ("note", "sql", "sheet")), code("all_complete", kind="status")]
    rows = [["1", "0", "0", "0"], ["0", "0", "0", "2"], ["0", "0", "0", "0"]]
    assert told(TOOLS, table(heads, rows, platform="REDCap")) == [{"note"}, set(), None]
    finished = table(
        heads[:3], [row[:3] for row in rows], platform="REDCap", finished=Finished(column="c9", values=None)
    )
    reading = reading_of(match(TOOLS, finished), "q")
    assert isinstance(reading, TickColumns)
    assert reading.answered_by == ("c9", None)


def test_limesurvey_s_sign_for_not_shown_does_not_say_that_it_was_seen() -> None:
    rows = [["Yes", "No", "No"], ["No", "No", "No"], ["N/A", "N/A", "N/A"]]
    assert told(TOOLS, columns(rows, platform="LimeSurvey")) == [{"note"}, set(), None]


# A summary beside the columns


def both(rows: Sequence[Sequence[str | None]], **more: Any) -> Export:
    return table([code("q"), *(code(f"q/{option}") for option in ("note", "sql", "sheet"))], rows, **more)


def test_a_summary_says_whether_the_question_was_answered() -> None:
    export = both([["note sql", "1", "1", "0"], ["", "0", "0", "0"]], platform="ODK Central")
    found = match(TOOLS, export)
    assert found.troubles == ()
    assert matched(found) == {"q": (0, 1, 2, 3)}
    assert told(TOOLS, export) == [{"note", "sql"}, None]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["note sql", "1", "0", "0"], id="less"),
        pytest.param(["note", "1", "0", "1"], id="more"),
        pytest.param(["", "1", "0", "0"], id="summary-blank"),
        pytest.param(["note", "0", "0", "0"], id="columns-blank"),
    ],
)
def test_a_summary_that_says_otherwise_than_its_columns_stops_the_run(row: list[str]) -> None:
    assert stops(match(TOOLS, both([["sql", "0", "1", "0"], row]))) == [("disagree", "q")]


def test_a_person_ignores_the_one_or_the_others() -> None:
    export = both([["note", "0", "1", "0"]])
    without = decided(columns=[{"column": 1, "ignore": True}])
    assert told(TOOLS, export, explicit=without) == [{"sql"}]
    only = decided(columns=[{"column": at, "ignore": True} for at in (2, 3, 4)])
    reading = reading_of(match(TOOLS, export, explicit=only), "q")
    assert plainly(answer_in(reading, {"c0": "note"}.get)) == {"note"}


def test_text_for_other_beside_one_cell_for_all_is_not_taken_for_a_column_for_each() -> None:
    export = table([code("q"), code("q_other")], [["note;other", "Airflow"], ["sql", ""]])
    found = match(OPEN, export)
    assert matched(found) == {"q": (0,)}
    assert found.unmapped == (1,)
    assert match_of(found, "q").how == "id"


def test_the_mapping_says_which_column_holds_which_option() -> None:
    entries: list[Mapping[str, Any]] = [
        {"column": at, "answers": "q", "option": option} for at, option in enumerate(("sheet", "sql", "note"), start=1)
    ]
    export = table(["First", "Second", "Third"], [["1", "0", "0"]])
    assert told(TOOLS, export, explicit=decided(columns=entries)) == [{"sheet"}]
