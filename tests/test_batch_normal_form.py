"""The normal form: what a person calls the same text is the same, and what is not stays apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.batch.matching.normal_form import accentless, code_number, cut_short, header_form, repaired, value_form
from tests.strategies import LAW

QUESTION = "Does your team have a written data policy?"


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("does your team have a WRITTEN data policy", id="case-and-final-mark"),
        pytest.param("Does your\u00a0team  have a\r\nwritten\tdata policy ?", id="white-space"),
        pytest.param("<p>Does your <strong>team</strong> have a<br/>written data policy?</p>", id="tags"),
        pytest.param("Do<em>es</em> your team have a written data policy?", id="tag-inside-a-word"),
        pytest.param("3. Does your team have a written data policy?", id="number-and-point"),
        pytest.param("Q3. Does your team have a written data policy?", id="letter-and-number"),
        pytest.param("3) Does your team have a written data policy? *", id="bracket-and-star"),
        pytest.param("Question 3 : Does your team have a written data policy?", id="word-and-number"),
        pytest.param("*Does your team have a written data policy?*", id="bold-by-stars"),
        pytest.param("\ufeffDoes your te\u00adam have a written data policy\u200b?\x00", id="unseen-signs"),
        pytest.param("Ｄoes your team have a written data policy？", id="full-width"),
        pytest.param("Does your team have a written data policy?&nbsp;", id="entity"),
    ],
)
def test_a_header_is_the_question_however_a_platform_writes_it(written: str) -> None:
    assert header_form(written) == header_form(QUESTION)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("It’s “in hand” – or not…", 'It\'s "in hand" - or not...', id="quotes-and-dashes"),
        pytest.param("Plus de 5 % ?", "plus de 5\u202f%\u00a0?", id="french-spaces"),
        pytest.param("« Oui »", '"Oui"', id="guillemets"),
        pytest.param("a &lt; b &amp;amp; c", "A < B & C", id="entities-twice"),
        pytest.param("STRASSE", "straße", id="casefold"),
        pytest.param("cafe\u0301", "café", id="composed"),
    ],
)
def test_signs_and_letters_are_alike_in_headers_and_values(one: str, other: str) -> None:
    assert header_form(one) == header_form(other)
    assert value_form(one) == value_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("24 hours a day", "hours a day", id="number-of-the-words"),
        pytest.param("3.5 million people", "5 million people", id="decimal"),
        pytest.param("How many people?", "How many more people?", id="another-word"),
        pytest.param("5 < 6 and b > a", "5  a", id="no-tag"),
        pytest.param("Agree", "Disagree", id="negation"),
        pytest.param("résumé", "resume", id="accents-count"),
    ],
)
def test_what_differs_in_its_words_stays_apart(one: str, other: str) -> None:
    assert header_form(one) != header_form(other)
    assert value_form(one) != value_form(other)


@pytest.mark.parametrize("code", ["3.", "1 - Never", "3) Often", "2: yes", "Q3. x"])
def test_a_value_keeps_a_leading_number_which_may_be_its_code(code: str) -> None:
    assert value_form(code)[0] == code[0].casefold()
    assert any(sign.isdigit() for sign in value_form(code))


@pytest.mark.parametrize("marks", ["*", "**", "...", "?", "!", "3.", "-"])
def test_marks_alone_are_not_normalized_to_nothing(marks: str) -> None:
    assert header_form(marks)
    assert value_form(marks)


def test_stars_of_a_rating_stay_apart() -> None:
    assert len({value_form("*" * n) for n in range(1, 6)}) == 5


@given(st.text(max_size=60) | st.text(alphabet="a1.)Q *&lt;gt;<b>/ampé’« »\u00a0", max_size=40))
@LAW
def test_forms_are_final(text: str) -> None:
    assert header_form(header_form(text)) == header_form(text)
    assert value_form(value_form(text)) == value_form(text)


@pytest.mark.parametrize("text", ["données", "« Prêt » – déjà…", "Où ça ? L’été", "Größe €", "à"])
def test_utf8_read_as_latin_1_is_repaired_once_and_twice_over(text: str) -> None:
    wrong = "".join(byte.decode("cp1252", "ignore") or byte.decode("latin-1") for byte in each_byte(text))
    again = "".join(byte.decode("cp1252", "ignore") or byte.decode("latin-1") for byte in each_byte(wrong))
    assert wrong != text
    assert repaired(wrong) == text
    assert repaired(again) == text


@pytest.mark.parametrize("text", ["données", "plain", "Ã la carte", "Â", "50 £", "naïve Ä", ""])
def test_a_sound_text_is_not_repaired(text: str) -> None:
    assert repaired(text) is None


def each_byte(text: str) -> list[bytes]:
    return [bytes([byte]) for byte in text.encode("utf-8")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3.0),
        (" 3 ", 3.0),
        ("3.0", 3.0),
        ("3,0", 3.0),
        ("3.000", 3.0),
        ("\ufeff3", 3.0),
        ("−99", -99.0),
        ("2.5", 2.5),
        ("2,5", 2.5),
        ("1,000", None),
        ("1 (None at all)", None),
        ("three", None),
        ("", None),
        ("1e3", None),
    ],
)
def test_a_code_is_a_plain_number(text: str, number: float | None) -> None:
    assert code_number(text) == number


def test_a_cut_text_is_the_beginning_of_the_whole_one() -> None:
    for cut in ("Does your team have a wri...", "Does your team have a…", "Does your team .. ", "3. Does your team…"):
        beginning = cut_short(cut)
        assert beginning is not None
        assert header_form(QUESTION).startswith(beginning)
    assert cut_short(QUESTION) is None
    assert cut_short("...") is None


def test_accents_can_be_left_out() -> None:
    assert accentless("Gravité de l’impact") == "gravite de l'impact"
