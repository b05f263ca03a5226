"""The simulated years of a register as results: each course by itself, and the best against the others."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.model.assessment import RiskResult
from readiness.model.decision import (
    Comparison,
    Driver,
    Exceedance,
    SimulatedStance,
    SimulationResult,
)
from readiness.model.questionnaire import StanceId
from readiness.risk.simulation import SEED, YEARS, Drawn, Simulation, expected, simulate

DRIVERS = 6
"""How many risks are named by which two courses differ most."""


def simulated(
    risks: Sequence[RiskResult], order: Sequence[StanceId], best: int, *, years: int = YEARS, seed: int = SEED
) -> SimulationResult | None:
    """The years of these courses over every rated risk; None where no risk is rated or there is no course.

    `best` is the place in `order` of the course with the least expected exposure.
    """
    drawn = [each for risk in risks if (each := _drawn(risk, order)) is not None]
    if not drawn or not order:
        return None
    found = simulate(drawn, years=years, seed=seed)
    means = expected(drawn)
    return SimulationResult(
        years=found.years,
        seed=found.seed,
        n_risks=len(drawn),
        quiet=found.quiet,
        stances=tuple(_stance(found, at, name, means[at]) for at, name in enumerate(order)),
        comparisons=tuple(_comparison(found, risks, order, best, at, means) for at in range(len(order)) if at != best),
    )


def _drawn(risk: RiskResult, order: Sequence[StanceId]) -> Drawn | None:
    if risk.state != "rated" or risk.likelihood is None or risk.impact is None:
        return None
    return Drawn(
        id=risk.id,
        probability=(risk.likelihood.low, risk.likelihood.high),
        severity=(risk.impact.low, risk.impact.high),
        likelihood_left=risk.likelihood_left,
        impact_left=risk.impact_left,
        shares=tuple(risk.under[name] for name in order),
    )


def _stance(found: Simulation, at: int, name: StanceId, mean: float) -> SimulatedStance:
    course = found.courses[at]
    return SimulatedStance(
        id=name,
        expected=mean,
        mean=course.mean,
        standard_error=course.standard_error,
        p5=course.p5,
        p50=course.p50,
        p95=course.p95,
        least_risky=course.least,
        regret=course.regret,
        regret_p95=course.regret_p95,
        exceedance=tuple(
            Exceedance(loss=loss, probability=share)
            for loss, share in zip(found.thresholds, course.exceeded, strict=True)
        ),
    )


def _comparison(
    found: Simulation,
    risks: Sequence[RiskResult],
    order: Sequence[StanceId],
    best: int,
    other: int,
    means: Sequence[float],
) -> Comparison:
    drivers = [
        Driver(
            id=risk.id,
            title=risk.title,
            difference=risk.residual * (risk.under[order[other]] - risk.under[order[best]]),
        )
        for risk in risks
        if risk.residual is not None
    ]
    drivers = [each for each in drivers if each.difference]
    drivers.sort(key=lambda each: -abs(each.difference))
    return Comparison(
        other=order[other],
        difference=means[other] - means[best],
        cheaper=found.cheaper[best][other],
        drivers=tuple(drivers[:DRIVERS]),
    )
