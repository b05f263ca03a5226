"""Plans: no choice of improvements takes less effort, as trying out all of them says; and each step leads where it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise, product

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from readiness.advice.aims import aim_of, parts_of, surely
from readiness.advice.answers import shown_change, shown_value
from readiness.advice.assess import context_of
from readiness.advice.encoding import MOST_WORLDS
from readiness.advice.plan import NoSuchTarget, make_plan, targets_of
from readiness.advice.variations import Outcome, Value, Variations
from readiness.loading.load import load_questionnaire
from readiness.loading.responses import load_response
from readiness.loading.shipped import shipped_examples, shipped_questionnaires
from readiness.model.base import EDGE
from readiness.model.condition import QuestionCondition
from readiness.model.decision import FoundOut, Plan, PlanCase, Standing
from readiness.model.questionnaire import ChoiceQuestion, GridQuestion, Questionnaire, ScaleQuestion, YesNoQuestion
from readiness.model.response import RiskRating
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import evaluate
from readiness.scoring.operations import Scalar
from readiness.scoring.tree import OVERALL
from tests.interviews import level, questionnaire, response, risk, section, stance, yes_no
from tests.strategies import LAW, Written
from tests.test_variations import MOST_SETS, Changes, Judge, every, questionnaire_of, small, told_apart

UNSHRUNK = settings(LAW, phases=[Phase.explicit, Phase.generate])
CLOSE = 1e-9


@dataclass(frozen=True)
class Done:
    """Some improvements: what they take, and what comes of them. `lowest` is the score with the unknown at its worst;
    `worthwhile` tells that none of them is asked for only where the target cannot be reached without."""

    changed: Changes
    effort: float
    then: Outcome
    lowest: float
    worthwhile: bool


@dataclass(frozen=True)
class Tried:
    """Every choice of improvements."""

    judge: Judge
    listed: list[Done]

    def least(self, target: str) -> float | None:
        """The least effort after which the target is sure: of worthwhile steps, or else of any."""
        sure = [done for done in self.listed if is_sure(self.judge, done.then, target)]
        return min((done.effort for done in [each for each in sure if each.worthwhile] or sure), default=None)


def priced(judge: Judge) -> dict[str, list[tuple[Value, float]]]:
    """Every better answer with what it takes: the effort in proportion to how far the score rises."""
    found: dict[str, list[tuple[Value, float]]] = {}
    for name, item in judge.items.items():
        given, question = judge.given(name).value, judge.questions[item.question]
        if given == "not_applicable" or not judge.matters(item):
            continue
        if question.improve is None or question.improve.effort is None:
            continue
        unknown = given in (None, "dont_know")
        whole = question.improve.effort
        if isinstance(question, GridQuestion):
            rows = {row.id: row.weight for row in question.rows}
            whole *= rows[name.partition(".")[2]] / sum(rows.values())
        before = 0.0 if unknown else judge.score(name, given)  # type: ignore[arg-type]  # a value that was given
        better = []
        for value in judge.values(name):
            if item.method == "unscored":
                if not (
                    value == given
                    or (isinstance(value, tuple) and isinstance(given, tuple) and set(value) == set(given))
                ):
                    better.append((value, whole))
            elif judge.score(name, value) > before + EDGE:
                better.append((value, whole * (judge.score(name, value) - before)))
        if better:
            found[name] = better
    return found


def is_worthwhile(judge: Judge, name: str, value: Value) -> bool:
    """Whether a step is asked for whenever it helps: it reaches the middle of its scale, or a condition turns there."""
    item = judge.items[name]
    question, given = judge.questions[item.question], judge.given(name).value
    if (
        not isinstance(question, YesNoQuestion | ChoiceQuestion | ScaleQuestion | GridQuestion)
        or item.method != "lookup"
    ):
        return True
    now = None if given in (None, "dont_know") else given
    start, reached = 0.0 if now is None else judge.score(name, now), judge.score(name, value)
    lesser = [each for each in judge.values(name) if start + EDGE < judge.score(name, each) < reached - EDGE]
    return reached > 0.5 - EDGE or any(
        all(passes(judge, condition, each) != passes(judge, condition, value) for each in (now, *lesser))
        for condition in judge.conditions
        if condition.question == item.question
    )


def passes(judge: Judge, condition: QuestionCondition, value: object) -> bool:
    """Whether an answer passes the test; None stands for one that is not known, which passes but that of its absence."""
    if condition.answered is not None:
        return condition.answered == (value is not None)
    if value is None:
        return False
    if condition.is_ is not None or condition.in_ is not None:
        return value in (condition.is_, *(condition.in_ or ()))
    question = judge.questions[condition.question]
    if isinstance(question, YesNoQuestion):
        earned = 1.0 if value == "yes" else 0.0
    else:
        assert isinstance(question, ChoiceQuestion)
        earned = next(choice.points or 0.0 for choice in question.choices or () if choice.value == value)
    low, high = condition.at_least, condition.below
    return (low is None or earned >= low) and (high is None or earned < high)


def tried(judge: Judge) -> Tried:
    """Everything tried out, where that is not too much."""
    prices = priced(judge)
    many = 1
    for values in prices.values():
        many *= 1 + len(values)
    assume(many <= MOST_SETS)
    listed = []
    for chosen in product(*([None, *values] for values in prices.values())):
        done = {name: each for name, each in zip(prices, chosen, strict=True) if each is not None}
        changed = {name: value for name, (value, _) in done.items()}
        listed.append(
            Done(
                changed,
                sum(effort for _, effort in done.values()),
                judge.verdict(changed),
                lowest(judge, changed),
                all(is_worthwhile(judge, name, value) for name, value in changed.items()),
            )
        )
    assume(all(told_apart(done.then, 1 - judge.questionnaire.margin) for done in listed))
    return Tried(judge, listed)


def lowest(judge: Judge, changed: Changes) -> float:
    return evaluate(judge.tree, given_by(judge.rewritten(changed)), Scalar()).nodes[OVERALL].lower


def is_met(judge: Judge, then: Outcome, target: str) -> bool:
    """Whether the program's own verdict is the target, or more than it."""
    levels = [each.id for each in judge.questionnaire.levels]
    if target in levels:
        return then.level is not None and then.level >= levels.index(target)
    return then.now >= targets_of(judge.questionnaire).index(target) - len(levels)


def is_sure(judge: Judge, then: Outcome, target: str) -> bool:
    """Whether it is, whatever the unknown may be."""
    levels = [each.id for each in judge.questionnaire.levels]
    if not is_met(judge, then, target):
        return False
    if target in levels:
        return then.surely is not None and then.surely >= levels.index(target)
    aim = targets_of(judge.questionnaire).index(target) - len(levels)
    share = 1 - judge.questionnaire.margin
    return any(
        then.sure[at] and all(mine < share * less for less in then.exposures[:aim])
        for at, mine in enumerate(then.exposures)
        if at >= aim
    )


