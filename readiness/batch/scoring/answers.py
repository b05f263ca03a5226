"""Cells of text as answers: for each reading, what the formulas ask of an answer, as symbols; and whether a cell is known.

A coded cell becomes a small whole number once, and everything else is asked of that number: −1 is blank, −2 unknown, and
0, 1, … the values in the order of the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from readiness.batch.readings import Importance, Number, OneOf, Reading, TickColumns, Ticks, Words
from readiness.batch.scoring.symbols import Algebra, Symbol
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import DONT_KNOW, NOT_APPLICABLE
from readiness.scoring.operations import Key

BLANK, UNKNOWN = -1, -2
Kept = tuple[str, object]
"""A value as it is compared: its kind, and itself."""


class _Unsaid:
    """An item that no column answers: nobody answered it."""

    def __init__(self, ops: Algebra, importance: Symbol) -> None:
        self.ops = ops
        self._importance = importance

    def missing(self) -> Symbol:
        return self.ops.truth(True)

    def word(self, word: str) -> Symbol:
        return self.ops.truth(False)

    def one_of(self, values: Collection[Key]) -> Symbol:
        return self.ops.truth(False)

    def lookup(self, table: Mapping[ChoiceValue, float]) -> Symbol:
        return self.ops.number(0.0)

    def amount(self) -> Symbol:
        return self.ops.number(0.0)

    def importance(self) -> Symbol:
        return self._importance

    def known(self) -> Symbol:
        """Whether every cell it was read from could be read."""
        return self.ops.truth(True)


class _Coded(_Unsaid):
    """One column whose cells are all known beforehand."""

    code: Symbol

    def known(self) -> Symbol:
        return self.ops.make("coded", (self.code,))


class _Chosen(_Coded):
    """One column, one value. The codes follow the values in rising order, so that a scale's points often are its codes."""

    def __init__(self, ops: Algebra, reading: OneOf, importance: Symbol) -> None:
        super().__init__(ops, importance)
        values = dict.fromkeys(_key(value) for value in reading.values.values())
        self.codes = {value: at for at, value in enumerate(sorted(values, key=lambda value: (value[0], value[1])))}
        cells = tuple((cell, self.codes[_key(value)]) for cell, value in reading.values.items())
        self.code = ops.code(reading.column, cells + tuple((cell, BLANK) for cell in sorted(reading.missing)))

    def _table(self, of_blank: float | bool, of: Callable[[Kept], float | bool]) -> Symbol:
        if not self.codes:  # a column in which nobody answered
            return self.ops.truth(of_blank) if isinstance(of_blank, bool) else self.ops.number(of_blank)
        return self.ops.table(self.code, (of_blank, *(of(value) for value in self.codes)))

    def missing(self) -> Symbol:
        return self._table(True, lambda _: False)

    def word(self, word: str) -> Symbol:
        return self.one_of((word,))

    def one_of(self, values: Collection[Key]) -> Symbol:
        wanted = {_key(value) for value in values}
        return self._table(False, lambda value: value in wanted)

    def lookup(self, table: Mapping[ChoiceValue, float]) -> Symbol:
        numbers = {_key(value): float(number) for value, number in table.items()}
        return self._table(0.0, lambda value: numbers.get(value, 0.0))

    def amount(self) -> Symbol:
        return self._table(0.0, lambda value: value[1] if isinstance(value[1], float) else 0.0)


