"""Exposure of every risk, of the two sides, and under each stance; which stance is best, and which fits now.

Written over the same operations as scoring, so that a table is computed by these very formulas. Exposure is in
the questionnaire's unit a year: yearly probability × mean severity.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic

from readiness.model.base import EDGE
from readiness.model.questionnaire import (
    SIDES,
    STANCES,
    Opportunity,
    Questionnaire,
    Risk,
    Side,
    Stance,
    StanceId,
    share_under,
)
from readiness.scoring.formulas import Evaluation, holds
from readiness.scoring.operations import A, C, N, Operations

Z95 = 1.6448536269514722
"""The 95th percentile of the standard normal distribution."""
LEAST_REMAINING = 0.1
"""Controls never take away more than nine tenths of a likelihood or of an impact."""


def mean_probability(low: float, high: float) -> float:
    """The mean of a yearly probability that is uniform between `low` and `high`, each 0..1."""
    return (low + high) / 2


def mean_severity(low: float, high: float) -> float:
    """The mean of a lognormal severity whose 5th and 95th percentiles are `low` and `high`, both above 0.

    μ = (ln low + ln high) / 2, σ = (ln high − ln low) / (2 · 1.6449), mean = exp(μ + σ² / 2).
    """
    mu = (math.log(low) + math.log(high)) / 2
    sigma = (math.log(high) - math.log(low)) / (2 * Z95)
    return math.exp(mu + sigma * sigma / 2)


def offered(questionnaire: Questionnaire) -> tuple[StanceId, ...]:
    """The stances to choose among, in order of commitment: those stated, all three where the key is left out.

    None without risks to choose them by.
    """
    if not questionnaire.risks:
        return ()
    if questionnaire.stances is None:
        return STANCES
    stated = {stance.id for stance in questionnaire.stances}
    return tuple(stance for stance in STANCES if stance in stated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(Generic[N, C]):
    """How one risk was rated: mean probability and mean severity, with the least and most each may be.

    Where `likelihood_known` or `impact_known` fails, the mean is of no meaning and the range is the scale's.
    """

    not_applicable: C
    likelihood_known: C
    impact_known: C
    probability: N
    probability_least: N
    probability_most: N
    severity: N
    severity_least: N
    severity_most: N


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure(Generic[N, C]):
    """One risk. `rated`: likelihood and impact are both known. Multipliers are what the controls leave (0.1..1).

    `lower` and `upper` bound the residual exposure: unknown ratings at the ends of their scales, controls whose
    question is unanswered at full effect, and at none.
    """

    applicable: C
    rated: C
    likelihood_left: N
    impact_left: N
    inherent: N
    residual: N
    lower: N
    upper: N


@dataclass(frozen=True, slots=True, kw_only=True)
class Total(Generic[N, C]):
    """Exposures added over rated risks: inherent and residual, bounds over all applicable ones, and how many."""

    inherent: N
    residual: N
    lower: N
    upper: N
    n_applicable: N
    n_rated: N
    coverage: N
    enough: C


def exposure(evaluation: Evaluation[N, C, A], risk: Risk | Opportunity, rated: Rated[N, C]) -> Exposure[N, C]:
    """Inherent = p̄ · s̄; residual = inherent × what the controls leave of likelihood and of impact.

    A control on a question that is not answered, not asked or not applicable takes nothing away.
    """
    ops = evaluation.ops
    applicable = ops.negate(rated.not_applicable)
    if risk.when is not None:
        applicable = ops.both(applicable, holds(evaluation, risk.when).yes)
    known = ops.both(applicable, ops.both(rated.likelihood_known, rated.impact_known))
    inherent = rated.probability * rated.severity
    left = {factor: _left(evaluation, risk, factor, "score") for factor in ("likelihood", "impact")}
    least = {factor: _left(evaluation, risk, factor, "upper") for factor in ("likelihood", "impact")}
    most = {factor: _left(evaluation, risk, factor, "lower") for factor in ("likelihood", "impact")}
    p_low = ops.where(rated.likelihood_known, rated.probability, rated.probability_least)
    p_high = ops.where(rated.likelihood_known, rated.probability, rated.probability_most)
    s_low = ops.where(rated.impact_known, rated.severity, rated.severity_least)
    s_high = ops.where(rated.impact_known, rated.severity, rated.severity_most)
    zero = ops.number(0.0)
    return Exposure(
        applicable=applicable,
        rated=known,
        likelihood_left=left["likelihood"],
        impact_left=left["impact"],
        inherent=ops.where(known, inherent, zero),
        residual=ops.where(known, inherent * left["likelihood"] * left["impact"], zero),
        lower=ops.where(applicable, p_low * s_low * least["likelihood"] * least["impact"], zero),
        upper=ops.where(applicable, p_high * s_high * most["likelihood"] * most["impact"], zero),
    )


def _left(evaluation: Evaluation[N, C, A], risk: Risk | Opportunity, factor: str, end: str) -> N:
    """Π(1 − by × item score) over the controls on this factor, never below a tenth.

    `end` says which item score: the one judged ("score"), or the one it may turn out to be ("lower", "upper").
    """
    ops = evaluation.ops
    product = one = ops.number(1.0)
    for control in risk.controls if isinstance(risk, Risk) else ():
        if control.reduces == factor:
            node = evaluation.nodes[control.question]
            counts = node.applicable if end != "score" else node.judged
            score = ops.where(counts, getattr(node, end), ops.number(0.0))
            product = product * (one - ops.number(control.by) * score)
    return ops.greater(ops.number(LEAST_REMAINING), product)


def total(
    ops: Operations[N, C, A],
    exposures: Iterable[tuple[Exposure[N, C], float]],
    *,
    minimum_coverage: float,
) -> Total[N, C]:
    """Exposures times shares, added. With less than `minimum_coverage` of them rated, `enough` fails."""
    zero, one = ops.number(0.0), ops.number(1.0)
    inherent = residual = lower = upper = n_applicable = n_rated = zero
    for each, share in exposures:
        part = ops.number(share)
        inherent = inherent + each.inherent * part
        residual = residual + each.residual * part
        lower = lower + each.lower * part
        upper = upper + each.upper * part
        n_applicable = n_applicable + ops.where(each.applicable, one, zero)
        n_rated = n_rated + ops.where(each.rated, one, zero)
    coverage = ops.ratio(n_rated, n_applicable)
    return Total(
        inherent=inherent,
        residual=residual,
        lower=lower,
        upper=upper,
        n_applicable=n_applicable,
        n_rated=n_rated,
        coverage=coverage,
        enough=ops.at_least(coverage, ops.number(max(minimum_coverage - EDGE, EDGE))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Generic[N, C]):
    """Everything computed from the register. `sides` is keyed by side, `stances` by stance."""

    risks: dict[str, Exposure[N, C]]
    opportunities: dict[str, Exposure[N, C]]
    sides: dict[Side, Total[N, C]]
    stances: dict[StanceId, Total[N, C]]
    gains: dict[StanceId, Total[N, C]]
    decidable: C


def weigh(
    evaluation: Evaluation[N, C, A],
    questionnaire: Questionnaire,
    rating: Callable[[str], Rated[N, C]],
) -> Register[N, C]:
    """The whole register. `rating` gives a risk's or an opportunity's rating by its id.

    There is a stance only where enough of each side is rated.
    """
    ops, least = evaluation.ops, questionnaire.minimum_coverage
    risks = {risk.id: exposure(evaluation, risk, rating(risk.id)) for risk in questionnaire.risks}
    gains = {each.id: exposure(evaluation, each, rating(each.id)) for each in questionnaire.opportunities}
    sides = {
        side: total(ops, ((risks[r.id], 1.0) for r in questionnaire.risks if r.side == side), minimum_coverage=least)
        for side in SIDES
    }
    courses = offered(questionnaire)

    def under(
        stance: StanceId, found: Mapping[str, Exposure[N, C]], listed: tuple[Risk | Opportunity, ...]
    ) -> Total[N, C]:
        shares = ((found[each.id], share_under(each, stance)) for each in listed)
        return total(ops, shares, minimum_coverage=least)

    return Register(
        risks=risks,
        opportunities=gains,
        sides=sides,
        stances={stance: under(stance, risks, questionnaire.risks) for stance in courses},
        gains={stance: under(stance, gains, questionnaire.opportunities) for stance in courses},
        decidable=ops.both(sides["participating"].enough, sides["not_participating"].enough),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Generic[N, C]):
    """The stances by index into `order`: the one with the least expected residual exposure, and the one that fits now.

    `now` is −1 where no stance's needs are met. `margin` is how far the second best lies above the best, as a share
    of the second best (0..1).
    """

    order: tuple[StanceId, ...]
    best: N
    now: N
    margin: N
    met: dict[StanceId, C]


def choose(evaluation: Evaluation[N, C, A], stances: tuple[Stance, ...], register: Register[N, C]) -> Choice[N, C]:
    """*Best* has the least expected residual exposure; *now* is the best among those whose needs are met.

    A need that is not known to be met is not met. Call `hold_level` first: needs may ask for the level.
    """
    ops = evaluation.ops
    needs = {stance.id: stance.needs for stance in stances}
    order = tuple(register.stances)
    met: dict[StanceId, C] = {}
    for stance in order:
        need = needs.get(stance)
        met[stance] = ops.truth(True) if need is None else holds(evaluation, need).yes
    all_allowed = {stance: ops.truth(True) for stance in order}
    best, least = _argmin(ops, register, order, all_allowed)
    now, _ = _argmin(ops, register, order, met)
    others = {stance: ops.negate(_equals(ops, best, ops.number(float(at)))) for at, stance in enumerate(order)}
    _, second = _argmin(ops, register, order, others)
    return Choice(order=order, best=best, now=now, margin=ops.ratio(second - least, second), met=met)


def _equals(ops: Operations[N, C, A], one: N, other: N) -> C:
    return ops.both(ops.at_least(one, other), ops.at_least(other, one))


def _argmin(
    ops: Operations[N, C, A],
    register: Register[N, C],
    order: tuple[StanceId, ...],
    allowed: Mapping[StanceId, C],
) -> tuple[N, N]:
    """Index and exposure of the least exposed stance among those allowed; (−1, 0) where none is."""
    index, least = ops.number(-1.0), ops.number(0.0)
    for at, stance in enumerate(order):
        found = register.stances[stance].residual
        none_yet = ops.negate(ops.at_least(index, ops.number(0.0)))
        better = ops.both(allowed[stance], ops.either(none_yet, ops.negate(ops.at_least(found, least))))
        index = ops.where(better, ops.number(float(at)), index)
        least = ops.where(better, found, least)
    return index, least
