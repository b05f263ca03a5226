"""What would change the advice: the smallest sets of changes, how steady it stands, and what each single one moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from readiness.advice.answers import item_text, shown_change, shown_value
from readiness.advice.context import Context
from readiness.advice.encoding import Cheapest, Choices, Encoding, asked, fixed, worlds
from readiness.advice.program import ONE, ZERO
from readiness.advice.variations import Half, Option, Outcome, Value, Variations, least
from readiness.model.decision import (
    Bar,
    Flip,
    Move,
    Sensitivity,
    Steadiness,
    Tornado,
)
from readiness.model.questionnaire import Choice, Questionnaire
from readiness.model.risk_scales import impact_steps, likelihood_steps
from readiness.words import say

Reach = Literal["any", "step"]
By = Literal["answers", "ratings"]
Changes = Literal["level", "best", "now"]
Direction = Literal["up", "down"] | None
REACHES: tuple[Reach, Reach] = ("any", "step")
NEARNESS = 1e-5
"""What a step of a scale counts for among changes of equal number."""
WHOLE = 0.9
"""Numbers of changes differ by 1, so this near to the least is the least."""
LONGEST = 12
"""How many bars of a tornado are kept."""


class Target(NamedTuple):
    """Something that the outcome may change into. `into` states it in an encoding; False where it cannot be."""

    outcome: Changes
    direction: Direction
    into: Callable[[Encoding], bool]
    is_it: Callable[[Outcome], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The smallest set found: changed answers by item, or ratings by risk and half."""

    size: int | None
    outcome: Outcome | None = None
    answers: Mapping[str, Value] | None = None
    ratings: Mapping[Half, int] | None = None
    proved: bool = True


def sensitivity(base: Variations, context: Context) -> Sensitivity:
    """Everything about what would change the advice."""
    return _Report(base, context).all()


# ---- what may change ----


def changeable(base: Variations) -> dict[str, tuple[Option, ...]]:
    """Every answer that was given and counts, or that a condition looks at, with what else it might be.

    The profile tells facts, and stays.
    """
    found = {}
    for name, item in base.items.items():
        node = base.base.nodes[name]
        given = base.answers(name).value
        if name in base.profile or not node.visible or given is None or given in ("dont_know", "not_applicable"):
            continue
        if item.method == "unscored" and item.question not in base.tested:
            continue
        options = base.options(item)
        if len(options) > 1 and any(option.value == given for option in options):
            found[name] = options
    return found


def choices_of(base: Variations, options: Mapping[str, Sequence[Option]], reach: Reach) -> dict[str, Choices]:
    """Each change at the price of 1."""
    found = {}
    for name, listed in options.items():
        kept = tuple(option for option in listed if reach == "any" or option.steps <= 1)
        given = base.answers(name).value
        at = next(place for place, option in enumerate(kept) if option.value == given)
        found[name] = Choices(kept, tuple(0.0 if place == at else 1.0 for place in range(len(kept))), at)
    return found


def targets(base: Variations) -> Iterator[Target]:
    """Everything that the outcome of these answers may change into."""
    now = base.now
    if now.level is not None:
        yield from _levels(base, now.level)
    if now.best < 0:
        return
    for at in range(len(base.order)):
        if at != now.best:
            yield Target("best", None, _cheaper(at, now.best), lambda outcome: outcome.best not in (now.best, -1))
    yield from _now(base)


def _levels(base: Variations, held: int) -> Iterator[Target]:
    def up(encoding: Encoding) -> bool:
        reached = encoding.level(held + 1, "found")
        encoding.program.same(reached, ONE)
        return reached != ZERO

    def down(encoding: Encoding) -> bool:
        reached = encoding.level(held, "found")
        encoding.program.same(reached, ZERO)
        return reached != ONE

    if held + 1 < len(base.questionnaire.levels):
        yield Target("level", "up", up, lambda outcome: outcome.level is not None and outcome.level > held)
    if held > 0:
        yield Target("level", "down", down, lambda outcome: outcome.level is not None and outcome.level < held)


def _cheaper(one: int, other: int) -> Callable[[Encoding], bool]:
    return lambda encoding: encoding.cheaper(one, other)


def _now(base: Variations) -> Iterator[Target]:
    """That another course fits, or none does: its needs fail, or another that may be taken becomes cheaper."""
    fits = base.now.now
    needs = [base.needs.get(name) for name in base.order]

    def is_it(outcome: Outcome) -> bool:
        return outcome.best >= 0 and outcome.now != fits

    if fits >= 0 and (need := needs[fits]) is not None:

        def fails(encoding: Encoding) -> bool:
            met = encoding.truth(need, "found")
            encoding.program.same(met, ZERO)
            return met != ONE

        yield Target("now", None, fails, is_it)
    for at in range(len(base.order)):
        if at != fits:
            yield Target("now", None, _taken(at, fits, needs[at]), is_it)


