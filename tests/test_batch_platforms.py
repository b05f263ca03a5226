"""Survey platforms: each export is recognised, its columns are told apart, and what is no response is left out."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from readiness.batch.export import Column, Delimited, Export
from readiness.batch.reading.platforms import KEYS, PLATFORMS
from readiness.loading.load import load_questionnaire
from tests.exports_read import EXPORTS, NAMES, QUESTIONNAIRE, expected, filled, kept, read, refused

ODD = {"campaign", "Specify other tool", "Specify other place", "Which other tool?", "Which other place?"}
"""Columns of these exports that may hold answers, though to no question of the questionnaire."""


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Export]:
    return {name: read(EXPORTS / name, tmp_path_factory.mktemp("work"), **expected(name).needs) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_told_what_wrote_the_file_and_how(name: str, exports: dict[str, Export]) -> None:
    export, known = exports[name], expected(name)
    assert (export.platform, export.header_rows, export.encoding) == (
        known.platform,
        known.header_rows,
        known.encoding,
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_row_below_the_header_is_there(name: str, exports: dict[str, Export]) -> None:
    assert filled(exports[name]).height == expected(name).rows


@pytest.mark.parametrize("name", NAMES)
def test_previews_tests_spam_and_repeated_headers_are_left_out_by_rule(name: str, exports: dict[str, Export]) -> None:
    known = {reason: n for reason, n in expected(name).left_out.items() if reason != "blank"}
    assert kept(exports[name])[1] == known


@pytest.mark.parametrize("name", NAMES)
def test_unfinished_responses_are_known_where_the_platform_says_so(name: str, exports: dict[str, Export]) -> None:
    export, known = exports[name], expected(name)
    rows = _with_answers(export, kept(export)[0]) if known.left_out.get("blank") else kept(export)[0]
    if export.finished is None:
        assert known.unfinished == 0
        return
    cell = pl.col(export.finished.column).fill_null("").str.strip_chars()
    done = cell != "" if export.finished.values is None else cell.is_in(sorted(export.finished.values))
    assert rows.filter(~done).height == known.unfinished


def _with_answers(export: Export, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with an answer; a box that is not ticked is none."""
    cells = pl.col([column.name for column in export.of_kind("answer")]).fill_null("").str.strip_chars()
    return rows.filter(pl.any_horizontal(~cells.is_in(["", "0"])))


@pytest.mark.parametrize("name", [name for name in NAMES if expected(name).responses])
def test_responses_are_found_by_their_id_or_their_row(name: str, exports: dict[str, Export]) -> None:
    export, known = exports[name], expected(name)
    rows = kept(export)[0]
    ids = {str(each) for each in rows["row"]}
    for column in export.of_kind("id")[:1]:
        ids |= {str(each) for each in rows[column.name]}
    assert set(known.responses) | set(known.rejects) <= ids


@pytest.mark.parametrize("name", NAMES)
def test_only_what_the_questionnaire_asks_is_an_answer(name: str, exports: dict[str, Export]) -> None:
    """Names, times, scores, versions and the like can never be taken for an answer."""
    known = _words()
    odd = {each.code or each.text for each in exports[name].of_kind("answer") if not _is_asked(each, known)}
    assert odd <= ODD


def _words() -> set[str]:
    loaded = load_questionnaire(QUESTIONNAIRE)
    assert loaded.value is not None
    text = QUESTIONNAIRE.read_text(encoding="utf-8")
    quoted = re.findall(r'(?:en|fr): (?:"([^"]+)"|([^,}"]+))', text)
    ids = re.findall(r"(?:id|value): \"?(\w+)", text)
    return {_plain(a or b) for a, b in quoted} | set(ids) | {"likelihood", "impact", "p1", "n1"}


def _plain(words: str) -> str:
    words = re.sub(r"<[^>]*>|\*", "", words.replace("\xa0", " "))
    for wrong, right in (("Ã©", "é"), ("Ã ", "à"), ("Ãª", "ê"), ("Ã¹", "ù")):
        words = words.replace(wrong, right)
    return " ".join(words.split()).casefold()


