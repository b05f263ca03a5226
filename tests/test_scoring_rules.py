"""Each rule of scoring as a row of a table: question and answer in, number out."""

from __future__ import annotations

import pytest

from readiness.advice.assess import assess
from readiness.model.assessment import LevelResult
from readiness.model.condition import Condition
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import hold_level, holds
from tests.strategies import Node, Scored, Written, fitted, real, scored

WORDS = ["not_applicable", "dont_know"]
FIVE = [{"value": value, "label": f"step {value}"} for value in range(1, 6)]


def asked(**keys: object) -> Written:
    """A question with the words it needs."""
    return {"id": "q", "text": "Q?", "allow": WORDS, **keys}


def yes_no(name: str, **keys: object) -> Written:
    return asked(id=name, type="yes_no", **keys)


def five(name: str, **keys: object) -> Written:
    """A question on a scale from 1 to 5."""
    return asked(id=name, type="scale", choices=FIVE, **keys)


def section(name: str, *questions: Written, **keys: object) -> Written:
    return {"id": name, "title": name, "questions": list(questions), **keys}


def choices(**points: float) -> list[Written]:
    return [{"value": name, "label": name, "points": earned} for name, earned in points.items()]


def whole(sections: list[Written], answers: Written, **keys: object) -> Scored:
    """A questionnaire of these sections, answered and scored."""
    questionnaire = real({"format": 1, "id": "t", "version": "1", "title": "T", "sections": sections, **keys})
    return scored(questionnaire, fitted(questionnaire, {"answers": answers}))


def node(question: Written, answer: object, **keys: object) -> Node:
    """One question, answered and scored."""
    return whole([section("s", question, yes_no("other"))], {question["id"]: answer}, **keys).nodes[question["id"]]


SCALE = five("q")
CHOICE = asked(type="choice", choices=choices(bad=-2, fair=1, good=2))
DISQUALIFYING = asked(
    type="choice",
    choices=[*choices(bad=0, good=2), {"value": "banned", "label": "x", "points": 1, "disqualifies": True}],
)
TICKS = asked(type="choices", choices=choices(a=1, b=2, c=-1))
CAPPED = asked(type="choices", cap=2, choices=choices(a=1, b=2, c=3))
COUNTED = asked(
    type="choices", score="count", choices=[*choices(a=1, b=5, c=9), {"value": "none", "label": "x", "exclusive": True}]
)
COUNTED_TO_TWO = {**COUNTED, "cap": 2}
RULED_OUT = asked(
    type="choices",
    choices=[*choices(a=1, b=1), {"value": "lie", "label": "x", "points": 2, "disqualifies": True}],
)
ALONE = asked(
    type="choices", choices=[*choices(a=1, b=1), {"value": "all", "label": "x", "points": 4, "exclusive": True}]
)
BANDS = asked(
    type="number",
    min=0,
    bands=[{"from": 0, "points": 0}, {"from": 2, "points": 3}, {"from": 10, "points": 1}],
)
OPEN_BANDS = asked(type="number", min=-5, bands=[{"from": -5, "points": 1}, {"from": 5, "points": 2}])
RISING = asked(type="number", linear={"worst": 0, "best": 10})
FALLING = asked(type="number", linear={"worst": 48, "best": 0})


def reverse(question: Written) -> Written:
    return {**question, "reverse": True}


