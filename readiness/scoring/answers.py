"""A response as the formulas take it: the answer to each item by its id."""

from __future__ import annotations

from collections.abc import Callable

from readiness.model.response import Answer, Response
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
