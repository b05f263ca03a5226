"""What is not known and could be found out: a plan waits for it, and nothing that hangs on it is called out of reach."""

from __future__ import annotations

import pytest

from readiness.advice.aims import aim_of
from readiness.advice.facts import MOST_CASES, cases_of
from readiness.advice.plan import make_plan
from readiness.advice.search import Search
from readiness.advice.variations import Variations
from readiness.cli.exit_codes import ExitCode
from readiness.loading.load import load_questionnaire
from readiness.loading.responses import load_response
from readiness.loading.shipped import shipped_examples, shipped_questionnaires
from readiness.model.decision import Plan
from readiness.model.questionnaire import Questionnaire
from readiness.reports.plan_sentences import plan_sentence
from tests.interviews import level, questionnaire, response, section, yes_no
from tests.running import ROOT, run
from tests.strategies import Written
from tests.test_plan_solver import FACT, IS_BIG, TEN, TWENTY, costs, courses, needing, planned, steps
from tests.test_work_list import assessment

LEVELS = [level("low", 0), level("top", 50)]


def with_fact(*questions: Written, facts: list[Written] | None = None, **keys: object) -> Questionnaire:
    return questionnaire(section("s", *questions), profile=facts or [FACT], **{"levels": LEVELS, **keys})


def case_of(plan: Plan, value: str) -> tuple[str, float | None]:
    (found,) = (case for case in plan.cases if value in case.found[0].values)
    return found.state, found.effort


def test_what_can_be_reached_whatever_a_fact_turns_out_to_be_is_planned_for_the_dearer_case() -> None:
    """Only the large must say yes to `b`, which is asked of them alone; so long as nobody knows, no answer is sure to do."""
    asked = with_fact(
        costs("a", 2),
        costs("b", 3, when=IS_BIG),
        gates=[{"id": "g", "when": {"all": [IS_BIG, {"question": "b", "is": "no"}]}, "cap": "low", "reason": "r"}],
        levels=[level("low", 0), level("top", 50, requires={"any": [{"not": IS_BIG}, {"question": "b", "is": "yes"}]})],
    )
    plan = planned(asked, {"a": "no"}, "top")
    assert (plan.state, plan.proved, plan.needed) == ("reached", True, 3)
    assert [(step.kind, step.id, step.effort) for step in plan.improvements] == [
        ("find_out", "big", 0),
        ("improve", "b", 3),
    ]
    assert (case_of(plan, "Yes"), case_of(plan, "No")) == (("reached", 3), ("reached", 2))
    assert [case.enough for case in plan.cases] == [True, False]


def test_what_hangs_on_a_fact_is_reachable_if_and_not_out_of_reach() -> None:
    asked = with_fact(costs("a", 2), levels=[level("low", 0), level("top", 50, requires=IS_BIG)])
    plan = planned(asked, {"a": "no"}, "top")
    assert (plan.state, plan.effort, plan.obstacles) == ("depends", 2, ())
    assert (case_of(plan, "Yes"), case_of(plan, "No")) == (("reached", 2), ("unreachable", None))
    assert planned(asked, {"a": "no", "big": "no"}, "top").state == "unreachable"
    assert planned(asked, {"a": "no", "big": "yes"}, "top").state == "reached"


def test_a_fact_that_makes_no_difference_need_not_be_found_out() -> None:
    other = {**FACT, "id": "old", "text": "Old?"}
    asked = with_fact(
        costs("a", 2),
        facts=[FACT, other],
        levels=[
            level("low", 0),
            level("top", 50, requires={"any": [IS_BIG, {"all": [IS_BIG, {"question": "old", "is": "yes"}]}]}),
        ],
    )
    plan = planned(asked, {"a": "no"}, "top")
    assert {each.id for case in plan.cases for each in case.found} == {"big"}


def test_answers_to_a_fact_that_come_to_the_same_are_told_together() -> None:
    kind: Written = {
        "id": "big",
        "type": "choice",
        "text": "Kind?",
        "choices": [{"value": each, "label": each} for each in "abc"],
    }
    need = {"question": "big", "in": ["a", "b"]}
    asked = with_fact(costs("a", 2), facts=[kind], levels=[level("low", 0), level("top", 50, requires=need)])
    plan = planned(asked, {"a": "no"}, "top")
    assert [case.found[0].values for case in plan.cases] == [("a", "b"), ("c",)]


