"""Responses as a table of text with readings, the plainest way: a column for each item, values as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from readiness.batch.readings import Importance, Number, OneOf, Reading, Tick, TickColumns, Ticks, Words, rated
from readiness.batch.scoring.outputs import Alone, Answered, outputs_of
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import (
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    TextQuestion,
    Word,
    YesNoQuestion,
)
from readiness.model.response import OpportunityRating, Response, RiskRating
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.risk.ratings import rating_of
from readiness.scoring.answers import given_by, ratings_by
from readiness.scoring.operations import WORDS

Cells = dict[str, str]


def alone(questionnaire: Questionnaire, response: Response) -> Mapping[str, object]:
    """Every output of one response, scored by itself."""
    given = Answered(
        said=given_by(response),
        rating=rating_of(questionnaire, response),
        steps=lambda evaluation: ratings_by(questionnaire, response, evaluation),
    )
    return outputs_of(Alone(), questionnaire, given, "all").columns


class TextTable:
    """Readings of a questionnaire's items, and responses as rows of text under them.

    `split`: multi-choice questions have a column for each choice, else one cell; `tabled`: that cell is looked up whole.
    """

    def __init__(self, questionnaire: Questionnaire, *, split: bool = False) -> None:
        self.questionnaire = questionnaire
        self.split = split
        self.columns: list[str] = []
        self.readings: list[Reading] = []
        self.importances: list[Importance] = []
        self._cells: list[Callable[[Response], Iterable[object]]] = []
        for question in questionnaire.every_question():
            self._ask(question)
        for risk in questionnaire.risks:
            for half, steps in (("likelihood", likelihood_steps), ("impact", impact_steps)):
                self._rate("risk", risk.id, half, [int(step.value) for step in steps(questionnaire)])
        for gain in questionnaire.opportunities:
            for half, steps in (("likelihood", likelihood_steps), ("gain", gain_steps)):
                self._rate("opportunity", gain.id, half, [int(step.value) for step in steps(questionnaire)])

    def column(self) -> str:
        self.columns.append(f"c{len(self.columns)}")
        return self.columns[-1]

    def rows(self, responses: Sequence[Response]) -> list[list[str]]:
        """A row of cells for each response, in the order of the columns."""
        return [[_written(value) for cells in self._cells for value in cells(each)] for each in responses]

    def _ask(self, question: Question) -> None:
        name = question.id
        if isinstance(question, GridQuestion):
            for row in question.rows:
                item = f"{name}.{row.id}"
                self.readings.append(self._one(item, [c.value for c in self.questionnaire.choices_of(question)]))
                self._cells.append(lambda response, item=item: (given_by(response)(item).value,))  # type: ignore[misc]
        elif isinstance(question, ChoicesQuestion):
            self._tick(question)
        else:
            self.readings.append(self._plain(question))
            self._cells.append(lambda response: (given_by(response)(name).value,))
        if getattr(question, "importance", False):
            self.importances.append(Importance(item=name, column=self.column()))
            self._cells.append(lambda response: (given_by(response)(name).importance,))

    def _one(self, item: str, values: Iterable[ChoiceValue]) -> OneOf:
        meaning: dict[str, ChoiceValue] = {_written(value): value for value in values}
        meaning |= {word: word for word in WORDS}
        return OneOf(item=item, column=self.column(), values=meaning)

    def _plain(self, question: Question) -> Reading:
        match question:
            case TextQuestion() | DateQuestion():
                if not question.allow:
                    return Words(item=question.id, column=self.column())
                return self._one(question.id, ("words", "2026-01-31"))
            case NumberQuestion():
                return Number(item=question.id, column=self.column(), words={word: word for word in WORDS})
            case YesNoQuestion():
                return self._one(question.id, ("yes", "no"))
            case _:
                assert not isinstance(question, ChoicesQuestion | GridQuestion)
                return self._one(question.id, [c.value for c in self.questionnaire.choices_of(question)])

    def _tick(self, question: ChoicesQuestion) -> None:
        values = [choice.value for choice in self.questionnaire.choices_of(question)]
        if not self.split:
            pieces = {_written(value): value for value in values}
            whole: dict[str, Word | tuple[()]] = {"nothing": ()}
            whole |= {word: word for word in WORDS}
            self.readings.append(
                Ticks(item=question.id, column=self.column(), separator=";", pieces=pieces, whole=whole)
            )
            self._cells.append(lambda response: (_joined(given_by(response)(question.id).value),))
            return
        said = self.column()
        both = (*values, *WORDS)
        ticks = tuple(Tick(column=self.column(), value=value, on=frozenset("1"), off=frozenset("0")) for value in both)
        self.readings.append(TickColumns(item=question.id, ticks=ticks, answered_by=(said, None)))
        self._cells.append(lambda response: _apart(given_by(response)(question.id).value, both))

    def _rate(self, kind: str, name: str, half: str, steps: list[int]) -> None:
        self.readings.append(self._one(rated(kind, name, half), steps))
        self._cells.append(lambda response: (_half(response, kind, name, half),))


def _half(response: Response, kind: str, name: str, half: str) -> object:
    rating = response.risks.get(name) if kind == "risk" else response.opportunities.get(name)
    return getattr(rating, half) if isinstance(rating, RiskRating | OpportunityRating) else rating


def _written(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _joined(value: object) -> object:
    if not isinstance(value, tuple):
        return value
    return ";".join(map(_written, value)) or "nothing"


def _apart(value: object, choices: Iterable[ChoiceValue]) -> Iterable[object]:
    ticked = value if isinstance(value, tuple) else (value,)
    yield None if value is None else "seen"
    yield from ("1" if choice in ticked else "0" for choice in choices)
