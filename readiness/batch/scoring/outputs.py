"""What responses are scored to: every output column by its name, written once for a table and for one person.

Names put the quantity first and what it is of second (`score.overall`, `exposure.listen`), so that no section's id can
collide with another column. Scores, bounds and coverage are 0..1; exposures in the questionnaire's unit a year; counts
are of answers. Null is "there is none", by the very rules of a single assessment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, Protocol

from readiness.model.questionnaire import SIDES, Questionnaire, StanceId, share_under
from readiness.risk.exposure import Choice, Rated, Register, Total, choose, weigh
from readiness.scoring.formulas import Evaluation, Held, evaluate, hold_level, holds
from readiness.scoring.operations import A_contra, C, N, Operations, Scalar
from readiness.scoring.tree import OVERALL, Tree, compile_tree

Wanted = Literal["scores", "all"]
"""`scores`: section scores, overall and level alone. `all`: everything."""
COUNTS = ("judged", "dont_know", "unanswered", "not_applicable")
"""The outputs that count answers, by the first part of their name."""
Kind = Literal["number", "count", "truth", "name"]
_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("score", "low", "high", "coverage", "item", "stance_margin"), "number"),
    **dict.fromkeys(("exposure", "exposure_low", "exposure_high"), "number"),
    **dict.fromkeys((*COUNTS, "rated"), "count"),
    **dict.fromkeys(("level", "level_low", "level_high", "stance_now", "stance_best"), "name"),
    **dict.fromkeys(("check", "stance_within_margin"), "truth"),
}
NO_ONE = -1.0
"""The index that names none."""


class Reporting(Operations[N, C, A_contra], Protocol[N, C, A_contra]):
    """The formulas' operations, and two more to show what came out."""

    def unless_known(self, known: C, value: N) -> object:
        """The value, and null where it is not known."""

    def holds_if_known(self, known: C, value: C) -> object:
        """The truth, and null where it is not known."""

    def named(self, index: N, names: tuple[str, ...]) -> object:
        """The name at an index, and null where the index is `NO_ONE`."""

    def counted(self, number: N) -> object:
        """A number that counts something."""