def _taken(at: int, fits: int, need: object) -> Callable[[Encoding], bool]:
    def into(encoding: Encoding) -> bool:
        met = ONE if need is None else encoding.truth(need, "found")  # type: ignore[arg-type]  # a condition
        encoding.program.same(met, ONE)
        return met != ZERO and (fits < 0 or encoding.cheaper(at, fits))

    return into


# ---- the smallest sets ----


def smallest_by_answers(
    base: Variations, wanted: Sequence[Target], options: Mapping[str, Sequence[Option]], reach: Reach
) -> Found:
    """The fewest answers that lead to one of the targets: first every single one, then by the linear program."""
    choices = choices_of(base, options, reach)
    single = _single(base, wanted, choices)
    if single is not None:
        return single
    all_worlds, complete = worlds(base, choices)
    best, proved = Found(size=None), complete
    for world in all_worlds:
        if best.size is not None and len(world.changed) >= best.size:
            continue
        left = fixed(choices, (name for name in choices if base.items[name].question in base.deciding))
        for target in wanted:
            found = _by_program(world.variations, target, left, best.size, len(world.changed))
            proved = proved and found.proved
            if found.changed is not None:
                changed = {**world.changed, **found.changed}
                best = Found(size=len(changed), outcome=found.outcome, answers=changed)
    return best if proved else Found(size=best.size, outcome=best.outcome, answers=best.answers, proved=False)


def _single(base: Variations, wanted: Sequence[Target], choices: Mapping[str, Choices]) -> Found | None:
    """One answer that does it, of those that take the fewest steps the first; None where none does alone."""
    found: list[tuple[int, int, str, Value, Outcome]] = []
    for place, (name, offered) in enumerate(choices.items()):
        for at, option in enumerate(offered.options):
            if at == offered.kept or option is None or (found and option.steps >= found[0][0]):
                continue
            outcome = base.single(name, option.value)
            if any(target.is_it(outcome) for target in wanted):
                found = [(option.steps, place, name, option.value, outcome)]
    if not found:
        return None
    _, _, name, value, outcome = found[0]
    return Found(size=1, outcome=outcome, answers={name: value})


def _by_program(
    world: Variations, target: Target, choices: Mapping[str, Choices], size: int | None, spent: int
) -> Cheapest:
    if spent and target.is_it(world.now):
        return Cheapest(changed={}, outcome=world.now)
    if (world.now.level is None) if target.outcome == "level" else (world.now.best < 0):
        return Cheapest(changed=None)  # here there is none, whatever was answered
    encoding = Encoding(world, asked(world, choices))
    if not target.into(encoding):
        return Cheapest(changed=None)
    below = None if size is None else size - spent - 0.5
    return encoding.cheapest(target.is_it, below=below, ties=NEARNESS, gap=WHOLE)


def smallest_by_ratings(base: Variations, among: Sequence[bool], now: int, reach: Reach) -> Found:
    """The fewest ratings after which another course of these exposes to less; exact, by how much so many can gain.

    A risk adds to the difference of two courses on its own, so the most that *n* changes can gain over all risks follows
    from the most that 0, 1 and 2 changes can gain in each.
    """
    if now < 0:
        return Found(size=None)
    halves: dict[str, list[Half]] = {}
    for half in base.halves():
        halves.setdefault(half.risk, []).append(half)
    best = Found(size=None)
    for other in range(len(base.order)):
        if other == now or not among[other]:
            continue
        found = _fewest(base, halves, now, other, reach)
        if found is not None and (best.size is None or len(found) < best.size):
            outcome = base.outcome({}, residuals(base, found))
            best = Found(size=len(found), outcome=outcome, ratings=found)
    return best


def _fewest(
    base: Variations, halves: Mapping[str, list[Half]], now: int, other: int, reach: Reach
) -> dict[Half, int] | None:
    """The fewest changes that make `other` cheaper than `now`; None where none do."""
    gained = [base.now.exposures[now] - base.now.exposures[other]]
    taken: list[dict[Half, int]] = [{}]
    for name, both in halves.items():
        apart = base.shares[name][now] - base.shares[name][other]
        if not apart:
            continue
        gains = [
            max(_moves(base, both, count, reach, apart), key=lambda each: each[0], default=(0.0, {}))
            for count in range(3)
        ]
        size = len(gained) + 2
        longer: list[tuple[float, dict[Half, int]]] = [(float("-inf"), {})] * size
        for before, (so_far, made) in enumerate(zip(gained, taken, strict=True)):
            for count, (gain, moves) in enumerate(gains):
                if len(moves) == count and so_far + gain > longer[before + count][0]:
                    longer[before + count] = (so_far + gain, {**made, **moves})
        gained, taken = [each for each, _ in longer], [moves for _, moves in longer]
    for gain, moves in zip(gained, taken, strict=True):
        if moves and gain > -1e-9:
            outcome = base.outcome({}, residuals(base, moves))
            first, second = outcome.exposures[other], outcome.exposures[now]
            if first < second or (first == second and other < now):
                return moves
    return None


