"""What would follow from other answers is what the whole evaluation says of them.

The oracle lives here, and the tests of sensitivity and of plans share it: a response is rewritten as a person would
answer it, and judged from the leaves up, by `evaluate`, `hold_level`, `weigh` and `choose`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, permutations, product
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from readiness.advice.flips import residuals
from readiness.advice.variations import Half, Outcome, Value, Variations
from readiness.model.condition import AllOf, AnyOf, Condition, LevelCondition, Not, QuestionCondition, parts
from readiness.model.questionnaire import (
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Questionnaire,
    TextQuestion,
    YesNoQuestion,
)
from readiness.model.response import Answer, Response, RiskRating
from readiness.risk.exposure import choose, weigh
from readiness.risk.ratings import rating_of
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import Evaluation, Held, evaluate, hold_level, holds, item_score
from readiness.scoring.operations import Given, Scalar
from readiness.scoring.tree import OVERALL, Item, compile_tree
from tests.interviews import level, questionnaire, response, risk, section, stance, yes_no
from tests.strategies import LAW, Written, answered, fitted, real, values_of

UNSHRUNK = settings(LAW, phases=[Phase.explicit, Phase.generate])
"""Whole questionnaires take minutes to shrink; the tables say what comes of small ones."""
Scored = Evaluation[float, bool, Given]
Surely = Callable[[Condition, bool], bool]
"""Whether a condition is sure to hold (True), or to fail (False)."""
Changes = dict[str, Value]
CLOSE = 1e-12
MOST_SETS = 320
"""Of so many ways to answer, every one is judged."""
NOISE = 1e-6
"""Exposures that differ by less, and not by nothing, differ by how they were added up."""


# ---- the oracle ----


class Judge:
    """A questionnaire with a response, and the verdict on every other response to it."""

    def __init__(self, questionnaire: Questionnaire, response: Response) -> None:
        self.questionnaire, self.response = questionnaire, response
        self.tree = compile_tree(questionnaire)
        self.questions = {question.id: question for question in questionnaire.every_question()}
        self.items = {item.id: item for item in self.tree.items()}
        self.profile = {item.id for item in self.tree.profile}
        self.given = given_by(response)
        self.before = evaluate(self.tree, self.given, Scalar())

    def rewritten(self, changed: Mapping[str, Value]) -> Response:
        """The response with these answers, each written where it belongs; notes and importance stay."""
        answers = dict(self.response.answers)
        for name, value in changed.items():
            question, dot, row = name.partition(".")
            old = answers.get(question, Answer(value=None))
            new: object = value
            if dot:
                grid = self.questions[question]
                assert isinstance(grid, GridQuestion)
                rows = old.value if isinstance(old.value, dict) else {each.id: old.value for each in grid.rows}
                new = {**rows, row: value}
            answers[question] = old.model_copy(update={"value": new})
        return self.response.model_copy(update={"answers": answers})

    def verdict(self, changed: Mapping[str, Value], ratings: Mapping[str, RiskRating] | None = None) -> Outcome:
        """What the whole evaluation says."""
        other = self.rewritten(changed)
        return self.of(other.model_copy(update={"risks": {**other.risks, **(ratings or {})}}))

    def of(self, response: Response) -> Outcome:
        evaluation = evaluate(self.tree, given_by(response), Scalar())
        held = hold_level(evaluation, self.questionnaire.levels, self.questionnaire.gates)
        register = weigh(evaluation, self.questionnaire, rating_of(self.questionnaire, response))
        choice = choose(evaluation, self.questionnaire.stances or (), register)
        decidable = bool(choice.order) and register.decidable
        whole = evaluation.nodes[OVERALL]
        needs = {each.id: each.needs for each in self.questionnaire.stances or ()}
        met = [(choice.met[name], needs.get(name)) for name in choice.order]
        surely = self._sure(evaluation, held)
        return Outcome(
            score=whole.score if whole.published else None,
            level=int(held.index) if held.known else None,
            exposures=tuple(each.residual for each in register.stances.values()),
            best=int(choice.best) if decidable else -1,
            now=int(choice.now) if decidable else -1,
            available=tuple(yes for yes, _ in met),
            surely=int(held.low) if held.known else None,
            sure=tuple(yes and (need is None or surely(need, True)) for yes, need in met),
        )

    def _sure(self, evaluation: Scored, held: Held[float, bool]) -> Surely:
        """Whether a condition surely holds, or surely does not, by the bounds of scores and of the level."""
        gates = {gate.id: holds(evaluation, gate.when, by_bounds=True) for gate in self.questionnaire.gates}
        order = {level.id: at for at, level in enumerate(self.questionnaire.levels)}

        def surely(condition: Condition, wanted: bool) -> bool:
            match condition:
                case Not():
                    return surely(condition.not_, not wanted)
                case AllOf():
                    return (all if wanted else any)(surely(each, wanted) for each in condition.all_)
                case AnyOf():
                    return (any if wanted else all)(surely(each, wanted) for each in condition.any_)
                case LevelCondition():
                    at = order[condition.level]
                    return held.known and (held.low >= at if wanted else held.high < at)
                case _:
                    closed = getattr(condition, "gate", None)
                    truth = gates[closed] if closed else holds(evaluation, condition, by_bounds=True)
                    return truth.yes if wanted else truth.no

        return surely

    # ---- what may be answered, as the file has it ----

    def score(self, name: str, value: Value) -> float:
        """An item's score of 0..1 with an answer; 0 for what earns nothing."""
        return item_score(self.items[name], Given(value=value), Scalar())

    def values(self, name: str) -> tuple[Value, ...]:
        """Every value that the file lists; of ticks every set."""
        question = self.questions[self.items[name].question]
        match question:
            case YesNoQuestion():
                return ("yes", "no")
            case TextQuestion() | DateQuestion():
                return ()
            case NumberQuestion():
                return ()  # no finite list; the tables below have some
            case ChoicesQuestion():
                choices = self.questionnaire.choices_of(question)
                free = [choice.value for choice in choices if not choice.exclusive]
                sets = [each for size in range(len(free) + 1) for each in combinations(free, size)]
                return (*sets, *((choice.value,) for choice in choices if choice.exclusive))
            case _:
                return tuple(choice.value for choice in self.questionnaire.choices_of(question))

    @property
    def tested(self) -> set[str]:
        """Questions that a condition on the level, the courses or on being asked looks at."""
        return {part.question for part in self.conditions}

    @property
    def wanted(self) -> set[str]:
        """Those of them of which one answer is asked for."""
        return {part.question for part in self.conditions if part.answered is None}

    @cached_property
    def conditions(self) -> list[QuestionCondition]:
        """Everything that is asked of an answer."""
        asked = self.questionnaire
        conditions: list[Condition | None] = [each.when for each in (*asked.every_question(), *asked.every_section())]
        conditions += [each.when for each in asked.risks]
        conditions += [each.requires for each in asked.levels]
        conditions += [each.when for each in asked.gates]
        conditions += [each.needs for each in asked.stances or ()]
        inside = [part for each in conditions if each is not None for _, part in parts(each)]
        return [part for part in inside if isinstance(part, QuestionCondition)]

    def matters(self, item: Item) -> bool:
        """Whether an item is no fact, and earns something or is looked at."""
        return item.id not in self.profile and (item.method != "unscored" or item.question in self.tested)


