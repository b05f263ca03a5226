"""The search for the least effort after which a target is sure: which steps, and whether that is proved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from readiness.advice.aims import Aim
from readiness.advice.cheapest import Cheapest, cheapest, furthest, some
from readiness.advice.encoding import Choices, Encoding, asked, fixed, worlds
from readiness.advice.improvements import improvable, with_ends, worthwhile
from readiness.advice.program import ONE, ZERO
from readiness.advice.variations import Outcome, Value, Variations


class Search:
    """What can be done better from a response, and the least of it that reaches an aim."""

    def __init__(self, base: Variations, aim: Aim) -> None:
        self.base, self.aim, self.margin = base, aim, base.questionnaire.margin
        self.choices, self.uncosted, self.unknown = improvable(base)
        self.offered = self.choices if aim.fewest else worthwhile(base, self.choices)

    # ---- whether it is reached ----

    def is_met(self, outcome: Outcome) -> bool:
        """Whether the program's own verdict is the target, or more than it: a higher level, a course that commits to more."""
        if self.aim.kind == "level":
            return outcome.level is not None and outcome.level >= self.aim.at
        return outcome.now >= self.aim.at

    def is_certain(self, outcome: Outcome) -> bool:
        """Whether it is met, and what the level or the course asks for holds whatever the unknown may be."""
        if not self.is_met(outcome):
            return False
        if self.aim.kind == "level":
            return outcome.surely is not None and outcome.surely >= self.aim.at
        return outcome.sure[outcome.now]

    def is_sure(self, outcome: Outcome) -> bool:
        """Whether a plan may end there: certain, and of a course clear of those that commit to less."""
        if not self.is_met(outcome):
            return False
        if self.aim.kind == "level":
            return self.is_certain(outcome)
        return any(outcome.sure[course] and self._is_clear(outcome, course) for course in self._courses())

    def _courses(self) -> range:
        """The course aimed at and those that commit to more."""
        return range(self.aim.at, len(self.base.order))

    def _is_clear(self, outcome: Outcome, course: int) -> bool:
        """Whether it exposes to less than each course that commits to less than the target, by more than the margin."""
        left = 1 - self.margin
        return all(outcome.exposures[course] < left * less for less in outcome.exposures[: self.aim.at])

    # ---- the least ----

    def least_and_extremes(self) -> tuple[Cheapest, bool]:
        """The cheapest set of steps worth asking for; where none reaches the target, with far ends as well; and only where
        none does then, of all. The second tells that steps worth asking for were not enough."""
        found, proved = self.least(self.offered), True
        offered = self.offered
        for more in (with_ends(self.base, self.choices), self.choices):
            if found.changed is not None or more == offered:
                continue
            proved, offered = proved and found.proved, more
            found = self.least(more)
        proved = proved and found.proved
        extremes = offered != self.offered
        return Cheapest(changed=found.changed, price=found.price, outcome=found.outcome, proved=proved), extremes

    def least(self, choices: Mapping[str, Choices]) -> Cheapest:
        """The cheapest of these choices after which the target is sure; or the fewest, where the aim asks for that."""
        priced = choices
        if self.aim.fewest:
            choices = {name: _counted(each) for name, each in choices.items()}
        found = self._least(choices)
        if not self.aim.fewest or found.changed is None:
            return found
        price = sum(price_of(priced[name], value) for name, value in found.changed.items())
        return Cheapest(changed=found.changed, price=price, outcome=found.outcome, proved=found.proved)

    def _least(self, choices: Mapping[str, Choices]) -> Cheapest:
        """The least total price of these choices after which the target is sure."""
        all_worlds, complete = worlds(self.base, choices)
        left = fixed(choices, self._deciding(choices))
        best = Cheapest(changed=None, proved=complete)
        proved = complete
        for world in all_worlds:
            if best.changed is not None and world.price >= best.price:
                break
            open_there = asked(world.variations, left)
            for into in self._ways(world.variations):
                encoding = Encoding(world.variations, open_there)
                below = None if best.changed is None else best.price - world.price - 1e-6
                found = Cheapest(changed=None)
                if into(encoding):
                    found = cheapest(encoding, self.is_sure, below=below)
                proved = proved and found.proved
                if found.changed is not None:
                    changed = {**world.changed, **found.changed}
                    best = Cheapest(changed=changed, price=world.price + found.price, outcome=found.outcome)
        return Cheapest(changed=best.changed, price=best.price, outcome=best.outcome, proved=proved)

    def is_in_reach(self) -> bool:
        """Whether any steps were found that reach it: quicker than the least of them."""
        all_worlds, _ = worlds(self.base, self.choices)
        left = fixed(self.choices, self._deciding(self.choices))
        for world in all_worlds:
            for into in self._ways(world.variations):
                encoding = Encoding(world.variations, asked(world.variations, left))
                if into(encoding) and some(encoding, self.is_sure):
                    return True
        return False

    def most_score(self, budget: float) -> Cheapest:
        """The steps that raise the score most within a budget, from what is asked now."""
        choices = fixed(self.offered, self._deciding(self.offered))
        return furthest(Encoding(self.base, asked(self.base, choices)), budget)

    def _ways(self, world: Variations) -> Iterator[Callable[[Encoding], bool]]:
        """Each way of reaching the target, as what states it in an encoding, and says False where it cannot be."""
        if self.aim.kind == "level":
            yield self._at_level
        elif world.now.best >= 0:
            for course in self._courses():
                yield partial(self._at_course, course)

    def _at_level(self, encoding: Encoding) -> bool:
        reached = encoding.program.all_of([encoding.published(), encoding.level(self.aim.at, "worst")])
        encoding.program.same(reached, ONE)
        return reached != ZERO

    def _at_course(self, course: int, encoding: Encoding) -> bool:
        """Its needs hold, and it stands clear of every course that commits to less than the target, open or not.

        Else the cheapest way to engage would be to leave undone what listening needs.
        """
        need = self.base.needs.get(self.base.order[course])
        met = ONE if need is None else encoding.truth(need, "worst")
        encoding.program.same(met, ONE)
        return met != ZERO and all(encoding.cheaper(course, other, margin=self.margin) for other in range(self.aim.at))

    def _deciding(self, choices: Mapping[str, Choices]) -> list[str]:
        return [name for name in choices if self.base.items[name].question in self.base.deciding]


def price_of(offered: Choices, value: Value) -> float:
    """What an answer costs among those that a question may have."""
    at = next(place for place, option in enumerate(offered.options) if option is not None and option.value == value)
    return offered.prices[at]


def _counted(offered: Choices) -> Choices:
    """The same, every other answer at the price of one change."""
    return offered._replace(prices=tuple(float(at != offered.kept) for at in range(len(offered.options))))
