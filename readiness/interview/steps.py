"""What is asked, one thing at a time: a question, a risk or an opportunity, in the order of the questionnaire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from readiness.model.base import Text
from readiness.model.condition import Condition
from readiness.model.questionnaire import SIDES, GridQuestion, Opportunity, Question, Questionnaire, Risk, Section
from readiness.model.response import Answer, OpportunityRating, RiskRating

Kind = Literal["question", "risk", "opportunity"]
Given = Answer | RiskRating | OpportunityRating
"""What is answered to a step."""

PROFILE, RISKS, OPPORTUNITIES = "profile", "risks", "opportunities"


class Key(NamedTuple):
    """Names a step; a question and a risk may share an id."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Step:
    """One thing to answer. `conditions` are all that must hold for it to be asked, the outermost first."""

    key: Key
    part: str
    """The id of the part it belongs to."""
    thing: Question | Risk | Opportunity
    conditions: tuple[Condition, ...] = ()

    @property
    def text(self) -> Text:
        """What is asked."""
        return self.thing.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section, the profile, a side of the register or the opportunities. `title` is None where the program names it."""

    id: str
    depth: int
    title: Text | None
    about: Text | None = None
    inside: tuple[str, ...] = ()
    """The parts within it, itself first."""


def open_row(question: GridQuestion, given: Answer) -> str | None:
    """The first row without an answer; None where every row has one, or one word answers all."""
    if isinstance(given.value, str):
        return None
    rows = given.value if isinstance(given.value, dict) else {}
    return next((row.id for row in question.rows if rows.get(row.id) is None), None)


def all_steps(questionnaire: Questionnaire) -> tuple[Step, ...]:
    """Everything that may be asked, in order: profile, sections, risks of taking part, of staying away, gains."""
    return tuple(_steps(questionnaire))


def _steps(questionnaire: Questionnaire) -> Iterator[Step]:
    for question in questionnaire.profile:
        yield _question(question, PROFILE, ())
    for section in questionnaire.sections:
        yield from _section(section, ())
    for side in SIDES:
        for risk in questionnaire.risks:
            if risk.side == side:
                yield Step(key=Key("risk", risk.id), part=f"{RISKS}.{side}", thing=risk, conditions=_own(risk.when))
    for gain in questionnaire.opportunities:
        yield Step(key=Key("opportunity", gain.id), part=OPPORTUNITIES, thing=gain, conditions=_own(gain.when))


def _section(section: Section, outer: tuple[Condition, ...]) -> Iterator[Step]:
    conditions = outer + _own(section.when)
    for question in section.questions:
        yield _question(question, section.id, conditions)
    for inner in section.sections:
        yield from _section(inner, conditions)


def _question(question: Question, part: str, outer: tuple[Condition, ...]) -> Step:
    return Step(key=Key("question", question.id), part=part, thing=question, conditions=outer + _own(question.when))


def _own(when: Condition | None) -> tuple[Condition, ...]:
    return () if when is None else (when,)


def all_parts(questionnaire: Questionnaire) -> tuple[Part, ...]:
    """The parts in which the steps are asked, in order, an outer one before those inside it."""
    return tuple(_parts(questionnaire))


def _parts(questionnaire: Questionnaire) -> Iterator[Part]:
    if questionnaire.profile:
        yield Part(id=PROFILE, depth=0, title=None, inside=(PROFILE,))
    for section in questionnaire.sections:
        yield from _sections(section, 0)
    for side in SIDES:
        if any(risk.side == side for risk in questionnaire.risks):
            yield Part(id=f"{RISKS}.{side}", depth=0, title=None, inside=(f"{RISKS}.{side}",))
    if questionnaire.opportunities:
        yield Part(id=OPPORTUNITIES, depth=0, title=None, inside=(OPPORTUNITIES,))


def _sections(section: Section, depth: int) -> Iterator[Part]:
    inner = [part for each in section.sections for part in _sections(each, depth + 1)]
    inside = (section.id, *(part.id for part in inner))
    yield Part(id=section.id, depth=depth, title=section.title, about=section.about, inside=inside)
    yield from inner


def parts_named(parts: tuple[Part, ...], name: str) -> frozenset[str]:
    """The parts that a person means by a section's id, `profile`, `risks` or `opportunities`; empty for no such."""
    found = {each for part in parts if part.id == name for each in part.inside}
    if not found and name == RISKS:
        found = {part.id for part in parts if part.id.startswith(f"{RISKS}.")}
    return frozenset(found)


def names_of_parts(parts: tuple[Part, ...]) -> list[str]:
    """What may be asked for by name."""
    names = [part.id for part in parts if not part.id.startswith(f"{RISKS}.")]
    return names + ([RISKS] if len(names) < len(parts) and RISKS not in names else [])
