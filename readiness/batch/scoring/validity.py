"""Whether a row's answers may stand: every cell could be read, and what it says may be said."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from readiness.batch.readings import Reading
from readiness.batch.scoring.answers import Answers
from readiness.batch.scoring.symbols import Algebra, Said, Symbol
from readiness.model.questionnaire import ChoicesQuestion, NumberQuestion, Question, Questionnaire


def faultless(
    ops: Algebra, questionnaire: Questionnaire, answers: Answers, readings: Collection[Reading]
) -> Mapping[str, Symbol]:
    """For each item that was read, whether its answer could be read and may be given."""
    questions = {question.id: question for question in questionnaire.every_question()}
    found = dict(answers.known)
    for reading in readings:
        question = questions.get(reading.item)
        if question is not None:
            may = _may_be(ops, questionnaire, question, answers.said(reading.item))
            found[reading.item] = ops.both(found[reading.item], may)
    return found


def _may_be(ops: Algebra, questionnaire: Questionnaire, question: Question, said: Said) -> Symbol:
    if isinstance(question, NumberQuestion):
        return _number_may_be(ops, question, said)
    if isinstance(question, ChoicesQuestion):
        return _ticks_may_be(ops, questionnaire, question, said)
    return ops.truth(True)


def _number_may_be(ops: Algebra, question: NumberQuestion, said: Said) -> Symbol:
    """Within the question's `min` and `max`, and whole where it wants whole numbers; a blank or a word may always be."""
    fine, number = ops.truth(True), said.amount()
    if question.min is not None:
        fine = ops.both(fine, ops.at_least(number, ops.number(question.min)))
    if question.max is not None:
        fine = ops.both(fine, ops.at_least(ops.number(question.max), number))
    if question.whole:
        fine = ops.both(fine, ops.make("whole", (number,)))
    no_number = said.missing()
    for word in question.allow:
        no_number = ops.either(no_number, said.word(word))
    return ops.either(fine, no_number)


def _ticks_may_be(ops: Algebra, questionnaire: Questionnaire, question: ChoicesQuestion, said: Said) -> Symbol:
    """A choice that excludes others stands alone, and so does a word."""
    choices = [choice.value for choice in questionnaire.choices_of(question)]
    alone = [choice.value for choice in questionnaire.choices_of(question) if choice.exclusive]
    fine = ops.truth(True)
    for value in alone:
        others = [each for each in choices if each != value]
        fine = ops.both(fine, ops.negate(ops.both(said.one_of((value,)), said.one_of(others))))
    for word in question.allow:
        fine = ops.both(fine, ops.negate(ops.both(said.word(word), said.one_of(choices))))
    return fine
