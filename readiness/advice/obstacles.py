"""What is in the way of a target that nothing reaches: what stays unmet when everything that can be done is done."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from readiness.advice.context import Context
from readiness.advice.facts import cases_of
from readiness.advice.needs import need, unmet
from readiness.advice.search import Search
from readiness.advice.variations import Outcome, Value
from readiness.model.base import EDGE
from readiness.model.decision import Obstacle
from readiness.model.need import NeedResult
from readiness.scoring.tree import OVERALL
from readiness.words import localized, say


def fewest_obstacles(context: Context, search: Search, hoped: Mapping[str, Value]) -> tuple[Obstacle, ...]:
    """What is in the way where unknown facts turn out as they stand least in it: none of them is itself an obstacle."""
    cases = [case.found for case in cases_of(search.base, search.choices)] or [{}]
    searches = (Search(search.base.with_answers(found), search.aim) if found else search for found in cases)
    listed = [tuple(Obstacles(context.with_answers(each.base), each, hoped).listed()) for each in searches]
    return min(listed, key=len)


class Obstacles:
    """What is in the way of one aim."""

    def __init__(self, context: Context, search: Search, hoped: Mapping[str, Value]) -> None:
        """`hoped`: what is not known, and no plan can answer, as it would suit the target best."""
        self.hoped = hoped
        self.context, self.base, self.aim = context, search.base, search.aim
        self.choices, self.uncosted = search.choices, search.uncosted
        self.questionnaire, self.language = search.base.questionnaire, context.language

    def listed(self) -> Iterator[Obstacle]:
        """What stays unmet when everything that can be done is done."""
        done = dict(self.hoped)
        done |= {
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
                    yield Obstacle(kind="gate", subject=gate.id, text=self._gate_words(context.words(gate.reason)))
                    yield from self._stuck(found)

    def _needed(self, context: Context, course: str) -> Iterator[Obstacle]:
        needs = self.base.needs.get(course)  # type: ignore[call-overload]  # one of the courses
        if needs is not None:
            yield from self._unmet(need(context, needs))

    def _unmet(self, found: NeedResult) -> Iterator[Obstacle]:
        for part in unmet(found):
            gate = next(iter(part.inside), None) if part.kind == "not" else None
            if gate is not None and gate.kind == "gate":
                yield Obstacle(kind="gate", subject=gate.subject, text=self._gate_words(gate.subject_text))
                yield from self._stuck(gate)
            elif part.kind in ("section", "level"):
                words = say(self.language, f"b_{part.kind}", text=part.subject_text)
                yield Obstacle(kind=part.kind, subject=part.subject, text=words)
            else:
                yield from self._stuck(part)

    def _gate_words(self, reason: str | None) -> str:
        return say(self.language, "b_gate", reason=reason)

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
