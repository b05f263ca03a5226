"""The pure interview: what is asked and in which order, what is taken and what is refused, and how one moves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.interview.entry import open_half, typed_answer, with_half
from readiness.interview.interview import Interview, Progress
from readiness.interview.next_best import next_best
from readiness.interview.options import options_of, read_number, scales_of
from readiness.interview.refusals import Refusal
from readiness.interview.steps import Given, Key, Step, names_of_parts, open_row, parts_named
from readiness.model.questionnaire import SIDES, GridQuestion, Question, Questionnaire
from readiness.model.response import Answer, OpportunityRating, RiskRating
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import evaluate, holds
from readiness.scoring.operations import Scalar
from readiness.scoring.tree import compile_tree
from tests.interviews import (
    WORDS,
    answer,
    at,
    begun,
    gain,
    level,
    names,
    questionnaire,
    read_back,
    risk,
    section,
    something,
    yes_no,
)
from tests.strategies import LAW, Written, questionnaires

FIVE: list[Written] = [{"value": value, "label": f"step {value}"} for value in range(1, 6)]
NAMED: list[Written] = [
    {"value": "never", "label": "Never", "points": 0},
    {"value": "often", "label": {"en": "Now and then", "fr": "De temps en temps"}, "points": 1},
]
SEVERAL: list[Written] = [
    {"value": "blog", "label": "A blog", "points": 1},
    {"value": "video", "label": "Video", "points": 1},
    {"value": "none", "label": "None of these", "points": 0, "exclusive": True},
]
ROWS: list[Written] = [{"id": "clients", "text": "Clients"}, {"id": "staff", "text": "Staff"}]


def asked(name: str, kind: str, **keys: object) -> Written:
    return {"id": name, "type": kind, "text": f"What of {name}?", **keys}


EVERY_TYPE = questionnaire(
    section(
        "s",
        asked("plan", "scale", choices=FIVE),
        asked("habit", "choice", choices=NAMED, allow=["dont_know"]),
        asked("channels", "choices", choices=SEVERAL, allow=["not_applicable"]),
        yes_no("policy", importance=True),
        asked("staff", "number", min=1, max=100, whole=True, linear={"worst": 1, "best": 100}),
        asked("hours", "number", linear={"worst": 0, "best": 10}, allow=["dont_know"]),
        asked("why", "text"),
        asked("since", "date", allow=list(WORDS)),
        asked("known", "grid", choices=FIVE, rows=ROWS, allow=["dont_know"]),
    ),
    risks=[risk("leak", "participating"), risk("rumour", "not_participating")],
    opportunities=[gain("fame")],
    languages=["en", "fr"],
)

NESTED = questionnaire(
    section("first", yes_no("a"), section("inner", yes_no("b"), section("deep", yes_no("c")))),
    section("second", yes_no("d")),
    profile=[asked("size", "number")],
    risks=[risk("rumour", "not_participating"), risk("leak", "participating")],
    opportunities=[gain("fame")],
)


# What is asked


class TestTheOrder:
    def test_is_profile_sections_risks_of_taking_part_of_staying_away_and_gains(self) -> None:
        found = [f"{step.part}: {step.key.id}" for step in begun(NESTED).steps]
        assert found == [
            "profile: size",
            "first: a",
            "inner: b",
            "deep: c",
            "second: d",
            "risks.participating: leak",
            "risks.not_participating: rumour",
            "opportunities: fame",
        ]

    def test_a_section_asks_its_own_before_those_inside(self) -> None:
        asked = questionnaire(section("s", section("inner", yes_no("b")), yes_no("a")))
        assert names(begun(asked).steps) == ["a", "b"]

    def test_a_question_and_a_risk_may_share_an_id(self) -> None:
        interview = begun(questionnaire(section("s", yes_no("leak")), risks=[risk("leak", "participating")]))
        assert [step.key for step in interview.steps] == [("question", "leak"), ("risk", "leak")]
        assert at(interview, "leak").key.kind == "question"
        assert interview.step(Key("risk", "leak")) is interview.steps[1]

    def test_it_begins_at_the_first_open_step(self) -> None:
        interview = begun(NESTED, {"size": 5, "b": "yes"})
        assert interview.current is at(interview, "a")

    def test_it_begins_at_the_review_where_nothing_is_open(self) -> None:
        assert begun(questionnaire(section("s", yes_no("a"))), {"a": "no"}).current is None


FOLLOWED = questionnaire(
    section(
        "s",
        yes_no("a"),
        yes_no("b", when={"question": "a", "is": "yes"}),
        yes_no("c", when={"question": "b", "is": "yes"}),
        yes_no("d"),
    ),
    section("t", yes_no("e"), when={"question": "d", "is": "no"}),
    risks=[risk("leak", "participating", when={"question": "d", "is": "no"}), risk("rumour", "not_participating")],
    opportunities=[gain("fame", when={"question": "a", "is": "no"})],
)


class TestConditions:
    def test_hide_what_they_do_not_hold_for(self) -> None:
        assert names(begun(FOLLOWED).steps) == ["a", "d", "rumour"]

    def test_show_a_question_a_section_a_risk_and_a_gain_once_they_hold(self) -> None:
        interview = begun(FOLLOWED)
        answer(interview, a="no", d="no")
        assert names(interview.steps) == ["a", "d", "e", "leak", "rumour", "fame"]

    def test_follow_a_chain(self) -> None:
        interview = begun(FOLLOWED)
        answer(interview, a="yes", b="yes")
        assert names(interview.steps) == ["a", "b", "c", "d", "rumour"]
        answer(interview, a="no")
        assert names(interview.steps) == ["a", "d", "rumour", "fame"]

    def test_show_what_was_answered_before_as_it_was_answered(self) -> None:
        interview = begun(FOLLOWED)
        answer(interview, a="yes", b="no", d="yes")
        answer(interview, a="no")
        assert interview.response.answers["b"].value == "no"
        answer(interview, a="yes")
        assert interview.state(at(interview, "b")) == "answered"

    def test_on_the_score_of_a_section_follow_every_answer_in_it(self) -> None:
        asked = questionnaire(
            section("s", yes_no("a"), yes_no("b")),
            section("t", yes_no("c"), when={"section": "s", "at_least": 60}),
            minimum_coverage=0.9,
        )
        interview = begun(asked)
        answer(interview, a="yes")
        assert names(interview.steps) == ["a", "b"]
        answer(interview, b="yes")
        assert names(interview.steps) == ["a", "b", "c"]
        answer(interview, b="no")
        assert names(interview.steps) == ["a", "b"]

    def test_on_any_answer_do_not_take_dont_know_for_one(self) -> None:
        asked = questionnaire(section("s", yes_no("a"), yes_no("b", when={"question": "a", "answered": True})))
        interview = begun(asked)
        answer(interview, a="dont_know")
        assert names(interview.steps) == ["a"]
        answer(interview, a="not_applicable")
        assert names(interview.steps) == ["a", "b"]

    def test_an_answer_taken_away_hides_what_it_showed(self) -> None:
        interview = begun(FOLLOWED, {"a": "yes"})
        assert interview.accept(at(interview, "a"), Answer(value=None)) is None
        assert names(interview.steps) == ["a", "d", "rumour"]

    def test_another_response_shows_what_holds_for_it(self) -> None:
        interview = begun(FOLLOWED)
        interview.replace(begun(FOLLOWED, {"a": "yes"}).response)
        assert names(interview.steps) == ["a", "b", "d", "rumour"]


class TestParts:
    @pytest.mark.parametrize(
        ("name", "found"),
        [
            pytest.param("second", ["d"], id="section"),
            pytest.param("first", ["a", "b", "c"], id="section-with-those-inside"),
            pytest.param("inner", ["b", "c"], id="section-inside-another"),
            pytest.param("profile", ["size"], id="profile"),
            pytest.param("risks", ["leak", "rumour"], id="both-sides"),
            pytest.param("risks.participating", ["leak"], id="one-side"),
            pytest.param("opportunities", ["fame"], id="opportunities"),
        ],
    )
    def test_one_alone_is_asked(self, name: str, found: list[str]) -> None:
        scope = parts_named(begun(NESTED).parts, name)
        interview = begun(NESTED, parts=tuple(scope))
        assert names(interview.steps) == found
        assert interview.current is interview.steps[0]

    def test_several_are_asked_in_their_own_order(self) -> None:
        assert names(begun(NESTED, parts=["opportunities", "second", "profile"]).steps) == ["size", "d", "fame"]

    def test_an_unknown_name_is_no_part(self) -> None:
        assert parts_named(begun(NESTED).parts, "third") == frozenset()

    def test_those_that_may_be_named_are_listed(self) -> None:
        known = names_of_parts(begun(NESTED).parts)
        assert known == ["profile", "first", "inner", "deep", "second", "opportunities", "risks"]
        assert all(parts_named(begun(NESTED).parts, name) for name in known)

    def test_a_questionnaire_of_sections_alone_has_no_other_parts(self) -> None:
        interview = begun(questionnaire(section("s", yes_no("a"))))
        assert names_of_parts(interview.parts) == ["s"]
        assert parts_named(interview.parts, "risks") == frozenset()

    def test_a_section_may_be_called_risks(self) -> None:
        asked = questionnaire(section("risks", yes_no("a")), risks=[risk("leak", "participating")])
        assert parts_named(begun(asked).parts, "risks") == {"risks"}
        assert names_of_parts(begun(asked).parts) == ["risks"]

    def test_an_answer_outside_still_decides_what_is_asked_inside(self) -> None:
        assert names(begun(FOLLOWED, {"d": "no"}, parts=["t"]).steps) == ["e"]
        assert names(begun(FOLLOWED, {"d": "yes"}, parts=["t"]).steps) == []

    def test_know_what_they_hold(self) -> None:
        interview = begun(NESTED)
        parts = {part.id: part for part in interview.parts}
        assert names(interview.steps_in(parts["first"])) == ["a", "b", "c"]
        assert [parts[name].depth for name in ("profile", "first", "inner", "deep")] == [0, 0, 1, 2]
        assert interview.part_of(at(interview, "c")) is parts["deep"]

    def test_of_which_nothing_is_asked_are_left_out(self) -> None:
        assert [part.id for part in begun(FOLLOWED).asked_parts()] == ["s", "risks.not_participating"]
        opened = begun(FOLLOWED, {"d": "no"})
        assert [part.id for part in opened.asked_parts()] == [
            "s",
            "t",
            "risks.participating",
            "risks.not_participating",
        ]

    def test_that_hold_only_what_lies_inside_are_asked(self) -> None:
        interview = begun(questionnaire(section("outer", section("inner", yes_no("a")))))
        assert [part.id for part in interview.asked_parts()] == ["outer", "inner"]


# How far we are


class TestHowFar:
    def test_at_first_everything_is_open(self) -> None:
        interview = begun(NESTED)
        assert interview.progress() == Progress(answered=0, total=8)
        assert interview.progress().open == 8
        assert interview.open_steps() == interview.steps

    def test_both_words_are_answers_and_half_a_rating_is_none(self) -> None:
        interview = begun(NESTED, {"a": "dont_know", "b": "not_applicable"}, risks={"leak": {"likelihood": 1}})
        assert interview.progress() == Progress(answered=2, total=8)
        assert names(interview.open_steps()) == ["size", "c", "d", "leak", "rumour", "fame"]

    def test_of_a_part_counts_those_inside(self) -> None:
        interview = begun(NESTED, {"b": "yes", "d": "yes"})
        parts = {part.id: part for part in interview.parts}
        assert interview.progress(parts["first"]) == Progress(answered=1, total=3)
        assert interview.progress(parts["deep"]) == Progress(answered=0, total=1)

    def test_what_is_needed_and_open(self) -> None:
        asked = questionnaire(section("s", yes_no("a", required=True), yes_no("b", required=True), yes_no("c")))
        assert names(begun(asked, {"a": "dont_know"}).required_open()) == ["b"]

    def test_what_is_needed_counts_only_where_it_is_asked(self) -> None:
        needed = yes_no("b", required=True, when={"question": "a", "is": "yes"})
        asked = questionnaire(section("s", yes_no("a"), needed))
        assert names(begun(asked).required_open()) == []
        assert names(begun(asked, {"a": "yes"}).required_open()) == ["b"]

    def test_what_is_flagged(self) -> None:
        interview = begun(NESTED, {"a": {"value": "yes", "discuss": True}}, risks={"leak": {"discuss": True}})
        assert names(interview.flagged_steps()) == ["a", "leak"]
        assert names(interview.open_steps())[-3:] == ["leak", "rumour", "fame"]

    def test_the_place_is_counted_from_one_and_the_review_comes_after_the_last(self) -> None:
        interview = begun(NESTED)
        assert interview.position() == 1
        interview.jump(at(interview, "d").key)
        assert interview.position() == 5
        interview.review()
        assert interview.position() == 9

    @pytest.mark.parametrize(
        ("value", "state"),
        [
            pytest.param(None, "open", id="nothing"),
            pytest.param({}, "open", id="no-row"),
            pytest.param({"clients": None, "staff": None}, "open", id="empty-rows"),
            pytest.param({"clients": 1}, "open", id="a-row"),
            pytest.param({"clients": 1, "staff": "dont_know"}, "answered", id="every-row"),
            pytest.param("dont_know", "dont_know", id="dont-know"),
        ],
    )
    def test_a_grid_is_answered_once_every_row_is(self, value: object, state: str) -> None:
        interview = begun(EVERY_TYPE)
        answer(interview, known=value)
        assert interview.state(at(interview, "known")) == state

    @pytest.mark.parametrize(
        ("name", "value", "state"),
        [
            pytest.param("channels", (), "answered", id="nothing-ticked"),
            pytest.param("channels", "not_applicable", "not_applicable", id="not-applicable"),
            pytest.param("channels", None, "open", id="nothing-said"),
            pytest.param("hours", 0, "answered", id="zero"),
            pytest.param("hours", "dont_know", "dont_know", id="dont-know"),
            pytest.param("policy", "no", "answered", id="no"),
        ],
    )
    def test_a_value_is_an_answer_or_not(self, name: str, value: object, state: str) -> None:
        interview = begun(EVERY_TYPE)
        answer(interview, **{name: value})
        assert interview.state(at(interview, name)) == state

    @pytest.mark.parametrize(
        ("rating", "state"),
        [
            pytest.param(RiskRating(), "open", id="nothing"),
            pytest.param(RiskRating(likelihood=1), "open", id="half"),
            pytest.param(RiskRating(impact=1), "open", id="other-half"),
            pytest.param(RiskRating(likelihood="dont_know"), "open", id="half-unknown"),
            pytest.param(RiskRating(likelihood=1, impact=1), "answered", id="both"),
            pytest.param(RiskRating(likelihood=1, impact="dont_know"), "dont_know", id="one-unknown"),
            pytest.param(RiskRating(likelihood="not_applicable"), "not_applicable", id="one-not-applicable"),
            pytest.param(RiskRating(probability=(0.1, 0.2)), "open", id="own-chance-alone"),
            pytest.param(RiskRating(probability=(0.1, 0.2), loss=(1, 2)), "answered", id="own-ranges"),
            pytest.param(RiskRating(likelihood=1, loss=(1, 2)), "answered", id="own-loss"),
            pytest.param(OpportunityRating(likelihood=1), "open", id="half-a-gain"),
            pytest.param(OpportunityRating(likelihood=1, gain=2), "answered", id="a-gain"),
        ],
    )
    def test_a_rating_is_an_answer_or_not(self, rating: RiskRating | OpportunityRating, state: str) -> None:
        interview = begun(EVERY_TYPE)
        step = at(interview, "leak" if isinstance(rating, RiskRating) else "fame")
        assert interview.accept(step, rating) is None
        assert interview.state(step) == state

    def test_a_word_for_a_whole_risk_is_a_word_for_both_halves(self) -> None:
        interview = begun(EVERY_TYPE, risks={"leak": "dont_know"}, opportunities={"fame": "not_applicable"})
        assert interview.given(at(interview, "leak")) == RiskRating(likelihood="dont_know", impact="dont_know")
        assert interview.state(at(interview, "fame")) == "not_applicable"


# What is taken, and what is not


class TestAnswers:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("plan", 3),
            ("habit", "often"),
            ("habit", "dont_know"),
            ("channels", ("blog", "video")),
            ("channels", ("none",)),
            ("channels", ()),
            ("channels", "not_applicable"),
            ("policy", "yes"),
            ("policy", "not_applicable"),
            ("staff", 1),
            ("staff", 100.0),
            ("hours", -2.5),
            ("hours", "dont_know"),
            ("why", "Because."),
            ("since", "2024-02-29"),
            ("known", {"clients": 1, "staff": "dont_know"}),
            ("known", {"staff": None}),
            ("known", "dont_know"),
            ("plan", None),
        ],
    )
    def test_that_fit_are_taken(self, name: str, value: object) -> None:
        interview = begun(EVERY_TYPE)
        step = at(interview, name)
        assert interview.accept(step, Answer.model_validate({"value": value})) is None
        assert interview.given(step) == Answer.model_validate({"value": value})
        assert read_back(interview) == interview.response

    @pytest.mark.parametrize(
        ("name", "value", "reason"),
        [
            pytest.param("plan", 6, "r_choice", id="scale-no-such-step"),
            pytest.param("plan", "3", "r_choice", id="scale-text-for-a-number"),
            pytest.param("plan", True, "r_choice", id="scale-true-is-not-one"),
            pytest.param("plan", 1.5, "r_choice", id="scale-between-two-steps"),
            pytest.param("plan", (3,), "r_choice", id="scale-a-list"),
            pytest.param("plan", "dont_know", "r_word", id="scale-word-not-allowed"),
            pytest.param("habit", "Never", "r_choice", id="choice-by-its-label"),
            pytest.param("habit", "not_applicable", "r_word", id="choice-the-other-word"),
            pytest.param("channels", "blog", "r_choice", id="choices-without-a-list"),
            pytest.param("channels", ("blog", "radio"), "r_choice", id="choices-unknown"),
            pytest.param("channels", ("blog", "not_applicable"), "r_choice", id="choices-word-among-ticks"),
            pytest.param("channels", ("blog", "blog"), "r_twice", id="choices-twice"),
            pytest.param("channels", ("blog", "none"), "r_exclusive", id="choices-exclusive"),
            pytest.param("channels", "dont_know", "r_word", id="choices-word-not-allowed"),
            pytest.param("policy", True, "r_choice", id="yes-no-true"),
            pytest.param("policy", "maybe", "r_choice", id="yes-no-maybe"),
            pytest.param("staff", 1.5, "r_whole", id="number-not-whole"),
            pytest.param("staff", 0, "r_low", id="number-too-low"),
            pytest.param("staff", 101, "r_high", id="number-too-high"),
            pytest.param("staff", "5", "r_number", id="number-text"),
            pytest.param("staff", True, "r_number", id="number-true"),
            pytest.param("staff", (5,), "r_number", id="number-list"),
            pytest.param("staff", "dont_know", "r_word", id="number-word-not-allowed"),
            pytest.param("hours", "not_applicable", "r_word", id="number-the-other-word"),
            pytest.param("why", "", "r_empty", id="text-empty"),
            pytest.param("why", " \n", "r_empty", id="text-blank"),
            pytest.param("why", 3, "r_empty", id="text-number"),
            pytest.param("why", "dont_know", "r_word", id="text-word-not-allowed"),
            pytest.param("since", "2025-02-29", "r_date", id="date-no-such-day"),
            pytest.param("since", "29.2.2024", "r_date", id="date-written-otherwise"),
            pytest.param("since", 2024, "r_date", id="date-number"),
            pytest.param("known", 3, "r_rows", id="grid-no-rows"),
            pytest.param("known", {"critics": 3}, "r_rows", id="grid-unknown-row"),
            pytest.param("known", {"staff": 6}, "r_choice", id="grid-no-such-step"),
            pytest.param("known", {"staff": "3"}, "r_choice", id="grid-text-for-a-number"),
            pytest.param("known", {"staff": "not_applicable"}, "r_word", id="grid-word-not-allowed-in-a-row"),
            pytest.param("known", "not_applicable", "r_word", id="grid-word-not-allowed"),
        ],
    )
    def test_that_do_not_fit_are_refused_with_the_reason(self, name: str, value: object, reason: str) -> None:
        interview = begun(EVERY_TYPE, {"plan": 1})
        before = interview.response
        refusal = interview.accept(at(interview, name), Answer.model_validate({"value": value}))
        assert refusal is not None
        assert refusal.key == reason
        assert interview.response is before

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_a_reason_is_said_with_what_it_is_about(self, language: str) -> None:
        interview = begun(EVERY_TYPE)
        refusal = interview.accept(at(interview, "staff"), Answer(value=101))
        assert refusal is not None
        assert "100" in refusal.said(language)

    def test_importance_is_taken_where_it_is_asked_for(self) -> None:
        interview = begun(EVERY_TYPE)
        assert interview.accept(at(interview, "policy"), Answer(value="yes", importance=2)) is None
        assert interview.accept(at(interview, "plan"), Answer(value=1, importance=2)) == Refusal("r_importance")

    def test_what_is_said_beside_the_answer_is_kept(self) -> None:
        interview = begun(EVERY_TYPE)
        said = Answer(value=2, note="Since May", evidence=("plan.pdf",), confidence="low", discuss=True)
        assert interview.accept(at(interview, "plan"), said) is None
        assert interview.response.answers == {"plan": said}

    def test_taking_one_leaves_the_others_and_the_place(self) -> None:
        interview = begun(EVERY_TYPE, {"plan": 1})
        current = interview.current
        answer(interview, why="Because.")
        assert interview.response.answers["plan"] == Answer(value=1)
        assert interview.current is current

    def test_trying_one_changes_nothing(self) -> None:
        interview = begun(EVERY_TYPE)
        before = interview.response
        assert interview.with_answer(at(interview, "plan"), Answer(value=1)).answers == {"plan": Answer(value=1)}
        assert interview.response is before


class TestRatings:
    @pytest.mark.parametrize(
        ("name", "rating"),
        [
            ("leak", RiskRating(likelihood=1, impact=5)),
            ("leak", RiskRating(likelihood="dont_know", impact="not_applicable")),
            ("leak", RiskRating(probability=(0.1, 0.2), loss=(10, 20), currency="CAD")),
            ("fame", OpportunityRating(likelihood=5, gain=1)),
            ("fame", OpportunityRating(likelihood="dont_know")),
        ],
    )
    def test_on_the_scales_or_by_a_word_are_taken(self, name: str, rating: RiskRating | OpportunityRating) -> None:
        interview = begun(EVERY_TYPE)
        assert interview.accept(at(interview, name), rating) is None
        assert read_back(interview) == interview.response

    @pytest.mark.parametrize(
        ("name", "rating", "about"),
        [
            ("leak", RiskRating(likelihood=6), "6"),
            ("leak", RiskRating(likelihood=1, impact=0), "0"),
            ("fame", OpportunityRating(likelihood=-1), "-1"),
            ("fame", OpportunityRating(likelihood=1, gain=9), "9"),
        ],
    )
    def test_beside_the_scales_are_refused(self, name: str, rating: RiskRating | OpportunityRating, about: str) -> None:
        interview = begun(EVERY_TYPE)
        assert interview.accept(at(interview, name), rating) == Refusal("r_step", about)
        assert interview.response.risks == interview.response.opportunities == {}

    def test_are_held_against_the_questionnaires_own_scales(self) -> None:
        steps = [{"value": 1, "label": "Some", "severity": [1, 2]}, {"value": 9, "label": "Much", "severity": [3, 4]}]
        interview = begun(
            questionnaire(
                section("s", yes_no("a")),
                scales={"gain": steps},
                risks=[risk("leak", "participating")],
                opportunities=[gain("fame")],
            )
        )
        assert interview.accept(at(interview, "fame"), OpportunityRating(likelihood=1, gain=9)) is None
        assert interview.accept(at(interview, "leak"), RiskRating(likelihood=1, impact=9)) == Refusal("r_step", "9")


# Moving


FOUR = questionnaire(section("s", yes_no("a"), yes_no("b"), yes_no("c"), yes_no("d")))


def walked(interview: Interview) -> list[str]:
    """Everything that comes by on the way forward, from here on."""
    seen: list[str] = []
    while interview.current is not None:
        assert len(seen) <= len(interview.steps)
        seen.append(interview.current.key.id)
        interview.forward()
    return seen


def here(interview: Interview) -> str | None:
    return interview.current.key.id if interview.current else None


class TestMoving:
    def test_forward_goes_through_everything_answered_or_not(self) -> None:
        assert walked(begun(FOUR, {"b": "yes"})) == ["a", "b", "c", "d"]

    def test_forward_at_the_review_stays_there(self) -> None:
        interview = begun(FOUR)
        interview.review()
        assert interview.forward() is None
        assert here(interview) is None

    def test_back_returns_the_way_one_came(self) -> None:
        interview = begun(FOUR)
        interview.jump(at(interview, "d").key)
        interview.jump(at(interview, "b").key)
        interview.forward()
        assert [here(interview), *(step.key.id for step in iter(interview.back, None))] == ["c", "b", "d", "a"]

    def test_back_without_a_way_goes_to_the_one_before(self) -> None:
        interview = begun(FOUR, {"a": "yes", "b": "yes"})
        assert here(interview) == "c"
        assert interview.back() is at(interview, "b")
        assert interview.back() is at(interview, "a")

    def test_back_at_the_first_stays_there(self) -> None:
        interview = begun(FOUR)
        assert interview.back() is None
        assert here(interview) == "a"

    def test_back_from_the_review_is_the_last_seen(self) -> None:
        interview = begun(FOUR)
        interview.forward()
        interview.review()
        assert interview.back() is at(interview, "b")

    def test_back_from_a_review_that_it_began_with_is_the_last(self) -> None:
        interview = begun(FOUR, dict.fromkeys("abcd", "yes"))
        assert interview.back() is at(interview, "d")

    def test_a_jump_to_where_one_is_leaves_no_trace(self) -> None:
        interview = begun(FOUR)
        assert interview.jump(at(interview, "a").key) is interview.current
        assert interview.back() is None

    def test_a_jump_to_what_is_not_asked_is_none(self) -> None:
        interview = begun(FOLLOWED)
        assert interview.jump(Key("question", "b")) is None
        assert interview.jump(Key("question", "nothing")) is None
        assert here(interview) == "a"

    def test_a_jump_from_the_review_comes_back_to_it(self) -> None:
        interview = begun(FOUR)
        interview.review()
        interview.jump(at(interview, "c").key)
        assert walked(interview) == ["c"]

    def test_forward_comes_to_what_an_answer_has_shown(self) -> None:
        interview = begun(FOLLOWED)
        answer(interview, a="yes")
        assert interview.forward() is at(interview, "b")

    def test_forward_passes_what_an_answer_has_hidden(self) -> None:
        interview = begun(FOLLOWED, {"a": "yes", "b": "yes"})
        interview.jump(at(interview, "a").key)
        answer(interview, a="no")
        assert interview.forward() is at(interview, "d")

    def test_back_passes_what_an_answer_has_hidden(self) -> None:
        interview = begun(FOLLOWED)
        answer(interview, a="yes")
        interview.forward()
        interview.forward()
        assert here(interview) == "d"
        answer(interview, a="no")
        assert interview.back() is at(interview, "a")

    def test_unanswered_and_gone_on_is_skipped_and_stays_open(self) -> None:
        interview = begun(FOUR)
        interview.forward()
        assert names(interview.open_steps()) == ["a", "b", "c", "d"]


class TestWhereTheCurrentStepIsNoLongerAsked:
    """Another answer may hide it, such as one read from the file again."""

    @staticmethod
    def hidden() -> Interview:
        interview = begun(FOLLOWED, {"a": "yes"})
        assert here(interview) == "b"
        answer(interview, a="no")
        return interview

    def test_it_is_still_what_is_on_screen(self) -> None:
        interview = self.hidden()
        assert here(interview) == "b"
        assert names(interview.steps) == ["a", "d", "rumour", "fame"]

    def test_forward_goes_to_what_follows_it(self) -> None:
        interview = self.hidden()
        assert interview.forward() is at(interview, "d")

    def test_back_goes_to_what_precedes_it(self) -> None:
        interview = self.hidden()
        assert interview.back() is at(interview, "a")

    def test_its_place_is_not_that_of_the_review(self) -> None:
        interview = self.hidden()
        assert interview.position() <= len(interview.steps)


class TestOnlyUnanswered:
    def test_passes_over_what_had_an_answer_at_first(self) -> None:
        interview = begun(FOUR, {"b": "yes", "c": "dont_know"}, only_unanswered=True)
        assert walked(interview) == ["a", "d"]

    def test_still_shows_what_is_answered_on_the_way(self) -> None:
        interview = begun(FOUR, {"b": "yes"}, only_unanswered=True)
        answer(interview, c="yes")
        assert walked(interview) == ["a", "c", "d"]

    def test_counts_everything_all_the_same(self) -> None:
        interview = begun(FOUR, {"b": "yes"}, only_unanswered=True)
        assert interview.progress() == Progress(answered=1, total=4)

    def test_may_jump_to_what_has_an_answer(self) -> None:
        interview = begun(FOUR, {"b": "yes"}, only_unanswered=True)
        assert interview.jump(at(interview, "b").key) is at(interview, "b")

    def test_asks_half_a_rating(self) -> None:
        interview = begun(EVERY_TYPE, risks={"leak": {"likelihood": 1}}, parts=["risks.participating"], only_unanswered=True)  # fmt: skip
        assert here(interview) == "leak"


# What comes next is chosen


def the_last(interview: Interview) -> Key | None:
    """Chooses from the end, and nothing twice."""
    wanted = [step.key for step in interview.open_steps() if step.key not in interview.skipped]
    return wanted[-1] if wanted else None


class TestAChooser:
    def test_says_what_is_asked_first_and_next(self) -> None:
        interview = begun(FOUR, chooser=the_last)
        seen: list[str] = []
        while interview.current is not None:
            seen.append(interview.current.key.id)
            answer(interview, **{interview.current.key.id: "yes"})
            interview.forward()
        assert seen == ["d", "c", "b", "a"]

    def test_that_has_no_wish_leaves_it_to_the_order(self) -> None:
        assert walked(begun(FOUR, {"b": "yes"}, chooser=lambda interview: None)) == ["a", "c", "d"]

    def test_that_is_content_leaves_the_rest_wherever_it_stands(self) -> None:
        """After the last question nothing more is wished for; those before it are still open."""
        wishes = iter([Key("question", "d"), None, None, None, None])
        interview = begun(FOUR, chooser=lambda interview: next(wishes))
        answer(interview, d="yes")
        seen: list[str] = []
        while (step := interview.forward()) is not None:
            seen.append(step.key.id)
            answer(interview, **{step.key.id: "yes"})
        assert seen == ["a", "b", "c"]

    def test_is_told_what_was_skipped(self) -> None:
        interview = begun(FOUR, chooser=the_last)
        interview.forward()
        assert interview.skipped == {at(interview, "d").key}
        assert walked(interview) == ["c", "b", "a"]

    def test_comes_to_the_review_once_all_is_skipped(self) -> None:
        asked = questionnaire(
            section("s", yes_no("a"), yes_no("b", weight=2)), levels=[level("low", 0), level("high", 50)]
        )
        assert walked(begun(asked, chooser=next_best)) == ["b", "a"]


# Finding


class TestSearch:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            pytest.param("plan", ["plan"], id="id"),
            pytest.param("WHAT OF WHY", ["why"], id="text-in-any-case"),
            pytest.param("clients", ["known"], id="row"),
            pytest.param("video", ["channels"], id="choice"),
            pytest.param("happen leak", ["leak"], id="all-words-in-any-order"),
            pytest.param("happen hours", [], id="never-all-words"),
            pytest.param("", [], id="nothing"),
            pytest.param("  ", [], id="blank"),
        ],
    )
    def test_finds_what_holds_all_the_words(self, words: str, found: list[str]) -> None:
        assert names(begun(EVERY_TYPE).search(words, "en")) == found

    def test_looks_in_the_language_spoken(self) -> None:
        interview = begun(EVERY_TYPE)
        assert names(interview.search("temps", "fr")) == ["habit"]
        assert names(interview.search("temps", "en")) == []

    def test_looks_in_help_and_reasons_and_titles(self) -> None:
        asked = questionnaire(
            section("s", yes_no("a", help="Ask the registrar."), yes_no("b", why="Fines follow.")),
            risks=[risk("leak", "participating", title="Spill", about="Of papers.")],
        )
        for words, name in (("registrar", "a"), ("fines", "b"), ("spill", "leak"), ("papers", "leak")):
            assert names(begun(asked).search(words, "en")) == [name]

    def test_finds_only_what_is_asked(self) -> None:
        assert names(begun(FOLLOWED).search("there b", "en")) == []


# What a person typed


def typed(name: str, text: str, given: Given | None = None, language: str = "en") -> Given | Refusal:
    """What comes of a text typed at a step."""
    interview = begun(EVERY_TYPE)
    step = at(interview, name)
    return typed_answer(EVERY_TYPE, step, given or interview.given(step), text, language)


class TestTypedChoices:
    @pytest.mark.parametrize(
        ("name", "text", "language", "value"),
        [
            pytest.param("plan", "3", "en", 3, id="digit-is-the-number-and-not-its-text"),
            pytest.param("plan", " 3 ", "en", 3, id="blanks-around"),
            pytest.param("plan", "step 3", "en", 3, id="label"),
            pytest.param("plan", "STEP 3", "en", 3, id="label-in-capitals"),
            pytest.param("habit", "a", "en", "never", id="letter"),
            pytest.param("habit", "B", "en", "often", id="capital-letter"),
            pytest.param("habit", "often", "en", "often", id="value"),
            pytest.param("habit", "de temps en temps", "fr", "often", id="label-in-french"),
            pytest.param("habit", "u", "en", "dont_know", id="dont-know"),
            pytest.param("habit", "Don't know", "en", "dont_know", id="dont-know-in-words"),
            pytest.param("habit", "ne sait pas", "fr", "dont_know", id="dont-know-in-french-words"),
            pytest.param("policy", "y", "en", "yes", id="yes"),
            pytest.param("policy", "n", "en", "no", id="no"),
            pytest.param("policy", "YES", "en", "yes", id="yes-in-full"),
            pytest.param("policy", "o", "fr", "yes", id="oui"),
            pytest.param("policy", "oui", "fr", "yes", id="oui-in-full"),
            pytest.param("policy", "n", "fr", "no", id="non"),
            pytest.param("policy", "u", "fr", "dont_know", id="the-words-have-the-same-key-in-french"),
            pytest.param("policy", "x", "en", "not_applicable", id="not-applicable"),
            pytest.param("channels", "a", "en", ("blog",), id="one-tick"),
            pytest.param("channels", "a b", "en", ("blog", "video"), id="ticks-by-blanks"),
            pytest.param("channels", "a,b", "en", ("blog", "video"), id="ticks-by-commas"),
            pytest.param("channels", "b; a", "en", ("blog", "video"), id="ticks-by-semicolons"),
            pytest.param("channels", "blog, video", "en", ("blog", "video"), id="ticks-by-value"),
            pytest.param("channels", "-", "en", (), id="no-tick"),
            pytest.param("channels", "x", "en", "not_applicable", id="word-in-place-of-ticks"),
            pytest.param("why", " In short: x ", "en", "In short: x", id="text"),
            pytest.param("why", "u", "en", "u", id="text-where-no-word-is-allowed"),
            pytest.param("since", "2024-02-29", "en", "2024-02-29", id="date"),
            pytest.param("since", "u", "en", "dont_know", id="date-unknown"),
        ],
    )
    def test_mean_a_value(self, name: str, text: str, language: str, value: object) -> None:
        found = typed(name, text, language=language)
        assert isinstance(found, Answer)
        assert found.value == value
        assert type(found.value) is type(value)

    @pytest.mark.parametrize(
        ("name", "text", "language", "reason"),
        [
            pytest.param("plan", "6", "en", "r_choice", id="no-such-key"),
            pytest.param("plan", "", "en", "r_choice", id="nothing"),
            pytest.param("plan", "u", "en", "r_choice", id="word-not-allowed"),
            pytest.param("habit", "x", "en", "r_choice", id="the-other-word"),
            pytest.param("policy", "y", "fr", "r_choice", id="english-key-in-french"),
            pytest.param("policy", "o", "en", "r_choice", id="french-key-in-english"),
            pytest.param("channels", "a, c, q", "en", "r_choice", id="one-of-several-unknown"),
            pytest.param("channels", "a x", "en", "r_choice", id="word-among-ticks"),
            pytest.param("channels", "", "en", "r_choice", id="no-tick-said-by-nothing"),
        ],
    )
    def test_or_none(self, name: str, text: str, language: str, reason: str) -> None:
        found = typed(name, text, language=language)
        assert isinstance(found, Refusal)
        assert found.key == reason

    @pytest.mark.parametrize(("text", "reason"), [("a a", "r_twice"), ("a c", "r_exclusive")])
    def test_ticks_that_cannot_stand_together_are_refused_when_taken(self, text: str, reason: str) -> None:
        interview = begun(EVERY_TYPE)
        found = typed("channels", text)
        assert isinstance(found, Answer)
        refusal = interview.accept(at(interview, "channels"), found)
        assert refusal is not None
        assert refusal.key == reason

    def test_a_number_in_quotes_has_a_letter_and_its_text_means_it(self) -> None:
        choices = [{"value": "3", "label": "Three", "points": 1}, {"value": "1", "label": "One", "points": 0}]
        interview = begun(questionnaire(section("s", asked("q", "choice", choices=choices))))
        step = at(interview, "q")
        for text, value in (("a", "3"), ("3", "3"), ("1", "1"), ("b", "1")):
            found = typed_answer(interview.questionnaire, step, Answer(value=None), text, "en")
            assert found == Answer(value=value)

    def test_what_is_said_beside_the_answer_stays(self) -> None:
        given = Answer(value=1, note="Since May", importance=2)
        assert typed("plan", "2", given) == Answer(value=2, note="Since May", importance=2)


AMBIGUOUS: list[Written] = [
    {"value": "b", "label": "Bravo", "points": 0},
    {"value": "a", "label": "Alpha", "points": 1},
    {"value": "c", "label": "d", "points": 2},
    {"value": "d", "label": "c", "points": 3},
]
"""Whose letters are others' values and labels."""