def _is_asked(column: Column, known: set[str]) -> bool:
    parts = {_plain(each) for each in (column.text, column.sub) if each}
    codes = {each.casefold() for each in re.split(r"[\W_]+", column.code) if each}
    cut = re.match(r"(.+?)(\.\.+|…)$", column.text)
    begun = cut is not None and any(each.startswith(_plain(cut[1])) for each in known)
    ratings = ("how likely", "how grave", "likelihood", "impact", "quelle est la prob", "quelle serait")
    return bool(parts & known or codes & known or begun) or any(each.startswith(ratings) for each in parts)


def column(export: Export, header: str) -> Column:
    """The one column that has this cell among its header cells."""
    (only,) = [each for each in export.columns if header in each.cells]
    return only


def cells(export: Export, header: str) -> list[str | None]:
    return export.sample[column(export, header).name].to_list()


# Google Forms


def test_a_grid_of_google_is_question_and_row_whatever_blanks_stand_between(exports: dict[str, Export]) -> None:
    grid = column(exports["google/download.csv"], "How mature is each area?  [Governance ]")
    assert (grid.text, grid.sub) == ("How mature is each area?", "Governance")


def test_a_column_of_row_numbers_is_passed_over_and_said(exports: dict[str, Export]) -> None:
    for name in ("google/pandas.csv", "plain/from_r.csv"):
        assert exports[name].columns[0].kind == "technical"
        assert "the first column counts the rows and is not used" in exports[name].notices


def test_an_archive_with_one_table_is_that_table(exports: dict[str, Export]) -> None:
    plain, packed = exports["google/download.csv"], exports["google/download.csv.zip"]
    assert packed.sample.equals(plain.sample)
    assert packed.columns == plain.columns


# Microsoft Forms


def test_microsoft_forms_is_known_by_place_and_content_in_any_language(exports: dict[str, Export]) -> None:
    kinds = [each.kind for each in exports["microsoft/german.xlsx"].columns[:7]]
    assert kinds == ["id", "started", "ended", "personal", "personal", "technical", "answer"]


def test_a_table_is_read_to_its_last_row_whatever_range_it_claims(exports: dict[str, Export]) -> None:
    assert exports["microsoft/forms.xlsx"].sample.height == 4


def test_a_hidden_sheet_is_no_second_table(exports: dict[str, Export]) -> None:
    assert exports["microsoft/forms.xlsx"].notices == ("sheet `Form1`",)


def test_points_and_feedback_of_a_quiz_are_not_the_question(exports: dict[str, Export]) -> None:
    quiz = exports["microsoft/quiz.xlsx"]
    assert column(quiz, "Points - Data quality").kind == "technical"
    assert column(quiz, "Feedback - Is there anything to add?").kind == "technical"
    assert column(quiz, "Total points").kind == "technical"
    assert column(quiz, "Data quality").kind == "answer"


def test_days_and_numbers_of_a_workbook_are_text_as_a_person_would_write_it(exports: dict[str, Export]) -> None:
    forms = exports["microsoft/forms.xlsx"]
    assert forms.sample["c1"][0] == "2026-03-02 10:14:05"
    assert cells(forms, "How\xa0ready are you overall?")[:2] == ["3", "4"]
    assert cells(forms, "How\xa0many hours a week go to cleaning data?")[:2] == ["6", "24.5"]


# SurveyMonkey


def test_the_second_header_row_is_option_row_or_nothing(exports: dict[str, Export]) -> None:
    expanded = exports["surveymonkey/expanded.csv"]
    first, second, third = (expanded.columns[at] for at in (9, 13, 15))
    assert (first.text, first.sub) == ("In which sector do you work?", "")
    assert (second.text, second.sub) == ("How mature is each area?", "Governance")
    assert (third.text, third.sub) == ("Which tools do you use?<br>", "SQL (Postgres, MySQL)")
    assert expanded.header_rows == 2
    assert expanded.notices == ()


