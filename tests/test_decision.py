"""How sure the advice is and what would change it, as a person reads it: in reports, in explanations and in the JSON."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from readiness.advice.answers import shown_change
from readiness.advice.assess import assess, context_of
from readiness.advice.flips import changeable, residuals
from readiness.advice.variations import Variations
from readiness.cli.inputs import assessed as as_scored
from readiness.loading.responses import load_response
from readiness.loading.schemas import schema
from readiness.loading.shipped import shipped_examples
from readiness.model.assessment import Assessment
from readiness.model.decision import Flip, SimulatedStance
from readiness.model.questionnaire import ChoiceQuestion, Questionnaire, ScaleQuestion
from readiness.model.response import Answer, Response, RiskRating
from readiness.reports.content import report
from readiness.reports.decision import how_sure
from readiness.reports.documents import json_text
from readiness.reports.explanation import WHOLE_PARTS, explain
from readiness.reports.numbers import adds_up, amount, amounts, apart, chances, decimals, exact, exact_apart, in_100
from readiness.reports.phrases import verdict
from readiness.reports.plain import render
from tests.running import run
from tests.strategies import Written, fitted, real

STEPS = [{"value": value, "label": str(value)} for value in range(1, 6)]
QUESTION = {"id": "plan", "type": "scale", "text": "Is there a plan?", "choices": STEPS}


@cache
def example(name: str, language: str | None = None) -> Assessment:
    return as_scored(load_response(shipped_examples()[name]), language)


def rated(risks: Written, register: list[Written] | None = None) -> Assessment:
    """A small register, rated like this."""
    listed = register or [
        {"id": "slip", "side": "participating", "text": "slip"},
        {"id": "storm", "side": "participating", "text": "storm"},
        {"id": "silence", "side": "not_participating", "text": "silence"},
        {"id": "rumour", "side": "not_participating", "text": "rumour"},
    ]
    section = {"id": "s", "title": "S", "questions": [QUESTION]}
    written = {"format": 1, "id": "q", "version": "1", "title": "Q", "sections": [section], "risks": listed}
    questionnaire = real(written)
    return assess(questionnaire, fitted(questionnaire, {"answers": {"plan": 3}, "risks": risks}), decide=True)


# ---- chances in words ----


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.5, "1 chance in 2"),
        (0.76, "3 chances in 4"),
        (0.334, "1 chance in 3"),
        (0.672, "2 chances in 3"),
        (0.65, "about 2 chances in 3"),
        (0.82, "about 4 chances in 5"),
        (0.9, "9 chances in 10"),
        (0.997, "more than 99 chances in 100"),
        (1.0, "more than 99 chances in 100"),
        (0.004, "less than 1 chance in 100"),
        (0.0, "less than 1 chance in 100"),
    ],
)
def test_a_share_is_said_as_an_executive_would(share: float, said: str) -> None:
    assert chances(share, "en") == said


@pytest.mark.parametrize("share", [0.04, 0.15, 0.36, 0.64, 0.86, 0.96, 0.99])
def test_a_share_far_from_every_common_fraction_is_said_in_years_of_100(share: float) -> None:
    assert chances(share, "en") is None
    found = example("prairie-securities")
    assert found.stance is not None
    verdict_there = found.stance.model_copy(update={"probability": share, "too_close": (), "too_close_by": ()})
    (sentence,) = how_sure(found.model_copy(update={"stance": verdict_there}))
    assert sentence.endswith(f"this course costs least in {round(100 * share)} of 100 simulated years.")


@given(st.floats(0, 1))
def test_no_fraction_is_further_than_a_fiftieth_from_its_share(share: float) -> None:
    said = re.fullmatch(r"(about )?(\d+) chances? in (\d+)", chances(share, "en") or "")
    if said:
        assert abs(int(said[2]) / int(said[3]) - share) <= (0.02 if said[1] else 0.011) + 1e-9
        assert int(said[3]) in (2, 3, 4, 5, 10)


@pytest.mark.parametrize("share", [0.58, 0.59, 0.597, 0.5999])
def test_no_fraction_lifts_a_share_over_the_edge_it_falls_short_of(share: float) -> None:
    assert chances(share, "en") in ("3 chances in 5", "about 3 chances in 5")
    assert chances(share, "en", edge=0.6) is None


# ---- figures beside each other ----


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((139.2, 139.4, 206.0), ("139.2", "139.4", "206")),
        ((12.31, 12.34), ("12.31", "12.34")),
        ((0.001, 0.002), ("0.001", "0.002")),
        ((139.2, 139.2), ("139", "139")),
        ((139.2, 139.2 + 1e-11), ("139", "139")),
        ((139.2, None), ("139", "–")),
        ((16.1, 13.7), ("16.1", "13.7")),
        ((1234567.0, 1234568.0), ("1,234,567", "1,234,568")),
    ],
)
def test_different_exposures_never_read_alike(values: tuple[float | None, ...], shown: tuple[str, ...]) -> None:
    assert amounts(values, "en") == shown


def test_exposures_that_are_nearly_the_same_are_told_apart_or_called_the_same() -> None:
    """139.2 against 139.4 is never “139 against 139”, and 139.2 is not set against itself."""

    def with_losses(silence: float) -> Assessment:
        sure = {"probability": [0.5, 0.5]}
        losses = {"slip": 139.2, "storm": 139.2, "silence": silence, "rumour": 139.2}
        return rated({name: {**sure, "loss": [loss, loss]} for name, loss in losses.items()})

    apart = verdict(with_losses(139.6))[0]
    assert "139.2" in apart and "139.4" in apart
    alike = with_losses(139.2)
    assert "practically the same exposure to risk, 139 points a year" in verdict(alike)[0]
    text = render(report(alike)) + " ".join(how_sure(alike))
    assert "139 and 139" not in text
    assert "expose to practically the same, 139 points a year" in text


# ---- the stories of the examples ----


STORIES = {
    "cedar-lane-shelter": ("stay_out", "stay_out", False, None),
    "harbour-city": ("engage", "engage", False, "integrated"),
    "mill-cooperative": ("listen", "stay_out", False, "listen"),
    "northern-clinics": ("stay_out", "stay_out", True, "listen"),
    "prairie-securities": ("engage", "listen", False, "engage"),
    "quick-bakery": ("engage", "engage", True, "integrated"),
}


@pytest.mark.parametrize("name", STORIES)
def test_each_example_tells_its_own_story(name: str) -> None:
    best, now, close, target = STORIES[name]
    found = example(name)
    assert found.stance is not None
    assert found.simulation is not None
    assert (found.stance.best, found.stance.now, bool(found.stance.too_close)) == (best, now, close)
    assert (found.plan.target if found.plan else None) == target
    shown: dict[str, SimulatedStance] = {each.id: each for each in found.simulation.stances}
    assert found.stance.probability == shown[best].least_risky
    assert close == (found.stance.probability < 0.6 or found.stance.margin <= found.stance.margin_needed)
    for each in found.simulation.stances:
        assert abs(each.mean - each.expected) <= 4 * each.standard_error


def test_staying_out_is_meant_where_it_is_best() -> None:
    text = render(report(example("cedar-lane-shelter")))
    assert "“Stay out” carries the least risk: 3 chances in 4" in text
    assert "readiness plan FILE" not in text


@pytest.mark.parametrize("name", STORIES)
def test_the_flips_told_do_what_they_say(name: str) -> None:
    """Every single-answer flip in the report, made in the response and scored again from the beginning."""
    found = example(name)
    assert found.sensitivity is not None
    loaded = load_response(shipped_examples()[name])
    assert loaded.questionnaire is not None and loaded.response is not None
    single = [each for each in found.sensitivity.flips if each.by == "ratings" and each.size]
    scale = {
        step.label.partition(":")[0].strip(): step.value for step in (*found.likelihood_scale, *found.impact_scale)
    }
    for flip in single:
        risks = dict(loaded.response.risks)
        for move in flip.moves:
            rating = risks[move.id]
            assert isinstance(rating, RiskRating)
            assert move.half is not None
            risks[move.id] = rating.model_copy(update={move.half: scale[move.becomes], "probability": None})
        after = assess(loaded.questionnaire, loaded.response.model_copy(update={"risks": risks})).stance
        assert after is not None
        assert (after.best if flip.outcome == "best" else after.now) == flip.to


# ---- where the data cannot carry it ----


def test_too_few_ratings_give_no_figure() -> None:
    found = rated({"slip": {"likelihood": 2, "impact": 2}})
    assert found.simulation is None
    assert found.stance is None
    text = render(report(found))
    assert "No course can be recommended yet: none of the 2 risks of not participating is rated." in text
    assert "Nothing can be said of how sure any course is" in text
    assert "chance" not in text.replace("chances", "chance").split("How sure")[1].split("By section")[0]


def one_sided(rated_sides: tuple[str, ...], n: int, language: str) -> Assessment:
    """The city with every risk of these sides rated, and `n` of the others."""
    loaded = load_response(shipped_examples()["harbour-city"])
    assert loaded.questionnaire is not None and loaded.response is not None
    sides = {risk.id: risk.side for risk in loaded.questionnaire.risks}
    others = [name for name in loaded.response.risks if sides[name] not in rated_sides]
    kept = {name: each for name, each in loaded.response.risks.items() if name not in others[n:]}
    return assess(loaded.questionnaire, loaded.response.model_copy(update={"risks": kept}), language=language)


@pytest.mark.parametrize(
    ("n", "language", "missing"),
    [
        (0, "en", "none of the 16 risks of not participating is rated"),
        (1, "en", "too few risks are rated, only 1 of the 16 of not participating"),
        (3, "en", "too few risks are rated, only 3 of the 16 of not participating"),
        (0, "fr", "aucun des 16 risques de la non-participation n'est évalué"),
        (1, "fr", "trop peu de risques sont évalués, 1 seul des 16 de la non-participation"),
        (3, "fr", "trop peu de risques sont évalués, 3 seulement des 16 de la non-participation"),
    ],
)
def test_the_side_that_lacks_ratings_is_named_wherever_no_course_is(n: int, language: str, missing: str) -> None:
    found = one_sided(("participating",), n, language)
    said = {"en": "No course can be recommended yet: ", "fr": "Aucune voie ne peut encore être recommandée : "}[
        language
    ]
    assert verdict(found)[0].startswith(f"{said}{missing}. ")
    for part in ("simulation", "stance"):
        outline = explain(found, part)
        assert outline is not None
        assert f"{said}{missing}. " in render(outline)


def test_where_both_sides_lack_ratings_both_are_named() -> None:
    both = "none of the 16 risks of participating is rated and none of the 16 risks of not participating is rated."
    assert both in verdict(one_sided((), 0, "en"))[0]


def test_the_only_risk_of_a_side_is_not_counted() -> None:
    register: list[Written] = [
        {"id": "slip", "side": "participating", "text": "slip"},
        {"id": "silence", "side": "not_participating", "text": "silence"},
    ]
    found = rated({"slip": {"likelihood": 2, "impact": 2}}, register)
    assert "yet: the only risk of not participating is not rated. An unrated" in verdict(found)[0]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", sorted(shipped_examples()))
def test_every_name_at_the_foot_of_the_report_can_be_explained(name: str, language: str) -> None:
    found = example(name, language)
    foot = render(report(found)).rstrip().rpartition("\n")[2]
    named = re.findall(r"(?:or|ou) ([a-z, ]+)\)\.$", foot)
    assert len(named) == 1
    names = named[0].split(", ")
    assert "overall" in names
    assert ("stance" in names) == bool(found.stances)
    assert all(explain(found, each) is not None for each in names)


# ---- differences beside the figures that they lie between ----


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("prairie-securities", "“Stay out” exposes to 70 points a year more than “Engage”."),
        ("harbour-city", "“Stay out” exposes to 44 points a year more than “Engage”."),
        ("harbour-city", "“Listen” exposes to 17.0 points a year more than “Engage”."),
        ("mill-cooperative", "“Stay out” exposes to 57 points a year more than “Listen”."),
        ("mill-cooperative", "“Engage” exposes to 37 points a year more than “Listen” now."),
        ("cedar-lane-shelter", "“Listen” exposes to 67.3 points a year more than “Stay out” now."),
    ],
)
def test_a_difference_is_no_finer_than_the_exposures_beside_it(name: str, told: str) -> None:
    assert told in render(report(example(name)))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("name", "said"), [("prairie-securities", True), ("harbour-city", False)])
def test_it_is_said_where_a_difference_is_not_quite_that_of_the_figures_shown(
    name: str, language: str, said: bool
) -> None:
    words = {"en": "Differences are taken before rounding", "fr": "Les écarts sont pris avant d'arrondir"}[language]
    assert (words in render(report(example(name, language)))) == said


EXPOSURES = st.floats(0.001, 1e6)


@given(EXPOSURES, EXPOSURES)
def test_a_difference_shown_is_within_its_last_figure_of_the_exposures_shown(one: float, other: float) -> None:
    low, high = sorted((one, other))
    shown, places = amounts((low, high), "en"), min(decimals((low, high)))
    difference = apart(high - low, places, "en")
    if "<" in "".join((*shown, difference)):
        return
    least, most, between = (float(each.replace(",", "")) for each in (*shown, difference))
    assert abs(most - least - between) <= 2 / 10**places
    if adds_up(high - low, (high, decimals((low, high))[1]), (low, decimals((low, high))[0])):
        assert abs(most - least - between) <= 0.51 / 10**places


def test_a_difference_below_nothing_keeps_its_minus_and_is_never_shown_as_nothing() -> None:
    assert apart(-12.6, 0, "en") == "−13"
    assert apart(-0.3, 0, "en") == "−0.30"
    assert apart(0.3, 0, "fr") == "0,30"
    assert apart(0.0, 1, "en") == "0"
    assert apart(1234567.8, 1, "en") == "1,234,568"


def test_an_explained_difference_has_no_more_decimals_than_the_averages() -> None:
    assert exact_apart(56.5909, 164.438, 107.847, "en") == "56.591"
    assert exact_apart(4.0, 0.0, 4.0, "en") == "4"
    assert exact_apart(0.00004, 164.438, 164.438, "en") == "4e-05"


def test_a_year_that_no_course_exceeds_is_listed_once() -> None:
    outline = explain(example("cedar-lane-shelter"), "simulation")
    assert outline is not None
    text = render(outline)
    assert "- 1000: Stay out 0; Listen 0; Engage 0" in text
    assert "- 2000:" not in text


def test_a_register_with_one_side_empty_says_which() -> None:
    found = rated({"slip": {"likelihood": 2, "impact": 2}}, [{"id": "slip", "side": "participating", "text": "slip"}])
    assert found.simulation is None
    assert all(stance.exposure is None for stance in found.stances)
    text = render(report(found))
    assert "no risk of not participating is listed or applies" in text
    assert "Risk of participating. The only risk: inherent" in text
    assert "Risk of not participating. No risk of this side is listed or applies." in text
    assert "0 of 0" not in text
    assert "1 risks" not in text
    assert "What would change the advice" not in text  # no answer would, and a heading alone says nothing


def test_a_narrow_margin_is_too_close_and_says_by_how_much() -> None:
    risks = {name: {"probability": [0.5, 0.5], "loss": [10, 10]} for name in ("slip", "storm", "silence")}
    found = rated({**risks, "rumour": {"probability": [0.5, 0.5], "loss": [10.5, 10.5]}})
    assert found.stance is not None
    assert found.stance.too_close == ("stay_out", "listen", "engage")
    sentences = " ".join(how_sure(found))
    assert "is too close to call. On average “Engage” and “Stay out” expose to nearly the same" in sentences
    assert "within the questionnaire's margin of 10" in sentences
    assert found.stance.too_close_by[0] == "margin"
    assert "exposes to far less" not in sentences


def test_a_clear_margin_with_an_even_chance_is_too_close_and_says_why() -> None:
    """A rare disaster makes staying out dearer on average; in most years it costs nothing at all."""
    found = rated(
        {
            "slip": {"probability": [0.9, 0.9], "loss": [1, 1]},
            "storm": {"probability": [0.9, 0.9], "loss": [1, 1]},
            "silence": {"probability": [0.05, 0.05], "loss": [100, 100]},
            "rumour": {"probability": [0.01, 0.01], "loss": [1, 1]},
        }
    )
    assert found.stance is not None
    assert found.stance.best == "engage"
    assert found.stance.margin > 0.5
    assert found.stance.probability is not None
    assert found.stance.probability < 0.1
    assert "engage" in found.stance.too_close
    assert found.stance.too_close_by == ("years",)
    sentences = " ".join(how_sure(found))
    assert "On average “Engage” exposes to far less: 1.8 points a year, against 5.0 for “Stay out”." in sentences
    assert "But “Engage” is the cheapest in only 5 of 100 simulated years, under the 60 asked for" in sentences
    assert "silence (silence). This comes about in 5 years of 100; the other years pass without it." in sentences
    assert "margin" not in sentences
    headline = verdict(found)[0]
    assert "5.0 and 1.8 points a year on average, but “Engage” is the cheapest in only 5 of 100" in headline


def test_what_decides_the_average_is_not_called_seldom_where_it_comes_about_every_year() -> None:
    often = [0.9, 0.9]
    found = rated(
        {
            "slip": {"probability": often, "loss": [1, 30]},
            "storm": {"probability": often, "loss": [1, 1]},
            "silence": {"probability": often, "loss": [1.3, 36]},
            "rumour": {"probability": often, "loss": [2, 2]},
        }
    )
    assert found.stance is not None
    assert found.stance.too_close_by == ("years",)
    assert "pass without it" not in " ".join(how_sure(found))


def test_clear_averages_that_single_years_bear_out_are_not_too_close() -> None:
    risks: Written = {name: {"probability": [0.5, 0.5], "loss": [1, 1]} for name in ("slip", "storm")}
    found = rated({**risks, **{name: {"probability": [0.9, 0.9], "loss": [10, 30]} for name in ("silence", "rumour")}})
    assert found.stance is not None
    assert (found.stance.too_close, found.stance.too_close_by) == ((), ())
    assert " ".join(how_sure(found)).startswith("“Engage” carries the least risk: ")


def test_no_share_is_shown_as_the_edge_it_falls_short_of() -> None:
    assert [in_100(share, edge=0.6) for share in (0.594, 0.5951, 0.5999, 0.6)] == ["59", "59", "59", "60"]
    assert [in_100(share) for share in (0.0, 0.004, 0.996, 1.0)] == ["0", "<1", ">99", "100"]


# ---- what is not known ----


def test_what_a_verdict_holds_against_is_named() -> None:
    answers = "This holds whatever the answers still unknown turn out to be."
    assert answers in verdict(example("harbour-city"))
    assert "The answers still unknown, or the risks that are not rated, might change this." in verdict(
        example("northern-clinics")
    )
    complete = {name: {"likelihood": 3, "impact": 3} for name in ("slip", "storm", "silence")}
    unrated = [each for each in verdict(rated(complete)) if "not rated" in each]
    assert unrated == ["The risks that are not rated might change this."]


# ---- what is not rated ----


FAR_APART = {
    "slip": {"likelihood": 1, "impact": 1},
    "silence": {"likelihood": 4, "impact": 4},
    "rumour": {"likelihood": 3, "impact": 3},
}


def test_what_is_not_rated_is_said_to_be_left_out_with_the_range_that_it_leaves() -> None:
    found = rated(FAR_APART)
    assert found.stance is not None and found.simulation is not None
    text = " ".join(how_sure(found))
    assert text.startswith("Only 3 of the 4 risks that apply are rated, and the figures here count no others.")
    bounds = {each.id: each.bounds for each in found.stances}
    low, high = bounds["engage"].lower, bounds["engage"].upper
    assert f"{amount(low, 'en')} to {amount(high, 'en')} by “Engage”" in text
    assert "What is not rated could make another course the best." in text
    assert "Counting only the rated risks, “Engage” carries the least risk: this course costs least in" in text
    assert "chance" not in text
    assert "These figures count only the 3 of 4 risks that are rated." in verdict(found)


def test_the_json_tells_how_many_risks_the_years_hold_and_what_the_others_could_make_of_them() -> None:
    found = rated(FAR_APART)
    document = json.loads(json_text([found]))
    Draft202012Validator(schema("assessment")).validate(document)
    years = document["simulation"]
    assert (years["n_rated"], years["n_applicable"]) == (3, 4)
    assert [(each["lower"], each["upper"]) for each in years["stances"]] == [
        (each["bounds"]["lower"], each["bounds"]["upper"]) for each in document["stances"]
    ]
    assert document["stance"]["unrated_may_change_best"]


def test_an_unrated_risk_too_small_to_matter_is_left_out_of_the_figures_but_opens_nothing() -> None:
    register = [
        {"id": "slip", "side": "participating", "text": "slip"},
        {"id": "silence", "side": "not_participating", "text": "silence"},
        {"id": "rumour", "side": "not_participating", "text": "rumour"},
        {"id": "whisper", "side": "not_participating", "text": "whisper"},
    ]
    ratings = {
        "slip": {"likelihood": 1, "impact": 1},
        "silence": {"likelihood": 5, "impact": 5},
        "rumour": {"likelihood": 3, "impact": 3},
    }
    found = rated(ratings, register)
    assert found.stance is not None
    assert found.stance.best == "engage"
    assert not found.stance.unrated_may_change_best
    text = " ".join(how_sure(found))
    assert "Only 3 of the 4 risks" in text
    assert "no rating of the others would make another course the best" in text


def test_where_all_is_rated_nothing_is_said_to_be_left_out() -> None:
    found = example("prairie-securities")
    assert found.simulation is not None
    assert found.simulation.n_rated == found.simulation.n_applicable == 32
    assert "rated" not in " ".join(how_sure(found))


def test_what_is_not_rated_has_no_range_in_a_currency_of_the_respondents_own() -> None:
    own = {"probability": [0.1, 0.2], "loss": [100, 200], "currency": "CAD"}
    found = rated(dict.fromkeys(("slip", "silence", "rumour"), own))
    assert found.simulation is not None and found.stance is not None
    assert {each.lower for each in found.simulation.stances} == {None}
    assert found.stance.unrated_may_change_best
    assert "How much the others would add cannot be said, since they have no scale in CAD." in " ".join(how_sure(found))


def test_safeguards_that_are_not_known_count_as_absent_and_it_is_said() -> None:
    listed = [
        {
            "id": "slip",
            "side": "participating",
            "text": "slip",
            "controls": [{"question": "plan", "reduces": "impact", "by": 0.8}],
        },
        {"id": "silence", "side": "not_participating", "text": "silence"},
    ]
    section = {"id": "s", "title": "S", "questions": [QUESTION]}
    questionnaire = real({"format": 1, "id": "q", "version": "1", "title": "Q", "sections": [section], "risks": listed})
    risks = {"slip": {"likelihood": 4, "impact": 4}, "silence": {"likelihood": 4, "impact": 3}}
    found = assess(questionnaire, fitted(questionnaire, {"answers": {}, "risks": risks}))
    text = " ".join(how_sure(found))
    assert "All risks are rated, but what is not known of the safeguards counts as not in place." in text


# ---- years that cost nothing ----


def test_no_year_is_called_better_than_one_that_costs_nothing() -> None:
    rare = {"probability": [0.3, 0.3], "loss": [10, 30]}
    text = render(report(rated({"slip": rare, "storm": rare, "silence": rare, "rumour": rare})))
    assert "The good year costs nothing, and so does at least one year in 20" in text
    assert "better than the good year" not in text


def test_where_only_some_courses_have_a_good_year_of_nothing_both_are_said() -> None:
    text = render(report(example("cedar-lane-shelter")))
    assert "One year in 20 is better than the good year, or costs nothing where that is 0" in text


def test_the_average_year_is_the_exposure_that_is_told_elsewhere() -> None:
    found = example("mill-cooperative")
    text = render(report(found))
    for stance in found.stances:
        assert re.search(rf"{stance.title}: Costs least [^;]+; Average year {amount(stance.exposure, 'en')};", text)


def test_the_explanation_of_the_courses_says_why_it_is_too_close() -> None:
    outline = explain(example("northern-clinics"), "stance")
    assert outline is not None
    text = render(outline)
    assert all(sentence in text for sentence in how_sure(example("northern-clinics")))
    assert "fewer than 60 of 100 simulated years" in text


# ---- what would change it ----


def changing(name: str, language: str | None = None) -> str:
    """The section of the report."""
    text = render(report(example(name, language)))
    start = text.index("Ce qui changerait" if language == "fr" else "What would change")
    return text[start : text.index("\n\n", start)]


def told_of(name: str, does: str) -> str:
    """Everything listed under sentences that end in “… {does}:” or “… {does}, for example:”."""
    return "".join(re.findall(rf"^[^-\n][^\n]* {does}(?:, for example)?:\n((?:[- ] .*\n)+)", changing(name), re.M))


def test_what_would_change_the_advice_names_every_answer_of_it() -> None:
    """The four answers that make listening fit now come first, and what changes the best course is told apart."""
    section = changing("mill-cooperative")
    now = told_of("mill-cooperative", "change what fits now")
    for name in ("owner_named", "listen_privacy", "listen_person", "listen_handoff"):
        assert f"({name})" in now
    assert "N9" not in now
    assert "“Engage” would carry the least risk" in told_of(
        "mill-cooperative", "make another course carry the least risk"
    )
    assert (
        section.index("change what fits now") < section.index("carry the least risk") < section.index("raise the level")
    )


def test_single_changes_are_counted_and_one_of_them_is_an_example() -> None:
    section = changing("harbour-city")
    assert "Any one of 12 answers could by itself change what fits now, for example:\n" in section
    assert "Any one of 10 risk ratings could by itself change what fits now, for example:\n" in section
    assert told_of("harbour-city", "change what fits now").count("- “") == 2
    assert "Any one of four answers could by itself change what fits now, for example:\n" in changing(
        "prairie-securities"
    )
    assert "Only one answer could by itself raise the level:\n" in changing("prairie-securities")
    assert "N'importe laquelle de 11 réponses pourrait, à elle seule, changer ce qui convient maintenant" in changing(
        "quick-bakery", "fr"
    )
    assert "readiness explain FILE sensitivity" in changing("cedar-lane-shelter")


@pytest.mark.parametrize("name", STORIES)
def test_single_changes_are_all_there_are(name: str) -> None:
    """Every other answer and every other rating, tried one by one: those that do it are those listed, and no others."""
    found, loaded = example(name), load_response(shipped_examples()[name])
    assert found.sensitivity is not None and loaded.questionnaire is not None and loaded.response is not None
    base = Variations(loaded.questionnaire, loaded.response)
    answers = {
        (item, base.single(item, option.value)) for item, listed in changeable(base).items() for option in listed
    }
    ratings = {
        (half.risk, half.half, base.outcome({}, residuals(base, {half: at})))
        for half in base.halves()
        for at in range(len(half.means))
    }
    for flip in found.sensitivity.flips:
        if flip.reach != "any" or flip.outcome == "level" or base.now.best < 0:
            continue
        was, does = getattr(base.now, flip.outcome), set[tuple[str, str | None]]()
        if flip.by == "answers":
            does = {(item, None) for item, after in answers if getattr(after, flip.outcome) not in (was, -1)}
            does |= {(item, None) for item, after in answers if flip.outcome == "now" and after.best >= 0 > after.now}
        else:
            does = {(risk, half) for risk, half, after in ratings if getattr(after, flip.outcome) != was}
        assert {(single.move.id, single.move.half) for single in flip.singles} == does
        assert (flip.size == 1) == bool(does)


def test_every_single_change_is_listed_by_the_explanation() -> None:
    outline = explain(example("harbour-city"), "sensitivity")
    assert outline is not None
    found = example("harbour-city").sensitivity
    assert found is not None
    part = render(outline).split("To change what fits now: answers, changed at will:")[1].split("\n\n")[0]
    assert "One change is enough. These 12, each by itself and by as few steps as do it:" in part
    (flip,) = [each for each in found.flips if each.reach == "any" and each.by == "answers" and each.outcome == "now"]
    assert len(flip.singles) == 12
    assert all(f"({single.move.id})." in part for single in flip.singles)


def test_the_smallest_kind_comes_first_and_every_least_says_of_what_kind() -> None:
    """One rating is enough to make another course the least exposed; by answers alone it takes five."""
    section = changing("quick-bakery", "en")
    rating = "Any one of eight risk ratings could by itself make another course carry the least risk"
    answers = "By answers alone, it takes at least five changes to make another course carry the least risk"
    assert 0 < section.index(rating.replace("eight", "8")) < section.index(answers)
    assert not re.search(r"no more than|[Ii]t takes \w+ changed", section)


def test_a_change_of_the_level_that_changes_the_course_too_says_so() -> None:
    section = changing("harbour-city")
    assert "- The level would become “Aware” and “Listen” would be what fits now, if\n" in section
    found = example("harbour-city").sensitivity
    assert found is not None
    (flip,) = [each for each in found.flips if each.reach == "any" and each.direction == "down"]
    assert [(each.outcome, each.to) for each in flip.also] == [("now", "listen")]


def test_where_it_is_too_close_the_answers_are_said_to_lean_to_neither() -> None:
    told = "“Listen” and “Engage” are too close to call, so the answers lean to neither."
    assert told in changing("quick-bakery", "en")
    assert "les réponses ne penchent ni pour l'une ni pour l'autre de ces voies" in changing("quick-bakery", "fr")
    assert "lean to" not in changing("prairie-securities")


def test_where_three_courses_are_too_close_the_answers_lean_to_none_of_these() -> None:
    found = example("northern-clinics")
    assert found.stance is not None
    close = found.stance.model_copy(update={"too_close": ("stay_out", "listen", "engage")})
    text = render(report(found.model_copy(update={"stance": close})))
    assert "“Stay out”, “Listen” and “Engage” are too close to call, so the answers lean to none of these." in text


def test_changes_are_said_to_leave_out_what_is_not_rated() -> None:
    assert "What follows counts only the 22 of 32 risks that are rated." in changing("northern-clinics")
    assert "that are rated" not in changing("harbour-city")
    outline = explain(example("northern-clinics"), "sensitivity")
    assert outline is not None
    told = "holds whatever the answers still unknown turn out to be. Risks that are not rated are not counted."
    assert told in render(outline)


def test_a_change_that_makes_another_course_both_best_and_fitting_is_told_once() -> None:
    section = changing("harbour-city")
    assert "make another course carry the least risk, for example the one named above." in section
    assert "“Listen” would carry the least risk and be what fits now, if" in section
    assert section.count("were rated “Critical” and not “Serious” (P1)") == 1


def test_long_sets_are_counted_and_named_where_the_report_says() -> None:
    section = changing("harbour-city")
    assert "By answers alone, it takes at least 12 changes to make another course carry the least risk." in section
    assert "readiness explain FILE sensitivity" in section
    found = example("harbour-city")
    assert found.sensitivity is not None
    (long,) = [flip for flip in found.sensitivity.flips if flip.size == 12]
    outline = explain(found, "sensitivity")
    assert outline is not None
    text = render(outline)
    assert all(f"({move.id})" in text for move in long.moves)


def test_a_change_is_a_sentence_with_the_id_last() -> None:
    line = (
        "the answer to “Is there a set way to pass a complaint, question or warning seen online to those who can act on it?” "
        "were “Talked about; nothing written or assigned” and not “Partly in place” (listen_handoff)."
    )
    assert line in changing("harbour-city")
    assert "l'impact de « Manquement à la loi » était coté « Grave » et non « Sérieux » (P2)." in changing(
        "quick-bakery", "fr"
    )


def test_what_is_not_known_is_told_apart_from_what_was_answered() -> None:
    """No answer given helps, and a plan to listen exists all the same: it settles what is not known."""
    section = changing("northern-clinics")
    assert (
        "No change of the answers given, however many, would change what fits now. What is not known yet stands in the way"
        in section
    )
    assert (
        "“Are there written rules on what may be collected from public posts, by whom and for how long?”, not known today, were"
        in section
    )
    found = example("northern-clinics")
    loaded = load_response(shipped_examples()["northern-clinics"])
    assert found.sensitivity is not None and loaded.questionnaire is not None and loaded.response is not None
    (flip,) = [each for each in found.sensitivity.flips if each.reach == "open"]
    after = assess(loaded.questionnaire, answered_so(loaded.questionnaire, loaded.response, flip)).stance
    assert after is not None
    assert (flip.outcome, flip.to, after.now) == ("now", "listen", "listen")
    assert {move.id for move in flip.moves if move.unknown} <= {each.id for each in found.unknown}


def answered_so(questionnaire: Questionnaire, response: Response, flip: Flip) -> Response:
    """A response with what a flip changes, its words read as choices of the questions."""
    questions = {question.id: question for question in questionnaire.every_question()}
    answers = dict(response.answers)
    for move in flip.moves:
        question = questions[move.id]
        assert isinstance(question, ScaleQuestion | ChoiceQuestion)
        choices = questionnaire.choices_of(question)
        answers[move.id] = Answer(value=next(each.value for each in choices if each.label.in_("en") == move.becomes))
    return response.model_copy(update={"answers": answers})


def test_where_nothing_is_unknown_nothing_is_said_of_it() -> None:
    section = changing("cedar-lane-shelter")
    assert "No change of the answers given, however many, would change what fits now.\n" in section
    assert "not known" not in section.replace("is known to have", "")


def test_why_no_rating_changes_what_fits_now_is_said() -> None:
    sentence = "No risk rating would change what fits now: no other course is known to have what it needs."
    assert sentence in changing("mill-cooperative")
    assert sentence not in changing("harbour-city")


def test_one_step_each_is_never_called_however_changed() -> None:
    outline = explain(example("mill-cooperative"), "sensitivity")
    assert outline is not None
    by_step = render(outline).split("moved one step each:")[1:]
    assert any("Moving the answers given by one step each, however many of them, would not" in part for part in by_step)
    assert not any(part.strip().startswith("No change of") for part in by_step)


def test_nothing_unproved_is_said_to_be_steady() -> None:
    found = example("mill-cooperative")
    assert found.sensitivity is not None
    doubtful = tuple(each.model_copy(update={"proved": False}) for each in found.sensitivity.steadiness)
    less_sure = found.model_copy(update={"sensitivity": found.sensitivity.model_copy(update={"steadiness": doubtful})})
    assert "without changing" in render(report(found))
    assert "without changing" not in render(report(less_sure))
    outline = explain(less_sure, "sensitivity")
    assert outline is not None
    assert "(not proved: fewer might)" in render(outline)


# ---- as it is written ----


def test_a_figure_below_nothing_has_a_minus_and_no_hyphen() -> None:
    assert exact(-11.39178, "en") == "−11.3918"
    assert exact(-11.39178, "fr") == "−11,3918"
    outline = explain(example("northern-clinics"), "simulation")
    assert outline is not None
    assert not re.search(r"[ (]-\d", render(outline))


def test_one_of_a_thing_is_not_said_in_the_plural() -> None:
    loaded = load_response(shipped_examples()["quick-bakery"])
    assert loaded.questionnaire is not None and loaded.response is not None
    questionnaire, response = loaded.questionnaire, loaded.response

    def shown(hours: int, language: str) -> str:
        answers = {**response.answers, "hours_weekly": Answer(value=hours)}
        found = assess(questionnaire, response.model_copy(update={"answers": answers}), language=language)
        outline = explain(found, "hours_weekly")
        assert outline is not None
        return render(outline)

    assert "0 hours a week" in shown(0, "en")
    assert "1 (hours a week)" in shown(1, "en")
    assert "0 (heures par semaine)" in shown(0, "fr")
    assert "2 heures par semaine" in shown(2, "fr")


@pytest.mark.parametrize(
    ("language", "was", "becomes", "said"),
    [
        ("fr", 5, 0, ("5 (heures par semaine)", "0 (heures par semaine)")),
        ("fr", 5, 2, ("5 heures par semaine", "2 heures par semaine")),
        ("en", 1, 5, ("1 (hours a week)", "5 (hours a week)")),
        ("en", 0, 5, ("0 hours a week", "5 hours a week")),
        ("fr", None, 0, ("sans réponse", "0 (heures par semaine)")),
    ],
)
def test_two_numbers_beside_each_other_have_their_unit_in_one_form(
    language: str, was: int | None, becomes: int, said: tuple[str, str]
) -> None:
    loaded = load_response(shipped_examples()["quick-bakery"])
    assert loaded.questionnaire is not None and loaded.response is not None
    context = context_of(loaded.questionnaire, loaded.response, language)
    assert shown_change(context, context.questions["hours_weekly"], was, becomes) == said


def test_a_tick_that_is_taken_away_does_not_read_as_one_more() -> None:
    outline = explain(example("quick-bakery", "fr"), "sensitivity")
    assert outline is not None
    text = render(outline)
    assert "était autre : sans « Le personnel actuel et futur »" in text
    assert "plus «" not in text


def test_where_no_answer_is_odd_that_is_said() -> None:
    outline = explain(example("quick-bakery", "en"), "checks")
    assert outline is not None
    assert "Nothing in how it was answered asks for a second look." in render(outline)


# ---- in every place ----


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", [*STORIES, "perception-leader"])
def test_everything_can_be_explained_in_both_languages(name: str, language: str) -> None:
    found = example(name, language)
    for part in WHOLE_PARTS:
        outline = explain(found, part)
        assert outline is not None
        assert render(outline).strip().count("\n") >= 1
    assert render(report(found))


@pytest.mark.parametrize("name", STORIES)
def test_the_json_holds_the_decision_and_obeys_its_schema(name: str) -> None:
    text = json_text([example(name)])
    document = json.loads(text)
    Draft202012Validator(schema("assessment")).validate(document)
    assert document["simulation"]["years"] == 10_000
    assert document["sensitivity"]["flips"]
    assert document["cases"]
    assert Assessment.model_validate_json(text) == example(name)


def test_the_same_response_gives_the_same_digits() -> None:
    ran = [run("score", "mill-cooperative", "--format", "json").out for _ in range(2)]
    assert ran[0] == ran[1]


def test_a_table_is_made_without_the_decision() -> None:
    """What a table has no place for is not worked out for it."""
    assert run("score", "quick-bakery", "--format", "csv").code == 0


@pytest.mark.parametrize("part", ["simulation", "sensitivity", "plan", "cases", "checks"])
def test_the_command_explains_each_part(part: str) -> None:
    ran = run("explain", "prairie-securities", part)
    assert ran.code == 0
    assert "There is nothing of this here" not in ran.out


def test_a_need_of_a_level_not_reached_is_not_sure_while_the_level_may_still_be_reached() -> None:
    """Listening wants that the level is not high; one more answer would make it high, and close it."""
    questionnaire = real(
        {
            "format": 1,
            "id": "q",
            "version": "1",
            "title": "Q",
            "sections": [{"id": "s", "title": "S", "questions": [QUESTION, {**QUESTION, "id": "drill"}]}],
            "levels": [
                {"id": "low", "title": "Low", "from": 0, "meaning": "low"},
                {"id": "high", "title": "High", "from": 60, "meaning": "high"},
            ],
            "risks": [
                {"id": "slip", "side": "participating", "text": "slip"},
                {"id": "silence", "side": "not_participating", "text": "silence", "under": {"listen": 0.1}},
            ],
            "stances": [
                {"id": "stay_out", "title": "Out", "meaning": "out"},
                {"id": "listen", "title": "Listen", "meaning": "listen", "needs": {"not": {"level": "high"}}},
            ],
        }
    )
    ratings = {name: {"likelihood": 3, "impact": 3} for name in ("slip", "silence")}
    before = assess(questionnaire, fitted(questionnaire, {"answers": {"plan": 2}, "risks": ratings})).stance
    after = assess(questionnaire, fitted(questionnaire, {"answers": {"plan": 2, "drill": 5}, "risks": ratings})).stance
    assert before is not None and after is not None
    assert (before.now, after.now) == ("listen", "stay_out")
    assert not before.holds_whatever_is_unknown
