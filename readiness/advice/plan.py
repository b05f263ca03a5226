"""The least effort that surely leads to a level or a course, the order to do it in, and what it buys on the way.

What is not known is taken at its worst: a plan counts on nothing that nobody has looked at. An improvement costs its
question's effort in proportion to how far the score rises, from the worst answer (or an unknown one) to the best.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from readiness.advice.answers import item_text, shown_change
from readiness.advice.assess import assess, context_of
from readiness.advice.context import Context
from readiness.advice.encoding import Cheapest, Choices, Encoding, asked, fixed, worlds
from readiness.advice.frontier import frontier_of
from readiness.advice.needs import need, unmet
from readiness.advice.program import ONE, ZERO
from readiness.advice.variations import Option, Outcome, Value, Variations
from readiness.model.assessment import NeedResult
from readiness.model.base import EDGE
from readiness.model.decision import (
    FrontierPoint,
    Improvement,
    Obstacle,
    Plan,
    Standing,
)
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response
from readiness.scoring.tree import OVERALL, Item
from readiness.words import say

NEARNESS = 1e-6
"""What a step of a scale counts for, in person-days, among plans of equal effort."""
MOST_ORDERED = 60
"""Of longer plans the steps are ordered by what each brings alone."""


class NoSuchTarget(ValueError):  # noqa: N818  # what is wrong, in words
    """There is no level and no course of this name. `targets` are those there are."""

    def __init__(self, target: str, targets: tuple[str, ...]) -> None:
        super().__init__(target)
        self.targets = targets


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A target. `at` is the index of the level or of the course."""

    name: str
    kind: Literal["level", "stance"]
    at: int


def targets_of(questionnaire: Questionnaire) -> tuple[str, ...]:
    """What a plan can aim at: the levels, and the courses that the questionnaire chooses among."""
    from readiness.risk.exposure import offered

    return (*(level.id for level in questionnaire.levels), *offered(questionnaire))


def make_plan(
    questionnaire: Questionnaire,
    response: Response,
    target: str | None,
    *,
    budget: float | None = None,
    language: str | None = None,
    frontier: bool = True,
) -> Plan | None:
    """The plan of least effort to a level or a course.

    With `target` None it aims at the best course where that does not fit yet, else at the next level; None where there is
    neither, or where it is best to stay out. A `budget` is in person-days: where the target takes more, the steps are those that score highest within it.
    Raises NoSuchTarget.
    """
    context = context_of(questionnaire, response, language)
    base = Variations(questionnaire, response, context.evaluation.tree)
    close = target is None and (found := assess(questionnaire, response).stance) is not None and bool(found.too_close)
    return plan_for(context, base, target, close=close, budget=budget, frontier=frontier)


def plan_for(
    context: Context,
    base: Variations,
    target: str | None,
    *,
    close: bool,
    budget: float | None = None,
    frontier: bool = True,
) -> Plan | None:
    """The same, from what has been computed already. `close`: the best course is too close to another to call."""
    aim = _aim(base, target, close=close)
    if aim is None:
        return None
    return _Planner(context, base, aim, budget).plan(frontier=frontier)


def _aim(base: Variations, target: str | None, *, close: bool) -> Aim | None:
    questionnaire, now = base.questionnaire, base.now
    if target is None:
        if now.best >= 0 and now.now != now.best:
            return Aim(name=base.order[now.best], kind="stance", at=now.best)
        if now.best >= 0 and base.order[now.best] == "stay_out" and not close:
            return None  # what is best to leave alone needs no more readiness
        if questionnaire.levels and (now.level is None or now.level + 1 < len(questionnaire.levels)):
            at = 1 if now.level is None else now.level + 1
            if at < len(questionnaire.levels):
                return Aim(name=questionnaire.levels[at].id, kind="level", at=at)
        return None
    for at, level in enumerate(questionnaire.levels):
        if level.id == target:
            return Aim(name=target, kind="level", at=at)
    if target in base.order:
        return Aim(name=target, kind="stance", at=base.order.index(target))
    raise NoSuchTarget(target, targets_of(questionnaire))


