"""The questionnaire compiled for scoring: items, groups and the whole, with everything looked up once.

The formulas run over this tree; `explain` prints it. A grid is a group whose items are its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from readiness.model.condition import ChoiceValue, Condition
from readiness.model.questionnaire import (
    Aggregate,
    Choice,
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    Section,
    TextQuestion,
    YesNoQuestion,
)

OVERALL = "overall"

Method = Literal["lookup", "ticks", "count", "bands", "linear", "unscored"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is answered, and how its answer earns points.

    `points` gives each choice's points as written; `scores` each choice's item score (0..1), with
    `reverse` and `disqualifies` already applied. `least` and `most` are the points that can be earned.
    """

    id: str
    question: str
    method: Method
    weight: float = 1.0
    importance: bool = False
    reverse: bool = False
    when: Condition | None = None
    points: Mapping[ChoiceValue, float]
    scores: Mapping[ChoiceValue, float]
    disqualifying: frozenset[ChoiceValue] = frozenset()
    exclusive: frozenset[ChoiceValue] = frozenset()
    cap: float | None = None
    bands: tuple[tuple[float, float], ...] = ()
    ends: tuple[float, float] = (0.0, 1.0)
    least: float = 0.0
    most: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A section, a grid, or the whole. `met_at` (0..1) is where a step of a staged group counts as met."""

    id: str
    kind: Literal["overall", "section", "grid"]
    weight: float = 1.0
    importance: bool = False
    aggregate: Aggregate = "mean"
    met_at: float = 1.0
    when: Condition | None = None
    children: tuple[Item | Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A compiled questionnaire. `profile` holds what is asked first and never scored."""

    root: Group
    profile: tuple[Item, ...]
    minimum_coverage: float
    dont_know_is_zero: bool
    unanswered_is_zero: bool

    def items(self) -> Iterator[Item]:
        """Every item in the order asked, the profile first, a grid's rows in their place."""
        yield from self.profile
        yield from _items(self.root)

    def groups(self) -> Iterator[Group]:
        """Every group, an outer one before those inside it."""
        return _groups(self.root)


def _items(group: Group) -> Iterator[Item]:
    for child in group.children:
        if isinstance(child, Item):
            yield child
        else:
            yield from _items(child)


def _groups(group: Group) -> Iterator[Group]:
    yield group
    for child in group.children:
        if isinstance(child, Group):
            yield from _groups(child)


def compile_tree(questionnaire: Questionnaire) -> Tree:
    """The tree of a questionnaire that has no errors."""
    return Tree(
        root=Group(
            id=OVERALL,
            kind="overall",
            aggregate=questionnaire.aggregate,
            met_at=questionnaire.met_at / 100,
            children=tuple(_section(questionnaire, section) for section in questionnaire.sections),
        ),
        profile=tuple(
            node
            for question in questionnaire.profile
            for node in _leaves(_question(questionnaire, question, in_profile=True))
        ),
        minimum_coverage=questionnaire.minimum_coverage,
        dont_know_is_zero=questionnaire.dont_know == "zero",
        unanswered_is_zero=questionnaire.unanswered == "zero",
    )


def _leaves(node: Item | Group) -> tuple[Item, ...]:
    return (node,) if isinstance(node, Item) else tuple(_items(node))


def _section(questionnaire: Questionnaire, section: Section) -> Group:
    questions = tuple(_question(questionnaire, question) for question in section.questions)
    return Group(
        id=section.id,
        kind="section",
        weight=section.weight,
        aggregate=section.aggregate,
        met_at=section.met_at / 100,
        when=section.when,
        children=questions + tuple(_section(questionnaire, inner) for inner in section.sections),
    )


def _question(questionnaire: Questionnaire, question: Question, *, in_profile: bool = False) -> Item | Group:
    if isinstance(question, GridQuestion):
        whole = _chosen(questionnaire, question, scored=question.scored and not in_profile)
        when = question.when if in_profile else None  # of the profile the rows are kept, and not their group
        rows = tuple(
            _with(whole, id=f"{question.id}.{row.id}", weight=row.weight, importance=False, when=when)
            for row in question.rows
        )
        return Group(
            id=question.id,
            kind="grid",
            weight=question.weight,
            importance=question.importance,
            when=question.when,
            children=rows,
        )
    if isinstance(question, TextQuestion | DateQuestion) or in_profile or not question.scored:
        return _unscored(questionnaire, question)
    match question:
        case YesNoQuestion():
            return _yes_no(question)
        case NumberQuestion():
            return _number(questionnaire, question)
        case ChoicesQuestion():
            return _ticked(questionnaire, question)
        case _:
            return _chosen(questionnaire, question, scored=True)