def _moves(
    base: Variations, both: Sequence[Half], count: int, reach: Reach, apart: float
) -> Iterator[tuple[float, dict[Half, int]]]:
    """What changing so many of a risk's halves gains, each with the change."""
    if count == 0:
        yield 0.0, {}
        return
    before = base.exposed[both[0].risk].residual
    sets = [[half] for half in both] if count == 1 else [list(both)]
    for chosen in sets:
        for places in _places(chosen, reach):
            moves = dict(zip(chosen, places, strict=True))
            yield apart * (residuals(base, moves)[both[0].risk] - before), moves


def _places(halves: Sequence[Half], reach: Reach) -> Iterator[tuple[int, ...]]:
    if not halves:
        yield ()
        return
    first, *others = halves
    for at in range(len(first.means)):
        if (at == first.at and not first.own) or (reach == "step" and abs(at - first.at) > 1):
            continue
        for rest in _places(others, reach):
            yield (at, *rest)


def residuals(base: Variations, moves: Mapping[Half, int]) -> dict[str, float]:
    """The residual exposure of each risk whose rating was moved: inherent by the new means, controls as they are."""
    found: dict[str, float] = {}
    for half in moves:
        rated, left = base.rating(half.risk), base.exposed[half.risk]
        means = {"likelihood": rated.probability, "impact": rated.severity}
        means |= {each.half: each.means[at] for each, at in moves.items() if each.risk == half.risk}
        found[half.risk] = means["likelihood"] * means["impact"] * left.likelihood_left * left.impact_left
    return found


# ---- in words ----

_OUTCOMES: tuple[tuple[Changes, Direction], ...] = (("level", "up"), ("level", "down"), ("best", None), ("now", None))
_STEADY: tuple[tuple[Literal["level", "course"], tuple[Changes, ...]], ...] = (
    ("level", ("level",)),
    ("course", ("best", "now")),
)