def worlds_of(judge: Judge, *, hoping: bool = False) -> int:
    """In how many ways what decides what is asked may be answered; with `hoping` by whatever the unknown may be, too."""
    deciding, prices = Variations(judge.questionnaire, judge.response).deciding, priced(judge)
    many = 1
    for name, item in judge.items.items():
        if item.question in deciding:
            better = [value for value, _ in prices.get(name, [])]
            unknown = hoping and judge.given(name).value in (None, "dont_know")
            many *= 1 + len(may_be(judge, name) if unknown else better)
    return many


def plan_of(judge: Judge, target: str | None, *, budget: float | None = None, frontier: bool = False) -> Plan:
    found = make_plan(judge.questionnaire, judge.response, target, budget=budget, frontier=frontier)
    assert found is not None
    return found


def answers_in(judge: Judge, plan: Plan) -> Changes:
    """The answers that a plan's words stand for, in its order."""
    context = context_of(judge.questionnaire, judge.response)
    prices = priced(judge)
    found: Changes = {}
    for step in plan.improvements:
        if step.kind == "find_out":
            continue
        question, given = judge.questions[judge.items[step.id].question], judge.given(step.id).value
        meant = [
            each
            for each in prices[step.id]
            if shown_change(context, question, given, each[0]) == (step.was, step.becomes)
        ]
        assert len(meant) == 1
        ((value, effort),) = meant
        assert step.effort == pytest.approx(effort)
        found[step.id] = value
    return found


def found_in(judge: Judge, found: tuple[FoundOut, ...]) -> Changes:
    """An answer that the words of what is found out stand for."""
    context = context_of(judge.questionnaire, judge.response)
    return {
        each.id: next(
            value
            for value in may_be(judge, each.id)
            if shown_value(context, judge.questions[judge.items[each.id].question], value) in each.values
        )
        for each in found
    }


def may_be(judge: Judge, name: str) -> list[Value]:
    """Everything that an unknown fact may turn out to be."""
    item = judge.items[name]
    free = name not in priced(judge) and "not_applicable" in judge.questions[item.question].allow
    unasked: list[Value] = ["not_applicable"] if free else []
    return [*judge.values(name), *unasked]


def check_steps(judge: Judge, plan: Plan) -> Changes:
    """Every step stands where the whole evaluation says, and the efforts add up. What is found out comes first."""
    assert [step.order for step in plan.improvements] == list(range(1, len(plan.improvements) + 1))
    check_standing(judge, plan.before, judge.verdict({}))
    if plan.cases:
        (case,) = (each for each in plan.cases if each.planned)
        assert [each.id for each in case.found] == [step.id for step in plan.improvements if step.kind == "find_out"]
        judge = Judge(judge.questionnaire, judge.rewritten(found_in(judge, case.found)))
    changed = answers_in(judge, plan)
    done: Changes = {}
    for step in plan.improvements:
        if step.kind == "improve":
            done[step.id] = changed[step.id]
        check_standing(judge, step.after, judge.verdict(done))
    if plan.improvements:
        assert all(step.effort == 0 for step in plan.improvements if step.kind == "find_out")
        assert plan.effort == pytest.approx(sum(step.effort for step in plan.improvements))
    else:
        assert plan.effort is None
    assert not set(changed) & judge.profile
    return changed


def check_standing(judge: Judge, found: Standing, then: Outcome) -> None:
    levels, order = judge.questionnaire.levels, targets_of(judge.questionnaire)[len(judge.questionnaire.levels) :]
    assert found.percent == (None if then.score is None else pytest.approx(100 * then.score))
    assert found.level == (None if then.level is None else levels[then.level].id)
    assert found.best == (order[then.best] if then.best >= 0 else None)
    assert found.now == (order[then.now] if then.now >= 0 else None)
    compared = dict(zip(order, then.exposures, strict=True)) if then.best >= 0 else {}  # else too few risks are rated
    assert found.exposures == pytest.approx(compared)


def check_plans(judge: Judge) -> None:
    """To every level and every course."""
    everything, now = tried(judge), judge.verdict({})
    few = worlds_of(judge) <= MOST_WORLDS
    for target in targets_of(judge.questionnaire):
        plan = plan_of(judge, target)
        changed = check_steps(judge, plan)
        least = everything.least(target)
        rated = now.best >= 0 or plan.kind == "level"
        tried_all = few and (plan.state != "unreachable" or (rated and worlds_of(judge, hoping=True) <= MOST_WORLDS))
        assert plan.proved or not tried_all, target
        assert plan.state != "unreachable" or rated or not plan.proved, "a rating may decide it"
        if plan.state == "met":
            assert is_certain(judge, now, target) or (is_met(judge, now, target) and plan.kind == "stance")
            assert (plan.needed, plan.improvements, plan.certain) == (0, (), is_certain(judge, now, target))
        elif plan.cases:
            assert plan.state in ("reached", "depends")
            assert least is None or not plan.proved, "whatever it turns out to be comes first"
            check_cases(judge, plan, target)
        elif plan.state == "reached":
            assert is_sure(judge, judge.verdict(changed), target)
            assert plan.needed == pytest.approx(plan.effort)
            assert least is not None
            assert plan.needed == pytest.approx(least) or not plan.proved, target
            assert plan.extremes == (not all(is_worthwhile(judge, *step) for step in changed.items()))
        else:
            assert (plan.state, plan.improvements, plan.needed) == ("unreachable", (), None)
            assert not plan.proved or not in_the_best_case(judge, target), target


def is_certain(judge: Judge, then: Outcome, target: str) -> bool:
    """Whether it is met, and what it asks for holds whatever the unknown may be."""
    if target in [each.id for each in judge.questionnaire.levels]:
        return is_sure(judge, then, target)
    return is_met(judge, then, target) and then.sure[then.now]


def check_cases(judge: Judge, plan: Plan, target: str) -> None:
    """Of each way in which the unknown may turn out: the least, and whether the plan's steps are enough."""
    (planned,) = (case for case in plan.cases if case.planned)
    there = Judge(judge.questionnaire, judge.rewritten(found_in(judge, planned.found)))
    done = answers_in(there, plan)
    facts = open_facts(judge)
    if all(each.id in facts for case in plan.cases for each in case.found):
        for found in every({name: may_be(judge, name) for name in facts}):
            (case,) = (each for each in plan.cases if is_of(judge, each, found))
            check_case(Judge(judge.questionnaire, judge.rewritten(found)), case, target, done)
        assert plan.state == ("reached" if all(case.state == "reached" for case in plan.cases) else "depends")
    else:
        assert (plan.state, plan.cases) == ("depends", (planned,))
        check_case(there, planned, target, done)
    assert plan.effort == pytest.approx(max(case.effort for case in plan.cases if case.effort is not None))


