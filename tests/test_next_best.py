"""What to ask first, and when nothing further can change: never claimed falsely, and each step's worth exact."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from readiness.advice.assess import assess
from readiness.interview.interview import Interview
from readiness.interview.next_best import next_best, widths
from readiness.interview.settled import settled
from readiness.interview.steps import Step
from readiness.loading.shipped import shipped_questionnaires
from readiness.model.condition import QuestionCondition, parts
from readiness.model.questionnaire import GridQuestion, Questionnaire
from readiness.model.response import Answer, Response, RiskRating
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import evaluate, item_score
from readiness.scoring.operations import Given as Said
from readiness.scoring.operations import Scalar
from readiness.scoring.tree import OVERALL, compile_tree
from tests.interviews import (
    answer,
    at,
    begun,
    gain,
    level,
    names,
    questionnaire,
    risk,
    section,
    shipped,
    something,
    stance,
    yes_no,
)
from tests.strategies import (
    AGGREGATES,
    EVERYTHING,
    LAW,
    Features,
    Written,
    fitted,
    judged_answer,
    questionnaires,
    real,
    responses,
    some_answer,
    values_of,
    written_questionnaires,
)

CLOSE = 1e-9
UNSHRUNK = settings(LAW, max_examples=20, phases=[Phase.explicit, Phase.generate])
"""Whole questionnaires take minutes to shrink; the small cases below say what comes of it. A dozen are made for each that is
settled, and it is gone on with in a dozen ways."""
SLIGHT: Written = {"likelihood": 1, "impact": 1}
GRAVE: Written = {"likelihood": 5, "impact": 5}


def level_held(interview: Interview) -> str | None:
    """The level of the answers so far."""
    found = assess(interview.questionnaire, interview.response, tree=interview.tree).level
    return found.held if found else None


def course(interview: Interview) -> tuple[str, str | None] | None:
    """The course that is best and the one that fits now."""
    found = assess(interview.questionnaire, interview.response, tree=interview.tree).stance
    return (found.best, found.now) if found else None


# Whatever is answered


@st.composite
def partly_answered(draw: st.DrawFn, questionnaires: st.SearchStrategy[Questionnaire]) -> Interview:
    """An interview on its way: much is answered and rated, some is not."""
    questionnaire = draw(questionnaires)
    answers = draw(st.sampled_from([some_answer, judged_answer]))
    whole = draw(responses(questionnaire, answers, own_ranges=False))
    kept: dict[str, object] = {}
    for part in ("answers", "risks"):
        known = getattr(whole, part)
        left_out = draw(st.sets(st.sampled_from(sorted(known)), max_size=3)) if known else set()
        kept[part] = {name: each for name, each in known.items() if name not in left_out}
    return Interview(questionnaire, whole.model_copy(update=kept))


@st.composite
def partly_rated(draw: st.DrawFn, questionnaires: st.SearchStrategy[Questionnaire]) -> Interview:
    """The same with every risk but one or two rated, some of them in ranges of the respondent's own."""
    interview = draw(partly_answered(questionnaires))
    on_scales = st.builds(RiskRating, likelihood=st.integers(1, 5), impact=st.integers(1, 5))
    own = st.sampled_from([RiskRating(probability=(0.1, 0.1), loss=(1, 250)), RiskRating(probability=(0.01, 0.99))])
    rated = {each.id: draw(st.one_of(on_scales, on_scales, own)) for each in interview.questionnaire.risks}
    left_out = draw(st.sets(st.sampled_from(sorted(rated)), max_size=2))
    kept = {name: rating for name, rating in rated.items() if name not in left_out}
    return Interview(interview.questionnaire, interview.response.model_copy(update={"risks": kept}))


def gone_on(data: st.DataObject, interview: Interview) -> Interview:
    """The same interview with most of what is open answered somehow, and of what that opens."""
    other = Interview(interview.questionnaire, interview.response, tree=interview.tree)
    for _ in range(2):
        for step in other.open_steps():
            if other.step(step.key) is not None and data.draw(st.integers(0, 5)):
                assert other.accept(step, data.draw(something(other, step))) is None
    return other


