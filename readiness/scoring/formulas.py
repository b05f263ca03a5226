"""Every formula of the method but risk, written once: for one person's floats and for a table's columns.

`evaluate` walks the tree from the leaves up. Each node yields `Values`; nothing is rounded, and a quantity
that has no meaning (the score of a node that is not judged) is 0 and marked as such by `judged`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic

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
from readiness.model.questionnaire import DONT_KNOW, NOT_APPLICABLE, Gate, Level
from readiness.scoring.operations import WORDS, A, C, Key, N, Operations
from readiness.scoring.tree import Group, Item, Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth(Generic[C]):
    """Three-valued: surely so, surely not, or neither, which is to say not known."""

    yes: C
    no: C


@dataclass(frozen=True, slots=True, kw_only=True)
class Values(Generic[N, C]):
    """What is known of one node. Scores, bounds and coverage are 0..1; counts and points are sums over leaves.

    `visible`: its conditions hold; `undecided`: whether they do is not known (for a group: of one child below).
    `applicable`: visible and not "not applicable" (for a group: one child is).
    `judged`: something under it was answered. `published`: judged, and the coverage suffices to show a score.
    `weight` is its weight times importance. `earned`, `least`, `most` count points of judged leaves; `span` is
    most − least over all applicable ones, `reach` over the judged ones, and `gained` what of it was earned.
    """

    visible: C
    undecided: C
    applicable: C
    judged: C
    published: C
    weight: N
    score: N
    lower: N
    upper: N
    coverage: N
    earned: N
    least: N
    most: N
    gained: N
    reach: N
    span: N
    n_applicable: N
    n_judged: N
    n_dont_know: N
    n_unanswered: N
    n_not_applicable: N


@dataclass(slots=True)
class Evaluation(Generic[N, C, A]):
    """The values of every node so far, and the means to judge conditions against them.

    `held` is the index of the level held and `level_known` whether there is one; `closed` tells which gates are
    closed. Both are set once levels are known, and only then may a condition ask for them. `ratings` gives a risk's
    likelihood or impact as a step or word, by its id and half; while it is None, every rating is unknown.
    `truths` keeps what conditions on questions came to, which are asked over and over; whoever changes an answer
    takes those on its question out.
    """

    ops: Operations[N, C, A]
    tree: Tree
    answers: Callable[[str], A]
    nodes: dict[str, Values[N, C]] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    level_index: dict[str, int] = field(default_factory=dict)
    held: N | None = None
    level_known: C | None = None
    closed: dict[str, Truth[C]] = field(default_factory=dict)
    ratings: Callable[[str, str], A] | None = None
    truths: dict[tuple[str, int, bool], tuple[QuestionCondition, Truth[C]]] = field(default_factory=dict)


def evaluate(tree: Tree, answers: Callable[[str], A], ops: Operations[N, C, A]) -> Evaluation[N, C, A]:
    """Score every node. `answers` gives the answer to an item by its id (`question`, or `question.row`)."""
    evaluation = Evaluation(ops=ops, tree=tree, answers=answers)
    evaluation.items = {item.id: item for item in tree.items()}
    always = Truth(yes=ops.truth(True), no=ops.truth(False))
    for item in tree.profile:
        _item(evaluation, item, always)
    _group(evaluation, tree.root, always)
    return evaluation


def _asked(evaluation: Evaluation[N, C, A], when: Condition | None, outer: Truth[C]) -> Truth[C]:
    """Whether something is asked: its own condition holds, and those of all around it."""
    if when is None:
        return outer
    ops, own = evaluation.ops, holds(evaluation, when)
    return Truth(yes=ops.both(outer.yes, own.yes), no=ops.either(outer.no, own.no))


def _unknown(ops: Operations[N, C, A], truth: Truth[C]) -> C:
    return ops.negate(ops.either(truth.yes, truth.no))


def _item(evaluation: Evaluation[N, C, A], item: Item, outer: Truth[C]) -> Values[N, C]:
    """One leaf.

    Not applicable leaves numerator and denominator. Don't know and unanswered earn nothing and cost nothing,
    unless the questionnaire counts them as zero.
    """
    ops, tree = evaluation.ops, evaluation.tree
    answer = evaluation.answers(item.id)
    zero, one = ops.number(0.0), ops.number(1.0)
    asked = _asked(evaluation, item.when, outer)
    visible = asked.yes
    missing = ops.is_missing(answer)
    dont_know = ops.is_word(answer, DONT_KNOW)
    not_applicable = ops.is_word(answer, NOT_APPLICABLE)
    scored = ops.truth(item.method != "unscored")
    applicable = ops.both(scored, ops.both(visible, ops.negate(not_applicable)))
    unknown = ops.either(missing, dont_know)
    as_zero = ops.either(
        ops.both(missing, ops.truth(tree.unanswered_is_zero)), ops.both(dont_know, ops.truth(tree.dont_know_is_zero))
    )
    answered = ops.both(applicable, ops.negate(unknown))
    judged = ops.both(applicable, ops.either(ops.negate(unknown), as_zero))
    score = ops.where(answered, item_score(item, answer, ops), zero)
    points = ops.where(answered, item_points(item, answer, ops), ops.number(item.least))
    span = ops.number(item.most - item.least)

    def count(truth: C) -> N:
        return ops.where(truth, one, zero)

    values = Values(
        visible=visible,
        undecided=_unknown(ops, asked),
        applicable=applicable,
        judged=judged,
        published=judged,
        weight=ops.number(item.weight) * (ops.importance(answer) if item.importance else one),
        score=score,
        lower=score,
        upper=ops.where(judged, score, one),
        coverage=count(judged),
        earned=ops.where(judged, points, zero),
        least=ops.where(judged, ops.number(item.least), zero),
        most=ops.where(judged, ops.number(item.most), zero),
        gained=ops.where(judged, score * span, zero),
        reach=ops.where(judged, span, zero),
        span=ops.where(applicable, span, zero),
        n_applicable=count(applicable),
        n_judged=count(judged),
        n_dont_know=count(ops.both(applicable, dont_know)),
        n_unanswered=count(ops.both(applicable, missing)),
        n_not_applicable=count(ops.both(scored, ops.both(visible, not_applicable))),
    )
    evaluation.nodes[item.id] = values
    return values


def item_score(item: Item, answer: A, ops: Operations[N, C, A]) -> N:
    """0..1, for an item that was answered: points min-max scaled between the least and the most it can earn.

    `reverse` gives 1 − s. A disqualifying choice gives 0 whatever else is ticked. Source: OECD/JRC Handbook on
    Constructing Composite Indicators (2008), normalisation by min-max.
    """
    if item.method == "lookup":
        return ops.lookup(answer, item.scores)
    if item.method == "unscored":
        return ops.number(0.0)
    scaled = _scaled(item, answer, ops)
    score = ops.number(1.0) - scaled if item.reverse else scaled
    if not item.disqualifying:
        return score
    return ops.where(ops.one_of(answer, item.disqualifying), ops.number(0.0), score)


def _scaled(item: Item, answer: A, ops: Operations[N, C, A]) -> N:
    if item.method == "linear":
        worst, best = item.ends
        share = (ops.amount(answer) - ops.number(worst)) / ops.number(best - worst)
        return ops.greater(ops.number(0.0), ops.lesser(ops.number(1.0), share))
    return (_forward_points(item, answer, ops) - ops.number(item.least)) / ops.number(item.most - item.least)


def item_points(item: Item, answer: A, ops: Operations[N, C, A]) -> N:
    """The points an answered item earns, between its `least` and `most`.

    Taken from the score, so that points and score cannot disagree: a reversed or disqualified answer earns
    accordingly.
    """
    return ops.number(item.least) + item_score(item, answer, ops) * ops.number(item.most - item.least)


def _forward_points(item: Item, answer: A, ops: Operations[N, C, A]) -> N:
    """Points before `reverse`, for ticked choices and bands."""
    if item.method == "bands":
        amount = ops.amount(answer)
        points = ops.number(item.bands[0][1])
        for edge, earned in item.bands[1:]:
            points = ops.where(ops.at_least(amount, ops.number(edge)), ops.number(earned), points)
        return points
    total = ops.number(0.0)
    for value, earned in item.points.items():
        if earned:
            total = total + ops.where(ops.one_of(answer, (value,)), ops.number(earned), ops.number(0.0))
    return ops.greater(ops.number(item.least), ops.lesser(ops.number(item.most), total))


def _group(evaluation: Evaluation[N, C, A], group: Group, outer: Truth[C]) -> Values[N, C]:
    """A section, a grid or the whole, from its children."""
    ops = evaluation.ops
    asked = _asked(evaluation, group.when, outer)
    undecided = _unknown(ops, asked)
    children: list[Values[N, C]] = []
    for child in group.children:
        values = _item(evaluation, child, asked) if isinstance(child, Item) else _group(evaluation, child, asked)
        undecided = ops.either(undecided, values.undecided)
        if counts(child):
            children.append(values)
    evaluation.nodes[group.id] = values = group_values(evaluation, group, asked.yes, undecided, children)
    return values


def having(values: Values[N, C], score: N, ops: Operations[N, C, A]) -> Values[N, C]:
    """An applicable leaf's values, were it judged with this score. Its points and counts stay as they were."""
    return replace(
        values,
        judged=ops.truth(True),
        published=ops.truth(True),
        score=score,
        lower=score,
        upper=score,
        coverage=ops.number(1.0),
        gained=score * values.span,
        reach=values.span,
    )


