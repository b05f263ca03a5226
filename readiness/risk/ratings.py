"""How risks were rated, as the exposure formulas take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from readiness.model.questionnaire import Choice, Questionnaire
from readiness.model.response import OpportunityRating, Response, RiskRating
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.risk.exposure import Rated, mean_probability, mean_severity

Range = tuple[float, float]


def range_of(step: Choice) -> Range:
    """The range that a step of a risk scale stands for."""
    found = step.probability or step.severity
    assert found is not None, "the rules give every step of a risk scale its range"
    return found


def rating_of(questionnaire: Questionnaire, response: Response) -> Callable[[str], Rated[float, bool]]:
    """Each risk's and opportunity's rating by id, as the exposure formulas take it."""
    chances, sizes, won = (
        _Ends.of(steps(questionnaire), mean)
        for steps, mean in (
            (likelihood_steps, mean_probability),
            (impact_steps, mean_severity),
            (gain_steps, mean_severity),
        )
    )
    gains = {each.id for each in questionnaire.opportunities}
    losses = _losses_in_their_own_unit(questionnaire, response)
    lost = replace(sizes, least=min(losses), most=max(losses)) if losses else sizes

    def rating(name: str) -> Rated[float, bool]:
        scale = won if name in gains else lost
        rated = response.opportunities.get(name) if name in gains else response.risks.get(name)
        chance, size = chosen_ranges(rated, chances.steps, scale.steps)
        return Rated(
            not_applicable=is_not_applicable(rated),
            likelihood_known=chance is not None,
            impact_known=size is not None,
            probability=mean_probability(*(chance or chances.whole)),
            probability_least=chances.least,
            probability_most=chances.most,
            severity=mean_severity(*(size or scale.whole)),
            severity_least=scale.least,
            severity_most=scale.most,
        )

    return rating


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    """A risk scale: its steps, the range that they cover together, and the least and most that a step means."""

    steps: tuple[Choice, ...]
    whole: Range
    least: float
    most: float

    @classmethod
    def of(cls, steps: tuple[Choice, ...], mean: Callable[[float, float], float]) -> _Ends:
        ranges = [range_of(step) for step in steps]
        means = [mean(*each) for each in ranges]
        whole = min(low for low, _ in ranges), max(high for _, high in ranges)
        return cls(steps=steps, whole=whole, least=min(means), most=max(means))


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


def is_not_applicable(given: RiskRating | OpportunityRating | str | None) -> bool:
    """Whether a rating says that the risk does not apply here."""
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
    return next((range_of(step) for step in steps if step.value == value), None)


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
