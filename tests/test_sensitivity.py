"""What would change the advice: each smallest set is as small as trying out everything says, and does what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from readiness.advice.answers import shown_change
from readiness.advice.assess import assess, context_of
from readiness.advice.encoding import MOST_WORLDS
from readiness.advice.sensitivity import LONGEST, sensitivity
from readiness.advice.variations import HalfName, Outcome, Value, Variations
from readiness.model.decision import Flip, Sensitivity, Tornado
from readiness.model.questionnaire import ChoicesQuestion, Questionnaire, share_under
from readiness.model.response import RiskRating
from readiness.model.risk_scales import impact_steps, likelihood_steps
from readiness.risk.exposure import mean_probability, mean_severity
from readiness.risk.ratings import range_of
from tests.interviews import level, questionnaire, response, risk, section, stance, yes_no
from tests.strategies import LAW, Written
from tests.test_variations import MOST_SETS, Changes, Judge, every, small, told_apart

UNSHRUNK = settings(LAW, phases=[Phase.explicit, Phase.generate])
CLOSE = 1e-9
Figure = Callable[[Outcome], float | None]
Key = tuple[str, str, str | None, str]
"""Outcome, by, direction, reach."""


def key(flip: Flip) -> Key:
    return flip.outcome, flip.by, flip.direction, flip.reach


def found_for(judge: Judge) -> Sensitivity:
    base = Variations(judge.questionnaire, judge.response)
    return sensitivity(base, context_of(judge.questionnaire, judge.response))


# ---- trying out everything ----


@dataclass(frozen=True)
class Tried:
    """Every set of other answers, with the verdict on each."""

    judge: Judge
    verdicts: Sequence[tuple[Changes, Outcome]]

    @cached_property
    def now(self) -> Outcome:
        return self.judge.verdict({})

    def smallest(self, outcome: str, direction: str | None, reach: str) -> int | None:
        """The size of the smallest set that does it."""
        sizes = [len(changed) for changed, then in self.verdicts
                 if self.does(then, outcome, direction) and (reach == "any" or self.is_near(changed))]  # fmt: skip
        return min(sizes, default=None)

    def does(self, then: Outcome, outcome: str, direction: str | None) -> bool:
        """Whether this is another outcome; one that says nothing is none."""
        now = self.now
        match outcome:
            case "level":
                if then.level is None or now.level is None:
                    return False
                return then.level > now.level if direction == "up" else then.level < now.level
            case "best":
                return then.best not in (now.best, -1)
            case _:
                return then.best >= 0 and then.now != now.now

    def is_near(self, changed: Changes) -> bool:
        return all(steps_apart(self.judge, name, value) <= 1 for name, value in changed.items())

    def expected(self) -> Iterator[tuple[Key, int | None]]:
        """Every flip by answers that there must be, with its size."""
        now = self.now
        for reach in ("any", "step"):
            if now.level is not None and now.level + 1 < len(self.judge.questionnaire.levels):
                yield ("level", "answers", "up", reach), self.smallest("level", "up", reach)
            if now.level:
                yield ("level", "answers", "down", reach), self.smallest("level", "down", reach)
            if now.best >= 0:
                yield ("best", "answers", None, reach), self.smallest("best", None, reach)
                yield ("now", "answers", None, reach), self.smallest("now", None, reach)


def tried(judge: Judge) -> Tried:
    """Everything tried out; only where that is not too much, and nothing hangs on how floats are rounded."""
    choices = {name: [None, *values] for name, values in changeable(judge).items()}
    assume(all_of(choices) <= MOST_SETS)
    verdicts = [(changed, judge.verdict(changed)) for changed in every(choices)]
    assume(all(told_apart(then) for _, then in verdicts))
    return Tried(judge, verdicts)


def all_of(choices: Mapping[str, Sequence[object]]) -> int:
    many = 1
    for values in choices.values():
        many *= len(values)
    return many


def changeable(judge: Judge) -> dict[str, list[Value]]:
    """What was answered with a value, is asked and matters; with everything else it might be."""
    found: dict[str, list[Value]] = {}
    for name, item in judge.items.items():
        given = judge.given(name).value
        if given in (None, "dont_know", "not_applicable") or not judge.before.nodes[name].visible:
            continue
        if judge.matters(item):
            others = [value for value in judge.values(name) if not same(value, given)]
            if others:
                found[name] = others
    return found


def matters(judge: Judge, name: str) -> bool:
    """Whether it can matter which: not of ticks that earn nothing, unless one of them is asked for."""
    question = judge.questions[judge.items[name].question]
    return question.id in judge.wanted or not isinstance(question, ChoicesQuestion) or question.scored


def same(one: object, other: object) -> bool:
    """Ticks in another order are the same ticks."""
    return set(one) == set(other) if isinstance(one, tuple) and isinstance(other, tuple) else one == other


def steps_apart(judge: Judge, name: str, value: Value) -> int:
    """How far an answer is from the one given: ticks by how many differ, choices by their places from worst to best."""
    given = judge.given(name).value
    if isinstance(value, tuple) and isinstance(given, tuple):
        return len(set(value) ^ set(given))
    ordered = sorted(judge.values(name), key=lambda each: judge.score(name, each))
    return abs(ordered.index(value) - ordered.index(given))  # type: ignore[arg-type]  # a value that was given


def answers_in(judge: Judge, flip: Flip) -> Changes:
    """The answers that a flip's words stand for."""
    context = context_of(judge.questionnaire, judge.response)
    found: Changes = {}
    for move in flip.moves:
        question = judge.questions[judge.items[move.id].question]
        given = judge.given(move.id).value
        meant = [
            value for value in judge.values(move.id)
            if not same(value, given) and shown_change(context, question, given, value) == (move.was, move.becomes)
        ]  # fmt: skip
        assert len(meant) == 1
        assert move.steps == (1 if move.unknown else steps_apart(judge, move.id, meant[0]))
        found[move.id] = meant[0]
    return found