def counts(child: Item | Group) -> bool:
    """Whether something is scored, or only asked."""
    return not (isinstance(child, Item) and child.method == "unscored")


def group_values(
    evaluation: Evaluation[N, C, A], group: Group, visible: C, undecided: C, children: list[Values[N, C]]
) -> Values[N, C]:
    """What is known of a group, from what is known of its scored children, in their order."""
    ops = evaluation.ops
    zero, one = ops.number(0.0), ops.number(1.0)
    weights = [ops.where(child.applicable, child.weight, zero) for child in children]
    applicable, judged = _any(ops, (c.applicable for c in children)), _any(ops, (c.judged for c in children))
    totals = _totals(ops, children)
    score, lower, upper, coverage = _aggregate(ops, group, children, weights, totals)
    published = ops.both(judged, ops.at_least(coverage, ops.number(max(evaluation.tree.minimum_coverage - EDGE, EDGE))))
    weight = ops.number(group.weight)
    if group.importance:
        weight = weight * ops.importance(evaluation.answers(group.id))
    return Values(
        visible=visible,
        undecided=undecided,
        applicable=applicable,
        judged=judged,
        published=published,
        weight=weight,
        score=ops.where(judged, score, zero),
        lower=ops.where(applicable, lower, zero),
        upper=ops.where(applicable, upper, one),
        coverage=coverage,
        **totals,
    )


