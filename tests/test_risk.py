"""Risk: exposure, controls, the two sides, and the stance they point to."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from readiness.advice.assess import assess
from readiness.model.assessment import Assessment, RiskResult
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response, RiskRating
from readiness.model.risk_scales import DEFAULT_IMPACT, DEFAULT_LIKELIHOOD
from readiness.risk.exposure import Register, mean_probability, mean_severity, weigh
from readiness.risk.ratings import rating_of
from readiness.scoring.answers import given_by
from tests.strategies import (
    LAW,
    Features,
    Written,
    answered,
    fitted,
    real,
    responses,
    scored,
    written_questionnaires,
)

CLOSE = 1e-9


@cache
def integrated_mean(low: float, high: float, *, steps: int = 4001) -> float:
    """The mean of a lognormal with these 5th and 95th percentiles, by Simpson's rule over the normal density."""
    z95 = 1.6448536269514722
    mu, sigma = (math.log(low) + math.log(high)) / 2, math.log(high / low) / (2 * z95)
    width = 24 / (steps - 1)
    total = 0.0
    for at in range(steps):
        z = -12 + at * width
        factor = 1 if at in (0, steps - 1) else 4 if at % 2 else 2
        total += factor * math.exp(mu + sigma * z - z * z / 2)
    return total * width / 3 / math.sqrt(2 * math.pi)


@pytest.mark.parametrize(
    ("low", "high"),
    [(1.0, 3.0), (3.0, 10.0), (10.0, 30.0), (30.0, 100.0), (100.0, 300.0), (1.0, 1000.0), (0.5, 0.6)],
)
def test_mean_severity_is_the_mean_of_the_lognormal(low: float, high: float) -> None:
    assert mean_severity(low, high) == pytest.approx(integrated_mean(low, high), rel=1e-9)


def test_mean_severity_in_known_numbers() -> None:
    """ln 1 to ln 3: mu 0.549306, sigma 0.333954, so the mean is exp(0.605069)."""
    assert mean_severity(1, 3) == pytest.approx(1.83138, abs=1e-5)


@pytest.mark.parametrize("amount", [1e-6, 1.0, 7.5, 1e6])
def test_a_severity_known_exactly_is_its_own_mean(amount: float) -> None:
    assert mean_severity(amount, amount) == pytest.approx(amount, rel=1e-12)


@settings(LAW)
@given(st.floats(0.01, 1e6), st.floats(1, 1e3), st.floats(0.1, 100))
def test_mean_severity_lies_over_the_middle_and_scales_with_the_unit(low: float, ratio: float, unit: float) -> None:
    high = low * ratio
    mean = mean_severity(low, high)
    assert math.sqrt(low * high) <= mean * (1 + CLOSE)
    assert mean_severity(low * unit, high * unit) == pytest.approx(unit * mean, rel=1e-9)


@pytest.mark.parametrize(("low", "high", "mean"), [(0.01, 0.05, 0.03), (0.8, 0.99, 0.895), (0.3, 0.3, 0.3)])
def test_mean_probability_is_the_middle(low: float, high: float, mean: float) -> None:
    assert mean_probability(low, high) == pytest.approx(mean)


def test_default_steps_rise_and_leave_no_gap() -> None:
    chances, sizes = ([(c.probability, c.severity) for c in scale] for scale in (DEFAULT_LIKELIHOOD, DEFAULT_IMPACT))
    assert [p for p, _ in chances] == [(0.01, 0.05), (0.05, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 0.99)]
    assert [s for _, s in sizes] == [(1, 3), (3, 10), (10, 30), (30, 100), (100, 300)]


def yes_no(name: str) -> Written:
    return {"id": name, "type": "yes_no", "text": "Q?", "allow": ["not_applicable", "dont_know"]}


def risk(name: str, side: str = "participating", **keys: object) -> Written:
    return {"id": name, "side": side, "text": f"Risk {name}.", **keys}


IN, OUT = risk("in"), risk("out", "not_participating")


def written(*risks: Written, **keys: object) -> Written:
    questions = [yes_no("a"), yes_no("b"), yes_no("c")]
    heading: Written = {"format": 1, "id": "t", "version": "1", "title": "T", "risks": list(risks)}
    return {**heading, "sections": [{"id": "s", "title": "S", "questions": questions}], **keys}


