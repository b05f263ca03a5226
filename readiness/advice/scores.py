"""The tree of scores as results: each item with its answer and how it earned, each group with its children."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from readiness.advice.answers import item_text, shown_value
from readiness.advice.context import Context
from readiness.model.assessment import (
    Bounds,
    Counts,
    GroupResult,
    Help,
    ItemResult,
    Points,
    ScoredChoice,
    State,
)
from readiness.model.questionnaire import (
    DONT_KNOW,
    NOT_APPLICABLE,
    Choice,
    Question,
    Section,
    YesNoQuestion,
)
from readiness.scoring.formulas import Values
from readiness.scoring.operations import Given
from readiness.scoring.tree import Group, Item
from readiness.words import say


class GridWords(TypedDict, total=False):
    """The fields of a group that only a grid has."""

    note: str | None
    evidence: tuple[str, ...]
    confidence: str | None
    source: str | None
    help: Help


def group_result(context: Context, group: Group) -> GroupResult:
    """A section, a grid or the whole, with everything below it."""
    values = context.node(group.id)
    text, target, importance = _named(context, group)
    return GroupResult(
        id=group.id,
        text=text,
        weight=values.weight,
        importance=importance,
        applicable=values.applicable,
        score=values.score if values.published else None,
        percent=100 * values.score if values.published else None,
        judged_score=_share(values.score) if values.judged else None,
        points=_points(values),
        bounds=_bounds(values),
        coverage=_share(values.coverage),
        kind=group.kind,
        aggregate=group.aggregate,
        **_said_of_grid(context, group),
        met_at=group.met_at,
        target=target,
        counts=Counts(
            applicable=int(values.n_applicable),
            judged=int(values.n_judged),
            dont_know=int(values.n_dont_know),
            unanswered=int(values.n_unanswered),
            not_applicable=int(values.n_not_applicable),
        ),
        children=tuple(
            item_result(context, child) if isinstance(child, Item) else group_result(context, child)
            for child in group.children
        ),
    )


def _said_of_grid(context: Context, group: Group) -> GridWords:
    """What the respondent and the questionnaire say of a grid as a whole; nothing for a section."""
    if group.kind != "grid":
        return {}
    question, answer = context.questions[group.id], context.answer(group.id)
    return {
        "note": answer.note,
        "evidence": answer.evidence,
        "confidence": answer.confidence,
        "source": context.source(question.source),
        "help": _help(context, question),
    }


def _share(value: float) -> float:
    """Rounding noise beyond 0 and 1 taken off; a mean of ones may come out as 1.0000000000000002."""
    return min(1.0, max(0.0, value))


def _bounds(values: Values[float, bool]) -> Bounds:
    return Bounds(lower=_share(values.lower), upper=_share(values.upper))


def _points(values: Values[float, bool]) -> Points | None:
    return Points(earned=values.earned, least=values.least, most=values.most) if values.judged else None


def _named(context: Context, group: Group) -> tuple[str, float | None, float | None]:
    """A group's words, target and stated importance."""
    if group.kind == "overall":
        return context.words(context.questionnaire.title), None, None
    if group.kind == "grid":
        return context.words(context.questions[group.id].text), None, context.answer(group.id).importance
    section: Section = next(each for each in context.questionnaire.every_section() if each.id == group.id)
    return context.words(section.title), section.target, None


def item_result(context: Context, item: Item) -> ItemResult:
    """One item with its answer, and all that its score follows from."""
    question = context.questions[item.question]
    answer = context.answer(item.question)
    given: Given = context.evaluation.answers(item.id)
    values = context.node(item.id)
    chosen = given.value if isinstance(given.value, tuple) else (given.value,)
    return ItemResult(
        id=item.id,
        text=item_text(context, item),
        weight=values.weight,
        importance=given.importance if item.importance else None,
        applicable=values.applicable,
        score=values.score if values.judged else None,
        percent=100 * values.score if values.judged else None,
        judged_score=_share(values.score) if values.judged else None,
        points=_points(values),
        bounds=_bounds(values),
        coverage=_share(values.coverage),
        question=item.question,
        type=question.type,
        state=state_of(item, values, given),
        answer=given.value,
        shown=shown_value(context, question, given.value),
        choices=_choices(context, question, item, chosen),
        method=item.method,
        reverse=item.reverse,
        disqualified=any(value in item.disqualifying for value in chosen if value is not None),
        cap=item.cap,
        bands=item.bands,
        ends=item.ends if item.method == "linear" else None,
        least=item.least,
        most=item.most,
        note=answer.note,
        evidence=answer.evidence,
        confidence=answer.confidence,
        area=question.area,
        source=context.source(question.source),
        as_of=question.as_of,
        help=_help(context, question),
        required=question.required,
    )


def state_of(item: Item, values: Values[float, bool], given: Given) -> State:
    """What became of an item."""
    if not values.visible:
        return "undecided" if values.undecided else "not_asked"
    if item.method == "unscored":
        return "not_scored"
    if given.value == NOT_APPLICABLE:
        return "not_applicable"
    if given.value == DONT_KNOW:
        return "dont_know"
    return "unanswered" if given.value is None else "judged"


def _choices(context: Context, question: Question, item: Item, chosen: tuple[object, ...]) -> tuple[ScoredChoice, ...]:
    if isinstance(question, YesNoQuestion):
        return tuple(
            ScoredChoice(value=word, label=say(context.language, word), points=points, chosen=word in chosen)
            for word, points in (("yes", 1.0), ("no", 0.0))
        )
    listed: tuple[Choice, ...] = ()
    if question.type in ("scale", "choice", "choices", "grid"):
        listed = context.questionnaire.choices_of(question)
    return tuple(
        ScoredChoice(
            value=choice.value,
            label=context.words(choice.label),
            points=item.points.get(choice.value),
            chosen=choice.value in chosen,
            advice=context.maybe(choice.advice),
        )
        for choice in listed
    )


def _help(context: Context, question: Question) -> Help:
    anchors, improve = question.anchors, question.improve
    return Help(
        low=context.words(anchors.low) if anchors else None,
        high=context.words(anchors.high) if anchors else None,
        evidence=context.maybe(question.evidence),
        advice=context.words(improve.advice) if improve else None,
        effort=improve.effort if improve else None,
        owner=context.maybe(improve.owner) if improve else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A question's part in the whole: `share` (0..1) is the product of its weights on the way down, each as a
    share of its neighbours' applicable weight. `section` is the title of the top section it stands in."""

    result: ItemResult | GroupResult
    share: float
    section: str


def parts_of(whole: GroupResult) -> Iterator[Part]:
    """Every applicable question below the whole, a grid as one."""
    for child in whole.children:
        yield from _parts(child, _child_share(whole, child), child.text)


def _child_share(group: GroupResult, child: ItemResult | GroupResult) -> float:
    total = sum(each.weight for each in group.children if each.applicable)
    return child.weight / total if child.applicable and total else 0.0


def _parts(result: ItemResult | GroupResult, share: float, section: str) -> Iterator[Part]:
    if not result.applicable:
        return
    if isinstance(result, ItemResult) or result.kind == "grid":
        yield Part(result=result, share=share, section=section)
        return
    for child in result.children:
        yield from _parts(child, share * _child_share(result, child), section)
