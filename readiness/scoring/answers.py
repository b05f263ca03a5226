"""A response as the formulas take it: the answer to each item, and the rating of each risk, by its id."""

from __future__ import annotations

from collections.abc import Callable

from readiness.model.questionnaire import NOT_APPLICABLE, Questionnaire
from readiness.model.response import Answer, Response, RiskRating
from readiness.scoring.formulas import Evaluation, holds
from readiness.scoring.operations import Given


def given_by(response: Response) -> Callable[[str], Given]:
    """Each item's answer by its id: `question`, or `question.row` for a grid's row.

    A word that answers a whole grid ("not applicable") answers each of its rows.
    """
    given: dict[str, Given] = {}
    for name, answer in response.answers.items():
        if isinstance(answer.value, dict):
            given[name] = Given(importance=answer.importance)
            for row, value in answer.value.items():
                given[f"{name}.{row}"] = Given(value=value)
        else:
            given[name] = _given(answer)
    nothing = Given()

    def given_to(item: str) -> Given:
        if item in given:
            return given[item]
        grid, dot, _ = item.partition(".")
        return Given(value=given[grid].value) if dot and grid in given else nothing

    return given_to


def _given(answer: Answer) -> Given:
    assert not isinstance(answer.value, dict)
    return Given(value=answer.value, importance=answer.importance)


def ratings_by(
    questionnaire: Questionnaire, response: Response, evaluation: Evaluation[float, bool, Given]
) -> Callable[[str, str], Given]:
    """Each risk's `likelihood` or `impact` as rated, by its id and half; no value for what has no step or word.

    A risk that is not asked does not apply, whatever was once said of it; while that is not known, nor is its rating.
    """
    when = {risk.id: risk.when for risk in questionnaire.risks}

    def rating_of(risk: str, half: str) -> Given:
        condition = when[risk]
        asked = holds(evaluation, condition) if condition is not None else None
        if asked is not None and not asked.yes:
            return Given(value=NOT_APPLICABLE if asked.no else None)
        rated = response.risks.get(risk)
        if not isinstance(rated, RiskRating):
            return Given(value=rated)
        if NOT_APPLICABLE in (rated.likelihood, rated.impact):
            return Given(value=NOT_APPLICABLE)
        return Given(value=rated.likelihood if half == "likelihood" else rated.impact)

    return rating_of
