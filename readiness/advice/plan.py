"""The least effort that surely leads to a level or a course, the order to do it in, and what it buys on the way.

What is not known is taken at its worst: a plan counts on nothing that nobody has looked at. An improvement costs its
question's effort in proportion to how far the score rises, from the worst answer (or an unknown one) to the best.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple

from readiness.advice.aims import Aim, NoSuchTarget, Part, aim_of, parts_of, surely, targets_of
from readiness.advice.assess import assess, context_of
from readiness.advice.budget import part_of_the_way
from readiness.advice.context import Context
from readiness.advice.encoding import Cheapest, Choices, Encoding, asked, fixed, worlds
from readiness.advice.frontier import frontier_of
from readiness.advice.improvements import improvable, worthwhile
from readiness.advice.needs import need, unmet
from readiness.advice.program import ONE, ZERO
from readiness.advice.steps import Sequencing, Steps
from readiness.advice.variations import Outcome, Value, Variations
from readiness.model.base import EDGE
from readiness.model.decision import FrontierPoint, Improvement, Obstacle, Plan, PlanNeed
from readiness.model.need import NeedResult
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response
from readiness.scoring.tree import OVERALL
from readiness.words import localized, say

__all__ = ["NoSuchTarget", "make_plan", "plan_for", "targets_of"]

NEARNESS = 1e-6
"""What a step of a scale counts for, in person-days, among plans of equal effort."""


def make_plan(
    questionnaire: Questionnaire,
    response: Response,
    target: str | None,
    *,
    budget: float | None = None,
    language: str | None = None,
    frontier: bool = True,
    sequencing: Sequencing | None = None,
) -> Plan | None:
    """The plan of least effort to a level or a course.

    With `target` None it aims at what helps most (`aims.aim_of`); None where nothing does. A `budget` is in person-days:
    where the target takes more, the steps are those of the plan that meet most of what it asks for within the budget.
    `sequencing` puts the steps in the order in which they will be done. Raises NoSuchTarget.
    """
    context = context_of(questionnaire, response, language)
    base = Variations(questionnaire, response, context.evaluation.tree)
    verdict = assess(questionnaire, response).stance if target is None else None
    rivals = verdict.too_close if verdict else ()
    return plan_for(context, base, target, rivals=rivals, budget=budget, frontier=frontier, sequencing=sequencing)


def plan_for(
    context: Context,
    base: Variations,
    target: str | None,
    *,
    rivals: Sequence[str],
    budget: float | None = None,
    frontier: bool = True,
    sequencing: Sequencing | None = None,
) -> Plan | None:
    """The same, from what has been computed already. `rivals`: the courses too close to the best to call, and it."""
    aim = aim_of(base, target, rivals)
    if aim is None:
        return None
    return _Planner(context, base, aim, budget, sequencing).plan(frontier=frontier)


class _Found(NamedTuple):
    """Changes that are to become a plan, with those that the budget does not buy, and what the target asks for."""

    cheapest: Cheapest
    rest: Mapping[str, Value] = {}
    needs: tuple[PlanNeed, ...] = ()
    extremes: bool = False


class _Planner:
    """One plan in the making."""

    def __init__(
        self, context: Context, base: Variations, aim: Aim, budget: float | None, sequencing: Sequencing | None
    ) -> None:
        self.context, self.base, self.aim, self.budget, self.sequencing = context, base, aim, budget, sequencing
        self.questionnaire, self.language = base.questionnaire, context.language
        self.choices, self.uncosted, self.unknown = improvable(base)
        self.offered = worthwhile(base, self.choices)
        self.steps = Steps(context, base, aim, self.choices)

    def plan(self, *, frontier: bool) -> Plan:
        """The whole result."""
        if self._is_met(self.base.now):
            return self._result("met", _Found(Cheapest(changed={}, outcome=self.base.now)), needed=0.0)
        found, extremes = self._least_and_worthwhile()
        curve = frontier_of(self.base, self.choices) if frontier else ()
        if found.changed is None:
            obstacles = tuple(self._obstacles())
            bought = Cheapest(changed={}, proved=True) if self.budget is None else self._most_score(self.budget)
            merely = _Found(Cheapest(changed=bought.changed, price=bought.price, proved=found.proved and bought.proved))
            return self._result("unreachable", merely, needed=None, obstacles=obstacles, curve=curve)
        if self.budget is not None and found.price > self.budget + EDGE:
            part = self._within(self.budget, found, extremes=extremes)
            return self._result("over_budget", part, needed=found.price, curve=curve)
        return self._result("reached", _Found(found, extremes=extremes), needed=found.price, curve=curve)

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

    def _least_and_worthwhile(self) -> tuple[Cheapest, bool]:
        """The cheapest set of steps worth asking for; only where none reaches the target, of all (and so the second)."""
        found = self._least(self.offered)
        if found.changed is not None or self.offered == self.choices:
            return found, False
        more = self._least(self.choices)
        proved = found.proved and more.proved
        return Cheapest(changed=more.changed, price=more.price, outcome=more.outcome, proved=proved), True

    def _least(self, choices: Mapping[str, Choices]) -> Cheapest:
        """The cheapest set of improvements after which the target is sure."""
        all_worlds, complete = worlds(self.base, choices)
        left = fixed(choices, self._deciding(choices))
        best = Cheapest(changed=None, proved=complete)
        proved = complete
        for world in all_worlds:
            if best.changed is not None and world.price >= best.price:
                break
            open_there = asked(world.variations, left)
            for into in self._ways(world.variations):
                encoding = Encoding(world.variations, open_there)
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

    def _deciding(self, choices: Mapping[str, Choices]) -> list[str]:
        return [name for name in choices if self.base.items[name].question in self.base.deciding]

    # ---- a budget ----

    def _within(self, budget: float, whole: Cheapest, *, extremes: bool) -> _Found:
        """Of the steps of the whole plan those that meet most of what the target asks for."""
        assert whole.changed is not None
        steps = {name: self._alone(name, value) for name, value in whole.changed.items()}
        parts = parts_of(self.base, self.aim)
        found, met = part_of_the_way(self.base, steps, parts, budget)
        changed = found.changed or {}
        needs = zip(parts, surely(self.base, parts), met, strict=True)
        return _Found(
            Cheapest(changed=changed, price=found.price, outcome=found.outcome, proved=found.proved and whole.proved),
            rest={name: value for name, value in whole.changed.items() if name not in changed},
            needs=tuple(self._need(part, before, after) for part, before, after in needs),
            extremes=extremes,
        )

    def _alone(self, name: str, value: Value) -> Choices:
        """The choice between leaving an answer as it is and this one."""
        offered = self.choices[name]
        at = next(n for n, option in enumerate(offered.options) if option is not None and option.value == value)
        return Choices(
            (offered.options[offered.kept], offered.options[at]), (offered.prices[offered.kept], offered.prices[at]), 0
        )

    def _need(self, part: Part, before: bool, after: bool) -> PlanNeed:
        kind: Literal["need", "score", "coverage"]
        kind = "need" if part.condition is not None else "coverage" if part.edge is None else "score"
        found = None if part.condition is None else need(self.context, part.condition)
        percent = None if part.edge is None else 100 * part.edge
        return PlanNeed(kind=kind, need=found, percent=percent, before=before, after=after)

    def _most_score(self, budget: float) -> Cheapest:
        """The steps that raise the score most within a budget, from what is asked now."""
        choices = fixed(self.offered, self._deciding(self.offered))
        return Encoding(self.base, asked(self.base, choices)).furthest(budget)

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
        found: _Found,
        *,
        needed: float | None,
        obstacles: tuple[Obstacle, ...] = (),
        curve: tuple[FrontierPoint, ...] = (),
    ) -> Plan:
        changed = found.cheapest.changed or {}
        steps = self.steps.made(changed, self.sequencing)
        rest: tuple[Improvement, ...] = self.steps.made(found.rest, after=changed) if found.rest else ()
        return Plan(
            target=self.aim.name,
            target_title=self._title(),
            kind=self.aim.kind,
            why=self.aim.why,
            state=state,
            effort=round(sum(step.effort for step in steps), 9) if steps else None,
            needed=None if needed is None else round(needed, 9),
            budget=self.budget,
            before=self.steps.standing(self.base.now),
            improvements=steps,
            rest=rest,
            needs=found.needs,
            frontier=curve,
            obstacles=obstacles,
            uncosted=self.uncosted,
            open=self.unknown,
            proved=found.cheapest.proved,
            extremes=found.extremes,
        )

    def _title(self) -> str:
        if self.aim.kind == "level":
            return self.context.words(self.questionnaire.levels[self.aim.at].title)
        return self.context.course(self.base.order[self.aim.at])