@pytest.mark.parametrize(
    ("question", "answer", "score"),
    [
        pytest.param(SCALE, 1, 0.0, id="scale-from-1-starts-at-0"),
        pytest.param(SCALE, 2, 0.25, id="scale-second-step"),
        pytest.param(SCALE, 3, 0.5, id="scale-middle-is-half"),
        pytest.param(SCALE, 5, 1.0, id="scale-top"),
        pytest.param(reverse(SCALE), 2, 0.75, id="scale-reversed"),
        pytest.param(reverse(SCALE), 5, 0.0, id="scale-reversed-top-is-worst"),
        pytest.param(CHOICE, "bad", 0.0, id="choice-least-points-is-0-though-below-zero"),
        pytest.param(CHOICE, "fair", 0.75, id="choice-min-max"),
        pytest.param(CHOICE, "good", 1.0, id="choice-most"),
        pytest.param(DISQUALIFYING, "banned", 0.0, id="choice-disqualifies-whatever-its-points"),
        pytest.param(reverse(DISQUALIFYING), "banned", 0.0, id="choice-disqualifies-though-reversed"),
        pytest.param(reverse(DISQUALIFYING), "bad", 1.0, id="choice-reversed"),
        pytest.param(asked(type="yes_no"), "yes", 1.0, id="yes"),
        pytest.param(asked(type="yes_no"), False, 0.0, id="false-is-no"),
        pytest.param(reverse(asked(type="yes_no")), True, 0.0, id="yes-reversed"),
        pytest.param(TICKS, [], 1 / 4, id="ticks-none-earns-no-points-above-the-worst"),
        pytest.param(TICKS, ["c"], 0.0, id="ticks-only-the-bad-one"),
        pytest.param(TICKS, ["a", "b"], 1.0, id="ticks-all-good-ones"),
        pytest.param(TICKS, ["a", "b", "c"], 3 / 4, id="ticks-add-up"),
        pytest.param(reverse(TICKS), ["a", "b"], 0.0, id="ticks-reversed"),
        pytest.param(CAPPED, ["a"], 0.5, id="cap-not-reached"),
        pytest.param(CAPPED, ["b"], 1.0, id="cap-reached"),
        pytest.param(CAPPED, ["a", "b", "c"], 1.0, id="cap-more-earns-nothing-further"),
        pytest.param(reverse(CAPPED), ["a", "b", "c"], 0.0, id="cap-reversed"),
        pytest.param(COUNTED, ["b"], 1 / 3, id="count-counts-ticks-not-points"),
        pytest.param(COUNTED, ["a", "b", "c"], 1.0, id="count-all"),
        pytest.param(COUNTED, ["none"], 0.0, id="count-leaves-out-the-exclusive-one"),
        pytest.param(COUNTED_TO_TWO, ["a", "b", "c"], 1.0, id="count-capped"),
        pytest.param(COUNTED_TO_TWO, ["a"], 0.5, id="count-capped-half"),
        pytest.param(RULED_OUT, ["a", "b", "lie"], 0.0, id="ticks-disqualified-whatever-else-is-ticked"),
        pytest.param(RULED_OUT, ["a", "b"], 0.5, id="ticks-not-disqualified"),
        pytest.param(reverse(RULED_OUT), ["lie"], 0.0, id="ticks-disqualified-though-reversed"),
        pytest.param(ALONE, ["all"], 1.0, id="exclusive-earns-its-own-points"),
        pytest.param(ALONE, ["a", "b"], 0.5, id="the-most-is-the-exclusive-ones"),
        pytest.param(BANDS, 0, 0.0, id="bands-first"),
        pytest.param(BANDS, 1.999999, 0.0, id="bands-just-below-an-edge"),
        pytest.param(BANDS, 2, 1.0, id="bands-edge-belongs-to-the-upper-band"),
        pytest.param(BANDS, 10, 1 / 3, id="bands-need-not-rise-in-points"),
        pytest.param(BANDS, 1e9, 1 / 3, id="bands-last-is-open"),
        pytest.param(reverse(BANDS), 2, 0.0, id="bands-reversed"),
        pytest.param(OPEN_BANDS, -5, 0.0, id="bands-below-zero"),
        pytest.param(RISING, 2.5, 0.25, id="linear-in-proportion"),
        pytest.param(RISING, -3, 0.0, id="linear-clamped-at-worst"),
        pytest.param(RISING, 11, 1.0, id="linear-clamped-at-best"),
        pytest.param(FALLING, 12, 0.75, id="linear-falling"),
        pytest.param(FALLING, 60, 0.0, id="linear-falling-clamped-at-worst"),
        pytest.param(FALLING, -1, 1.0, id="linear-falling-clamped-at-best"),
        pytest.param(reverse(RISING), 2.5, 0.75, id="linear-reversed"),
    ],
)
def test_item_score(question: Written, answer: object, score: float) -> None:
    found = node(question, answer)
    assert found.judged
    assert found.score == pytest.approx(score, abs=1e-15)


@pytest.mark.parametrize(
    ("question", "answer", "earned", "least", "most"),
    [
        pytest.param(SCALE, 3, 3, 1, 5, id="scale"),
        pytest.param(reverse(SCALE), 5, 1, 1, 5, id="reversed-earns-the-least"),
        pytest.param(CHOICE, "bad", -2, -2, 2, id="below-zero"),
        pytest.param(TICKS, ["a", "c"], 0, -1, 3, id="ticks"),
        pytest.param(CAPPED, ["a", "b", "c"], 2, 0, 2, id="capped"),
        pytest.param(DISQUALIFYING, "banned", 0, 0, 2, id="disqualified-earns-the-least"),
        pytest.param(BANDS, 5, 3, 0, 3, id="bands"),
        pytest.param(RISING, 2.5, 0.25, 0, 1, id="linear-earns-up-to-one-point"),
    ],
)
def test_item_points(question: Written, answer: object, earned: float, least: float, most: float) -> None:
    found = node(question, answer)
    assert (found.earned, found.least, found.most) == pytest.approx((earned, least, most))


def test_a_number_below_the_first_band_earns_what_the_first_band_earns() -> None:
    """The rules and the fitting keep such a number out; a table of survey rows is held to the same formula."""
    from readiness.scoring.formulas import item_score
    from readiness.scoring.operations import Given, Scalar
    from readiness.scoring.tree import Item

    item = Item(id="q", question="q", method="bands", points={}, scores={}, bands=((0, 1), (2, 3)), least=1, most=3)
    assert item_score(item, Given(value=-7), Scalar()) == 0.0


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(asked(type="text"), id="text"),
        pytest.param(asked(type="date"), id="date"),
        pytest.param(asked(type="number"), id="number-without-bands-or-linear"),
        pytest.param(five("q", scored=False), id="scored-false"),
    ],
)
def test_what_is_not_scored_is_never_judged(question: Written) -> None:
    answer = {"text": "words", "date": "2026-01-31", "number": 5, "scale": 5}[question["type"]]
    found = node(question, answer)
    assert (found.visible, found.applicable, found.judged) == (True, False, False)


GRID = asked(
    id="grid",
    type="grid",
    choices=FIVE,
    rows=[{"id": "a", "text": "A", "weight": 3}, {"id": "b", "text": "B"}, {"id": "c", "text": "C"}],
)


@pytest.mark.parametrize(
    ("answer", "score", "coverage"),
    [
        pytest.param({"a": 5, "b": 1, "c": 1}, 3 / 5, 1.0, id="rows-weigh-in"),
        pytest.param({"a": "not_applicable", "b": 5, "c": 1}, 1 / 2, 1.0, id="a-row-not-applicable-leaves"),
        pytest.param({"a": 5, "b": 1, "c": None}, 3 / 4, 4 / 5, id="a-row-unanswered-lowers-coverage"),
        pytest.param({"a": 5, "b": 1}, 3 / 4, 4 / 5, id="a-row-left-out-is-unanswered"),
        pytest.param({"a": 5, "b": 1, "c": "dont_know"}, 3 / 4, 4 / 5, id="a-row-not-known"),
        pytest.param("dont_know", 0.0, 0.0, id="dont-know-for-all-rows"),
        pytest.param(None, 0.0, 0.0, id="unanswered"),
    ],
)
def test_grid_is_the_weighted_mean_of_its_rows(answer: object, score: float, coverage: float) -> None:
    found = node(GRID, answer)
    assert found.applicable
    assert (found.score, found.coverage) == pytest.approx((score, coverage))