def test_characters_without_meaning_under_the_header_do_not_hide_it(exports: dict[str, Export]) -> None:
    assert exports["surveymonkey/expanded.xls"].header_rows == 2


def test_merged_headers_are_parted_where_neighbours_share_the_question(exports: dict[str, Export]) -> None:
    merged = exports["surveymonkey/merged_mac.csv"]
    other = column(merged, "Which tools do you use? - Other (please specify)")
    assert (other.text, other.sub) == ("Which tools do you use?", "Other (please specify)")
    assert merged.columns[0].kind == "id"


# Qualtrics


def test_qualtrics_has_three_names_for_a_column(exports: dict[str, Export]) -> None:
    row = exports["qualtrics/three_rows.csv"].columns[17]
    assert (row.code, row.text, row.sub, row.more_codes) == (
        "Q4_1",
        "How mature is each area?",
        "Data quality",
        ("QID4_1",),
    )


def test_texts_of_another_language_do_not_hide_the_columns_of_qualtrics(exports: dict[str, Export]) -> None:
    kinds = [each.kind for each in exports["qualtrics/utf16.tsv"].columns[:14]]
    assert kinds == [each.kind for each in exports["qualtrics/three_rows.csv"].columns[:14]]
    assert kinds[2] == "status" and kinds[8] == "id"


@pytest.mark.parametrize("header", ["Q5_9_TEXT", "Q15_First Click", "Q15_Page Submit", "Q4_DO_1", "Q12 - Topics"])
def test_what_qualtrics_adds_is_no_answer(header: str, exports: dict[str, Export]) -> None:
    assert column(exports["qualtrics/three_rows.csv"], header).kind == "technical"


def test_a_text_question_of_qualtrics_is_an_answer_though_its_import_id_ends_in_text(
    exports: dict[str, Export],
) -> None:
    hours = column(exports["qualtrics/three_rows.csv"], "Q8")
    assert hours.kind == "answer" and hours.more_codes == ("QID8_TEXT",)


def test_selected_choice_is_no_part_of_the_question(exports: dict[str, Export]) -> None:
    assert column(exports["qualtrics/three_rows.csv"], "Q5").text == "Which tools do you use?"
    split = column(exports["qualtrics/split_columns.csv"], "Q5_2")
    assert (split.text, split.sub) == ("Which tools do you use?", "SQL (Postgres, MySQL)")


def test_rows_are_counted_as_a_spreadsheet_does_though_headers_have_line_breaks(exports: dict[str, Export]) -> None:
    export = exports["qualtrics/three_rows.csv"]
    assert isinstance(export.place, Delimited)
    assert (export.first_row, export.place.skip_lines) == (4, 4)
    assert export.sample["c8"][0] == "R_1abc"


# LimeSurvey


@pytest.mark.parametrize(
    ("name", "code", "text", "sub"),
    [
        ("codes.csv", "maturity[quality]", "", ""),
        ("full_semicolon.csv", "", "How mature is each area?", "Data quality"),
        ("code_and_text.csv", "maturity[quality]", "", "Data quality"),
        ("separator.csv", "maturity_quality", "How mature is each area?", "Data quality"),
        ("abbreviated.csv", "", "How mature is e..", "Data quality"),
        ("vv.txt", "maturity[quality]", "How mature is each area?", "Data quality"),
    ],
)
def test_every_style_of_heading_of_limesurvey(
    name: str, code: str, text: str, sub: str, exports: dict[str, Export]
) -> None:
    quality = exports[f"limesurvey/{name}"].columns[10]
    assert (quality.code, quality.text, quality.sub) == (code, text, sub)


def test_times_of_limesurvey_are_no_answers(exports: dict[str, Export]) -> None:
    codes = exports["limesurvey/codes.csv"]
    assert column(codes, "interviewtime").kind == "seconds"
    assert column(codes, "groupTime12").kind == column(codes, "policyTime").kind == "technical"
    assert column(codes, "token").kind == column(codes, "ipaddr").kind == "personal"


# KoboToolbox and ODK Central


