"""A condition in words, as it stands in the questionnaire: what is asked, with no answers yet."""

from __future__ import annotations

from collections.abc import Callable

from readiness.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    GateCondition,
    LevelCondition,
    Not,
    QuestionCondition,
    RiskCondition,
    SectionCondition,
)
from readiness.model.questionnaire import (
    DateQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    TextQuestion,
    YesNoQuestion,
)
from readiness.model.risk_scales import impact_steps, likelihood_steps
from readiness.reports.numbers import percent, plain_number
from readiness.words import say


def condition_phrase(condition: Condition, questionnaire: Questionnaire, language: str) -> str:
    """“Do you post today? → Yes, and Governance: at least 50 %”."""
    match condition:
        case AllOf():
            parts = [condition_phrase(part, questionnaire, language) for part in condition.all_]
            return say(language, "n_and").join(parts)
        case AnyOf():
            parts = [condition_phrase(part, questionnaire, language) for part in condition.any_]
            return say(language, "n_any", parts="; ".join(parts))
        case Not():
            return say(language, "n_not", part=condition_phrase(condition.not_, questionnaire, language))
        case LevelCondition():
            title = next((each.title for each in questionnaire.levels if each.id == condition.level), None)
            return say(language, "c_level", level=title.in_(language) if title else condition.level)
        case GateCondition():
            return say(language, "c_gate", gate=condition.gate)
        case SectionCondition():
            title = next((each.title for each in questionnaire.every_section() if each.id == condition.section), None)
            name = title.in_(language) if title else condition.section
            return f"{name}: {_range(condition, language, lambda edge: percent(edge, language))}"
        case QuestionCondition():
            return _question(condition, questionnaire, language)
        case RiskCondition():
            return _rating(condition, questionnaire, language)


def _question(condition: QuestionCondition, questionnaire: Questionnaire, language: str) -> str:
    question = next((each for each in questionnaire.every_question() if each.id == condition.question), None)
    name = say(language, "quoted", words=question.text.in_(language)) if question else condition.question
    if condition.answered is not None:
        return say(language, "n_question_answered" if condition.answered else "n_question_not_answered", question=name)
    wanted = condition.in_ if condition.in_ is not None else (condition.is_,) if condition.is_ is not None else ()
    if wanted:
        labels = [_label(question, value, questionnaire, language) for value in wanted]
        return f"{name} → {say(language, 'n_or').join(labels)}"

    def shown(edge: float) -> str:
        first = questionnaire.first_reaching(question, edge) if question else None
        return say(language, "quoted", words=first.label.in_(language)) if first else plain_number(edge, language)

    return f"{name} → {_range(condition, language, shown)}"


def _label(question: Question | None, value: object, questionnaire: Questionnaire, language: str) -> str:
    if value in ("not_applicable", "dont_know") and isinstance(value, str):
        return say(language, value)
    if isinstance(question, YesNoQuestion):
        return say(language, "yes" if value in ("yes", True) else "no")
    if question is None or isinstance(question, TextQuestion | DateQuestion | NumberQuestion):
        return str(value)
    labels = {choice.value: choice.label.in_(language) for choice in questionnaire.choices_of(question)}
    return labels.get(value, str(value)) if isinstance(value, str | int | float) else str(value)


def _rating(condition: RiskCondition, questionnaire: Questionnaire, language: str) -> str:
    title = next((each.name for each in questionnaire.risks if each.id == condition.risk), None)
    steps = likelihood_steps(questionnaire) if condition.rating == "likelihood" else impact_steps(questionnaire)
    labels = {step.value: step.label.in_(language) for step in steps}

    def shown(edge: float) -> str:
        return say(language, "quoted", words=labels[edge]) if edge in labels else plain_number(edge, language)

    return say(
        language,
        "x_likelihood_is" if condition.rating == "likelihood" else "x_impact_is",
        risk=say(language, "quoted", words=title.in_(language)) if title else condition.risk,
        range=_range(condition, language, shown),
    )


def _range(
    condition: QuestionCondition | SectionCondition | RiskCondition, language: str, shown: Callable[[float], str]
) -> str:
    words = []
    if condition.at_least is not None:
        words.append(say(language, "c_at_least", edge=shown(condition.at_least)))
    if condition.below is not None:
        words.append(say(language, "c_below", edge=shown(condition.below)))
    return say(language, "n_and").join(words)