def worlds_of(judge: Judge) -> int:
    """How many ways there are to answer what decides whether something else is asked."""
    deciding = Variations(judge.questionnaire, judge.response).deciding
    values = changeable(judge)
    return all_of({name: (None, *values[name]) for name in values if judge.items[name].question in deciding})


def led_to(judge: Judge, then: Outcome, outcome: str) -> str | None:
    if outcome == "level":
        return judge.questionnaire.levels[then.level].id if then.level is not None else None
    at = then.best if outcome == "best" else then.now
    return Variations(judge.questionnaire, judge.response).order[at] if at >= 0 else None


def check_answers(judge: Judge, found: Sensitivity, tried: Tried) -> None:
    """Every flip by answers is there, as small as can be, proved, and does what it says."""
    flips = {key(flip): flip for flip in found.flips if flip.by == "answers" and flip.reach != "open"}
    expected = dict(tried.expected())
    assert set(flips) == set(expected)
    few = worlds_of(judge) <= MOST_WORLDS
    for flip in flips.values():
        assert flip.proved or not few or flip.size == 1
        assert flip.size == expected[key(flip)] or not few
        assert len(flip.moves) == (flip.size or 0)
        if flip.size is None:
            assert flip.to is None
            continue
        assert not any(move.unknown for move in flip.moves)
        changed = answers_in(judge, flip)
        then = judge.verdict(changed)
        assert tried.does(then, flip.outcome, flip.direction)
        assert flip.to == led_to(judge, then, flip.outcome)
        assert flip.reach == "any" or tried.is_near(changed)


def unknown(judge: Judge) -> dict[str, list[Value]]:
    """What is asked and matters, and is not answered or not known; with everything it might be."""
    return {
        name: values
        for name, item in judge.items.items()
        if judge.given(name).value in (None, "dont_know")
        and judge.before.nodes[name].visible
        and judge.matters(item)
        and (values := list(judge.values(name)))
    }