def test_not_applicable_for_a_whole_grid_takes_every_row_out() -> None:
    found = node(GRID, "not_applicable")
    assert (found.applicable, found.judged) == (False, False)
    assert (found.n_applicable, found.n_not_applicable, found.n_unanswered) == (0, 3, 0)


def test_dont_know_for_a_whole_grid_is_counted_apart_from_unanswered() -> None:
    found = node(GRID, "dont_know")
    assert (found.n_applicable, found.n_dont_know, found.n_unanswered) == (3, 3, 0)


@pytest.mark.parametrize(
    ("importance", "score"),
    [
        pytest.param(None, 0.5, id="not-said-counts-as-the-weight-says"),
        pytest.param(3, 0.75, id="three-times-as-much"),
        pytest.param(0.5, 1 / 3, id="half-as-much"),
    ],
)
@pytest.mark.parametrize("kind", ["yes_no", "grid"])
def test_importance_multiplies_the_weight(kind: str, importance: float | None, score: float) -> None:
    question = yes_no("q", importance=True) if kind == "yes_no" else {**GRID, "id": "q", "importance": True}
    value = "yes" if kind == "yes_no" else {"a": 5, "b": 5, "c": 5}
    answers = {"q": {"value": value, "importance": importance}, "other": "no"}
    found = whole([section("s", question, yes_no("other"))], answers)
    assert found.nodes["s"].score == pytest.approx(score)


def test_importance_counts_for_nothing_where_it_is_not_asked() -> None:
    found = whole([section("s", yes_no("q"), yes_no("other"))], {"q": {"value": "yes", "importance": 9}, "other": "no"})
    assert found.nodes["s"].score == 0.5


@pytest.mark.parametrize(
    ("answer", "setting", "numbers"),
    [
        # score, lower, upper, coverage of a section where the other question scores 1
        pytest.param("dont_know", {}, (1.0, 0.5, 1.0, 0.5), id="dont-know-is-neutral"),
        pytest.param(None, {}, (1.0, 0.5, 1.0, 0.5), id="unanswered-is-neutral"),
        pytest.param("not_applicable", {}, (1.0, 1.0, 1.0, 1.0), id="not-applicable-leaves"),
        pytest.param("dont_know", {"dont_know": "zero"}, (0.5, 0.5, 0.5, 1.0), id="dont-know-as-zero"),
        pytest.param(None, {"unanswered": "zero"}, (0.5, 0.5, 0.5, 1.0), id="unanswered-as-zero"),
        pytest.param(None, {"dont_know": "zero"}, (1.0, 0.5, 1.0, 0.5), id="unanswered-is-not-dont-know"),
        pytest.param("dont_know", {"unanswered": "zero"}, (1.0, 0.5, 1.0, 0.5), id="dont-know-is-not-unanswered"),
        pytest.param("not_applicable", {"unanswered": "zero", "dont_know": "zero"}, (1.0, 1.0, 1.0, 1.0), id="not-applicable-never-counts-as-zero"),
    ],
)  # fmt: skip
def test_what_is_not_known(answer: object, setting: Written, numbers: tuple[float, ...]) -> None:
    found = whole([section("s", yes_no("q"), yes_no("other"))], {"q": answer, "other": "yes"}, **setting).nodes["s"]
    assert (found.score, found.lower, found.upper, found.coverage) == numbers


@pytest.mark.parametrize("answer", ["dont_know", None, "not_applicable"])
def test_what_is_not_judged_is_counted_apart(answer: str | None) -> None:
    found = whole([section("s", yes_no("q"), yes_no("other"))], {"q": answer, "other": "yes"}).nodes["s"]
    counted = {"dont_know": found.n_dont_know, None: found.n_unanswered, "not_applicable": found.n_not_applicable}
    assert counted == {**dict.fromkeys(counted, 0), answer: 1}
    assert found.n_applicable == (1 if answer == "not_applicable" else 2)


def steps(**keys: object) -> list[Written]:
    """Three steps on a scale from 1 to 5, weighing 1, 2 and 1."""
    return [section("s", five("a"), five("b", weight=2), five("c"), **keys)]


DK = "dont_know"


