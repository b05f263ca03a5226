"""The finished assessment: what it points at, what it warns of, and the shape that it promises."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from readiness.advice.assess import assess
from readiness.loading.document import Document
from readiness.loading.load import as_questionnaire, read_document
from readiness.loading.responses import fit, load_response
from readiness.loading.schemas import schema
from readiness.loading.shipped import shipped_examples, shipped_questionnaires
from readiness.model.assessment import Assessment, Caution
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response
from tests.strategies import LAW, Features, Written, answered, assessed, real, written_questionnaires

HEADING: Written = {"format": 1, "id": "q", "version": "2", "title": "Q"}
WORDS = ["not_applicable", "dont_know"]


def yes_no(name: str, **keys: object) -> Written:
    return {"id": name, "type": "yes_no", "text": f"Is there {name}?", "allow": WORDS, **keys}


def section(name: str, *questions: Written, **keys: object) -> Written:
    return {"id": name, "title": name.title(), "questions": list(questions), **keys}


def result(
    written: Written, answers: Written | None = None, *, language: str | None = None, **response: object
) -> Assessment:
    """Fit and assess, with whatever a change of version leaves out."""
    questionnaire = real({**HEADING, **written})
    whole = Response.model_validate({"format": 1, "questionnaire": {"id": "q"}, "answers": answers or {}, **response})
    fitted = fit(whole, questionnaire, Document(source="response.yaml"))
    assert fitted.response is not None
    return assess(questionnaire, fitted.response, language=language, misfits=tuple(map(str, fitted.misfits)))


def cautions(found: Assessment, kind: str) -> list[Caution]:
    return [each for each in found.cautions if each.kind == kind]


# What deserves attention

WEIGHED = {
    "sections": [
        section("light", yes_no("a"), yes_no("b", weight=3)),
        section("heavy", yes_no("c"), yes_no("d"), weight=9),
    ]
}


def test_the_strongest_answers_carry_most_of_the_score() -> None:
    found = result(WEIGHED, {"a": "yes", "b": "yes", "c": "yes", "d": "no"})
    assert [each.id for each in found.strongest] == ["c", "b", "a"]
    assert [each.id for each in found.weakest] == ["d"]


def test_the_weakest_answers_cost_most_of_the_score() -> None:
    found = result(WEIGHED, {"a": "no", "b": "no", "c": "no", "d": "dont_know"})
    assert [each.id for each in found.weakest] == ["c", "b", "a"]
    assert found.strongest == ()


def test_of_equals_the_order_is_by_id() -> None:
    found = result(
        {"sections": [section("s", yes_no("z"), yes_no("m"), yes_no("a"))]}, {"z": "no", "m": "no", "a": "no"}
    )
    assert [each.id for each in found.weakest] == ["a", "m", "z"]


def test_no_more_than_five_are_pointed_at() -> None:
    names = [f"q{at}" for at in range(9)]
    found = result({"sections": [section("s", *map(yes_no, names))]}, dict.fromkeys(names, "no"))
    assert len(found.weakest) == 5


def graded(name: str, **keys: object) -> Written:
    choices = [{"value": value, "label": f"step {value}", "advice": f"leave {value}"} for value in range(5)]
    return {"id": name, "type": "scale", "text": f"How is {name}?", "choices": choices, **keys}


@pytest.mark.parametrize(("answer", "strong"), [(2, False), (3, True), (4, True)], ids=["50", "75", "100"])
def test_an_answer_under_three_quarters_is_nobodys_strength(answer: int, strong: bool) -> None:
    found = result({"sections": [section("s", graded("a"))]}, {"a": answer})
    assert [each.id for each in found.strongest] == (["a"] if strong else [])
    assert [each.id for each in found.weakest] == ([] if strong else ["a"])  # no answer is both


def test_a_pointer_says_what_was_answered_and_what_to_do() -> None:
    improve = {"effort": 3, "advice": "Write it.", "owner": "Office"}
    written = {"sections": [section("s", graded("a", improve=improve), yes_no("b", improve=improve))]}
    by_choice, by_question = result(written, {"a": 1, "b": "no"}).weakest[::-1]
    assert (by_choice.shown, by_choice.advice, by_choice.percent) == ("step 1", "leave 1", 25.0)
    assert (by_question.advice, by_question.effort, by_question.owner) == ("Write it.", 3, "Office")
    assert by_question.section == "S"


def test_a_grid_is_pointed_at_once_by_its_lowest_row() -> None:
    rows = [{"id": "x", "text": "Reply"}, {"id": "y", "text": "Listen"}]
    grid = {**graded("g"), "type": "grid", "rows": rows}
    (pointer,) = result({"sections": [section("s", grid)]}, {"g": {"x": 4, "y": 1}}).weakest
    assert (pointer.id, pointer.shown, pointer.percent) == ("g", "lowest: Listen (step 1)", 62.5)


def test_what_is_not_known_is_listed_by_how_much_it_would_narrow() -> None:
    found = result(WEIGHED, {"a": "dont_know", "c": "yes", "d": "not_applicable"})
    assert [(each.id, each.why) for each in found.unknown] == [("b", "unanswered"), ("a", "dont_know")]
    assert [each.width for each in found.unknown] == pytest.approx([7.5, 2.5])


@settings(LAW)
@given(answered(Features(aggregates=("mean",), risks=False)).map(assessed))
def test_widths_of_unknowns_add_up_to_the_width_of_the_bounds(found: Assessment) -> None:
    """For means all the way: what each unknown contributes is then its share of the weight."""
    if found.overall.applicable:
        width = 100 * (found.overall.bounds.upper - found.overall.bounds.lower)
        assert sum(each.width for each in found.unknown) == pytest.approx(width, abs=1e-9)


RISKS: list[Written] = [
    {"id": "in", "side": "participating", "text": "In."},
    {"id": "out", "side": "not_participating", "text": "Out.", "title": "Silence"},
]


def test_unrated_risks_are_not_known_either() -> None:
    found = result(
        {**WEIGHED, "risks": RISKS}, dict.fromkeys("abcd", "yes"), risks={"in": {"likelihood": 1, "impact": 1}}
    )
    assert [(each.id, each.text, each.why, each.width) for each in found.unknown] == [
        ("out", "Silence", "unrated", 0.0)
    ]


# Cautions

HIDING = {
    "sections": [
        section("s", yes_no("a"), yes_no("b", when={"question": "a", "is": "yes"}), yes_no("c", required=True))
    ]
}
RULED: Written = {
    "sections": [section("s", yes_no("a", as_of="2026-02-01"), yes_no("b"))],
    "risks": RISKS,
    "opportunities": [{"id": "gain", "text": "Gain.", "as_of": "2025-12-31"}],
}
LOSS = {"probability": [0.1, 0.2], "loss": [100, 200], "currency": "EUR"}
ALL_YES = dict.fromkeys("abcd", "yes")
GRID = {
    "id": "g",
    "type": "grid",
    "text": "How often?",
    "required": True,
    "choices": [{"value": 0, "label": "Never"}, {"value": 1, "label": "Always"}],
    "rows": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}],
}


@pytest.mark.parametrize(
    ("written", "answers", "response", "expected"),
    [
        # (kind, severity, subject) of every caution, in order
        pytest.param(WEIGHED, ALL_YES, {}, [], id="none"),
        pytest.param(WEIGHED, {"a": "yes"}, {}, [("coverage", "serious", None)], id="too-little-for-a-score"),
        pytest.param(WEIGHED, {"a": "yes", "b": "yes", "c": "yes"}, {}, [("coverage", "warning", None)], id="little"),
        pytest.param(HIDING, {"a": "no", "b": "yes", "c": "yes"}, {}, [("hidden_answer", "note", "b")], id="hidden"),
        pytest.param(HIDING, {"a": "no", "b": None, "c": "yes"}, {}, [], id="silence-hides-nothing"),
        pytest.param(HIDING, {"a": "no", "c": None}, {}, [("coverage", "warning", None), ("required", "warning", "c")], id="required"),
        pytest.param(HIDING, {"a": "yes", "b": "yes", "c": "dont_know"}, {}, [("coverage", "warning", None)], id="dont-know-answers-what-is-required"),
        pytest.param(HIDING, {"c": "yes"}, {}, [("coverage", "warning", None), ("undecided", "note", "b")], id="undecided"),
        pytest.param(WEIGHED, ALL_YES, {"questionnaire": {"id": "q", "version": "1"}}, [("version", "warning", None)], id="version"),
        pytest.param(WEIGHED, {**ALL_YES, "gone": "yes"}, {"questionnaire": {"id": "q", "version": "1"}}, [("version", "warning", None), ("misfit", "warning", None)], id="misfit"),
        pytest.param(WEIGHED, ALL_YES, {"questionnaire": {"id": "q", "version": "2"}}, [], id="same-version"),
        pytest.param(RULED, {"a": "yes", "b": "yes"}, {"risks": {"in": LOSS, "out": LOSS}}, [("currency", "note", None), ("rule_date", "note", None)], id="currency-and-rule-dates"),
        pytest.param({**WEIGHED, "risks": RISKS}, ALL_YES, {"risks": {"in": {"likelihood": 1, "impact": 1}}}, [("coverage", "serious", "not_participating")], id="a-side-not-rated"),
        pytest.param(WEIGHED, ALL_YES, {"language": "de"}, [("language", "note", None)], id="language"),
        pytest.param({**WEIGHED, "language": "fr"}, ALL_YES, {"language": "fr-CA"}, [], id="language-of-a-region"),
    ],
)  # fmt: skip
def test_cautions(
    written: Written, answers: Written, response: Written, expected: list[tuple[str, str, str | None]]
) -> None:
    found = result(written, answers, **response)
    assert [(each.kind, each.severity, each.subject) for each in found.cautions] == expected


def test_serious_cautions_come_first() -> None:
    found = result(RULED, {"a": "yes", "b": "yes"}, risks={"in": LOSS}, questionnaire={"id": "q", "version": "1"})
    assert [each.severity for each in found.cautions] == ["serious", "warning", "note", "note"]


def test_a_rule_date_is_the_oldest_of_questions_gates_risks_and_opportunities() -> None:
    (caution,) = cautions(result(RULED, {"a": "yes", "b": "yes"}), "rule_date")
    assert "2025-12-31" in caution.text
    assert caution.text.startswith("2 ")


def test_a_rule_of_a_question_not_asked_is_not_dated() -> None:
    hidden = yes_no("b", as_of="2020-01-01", when={"question": "a", "is": "yes"})
    assert cautions(result({"sections": [section("s", yes_no("a"), hidden)]}, {"a": "no"}), "rule_date") == []


def test_a_misfit_is_said_in_the_words_of_the_problem() -> None:
    found = result(WEIGHED, {**ALL_YES, "gone": "yes"}, questionnaire={"id": "q", "version": "1"})
    assert "there is no question `gone`" in cautions(found, "misfit")[0].text


@pytest.mark.parametrize(
    ("answer", "warned"), [({}, True), ({"x": None}, True), (None, True), ({"x": 1}, False)], ids=str
)
def test_a_required_grid_is_answered_once_a_row_is(answer: object, warned: bool) -> None:
    found = result({"sections": [section("s", GRID, yes_no("a"))]}, {"a": "yes", "g": answer}, language="en")
    assert [each.subject for each in cautions(found, "required")] == (["g"] if warned else [])


def test_a_section_or_a_risk_that_may_not_apply_is_cautioned_as_a_question_is() -> None:
    when = {"question": "a", "is": "yes"}
    sections = [section("s", yes_no("a"), yes_no("d")), section("t", yes_no("b"), when=when)]
    alone = result({"sections": sections}, {"d": "yes"})
    (caution,) = cautions(alone, "undecided")
    assert (caution.subject, "“T”" in caution.text, "a" in caution.advice) == ("t", True, True)
    risks = [{**RISKS[0], "when": when}, RISKS[1]]
    (both,) = cautions(result({"sections": sections, "risks": risks}, {"d": "yes"}), "undecided")
    assert "t, in" in both.text


def test_a_chain_of_conditions_stays_undecided_to_its_end() -> None:
    chain = section(
        "s",
        yes_no("a"),
        yes_no("b", when={"question": "a", "is": "yes"}),
        yes_no("c", when={"not": {"question": "b", "is": "yes"}}),
        yes_no("d"),
    )
    found = result({"sections": [chain]}, {"c": "no", "d": "yes"})
    (caution,) = cautions(found, "undecided")
    assert "b, c" in caution.text
    assert found.overall.score == 1.0


# Facts

PROFILE: Written = {
    "profile": [
        yes_no("public"),
        {"id": "founded", "type": "date", "text": "Founded?"},
        yes_no("sold", when={"question": "public", "is": "no"}),
        {"id": "staff", "type": "number", "text": "Staff?", "unit": "people"},
        {**GRID, "id": "often", "required": False},
    ],
    **WEIGHED,
}


def test_the_profile_is_shown_in_words_and_without_what_was_not_asked() -> None:
    answers = {"public": True, "founded": "1999-05-01", "staff": 12, "often": {"x": 1}, "sold": "yes"}
    found = result(PROFILE, {**ALL_YES, **answers})
    assert [(fact.id, fact.shown) for fact in found.profile] == [
        ("public", "Yes"),
        ("founded", "1999-05-01"),
        ("staff", "12 people"),
        ("often", "1 of 2 rows answered"),
    ]
    assert [fact.text for fact in found.profile][:2] == ["Is there public?", "Founded?"]


def test_an_unanswered_profile_question_is_shown_as_such() -> None:
    assert [fact.shown for fact in result(PROFILE, {}).profile] == [
        "not answered",
        "not answered",
        "not answered",
        "not answered",
    ]


def test_the_language_asked_for_comes_before_the_responses_and_the_questionnaires() -> None:
    written = {**WEIGHED, "languages": ["en", "fr"], "title": {"en": "Q", "fr": "Le Q"}}
    assert result(written, language="fr").questionnaire.title == "Le Q"
    assert result(written, {}, language="fr-CA").language == "fr-CA"
    assert result(written).language == "en"


# The shape

SCHEMAS = {kind: schema(kind) for kind in ("assessment", "questionnaire", "response")}


def complaints(value: Any, kind: str) -> list[str]:
    return [f"{each.json_path}: {each.message}" for each in Draft202012Validator(SCHEMAS[kind]).iter_errors(value)]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])


@settings(LAW, max_examples=40)
@given(answered().map(assessed))
def test_every_assessment_is_valid_by_its_schema(found: Assessment) -> None:
    assert complaints(json.loads(found.model_dump_json(by_alias=True)), "assessment") == []


@settings(LAW, max_examples=40)
@given(written_questionnaires())
def test_every_questionnaire_that_checks_clean_is_valid_by_its_schema(written: Written) -> None:
    if written.get("stances", ()) is None:
        del written["stances"]
    assert complaints(json.loads(json.dumps(written)), "questionnaire") == []


@settings(LAW)
@given(answered().map(assessed))
def test_an_assessment_is_read_back_as_it_was_written(found: Assessment) -> None:
    assert Assessment.model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize("name", shipped_questionnaires())
def test_a_shipped_questionnaire_is_valid_by_its_schema(name: str) -> None:
    document = read_document(shipped_questionnaires()[name])
    assert complaints(json.loads(json.dumps(document.value)), "questionnaire") == []


def shipped(name: str) -> Questionnaire:
    loaded = as_questionnaire(read_document(shipped_questionnaires()[name]))
    assert loaded.value is not None
    return loaded.value


@pytest.mark.parametrize("name", shipped_questionnaires())
def test_a_shipped_questionnaire_can_be_assessed_without_an_answer(name: str) -> None:
    questionnaire = shipped(name)
    empty = Response.model_validate({"format": 1, "questionnaire": {"id": questionnaire.id}})
    found = assess(questionnaire, empty)
    assert (found.overall.score, found.level, found.stance) == (None, None, None)
    assert (found.overall.bounds.lower, found.overall.bounds.upper) == (0.0, 1.0)
    assert complaints(json.loads(found.model_dump_json(by_alias=True)), "assessment") == []


@pytest.mark.parametrize("name", shipped_examples())
def test_a_shipped_example_fits_and_is_valid_by_its_schema(name: str) -> None:
    path = shipped_examples()[name]
    assert complaints(json.loads(json.dumps(read_document(path).value)), "response") == []
    fitted = load_response(path)
    assert fitted.questionnaire is not None
    assert fitted.response is not None
    found = assess(fitted.questionnaire, fitted.response, misfits=tuple(map(str, fitted.misfits)))
    assert complaints(json.loads(found.model_dump_json(by_alias=True)), "assessment") == []


ASSESS = """
import sys
from readiness.advice.assess import assess
from readiness.loading.responses import load_response
fitted = load_response(sys.argv[1])
sys.stdout.write(assess(fitted.questionnaire, fitted.response).model_dump_json())
"""


def test_the_same_input_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    """Whatever order sets have there: two seeds of Python's hashing."""
    lines = ["format: 1", "questionnaire: {id: quick-check}", "answers:"]
    questions = [each for each in shipped("quick-check").every_question() if each.type == "yes_no"]
    lines += [f"  {each.id}: {'yes' if at % 2 else 'no'}" for at, each in enumerate(questions)]
    path = tmp_path / "response.yaml"
    path.write_text(
        "\n".join([*lines, "risks: {}", ""]).replace("answers:\nrisks", "answers: {}\nrisks"), encoding="utf-8"
    )
    written = [
        subprocess.run(
            [sys.executable, "-c", ASSESS, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert written[0] == written[1]
    assert Assessment.model_validate_json(written[0]).questionnaire.id == "quick-check"