def check_open(judge: Judge, found: Sensitivity) -> None:
    """Where no answers given do it, the unknown is answered too; what comes of it then holds, and no smaller set does it."""
    flips = {(flip.outcome, flip.direction): flip for flip in found.flips if flip.reach == "open"}
    never = {
        (flip.outcome, flip.direction) for flip in found.flips
        if flip.by == "answers" and flip.reach == "any" and flip.size is None and flip.proved and flip.direction != "down"
    }  # fmt: skip
    assert set(flips) == (never if unknown(judge) else set())
    choices = {name: [None, *values] for name, values in {**changeable(judge), **unknown(judge)}.items()}
    if not flips or all_of(choices) > MOST_SETS:
        return
    verdicts = [(changed, judge.verdict(changed)) for changed in every(choices)]
    assume(all(told_apart(then) for _, then in verdicts))
    now = judge.verdict({})
    for flip in flips.values():
        sizes = [len(changed) for changed, then in verdicts if surely(now, then, flip.outcome)]
        assert not flip.proved or flip.size == min(sizes, default=None)
        if flip.size is not None:
            changed = answers_in(judge, flip)
            then = judge.verdict(changed)
            assert surely(now, then, flip.outcome)
            assert flip.to == led_to(judge, then, flip.outcome)
            assert {move.id for move in flip.moves if move.unknown} == set(changed) & set(unknown(judge))


def surely(now: Outcome, then: Outcome, outcome: str) -> bool:
    """Whether this is another outcome whatever else stays unknown."""
    match outcome:
        case "level":
            return then.surely is not None and now.level is not None and then.surely > now.level
        case "best":
            return then.best not in (now.best, -1)
        case _:
            return then.now not in (now.now, -1) and then.sure[then.now]


def check_steadiness(found: Sensitivity, tried: Tried) -> None:
    """Of one-step moves, any so many leave it as it is, and some one more do not."""
    now = tried.now
    near = [(len(changed), then) for changed, then in tried.verdicts if tried.is_near(changed)]
    by_answers = {each.outcome: each for each in found.steadiness if each.by == "answers"}
    assert set(by_answers) == ({"level"} if now.level is not None and len(tried.judge.questionnaire.levels) > 1 else set()) | (
        {"course"} if now.best >= 0 else set()
    )  # fmt: skip
    for outcome, steady in by_answers.items():
        parts = [("level", "up"), ("level", "down")] if outcome == "level" else [("best", None), ("now", None)]
        moved = [size for size, then in near if any(tried.does(then, *part) for part in parts)]
        if worlds_of(tried.judge) <= MOST_WORLDS:
            assert steady.moves == (min(moved) - 1 if moved else None)
            assert steady.proved
        assert steady.of == sum(matters(tried.judge, name) for name in changeable(tried.judge))


class TestByAnswers:
    @settings(UNSHRUNK, max_examples=60)
    @given(st.data())
    def test_every_smallest_set_is_as_small_as_trying_out_everything_says(self, data: st.DataObject) -> None:
        judge = data.draw(small(unknown=data.draw(st.booleans())))
        everything = tried(judge)
        found = found_for(judge)
        check_answers(judge, found, everything)
        check_steadiness(found, everything)
        check_open(judge, found)


# ---- by ratings ----


@dataclass(frozen=True)
class Rating:
    """A half of a rating on its own: its steps, and where it stands."""

    risk: str
    half: HalfName
    means: tuple[float, ...]
    at: int
    own: bool


def halves_of(judge: Judge) -> list[Rating]:
    """Every half of every risk that is rated, with what its steps mean."""
    asked, found = judge.questionnaire, []
    for each in assess(asked, judge.response).risks:
        rating = judge.response.risks.get(each.id)
        if each.residual is None or not isinstance(rating, RiskRating):
            continue
        chances = [mean_probability(*range_of(step)) for step in likelihood_steps(asked)]
        sizes = [mean_severity(*range_of(step)) for step in impact_steps(asked)]
        own = mean_probability(*rating.probability) if rating.probability else None
        found.append(
            Rating(each.id, "likelihood", tuple(chances), place(chances, rating.likelihood, own), own is not None)
        )
        own = mean_severity(*rating.loss) if rating.loss else None
        found.append(Rating(each.id, "impact", tuple(sizes), place(sizes, rating.impact, own), own is not None))
    return found