def _key(value: object) -> Kept:
    """1 and 1.0 are one value to a questionnaire; "1" is another."""
    return (
        ("number", float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else ("word", value)
    )


class _Counted(_Unsaid):
    """A number in a cell."""

    def __init__(self, ops: Algebra, reading: Number, importance: Symbol) -> None:
        super().__init__(ops, importance)
        self.reading = reading
        self.number, self.is_number = amount_of(ops, reading)

    def missing(self) -> Symbol:
        return _blank(self.ops, self.reading.column, self.reading.missing)

    def word(self, word: str) -> Symbol:
        return _cell_in(
            self.ops, self.reading.column, [cell for cell, said in self.reading.words.items() if said == word]
        )

    def one_of(self, values: Collection[Key]) -> Symbol:
        found = self.ops.truth(False)
        for value in values:
            if isinstance(value, str):
                found = self.ops.either(found, self.word(value))
            elif not isinstance(value, bool):
                found = self.ops.either(found, self._equals(float(value)))
        return found

    def _equals(self, value: float) -> Symbol:
        number = self.ops.number(value)
        same = self.ops.both(self.ops.at_least(self.number, number), self.ops.at_least(number, self.number))
        return self.ops.both(self.is_number, same)

    def amount(self) -> Symbol:
        return self.number

    def known(self) -> Symbol:
        said = _cell_in(self.ops, self.reading.column, list(self.reading.words))
        return self.ops.either(self.ops.either(self.is_number, self.missing()), said)


class _Ticked(_Unsaid):
    """Several choices: a truth for each, and words for the whole."""

    def __init__(
        self,
        ops: Algebra,
        importance: Symbol,
        *,
        ticks: Mapping[Kept, Symbol],
        words: Mapping[str, Symbol],
        missing: Symbol,
        known: Symbol,
    ) -> None:
        super().__init__(ops, importance)
        self.ticks, self.words, self._missing, self._known = ticks, words, missing, known

    def missing(self) -> Symbol:
        return self._missing

    def word(self, word: str) -> Symbol:
        return self.words.get(word, self.ops.truth(False))

    def one_of(self, values: Collection[Key]) -> Symbol:
        found = self.ops.truth(False)
        for value in values:
            if _key(value) in self.ticks:
                found = self.ops.either(found, self.ticks[_key(value)])
            elif isinstance(value, str):
                found = self.ops.either(found, self.word(value))
        return found

    def known(self) -> Symbol:
        return self._known


class _Written(_Unsaid):
    """Free text: whether there is any."""

    def __init__(self, ops: Algebra, reading: Words, importance: Symbol) -> None:
        super().__init__(ops, importance)
        self._missing = _blank(ops, reading.column, reading.missing)

    def missing(self) -> Symbol:
        return self._missing


def amount_of(ops: Algebra, reading: Number) -> tuple[Symbol, Symbol]:
    """The number in a cell, and whether there is one."""
    how = (reading.column, reading.comma, reading.plain, tuple(sorted(reading.suffixes)))
    is_number = ops.make("is_amount", payload=how)
    return ops.make("amount", (is_number,), how), is_number


def _blank(ops: Algebra, column: str, missing: Collection[str]) -> Symbol:
    return ops.make("blank", payload=(column, tuple(sorted(missing))))


def _cell_in(ops: Algebra, column: str, cells: Collection[str]) -> Symbol:
    return ops.make("cell_in", payload=(column, tuple(sorted(cells)))) if cells else ops.truth(False)


def _one_cell(ops: Algebra, reading: Ticks, importance: Symbol) -> _Ticked:
    """Ticks out of one cell, by looking for each piece between separators, the longest first.

    A cell that stands for a word as a whole, or that is blank, ticks nothing.
    """
    by_length = sorted(reading.pieces, key=lambda piece: (-len(piece), piece))
    padded = ops.make("padded", payload=(reading.column, reading.separator))
    ticks: dict[Kept, Symbol] = {}
    words: dict[str, Symbol] = {
        word: _cell_in(ops, reading.column, [cell for cell, said in reading.whole.items() if said == word])
        for word in (NOT_APPLICABLE, DONT_KNOW)
    }
    whole = _cell_in(ops, reading.column, list(reading.whole))
    there: list[Symbol] = []
    for at, piece in enumerate(by_length):
        value = _key(reading.pieces[piece])
        # a longer piece may hold this one between separators: "Tools (a, b, c)" holds "b"
        longer = tuple(each for each in by_length[:at] if piece in each and reading.separator in each)
        there.append(ops.make("piece", (padded,), (reading.separator, piece, longer)))
        found = ops.both(there[-1], ops.negate(whole))
        ticks[value] = ops.either(ticks[value], found) if value in ticks else found
    missing = _blank(ops, reading.column, reading.missing)
    rest = ops.make("only_pieces", (padded, *there), (reading.separator, tuple(by_length)))
    known = ops.either(ops.either(rest, whole), missing)
    known = ops.either(known, _cell_in(ops, reading.column, reading.again))
    if reading.other is not None:
        value = _key(reading.other)
        free = ops.negate(known)
        ticks[value] = ops.either(ticks[value], free) if value in ticks else free
        known = ops.truth(True)
    return _Ticked(ops, importance, ticks=ticks, words=words, missing=missing, known=known)


class _TickTable(_Coded):
    """Several choices in one cell, where every cell to expect is known: its code says what it ticks."""

    def __init__(self, ops: Algebra, reading: Ticks, importance: Symbol) -> None:
        super().__init__(ops, importance)
        assert reading.table is not None
        self.meanings = tuple(dict.fromkeys(map(_set_of, reading.table.values())))
        at = {meaning: code for code, meaning in enumerate(self.meanings)}
        cells = tuple((cell, at[_set_of(meaning)]) for cell, meaning in reading.table.items())
        self.code = ops.code(reading.column, cells + tuple((cell, BLANK) for cell in sorted(reading.missing)))

    def _table(self, of_blank: float | bool, of: Callable[[frozenset[Kept]], float | bool]) -> Symbol:
        return self.ops.table(self.code, (of_blank, *map(of, self.meanings)))

    def missing(self) -> Symbol:
        return self._table(True, lambda _: False)

    def word(self, word: str) -> Symbol:
        return self.one_of((word,))

    def one_of(self, values: Collection[Key]) -> Symbol:
        wanted = {_key(value) for value in values}
        return self._table(False, lambda meaning: not wanted.isdisjoint(meaning))


def _set_of(meaning: str | tuple[ChoiceValue, ...]) -> frozenset[Kept]:
    return frozenset(map(_key, (meaning,) if isinstance(meaning, str) else meaning))


def _many_columns(ops: Algebra, reading: TickColumns, importance: Symbol) -> _Ticked:
    """Ticks out of a column each."""
    found: dict[Kept, Symbol] = {}
    some, known = ops.truth(False), ops.truth(True)
    for tick in reading.ticks:
        on, off = _cell_in(ops, tick.column, tick.on), _cell_in(ops, tick.column, tick.off)
        blank = _blank(ops, tick.column, ())
        if tick.free:
            on = ops.negate(ops.either(blank, off))
        else:
            known = ops.both(known, ops.either(ops.either(on, off), blank))
        value = _key(tick.value)
        found[value] = ops.either(found[value], on) if value in found else on
        some = ops.either(some, on)
    words: dict[str, Symbol] = {
        word: found.pop(_key(word)) for word in (NOT_APPLICABLE, DONT_KNOW) if _key(word) in found
    }
    missing = ops.negate(some)
    if reading.answered_by is not None:
        column, cells = reading.answered_by
        seen = ops.negate(_blank(ops, column, ())) if cells is None else _cell_in(ops, column, cells)
        missing = ops.both(missing, ops.negate(seen))
    return _Ticked(ops, importance, ticks=found, words=words, missing=missing, known=known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers of a table. `known` gives, for each item with a reading, whether its cells could be read."""

    said: Callable[[str], _Unsaid]
    known: Mapping[str, Symbol]


def answers_of(ops: Algebra, readings: Collection[Reading], importances: Collection[Importance]) -> Answers:
    """Every item's answers by its id; an item without a reading was answered by nobody."""
    weights: dict[str, Symbol] = {}
    known: dict[str, Symbol] = {}
    for each in importances:
        weights[each.item], known[f"importance {each.item}"] = _importance(ops, each)
    one = ops.number(1.0)
    said = {reading.item: _said(ops, reading, weights.get(reading.item, one)) for reading in readings}
    known |= {item: answers.known() for item, answers in said.items()}

    def find(item: str) -> _Unsaid:
        return said[item] if item in said else _Unsaid(ops, weights.get(item, one))

    return Answers(said=find, known=known)


def _said(ops: Algebra, reading: Reading, importance: Symbol) -> _Unsaid:
    match reading:
        case OneOf():
            return _Chosen(ops, reading, importance)
        case Number():
            return _Counted(ops, reading, importance)
        case Ticks():
            if reading.table is not None:
                return _TickTable(ops, reading, importance)
            return _one_cell(ops, reading, importance)
        case TickColumns():
            return _many_columns(ops, reading, importance)
        case Words():
            return _Written(ops, reading, importance)


def _importance(ops: Algebra, reading: Importance) -> tuple[Symbol, Symbol]:
    """The number, 1 where the cell is blank, and whether it is above 0 and at most 10."""
    number, is_number = amount_of(ops, Number(item=reading.item, column=reading.column, comma=reading.comma))
    blank = _blank(ops, reading.column, ())
    in_range = ops.both(ops.negate(ops.at_least(ops.number(0.0), number)), ops.at_least(ops.number(10.0), number))
    return ops.where(is_number, number, ops.number(1.0)), ops.either(blank, ops.both(is_number, in_range))
