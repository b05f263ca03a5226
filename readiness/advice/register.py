"""Risks, opportunities, sides and stances as results."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Literal

from readiness.advice.context import Context
from readiness.advice.known import Known
from readiness.advice.needs import need, unmet
from readiness.model.assessment import (
    Bounds,
    ControlResult,
    RatingResult,
    RiskResult,
    ScaleStep,
    SideResult,
    StanceResult,
)
from readiness.model.decision import SimulationResult, StanceVerdict
from readiness.model.questionnaire import (
    SIDES,
    Choice,
    Opportunity,
    Risk,
    Side,
    StanceId,
    share_under,
)
from readiness.model.response import OpportunityRating, RiskRating
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.risk.exposure import Register, Total, mean_probability, mean_severity
from readiness.risk.ratings import Range, chosen_ranges, is_not_applicable, range_of, unit_of
from readiness.scoring.tree import OVERALL
from readiness.words import say

LEAST_RISKY = 0.6
"""A course that costs least in a smaller share of the simulated years than this is too close to another to call."""


def scale_steps(steps: tuple[Choice, ...], language: str) -> tuple[ScaleStep, ...]:
    """A risk scale as results: each step with its range."""
    return tuple(
        ScaleStep(value=int(step.value), label=step.label.in_(language), low=range_of(step)[0], high=range_of(step)[1])
        for step in steps
    )


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
        state = "not_applicable" if is_not_applicable(given) else "not_asked"
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
    both_sides = all(side.n_applicable for side in context.register.sides.values())
    results = []
    for name, found in context.register.stances.items():
        stance = stated.get(name)
        known = both_sides and _known_under(context, name)
        needs = need(context, stance.needs) if stance and stance.needs is not None else None
        results.append(
            StanceResult(
                id=name,
                title=context.course(name),
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


def verdict(
    context: Context, stances: tuple[StanceResult, ...], years: SimulationResult | None
) -> StanceVerdict | None:
    """Best, now, and what stands between; None where too few risks of a side are rated."""
    if not context.choice.order or not context.register.decidable:
        return None
    order, margin = context.choice.order, context.questionnaire.margin
    best: StanceId = order[int(context.choice.best)]
    now = order[int(context.choice.now)] if context.choice.now >= 0 else None
    by_id = {stance.id: stance for stance in stances}
    found = {name: total.residual for name, total in context.register.stances.items()}
    close = {name for name in order if found[name] - found[best] <= margin * found[name]}
    close_by: list[Literal["margin", "years"]] = ["margin"] if len(close) > 1 else []
    least = {each.id: each.least_risky for each in years.stances} if years else {}
    if least and least[best] < LEAST_RISKY and len(order) > 1:
        close |= {best, max((name for name in order if name != best), key=lambda name: least[name])}
        close_by.append("years")
    return StanceVerdict(
        best=best,
        now=now,
        too_close=tuple(name for name in order if name in close) if len(close) > 1 else (),
        too_close_by=tuple(close_by),
        margin=context.choice.margin,
        margin_needed=margin,
        probability=least.get(best),
        probability_needed=LEAST_RISKY,
        holds_whatever_is_unknown=_holds_whatever(context, int(context.choice.best), int(context.choice.now)),
        unrated_may_change_best=_unrated_may_change(context, int(context.choice.best)),
        between=by_id[best].unmet if now != best else (),
    )


def _holds_whatever(context: Context, best: int, now: int) -> bool:
    """Whether best and now stay what they are, however the unknown turns out.

    Never claimed falsely, and sometimes late: an unrated risk may turn out to be anything its scales allow, or not to
    apply; nothing is claimed while it is open whether something is asked, or whether a need is met.
    """
    evaluation = context.evaluation
    known = Known(evaluation, context.held, context.questionnaire.gates)
    asked = chain(
        context.questionnaire.every_question(), context.questionnaire.every_section(), context.questionnaire.risks
    )
    conditions = [each.when for each in asked if each.when is not None]
    if not all(known.surely(when) or known.surely_not(when) for when in conditions):
        return False
    if evaluation.tree.unanswered_is_zero and context.node(OVERALL).n_unanswered:
        return False  # silence counts as zero for the time being
    if not bounded(context):
        return False
    needs = {stance.id: stance.needs for stance in context.questionnaire.stances or ()}
    met = []
    for at, name in enumerate(context.choice.order):
        need_ = needs.get(name)
        if need_ is None or known.surely(need_):
            met.append(at)
        elif not known.surely_not(need_):
            return False
    return _is_least(context, best, range(len(context.choice.order))) and (now < 0 or _is_least(context, now, met))


def _unrated_may_change(context: Context, best: int) -> bool:
    """Whether risks that are not rated could make another course the best, as far as bounds tell."""
    if not _any_unrated(context):
        return False
    return not bounded(context) or not _is_least(context, best, range(len(context.choice.order)))


def bounded(context: Context) -> bool:
    """Whether the bounds of exposures bound anything: a risk that is not rated has no scale in a unit of one's own."""
    return not _any_unrated(context) or unit_of(context.questionnaire, context.response) == context.questionnaire.unit


def _any_unrated(context: Context) -> bool:
    return any(each.applicable and not each.rated for each in context.register.risks.values())


def _is_least(context: Context, least: int, among: Iterable[int]) -> bool:
    """Whether a course surely exposes to less than each other of these."""
    order = context.choice.order
    for other in among:
        if other == least:
            continue
        most = 0.0  # by which it could expose to more than the other
        for risk in context.questionnaire.risks:
            found = context.register.risks[risk.id]
            apart = share_under(risk, order[least]) - share_under(risk, order[other])
            low = found.lower if found.rated else 0.0
            most += max(apart * low, apart * found.upper)
        if not (most < 0 or (most == 0 and least < other)):
            return False
    return True
