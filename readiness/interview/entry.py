"""What a person typed at a step, as an answer: choices by key, number or label; rows and the halves of a rating in turn."""

from __future__ import annotations

from readiness.interview.options import Scale, chosen, options_of, read, scales_of
from readiness.interview.refusals import Refusal
from readiness.interview.steps import Given, Step, open_row
from readiness.model.questionnaire import GridQuestion, Question, Questionnaire
from readiness.model.response import Answer, OpportunityRating, RiskRating


def typed_answer(questionnaire: Questionnaire, step: Step, given: Given, typed: str, language: str) -> Given | Refusal:
    """`given` with what was typed in it. Notes, evidence and the like stay.

    To a grid or a rating one entry answers what is still open of it, in order; as many entries as it has answer all.
    """
    if not isinstance(given, Answer):
        return _rated(scales_of(questionnaire, step.key.kind, language), given, typed)
    question: Question = step.thing  # type: ignore[assignment]  # answers are to questions
    if isinstance(question, GridQuestion):
        return _grid(questionnaire, question, given, typed, language)
    value = read(questionnaire, question, typed, language)
    return value if isinstance(value, Refusal) else given.model_copy(update={"value": value})


def _grid(
    questionnaire: Questionnaire, question: GridQuestion, given: Answer, typed: str, language: str
) -> Given | Refusal:
    one = chosen(options_of(questionnaire, question, language), typed)
    if isinstance(one, Refusal):
        if len(typed.replace(",", " ").replace(";", " ").split()) < 2:
            return one
        value = read(questionnaire, question, typed, language)
        return value if isinstance(value, Refusal) else given.model_copy(update={"value": value})
    rows = dict(given.value) if isinstance(given.value, dict) else {}
    row = open_row(question, given) or question.rows[0].id
    return given.model_copy(update={"value": {**rows, row: one}})


def open_half(scales: tuple[Scale, Scale], given: RiskRating | OpportunityRating) -> Scale | None:
    """The half of a rating that is still to be given, likelihood first; None where both are."""
    if isinstance(given, RiskRating) and given.probability is not None and given.loss is not None:
        return None
    for scale in scales:
        own = {"likelihood": "probability", "impact": "loss"}.get(scale.name, "")
        if getattr(given, scale.name) is None and getattr(given, own, None) is None:
            return scale
    return None


def with_half(given: RiskRating | OpportunityRating, half: str, value: int | str) -> RiskRating | OpportunityRating:
    """One half rated; a range of the respondent's own that stood in its place is gone. "Not applicable" is so of both."""
    changed: dict[str, object] = {half: value}
    other = ({"likelihood", "gain" if isinstance(given, OpportunityRating) else "impact"} - {half}).pop()
    if value == "not_applicable" or getattr(given, other) == "not_applicable":
        changed[other] = value if value == "not_applicable" else None
    if isinstance(given, RiskRating):
        changed |= {"probability": None} if half == "likelihood" else {"loss": None, "currency": None}
        if value == "not_applicable":
            changed |= {"probability": None, "loss": None, "currency": None}
    return given.model_copy(update=changed)


def _rated(
    scales: tuple[Scale, Scale], given: RiskRating | OpportunityRating, typed: str
) -> RiskRating | OpportunityRating | Refusal:
    pieces = typed.replace(",", " ").replace(";", " ").split()
    if len(pieces) != 2 or not isinstance(chosen((open_half(scales, given) or scales[0]).options, typed), Refusal):
        scale = open_half(scales, given) or scales[0]
        if open_half(scales, given) is None:  # both are there: begin again
            given = given.model_copy(update={scales[1].name: None} | _no_ranges(given))
        value = chosen(scale.options, typed)
        return value if isinstance(value, Refusal) else with_half(given, scale.name, _step(value))
    for scale, piece in zip(scales, pieces, strict=True):
        value = chosen(scale.options, piece)
        if isinstance(value, Refusal):
            return value
        given = with_half(given, scale.name, _step(value))
    return given


def _no_ranges(given: RiskRating | OpportunityRating) -> dict[str, None]:
    return {"probability": None, "loss": None, "currency": None} if isinstance(given, RiskRating) else {}


def _step(value: str | int | float) -> int | str:
    return value if isinstance(value, str) else int(value)