def judged(
    risks: list[Written],
    ratings: Written,
    answers: Written | None = None,
    *,
    gains: Written | None = None,
    **keys: object,
) -> Assessment:
    questionnaire = real(written(*risks, **keys))
    given_ = {"answers": answers or {}, "risks": ratings, "opportunities": gains or {}}
    return assess(questionnaire, fitted(questionnaire, given_))


def one(assessment: Assessment, name: str) -> RiskResult:
    return next(each for each in (*assessment.risks, *assessment.opportunities) if each.id == name)


def rated(likelihood: int, impact: int) -> Written:
    return {"likelihood": likelihood, "impact": impact}


def test_inherent_exposure_is_mean_probability_times_mean_severity() -> None:
    found = one(judged([IN, OUT], {"in": rated(3, 2)}), "in")
    assert found.inherent == pytest.approx(0.35 * integrated_mean(3, 10))
    assert found.residual == found.inherent


@pytest.mark.parametrize(
    ("controls", "answers", "left"),
    [
        pytest.param([("a", "likelihood", 0.5)], {"a": "yes"}, (0.5, 1.0), id="one"),
        pytest.param([("a", "likelihood", 0.5)], {"a": "no"}, (1.0, 1.0), id="not-in-place-takes-nothing"),
        pytest.param(
            [("a", "likelihood", 0.5), ("b", "likelihood", 0.2)], {"a": "yes", "b": "yes"}, (0.4, 1.0), id="multiply"
        ),
        pytest.param(
            [("a", "likelihood", 0.5), ("b", "impact", 0.2)], {"a": "yes", "b": "yes"}, (0.5, 0.8), id="each-its-factor"
        ),
        pytest.param(
            [("a", "likelihood", 0.9), ("b", "likelihood", 0.9)],
            {"a": "yes", "b": "yes"},
            (0.1, 1.0),
            id="never-below-a-tenth-of-likelihood",
        ),
        pytest.param(
            [("a", "impact", 0.9), ("b", "impact", 0.5)], {"a": "yes", "b": "yes"}, (1.0, 0.1), id="nor-of-impact"
        ),
        pytest.param([("a", "likelihood", 0.5)], {}, (1.0, 1.0), id="not-answered-takes-nothing"),
        pytest.param([("a", "likelihood", 0.5)], {"a": "dont_know"}, (1.0, 1.0), id="dont-know-takes-nothing"),
        pytest.param(
            [("a", "likelihood", 0.5)], {"a": "not_applicable"}, (1.0, 1.0), id="not-applicable-takes-nothing"
        ),
    ],
)
def test_what_controls_leave(
    controls: list[tuple[str, str, float]], answers: Written, left: tuple[float, float]
) -> None:
    listed = [{"question": name, "reduces": factor, "by": by} for name, factor, by in controls]
    found = one(judged([{**IN, "controls": listed}, OUT], {"in": rated(3, 3)}, answers), "in")
    assert (found.likelihood_left, found.impact_left) == pytest.approx(left)
    assert found.residual == pytest.approx((found.inherent or 0) * left[0] * left[1])


def test_a_control_works_in_proportion_to_its_score() -> None:
    scale: Written = {
        "id": "d",
        "type": "scale",
        "text": "?",
        "choices": [{"value": v, "label": "x"} for v in (1, 2, 3)],
    }
    controls = [{"question": "d", "reduces": "likelihood", "by": 0.5}]
    section = {"id": "s", "title": "S", "questions": [scale]}
    found = one(judged([{**IN, "controls": controls}, OUT], {"in": rated(3, 3)}, {"d": 2}, sections=[section]), "in")
    assert found.likelihood_left == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("answers", "shares"),
    [
        pytest.param({}, (0.5, 1.0), id="not-answered-may-be-in-place-or-not"),
        pytest.param({"a": "dont_know"}, (0.5, 1.0), id="nor-is-dont-know-known"),
        pytest.param({"a": "yes"}, (0.5, 0.5), id="in-place"),
        pytest.param({"a": "no"}, (1.0, 1.0), id="not-in-place"),
        pytest.param({"a": "not_applicable"}, (1.0, 1.0), id="not-applicable-controls-nothing"),
    ],
)
def test_a_control_not_known_widens_the_bounds(answers: Written, shares: tuple[float, float]) -> None:
    controlled = {**IN, "controls": [{"question": "a", "reduces": "likelihood", "by": 0.5}]}
    found = one(judged([controlled, OUT], {"in": rated(3, 3)}, answers), "in")
    assert found.inherent is not None
    expected = tuple(found.inherent * share for share in shares)
    assert (found.bounds.lower, found.bounds.upper) == pytest.approx(expected)