class TestTheKeyShownCountsBeforeValueAndLabel:
    """“What is typed first to choose is the key”: in every place where one may type it."""

    @pytest.mark.parametrize(("key", "value"), [("a", "b"), ("b", "a"), ("c", "c"), ("d", "d")])
    def test_in_a_choice(self, key: str, value: str) -> None:
        interview = begun(questionnaire(section("s", asked("q", "choice", choices=AMBIGUOUS))))
        found = typed_answer(interview.questionnaire, at(interview, "q"), Answer(value=None), key, "en")
        assert found == Answer(value=value)

    def test_among_several_ticks(self) -> None:
        interview = begun(questionnaire(section("s", asked("q", "choices", choices=AMBIGUOUS))))
        found = typed_answer(interview.questionnaire, at(interview, "q"), Answer(value=None), "a b d", "en")
        assert found == Answer(value=("b", "a", "d"))

    def test_in_the_row_of_a_grid(self) -> None:
        interview = begun(questionnaire(section("s", asked("q", "grid", choices=AMBIGUOUS, rows=ROWS))))
        one = typed_answer(interview.questionnaire, at(interview, "q"), Answer(value=None), "b", "en")
        assert one == Answer(value={"clients": "a"})
        both = typed_answer(interview.questionnaire, at(interview, "q"), Answer(value=None), "b d", "en")
        assert both == Answer(value={"clients": "a", "staff": "d"})

    def test_on_a_risk_scale(self) -> None:
        steps = [
            {"value": value, "label": label, "severity": [value, value + 1]}
            for value, label in ((1, "2"), (2, "1"), (3, "3"))
        ]
        asked = questionnaire(
            section("s", yes_no("a")), scales={"impact": steps}, risks=[risk("leak", "participating")]
        )
        interview = begun(asked)
        found = typed_answer(asked, at(interview, "leak"), RiskRating(), "1 2", "en")
        assert found == RiskRating(likelihood=1, impact=2)


