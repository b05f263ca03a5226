"""What a plan aims at: the target that was named, or the one that a consultant would choose; and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from readiness.advice.encoding import Encoding
from readiness.advice.known import Known
from readiness.advice.program import Sum
from readiness.advice.variations import Variations
from readiness.model.base import EDGE
from readiness.model.condition import AllOf, AnyOf, Condition, GateCondition, LevelCondition, Not
from readiness.model.questionnaire import Questionnaire
from readiness.scoring.formulas import hold_level
from readiness.scoring.tree import OVERALL


class NoSuchTarget(ValueError):  # noqa: N818  # what is wrong, in words
    """There is no level and no course of this name. `targets` are those there are."""

    def __init__(self, target: str, targets: tuple[str, ...]) -> None:
        super().__init__(target)
        self.targets = targets


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A target. `at` is the index of the level or of the course; `why` says how it came to be the target."""

    name: str
    kind: Literal["level", "stance"]
    at: int
    why: Literal["named", "best", "close", "next"] = "named"
    fewest: bool = False
    """Whether the fewest answers are looked for, and not the least effort: of views, which are no work."""


def targets_of(questionnaire: Questionnaire) -> tuple[str, ...]:
    """What a plan can aim at: the levels, and the courses that the questionnaire chooses among."""
    from readiness.risk.exposure import offered

    return (*(level.id for level in questionnaire.levels), *offered(questionnaire))


def aim_of(base: Variations, target: str | None, rivals: Sequence[str]) -> Aim | None:
    """The target of this name, or without a name the one that helps most; None where none does. Raises NoSuchTarget.

    `rivals` are the courses too close to the best to call, itself among them.
    """
    questionnaire = base.questionnaire
    if target is None:
        return _chosen(base, rivals)
    for at, level in enumerate(questionnaire.levels):
        if level.id == target:
            return Aim(name=target, kind="level", at=at)
    if target in base.order:
        return Aim(name=target, kind="stance", at=base.order.index(target))
    raise NoSuchTarget(target, targets_of(questionnaire))


def _chosen(base: Variations, rivals: Sequence[str]) -> Aim | None:
    """The best course where it does not fit yet; else the least exposed of those too close to it that commit to more; else
    the next level, unless to stay out is best, which needs no more readiness. Of views nothing is better by itself."""
    questionnaire, now = base.questionnaire, base.now
    if questionnaire.measures == "views":
        return None
    if now.best >= 0 and now.now != now.best:
        return Aim(name=base.order[now.best], kind="stance", at=now.best, why="best")
    further = [at for at, name in enumerate(base.order) if name in rivals and at > now.best >= 0]
    if further:
        at = min(further, key=lambda course: now.exposures[course])
        return Aim(name=base.order[at], kind="stance", at=at, why="close")
    if now.best >= 0 and base.order[now.best] == "stay_out":
        return None
    at = 1 if now.level is None else now.level + 1
    if at < len(questionnaire.levels):
        return Aim(name=questionnaire.levels[at].id, kind="level", at=at, why="next")
    return None


# ---- what it asks for ----


class Part(NamedTuple):
    """One thing that a target asks for: a condition; else a score of at least `edge` (0..1); else enough answers."""

    condition: Condition | None = None
    edge: float | None = None


def parts_of(base: Variations, aim: Aim) -> tuple[Part, ...]:
    """Everything that a level asks for, or that a course needs; each once. Exposures are not among it."""
    found: list[Part] = []
    need = base.needs.get(base.order[aim.at]) if aim.kind == "stance" else None
    asked = _level_parts(base, aim.at) if aim.kind == "level" else () if need is None else _inside(base, need)
    for part in asked:
        if part not in found:
            found.append(part)
    return _highest_edge(found)


def _highest_edge(found: Sequence[Part]) -> tuple[Part, ...]:
    """Of several scores to be reached, the highest says it all."""
    most = max((part.edge for part in found if part.edge is not None), default=None)
    return tuple(part for part in found if part.edge is None or part.edge == most)


def _level_parts(base: Variations, at: int) -> Iterator[Part]:
    levels, order = base.questionnaire.levels, {level.id: n for n, level in enumerate(base.questionnaire.levels)}
    yield Part()
    if at:
        yield Part(edge=max(level.from_ for level in levels[1 : at + 1]) / 100)
    for level in levels[1 : at + 1]:
        if level.requires is not None:
            yield from _inside(base, level.requires)
    for gate in base.questionnaire.gates:
        if order[gate.cap] < at:
            yield Part(Not.model_validate({"not": {"gate": gate.id}}))


def _inside(base: Variations, condition: Condition) -> Iterator[Part]:
    """The conditions that must all hold for this one to hold."""
    match condition:
        case AllOf():
            for each in condition.all_:
                yield from _inside(base, each)
        case LevelCondition():
            yield from _level_parts(base, [level.id for level in base.questionnaire.levels].index(condition.level))
        case Not(not_=AnyOf() as inner):
            for each in inner.any_:
                yield from _inside(base, Not.model_validate({"not": each}))
        case Not(not_=GateCondition()) | _:
            yield Part(condition)


def stated(encoding: Encoding, part: Part) -> Sum:
    """1 where it surely holds, in an encoding."""
    if part.condition is not None:
        return encoding.truth(part.condition, "worst")
    if part.edge is not None:
        return encoding.program.reaches(encoding.score(OVERALL, "worst"), part.edge - EDGE, least=0.0, most=1.0)
    return encoding.published()


def surely(world: Variations, listed: Sequence[Part]) -> tuple[bool, ...]:
    """Which of them hold whatever the unknown may be, by the formulas."""
    questionnaire, state = world.questionnaire, world.base
    known = Known(state, hold_level(state, questionnaire.levels, questionnaire.gates), questionnaire.gates)
    whole = state.nodes[OVERALL]
    return tuple(
        known.surely(part.condition)
        if part.condition is not None
        else whole.lower >= part.edge - EDGE
        if part.edge is not None
        else bool(whole.published)
        for part in listed
    )
