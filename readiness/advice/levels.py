"""The level held, the gates, and what holds it back, as results."""

from __future__ import annotations

from readiness.advice.context import Context
from readiness.advice.needs import need
from readiness.model.assessment import GateResult, LevelResult, LevelStep
from readiness.model.base import EDGE
from readiness.scoring.formulas import holds
from readiness.scoring.tree import OVERALL


def level_steps(context: Context) -> tuple[LevelStep, ...]:
    """Every level with how its own requirement stands."""
    return tuple(
        LevelStep(
            id=level.id,
            title=context.words(level.title),
            start=level.from_,
            meaning=context.words(level.meaning),
            next=context.maybe(level.next),
            requirement=need(context, level.requires) if level.requires is not None else None,
        )
        for level in context.questionnaire.levels
    )


def level_result(context: Context) -> LevelResult | None:
    """The level held and why not another; None where there are no levels, or too little is known."""
    held, levels = context.held, context.questionnaire.levels
    if not held.known:
        return None
    at = int(held.index)
    level, percent = levels[at], 100 * context.node(OVERALL).score
    following = levels[at + 1] if at + 1 < len(levels) else None
    ungated, lacking = _before_gates(context)
    return LevelResult(
        held=level.id,
        title=context.words(level.title),
        meaning=context.words(level.meaning),
        next=context.maybe(level.next),
        by_score=levels[int(held.by_score)].id,
        lowest=levels[int(held.low)].id,
        highest=levels[int(held.high)].id,
        to_next=following.from_ - percent if following and int(held.by_score) == at else None,
        capped_by=tuple(
            gate.id
            for gate in context.questionnaire.gates
            if held.gates[gate.id].yes and context.evaluation.level_index[gate.cap] < ungated
        ),
        lacking=lacking,
    )


def _before_gates(context: Context) -> tuple[int, str | None]:
    """The level's index if no gate were closed, and the first level whose requirement alone stops the climb."""
    score = context.node(OVERALL).score
    index = 0
    for at, level in enumerate(context.questionnaire.levels[1:], 1):
        if score < level.from_ / 100 - EDGE:
            return index, None
        if level.requires is not None and not holds(context.evaluation, level.requires).yes:
            return index, level.id
        index = at
    return index, None


def gate_results(context: Context) -> tuple[GateResult, ...]:
    """Every gate: closed, open, or undecided."""
    titles = {level.id: context.words(level.title) for level in context.questionnaire.levels}
    results = []
    for gate in context.questionnaire.gates:
        truth = context.held.gates[gate.id]
        results.append(
            GateResult(
                id=gate.id,
                state="closed" if truth.yes else "open" if truth.no else "undecided",
                cap=gate.cap,
                cap_title=titles[gate.cap],
                reason=context.words(gate.reason),
                as_of=gate.as_of,
                condition=need(context, gate.when),
            )
        )
    return tuple(results)
