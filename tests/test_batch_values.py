"""Cells mean the option they equal, and no other: by code, number and label; words, missing signs, shifts and damage are told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.batch.export import LeftOut
from readiness.batch.mapping import Mapping as Matched
from readiness.batch.matching.cells import Unknown, answer_in, number_in
from readiness.batch.matching.columns import match
from readiness.batch.matching.lessons import explain_cell, learn
from readiness.batch.matching.lexicon import lexicon_of
from readiness.batch.matching.normal_form import code_number, value_form
from readiness.batch.readings import Number, OneOf, Reading, Words
from readiness.model.questionnaire import Choice, Questionnaire
from tests.strategies import LAW
from tests.tables import asking, code, decided, one_column, reading_of, scale, stops, table, trouble_of

BOTH = ["not_applicable", "dont_know"]
TRUST = asking(scale("q", "Our figures can be trusted.", allow=BOTH))
STRICT = asking(scale("q", "Our figures can be trusted."))


def choice(labels: Mapping[Any, Any], **more: Any) -> Questionnaire:
    """A question with one choice for each value and label."""
    each = [{"value": value, "label": label, "points": at} for at, (value, label) in enumerate(labels.items())]
    return asking({"id": "q", "type": "choice", "text": "Which?", "choices": each, **more})


def number(**more: Any) -> Questionnaire:
    return asking({"id": "q", "type": "number", "text": "How many?", "linear": {"worst": 0, "best": 10}, **more})


YES_NO = asking({"id": "q", "type": "yes_no", "text": "Is it so?", "allow": BOTH})


def read(asked: Questionnaire, cells: Sequence[str | None], **more: Any) -> Matched:
    return match(asked, one_column(code("q"), cells), **more)


def said(asked: Questionnaire, cells: Sequence[str | None], **more: Any) -> list[object]:
    """What each cell of a column is read as."""
    reading = reading_of(read(asked, cells, **more), "q")
    return [answer_in(reading, {"c0": cell}.get) for cell in cells]


def unknown(cell: str) -> Unknown:
    return Unknown("c0", cell)


# One of several choices


@pytest.mark.parametrize(
    "cell",
    [
        *("4", "4.0", "4,0", " 4 ", "\ufeff4", "Agree", "agree", "AGREE ", " Agree", "Agree", "Ａgree", "Agree."),
        *("D'accord", "D’accord", "d'accord", "4 (Agree)", "\ufeff4 (Agree)", "4 - Agree", "4. Agree", "4: D'accord"),
        *("<b>Agree</b>", "4 = Agree", "4) agree"),
    ],
)
def test_a_choice_is_read_by_code_number_and_label(cell: str) -> None:
    assert said(TRUST, [cell]) == [4]


@pytest.mark.parametrize(
    "cell", ["Agre", "Somewhat agree", "Agree strongly", "4 - Disagree", "4 (Neither)", "44", "4.5", "-4"]
)
def test_what_is_merely_like_an_option_is_not_read(cell: str) -> None:
    assert said(TRUST, ["Disagree", "2", cell]) == [2, 2, unknown(cell)]


def test_labels_that_were_garbled_are_read_as_they_were_meant() -> None:
    asked = choice({"a": "Très élevé", "b": "Élevé"})
    assert said(asked, ["TrÃ¨s Ã©levÃ©", "Ã‰levÃ©"]) == ["a", "b"]


def test_text_codes_are_codes_and_numbers_are_not_guessed_for_them() -> None:
    asked = choice({"never": "Never", "often": "Often"})
    assert said(asked, ["never", "OFTEN", "Often"]) == ["never", "often", "often"]
    found = read(asked, ["1", "2", "1"])
    assert stops(found) == [("values", "q")]


@pytest.mark.parametrize("blank", [None, "", " ", "\t"])
def test_blank_is_unanswered(blank: str | None) -> None:
    assert said(TRUST, [blank, "4"]) == [None, 4]


def test_a_cell_of_nothing_that_can_be_seen_is_unanswered() -> None:
    assert said(TRUST, ["\x00", "\ufeff", "4"]) == [None, None, 4]


# Words


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        *(
            (cell, "not_applicable")
            for cell in ("not_applicable", "Not applicable", "N/A", "n/a", "Sans objet", "s.o.")
        ),
        *((cell, "dont_know") for cell in ("dont_know", "Don't know", "I don’t know", "Ne sait pas", "Je ne sais pas")),
    ],
)
def test_the_two_words_are_read_in_their_common_wordings(cell: str, word: str) -> None:
    assert said(TRUST, [cell, "4"]) == [word, 4]
    assert said(STRICT, [cell, "4"]) == [unknown(cell), 4]


def test_an_option_of_the_questionnaire_s_own_comes_before_the_word() -> None:
    asked = choice({"a": "Yes", "b": "Not applicable", "c": "Don't know"}, allow=BOTH)
    assert said(asked, ["Not applicable", "Don't know"]) == ["b", "c"]


# Missing


@pytest.mark.parametrize("sign", ["-99", "-999", "NA", "NaN", "#N/A", "-", "−99", "-99.0"])
def test_the_usual_signs_for_no_answer_are_missing(sign: str) -> None:
    assert said(TRUST, [sign, "4"]) == [None, 4]


def test_a_sign_that_is_an_answer_here_is_an_answer() -> None:
    asked = choice({"na": "NA", "eu": "EU", -99: "Far below"})
    assert said(asked, ["NA", "EU", "-99"]) == ["na", "eu", -99]


def test_further_signs_are_missing_where_a_person_says_so() -> None:
    assert said(TRUST, ["9", "4"]) == [unknown("9"), 4]
    assert said(TRUST, ["9", "4"], missing=["9"]) == [None, 4]
    assert said(TRUST, ["9", "4"], explicit=decided(missing=[9])) == [None, 4]
    here = decided(columns=[{"column": 1, "answers": "q", "missing": ["9"]}])
    assert said(TRUST, ["9", "4"], explicit=here) == [None, 4]


def test_limesurvey_s_own_sign_for_a_question_that_was_not_shown_is_missing() -> None:
    reading = reading_of(match(STRICT, one_column(code("q"), ["N/A", "Agree"], platform="LimeSurvey")), "q")
    assert answer_in(reading, {"c0": "N/A"}.get) is None


# Yes and no


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        *(("Yes", "No"), ("yes", "no"), ("Y", "N"), ("1", "0"), ("1.0", "0.0"), ("True", "False"), ("TRUE", "FALSE")),
        *(("Checked", "Unchecked"), ("Oui", "Non"), ("Vrai", "Faux"), ("O", "N")),
    ],
)
def test_yes_and_no_have_many_names(yes: str, no: str) -> None:
    found = read(YES_NO, [yes, no, "Don't know"])
    assert found.troubles == ()
    assert said(YES_NO, [yes, no, "Don't know"]) == ["yes", "no", "dont_know"]
    own = choice({"no": "No", "yes": "Yes"})
    assert said(own, [yes, no]) == ["yes", "no"]


def test_yes_and_no_have_no_other_names_where_there_is_a_third_choice() -> None:
    asked = choice({"yes": "Yes", "partly": "Partly", "no": "No"})
    assert said(asked, ["Yes", "No", "Partly", "Y", "0"]) == ["yes", "no", "partly", unknown("Y"), unknown("0")]


def test_yes_and_no_in_several_ways_in_one_column_are_told_and_do_not_stop() -> None:
    found = read(YES_NO, ["Yes", "0", "1"])
    assert found.stops == ()
    assert trouble_of(found, "mixed").item == "q"


def test_one_and_two_are_not_guessed_to_be_yes_and_no() -> None:
    assert stops(read(YES_NO, ["1", "2", "1", "2"])) == [("shifted", "q")]


def test_codes_of_the_questionnaire_s_own_are_not_overruled_by_the_usual_one_and_nought() -> None:
    asked = choice({1: "Yes", 2: "No"})
    assert said(asked, ["1", "2", "Yes", "n"]) == [1, 2, 1, 2]
    assert stops(read(asked, ["1", "0"])) == [("shifted", "q")]


# Numbers that do not fit


@pytest.mark.parametrize("cells", [["0", "1", "4"], ["2", "6"], ["0"], ["0.0", "3.0"]])
def test_a_shifted_scale_stops_the_run(cells: list[str]) -> None:
    found = read(TRUST, cells)
    assert stops(found) == [("shifted", "q")]
    assert "values" in found.stops[0].repair


def test_a_longer_scale_stops_the_run() -> None:
    assert stops(read(TRUST, [str(n) for n in range(11)])) == [("shifted", "q")]


@pytest.mark.parametrize("cells", [["2", "3", "1"], ["1", "1", "7"]])
def test_yes_and_no_have_no_third_number(cells: list[str]) -> None:
    assert stops(read(YES_NO, cells)) == [("shifted", "q")]


def test_an_unscored_question_whose_cells_are_not_its_answers_stops_the_run_since_every_row_would_be_rejected() -> None:
    asked = asking(scale("q", "Is it so?", scored=False), scale("other", "Is it?"))
    assert stops(match(asked, table([code("q"), code("other")], [["Purple", "4"]]))) == [("values", "q")]


def test_a_stray_number_is_for_the_rejects() -> None:
    cells = ["1", "5"] * 20 + ["55"]
    found = read(TRUST, cells)
    assert found.stops == ()
    assert "55" in trouble_of(found, "values").text


# Codes and labels


def test_codes_beside_labels_are_told_and_do_not_stop() -> None:
    found = read(TRUST, ["4", "Agree", "Disagree"])
    assert found.stops == ()
    assert trouble_of(found, "mixed").columns == (0,)
    assert read(TRUST, ["1 (Strongly disagree)", "2", "3"]).troubles == ()


CROSSED = choice({1: "Three", 2: "2 of them", 3: "1"})


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        pytest.param(["1", "2", "3"], [1, 2, 3], id="all-codes"),
        pytest.param(["1", "Three"], [3, 1], id="all-labels"),
    ],
)
def test_a_code_that_is_another_s_label_is_read_as_the_rest_of_the_column_is(
    cells: list[str], meant: list[int]
) -> None:
    assert said(CROSSED, cells) == meant


def test_where_the_rest_of_the_column_does_not_tell_the_run_stops() -> None:
    assert stops(read(CROSSED, ["1"])) == [("mixed", "q")]
    assert stops(read(CROSSED, ["1", "2", "Three"])) == [("mixed", "q")]


# Unknown texts


def test_unknown_texts_are_told_with_the_nearest_option_and_do_not_stop() -> None:
    found = read(TRUST, ["Agree"] * 8 + ["Agre", "Agre", "Somewhat agree"])
    assert found.stops == ()
    assert "“Agre” (2 ×, nearest “Agree”)" in trouble_of(found, "values").text


@pytest.mark.parametrize(
    ("cells", "stopped"),
    [
        pytest.param(["Purple"], True, id="nothing-known"),
        pytest.param(["Purple"] * 6 + ["Agree"] * 5, True, id="most"),
        pytest.param(["Purple"] * 5 + ["Agree"] * 5, False, id="half"),
        pytest.param(["Purple", "Green", "Agree"], False, id="too-few-to-tell"),
        pytest.param(["Purple"] * 6 + ["-99"] * 20 + ["Agree"] * 5, True, id="missing-does-not-count"),
    ],
)
def test_a_column_that_is_mostly_unknown_answers_another_question(cells: list[str], stopped: bool) -> None:
    assert (stops(read(TRUST, cells)) == [("values", "q")]) is stopped


def test_rows_that_are_left_out_do_not_count() -> None:
    rule = LeftOut(reason="preview", column="c1", values=frozenset({"Survey Preview"}))
    rows = [["Test", "Survey Preview"]] * 20 + [["Agree", "IP Address"]]
    export = table([code("q"), {"text": "Status", "kind": "status"}], rows, left_out=(rule,))
    assert match(TRUST, export).troubles == ()


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        *(("Jun-25", "6-25"), ("juin-25", "6-25"), ("01-May", "1-5"), ("1-mai", "1-5"), ("2026-05-01 00:00:00", "1-5")),
        *(("2025-06-01", "6-25"), ("05/01/2026", "1-5")),
    ],
)
def test_what_a_spreadsheet_made_of_an_option_is_told_and_not_read(cell: str, meant: str) -> None:
    asked = choice({"small": "1-5", "mid": "6-25", "big": "26 or more"})
    found = read(asked, [cell, "26 or more"])
    assert found.stops == ()
    assert meant in trouble_of(found, "damage").text
    assert said(asked, [cell, "26 or more"]) == [unknown(cell), "big"]
    assert f"spreadsheet damage of “{meant}”" in explain_cell(reading_of(found, "q"), asked, cell)


# A person's word


def test_a_person_says_what_cells_mean() -> None:
    explicit = decided(columns=[{"column": 1, "answers": "q", "values": {"0": 1, "Agre": 4, "?": None, "4": 5}}])
    assert said(TRUST, ["0", "Agre", "?", "4", "Disagree"], explicit=explicit) == [1, 4, None, 5, 2]
    assert read(TRUST, ["0", "Agre", "?", "4"], explicit=explicit).stops == ()


# Ratings


RATED = asking(
    scale("q", "Is it so?"),
    risks=[{"id": "P1", "side": "participating", "text": "a"}, {"id": "N1", "side": "not_participating", "text": "b"}],
    opportunities=[{"id": "O1", "text": "c"}],
)


@pytest.mark.parametrize(
    ("head", "item", "cells", "steps"),
    [
        ("P1.likelihood", "risk P1 likelihood", ["1", "Possible: 20 to 50 % a year", "Rare", "5.0"], [1, 3, 1, 5]),
        (
            "P1.impact",
            "risk P1 impact",
            ["Sévère", "Grave", "Slight", "I don't know"],
            [unknown("Sévère"), 5, 1, "dont_know"],
        ),
        ("O1.gain", "opportunity O1 gain", ["Major", "Not applicable", ""], [4, "not_applicable", None]),
    ],
)
def test_ratings_are_read_by_step_and_by_the_scale_s_words(
    head: str, item: str, cells: list[str], steps: list[object]
) -> None:
    reading = reading_of(match(RATED, one_column(code(head), cells)), item)
    assert [answer_in(reading, {"c0": cell}.get) for cell in cells] == steps


def test_a_rating_counted_from_nought_stops_the_run() -> None:
    assert ("shifted", "risk P1 impact") in stops(match(RATED, table([code("q"), code("P1.impact")], [["1", "0"]])))


# Numbers


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        pytest.param(["3", "24.5", "1,250"], [3, 24.5, 1250], id="point"),
        pytest.param(["3", "24,5", "1.250", "1 250,5"], [3, 24.5, 1250, 1250.5], id="comma"),
        pytest.param(["3.0", "1.250"], [3, 1.25], id="as-programs-write"),
        pytest.param(["-2,5", "+4"], [-2.5, 4], id="signs"),
        pytest.param(["1,234,567"], [1234567], id="groups"),
        pytest.param(["6 hours", "7 hour", "8 heures"], [6, 7, 8], id="units"),
        pytest.param(["12 %", "12%"], [12, 12], id="percent"),
        pytest.param(["1\u202f250", "2\u00a0000"], [1250, 2000], id="spaces"),
    ],
)
def test_numbers_are_read_as_the_column_writes_them(cells: list[str], numbers: list[float]) -> None:
    assert said(number(unit={"en": "hours", "fr": "heures"}), cells) == numbers


@pytest.mark.parametrize("cell", ["about 3", "3-4", "three", "6 weeks", "1.2.3", "12,34,5", "3 h", "=3", "$3"])
def test_what_is_no_number_is_not_read(cell: str) -> None:
    assert said(number(unit="hours"), ["1", "2", cell]) == [1, 2, unknown(cell)]


def test_both_decimal_marks_in_one_column_stop_the_run() -> None:
    assert stops(read(number(), ["3,5", "3.5"])) == [("mixed", "q")]
    point = decided(columns=[{"column": 1, "answers": "q", "decimal": "point"}])
    assert read(number(), ["3.5", "1,000"], explicit=point).stops == ()


def test_a_sign_that_may_be_either_stops_the_run_where_it_matters() -> None:
    assert stops(read(number(), ["1,250", "3"])) == [("ambiguous", "q")]
    assert said(number(whole=True), ["1,250", "3"]) == [1250, 3]
    comma = decided(columns=[{"column": 1, "answers": "q", "decimal": "comma"}])
    assert said(number(), ["1,250", "3"], explicit=comma) == [1.25, 3]


def test_words_and_missing_signs_stand_beside_numbers() -> None:
    asked = number(allow=["dont_know"])
    assert said(asked, ["3", "Don't know", "N/A", "-99", "NA"]) == [3, "dont_know", unknown("N/A"), None, None]
    below = number(min=-200, linear={"worst": -200, "best": 10})
    assert said(below, ["-99", "3"]) == [-99, 3]


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [
        ("1,000", False, 1000.0),
        ("1,00", False, None),
        ("1.000", True, 1000.0),
        ("1.00", True, None),
        ("1 000", False, 1000.0),
        ("10 00", False, None),
        (".5", False, 0.5),
        ("1e3", False, None),
        ("3.", False, 3.0),
        ("nan", False, None),
        ("inf", False, None),
        ("", False, None),
        ("-3", False, -3.0),
    ],
)
def test_grouping_signs_stand_between_threes_or_it_is_no_number(text: str, comma: bool, value: float | None) -> None:
    assert number_in(text, comma=comma) == value


# Free words


def test_free_words_are_taken_as_they_stand() -> None:
    asked = asking(scale("q", "Is it so?"), {"id": "t", "type": "text", "text": "Anything?"})
    reading = reading_of(match(asked, table([code("q"), code("t")], [["4", " Well, 'yes' "]])), "t")
    assert isinstance(reading, Words)
    assert answer_in(reading, {"c1": " Well, 'yes' "}.get) == " Well, 'yes' "
    assert answer_in(reading, {"c1": "NA"}.get) is None


# Learning


@pytest.mark.parametrize(
    ("asked", "seen", "fresh", "learnt"),
    [
        pytest.param(
            TRUST, ["Agree"], {"agree ": 4, "DISAGREE": 2, "Agre": None, "n/a": "not_applicable"}, True, id="label"
        ),
        pytest.param(TRUST, ["Agree"], {"-99.00": None, "Purple": None}, True, id="missing"),
        pytest.param(TRUST, ["Agree"], {"Purple": None}, False, id="nothing"),
        pytest.param(YES_NO, ["Yes"], {"YES": "yes", " no": "no"}, True, id="yes-no"),
    ],
)
def test_spellings_first_seen_in_the_full_pass_are_learnt(
    asked: Questionnaire, seen: list[str], fresh: dict[str, object], learnt: bool
) -> None:
    reading = reading_of(read(asked, seen), "q")
    more = learn(reading, asked, fresh)
    assert (more is not None) is learnt
    if more is not None:
        told = {cell: answer_in(more, {"c0": cell}.get) for cell in fresh}
        assert {cell: each for cell, each in told.items() if not isinstance(each, Unknown)}.items() <= fresh.items()
        assert learn(more, asked, fresh) is None


def test_a_clash_is_learnt_as_the_sample_was_read() -> None:
    labels = reading_of(read(CROSSED, ["Three"]), "q")
    assert isinstance(labels, OneOf)
    assert labels.values["1"] == 3
    codes = reading_of(read(CROSSED, ["2"]), "q")
    more = learn(codes, CROSSED, ["1", "3.0"]) or codes
    assert isinstance(more, OneOf)
    assert (more.values["1"], more.values["3.0"]) == (1, 3)


def test_units_and_words_of_numbers_are_learnt() -> None:
    asked = number(unit="hours", allow=["dont_know"])
    reading = reading_of(read(asked, ["3"]), "q")
    more = learn(reading, asked, ["6 HOURS", "don't know", "about 3", "4"])
    assert isinstance(more, Number)
    assert answer_in(more, {"c0": "6 HOURS"}.get) == 6
    assert answer_in(more, {"c0": "don't know"}.get) == "dont_know"
    assert answer_in(more, {"c0": "about 3"}.get) == unknown("about 3")
    assert learn(reading, asked, ["4", "about 3"]) is None


CELLS = st.one_of(
    st.sampled_from(
        ["4", "4.0", "Agree", "agree", "Disagree", "0", "6", "N/A", "-99", "Purple", "1 (Agree)", "4 - Agree", ""]
    ),
    st.text(max_size=8),
)
LEARNERS = (TRUST, STRICT, YES_NO, number(unit="hours", allow=BOTH), CROSSED)


@given(st.sampled_from(LEARNERS), st.lists(CELLS, max_size=8), st.lists(CELLS, max_size=8))
@LAW
def test_learning_never_changes_what_was_known(asked: Questionnaire, seen: list[str], fresh: list[str]) -> None:
    reading = reading_of(read(asked, seen), "q")
    more = learn(reading, asked, fresh)
    for cell in (*seen, *fresh):
        before = answer_in(reading, {"c0": cell}.get)
        after = answer_in(more or reading, {"c0": cell}.get)
        assert before == after or isinstance(before, Unknown)


LABELS = st.sampled_from(
    ["Agree", "agree", "AGREE.", "Disagree", "1", "2", "3", "Yes", "No", "n/a", "A–B", "A-B", "1 - One", "é", "e"]
)


@st.composite
def lexicons(draw: st.DrawFn) -> tuple[Choice, ...]:
    values = draw(st.lists(st.sampled_from(["a", "b", "yes", "no", 1, 2, 3, 4]), unique=True, min_size=2, max_size=4))
    written = [{"value": value, "label": draw(LABELS), "points": 1} for value in values]
    return tuple(Choice.model_validate(each) for each in written)


@given(lexicons(), st.lists(st.one_of(LABELS, CELLS), max_size=8))
@LAW
def test_no_cell_is_read_as_an_option_whose_code_and_label_it_is_not(
    choices: tuple[Choice, ...], cells: list[str]
) -> None:
    """Apart from the names of yes and no, a cell equals the code or label of what it is read as, in the normal form; and of two
    that it equals, neither is chosen unless one says it to the letter."""
    lexicon = lexicon_of(choices, ())
    for cell in cells:
        sense = lexicon.decided(cell, None)
        if sense is None or sense.kind == "synonym":
            continue
        meant = next(choice for choice in choices if choice.value == sense.value)
        label = meant.label.in_("en")
        forms = {value_form(str(meant.value)), value_form(label), value_form(f"{meant.value} ({label})")}
        dashed = {value_form(f"{meant.value} - {label}")}
        same_number = code_number(cell) is not None and code_number(cell) == code_number(str(meant.value))
        assert value_form(cell) in forms | dashed or same_number
        equal = [each for each in choices if each.label.in_("en").strip() == cell.strip()]
        assert len(equal) < 2 or sense.kind == "code"


# Why


@pytest.mark.parametrize(
    ("asked", "cell", "english", "french"),
    [
        (
            TRUST,
            "Agre",
            "“Agre” is not an option of this question; nearest: “Agree”",
            "la plus proche : «\u00a0Agree\u00a0»",
        ),
        (TRUST, "Purple", "“Purple” is not an option of this question", "n'est pas une option"),
        (TRUST, "7", "“7” is not on the scale of this question (1, 2, 3, 4, 5)", "n'est pas sur l'échelle"),
        (STRICT, "N/A", "“N/A”: this question does not take “not applicable”", "cette question n'admet pas"),
        (CROSSED, "1", "“1” is the code of one option and the label of another", "est le code d'une option"),
        (number(), "about 3", "“about 3” is not a number", "n'est pas un nombre"),
        (number(unit="hours"), "3 weeks", "“3 weeks” is a number with words behind it", "suivi de mots"),
        (number(whole=True), "3.5", "“3.5” is not a whole number", "n'est pas un nombre entier"),
        (number(min=0), "-3", "“-3” is below 0, the least accepted", "est sous 0"),
        (number(max=9), "12", "“12” is above 9, the most accepted", "dépasse 9"),
        (number(), "Don't know", "this question does not take “don't know”", "n'admet pas « ne sait pas »"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_reject_is_explained_in_both_languages(asked: Questionnaire, cell: str, english: str, french: str) -> None:
    reading: Reading = reading_of(read(asked, ["3"] if asked is not CROSSED else [None]), "q")
    assert english in explain_cell(reading, asked, cell)
    assert french in explain_cell(reading, asked, cell, "fr")
