"""How sure the advice is and what would change it, as a person reads it: in reports, in explanations and in the JSON."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from jsonschema import Draft202012Validator

from readiness.advice.assess import assess
from readiness.cli.inputs import assessed as as_scored
from readiness.loading.responses import load_response
from readiness.loading.schemas import schema
from readiness.loading.shipped import shipped_examples
from readiness.model.assessment import Assessment
from readiness.model.decision import SimulatedStance
from readiness.model.response import RiskRating
from readiness.reports.content import report
from readiness.reports.decision import how_sure
from readiness.reports.documents import json_text
from readiness.reports.explanation import WHOLE_PARTS, explain
from readiness.reports.numbers import chances
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
        (0.64, "13 chances in 20"),
        (0.9, "9 chances in 10"),
        (0.99, "99 chances in 100"),
        (0.997, "more than 99 chances in 100"),
        (1.0, "more than 99 chances in 100"),
        (0.004, "less than 1 chance in 100"),
        (0.0, "less than 1 chance in 100"),
    ],
)
def test_a_share_is_said_as_an_executive_would(share: float, said: str) -> None:
    assert chances(share, "en") == said


@pytest.mark.parametrize("share", [0.58, 0.59, 0.597, 0.5999])
def test_no_fraction_lifts_a_share_over_the_edge_it_falls_short_of(share: float) -> None:
    said = re.match(r"(\d+) chances? in (\d+)", chances(share, "en", edge=0.6))
    assert said
    assert int(said[1]) / int(said[2]) < 0.6
    assert abs(int(said[1]) / int(said[2]) - share) < 0.03


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
    assert "too few risks are rated" in text
    assert "nothing can be said of how sure any course is" in text
    assert "chance" not in text.replace("chances", "chance").split("How sure")[1].split("By section")[0]


def test_a_register_with_one_side_empty_says_which() -> None:
    found = rated({"slip": {"likelihood": 2, "impact": 2}}, [{"id": "slip", "side": "participating", "text": "slip"}])
    assert found.simulation is None
    assert all(stance.exposure is None for stance in found.stances)
    assert "no risk of not participating is listed or applies" in render(report(found))


def test_a_narrow_margin_is_too_close_and_says_by_how_much() -> None:
    risks = {name: {"probability": [0.5, 0.5], "loss": [10, 10]} for name in ("slip", "storm", "silence")}
    found = rated({**risks, "rumour": {"probability": [0.5, 0.5], "loss": [10.5, 10.5]}})
    assert found.stance is not None
    assert found.stance.too_close == ("stay_out", "listen", "engage")
    sentences = " ".join(how_sure(found))
    assert "too close to call" in sentences
    assert "within the questionnaire's margin of 10" in sentences


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
    sentences = " ".join(how_sure(found))
    assert "Under 3 chances in 5 nothing is called best" in sentences
    assert "margin" not in sentences


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