def place(means: Sequence[float], step: object, own: float | None) -> int:
    """Where a rating stands; an own range at the first step that reaches it."""
    if own is None:
        assert isinstance(step, int)
        return step - 1  # the scales used here count from 1
    return next((at for at, mean in enumerate(means) if mean >= own), len(means) - 1)


def sizes_by_ratings(judge: Judge, reach: str) -> Iterator[tuple[int, tuple[float, ...]]]:
    """Every way to rate otherwise: how many halves that changes, and what each course exposes to then."""
    halves = halves_of(judge)
    order = Variations(judge.questionnaire, judge.response).order
    risks = {each.id: each for each in judge.questionnaire.risks}
    left = {each.id: each.residual / each.inherent for each in assess(judge.questionnaire, judge.response).risks
            if each.residual is not None and each.inherent}  # fmt: skip
    ways = []
    for one, two in zip(halves[::2], halves[1::2], strict=True):
        found = []
        for first, second in product(places(one, reach), places(two, reach)):
            residual = mean_of(judge, one, first) * mean_of(judge, two, second) * left[one.risk]
            parts = tuple(residual * share_under(risks[one.risk], name) for name in order)
            found.append(((first is not None) + (second is not None), parts))
        ways.append(found)
    for way in product(*ways):
        yield sum(size for size, _ in way), tuple(map(sum, zip(*(parts for _, parts in way), strict=True)))


def places(half: Rating, reach: str) -> list[int | None]:
    """Where else it may stand; None where it stands now."""
    others = [at for at in range(len(half.means)) if half.own or at != half.at]
    return [None, *(at for at in others if reach == "any" or abs(at - half.at) <= 1)]


def mean_of(judge: Judge, half: Rating, at: int | None) -> float:
    if at is not None:
        return half.means[at]
    rating = judge.response.risks[half.risk]
    assert isinstance(rating, RiskRating)
    if not half.own:
        return half.means[half.at]
    if half.half == "likelihood":
        assert rating.probability is not None
        return mean_probability(*rating.probability)
    assert rating.loss is not None
    return mean_severity(*rating.loss)


def check_ratings(judge: Judge, found: Sensitivity) -> None:
    """Every flip by ratings is there, as small as can be, and does what it says."""
    now = judge.verdict({})
    flips = {(flip.outcome, flip.reach): flip for flip in found.flips if flip.by == "ratings"}
    outcomes = ["best"] * (now.best >= 0) + ["now"] * (now.now >= 0)
    assert set(flips) == {(outcome, reach) for outcome in outcomes for reach in ("any", "step")}
    assume(len(halves_of(judge)) <= 6)
    for (outcome, reach), flip in flips.items():
        at = now.best if outcome == "best" else now.now
        may = [outcome == "best" or now.available[other] for other in range(len(now.exposures))]
        smallest: int | None = None
        for size, exposures in sizes_by_ratings(judge, reach):
            if smallest is not None and size >= smallest:
                continue
            others = [(value, other) for other, value in enumerate(exposures) if may[other] and other != at]
            if others and min(others)[0] < exposures[at] - CLOSE * (1 + exposures[at]):
                smallest = size
            assume(all(abs(value - exposures[at]) > CLOSE * (1 + value) for value, _ in others if value))
        assert (flip.size, flip.proved) == (smallest, True)
        assert len(flip.moves) == (smallest or 0)
        if smallest is not None:
            then = judge.verdict({}, ratings_in(judge, flip))
            assert (then.best if outcome == "best" else then.now) != at
            assert flip.to == led_to(judge, then, outcome)
            assert reach == "any" or all(move.steps == 1 for move in flip.moves)
            check_nearest(judge, flip, at)


def check_nearest(judge: Judge, flip: Flip, at: int) -> None:
    """No rating of a set could be a step nearer to what it is and the set still do it."""
    halves = {(half.risk, half.half): half for half in halves_of(judge)}
    ratings = ratings_in(judge, flip)
    for move in flip.moves:
        assert move.half is not None
        half, changed = halves[move.id, move.half], ratings[move.id]
        step = getattr(changed, move.half) - 1
        if abs(step - half.at) < 2:
            continue
        nearer = step + (1 if step < half.at else -1)
        closer = {**ratings, move.id: changed.model_copy(update={move.half: nearer + 1})}
        then = judge.verdict({}, closer)
        assert (then.best if flip.outcome == "best" else then.now) == at