@pytest.mark.parametrize(
    ("aggregate", "answers", "numbers"),
    [
        # score, lower, upper
        pytest.param("mean", (5, 1, 3), (1.5 / 4, 1.5 / 4, 1.5 / 4), id="mean-weighs"),
        pytest.param("mean", (5, None, 1), (1 / 2, 1 / 4, 3 / 4), id="mean-of-what-was-judged"),
        pytest.param("sum", (5, 1, 3), (6 / 16, 6 / 16, 6 / 16), id="sum-of-weighted-points"),
        pytest.param("sum", (5, None, 1), (4 / 8, 4 / 16, 12 / 16), id="sum-of-what-was-judged"),
        pytest.param("min", (5, 2, 3), (0.25, 0.25, 0.25), id="min"),
        pytest.param("min", (5, None, 3), (0.5, 0.0, 0.5), id="min-of-what-was-judged"),
        pytest.param("min", (5, "not_applicable", 3), (0.5, 0.5, 0.5), id="min-without-not-applicable"),
        pytest.param("max", (1, 2, 3), (0.5, 0.5, 0.5), id="max"),
        pytest.param("max", (1, None, 3), (0.5, 0.5, 1.0), id="max-of-what-was-judged"),
        pytest.param("max", (1, "not_applicable", 3), (0.5, 0.5, 0.5), id="max-without-not-applicable"),
        pytest.param("staged", (5, 5, 5), (1.0, 1.0, 1.0), id="staged-all-met"),
        pytest.param("staged", (5, 1, 5), (0.25, 0.25, 0.25), id="staged-stops-at-the-first-not-met"),
        pytest.param("staged", (1, 5, 5), (0.0, 0.0, 0.0), id="staged-first-not-met"),
        pytest.param("staged", (5, 4, 5), (0.25, 0.25, 0.25), id="staged-nearly-is-not-met"),
        pytest.param("staged", (5, DK, 5), (1.0, 0.25, 1.0), id="staged-unknown-on-the-way-is-passed-over"),
        pytest.param("staged", (5, DK, 1), (0.5, 0.25, 0.75), id="staged-unknown-leaves-the-denominator"),
        pytest.param("staged", (5, 1, DK), (0.25, 0.25, 0.25), id="staged-unknown-after-the-stop-is-no-matter"),
        pytest.param("staged", (DK, 5, 5), (1.0, 0.0, 1.0), id="staged-unknown-first-step"),
        pytest.param("staged", (5, "not_applicable", 1), (0.5, 0.5, 0.5), id="staged-without-not-applicable"),
    ],
)
def test_aggregates(aggregate: str, answers: tuple[object, ...], numbers: tuple[float, ...]) -> None:
    given = dict(zip("abc", answers, strict=True))
    found = whole(steps(aggregate=aggregate), given, minimum_coverage=0.01).nodes["s"]
    assert (found.score, found.lower, found.upper) == pytest.approx(numbers)


def test_rounding_noise_does_not_lift_a_sum_over_everything() -> None:
    """Most less least, added up, is 1.0000000000000002 of what each question could earn, added up; or a hair less."""
    questions = [
        asked(id="a", type="choice", weight=3, choices=choices(low=0.1, high=0.2)),
        asked(id="b", type="choice", choices=choices(low=-0.1, high=0.2)),
    ]
    found = whole([section("s", *questions, aggregate="sum")], {"a": "high", "b": "high"}).nodes["s"]
    assert (found.score, found.lower, found.upper, found.coverage) == (1.0, 1.0, 1.0, 1.0)


@pytest.mark.parametrize("aggregate", ["mean", "sum", "min", "max", "staged"])
def test_sections_make_the_whole_by_the_questionnaires_aggregate(aggregate: str) -> None:
    sections = [section("s", yes_no("a"), weight=3), section("t", yes_no("b"))]
    found = whole(sections, {"a": "yes", "b": "no"}, aggregate=aggregate).nodes["overall"]
    expected = {"mean": 0.75, "sum": 0.75, "min": 0.0, "max": 1.0, "staged": 0.75}
    assert found.score == expected[aggregate]


@pytest.mark.parametrize(("met_at", "score"), [(75, 0.75), (75.1, 0.25), (100, 0.25)])
def test_a_step_is_met_from_its_edge(met_at: float, score: float) -> None:
    found = whole(steps(aggregate="staged", met_at=met_at), {"a": 5, "b": 4, "c": 1})
    assert found.nodes["s"].score == score


def test_coverage_is_the_judged_share_of_the_weight_that_applies() -> None:
    found = whole(steps(), {"a": 5, "b": None, "c": "not_applicable"}).nodes["s"]
    assert found.coverage == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("minimum", "published"),
    [
        pytest.param(None, True, id="left-out-is-one-half"),
        pytest.param(0.5, True, id="exactly-enough"),
        pytest.param(0.51, False, id="not-enough"),
        pytest.param(1.0, False, id="everything"),
    ],
)
def test_below_the_minimum_coverage_there_is_no_score(minimum: float | None, published: bool) -> None:
    keys: Written = {} if minimum is None else {"minimum_coverage": minimum}
    found = whole(steps(), {"b": 5}, **keys)
    assert found.nodes["s"].coverage == 0.5
    assert (found.nodes["s"].published, found.nodes["overall"].published) == (published, published)
    assert found.nodes["s"].judged


def test_a_section_of_nothing_but_not_applicable_leaves_the_whole() -> None:
    sections = [section("s", yes_no("a"), weight=9), section("t", yes_no("b"), yes_no("c"))]
    found = whole(sections, {"a": "not_applicable", "b": "yes", "c": "no"})
    assert not found.nodes["s"].applicable
    assert (found.nodes["overall"].score, found.nodes["overall"].coverage) == (0.5, 1.0)


def test_an_unanswered_section_leaves_the_score_and_widens_the_bounds() -> None:
    sections = [section("s", yes_no("a")), section("t", yes_no("b"))]
    found = whole(sections, {"b": "yes"}).nodes["overall"]
    assert (found.score, found.lower, found.upper, found.coverage) == (1.0, 0.5, 1.0, 0.5)


def test_a_section_with_nothing_judged_has_no_score() -> None:
    found = whole([section("s", yes_no("a")), section("t", yes_no("b"))], {"b": "yes"}).nodes["s"]
    assert (found.applicable, found.judged, found.published) == (True, False, False)


LEVELS = [
    {"id": "low", "title": "Low", "from": 0, "meaning": "m"},
    {"id": "mid", "title": "Mid", "from": 60, "meaning": "m"},
    {"id": "high", "title": "High", "from": 90, "meaning": "m"},
]