class TestTypedNumbers:
    @pytest.mark.parametrize(
        ("text", "language", "number"),
        [
            ("12", "en", 12),
            ("-3", "en", -3),
            ("1.5", "en", 1.5),
            ("1.5", "fr", 1.5),
            ("1,5", "fr", 1.5),
            ("1,500", "fr-CA", 1.5),
            ("1,5", "en", 1.5),
            ("1 000", "fr", 1000),
            ("1\u202f000", "fr", 1000),
            (".5", "en", 0.5),
        ],
    )
    def test_are_read_as_the_language_writes_them(self, text: str, language: str, number: float) -> None:
        found = read_number(text.replace(" ", "\u00a0"), language)
        assert (found, type(found)) == (number, type(number))

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("1,500", "en"),
            ("1,2,3", "fr"),
            ("twelve", "en"),
            ("", "en"),
            ("1e5", "en"),
            ("nan", "en"),
            ("1" * 400, "en"),
        ],
    )
    def test_are_never_guessed(self, text: str, language: str) -> None:
        assert read_number(text, language) == Refusal("r_number", text)

    def test_at_a_question_are_held_against_it(self) -> None:
        interview = begun(EVERY_TYPE)
        found = typed("staff", "2,5", language="fr")
        assert found == Answer(value=2.5)
        assert interview.accept(at(interview, "staff"), Answer(value=2.5)) == Refusal("r_whole")

    def test_may_be_unknown_where_that_is_allowed(self) -> None:
        assert typed("hours", "u") == Answer(value="dont_know")
        assert typed("staff", "u") == Refusal("r_number", "u")


