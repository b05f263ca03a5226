"""The formulas written down instead of computed: a graph of what is asked of a table, each thing in it once.

`Algebra` implements the operations of `scoring.operations`. Run through it, the formulas leave a graph whose equal parts
are one node, whose constants are already worked out, and of which only what an output needs is ever computed. Folding
keeps to what is exact for finite floats: x + 0, x · 1, x / 1, 0 · x, and the lesser, the greater and the comparison of
numbers whose bounds decide it; nothing is reordered, so that a table gives digit for digit what one person's floats give.

A cell of known values is a small number, its *code*. Whatever hangs on one code alone takes as many values as the code,
so it is worked out here, once for each, and becomes a lookup: of the thousand operations of a questionnaire with forty
questions most disappear that way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from readiness.batch.scoring.bounds import Bounds, bounds_of
from readiness.model.condition import ChoiceValue
from readiness.scoring.operations import Key, Scalar

SCALAR = Scalar()


@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """A node: an operation on other nodes. `number` rises in the order of making, so that arguments come first."""

    op: str
    args: tuple[Symbol, ...]
    payload: Hashable
    number: int
    home: Algebra = field(repr=False)
    values: tuple[float | bool, ...] | None = None
    """Of a lookup: the value for each code, −1 (blank) first."""
    bounds: Bounds | None = None
    """Between what it lies, where that is known."""

    def __add__(self, other: Symbol) -> Symbol:
        return self.home.add(self, other)

    def __sub__(self, other: Symbol) -> Symbol:
        return self.home.subtract(self, other)

    def __mul__(self, other: Symbol) -> Symbol:
        return self.home.multiply(self, other)

    def __truediv__(self, other: Symbol) -> Symbol:
        return self.home.divide(self, other)

    def __bool__(self) -> bool:
        raise TypeError("a column is neither true nor false; use the named operations")

    @property
    def code(self) -> Symbol | None:
        """The code that it hangs on alone; None where it hangs on more, or on none."""
        return self.args[0] if self.values is not None else None

    @property
    def constant(self) -> float | bool | None:
        """Its value, if it is the same in every row; else None."""
        return self.payload if self.op == "constant" else None  # type: ignore[return-value]  # only `number` and `truth` make these


class Said(Protocol):
    """The answers of a table to one item: what the formulas may ask of them, as symbols."""

    def missing(self) -> Symbol:
        """Whether nothing was answered."""

    def word(self, word: str) -> Symbol:
        """Whether the answer is this word."""

    def one_of(self, values: Collection[Key]) -> Symbol:
        """Whether one of these was answered or ticked."""

    def lookup(self, table: Mapping[ChoiceValue, float]) -> Symbol:
        """The table's number for the answer, else 0."""

    def amount(self) -> Symbol:
        """The number answered, else 0."""

    def importance(self) -> Symbol:
        """How much it matters, else 1."""