class TestWhatIsSettledStays:
    """The one promise of `settled`: whatever is answered to what is open, each on its scale or by a word."""

    @UNSHRUNK
    @given(st.data())
    def test_the_level(self, data: st.DataObject) -> None:
        features = data.draw(st.sampled_from([Features(risks=False), Features(risks=False, conditions=False)]))
        interview = data.draw(partly_answered(questionnaires(features)))
        assume(interview.open_steps() and settled(interview).level)
        before = level_held(interview)
        for _ in range(12):
            assert level_held(gone_on(data, interview)) == before

    @UNSHRUNK
    @given(st.data())
    def test_the_course(self, data: st.DataObject) -> None:
        interview = data.draw(partly_rated(courses()))
        assume(interview.open_steps() and settled(interview).stance)
        before = course(interview)
        for _ in range(12):
            assert course(gone_on(data, interview)) == before

    @UNSHRUNK
    @given(st.data())
    def test_a_verdict_that_holds_whatever_is_unknown(self, data: st.DataObject) -> None:
        """The report's own promise, which knows less than the interview does."""
        interview = data.draw(partly_rated(courses()))
        found = assess(interview.questionnaire, interview.response).stance
        assume(interview.open_steps() and found is not None and found.holds_whatever_is_unknown)
        before = course(interview)
        for _ in range(12):
            assert course(gone_on(data, interview)) == before


@st.composite
def courses(draw: st.DrawFn) -> Questionnaire:
    """Questionnaires of which the risks differ much under two courses, so that it is often settled which is best."""
    features = Features(aggregates=("mean", "staged"), conditions=draw(st.booleans()))
    written = draw(written_questionnaires(features))
    kept = [each for each in written["stances"] or [stance("stay_out"), stance("engage")] if each["id"] != "listen"]
    written["stances"] = kept if len(kept) > 1 else [stance("stay_out"), stance("engage")]
    offered = {each["id"] for each in written["stances"]}
    for each in (*written["risks"], *written["opportunities"]):
        each["under"] = {name: share for name, share in each["under"].items() if name in offered}
    for each in written["risks"]:
        each["under"]["engage"] = 1.0 if each["side"] == "participating" else draw(st.sampled_from([0.0, 0.5]))
        each["under"]["stay_out"] = 1.0 if each["side"] == "not_participating" else draw(st.sampled_from([0.0, 0.001]))
    return real(written)


# The same, case by case: each a small questionnaire in which one more answer changes what seems to stand


TWO_LEVELS = [level("low", 0), level("high", 40)]
TWO_COURSES = [stance("stay_out"), stance("engage")]
TEXT: Written = {"type": "text", "text": "?"}
FROM_1_TO_5: list[Written] = [{"value": at, "label": f"{at}"} for at in range(1, 6)]


def would_change(interview: Interview, see: Callable[[Interview], object], **answers: object) -> bool:
    """Whether these answers, in this order, change what is seen: the level held, or the course."""
    other = Interview(interview.questionnaire, interview.response)
    for name, said in answers.items():
        given = said if isinstance(said, Answer | RiskRating) else Answer.model_validate({"value": said})
        assert other.accept(at(other, name), given) is None
    return see(other) != see(interview)


