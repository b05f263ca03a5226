"""What every part of an assessment is built from: the questionnaire, the response, and what was computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from readiness.model.base import Text
from readiness.model.questionnaire import Question, Questionnaire, Role, Source, StanceId
from readiness.model.response import Answer, Response
from readiness.risk.exposure import Choice, Register, choose, weigh
from readiness.scoring.formulas import Evaluation, Held, Values, hold_level
from readiness.scoring.operations import Given
from readiness.words import say

if TYPE_CHECKING:
    from readiness.advice.variations import Variations


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One response to one questionnaire, scored. `language` is one that the program speaks or not; texts fall back."""

    questionnaire: Questionnaire
    response: Response
    language: str
    questions: Mapping[str, Question]
    evaluation: Evaluation[float, bool, Given]
    held: Held[float, bool]
    register: Register[float, bool]
    choice: Choice[float, bool]

    def words(self, text: Text) -> str:
        """The text in the assessment's language."""
        return text.in_(self.language)

    def maybe(self, text: Text | None) -> str | None:
        """The same, or None where there is no text."""
        return None if text is None else text.in_(self.language)

    def node(self, name: str) -> Values[float, bool]:
        """What was computed for a question, row, section or the whole."""
        return self.evaluation.nodes[name]

    def answer(self, name: str) -> Answer:
        """The respondent's answer to a question; an empty one where there is none."""
        return self.response.answers.get(name, _EMPTY)

    def source(self, source: Text | tuple[str, ...] | None) -> str | None:
        """A source in words: titles and years for ids, free words as they are."""
        if source is None:
            return None
        known = {each.id: each for each in self.questionnaire.sources}
        names = source if isinstance(source, tuple) else (self.words(source),)
        return "; ".join(_cited(known[name], self) if name in known else name for name in names)

    def course(self, name: StanceId) -> str:
        """What a course is called: by the questionnaire, else by the program."""
        stated = next((each for each in self.questionnaire.stances or () if each.id == name), None)
        return self.words(stated.title) if stated else say(self.language, name)

    def with_answers(self, other: Variations) -> Context:
        """The same with other answers: how conditions stand then, and what each course exposes to."""
        held = hold_level(other.base, self.questionnaire.levels, self.questionnaire.gates)
        register = weigh(other.base, self.questionnaire, other.rating)
        choice = choose(other.base, self.questionnaire.stances or (), register)
        return replace(self, evaluation=other.base, held=held, register=register, choice=choice)

    def role(self) -> Role | None:
        """The respondent's role, where it is one of the questionnaire's."""
        return next((each for each in self.questionnaire.roles if each.id == self.response.respondent.role), None)


_EMPTY = Answer(value=None)


def _cited(source: Source, context: Context) -> str:
    parts = [source.author, context.words(source.title), str(source.year) if source.year else None]
    return ", ".join(part for part in parts if part)
