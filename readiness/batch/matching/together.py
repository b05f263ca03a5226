"""What is ticked together and may not be: a choice that excludes all others, or a word such as “don't know” beside choices."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from readiness.batch.matching.cells import answer_in, is_ticked
from readiness.batch.matching.values import Meaning, question_of, quoted
from readiness.batch.readings import TickColumns
from readiness.model.questionnaire import DONT_KNOW, NOT_APPLICABLE, ChoicesQuestion, Questionnaire
from readiness.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Why some columns of a row cannot stand, all of them at once."""

    columns: tuple[str, ...]
    reason: str


def why_not_together(questionnaire: Questionnaire, item: str, ticked: Collection[Meaning], language: str) -> str | None:
    """Which of several answers to one question cannot stand beside others; None where all may."""
    question = question_of(questionnaire, item)
    if not isinstance(question, ChoicesQuestion) or len(ticked) < 2:
        return None
    exclusive = {choice.value: choice.exclusive for choice in questionnaire.choices_of(question)}
    labels = {choice.value: choice.label.in_(language) for choice in questionnaire.choices_of(question)}
    words: dict[Meaning, str] = {word: say(language, word) for word in (NOT_APPLICABLE, DONT_KNOW)}
    for value in ticked:
        if exclusive.get(value, value in words):
            return say(language, "bm_x_alone", choice=quoted(language, {**words, **labels}[value]))
    return None


def together_in(
    reading: TickColumns, questionnaire: Questionnaire, cell_of: Callable[[str], str | None], language: str
) -> Together | None:
    """Of options with a column each, those that a row ticks and may not tick together."""
    answer = answer_in(reading, cell_of)
    if not isinstance(answer, tuple):
        return None
    reason = why_not_together(questionnaire, reading.item, answer, language)
    if reason is None:
        return None
    columns = tuple(tick.column for tick in reading.ticks if is_ticked(tick, cell_of(tick.column)))
    return Together(columns=columns, reason=reason)
