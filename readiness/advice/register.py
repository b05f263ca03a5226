"""Risks, opportunities, sides and stances as results."""

from __future__ import annotations

from collections.abc import Callable

from readiness.advice.context import Context
from readiness.advice.needs import need, unmet
from readiness.model.assessment import (
    Bounds,
    ControlResult,
    RatingResult,
    RiskResult,
    ScaleStep,
    SideResult,
    StanceResult,
    StanceVerdict,
)
from readiness.model.questionnaire import (
    SIDES,
    Choice,
    Opportunity,
    Questionnaire,
    Risk,
    Side,
    StanceId,
    share_under,
)
from readiness.model.response import OpportunityRating, Response, RiskRating
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.risk.exposure import Rated, Register, Total, mean_probability, mean_severity
from readiness.words import say

Range = tuple[float, float]


def scale_steps(steps: tuple[Choice, ...], language: str) -> tuple[ScaleStep, ...]:
    """A risk scale as results: each step with its range."""
    return tuple(
        ScaleStep(value=int(step.value), label=step.label.in_(language), low=_range(step)[0], high=_range(step)[1])
        for step in steps
    )


def _range(step: Choice) -> Range:
    found = step.probability or step.severity
    assert found is not None, "the rules give every step of a risk scale its range"
    return found


def rating_of(questionnaire: Questionnaire, response: Response) -> Callable[[str], Rated[float, bool]]:
    """Each risk's and opportunity's rating by id, as the exposure formulas take it."""
    likelihood, impact, gain = (
        likelihood_steps(questionnaire),
        impact_steps(questionnaire),
        gain_steps(questionnaire),
    )
    gains = {each.id for each in questionnaire.opportunities}
    losses = _losses_in_their_own_unit(questionnaire, response)

    def rating(name: str) -> Rated[float, bool]:
        given = response.opportunities.get(name) if name in gains else response.risks.get(name)
        chances, ends = chosen_ranges(given, likelihood, gain if name in gains else impact)
        p_all, s_all = _whole(likelihood), _whole(gain if name in gains else impact)
        p_means = [mean_probability(*_range(step)) for step in likelihood]
        s_means = [mean_severity(*_range(step)) for step in (gain if name in gains else impact)]
        if losses and name not in gains:
            s_means = losses
        return Rated(
            not_applicable=_is_not_applicable(given),
            likelihood_known=chances is not None,
            impact_known=ends is not None,
            probability=mean_probability(*(chances or p_all)),
            probability_least=min(p_means),
            probability_most=max(p_means),
            severity=mean_severity(*(ends or s_all)),
            severity_least=min(s_means),
            severity_most=max(s_means),
        )

    return rating


def _losses_in_their_own_unit(questionnaire: Questionnaire, response: Response) -> list[float]:
    """The mean of each loss, where all were given in a currency that the questionnaire's scale does not speak.

    An unrated risk is then bounded by the least and the most of these, for want of a scale; empty otherwise.
    """
    if unit_of(questionnaire, response) == questionnaire.unit:
        return []
    return [
        mean_severity(*rating.loss)
        for rating in response.risks.values()
        if isinstance(rating, RiskRating) and rating.loss is not None
    ]


def _whole(steps: tuple[Choice, ...]) -> Range:
    return min(_range(step)[0] for step in steps), max(_range(step)[1] for step in steps)


def _is_not_applicable(given: RiskRating | OpportunityRating | str | None) -> bool:
    if isinstance(given, RiskRating):
        return "not_applicable" in (given.likelihood, given.impact)
    if isinstance(given, OpportunityRating):
        return "not_applicable" in (given.likelihood, given.gain)
    return given == "not_applicable"


def chosen_ranges(
    given: RiskRating | OpportunityRating | str | None,
    likelihood: tuple[Choice, ...],
    impact: tuple[Choice, ...],
) -> tuple[Range | None, Range | None]:
    """The probability and severity ranges a rating stands for; None for what was not rated."""
    match given:
        case RiskRating():
            return (
                given.probability or _of_step(given.likelihood, likelihood),
                given.loss or _of_step(given.impact, impact),
            )
        case OpportunityRating():
            return _of_step(given.likelihood, likelihood), _of_step(given.gain, impact)
        case _:
            return None, None


def _of_step(value: int | str | None, steps: tuple[Choice, ...]) -> Range | None:
    return next((_range(step) for step in steps if step.value == value), None)


def unit_of(questionnaire: Questionnaire, response: Response) -> str:
    """What exposures are counted in: the questionnaire's unit, or the currency that every loss was given in."""
    currencies = {
        rating.currency
        for rating in response.risks.values()
        if isinstance(rating, RiskRating) and rating.loss is not None and rating.currency
    }
    on_scale = any(
        isinstance(rating, RiskRating) and isinstance(rating.impact, int) for rating in response.risks.values()
    )
    return currencies.pop() if len(currencies) == 1 and not on_scale else questionnaire.unit