def level(answers: Written, *, sections: list[Written] | None = None, **keys: object) -> LevelResult | None:
    keys = {"levels": LEVELS, **keys}
    questionnaire = real(
        {"format": 1, "id": "t", "version": "1", "title": "T", "sections": sections or [section("s", RISING)], **keys}
    )
    return assess(questionnaire, fitted(questionnaire, {"answers": answers})).level


@pytest.mark.parametrize(
    ("number", "held"),
    [
        pytest.param(0, "low", id="zero-holds-the-first"),
        pytest.param(5.9999999, "low", id="59.999999-is-not-60"),
        pytest.param(6, "mid", id="60-is"),
        pytest.param(8.9999999, "mid", id="89.999999-is-not-90"),
        pytest.param(10, "high", id="all"),
    ],
)
def test_level_edges(number: float, held: str) -> None:
    found = level({"q": number})
    assert found is not None
    assert (found.held, found.by_score, found.lowest, found.highest) == (held, held, held, held)


def test_rounding_noise_reaches_an_edge() -> None:
    """Tenths whose mean is 0.6 on paper, and 0.5999999999999999 in floats."""
    sections = [section("s", *(asked(id=name, type="number", linear={"worst": 0, "best": 1}) for name in "wxyz"))]
    answers = {"w": 0.4, "x": 1.0, "y": 0.7, "z": 0.3}
    assert 0.5999 < whole(sections, answers).nodes["overall"].score < 0.6
    found = level(answers, sections=sections)
    assert found is not None
    assert (found.held, found.by_score, found.lowest) == ("mid", "mid", "mid")


def test_without_enough_coverage_there_is_no_level() -> None:
    sections = [section("s", yes_no("a"), yes_no("b", weight=2))]
    assert level({"a": "yes"}, sections=sections) is None


def test_without_levels_there_is_no_level() -> None:
    assert level({"q": 10}, levels=[]) is None


def with_requirement(requires: Written, at: int = 1) -> list[Written]:
    return [{**each, "requires": requires} if place == at else each for place, each in enumerate(LEVELS)]


TWO = [section("s", yes_no("a", weight=19), yes_no("b"))]


@pytest.mark.parametrize(
    ("at", "b", "held", "lacking", "span"),
    [
        pytest.param(1, "yes", "high", None, ("high", "high"), id="met"),
        pytest.param(1, "no", "low", "mid", ("low", "low"), id="a-lower-levels-requirement-stops-the-climb"),
        pytest.param(2, "no", "mid", "high", ("mid", "mid"), id="its-own-requirement"),
        pytest.param(2, None, "mid", "high", ("mid", "high"), id="not-known-to-be-met-is-not-met"),
    ],
)
def test_levels_with_requirements(
    at: int, b: str | None, held: str, lacking: str | None, span: tuple[str, str]
) -> None:
    levels = with_requirement({"question": "b", "is": "yes"}, at)
    found = level({"a": "yes", "b": b}, sections=TWO, levels=levels)
    assert found is not None
    assert (found.held, found.by_score, found.lacking) == (held, "high", lacking)
    assert (found.lowest, found.highest) == span


@pytest.mark.parametrize(
    ("cap", "b", "held", "capped", "span"),
    [
        pytest.param("low", "no", "low", ("g",), ("low", "low"), id="closed-caps"),
        pytest.param("mid", "no", "mid", ("g",), ("mid", "mid"), id="closed-caps-higher"),
        pytest.param("high", "no", "high", (), ("high", "high"), id="a-cap-at-the-top-caps-nothing"),
        pytest.param("low", "yes", "high", (), ("high", "high"), id="open"),
        pytest.param("low", None, "high", (), ("low", "high"), id="not-known-to-be-closed-is-open"),
    ],
)
def test_gates_cap_the_level(
    cap: str, b: str | None, held: str, capped: tuple[str, ...], span: tuple[str, str]
) -> None:
    gate = {"id": "g", "when": {"question": "b", "is": "no"}, "cap": cap, "reason": "r"}
    found = level({"a": "yes", "b": b}, sections=TWO, gates=[gate])
    assert found is not None
    assert (found.held, found.capped_by) == (held, capped)
    assert (found.lowest, found.highest) == span


def test_the_level_is_a_span_where_the_bounds_cross_an_edge() -> None:
    found = level({"a": "yes"}, sections=[section("s", yes_no("a"), yes_no("b"))])
    assert found is not None
    assert (found.lowest, found.held, found.highest) == ("low", "high", "high")


@pytest.mark.parametrize(("number", "to_next"), [(5, 10.0), (7, 20.0), (10, None)])
def test_the_distance_to_the_next_level_is_in_percentage_points(number: float, to_next: float | None) -> None:
    found = level({"q": number})
    assert found is not None
    assert found.to_next == (None if to_next is None else pytest.approx(to_next))


def test_a_score_that_has_reached_the_next_level_lacks_nothing_though_a_gate_holds_it_back() -> None:
    gate = {"id": "g", "when": {"question": "a", "is": "yes"}, "cap": "low", "reason": "Held."}
    found = level({"a": "yes", "b": "yes"}, sections=TWO, gates=[gate])
    assert found is not None
    assert (found.held, found.by_score, found.to_next) == ("low", "high", None)


