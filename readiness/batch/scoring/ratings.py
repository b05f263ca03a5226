"""How a table rated the risks: as the exposure formulas take it, and as conditions ask for it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from readiness.batch.readings import rated
from readiness.batch.scoring.answers import Answers
from readiness.batch.scoring.symbols import Algebra, Said, Symbol
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import NOT_APPLICABLE, Choice, Questionnaire
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.risk.exposure import Rated, mean_probability, mean_severity
from readiness.risk.ratings import range_of
from readiness.scoring.formulas import Evaluation, holds
from readiness.scoring.operations import Key

Half = tuple[Said, dict[ChoiceValue, float]]
"""The answers to one half of a rating, and the mean that each step stands for."""


def rated_in(ops: Algebra, questionnaire: Questionnaire, answers: Answers) -> Callable[[str], Rated[Symbol, Symbol]]:
    """Each risk's and opportunity's rating by its id."""
    gains = {each.id for each in questionnaire.opportunities}
    chances = _means(likelihood_steps(questionnaire), mean_probability)
    losses = _means(impact_steps(questionnaire), mean_severity)
    won = _means(gain_steps(questionnaire), mean_severity)

    def rating(name: str) -> Rated[Symbol, Symbol]:
        if name in gains:
            likelihood, other = (answers.said(rated("opportunity", name, half)) for half in ("likelihood", "gain"))
            return _rated(ops, (likelihood, chances), (other, won))
        likelihood, other = (answers.said(rated("risk", name, half)) for half in ("likelihood", "impact"))
        return _rated(ops, (likelihood, chances), (other, losses))

    return rating


def _means(steps: tuple[Choice, ...], mean: Callable[[float, float], float]) -> dict[ChoiceValue, float]:
    return {int(step.value): mean(*range_of(step)) for step in steps}


def _rated(ops: Algebra, chance: Half, size: Half) -> Rated[Symbol, Symbol]:
    """A rating on the scales: the mean of its step, and for what is not rated the ends of the scale."""
    (likelihood, chances), (impact, sizes) = chance, size
    return Rated(
        not_applicable=ops.either(*(half.word(NOT_APPLICABLE) for half in (likelihood, impact))),
        likelihood_known=likelihood.one_of(tuple(chances)),
        impact_known=impact.one_of(tuple(sizes)),
        probability=likelihood.lookup(chances),
        probability_least=ops.number(min(chances.values())),
        probability_most=ops.number(max(chances.values())),
        severity=impact.lookup(sizes),
        severity_least=ops.number(min(sizes.values())),
        severity_most=ops.number(max(sizes.values())),
    )


class _Asked:
    """One half of a risk's rating as conditions see it: a risk that is not asked does not apply, whatever was said of it."""

    def __init__(self, ops: Algebra, half: Said, *, away: Symbol, open_: Symbol, neither: Symbol) -> None:
        """`away`: it is not asked, or rated not applicable in either half; `open_`: whether it is asked is not known."""
        self.ops, self.half = ops, half
        self.away = ops.either(away, neither)
        self.open_ = ops.both(open_, ops.negate(away))

    def missing(self) -> Symbol:
        ops = self.ops
        return ops.either(self.open_, ops.both(ops.negate(self.away), self.half.missing()))

    def word(self, word: str) -> Symbol:
        ops = self.ops
        if word == NOT_APPLICABLE:
            return ops.both(self.away, ops.negate(self.open_))
        return self._if_asked(self.half.word(word))

    def one_of(self, values: Collection[Key]) -> Symbol:
        return self._if_asked(self.half.one_of(values))

    def _if_asked(self, found: Symbol) -> Symbol:
        ops = self.ops
        return ops.both(found, ops.negate(ops.either(self.away, self.open_)))

    def lookup(self, table: object) -> Symbol:
        raise AssertionError("a rating is asked for its step, never looked up")

    def amount(self) -> Symbol:
        return self.half.amount()

    def importance(self) -> Symbol:
        return self.half.importance()


def steps_in(
    ops: Algebra, evaluation: Evaluation[Symbol, Symbol, Said], questionnaire: Questionnaire, answers: Answers
) -> Callable[[str, str], Said]:
    """Each risk's `likelihood` or `impact` as rated, by its id and half."""
    when = {risk.id: risk.when for risk in questionnaire.risks}

    def rating(risk: str, half: str) -> Said:
        halves = {each: answers.said(rated("risk", risk, each)) for each in ("likelihood", "impact")}
        neither = ops.either(*(each.word(NOT_APPLICABLE) for each in halves.values()))
        condition = when[risk]
        away = open_ = ops.truth(False)
        if condition is not None:
            asked = holds(evaluation, condition)
            away = asked.no
            open_ = ops.negate(ops.either(asked.yes, asked.no))
        return _Asked(ops, halves[half], away=away, open_=open_, neither=neither)

    return rating