def open_facts(judge: Judge) -> list[str]:
    """What is unknown and earns nothing, a condition looks at and no work changes."""
    prices = priced(judge)
    return [
        name
        for name, item in judge.items.items()
        if name not in prices
        and item.method == "unscored"
        and item.question in judge.tested
        and judge.given(name).value in (None, "dont_know")
        and (judge.before.nodes[name].visible or judge.before.nodes[name].undecided)
    ]


def is_of(judge: Judge, case: PlanCase, found: Changes) -> bool:
    context = context_of(judge.questionnaire, judge.response)
    return all(
        shown_value(context, judge.questions[judge.items[each.id].question], found[each.id]) in each.values
        for each in case.found
    )


def check_case(there: Judge, case: PlanCase, target: str, planned: Changes) -> None:
    """What it takes there, by trying everything out; and whether what is planned is enough there."""
    least = 0.0 if is_certain(there, there.verdict({}), target) else tried(there).least(target)
    if worlds_of(there) <= MOST_WORLDS:
        assert case.effort == (None if least is None else pytest.approx(least))
    assert (case.state == "reached") == (case.effort is not None)
    if case.enough:
        then = there.verdict(planned)
        assert is_sure(there, then, target) or is_certain(there, then, target)


def in_the_best_case(judge: Judge, target: str) -> bool:
    """Whether anything reaches it, were whatever is unknown as it suits best: work and finding out, all tried."""
    asked = {name for name, item in judge.items.items() if item.method != "unscored" or item.question in judge.tested}
    unknown = [name for name in asked if judge.given(name).value in (None, "dont_know")]
    better = {name: [value for value, _ in listed] for name, listed in priced(judge).items()}
    options: dict[str, list[Value | None]] = {name: [None, *values] for name, values in better.items()}
    options |= {name: [None, *may_be(judge, name)] for name in unknown}
    many = 1
    for values in options.values():
        many *= len(values)
    assume(many <= 4 * MOST_SETS)
    return any(is_sure(judge, judge.verdict(changed), target) for changed in every(options))


@st.composite
def with_facts(draw: st.DrawFn) -> Judge:
    """A small questionnaire some of whose conditions look at a fact or two, and a response that does not know it."""
    judge = draw(small(unknown=draw(st.booleans())))
    written = judge.questionnaire.model_dump(mode="json", by_alias=True, exclude_unset=True)
    kinds: list[Written] = [
        {"id": "fact", "type": "yes_no", "text": "Fact?", "allow": ["dont_know"]},
        {
            "id": "kind",
            "type": "choice",
            "text": "Kind?",
            "choices": [{"value": each, "label": each} for each in "abc"],
        },
    ]
    facts = draw(st.sampled_from([kinds[:1], kinds[1:], kinds]))
    tests = {"fact": ["yes", "no"], "kind": ["a", "b", "c"]}
    written["profile"] = facts
    for holder, key in draw(
        st.sets(
            st.sampled_from([("levels", "requires"), ("gates", "when"), ("stances", "needs"), ("questions", "when")]),
            min_size=1,
        )
    ):
        name = draw(st.sampled_from([str(each["id"]) for each in facts]))
        test = {"question": name, "is": draw(st.sampled_from(tests[name]))}
        places = written.get(holder) if holder != "questions" else written["sections"][0]["questions"][1:]
        for each in (places or [])[-1:]:
            old = each.get(key)
            each[key] = test if old is None else {draw(st.sampled_from(["all", "any"])): [test, old]}
    asked = questionnaire_of(
        {key: value for key, value in written.items() if key not in ("format", "id", "version", "title")}
    )
    return Judge(asked, judge.response)


class TestTheLeastEffort:
    @settings(UNSHRUNK, max_examples=150)
    @given(st.data())
    def test_is_that_of_trying_out_every_choice_of_improvements(self, data: st.DataObject) -> None:
        check_plans(data.draw(small(unknown=data.draw(st.booleans()))))

    @settings(UNSHRUNK, max_examples=50)
    @given(with_facts())
    def test_waits_for_what_can_be_found_out_and_is_called_impossible_only_where_no_finding_helps(
        self, judge: Judge
    ) -> None:
        check_plans(judge)


# ---- a budget ----


def asked_now(judge: Judge, everything: Tried) -> list[Done]:
    """What changes nothing about what is asked."""
    deciding = Variations(judge.questionnaire, judge.response).deciding
    hidden = {name for name, node in judge.before.nodes.items() if not node.visible}
    return [
        done
        for done in everything.listed
        if not any(judge.items[name].question in deciding or name in hidden for name in done.changed)
    ]


def check_budgets(judge: Judge) -> None:
    """Under what is needed, the budget buys the part of the way that meets most of what the target asks for, and of
    such the one that scores highest; from there on it changes nothing. What cannot be reached leaves score to be bought."""
    everything = tried(judge)
    for target in targets_of(judge.questionnaire):
        whole = plan_of(judge, target)
        if whole.state == "unreachable":
            check_score_bought(judge, everything, target)
        if whole.state != "reached":
            continue
        assert whole.needed is not None
        way = answers_in(judge, whole)
        assert plan_of(judge, target, budget=whole.needed).improvements == whole.improvements
        for share in (0.0, 0.4, 0.9):
            budget = whole.needed * share
            part = plan_of(judge, target, budget=budget)
            changed = check_steps(judge, part)
            assert (part.state, part.needed, part.budget) == ("over_budget", whole.needed, budget)
            assert (part.effort or 0.0) <= budget + CLOSE
            found = worth(judge, target, changed)
            assert found == pytest.approx(
                max(worth(judge, target, each) for each in parts_within(judge, whole, budget))
            )
            assert changed.items() <= way.items()
            assert {step.id for step in (*part.improvements, *part.rest)} == set(way)
            assert sum(need.after for need in part.needs) == found[0]
            if part.rest:
                check_standing(judge, part.rest[-1].after, judge.verdict(way))


def parts_within(judge: Judge, whole: Plan, budget: float) -> Iterator[Changes]:
    """Every choice of a plan's steps that a budget suffices for. A step whose question nothing opened is none."""
    way = answers_in(judge, whole)
    efforts = {step.id: step.effort for step in whole.improvements}
    for size in range(len(way) + 1):
        for names in combinations(way, size):
            part = {name: way[name] for name in names}
            then = evaluate(judge.tree, given_by(judge.rewritten(part)), Scalar()).nodes
            if sum(efforts[name] for name in names) <= budget + EDGE and all(then[name].visible for name in names):
                yield part


def worth(judge: Judge, target: str, changed: Changes) -> tuple[int, float]:
    """How many of the things that a target asks for surely hold, and the score at its worst."""
    base = Variations(judge.questionnaire, judge.response)
    aim = aim_of(base, target, ())
    assert aim is not None
    then = Variations(judge.questionnaire, judge.rewritten(changed))
    return sum(surely(then, parts_of(base, aim))), lowest(judge, changed)


