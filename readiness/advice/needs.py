"""A condition and how it stands, part by part: what gates, requirements and stances are explained with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from readiness.advice.answers import shown_answer, shown_value
from readiness.advice.context import Context
from readiness.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    GateCondition,
    LevelCondition,
    Not,
    QuestionCondition,
    RiskCondition,
    SectionCondition,
)
from readiness.model.need import NeedResult
from readiness.scoring.formulas import Truth, holds

State = Literal["met", "not_met", "unknown"]


def state_of(truth: Truth[bool]) -> State:
    """Three-valued truth in the assessment's words."""
    return "met" if truth.yes else "not_met" if truth.no else "unknown"


def need(context: Context, condition: Condition) -> NeedResult:
    """The condition with how it and everything inside it stands."""
    state = state_of(holds(context.evaluation, condition))
    match condition:
        case AllOf():
            return NeedResult(kind="all", state=state, inside=tuple(need(context, part) for part in condition.all_))
        case AnyOf():
            return NeedResult(kind="any", state=state, inside=tuple(need(context, part) for part in condition.any_))
        case Not():
            return NeedResult(kind="not", state=state, inside=(need(context, condition.not_),))
        case LevelCondition():
            return _level(context, condition, state)
        case GateCondition():
            gate = next(each for each in context.questionnaire.gates if each.id == condition.gate)
            return NeedResult(
                kind="gate",
                subject=gate.id,
                subject_text=context.words(gate.reason),
                state=state,
                inside=(need(context, gate.when),),
            )
        case SectionCondition():
            return _section(context, condition, state)
        case QuestionCondition():
            return _question(context, condition, state)
        case RiskCondition():
            raise AssertionError("the rules keep ratings to checks, and a check is never taken apart")


def _level(context: Context, condition: LevelCondition, state: State) -> NeedResult:
    titles = {level.id: context.words(level.title) for level in context.questionnaire.levels}
    held = context.questionnaire.levels[int(context.held.index)].id if context.held.known else None
    return NeedResult(
        kind="level",
        subject=condition.level,
        subject_text=titles[condition.level],
        found=titles[held] if held else None,
        state=state,
    )


def _section(context: Context, condition: SectionCondition, state: State) -> NeedResult:
    node = context.node(condition.section)
    title = next(each.title for each in context.questionnaire.every_section() if each.id == condition.section)
    return NeedResult(
        kind="section",
        subject=condition.section,
        subject_text=context.words(title),
        at_least=condition.at_least,
        below=condition.below,
        found_percent=100 * node.score if node.published else None,
        state=state,
    )


def _question(context: Context, condition: QuestionCondition, state: State) -> NeedResult:
    question = context.questions[condition.question]
    wanted = condition.in_ if condition.in_ is not None else (condition.is_,) if condition.is_ is not None else ()
    improve = question.improve
    edge = condition.at_least if condition.at_least is not None else condition.below
    first = None if edge is None else context.questionnaire.first_reaching(question, edge)
    return NeedResult(
        kind="question",
        subject=question.id,
        subject_text=context.words(question.text),
        wanted=tuple(shown_value(context, question, value) for value in wanted),
        at_least=condition.at_least,
        below=condition.below,
        edge=context.words(first.label) if first else None,
        answered=condition.answered,
        found=shown_answer(context, question),
        state=state,
        advice=context.words(improve.advice) if improve else None,
        effort=improve.effort if improve else None,
        owner=context.maybe(improve.owner) if improve else None,
    )


def unmet(result: NeedResult) -> Iterator[NeedResult]:
    """The parts that keep a need from being met: each of an `all`, the whole of an `any` or a `not`."""
    if result.state == "met":
        return
    if result.kind == "all":
        for part in result.inside:
            yield from unmet(part)
    else:
        yield result