class _Report:
    """Builds the results, with the words of questions, choices and risks."""

    def __init__(self, base: Variations, context: Context) -> None:
        self.base, self.context, self.words, self.language = base, context, context.words, context.language
        self.questionnaire: Questionnaire = base.questionnaire
        self.options = changeable(base)
        self.halves = tuple(base.halves())

    def all(self) -> Sensitivity:
        flips = tuple(self._flips())
        return Sensitivity(flips=flips, steadiness=tuple(self._steadiness(flips)), tornadoes=tuple(self._tornadoes()))

    def _flips(self) -> Iterator[Flip]:
        listed = list(targets(self.base))
        for reach in REACHES:
            for outcome, direction in _OUTCOMES:
                wanted = [each for each in listed if (each.outcome, each.direction) == (outcome, direction)]
                if wanted:
                    found = smallest_by_answers(self.base, wanted, self.options, reach)
                    yield self._flip(found, "answers", outcome, direction, reach)
            if self.base.now.best < 0:
                continue
            everything = [True] * len(self.base.order)
            found = smallest_by_ratings(self.base, everything, self.base.now.best, reach)
            yield self._flip(found, "ratings", "best", None, reach)
            if self.base.now.now >= 0:
                found = smallest_by_ratings(self.base, self.base.now.available, self.base.now.now, reach)
                yield self._flip(found, "ratings", "now", None, reach)

    def _flip(self, found: Found, by: By, outcome: Changes, direction: Direction, reach: Reach) -> Flip:
        to, title = self._led_to(found.outcome, outcome)
        moves = self._answers(found.answers or {}) if found.ratings is None else self._ratings(found.ratings)
        return Flip(
            outcome=outcome,
            by=by,
            reach=reach,
            direction=direction,
            size=found.size,
            to=to,
            to_title=title,
            moves=tuple(moves),
            proved=found.proved,
        )

    def _led_to(self, found: Outcome | None, outcome: str) -> tuple[str | None, str | None]:
        if found is None:
            return None, None
        if outcome == "level":
            assert found.level is not None
            level = self.questionnaire.levels[found.level]
            return level.id, self.words(level.title)
        at = found.best if outcome == "best" else found.now
        return (self.base.order[at], self.context.course(self.base.order[at])) if at >= 0 else (None, None)

    def _answers(self, changed: Mapping[str, Value]) -> Iterator[Move]:
        for name, value in changed.items():
            option = next(each for each in self.options[name] if each.value == value)
            question = self.context.questions[name.partition(".")[0]]
            was, becomes = shown_change(self.context, question, self.base.answers(name).value, value)
            yield Move(
                id=name,
                text=item_text(self.context, self.base.items[name]),
                was=was,
                becomes=becomes,
                steps=option.steps,
            )

    def _shown(self, name: str, value: object) -> str:
        return shown_value(self.context, self.context.questions[name.partition(".")[0]], value)

    def _ratings(self, moves: Mapping[Half, int]) -> Iterator[Move]:
        for half, at in moves.items():
            scale = self._scale(half)
            yield Move(
                id=half.risk,
                half=half.half,
                text=self.words(self.base.risks[half.risk].name),
                was=self._rated(half),
                becomes=self._label(scale[at]),
                steps=max(1, abs(at - half.at)),
            )

    def _rated(self, half: Half) -> str:
        return say(self.language, "k_own_range") if half.own else self._label(self._scale(half)[half.at])

    def _label(self, step: Choice) -> str:
        """A step of a risk scale by its first words, which say how it is called; its ranges stand elsewhere."""
        return self.words(step.label).partition(":")[0].strip()

    def _scale(self, half: Half) -> tuple[Choice, ...]:
        steps = likelihood_steps if half.half == "likelihood" else impact_steps
        return steps(self.questionnaire)

    # ---- how steady ----

    def _steadiness(self, flips: Sequence[Flip]) -> Iterator[Steadiness]:
        sides: tuple[tuple[By, int], ...] = (("answers", len(self.options)), ("ratings", len(self.halves)))
        for outcome, of in _STEADY:
            for by, many in sides:
                those = [each for each in flips if each.outcome in of and each.reach == "step" and each.by == by]
                if not those and not (by == "ratings" and outcome == "course" and self.base.now.best >= 0):
                    continue
                sizes = [each.size for each in those if each.size is not None]
                yield Steadiness(
                    outcome=outcome,
                    by=by,
                    moves=min(sizes) - 1 if sizes else None,
                    of=many,
                    proved=all(each.proved for each in those),
                )

    # ---- single changes ----

    def _tornadoes(self) -> Iterator[Tornado]:
        now = self.base.now
        if now.score is not None:
            bars = self._bars(lambda outcome: 100 * (outcome.score or 0.0), lambda outcome: outcome.level != now.level)
            yield Tornado(figure="score", now=100 * now.score, bars=tuple(bars))
        if now.best >= 0 and len(self.base.order) > 1:
            second = least(now.exposures, [at != now.best for at in range(len(now.exposures))])

            def figure(outcome: Outcome) -> float:
                return outcome.exposures[second] - outcome.exposures[now.best]

            def flips(outcome: Outcome) -> bool:
                return outcome.best != now.best

            bars = _longest([*self._all_bars(figure, flips), *self._rating_bars(figure, flips)])
            yield Tornado(figure="difference", other=self.base.order[second], now=figure(now), bars=tuple(bars))

    def _bars(self, figure: Callable[[Outcome], float], flips: Callable[[Outcome], bool]) -> list[Bar]:
        return _longest(list(self._all_bars(figure, flips)))

    def _all_bars(self, figure: Callable[[Outcome], float], flips: Callable[[Outcome], bool]) -> Iterator[Bar]:
        """Each answer at its worst and at its best."""
        for name, options in self.options.items():
            if options[0].score == options[-1].score:
                continue
            ends = [
                (figure(found := self.base.single(name, each.value)), found, each) for each in (options[0], options[-1])
            ]
            ends.sort(key=lambda end: end[0])
            (low, one, first), (high, other, last) = ends
            yield Bar(
                id=name,
                text=item_text(self.context, self.base.items[name]),
                was=self._shown(name, self.base.answers(name).value),
                low=low,
                low_shown=self._shown(name, first.value),
                high=high,
                high_shown=self._shown(name, last.value),
                flips=flips(one) or flips(other),
            )

    def _rating_bars(self, figure: Callable[[Outcome], float], flips: Callable[[Outcome], bool]) -> Iterator[Bar]:
        """Each half of a rating at both ends of its scale."""
        for half in self.halves:
            ends = []
            for at in (0, len(half.means) - 1):
                outcome = self.base.outcome({}, residuals(self.base, {half: at}))
                ends.append((figure(outcome), outcome, at))
            ends.sort(key=lambda end: end[0])
            (low, one, first), (high, other, last) = ends
            labels = [self._label(each) for each in self._scale(half)]
            yield Bar(
                id=half.risk,
                half=half.half,
                text=self.words(self.base.risks[half.risk].name),
                was=self._rated(half),
                low=low,
                low_shown=labels[first],
                high=high,
                high_shown=labels[last],
                flips=flips(one) or flips(other),
            )


def _longest(bars: list[Bar]) -> list[Bar]:
    """The longest bars, those of no length left out."""
    bars = [bar for bar in bars if bar.high > bar.low]
    bars.sort(key=lambda bar: -(bar.high - bar.low))
    return bars[:LONGEST]
