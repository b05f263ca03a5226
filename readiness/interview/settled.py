"""What can no longer change: whether level and course stand whatever is answered to what is open.

Never claimed falsely: every answer counts that may be given, the two words and an importance of 10 among them, and
silence is not taken for zero. It may be claimed late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from readiness.interview.interview import Interview, state_of
from readiness.interview.steps import Key, Step, all_steps
from readiness.model.base import EDGE
from readiness.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    GateCondition,
    LevelCondition,
    Not,
    QuestionCondition,
    RiskCondition,
    SectionCondition,
)
from readiness.model.questionnaire import NOT_APPLICABLE, Questionnaire, ScoredQuestion, Section, share_under
from readiness.risk.exposure import choose, offered, weigh
from readiness.risk.ratings import rating_of, unit_of
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import Evaluation, Truth, counts, evaluate, hold_level, holds
from readiness.scoring.operations import Given, Scalar
from readiness.scoring.tree import Group, Item

MOST_IMPORTANT = 10.0
"""What a respondent may say at most; the widest bounds are those of the heaviest unknown."""
UNSURE = Truth(yes=False, no=False)


class Settled(NamedTuple):
    """Whether any answer still open can change the level, or the course that is best and the one that fits now."""

    level: bool
    stance: bool

    @property
    def both(self) -> bool:
        """Whether no further answer changes either."""
        return self.level and self.stance


def settled(interview: Interview) -> Settled:
    """Whether level and course stand whatever is answered to what is open, each open step on its scale or by a word."""
    sure = _Sure(interview)
    if not sure.asked_stays():
        return Settled(level=False, stance=False)
    sure.level = sure.level_stays()
    return Settled(level=sure.level, stance=sure.course_stays())


class _Sure:
    """What is sure of everything, and of conditions, whatever is still to be answered."""

    def __init__(self, interview: Interview) -> None:
        self.questionnaire: Questionnaire = interview.questionnaire
        self.response = interview.response
        self.now = interview.evaluation
        self.held = hold_level(self.now, self.questionnaire.levels, self.questionnaire.gates)
        self.open = {step.key: step for step in all_steps(self.questionnaire) if self._is_open(step)}
        asking = {key.id for key, step in self.open.items() if getattr(step.thing, "importance", False)}
        self.worst: Evaluation[float, bool, Given] = evaluate(
            replace(interview.tree, unanswered_is_zero=False), self._heaviest(asking), Scalar()
        )
        self.bounds_hold = not any(map(self._may_shrink, interview.tree.groups())) and not any(
            map(self._is_begun, asking)
        )
        self.level = False

    def _is_open(self, step: Step) -> bool:
        return state_of(Interview.given_in(self.response, step), step) == "open"

    def _heaviest(self, asking: set[str]) -> Callable[[str], Given]:
        answers = given_by(self.response)
        return lambda item: (
            Given(value=answers(item).value, importance=MOST_IMPORTANT) if item in asking else answers(item)
        )

    def _is_begun(self, name: str) -> bool:
        """Whether a grid is judged in part, and may still come to weigh more or less: then 10 is not its worst."""
        node = self.worst.nodes.get(name)
        return node is not None and node.judged

    def _may_shrink(self, group: Group) -> bool:
        """Whether a step behind the stop of a staged group may leave its denominator, which lifts its bounds."""
        if group.aggregate != "staged":
            return False
        stopped = False
        for child in filter(counts, group.children):
            node = self.worst.nodes[child.id]
            if node.applicable:
                if stopped and not node.judged and self._may_leave(child):
                    return True
                stopped = stopped or node.upper < group.met_at - EDGE
        return False

    def _may_leave(self, child: Item | Group) -> bool:
        """Whether it may turn out not to apply, or to weigh next to nothing."""
        if isinstance(child, Item) or child.kind == "grid":
            step = self.open.get(Key("question", child.question if isinstance(child, Item) else child.id))
            question = step.thing if step is not None else None
            return isinstance(question, ScoredQuestion) and (NOT_APPLICABLE in question.allow or question.importance)
        inner = [each for each in child.children if counts(each) and self.worst.nodes[each.id].applicable]
        return all(map(self._may_leave, inner))

    # ---- what is asked ----

    def asked_stays(self) -> bool:
        """Whether nothing that is open opens or closes anything else."""
        questionnaire = self.questionnaire
        return all(self._is_sure(each.when) for each in chain(questionnaire.profile, questionnaire.risks)) and all(
            map(self._section_stays, questionnaire.sections)
        )

    def _section_stays(self, section: Section) -> bool:
        if section.when is not None:
            truth = self.truth(section.when)
            if truth.no:
                return True
            if not truth.yes:
                return False
        return all(self._is_sure(each.when) for each in section.questions) and all(
            map(self._section_stays, section.sections)
        )

    def _is_sure(self, when: Condition | None) -> bool:
        if when is None:
            return True
        truth = self.truth(when)
        return truth.yes or truth.no

    # ---- conditions ----

    def truth(self, condition: Condition) -> Truth[bool]:
        """Surely so, or surely not, now and whatever is answered; by the score and by its bounds alike."""
        match condition:
            case AllOf():
                inner = [self.truth(part) for part in condition.all_]
                return Truth(yes=all(each.yes for each in inner), no=any(each.no for each in inner))
            case AnyOf():
                inner = [self.truth(part) for part in condition.any_]
                return Truth(yes=any(each.yes for each in inner), no=all(each.no for each in inner))
            case Not():
                turned = self.truth(condition.not_)
                return Truth(yes=turned.no, no=turned.yes)
            case GateCondition():
                return self.truth(next(each.when for each in self.questionnaire.gates if each.id == condition.gate))
            case LevelCondition():
                return holds(self.now, condition) if self.level else UNSURE
            case SectionCondition():
                return self._of_section(condition)
            case QuestionCondition():
                return self._of_question(condition)
            case RiskCondition():
                return UNSURE  # for checks only, which settle nothing

    def _of_section(self, condition: SectionCondition) -> Truth[bool]:
        node = self.worst.nodes[condition.section]
        if node.applicable and not (node.published and self.bounds_hold):
            return UNSURE
        return holds(self.worst, condition, by_bounds=True)

    def _of_question(self, condition: QuestionCondition) -> Truth[bool]:
        truth = holds(self.worst, condition)
        if condition.answered is not None and Key("question", condition.question) in self.open:
            asked = any(
                node.visible or node.undecided
                for name, item in self.worst.items.items()
                if item.question == condition.question and (node := self.worst.nodes[name])
            )
            return UNSURE if asked else truth
        return truth

    # ---- the level ----

    def level_stays(self) -> bool:
        """Whether the lowest and the highest level that may come of it are the same."""
        whole, levels = self.worst.nodes[self.worst.tree.root.id], self.questionnaire.levels
        if not levels:
            return not whole.applicable or whole.lower == whole.upper
        if not (self.bounds_hold and whole.published):
            return False
        return self._level(whole.lower, sure=True) == self._level(whole.upper, sure=False)

    def _level(self, score: float, *, sure: bool) -> int:
        """The level by this score; with every condition that is not sure taken against it, or for it."""
        index = 0
        for level in self.questionnaire.levels[1:]:
            if score < level.from_ / 100 - EDGE:
                break
            if level.requires is not None:
                truth = self.truth(level.requires)
                if truth.no or (sure and not truth.yes):
                    break
            index += 1
        order = {level.id: at for at, level in enumerate(self.questionnaire.levels)}
        for gate in self.questionnaire.gates:
            truth = self.truth(gate.when)
            if truth.yes or (sure and not truth.no):
                index = min(index, order[gate.cap])
        return index

    # ---- the course ----

    def course_stays(self) -> bool:
        """Whether best and now stay: enough is rated, every need is sure, and each is apart from its rivals."""
        order = offered(self.questionnaire)
        if len(order) < 2:
            return True
        rating = rating_of(self.questionnaire, self.response)
        register = weigh(self.worst, self.questionnaire, rating)
        other_unit = unit_of(self.questionnaire, self.response) != self.questionnaire.unit
        if not register.decidable or (other_unit and any(key.kind == "risk" for key in self.open)):
            return False
        spans: dict[str, tuple[float, float]] = {}
        for risk in self.questionnaire.risks:
            found = register.risks[risk.id]
            if Key("risk", risk.id) in self.open:
                spans[risk.id] = (0.0, found.upper)  # a word may take it away
            else:
                spans[risk.id] = (found.lower, found.upper) if found.rated else (0.0, 0.0)
        stances = self.questionnaire.stances or ()
        chosen = choose(self.now, stances, weigh(self.now, self.questionnaire, rating))
        met = []
        for at, name in enumerate(order):
            needs = next((each.needs for each in stances if each.id == name), None)
            truth = Truth(yes=True, no=False) if needs is None else self.truth(needs)
            if not truth.yes and not truth.no:
                return False
            if truth.yes:
                met.append(at)
        return self._is_least(int(chosen.best), range(len(order)), spans) and (
            not met or self._is_least(int(chosen.now), met, spans)
        )

    def _is_least(self, least: int, among: Iterable[int], spans: dict[str, tuple[float, float]]) -> bool:
        """Whether its exposure is surely below every other's; of equals the earlier one counts as least."""
        order = offered(self.questionnaire)
        if least not in among:
            return False
        for other in among:
            if other == least:
                continue
            more = 0.0
            whole = 0.0
            for risk in self.questionnaire.risks:
                low, high = spans[risk.id]
                apart = share_under(risk, order[least]) - share_under(risk, order[other])
                more += max(apart * low, apart * high)
                whole += abs(apart) * high
            if not (more < -EDGE * whole if whole else least < other):
                return False
        return True
