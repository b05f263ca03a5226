"""The smallest sets of changes that make the outcome another: of answers, of ratings, and of what is not known yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from readiness.advice.cheapest import Cheapest, cheapest
from readiness.advice.encoding import Choices, Encoding, Side, asked, fixed, worlds
from readiness.advice.program import ONE, ZERO
from readiness.advice.variations import Half, Option, Outcome, Value, Variations, least
from readiness.model.condition import Condition

Reach = Literal["any", "step", "open"]
By = Literal["answers", "ratings"]
Changes = Literal["level", "best", "now"]
Direction = Literal["up", "down"] | None
TOLD = 3
"""Sets of so few changes are told in every report."""


class Target(NamedTuple):
    """Something that the outcome may change into. `into` states it in an encoding; False where it cannot be."""

    outcome: Changes
    direction: Direction
    into: Callable[[Encoding], bool]
    is_it: Callable[[Outcome], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The smallest set found: changed answers by item, or ratings by risk and half.

    Where one change is enough, `singles` are all that do it alone, each by its fewest steps, the nearest first.
    """

    size: int | None
    outcome: Outcome | None = None
    answers: Mapping[str, Value] | None = None
    ratings: Mapping[Half, int] | None = None
    singles: tuple[Found, ...] = ()
    proved: bool = True


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


def unknown(base: Variations) -> dict[str, tuple[Option, ...]]:
    """Every question asked that is not answered, or not known, and counts or is looked at; with what it may be answered."""
    found = {}
    for name, item in base.items.items():
        if name in base.profile or not base.base.nodes[name].visible:
            continue
        if base.answers(name).value not in (None, "dont_know"):
            continue
        if (item.method != "unscored" or item.question in base.tested) and (options := base.options(item)):
            found[name] = options
    return found


def choices_of(base: Variations, options: Mapping[str, Sequence[Option]], reach: Reach) -> dict[str, Choices]:
    """Each change at the price of 1; what is not known may stay so at none."""
    found = {}
    for name, listed in options.items():
        if base.answers(name).value in (None, "dont_know"):
            found[name] = Choices((None, *listed), (0.0, *(1.0 for _ in listed)), 0)
            continue
        kept = tuple(option for option in listed if reach != "step" or option.steps <= 1)
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
            yield Target("now", None, _taken(at, fits, needs[at], "found"), is_it)


def _taken(at: int, fits: int, need: Condition | None, side: Side) -> Callable[[Encoding], bool]:
    def into(encoding: Encoding) -> bool:
        met = ONE if need is None else encoding.truth(need, side)
        encoding.program.same(met, ONE)
        return met != ZERO and (fits < 0 or encoding.cheaper(at, fits))

    return into


def open_targets(base: Variations) -> Iterator[Target]:
    """The same where what is not known may be answered too: what then holds whatever the answers still unknown turn out to
    be. Risks that are not rated are not counted.

    A lower level is left out: what is not known may always turn out bad.
    """
    now = base.now
    if now.level is not None and now.level + 1 < len(base.questionnaire.levels):
        yield _surely_up(now.level + 1)
    if now.best < 0:
        return
    for at in range(len(base.order)):
        if at != now.best:
            yield Target("best", None, _cheaper(at, now.best), lambda outcome: outcome.best not in (now.best, -1))
    for at, name in enumerate(base.order):
        if at != now.now:
            yield _surely_taken(at, now.now, base.needs.get(name))


def _surely_up(above: int) -> Target:
    def into(encoding: Encoding) -> bool:
        reached = encoding.level(above, "worst")
        encoding.program.same(reached, ONE)
        encoding.program.same(encoding.published(), ONE)
        return reached != ZERO

    return Target("level", "up", into, lambda outcome: outcome.surely is not None and outcome.surely >= above)


def _surely_taken(at: int, fits: int, need: Condition | None) -> Target:
    def is_it(outcome: Outcome) -> bool:
        return outcome.now == at and outcome.sure[at]

    return Target("now", None, _taken(at, fits, need, "worst"), is_it)


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
    """Every answer that does it, and of those that take the fewest steps the first; None where none does alone."""
    found: list[tuple[int, Found]] = []
    for name, offered in choices.items():
        others = [option for at, option in enumerate(offered.options) if at != offered.kept and option is not None]
        for option in sorted(others, key=lambda each: each.steps):
            outcome = base.single(name, option.value)
            if any(target.is_it(outcome) for target in wanted):
                found.append((option.steps, Found(size=1, outcome=outcome, answers={name: option.value})))
                break
    return _nearest_first(found)


def _nearest_first(found: list[tuple[int, Found]]) -> Found | None:
    """The first of those of fewest steps, with all of them."""
    singles = tuple(each for _, each in sorted(found, key=lambda each: each[0]))
    return replace(singles[0], singles=singles) if singles else None


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
    return cheapest(encoding, target.is_it, below=below, settled=TOLD)


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
        if found is not None and len(found) == 1:
            return _single_rating(base, halves, among, reach) or best
        if found is not None and (best.size is None or len(found) < best.size):
            nearest = _nearest(base, found, among, reach)
            outcome = base.outcome({}, residuals(base, nearest))
            best = Found(size=len(nearest), outcome=outcome, ratings=nearest)
    return best


def _single_rating(
    base: Variations, halves: Mapping[str, list[Half]], among: Sequence[bool], reach: Reach
) -> Found | None:
    """Every half of a rating that does it alone, and of those that take the fewest steps the first."""
    now = least(base.now.exposures, among)
    found: list[tuple[int, Found]] = []
    for half in (half for both in halves.values() for half in both):
        for at in sorted((place for (place,) in _places([half], reach)), key=lambda place: abs(place - half.at)):
            outcome = base.outcome({}, residuals(base, {half: at}))
            if least(outcome.exposures, among) != now:
                found.append((abs(at - half.at), Found(size=1, outcome=outcome, ratings={half: at})))
                break
    return _nearest_first(found)


def _nearest(base: Variations, found: dict[Half, int], among: Sequence[bool], reach: Reach) -> dict[Half, int]:
    """As many changes, none of which could be nearer to what is rated."""
    now = least(base.now.exposures, among)

    def does(moves: Mapping[Half, int]) -> bool:
        return least(base.outcome({}, residuals(base, moves)).exposures, among) != now

    for half, at in list(found.items()):
        nearer = sorted((place for (place,) in _places([half], reach)), key=lambda place: abs(place - half.at))
        closer = (place for place in nearer if abs(place - half.at) < abs(at - half.at))
        found[half] = next((place for place in closer if does({**found, half: place})), at)
    return found


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