class TestTheLevelIsNotSettledWhile:
    def test_silence_counts_as_zero_for_the_time_being(self) -> None:
        asked = questionnaire(section("s", yes_no("plan")), levels=TWO_LEVELS, unanswered="zero")
        interview = begun(asked)
        assert would_change(interview, level_held, plan="yes")
        assert not settled(interview).level

    def test_an_answer_may_come_with_more_weight(self) -> None:
        """Yes and no make 1/2; a no that matters ten times as much makes 1/11."""
        asked = questionnaire(section("s", yes_no("plan"), yes_no("staff", importance=True)), levels=TWO_LEVELS)
        interview = begun(asked, {"plan": "yes"})
        assert would_change(interview, level_held, staff=Answer(value="no", importance=10))
        assert not settled(interview).level

    def test_a_step_behind_the_stop_may_not_apply(self) -> None:
        """Of three steps the first is met: 1/3. Without the third: 1/2."""
        asked = questionnaire(
            section("s", yes_no("plan"), yes_no("staff"), yes_no("tools"), aggregate="staged"), levels=TWO_LEVELS
        )
        interview = begun(asked, {"plan": "yes", "staff": "no"})
        assert would_change(interview, level_held, tools="not_applicable")
        assert not settled(interview).level

    def test_a_gate_waits_for_any_answer(self) -> None:
        asked = questionnaire(
            section("s", yes_no("plan"), {"id": "why", **TEXT}),
            levels=TWO_LEVELS,
            gates=[{"id": "g", "when": {"question": "why", "answered": False}, "cap": "low", "reason": "r"}],
        )
        interview = begun(asked, {"plan": "yes"})
        assert would_change(interview, level_held, why="because")
        assert not settled(interview).level

    def test_a_requirement_waits_for_any_answer(self) -> None:
        asked = questionnaire(
            section("s", yes_no("plan"), {"id": "why", **TEXT}),
            levels=[level("low", 0), level("high", 40, requires={"question": "why", "answered": True})],
        )
        interview = begun(asked, {"plan": "yes"})
        assert would_change(interview, level_held, why="because")
        assert not settled(interview).level

    def test_any_answer_opens_another_question(self) -> None:
        asked = questionnaire(
            section(
                "s",
                {"id": "why", **TEXT},
                yes_no("plan"),
                yes_no("so", weight=9, when={"question": "why", "answered": True}),
            ),
            levels=TWO_LEVELS,
        )
        interview = begun(asked, {"plan": "yes"})
        assert would_change(interview, level_held, why="because", so="no")
        assert not settled(interview).level

    def test_the_score_of_a_section_opens_a_question(self) -> None:
        """`slight` is at 100 % of what is judged, and may come to 50 %; then `staff` is not asked, and its no is gone."""
        asked = questionnaire(
            section("slight", yes_no("plan"), yes_no("policy"), weight=0.1),
            section("grave", yes_no("tools"), yes_no("staff", when={"section": "slight", "at_least": 60})),
            levels=[level("low", 0), level("high", 60)],
        )
        interview = begun(asked, {"plan": "yes", "tools": "yes", "staff": "no"})
        assert would_change(interview, level_held, policy="no")
        assert not settled(interview).level

    def test_a_section_may_never_have_the_score_that_its_bounds_speak_of(self) -> None:
        """Half of `slight` is judged: by its bounds the gate is surely closed; "don't know" leaves it open for good."""
        asked = questionnaire(
            section("slight", yes_no("plan"), yes_no("policy"), weight=0.01),
            section("grave", scale_of_five("tools", weight=9), yes_no("staff")),
            minimum_coverage=0.85,
            levels=[level("low", 0), level("middle", 20), level("high", 52)],
            gates=[{"id": "g", "when": {"section": "slight", "at_least": 50}, "cap": "middle", "reason": "r"}],
        )
        interview = begun(asked, {"plan": "yes", "tools": 3})
        assert would_change(interview, level_held, staff="yes", policy="dont_know")
        assert not settled(interview).level


def scale_of_five(name: str, weight: float) -> Written:
    return {"id": name, "type": "scale", "text": "?", "weight": weight, "choices": FROM_1_TO_5}


def two_sides(*more: Written, controls: Written | None = None) -> list[Written]:
    """A risk of each side, and more."""
    held = {"controls": [controls]} if controls else {}
    return [risk("leak", "participating", **held), risk("rumour", "not_participating"), *more]