LEAST, MOST = 0.03 * integrated_mean(1, 3), 0.895 * integrated_mean(100, 300)


@pytest.mark.parametrize(
    "rating", [None, "dont_know", {"likelihood": "dont_know"}], ids=["silence", "dont-know", "dont-know-inside"]
)
def test_an_unrated_risk_spans_its_scales_and_is_never_zero(rating: object) -> None:
    found = judged([IN, OUT], {"in": rating, "out": rated(3, 3)})
    assert (one(found, "in").state, one(found, "in").residual) == ("unrated", None)
    bounds = next(side for side in found.sides if side.side == "participating").bounds
    assert (bounds.lower, bounds.upper) == pytest.approx((LEAST, MOST))


def test_a_risk_rated_by_half_spans_the_other_scale() -> None:
    found = one(judged([IN, OUT], {"in": {"likelihood": 3}}), "in")
    assert found.state == "unrated"
    ends = (0.35 * integrated_mean(1, 3), 0.35 * integrated_mean(100, 300))
    assert (found.bounds.lower, found.bounds.upper) == pytest.approx(ends)


@pytest.mark.parametrize(
    "rating", ["not_applicable", {"likelihood": "not_applicable"}, {"likelihood": 3, "impact": "not_applicable"}]
)
def test_a_risk_not_applicable_leaves_its_side(rating: object) -> None:
    found = judged([IN, risk("in2"), OUT], {"in": rating, "in2": rated(1, 1), "out": rated(3, 3)})
    side = found.sides[0]
    assert one(found, "in").state == "not_applicable"
    assert (side.n_applicable, side.n_rated, side.coverage) == (1, 1, 1.0)
    assert side.bounds.upper == pytest.approx(side.residual)


def test_a_risk_whose_condition_fails_is_not_asked() -> None:
    conditional = {**IN, "when": {"question": "a", "is": "yes"}}
    found = judged([conditional, risk("in2"), OUT], {"in": rated(5, 5)}, {"a": "no"})
    assert (one(found, "in").state, one(found, "in").bounds.upper) == ("not_asked", 0.0)
    side = found.sides[0]
    assert (side.n_applicable, side.n_rated, side.residual) == (1, 0, None)


UNDER = {"stay_out": 0.0, "listen": 0.25, "engage": 0.5}


@pytest.mark.parametrize(
    ("written_risk", "shares"),
    [
        pytest.param(IN, (0.0, 0.0, 1.0), id="participating-lives-under-engage"),
        pytest.param(OUT, (1.0, 1.0, 0.0), id="not-participating-under-the-other-two"),
        pytest.param({**IN, "under": {"listen": 0.3}}, (0.0, 0.3, 1.0), id="one-overridden"),
        pytest.param({**OUT, "under": {"listen": 0.3, "engage": 0.1}}, (1.0, 0.3, 0.1), id="two-overridden"),
        pytest.param({**IN, "under": UNDER}, (0.0, 0.25, 0.5), id="all-overridden"),
    ],
)
def test_what_remains_under_each_stance(written_risk: Written, shares: tuple[float, ...]) -> None:
    other = OUT if written_risk["id"] == "in" else IN
    found = judged([written_risk, other], {written_risk["id"]: rated(3, 3), other["id"]: None})
    exposure = one(found, written_risk["id"]).residual
    assert exposure is not None
    assert [stance.exposure or 0.0 for stance in found.stances] == pytest.approx([exposure * each for each in shares])
    for stance, share in zip(found.stances, shares, strict=True):
        # The other risk lives there too and is not rated, so where this one has no share nothing is known.
        elsewhere = one(found, other["id"]).under[stance.id] > 0
        assert (stance.exposure is None) == (share == 0 and elsewhere)
    assert tuple(one(found, written_risk["id"]).under.values()) == shares


