"""What could be done better, and at what price: the answers that a plan chooses among."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import ceil
from typing import NamedTuple

from readiness.advice.encoding import Choices
from readiness.advice.variations import Option, Value, Variations
from readiness.model.base import EDGE
from readiness.model.condition import QuestionCondition, parts
from readiness.model.questionnaire import NumberQuestion
from readiness.scoring.tree import Item

MIDDLE = 0.5
"""A step of a scale that scores less than this leaves the answer in its lower half."""


class Improvable(NamedTuple):
    """`choices` by item; the questions that could be answered better and state no effort; and what is not known."""

    choices: dict[str, Choices]
    uncosted: tuple[str, ...]
    unknown: tuple[str, ...]


def improvable(base: Variations) -> Improvable:
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
        before = score_before(base, item)
        options = [
            option for option in known_options(base, item) if option.score > before + EDGE or item.method == "unscored"
        ]
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
        whole = improve.effort * share_of_grid(base, item)
        kept = None if is_unknown else Option(given, before, 0)  # type: ignore[arg-type]  # a value that was given
        prices = [whole if item.method == "unscored" else whole * (option.score - before) for option in options]
        found[name] = Choices((kept, *options), (0.0, *prices), 0)
    return Improvable(found, tuple(uncosted), tuple(unknown))


def score_before(base: Variations, item: Item) -> float:
    """The score of the answer given; 0 of one that is not known."""
    given = base.answers(item.id).value
    return 0.0 if given in (None, "dont_know", "not_applicable") else base.score_of(item, given)


def share_of_grid(base: Variations, item: Item) -> float:
    """The share of a grid's effort that one row takes: its weight among the rows."""
    if item.id == item.question:
        return 1.0
    rows = [each for each in base.items.values() if each.question == item.question]
    return item.weight / sum(row.weight for row in rows)


# ---- what is worth asking for ----


def worthwhile(base: Variations, choices: Mapping[str, Choices]) -> dict[str, Choices]:
    """The choices without those that are asked for only where nothing else does: the far end of a number's line, and a
    step that leaves an answer in the lower half of its scale; unless a condition turns there."""
    return _those(base, choices, _is_worth_it)


def with_ends(base: Variations, choices: Mapping[str, Choices]) -> dict[str, Choices]:
    """The same with the far ends of lines: to ask for the whole is better than to ask for a poor answer."""
    return _those(base, choices, _is_worth_it_or_an_end)


def _those(base: Variations, choices: Mapping[str, Choices], is_among: IsAmong) -> dict[str, Choices]:
    found: dict[str, Choices] = {}
    for name, offered in choices.items():
        kept = [
            at
            for at, option in enumerate(offered.options)
            if at == offered.kept or (option is not None and is_among(base, base.items[name], option, offered))
        ]
        if len(kept) > 1:
            options, prices = (tuple(listed[at] for at in kept) for listed in (offered.options, offered.prices))
            found[name] = Choices(options, prices, kept.index(offered.kept))  # type: ignore[arg-type]  # as they were
    return found


IsAmong = Callable[[Variations, Item, Option, Choices], bool]


def _is_worth_it_or_an_end(base: Variations, item: Item, option: Option, offered: Choices) -> bool:
    return item.method == "linear" or _is_worth_it(base, item, option, offered)


def _is_worth_it(base: Variations, item: Item, option: Option, offered: Choices) -> bool:
    if item.method == "linear":
        return option.score < 1 - EDGE or _turns(base, item, option, offered)
    if item.method == "lookup":
        return option.score > MIDDLE - EDGE or _turns(base, item, option, offered)
    return True


def _turns(base: Variations, item: Item, option: Option, offered: Choices) -> bool:
    """Whether some condition holds with this answer, and with neither the present one nor any lesser step; or the reverse."""
    kept = offered.options[offered.kept]
    lesser = [each.value for each in offered.options if each is not None and each.score < option.score - EDGE]
    others: list[Value | None] = [None if kept is None else kept.value, *lesser]
    return any(
        all(_passes(item, condition, option.value) != _passes(item, condition, other) for other in others)
        for condition in conditions_on(base, item.question)
    )


def conditions_on(base: Variations, question: str) -> Iterator[QuestionCondition]:
    """Every test of a question's answer."""
    for condition in base.conditions():
        for _, part in parts(condition):
            if isinstance(part, QuestionCondition) and part.question == question:
                yield part


def _passes(item: Item, condition: QuestionCondition, value: object) -> bool:
    """Whether an answer passes a condition's test; None stands for one that is not known."""
    if condition.answered is not None:
        return (value is not None) == condition.answered
    if value is None:
        return False
    wanted = condition.in_ if condition.in_ is not None else (condition.is_,)
    if condition.at_least is None and condition.below is None:
        return value in ["yes" if each is True else "no" if each is False else each for each in wanted]
    number = item.points.get(value) if item.points else value  # type: ignore[call-overload]  # one of the choices
    if not isinstance(number, int | float):
        return False
    low, high = condition.at_least, condition.below
    return (low is None or number >= low - EDGE) and (high is None or number < high - EDGE)


# ---- numbers ----


def known_options(base: Variations, item: Item) -> tuple[Option, ...]:
    """What an item may be answered with: of a number in bands the nearest of each band, else as everywhere."""
    question = next(each for each in base.questionnaire.every_question() if each.id == item.question)
    if not isinstance(question, NumberQuestion) or item.method not in ("bands", "linear"):
        return base.options(item)
    given = base.answers(item.id).value
    now = given if isinstance(given, int | float) else None
    values = _in_bands(question, item, now) if item.method == "bands" else [o.value for o in base.options(item)]
    edges = [each.at_least for each in conditions_on(base, item.question) if each.at_least is not None]
    low = min(values) if question.min is None else question.min
    high = max([*values, *edges]) if question.max is None else question.max
    every = {min(max(float(each), low), high) for each in (*values, *edges)}
    scored = sorted((base.score_of(item, each), each) for each in every)
    return tuple(Option(each, score, 0 if each == now else at + 1) for at, (score, each) in enumerate(scored))


def _in_bands(question: NumberQuestion, item: Item, now: float | None) -> list[float]:
    """The figure of each band that is nearest to the present one; of a band above which it lies, and which may be any
    number, its middle. What is not known lies at the band that earns least."""
    edges = [edge for edge, _ in item.bands]
    points = [earned for _, earned in item.bands]
    here = edges[points.index((max if item.reverse else min)(points))] if now is None else now
    found = []
    for at, edge in enumerate(edges):
        ends = edges[at + 1] if at + 1 < len(edges) else None
        low = edge if at or question.min is None else max(edge, question.min)
        if ends is None or here < ends:
            found.append(low)
        else:
            found.append(max(low, float(ceil(ends) - 1)) if question.whole else (low + ends) / 2)
    return found
