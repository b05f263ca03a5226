"""From a questionnaire and a response that fit each other to the finished assessment."""

from __future__ import annotations

from typing import NamedTuple

from readiness import __version__
from readiness.advice.answer_checks import answer_checks
from readiness.advice.cautions import cautions
from readiness.advice.context import Context
from readiness.advice.courses import judged
from readiness.advice.discussion import discussed
from readiness.advice.levels import gate_results, level_result, level_steps
from readiness.advice.pointers import facts, strongest, unknown, weakest
from readiness.advice.register import risk_result, scale_steps, side_results
from readiness.advice.scores import group_result
from readiness.model.assessment import (
    Assessment,
    Fact,
    Program,
    QuestionnaireMeta,
    RespondentMeta,
)
from readiness.model.decision import Plan, Sensitivity
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.risk.exposure import choose, weigh
from readiness.risk.ratings import rating_of, unit_of
from readiness.scoring.answers import given_by, ratings_by
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
    decide: bool = False,
) -> Assessment:
    """Score, weigh and explain one response.

    `response` fits `questionnaire` (`loading.responses.fit`); `misfits` say what was left out of it. `language`
    defaults to the response's own, then to the questionnaire's first. `tree` saves compiling the questionnaire
    again where many responses are assessed. `decide` adds what would change the advice and the least effort to get
    there, which takes several times as long. The same input gives the same assessment: no clock, and no chance but that of
    a fixed seed.
    """
    context = context_of(questionnaire, response, language, tree)
    spoken = context.language
    whole = group_result(context, context.evaluation.tree.root)
    risks, stances, years, stance = judged(context)
    decision = _decision(context, rivals=stance.too_close if stance else ()) if decide else None
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
            languages=questionnaire.all_languages,
            measures=questionnaire.measures,
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
        stance=stance,
        simulation=years,
        sensitivity=decision.sensitivity if decision else None,
        plan=decision.plan if decision else None,
        answer_checks=answer_checks(context),
        strongest=strongest(whole, context),
        weakest=weakest(whole, context),
        unknown=unknown(whole, risks, context),
        discuss=discussed(context),
        cautions=cautions(context, misfits),
        profile=tuple(Fact(id=name, text=text, shown=shown) for name, text, shown in facts(context)),
    )


class Decision(NamedTuple):
    """The parts of an assessment that take long."""

    sensitivity: Sensitivity
    plan: Plan | None


def _decision(context: Context, *, rivals: tuple[str, ...]) -> Decision:
    from readiness.advice.plan import plan_for
    from readiness.advice.sensitivity import sensitivity
    from readiness.advice.variations import Variations

    base = Variations(context.questionnaire, context.response, context.evaluation.tree)
    costed = any(each.improve is not None and each.improve.effort is not None for each in context.questions.values())
    plan = plan_for(context, base, None, rivals=rivals, frontier=False) if costed else None
    return Decision(sensitivity=sensitivity(base, context), plan=plan)


def context_of(
    questionnaire: Questionnaire, response: Response, language: str | None = None, tree: Tree | None = None
) -> Context:
    """Everything computed, in the order in which one thing needs the other."""
    language = language or response.language or questionnaire.all_languages[0]
    tree = tree or compile_tree(questionnaire)
    evaluation = evaluate(tree, given_by(response), Scalar())
    evaluation.ratings = ratings_by(questionnaire, response, evaluation)
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
