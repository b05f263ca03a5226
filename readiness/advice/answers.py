"""Answers in words."""

from __future__ import annotations

from readiness.advice.context import Context
from readiness.model.questionnaire import (
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
    YesNoQuestion,
)
from readiness.scoring.tree import Item
from readiness.words import say


def shown_value(context: Context, question: Question, value: object) -> str:
    """One value of a question as a person would say it."""
    if value is None:
        return say(context.language, "unanswered")
    if value in ("not_applicable", "dont_know") and isinstance(value, str):
        return say(context.language, value)
    if isinstance(value, tuple):
        if not value:
            return say(context.language, "none_ticked")
        return "; ".join(shown_value(context, question, each) for each in value)
    if isinstance(question, YesNoQuestion):
        return say(context.language, "yes" if value in ("yes", True) else "no")
    if isinstance(question, NumberQuestion):
        number = _number(value)
        return _counted(number, context.words(question.unit), context.language) if question.unit else number
    if isinstance(question, TextQuestion | DateQuestion):
        return str(value)
    for choice in context.questionnaire.choices_of(question):
        if choice.value == value:
            return context.words(choice.label)
    return str(value)


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) and abs(value) < 1e6 else str(value)


def _counted(number: str, unit: str, language: str) -> str:
    """“5 hours a week”, but “1 (hours a week)”: units are written in the plural, and one of a thing is no plural."""
    return f"{number} ({unit})" if _is_one(number, unit, language) else f"{number} {unit}"


def _is_one(number: str, unit: str, language: str) -> bool:
    """Whether a unit in the plural would be wrong after this number."""
    return unit.split()[0].endswith(("s", "x")) and number in (("0", "1") if language.startswith("fr") else ("1",))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _both_counted(was: str, becomes: str, unit: str, language: str) -> tuple[str, str]:
    """Two numbers beside each other, with the unit in the same form: in brackets after both where it must be after one."""
    if any(_is_one(number, unit, language) for number in (was, becomes)):
        return f"{was} ({unit})", f"{becomes} ({unit})"
    return f"{was} {unit}", f"{becomes} {unit}"


def shown_answer(context: Context, question: Question) -> str:
    """The respondent's answer to a question; for a grid, how many rows were answered."""
    value = context.answer(question.id).value
    if isinstance(question, GridQuestion) and isinstance(value, dict):
        judged = sum(each is not None for each in value.values())
        return say(context.language, "rows", judged=judged, all=len(question.rows))
    return shown_value(context, question, value)


def item_text(context: Context, item: Item) -> str:
    """The question that an item belongs to, and for a grid the row."""
    question = context.questions[item.question]
    text = context.words(question.text)
    if isinstance(question, GridQuestion):
        row = next(row for row in question.rows if f"{question.id}.{row.id}" == item.id)
        return f"{text} [{context.words(row.text)}]"
    return text


def shown_change(context: Context, question: Question, was: object, becomes: object) -> tuple[str, str]:
    """An answer and another as a person would say them; of ticks only what is added and what is taken away.

    The first is empty where the second says the change by itself.
    """
    if isinstance(question, NumberQuestion) and question.unit and _is_number(was) and _is_number(becomes):
        return _both_counted(_number(was), _number(becomes), context.words(question.unit), context.language)
    if not (isinstance(question, ChoicesQuestion) and isinstance(was, tuple) and isinstance(becomes, tuple)):
        return shown_value(context, question, was), shown_value(context, question, becomes)
    added = [each for each in becomes if each not in was]
    alone = {choice.value for choice in context.questionnaire.choices_of(question) if choice.exclusive}
    gone = [each for each in was if each not in becomes and not (added and each in alone)]
    changes = [say(context.language, "k_also", words=shown_value(context, question, each)) for each in added]
    changes += [say(context.language, "k_without", words=shown_value(context, question, each)) for each in gone]
    return "", "; ".join(changes)