def _any(ops: Operations[N, C, A], truths: Iterable[C]) -> C:
    found = ops.truth(False)
    for truth in truths:
        found = ops.either(found, truth)
    return found


def _sum(ops: Operations[N, C, A], numbers: Iterable[N]) -> N:
    total = ops.number(0.0)
    for number in numbers:
        total = total + number
    return total


def _totals(ops: Operations[N, C, A], children: list[Values[N, C]]) -> dict[str, N]:
    """Points times weight, and counts, over the leaves below."""
    totals = {
        name: _sum(ops, (child.weight * getattr(child, name) for child in children))
        for name in ("earned", "least", "most", "gained", "reach", "span")
    }
    for name in ("n_applicable", "n_judged", "n_dont_know", "n_unanswered", "n_not_applicable"):
        totals[name] = _sum(ops, (getattr(child, name) for child in children))
    return totals


def _aggregate(
    ops: Operations[N, C, A],
    group: Group,
    children: list[Values[N, C]],
    weights: list[N],
    totals: Mapping[str, N],
) -> tuple[N, N, N, N]:
    """Score, lower bound, upper bound and coverage, by the group's way of aggregating.

    The bounds are the score if everything unknown turned out worst, and best. Points are written with decimals, so
    their sums carry rounding noise: `sum` adds the same terms above and below the line, so that full points are
    exactly 1, and complete answers a coverage of exactly 1.
    """
    whole = _sum(ops, weights)
    coverage = ops.ratio(
        _sum(ops, (weight * child.coverage for weight, child in zip(weights, children, strict=True))), whole
    )
    match group.aggregate:
        case "mean":
            return (*_mean(ops, children, weights, whole), coverage)
        case "sum":
            gained, reach, span = totals["gained"], totals["reach"], totals["span"]
            return (
                ops.ratio(gained, reach),
                ops.ratio(gained, span),
                ops.lesser(ops.number(1.0), ops.ratio(gained + (span - reach), span)),
                ops.ratio(reach, span),
            )
        case "min" | "max":
            return (*_extreme(ops, children, group.aggregate == "min"), coverage)
        case "staged":
            return (*_staged(ops, group, children, weights, whole), coverage)


