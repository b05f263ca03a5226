"""The pure interview: a questionnaire, the answers so far, and where we stand. It reads and writes nothing.

Both front ends run through it, so they cannot disagree on what is asked, what is taken, or what comes next.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Literal, NamedTuple

from readiness.interview.refusals import Refusal, refuse_answer, refuse_rating
from readiness.interview.steps import Given, Key, Part, Step, all_parts, all_steps, open_row
from readiness.model.condition import (
    GateCondition,
    LevelCondition,
    QuestionCondition,
    SectionCondition,
    parts,
)
from readiness.model.questionnaire import Choice, GridQuestion, Question, Questionnaire
from readiness.model.response import Answer, OpportunityRating, Response, RiskRating, SetAside
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import Evaluation, evaluate, holds
from readiness.scoring.operations import Given as Item
from readiness.scoring.operations import Scalar
from readiness.scoring.tree import Tree, compile_tree

State = Literal["answered", "dont_know", "not_applicable", "open"]

Chooser = Callable[["Interview"], "Key | None"]
"""Picks what to ask next among what is open; None leaves it to the order of the questionnaire."""


class Progress(NamedTuple):
    """How far we are: of `total` things asked, `answered` have an answer, "don't know" and "not applicable" included."""

    answered: int
    total: int

    @property
    def open(self) -> int:
        """How many have none."""
        return self.total - self.answered


class Interview:
    """One respondent's way through a questionnaire.

    `response` is a frozen value; each answer taken puts a new one in its place. `current` is the step on screen,
    None past the last one, where the review is.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        response: Response,
        *,
        parts: Collection[str] = (),
        only_unanswered: bool = False,
        chooser: Chooser | None = None,
        tree: Tree | None = None,
    ) -> None:
        """Begin or go on: `response` fits the questionnaire, and the first open step is the current one.

        `parts` limits what is asked to those with these ids, all where it is empty; `only_unanswered` to what has no
        answer now. `chooser` says what to ask next, in place of the questionnaire's order.
        """
        self.questionnaire = questionnaire
        self.response = response
        self.parts: tuple[Part, ...] = all_parts(questionnaire)
        self.tree = tree or compile_tree(questionnaire)
        self._all = all_steps(questionnaire)
        self._scope = frozenset(parts)
        self._chooser = chooser
        self._deciding = _deciding(self._all)
        self._evaluation: Evaluation[float, bool, Item] | None = None
        self._visible = self._find_visible()
        self._passed_over = (
            frozenset(step.key for step in self._visible if self.state(step) != "open")
            if only_unanswered
            else frozenset()
        )
        self._behind: list[Key] = []
        self.skipped: set[Key] = set()
        """What was left open on purpose, so that it is not asked next again."""
        self._back_to_review = False
        self.current: Step | None = self._first_open()

    # ---- what is asked ----

    @property
    def steps(self) -> tuple[Step, ...]:
        """Everything that is asked as things stand, in order."""
        return self._visible

    @property
    def is_partial(self) -> bool:
        """Whether only some parts of the questionnaire are asked."""
        return bool(self._scope)

    @property
    def evaluation(self) -> Evaluation[float, bool, Item]:
        """The scores of the answers so far; computed when first asked for."""
        if self._evaluation is None:
            self._evaluation = evaluate(self.tree, given_by(self.response), Scalar())
        return self._evaluation

    def _find_visible(self) -> tuple[Step, ...]:
        evaluation = self.evaluation if self._deciding is None or self._deciding else None
        return tuple(
            step
            for step in self._all
            if (not self._scope or step.part in self._scope)
            and all(evaluation is not None and holds(evaluation, each).yes for each in step.conditions)
        )

    def step(self, key: Key) -> Step | None:
        """The step of this name, if it is asked now."""
        return next((step for step in self._visible if step.key == key), None)

    def named(self, name: str) -> Step | None:
        """The step whose id a person typed, a question before a risk of the same id."""
        return next((step for step in self._visible if step.key.id == name), None)

    def part_of(self, step: Step) -> Part:
        """The part a step belongs to."""
        return next(part for part in self.parts if part.id == step.part)

    def steps_in(self, part: Part) -> tuple[Step, ...]:
        """What is asked in a part, the parts within it included."""
        return tuple(step for step in self._visible if step.part in part.inside)

    def asked_parts(self) -> tuple[Part, ...]:
        """The parts in which something is asked now."""
        used = {step.part for step in self._visible}
        return tuple(part for part in self.parts if used & set(part.inside))

    # ---- how far we are ----

    def given(self, step: Step) -> Given:
        """What is answered to a step; an empty answer or rating where nothing is."""
        return self.given_in(self.response, step)

    @staticmethod
    def given_in(response: Response, step: Step) -> Given:
        """The same, of any response; a word that stands for a whole risk stands for both halves of its rating."""
        name = step.key.id
        match step.key.kind:
            case "question":
                return response.answers.get(name, Answer(value=None))
            case "risk":
                risk = response.risks.get(name)
                return RiskRating(likelihood=risk, impact=risk) if isinstance(risk, str) else risk or RiskRating()
            case "opportunity":
                gain = response.opportunities.get(name)
                if isinstance(gain, str):
                    return OpportunityRating(likelihood=gain, gain=gain)
                return gain or OpportunityRating()

    def state(self, step: Step) -> State:
        """Whether a step is answered, and how. A risk of which only one half is rated is open."""
        return state_of(self.given(step), step)

    def flagged(self, step: Step) -> bool:
        """Whether it is flagged for discussion."""
        return self.given(step).discuss

    def open_steps(self) -> tuple[Step, ...]:
        """What is asked and has no answer."""
        return tuple(step for step in self._visible if self.state(step) == "open")

    def flagged_steps(self) -> tuple[Step, ...]:
        """What is flagged for discussion."""
        return tuple(step for step in self._visible if self.flagged(step))

    def required_open(self) -> tuple[Step, ...]:
        """Open questions that a score ought not to be without."""
        return tuple(step for step in self.open_steps() if getattr(step.thing, "required", False))

    def progress(self, part: Part | None = None) -> Progress:
        """How far we are, in all or in one part."""
        steps = self._visible if part is None else self.steps_in(part)
        return Progress(answered=sum(self.state(step) != "open" for step in steps), total=len(steps))

    def position(self) -> int:
        """The place of the current step among those asked, from 1; one past the last at the review."""
        if self.current is None:
            return len(self._visible) + 1
        return self._index(self.current.key) + 1

    def _index(self, key: Key) -> int:
        return next((at for at, step in enumerate(self._visible) if step.key == key), self._index_after(key))

    # ---- taking an answer ----

    def refusal(self, step: Step, given: Given) -> Refusal | None:
        """Why this cannot be the answer to a step; None where it can."""
        if isinstance(given, Answer):
            assert step.key.kind == "question"
            return refuse_answer(self.questionnaire, _as_question(step), given)
        return refuse_rating(self.questionnaire, given)

    def with_answer(self, step: Step, given: Given) -> Response:
        """The response as it would be with this answer; nothing changes here."""
        return self.response_with(self.response, step, given)

    @staticmethod
    def response_with(response: Response, step: Step, given: Given) -> Response:
        """Any response with this answer in it."""
        part = {"question": "answers", "risk": "risks", "opportunity": "opportunities"}[step.key.kind]
        update: dict[str, object] = {part: {**getattr(response, part), step.key.id: given}}
        if response.set_aside is not None and state_of(given, step) != "open":
            update["set_aside"] = _without(response.set_aside, part, step.key.id)
        return response.model_copy(update=update)

    def accept(self, step: Step, given: Given) -> Refusal | None:
        """Take an answer, or say why not. Stays at the step."""
        if (refusal := self.refusal(step, given)) is not None:
            return refusal
        self.replace(self.with_answer(step, given), step)
        return None

    def replace(self, response: Response, step: Step | None = None) -> None:
        """Go on with another response to the same questionnaire, in which only `step` differs, or anything."""
        self.response = response
        self._evaluation = None
        if step is None or self._deciding is None or step.key.id in self._deciding:
            self._visible = self._find_visible()

    # ---- moving ----

    def forward(self) -> Step | None:
        """To the next step, answered or not; to the review after the last one, or where we came from there."""
        if self.current is None:
            return None
        key = self.current.key
        self._behind.append(key)
        if self.state(self.current) == "open":
            self.skipped.add(key)
        self.current = None if self._back_to_review else self._next(key)
        self._back_to_review = False
        return self.current

    def _next(self, key: Key) -> Step | None:
        if self._chooser is not None and (chosen := self._chooser(self)) is not None:
            return self.step(chosen)
        after = self._visible[self._index_after(key) :]
        if self._chooser is not None:  # nothing is left that is worth asking first: the rest, in order
            after = tuple(step for step in self.open_steps() if step.key not in self.skipped)
        return next((step for step in after if step.key not in self._passed_over), None)

    def _index_after(self, key: Key) -> int:
        """Where the steps after this one begin, even where it is not asked any more."""
        order = {step.key: at for at, step in enumerate(self._all)}
        return next((at for at, step in enumerate(self._visible) if order[step.key] > order[key]), len(self._visible))

    def back(self) -> Step | None:
        """To where we came from, else to the step before; None, and no move, where there is none."""
        self._back_to_review = False
        while self._behind:
            if (step := self.step(self._behind.pop())) is not None and step is not self.current:
                self.current = step
                return step
        at = self.position() - 2
        if at < 0:
            return None
        self.current = self._visible[at]
        return self.current

    def jump(self, key: Key) -> Step | None:
        """To the step of this name; None, and no move, where it is not asked."""
        step = self.step(key)
        if step is not None and step is not self.current:
            if self.current is not None:
                self._behind.append(self.current.key)
            self._back_to_review = self.current is None
            self.current = step
        return step

    def review(self) -> None:
        """To the review."""
        if self.current is not None:
            self._behind.append(self.current.key)
        self.current = None

    def _first_open(self) -> Step | None:
        if self._chooser is not None and (chosen := self._chooser(self)) is not None:
            return self.step(chosen)
        return next((step for step in self._visible if self.state(step) == "open"), None)

    # ---- finding ----

    def search(self, words: str, language: str) -> tuple[Step, ...]:
        """The steps that hold all these words, in their text, help, choices or id."""
        wanted = words.casefold().split()
        if not wanted:
            return ()
        return tuple(step for step in self._visible if all(word in self._searchable(step, language) for word in wanted))

    def _searchable(self, step: Step, language: str) -> str:
        thing = step.thing
        texts = [thing.text, *(getattr(thing, name, None) for name in ("title", "help", "why", "about"))]
        choices: tuple[Choice, ...] = ()
        if getattr(thing, "choices", None) is not None or getattr(thing, "scale", None) is not None:
            choices = self.questionnaire.choices_of(thing)  # type: ignore[arg-type]  # it has choices
        rows = getattr(thing, "rows", ())
        texts += [choice.label for choice in choices] + [row.text for row in rows]
        return " ".join([step.key.id, *(text.in_(language) for text in texts if text is not None)]).casefold()