@pytest.mark.parametrize(
    ("rated_in", "minimum", "decided"),
    [
        pytest.param(1, 0.5, False, id="a-third-is-too-few"),
        pytest.param(2, 0.5, True, id="two-thirds-suffice"),
        pytest.param(0, 0.5, False, id="none"),
        pytest.param(0, 0.01, False, id="none-is-never-enough"),
        pytest.param(2, 2 / 3, True, id="exactly-the-minimum"),
    ],
)
def test_a_side_rated_too_little_gives_no_stance(rated_in: int, minimum: float, decided: bool) -> None:
    names = ["in", "in2", "in3"]
    ratings = {name: rated(3, 3) for name in names[:rated_in]} | {"out": rated(3, 3)}
    risks = [*map(risk, names), OUT]
    found = judged(risks, ratings, minimum_coverage=minimum)
    assert (found.stance is not None) is decided
    assert found.sides[0].enough is decided
    assert found.sides[1].enough


STANCES: list[Written] = [{"id": name, "title": name, "meaning": "m"} for name in ("stay_out", "listen", "engage")]
GRAVE_OUT = {"in": rated(2, 2), "out": rated(4, 4)}
GRAVE_IN = {"in": rated(4, 4), "out": rated(2, 2)}


def needing(**needs: Written) -> list[Written]:
    return [{**each, "needs": needs[each["id"]]} if each["id"] in needs else each for each in STANCES]


A = {"question": "a", "is": "yes"}


def test_the_best_stance_has_the_least_exposure() -> None:
    for ratings, best in ((GRAVE_OUT, "engage"), (GRAVE_IN, "stay_out")):
        verdict = judged([IN, OUT], ratings).stance
        assert verdict is not None
        assert (verdict.best, verdict.now, verdict.between) == (best, best, ())


def test_of_two_equal_exposures_the_lesser_commitment_counts_as_best_and_it_is_too_close() -> None:
    verdict = judged([IN, OUT], {"in": rated(3, 3), "out": rated(3, 3)}).stance
    assert verdict is not None
    assert (verdict.best, verdict.margin) == ("stay_out", 0.0)
    assert verdict.too_close == ("stay_out", "listen", "engage")


@pytest.mark.parametrize(
    ("answers", "now", "states"),
    [
        pytest.param({"a": "yes"}, "engage", [], id="met"),
        pytest.param({"a": "no"}, "stay_out", ["not_met"], id="not-met"),
        pytest.param({}, "stay_out", ["unknown"], id="not-known-to-be-met"),
    ],
)
def test_what_stands_between_now_and_the_best(answers: Written, now: str, states: list[str]) -> None:
    found = judged([IN, OUT], GRAVE_OUT, answers, stances=needing(engage=A))
    assert found.stance is not None
    assert (found.stance.best, found.stance.now) == ("engage", now)
    assert [need.state for need in found.stance.between] == states
    assert [need.subject for need in found.stance.between] == ["a"] * len(states)


def test_only_the_unmet_parts_of_a_need_stand_between() -> None:
    need = {"all": [A, {"question": "b", "is": "yes"}, {"any": [{"question": "c", "is": "yes"}, {"not": A}]}]}
    found = judged([IN, OUT], GRAVE_OUT, {"a": "yes", "b": "no", "c": "no"}, stances=needing(engage=need))
    assert found.stance is not None
    assert [(each.kind, each.subject) for each in found.stance.between] == [("question", "b"), ("any", None)]


def test_the_stance_that_fits_now_is_the_least_exposed_of_those_open() -> None:
    listening = {**OUT, "under": {"listen": 0.4}}
    found = judged([IN, listening], GRAVE_OUT, {"a": "no"}, stances=needing(engage=A))
    assert found.stance is not None
    assert (found.stance.best, found.stance.now) == ("engage", "listen")


def test_where_nothing_is_open_nothing_fits_now() -> None:
    found = judged([IN, OUT], GRAVE_OUT, {"a": "no"}, stances=needing(stay_out=A, listen=A, engage=A))
    assert found.stance is not None
    assert found.stance.now is None
    assert [stance.available for stance in found.stances] == [False, False, False]


def test_needs_may_ask_for_level_and_gates() -> None:
    keys: Written = {
        "levels": [
            {"id": "low", "title": "L", "from": 0, "meaning": "m"},
            {"id": "high", "title": "H", "from": 60, "meaning": "m"},
        ],
        "gates": [{"id": "g", "when": {"question": "c", "is": "no"}, "cap": "low", "reason": "r"}],
        "stances": needing(engage={"all": [{"level": "high"}, {"not": {"gate": "g"}}]}),
    }
    opened = judged([IN, OUT], GRAVE_OUT, {"a": "yes", "b": "yes", "c": "yes"}, **keys).stance
    capped = judged([IN, OUT], GRAVE_OUT, {"a": "yes", "b": "yes", "c": "no"}, **keys).stance
    assert opened is not None
    assert capped is not None
    assert (opened.now, capped.now) == ("engage", "stay_out")
    assert [each.kind for each in capped.between] == ["level", "not"]


