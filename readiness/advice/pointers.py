"""What deserves a leader's attention: the strongest and weakest answers, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.advice.answers import shown_answer
from readiness.advice.context import Context
from readiness.advice.scores import Part, parts_of
from readiness.advice.widths import Widths
from readiness.model.assessment import GroupResult, ItemResult, Pointer, RiskResult, Unknown
from readiness.model.questionnaire import GridQuestion
from readiness.words import say

HOW_MANY = 5
STRONG = 0.75
"""What parts a strength from a weakness: no answer is both."""


def strongest(whole: GroupResult, context: Context) -> tuple[Pointer, ...]:
    """The answers that carry most of the score: largest share × score, among scores of 0.75 and more."""
    found = [part for part in _judged(whole) if (part.result.judged_score or 0) >= STRONG]
    found.sort(key=lambda part: (-part.share * (part.result.judged_score or 0), part.result.id))
    return tuple(_pointer(part, context, best=True) for part in found[:HOW_MANY])


def weakest(whole: GroupResult, context: Context) -> tuple[Pointer, ...]:
    """The answers that cost most of the score: largest share × (1 − score), among scores below 0.75."""
    found = [part for part in _judged(whole) if (part.result.judged_score or 0) < STRONG]
    found.sort(key=lambda part: (-part.share * (1 - (part.result.judged_score or 0)), part.result.id))
    return tuple(_pointer(part, context, best=False) for part in found[:HOW_MANY])


def _judged(whole: GroupResult) -> Iterator[Part]:
    return (part for part in parts_of(whole) if part.result.judged_score is not None)


def _pointer(part: Part, context: Context, *, best: bool) -> Pointer:
    result, question = part.result, context.questions[part.result.id]
    improve = question.improve
    chosen = [
        choice.advice
        for choice in (result.choices if isinstance(result, ItemResult) else ())
        if choice.chosen and choice.advice
    ]
    advice = chosen[0] if chosen else context.words(improve.advice) if improve else None
    return Pointer(
        id=result.id,
        text=context.words(question.text),
        section=part.section,
        shown=_shown(result, context, best=best),
        percent=100 * (result.judged_score or 0.0),
        advice=advice,
        effort=improve.effort if improve else None,
        owner=context.maybe(improve.owner) if improve else None,
    )


def _shown(result: ItemResult | GroupResult, context: Context, *, best: bool) -> str:
    """The answer; for a grid, its best or its lowest row."""
    if isinstance(result, ItemResult):
        return result.shown
    rows = [row for row in result.children if isinstance(row, ItemResult) and row.judged_score is not None]
    telling = (max if best else min)(rows, key=lambda row: row.judged_score or 0.0)
    row_text = telling.text.removeprefix(result.text).strip(" []")
    return say(context.language, "highest_row" if best else "lowest_row", row=row_text, answer=telling.shown)


def unknown(whole: GroupResult, risks: tuple[RiskResult, ...], context: Context) -> tuple[Unknown, ...]:
    """Applicable questions without a judged answer, those that widen the bounds most first; then unrated risks."""
    found, widths = list[Unknown](), Widths(context)
    for part in parts_of(whole):
        for item, share in _leaves(part):
            if item.applicable and item.judged_score is None and item.state in ("dont_know", "unanswered"):
                found.append(
                    Unknown(
                        id=item.id,
                        text=item.text,
                        why="dont_know" if item.state == "dont_know" else "unanswered",
                        width=widths.of(item.id, share),
                    )
                )
    found.sort(key=lambda each: -each.width)
    found += [
        Unknown(id=risk.id, text=risk.title, why="unrated", width=0.0, bounds=risk.bounds)
        for risk in sorted(risks, key=lambda each: each.bounds.lower - each.bounds.upper)
        if risk.state == "unrated"
    ]
    return tuple(found)


def _leaves(part: Part) -> Iterator[tuple[ItemResult, float]]:
    if isinstance(part.result, ItemResult):
        yield part.result, part.share
        return
    rows = [row for row in part.result.children if isinstance(row, ItemResult)]
    total = sum(row.weight for row in rows if row.applicable)
    for row in rows:
        yield row, part.share * row.weight / total if total else 0.0


def facts(context: Context) -> Iterator[tuple[str, str, str]]:
    """Id, text and answer of each profile question that was asked."""
    for question in context.questionnaire.profile:
        leaf = f"{question.id}.{question.rows[0].id}" if isinstance(question, GridQuestion) else question.id
        if context.node(leaf).visible:
            yield question.id, context.words(question.text), shown_answer(context, question)
