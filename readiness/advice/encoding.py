"""A response's outcome as a linear program: which answer each item has, and what follows, formula by formula.

What is asked stays as it is: a change that decides whether something is asked makes another encoding (`worlds`).
`cheapest.py` finds the least that leads somewhere, and works every solution out again by the scoring formulas.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise, product
from typing import Literal, NamedTuple

from readiness.advice.program import (
    APART,
    ONE,
    TOLERANCE,
    ZERO,
    Program,
    Solution,
    Sum,
    negated,
    total,
    value_of,
)
from readiness.advice.variations import Node, Option, State, Value, Variations, answered
from readiness.model.base import EDGE
from readiness.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    GateCondition,
    LevelCondition,
    Not,
    QuestionCondition,
    SectionCondition,
)
from readiness.model.questionnaire import Risk
from readiness.risk.exposure import LEAST_REMAINING
from readiness.scoring.formulas import Truth, counts, holds
from readiness.scoring.operations import Given
from readiness.scoring.tree import OVERALL, Group, Item

Ends = tuple[float, float]
"""The least and the most that something may be."""
Side = Literal["found", "worst", "best"]
"""Which score is meant: of what was judged, or with everything unknown at its worst, or at its best."""


class Choices(NamedTuple):
    """What an item may be answered with, each at its price; the answer it has is among them, at none.

    `kept` is the place of that answer; None stands for leaving an unknown item unknown.
    """

    options: tuple[Option | None, ...]
    prices: tuple[float, ...]
    kept: int


class Picked(NamedTuple):
    """Which option of each item, the answers that are then other than they were, and what they cost."""

    places: Mapping[str, int]
    changed: Mapping[str, Value]
    paid: float


MOST_BENDS = 1
"""Of what rises more unevenly along a scale than this, each option is better looked at on its own."""
WIDEST = 1e6
"""How many times the smallest exposure the largest may be: a solver sees about as many digits as its tolerance has."""


class Encoding:
    """The program of one response: what may be answered, and whatever else is stated of what follows.

    `choices` says what each item may be answered with; all others stay.
    """

    def __init__(self, world: Variations, choices: Mapping[str, Choices]) -> None:
        self.world, self.state, self.choices = world, world.base, choices
        self.program = Program()
        self._places = {name: self._place(offered) for name, offered in choices.items()}
        self._picked: dict[str, tuple[Sum, ...]] = {}
        self._starts: dict[tuple[str, int], Sum] = {}
        self._scores: dict[tuple[str, Side], Sum] = {}
        self._levels: dict[tuple[int, Side], Sum] = {}
        self._residuals: dict[str, Sum] = {}
        self._grids: dict[str, Sum] = {}

    # ---- what is picked ----

    def _place(self, offered: Choices) -> Sum | None:
        """Which of its options is picked, as a number; None where each is better a variable of its own.

        Where prices rise evenly along the options, as those of plans do but for the first step, whole numbers take a tenth of
        the time: a solver that may halve a scale leaves fewer near ties than one that may rule out a single rung of it.
        """
        last = len(offered.options) - 1
        if last < 2:
            return self.program.choice() if last else ZERO
        rising = all(one < other for one, other in pairwise(offered.prices))
        return self.program.whole(last) if rising and len(_bends(offered.prices)[1]) <= MOST_BENDS else None

    def _picks(self, name: str) -> tuple[Sum, ...]:
        """For each option of an item 1 where it is picked, else 0; made when first asked for."""
        if name not in self._picked:
            place, count = self._places[name], len(self.choices[name].options)
            if place is not None and count < 3:
                self._picked[name] = (negated(place), place)[:count]
            else:
                picks = tuple(self.program.choice() for _ in range(count))
                self.program.same(total(picks), ONE)
                if place is not None:
                    self.program.same(total(pick.times(at) for at, pick in enumerate(picks)), place)
                self._picked[name] = picks
        return self._picked[name]

    def by_option(self, name: str, values: Sequence[float]) -> Sum:
        """The value that goes with whichever option of an item is picked."""
        place = self._places[name]
        if place is not None:
            step, bends = _bends(values)
            if len(bends) <= MOST_BENDS:
                jumps = (self._from(name, place, at).times(jump) for at, jump in bends.items())
                return total((Sum(values[0]), place.times(step), *jumps))
        return total(pick.times(value) for pick, value in zip(self._picks(name), values, strict=True) if value)

    def _from(self, name: str, place: Sum, start: int) -> Sum:
        """1 where an option at this place or after it is picked."""
        key, last = (name, start), len(self.choices[name].options) - 1
        if last < 2:
            return place
        if key not in self._starts:
            found = self.program.choice()
            self.program.at_least(place, found.times(start))
            self.program.at_least(Sum(start - 1.0).plus(found, last - start + 1.0), place)
            self._starts[key] = found
        return self._starts[key]

    def price(self) -> Sum:
        """What the picked answers cost together."""
        return total(self.by_option(name, offered.prices) for name, offered in self.choices.items())

    def distance(self, change: float) -> Sum:
        """How far the picked answers lie from those there are, all together; a change counts for so many steps."""
        return total(self.by_option(name, distances(offered, change)) for name, offered in self.choices.items())

    def read(self, solution: Solution) -> Picked:
        """What a solution picks."""
        places: dict[str, int] = {}
        for name in self.choices:
            if (place := self._places[name]) is not None:
                places[name] = round(value_of(place, solution.values))
            elif name in self._picked:
                values = [value_of(pick, solution.values) for pick in self._picked[name]]
                places[name] = values.index(max(values))
            else:  # nothing that was asked for depends on it
                places[name] = self.choices[name].kept
        options = {name: self.choices[name].options[at] for name, at in places.items() if at != self.choices[name].kept}
        changed = {name: option.value for name, option in options.items() if option is not None}
        return Picked(places, changed, sum(self.choices[name].prices[at] for name, at in places.items()))

    def exclude(self, places: Mapping[str, int]) -> None:
        """Never pick exactly these again."""
        others = []
        for name, at in places.items():
            place, last = self._places[name], len(self.choices[name].options) - 1
            if place is not None and at in (0, last):
                others.append(place if at == 0 else Sum(float(last)).plus(place, -1.0))
            else:
                others.append(negated(self._picks(name)[at]))
        self.program.at_least(total(others), ONE)

    # ---- scores ----

    def score(self, name: str, side: Side) -> Sum:
        """The score of an item or group, 0..1, as a sum."""
        key = (name, side)
        if key not in self._scores:
            thing = self.world.items.get(name) or self._groups[name]
            found = self._item_score(thing, side) if isinstance(thing, Item) else self._group_score(thing, side)
            self._scores[key] = found
        return self._scores[key]

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {group.id: group for group in self.world.tree.groups()}

    def _counts(self, node: Node, side: Side) -> bool:
        return node.judged if side == "found" else node.applicable

    def _item_score(self, item: Item, side: Side) -> Sum:
        node = self.state.nodes[item.id]
        end = {"found": node.score, "worst": node.lower, "best": node.upper}[side]
        if item.id not in self.choices:
            return Sum(end)
        return self.by_option(
            item.id, [end if option is None else option.score for option in self.choices[item.id].options]
        )

    def _group_score(self, group: Group, side: Side) -> Sum:
        nodes = [(child, self.state.nodes[child.id]) for child in group.children if counts(child)]
        parts = [(child, node) for child, node in nodes if self._counts(node, side)]
        if not parts:
            return ONE if side == "best" and self.state.nodes[group.id].applicable else ZERO
        scores = [self.score(child.id, side) for child, _ in parts]
        match group.aggregate:
            case "mean":
                return _weighted(scores, [node.weight for _, node in parts])
            case "sum":
                leaves = list(self._leaves(group, side))
                return _weighted([self.score(leaf.id, side) for leaf, _ in leaves], [span for _, span in leaves])
            case "min":
                return self._extreme(scores, least=True)
            case "max":
                return self._extreme(scores, least=False)
            case "staged":
                return self._staged(group, [(child.id, node) for child, node in nodes if node.applicable], side)

    def _leaves(self, group: Group, side: Side, weight: float = 1.0) -> Iterator[tuple[Item, float]]:
        """Every leaf that counts, with its points times its weights."""
        for child in group.children:
            node = self.state.nodes[child.id]
            if isinstance(child, Group):
                yield from self._leaves(child, side, weight * node.weight)
            elif counts(child) and self._counts(node, side):
                yield child, weight * node.weight * node.span

    def _extreme(self, scores: Sequence[Sum], *, least: bool) -> Sum:
        """The least of them, or the most."""
        if all(score.known for score in scores):
            return Sum((min if least else max)(score.constant for score in scores))
        found, program = self.program.share(), self.program
        picks = [program.choice() for _ in scores]
        program.same(total(picks), ONE)
        for score, pick in zip(scores, picks, strict=True):
            if least:
                program.at_least(score, found)
                program.at_least(found.plus(negated(pick)), score)
            else:
                program.at_least(found, score)
                program.at_least(score.plus(negated(pick)), found)
        return found

    def _staged(self, group: Group, steps: Sequence[tuple[str, Node]], side: Side) -> Sum:
        """Weight of the steps met before the first that is not, over that of all; the unknown on the way left out."""
        going, met, passed = ONE, list[Sum](), list[Sum]()
        whole = sum(node.weight for _, node in steps)
        for name, node in steps:
            if side == "found" and not node.judged:
                passed.append(going.times(node.weight / whole))
                continue
            reached = self.program.reaches(self.score(name, side), group.met_at - EDGE, least=0.0, most=1.0)
            going = self.program.all_of([going, reached])
            met.append(going.times(node.weight / whole))
        if not passed:
            return total(met)
        if all(each.known for each in (*met, *passed)):
            left = 1 - total(passed).constant
            return Sum(total(met).constant / left if left else 0.0)
        # score × (1 − what was passed over) = met, with the score under 1: bounds that hold in every case
        found = self.program.share()
        self.program.at_least(found, total(met))
        most = sum(node.weight for _, node in steps if not node.judged) / whole
        self.program.at_least(total(met), found.times(1 - most))
        return found

    def coverage(self) -> Sum:
        """The coverage of the whole, 0..1; what is answered anew counts as judged."""
        return self._coverage(self.world.tree.root)

    def _coverage(self, thing: Item | Group) -> Sum:
        node = self.state.nodes[thing.id]
        if isinstance(thing, Item):
            if thing.id not in self.choices or node.judged:
                return Sum(node.coverage)
            return negated(self._picks(thing.id)[self.choices[thing.id].kept])
        inside = [child for child in thing.children if counts(child) and self.state.nodes[child.id].applicable]
        if not inside:
            return Sum(node.coverage)
        if thing.aggregate == "sum":
            leaves = list(self._leaves(thing, "worst"))
            return _weighted([self._coverage(leaf) for leaf, _ in leaves], [span for _, span in leaves])
        return _weighted([self._coverage(child) for child in inside], [self.state.nodes[c.id].weight for c in inside])

    def published(self) -> Sum:
        """1 where so much is known that there is a level at all."""
        edge = max(self.world.questionnaire.minimum_coverage - EDGE, EDGE)
        return self.program.reaches(self.coverage(), edge, least=0.0, most=1.0)

    # ---- conditions ----

    def truth(self, condition: Condition, side: Side) -> Sum:
        """1 where the condition surely holds, else 0. `side` says by which scores, and what is sure."""
        return self._truth(condition, side, wanted=True)

    def _truth(self, condition: Condition, side: Side, *, wanted: bool) -> Sum:
        """Whether it surely holds, or (`wanted` False) surely does not."""
        match condition:
            case AllOf() | AnyOf():
                inside = condition.all_ if isinstance(condition, AllOf) else condition.any_
                truths = [self._truth(part, side, wanted=wanted) for part in inside]
                together = isinstance(condition, AllOf) == wanted
                return self.program.all_of(truths) if together else self.program.any_of(truths)
            case Not():
                return self._truth(condition.not_, side, wanted=not wanted)
            case QuestionCondition():
                return self._of_question(condition, side, wanted=wanted)
            case SectionCondition():
                return self._of_section(condition, side, wanted=wanted)
            case GateCondition():
                gate = next(each for each in self.world.questionnaire.gates if each.id == condition.gate)
                return self._truth(gate.when, side, wanted=wanted)
            case LevelCondition():
                at = next(n for n, each in enumerate(self.world.questionnaire.levels) if each.id == condition.level)
                held = self.level(at, side) if wanted else negated(self.level(at, "best" if side == "worst" else side))
                return self.program.all_of([self.published(), held])
            case _:  # a rating is no answer, and stays
                return _constant(holds(self.state, condition), wanted)

    def _of_question(self, condition: QuestionCondition, side: Side, *, wanted: bool) -> Sum:
        by_bounds = side != "found"
        names = [name for name in self.choices if self.world.items[name].question == condition.question]
        if not names:
            return _constant(holds(self.state, condition, by_bounds=by_bounds), wanted)
        if condition.question not in self.world.items:
            if wanted == (condition.answered is not False):
                return self._is_answered(condition.question)
            return ZERO if by_bounds else negated(self._is_answered(condition.question))
        (name,) = names
        truths = [
            holds(self._with(name, option), condition, by_bounds=by_bounds) for option in self.choices[name].options
        ]
        return self.by_option(name, [float(truth.yes if wanted else truth.no) for truth in truths])

    def _is_answered(self, grid: str) -> Sum:
        """1 where one row of a grid is answered; nothing else can be asked of it."""
        rows = []
        for item in self._groups[grid].children:
            given = self.world.answers(item.id).value
            if given not in (None, "dont_know"):
                return ONE
            if item.id in self.choices:
                rows.append(negated(self._picks(item.id)[self.choices[item.id].kept]))
        return self.program.any_of(rows)

    def _with(self, name: str, option: Option | None) -> State:
        """The state as it would be with another answer, for a condition on that answer alone."""
        from dataclasses import replace

        if option is None:
            return self.state
        item, given = self.world.items[name], Given(value=option.value)
        nodes = {**self.state.nodes, name: answered(item, self.state.nodes[name], given)}
        return replace(self.state, answers=lambda _: given, nodes=nodes, truths={})

    def _of_section(self, condition: SectionCondition, side: Side, *, wanted: bool) -> Sum:
        node = self.state.nodes[condition.section]
        if not node.applicable or (side == "found" and not node.published):
            return _constant(holds(self.state, condition, by_bounds=side != "found"), wanted)
        low, high = (self.score(condition.section, each) for each in (_ends(side)))
        over, under = [], []
        if condition.at_least is not None:
            edge = condition.at_least / 100 - EDGE
            over.append(self._reached(low, edge))
            under.append(negated(self._reached(high, edge)))
        if condition.below is not None:
            edge = condition.below / 100 - EDGE
            over.append(negated(self._reached(high, edge)))
            under.append(self._reached(low, edge))
        return self.program.all_of(over) if wanted else self.program.any_of(under)

    def _reached(self, score: Sum, edge: float) -> Sum:
        return self.program.reaches(score, edge, least=0.0, most=1.0)

    # ---- the level ----

    def level(self, at: int, side: Side) -> Sum:
        """1 where the level of this index, or a higher one, is held; by `worst`, whatever the unknown may be."""
        key = (at, side)
        if key not in self._levels:
            self._levels[key] = self._level(at, side)
        return self._levels[key]

    def _level(self, at: int, side: Side) -> Sum:
        levels, gates = self.world.questionnaire.levels, self.world.questionnaire.gates
        order = {level.id: place for place, level in enumerate(levels)}
        score = self.score(OVERALL, side)
        inside = _ends(side)[0] if side == "found" else side
        # each level begins above those before it, so that its own start is enough
        needed = [self._reached(score, levels[at].from_ / 100 - EDGE)] if at else []
        for level in levels[1 : at + 1]:
            if level.requires is not None:
                if side == "best":
                    needed.append(negated(self._truth(level.requires, side, wanted=False)))
                else:
                    needed.append(self._truth(level.requires, inside, wanted=True))
        for gate in gates:
            if order[gate.cap] < at:
                if side == "worst":
                    needed.append(self._truth(gate.when, side, wanted=False))
                else:
                    needed.append(negated(self._truth(gate.when, side, wanted=True)))
        return self.program.all_of(needed)

    # ---- exposure ----

    def exposure(self, course: int) -> Sum:
        """What a course exposes to a year, over the rated risks, in units of `_unit`."""
        return total(
            self.residual(name).times(shares[course])
            for name, shares in self.world.shares.items()
            if shares[course] > 0 and self.world.exposed[name].rated
        )

    def residual(self, name: str) -> Sum:
        """A risk's residual exposure: its inherent one times what the controls leave of it."""
        if name not in self._residuals:
            risk, found = self.world.risks[name], self.world.exposed[name]
            if all(self._control(control.question).known for control in risk.controls):
                self._residuals[name] = Sum(found.residual / self._unit)
            else:
                inherent = found.inherent / self._unit
                likely, ends = self._left(risk, "likelihood", Sum(inherent), (inherent, inherent))
                self._residuals[name], _ = self._left(risk, "impact", likely, ends)
        return self._residuals[name]

    @cached_property
    def _unit(self) -> float:
        """What exposures are counted in: 1, unless they are so large or small that the solver's tolerances would drown in
        them or drown them. A bank's losses in dollars are."""
        largest = max((each.inherent for each in self.world.exposed.values() if each.rated), default=1.0)
        return 1.0 if not largest or 1.0 <= largest <= 10_000.0 else 2.0 ** round(math.log2(largest / 100.0))

    def _control(self, question: str) -> Sum:
        """The score that a control's question counts with: 0 while nothing is known of it."""
        node = self.state.nodes[question]
        if question in self.world.items:
            return self.score(question, "found") if node.applicable else ZERO
        if question not in self._grids:
            self._grids[question] = self._grid(self._groups[question])
        return self._grids[question]

    def _grid(self, grid: Group) -> Sum:
        """The mean of the rows judged, which are those of now and those that are answered anew."""
        if not self._may_open(grid):
            return self.score(grid.id, "found") if self.state.nodes[grid.id].judged else ZERO
        rows = [(row.id, self.state.nodes[row.id]) for row in grid.children if self.state.nodes[row.id].applicable]
        found, parts, known = self.program.share(), list[Sum](), list[Sum]()
        for name, node in rows:
            known.append(self._coverage(self.world.items[name]))
            parts.append(self.program.all_of([found, known[-1]]).times(node.weight))
        earned = total(self.score(name, "found").times(node.weight) for name, node in rows)
        self.program.same(total(parts), earned)
        self.program.at_least(total(known), found)  # nothing where no row is judged
        return found

    def _may_open(self, grid: Group) -> bool:
        """Whether a row that is unknown may be answered, so that the others count for less."""
        return any(row.id in self.choices and not self.state.nodes[row.id].judged for row in grid.children)

    def _left(self, risk: Risk, factor: str, before: Sum, around: Ends) -> tuple[Sum, Ends]:
        """What the controls on one factor leave of an amount that lies between two ends, and between which it lies then."""
        controls = [control for control in risk.controls if control.reduces == factor]
        controls.sort(key=lambda control: control.question in self.choices)  # a grid is exact where it comes first
        amount, ends, least = before, around, 1.0
        for control in controls:
            factors = self._factors(control.question, control.by)
            least *= min(factors)
            if control.question in self.choices:
                amount = self._times(control.question, factors, amount, ends)
            elif control.question in self.world.items or self._may_open(self._groups[control.question]):
                score = self._control(control.question)
                amount = self._product(amount, ONE.plus(score, -control.by), factors, ends)
            else:
                amount = amount.plus(self._by_rows(self._groups[control.question], amount, ends), -control.by)
            ends = ends[0] * min(factors), ends[1] * max(factors)
        if least >= LEAST_REMAINING:
            return amount, ends
        floors = [end * LEAST_REMAINING for end in around]
        ends = max(floors[0], ends[0]), max(floors[1], ends[1])
        return self._no_less(amount, before.times(LEAST_REMAINING), around[1]), ends

    def _factors(self, question: str, by: float) -> tuple[float, ...]:
        """1 − by × score of each answer that a control's question may have; of a grid that may change, its ends."""
        if question not in self.choices:
            score = self._control(question)
            return (1 - by * score.constant,) if score.known else (1 - by, 1.0)
        node = self.state.nodes[question]
        now = node.score if node.judged else 0.0
        options = self.choices[question].options
        return tuple(1 - by * (now if option is None else option.score) for option in options)

    def _times(self, question: str, factors: Sequence[float], amount: Sum, ends: Ends) -> Sum:
        """An amount times the factor of whichever answer is picked; exact, since one of them is."""
        if amount.known:
            return self.by_option(question, [amount.constant * factor for factor in factors])
        parts = [self.program.share(0.0, ends[1]) for _ in factors]
        for part, pick in zip(parts, self._picks(question), strict=True):
            self.program.at_least(pick.times(ends[1]), part)
            self.program.at_least(part, pick.times(ends[0]))
        self.program.same(total(parts), amount)
        return total(part.times(factor) for part, factor in zip(parts, factors, strict=True))

    def _by_rows(self, grid: Group, amount: Sum, ends: Ends) -> Sum:
        """An amount times a grid's score, row by row; exact."""
        rows = [(row.id, self.state.nodes[row.id]) for row in grid.children if self.state.nodes[row.id].judged]
        parts = []
        for name, node in rows:
            if name in self.choices:
                scores = [node.score if option is None else option.score for option in self.choices[name].options]
                parts.append(self._times(name, scores, amount, ends))
            else:
                parts.append(amount.times(node.score))
        return _weighted(parts, [node.weight for _, node in rows])

    def _product(self, amount: Sum, factor: Sum, factors: Sequence[float], ends: Ends) -> Sum:
        """An amount between two ends times a factor between those of `factors`: exact where one is known.

        Else held within the four planes around it (McCormick, G. P. (1976), Mathematical Programming 10, 147-175).
        """
        if factor.known:
            return amount.times(factor.constant)
        if amount.known:
            return factor.times(amount.constant)
        found, (least, most), low, high = self.program.share(0.0, ends[1]), ends, min(factors), max(factors)
        self.program.at_least(found, amount.times(low).plus(factor, least).plus(Sum(-least * low)))
        self.program.at_least(found, amount.times(high).plus(factor, most).plus(Sum(-most * high)))
        self.program.at_least(amount.times(high).plus(factor, least).plus(Sum(-least * high)), found)
        self.program.at_least(amount.times(low).plus(factor, most).plus(Sum(-most * low)), found)
        return found

    def _no_less(self, amount: Sum, floor: Sum, most: float) -> Sum:
        """The larger of the two."""
        found, over = self.program.share(0.0, most), self.program.choice()
        self.program.at_least(found, amount)
        self.program.at_least(found, floor)
        self.program.at_least(amount.plus(negated(over), most), found)
        self.program.at_least(floor.plus(over, most), found)
        return found

    def cheaper(self, one: int, other: int, *, margin: float = 0.0) -> bool:
        """Course `one` exposes to less than `other`; where it comes before it, to no more. False where that cannot be.

        With a `margin` it exposes to less than (1 − margin) times the other.
        """
        now = [exposure / self._unit for exposure in self.world.now.exposures]
        gap = 0.0 if one < other and not margin else APART * max(1.0, *now)
        if self._furthest(one, other, margin) < gap - APART * TOLERANCE:
            return False
        self.program.at_least(self.exposure(other).times(1 - margin), self.exposure(one).plus(Sum(gap)))
        return True

    def _furthest(self, one: int, other: int, margin: float) -> float:
        """The most by which `other` could expose to more, if each risk had the answers that suit it best."""
        most = 0.0
        for name, shares in self.world.shares.items():
            risk, found = self.world.risks[name], self.world.exposed[name]
            if found.rated and (apart := shares[other] * (1 - margin) - shares[one]):
                least = greatest = found.inherent / self._unit
                for half in ("likelihood", "impact"):
                    factors = [self._factors(each.question, each.by) for each in risk.controls if each.reduces == half]
                    least *= max(LEAST_REMAINING, math.prod(map(min, factors)))
                    greatest *= max(LEAST_REMAINING, math.prod(map(max, factors)))
                most += max(apart * least, apart * greatest)
        return most