def own(probability: float, loss: float) -> Written:
    return {"probability": [probability, probability], "loss": [loss, loss]}


@pytest.mark.parametrize(
    ("margin", "out", "close"),
    [
        pytest.param(0.1, 105.0, ("engage", "stay_out"), id="within"),
        pytest.param(0.1, 112.0, (), id="clear"),
        pytest.param(0.0, 105.0, (), id="no-margin"),
        pytest.param(0.5, 195.0, ("engage", "stay_out"), id="a-wide-margin"),
        pytest.param(0.5, 205.0, (), id="beyond-a-wide-margin"),
    ],
)
def test_two_stances_within_the_margin_are_too_close_to_call(margin: float, out: float, close: tuple[str, ...]) -> None:
    two = [each for each in STANCES if each["id"] != "listen"]
    verdict = judged([IN, OUT], {"in": own(0.5, 100), "out": own(0.5, out)}, margin=margin, stances=two).stance
    assert verdict is not None
    assert verdict.best == "engage"
    assert set(verdict.too_close) == set(close)
    assert verdict.margin == pytest.approx((out - 100) / out)


@pytest.mark.parametrize(("out", "holds"), [(rated(5, 5), True), (rated(4, 4), False), (rated(2, 2), False)])
def test_a_best_stance_that_holds_whatever_is_unknown(out: Written, holds: bool) -> None:
    """An unrated risk of participating may cost up to 0.895 x 181 more: only the gravest other side outweighs that."""
    risks = [IN, risk("in2"), OUT, risk("out2", "not_participating")]
    ratings = {"in": rated(1, 1), "out": out, "out2": out}
    verdict = judged(risks, ratings).stance
    assert verdict is not None
    assert verdict.holds_whatever_is_unknown is holds


def test_without_risks_there_is_no_stance_and_with_no_stances_offered_risks_are_shown() -> None:
    assert (judged([], {}).stances, judged([], {}).stance, judged([], {}).sides) == ((), None, ())
    shown = judged([IN, OUT], GRAVE_OUT, stances=[])
    assert (shown.stances, shown.stance) == ((), None)
    assert one(shown, "in").residual is not None


def test_own_ranges_stand_in_place_of_steps() -> None:
    found = one(judged([IN, OUT], {"in": {"probability": [0.1, 0.3], "loss": [2, 50]}}), "in")
    assert found.likelihood is not None
    assert found.impact is not None
    assert (found.likelihood.own, found.impact.own, found.likelihood.step) == (True, True, None)
    assert found.inherent == pytest.approx(0.2 * integrated_mean(2, 50))


def test_one_own_range_goes_with_a_step() -> None:
    found = one(judged([IN, OUT], {"in": {"probability": [0.1, 0.3], "impact": 1}}), "in")
    assert found.inherent == pytest.approx(0.2 * integrated_mean(1, 3))


def test_losses_all_in_one_currency_are_counted_in_it() -> None:
    loss = {"probability": [0.1, 0.3], "loss": [1000, 2000], "currency": "CAD"}
    found = judged([IN, OUT], {"in": loss, "out": loss})
    assert found.questionnaire.unit == "CAD"
    assert [caution.kind for caution in found.cautions if caution.kind == "currency"] == ["currency"]


def test_a_questionnaire_may_state_its_own_scales() -> None:
    likelihood = [{"value": v, "label": "x", "probability": [v / 10, v / 10]} for v in (1, 2)]
    impact = [{"value": v, "label": "x", "severity": [v * 1000, v * 1000]} for v in (1, 2)]
    found = judged([IN, OUT], {"in": rated(2, 1)}, scales={"likelihood": likelihood, "impact": impact}, unit="CAD")
    assert one(found, "in").residual == pytest.approx(200)
    assert (one(found, "out").bounds.lower, one(found, "out").bounds.upper) == pytest.approx((100, 400))


def test_opportunities_are_never_netted_against_risk() -> None:
    gain = {"id": "gain", "text": "Gain."}
    without = judged([IN, OUT], GRAVE_IN, opportunities=[gain])
    with_gain = judged([IN, OUT], GRAVE_IN, opportunities=[gain], gains={"gain": {"likelihood": 5, "gain": 5}})
    assert [stance.gain for stance in with_gain.stances] == pytest.approx([0, 0, MOST])
    assert [stance.exposure for stance in with_gain.stances] == [stance.exposure for stance in without.stances]
    assert with_gain.stance == without.stance
    assert with_gain.sides == without.sides