def _as_question(step: Step) -> Question:
    assert step.key.kind == "question"
    return step.thing  # type: ignore[return-value]  # the kind says so


def _without(aside: SetAside, part: str, name: str) -> SetAside | None:
    """What was set aside, but for one thing that has been answered anew; None where nothing is left."""
    kept = {key: each for key, each in getattr(aside, part).items() if key != name}
    left = aside.model_copy(update={part: kept})
    return None if left == SetAside() else left


def state_of(given: Given, step: Step) -> State:
    """Whether this answers a step, and how. A grid is open while a row is, a rating while a half is."""
    match given:
        case Answer():
            if isinstance(step.thing, GridQuestion) and open_row(step.thing, given) is not None:
                return "open"
            return _state_of_value(given.value)
        case RiskRating():
            halves = (given.likelihood or given.probability, given.impact or given.loss)
        case OpportunityRating():
            halves = (given.likelihood, given.gain)
    if "not_applicable" in halves:
        return "not_applicable"
    if None in halves:
        return "open"
    return "dont_know" if "dont_know" in halves else "answered"


def _state_of_value(value: object) -> State:
    if value is None:
        return "open"
    if value == "dont_know":
        return "dont_know"
    return "not_applicable" if value == "not_applicable" else "answered"


def _deciding(steps: tuple[Step, ...]) -> frozenset[str] | None:
    """The questions whose answers decide what is asked; None where any may, because a section's score does."""
    found: set[str] = set()
    for condition in (each for step in steps for each in step.conditions):
        for _, inner in parts(condition):
            if isinstance(inner, QuestionCondition):
                found.add(inner.question)
            elif isinstance(inner, SectionCondition | LevelCondition | GateCondition):
                return None
    return frozenset(found)