class Alone(Scalar):
    """The same for one person: plain values, and None for null."""

    def unless_known(self, known: bool, value: float) -> object:
        return value if known else None

    def holds_if_known(self, known: bool, value: bool) -> object:
        return value if known else None

    def named(self, index: float, names: tuple[str, ...]) -> object:
        return names[int(index)] if index >= 0 else None

    def counted(self, number: float) -> object:
        return int(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Generic[N, C, A_contra]):
    """What was answered: each item's answer, each risk's rating, and (for conditions) the steps it was rated by."""

    said: Callable[[str], A_contra]
    rating: Callable[[str], Rated[N, C]]
    steps: Callable[[Evaluation[N, C, A_contra]], Callable[[str, str], A_contra]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs(Generic[N, C, A_contra]):
    """Every output by its name, and the evaluation it came from."""

    columns: Mapping[str, object]
    evaluation: Evaluation[N, C, A_contra]


def outputs_of(
    ops: Reporting[N, C, A_contra],
    questionnaire: Questionnaire,
    given: Answered[N, C, A_contra],
    wanted: Wanted,
    *,
    tree: Tree | None = None,
) -> Outputs[N, C, A_contra]:
    """Score: for one person or for a table, as `ops` has it. `tree` saves compiling the questionnaire for each person."""
    evaluation = evaluate(tree or compile_tree(questionnaire), given.said, ops)
    evaluation.ratings = given.steps(evaluation)
    held = hold_level(evaluation, questionnaire.levels, questionnaire.gates)
    columns = _scores(ops, evaluation, questionnaire) | _levels(ops, held, questionnaire, wanted)
    if wanted == "all":
        columns |= _spread(ops, evaluation, questionnaire)
        columns |= _risk(ops, evaluation, questionnaire, given)
        columns |= {
            f"check.{each.id}": ops.holds_if_known(ops.truth(True), holds(evaluation, each.when).yes)
            for each in questionnaire.checks
        }
    return Outputs(columns=columns, evaluation=evaluation)


def kind_of(name: str) -> Kind | None:
    """What an output holds, which the first part of its name says; None for a column that is no output."""
    return _KINDS.get(name.partition(".")[0])


def item_scores(ops: Reporting[N, C, A_contra], evaluation: Evaluation[N, C, A_contra]) -> dict[str, object]:
    """Each scored item's score, null where it was not judged."""
    nodes = evaluation.nodes
    return {
        f"item.{item.id}": ops.unless_known(nodes[item.id].judged, nodes[item.id].score)
        for item in evaluation.items.values()
        if item.method != "unscored"
    }


def _nodes(questionnaire: Questionnaire) -> tuple[str, ...]:
    return (OVERALL, *(section.id for section in questionnaire.every_section()))


def _scores(
    ops: Reporting[N, C, A_contra], evaluation: Evaluation[N, C, A_contra], questionnaire: Questionnaire
) -> dict[str, object]:
    nodes = {name: evaluation.nodes[name] for name in _nodes(questionnaire)}
    return {f"score.{name}": ops.unless_known(node.published, node.score) for name, node in nodes.items()}


def _levels(
    ops: Reporting[N, C, A_contra], held: Held[N, C], questionnaire: Questionnaire, wanted: Wanted
) -> dict[str, object]:
    if not questionnaire.levels:
        return {}
    names = tuple(level.id for level in questionnaire.levels)
    ends = {"level": held.index}
    if wanted == "all":
        ends |= {"level_low": held.low, "level_high": held.high}
    none = ops.number(NO_ONE)
    return {name: ops.named(ops.where(held.known, index, none), names) for name, index in ends.items()}


def _spread(
    ops: Reporting[N, C, A_contra], evaluation: Evaluation[N, C, A_contra], questionnaire: Questionnaire
) -> dict[str, object]:
    """Bounds, coverage and counts of every section and of the whole."""
    found: dict[str, object] = {}
    for name in _nodes(questionnaire):
        node = evaluation.nodes[name]
        found[f"low.{name}"] = ops.unless_known(node.applicable, _share(ops, node.lower))
        found[f"high.{name}"] = ops.unless_known(node.applicable, _share(ops, node.upper))
        found[f"coverage.{name}"] = ops.unless_known(ops.truth(True), _share(ops, node.coverage))
        counts = (node.n_judged, node.n_dont_know, node.n_unanswered, node.n_not_applicable)
        found |= {f"{kind}.{name}": ops.counted(count) for kind, count in zip(COUNTS, counts, strict=True)}
    return found


def _share(ops: Reporting[N, C, A_contra], value: N) -> N:
    """Rounding noise beyond 0 and 1 taken off, as a single assessment does it."""
    return ops.lesser(ops.number(1.0), ops.greater(ops.number(0.0), value))


def _risk(
    ops: Reporting[N, C, A_contra],
    evaluation: Evaluation[N, C, A_contra],
    questionnaire: Questionnaire,
    given: Answered[N, C, A_contra],
) -> dict[str, object]:
    """Exposures of both sides and of every course; the course that is best, and the one that fits now."""
    if not questionnaire.risks:
        return {}
    register = weigh(evaluation, questionnaire, given.rating)
    chosen = choose(evaluation, questionnaire.stances or (), register)
    found: dict[str, object] = {}
    one = ops.number(1.0)
    for side in SIDES:
        total = register.sides[side]
        found |= _exposures(ops, side, total, ops.at_least(total.n_rated, one))
        found[f"rated.{side}"] = ops.counted(total.n_rated)
    both_sides = ops.both(*(ops.at_least(register.sides[side].n_applicable, one) for side in SIDES))
    for course, total in register.stances.items():
        found |= _exposures(
            ops, course, total, ops.both(both_sides, _known_under(ops, questionnaire, register, course))
        )
    return found | _courses(ops, questionnaire, register, chosen)


def _exposures(ops: Reporting[N, C, A_contra], name: str, total: Total[N, C], known: C) -> dict[str, object]:
    always = ops.truth(True)
    return {
        f"exposure.{name}": ops.unless_known(known, total.residual),
        f"exposure_low.{name}": ops.unless_known(always, total.lower),
        f"exposure_high.{name}": ops.unless_known(always, total.upper),
    }


def _known_under(
    ops: Reporting[N, C, A_contra], questionnaire: Questionnaire, register: Register[N, C], course: StanceId
) -> C:
    """Whether anything is known of what a course exposes to: a risk that lives under it is rated, or none does."""
    some_rated, none_lives = ops.truth(False), ops.truth(True)
    for risk in questionnaire.risks:
        if share_under(risk, course) > 0:
            some_rated = ops.either(some_rated, register.risks[risk.id].rated)
            none_lives = ops.both(none_lives, ops.negate(register.risks[risk.id].applicable))
    return ops.either(some_rated, none_lives)


def _courses(
    ops: Reporting[N, C, A_contra], questionnaire: Questionnaire, register: Register[N, C], chosen: Choice[N, C]
) -> dict[str, object]:
    """The courses by name, how far the second best lies off, and whether that is too close by the margin alone."""
    if not chosen.order:
        return {}
    none, known = ops.number(NO_ONE), register.decidable
    found = {
        "stance_now": ops.named(ops.where(known, chosen.now, none), chosen.order),
        "stance_best": ops.named(ops.where(known, chosen.best, none), chosen.order),
    }
    if len(chosen.order) > 1:
        close = ops.at_least(ops.number(questionnaire.margin), chosen.margin)
        found["stance_margin"] = ops.unless_known(known, chosen.margin)
        found["stance_within_margin"] = ops.holds_if_known(known, close)
    return found
