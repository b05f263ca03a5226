"""What a plan says of the courses after its steps is what scoring says once they are done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from readiness.advice.answers import shown_change, shown_value
from readiness.advice.assess import assess, context_of
from readiness.advice.improvements import improvable
from readiness.advice.plan import make_plan, targets_of
from readiness.advice.variations import Value, Variations
from readiness.cli.inputs import assessed
from readiness.loading.responses import load_response
from readiness.loading.shipped import shipped_examples
from readiness.model.assessment import Assessment
from readiness.model.decision import Improvement, Plan
from readiness.model.questionnaire import GridQuestion, Questionnaire
from readiness.model.response import Answer, Response
from readiness.reports.plan_sentences import after_sentence, plan_sentence
from tests.running import ROOT, run

COURSES = (
    "cedar-lane-shelter",
    "harbour-city",
    "mill-cooperative",
    "northern-clinics",
    "prairie-securities",
    "quick-bakery",
)


@dataclass(frozen=True)
class Case:
    """An example, a plan for it, and what scoring says before and after its steps."""

    now: Assessment
    plan: Plan
    then: Assessment


@cache
def loaded(name: str) -> tuple[Questionnaire, Response]:
    fitted = load_response(shipped_examples()[name])
    assert fitted.questionnaire is not None and fitted.response is not None
    return fitted.questionnaire, fitted.response


@cache
def case(name: str, target: str | None, budget: float | None = None) -> Case | None:
    """None where there is nothing to do."""
    asked, answered = loaded(name)
    plan = make_plan(asked, answered, target, budget=budget, language="en", frontier=False)
    if plan is None or not plan.improvements:
        return None
    now = assessed(load_response(shipped_examples()[name]), "en")
    return Case(now=now, plan=plan, then=assess(asked, done(asked, answered, plan), language="en"))


def done(asked: Questionnaire, answered: Response, plan: Plan) -> Response:
    """The response with a plan's steps done, its words read as answers."""
    base = Variations(asked, answered)
    answers = dict(answered.answers)
    for step in plan.improvements:
        item = base.items[step.id]
        value, question = meant(base, plan, step), item.question
        given = answers.get(question, Answer(value=None))
        if step.id != question:
            rows = dict(given.value) if isinstance(given.value, dict) else {}
            value = {**rows, step.id.partition(".")[2]: value}  # type: ignore[assignment]  # rows are the value of a grid
        answers[question] = given.model_copy(update={"value": value})
    return answered.model_copy(update={"answers": answers})


def meant(base: Variations, plan: Plan, step: Improvement) -> Value:
    """The answer that a step's words stand for."""
    context = context_of(base.questionnaire, base.response, "en")
    question, given = context.questions[base.items[step.id].question], base.answers(step.id).value
    assert isinstance(question, GridQuestion) == (step.id != question.id)
    options = [option.value for option in base.options(base.items[step.id])]
    if step.kind == "find_out":
        (planned,) = (each for each in plan.cases if each.planned)
        (words,) = (each.values for each in planned.found if each.id == step.id)
        return next(value for value in options if shown_value(context, question, value) in words)
    choices = improvable(base).choices[step.id].options
    (value,) = {
        option.value
        for option in choices
        if option is not None and shown_change(context, question, given, option.value) == (step.was, step.becomes)
    }
    return value


def cases() -> Iterator[tuple[str, str | None, float | None]]:
    for name in COURSES:
        asked, _ = loaded(name)
        for target in (None, *targets_of(asked)):
            yield name, target, None
        yield name, asked.levels[-1].id, 6.0


@pytest.mark.parametrize(("name", "target", "budget"), list(cases()))
def test_scoring_again_after_the_steps_says_what_the_plan_said(
    name: str, target: str | None, budget: float | None
) -> None:
    found = case(name, target, budget)
    if found is None:
        asked, answered = loaded(name)
        plan = make_plan(asked, answered, target, budget=budget, frontier=False)
        assert plan is None or plan.after is None
        return
    after, stance = found.plan.after, found.then.stance
    assert after is not None and stance is not None
    assert (after.now, after.best) == (stance.now, stance.best)
    assert (after.too_close, after.too_close_by) == (stance.too_close, stance.too_close_by)
    assert after.probability == stance.probability
    assert after.margin == pytest.approx(stance.margin)
    last = found.plan.improvements[-1].after
    assert last.exposures == pytest.approx({each.id: each.exposure for each in found.then.stances})
    score = found.then.overall.score
    assert score is not None and last.percent == pytest.approx(100 * score)
    said = after_sentence(found.plan, found.now)
    assert ("too close to call" in said) == bool(stance.too_close)
    assert found.plan.next_target is None or not stance.too_close


def test_both_rules_are_met_among_the_examples() -> None:
    """Else the law above would say little."""
    every = [found for each in cases() if (found := case(*each)) is not None]
    by = {found.plan.after.too_close_by for found in every if found.plan.after is not None}
    assert {(), ("years",), ("margin", "years")} <= by
    assert any(found.plan.next_target for found in every)


def test_it_says_between_which_courses_and_by_which_rule() -> None:
    found = case("northern-clinics", "practised")
    assert found is not None
    said = after_sentence(found.plan, found.now)
    assert re.fullmatch(
        "After it “Listen” fits in place of “Stay out”, but “Stay out”, “Listen” and “Engage” would be too close to call "
        r"\(“Stay out” and “Listen” \d\u00a0% apart on average, within the margin of 10\u00a0%; “Listen” the cheapest in only "
        r"3\d of 100 simulated years, under the 60 asked for\)\.",
        said,
    )


def test_no_hint_leads_towards_a_course_that_is_too_close_to_call() -> None:
    out = run("plan", ROOT / "examples" / "northern-clinics.yaml").out
    assert "“Engage” would expose to less, 118 points a year against 122" in out
    assert "(--to engage)" not in out


def test_a_plan_to_a_course_says_that_it_aims_at_averages_only() -> None:
    only = "A plan can aim only at what an average year costs"
    for target, expected in (("engage", True), ("practised", False)):
        found = case("northern-clinics", target)
        assert found is not None
        assert (only in after_sentence(found.plan, found.now)) == expected


@pytest.mark.parametrize("target", ["engage", "listen"])
def test_a_course_that_needs_no_plan_is_said_to_be_too_close_to_call_where_it_is(target: str) -> None:
    asked, answered = loaded("quick-bakery")
    plan = make_plan(asked, answered, target, language="en", frontier=False)
    assert plan is not None and plan.state == "met"
    now = assessed(load_response(shipped_examples()["quick-bakery"]), "en")
    assert "But “Listen” and “Engage” are too close to call (“Engage” the cheapest in only 45 of 100" in (
        plan_sentence(plan, now)
    )


def test_a_course_that_stands_clear_is_not_said_to_be_too_close() -> None:
    out = run("plan", ROOT / "examples" / "harbour-city.yaml", "--to", "engage").out
    assert "“Engage” is already the course that fits." in out
    assert "too close" not in out