def risk_result(context: Context, risk: Risk | Opportunity) -> RiskResult:
    """One risk or opportunity, with all its exposure follows from."""
    questionnaire, response = context.questionnaire, context.response
    is_risk = isinstance(risk, Risk)
    found = (context.register.risks if is_risk else context.register.opportunities)[risk.id]
    given = response.risks.get(risk.id) if is_risk else response.opportunities.get(risk.id)
    likelihood, impact = (
        likelihood_steps(questionnaire),
        impact_steps(questionnaire) if is_risk else gain_steps(questionnaire),
    )
    chances, ends = chosen_ranges(given, likelihood, impact)
    rating = given if isinstance(given, RiskRating | OpportunityRating) else None
    if found.rated:
        state = "rated"
    elif found.applicable:
        state = "unrated"
    else:
        state = "not_applicable" if _is_not_applicable(given) else "not_asked"
    return RiskResult(
        id=risk.id,
        side=risk.side if isinstance(risk, Risk) else "opportunity",
        title=context.words(risk.name),
        text=context.words(risk.text),
        state=state,  # type: ignore[arg-type]  # one of the four words above
        likelihood=_rating(context, chances, likelihood, rating.likelihood if rating else None, mean_probability),
        impact=_rating(context, ends, impact, _impact_step(given), mean_severity),
        inherent=found.inherent if found.rated else None,
        residual=found.residual if found.rated else None,
        bounds=Bounds(lower=found.lower, upper=found.upper),
        likelihood_left=found.likelihood_left,
        impact_left=found.impact_left,
        controls=_controls(context, risk) if isinstance(risk, Risk) else (),
        under={stance: share_under(risk, stance) for stance in context.register.stances},
        area=risk.area,
        source=context.source(risk.source),
        as_of=risk.as_of,
        note=rating.note if rating else None,
        confidence=rating.confidence if rating else None,
    )


def _impact_step(given: RiskRating | OpportunityRating | str | None) -> int | str | None:
    match given:
        case RiskRating():
            return given.impact
        case OpportunityRating():
            return given.gain
        case _:
            return None


def _rating(
    context: Context,
    chosen: Range | None,
    steps: tuple[Choice, ...],
    step: int | str | None,
    mean: Callable[[float, float], float],
) -> RatingResult | None:
    if chosen is None:
        return None
    label = next((context.words(each.label) for each in steps if each.value == step), None)
    return RatingResult(
        step=step if isinstance(step, int) else None,
        label=label,
        low=chosen[0],
        high=chosen[1],
        mean=mean(*chosen),
        own=not isinstance(step, int),
    )


def _controls(context: Context, risk: Risk) -> tuple[ControlResult, ...]:
    found = []
    for control in risk.controls:
        node = context.node(control.question)
        score = min(1.0, node.score) if node.judged else None
        found.append(
            ControlResult(
                question=control.question,
                text=context.words(context.questions[control.question].text),
                reduces=control.reduces,
                by=control.by,
                score=score,
                factor=1 - control.by * (score or 0.0),
            )
        )
    return tuple(found)


def side_results(register: Register[float, bool]) -> tuple[SideResult, ...]:
    """The two sides, kept apart."""
    return tuple(_side(side, register.sides[side]) for side in SIDES)


def _side(side: Side, found: Total[float, bool]) -> SideResult:
    return SideResult(
        side=side,
        inherent=found.inherent if found.n_rated else None,
        residual=found.residual if found.n_rated else None,
        bounds=_span(found),
        n_applicable=int(found.n_applicable),
        n_rated=int(found.n_rated),
        coverage=found.coverage,
        enough=found.enough,
    )


def _span(found: Total[float, bool]) -> Bounds:
    return Bounds(lower=found.lower, upper=found.upper)


def stance_results(context: Context) -> tuple[StanceResult, ...]:
    """Each course with what it exposes to, in order of commitment."""
    stated = {stance.id: stance for stance in context.questionnaire.stances or ()}
    results = []
    for name, found in context.register.stances.items():
        stance = stated.get(name)
        known = _known_under(context, name)
        needs = need(context, stance.needs) if stance and stance.needs is not None else None
        results.append(
            StanceResult(
                id=name,
                title=context.words(stance.title) if stance else say(context.language, name),
                meaning=context.words(stance.meaning) if stance else say(context.language, f"{name}_meaning"),
                next=context.maybe(stance.next) if stance else None,
                exposure=found.residual if known else None,
                inherent=found.inherent if known else None,
                bounds=_span(found),
                gain=context.register.gains[name].residual,
                available=context.choice.met[name],
                needs=needs,
                unmet=tuple(unmet(needs)) if needs is not None else (),
            )
        )
    return tuple(results)


def _known_under(context: Context, stance: StanceId) -> bool:
    """Whether anything is known of what a course exposes to: a risk that lives under it is rated, or none does."""
    living = [
        context.register.risks[risk.id].rated
        for risk in context.questionnaire.risks
        if share_under(risk, stance) > 0 and context.register.risks[risk.id].applicable
    ]
    return any(living) or not living


def verdict(context: Context, stances: tuple[StanceResult, ...]) -> StanceVerdict | None:
    """Best, now, and what stands between; None where too few risks of a side are rated."""
    if not context.choice.order or not context.register.decidable:
        return None
    order, margin = context.choice.order, context.questionnaire.margin
    best: StanceId = order[int(context.choice.best)]
    now = order[int(context.choice.now)] if context.choice.now >= 0 else None
    by_id = {stance.id: stance for stance in stances}
    found = {name: total.residual for name, total in context.register.stances.items()}
    close = tuple(name for name in order if found[name] - found[best] <= margin * found[name])
    return StanceVerdict(
        best=best,
        now=now,
        too_close=close if len(close) > 1 else (),
        margin=context.choice.margin,
        margin_needed=margin,
        holds_whatever_is_unknown=all(
            by_id[best].bounds.upper < other.bounds.lower for other in stances if other.id != best
        ),
        between=by_id[best].unmet if now != best else (),
    )
