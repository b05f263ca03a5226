"""What is to be talked about: flagged answers, and those on which the room was not of one mind."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.advice.answers import shown_value
from readiness.advice.context import Context
from readiness.model.assessment import Discussed, Voice
from readiness.model.questionnaire import Choice, GridQuestion, Opportunity, Question, Risk
from readiness.model.response import OpportunityRating, RatingDissent, RiskRating
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.words import localized, say


def discussed(context: Context) -> tuple[Discussed, ...]:
    """In the order of the questionnaire; those who answered otherwise in the order in which they are written."""
    return (*_answers(context), *_ratings(context))


def _answers(context: Context) -> Iterator[Discussed]:
    for name, question in context.questions.items():
        answer = context.answer(name)
        if answer.discuss or answer.dissent:
            yield Discussed(
                id=name,
                text=context.words(question.text),
                shown=_shown(context, question, answer.value),
                note=answer.note,
                flagged=answer.discuss,
                dissent=tuple(
                    Voice(respondent=each.respondent, shown=_shown(context, question, each.value), note=each.note)
                    for each in answer.dissent
                ),
            )


def _shown(context: Context, question: Question, value: object) -> str:
    """One person's answer; of a grid, each row that was answered."""
    if isinstance(question, GridQuestion) and isinstance(value, dict):
        rows = {row.id: context.words(row.text) for row in question.rows}
        return "; ".join(
            f"{rows.get(row, row)}{say(context.language, 'colon')}{shown_value(context, question, each)}"
            for row, each in value.items()
        )
    return shown_value(context, question, value)


def _ratings(context: Context) -> Iterator[Discussed]:
    questionnaire, response = context.questionnaire, context.response
    things: tuple[Risk | Opportunity, ...] = (*questionnaire.risks, *questionnaire.opportunities)
    for thing in things:
        is_risk = isinstance(thing, Risk)
        rating = (response.risks if is_risk else response.opportunities).get(thing.id)
        if not isinstance(rating, RiskRating | OpportunityRating) or not (rating.discuss or rating.dissent):
            continue
        impact = rating.impact if isinstance(rating, RiskRating) else rating.gain
        steps = impact_steps(questionnaire) if is_risk else gain_steps(questionnaire)
        yield Discussed(
            id=thing.id,
            text=context.words(thing.name),
            shown=_steps(
                context,
                _own(context, rating, "likelihood") or rating.likelihood,
                _own(context, rating, "impact") or impact,
                steps,
            ),
            note=rating.note,
            flagged=rating.discuss,
            dissent=tuple(_voice(context, each, steps) for each in rating.dissent),
        )


def _voice(context: Context, dissent: RatingDissent, steps: tuple[Choice, ...]) -> Voice:
    shown = _steps(context, dissent.likelihood, dissent.impact, steps)
    return Voice(respondent=dissent.respondent, shown=shown, note=dissent.note)


def _steps(context: Context, likelihood: int | str | None, impact: int | str | None, steps: tuple[Choice, ...]) -> str:
    """“Possible; Major”: likelihood, then impact or gain."""
    return "; ".join(
        _step(context, value, scale)
        for value, scale in ((likelihood, likelihood_steps(context.questionnaire)), (impact, steps))
    )


def _own(context: Context, rating: RiskRating | OpportunityRating, half: str) -> str | None:
    """The respondent's own range in words; None where there is none."""
    if not isinstance(rating, RiskRating):
        return None
    language = context.language
    if half == "likelihood" and rating.probability is not None:
        low, high = (localized(f"{100 * each:g}", language) for each in rating.probability)
        return say(language, "o_chance", low=low, high=high)
    if half == "impact" and rating.loss is not None:
        low, high = (localized(f"{each:,.10g}", language) for each in rating.loss)
        return say(language, "o_severity", low=low, high=high, unit=rating.currency or context.questionnaire.unit)
    return None


def _step(context: Context, value: int | str | None, steps: tuple[Choice, ...]) -> str:
    if value is None:
        return say(context.language, "unanswered")
    if isinstance(value, str):
        return say(context.language, value) if value in ("dont_know", "not_applicable") else value
    return next((context.words(step.label) for step in steps if step.value == value), str(value))