class TestTypedRows:
    def test_are_answered_in_turn(self) -> None:
        first = typed("known", "3")
        assert first == Answer(value={"clients": 3})
        second = typed("known", "u", first if isinstance(first, Answer) else None)
        assert second == Answer(value={"clients": 3, "staff": "dont_know"})

    @pytest.mark.parametrize("text", ["3 4", "3,4", "3; 4", " 3  4 "])
    def test_are_answered_all_at_once(self, text: str) -> None:
        assert typed("known", text) == Answer(value={"clients": 3, "staff": 4})

    def test_may_be_left_open(self) -> None:
        assert typed("known", "- 4") == Answer(value={"clients": None, "staff": 4})

    def test_all_at_once_replace_what_was_there(self) -> None:
        assert typed("known", "- 4", Answer(value={"clients": 1}, note="n")) == Answer(
            value={"clients": None, "staff": 4}, note="n"
        )

    def test_begin_again_once_all_are_answered(self) -> None:
        assert typed("known", "5", Answer(value={"clients": 1, "staff": 2})) == Answer(value={"clients": 5, "staff": 2})

    def test_begin_after_a_word_for_the_whole(self) -> None:
        assert typed("known", "5", Answer(value="dont_know")) == Answer(value={"clients": 5})

    def test_too_many_or_unknown_are_refused(self) -> None:
        assert typed("known", "1 2 3") == Refusal("r_rows_count", "2")
        assert typed("known", "1 9") == Refusal("r_choice", "9")
        assert typed("known", "9") == Refusal("r_choice", "9")

    def test_the_open_one_is_the_first_without_an_answer(self) -> None:
        grid = at(begun(EVERY_TYPE), "known").thing
        assert isinstance(grid, GridQuestion)
        assert open_row(grid, Answer(value=None)) == "clients"
        assert open_row(grid, Answer(value={"staff": 1})) == "clients"
        assert open_row(grid, Answer(value={"clients": 1})) == "staff"
        assert open_row(grid, Answer(value={"clients": 1, "staff": "dont_know"})) is None
        assert open_row(grid, Answer(value="dont_know")) is None

    def test_a_label_of_several_words_is_one_answer(self) -> None:
        asked_ = questionnaire(section("s", asked("q", "grid", choices=NAMED, rows=ROWS)))
        interview = begun(asked_)
        found = typed_answer(asked_, at(interview, "q"), Answer(value=None), "Now and then", "en")
        assert found == Answer(value={"clients": "often"})