def check_score_bought(judge: Judge, everything: Tried, target: str) -> None:
    budget = 2.0
    part = plan_of(judge, target, budget=budget)
    changed = check_steps(judge, part)
    may = [done for done in asked_now(judge, everything) if done.worthwhile and done.effort <= budget + EDGE]
    assert (part.state, part.needed) == ("unreachable", None)
    assert (part.effort or 0.0) <= budget + CLOSE
    assert lowest(judge, changed) == pytest.approx(max(done.lowest for done in may), abs=1e-6)


class TestABudget:
    @settings(UNSHRUNK, max_examples=60)
    @given(st.data())
    def test_buys_the_part_of_the_way_that_meets_most_of_what_is_asked_for(self, data: st.DataObject) -> None:
        check_budgets(data.draw(small(unknown=data.draw(st.booleans()))))


# ---- effort against score ----


def check_frontier(judge: Judge) -> None:
    """The frontier is that of every choice of improvements."""
    everything = tried(judge)
    ordered = sorted(asked_now(judge, everything), key=lambda done: (done.effort, -done.lowest))
    expected: list[tuple[float, float]] = []
    for done in ordered:
        if not expected or done.lowest > expected[-1][1] + CLOSE:
            expected.append((done.effort, done.lowest))
    for target in targets_of(judge.questionnaire):
        plan = plan_of(judge, target, frontier=True)
        if plan.state == "met":
            continue
        found = [(point.effort, point.percent / 100) for point in plan.frontier]
        assert [each for pair in found for each in pair] == pytest.approx([each for pair in expected for each in pair])
        levels = judge.questionnaire.levels
        for point in plan.frontier:
            here = pytest.approx([point.effort, point.percent / 100])
            there = [done.then.surely for done in everything.listed if [done.effort, done.lowest] == here]
            assert point.level in [None if at is None else levels[at].id for at in there]
        assert found[0][0] == 0
        assert all(one.effort < other.effort and one.percent < other.percent for one, other in pairwise(plan.frontier))
        break


class TestTheFrontier:
    @settings(UNSHRUNK, max_examples=100)
    @given(st.data())
    def test_is_that_of_every_choice_of_improvements(self, data: st.DataObject) -> None:
        check_frontier(data.draw(small(unknown=data.draw(st.booleans()))))


# ---- by hand ----


LEVELS = [level("low", 0), level("middle", 50), level("top", 100)]
TWO_COURSES = [stance("stay_out"), stance("engage")]
TWENTY: Written = {"probability": [0.5, 0.5], "loss": [40, 40]}
TEN: Written = {"probability": [0.5, 0.5], "loss": [20, 20]}


def costs(name: str, effort: float, **keys: object) -> Written:
    """A question of yes and no that takes so many person-days to say yes to."""
    return yes_no(name, improve={"effort": effort, "advice": "Do it."}, **keys)


def graded(name: str, effort: float, most: int = 2, **keys: object) -> Written:
    """A question of so many equal steps."""
    steps = [{"value": at, "label": f"step {at}"} for at in range(most + 1)]
    return {**costs(name, effort, **keys), "type": "choice", "choices": steps}


def rows(name: str, effort: float, **keys: object) -> Written:
    """A grid of two rows, the second of twice the weight, with three steps each."""
    listed = [{"id": "one", "text": "-"}, {"id": "two", "text": "-", "weight": 2}]
    return {**graded(name, effort), "type": "grid", "rows": listed, **keys}


def planned(asked: Questionnaire, answers: Written, target: str | None, risks: Written | None = None) -> Plan:
    found = make_plan(asked, response(asked, answers, risks=risks or {}), target, frontier=True)
    assert found is not None
    return found


def steps(plan: Plan) -> dict[str, float]:
    return {step.id: step.effort for step in plan.improvements}


@pytest.mark.parametrize(
    ("aggregate", "questions", "answers", "target", "found"),
    [
        pytest.param(
            "mean", [costs("a", 3), costs("b", 2)], {"a": "no", "b": "no"}, "middle", {"b": 2}, id="the-cheaper"
        ),
        pytest.param(
            "mean",
            [costs("a", 3), costs("b", 2)],
            {"a": "no", "b": "no"},
            "top",
            {"a": 3, "b": 2},
            id="both-where-all-is-needed",
        ),
        pytest.param(
            "mean",
            [costs("a", 3, weight=3), costs("b", 2)],
            {"a": "no", "b": "no"},
            "middle",
            {"a": 3},
            id="weights-count",
        ),
        pytest.param(
            "min",
            [graded("a", 4), graded("b", 2)],
            {"a": 0, "b": 0},
            "middle",
            {"a": 2, "b": 1},
            id="half-of-each-in-a-min",
        ),
        pytest.param(
            "max", [costs("a", 3), costs("b", 2)], {"a": "no", "b": "no"}, "top", {"b": 2}, id="one-in-a-max"
        ),
        pytest.param(
            "staged",
            [costs("a", 5), costs("b", 1)],
            {"a": "no", "b": "no"},
            "middle",
            {"a": 5},
            id="the-first-step-first",
        ),
        pytest.param(
            "sum",
            [graded("a", 6, 4), costs("b", 1)],
            {"a": 0, "b": "no"},
            "middle",
            {"a": 3, "b": 1},
            id="two-and-a-half-of-five-points-in-a-sum",
        ),
        pytest.param("mean", [graded("a", 4), costs("b", 9)], {"a": 1, "b": "yes"}, "top", {"a": 2}, id="the-rest-of-it"),
        pytest.param(
            "mean",
            [costs("a", 3), costs("b", 2)],
            {"a": "not_applicable", "b": "no"},
            "top",
            {"b": 2},
            id="not-applicable-stays",
        ),
        pytest.param(
            "mean",
            [costs("a", 3), costs("b", 2), costs("c", 4)],
            {"a": "dont_know", "b": "no"},
            "middle",
            {"a": 3, "b": 2},
            id="what-is-unknown-counts-as-nothing",
        ),
        pytest.param(
            "mean",
            [costs("policy", 1), costs("social", 4, when={"question": "policy", "is": "yes"})],
            {"policy": "no"},
            "top",
            {"policy": 1, "social": 4},
            id="what-opens-is-done-as-well",
        ),
        pytest.param(
            "mean",
            [costs("policy", 1), costs("social", 4, when={"question": "policy", "is": "yes"})],
            {"policy": "no"},
            "middle",
            {"policy": 1},
            id="or-left-where-that-is-enough",
        ),
        pytest.param(
            "mean",
            [rows("grid", 6), costs("b", 5)],
            {"grid": {"one": 2, "two": 0}, "b": "no"},
            "middle",
            {"grid.two": 4},
            id="a-row-takes-its-share",
        ),
    ],
)  # fmt: skip
def test_the_least_by_hand(
    aggregate: str, questions: list[Written], answers: Written, target: str, found: dict[str, float]
) -> None:
    asked = questionnaire(section("s", *questions, aggregate=aggregate), levels=LEVELS)
    plan = planned(asked, answers, target)
    assert steps(plan) == pytest.approx(found)
    assert (plan.state, plan.proved) == ("reached", True)
    assert plan.effort == plan.needed == pytest.approx(sum(found.values()))