def improvable(base: Variations) -> tuple[dict[str, Choices], tuple[str, ...], tuple[str, ...]]:
    """What can be done better, at its price in person-days; what could, and states no effort; and what is not known.

    An unknown answer counts as the worst, and may be left as it is. The profile tells facts, and stays.
    """
    efforts = {question.id: question.improve for question in base.questionnaire.every_question()}
    found: dict[str, Choices] = {}
    uncosted, unknown = dict[str, None](), dict[str, None]()
    for name, item in base.items.items():
        node = base.base.nodes[name]
        given = base.answers(name).value
        if name in base.profile or not (node.visible or base.deciding) or given == "not_applicable":
            continue
        if item.method == "unscored" and item.question not in base.tested:
            continue
        is_unknown = given is None or given == "dont_know"
        before = 0.0 if is_unknown else base.score_of(item, given)  # type: ignore[arg-type]  # a value that was given
        options = [option for option in base.options(item) if option.score > before + EDGE or item.method == "unscored"]
        options = [option for option in options if option.value != given]
        may_be_asked = node.visible or node.undecided
        if is_unknown and may_be_asked:
            unknown[item.question] = None
        if not options:
            continue
        improve = efforts[item.question]
        if improve is None or improve.effort is None:
            if may_be_asked:
                uncosted[item.question] = None
            continue
        whole = improve.effort * _share_of_grid(base, item)
        kept = None if is_unknown else Option(given, before, 0)  # type: ignore[arg-type]  # a value that was given
        prices = [whole if item.method == "unscored" else whole * (option.score - before) for option in options]
        found[name] = Choices((kept, *options), (0.0, *prices), 0)
    return found, tuple(uncosted), tuple(unknown)


def _share_of_grid(base: Variations, item: Item) -> float:
    """The share of a grid's effort that one row takes: its weight among the rows."""
    if item.id == item.question:
        return 1.0
    rows = [each for each in base.items.values() if each.question == item.question]
    return item.weight / sum(row.weight for row in rows)