class TestTypedTicks:
    def test_a_label_of_several_words_is_one_tick(self) -> None:
        assert typed("channels", "None of these") == Answer(value=("none",))


class TestTypedRatings:
    def test_are_given_in_halves_the_likelihood_first(self) -> None:
        first = typed("leak", "2")
        assert first == RiskRating(likelihood=2)
        assert typed("leak", "5", RiskRating(likelihood=2)) == RiskRating(likelihood=2, impact=5)
        assert typed("fame", "5", OpportunityRating(likelihood=2)) == OpportunityRating(likelihood=2, gain=5)

    @pytest.mark.parametrize("text", ["2 5", "2,5", "2;5"])
    def test_are_given_both_at_once(self, text: str) -> None:
        assert typed("leak", text) == RiskRating(likelihood=2, impact=5)
        assert typed("fame", text) == OpportunityRating(likelihood=2, gain=5)

    def test_begin_again_once_both_are_there(self) -> None:
        assert typed("leak", "4", RiskRating(likelihood=2, impact=5, note="n")) == RiskRating(likelihood=4, note="n")

    def test_not_applicable_is_so_of_both(self) -> None:
        away = RiskRating(likelihood="not_applicable", impact="not_applicable")
        assert typed("leak", "x") == away
        assert typed("leak", "x", RiskRating(likelihood=3)) == away
        assert typed("leak", "4 x") == away

    def test_a_step_takes_not_applicable_away(self) -> None:
        away = RiskRating(likelihood="not_applicable", impact="not_applicable")
        assert typed("leak", "4", away) == RiskRating(likelihood=4)
        assert typed("leak", "4 2", away) == RiskRating(likelihood=4, impact=2)

    def test_unknown_is_so_of_one_half(self) -> None:
        assert typed("leak", "u") == RiskRating(likelihood="dont_know")
        assert typed("leak", "u 3") == RiskRating(likelihood="dont_know", impact=3)

    def test_take_the_place_of_ranges_of_ones_own(self) -> None:
        own = RiskRating(probability=(0.1, 0.2), loss=(1, 2), currency="CAD", note="n")
        assert typed("leak", "4", own) == RiskRating(likelihood=4, note="n")
        assert typed("leak", "4 2", own) == RiskRating(likelihood=4, impact=2, note="n")
        assert typed("leak", "x", own) == RiskRating(likelihood="not_applicable", impact="not_applicable", note="n")

    def test_complete_a_range_of_ones_own(self) -> None:
        assert typed("leak", "2", RiskRating(probability=(0.1, 0.2))) == RiskRating(probability=(0.1, 0.2), impact=2)
        assert typed("leak", "2", RiskRating(loss=(1, 2), currency="CAD")) == RiskRating(
            likelihood=2, loss=(1, 2), currency="CAD"
        )

    @pytest.mark.parametrize("text", ["6", "", "1 6", "1 2 3", "?"])
    def test_beside_the_scales_are_refused(self, text: str) -> None:
        assert isinstance(typed("leak", text), Refusal)

    @pytest.mark.parametrize(
        ("text", "half"),
        [("Rare: 1 to 5 % a year", 1), ("Don't know", "dont_know"), ("don't know", "dont_know")],
    )
    def test_may_be_given_by_the_whole_label(self, text: str, half: object) -> None:
        found = typed("leak", text)
        assert isinstance(found, RiskRating)
        assert found.likelihood == half

    def test_the_open_half_is_the_first_without_a_rating(self) -> None:
        scales = scales_of(EVERY_TYPE, "risk", "en")
        for rating, half in (
            (RiskRating(), "likelihood"),
            (RiskRating(likelihood=1), "impact"),
            (RiskRating(probability=(0.1, 0.2)), "impact"),
            (RiskRating(loss=(1, 2)), "likelihood"),
        ):
            scale = open_half(scales, rating)
            assert scale is not None
            assert scale.name == half
        assert open_half(scales, RiskRating(likelihood=1, impact=1)) is None

    @given(
        st.sampled_from([RiskRating(), RiskRating(likelihood=1, impact=2), RiskRating(probability=(0.1, 0.2), loss=(1, 2))]),
        st.sampled_from(["likelihood", "impact"]),
        st.sampled_from([1, "dont_know", "not_applicable"]),
    )  # fmt: skip
    def test_a_half_put_in_makes_a_rating_that_a_file_may_hold(
        self, given_: RiskRating, half: str, value: int | str
    ) -> None:
        found = with_half(given_, half, value)
        assert RiskRating.model_validate(found.model_dump()) == found