def ratings_in(judge: Judge, flip: Flip) -> dict[str, RiskRating]:
    """The ratings that a flip's words stand for."""
    found: dict[str, RiskRating] = {}
    for move in flip.moves:
        old = found.get(move.id) or judge.response.risks[move.id]
        assert isinstance(old, RiskRating)
        assert move.half is not None
        scale = (likelihood_steps if move.half == "likelihood" else impact_steps)(judge.questionnaire)
        (step,) = [each.value for each in scale if each.label.in_("en").startswith(move.becomes)]
        own = "probability" if move.half == "likelihood" else "loss"
        found[move.id] = old.model_copy(update={move.half: step, own: None})
    return found


class TestByRatings:
    @UNSHRUNK
    @given(st.data())
    def test_every_smallest_set_is_as_small_as_trying_out_everything_says(self, data: st.DataObject) -> None:
        judge = data.draw(small())
        check_ratings(judge, found_for(judge))


# ---- single changes ----


def check_bars(judge: Judge, found: Sensitivity) -> None:
    """Every bar ends where the whole evaluation says, and none that is longer is left out."""
    now = judge.verdict({})
    for tornado in found.tornadoes:
        figure = figure_of(judge, tornado)
        assert tornado.now == pytest.approx(figure(now), abs=CLOSE)
        lengths = [bar.high - bar.low for bar in tornado.bars]
        assert lengths == sorted(lengths, reverse=True)
        bars = {(bar.id, bar.half): bar for bar in tornado.bars}
        about = "level" if tornado.figure == "score" else "best"
        for (name, half), alternatives in ends_of(judge, ratings=tornado.figure == "difference").items():
            bar = bars.pop((name, half), None)
            expected = []
            for ends in alternatives:
                shown = [value for value in map(figure, ends) if value is not None]
                if len(shown) == len(ends):
                    expected.append((*sorted(shown), any(getattr(then, about) != getattr(now, about) for then in ends)))
            if bar is None:
                shortest = lengths[-1] if len(lengths) == LONGEST else 0.0
                assert len(expected) < len(alternatives) or any(
                    high - low <= shortest + CLOSE for low, high, _ in expected
                )
            else:
                assert any((bar.low, bar.high, bar.flips) == pytest.approx(each, abs=CLOSE) for each in expected)
        assert bars == {}


def figure_of(judge: Judge, tornado: Tornado) -> Figure:
    now = judge.verdict({})
    if tornado.figure == "score":
        return lambda then: None if then.score is None else 100 * then.score
    order = Variations(judge.questionnaire, judge.response).order
    assert tornado.other is not None
    other = order.index(tornado.other)
    rest = [value for at, value in enumerate(now.exposures) if at != now.best]
    assert now.exposures[other] == min(rest)
    return lambda then: then.exposures[other] - then.exposures[now.best] if then.best >= 0 else None


def ends_of(judge: Judge, *, ratings: bool) -> dict[tuple[str, HalfName | None], list[tuple[Outcome, Outcome]]]:
    """The verdicts with one thing at its worst, and at its best, for whichever of equally good answers.

    Of the risks only where ratings matter.
    """
    found: dict[tuple[str, HalfName | None], list[tuple[Outcome, Outcome]]] = {}
    for name in changeable(judge):
        scores = {value: judge.score(name, value) for value in judge.values(name)}
        worst, best = ([value for value in scores if scores[value] == end(scores.values())] for end in (min, max))
        if set(worst).isdisjoint(best):
            found[name, None] = [
                (judge.verdict({name: one}), judge.verdict({name: other})) for one, other in product(worst, best)
            ]
    for half in halves_of(judge) if ratings else ():
        values = (likelihood_steps if half.half == "likelihood" else impact_steps)(judge.questionnaire)
        own = "probability" if half.half == "likelihood" else "loss"
        rated = judge.response.risks[half.risk]
        assert isinstance(rated, RiskRating)
        one, other = (
            judge.verdict({}, {half.risk: rated.model_copy(update={half.half: values[at].value, own: None})})
            for at in (0, -1)
        )
        found[half.risk, half.half] = [(one, other)]
    return found