# Laws

Case = tuple[Questionnaire, Response]
RATED = Features(levels=False)


def register(questionnaire: Questionnaire, response: Response) -> Register[float, bool]:
    return weigh(scored(questionnaire, response), questionnaire, rating_of(questionnaire, response))


OTHER = {"participating": "not_participating", "not_participating": "participating"}
TURNED = {"stay_out": "engage", "listen": "listen", "engage": "stay_out"}
LISTEN = {"participating": 0.0, "not_participating": 1.0}


def mirrored(risk_: Written) -> Written:
    """The same risk on the other side: what remains of it under engaging now remains under staying out."""
    side = risk_["side"]
    default = {
        "stay_out": 1 - (side == "participating"),
        "listen": LISTEN[side],
        "engage": float(side == "participating"),
    }
    under = {**default, **risk_["under"]}
    return {**risk_, "side": OTHER[side], "under": {TURNED[stance]: float(share) for stance, share in under.items()}}


@settings(LAW)
@given(st.data())
def test_swapping_the_sides_mirrors_exposures_and_stances(data: st.DataObject) -> None:
    """Nothing in the method leans towards joining, or away from it; equal exposures aside, where it says so."""
    one_way = {**data.draw(written_questionnaires()), "stances": None}
    one_way["risks"] = [{**each, "under": dict(each["under"])} for each in one_way["risks"]]
    other_way = {**one_way, "risks": [mirrored(each) for each in one_way["risks"]]}
    there, back = real(one_way), real(other_way)
    response = data.draw(responses(there))
    first, second = register(there, response), register(back, response)
    assert first.risks == second.risks
    for side, turned in OTHER.items():
        assert first.sides[side] == second.sides[turned]  # type: ignore[index]  # the two sides
    for stance, turned in TURNED.items():
        found, expected = second.stances[turned], first.stances[stance]  # type: ignore[index]  # the three stances
        assert (found.residual, found.lower, found.upper) == (expected.residual, expected.lower, expected.upper)
    verdicts = [assess(each, response).stance for each in (there, back)]
    assert (verdicts[0] is None) == (verdicts[1] is None)
    if verdicts[0] is not None and verdicts[1] is not None and not verdicts[0].too_close:
        assert verdicts[1].best == TURNED[verdicts[0].best]
        assert verdicts[1].margin == verdicts[0].margin


@settings(LAW)
@given(answered(RATED), st.data())
def test_raising_a_rating_never_lowers_an_exposure(case: Case, data: st.DataObject) -> None:
    questionnaire, response = case
    name = data.draw(st.sampled_from([each.id for each in questionnaire.risks]))
    low, high = (sorted(data.draw(st.tuples(st.integers(1, 5), st.integers(1, 5)))) for _ in range(2))
    before, after = (
        register(
            questionnaire,
            response.model_copy(
                update={"risks": {**response.risks, name: RiskRating(likelihood=low[at], impact=high[at])}}
            ),
        )
        for at in (0, 1)
    )
    for side, total in before.sides.items():
        assert total.residual <= after.sides[side].residual
        assert (total.lower <= after.sides[side].lower, total.upper <= after.sides[side].upper) == (True, True)
    for stance, total in before.stances.items():
        assert total.residual <= after.stances[stance].residual


@settings(LAW)
@given(answered(RATED))
def test_residual_is_at_most_inherent_and_at_least_a_hundredth_of_it(case: Case) -> None:
    found = register(*case)
    for each in found.risks.values():
        assert each.inherent / 100 - CLOSE <= each.residual <= each.inherent
        assert (0.1 <= each.likelihood_left <= 1, 0.1 <= each.impact_left <= 1) == (True, True)


@settings(LAW)
@given(answered(RATED))
def test_bounds_contain_the_residual_exposure(case: Case) -> None:
    found = register(*case)
    for each in (*found.risks.values(), *found.opportunities.values()):
        assert 0 <= each.lower <= each.upper + CLOSE
        if each.rated:
            assert each.lower - CLOSE <= each.residual <= each.upper + CLOSE
        if each.applicable:
            assert each.lower > 0


