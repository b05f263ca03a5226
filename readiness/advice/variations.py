"""What would follow if an answer or a rating were another: options, and the outcome of any set of changes.

A change that decides whether something is asked is worked out from the whole tree; any other only along its own
branch, which is what makes thousands of them affordable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain, combinations
from typing import Literal, NamedTuple

from readiness.advice.known import Known
from readiness.model.condition import (
    Condition,
    GateCondition,
    QuestionCondition,
    SectionCondition,
    parts,
)
from readiness.model.questionnaire import (
    ChoicesQuestion,
    DateQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    Risk,
    TextQuestion,
    YesNoQuestion,
    share_under,
)
from readiness.model.response import Response
from readiness.model.risk_scales import impact_steps, likelihood_steps
from readiness.risk.exposure import Exposure, Rated, exposure, mean_probability, mean_severity, offered, weigh
from readiness.risk.ratings import chosen_ranges, range_of, rating_of
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import (
    Evaluation,
    Held,
    Values,
    counts,
    evaluate,
    group_values,
    having,
    hold_level,
    holds,
    item_points,
    item_score,
)
from readiness.scoring.operations import Given, Scalar
from readiness.scoring.tree import OVERALL, Group, Item, Tree, compile_tree

MOST_TICKS = 10
"""Of a question with so many choices to tick, every set is an option; of longer ones single ticks, the best and the worst."""
QUARTERS = 4
"""A number between two ends moves by quarters of the way."""

HalfName = Literal["likelihood", "impact"]
HALVES: tuple[HalfName, HalfName] = ("likelihood", "impact")

State = Evaluation[float, bool, Given]
Node = Values[float, bool]
Value = str | int | float | tuple[str | int | float, ...]


class Option(NamedTuple):
    """Something an item may be answered with. `score` is 0..1; `steps` how far it is from the answer given."""

    value: Value
    score: float
    steps: int


class Outcome(NamedTuple):
    """What comes of it. `level` is an index and None where there is none; `best` and `now` are indices of courses.

    `score` is 0..1 and None where it is not published. `best` is −1 where too few risks are rated, `now` also where no
    course's needs are met. `surely` is the level, and `sure` the courses whose needs hold, whatever the unknown may be.
    """

    score: float | None
    level: int | None
    exposures: tuple[float, ...]
    best: int
    now: int
    available: tuple[bool, ...]
    surely: int | None
    sure: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """One half of a risk's rating, and the steps it may have: value, label's place in the scale, and its mean."""

    risk: str
    half: HalfName
    means: tuple[float, ...]
    values: tuple[int, ...]
    at: int
    """Where on its scale it stands now; an own range stands at the first step that reaches its mean."""
    own: bool


WorkedOut = tuple[State, dict[str, Exposure[float, bool]], bool]
"""Every node, every risk, and whether enough is rated to choose a course."""


class Variations:
    """A response and everything that would follow from others like it.

    `tested` are the questions that some condition looks at, and `deciding` those of them that decide whether something
    else is asked.
    """

    def __init__(self, questionnaire: Questionnaire, response: Response, tree: Tree | None = None) -> None:
        self.questionnaire, self.response = questionnaire, response
        self.tree = tree or compile_tree(questionnaire)
        self.order = offered(questionnaire)
        self.needs = {stance.id: stance.needs for stance in questionnaire.stances or ()}
        self.rating: Callable[[str], Rated[float, bool]] = cache(rating_of(questionnaire, response))
        self.shares = {risk.id: tuple(share_under(risk, name) for name in self.order) for risk in questionnaire.risks}
        self.risks = {risk.id: risk for risk in questionnaire.risks}
        self.controlled: dict[str, list[Risk]] = {}
        for risk in questionnaire.risks:
            for name in dict.fromkeys(control.question for control in risk.controls):
                self.controlled.setdefault(name, []).append(risk)
        self.chains = dict(_chains(self.tree.root, ()))
        self.items = {item.id: item for item in self.tree.items()}
        self.profile = {item.id for item in self.tree.profile}
        self.deciding = self._deciding()
        self.answers = given_by(response)
        self._begin()

    def _begin(self) -> None:
        """Work out what follows from the answers."""
        self.base, self.exposed, self.decidable = self._all_of(self.answers)
        self._singles: dict[tuple[str, Value], Outcome] = {}
        self.now = self.outcome({})

    def _all_of(self, answers: Callable[[str], Given]) -> WorkedOut:
        state: State = evaluate(self.tree, answers, Scalar())
        register = weigh(state, self.questionnaire, self.rating)
        return state, register.risks, bool(self.order) and register.decidable

    def with_answers(self, changed: Mapping[str, Value]) -> Variations:
        """The same with other answers by item."""
        found = copy(self)
        found.answers = self._answers_with(changed)
        found._begin()
        return found

    def _answers_with(self, changed: Mapping[str, Value]) -> Callable[[str], Given]:
        given = {name: Given(value=value, importance=self.answers(name).importance) for name, value in changed.items()}
        return lambda name: given.get(name) or self.answers(name)

    @cached_property
    def tested(self) -> frozenset[str]:
        """The questions that any condition looks at."""
        found = (part for each in self.conditions() for _, part in parts(each))
        return frozenset(part.question for part in found if isinstance(part, QuestionCondition))

    def conditions(self) -> Iterator[Condition]:
        """Every condition that bears on the level or the courses, and those that decide what is asked."""
        yield from self._askings()
        yield from (level.requires for level in self.questionnaire.levels if level.requires is not None)
        yield from (gate.when for gate in self.questionnaire.gates)
        yield from (need for need in self.needs.values() if need is not None)

    def _askings(self) -> Iterator[Condition]:
        questionnaire = self.questionnaire
        asked = chain(questionnaire.every_question(), questionnaire.every_section(), questionnaire.risks)
        return (each.when for each in asked if each.when is not None)

    def _deciding(self) -> frozenset[str]:
        """The items that decide whether something is asked, by themselves or through a section's score."""
        sections = {group.id: group for group in self.tree.groups()}
        gates = {gate.id: gate.when for gate in self.questionnaire.gates}
        found: set[str] = set()
        for condition in self._askings():
            for _, part in parts(condition):
                if isinstance(part, QuestionCondition):
                    found.add(part.question)
                elif isinstance(part, SectionCondition):
                    found |= {item.question for item in _leaves(sections[part.section])}
                elif isinstance(part, GateCondition):
                    inside = (each for _, each in parts(gates[part.gate]))
                    found |= {each.question for each in inside if isinstance(each, QuestionCondition)}
        return frozenset(found)

    # ---- what may be answered ----

    def options(self, item: Item) -> tuple[Option, ...]:
        """Everything an item may be answered with, from the lowest score up; empty where that is no finite list.

        The answer given is among them, with 0 steps, unless it is none.
        """
        given = self.answers(item.id).value
        match item.method:
            case "lookup":
                return _ordered(tuple(item.points), given, item.scores)
            case "unscored":
                return self._unscored(item, given)
            case "bands" | "linear":
                return self._numbers(item, given)
            case _:
                return self._sets(item, given)

    def _unscored(self, item: Item, given: object) -> tuple[Option, ...]:
        """What earns nothing, as it is listed, with or without points; only conditions tell the answers apart."""
        question = self._question(item)
        match question:
            case YesNoQuestion():
                values: tuple[str | int | float, ...] = ("yes", "no")
            case TextQuestion() | DateQuestion() | NumberQuestion():
                return ()
            case _:
                values = tuple(choice.value for choice in self.questionnaire.choices_of(question))
        earned = dict.fromkeys(values, 0.0)
        if isinstance(question, ChoicesQuestion):
            alone = (choice.value for choice in self.questionnaire.choices_of(question) if choice.exclusive)
            return self._sets(replace(item, points=earned, exclusive=frozenset(alone)), given)
        return _ordered(values, given, earned)

    def _question(self, item: Item) -> Question:
        return next(each for each in self.questionnaire.every_question() if each.id == item.question)

    def _numbers(self, item: Item, given: object) -> tuple[Option, ...]:
        question = self._question(item)
        assert isinstance(question, NumberQuestion)
        if item.method == "bands":
            found = [edge for edge, _ in item.bands]
        else:
            worst, best = item.ends
            found = [worst + (best - worst) * part / QUARTERS for part in range(QUARTERS + 1)]
        low = question.min if question.min is not None else min(found)
        high = question.max if question.max is not None else max(found)
        kept = {min(max(float(round(each)) if question.whole else each, low), high) for each in found}
        if isinstance(given, int | float):
            kept = {
                each for each in kept if item_score(item, Given(value=each), Scalar()) != self.score_of(item, given)
            }
            kept.add(float(given))
        scores = {each: self.score_of(item, each) for each in kept}
        values = tuple(sorted(kept, key=lambda each: (scores[each], each)))
        at = values.index(float(given)) if isinstance(given, int | float) else None
        return tuple(Option(each, scores[each], _apart(place, at)) for place, each in enumerate(values))

    @staticmethod
    def score_of(item: Item, value: Value) -> float:
        """An item's score of 0..1 with an answer."""
        return item_score(item, Given(value=value), Scalar())

    def _sets(self, item: Item, given: object) -> tuple[Option, ...]:
        """Sets of ticks; of those with one score that no condition tells apart, the one nearest to the answer given."""
        together = [value for value in item.points if value not in item.exclusive]
        ticked = given if isinstance(given, tuple) else ()
        sets: list[tuple[Value, ...]] = [(value,) for value in item.exclusive]
        if len(together) <= MOST_TICKS:
            sets += [each for size in range(len(together) + 1) for each in combinations(together, size)]
        else:
            plain = tuple(value for value in together if value in ticked)
            sets += [plain, (), tuple(value for value in together if item.points[value] > 0)]
            sets += [tuple(value for value in together if item.points[value] < 0)]
            sets += [tuple(v for v in together if (v in plain) != (v == turned)) for turned in together]
        told_apart = self._wanted.get(item.question, frozenset())
        nearest: dict[tuple[float, frozenset[Value]], Option] = {}
        for each in sorted(sets, key=lambda some: (len(set(some) ^ set(ticked)), len(some), some != ticked)):
            value = tuple(ticked) if set(each) == set(ticked) else each
            apart = len(set(each) ^ set(ticked)) if isinstance(given, tuple) else 1
            option = Option(value, self.score_of(item, value), apart)  # type: ignore[arg-type]
            nearest.setdefault((option.score, told_apart & set(each)), option)
        return tuple(sorted(nearest.values(), key=lambda option: (option.score, option.steps)))

    @cached_property
    def _wanted(self) -> dict[str, frozenset[Value]]:
        """The values that conditions ask for, by question."""
        found: dict[str, frozenset[Value]] = {}
        for condition in self.conditions():
            for _, part in parts(condition):
                if isinstance(part, QuestionCondition):
                    wanted = part.in_ if part.in_ is not None else (part.is_,) if part.is_ is not None else ()
                    found[part.question] = found.get(part.question, frozenset()) | set(wanted)
        return found

    def halves(self) -> Iterator[Half]:
        """Likelihood and impact of every rated risk, with the steps of their scales."""
        for risk in self.questionnaire.risks:
            if not self.exposed[risk.id].rated:
                continue
            given = self.response.risks.get(risk.id)
            scales = likelihood_steps(self.questionnaire), impact_steps(self.questionnaire)
            ranges = chosen_ranges(given, *scales)
            both = zip(HALVES, scales, (mean_probability, mean_severity), ranges, strict=True)
            for half, scale, mean, chosen in both:
                assert chosen is not None
                step, means = getattr(given, half), tuple(mean(*range_of(each)) for each in scale)
                values = tuple(int(each.value) for each in scale)
                own = not isinstance(step, int)
                at = next((n for n, m in enumerate(means) if mean(*chosen) <= m), len(means) - 1) if own else 0
                yield Half(
                    risk=risk.id, half=half, means=means, values=values, at=at if own else values.index(step), own=own
                )

    # ---- what follows ----

    def outcome(self, changed: Mapping[str, Value], residuals: Mapping[str, float] | None = None) -> Outcome:
        """What comes of other answers by item, and of other residual exposures by risk."""
        if not changed and residuals:
            found = {name: residuals.get(name, each.residual) for name, each in self.exposed.items()}
            return self._with_exposures(self.now, self._add(found), self.decidable)
        state, exposed, decidable = self.worked_out(changed)
        held = hold_level(state, self.questionnaire.levels, self.questionnaire.gates)
        found_there = self._judged(state, held)
        left = {name: (residuals or {}).get(name, each.residual) for name, each in exposed.items()}
        return self._with_exposures(found_there, self._add(left), decidable)

    def worked_out(self, changed: Mapping[str, Value]) -> WorkedOut:
        """With other answers by item: every node, every risk, and whether enough is rated to choose a course."""
        if any(self.items[name].question in self.deciding for name in changed):
            return self._all_of(self._answers_with(changed))
        state = self._along_branches(changed)
        return state, self._exposed_by(state, changed), self.decidable

    def single(self, name: str, value: Value) -> Outcome:
        """What comes of one other answer; worked out once."""
        if value == self.answers(name).value:
            return self.now
        if (name, value) not in self._singles:
            self._singles[name, value] = self.outcome({name: value})
        return self._singles[name, value]

    def _along_branches(self, changed: Mapping[str, Value]) -> State:
        """The tree with these answers, worked out again only where they count."""
        given = {name: Given(value=value, importance=self.answers(name).importance) for name, value in changed.items()}
        other = {self.items[name].question for name in given}
        state: State = replace(
            self.base,
            answers=lambda name: given.get(name) or self.answers(name),
            nodes=dict(self.base.nodes),
            closed={},
            truths={key: known for key, known in self.base.truths.items() if key[0] not in other},
        )
        touched: dict[str, Group] = {}
        for name, answer in given.items():
            item = self.items[name]
            state.nodes[name] = answered(item, state.nodes[name], answer)
            for group in self.chains.get(name, ()):
                touched[group.id] = group
        for group in sorted(touched.values(), key=lambda each: -self._depth[each.id]):
            old = state.nodes[group.id]
            children = [state.nodes[child.id] for child in group.children if counts(child)]
            state.nodes[group.id] = group_values(state, group, old.visible, old.undecided, children)
        return state

    @cached_property
    def _depth(self) -> dict[str, int]:
        found: dict[str, int] = {}

        def walk(group: Group, depth: int) -> None:
            found[group.id] = depth
            for child in group.children:
                if isinstance(child, Group):
                    walk(child, depth + 1)

        walk(self.tree.root, 0)
        return found

    def _exposed_by(self, state: State, changed: Iterable[str]) -> dict[str, Exposure[float, bool]]:
        exposed = dict(self.exposed)
        for name in dict.fromkeys(self.items[each].question for each in changed):
            for risk in self.controlled.get(name, ()):
                exposed[risk.id] = exposure(state, risk, self.rating(risk.id))
        return exposed

    def _judged(self, state: State, held: Held[float, bool]) -> Outcome:
        """The outcome but for what the risks have to say."""
        whole = state.nodes[OVERALL]
        available = tuple(need is None or holds(state, need).yes for need in map(self.needs.get, self.order))
        level = int(held.index) if held.known else None
        surely = int(held.low) if held.known else None
        return Outcome(
            score=whole.score if whole.published else None,
            level=level,
            exposures=(),
            best=-1,
            now=-1,
            available=available,
            surely=surely,
            sure=self._sure(state, held, available),
        )

    def _add(self, residuals: Mapping[str, float]) -> tuple[float, ...]:
        """The exposure of each course: residual exposures times shares, added in the order of the register."""
        found = [0.0] * len(self.order)
        for name, value in residuals.items():
            for at, share in enumerate(self.shares[name]):
                found[at] += value * share  # `sum` rounds otherwise from Python 3.12 on, and equals must stay equal
        return tuple(found)

    def _with_exposures(self, outcome: Outcome, exposures: tuple[float, ...], decidable: bool) -> Outcome:
        return outcome._replace(
            exposures=exposures,
            best=least(exposures, [True] * len(exposures)) if decidable else -1,
            now=least(exposures, outcome.available) if decidable else -1,
        )

    def _sure(self, state: State, held: Held[float, bool], available: tuple[bool, ...]) -> tuple[bool, ...]:
        """Which courses' needs hold whatever the unknown may be."""
        known = Known(state, held, self.questionnaire.gates)
        return tuple(
            now and (need is None or known.surely(need))
            for now, need in zip(available, map(self.needs.get, self.order), strict=True)
        )