def test_a_row_of_tags_is_a_header_row(exports: dict[str, Export]) -> None:
    assert exports["kobo/hxl_dots.csv"].header_rows == 2


def test_rows_of_repeats_are_never_respondents(exports: dict[str, Export]) -> None:
    assert "left aside, because its rows are not respondents: `members`" in exports["kobo/repeats.xlsx"].notices
    packed = exports["odk/with_repeats.zip"].notices
    assert "left aside, because its rows are not respondents: `Data habits-members.csv`" in packed


@pytest.mark.parametrize("name", ["kobo/labels.csv", "kobo/grouped_labels.csv"])
def test_an_option_of_kobo_follows_its_question_and_a_group_is_no_question(
    name: str, exports: dict[str, Export]
) -> None:
    columns = exports[name].columns
    assert (columns[4].text, columns[4].sub) == ("Is one person answerable for your data?", "")
    assert (columns[7].text, columns[7].sub) == ("Which tools do you use?", "")
    assert (columns[9].text, columns[9].sub) == ("Which tools do you use?", "SQL (Postgres, MySQL)")


def test_a_slash_within_a_question_is_just_a_slash(tmp_path: Path) -> None:
    table = tmp_path / "kobo.csv"
    table.write_text('"Do you use and/or share data?";"_uuid";"_index"\n"Yes";"u1";"1"\n', encoding="utf-8")
    assert read(table, tmp_path).columns[0].text == "Do you use and/or share data?"


def test_a_rejected_submission_is_kept_and_said(exports: dict[str, Export]) -> None:
    central = exports["odk/central.csv"]
    assert "some responses were marked as rejected in a review; they are kept" in central.notices
    assert kept(central)[0].height == 4


# REDCap


def test_a_row_of_redcap_is_named_by_record_event_and_instance(exports: dict[str, Export]) -> None:
    raw = exports["redcap/raw_two_events.csv"]
    names = [each.cells[0] for each in raw.of_kind("id")]
    assert names == ["record_id", "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance"]
    assert "one person may have several rows (events); each row is a response" in raw.notices


def test_boxes_of_redcap_are_question_and_option_or_code(exports: dict[str, Export]) -> None:
    box = exports["redcap/labels.csv"].columns[12]
    assert (box.text, box.sub) == ("Which tools do you use?", "SQL (Postgres, MySQL)")
    assert exports["redcap/raw_two_events.csv"].columns[12].code == "tools___sql"


# Typeform, Jotform, Alchemer


def test_options_of_typeform_stand_alone_and_may_be_equal(exports: dict[str, Export]) -> None:
    texts = [each.text for each in exports["typeform/classic.csv"].columns]
    assert texts.count("Other") == 2


def test_a_partial_response_of_typeform_is_unfinished(exports: dict[str, Export]) -> None:
    finished = exports["typeform/response_types.csv"].finished
    assert finished is not None and finished.values == frozenset({"completed"})


def test_a_cell_of_several_lines_is_one_cell(exports: dict[str, Export]) -> None:
    export = exports["jotform/line_breaks.csv"]
    assert cells(export, "Which tools do you use?")[0] == "Notebooks\nSQL (Postgres, MySQL)\n"
    grid = export.columns[5]
    assert (grid.text, grid.sub) == ("How mature is each area?", "Governance")
    assert [each.kind for each in export.columns if each.cells == ("No Label",)] == ["technical", "technical"]


def test_alchemer_names_the_row_before_its_question(exports: dict[str, Export]) -> None:
    other = column(exports["alchemer/sub_question.csv"], "Other - Write In:Which tools do you use?")
    assert (other.text, other.sub) == ("Which tools do you use?", "Other - Write In")


def test_a_colon_within_a_question_does_not_part_it(tmp_path: Path) -> None:
    table = tmp_path / "alchemer.csv"
    own = "Response ID,Time Started,Date Submitted,Status,SessionID"
    asked = "Be honest: do you test?,Now: a:Rate: these,Now: b:Rate: these"
    table.write_text(f"{own},{asked}\n1,,,Complete,s,Yes,1,2\n", encoding="utf-8")
    parts = [(each.text, each.sub) for each in read(table, tmp_path).columns[5:]]
    assert parts == [("Be honest: do you test?", ""), ("Rate: these", "Now: a"), ("Rate: these", "Now: b")]


