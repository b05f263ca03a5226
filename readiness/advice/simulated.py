"""The simulated years of a register as results: each course by itself, and the best against the others."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.model.assessment import RiskResult, StanceResult
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
    risks: Sequence[RiskResult],
    stances: Sequence[StanceResult],
    best: int,
    *,
    bounded: bool = True,
    years: int = YEARS,
    seed: int = SEED,
) -> SimulationResult | None:
    """The years of these courses over every rated risk; None where no risk is rated or there is no course.

    `best` is the place in `stances` of the course with the least expected exposure. `bounded` tells whether the bounds of
    the courses bound anything.
    """
    order = [stance.id for stance in stances]
    drawn = [each for risk in risks if (each := _drawn(risk, order)) is not None]
    if not drawn or not order:
        return None
    found = simulate(drawn, years=years, seed=seed)
    means = expected(drawn)
    return SimulationResult(
        years=found.years,
        seed=found.seed,
        n_rated=len(drawn),
        n_applicable=sum(risk.state in ("rated", "unrated") for risk in risks),
        quiet=found.quiet,
        stances=tuple(_stance(found, at, stance, means[at], bounded=bounded) for at, stance in enumerate(stances)),
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


def _stance(found: Simulation, at: int, stance: StanceResult, mean: float, *, bounded: bool) -> SimulatedStance:
    course = found.courses[at]
    return SimulatedStance(
        id=stance.id,
        expected=mean,
        lower=stance.bounds.lower if bounded else None,
        upper=stance.bounds.upper if bounded else None,
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
    both = order[other], order[best]
    drivers = [driver for risk in risks if (driver := _driver(risk, *both)) is not None and driver.difference]
    drivers.sort(key=lambda each: -abs(each.difference))
    return Comparison(
        other=order[other],
        difference=means[other] - means[best],
        cheaper=found.cheaper[best][other],
        drivers=tuple(drivers[:DRIVERS]),
    )


def _driver(risk: RiskResult, other: StanceId, best: StanceId) -> Driver | None:
    """A rated risk's part in what two courses differ by; None of one that is not rated."""
    if risk.residual is None or risk.likelihood is None:
        return None
    return Driver(
        id=risk.id,
        title=risk.title,
        difference=risk.residual * (risk.under[other] - risk.under[best]),
        likelihood=risk.likelihood.mean * risk.likelihood_left * max(risk.under[other], risk.under[best]),
    )