class TestBars:
    @UNSHRUNK
    @given(st.data())
    def test_end_where_the_whole_evaluation_says(self, data: st.DataObject) -> None:
        judge = data.draw(small(unknown=data.draw(st.booleans())))
        check_bars(judge, found_for(judge))


# ---- by hand ----


def bars_of(asked: Questionnaire, answers: Written) -> dict[str, tuple[float, float]]:
    """What moves the score, and between which ends."""
    (tornado, *_) = found_for(Judge(asked, response(asked, answers))).tornadoes
    return {bar.id: (bar.low, bar.high) for bar in tornado.bars}


@pytest.mark.parametrize(
    ("aggregate", "answers", "moving"),
    [
        pytest.param("min", {"a": "no", "b": "yes", "c": "yes"}, {"a"}, id="the-lowest-of-a-min"),
        pytest.param("min", {"a": "no", "b": "no", "c": "yes"}, set(), id="two-as-low"),
        pytest.param("max", {"a": "no", "b": "yes", "c": "no"}, {"b"}, id="the-highest-of-a-max"),
        pytest.param("staged", {"a": "no", "b": "yes", "c": "yes"}, {"a"}, id="what-follows-a-step-not-met"),
        pytest.param("staged", {"a": "yes", "b": "no", "c": "no"}, {"a", "b"}, id="the-next-step"),
        pytest.param("mean", {"a": "no", "b": "yes", "c": "yes"}, {"a", "b", "c"}, id="all-of-a-mean"),
    ],
)
def test_no_answer_is_listed_that_does_not_move_the_score(aggregate: str, answers: Written, moving: set[str]) -> None:
    asked = questionnaire(section("s", *map(yes_no, ("a", "b", "c")), aggregate=aggregate), section("t", yes_no("d")))
    assert set(bars_of(asked, {**answers, "d": "no"})) == {*moving, "d"}


def test_an_answer_that_would_leave_no_score_is_not_said_to_bring_it_to_nothing() -> None:
    """With accounts there would be three more questions, unanswered: too little for a score."""
    more = [yes_no(name, when={"question": "accounts", "is": "yes"}) for name in ("a", "b", "c")]
    asked = questionnaire(section("s", yes_no("accounts", reverse=True), yes_no("plan"), *more))
    assert set(bars_of(asked, {"accounts": "no", "plan": "yes"})) == {"plan"}


def test_what_is_not_known_is_answered_where_nothing_given_does_it() -> None:
    """The level asks for a policy, and whether there is one is not known."""
    asked = questionnaire(
        section("s", yes_no("policy"), yes_no("plan"), yes_no("drill")),
        levels=[level("low", 0), level("high", 50, requires={"question": "policy", "is": "yes"})],
    )
    flips = flips_of(asked, {"policy": "dont_know", "plan": "yes", "drill": "no"})
    assert flips["level", "answers", "up", "any"].size is None
    opened = flips["level", "answers", "up", "open"]
    assert told(opened) == (1, "high", [("policy", "Yes", 1)])
    assert [(move.unknown, move.was) for move in opened.moves] == [(True, "don't know")]


def test_what_is_not_known_is_left_alone_where_an_answer_given_does_it() -> None:
    asked = questionnaire(section("s", yes_no("policy"), yes_no("plan"), yes_no("drill")), levels=LEVELS)
    flips = flips_of(asked, {"policy": "dont_know", "plan": "no", "drill": "no"})
    assert flips["level", "answers", "up", "any"].size == 1
    assert not any(reach == "open" for _, _, _, reach in flips)


LEVELS = [level("low", 0), level("high", 50)]
EXACTLY = {"probability": [0.5, 0.5]}