class TestTheCourseIsNotSettledWhile:
    def test_a_word_may_take_a_risk_away(self) -> None:
        """Taking part is the lesser only by what `silence` adds at the least, and that may not apply."""
        interview = begun(four_risks(), risks={"leak": SLIGHT, "rumour": SLIGHT})
        grave, away = (
            RiskRating(likelihood=5, impact=5),
            RiskRating(likelihood="not_applicable", impact="not_applicable"),
        )
        assert would_change(interview, course, slip=grave, silence=away)
        assert not settled(interview).stance

    def test_a_risk_of_which_nothing_is_known_counts_for_nothing(self) -> None:
        """As before, but `silence` is unknown already, and only `slip` is open."""
        interview = begun(four_risks(), risks={"leak": SLIGHT, "rumour": SLIGHT, "silence": "dont_know"})
        assert would_change(interview, course, slip=RiskRating(likelihood=5, impact=5))
        assert not settled(interview).stance

    def test_a_need_asks_for_a_gate_that_may_still_close(self) -> None:
        """The only level is held whatever comes; the gate that the need asks for follows a score."""
        asked = questionnaire(
            section("s", yes_no("plan"), yes_no("staff")),
            levels=[level("low", 0)],
            gates=[{"id": "g", "when": {"section": "s", "below": 75}, "cap": "low", "reason": "r"}],
            stances=[stance("stay_out"), stance("engage", needs={"not": {"gate": "g"}})],
            risks=two_sides(),
        )
        interview = begun(asked, {"plan": "yes"}, risks={"leak": SLIGHT, "rumour": GRAVE})
        assert would_change(interview, course, staff="no")
        assert not settled(interview).stance

    def test_a_need_waits_for_any_answer(self) -> None:
        asked = questionnaire(
            section("s", yes_no("plan"), {"id": "why", **TEXT}),
            stances=[stance("stay_out"), stance("engage", needs={"question": "why", "answered": True})],
            risks=two_sides(),
        )
        interview = begun(asked, {"plan": "yes"}, risks={"leak": SLIGHT, "rumour": GRAVE})
        assert would_change(interview, course, why="because")
        assert not settled(interview).stance

    def test_any_answer_opens_a_risk(self) -> None:
        asked = questionnaire(
            section("s", yes_no("plan"), {"id": "why", **TEXT}),
            stances=TWO_COURSES,
            risks=two_sides(risk("slip", "participating", when={"question": "why", "answered": True})),
        )
        interview = begun(asked, {"plan": "yes"}, risks={"leak": SLIGHT, "rumour": {"likelihood": 1, "impact": 2}})
        assert would_change(interview, course, why="because", slip=RiskRating(likelihood=5, impact=5))
        assert not settled(interview).stance

    def test_silence_counts_as_a_control_that_is_not_there(self) -> None:
        asked = questionnaire(
            section("s", yes_no("plan"), yes_no("staff")),
            unanswered="zero",
            stances=TWO_COURSES,
            risks=two_sides(controls={"question": "plan", "reduces": "likelihood", "by": 0.9}),
        )
        interview = begun(asked, {"staff": "yes"}, risks={"leak": {"likelihood": 1, "impact": 2}, "rumour": SLIGHT})
        assert would_change(interview, course, plan="yes")
        assert not settled(interview).stance

    def test_losses_are_in_a_currency_that_the_scales_do_not_speak(self) -> None:
        """`slip` is bounded by the losses given, until it is rated on the scale, in points."""
        asked = questionnaire(
            section("s", yes_no("plan")), stances=TWO_COURSES, risks=two_sides(risk("slip", "participating"))
        )
        small: Written = {"probability": [0.01, 0.01], "loss": [0.001, 0.001], "currency": "CAD"}
        large: Written = {"probability": [0.99, 0.99], "loss": [1, 1], "currency": "CAD"}
        interview = begun(asked, {"plan": "yes"}, risks={"leak": small, "rumour": large})
        assert would_change(interview, course, slip=RiskRating(likelihood=5, impact=5))
        assert not settled(interview).stance


def four_risks() -> Questionnaire:
    """Two of each side; `slip` hardly lives under either course."""
    return questionnaire(
        section("s", yes_no("plan")),
        stances=TWO_COURSES,
        risks=[
            risk("leak", "participating", under={"engage": 0.9}),
            risk("slip", "participating", under={"engage": 0.0001}),
            risk("rumour", "not_participating"),
            risk("silence", "not_participating"),
        ],
    )


