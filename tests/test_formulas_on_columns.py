"""One definition, two ways to run it: a table of responses gives, row by row, what each response gives alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.model.condition import parts
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response
from readiness.risk.exposure import Choice, Rated, Register, choose, weigh
from readiness.risk.ratings import rating_of
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import Evaluation, Held, Truth, evaluate, hold_level, holds
from readiness.scoring.operations import Given, Scalar
from readiness.scoring.tree import compile_tree
from tests.columns import Columns, Numbers, Said, Truths, rated_by, said_by
from tests.strategies import LAW, questionnaires, responses

One = tuple[Evaluation[float, bool, Given], Held[float, bool], Register[float, bool], Choice[float, bool]]
Table = tuple[
    Evaluation[Numbers, Truths, Said], Held[Numbers, Truths], Register[Numbers, Truths], Choice[Numbers, Truths]
]


@st.composite
def tables(draw: st.DrawFn) -> tuple[Questionnaire, list[Response]]:
    questionnaire = draw(questionnaires())
    return questionnaire, draw(st.lists(responses(questionnaire), min_size=1, max_size=4))


def alone(questionnaire: Questionnaire, response: Response) -> One:
    evaluation = evaluate(compile_tree(questionnaire), given_by(response), Scalar())
    held = hold_level(evaluation, questionnaire.levels, questionnaire.gates)
    register = weigh(evaluation, questionnaire, rating_of(questionnaire, response))
    return evaluation, held, register, choose(evaluation, questionnaire.stances or (), register)


def together(questionnaire: Questionnaire, table: list[Response]) -> Table:
    answers = said_by([given_by(response) for response in table])
    evaluation = evaluate(compile_tree(questionnaire), answers, Columns(len(table)))
    held = hold_level(evaluation, questionnaire.levels, questionnaire.gates)
    register = weigh(evaluation, questionnaire, rated_by([rating_of(questionnaire, each) for each in table]))
    return evaluation, held, register, choose(evaluation, questionnaire.stances or (), register)


def row_of(value: object, at: int) -> object:
    """One row of whatever holds columns, in the shape it has: a result, a map of results, a column."""
    if isinstance(value, Numbers | Truths):
        return value.values[at]
    if isinstance(value, dict):
        return {key: row_of(each, at) for key, each in value.items()}
    if is_dataclass(value):
        return {field.name: row_of(getattr(value, field.name), at) for field in fields(value)}
    return value


def rows_of(values: Iterable[object], at: int) -> list[object]:
    return [row_of(value, at) for value in values]


@settings(LAW)
@given(tables())
def test_every_node_of_a_table_equals_the_same_answers_alone(case: tuple[Questionnaire, list[Response]]) -> None:
    questionnaire, table = case
    evaluation, *_ = together(questionnaire, table)
    for at, response in enumerate(table):
        assert row_of(evaluation.nodes, at) == row_of(alone(questionnaire, response)[0].nodes, 0)


@settings(LAW)
@given(tables())
def test_the_level_and_its_span_of_a_table_equal_the_same_answers_alone(
    case: tuple[Questionnaire, list[Response]],
) -> None:
    questionnaire, table = case
    _, held, *_ = together(questionnaire, table)
    for at, response in enumerate(table):
        assert row_of(held, at) == row_of(alone(questionnaire, response)[1], 0)


@settings(LAW)
@given(tables())
def test_exposures_and_stances_of_a_table_equal_the_same_answers_alone(
    case: tuple[Questionnaire, list[Response]],
) -> None:
    questionnaire, table = case
    found = together(questionnaire, table)[2:]
    for at, response in enumerate(table):
        assert rows_of(found, at) == rows_of(alone(questionnaire, response)[2:], 0)


@settings(LAW)
@given(tables())
def test_every_condition_of_a_table_stands_as_with_the_same_answers_alone(
    case: tuple[Questionnaire, list[Response]],
) -> None:
    questionnaire, table = case
    evaluation, *_ = together(questionnaire, table)
    conditions = [each.when for each in questionnaire.every_question()] + [each.when for each in questionnaire.gates]
    conditions += [stance.needs for stance in questionnaire.stances or ()]
    singly = [alone(questionnaire, response)[0] for response in table]
    for condition in conditions:
        for _, part in parts(condition) if condition is not None else ():
            found: Truth[Truths] = holds(evaluation, part)
            for at, one in enumerate(singly):
                assert row_of(found, at) == row_of(holds(one, part), 0)


def test_a_column_cannot_slip_into_an_if() -> None:
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(Truths([True]))
    with pytest.raises(TypeError, match="at_least"):
        min(Numbers([1.0]), Numbers([2.0]))


def test_a_rating_is_a_column_in_every_field() -> None:
    known = Rated(
        not_applicable=False,
        likelihood_known=True,
        impact_known=True,
        probability=0.5,
        probability_least=0.1,
        probability_most=0.9,
        severity=2.0,
        severity_least=1.0,
        severity_most=3.0,
    )
    assert row_of(rated_by([lambda _: known])("any"), 0) == row_of(known, 0)