def test_an_answer_that_states_no_effort_and_nobody_knows_is_to_be_found_out() -> None:
    """The score takes both; that `b` could turn out to be a yes is no work, and no reason to give up."""
    asked = questionnaire(section("s", costs("a", 2), yes_no("b")), levels=[level("low", 0), level("top", 100)])
    plan = planned(asked, {"a": "no"}, "top")
    assert (plan.state, steps(plan)) == ("depends", {"a": 2, "b": 0})
    assert [(each.id, each.values) for case in plan.cases for each in case.found] == [("b", ("Yes",))]
    assert planned(asked, {"a": "no", "b": "no"}, "top").state == "unreachable"


def test_one_way_among_several_is_not_said_to_be_the_only_one() -> None:
    """A yes to `b` or to `c` would do; neither states an effort."""
    asked = questionnaire(
        section("s", costs("a", 2), yes_no("b"), yes_no("c")), levels=[level("low", 0), level("top", 60)]
    )
    plan = planned(asked, {"a": "no"}, "top")
    (case,) = plan.cases
    said = plan_sentence(plan, assessment())
    assert (plan.state, len(case.found)) == ("depends", 1)
    assert said.startswith("Whether “Top” can be reached hangs on what is not known. It can, if it turns out so: ")
    assert "only" not in said


def test_what_is_unknown_may_turn_out_not_to_apply() -> None:
    need = {"not": {"question": "b", "in": ["yes", "no"]}}
    asked = questionnaire(
        section("s", costs("a", 2), yes_no("b", allow=["not_applicable"])),
        levels=[level("low", 0), level("top", 100, requires=need)],
    )
    plan = planned(asked, {"a": "no"}, "top")
    assert (plan.state, [each.values for case in plan.cases for each in case.found]) == (
        "depends",
        [("not applicable",)],
    )


def test_what_a_step_brings_up_may_turn_out_not_to_apply() -> None:
    """`b` is asked only once `a` is a yes; that it cannot be answered well is no proof while it may not apply."""
    later = yes_no("b", when={"question": "a", "answered": True}, allow=["not_applicable"])
    asked = questionnaire(
        section("s", costs("a", 2)),
        section("t", later),
        levels=[level("low", 0), level("top", 75)],
        gates=[{"id": "g", "when": {"question": "b", "is": "yes"}, "cap": "low", "reason": "r"}],
    )
    plan = planned(asked, {}, "top")
    assert (plan.state, steps(plan)) == ("depends", {"b": 0, "a": 2})
    assert [each.values for case in plan.cases for each in case.found] == [("not applicable",)]


def test_nothing_is_called_proved_where_a_rating_could_decide_it() -> None:
    plan = planned(courses(costs("a", 1)), {"a": "no"}, "engage", {"leak": TWENTY, "silence": "dont_know"})
    assert (plan.state, plan.proved) == ("unreachable", False)


def test_what_is_to_be_found_out_comes_before_a_budget_is_spent() -> None:
    asked = with_fact(costs("a", 2), costs("b", 3), levels=[level("low", 0), level("top", 100, requires=IS_BIG)])
    plan = make_plan(asked, response(asked, {"a": "no", "b": "no"}), "top", budget=2)
    assert plan is not None
    assert (plan.state, [step.id for step in plan.improvements], plan.needed) == ("over_budget", ["big", "a"], 5)
    assert [step.order for step in (*plan.improvements, *plan.rest)] == [1, 2, 3]


def test_a_budget_says_what_the_target_hangs_on() -> None:
    arguments = ("--to", "engage", "--budget", "20")
    out = run("plan", ROOT / "examples" / "northern-clinics.yaml", *arguments).out
    assert "What the target takes hangs on “Must the organization serve" in out