class TestItIsSettled:
    """That it is claimed at all, where it is plain."""

    def test_once_everything_is_answered(self) -> None:
        asked = questionnaire(
            section("s", yes_no("plan")), levels=TWO_LEVELS, stances=TWO_COURSES, risks=two_sides(), opportunities=[gain("fame")]
        )  # fmt: skip
        interview = begun(asked, {"plan": "yes"}, risks={"leak": SLIGHT, "rumour": GRAVE})
        assert settled(interview).both

    def test_where_what_is_open_moves_the_score_too_little(self) -> None:
        asked = questionnaire(section("s", yes_no("plan", weight=9), yes_no("staff")), levels=TWO_LEVELS)
        assert settled(begun(asked, {"plan": "yes"})).level
        assert not settled(begun(asked, {"staff": "yes"})).level

    def test_where_what_is_open_earns_nothing(self) -> None:
        asked = questionnaire(section("s", yes_no("plan"), {"id": "why", **TEXT}), levels=TWO_LEVELS)
        assert settled(begun(asked, {"plan": "no"})).level

    def test_where_the_risks_lie_too_far_apart(self) -> None:
        asked = questionnaire(
            section("s", yes_no("plan"), yes_no("staff")),
            stances=TWO_COURSES,
            risks=two_sides(risk("silence", "not_participating"), controls={"question": "plan", "reduces": "impact", "by": 0.5}),
        )  # fmt: skip
        assert settled(begun(asked, {"staff": "yes"}, risks={"leak": SLIGHT, "rumour": GRAVE})).stance

    def test_not_while_too_little_is_known(self) -> None:
        asked = questionnaire(
            section("s", yes_no("plan")), levels=TWO_LEVELS, stances=TWO_COURSES, risks=two_sides()
        )  # fmt: skip
        assert settled(begun(asked)) == (False, False)

    def test_not_while_it_is_open_what_is_asked(self) -> None:
        asked = questionnaire(
            section("s", yes_no("plan", weight=9), yes_no("tools"), yes_no("staff", when={"question": "tools", "is": "yes"})),
            levels=TWO_LEVELS,
            stances=TWO_COURSES,
            risks=two_sides(),
        )  # fmt: skip
        assert settled(begun(asked, {"plan": "yes"}, risks={"leak": SLIGHT, "rumour": GRAVE})) == (False, False)


# What is asked next


def decides(interview: Interview) -> list[str]:
    """The open questions on which it hangs whether something else is asked, in order."""
    asked = interview.questionnaire
    things = [*asked.every_question(), *asked.every_section(), *asked.risks, *asked.opportunities]
    conditions = [inner for each in things if each.when is not None for _, inner in parts(each.when)]
    deciding = {inner.question for inner in conditions if isinstance(inner, QuestionCondition)}
    return [step.key.id for step in interview.open_steps() if step.key.kind == "question" and step.key.id in deciding]


class TestTheNextOne:
    @LAW
    @given(partly_answered(questionnaires(EVERYTHING)))
    def test_is_open_and_asked_or_none(self, interview: Interview) -> None:
        chosen = next_best(interview)
        assert chosen is None or chosen in {step.key for step in interview.open_steps()}

    @LAW
    @given(partly_answered(questionnaires(EVERYTHING)))
    def test_is_the_first_that_decides_what_is_asked(self, interview: Interview) -> None:
        if deciding := decides(interview):
            assert next_best(interview) == ("question", deciding[0])

    @LAW
    @given(partly_answered(questionnaires(EVERYTHING)))
    def test_is_none_only_where_nothing_can_change_or_nothing_is_worth_asking(self, interview: Interview) -> None:
        if next_best(interview) is None and interview.open_steps():
            assert settled(interview).both or max(widths(interview).values()) <= 0

    @LAW
    @given(partly_answered(questionnaires(EVERYTHING)))
    def test_is_worth_the_most_where_nothing_decides(self, interview: Interview) -> None:
        chosen = next_best(interview)
        if chosen is not None and not decides(interview):
            worth = widths(interview)
            assert worth[chosen] == max(worth.values())
            assert chosen == next(key for key in worth if worth[key] == worth[chosen])

    @LAW
    @given(partly_answered(questionnaires(EVERYTHING)))
    def test_is_worth_at_most_all_of_both(self, interview: Interview) -> None:
        for worth in widths(interview).values():
            assert worth <= 2 + CLOSE

    @LAW
    @given(st.data())
    def test_is_never_the_same_again_and_in_the_end_there_is_none(self, data: st.DataObject) -> None:
        interview = data.draw(partly_answered(questionnaires(EVERYTHING)))
        asked = set()
        while (chosen := next_best(interview)) is not None:
            step = interview.step(chosen)
            assert step is not None
            assert chosen not in asked
            asked.add(chosen)
            assert interview.accept(step, data.draw(something(interview, step, whole=True))) is None

    @pytest.mark.parametrize("name", sorted(shipped_questionnaires()))
    def test_of_a_shipped_questionnaire_is_something(self, name: str) -> None:
        interview = begun(shipped(name))
        assert next_best(interview) is not None
        assert not settled(interview).level