class TestKeys:
    def test_are_digits_where_every_value_is_one_and_letters_elsewhere(self) -> None:
        assert keys("plan") == ["1", "2", "3", "4", "5"]
        assert keys("habit") == ["a", "b", "u"]
        assert keys("channels") == ["a", "b", "c", "x"]
        assert keys("policy") == ["y", "n", "u", "x"]
        assert keys("policy", "fr") == ["o", "n", "u", "x"]
        assert keys("why") == []
        assert keys("since") == ["u", "x"]

    def test_end_with_the_letters_before_those_of_the_words(self) -> None:
        choices = [{"value": f"v{at}", "label": f"l{at}", "points": at} for at in range(20)]
        asked_ = questionnaire(section("s", asked("q", "choice", choices=choices, allow=list(WORDS))))
        found = [option.key for option in options_of(asked_, question_of(asked_, "q"), "en")]
        assert found == [*"abcdefghijklmnop", "", "", "", "", "u", "x"]

    def test_of_a_rating_are_those_of_its_scales(self) -> None:
        for kind, second, steps in (
            ("risk", "impact", impact_steps(EVERY_TYPE)),
            ("opportunity", "gain", gain_steps(EVERY_TYPE)),
        ):
            scales = scales_of(EVERY_TYPE, kind, "en")
            assert [scale.name for scale in scales] == ["likelihood", second]
            assert [option.key for option in scales[1].options] == [*(str(each.value) for each in steps), "u", "x"]
        assert [step.value for step in likelihood_steps(EVERY_TYPE)] == [1, 2, 3, 4, 5]

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_differ_within_a_question_and_mean_their_own_option(self, language: str) -> None:
        interview = begun(EVERY_TYPE)
        for step in interview.steps:
            if step.key.kind == "question" and step.key.id != "known":
                for option in options_of(EVERY_TYPE, question_of(EVERY_TYPE, step.key.id), language):
                    found = typed(step.key.id, option.key, language=language)
                    assert isinstance(found, Answer)
                    assert found.value in (option.value, (option.value,))


