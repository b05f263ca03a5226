"""Why an answer is not taken, as a value: the words for it are `readiness.words`'s."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from readiness.model.base import day_written
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import (
    DONT_KNOW,
    NOT_APPLICABLE,
    Choice,
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    TextQuestion,
    YesNoQuestion,
)
from readiness.model.response import Answer, OpportunityRating, RiskRating
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.words import say

WORDS = (NOT_APPLICABLE, DONT_KNOW)
YES_NO: tuple[ChoiceValue, ...] = ("yes", "no")


class Refusal(NamedTuple):
    """One reason, with what it is about. `key` is a key of `readiness.words`."""

    key: str
    about: str = ""

    def said(self, language: str) -> str:
        """The reason in words, with what to do instead."""
        return say(language, self.key, about=self.about)


def values_of(questionnaire: Questionnaire, question: Question) -> tuple[ChoiceValue, ...]:
    """What can be chosen; empty for a number, a date or free words."""
    if isinstance(question, YesNoQuestion):
        return YES_NO
    if isinstance(question, NumberQuestion | DateQuestion | TextQuestion):
        return ()
    return tuple(choice.value for choice in questionnaire.choices_of(question))


def refuse_answer(questionnaire: Questionnaire, question: Question, answer: Answer) -> Refusal | None:
    """Why this cannot answer the question; None where it can. None as its value takes the answer away."""
    value = answer.value
    if answer.importance is not None and not getattr(question, "importance", False):
        return Refusal("r_importance")
    if value is None:
        return None
    if isinstance(value, str) and value in WORDS:
        return None if value in question.allow else Refusal("r_word", value)
    match question:
        case GridQuestion():
            return _grid(questionnaire, question, value)
        case ChoicesQuestion():
            return _ticked(questionnaire.choices_of(question), value)
        case NumberQuestion():
            return _number(question, value)
        case DateQuestion():
            day = day_written(value) if isinstance(value, str) else ""
            return Refusal("r_date") if isinstance(day, str) else None
        case TextQuestion():
            return None if isinstance(value, str) and value.strip() else Refusal("r_empty")
        case _:
            return None if _is_among(value, values_of(questionnaire, question)) else Refusal("r_choice", str(value))


def _is_among(value: object, known: Iterable[ChoiceValue]) -> bool:
    """Of the same kind, too: the number 3 is not the text "3", nor is 1 true."""
    return not isinstance(value, bool) and any(
        value == each and isinstance(value, str) == isinstance(each, str) for each in known
    )


def _grid(questionnaire: Questionnaire, question: GridQuestion, value: object) -> Refusal | None:
    rows = {row.id for row in question.rows}
    known = [choice.value for choice in questionnaire.choices_of(question)]
    if not isinstance(value, dict) or not set(value) <= rows:
        return Refusal("r_rows")
    for row, each in value.items():
        if isinstance(each, str) and each in WORDS:
            if each not in question.allow:
                return Refusal("r_word", each)
        elif each is not None and not _is_among(each, known):
            return Refusal("r_choice", f"{row}: {each}")
    return None


def _ticked(choices: tuple[Choice, ...], value: object) -> Refusal | None:
    if not isinstance(value, tuple) or not all(_is_among(each, (c.value for c in choices)) for each in value):
        return Refusal("r_choice", str(value))
    if len(set(value)) < len(value):
        return Refusal("r_twice")
    alone = [choice.value for choice in choices if choice.exclusive and choice.value in value]
    return Refusal("r_exclusive", str(alone[0])) if alone and len(value) > 1 else None


def _number(question: NumberQuestion, value: object) -> Refusal | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Refusal("r_number")
    match question.fault(value):
        case "not_whole":
            return Refusal("r_whole")
        case "too_low":
            return Refusal("r_low", f"{question.min:g}")
        case "too_high":
            return Refusal("r_high", f"{question.max:g}")
        case None:
            return None


def refuse_rating(questionnaire: Questionnaire, rating: RiskRating | OpportunityRating) -> Refusal | None:
    """Why a risk or an opportunity cannot be rated so; None where it can."""
    likelihood = [step.value for step in likelihood_steps(questionnaire)]
    if isinstance(rating, RiskRating):
        given, known = rating.impact, [step.value for step in impact_steps(questionnaire)]
    else:
        given, known = rating.gain, [step.value for step in gain_steps(questionnaire)]
    for value, steps in ((rating.likelihood, likelihood), (given, known)):
        if isinstance(value, int) and value not in steps:
            return Refusal("r_step", str(value))
    return None
