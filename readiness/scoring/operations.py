"""The few operations that the formulas are written in, and their implementation for one person.

Each formula is written once against `Operations`. Here `N` is a float and `C` a bool; for a table they are
column expressions. The formulas use `+ - * /` on `N`, and these named operations for the rest, because
`and`, `if` and `min` cannot be told to work on columns.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import DONT_KNOW, NOT_APPLICABLE

Key = bool | ChoiceValue


class Number(Protocol):
    """What a number must be able to do, be it a float or a column."""

    def __add__(self, other: Self, /) -> Self: ...
    def __sub__(self, other: Self, /) -> Self: ...
    def __mul__(self, other: Self, /) -> Self: ...
    def __truediv__(self, other: Self, /) -> Self: ...


N = TypeVar("N", bound=Number)
C = TypeVar("C")
A = TypeVar("A")
A_contra = TypeVar("A_contra", contravariant=True)


class Operations(Protocol[N, C, A_contra]):
    """What the formulas ask for. `N` numbers, `C` truths, `A` answers as they were given."""

    def number(self, value: float) -> N:
        """A constant."""

    def truth(self, value: bool) -> C:
        """A constant truth."""

    def both(self, one: C, other: C) -> C:
        """Logical and."""

    def either(self, one: C, other: C) -> C:
        """Logical or."""

    def negate(self, one: C) -> C:
        """Logical not."""

    def at_least(self, one: N, other: N) -> C:
        """Whether `one >= other`."""

    def where(self, condition: C, then: N, otherwise: N) -> N:
        """`then` where the condition holds, else `otherwise`."""

    def lesser(self, one: N, other: N) -> N:
        """The smaller of two."""

    def greater(self, one: N, other: N) -> N:
        """The larger of two."""

    def ratio(self, part: N, whole: N) -> N:
        """`part / whole`, and 0 where `whole` is 0."""

    def is_missing(self, answer: A_contra) -> C:
        """Whether nothing was answered."""

    def is_word(self, answer: A_contra, word: str) -> C:
        """Whether the answer is the word `not_applicable` or `dont_know`."""

    def one_of(self, answer: A_contra, values: Collection[Key]) -> C:
        """Whether the answer is one of these values; for several ticks, whether one of them is."""

    def lookup(self, answer: A_contra, table: Mapping[ChoiceValue, float]) -> N:
        """The table's number for the answer, and 0 where the table has none."""

    def amount(self, answer: A_contra) -> N:
        """The number answered, and 0 where it is none."""

    def importance(self, answer: A_contra) -> N:
        """How much the respondent says it matters, and 1 where nothing was said."""


@dataclass(frozen=True, slots=True)
class Given:
    """One person's answer to one item, already held against its question.

    `value` is None for unanswered; the ticked values of a multi-choice question are a tuple.
    """

    value: Key | tuple[Key, ...] | None = None
    importance: float | None = None


class Scalar:
    """The operations for one person: plain floats and bools."""

    def number(self, value: float) -> float:
        return value

    def truth(self, value: bool) -> bool:
        return value

    def both(self, one: bool, other: bool) -> bool:
        return one and other

    def either(self, one: bool, other: bool) -> bool:
        return one or other

    def negate(self, one: bool) -> bool:
        return not one

    def at_least(self, one: float, other: float) -> bool:
        return one >= other

    def where(self, condition: bool, then: float, otherwise: float) -> float:
        return then if condition else otherwise

    def lesser(self, one: float, other: float) -> float:
        return min(one, other)

    def greater(self, one: float, other: float) -> float:
        return max(one, other)

    def ratio(self, part: float, whole: float) -> float:
        return part / whole if whole else 0.0

    def is_missing(self, answer: Given) -> bool:
        return answer.value is None

    def is_word(self, answer: Given, word: str) -> bool:
        return answer.value == word

    def one_of(self, answer: Given, values: Collection[Key]) -> bool:
        given = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        return any(value is not None and value in values for value in given)

    def lookup(self, answer: Given, table: Mapping[ChoiceValue, float]) -> float:
        value = answer.value
        return 0.0 if value is None or isinstance(value, tuple) else table.get(value, 0.0)

    def amount(self, answer: Given) -> float:
        value = answer.value
        return float(value) if isinstance(value, int | float) else 0.0

    def importance(self, answer: Given) -> float:
        return 1.0 if answer.importance is None else answer.importance


WORDS = (NOT_APPLICABLE, DONT_KNOW)