class TestInOrder:
    """Small cases, each with the reason that decides."""

    def test_the_heavier_question_first(self) -> None:
        interview = begun(questionnaire(section("s", yes_no("light"), yes_no("heavy", weight=3)), levels=TWO_LEVELS))
        assert next_best(interview) == ("question", "heavy")

    def test_of_equals_the_earlier_first(self) -> None:
        interview = begun(questionnaire(section("s", yes_no("one"), yes_no("other")), levels=TWO_LEVELS))
        assert next_best(interview) == ("question", "one")

    def test_what_decides_before_what_weighs(self) -> None:
        interview = begun(
            questionnaire(
                section("s", yes_no("heavy", weight=9), yes_no("tools"), yes_no("staff", when={"question": "tools", "is": "yes"})),
                levels=TWO_LEVELS,
            )
        )  # fmt: skip
        assert next_best(interview) == ("question", "tools")

    def test_a_risk_before_a_question_once_the_level_is_settled(self) -> None:
        asked = questionnaire(
            section("s", yes_no("plan", weight=9), yes_no("staff")),
            levels=TWO_LEVELS,
            stances=TWO_COURSES,
            risks=two_sides(),
        )
        assert next_best(begun(asked, {"plan": "yes"})) == ("risk", "leak")

    def test_a_question_that_controls_a_grave_risk_before_its_equal(self) -> None:
        asked = questionnaire(
            section("s", yes_no("plan"), yes_no("staff")),
            stances=TWO_COURSES,
            risks=two_sides(controls={"question": "staff", "reduces": "impact", "by": 0.9}),
        )
        assert next_best(begun(asked, risks={"leak": GRAVE, "rumour": GRAVE})) == ("question", "staff")

    def test_a_gain_and_free_words_are_worth_nothing(self) -> None:
        asked = questionnaire(
            section("s", {"id": "why", **TEXT}, yes_no("plan")), levels=TWO_LEVELS, opportunities=[gain("fame")]
        )
        assert [key.id for key, worth in widths(begun(asked)).items() if worth] == ["plan"]

    def test_silence_as_zero_leaves_something_to_ask(self) -> None:
        asked = questionnaire(section("s", yes_no("plan"), yes_no("staff")), levels=TWO_LEVELS, unanswered="zero")
        assert next_best(begun(asked)) == ("question", "plan")


# What a question is worth, by brute force


def overall_width(questionnaire: Questionnaire, response: Response) -> float:
    whole = evaluate(compile_tree(questionnaire), given_by(response), Scalar()).nodes[OVERALL]
    return whole.upper - whole.lower if whole.applicable else 0.0


def ends(interview: Interview, step: Step) -> list[Response] | None:
    """The response with what is open of a question answered so as to score 0, and 1; None where no answer does."""
    items = [item for item in interview.tree.items() if item.question == step.key.id]
    question = next(each for each in interview.questionnaire.every_question() if each.id == step.key.id)
    known = [tuple(each) if isinstance(each, list) else each for each in values_of(interview.questionnaire, question)]
    if items[0].method == "unscored":
        return None
    scores = {item_score(items[0], Said(value=each), Scalar()): each for each in known}  # type: ignore[arg-type]  # plain values
    if not {0.0, 1.0} <= set(scores):
        return None
    found: list[Response] = []
    for end in (0.0, 1.0):
        value: object = scores[end]
        if isinstance(question, GridQuestion):
            there = interview.response.answers.get(question.id, Answer(value=None)).value
            rows = {row: each for row, each in there.items() if each is not None} if isinstance(there, dict) else {}
            value = {row.id: scores[end] for row in question.rows} | rows
        found.append(interview.with_answer(step, Answer.model_validate({"value": value})))
    return found