def least(exposures: tuple[float, ...], allowed: Iterable[bool]) -> int:
    """The place of the least exposure among those allowed, the earlier of equals; −1 where none is."""
    listed = [(value, at) for at, (value, may) in enumerate(zip(exposures, allowed, strict=True)) if may]
    return min(listed)[1] if listed else -1


def answered(item: Item, node: Node, answer: Given) -> Node:
    """An applicable item's values, were this its answer."""
    if item.method == "unscored" or not node.applicable:
        return node
    ops = Scalar()
    return replace(
        having(node, item_score(item, answer, ops), ops),
        earned=item_points(item, answer, ops),
        least=item.least,
        most=item.most,
        n_judged=1.0,
        n_dont_know=0.0,
        n_unanswered=0.0,
    )


def _ordered(
    values: tuple[str | int | float, ...], given: object, scores: Mapping[str | int | float, float]
) -> tuple[Option, ...]:
    """Choices by their score; of equal scores in the order in which they are listed."""
    ordered = sorted(values, key=lambda value: scores[value])
    at = ordered.index(given) if given in ordered else None
    return tuple(Option(value, scores[value], _apart(place, at)) for place, value in enumerate(ordered))


def _apart(place: int, at: int | None) -> int:
    return 1 if at is None else abs(place - at)


def _leaves(group: Group) -> Iterator[Item]:
    for child in group.children:
        if isinstance(child, Item):
            yield child
        else:
            yield from _leaves(child)


def _chains(group: Group, outer: tuple[Group, ...]) -> Iterator[tuple[str, tuple[Group, ...]]]:
    """Each item with the groups around it, the innermost first."""
    around = (group, *outer)
    for child in group.children:
        if isinstance(child, Item):
            yield child.id, around
        else:
            yield from _chains(child, around)