def _mean(ops: Operations[N, C, A], children: list[Values[N, C]], weights: list[N], whole: N) -> tuple[N, N, N]:
    """Weighted mean of what was judged: Σ w·s / Σ w over judged children; bounds over all applicable ones."""
    zero = ops.number(0.0)
    paired = list(zip(children, weights, strict=True))
    judged = _sum(ops, (ops.where(child.judged, weight, zero) for child, weight in paired))
    return (
        ops.ratio(_sum(ops, (ops.where(c.judged, weight * c.score, zero) for c, weight in paired)), judged),
        ops.ratio(_sum(ops, (weight * child.lower for child, weight in paired)), whole),
        ops.ratio(_sum(ops, (weight * child.upper for child, weight in paired)), whole),
    )


def _extreme(ops: Operations[N, C, A], children: list[Values[N, C]], least: bool) -> tuple[N, N, N]:
    """The least or the most of the judged children; for the bounds, of the applicable ones."""
    start = ops.number(1.0 if least else 0.0)
    score = lower = upper = start
    pick = ops.lesser if least else ops.greater
    for child in children:
        score = pick(score, ops.where(child.judged, child.score, start))
        lower = pick(lower, ops.where(child.applicable, child.lower, start))
        upper = pick(upper, ops.where(child.applicable, child.upper, start))
    return score, lower, upper


def _staged(
    ops: Operations[N, C, A], group: Group, children: list[Values[N, C]], weights: list[N], whole: N
) -> tuple[N, N, N]:
    """The share of steps met before the first one not met.

    Unknown steps on the way are passed over and leave the denominator; those after the stop no longer matter.
    The lower bound stops at the first step not known to be met; the upper bound takes unknown steps as met.
    """
    zero, edge = ops.number(0.0), ops.number(group.met_at - EDGE)
    met = passed_over = low = high = zero
    going = sure = possible = ops.truth(True)
    for child, weight in zip(children, weights, strict=True):
        relevant = child.applicable
        is_met = ops.both(child.judged, ops.at_least(child.score, edge))
        is_unmet = ops.both(child.judged, ops.negate(is_met))
        unknown = ops.both(relevant, ops.negate(child.judged))
        met = met + ops.where(ops.both(going, is_met), weight, zero)
        passed_over = passed_over + ops.where(ops.both(going, unknown), weight, zero)
        going = ops.both(going, ops.negate(is_unmet))
        sure = ops.both(sure, ops.either(ops.negate(relevant), ops.at_least(child.lower, edge)))
        possible = ops.both(possible, ops.either(ops.negate(relevant), ops.at_least(child.upper, edge)))
        low = low + ops.where(sure, weight, zero)
        high = high + ops.where(possible, weight, zero)
    return ops.ratio(met, whole - passed_over), ops.ratio(low, whole), ops.ratio(high, whole)


def holds(evaluation: Evaluation[N, C, A], condition: Condition, *, by_bounds: bool = False) -> Truth[C]:
    """Whether a condition holds, in Kleene's three-valued logic.

    A question is unknown while unanswered or "don't know", and while it is not known whether it is asked; one that
    is not asked, or not applicable, is known and passes no test of its value. A section is judged by its score,
    unknown while it has none; `by_bounds` judges it by its bounds instead: surely so if even the lower bound passes,
    surely not if even the upper fails. A rating is unknown while there is no step; one of "not applicable" is known
    and passes no test.
    """
    ops = evaluation.ops
    match condition:
        case AllOf():
            inner = [holds(evaluation, part, by_bounds=by_bounds) for part in condition.all_]
            return Truth(yes=_every(ops, (t.yes for t in inner)), no=_any(ops, (t.no for t in inner)))
        case AnyOf():
            inner = [holds(evaluation, part, by_bounds=by_bounds) for part in condition.any_]
            return Truth(yes=_any(ops, (t.yes for t in inner)), no=_every(ops, (t.no for t in inner)))
        case Not():
            turned = holds(evaluation, condition.not_, by_bounds=by_bounds)
            return Truth(yes=turned.no, no=turned.yes)
        case SectionCondition():
            return _section_holds(evaluation, condition, by_bounds)
        case LevelCondition():
            assert evaluation.held is not None
            assert evaluation.level_known is not None
            needed = ops.number(float(evaluation.level_index[condition.level]))
            reached = ops.at_least(evaluation.held, needed)
            known = evaluation.level_known
            return Truth(yes=ops.both(known, reached), no=ops.both(known, ops.negate(reached)))
        case GateCondition():
            return evaluation.closed[condition.gate]
        case QuestionCondition():
            key = (condition.question, id(condition), by_bounds)
            if key not in evaluation.truths or evaluation.truths[key][0] is not condition:
                evaluation.truths[key] = condition, _question_holds(evaluation, condition, by_bounds)
            return evaluation.truths[key][1]
        case RiskCondition():
            return _rating_holds(evaluation, condition)