@pytest.mark.parametrize("aggregate", AGGREGATES)
@settings(UNSHRUNK, max_examples=30)
@given(st.data())
def test_a_question_is_worth_exactly_the_share_of_the_bounds_that_it_takes_away(
    aggregate: str, data: st.DataObject
) -> None:
    """Answered worst, and answered best, by the whole evaluation; the mean of what then is left."""
    features = Features(aggregates=(aggregate,), conditions=False, importance=False, zeros=False, levels=False, risks=False)  # fmt: skip
    interview = data.draw(partly_answered(questionnaires(features)))
    before = overall_width(interview.questionnaire, interview.response)
    assume(before and not settled(interview).level)
    worth = widths(interview)
    for step in interview.open_steps():
        if (answered := ends(interview, step)) is not None:
            left = [overall_width(interview.questionnaire, response) for response in answered]
            assert worth[step.key] == pytest.approx(1 - sum(left) / 2 / before, abs=CLOSE)


def test_a_lone_question_is_worth_all_of_the_bounds() -> None:
    interview = begun(questionnaire(section("s", yes_no("plan")), levels=TWO_LEVELS))
    assert widths(interview) == {("question", "plan"): 1.0}


def test_questions_of_a_weighted_mean_are_worth_their_share() -> None:
    """Weights 1 and 3 in a section of weight 1, beside one of weight 3 with one question."""
    asked = questionnaire(
        section("s", yes_no("one"), yes_no("three", weight=3)),
        section("t", yes_no("rest"), weight=3),
        levels=TWO_LEVELS,
    )
    assert {key.id: worth for key, worth in widths(begun(asked)).items()} == pytest.approx(
        {"one": 1 / 16, "three": 3 / 16, "rest": 12 / 16}
    )


def test_a_row_of_which_nothing_is_known_is_worth_nothing_more() -> None:
    """Three rows, one of them answered with "don't know": the other two are two thirds of the bounds."""
    rows = [{"id": name, "text": name} for name in ("one", "two", "three")]
    grid: Written = {"id": "known", "type": "grid", "text": "?", "choices": FROM_1_TO_5, "rows": rows, "allow": ["dont_know"]}  # fmt: skip
    interview = begun(questionnaire(section("s", grid), levels=TWO_LEVELS), {"known": {"one": "dont_know"}})
    assert widths(interview) == {("question", "known"): pytest.approx(2 / 3)}


def test_a_rating_is_worth_its_share_of_what_the_courses_may_differ_by() -> None:
    """Two risks of equal scales that live under one course each: each is half of it."""
    asked = questionnaire(section("s", yes_no("plan")), levels=[level("low", 0)], stances=TWO_COURSES, risks=two_sides())  # fmt: skip
    worth = widths(begun(asked, {"plan": "yes"}))
    assert {key.id: share for key, share in worth.items()} == pytest.approx({"leak": 0.5, "rumour": 0.5})


def test_a_half_rating_is_worth_less_than_a_whole_one() -> None:
    asked = questionnaire(section("s", yes_no("plan")), stances=TWO_COURSES, risks=two_sides())
    interview = begun(asked, {"plan": "yes"})
    assert interview.accept(at(interview, "leak"), RiskRating(likelihood=5)) is None
    worth = widths(interview)
    assert 0 < worth[at(interview, "leak").key] < worth[at(interview, "rumour").key]
    assert names(interview.open_steps()) == ["leak", "rumour"]


def test_a_choice_of_course_takes_no_answer_away() -> None:
    """Measuring leaves the interview as it was."""
    asked = questionnaire(
        section("s", yes_no("plan"), yes_no("staff")),
        levels=TWO_LEVELS,
        stances=TWO_COURSES,
        risks=two_sides(controls={"question": "plan", "reduces": "impact", "by": 0.9}),
    )
    interview = begun(asked)
    response, nodes = interview.response, dict(interview.evaluation.nodes)
    next_best(interview)
    widths(interview)
    assert (interview.response, interview.evaluation.nodes) == (response, nodes)
    answer(interview, plan="yes")
    assert interview.response == fitted(asked, {"answers": {"plan": "yes"}, "risks": {}, "opportunities": {}})
