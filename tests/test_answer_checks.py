"""What is odd about how it was answered: each check where it fires, and beside it where it just does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.advice.assess import assess
from readiness.loading.load import as_questionnaire, read_document
from readiness.loading.shipped import shipped_questionnaires
from readiness.model.assessment import Assessment
from readiness.model.condition import Condition, RiskCondition, parts
from readiness.model.decision import AnswerCheck
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response
from readiness.reports.answer_checks import answer_checks
from readiness.reports.conditions import condition_phrase
from readiness.reports.outline import Heading, Listing
from readiness.scoring.answers import ratings_by
from readiness.scoring.formulas import Evaluation, Truth, holds
from readiness.scoring.operations import Given
from tests.columns import Columns, said_by
from tests.strategies import LAW, Features, Written, answered, fitted, real, scored

WORDS = ["not_applicable", "dont_know"]
AGREEMENT = [
    {"value": value, "label": label}
    for value, label in enumerate(("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"), 1)
]
SCALES: Written = {
    "agreement": AGREEMENT,
    "often": [{"value": value, "label": f"Often {value}"} for value in range(4)],
    "two": [{"value": 0, "label": "Off"}, {"value": 1, "label": "On"}],
}


def scale(name: str, **keys: object) -> Written:
    return {"id": name, "type": "scale", "scale": "agreement", "text": f"Is {name} so?", "allow": WORDS, **keys}


def yes_no(name: str, **keys: object) -> Written:
    return {"id": name, "type": "yes_no", "text": f"Is there {name}?", "allow": WORDS, **keys}


def grid(name: str, rows: int, **keys: object) -> Written:
    listed = [{"id": f"r{at}", "text": f"Row {at}"} for at in range(rows)]
    return scale(name, type="grid", rows=listed, **keys)


def section(name: str, *questions: Written, **keys: object) -> Written:
    return {"id": name, "title": name.title(), "questions": list(questions), **keys}


def series(n: int, **keys: object) -> list[Written]:
    return [scale(f"q{at}", **keys) for at in range(n)]


def steps(*values: object) -> Written:
    """Answers to q0, q1, …"""
    return {f"q{at}": value for at, value in enumerate(values)}


def written(*sections: Written, **keys: object) -> Questionnaire:
    whole = {"format": 1, "id": "q", "version": "1", "title": "Q", "scales": SCALES, "sections": list(sections)}
    return real({**whole, **keys})


def result(questionnaire: Questionnaire, answers: Written, *, language: str = "en", **response: object) -> Assessment:
    whole = {"answers": answers, **response}
    return assess(questionnaire, fitted(questionnaire, whole), language=language)


def checks(found: Assessment, kind: str) -> list[AnswerCheck]:
    return [each for each in found.answer_checks if each.kind == kind]


def severities(found: Assessment, kind: str) -> list[str]:
    return [each.severity for each in checks(found, kind)]


# Straight lines


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([4] * 8, ["warning"], id="eight"),
        pytest.param([4] * 8 + [3] * 7 + [2], ["warning"], id="eight-of-sixteen"),
        pytest.param([4] * 8 + [2, 3] * 4 + [2], [], id="eight-of-seventeen"),
        pytest.param([4] * 7 + [2], [], id="seven-and-another"),
        pytest.param([4] * 4 + [2] + [4] * 4, [], id="broken-in-the-middle"),
        pytest.param([4] * 4 + ["dont_know"] + [4] * 4, [], id="a-word-shows-that-it-was-read"),
        pytest.param([4] * 4 + [{"value": 4, "note": "Seen."}] + [4] * 4, [], id="and-so-does-a-note"),
        pytest.param([4] * 4 + [{"value": 4, "evidence": ["Minutes"]}] + [4] * 4, [], id="and-evidence"),
        pytest.param([4] * 4 + [None] + [4] * 4, ["warning"], id="a-gap-shows-nothing"),
        pytest.param(["dont_know"] * 9, [], id="words-are-no-line"),
    ],
)
def test_equal_answers_in_a_row(values: list[object], expected: list[str]) -> None:
    found = result(written(section("s", *series(len(values)))), steps(*values))
    assert severities(found, "straight_lining") == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [([4] * 5, ["note"]), ([4] * 4, []), ([4, 4, 4, 4, 3], []), ([4] * 5 + [None], ["note"])],
    ids=["five", "four", "not-all", "all-that-were-answered"],
)
def test_equal_answers_all_through_a_section(values: list[object], expected: list[str]) -> None:
    found = result(written(section("s", *series(len(values))), section("t", yes_no("y"))), steps(*values))
    assert severities(found, "straight_lining") == expected


def test_a_line_says_how_long_it_is_what_was_chosen_and_where() -> None:
    (check,) = result(written(section("s", *series(9))), steps(*[4] * 9)).answer_checks
    assert check.text == "9 answers in a row on the same scale are “Agree”, from “Is q0 so?” to “Is q8 so?”."
    assert check.subjects == tuple(f"q{at}" for at in range(9))


def test_a_run_over_several_sections_is_told_once() -> None:
    questions = series(12)
    found = result(written(section("s", *questions[:6]), section("t", *questions[6:])), steps(*[2] * 12))
    assert severities(found, "straight_lining") == ["warning"]


def test_questions_of_other_kinds_do_not_break_a_run_and_another_scale_does() -> None:
    first, second = series(4), [scale(f"q{at}") for at in range(4, 8)]
    answers: Written = {**steps(*[4] * 8), "between": "yes"}
    assert severities(
        result(written(section("s", *first), section("m", yes_no("between")), section("t", *second)), answers),
        "straight_lining",
    ) == ["warning"]
    other = written(section("s", *first), section("m", scale("between", scale="often")), section("t", *second))
    assert severities(result(other, {**answers, "between": 1}), "straight_lining") == []


def test_rows_of_a_grid_are_answers_in_a_row() -> None:
    questionnaire = written(section("s", grid("g", 6), yes_no("y")), section("t", scale("a"), scale("b")))
    line = {f"r{at}": 4 for at in range(6)}
    found = result(questionnaire, {"g": line, "y": "yes", "a": 3, "b": 2})
    assert [(each.severity, each.subjects) for each in checks(found, "straight_lining")] == [("note", ("g",))]
    assert severities(result(questionnaire, {"g": line, "a": 4, "b": 4}), "straight_lining") == ["warning"]
    mixed = {**line, "r3": 2}
    assert severities(result(questionnaire, {"g": mixed, "a": 4, "b": 4}), "straight_lining") == []


def test_a_run_inside_one_grid_names_it_once() -> None:
    found = result(written(section("s", grid("g", 8))), {"g": {f"r{at}": 4 for at in range(8)}})
    (check,) = checks(found, "straight_lining")
    assert check.text == "8 answers on the same scale in “Is g so?” are all “Agree”."


def test_a_grid_is_told_where_its_section_holds_other_answers_on_the_scale() -> None:
    questionnaire = written(section("s", scale("a"), grid("g", 5)))
    found = result(questionnaire, {"a": 1, "g": {f"r{at}": 4 for at in range(5)}})
    assert [each.subjects for each in checks(found, "straight_lining")] == [("g",)]


@pytest.mark.parametrize(("step", "expected"), [(4, "serious"), (1, "serious"), (3, "warning")])
def test_the_same_step_contradicts_itself_where_a_question_is_turned_round_unless_it_is_the_middle(
    step: int, expected: str
) -> None:
    questions = [*series(7), scale("q7", reverse=True)]
    (check,) = result(written(section("s", *questions)), steps(*[step] * 8)).answer_checks
    assert check.severity == expected
    assert ("Is q7 so?" in check.ask) == (expected == "serious")


def test_questions_that_are_all_turned_round_do_not_contradict_each_other() -> None:
    assert severities(result(written(section("s", *series(8, reverse=True))), steps(*[4] * 8)), "straight_lining") == [
        "warning"
    ]


def test_two_steps_are_too_few_for_a_line() -> None:
    assert result(written(section("s", *series(12, scale="two"))), steps(*[0] * 12)).answer_checks == ()


def test_what_is_not_asked_is_in_no_line() -> None:
    hidden = [{**each, "when": {"question": "y", "is": "yes"}} for each in series(8)]
    found = result(written(section("s", yes_no("y"), *hidden)), {"y": "no", **steps(*[4] * 8)})
    assert found.answer_checks == ()


# Sections set aside

NA = "not_applicable"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param({"a": NA, "b": NA}, [("warning", ("s",))], id="both"),
        pytest.param({"a": NA, "b": "no"}, [], id="one-applies"),
        pytest.param({"a": NA, "b": "dont_know"}, [], id="one-may-apply"),
        pytest.param({"a": NA}, [], id="one-is-open"),
        pytest.param({"a": "no", "b": "no", "c": NA}, [], id="a-single-question"),
        pytest.param({"d": NA, "e": NA, "f": NA}, [("serious", ("outer",))], id="a-third-and-the-outermost-alone"),
        pytest.param({"d": NA, "e": NA, "f": "yes"}, [("warning", ("inner",))], id="inside-another"),
        pytest.param(
            {"a": NA, "b": NA, "d": NA, "e": NA}, [("serious", ("s",)), ("serious", ("inner",))], id="together-a-third"
        ),
    ],
)
def test_sections_set_aside(answers: Written, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    inner = section("inner", yes_no("d"), yes_no("e"))
    questionnaire = written(
        section("s", yes_no("a"), yes_no("b")),
        section("t", yes_no("c")),
        section("outer", yes_no("f"), sections=[inner]),
        section("rest", *(yes_no(f"x{at}") for at in range(3))),
    )
    found = checks(result(questionnaire, answers), "all_not_applicable")
    assert [(each.severity, each.subjects) for each in found] == expected


def test_a_grid_set_aside_with_one_word_is_one_answer() -> None:
    rest = section("t", *(yes_no(f"x{at}") for at in range(20)))
    alone = result(written(section("s", grid("g", 4)), rest), {"g": NA})
    assert checks(alone, "all_not_applicable") == []
    (check,) = checks(
        result(written(section("s", grid("g", 4), yes_no("a")), rest), {"g": NA, "a": NA}), "all_not_applicable"
    )
    assert "all 2 questions" in check.text


def test_a_section_that_is_not_asked_was_not_set_aside() -> None:
    questionnaire = written(
        section("s", yes_no("a")), section("t", yes_no("b"), yes_no("c"), when={"question": "a", "is": "yes"})
    )
    assert result(questionnaire, {"a": "no", "b": NA, "c": NA}).answer_checks == ()


# Best answers without evidence

SHOWN = {"value": "yes", "evidence": ["Minutes"]}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # of 20 questions
        pytest.param(["yes"] * 5 + ["no"] * 15, ["warning"], id="five-bare-a-quarter"),
        pytest.param(["yes"] * 4 + ["no"] * 16, [], id="four"),
        pytest.param(["yes"] * 6 + [SHOWN] * 3 + ["no"] * 11, ["warning"], id="two-in-three"),
        pytest.param(["yes"] * 6 + [SHOWN] * 4 + ["no"] * 10, [], id="less-than-two-in-three"),
        pytest.param(["yes"] * 10 + ["no"] * 10, ["serious"], id="half-of-the-whole"),
        pytest.param(["yes"] * 9 + ["no"] * 11, ["warning"], id="just-below-half"),
        pytest.param(
            [{"value": "yes", "note": "Since May."}] * 5 + ["no"] * 15, ["warning"], id="a-note-proves-nothing"
        ),
        pytest.param([SHOWN] * 20, [], id="all-shown"),
        pytest.param(["no"] * 20, [], id="nothing-to-show"),
    ],
)
def test_best_answers_without_evidence(answers: list[object], expected: list[str]) -> None:
    questions = [yes_no(f"q{at}", evidence="The minutes.") for at in range(20)]
    found = result(written(section("s", *questions)), steps(*answers))
    assert severities(found, "top_without_evidence") == expected


def test_few_of_many_are_a_note() -> None:
    questions = [yes_no(f"q{at}", evidence="The minutes.") for at in range(21)]
    found = result(written(section("s", *questions)), steps(*["yes"] * 5, *["no"] * 16))
    assert severities(found, "top_without_evidence") == ["note"]


def test_what_states_no_evidence_need_show_none() -> None:
    assert (
        result(written(section("s", *(yes_no(f"q{at}") for at in range(9)))), steps(*["yes"] * 9)).answer_checks == ()
    )


def test_the_heaviest_are_named_first_and_the_rest_are_counted() -> None:
    questions = [yes_no(f"q{at}", evidence="The minutes.", weight=at + 1) for at in range(6)]
    (check,) = result(written(section("s", *questions)), steps(*["yes"] * 6)).answer_checks
    assert check.subjects[:3] == ("q5", "q4", "q3")
    assert check.ask.endswith("“Is there q5?”; “Is there q4?”; “Is there q3?”; and 3 more")
    assert check.text.startswith("6 of 6 best possible answers come without evidence; together they carry 100 %")


# Confidence

SURE = {"value": "yes", "confidence": "high"}
BACKED = {**SURE, "note": "Seen."}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param([SURE] * 5, ["warning"], id="five-and-everywhere"),
        pytest.param([SURE] * 5 + ["yes"] * 3, ["note"], id="five-of-eight"),
        pytest.param([SURE] * 4, [], id="four"),
        pytest.param([SURE] * 6 + [BACKED] * 3, ["warning"], id="two-in-three-backed-not"),
        pytest.param([SURE] * 6 + [BACKED] * 4, [], id="less-than-two-in-three"),
        pytest.param([{**SURE, "evidence": ["Minutes"]}] * 6, [], id="evidence-says-why"),
        pytest.param([{**SURE, "confidence": "medium"}] * 6, [], id="medium"),
        pytest.param([{**SURE, "value": "dont_know"}] * 6, [], id="sure-of-not-knowing"),
    ],
)
def test_high_confidence_without_a_note(answers: list[object], expected: list[str]) -> None:
    questionnaire = written(section("s", *(yes_no(f"q{at}") for at in range(len(answers)))))
    assert severities(result(questionnaire, steps(*answers)), "confident_without_note") == expected


def test_facts_about_oneself_need_no_grounds() -> None:
    questionnaire = written(section("s", yes_no("a")), profile=[yes_no(f"q{at}") for at in range(6)])
    assert result(questionnaire, steps(*[SURE] * 6)).answer_checks == ()


def test_ratings_count_towards_confidence() -> None:
    rating = {"likelihood": 2, "confidence": "high"}
    questionnaire = written(section("s", yes_no("a")), risks=risks(3), opportunities=[{"id": "o", "text": "O."}])
    rated = {f"p{at}": {**rating, "impact": at + 1} for at in range(3)} | {"n0": {**rating, "impact": 4}}
    found = result(questionnaire, {}, risks=rated, opportunities={"o": {**rating, "gain": 1}})
    (check,) = checks(found, "confident_without_note")
    assert check.subjects == ("p0", "p1", "p2", "n0", "o")


# Risks


def risks(n: int, *, other: int = 1, **keys: object) -> list[Written]:
    sides = {"p": ("participating", n), "n": ("not_participating", other)}
    return [
        {"id": f"{name}{at}", "side": side, "text": f"Risk {name}{at}.", **keys}
        for name, (side, many) in sides.items()
        for at in range(many)
    ]


def rated(*ratings: tuple[int, int], name: str = "p") -> Written:
    return {f"{name}{at}": {"likelihood": chance, "impact": loss} for at, (chance, loss) in enumerate(ratings)}


P, N = tuple(f"p{at}" for at in range(6)), tuple(f"n{at}" for at in range(6))


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        pytest.param(rated(*[(3, 3)] * 4), [("serious", P[:4])], id="four-alike"),
        pytest.param(rated(*[(3, 3)] * 3), [], id="three-alike"),
        pytest.param(rated((3, 3), (3, 3), (3, 3), (2, 4)), [], id="one-differs"),
        pytest.param(rated(*((3, at % 5 + 1) for at in range(5))), [("note", P[:5])], id="five-of-one-likelihood"),
        pytest.param(rated(*((3, at % 5 + 1) for at in range(6))), [("warning", P)], id="six-of-one-likelihood"),
        pytest.param(rated(*((at % 5 + 1, 2) for at in range(6))), [("warning", P)], id="six-of-one-impact"),
        pytest.param(
            {**rated(*[(3, 3)] * 2), **rated(*[(3, 3)] * 2, name="n")},
            [("serious", (*P[:2], *N[:2]))],
            id="over-both-sides",
        ),
        pytest.param(
            {**rated(*[(3, 3)] * 4), **rated(*[(2, 2)] * 4, name="n")},
            [("serious", P[:4]), ("serious", N[:4])],
            id="each-side-in-its-own-way",
        ),
        pytest.param(
            {**rated(*[(3, 3)] * 4), **rated((3, 1), (3, 2), name="n")},
            [("serious", P[:4]), ("warning", (*P[:4], *N[:2]))],
            id="one-side-wholly-and-both-by-half",
        ),
        pytest.param({**rated(*[(3, 3)] * 3), "p3": {"likelihood": 3}}, [], id="half-a-rating-is-none"),
        pytest.param({**rated(*[(3, 3)] * 3), "p3": "not_applicable"}, [], id="nor-is-a-word"),
        pytest.param(
            {**rated(*[(3, 3)] * 3), "p3": {"probability": [0.2, 0.5], "impact": 3}},
            [("serious", P[:4])],
            id="an-own-range-with-the-same-ends-is-alike",
        ),
        pytest.param({**rated(*[(3, 3)] * 3), "p3": {"probability": [0.2, 0.6], "impact": 3}}, [("note", P[:4])], id="and-another-is-not"),
    ],
)  # fmt: skip
def test_risks_rated_alike(ratings: Written, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    found = result(written(section("s", yes_no("a")), risks=risks(6, other=6)), {}, risks=ratings)
    assert [(each.severity, each.subjects) for each in checks(found, "risks_alike")] == expected


def test_own_ranges_are_shown_in_numbers() -> None:
    own = {"probability": [0.1, 0.2], "loss": [1000, 20000]}
    found = result(written(section("s", yes_no("a")), risks=risks(4)), {}, risks={f"p{at}": own for at in range(4)})
    (check,) = checks(found, "risks_alike")
    assert check.text == (
        "All 4 rated risks of participating have the same likelihood, “0.1–0.2”, and the same impact, “1,000–20,000”."
    )


# The questionnaire's own checks

ODD: Written = {"id": "odd", "text": "Odd.", "advice": "Ask."}
RARE: Written = {"risk": "p0", "rating": "likelihood", "below": 2}
YES_A: Written = {"question": "a", "is": "yes"}


@pytest.mark.parametrize(
    ("when", "severity", "answer", "expected"),
    [
        pytest.param(YES_A, "serious", "yes", [("contradiction", "serious", ("a",))], id="fires"),
        pytest.param(YES_A, "serious", "no", [], id="does-not"),
        pytest.param(YES_A, "serious", "dont_know", [], id="is-not-known"),
        pytest.param(
            {"all": [YES_A, {"section": "s", "at_least": 50}, {"not": {"question": "a", "is": "no"}}]},
            "note",
            "yes",
            [("contradiction", "note", ("a", "s"))],
            id="names-each-subject-once",
        ),
        pytest.param(
            {"all": [YES_A, RARE]}, "warning", "yes", [("likelihood_disagrees", "warning", ("a", "p0"))], id="rating"
        ),
    ],
)
def test_the_questionnaires_own_checks(
    when: Written, severity: str, answer: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    questionnaire = written(
        section("s", yes_no("a")), risks=risks(1), checks=[{**ODD, "when": when, "severity": severity}]
    )
    found = result(questionnaire, {"a": answer}, risks={"p0": {"likelihood": 1, "impact": 2}})
    assert [(each.kind, each.severity, each.subjects) for each in found.answer_checks] == expected
    assert all((each.text, each.ask) == ("Odd.", "Ask.") for each in found.answer_checks)
    assert "check" not in {each.kind for each in found.cautions}


def test_a_pattern_of_more_telling_subjects_is_told_alone() -> None:
    questions = series(8, evidence="The minutes.")
    found = result(written(section("s", *questions)), steps(*[{"value": 5, "confidence": "high"}] * 8))
    assert [each.kind for each in found.answer_checks] == ["straight_lining"]


def test_the_questionnaires_own_checks_hide_nothing() -> None:
    when = {"any": [{"question": "a", "is": NA}, {"section": "s", "at_least": 50}]}
    questionnaire = written(
        section("s", yes_no("a"), yes_no("b")), section("t", yes_no("c")), checks=[{**ODD, "when": when}]
    )
    found = result(questionnaire, {"a": NA, "b": NA})
    assert {each.kind for each in found.answer_checks} == {"contradiction", "all_not_applicable"}


def test_serious_checks_come_first() -> None:
    questionnaire = written(
        section("s", yes_no("a")), risks=risks(4), checks=[{**ODD, "when": YES_A, "severity": "note"}]
    )
    found = result(questionnaire, {"a": "yes"}, risks=rated(*[(3, 3)] * 4))
    assert [each.severity for each in found.answer_checks] == ["serious", "note"]


# Conditions on ratings

YES, NO, UNKNOWN = Truth(yes=True, no=False), Truth(yes=False, no=True), Truth(yes=False, no=False)
HIDDEN = {"when": {"question": "a", "is": "yes"}}


def rating_case(test: Written, rating: object, **risk: Any) -> tuple[Questionnaire, Response, Condition]:
    when = {"risk": "p0", "rating": "likelihood", **test}
    questionnaire = written(section("s", yes_no("a")), risks=risks(1, **risk), checks=[{**ODD, "when": when}])
    response = fitted(questionnaire, {"answers": {}, "risks": {"p0": rating}})
    return questionnaire, response, questionnaire.checks[0].when


RATED: list[Any] = [
    pytest.param({"at_least": 3}, {"likelihood": 3}, YES, id="at-least"),
    pytest.param({"at_least": 3}, {"likelihood": 2}, NO, id="not-at-least"),
    pytest.param({"below": 3}, {"likelihood": 2, "impact": 5}, YES, id="below"),
    pytest.param({"below": 3}, {"likelihood": 3}, NO, id="not-below"),
    pytest.param({"at_least": 2, "below": 4}, {"likelihood": 3}, YES, id="in-the-range"),
    pytest.param({"at_least": 2, "below": 4}, {"likelihood": 4}, NO, id="out-of-the-range"),
    pytest.param({"rating": "impact", "at_least": 3}, {"likelihood": 1, "impact": 4}, YES, id="impact"),
    pytest.param({"rating": "impact", "at_least": 3}, {"likelihood": 4}, UNKNOWN, id="the-other-half-alone"),
    pytest.param({"below": 3}, None, UNKNOWN, id="unrated"),
    pytest.param({"below": 3}, "dont_know", UNKNOWN, id="dont-know"),
    pytest.param({"below": 3}, {"likelihood": "dont_know"}, UNKNOWN, id="half-dont-know"),
    pytest.param({"below": 3}, {"probability": [0.01, 0.02], "impact": 1}, UNKNOWN, id="own-range"),
    pytest.param({"below": 3}, "not_applicable", NO, id="not-applicable"),
    pytest.param({"below": 3}, {"likelihood": 1, "impact": "not_applicable"}, NO, id="half-not-applicable"),
]


@pytest.mark.parametrize(("test", "rating", "expected"), RATED)
def test_conditions_on_a_rating(test: Written, rating: object, expected: Truth[bool]) -> None:
    questionnaire, response, when = rating_case(test, rating)
    evaluation = scored(questionnaire, response)
    evaluation.ratings = ratings_by(questionnaire, response, evaluation)
    assert holds(evaluation, when) == expected


@pytest.mark.parametrize(("answer", "expected"), [("yes", YES), ("no", NO), (None, UNKNOWN), ("dont_know", UNKNOWN)])
def test_a_rating_counts_as_far_as_its_risk_is_asked(answer: object, expected: Truth[bool]) -> None:
    questionnaire, response, when = rating_case({"below": 3}, {"likelihood": 1}, **HIDDEN)
    response = fitted(questionnaire, {"answers": {"a": answer}, "risks": {"p0": {"likelihood": 1}}})
    evaluation = scored(questionnaire, response)
    evaluation.ratings = ratings_by(questionnaire, response, evaluation)
    assert holds(evaluation, when) == expected


def test_without_ratings_every_rating_is_unknown() -> None:
    questionnaire, response, when = rating_case({"below": 3}, {"likelihood": 1})
    assert holds(scored(questionnaire, response), when) == UNKNOWN


def test_a_table_of_ratings_holds_row_by_row_what_each_holds_alone() -> None:
    ratings = [None, "dont_know", "not_applicable", *({"likelihood": step} for step in range(1, 6))]
    questionnaire, _, when = rating_case({"at_least": 2, "below": 4}, None)
    table = [fitted(questionnaire, {"answers": {}, "risks": {"p0": each}}) for each in ratings]
    alone = [scored(questionnaire, each) for each in table]
    sources = [ratings_by(questionnaire, *pair) for pair in zip(table, alone, strict=True)]

    def half(at: int, name: str) -> Given:
        return sources[at]("p0", name)

    columns = Evaluation(
        ops=Columns(len(table)),
        tree=alone[0].tree,
        answers=said_by([lambda _: Given()] * len(table)),
        ratings=lambda _, name: said_by([lambda _, at=at: half(at, name) for at in range(len(table))])("p0"),  # type: ignore[misc]
    )
    together = holds(columns, when)
    for at, evaluation in enumerate(alone):
        evaluation.ratings = sources[at]
        assert holds(evaluation, when) == Truth(yes=together.yes.values[at], no=together.no.values[at])


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "the likelihood of “Risk p0.” is rated below “Unlikely: 5 to 20 % a year”"),
        (
            "fr",
            "la probabilité de «\u00a0Risk p0.\u00a0» est évaluée à moins de «\u00a0Peu probable : 5 à 20 % par an\u00a0»",
        ),
    ],
)
def test_a_condition_on_a_rating_in_words(language: str, expected: str) -> None:
    questionnaire, _, when = rating_case({"below": 2}, None)
    assert isinstance(when, RiskCondition)
    assert condition_phrase(when, questionnaire, language) == expected


# Words


def test_the_report_says_severity_reason_and_what_to_ask() -> None:
    found = result(written(section("s", *series(8))), steps(*[4] * 8))
    heading, _, listing = answer_checks(found)
    assert isinstance(heading, Heading)
    assert isinstance(listing, Listing)
    (entry,) = listing.entries
    assert entry.mark == "WARNING"
    assert [each.split()[0] for each in entry.details] == ["Why:", "Ask"]


def test_a_report_on_which_nothing_is_odd_has_no_such_part() -> None:
    assert list(answer_checks(result(written(section("s", yes_no("a"))), {"a": "yes"}))) == []


def test_checks_are_said_in_french() -> None:
    questionnaire = written(section("s", *series(8)), section("t", yes_no("a"), yes_no("b")), risks=risks(4))
    answers = {**steps(*[4] * 8), "a": NA, "b": NA}
    found = result(questionnaire, answers, language="fr", risks=rated(*[(3, 3)] * 4))
    assert [each.text for each in found.answer_checks] == [
        "Les 4 risques évalués de la participation ont tous la même probabilité, « Possible : 20 à 50 % par an », et le "
        "même impact, « Modéré : 10 à 30 ».",
        "8 réponses de suite sur la même échelle sont « Agree », de « Is q0 so? » à « Is q7 so? ».",
        "Rien dans « T » ne s'appliquerait : les 2 questions ont reçu « sans objet ».",
    ]


# Laws


@settings(LAW)
@given(answered(Features(levels=False)), st.randoms(use_true_random=False))
def test_the_order_of_answers_in_the_file_changes_nothing(pair: tuple[Questionnaire, Response], shuffle: Any) -> None:
    questionnaire, response = pair
    shuffled = {}
    for key in ("answers", "risks", "opportunities"):
        entries = list(getattr(response, key).items())
        shuffle.shuffle(entries)
        shuffled[key] = dict(entries)
    again = response.model_copy(update=shuffled)
    assert assess(questionnaire, again).answer_checks == assess(questionnaire, response).answer_checks


@settings(LAW)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=24))
def test_a_straight_line_is_reported_just_where_one_is_long_enough(values: list[int]) -> None:
    longest = max(
        end - start
        for start in range(len(values))
        for end in range(start + 1, len(values) + 1)
        if len(set(values[start:end])) == 1
    )
    questionnaire = written(section("s", *series(len(values)), yes_no("a")))
    found = severities(result(questionnaire, steps(*values)), "straight_lining")
    whole = len(values) >= 5 and longest == len(values)
    assert bool(found) == (longest >= max(8, len(values) / 2) or whole)


@settings(LAW)
@given(answered(Features()))
def test_every_subject_is_a_question_section_or_risk_and_nothing_is_left_unsaid(
    pair: tuple[Questionnaire, Response],
) -> None:
    questionnaire, _ = pair
    known = {each.id for each in (*questionnaire.every_question(), *questionnaire.every_section())}
    known |= {each.id for each in (*questionnaire.risks, *questionnaire.opportunities)}
    for check in assess(*pair).answer_checks:
        assert known.issuperset(check.subjects)
        assert check.text
        assert check.reason
        assert check.ask


@pytest.mark.parametrize("name", ["social-media-readiness", "quick-check"])
def test_shipped_checks_hold_ratings_against_facts(name: str) -> None:
    """Only a likelihood that is rated low can disagree with a fact, and every check can fire."""
    questionnaire = as_questionnaire(read_document(str(shipped_questionnaires()[name]))).value
    assert questionnaire is not None
    on_ratings = [
        part for check in questionnaire.checks for _, part in parts(check.when) if isinstance(part, RiskCondition)
    ]
    assert on_ratings
    assert all(part.rating == "likelihood" and part.below is not None and part.below > 1 for part in on_ratings)