def test_more_ways_than_can_be_looked_at_one_by_one_are_looked_at_together() -> None:
    facts = [{**FACT, "id": f"fact{at}"} for at in range(6)]
    need = {"all": [{"question": each["id"], "is": "yes"} for each in facts]}
    asked = with_fact(costs("a", 2), facts=facts, levels=[level("low", 0), level("top", 50, requires=need)])
    base = Variations(asked, response(asked, {"a": "no"}))
    aim = aim_of(base, "top", ())
    assert aim is not None
    assert 2 ** len(facts) > MOST_CASES and cases_of(base, Search(base, aim).choices) == ()
    plan = planned(asked, {"a": "no"}, "top")
    (case,) = plan.cases
    assert (plan.state, plan.effort) == ("depends", 2)
    assert [(each.id, each.values) for each in case.found] == [(f"fact{at}", ("Yes",)) for at in range(6)]


@pytest.mark.parametrize(
    ("need", "edge"),
    [({"question": "big", "at_least": 50}, "50"), ({"question": "big", "below": 50}, "50")],
    ids=["at least", "below"],
)
def test_a_number_that_nobody_knows_is_looked_at_on_both_sides_of_an_edge(need: Written, edge: str) -> None:
    staff: Written = {"id": "big", "type": "number", "text": "How many?", "min": 0, "whole": True}
    asked = with_fact(costs("a", 2), facts=[staff], levels=[level("low", 0), level("top", 50, requires=need)])
    plan = planned(asked, {"a": "no"}, "top")
    assert (plan.state, sorted(case.state for case in plan.cases)) == ("depends", ["reached", "unreachable"])
    (other_side,) = (case for case in plan.cases if edge not in case.found[0].values)
    assert other_side.state == ("reached" if "below" in need else "unreachable")


# ---- the health authority ----


def test_every_value_of_its_fact_leads_to_engaging_as_applying_it_by_hand_says() -> None:
    answered = load_response(shipped_examples()["northern-clinics"]).response
    asked = load_questionnaire(shipped_questionnaires()["social-media-readiness"]).value
    assert answered is not None and asked is not None
    plan = make_plan(asked, answered, "engage", frontier=False)
    assert plan is not None
    assert (plan.state, plan.obstacles) == ("reached", ())
    for value in ("yes", "no"):
        old = answered.answers["bilingual_duty"]
        known = {**answered.answers, "bilingual_duty": old.model_copy(update={"value": value})}
        by_hand = make_plan(asked, answered.model_copy(update={"answers": known}), "engage", frontier=False)
        assert by_hand is not None
        assert case_of(plan, value.title()) == ("reached", by_hand.effort)


def test_the_hint_of_a_plan_leads_to_a_plan() -> None:
    prairie = ROOT / "examples" / "prairie-securities.yaml"
    assert "(--to engage)" in run("plan", prairie, "--to", "prepared").out
    assert "The least that gets you to “Engage”" in run("plan", prairie, "--to", "engage").out
    out = run("plan", ROOT / "examples" / "northern-clinics.yaml", "--to", "engage").out
    assert "“Engage” can be reached whatever is found out: first find out “Must the organization serve" in out
    assert "“Engage” cannot be reached" not in out
    assert "\n- 1 bilingual_duty: Find out: Must the organization serve" in out


@pytest.mark.parametrize("name", sorted(shipped_examples()))
def test_no_plan_of_an_example_sends_its_reader_to_a_dead_end(name: str) -> None:
    import re

    path = ROOT / "examples" / f"{name}.yaml"
    out = run("plan", path, "--lang", "en").out
    for target in set(re.findall(r"\(--to (\w+)\)|: --to (\w+)\.", out)):
        ran = run("plan", path, "--lang", "en", "--to", next(filter(None, target)), "--format", "json")
        assert ran.code == ExitCode.DONE
        assert Plan.model_validate_json(ran.out).state in ("reached", "depends", "met")


def test_no_hint_is_given_to_a_course_that_no_plan_reaches() -> None:
    """After the yes to `a`, engaging would cost least; but it needs a fact that is not so."""
    asked = courses(costs("a", 1), profile=[FACT], stances=needing(IS_BIG), levels=[level("low", 0), level("top", 100)])
    closed = planned(asked, {"a": "no", "big": "no"}, "top", {"leak": TEN, "silence": TWENTY})
    open_ = planned(asked, {"a": "no"}, "top", {"leak": TEN, "silence": TWENTY})
    assert (closed.improvements[-1].after.best, closed.next_target) == ("engage", None)
    assert (open_.improvements[-1].after.best, open_.next_target) == ("engage", "engage")