def distances(offered: Choices, change: float) -> tuple[float, ...]:
    """How far each option lies from the answer there is: in steps of its scale, and a change at that of so many."""
    return tuple(
        0.0 if option is None or at == offered.kept else change + option.steps
        for at, option in enumerate(offered.options)
    )


def _bends(values: Sequence[float]) -> tuple[float, dict[int, float]]:
    """By how much these rise from one to the next most often; and by how much more they do where it is not so much."""
    rises = [other - one for one, other in pairwise(values)]
    slack = 1e-12 * max(map(abs, values))
    alike = [sum(abs(one - other) <= slack for other in rises) for one in rises]
    step = rises[alike.index(max(alike))] if rises else 0.0
    return step, {at: rise - step for at, rise in enumerate(rises, start=1) if abs(rise - step) > slack}


def _ends(side: Side) -> tuple[Side, Side]:
    """By which scores something is surely so, and surely not."""
    return ("found", "found") if side == "found" else ("worst", "best")


def _weighted(scores: Sequence[Sum], weights: Sequence[float]) -> Sum:
    whole = sum(weights)
    return total(score.times(weight / whole) for score, weight in zip(scores, weights, strict=True)) if whole else ZERO


def _constant(truth: Truth[bool], wanted: bool) -> Sum:
    return ONE if (truth.yes if wanted else truth.no) else ZERO