def test_points_that_nobody_knows_of_are_found_out_where_they_are_needed() -> None:
    """Of two points one is known, which is too few for a level; a yes to the other makes it all."""
    asked = questionnaire(
        section("s", costs("a", 2), costs("b", 3), aggregate="sum"),
        aggregate="sum",
        minimum_coverage=0.9,
        levels=LEVELS,
    )
    plan = planned(asked, {"a": "yes"}, "top")
    assert (steps(plan), plan.open, plan.proved) == ({"b": 3}, ("b",), True)


def courses(*questions: Written, controls: list[Written] | None = None, **keys: object) -> Questionnaire:
    """A risk of taking part, which questions control, against one of staying out."""
    return questionnaire(
        section("s", *questions),
        risks=[risk("leak", "participating", controls=controls or []), risk("silence", "not_participating")],
        **{"stances": TWO_COURSES, **keys},
    )


def control(question: str, reduces: str, by: float) -> Written:
    return {"question": question, "reduces": reduces, "by": by}


def needing(need: Written) -> list[Written]:
    return [stance("stay_out"), stance("engage", needs=need)]


BOTH: Written = {"all": [{"question": "tools", "is": "a"}, {"question": "tools", "is": "b"}]}
TICKS: Written = {"type": "choices", "choices": [{"value": each, "label": each} for each in "abc"], "scored": False}
KINDS: Written = {"type": "choice", "choices": [{"value": each, "label": each} for each in ("old", "new")]}


@pytest.mark.parametrize(
    ("asked", "answers", "ratings", "found"),
    [
        pytest.param(
            courses(costs("a", 3), costs("b", 5), controls=[control("a", "impact", 0.5), control("b", "impact", 0.6)]),
            {"a": "no", "b": "no"},
            (TWENTY, TEN),
            {"b": 5},
            id="20-becomes-8-and-that-is-under-nine-tenths-of-10",
        ),
        pytest.param(
            courses(graded("a", 8, 4), controls=[control("a", "impact", 0.8)]),
            {"a": 0},
            (TWENTY, TEN),
            {"a": 6},
            id="three-quarters-of-it-leave-8",
        ),
        pytest.param(
            courses(
                costs("a", 3),
                costs("b", 3),
                costs("c", 7),
                controls=[
                    control("a", "likelihood", 0.9),
                    control("b", "likelihood", 0.9),
                    control("c", "impact", 0.5),
                ],
            ),
            {"a": "yes", "b": "yes", "c": "no"},
            ({"probability": [0.5, 0.5], "loss": [400, 400]}, {"probability": [0.5, 0.5], "loss": [30, 30]}),
            {"c": 7},
            id="a-tenth-of-200-stays-and-half-of-that-is-under-15",
        ),
        pytest.param(
            courses(
                costs("a", 3),
                costs("b", 3),
                costs("c", 7),
                controls=[
                    control("a", "likelihood", 0.9),
                    control("b", "likelihood", 0.9),
                    control("c", "impact", 0.5),
                ],
            ),
            {"a": "yes", "b": "no", "c": "no"},
            ({"probability": [0.5, 0.5], "loss": [400, 400]}, {"probability": [0.5, 0.5], "loss": [30, 30]}),
            {"c": 7},
            id="more-on-the-likelihood-would-be-in-vain",
        ),
        pytest.param(
            courses(rows("grid", 6), controls=[control("grid", "impact", 0.8)]),
            {},
            (TWENTY, TEN),
            {"grid.one": 2},
            id="a-grid-controls-by-the-rows-that-are-known",
        ),
        pytest.param(
            courses(rows("grid", 6), controls=[control("grid", "impact", 0.8)]),
            {"grid": {"one": 0, "two": 1}},
            (TWENTY, TEN),
            {"grid.one": 1, "grid.two": 2},
            id="of-which-more-than-eleven-sixteenths-must-be-there",
        ),
        pytest.param(
            courses(rows("grid", 6), stances=needing({"question": "grid", "answered": True})),
            {},
            (TEN, TWENTY),
            {"grid.one": 1},
            id="a-grid-is-answered-by-its-cheapest-row",
        ),
        pytest.param(
            courses(
                costs("a", 3),
                {**costs("kind", 7), **KINDS, "scored": False},
                stances=needing({"question": "kind", "is": "new"}),
            ),
            {"a": "no", "kind": "old"},
            (TEN, TWENTY),
            {"kind": 7},
            id="what-earns-nothing-takes-all-its-effort",
        ),
        pytest.param(
            courses(costs("a", 3), {**costs("tools", 4), **TICKS}, stances=needing(BOTH)),
            {"a": "no", "tools": ["a"]},
            (TEN, TWENTY),
            {"tools": 4},
            id="ticks-that-earn-nothing-are-added",
        ),
        pytest.param(
            courses(costs("a", 3), costs("b", 2), levels=LEVELS, stances=needing({"level": "middle"})),
            {"a": "no", "b": "no"},
            (TEN, TWENTY),
            {"b": 2},
            id="a-level-that-is-needed",
        ),
        pytest.param(
            courses(
                costs("a", 3),
                costs("b", 2),
                levels=LEVELS,
                gates=[{"id": "g", "when": {"question": "a", "is": "no"}, "cap": "low", "reason": "r"}],
                stances=needing({"not": {"gate": "g"}}),
            ),
            {"a": "no", "b": "no"},
            (TEN, TWENTY),
            {"a": 3},
            id="a-gate-that-must-open",
        ),
    ],
)
def test_the_least_to_engage_by_hand(
    asked: Questionnaire, answers: Written, ratings: tuple[Written, Written], found: dict[str, float]
) -> None:
    plan = planned(asked, answers, "engage", dict(zip(("leak", "silence"), ratings, strict=True)))
    assert steps(plan) == pytest.approx(found)
    assert (plan.state, plan.proved, plan.improvements[-1].after.now) == ("reached", True, "engage")


FACT: Written = {"id": "big", "type": "yes_no", "text": "Big?", "improve": {"effort": 1, "advice": "Grow."}}
IS_BIG: Written = {"question": "big", "is": "yes"}


