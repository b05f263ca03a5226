"""The operations over whole columns, as small as they can be: what proves that the formulas need nothing else.

A number is a column of floats, a truth a column of bools, an answer a column of what each respondent said. None of
them can be used in an `if`, an `and` or a comparison of Python's, so a formula that steps outside `Operations` fails.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Never

from readiness.model.condition import ChoiceValue
from readiness.risk.exposure import Rated
from readiness.scoring.operations import Given, Key, Scalar

ONE = Scalar()


class _Column:
    """Stands for a whole column, so it has no truth and no order of its own."""

    __hash__ = None  # type: ignore[assignment]  # a column cannot be a key

    def __bool__(self) -> Never:
        raise TypeError("a column is neither true nor false")

    def __eq__(self, other: object) -> Never:
        raise TypeError("compare columns with `at_least`")

    __lt__ = __le__ = __gt__ = __ge__ = __eq__


class Numbers(_Column):
    """A column of floats."""

    def __init__(self, values: Iterable[float]) -> None:
        self.values = list(values)

    def __add__(self, other: Numbers) -> Numbers:
        return Numbers(a + b for a, b in zip(self.values, other.values, strict=True))

    def __sub__(self, other: Numbers) -> Numbers:
        return Numbers(a - b for a, b in zip(self.values, other.values, strict=True))

    def __mul__(self, other: Numbers) -> Numbers:
        return Numbers(a * b for a, b in zip(self.values, other.values, strict=True))

    def __truediv__(self, other: Numbers) -> Numbers:
        return Numbers(a / b for a, b in zip(self.values, other.values, strict=True))


class Truths(_Column):
    """A column of bools."""

    def __init__(self, values: Iterable[bool]) -> None:
        self.values = list(values)


class Said(_Column):
    """A column of answers to one item."""

    def __init__(self, values: Iterable[Given]) -> None:
        self.values = list(values)


class Columns:
    """The operations for a table of `n_rows` responses: each is the scalar one, row by row."""

    def __init__(self, n_rows: int) -> None:
        self.n_rows = n_rows

    def number(self, value: float) -> Numbers:
        return Numbers([value] * self.n_rows)

    def truth(self, value: bool) -> Truths:
        return Truths([value] * self.n_rows)

    def both(self, one: Truths, other: Truths) -> Truths:
        return Truths(map(ONE.both, one.values, other.values))

    def either(self, one: Truths, other: Truths) -> Truths:
        return Truths(map(ONE.either, one.values, other.values))

    def negate(self, one: Truths) -> Truths:
        return Truths(map(ONE.negate, one.values))

    def at_least(self, one: Numbers, other: Numbers) -> Truths:
        return Truths(map(ONE.at_least, one.values, other.values))

    def where(self, condition: Truths, then: Numbers, otherwise: Numbers) -> Numbers:
        return Numbers(map(ONE.where, condition.values, then.values, otherwise.values))

    def lesser(self, one: Numbers, other: Numbers) -> Numbers:
        return Numbers(map(ONE.lesser, one.values, other.values))

    def greater(self, one: Numbers, other: Numbers) -> Numbers:
        return Numbers(map(ONE.greater, one.values, other.values))

    def ratio(self, part: Numbers, whole: Numbers) -> Numbers:
        return Numbers(map(ONE.ratio, part.values, whole.values))

    def is_missing(self, answer: Said) -> Truths:
        return Truths(map(ONE.is_missing, answer.values))

    def is_word(self, answer: Said, word: str) -> Truths:
        return Truths(ONE.is_word(each, word) for each in answer.values)

    def one_of(self, answer: Said, values: Collection[Key]) -> Truths:
        return Truths(ONE.one_of(each, values) for each in answer.values)

    def lookup(self, answer: Said, table: Mapping[ChoiceValue, float]) -> Numbers:
        return Numbers(ONE.lookup(each, table) for each in answer.values)

    def amount(self, answer: Said) -> Numbers:
        return Numbers(map(ONE.amount, answer.values))

    def importance(self, answer: Said) -> Numbers:
        return Numbers(map(ONE.importance, answer.values))


def said_by(respondents: Sequence[Callable[[str], Given]]) -> Callable[[str], Said]:
    """The column of answers to an item, over everybody's answers."""
    return lambda item: Said(each(item) for each in respondents)


def rated_by(respondents: Sequence[Callable[[str], Rated[float, bool]]]) -> Callable[[str], Rated[Numbers, Truths]]:
    """The columns of a risk's rating, over everybody's ratings."""

    def rating(name: str) -> Rated[Numbers, Truths]:
        rows = [each(name) for each in respondents]
        return Rated(
            not_applicable=Truths(row.not_applicable for row in rows),
            likelihood_known=Truths(row.likelihood_known for row in rows),
            impact_known=Truths(row.impact_known for row in rows),
            probability=Numbers(row.probability for row in rows),
            probability_least=Numbers(row.probability_least for row in rows),
            probability_most=Numbers(row.probability_most for row in rows),
            severity=Numbers(row.severity for row in rows),
            severity_least=Numbers(row.severity_least for row in rows),
            severity_most=Numbers(row.severity_most for row in rows),
        )

    return rating