class World(NamedTuple):
    """A response in which what is asked has been decided, and what that cost."""

    variations: Variations
    changed: Mapping[str, Value]
    price: float


MOST_WORLDS = 64


def worlds(base: Variations, choices: Mapping[str, Choices]) -> tuple[tuple[World, ...], bool]:
    """Every way of answering what decides whether something else is asked, the answers as they are first.

    The second tells whether these are all, so that what is found in none of them is proved not to be; of very many there
    are only those as they are, and where exposures are too unlike for the solver nothing is proved.
    """
    fine = not _drowned(base)
    deciding = [name for name in choices if base.items[name].question in base.deciding]
    many = 1
    for name in deciding:
        many *= len(choices[name].options)
    if not deciding or many > MOST_WORLDS:
        return (World(base, {}, 0.0),), fine and many <= MOST_WORLDS
    found = []
    for places in product(*(range(len(choices[name].options)) for name in deciding)):
        changed: dict[str, Value] = {}
        price = 0.0
        for name, at in zip(deciding, places, strict=True):
            option = choices[name].options[at]
            price += choices[name].prices[at]
            if at != choices[name].kept and option is not None:
                changed[name] = option.value
        found.append(World(base.with_answers(changed) if changed else base, changed, price))
    return tuple(sorted(found, key=lambda world: world.price)), fine


def _drowned(base: Variations) -> bool:
    """Whether one risk is so much larger than another that the solver cannot tell the smaller from nothing."""
    inherent = [each.inherent for each in base.exposed.values() if each.rated and each.inherent > 0]
    return bool(inherent) and max(inherent) > WIDEST * min(inherent)


def asked(world: Variations, choices: Mapping[str, Choices]) -> dict[str, Choices]:
    """The choices of what is asked there."""
    return {name: each for name, each in choices.items() if world.base.nodes[name].visible}


def fixed(choices: Mapping[str, Choices], names: Iterable[str]) -> dict[str, Choices]:
    """The choices without these items."""
    left_out = set(names)
    return {name: each for name, each in choices.items() if name not in left_out}