def every(choices: Mapping[str, Sequence[Value | None]]) -> Iterator[Changes]:
    """Every way to answer these items; None leaves one as it is."""
    for values in product(*choices.values()):
        yield {name: value for name, value in zip(choices, values, strict=True) if value is not None}


def told_apart(found: Outcome, share: float = 1.0) -> bool:
    """Whether exposures differ by more than the noise of adding them up, or by nothing; and from so much of each other."""
    pairs = list(permutations(found.exposures, 2))
    return all(one == other or abs(one - share * other) > NOISE * (1 + one) for one, other in pairs)


# ---- small questionnaires, for trying out everything ----


@dataclass
class _Small:
    """Writes a questionnaire of three or four questions, and a response to it."""

    draw: st.DrawFn
    unknown: bool
    asked: list[Written] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)

    def one_of(self, *values: Any) -> Any:
        return self.draw(st.sampled_from(values))

    def maybe(self, often: int = 4) -> bool:
        return self.draw(st.integers(1, often)) == 1

    def question(self) -> Written:
        kind = self.one_of("yes_no", "yes_no", "choice", "choice", "choices", "grid")
        allow = ["not_applicable", "dont_know"]
        name = f"q{len(self.asked)}"
        written: Written = {
            "id": name,
            "type": kind,
            "text": name,
            "weight": self.one_of(1.0, 2.0, 0.5),
            "allow": allow,
        }
        written["reverse"] = self.maybe(6)
        if kind in ("yes_no", "choice", "choices") and self.asked:
            written["scored"] = not self.maybe(6)
        if kind == "choice":
            points = self.one_of([0, 1, 2], [0, 1], [2, 0, 1], [0, 1, 1, 3])
            written["choices"] = [
                {"value": "abcd"[at], "label": "abcd"[at], "points": each} for at, each in enumerate(points)
            ]
            written["choices"][0]["disqualifies"] = self.maybe(6)
        if kind == "choices":
            points = self.one_of([1, 2], [1, 1], [2, -1], [1, 1, 1])
            written["choices"] = [
                {"value": "abc"[at], "label": "abcd"[at], "points": each} for at, each in enumerate(points)
            ]
            if self.maybe(3):
                written["choices"].append({"value": "x", "label": "x", "points": 0, "exclusive": True})
            if self.maybe(4):
                written["cap"] = 1
        if kind == "grid":
            written["choices"] = [{"value": at, "label": f"{at}"} for at in range(self.one_of(2, 3))]
            written["rows"] = [{"id": "one", "text": "-"}, {"id": "two", "text": "-", "weight": 2}]
        if not self.maybe(8):
            written["improve"] = {"effort": self.one_of(1.0, 2.0, 3.0, 5.0), "advice": "Do it."}
        if self.asked and self.maybe(6):
            written["when"] = self.condition()
        self.asked.append(written)
        return written

    def section(self, name: str, size: int, *, ended: bool = True) -> Written:
        questions = [self.question() for _ in range(size)]
        aggregate = self.one_of("mean", "mean", "sum", "min", "max", "staged")
        self.sections += [name] if ended else []
        return section(name, *questions, aggregate=aggregate, met_at=self.one_of(100, 50), weight=self.one_of(1, 3))  # fmt: skip

    def condition(self, *more: Written, depth: int = 0) -> Written:
        kind = self.draw(st.integers(0, 9))
        if depth < 2 and kind < 3:
            inner = [self.condition(*more, depth=depth + 1) for _ in range(1 if kind == 2 else 2)]
            return {"not": inner[0]} if kind == 2 else {("all", "any")[kind]: inner}
        if more and kind < 6:
            return dict(self.one_of(*more))
        if self.sections and kind in (6, 7):
            return {"section": self.one_of(*self.sections), self.one_of("at_least", "below"): self.one_of(30, 50, 100)}
        return self.about(self.one_of(*self.asked))

    def about(self, question: Written) -> Written:
        name, kind = question["id"], question["type"]
        if kind == "grid" or self.maybe(6):
            return {"question": name, "answered": not self.maybe()}
        if kind == "yes_no":
            return {"question": name, **self.one_of({"is": "yes"}, {"is": "no"}, {"is": "yes"}, {"at_least": 1})}
        values = [choice["value"] for choice in question["choices"]]
        tests: list[Written] = [{"is": self.one_of(*values)}, {"in": [self.one_of(*values), values[-1]]}]
        if kind == "choice":
            tests += [{"at_least": self.one_of(1, 2)}, {"below": 1}]
        return {"question": name, **self.one_of(*tests)}

    def questionnaire(self) -> Written:
        nested = self.maybe(2)
        first = self.section("s0", self.one_of(1, 2), ended=not nested)
        other = self.section("s1", self.one_of(1, 2))
        sections = [first] if nested else [first, other]
        if nested:
            first["sections"] = [other]
            self.sections.append("s0")
        starts = sorted(self.draw(st.sets(st.sampled_from([25, 40, 50, 75, 100]), min_size=1, max_size=2)))
        levels = [level(f"l{at}", start) for at, start in enumerate([0, *starts])]
        for each in levels[1:]:
            if self.maybe():
                each["requires"] = self.condition()
        gates = [
            {"id": f"g{at}", "when": self.condition(), "cap": f"l{at}", "reason": "r"}
            for at in range(self.one_of(0, 0, 1, 2))
        ]
        more = [{"level": each["id"]} for each in levels] + [{"gate": each["id"]} for each in gates]
        stances = [stance(name) for name in self.one_of(("stay_out", "listen", "engage"), ("stay_out", "engage"))]
        for each in stances:
            if self.maybe(2):
                each["needs"] = self.condition(*more)
        return {
            "aggregate": self.one_of("mean", "mean", "mean", "sum", "min", "max", "staged"),
            "margin": self.one_of(0.1, 0.0),
            "minimum_coverage": self.one_of(0.5, 0.01, 0.8),
            "sections": sections,
            "levels": levels,
            "gates": gates,
            "stances": stances,
            "risks": self.risks([each["id"] for each in stances]),
            **({"dont_know": self.one_of("unknown", "zero")} if self.unknown else {}),
        }

    def risks(self, courses: list[str]) -> list[Written]:
        earning = [each["id"] for each in self.asked if each.get("scored", True)]
        sides = ["participating", "not_participating", *self.one_of((), ("participating",), ("participating", "not_participating"))]  # fmt: skip
        written = []
        for at, side in enumerate(sides):
            reduced = self.draw(st.lists(st.sampled_from(["likelihood", "impact"]), max_size=3))
            controls = [
                {"question": self.one_of(*earning), "reduces": each, "by": self.one_of(0.3, 0.5, 0.8, 0.9)}
                for each in reduced
            ]
            under = {name: self.one_of(0.0, 0.2, 0.7, 1.0) for name in courses if self.maybe(3)}
            written.append(risk(f"r{at}", side, controls=controls, under=under))
            if self.maybe(8):
                written[-1]["when"] = self.condition()
        return written

    def answer(self, question: Written) -> object:
        kind = question["type"]
        words = ("not_applicable", *(("dont_know", None) * 3 if self.unknown else ()))
        if self.maybe(3 if self.unknown else 12):
            return self.one_of(*words)
        if kind == "yes_no":
            return self.one_of("yes", "no")
        values = [choice["value"] for choice in question["choices"]]
        if kind == "choice":
            return self.one_of(*values)
        if kind == "choices":
            free = [choice["value"] for choice in question["choices"] if not choice.get("exclusive")]
            return self.one_of([], free, free[:1], *([["x"]] if "x" in values else []))
        return {row: self.one_of(*values, *(words if self.unknown else ())) for row in ("one", "two")}