def flips_of(asked: Questionnaire, answers: Written, risks: Written | None = None) -> dict[Key, Flip]:
    judge = Judge(asked, response(asked, answers, risks=risks or {}))
    return {key(flip): flip for flip in found_for(judge).flips}


def told(flip: Flip) -> tuple[int | None, str | None, list[tuple[str, str, int]]]:
    return flip.size, flip.to, [(move.id, move.becomes, move.steps) for move in flip.moves]


@pytest.mark.parametrize(
    ("question", "answer", "near", "far"),
    [
        pytest.param({"type": "number", "linear": {"worst": 0, "best": 10}}, 2.5, (1, "5", 1), (1, "5", 1), id="linear"),
        pytest.param({"type": "number", "linear": {"worst": 0, "best": 10}}, 0, (None, "", 0), (1, "5", 2), id="two-quarters"),
        pytest.param({"type": "number", "linear": {"worst": 48, "best": 0}}, 30, (1, "24", 1), (1, "24", 1), id="fewer-is-better"),
        pytest.param(
            {"type": "number", "min": 0, "bands": [{"from": 0, "points": 0}, {"from": 10, "points": 1}, {"from": 20, "points": 3}]},
            12, (1, "20", 1), (1, "20", 1), id="bands",
        ),
        pytest.param(
            {
                "type": "choices",
                "cap": 1,
                "choices": [{"value": "a", "label": "a", "points": 1}, {"value": "x", "label": "x", "points": 0, "exclusive": True}],
            },
            ["x"], (None, "", 0), (1, "a", 2), id="an-exclusive-tick-goes-first",
        ),
    ],
)  # fmt: skip
def test_a_step_and_any_change(
    question: Written, answer: object, near: tuple[int | None, str, int], far: tuple[int | None, str, int]
) -> None:
    flips = flips_of(questionnaire(section("s", {"id": "q", "text": "?", **question}), levels=LEVELS), {"q": answer})
    for reach, (size, becomes, steps) in {"step": near, "any": far}.items():
        flip = flips["level", "answers", "up", reach]
        assert (flip.size, flip.to) == (size, "high" if size else None)
        assert [(move.id, move.steps) for move in flip.moves] == ([("q", steps)] if size else [])
        assert all(becomes in move.becomes for move in flip.moves)


def register(*questions: Written, controls: list[Written] | None = None, **keys: object) -> Questionnaire:
    return questionnaire(
        section("s", *questions),
        stances=[stance("stay_out"), stance("engage")],
        risks=[risk("leak", "participating", controls=controls or []), risk("silence", "not_participating")],
        **keys,
    )


def test_three_safeguards_are_needed_where_two_leave_too_much() -> None:
    """50 × 0.7³ = 17.15 is under 20, and 50 × 0.7² = 24.5 is not."""
    names = ("a", "b", "c", "d")
    controls = [{"question": each, "reduces": "likelihood" if each < "c" else "impact", "by": 0.3} for each in names]
    flips = flips_of(
        register(*map(yes_no, names), controls=controls),
        dict.fromkeys(names, "no"),
        {"leak": {**EXACTLY, "loss": [100, 100]}, "silence": {**EXACTLY, "loss": [40, 40]}},
    )
    assert flips["best", "answers", None, "any"].size == 3
    assert flips["now", "answers", None, "step"].to == "engage"


def test_a_tenth_of_the_likelihood_stays_whatever_is_done() -> None:
    """50 × 0.1 is 5, not 50 × 0.01: so the third, on the impact, is needed to come under 4."""
    controls = [{"question": each, "reduces": "likelihood", "by": 0.9} for each in ("a", "b")]
    controls.append({"question": "c", "reduces": "impact", "by": 0.3})
    flips = flips_of(
        register(yes_no("a"), yes_no("b"), yes_no("c"), controls=controls),
        {"a": "yes", "b": "no", "c": "no"},
        {"leak": {**EXACTLY, "loss": [100, 100]}, "silence": {**EXACTLY, "loss": [8, 8]}},
    )
    assert told(flips["best", "answers", None, "any"]) == (
        1 if 50 * 0.1 * 0.7 < 4 else None,
        "engage",
        [("c", "Yes", 1)],
    )


