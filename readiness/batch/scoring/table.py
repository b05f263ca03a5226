"""A questionnaire and its readings written down for a table: outputs, item scores, and which rows may be scored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from readiness.batch.readings import Importance, Reading
from readiness.batch.scoring.answers import Answers, answers_of
from readiness.batch.scoring.outputs import Answered, Wanted, item_scores, outputs_of
from readiness.batch.scoring.ratings import rated_in, steps_in
from readiness.batch.scoring.symbols import Algebra, Said, Symbol
from readiness.batch.scoring.validity import faultless
from readiness.model.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """The symbols of a table.

    `outputs` and `items` (each item's score, null where not judged) are by column name. `faultless` says for each item
    read whether its answer could be read and may be given, `valid` whether all of them; `blank` whether nothing at all was
    answered.
    """

    ops: Algebra
    outputs: Mapping[str, Symbol]
    items: Mapping[str, Symbol]
    faultless: Mapping[str, Symbol]
    valid: Symbol
    blank: Symbol


def scoring_of(
    questionnaire: Questionnaire,
    readings: Collection[Reading],
    importances: Collection[Importance] = (),
    *,
    wanted: Wanted = "all",
) -> Scoring:
    """Write the formulas down for these readings."""
    ops = Algebra()
    answers = answers_of(ops, readings, importances)
    outputs = outputs_of(ops, questionnaire, _answered(ops, questionnaire, answers), wanted)
    sound = faultless(ops, questionnaire, answers, readings)
    valid = _every(ops, sound.values())
    unanswered = _every(ops, (answers.said(reading.item).missing() for reading in readings))
    return Scoring(
        ops=ops,
        outputs=cast("Mapping[str, Symbol]", outputs.columns),
        items=cast("Mapping[str, Symbol]", item_scores(ops, outputs.evaluation)),
        faultless=sound,
        valid=valid,
        blank=ops.both(unanswered, valid),  # of a cell that nobody can read it is not known that it says nothing
    )


def _answered(ops: Algebra, questionnaire: Questionnaire, answers: Answers) -> Answered[Symbol, Symbol, Said]:
    return Answered(
        said=answers.said,
        rating=rated_in(ops, questionnaire, answers),
        steps=lambda evaluation: steps_in(ops, evaluation, questionnaire, answers),
    )


def _every(ops: Algebra, truths: Iterable[Symbol]) -> Symbol:
    found = ops.truth(True)
    for each in truths:
        found = ops.both(found, each)
    return found