def question_of(questionnaire: Questionnaire, name: str) -> Question:
    return next(question for question in questionnaire.every_question() if question.id == name)


def keys(name: str, language: str = "en") -> list[str]:
    return [option.key for option in options_of(EVERY_TYPE, question_of(EVERY_TYPE, name), language)]


# Whatever is answered, and however one moves


def said_to_be_asked(questionnaire: Questionnaire, interview: Interview) -> list[Key]:
    """What the scoring takes for asked, in order, by an evaluation of its own."""
    evaluation = evaluate(compile_tree(questionnaire), given_by(interview.response), Scalar())
    seen = {item.question for item in evaluation.tree.items() if evaluation.nodes[item.id].visible}
    found = [Key("question", question.id) for question in questionnaire.every_question() if question.id in seen]
    risks = [each for side in SIDES for each in questionnaire.risks if each.side == side]
    found += [Key("risk", each.id) for each in risks if each.when is None or holds(evaluation, each.when).yes]
    gains = questionnaire.opportunities
    return found + [
        Key("opportunity", each.id) for each in gains if each.when is None or holds(evaluation, each.when).yes
    ]


@st.composite
def interviews(draw: st.DrawFn) -> Interview:
    """At its beginning, with any chooser or none, of all or of what is unanswered."""
    asked = draw(questionnaires())
    chooser = draw(st.sampled_from([None, next_best]))
    return begun(asked, only_unanswered=draw(st.booleans()), chooser=chooser)