def test_a_rating_that_tips_the_balance() -> None:
    """Possible and moderate, against likely and moderate: one step of one rating makes them change places."""
    flips = flips_of(
        register(yes_no("a")), {"a": "no"}, {"leak": {"likelihood": 3, "impact": 3}, "silence": {"likelihood": 4, "impact": 3}}
    )  # fmt: skip
    flip = flips["best", "ratings", None, "step"]
    assert (flip.size, flip.to, flip.proved) == (1, "stay_out", True)


@pytest.mark.parametrize(
    ("asked", "risks", "found"),
    [
        pytest.param(questionnaire(section("s", yes_no("a"))), {}, set(), id="no-levels-no-risks"),
        pytest.param(questionnaire(section("s", yes_no("a")), levels=LEVELS), {}, {("level", "answers")}, id="no-risks"),
        pytest.param(
            register(yes_no("a"), levels=LEVELS), {"leak": {"likelihood": 3, "impact": 3}}, {("level", "answers")},
            id="too-few-ratings",
        ),
        pytest.param(
            register(yes_no("a")), {name: {"likelihood": 3, "impact": 3} for name in ("leak", "silence")},
            {("course", "answers"), ("course", "ratings")}, id="no-levels",
        ),
    ],
)  # fmt: skip
def test_only_what_there_is_can_change(asked: Questionnaire, risks: Written, found: set[tuple[str, str]]) -> None:
    sensitive = found_for(Judge(asked, response(asked, {"a": "no"}, risks=risks)))
    assert {(each.outcome, each.by) for each in sensitive.steadiness} == found
    assert {("level" if flip.outcome == "level" else "course", flip.by) for flip in sensitive.flips} == found


def test_what_loses_the_verdict_is_no_change_of_it() -> None:
    """Without the only risk of taking part, which is asked where `a` is yes, there is nothing to choose by."""
    asked = questionnaire(
        section("s", yes_no("a")),
        stances=[stance("stay_out"), stance("engage")],
        risks=[
            risk("leak", "participating", when={"question": "a", "is": "yes"}),
            risk("silence", "not_participating"),
        ],
    )
    flips = flips_of(asked, {"a": "yes"}, {name: {"likelihood": 3, "impact": 3} for name in ("leak", "silence")})
    assert [flips[outcome, "answers", None, "any"].size for outcome in ("best", "now")] == [None, None]


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_what_earns_nothing_may_change_the_course_all_the_same(kind: str) -> None:
    """Choices without points, of which a course needs one."""
    question = {"id": "kind", "type": kind, "text": "?", "scored": False}
    question["choices"] = [{"value": each, "label": each} for each in ("old", "new")]
    asked = questionnaire(
        section("s", yes_no("a"), question),
        stances=[stance("stay_out"), stance("engage", needs={"question": "kind", "is": "new"})],
        risks=[risk("leak", "participating"), risk("silence", "not_participating")],
    )
    answers = {"a": "no", "kind": ["old"] if kind == "choices" else "old"}
    flips = flips_of(
        asked, answers, {"leak": {"likelihood": 2, "impact": 2}, "silence": {"likelihood": 5, "impact": 5}}
    )
    flip = flips["now", "answers", None, "step"]
    assert (flip.size, flip.to, [move.id for move in flip.moves]) == (1, "engage", ["kind"])


def test_a_hidden_safeguard_is_none() -> None:
    """`b` controls the leak only while `a` has it asked; the one change that does it is to ask for it no more."""
    asked = register(
        yes_no("a"),
        yes_no("b", when={"question": "a", "is": "yes"}),
        yes_no("c"),
        controls=[{"question": name, "reduces": "impact", "by": 0.5} for name in ("b", "c")],
    )
    ratings = {"leak": {**EXACTLY, "loss": [100, 100]}, "silence": {**EXACTLY, "loss": [60, 60]}}
    flips = flips_of(asked, {"a": "yes", "b": "yes", "c": "no"}, ratings)
    assert flips["best", "answers", None, "any"].to == "stay_out"
    assert flips["best", "answers", None, "any"].size == 1