@st.composite
def small(draw: st.DrawFn, *, unknown: bool = False) -> Judge:
    """A questionnaire of two to four questions with everything that a course may hang on, and a response to it."""
    writer = _Small(draw, unknown)
    asked = questionnaire_of(writer.questionnaire())
    answers = {each["id"]: writer.answer(each) for each in writer.asked}
    steps = st.fixed_dictionaries({"likelihood": st.integers(1, 5), "impact": st.integers(1, 5)})
    ratings: Written = {each.id: draw(steps) for each in asked.risks}
    if writer.maybe(6):
        ratings["r0"] = writer.one_of("dont_know", {"probability": [0.1, 0.3], "loss": [5, 50]})
    return Judge(asked, fitted(asked, {"answers": answers, "risks": ratings}))


def questionnaire_of(written: Written) -> Questionnaire:
    """The questionnaire of these keys, which must check clean."""
    return real({"format": 1, "id": "small", "version": "1", "title": "Small", **written})


# ---- the laws ----


@st.composite
def changed_answers(draw: st.DrawFn, judge: Judge) -> Changes:
    """Other answers to some of what is not "not applicable", asked or not."""
    found: Changes = {}
    for name, item in judge.items.items():
        if judge.given(name).value == "not_applicable" or draw(st.integers(0, 2)):
            continue
        value = draw(st.sampled_from(values_of(judge.questionnaire, judge.questions[item.question])))
        found[name] = tuple(value) if isinstance(value, list) else value  # type: ignore[assignment]  # plain values
    return found