# Whatever the platform


def test_a_platform_that_is_told_wins(tmp_path: Path) -> None:
    export = read(EXPORTS / "google" / "download.csv", tmp_path, platform="plain")
    assert export.platform == "plain table"
    assert export.columns[0].kind == "ended"


@pytest.mark.parametrize("platform", PLATFORMS, ids=KEYS)
def test_every_platform_can_be_told_of_any_table(platform: object, tmp_path: Path) -> None:
    """Telling a wrong one gives a poor description, and never a failure."""
    key = getattr(platform, "key", "")
    for name in ("plain/ids.csv", "google/download.csv", "cases/ragged.csv"):
        export = read(EXPORTS / name, tmp_path, platform=key)
        assert export.platform == getattr(platform, "name", "")
        assert [each.position for each in export.columns] == list(range(len(export.columns)))


def test_a_platform_that_is_not_known_is_named_with_those_that_are(tmp_path: Path) -> None:
    said = refused(EXPORTS / "plain" / "ids.csv", tmp_path, platform="surveygorilla")
    assert "`surveygorilla` is not a platform that is known" in said
    assert "surveymonkey" in said and "limesurvey" in said


def test_header_rows_that_are_told_win(tmp_path: Path) -> None:
    export = read(EXPORTS / "cases" / "not_selected.csv", tmp_path, header_rows=2)
    assert (export.columns[8].text, export.columns[8].sub) == ("Which tools do you use?", "SQL (Postgres, MySQL)")
    assert export.sample.height == 4


def test_a_table_without_a_header_has_its_columns_by_position_only(tmp_path: Path) -> None:
    table = tmp_path / "bare.csv"
    table.write_text("a,1\nb,2\n", encoding="utf-8")
    export = read(table, tmp_path, header_rows=0)
    assert export.sample.rows() == [("a", "1"), ("b", "2")]
    assert (export.first_row, [each.text for each in export.columns]) == (1, ["", ""])


def test_exports_put_together_leave_their_inner_headers_out(tmp_path: Path) -> None:
    table = tmp_path / "both.csv"
    one = (EXPORTS / "qualtrics" / "three_rows.csv").read_bytes()
    table.write_bytes(one + one.removeprefix(b"\xef\xbb\xbf"))
    assert kept(read(table, tmp_path))[1]["repeated header"] == 3


def test_a_column_that_names_somebody_is_personal_on_any_platform(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("id,Your name,Courriel,What is the name of your team?\n1,A,b@example.org,C\n", encoding="utf-8")
    assert [each.kind for each in read(table, tmp_path).columns] == ["id", "personal", "personal", "answer"]


def test_ids_that_a_spreadsheet_has_rounded_are_pointed_out(tmp_path: Path) -> None:
    table = tmp_path / "rounded.csv"
    table.write_text("id,policy\n5.8E+18,yes\n5.8E+18,no\n", encoding="utf-8")
    assert any("rounded" in notice for notice in read(table, tmp_path).notices)


def test_seven_hundred_columns_are_no_trouble(tmp_path: Path) -> None:
    table = tmp_path / "wide.csv"
    heads = ",".join(["id", *(f"Question {n} - part {n % 7}" for n in range(699))])
    table.write_text(heads + "\n" + ",".join(["r1", *("3" for _ in range(699))]) + "\n", encoding="utf-8")
    export = read(table, tmp_path)
    assert len(export.columns) == 700 == export.sample.width


def test_notices_and_problems_speak_french(tmp_path: Path) -> None:
    export = read(EXPORTS / "kobo" / "repeats.xlsx", tmp_path, language="fr")
    assert "laissé de côté, car ses lignes ne sont pas des répondants : `members`" in export.notices
    assert "n'a qu'une seule colonne" in refused(EXPORTS / "cases" / "one_column.csv", tmp_path, language="fr")