def _with(item: Item, **changes: object) -> Item:
    from dataclasses import replace

    return replace(item, **changes)  # type: ignore[arg-type]  # the names are this dataclass's own fields


def _raw_points(choices: tuple[Choice, ...]) -> dict[ChoiceValue, float]:
    """The points of each choice that has any."""
    return {choice.value: choice.worth for choice in choices if choice.worth is not None}


def _unscored(questionnaire: Questionnaire, question: Question) -> Item:
    points: dict[ChoiceValue, float] = {}
    if isinstance(question, YesNoQuestion):
        points = {"yes": 1.0, "no": 0.0}
    elif not isinstance(question, TextQuestion | DateQuestion | NumberQuestion):
        points = _raw_points(questionnaire.choices_of(question))
    return Item(id=question.id, question=question.id, method="unscored", when=question.when, points=points, scores={})


def _yes_no(question: YesNoQuestion) -> Item:
    scores: dict[ChoiceValue, float] = {"yes": 0.0, "no": 1.0} if question.reverse else {"yes": 1.0, "no": 0.0}
    return Item(
        id=question.id,
        question=question.id,
        method="lookup",
        weight=question.weight,
        importance=question.importance,
        reverse=question.reverse,
        when=question.when,
        points={"yes": 1.0, "no": 0.0},
        scores=scores,
    )


def _chosen(questionnaire: Questionnaire, question: Question, *, scored: bool) -> Item:
    assert not isinstance(question, TextQuestion | DateQuestion | NumberQuestion | YesNoQuestion)
    choices = questionnaire.choices_of(question)
    points = _raw_points(choices)
    if not scored:
        return Item(
            id=question.id, question=question.id, method="unscored", when=question.when, points=points, scores={}
        )
    least, most = min(points.values()), max(points.values())
    disqualifying = frozenset(choice.value for choice in choices if choice.disqualifies)
    scores = {value: (earned - least) / (most - least) for value, earned in points.items()}
    if question.reverse:
        scores = {value: 1 - score for value, score in scores.items()}
    return Item(
        id=question.id,
        question=question.id,
        method="lookup",
        weight=question.weight,
        importance=question.importance,
        reverse=question.reverse,
        when=question.when,
        points=points,
        scores={value: 0.0 if value in disqualifying else score for value, score in scores.items()},
        disqualifying=disqualifying,
        least=least,
        most=most,
    )


def _ticked(questionnaire: Questionnaire, question: ChoicesQuestion) -> Item:
    """Multi-choice: the least and the most are those of the best and the worst set that may be ticked."""
    choices = questionnaire.choices_of(question)
    exclusive = frozenset(choice.value for choice in choices if choice.exclusive)
    if question.score == "count":
        points: dict[ChoiceValue, float] = {
            choice.value: 0.0 if choice.value in exclusive else 1.0 for choice in choices
        }
    else:
        points = _raw_points(choices)
    together = [earned for value, earned in points.items() if value not in exclusive]
    alone = [earned for value, earned in points.items() if value in exclusive]
    most = max([sum(earned for earned in together if earned > 0), *alone])
    return Item(
        id=question.id,
        question=question.id,
        method="count" if question.score == "count" else "ticks",
        weight=question.weight,
        importance=question.importance,
        reverse=question.reverse,
        when=question.when,
        points=points,
        scores={},
        disqualifying=frozenset(choice.value for choice in choices if choice.disqualifies),
        exclusive=exclusive,
        cap=question.cap,
        least=min([sum(earned for earned in together if earned < 0), *alone]),
        most=most if question.cap is None else min(most, question.cap),
    )


def _number(questionnaire: Questionnaire, question: NumberQuestion) -> Item:
    if question.bands is not None:
        bands = tuple((band.from_, band.points) for band in question.bands)
        least, most = min(points for _, points in bands), max(points for _, points in bands)
        return Item(
            id=question.id,
            question=question.id,
            method="bands",
            weight=question.weight,
            importance=question.importance,
            reverse=question.reverse,
            when=question.when,
            points={},
            scores={},
            bands=bands,
            least=least,
            most=most,
        )
    if question.linear is None:
        return _unscored(questionnaire, question)
    return Item(
        id=question.id,
        question=question.id,
        method="linear",
        weight=question.weight,
        importance=question.importance,
        reverse=question.reverse,
        when=question.when,
        points={},
        scores={},
        ends=(question.linear.worst, question.linear.best),
    )