class Algebra:
    """Makes symbols, each distinct one once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, tuple[int, ...], Hashable], Symbol] = {}

    def make(self, op: str, args: tuple[Symbol, ...] = (), payload: Hashable = None) -> Symbol:
        """The node for an operation: the one that exists already, or a new one."""
        # 1 and True are equal to Python, and not to a table
        key = (op, tuple(arg.number for arg in args), (type(payload).__name__, payload))
        if key not in self._made:
            bounds = bounds_of(op, [arg.bounds for arg in args], payload)
            self._made[key] = Symbol(op, args, payload, len(self._made), self, bounds=bounds)
        return self._made[key]

    def code(self, column: str, cells: tuple[tuple[str, int], ...]) -> Symbol:
        """The code of a column's cells, as `cells` maps them; −1 for a blank one, −2 for one that is not among them."""
        return self.make("code", payload=(column, cells))

    def table(self, code: Symbol, values: tuple[float | bool, ...]) -> Symbol:
        """A lookup by code: `values` from −1 on. What a row with an unknown cell gets is of no meaning: it is rejected."""
        if len(set(values)) == 1:
            return self.truth(values[0]) if isinstance(values[0], bool) else self.number(values[0])
        key = ("table", (code.number,), (type(values[0]).__name__, values))
        if key not in self._made:
            bounds = (float(min(values)), float(max(values)))
            self._made[key] = Symbol("table", (code,), values, len(self._made), self, values, bounds)
        return self._made[key]

    def _worked_out(self, op: str, args: tuple[Symbol, ...], work_out: Callable[..., float | bool]) -> Symbol:
        """An operation, worked out for each code where all its arguments are lookups by one code."""
        codes = {arg.code.number: arg.code for arg in args if arg.code is not None}
        if len(codes) != 1 or any(arg.code is None and arg.constant is None for arg in args):
            return self.make(op, args)
        (code,) = codes.values()
        n = len(next(arg.values for arg in args if arg.values is not None))
        columns = [arg.values if arg.values is not None else (arg.constant,) * n for arg in args]
        return self.table(code, tuple(work_out(*row) for row in zip(*columns, strict=True)))

    # ---- numbers ----

    def number(self, value: float) -> Symbol:
        return self.make("constant", payload=float(value))

    def add(self, one: Symbol, other: Symbol) -> Symbol:
        if one.constant == 0:
            return other
        if other.constant == 0:
            return one
        return self._folded("add", one, other, lambda a, b: a + b)

    def subtract(self, one: Symbol, other: Symbol) -> Symbol:
        return one if other.constant == 0 else self._folded("subtract", one, other, lambda a, b: a - b)

    def multiply(self, one: Symbol, other: Symbol) -> Symbol:
        if one.constant == 1 or other.constant == 0:
            return other
        if other.constant == 1 or one.constant == 0:
            return one
        return self._folded("multiply", one, other, lambda a, b: a * b)

    def divide(self, one: Symbol, other: Symbol) -> Symbol:
        return one if other.constant == 1 else self._folded("divide", one, other, SCALAR.ratio)

    def lesser(self, one: Symbol, other: Symbol) -> Symbol:
        never_above = _never_above(one, other)
        return never_above if never_above is not None else self._folded("lesser", one, other, min)

    def greater(self, one: Symbol, other: Symbol) -> Symbol:
        never_above = _never_above(one, other)
        if never_above is not None:
            return other if never_above is one else one
        return self._folded("greater", one, other, max)

    def _folded(self, op: str, one: Symbol, other: Symbol, work_out: Callable[[float, float], float]) -> Symbol:
        a, b = one.constant, other.constant
        if a is not None and b is not None:
            return self.number(work_out(a, b))
        return self._worked_out(op, (one, other), work_out)

    def ratio(self, part: Symbol, whole: Symbol) -> Symbol:
        if whole.constant is not None:
            return self.divide(part, whole) if whole.constant else self.number(0.0)
        return self._worked_out("ratio", (part, whole), SCALAR.ratio)

    def where(self, condition: Symbol, then: Symbol, otherwise: Symbol) -> Symbol:
        if condition.constant is not None:
            return then if condition.constant else otherwise
        if then is otherwise:
            return then
        if condition.op == "not":
            return self.where(condition.args[0], otherwise, then)
        return self._worked_out("where", (condition, then, otherwise), SCALAR.where)

    # ---- truths ----

    def truth(self, value: bool) -> Symbol:
        return self.make("constant", payload=bool(value))

    def both(self, one: Symbol, other: Symbol) -> Symbol:
        return self._junction("and", one, other, neutral=True)

    def either(self, one: Symbol, other: Symbol) -> Symbol:
        return self._junction("or", one, other, neutral=False)

    def _junction(self, op: str, one: Symbol, other: Symbol, *, neutral: bool) -> Symbol:
        for constant, rest in ((one.constant, other), (other.constant, one)):
            if constant is not None:
                return rest if constant is neutral else self.truth(not neutral)
        if one is other:
            return one
        if one is self.negate(other):
            return self.truth(not neutral)
        return self._worked_out(op, (one, other), SCALAR.both if neutral else SCALAR.either)

    def negate(self, one: Symbol) -> Symbol:
        if one.constant is not None:
            return self.truth(not one.constant)
        if one.op == "not":
            return one.args[0]
        return self._worked_out("not", (one,), SCALAR.negate)

    def at_least(self, one: Symbol, other: Symbol) -> Symbol:
        a, b = one.constant, other.constant
        if one is other:
            return self.truth(True)
        if a is not None and b is not None:
            return self.truth(a >= b)
        if one.bounds is not None and other.bounds is not None:
            if one.bounds[0] >= other.bounds[1]:
                return self.truth(True)
            if one.bounds[1] < other.bounds[0]:
                return self.truth(False)
        return self._worked_out("at_least", (one, other), SCALAR.at_least)

    # ---- what is shown ----

    def unless_known(self, known: Symbol, value: Symbol) -> Symbol:
        return value if known.constant is True else self.make("null_unless", (known, value))

    def holds_if_known(self, known: Symbol, value: Symbol) -> Symbol:
        return self.unless_known(known, value)

    def named(self, index: Symbol, names: tuple[str, ...]) -> Symbol:
        return self.make("name_of", (index,), names)

    def counted(self, number: Symbol) -> Symbol:
        return self.make("counted", (number,))

    # ---- answers ----

    def is_missing(self, answer: Said) -> Symbol:
        return answer.missing()

    def is_word(self, answer: Said, word: str) -> Symbol:
        return answer.word(word)

    def one_of(self, answer: Said, values: Collection[Key]) -> Symbol:
        return answer.one_of(values)

    def lookup(self, answer: Said, table: Mapping[ChoiceValue, float]) -> Symbol:
        return answer.lookup(table)

    def amount(self, answer: Said) -> Symbol:
        return answer.amount()

    def importance(self, answer: Said) -> Symbol:
        return answer.importance()


def _never_above(one: Symbol, other: Symbol) -> Symbol | None:
    """The one of both that is nowhere above the other, as far as their bounds tell."""
    if one is other:
        return one
    if one.bounds is None or other.bounds is None:
        return None
    if one.bounds[1] <= other.bounds[0]:
        return one
    return other if other.bounds[1] <= one.bounds[0] else None