@pytest.mark.parametrize(
    ("asked", "answers", "target", "kind", "subject"),
    [
        pytest.param(
            questionnaire(section("s", costs("a", 1)), profile=[FACT], levels=[level("low", 0), level("top", 50, requires=IS_BIG)]),
            {"big": "no", "a": "no"}, "top", "fact", "big", id="a-fact",
        ),
        pytest.param(
            questionnaire(
                section("s", costs("a", 1), costs("b", 1)),
                levels=[level("low", 0), level("top", 50, requires={"question": "b", "is": "yes"})],
            ),
            {"a": "no", "b": "not_applicable"}, "top", "question", "b", id="not-applicable",
        ),
        pytest.param(
            questionnaire(
                section("s", costs("a", 1), yes_no("b")),
                levels=[level("low", 0), level("top", 50, requires={"question": "b", "is": "yes"})],
            ),
            {"a": "no", "b": "no"}, "top", "question", "b", id="no-effort-stated",
        ),
        pytest.param(
            questionnaire(section("s", costs("a", 1), yes_no("b")), levels=LEVELS),
            {"a": "no", "b": "no"}, "top", "score", None, id="the-score",
        ),
        pytest.param(
            questionnaire(
                section("s", costs("a", 1)),
                profile=[FACT],
                levels=LEVELS,
                gates=[{"id": "g", "when": {"question": "big", "is": "no"}, "cap": "low", "reason": "r"}],
            ),
            {"big": "no", "a": "no"}, "top", "gate", "g", id="a-gate",
        ),
        pytest.param(
            courses(costs("a", 1), controls=[control("a", "impact", 0.1)]),
            {"a": "no"}, "engage", "exposure", "stay_out", id="exposure",
        ),
    ],
)  # fmt: skip
def test_what_is_in_the_way_is_named(
    asked: Questionnaire, answers: Written, target: str, kind: str, subject: str | None
) -> None:
    plan = planned(asked, answers, target, {"leak": TWENTY, "silence": TEN} if asked.risks else None)
    assert (plan.state, plan.improvements, plan.effort, plan.needed, plan.proved) == (
        "unreachable",
        (),
        None,
        None,
        True,
    )
    assert (kind, subject) in [(each.kind, each.subject) for each in plan.obstacles]
    assert not any(step.id == "big" for step in plan.improvements)


def test_without_enough_ratings_there_is_no_way_to_a_course() -> None:
    plan = planned(courses(costs("a", 1)), {"a": "no"}, "engage", {"leak": TWENTY, "silence": "dont_know"})
    assert (plan.state, [each.kind for each in plan.obstacles]) == ("unreachable", ["unrated"])


def test_without_levels_and_risks_there_is_nothing_to_aim_at() -> None:
    asked = questionnaire(section("s", costs("a", 1)))
    answered = response(asked, {"a": "no"})
    assert make_plan(asked, answered, None) is None
    with pytest.raises(NoSuchTarget) as raised:
        make_plan(asked, answered, "top")
    assert raised.value.targets == ()


def test_a_name_that_is_no_target_is_told_with_those_there_are() -> None:
    asked = courses(costs("a", 1), levels=LEVELS)
    with pytest.raises(NoSuchTarget) as raised:
        make_plan(asked, response(asked, {}), "listen")
    assert raised.value.targets == ("low", "middle", "top", "stay_out", "engage")


def test_without_efforts_nothing_can_be_planned_and_the_frontier_is_a_point() -> None:
    plan = planned(questionnaire(section("s", yes_no("a"), yes_no("b")), levels=LEVELS), {"a": "yes", "b": "no"}, "top")
    assert (plan.state, plan.uncosted) == ("unreachable", ("b",))
    assert [(point.effort, point.percent) for point in plan.frontier] == [(0.0, 50.0)]


def test_without_a_target_it_aims_at_the_best_course_or_else_at_the_next_level() -> None:
    asked = courses(costs("a", 1), levels=LEVELS, stances=needing({"question": "a", "is": "yes"}))
    to_course = make_plan(asked, response(asked, {"a": "no"}, risks={"leak": TEN, "silence": TWENTY}), None)
    to_level = make_plan(asked, response(asked, {"a": "no"}, risks={}), None)
    assert [each and each.target for each in (to_course, to_level)] == ["engage", "middle"]


def test_the_frontier_by_hand() -> None:
    """Of weights 1 and 3: the light one for 1 day, the heavy one in halves of 2 days."""
    asked = questionnaire(section("s", costs("a", 1), graded("b", 4, weight=3)), levels=LEVELS)
    plan = planned(asked, {"a": "no", "b": 0}, "top")
    assert [(point.effort, point.percent, point.level) for point in plan.frontier] == [
        (0.0, 0.0, "low"),
        (1.0, 25.0, "low"),
        (2.0, 37.5, "low"),
        (3.0, 62.5, "middle"),
        (4.0, 75.0, "middle"),
        (5.0, 100.0, "top"),
    ]


@pytest.mark.parametrize(
    ("question", "answer", "becomes", "effort"),
    [
        pytest.param({"linear": {"worst": 0, "best": 10}}, 2.5, "5", 1.5, id="linear-by-quarters"),
        pytest.param(
            {"min": 0, "bands": [{"from": 0, "points": 0}, {"from": 10, "points": 2}, {"from": 20, "points": 3}]}, 4, "10", 4,
            id="bands-at-their-edge",
        ),
        pytest.param({"linear": {"worst": 48, "best": 0}}, 48, "24", 3, id="fewer-is-better"),
    ],
)  # fmt: skip
def test_a_number_becomes_what_is_enough(question: Written, answer: float, becomes: str, effort: float) -> None:
    asked = questionnaire(section("s", {**costs("n", 6), "type": "number", **question}), levels=LEVELS)
    plan = planned(asked, {"n": answer}, "middle")
    assert [step.becomes for step in plan.improvements] == [becomes]
    assert plan.effort == pytest.approx(effort)


def test_ticks_up_to_the_cap_and_nothing_exclusive() -> None:
    """Two points of three are enough, and "none of these" goes."""
    choices = [{"value": each, "label": each, "points": 1} for each in "abc"]
    asked = questionnaire(
        section("s", {**costs("t", 6), "type": "choices", "cap": 2, "choices": [*choices, {"value": "x", "label": "x", "points": 0, "exclusive": True}]}),
        levels=LEVELS,
    )  # fmt: skip
    assert steps(planned(asked, {"t": ["x"]}, "top")) == {"t": 6}
    assert steps(planned(asked, {"t": ["x"]}, "middle")) == {"t": 3}
    assert steps(planned(asked, {"t": ["b"]}, "top")) == {"t": 3}


def test_what_rounding_adds_to_a_full_score_is_no_hindrance() -> None:
    """0.4 + 0.2 + 0.4 is a little over 1, which the solver once took for more than can be."""
    grid = rows("grid", 2, allow=["dont_know"])
    asked = questionnaire(
        section("s", costs("a", 2, weight=2), grid, aggregate="sum"),
        aggregate="max",
        minimum_coverage=0.8,
        levels=[level("low", 0), level("top", 100)],
        risks=[risk("leak", "participating", when={"question": "grid", "answered": True})],
    )
    plan = planned(asked, {"a": "no"}, "top")
    assert (plan.state, plan.proved) == ("reached", True)
    assert plan.needed == pytest.approx(4)


