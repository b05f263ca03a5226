"""Random questionnaires that check clean, and random responses that fit them.

A questionnaire is built as a plain map, the way a file would hold it, and goes through the real model and the real
rules; a response goes through the real fitting. What comes out is therefore what the program may meet.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from readiness.advice.assess import assess
from readiness.loading import rules
from readiness.loading.document import Document
from readiness.loading.responses import fit
from readiness.model.assessment import Assessment
from readiness.model.problem import Severity
from readiness.model.questionnaire import (
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    TextQuestion,
    YesNoQuestion,
)
from readiness.model.response import Response
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import Evaluation, Values, evaluate, hold_level
from readiness.scoring.operations import Given, Scalar
from readiness.scoring.tree import compile_tree

settings.register_profile(
    "laws",
    derandomize=True,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
LAW = settings.get_profile("laws")
"""Repeatable: the same examples on every run and every machine."""

Written = dict[str, Any]  # a YAML map as it is read: its values are checked by the model
Scored = Evaluation[float, bool, Given]
Node = Values[float, bool]

AGGREGATES = ("mean", "sum", "min", "max", "staged")
WEIGHTS = (1.0, 0.5, 2.0, 3.0, 0.1)
POINTS = (0, 1, 2, 5, -1, -2.5, 0.1, 0.2, 0.3)
WORDS = ("not_applicable", "dont_know")
SCALES: Mapping[str, list[Written]] = {
    "five": [{"value": value, "label": f"step {value}"} for value in range(1, 6)],
    "words": [
        {"value": "never", "label": "Never", "points": 0, "disqualifies": True},
        {"value": "often", "label": "Often", "points": 0.3},
        {"value": "always", "label": "Always", "points": 2},
    ],
}
TYPES = ("scale", "choice", "choices", "yes_no", "number", "grid", "text", "date")


@dataclass(frozen=True, kw_only=True)
class Features:
    """What a random questionnaire may hold beside questions in nested sections."""

    aggregates: tuple[str, ...] = AGGREGATES
    conditions: bool = True
    importance: bool = True
    zeros: bool = True
    levels: bool = True
    risks: bool = True


PLAIN = Features(conditions=False, importance=False, zeros=False, levels=False, risks=False)
"""Questions and sections alone: what the simplest laws are stated for."""
EVERYTHING = Features()


@dataclass
class _Writer:
    """What has been written so far, which is what conditions may look back at."""

    draw: st.DrawFn
    features: Features
    asked: list[Written] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    n_questions: int = 0
    n_sections: int = 0

    def one_of(self, *values: Any) -> Any:
        return self.draw(st.sampled_from(values))

    def maybe(self) -> bool:
        return self.draw(st.integers(0, 3)) == 0

    def section(self, depth: int = 0) -> Written:
        name = f"s{self.n_sections}"
        self.n_sections += 1
        written: Written = {
            "id": name,
            "title": name,
            "weight": self.one_of(*WEIGHTS),
            "aggregate": self.one_of(*self.features.aggregates),
            "met_at": self.one_of(100, 60, 50),
        }
        self.add_when(written)
        n_inner = self.draw(st.integers(0, 2)) if depth < 2 else 0
        least = 0 if n_inner else 1
        written["questions"] = [self.question() for _ in range(self.draw(st.integers(least, 3)))]
        written["sections"] = [self.section(depth + 1) for _ in range(n_inner)]
        self.ended.append(name)
        return written

    def add_when(self, written: Written) -> None:
        if self.features.conditions and self.asked and self.maybe():
            written["when"] = self.condition(sections=self.ended)

    def question(self, kinds: tuple[str, ...] = TYPES) -> Written:
        kind = self.one_of(*kinds)
        name = f"q{self.n_questions}"
        self.n_questions += 1
        written: Written = {
            "id": name,
            "type": kind,
            "text": name,
            "weight": self.one_of(*WEIGHTS),
            "allow": list(self.one_of((), WORDS, WORDS, ("dont_know",), ("not_applicable",))),
        }
        if kind not in ("text", "date"):
            written["reverse"] = self.maybe()
            written["scored"] = not (self.maybe() and self.maybe())
            written["importance"] = self.features.importance and self.maybe()
        self.add_when(written)
        if kind in ("scale", "choice", "grid"):
            written |= self.one_of({"scale": "five"}, {"scale": "words"}, {"choices": self.choices()})
        if kind == "choices":
            written |= self.ticks()
        if kind == "number":
            written |= self.number()
        if kind == "grid":
            written["rows"] = [
                {"id": f"r{at}", "text": f"row {at}", "weight": self.one_of(*WEIGHTS)}
                for at in range(self.draw(st.integers(1, 3)))
            ]
        self.asked.append(written)
        return written

    def choices(self) -> list[Written]:
        points = self.draw(st.lists(st.sampled_from(POINTS), min_size=2, max_size=4).filter(lambda p: len(set(p)) > 1))
        return [
            {"value": "abcd"[at], "label": "abcd"[at], "points": earned, "disqualifies": self.maybe() and self.maybe()}
            for at, earned in enumerate(points)
        ]

    def ticks(self) -> Written:
        choices = self.choices()
        if self.maybe():
            choices[-1]["exclusive"] = True
        written: Written = {"choices": choices, "score": self.one_of("sum", "sum", "count")}
        if self.maybe():
            written["cap"] = self.one_of(1, 2, 0.5)
        return written

    def number(self) -> Written:
        bands = [{"from": edge, "points": self.one_of(*POINTS)} for edge in (0, 2.5, 10)]
        if len({band["points"] for band in bands}) == 1:
            bands[-1]["points"] = 9
        scorings: tuple[Written, ...] = (
            {"min": 0, "bands": bands},
            {"linear": {"worst": 0, "best": 10}},
            {"linear": {"worst": 48, "best": 1.1}},
            {},
        )
        return dict(self.draw(st.sampled_from(scorings)))

    def condition(self, *, sections: list[str], more: tuple[Written, ...] = (), depth: int = 0) -> Written:
        kind = self.draw(st.integers(0, 8))
        if depth < 2 and kind <= 2:
            inner = [
                self.condition(sections=sections, more=more, depth=depth + 1) for _ in range(1 if kind == 2 else 2)
            ]
            return {"not": inner[0]} if kind == 2 else {("all", "any")[kind]: inner}
        if more and kind == 3:
            return dict(self.one_of(*more))
        if sections and kind == 4:
            return {"section": self.one_of(*sections), self.one_of("at_least", "below"): self.one_of(30, 50, 75)}
        return self.about(self.one_of(*self.asked))

    def about(self, question: Written) -> Written:
        name, kind = question["id"], question["type"]
        options: list[Written] = [{"answered": self.draw(st.booleans())}]
        values: list[Any] = []
        if kind in ("scale", "choice", "choices"):
            values = [choice["value"] for choice in question.get("choices") or SCALES[question["scale"]]]
        if kind == "yes_no":
            values = [True, False, "yes", "no"]
        values += question["allow"] if kind not in ("grid", "text", "date") else []
        if values:
            options += [{"is": self.one_of(*values)}, {"in": [self.one_of(*values), self.one_of(*values)]}]
        if kind in ("scale", "choice", "number", "yes_no"):
            options += [{"at_least": self.one_of(0, 0.3, 1, 2, 3)}, {"below": self.one_of(1, 2, 3)}]
            options += [{"at_least": 0.1, "below": 3}]
        return {"question": name, **self.one_of(*options)}

    def anything(self, more: tuple[Written, ...] = ()) -> Written:
        return self.condition(sections=self.ended, more=more)

    def levels(self) -> list[Written]:
        starts = [
            0,
            *sorted(self.draw(st.sets(st.sampled_from([10, 25, 40, 50, 60, 80, 100]), min_size=1, max_size=3))),
        ]
        levels: list[Written] = []
        for at, start in enumerate(starts):
            level: Written = {"id": f"l{at}", "title": f"l{at}", "from": start, "meaning": "m"}
            if at and self.features.conditions and self.maybe():
                level["requires"] = self.anything()
            levels.append(level)
        return levels

    def gates(self, levels: list[Written]) -> list[Written]:
        caps = [level["id"] for level in levels]
        return [
            {"id": f"g{at}", "when": self.anything(), "cap": self.one_of(*caps), "reason": "r"}
            for at in range(self.draw(st.integers(0, 2)) if self.features.conditions else 0)
        ]

    def under(self, stances: list[Written] | None) -> dict[str, float]:
        offered = ("stay_out", "listen", "engage") if stances is None else tuple(each["id"] for each in stances)
        return {stance: self.one_of(0.0, 0.3, 0.5, 1.0) for stance in offered if self.maybe()}

    def risks(self, earning: list[str], stances: list[Written] | None) -> list[Written]:
        sides = ["participating", "not_participating"]
        sides += self.draw(st.lists(st.sampled_from(sides), max_size=2))
        risks: list[Written] = []
        for at, side in enumerate(sides):
            risk: Written = {"id": f"risk{at}", "side": side, "text": f"risk {at}", "under": self.under(stances)}
            risk["controls"] = [
                {"question": self.one_of(*earning), "reduces": self.one_of("likelihood", "impact"), "by": by}
                for by in self.draw(st.lists(st.sampled_from([0.2, 0.5, 0.9]), max_size=3))
            ]
            if self.features.conditions and self.maybe():
                risk["when"] = self.anything()
            risks.append(risk)
        return risks

    def stances(self, levels: list[Written], gates: list[Written]) -> list[Written] | None:
        if self.maybe():
            return None
        more = tuple({"level": each["id"]} for each in levels) + tuple({"gate": each["id"]} for each in gates)
        stances: list[Written] = []
        for name in self.one_of(("stay_out", "listen", "engage"), ("engage", "stay_out"), ("listen", "engage")):
            stance: Written = {"id": name, "title": name, "meaning": "m"}
            if self.features.conditions and self.draw(st.booleans()):
                stance["needs"] = self.anything(more)
            stances.append(stance)
        return stances


@st.composite
def written_questionnaires(draw: st.DrawFn, features: Features = EVERYTHING) -> Written:
    """A questionnaire as a file would hold it, without errors."""
    writer = _Writer(draw, features)
    profile = [writer.question() for _ in range(draw(st.integers(0, 1)))]
    sections = [writer.section() for _ in range(draw(st.integers(1, 3)))]
    written: Written = {
        "format": 1,
        "id": "random",
        "version": "1",
        "title": "Random",
        "scales": dict(SCALES),
        "aggregate": writer.one_of(*features.aggregates),
        "met_at": writer.one_of(100, 60),
        "minimum_coverage": writer.one_of(0.5, 0.5, 0.01, 0.9, 1.0),
        "profile": profile,
        "sections": sections,
    }
    if features.zeros:
        written |= {"dont_know": writer.one_of("unknown", "zero"), "unanswered": writer.one_of("unknown", "zero")}
    if not any(_earns(each) for each in _questions(sections)):
        sections[0]["questions"].append({"id": "sure", "type": "yes_no", "text": "Sure?", "allow": list(WORDS)})
    levels = writer.levels() if features.levels else []
    gates = writer.gates(levels) if features.levels else []
    written |= {"levels": levels, "gates": gates}
    if features.risks:
        earning = [each["id"] for each in _questions(sections) if _earns(each)]
        stances = writer.stances(levels, gates)
        written["stances"] = stances
        written["risks"] = writer.risks(earning, stances)
        written["opportunities"] = [{"id": "gain0", "text": "gain", "under": writer.under(stances)}]
        written["margin"] = writer.one_of(0.1, 0.0, 0.5)
    return written


def _questions(sections: list[Written]) -> Iterator[Written]:
    for section in sections:
        yield from section["questions"]
        yield from _questions(section.get("sections", []))


def _earns(question: Written) -> bool:
    if question["type"] in ("text", "date") or not question.get("scored", True):
        return False
    return question["type"] != "number" or "bands" in question or "linear" in question


def real(written: Written) -> Questionnaire:
    """The questionnaire of a plain map; it must check clean."""
    questionnaire = Questionnaire.model_validate(written)
    errors = [each for each in rules.findings(questionnaire) if each.severity is Severity.ERROR]
    assert errors == []
    return questionnaire


def questionnaires(features: Features = EVERYTHING) -> st.SearchStrategy[Questionnaire]:
    """Questionnaires that check clean."""
    return written_questionnaires(features).map(real)


def values_of(questionnaire: Questionnaire, question: Question) -> list[object]:
    """Values that may be answered to a question: all that differ in what they earn, or a fair sample."""
    match question:
        case YesNoQuestion():
            return ["yes", "no"]
        case NumberQuestion():
            found: list[object] = [0, 0.05, 2.4999, 2.5, 3, 10, 10.1, 60]
            return found if question.min is not None else [*found, -3]
        case TextQuestion():
            return ["words"]
        case DateQuestion():
            return ["2026-01-31"]
        case ChoicesQuestion():
            choices = questionnaire.choices_of(question)
            together = [choice.value for choice in choices if not choice.exclusive]
            sets = [list(each) for n in range(len(together) + 1) for each in itertools.combinations(together, n)]
            return [*sets, *([choice.value] for choice in choices if choice.exclusive)]
        case _:
            return [choice.value for choice in questionnaire.choices_of(question)]


Answers = Callable[[Questionnaire, Question], st.SearchStrategy[object]]


def some_answer(questionnaire: Questionnaire, question: Question) -> st.SearchStrategy[object]:
    """Anything that may be said to a question, silence included."""
    each: st.SearchStrategy[object] = st.sampled_from(
        [*values_of(questionnaire, question), *values_of(questionnaire, question), *question.allow, None]
    )
    if not isinstance(question, GridQuestion):
        return each
    rows: st.SearchStrategy[object] = st.fixed_dictionaries({}, optional={row.id: each for row in question.rows})
    return st.one_of(rows, rows, st.sampled_from([*question.allow, None])) if question.allow else rows


def judged_answer(questionnaire: Questionnaire, question: Question) -> st.SearchStrategy[object]:
    """A value, never a word or silence."""
    each: st.SearchStrategy[object] = st.sampled_from(values_of(questionnaire, question))
    if isinstance(question, GridQuestion):
        return st.fixed_dictionaries({row.id: each for row in question.rows})
    return each


@st.composite
def responses(
    draw: st.DrawFn, questionnaire: Questionnaire, answer: Answers = some_answer, *, own_ranges: bool = True
) -> Response:
    """A response that fits the questionnaire."""
    answers: Written = {}
    for question in questionnaire.every_question():
        value = draw(answer(questionnaire, question))
        if getattr(question, "importance", False) and draw(st.booleans()):
            answers[question.id] = {"value": value, "importance": draw(st.sampled_from([0.5, 2.0, 3.0]))}
        elif value is not None or draw(st.booleans()):
            answers[question.id] = value
    risks = {each.id: draw(_rating(questionnaire, "impact", own_ranges)) for each in questionnaire.risks}
    gains = {each.id: draw(_rating(questionnaire, "gain", False)) for each in questionnaire.opportunities}
    return fitted(questionnaire, {"answers": answers, "risks": risks, "opportunities": gains})


def _rating(questionnaire: Questionnaire, impact: str, own_ranges: bool) -> st.SearchStrategy[object]:
    steps = impact_steps(questionnaire) if impact == "impact" else gain_steps(questionnaire)
    chances = [step.value for step in likelihood_steps(questionnaire)]
    sizes = [step.value for step in steps]
    on_scales = st.fixed_dictionaries({"likelihood": st.sampled_from(chances), impact: st.sampled_from(sizes)})
    partly = st.fixed_dictionaries(
        {
            "likelihood": st.sampled_from([*chances, "dont_know", None]),
            impact: st.sampled_from([*sizes, "dont_know", "not_applicable"]),
        }
    )
    words = st.sampled_from([None, "dont_know", "not_applicable"])
    if not own_ranges:
        return st.one_of(on_scales, on_scales, partly, words)
    own = st.sampled_from([{"probability": [0.1, 0.1], "loss": [1, 250]}, {"probability": [0.01, 0.99], impact: 3}])
    return st.one_of(on_scales, on_scales, partly, own, words)


def fitted(questionnaire: Questionnaire, written: Written) -> Response:
    """A response as a file would hold it, less its heading; it must fit."""
    heading = {"format": 1, "questionnaire": {"id": questionnaire.id, "version": questionnaire.version}}
    found = fit(Response.model_validate({**heading, **written}), questionnaire, Document(source="random"))
    assert found.errors == ()
    assert found.response is not None
    return found.response


@st.composite
def answered(
    draw: st.DrawFn, features: Features = EVERYTHING, answer: Answers = some_answer
) -> tuple[Questionnaire, Response]:
    """A questionnaire with a response to it."""
    questionnaire = draw(questionnaires(features))
    return questionnaire, draw(responses(questionnaire, answer))


def assessed(pair: tuple[Questionnaire, Response]) -> Assessment:
    """The whole result."""
    return assess(*pair)


def scored(questionnaire: Questionnaire, response: Response) -> Scored:
    """Every node's values, and the level."""
    return scored_by(questionnaire, given_by(response))


def scored_by(questionnaire: Questionnaire, answers: Callable[[str], Given]) -> Scored:
    """The same for answers given item by item."""
    evaluation = evaluate(compile_tree(questionnaire), answers, Scalar())
    hold_level(evaluation, questionnaire.levels, questionnaire.gates)
    return evaluation


def but(answers: Callable[[str], Given], **changes: Given) -> Callable[[str], Given]:
    """The same answers with some items changed; a row goes by `question.row`, passed with `**`."""
    return lambda item: changes[item] if item in changes else answers(item)