class _Planner:
    """One plan in the making."""

    def __init__(self, context: Context, base: Variations, aim: Aim, budget: float | None) -> None:
        self.context, self.base, self.aim, self.budget = context, base, aim, budget
        self.questionnaire, self.language = base.questionnaire, context.language
        self.choices, self.uncosted, self.unknown = improvable(base)

    def plan(self, *, frontier: bool) -> Plan:
        """The whole result."""
        if self._is_met(self.base.now):
            return self._result("met", Cheapest(changed={}, outcome=self.base.now), needed=0.0)
        found = self._least()
        curve = frontier_of(self.base, self.choices) if frontier else ()
        if found.changed is None:
            return self._result("unreachable", found, needed=None, obstacles=tuple(self._obstacles()), curve=curve)
        if self.budget is not None and found.price > self.budget + EDGE:
            return self._result("over_budget", self._within(self.budget), needed=found.price, curve=curve)
        return self._result("reached", found, needed=found.price, curve=curve)

    # ---- the least ----

    def _is_met(self, outcome: Outcome) -> bool:
        """Whether the program's own verdict is the target, or more than it: a higher level, a course that commits to more."""
        if self.aim.kind == "level":
            return outcome.level is not None and outcome.level >= self.aim.at
        return outcome.now >= self.aim.at

    def _is_sure(self, outcome: Outcome) -> bool:
        """Whether it is, whatever the unknown may be."""
        if not self._is_met(outcome):
            return False
        if self.aim.kind == "level":
            return outcome.surely is not None and outcome.surely >= self.aim.at
        return any(outcome.sure[course] and self._is_clear(outcome, course) for course in self._courses())

    def _courses(self) -> range:
        """The course aimed at and those that commit to more."""
        return range(self.aim.at, len(self.base.order))

    def _is_clear(self, outcome: Outcome, course: int) -> bool:
        """Whether it exposes to less than each course that commits to less than the target, by more than the margin."""
        left = 1 - self.questionnaire.margin
        return all(outcome.exposures[course] < left * less for less in outcome.exposures[: self.aim.at])

    def _least(self) -> Cheapest:
        """The cheapest set of improvements after which the target is sure."""
        all_worlds, complete = worlds(self.base, self.choices)
        deciding = [name for name in self.choices if self.base.items[name].question in self.base.deciding]
        left = fixed(self.choices, deciding)
        best = Cheapest(changed=None, proved=complete)
        proved = complete
        for world in all_worlds:
            if best.changed is not None and world.price >= best.price:
                break
            choices = asked(world.variations, left)
            for into in self._ways(world.variations):
                encoding = Encoding(world.variations, choices)
                below = None if best.changed is None else best.price - world.price - 1e-6
                found = Cheapest(changed=None)
                if into(encoding):
                    found = encoding.cheapest(self._is_sure, below=below, ties=NEARNESS)
                proved = proved and found.proved
                if found.changed is not None:
                    changed = {**world.changed, **found.changed}
                    best = Cheapest(changed=changed, price=world.price + found.price, outcome=found.outcome)
        return Cheapest(changed=best.changed, price=best.price, outcome=best.outcome, proved=proved)

    def _ways(self, world: Variations) -> Iterator[Callable[[Encoding], bool]]:
        """Each way of reaching the target, as what states it in an encoding, and says False where it cannot be."""
        if self.aim.kind == "level":
            yield self._at_level
        elif world.now.best >= 0:
            for course in self._courses():
                yield partial(self._at_course, course)

    def _at_level(self, encoding: Encoding) -> bool:
        reached = encoding.program.all_of([encoding.published(), encoding.level(self.aim.at, "worst")])
        encoding.program.same(reached, ONE)
        return reached != ZERO

    def _at_course(self, course: int, encoding: Encoding) -> bool:
        """Its needs hold, and it stands clear of every course that commits to less than the target, open or not.

        Else the cheapest way to engage would be to leave undone what listening needs.
        """
        need = self.base.needs.get(self.base.order[course])
        met = ONE if need is None else encoding.truth(need, "worst")
        encoding.program.same(met, ONE)
        return met != ZERO and all(
            encoding.cheaper(course, other, margin=self.questionnaire.margin) for other in range(self.aim.at)
        )

    def _within(self, budget: float) -> Cheapest:
        """The improvements that raise the score most within a budget, from what is asked now."""
        deciding = [name for name in self.choices if self.base.items[name].question in self.base.deciding]
        encoding = Encoding(self.base, asked(self.base, fixed(self.choices, deciding)))
        return encoding.furthest(budget)

    # ---- what is in the way ----

    def _obstacles(self) -> Iterator[Obstacle]:
        """What stays unmet when everything that can be done is done."""
        done = {
            name: option.value
            for name, each in self.choices.items()
            if self.base.base.nodes[name].visible
            and (option := max((o for o in each.options if o is not None), key=lambda o: o.score, default=None))
        }
        outcome = self.base.outcome(done)
        best = self.base.with_answers(done)
        context = self.context.with_answers(best)
        if self.aim.kind == "level":
            yield from self._level_obstacles(context, outcome)
        elif self.base.now.best < 0:
            yield Obstacle(kind="unrated", subject=None, text=say(self.language, "b_unrated"))
        else:
            yield from self._needed(context, self.base.order[self.aim.at])
            yield from self._dearer(outcome)

    def _level_obstacles(self, context: Context, outcome: Outcome) -> Iterator[Obstacle]:
        levels = self.questionnaire.levels
        order = {level.id: at for at, level in enumerate(levels)}
        if not context.node(OVERALL).published:
            yield Obstacle(kind="coverage", subject=None, text=say(self.language, "b_coverage"))
        lowest = context.node(OVERALL).lower
        edge = max(level.from_ for level in levels[: self.aim.at + 1])
        if lowest < edge / 100 - EDGE:
            from readiness.words import localized

            words = {
                "percent": localized(f"{math.floor(1000 * lowest) / 10:.1f}", self.language),
                "edge": localized(f"{edge:g}", self.language),
            }
            yield Obstacle(kind="score", subject=None, text=say(self.language, "b_score", **words))
        for level in levels[1 : self.aim.at + 1]:
            if level.requires is not None:
                yield from self._unmet(need(context, level.requires))
        for gate in self.questionnaire.gates:
            if order[gate.cap] < self.aim.at:
                found = need(context, gate.when)
                if found.state != "not_met":
                    yield Obstacle(
                        kind="gate", subject=gate.id, text=self._gate_words(gate.id, context.words(gate.reason))
                    )
                    yield from self._stuck(found)

    def _needed(self, context: Context, course: str) -> Iterator[Obstacle]:
        needs = self.base.needs.get(course)  # type: ignore[call-overload]  # one of the courses
        if needs is not None:
            yield from self._unmet(need(context, needs))

    def _unmet(self, found: NeedResult) -> Iterator[Obstacle]:
        for part in unmet(found):
            gate = next(iter(part.inside), None) if part.kind == "not" else None
            if gate is not None and gate.kind == "gate":
                yield Obstacle(
                    kind="gate", subject=gate.subject, text=self._gate_words(gate.subject, gate.subject_text)
                )
                yield from self._stuck(gate)
            elif part.kind in ("section", "level"):
                words = say(self.language, f"b_{part.kind}", text=part.subject_text)
                yield Obstacle(kind=part.kind, subject=part.subject, text=words)
            else:
                yield from self._stuck(part)

    def _gate_words(self, name: str | None, reason: str | None) -> str:
        return say(self.language, "b_gate", id=name, reason=reason)

    def _stuck(self, found: NeedResult) -> Iterator[Obstacle]:
        """The questions inside a need that nothing can change, each with why."""
        for part in found.questions():
            name = part.subject or ""
            if name in self.choices:
                continue
            given = self.base.answers(name).value
            if name in self.base.profile:
                yield Obstacle(kind="fact", subject=name, text=say(self.language, "b_fact", text=part.subject_text))
            elif given == "not_applicable":
                yield Obstacle(
                    kind="question", subject=name, text=say(self.language, "b_not_applicable", text=part.subject_text)
                )
            elif name in self.uncosted:
                yield Obstacle(
                    kind="question", subject=name, text=say(self.language, "b_uncosted", text=part.subject_text)
                )
            elif part.state != "met":
                yield Obstacle(
                    kind="question", subject=name, text=say(self.language, "b_question", text=part.subject_text)
                )

    def _dearer(self, outcome: Outcome) -> Iterator[Obstacle]:
        """Courses that expose to less than the one aimed at, when all that can be done is done."""
        from readiness.words import localized

        mine = outcome.exposures[self.aim.at]
        for at, other in enumerate(outcome.exposures):
            if at < self.aim.at and mine >= (1 - self.questionnaire.margin) * other:
                words = {
                    "course": self.context.course(self.base.order[at]),
                    "less": localized(f"{other:.1f}", self.language),
                    "more": localized(f"{mine:.1f}", self.language),
                }
                yield Obstacle(
                    kind="exposure", subject=self.base.order[at], text=say(self.language, "b_exposure", **words)
                )

    # ---- the result ----

    def _result(
        self,
        state: Literal["met", "reached", "over_budget", "unreachable"],
        found: Cheapest,
        *,
        needed: float | None,
        obstacles: tuple[Obstacle, ...] = (),
        curve: tuple[FrontierPoint, ...] = (),
    ) -> Plan:
        changed = found.changed or {}
        ordered = self._ordered(changed)
        steps = tuple(self._improvement(at, name, changed, ordered) for at, name in enumerate(ordered, 1))
        return Plan(
            target=self.aim.name,
            target_title=self._title(),
            kind=self.aim.kind,
            state=state,
            effort=round(sum(step.effort for step in steps), 9) if steps else None,
            needed=None if needed is None else round(needed, 9),
            budget=self.budget,
            before=self._standing(self.base.now),
            improvements=steps,
            frontier=curve,
            obstacles=obstacles,
            uncosted=self.uncosted,
            open=self.unknown,
            proved=found.proved,
        )

    def _title(self) -> str:
        if self.aim.kind == "level":
            return self.context.words(self.questionnaire.levels[self.aim.at].title)
        return self.context.course(self.base.order[self.aim.at])

    def _standing(self, outcome: Outcome) -> Standing:
        level = None if outcome.level is None else self.questionnaire.levels[outcome.level]
        return Standing(
            percent=None if outcome.score is None else 100 * outcome.score,
            level=level.id if level else None,
            level_title=self.context.words(level.title) if level else None,
            now=self.base.order[outcome.now] if outcome.now >= 0 else None,
            best=self.base.order[outcome.best] if outcome.best >= 0 else None,
            exposures=dict(zip(self.base.order, outcome.exposures, strict=True)),
        )

    def _price(self, name: str, value: Value) -> float:
        each = self.choices[name]
        at = next(place for place, option in enumerate(each.options) if option is not None and option.value == value)
        return each.prices[at]

    def _ordered(self, changed: Mapping[str, Value]) -> list[str]:
        """Each next step takes most off the exposure of the course aimed at, for its effort; or adds most to the score."""
        left = sorted(changed, key=list(self.base.items).index)
        if len(left) > MOST_ORDERED:
            return sorted(left, key=lambda name: self._worth({}, self.base.now, name, changed[name]), reverse=True)
        done: dict[str, Value] = {}
        ordered: list[str] = []
        before = self.base.now
        while left:
            best = max(left, key=lambda name: self._worth(done, before, name, changed[name]))
            left.remove(best)
            done[best] = changed[best]
            ordered.append(best)
            before = self.base.outcome(done)
        return ordered

    def _worth(self, done: Mapping[str, Value], before: Outcome, name: str, value: Value) -> tuple[float, float]:
        after = self.base.outcome({**done, name: value})
        price = max(self._price(name, value), 1e-9)
        course = self.aim.at if self.aim.kind == "stance" else before.best
        fall = before.exposures[course] - after.exposures[course] if before.exposures and course >= 0 else 0.0
        return round(fall / price, 9), round(((after.score or 0.0) - (before.score or 0.0)) / price, 9)

    def _improvement(self, order: int, name: str, changed: Mapping[str, Value], ordered: list[str]) -> Improvement:
        context, item = self.context, self.base.items[name]
        question = context.questions[item.question]
        done = {each: changed[each] for each in ordered[:order]}
        improve = question.improve
        was, becomes = shown_change(context, question, self.base.answers(name).value, changed[name])
        return Improvement(
            order=order,
            id=name,
            text=item_text(context, item),
            section=self._section(item.question),
            area=question.area,
            was=was,
            becomes=becomes,
            effort=round(self._price(name, changed[name]), 9),
            owner=context.maybe(improve.owner) if improve else None,
            advice=context.words(improve.advice) if improve else None,
            evidence=context.maybe(question.evidence),
            after=self._standing(self.base.outcome(done)),
        )

    def _section(self, question: str) -> str:
        for section in self.questionnaire.every_section():
            if any(each.id == question for each in section.questions):
                return self.context.words(section.title)
        return ""