def test_the_half_that_is_enough_is_taken_for_the_whole() -> None:
    """A single question in a `max`: of its two better answers the solver once took the dearer."""
    asked = questionnaire(section("s", graded("a", 2), aggregate="max", weight=3), levels=LEVELS)
    assert steps(planned(asked, {"a": 0}, "middle")) == {"a": 1}


def test_with_nothing_to_choose_it_is_certain_that_nothing_does_it() -> None:
    asked = questionnaire(section("s", yes_no("a")), levels=LEVELS)
    plan = planned(asked, {"a": "not_applicable"}, "top")
    assert (plan.state, plan.proved) == ("unreachable", True)


def test_efforts_that_differ_in_their_last_bits_make_one_point_of_the_frontier() -> None:
    """Thirds of an effort, added in another order: 5 + 5/6 and 5/3 × 2 + 5/2 are the same days."""
    pairs = [("one", 1), ("two", 2)]
    grid = {
        "id": "grid",
        "type": "grid",
        "text": "?",
        "improve": {"effort": 5, "advice": "Do it."},
        "choices": [{"value": value, "label": f"{value}"} for value in (0, 1)],
        "rows": [{"id": name, "text": name, "weight": weight} for name, weight in pairs],
    }
    chosen = {
        "id": "pick",
        "type": "choice",
        "text": "?",
        "improve": {"effort": 5, "advice": "Do it."},
        "choices": [{"value": value, "label": f"{value}"} for value in range(3)],
    }
    third = {**chosen, "id": "other", "improve": {"effort": 10 / 3, "advice": "Do it."}}
    asked_for = questionnaire(section("s", grid, chosen, third), levels=LEVELS)
    plan = make_plan(asked_for, response(asked_for, {"grid": {"one": 0, "two": 0}, "pick": 0, "other": 0}), "top")
    assert plan is not None
    assert all(one.effort < other.effort and one.percent < other.percent for one, other in pairwise(plan.frontier))


# ---- what is worth asking for ----


BANDS: Written = {"type": "number", "min": 0, "bands": [{"from": 0, "points": 4}, {"from": 16, "points": 2}, {"from": 31, "points": 0}]}  # fmt: skip
LINE: Written = {"type": "number", "min": 0, "max": 100, "linear": {"worst": 0, "best": 100}}


@pytest.mark.parametrize(
    ("question", "answer", "target", "becomes"),
    [
        pytest.param({**BANDS, "whole": True}, 40, "middle", "30", id="from-above-the-near-side-of-a-whole-band"),
        pytest.param({**BANDS, "whole": True}, 25, "top", "15", id="and-of-the-best-not-zero"),
        pytest.param(BANDS, 40, "top", "8", id="from-above-the-middle-of-a-band-of-any-numbers"),
        pytest.param({**BANDS, "whole": True}, "dont_know", "middle", "30", id="what-is-unknown-lies-at-the-worst"),
        pytest.param(LINE, 0, "middle", "50", id="a-line-by-quarters"),
    ],
)
def test_a_number_moves_to_the_nearest_figure_that_serves(
    question: Written, answer: object, target: str, becomes: str
) -> None:
    asked = questionnaire(section("s", {**costs("n", 6), "allow": ["dont_know"], **question}), levels=LEVELS)
    plan = planned(asked, {"n": answer}, target)
    assert [step.becomes for step in plan.improvements] == [becomes]
    assert not plan.extremes


def test_the_end_of_a_line_is_asked_for_only_where_the_target_cannot_be_reached_without() -> None:
    """Half of the score is needed: the line's last quarter would be cheaper than the other question, and is passed over."""
    line = {**costs("n", 1), **LINE}
    asked = questionnaire(section("s", line, costs("b", 9)), levels=LEVELS)
    through_b, to_the_end = planned(asked, {"n": 75, "b": "no"}, "middle"), planned(asked, {"n": 75, "b": "no"}, "top")
    assert (steps(through_b), through_b.extremes) == ({"b": 9}, False)
    assert (steps(to_the_end), to_the_end.extremes) == ({"n": 0.25, "b": 9}, True)
    assert to_the_end.proved


def test_a_number_that_a_condition_asks_for_is_a_figure_to_move_to() -> None:
    need = {"question": "n", "at_least": 40}
    asked = questionnaire(
        section("s", {**costs("n", 10), **LINE}), levels=[level("low", 0), level("top", 10, requires=need)]
    )
    plan = planned(asked, {"n": 0}, "top")
    assert [(step.becomes, step.effort) for step in plan.improvements] == [("40", 4)]


@pytest.mark.parametrize(
    ("levels", "becomes"),
    [
        pytest.param([level("low", 0), level("top", 25)], "step 2", id="to-the-middle-of-the-scale"),
        pytest.param(
            [level("low", 0), level("top", 25, requires={"question": "a", "at_least": 1})], "step 1", id="unless-a-condition-turns-there"
        ),
    ],
)  # fmt: skip
def test_no_step_stays_in_the_lower_half_of_its_scale(levels: list[Written], becomes: str) -> None:
    plan = planned(questionnaire(section("s", graded("a", 4, 4)), levels=levels), {"a": 0}, "top")
    assert [step.becomes for step in plan.improvements] == [becomes]


# ---- a budget, by hand ----


GATED: list[Written] = [{"id": "g", "when": {"question": "policy", "is": "no"}, "cap": "low", "reason": "No policy."}]


def test_a_budget_buys_what_the_target_asks_for_before_score() -> None:
    """Both of the heavy question's halves would score more for 4 days than the policy, which opens the gate."""
    asked = questionnaire(section("s", costs("policy", 4), graded("heavy", 4, weight=3)), levels=LEVELS, gates=GATED)
    answered = response(asked, {"policy": "no", "heavy": 0})
    plan = make_plan(asked, answered, "top", budget=4)
    assert plan is not None
    assert (plan.state, steps(plan), [step.id for step in plan.rest]) == ("over_budget", {"policy": 4}, ["heavy"])
    assert [(need.kind, need.before, need.after) for need in plan.needs] == [
        ("coverage", True, True),
        ("score", False, False),
        ("need", False, True),
    ]
    assert (plan.effort, plan.needed, plan.rest[-1].order) == (4, 8, 2)
    assert plan.rest[-1].after.level == "top"


def test_a_budget_buys_no_step_off_the_way() -> None:
    """The third question is cheap and would raise the score, but the target does not need it."""
    asked = questionnaire(
        section("s", costs("policy", 4), costs("heavy", 6, weight=3), costs("light", 1, weight=0.1)),
        levels=[level("low", 0), level("top", 97)],
    )
    plan = make_plan(asked, response(asked, {"policy": "no", "heavy": "no", "light": "no"}), "top", budget=5)
    assert plan is not None
    assert steps(plan) == {"policy": 4}


