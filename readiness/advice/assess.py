"""From a questionnaire and a response that fit each other to the finished assessment."""

from __future__ import annotations

from readiness import __version__
from readiness.advice.cautions import cautions
from readiness.advice.context import Context
from readiness.advice.discussion import discussed
from readiness.advice.levels import gate_results, level_result, level_steps
from readiness.advice.pointers import facts, strongest, unknown, weakest
from readiness.advice.register import (
    risk_result,
    scale_steps,
    side_results,
    stance_results,
    verdict,
)
from readiness.advice.scores import group_result
from readiness.model.assessment import Assessment, Fact, Program, QuestionnaireMeta, RespondentMeta
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.risk.exposure import choose, weigh
from readiness.risk.ratings import rating_of, unit_of
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import evaluate, hold_level
from readiness.scoring.operations import Scalar
from readiness.scoring.tree import Tree, compile_tree


def assess(
    questionnaire: Questionnaire,
    response: Response,
    *,
    language: str | None = None,
    misfits: tuple[str, ...] = (),
    tree: Tree | None = None,
) -> Assessment:
    """Score, weigh and explain one response.

    `response` fits `questionnaire` (`loading.responses.fit`); `misfits` say what was left out of it. `language`
    defaults to the response's own, then to the questionnaire's first. `tree` saves compiling the questionnaire
    again where many responses are assessed. The same input gives the same assessment: no clock, no chance.
    """
    spoken = language or response.language or questionnaire.all_languages[0]
    context = _context(questionnaire, response, spoken, tree or compile_tree(questionnaire))
    whole = group_result(context, context.evaluation.tree.root)
    risks = tuple(risk_result(context, risk) for risk in questionnaire.risks)
    stances = stance_results(context)
    role = context.role()
    return Assessment(
        program=Program(name="readiness", version=__version__),
        language=spoken,
        questionnaire=QuestionnaireMeta(
            id=questionnaire.id,
            version=questionnaire.version,
            title=context.words(questionnaire.title),
            minimum_coverage=questionnaire.minimum_coverage,
            unit=unit_of(questionnaire, response),
        ),
        answered_version=response.questionnaire.version,
        organization=response.organization,
        respondent=RespondentMeta(
            name=response.respondent.name,
            role=response.respondent.role,
            role_title=context.words(role.title) if role else None,
        ),
        date=response.date,
        overall=whole,
        levels=level_steps(context),
        level=level_result(context),
        gates=gate_results(context),
        likelihood_scale=scale_steps(likelihood_steps(questionnaire), spoken),
        impact_scale=scale_steps(impact_steps(questionnaire), spoken),
        gain_scale=scale_steps(gain_steps(questionnaire), spoken),
        risks=risks,
        opportunities=tuple(risk_result(context, each) for each in questionnaire.opportunities),
        sides=side_results(context.register) if risks else (),
        stances=stances,
        stance=verdict(context, stances),
        strongest=strongest(whole, context),
        weakest=weakest(whole, context),
        unknown=unknown(whole, risks, context),
        discuss=discussed(context),
        cautions=cautions(context, misfits),
        profile=tuple(Fact(id=name, text=text, shown=shown) for name, text, shown in facts(context)),
    )


def _context(questionnaire: Questionnaire, response: Response, language: str, tree: Tree) -> Context:
    """Everything computed, in the order in which one thing needs the other."""
    evaluation = evaluate(tree, given_by(response), Scalar())
    held = hold_level(evaluation, questionnaire.levels, questionnaire.gates)
    register = weigh(evaluation, questionnaire, rating_of(questionnaire, response))
    return Context(
        questionnaire=questionnaire,
        response=response,
        language=language,
        questions={question.id: question for question in questionnaire.every_question()},
        evaluation=evaluation,
        held=held,
        register=register,
        choice=choose(evaluation, questionnaire.stances or (), register),
    )