@st.composite
def changed_ratings(draw: st.DrawFn, base: Variations) -> dict[Half, int]:
    """Other steps for some halves of ratings."""
    return {half: draw(st.integers(0, len(half.means) - 1)) for half in base.halves() if draw(st.booleans())}


def rerated(judge: Judge, moves: Mapping[Half, int]) -> dict[str, RiskRating]:
    """The ratings as a person would have made them."""
    found: dict[str, RiskRating] = {}
    for half, at in moves.items():
        old = found.get(half.risk) or judge.response.risks[half.risk]
        assert isinstance(old, RiskRating)
        own = "probability" if half.half == "likelihood" else "loss"
        found[half.risk] = old.model_copy(update={half.half: half.values[at], own: None})
    return found


class TestTheOutcomeIsThatOfTheWholeEvaluation:
    @UNSHRUNK
    @given(st.data())
    def test_of_any_response(self, data: st.DataObject) -> None:
        judge = Judge(*data.draw(answered()))
        base = Variations(judge.questionnaire, judge.response)
        assert base.now == judge.verdict({})
        for _ in range(4):
            changed = data.draw(changed_answers(judge))
            assert base.outcome(changed) == judge.verdict(changed)
            for name, value in changed.items():
                assert base.single(name, value) == judge.verdict({name: value})

    @UNSHRUNK
    @given(st.data())
    def test_of_every_answer_to_a_small_questionnaire(self, data: st.DataObject) -> None:
        judge = data.draw(small(unknown=data.draw(st.booleans())))
        base = Variations(judge.questionnaire, judge.response)
        open_ = [name for name in judge.items if judge.given(name).value != "not_applicable"]
        for changed in every({name: (None, *judge.values(name)[:2]) for name in open_}):
            assert base.outcome(changed) == judge.verdict(changed)

    @UNSHRUNK
    @given(st.data())
    def test_of_ratings_and_answers_together(self, data: st.DataObject) -> None:
        judge = Judge(*data.draw(answered()))
        base = Variations(judge.questionnaire, judge.response)
        moves = data.draw(changed_ratings(base))
        assert base.outcome({}, residuals(base, moves)) == judge.verdict({}, rerated(judge, moves))

    @UNSHRUNK
    @given(st.data())
    def test_from_other_answers_on(self, data: st.DataObject) -> None:
        judge = Judge(*data.draw(answered()))
        first, then = data.draw(changed_answers(judge)), data.draw(changed_answers(judge))
        other = Variations(judge.questionnaire, judge.response).with_answers(first)
        assert other.now == judge.verdict(first)
        assert other.outcome(then) == judge.verdict({**first, **then})


