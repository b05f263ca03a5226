"""The courses of one response: its risks, what each course exposes to, the simulated years, and the verdict.

One room judges what is so and what would be so after a plan, so that a plan calls settled nothing that scoring again
would not.
"""

from __future__ import annotations

from typing import NamedTuple

from readiness.advice.context import Context
from readiness.advice.register import bounded, risk_result, stance_results, verdict
from readiness.model.assessment import RiskResult, StanceResult
from readiness.model.decision import SimulationResult, StanceVerdict


class Courses(NamedTuple):
    """`years` and `verdict` are None where too few risks of a side are rated."""

    risks: tuple[RiskResult, ...]
    stances: tuple[StanceResult, ...]
    years: SimulationResult | None
    verdict: StanceVerdict | None


def judged(context: Context) -> Courses:
    """The courses as they stand in this context, with the same years whenever it is asked."""
    risks = tuple(risk_result(context, risk) for risk in context.questionnaire.risks)
    stances = stance_results(context)
    years = _years(context, risks, stances)
    return Courses(risks=risks, stances=stances, years=years, verdict=verdict(context, stances, years))


def _years(
    context: Context, risks: tuple[RiskResult, ...], stances: tuple[StanceResult, ...]
) -> SimulationResult | None:
    """The simulated years, where enough is rated to choose a course."""
    if not context.choice.order or not context.register.decidable:
        return None
    from readiness.advice.simulated import simulated

    return simulated(risks, stances, int(context.choice.best), bounded=bounded(context))
