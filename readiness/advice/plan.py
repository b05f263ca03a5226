"""The least effort that surely leads to a level or a course, the order to do it in, and what it buys on the way.

What is not known is taken at its worst: a plan counts on nothing that nobody has looked at. An improvement costs its
question's effort in proportion to how far the score rises, from the worst answer (or an unknown one) to the best.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from readiness.advice.aims import NoSuchTarget, Part, aim_of, parts_of, surely, targets_of
from readiness.advice.assess import assess, context_of
from readiness.advice.budget import part_of_the_way
from readiness.advice.cheapest import Cheapest
from readiness.advice.context import Context
from readiness.advice.courses import judged
from readiness.advice.encoding import Choices
from readiness.advice.findings import Findings, Way, findings, in_reach
from readiness.advice.frontier import frontier_of
from readiness.advice.needs import need
from readiness.advice.obstacles import fewest_obstacles
from readiness.advice.search import Search
from readiness.advice.steps import Sequencing, Steps
from readiness.advice.variations import Value, Variations
from readiness.model.base import EDGE
from readiness.model.decision import FrontierPoint, Improvement, Obstacle, Plan, PlanCase, PlanNeed, StanceVerdict
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response

__all__ = ["NoSuchTarget", "make_plan", "plan_for", "targets_of"]


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
    fewest = budget is None and base.questionnaire.measures == "views"
    return _Planner(context, Search(base, replace(aim, fewest=fewest)), budget, sequencing).plan(frontier=frontier)


class _Found(NamedTuple):
    """Changes that are to become a plan, with those that the budget does not buy, and what the target asks for."""

    cheapest: Cheapest
    rest: Mapping[str, Value] = {}
    needs: tuple[PlanNeed, ...] = ()
    extremes: bool = False


class _Planner:
    """One plan in the making."""

    def __init__(self, context: Context, search: Search, budget: float | None, sequencing: Sequencing | None) -> None:
        self.context, self.search, self.budget, self.sequencing = context, search, budget, sequencing
        self.base, self.aim = search.base, search.aim
        self.questionnaire, self.choices = search.base.questionnaire, search.choices
        self.steps = Steps(context, search.base, search.aim, search.choices)

    def plan(self, *, frontier: bool) -> Plan:
        """The whole result."""
        now = self.base.now
        certain = self.search.is_certain(now)
        if certain or (self.aim.kind == "stance" and self.search.is_met(now)):
            needs = () if certain else tuple(self._needs_now())
            return self._result("met", _Found(Cheapest(changed={}, outcome=now), needs=needs), needed=0.0)
        found, extremes = self.search.least_and_extremes()
        curve = frontier_of(self.base, self.choices) if frontier else ()
        if found.changed is not None:
            return self._with_next(self._affordable(found, extremes=extremes, curve=curve))
        found_out = findings(self.search)
        if found_out.planned is not None:
            return self._with_next(self._by_findings(found_out, found_out.planned, curve))
        return self._unreachable(found, found_out, curve)

    def _affordable(self, found: Cheapest, *, extremes: bool, curve: tuple[FrontierPoint, ...]) -> Plan:
        """The plan of these steps; of those of them that the budget buys, where it does not buy all."""
        if self.budget is not None and found.price > self.budget + EDGE:
            part = self._within(self.budget, found, extremes=extremes)
            return self._result("over_budget", part, needed=found.price, curve=curve)
        return self._result("reached", _Found(found, extremes=extremes), needed=found.price, curve=curve)

    def _unreachable(self, found: Cheapest, found_out: Findings, curve: tuple[FrontierPoint, ...]) -> Plan:
        obstacles = fewest_obstacles(self.context, self.search, found_out.hoped)
        bought = Cheapest(changed={}) if self.budget is None else self.search.most_score(self.budget)
        rated = self.aim.kind == "level" or self.base.now.best >= 0  # else nothing is known, either way
        proved = rated and found.proved and found_out.proved and bought.proved
        merely = _Found(Cheapest(changed=bought.changed, price=bought.price, proved=proved))
        return self._result("unreachable", merely, needed=None, obstacles=obstacles, curve=curve)

    # ---- what is found out ----

    def _by_findings(self, found_out: Findings, way: Way, curve: tuple[FrontierPoint, ...]) -> Plan:
        """First what is to be found out, and then the steps that the dearest of what it may be asks for."""
        context = self.context.with_answers(way.search.base)
        there = _Planner(context, way.search, self.budget, self.sequencing)
        plan = there._affordable(way.least, extremes=way.extremes, curve=curve)
        found = self.steps.found_out(way.case.alike)
        first = tuple(self.steps.finding_out(each, order, plan.before) for order, each in enumerate(found, 1))
        later = [each.model_copy(update={"order": each.order + len(first)}) for each in plan.improvements]
        rest = tuple(each.model_copy(update={"order": each.order + len(first)}) for each in plan.rest)
        every = found_out.complete and all(each.is_reached for each in found_out.ways)
        return plan.model_copy(
            update={
                "state": plan.state if plan.state == "over_budget" else "reached" if every else "depends",
                "effort": plan.effort or 0.0,
                "before": self.steps.standing(self.base.now),
                "improvements": (*first, *later),
                "after": plan.after or there._verdict_after({}),
                "rest": rest,
                "cases": tuple(self._case(each, way) for each in found_out.ways),
                "proved": plan.proved and found_out.proved,
                "open": tuple(each for each in self.search.unknown if each not in way.case.found),
            }
        )

    def _case(self, way: Way, planned: Way) -> PlanCase:
        """What it takes there, beside what is planned."""
        steps, changed = planned.least.changed or {}, way.least.changed or {}
        return PlanCase(
            found=self.steps.found_out(way.case.alike),
            state="reached" if way.is_reached else "unreachable",
            effort=round(way.least.price, 9) if way.is_reached else None,
            n_steps=len(changed),
            without=tuple(name for name in steps if name not in changed) if way.is_reached else (),
            besides=tuple(name for name, value in changed.items() if self._goes_further(name, value, steps)),
            planned=way is planned,
            enough=way.is_reached and way.is_enough(steps),
        )

    def _goes_further(self, name: str, value: Value, steps: Mapping[str, Value]) -> bool:
        """Whether an answer is better than the one that these steps lead to, if they lead to any."""
        item = self.base.items[name]
        return name not in steps or self.base.score_of(item, value) > self.base.score_of(item, steps[name]) + EDGE

    def _with_next(self, plan: Plan) -> Plan:
        """With the course that would expose to less than the one that fits then, where it stands clear and a plan can reach it."""
        after = plan.after
        if after is None or after.too_close or after.best in (after.now, plan.target):
            return plan
        aim = aim_of(self.base, after.best, ())
        assert aim is not None
        return plan.model_copy(update={"next_target": after.best}) if in_reach(Search(self.base, aim)) else plan

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
            needs=tuple(self._need(part, before=before, after=after) for part, before, after in needs),
            extremes=extremes,
        )

    def _alone(self, name: str, value: Value) -> Choices:
        """The choice between leaving an answer as it is and this one."""
        offered = self.choices[name]
        at = next(n for n, option in enumerate(offered.options) if option is not None and option.value == value)
        return Choices(
            (offered.options[offered.kept], offered.options[at]), (offered.prices[offered.kept], offered.prices[at]), 0
        )

    def _needs_now(self) -> Iterator[PlanNeed]:
        """What a course asks for that holds as far as is known, and not for certain."""
        parts = parts_of(self.base, self.aim)
        for part, sure in zip(parts, surely(self.base, parts), strict=True):
            if not sure:
                yield self._need(part, before=False, after=False)

    def _need(self, part: Part, *, before: bool, after: bool) -> PlanNeed:
        kind: Literal["need", "score", "coverage"]
        kind = "need" if part.condition is not None else "coverage" if part.edge is None else "score"
        found = None if part.condition is None else need(self.context, part.condition)
        percent = None if part.edge is None else 100 * part.edge
        return PlanNeed(kind=kind, need=found, percent=percent, before=before, after=after)

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
            after=self._verdict_after(changed) if steps else None,
            rest=rest,
            needs=found.needs,
            frontier=curve,
            obstacles=obstacles,
            measures=self.questionnaire.measures,
            certain=state != "met" or self.search.is_certain(self.base.now),
            uncosted=self.search.uncosted,
            open=self.search.unknown,
            proved=found.cheapest.proved,
            extremes=found.extremes,
        )

    def _verdict_after(self, changed: Mapping[str, Value]) -> StanceVerdict | None:
        """What scoring would say of the courses with these steps done."""
        return judged(self.context.with_answers(self.base.with_answers(changed))).verdict

    def _title(self) -> str:
        if self.aim.kind == "level":
            return self.context.words(self.questionnaire.levels[self.aim.at].title)
        return self.context.course(self.base.order[self.aim.at])