def _every(ops: Operations[N, C, A], truths: Iterable[C]) -> C:
    found = ops.truth(True)
    for truth in truths:
        found = ops.both(found, truth)
    return found


def _section_holds(evaluation: Evaluation[N, C, A], condition: SectionCondition, by_bounds: bool) -> Truth[C]:
    ops, node = evaluation.ops, evaluation.nodes[condition.section]
    low, high = (node.lower, node.upper) if by_bounds else (node.score, node.score)
    known = node.applicable if by_bounds else node.published
    yes, no = ops.truth(True), ops.truth(False)
    if condition.at_least is not None:
        edge = ops.number(condition.at_least / 100 - EDGE)
        yes, no = ops.both(yes, ops.at_least(low, edge)), ops.either(no, ops.negate(ops.at_least(high, edge)))
    if condition.below is not None:
        edge = ops.number(condition.below / 100 - EDGE)
        yes, no = ops.both(yes, ops.negate(ops.at_least(high, edge))), ops.either(no, ops.at_least(low, edge))
    left_out = ops.negate(ops.either(node.applicable, node.undecided))
    return Truth(yes=ops.both(known, yes), no=ops.either(ops.both(known, no), left_out))


def _question_holds(evaluation: Evaluation[N, C, A], condition: QuestionCondition, by_bounds: bool) -> Truth[C]:
    ops = evaluation.ops
    item = evaluation.items.get(condition.question)
    if item is None:
        return _grid_answered(evaluation, condition, by_bounds)
    answer, node = evaluation.answers(item.id), evaluation.nodes[item.id]
    visible, missing, dont_know = node.visible, ops.is_missing(answer), ops.is_word(answer, DONT_KNOW)
    if condition.answered is not None:
        return _turned(_answered(evaluation, item, by_bounds), condition.answered)
    unknown = ops.either(node.undecided, ops.both(visible, ops.either(missing, dont_know)))
    if condition.is_ is not None or condition.in_ is not None:
        wanted = _wanted(condition)
        found = ops.both(visible, ops.one_of(answer, wanted))
        unknown = ops.both(unknown, ops.negate(found))
    else:
        number = ops.lookup(answer, item.points) if item.points else ops.amount(answer)
        found = ops.both(ops.both(visible, ops.negate(_is_a_word(ops, answer))), _in_range(ops, number, condition))
        found = ops.both(found, ops.negate(missing))
    return Truth(yes=found, no=ops.both(ops.negate(found), ops.negate(unknown)))


def _rating_holds(evaluation: Evaluation[N, C, A], condition: RiskCondition) -> Truth[C]:
    ops = evaluation.ops
    if evaluation.ratings is None:
        return Truth(yes=ops.truth(False), no=ops.truth(False))
    rating = evaluation.ratings(condition.risk, condition.rating)
    missing = ops.is_missing(rating)
    on_scale = ops.negate(ops.either(missing, _is_a_word(ops, rating)))
    found = ops.both(on_scale, _in_range(ops, ops.amount(rating), condition))
    unknown = ops.either(missing, ops.is_word(rating, DONT_KNOW))
    return Truth(yes=found, no=ops.both(ops.negate(found), ops.negate(unknown)))


def _wanted(condition: QuestionCondition) -> tuple[Key, ...]:
    """The values asked for; true and false stand for yes and no."""
    values = condition.in_ if condition.in_ is not None else (condition.is_,)
    words: list[Key] = []
    for value in values:
        if isinstance(value, bool):
            words.append("yes" if value else "no")
        elif value is not None:
            words.append(value)
    return tuple(words)


def _answered(evaluation: Evaluation[N, C, A], item: Item, by_bounds: bool) -> Truth[C]:
    """Whether an item is asked and answered, "not applicable" included and "don't know" not.

    `by_bounds`: whether it will have been, once everything is known; what is not answered yet may be.
    """
    ops, node, answer = evaluation.ops, evaluation.nodes[item.id], evaluation.answers(item.id)
    given = ops.negate(ops.either(ops.is_missing(answer), ops.is_word(answer, DONT_KNOW)))
    counted = ops.either(node.visible, node.undecided)
    may_be = counted if by_bounds else ops.both(counted, given)
    return Truth(yes=ops.both(node.visible, given), no=ops.negate(may_be))