def do_something(data: st.DataObject, interview: Interview) -> None:
    """One valid thing that a person may do."""
    deed = data.draw(st.sampled_from(["answer", "answer", "answer", "clear", "forward", "back", "jump", "review"]))
    step: Step | None = interview.current
    if step is None or interview.step(step.key) is None or data.draw(st.booleans()):
        step = data.draw(st.sampled_from(interview.steps)) if interview.steps else None
    if deed == "answer" and step is not None:
        assert interview.accept(step, data.draw(something(interview, step))) is None
    elif deed == "clear" and step is not None and step.key.kind == "question":
        assert interview.accept(step, Answer(value=None)) is None
    elif deed == "jump" and step is not None:
        assert interview.jump(step.key) is step is interview.current
    elif deed == "forward":
        assert interview.forward() is interview.current
    elif deed == "back" and (found := interview.back()) is not None:
        assert found is interview.current
    elif deed == "review":
        interview.review()
    if deed in ("forward", "back", "jump", "review") and interview.current is not None:
        here = interview.step(interview.current.key)
        assert here is interview.current or deed == "back"


class TestWhateverIsAnswered:
    @settings(LAW, max_examples=60)
    @given(st.data())
    def test_what_is_asked_is_what_is_scored(self, data: st.DataObject) -> None:
        interview = data.draw(interviews())
        for _ in range(data.draw(st.integers(1, 12))):
            do_something(data, interview)
            expected = said_to_be_asked(interview.questionnaire, interview)
            assert [step.key for step in interview.steps] == expected

    @LAW
    @given(st.data())
    def test_never_more_is_answered_than_asked(self, data: st.DataObject) -> None:
        interview = data.draw(interviews())
        for _ in range(data.draw(st.integers(1, 12))):
            do_something(data, interview)
            answered, total = interview.progress()
            assert 0 <= answered <= total == len(interview.steps)
            assert total - answered == len(interview.open_steps())
            assert set(interview.required_open()) <= set(interview.open_steps())
            for part in interview.parts:
                assert interview.progress(part).answered <= interview.progress(part).total

    @LAW
    @given(st.data())
    def test_the_response_fits_the_questionnaire_when_it_comes_back_from_its_file(self, data: st.DataObject) -> None:
        interview = data.draw(interviews())
        for _ in range(data.draw(st.integers(1, 12))):
            do_something(data, interview)
        assert read_back(interview) == interview.response

    @LAW
    @given(st.data())
    def test_what_was_scored_on_the_way_is_what_is_scored_at_once(self, data: st.DataObject) -> None:
        interview = data.draw(interviews())
        for _ in range(data.draw(st.integers(1, 8))):
            do_something(data, interview)
        fresh = evaluate(compile_tree(interview.questionnaire), given_by(interview.response), Scalar())
        assert interview.evaluation.nodes == fresh.nodes

    @LAW
    @given(st.data())
    def test_going_forward_and_answering_comes_to_the_review(self, data: st.DataObject) -> None:
        interview = data.draw(interviews())
        for _ in range(100):
            if interview.current is None:
                break
            assert (
                interview.accept(interview.current, data.draw(something(interview, interview.current, whole=True)))
                is None
            )
            interview.forward()
        assert interview.current is None
        assert interview.open_steps() == ()