# ---- by hand ----


TWO_LEVELS = [level("low", 0), level("top", 60)]
SLIGHT: Written = {"likelihood": 1, "impact": 1}


def test_risks_that_are_asked_no_more_may_leave_nothing_to_choose_by() -> None:
    asked = questionnaire(
        section("s", yes_no("a")),
        risks=[
            risk("leak", "participating", when={"question": "a", "is": "yes"}),
            risk("silence", "not_participating"),
        ],
    )
    base = Variations(asked, response(asked, {"a": "yes"}, risks={"leak": SLIGHT, "silence": SLIGHT}))
    assert (base.now.best, base.outcome({"a": "no"}).best) == (0, -1)
    back = Variations(asked, response(asked, {"a": "no"}, risks={"leak": SLIGHT, "silence": SLIGHT}))
    assert (back.now.best, back.outcome({"a": "yes"}).best) == (-1, 0)


@pytest.mark.parametrize(
    ("answers", "available", "sure"),
    [
        pytest.param({"a": 0}, True, True, id="half-at-best-is-never-the-top"),
        pytest.param({"a": 1}, True, False, id="three-quarters-at-best-may-be"),
        pytest.param({"a": 2}, False, False, id="it-is-the-top-now"),
        pytest.param({"a": 1, "b": "no"}, True, True, id="nothing-is-unknown"),
    ],
)
def test_a_course_for_those_below_a_level_is_sure_by_the_highest_it_may_be(
    answers: Written, available: bool, sure: bool
) -> None:
    scale: Written = {
        "id": "a",
        "type": "choice",
        "text": "?",
        "choices": [{"value": at, "label": f"{at}"} for at in range(3)],
    }
    asked = questionnaire(
        section("s", scale, yes_no("b")),
        levels=TWO_LEVELS,
        stances=[stance("stay_out"), stance("engage", needs={"not": {"level": "top"}})],
        risks=[risk("leak", "participating"), risk("silence", "not_participating")],
    )
    found = Variations(asked, response(asked, answers, risks={"leak": SLIGHT, "silence": SLIGHT})).now
    assert (found.available[1], found.sure[1]) == (available, sure)


@pytest.mark.parametrize(
    ("question", "given_", "values", "steps"),
    [
        pytest.param({"type": "number", "linear": {"worst": 0, "best": 10}}, 3, (0, 2.5, 3, 5, 7.5, 10), (2, 1, 0, 1, 2, 3), id="quarters"),
        pytest.param({"type": "number", "whole": True, "linear": {"worst": 10, "best": 0}}, 20, (20, 8, 5, 2, 0), (0, 1, 2, 3, 4), id="past-the-worst"),
        pytest.param(
            {"type": "number", "min": 0, "bands": [{"from": 0, "points": 2}, {"from": 5, "points": 0}, {"from": 9, "points": 1}]},
            12, (5, 12, 0), (1, 0, 1), id="bands-by-what-they-earn",
        ),
        pytest.param(
            {"type": "choices", "cap": 1, "choices": [
                {"value": "a", "label": "-", "points": 1}, {"value": "b", "label": "-", "points": 1},
                {"value": "x", "label": "-", "points": 0, "exclusive": True}]},
            ["x"], (("x",), ("a",)), (0, 2), id="ticks-of-one-score-by-the-nearest",
        ),
    ],
)  # fmt: skip
def test_what_may_be_answered(
    question: Written, given_: object, values: tuple[object, ...], steps: tuple[int, ...]
) -> None:
    asked = questionnaire(section("s", {"id": "q", "text": "?", **question}))
    base = Variations(asked, response(asked, {"q": given_}))
    options = base.options(base.items["q"])
    assert tuple(option.value for option in options) == values
    assert tuple(option.steps for option in options) == steps