def test_the_span_of_the_level_takes_in_the_level_though_a_requirement_is_settled_by_bounds_alone() -> None:
    """The section has no score, so the requirement is not known to be met; its bounds say that it would be."""
    sections = [section("s", yes_no("a"), weight=19), section("t", yes_no("b", weight=3), yes_no("c"), weight=1)]
    levels = with_requirement({"section": "t", "at_least": 50}, at=2)
    found = level({"a": "yes", "b": "yes"}, sections=sections, levels=levels, minimum_coverage=0.9)
    assert found is not None
    order = [each["id"] for each in LEVELS]
    assert order.index(found.lowest) <= order.index(found.held) <= order.index(found.highest)


@pytest.mark.parametrize(
    ("b", "gate_cap", "span"),
    [
        pytest.param("yes", "low", ("mid", "mid", "high"), id="an-open-gate-leaves-the-best-alone"),
        pytest.param("no", "mid", ("mid", "mid", "mid"), id="a-closed-gate-caps-the-best-too"),
        pytest.param(None, "low", ("low", "mid", "high"), id="an-undecided-gate-caps-the-worst-alone"),
    ],
)
def test_gates_cap_the_span(b: str | None, gate_cap: str, span: tuple[str, str, str]) -> None:
    """What is not known, c, may lift 75 % to 100 %; what is known is 70 % at worst."""
    sections = [section("s", five("a", weight=9), yes_no("b", weight=0.01), yes_no("c", weight=2.99))]
    gate = {"id": "g", "when": {"question": "b", "is": "no"}, "cap": gate_cap, "reason": "r"}
    levels = [*LEVELS[:1], {**LEVELS[1], "from": 50}, {**LEVELS[2], "from": 80}]
    found = level({"a": 4, "b": b}, sections=sections, levels=levels, gates=[gate])
    assert found is not None
    assert (found.lowest, found.held, found.highest) == span


def test_a_requirement_met_by_a_score_and_not_by_its_worst_lowers_the_span() -> None:
    """The section scores 100 % of what was judged, and 50 % if the rest turned out worst."""
    sections = [section("s", yes_no("a"), weight=98), section("t", yes_no("b"), yes_no("c"))]
    levels = with_requirement({"section": "t", "at_least": 60}, at=2)
    found = level({"a": "yes", "b": "yes"}, sections=sections, levels=levels)
    assert found is not None
    assert (found.lowest, found.held, found.highest) == ("mid", "high", "high")


YES, NO, UNKNOWN = (True, False), (False, True), (False, False)
A, B, C = {"question": "a", "is": "yes"}, {"question": "b", "is": "yes"}, {"question": "c", "is": "yes"}


def truth(sections: list[Written], answers: Written, when: Written, *, by_bounds: bool = False) -> tuple[bool, bool]:
    """Whether a condition surely holds, and whether it surely does not."""
    questionnaire = real(
        {
            "format": 1,
            "id": "t",
            "version": "1",
            "title": "T",
            "sections": sections,
            "checks": [{"id": "c", "when": when, "text": "t", "advice": "a"}],
        }
    )
    evaluation = scored(questionnaire, fitted(questionnaire, {"answers": answers}))
    condition: Condition = questionnaire.checks[0].when
    found = holds(evaluation, condition, by_bounds=by_bounds)
    return found.yes, found.no


# a is yes, b is no, c is not answered
@pytest.mark.parametrize(
    ("when", "expected"),
    [
        pytest.param({"all": [A, A]}, YES, id="all-yes-yes"),
        pytest.param({"all": [A, B]}, NO, id="all-yes-no"),
        pytest.param({"all": [A, C]}, UNKNOWN, id="all-yes-unknown"),
        pytest.param({"all": [B, C]}, NO, id="all-no-unknown"),
        pytest.param({"all": [C, C]}, UNKNOWN, id="all-unknown-unknown"),
        pytest.param({"all": [B, B]}, NO, id="all-no-no"),
        pytest.param({"any": [A, B]}, YES, id="any-yes-no"),
        pytest.param({"any": [A, C]}, YES, id="any-yes-unknown"),
        pytest.param({"any": [B, C]}, UNKNOWN, id="any-no-unknown"),
        pytest.param({"any": [C, C]}, UNKNOWN, id="any-unknown-unknown"),
        pytest.param({"any": [B, B]}, NO, id="any-no-no"),
        pytest.param({"not": A}, NO, id="not-yes"),
        pytest.param({"not": B}, YES, id="not-no"),
        pytest.param({"not": C}, UNKNOWN, id="not-unknown"),
        pytest.param({"not": {"all": [A, C]}}, UNKNOWN, id="not-of-an-unknown-all"),
        pytest.param({"not": {"any": [B, {"not": A}]}}, YES, id="not-of-an-any-of-noes"),
    ],
)
def test_conditions_are_three_valued(when: Written, expected: tuple[bool, bool]) -> None:
    sections = [section("s", yes_no("a"), yes_no("b"), yes_no("c"))]
    assert truth(sections, {"a": "yes", "b": "no"}, when) == expected


Q = {"question": "q"}


