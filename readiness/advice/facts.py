"""What is not known and could be found out: which answers it may turn out to be, and which of them tell a difference.

A plan may wait for what anyone can find out. So where nothing is sure as things stand, each answer that an unknown fact
may have is looked at by itself (`cases_of`), and a target is called out of reach only where it is so with all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise, product
from typing import NamedTuple

from readiness.advice.encoding import Choices
from readiness.advice.improvements import conditions_on, known_options
from readiness.advice.variations import Option, Value, Variations
from readiness.model.condition import QuestionCondition
from readiness.model.questionnaire import DateQuestion, NumberQuestion, Question, TextQuestion
from readiness.scoring.formulas import holds
from readiness.scoring.tree import Item

MOST_CASES = 32
"""Ways in which what is unknown may turn out, of which each is looked at by itself."""

MOST_NOT_APPLYING = 4
"""Unknown answers of which every set is looked at as what does not apply."""

Found = Mapping[str, Value]
"""What is found out, by item."""


class Case(NamedTuple):
    """One way in which what is unknown may turn out; `alike` has every answer that comes to the same, by item."""

    found: Found
    alike: Mapping[str, tuple[Value, ...]]


def is_open(base: Variations, name: str) -> bool:
    """Whether an item may be asked and has no answer."""
    node = base.base.nodes[name]
    return base.answers(name).value in (None, "dont_know") and (node.visible or node.undecided)


def may_open(base: Variations, name: str) -> bool:
    """Whether an item has no answer and is asked, or may come to be when something else is answered."""
    return is_open(base, name) or (bool(base.deciding) and base.answers(name).value in (None, "dont_know"))


def cases_of(base: Variations, choices: Mapping[str, Choices]) -> tuple[Case, ...]:
    """Every way in which the facts that are unknown, and that a condition looks at, may turn out; none where there are
    no such facts, or too many ways. What can be answered better at a price is no fact: a plan changes it."""
    alike = {
        name: told_apart
        for name, item in base.items.items()
        if name not in choices
        and item.method == "unscored"
        and item.question in base.tested
        and is_open(base, name)
        and (told_apart := _told_apart(base, name))
    }
    many = 1
    for classes in alike.values():
        many *= len(classes)
    if not alike or many > MOST_CASES:
        return ()
    return tuple(
        Case({name: each[0] for name, each in chosen.items()}, chosen)
        for each_way in product(*alike.values())
        for chosen in [dict(zip(alike, each_way, strict=True))]
    )


def hoped_for(base: Variations, choices: Mapping[str, Choices]) -> dict[str, Choices]:
    """The choices, and whatever the unknown may turn out to be by itself: for proving that even so a target is out of
    reach. To hope is dearer than all work together, so that as little as possible is hoped for."""
    found = dict(choices)
    dear = 1.0 + sum(max(each.prices) for each in choices.values())
    for name, item in base.items.items():
        if not may_open(base, name):
            continue
        if item.method == "unscored" and item.question not in base.tested:
            continue
        paid = choices.get(name, Choices((None,), (0.0,), 0))
        listed = {option.value for option in paid.options if option is not None}
        free = [option for option in _possible(base, name) if option.value not in listed]
        if free:
            found[name] = Choices((*paid.options, *free), (*paid.prices, *(dear for _ in free)), paid.kept)
    return found


def not_applying(base: Variations, choices: Mapping[str, Choices]) -> tuple[tuple[Found, ...], bool]:
    """Every way in which something unknown that earns points, and that no plan can answer, may turn out not to apply,
    nothing of it first; and whether these are all."""
    asked = {question.id: question for question in base.questionnaire.every_question()}
    names = [
        name
        for name, item in base.items.items()
        if name not in choices
        and item.method != "unscored"
        and "not_applicable" in asked[item.question].allow
        and may_open(base, name)
    ]
    if len(names) > MOST_NOT_APPLYING:
        return ({},), False
    sets = (each for size in range(len(names) + 1) for each in combinations(names, size))
    return tuple(dict.fromkeys(each, "not_applicable") for each in sets), True


# ---- the answers there may be ----


def _told_apart(base: Variations, name: str) -> tuple[tuple[Value, ...], ...]:
    """The answers that a fact may have, those together between which no condition tells a difference."""
    item = base.items[name]
    found: dict[tuple[bool, ...], list[Value]] = {}
    for value in (option.value for option in _possible(base, name)):
        state = base.with_answers({name: value}).base
        key = tuple(
            side
            for each in conditions_on(base, item.question)
            for side in (holds(state, each).yes, holds(state, each).no)
        )
        found.setdefault(key, []).append(value)
    return tuple(tuple(values) for values in found.values())


def _possible(base: Variations, name: str) -> Iterator[Option]:
    """Every answer that an item may have, as far as anything tells them apart."""
    item = base.items[name]
    question = _question(base, item)
    match question:
        case NumberQuestion() if item.method == "unscored":
            yield from (Option(each, 0.0, 1) for each in _figures(base, question))
        case NumberQuestion():
            yield from known_options(base, item)
        case TextQuestion() | DateQuestion():
            yield Option("…", 0.0, 1)
        case _:
            yield from base.options(item)
    if "not_applicable" in question.allow and item.method == "unscored":
        yield Option("not_applicable", 0.0, 1)


def _question(base: Variations, item: Item) -> Question:
    return next(each for each in base.questionnaire.every_question() if each.id == item.question)


def _figures(base: Variations, question: NumberQuestion) -> Iterator[float]:
    """A number at, between and beyond the edges that conditions set."""
    edges = sorted({float(edge) for each in conditions_on(base, question.id) for edge in _edges(each)})
    if not edges:
        edges = [0.0]
    middles = [(one + other) / 2 for one, other in pairwise(edges)]
    low = edges[0] - 1 if question.min is None else question.min
    high = edges[-1] + 1 if question.max is None else question.max
    figures = {min(max(each, low), high) for each in (low, *edges, *middles, high)}
    yield from sorted({float(round(each)) if question.whole else each for each in figures})


def _edges(condition: QuestionCondition) -> Iterator[float]:
    wanted = condition.in_ if condition.in_ is not None else (condition.is_,)
    for each in (condition.at_least, condition.below, *wanted):
        if isinstance(each, int | float) and not isinstance(each, bool):
            yield each