def test_where_the_target_cannot_be_reached_a_budget_buys_score() -> None:
    asked = questionnaire(section("s", costs("a", 3), costs("b", 2, weight=2), yes_no("c")), levels=LEVELS)
    plan = make_plan(asked, response(asked, {"a": "no", "b": "no", "c": "no"}), "top", budget=4)
    assert plan is not None
    assert (plan.state, steps(plan), plan.needed, plan.proved) == ("unreachable", {"b": 2}, None, True)


# ---- the target that is chosen ----


def chosen(leak: float, silence: float, needs: Written | None = None) -> Plan | None:
    asked = courses(costs("a", 1), levels=LEVELS, stances=needing(needs) if needs else TWO_COURSES)
    ratings = {"leak": (leak,), "silence": (silence,)}
    rated: Written = {name: {"probability": [0.5, 0.5], "loss": [loss, loss]} for name, (loss,) in ratings.items()}
    return make_plan(asked, response(asked, {"a": "no"}, risks=rated), None)


def test_the_best_course_is_the_target_where_its_needs_are_not_met() -> None:
    plan = chosen(10, 100, {"question": "a", "is": "yes"})
    assert plan is not None
    assert (plan.target, plan.why) == ("engage", "best")


def test_a_course_that_commits_to_more_and_is_too_close_to_call_is_the_target() -> None:
    plan = chosen(100, 98)
    assert plan is not None
    assert (plan.target, plan.why, plan.before.now) == ("engage", "close", "stay_out")


def test_the_next_level_is_the_target_where_the_best_course_fits() -> None:
    plan = chosen(10, 100)
    assert plan is not None
    assert (plan.target, plan.why) == ("middle", "next")
    assert plan.improvements[-1].after.now == "engage"


def test_to_stay_out_where_that_is_clearly_best_needs_no_plan() -> None:
    assert chosen(100, 10) is None


# ---- the order, and how each step comes about ----


def test_what_opens_a_question_comes_before_it_and_is_named() -> None:
    social = costs("social", 4, weight=9, when={"question": "policy", "is": "yes"})
    plan = planned(questionnaire(section("s", costs("policy", 8), social), levels=LEVELS), {"policy": "no"}, "top")
    assert [(step.id, step.follows) for step in plan.improvements] == [("policy", ()), ("social", ("policy",))]


def test_the_steps_can_be_put_in_the_order_in_which_they_are_done() -> None:
    asked = questionnaire(section("s", costs("a", 1), costs("b", 2, weight=2)), levels=LEVELS)
    answered = response(asked, {"a": "no", "b": "no"})
    turned = make_plan(asked, answered, "top", sequencing=lambda found: [step.id for step in reversed(found)])
    usual = make_plan(asked, answered, "top")
    assert turned is not None and usual is not None
    orders = [[(step.order, step.id) for step in plan.improvements] for plan in (usual, turned)]
    first, second = (name for _, name in orders[0])
    assert orders == [[(1, first), (2, second)], [(1, second), (2, first)]]
    assert sum(round(plan.improvements[0].after.percent or 0) for plan in (usual, turned)) == 100


def test_a_step_tells_its_weight_in_each_mean_and_what_it_takes_off_each_risk() -> None:
    asked = courses(graded("a", 8, 4), costs("b", 1), controls=[control("a", "impact", 0.8)])
    (step,) = planned(asked, {"a": 0, "b": "yes"}, "engage", {"leak": TWENTY, "silence": TEN}).improvements
    assert (step.whole, step.score_before, step.score_after) == (8, 0, 0.75)
    assert [(link.group, link.weight, link.of) for link in step.counts_for] == [("S", 1, 2), ("overall", 1, 1)]
    (change,) = step.risks
    assert (change.id, change.by, change.before) == ("leak", 0.8, 20)
    assert change.after == pytest.approx(20 * (1 - 0.8 * 0.75))
    assert change.shares == {"stay_out": 0, "engage": 1}


def test_no_weight_is_told_where_something_else_than_means_lies_around() -> None:
    asked = questionnaire(section("s", costs("a", 1), aggregate="min"), levels=LEVELS)
    assert planned(asked, {"a": "no"}, "top").improvements[0].counts_for == ()


def test_a_point_of_the_frontier_names_what_holds_the_level_back() -> None:
    asked = questionnaire(section("s", costs("policy", 4), costs("heavy", 1, weight=3)), levels=LEVELS, gates=GATED)
    plan = planned(asked, {"policy": "no", "heavy": "no"}, "top")
    assert [(point.percent, point.level, point.held_back) for point in plan.frontier] == [
        (0, "low", ()),
        (75, "low", ("g",)),
        (100, "top", ()),
    ]


@pytest.mark.parametrize("times", [1e-6, 1e3, 1e9], ids=lambda times: f"{times:g} times")
def test_what_losses_are_counted_in_changes_no_plan(times: float) -> None:
    """A bank counts in dollars what a club counts in points; the least effort to a course is the same."""
    asked_for = load_questionnaire(shipped_questionnaires()["social-media-readiness"]).value
    assert asked_for is not None
    answered = load_response(shipped_examples()["mill-cooperative"]).response
    assert answered is not None
    scales = {
        name: tuple(
            choice.model_copy(update={"severity": tuple(end * times for end in choice.severity)})
            if choice.severity is not None
            else choice
            for choice in choices
        )
        for name, choices in asked_for.scales.items()
    }
    counted = asked_for.model_copy(update={"scales": scales})
    for target in ("listen", "engage"):
        one, other = (make_plan(each, answered, target) for each in (asked_for, counted))
        assert one is not None and other is not None
        assert (one.effort, [step.id for step in one.improvements]) == (
            other.effort,
            [step.id for step in other.improvements],
        )
        assert other.proved


def test_beside_a_loss_that_drowns_all_others_nothing_is_called_proved() -> None:
    """One loss of billions beside losses of a few points: the solver sees no difference that the others could make."""
    asked_for = load_questionnaire(shipped_questionnaires()["social-media-readiness"]).value
    answered = load_response(shipped_examples()["mill-cooperative"]).response
    assert asked_for is not None and answered is not None
    huge = RiskRating(probability=(0.1, 0.3), loss=(1e10, 1e12))
    drowned = answered.model_copy(update={"risks": {**answered.risks, "P1": huge}})
    plan = make_plan(asked_for, drowned, "listen")
    assert plan is not None
    assert plan.state != "unreachable" or not plan.proved


def test_a_plan_compares_no_exposures_where_too_few_risks_are_rated() -> None:
    asked_for = load_questionnaire(shipped_questionnaires()["social-media-readiness"]).value
    answered = load_response(shipped_examples()["mill-cooperative"]).response
    assert asked_for is not None and answered is not None
    rated = {name: each for name, each in answered.risks.items() if name.startswith("P")}
    plan = make_plan(asked_for, answered.model_copy(update={"risks": rated}), "aware")
    assert plan is not None
    assert plan.before.exposures == {}
    assert all(step.after.exposures == {} for step in plan.improvements)