@pytest.mark.parametrize(
    ("question", "answer", "test", "expected"),
    [
        pytest.param(SCALE, 3, {"is": 3}, YES, id="is"),
        pytest.param(SCALE, 3, {"is": 4}, NO, id="is-not"),
        pytest.param(SCALE, 3, {"in": [1, 3]}, YES, id="in"),
        pytest.param(SCALE, 3, {"at_least": 3}, YES, id="at-least-takes-in-its-edge"),
        pytest.param(SCALE, 3, {"below": 3}, NO, id="below-leaves-out-its-edge"),
        pytest.param(SCALE, 2, {"at_least": 2, "below": 3}, YES, id="within"),
        pytest.param(reverse(SCALE), 5, {"at_least": 5}, YES, id="at-least-looks-at-points-not-at-the-score"),
        pytest.param(CHOICE, "fair", {"at_least": 1}, YES, id="points-of-a-choice"),
        pytest.param(CHOICE, "bad", {"below": 0}, YES, id="points-below-zero"),
        pytest.param(CHOICE, None, {"below": 0}, UNKNOWN, id="unanswered-is-not-zero-points"),
        pytest.param(BANDS, 7, {"at_least": 7}, YES, id="the-number-itself"),
        pytest.param(BANDS, None, {"below": 1}, UNKNOWN, id="an-unanswered-number-is-not-zero"),
        pytest.param(TICKS, ["a", "c"], {"is": "c"}, YES, id="among-those-ticked"),
        pytest.param(TICKS, ["a"], {"in": ["b", "c"]}, NO, id="not-among-those-ticked"),
        pytest.param(TICKS, [], {"is": "a"}, NO, id="nothing-ticked-is-an-answer"),
        pytest.param(TICKS, None, {"is": "a"}, UNKNOWN, id="not-ticked-is-not-known"),
        pytest.param(asked(type="yes_no"), "yes", {"is": True}, YES, id="true-stands-for-yes"),
        pytest.param(asked(type="yes_no"), "no", {"in": [False]}, YES, id="false-stands-for-no"),
        pytest.param(asked(type="yes_no"), "yes", {"at_least": 1}, YES, id="yes-is-a-point"),
        pytest.param(SCALE, DK, {"is": 3}, UNKNOWN, id="dont-know-is-unknown"),
        pytest.param(SCALE, DK, {"at_least": 3}, UNKNOWN, id="dont-know-has-no-points"),
        pytest.param(SCALE, DK, {"is": DK}, YES, id="dont-know-can-be-asked-about"),
        pytest.param(SCALE, None, {"is": DK}, UNKNOWN, id="unanswered-is-not-dont-know"),
        pytest.param(SCALE, "not_applicable", {"is": 3}, NO, id="not-applicable-is-known"),
        pytest.param(SCALE, "not_applicable", {"below": 9}, NO, id="not-applicable-passes-no-test"),
        pytest.param(SCALE, "not_applicable", {"is": "not_applicable"}, YES, id="not-applicable-can-be-asked-about"),
        pytest.param(SCALE, 3, {"answered": True}, YES, id="answered"),
        pytest.param(SCALE, None, {"answered": True}, NO, id="not-answered"),
        pytest.param(SCALE, None, {"answered": False}, YES, id="answered-false"),
        pytest.param(SCALE, DK, {"answered": True}, NO, id="dont-know-is-no-answer"),
        pytest.param(GRID | {"id": "q"}, {"a": 3}, {"answered": True}, YES, id="a-grid-with-one-row-answered"),
        pytest.param(GRID | {"id": "q"}, {}, {"answered": True}, NO, id="a-grid-without-rows-answered"),
        pytest.param(GRID | {"id": "q"}, {"a": DK}, {"answered": False}, YES, id="a-grid-not-known"),
        pytest.param(
            GRID | {"id": "q", "scored": False}, {"a": 3}, {"answered": True}, YES, id="an-unscored-grid-answered"
        ),
        pytest.param(five("q", scored=False), 3, {"at_least": 3}, YES, id="an-unscored-question-has-points"),
    ],
)
def test_conditions_on_a_question(
    question: Written, answer: object, test: Written, expected: tuple[bool, bool]
) -> None:
    assert truth([section("s", question, yes_no("other"))], {"q": answer}, {**Q, **test}) == expected


def test_an_unanswered_grid_is_not_answered_though_it_counts_as_zero() -> None:
    questionnaire = real(
        {
            "format": 1,
            "id": "t",
            "version": "1",
            "title": "T",
            "unanswered": "zero",
            "sections": [section("s", GRID)],
            "checks": [{"id": "c", "when": {"question": "grid", "answered": True}, "text": "t", "advice": "a"}],
        }
    )
    evaluation = scored(questionnaire, fitted(questionnaire, {"answers": {}}))
    assert not holds(evaluation, questionnaire.checks[0].when).yes


HIDING = [section("s", yes_no("a"), five("q", when=A), yes_no("other"))]


@pytest.mark.parametrize(
    ("a", "test", "expected"),
    [
        pytest.param("yes", {"is": 5}, YES, id="asked"),
        pytest.param("no", {"is": 5}, NO, id="not-asked-passes-no-test"),
        pytest.param("no", {"below": 9}, NO, id="not-asked-is-not-below-anything"),
        pytest.param("no", {"answered": True}, NO, id="not-asked-is-not-answered"),
    ],
)
def test_conditions_on_a_question_that_is_not_asked(a: str, test: Written, expected: tuple[bool, bool]) -> None:
    assert truth(HIDING, {"a": a, "q": 5}, {**Q, **test}) == expected


@pytest.mark.parametrize(
    "test", [{"is": 5}, {"at_least": 1}, {"below": 3}, {"in": [1, 2]}], ids=["is", "at-least", "below", "in"]
)
def test_whether_a_question_is_asked_not_known_leaves_its_condition_not_known(test: Written) -> None:
    assert truth(HIDING, {}, {**Q, **test}) == UNKNOWN
    assert truth(HIDING, {}, {"not": {**Q, **test}}) == UNKNOWN


def test_a_question_not_asked_scores_nothing_and_costs_nothing() -> None:
    found = whole(HIDING, {"a": "no", "q": 5, "other": "yes"})
    assert (found.nodes["q"].visible, found.nodes["q"].applicable) == (False, False)
    assert (found.nodes["s"].score, found.nodes["s"].coverage) == (0.5, 1.0)