def _turned(truth: Truth[C], wanted: bool) -> Truth[C]:
    return truth if wanted else Truth(yes=truth.no, no=truth.yes)


def _is_a_word(ops: Operations[N, C, A], answer: A) -> C:
    return _any(ops, (ops.is_word(answer, word) for word in WORDS))


def _in_range(ops: Operations[N, C, A], number: N, condition: QuestionCondition | RiskCondition) -> C:
    """The number answered, the points of the choice or the step, held to `at_least` and `below`."""
    found = ops.truth(True)
    if condition.at_least is not None:
        found = ops.both(found, ops.at_least(number, ops.number(condition.at_least - EDGE)))
    if condition.below is not None:
        found = ops.both(found, ops.negate(ops.at_least(number, ops.number(condition.below - EDGE))))
    return found


def _grid_answered(evaluation: Evaluation[N, C, A], condition: QuestionCondition, by_bounds: bool) -> Truth[C]:
    """A grid is answered once one of its rows is."""
    ops = evaluation.ops
    rows = [
        _answered(evaluation, item, by_bounds)
        for item in evaluation.items.values()
        if item.question == condition.question
    ]
    found = Truth(yes=_any(ops, (row.yes for row in rows)), no=_every(ops, (row.no for row in rows)))
    return _turned(found, condition.answered is not False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Generic[N, C]):
    """The level by its index (0 is the lowest): held, and the span it may turn out to be.

    `by_score` is the level that the score alone reaches. `known` tells whether there is a level at all.
    """

    known: C
    index: N
    low: N
    high: N
    by_score: N
    gates: dict[str, Truth[C]]


def hold_level(evaluation: Evaluation[N, C, A], levels: tuple[Level, ...], gates: tuple[Gate, ...]) -> Held[N, C]:
    """The level held, which afterwards conditions may ask for.

    You hold the highest level that the score reaches and whose own requirement, and those of all below it, are
    met; a closed gate caps it. What is not known to be met is not met; what is not known to be closed is open.
    The span takes every unknown at its worst, and at its best.
    """
    ops = evaluation.ops
    whole = evaluation.nodes[evaluation.tree.root.id]
    zero = ops.number(0.0)
    order = {level.id: at for at, level in enumerate(levels)}
    by_score = index = low = high = zero
    reached = on = on_low = on_high = ops.truth(True)
    for level in levels[1:]:
        edge = ops.number(level.from_ / 100 - EDGE)
        reached = ops.at_least(whole.score, edge)
        on = ops.both(on, reached)
        on_low = ops.both(on_low, ops.at_least(whole.lower, edge))
        on_high = ops.both(on_high, ops.at_least(whole.upper, edge))
        if level.requires is not None:
            by_bounds = holds(evaluation, level.requires, by_bounds=True)
            on = ops.both(on, holds(evaluation, level.requires).yes)
            on_low = ops.both(on_low, by_bounds.yes)
            on_high = ops.both(on_high, ops.negate(by_bounds.no))
        step = ops.number(1.0)
        by_score = by_score + ops.where(reached, step, zero)
        index = index + ops.where(on, step, zero)
        low = low + ops.where(on_low, step, zero)
        high = high + ops.where(on_high, step, zero)
    closed: dict[str, Truth[C]] = {}
    for gate in gates:
        cap = ops.number(float(order[gate.cap]))
        point, bounds = holds(evaluation, gate.when), holds(evaluation, gate.when, by_bounds=True)
        closed[gate.id] = point
        index = ops.where(point.yes, ops.lesser(index, cap), index)
        low = ops.where(ops.negate(bounds.no), ops.lesser(low, cap), low)
        high = ops.where(bounds.yes, ops.lesser(high, cap), high)
    # bounds may settle what a score below its minimum coverage leaves open; the level held is in its span all the same
    low, high = ops.lesser(low, index), ops.greater(high, index)
    known = ops.both(whole.published, ops.truth(bool(levels)))
    evaluation.level_index, evaluation.held = order, index
    evaluation.level_known, evaluation.closed = known, closed
    return Held(known=known, index=index, low=low, high=high, by_score=by_score, gates=closed)