@settings(LAW)
@given(answered(RATED), st.integers(1, 5), st.integers(1, 5), st.data())
def test_bounds_shrink_when_a_risk_is_rated(case: Case, likelihood: int, impact: int, data: st.DataObject) -> None:
    """On the scales; a range of the respondent's own may lie beyond their ends."""
    questionnaire, response = case
    name = data.draw(st.sampled_from([each.id for each in questionnaire.risks]))
    ratings = [None, RiskRating(likelihood=likelihood), RiskRating(likelihood=likelihood, impact=impact)]
    steps = [
        register(questionnaire, response.model_copy(update={"risks": {**response.risks, name: rating}}))
        for rating in ratings
    ]
    for before, after in pairwise(steps):
        for side, total in before.sides.items():
            assert total.lower <= after.sides[side].lower + CLOSE
            assert after.sides[side].upper <= total.upper + CLOSE


@settings(LAW)
@given(answered(RATED))
def test_the_rated_risks_of_a_side_add_up_to_it(case: Case) -> None:
    questionnaire, response = case
    found = assess(questionnaire, response)
    for side in found.sides:
        there = [each for each in found.risks if each.side == side.side]
        assert (side.residual or 0) == pytest.approx(sum(each.residual or 0 for each in there))
        assert (side.inherent or 0) == pytest.approx(sum(each.inherent or 0 for each in there))
        assert (side.inherent is None) == (side.n_rated == 0)
        assert side.bounds.upper == pytest.approx(sum(each.bounds.upper for each in there))
        assert side.bounds.lower == pytest.approx(sum(each.bounds.lower for each in there))
        assert side.n_rated == sum(each.state == "rated" for each in there)
        assert side.n_applicable == sum(each.state in ("rated", "unrated") for each in there)
    for stance in found.stances:
        expected = sum((each.residual or 0) * each.under[stance.id] for each in found.risks)
        living = [
            each.state for each in found.risks if each.under[stance.id] > 0 and each.state in ("rated", "unrated")
        ]
        one_sided = any(side.n_applicable == 0 for side in found.sides)
        assert (stance.exposure is None) == (one_sided or (bool(living) and "rated" not in living))
        if not one_sided:
            assert (stance.exposure or 0) == pytest.approx(expected)


@settings(LAW)
@given(answered(RATED))
def test_a_better_control_never_raises_an_exposure(case: Case) -> None:
    questionnaire, response = case
    assume(any(risk_.controls for risk_ in questionnaire.risks))
    found, rating = scored(questionnaire, response), rating_of(questionnaire, response)
    before = weigh(found, questionnaire, rating)
    for risk_ in questionnaire.risks:
        for control in risk_.controls:
            node = found.nodes[control.question]
            if node.judged:
                found.nodes[control.question] = replace(node, score=min(1.0, node.score + 0.5))
    after = weigh(found, replace_conditions(questionnaire), rating)
    for name, each in after.risks.items():
        if before.risks[name].rated and each.rated:
            assert each.residual <= before.risks[name].residual + CLOSE


def replace_conditions(questionnaire: Questionnaire) -> Questionnaire:
    """The same without conditions on risks, which a score could change."""
    risks = tuple(each.model_copy(update={"when": None}) for each in questionnaire.risks)
    return questionnaire.model_copy(update={"risks": risks})


@settings(LAW)
@given(answered(RATED))
def test_the_best_stance_is_the_least_exposed_and_now_the_least_of_those_open(case: Case) -> None:
    found = assess(*case)
    assume(found.stance is not None)
    assert found.stance is not None
    exposures = {stance.id: stance.exposure or 0.0 for stance in found.stances}
    assert exposures[found.stance.best] == min(exposures.values())
    available = {stance.id: stance.exposure or 0.0 for stance in found.stances if stance.available}
    if found.stance.now is None:
        assert available == {}
    else:
        assert exposures[found.stance.now] == min(available.values())


@settings(LAW)
@given(answered(RATED))
def test_no_answer_moves_what_a_risk_would_be_without_controls(case: Case) -> None:
    questionnaire, response = case
    bare = response.model_copy(update={"answers": {}})
    before, after = (
        register(replace_conditions(questionnaire), response),
        register(replace_conditions(questionnaire), bare),
    )
    assert {k: v.inherent for k, v in before.risks.items()} == {k: v.inherent for k, v in after.risks.items()}
    assert given_by(bare)("q0").value is None