def test_a_section_not_asked_hides_everything_in_it() -> None:
    inner = section("inner", five("q"))
    sections = [section("s", yes_no("a")), section("t", yes_no("b"), when=A, sections=[inner])]
    found = whole(sections, {"a": "no", "b": "yes", "q": 5})
    assert [found.nodes[name].visible for name in ("t", "b", "inner", "q")] == [False] * 4
    assert (found.nodes["overall"].score, found.nodes["overall"].coverage) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("a", "expected"),
    [("yes", YES), ("no", NO), (None, UNKNOWN)],
    ids=["asked", "not-asked", "not-known-whether-asked"],
)
@pytest.mark.parametrize("by_bounds", [False, True], ids=["by-score", "by-bounds"])
def test_conditions_on_a_section_that_may_not_be_asked(
    a: str | None, expected: tuple[bool, bool], by_bounds: bool
) -> None:
    sections = [section("s", yes_no("a")), section("t", yes_no("b"), when=A)]
    assert truth(sections, {"a": a, "b": "yes"}, {"section": "t", "at_least": 50}, by_bounds=by_bounds) == expected


def test_a_conditional_profile_grid_is_not_asked_while_its_condition_fails() -> None:
    profile = [yes_no("a"), {**GRID, "when": A}]
    for a, visible in (("yes", True), ("no", False)):
        found = whole([section("s", yes_no("b"))], {"a": a, "grid": {"a": 5}}, profile=profile)
        assert found.nodes["grid.a"].visible is visible


SECTION = [section("s", yes_no("a"), yes_no("b"), yes_no("c"), yes_no("d"))]


@pytest.mark.parametrize(
    ("answers", "test", "point", "bounds"),
    [
        pytest.param(("yes", "yes", "no", "no"), {"at_least": 50}, YES, YES, id="at-its-edge"),
        pytest.param(("yes", "yes", "no", "no"), {"below": 50}, NO, NO, id="not-below-its-edge"),
        pytest.param(("yes", "no", "no", "no"), {"at_least": 50}, NO, NO, id="under"),
        pytest.param(("yes", "no", "no", "no"), {"at_least": 10, "below": 50}, YES, YES, id="within"),
        pytest.param((None, None, None, None), {"at_least": 50}, UNKNOWN, UNKNOWN, id="no-score"),
        pytest.param(("yes", None, None, None), {"at_least": 50}, UNKNOWN, UNKNOWN, id="too-little-judged"),
        pytest.param(("yes", "yes", None, None), {"at_least": 50}, YES, YES, id="even-the-worst-passes"),
        pytest.param(("yes", "yes", None, None), {"at_least": 75}, YES, UNKNOWN, id="only-the-best-passes"),
        pytest.param(("no", "no", None, None), {"at_least": 75}, NO, NO, id="even-the-best-fails"),
        pytest.param(("no", "no", None, None), {"below": 25}, YES, UNKNOWN, id="only-the-worst-is-below"),
        pytest.param(("not_applicable",) * 4, {"at_least": 0}, NO, NO, id="not-applicable-passes-no-test"),
        pytest.param(("not_applicable",) * 4, {"below": 50}, NO, NO, id="not-applicable-is-not-below"),
    ],
)
def test_conditions_on_a_section(
    answers: tuple[object, ...], test: Written, point: tuple[bool, bool], bounds: tuple[bool, bool]
) -> None:
    given = dict(zip("abcd", answers, strict=True))
    when = {"section": "s", **test}
    assert truth(SECTION, given, when) == point
    assert truth(SECTION, given, when, by_bounds=True) == bounds


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        pytest.param({"level": "low"}, YES, id="the-level-held"),
        pytest.param({"level": "mid"}, YES, id="a-lower-one"),
        pytest.param({"level": "high"}, NO, id="a-higher-one"),
        pytest.param({"gate": "g"}, YES, id="a-closed-gate"),
        pytest.param({"gate": "h"}, NO, id="an-open-gate"),
        pytest.param({"gate": "i"}, UNKNOWN, id="an-undecided-gate"),
    ],
)
def test_conditions_on_level_and_gates(when: Written, expected: tuple[bool, bool]) -> None:
    gates = [
        {"id": name, "when": {"question": asked_about, "is": "yes"}, "cap": "mid", "reason": "r"}
        for name, asked_about in (("g", "a"), ("h", "b"), ("i", "c"))
    ]
    questionnaire = real(
        {
            "format": 1,
            "id": "t",
            "version": "1",
            "title": "T",
            "sections": [section("s", yes_no("a", weight=30), yes_no("b"), yes_no("c"))],
            "levels": LEVELS,
            "gates": gates,
            "checks": [{"id": "c", "when": when, "text": "t", "advice": "a"}],
        }
    )
    evaluation = scored(questionnaire, fitted(questionnaire, {"answers": {"a": "yes", "b": "no"}}))
    found = holds(evaluation, questionnaire.checks[0].when)
    assert (found.yes, found.no) == expected


def test_a_level_that_is_not_known_leaves_a_condition_on_it_not_known() -> None:
    keys: Written = {"format": 1, "id": "t", "version": "1", "title": "T", "levels": LEVELS}
    checks = [{"id": "c", "when": {"level": "mid"}, "text": "t", "advice": "a"}]
    questionnaire = real({**keys, "sections": SECTION, "checks": checks})
    response = fitted(questionnaire, {"answers": {"a": "yes"}})
    evaluation = scored(questionnaire, response)
    assert not hold_level(evaluation, questionnaire.levels, ()).known
    found = holds(evaluation, questionnaire.checks[0].when)
    assert (found.yes, found.no) == UNKNOWN
    assert given_by(response)("a").value == "yes"
