"""What would change the advice: the smallest sets of changes, how steady it stands, and what each single one moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypedDict

from readiness.advice.answers import item_text, shown_change, shown_value
from readiness.advice.context import Context
from readiness.advice.flips import (
    By,
    Changes,
    Direction,
    Found,
    Reach,
    changeable,
    open_targets,
    residuals,
    smallest_by_answers,
    smallest_by_ratings,
    targets,
    unknown,
)
from readiness.advice.variations import Half, Outcome, Value, Variations, least
from readiness.model.decision import (
    Also,
    Bar,
    Flip,
    Move,
    Sensitivity,
    Single,
    Steadiness,
    Tornado,
)
from readiness.model.questionnaire import Choice, Questionnaire
from readiness.model.risk_scales import impact_steps, likelihood_steps
from readiness.words import say

Figure = Callable[[Outcome], float | None]
"""A number that changes move; None where it says nothing there."""
REACHES: tuple[Reach, ...] = ("any", "step")
NOISE = 1e-9
"""What two figures that are worked out in different ways may differ by."""
LONGEST = 12
"""How many bars of a tornado are kept."""


def sensitivity(base: Variations, context: Context) -> Sensitivity:
    """Everything about what would change the advice."""
    return _Report(base, context).all()


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
        self.unknown = unknown(base)
        self.halves = tuple(base.halves())

    def all(self) -> Sensitivity:
        flips = tuple(self._flips())
        return Sensitivity(flips=flips, steadiness=tuple(self._steadiness(flips)), tornadoes=tuple(self._tornadoes()))

    def _flips(self) -> Iterator[Flip]:
        """What the answers and ratings given may change; and where no answers do, with what is not known as well."""
        found = list(self._given())
        yield from found
        never = {
            (each.outcome, each.direction)
            for each in found
            if each.by == "answers" and each.reach == "any" and each.size is None and each.proved
        }
        for outcome, direction in _OUTCOMES:
            wanted = [
                each for each in open_targets(self.base) if (each.outcome, each.direction) == (outcome, direction)
            ]
            if self.unknown and wanted and (outcome, direction) in never:
                smallest = smallest_by_answers(self.base, wanted, {**self.options, **self.unknown}, "open")
                yield self._flip(smallest, "answers", outcome, direction, "open")

    def _given(self) -> Iterator[Flip]:
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
        return Flip(
            outcome=outcome,
            by=by,
            reach=reach,
            direction=direction,
            size=found.size,
            to=to,
            to_title=title,
            also=tuple(self._also(found.outcome, outcome)),
            moves=tuple(self._moves(found)),
            singles=tuple(self._single(each, outcome) for each in found.singles),
            proved=found.proved,
        )

    def _single(self, found: Found, outcome: Changes) -> Single:
        to, title = self._led_to(found.outcome, outcome)
        (move,) = self._moves(found)
        return Single(move=move, to=to, to_title=title, also=tuple(self._also(found.outcome, outcome)))

    def _also(self, found: Outcome | None, outcome: Changes) -> Iterator[Also]:
        """What else of level, best course and the one that fits now is another then."""
        now = self.base.now
        if found is None:
            return
        others: dict[Changes, bool] = {
            "best": found.best != now.best,
            "now": found.now != now.now,
            "level": found.level != now.level,
        }
        for name, changed in others.items():
            if changed and name != outcome:
                to, title = self._led_to(found, name)
                yield Also(outcome=name, to=to, to_title=title)

    def _moves(self, found: Found) -> Iterator[Move]:
        return self._answers(found.answers or {}) if found.ratings is None else self._ratings(found.ratings)

    def _led_to(self, found: Outcome | None, outcome: Changes) -> tuple[str | None, str | None]:
        if found is None:
            return None, None
        if outcome == "level":
            if found.level is None:
                return None, None
            level = self.questionnaire.levels[found.level]
            return level.id, self.words(level.title)
        at = found.best if outcome == "best" else found.now
        return (self.base.order[at], self.context.course(self.base.order[at])) if at >= 0 else (None, None)

    def _answers(self, changed: Mapping[str, Value]) -> Iterator[Move]:
        for name, value in changed.items():
            option = next(each for each in (self.options.get(name) or self.unknown[name]) if each.value == value)
            question = self.context.questions[name.partition(".")[0]]
            was, becomes = shown_change(self.context, question, self.base.answers(name).value, value)
            yield Move(
                id=name,
                text=item_text(self.context, self.base.items[name]),
                was=was,
                becomes=becomes,
                unknown=name in self.unknown,
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
                alone = {(single.move.id, single.move.half) for each in those for single in each.singles}
                yield Steadiness(
                    outcome=outcome,
                    by=by,
                    moves=min(sizes) - 1 if sizes else None,
                    singles=len(alone),
                    of=many,
                    proved=all(each.proved for each in those),
                )

    # ---- single changes ----

    def _tornadoes(self) -> Iterator[Tornado]:
        now = self.base.now
        if now.score is not None:
            bars = _longest(self._answer_bars(_score, lambda outcome: outcome.level != now.level))
            yield Tornado(figure="score", now=100 * now.score, bars=tuple(bars))
        if now.best >= 0 and len(self.base.order) > 1:
            second = least(now.exposures, [at != now.best for at in range(len(now.exposures))])

            def difference(outcome: Outcome) -> float | None:
                return outcome.exposures[second] - outcome.exposures[now.best] if outcome.best >= 0 else None

            def flips(outcome: Outcome) -> bool:
                return outcome.best != now.best

            bars = _longest((*self._answer_bars(difference, flips), *self._rating_bars(difference, flips)))
            apart = now.exposures[second] - now.exposures[now.best]
            yield Tornado(figure="difference", other=self.base.order[second], now=apart, bars=tuple(bars))

    def _answer_bars(self, figure: Figure, flips: Callable[[Outcome], bool]) -> Iterator[Bar]:
        """Each answer at its worst and at its best; none that leaves no figure at one end."""
        for name, options in self.options.items():
            if options[0].score == options[-1].score:
                continue
            found = [
                (self.base.single(name, each.value), self._shown(name, each.value))
                for each in (options[0], options[-1])
            ]
            if ends := _ends(figure, found):
                yield Bar(
                    id=name,
                    text=item_text(self.context, self.base.items[name]),
                    was=self._shown(name, self.base.answers(name).value),
                    flips=any(flips(outcome) for outcome, _ in found),
                    **ends,
                )

    def _rating_bars(self, figure: Figure, flips: Callable[[Outcome], bool]) -> Iterator[Bar]:
        """Each half of a rating at both ends of its scale."""
        for half in self.halves:
            labels = [self._label(each) for each in self._scale(half)]
            found = [
                (self.base.outcome({}, residuals(self.base, {half: at})), labels[at]) for at in (0, len(half.means) - 1)
            ]
            if ends := _ends(figure, found):
                yield Bar(
                    id=half.risk,
                    half=half.half,
                    text=self.words(self.base.risks[half.risk].name),
                    was=self._rated(half),
                    flips=any(flips(outcome) for outcome, _ in found),
                    **ends,
                )


class Ends(TypedDict):
    """The two ends of a bar."""

    low: float
    low_shown: str
    high: float
    high_shown: str


def _ends(figure: Figure, found: Sequence[tuple[Outcome, str]]) -> Ends | None:
    """The lower figure and the higher, each with what brings it about; None where an end has no figure."""
    (one, first), (other, last) = ((figure(outcome), shown) for outcome, shown in found)
    if one is None or other is None:
        return None
    if other < one:
        one, first, other, last = other, last, one, first
    return Ends(low=one, low_shown=first, high=other, high_shown=last)


def _score(outcome: Outcome) -> float | None:
    """The score of the whole in percent."""
    return None if outcome.score is None else 100 * outcome.score


def _longest(found: Iterable[Bar]) -> list[Bar]:
    """The longest bars, those of no length left out: what does not move the figure is not listed as if it did."""
    bars = [bar for bar in found if bar.high - bar.low > NOISE * max(1.0, abs(bar.high), abs(bar.low))]
    bars.sort(key=lambda bar: -(bar.high - bar.low))
    return bars[:LONGEST]
