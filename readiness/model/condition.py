"""Conditions: data, never code. Who sees a question, what caps a level, what a stance needs."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from readiness.model.base import Id, Many, Percent, Strictly

ChoiceValue = str | int | float
"""What stands for a choice in files: a word or a number."""


class QuestionCondition(Strictly):
    """About one answer. Exactly one test: `is`, `in`, `at_least` (with or without `below`), `below`, `answered`.

    `is` and `in` look at the answer's value (for `choices`: whether it is among those ticked).
    `at_least` and `below` look at the number for a `number` question, else at the points of the choice.
    Unknown while the question is unanswered or "don't know".
    """

    question: Id
    is_: Annotated[bool | ChoiceValue | None, Field(alias="is")] = None
    in_: Annotated[Many[bool | ChoiceValue] | None, Field(alias="in", min_length=1)] = None
    at_least: float | None = None
    below: float | None = None
    answered: bool | None = None

    @model_validator(mode="after")
    def _one_test(self) -> "QuestionCondition":
        _exactly_one_test(self, ("is_", "in_", "at_least", "below", "answered"))
        return self


class SectionCondition(Strictly):
    """About a section's score, in percent. Unknown while the section has no score."""

    section: Id
    at_least: Percent | None = None
    below: Percent | None = None

    @model_validator(mode="after")
    def _one_test(self) -> "SectionCondition":
        _exactly_one_test(self, ("at_least", "below"))
        return self


class LevelCondition(Strictly):
    """That the level held is this one or a higher one."""

    level: Id


class GateCondition(Strictly):
    """That this gate is closed, which is to say that it caps the level."""

    gate: Id


class RiskCondition(Strictly):
    """About how a risk was rated, without safeguards; for checks only. `at_least` and `below` are steps of its scale.

    Unknown while that half is unrated, "don't know" or rated by an own range, which is no step.
    """

    risk: Id
    rating: Literal["likelihood", "impact"]
    at_least: int | None = None
    below: int | None = None

    @model_validator(mode="after")
    def _one_test(self) -> "RiskCondition":
        _exactly_one_test(self, ("at_least", "below"))
        return self


class AllOf(Strictly):
    """Every one of these holds."""

    all_: Annotated[Many["Condition"], Field(alias="all", min_length=1)]


class AnyOf(Strictly):
    """At least one of these holds."""

    any_: Annotated[Many["Condition"], Field(alias="any", min_length=1)]


class Not(Strictly):
    """This does not hold."""

    not_: Annotated["Condition", Field(alias="not")]


KINDS = ("question", "section", "level", "gate", "risk", "all", "any", "not")


def _kind(value: object) -> str | None:
    if isinstance(value, Mapping):
        return next((kind for kind in KINDS if kind in value), None)
    name = {
        QuestionCondition: "question",
        SectionCondition: "section",
        LevelCondition: "level",
        GateCondition: "gate",
        RiskCondition: "risk",
        AllOf: "all",
        AnyOf: "any",
        Not: "not",
    }
    return name.get(type(value))  # type: ignore[call-overload, no-any-return]  # any type may be asked about


Condition = Annotated[
    Annotated[QuestionCondition, Tag("question")]
    | Annotated[SectionCondition, Tag("section")]
    | Annotated[LevelCondition, Tag("level")]
    | Annotated[GateCondition, Tag("gate")]
    | Annotated[RiskCondition, Tag("risk")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        _kind,
        custom_error_type="condition_kind",
        custom_error_message="is not a condition; start it with one of `question`, `section`, `level`, `gate`, `risk`, `all`, `any`, `not`",
    ),
]


def _exactly_one_test(condition: QuestionCondition | SectionCondition | RiskCondition, tests: tuple[str, ...]) -> None:
    """Refuse no test, several of them, or a range that nothing lies in."""
    low, high = condition.at_least, condition.below
    if low is not None and high is not None and low >= high:
        raise ValueError(f"`at_least` {low:g} leaves nothing `below` {high:g}; exchange them, or remove one")
    given = [test for test in tests if getattr(condition, test) is not None]
    names = [f"`{test.rstrip('_')}`" for test in given or tests]
    if not given:
        raise ValueError(f"tests nothing; add {', '.join(names[:-1])} or {names[-1]}")
    if len(given) > 1 and given != ["at_least", "below"]:
        raise ValueError(f"has several tests, {' and '.join(names)}; keep one, or combine conditions with `all`")


def parts(condition: Condition) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
    """The condition and everything inside it, each with its key path from the condition's own place."""
    yield (), condition
    match condition:
        case AllOf():
            inner: list[tuple[tuple[str | int, ...], Condition]] = [
                (("all", at), part) for at, part in enumerate(condition.all_)
            ]
        case AnyOf():
            inner = [(("any", at), part) for at, part in enumerate(condition.any_)]
        case Not():
            inner = [(("not",), condition.not_)]
        case _:
            inner = []
    for path, part in inner:
        for deeper, found in parts(part):
            yield (*path, *deeper), found
