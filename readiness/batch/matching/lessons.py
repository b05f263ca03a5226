"""What comes up after matching: cells first seen in the full pass, known after all or explained to the person they came from."""

from __future__ import annotations

from collections.abc import Iterable

from readiness.batch.matching.amounts import explain_number, learn_number
from readiness.batch.matching.tick_columns import explain_tick, learn_tick_columns
from readiness.batch.matching.ticks import explain_ticks, learn_ticks
from readiness.batch.matching.values import explain_one_of, learn_one_of, lexicon_of_item, question_of
from readiness.batch.readings import Number, OneOf, Reading, TickColumns, Ticks, Words
from readiness.model.questionnaire import NumberQuestion, Questionnaire


def learn(reading: Reading, questionnaire: Questionnaire, cells: Iterable[str]) -> Reading | None:
    """The reading extended by those of the cells that it knows after all, by the rules that it was made by; None where
    there are none. Nothing that was known changes its meaning."""
    match reading:
        case OneOf():
            return learn_one_of(reading, questionnaire, cells)
        case Number():
            return learn_number(reading, questionnaire, cells)
        case Ticks():
            return learn_ticks(reading, questionnaire, cells)
        case TickColumns():
            return learn_tick_columns(reading, questionnaire, cells)
        case Words():
            return None


def explain_cell(reading: Reading, questionnaire: Questionnaire, cell: str, language: str = "en") -> str:
    """Why a cell is no answer: the reason that stands beside its row in the rejects file."""
    match reading:
        case OneOf():
            lexicon = lexicon_of_item(questionnaire, reading.item)
            assert lexicon is not None
            return explain_one_of(lexicon, cell, language)
        case Number():
            question = question_of(questionnaire, reading.item)
            assert isinstance(question, NumberQuestion)
            return explain_number(question, reading, cell, language)
        case Ticks():
            return explain_ticks(reading, questionnaire, cell, language)
        case TickColumns() | Words():
            return explain_tick(cell, language)
