"""From symbols to expressions that any engine runs: narwhals, in as few and as flat steps as the graph allows.

What is needed more than once becomes a column of its own, in a stage after everything it needs: no engine is asked to
see for itself that two long expressions have a part in common. SQL engines would otherwise copy it, and formulas nested
in sections would grow with every level.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from readiness.batch.scoring.cells import column_read, spell_cell
from readiness.batch.scoring.lookups import whole_lookup
from readiness.batch.scoring.symbols import Symbol

if TYPE_CHECKING:
    import narwhals as nw

Table = TypeVar("Table", bound="nw.LazyFrame[Any]")
PREFIX = "_t"
"""Names of columns in between; nothing that a reader or an output is called begins so."""
_INLINE = frozenset({"constant", "not"})
"""What is cheaper to write again than to keep."""
_TWICE = frozenset({"lesser", "greater", "ratio", "divide"})
"""What is spelt with an argument more than once: nested, it would double at every level."""


def with_outputs(frame: Table, outputs: Mapping[str, Symbol], keep: Collection[str], *, narrow: bool = False) -> Table:
    """The frame with these columns instead of its own, but for those to `keep`.

    `narrow`: a stage takes along only what is still read after it. SQL engines want that, which name every column in every
    stage; Polars passes columns on for nothing, and would only be told at length.
    """
    import narwhals as nw

    written = _Lowering(outputs.values())
    taken = written.taken_along(keep) if narrow else []
    for at, stage in enumerate(written.stages):
        made = {f"{PREFIX}{each.number}": written.spelt(each) for each in stage}
        frame = frame.select(*(nw.col(name) for name in taken[at]), **made) if narrow else frame.with_columns(**made)
    finished = [written.output(symbol).alias(name) for name, symbol in outputs.items()]
    return frame.select(*(nw.col(name) for name in keep), *finished)


class _Lowering:
    """The schedule for some outputs, and how each node is spelt in it.

    Sums of small whole numbers, which counts and sums of equal weights are, are kept as short integers: an eighth of the
    memory to pass through, and exact all the same.
    """

    def __init__(self, outputs: Iterable[Symbol]) -> None:
        self.wanted = tuple(outputs)
        self.nodes = _reached(self.wanted)
        self.whole = _whole(self.nodes)
        self.kept = _kept(self.nodes, self.wanted)
        self._read: dict[int, frozenset[str]] = {}
        self._spelt: dict[int, nw.Expr] = {}
        depth: dict[int, int] = {}
        by_stage: dict[int, list[Symbol]] = {}
        for node in self.nodes:
            below = max((depth[arg.number] for arg in node.args), default=0)
            depth[node.number] = below + 1 if node.number in self.kept else below
            if node.number in self.kept:
                by_stage.setdefault(below, []).append(node)
        self.stages = [by_stage[stage] for stage in sorted(by_stage)]

    def taken_along(self, keep: Collection[str]) -> list[list[str]]:
        """For each stage, the columns it was given that are read after it."""
        after = frozenset(keep).union(*(self._referred(node) for node in self.wanted))
        found: list[list[str]] = []
        for stage in reversed(self.stages):
            after -= {f"{PREFIX}{node.number}" for node in stage}
            found.append(sorted(after))
            after = after.union(*(self._reads(node) for node in stage))
        return found[::-1]

    def _referred(self, node: Symbol) -> frozenset[str]:
        return frozenset({f"{PREFIX}{node.number}"}) if node.number in self.kept else self._reads(node)

    def _reads(self, node: Symbol) -> frozenset[str]:
        """The columns that a node is spelt with."""
        if node.number not in self._read:
            own = column_read(node)
            cells = frozenset({own}) if own is not None else frozenset[str]()
            self._read[node.number] = cells.union(*(self._referred(arg) for arg in node.args))
        return self._read[node.number]

    def reference(self, node: Symbol) -> nw.Expr:
        """The column that holds a node, or the node spelt out."""
        import narwhals as nw

        return nw.col(f"{PREFIX}{node.number}") if node.number in self.kept else self.spelt(node)

    def spelt(self, node: Symbol) -> nw.Expr:
        """A node as an expression of the columns of earlier stages."""
        if node.number not in self._spelt:
            self._spelt[node.number] = self._written(node)
        return self._spelt[node.number]

    def _written(self, node: Symbol) -> nw.Expr:
        import narwhals as nw

        if node.number in self.whole:
            return _spell_whole(node, [self.reference(arg) for arg in node.args])
        if node.op == "counted":
            return self.reference(node.args[0]).cast(nw.Int32)
        return _spell(node, [self._as_float(arg) for arg in node.args])

    def _as_float(self, node: Symbol) -> nw.Expr:
        import narwhals as nw

        found = self.reference(node)
        return found.cast(nw.Float64) if node.number in self.whole else found

    def output(self, node: Symbol) -> nw.Expr:
        """A node as the column of an output."""
        return self._as_float(node)


_MOST = 10_000
"""Sums that may reach more than this are kept as floats: a short integer holds 32,767."""


def _whole(nodes: Sequence[Symbol]) -> dict[int, int]:
    """The nodes that are sums of small whole numbers, each with the most it may reach; lookups on the way included."""
    most: dict[int, int] = {}
    for node in nodes:
        found = _reach_of(node, most)
        if found is not None and found <= _MOST:
            most[node.number] = found
    return most


def _reach_of(node: Symbol, most: Mapping[int, int]) -> int | None:
    if node.op == "table" and node.values is not None and not isinstance(node.values[0], bool):
        values = node.values
        return int(max(map(abs, values))) if all(value == int(value) and abs(value) < 128 for value in values) else None
    if node.op == "add" and all(arg.number in most for arg in node.args):
        return sum(most[arg.number] for arg in node.args)
    return None


def _spell_whole(node: Symbol, args: list[nw.Expr]) -> nw.Expr:
    import narwhals as nw

    if node.op == "add":
        return args[0] + args[1]
    assert node.values is not None
    return whole_lookup(args[0], tuple(int(value) for value in node.values)).cast(nw.Int16)


def _reached(wanted: Sequence[Symbol]) -> list[Symbol]:
    """Everything the outputs need, arguments first."""
    found: dict[int, Symbol] = {}
    waiting = list(wanted)
    while waiting:
        node = waiting.pop()
        if node.number not in found:
            found[node.number] = node
            waiting.extend(node.args)
    return [found[number] for number in sorted(found)]


def _kept(nodes: Sequence[Symbol], wanted: Sequence[Symbol]) -> frozenset[int]:
    """The nodes needed more than once, if only because the one operation on them is spelt with them twice."""
    uses: dict[int, int] = {}
    for node in nodes:
        times = 2 if node.op in _TWICE else 1
        for arg in node.args:
            inner = arg.args[0] if arg.op == "not" else arg
            uses[inner.number] = uses.get(inner.number, 0) + times
    for node in wanted:
        uses[node.number] = uses.get(node.number, 0) + 1
    return frozenset(node.number for node in nodes if uses.get(node.number, 0) > 1 and node.op not in _INLINE)


def _spell(node: Symbol, args: list[nw.Expr]) -> nw.Expr:
    import narwhals as nw

    match node.op:
        case "constant":
            return nw.lit(cast("float | bool", node.payload))
        case "add":
            return args[0] + args[1]
        case "subtract":
            return args[0] - args[1]
        case "multiply":
            return args[0] * args[1]
        case "divide" if _is_power_of_two(node.args[1].constant):
            return args[0] / args[1]
        case "divide":
            return _quotient(*args)
        case "ratio":
            return _ratio(*args)
        case "lesser":
            return nw.when(args[1] < args[0]).then(args[1]).otherwise(args[0])
        case "greater":
            return nw.when(args[1] > args[0]).then(args[1]).otherwise(args[0])
        case "where":
            return nw.when(args[0]).then(args[1]).otherwise(args[2])
        case "and":
            return args[0] & args[1]
        case "or":
            return args[0] | args[1]
        case "not":
            return ~args[0]
        case "at_least":
            return args[0] >= args[1]
        case "whole":
            return args[0] == args[0].round(0)
        case "null_unless":
            return nw.when(args[0]).then(args[1])
        case "name_of":
            return _name_of(args[0], cast("tuple[str, ...]", node.payload))
        case _:
            return spell_cell(node, args)


def _quotient(part: nw.Expr, whole: nw.Expr) -> nw.Expr:
    """The quotient to the last bit, which Polars gives only where the divisor is a column.

    What it knows to be the same in all rows (a constant, or where all rows of a morsel took one branch) it divides by as
    multiplication with the reciprocal. Adding zeros that depend on the row makes a column of it.
    """
    return part / (part * 0.0 + whole)


def _is_power_of_two(value: float | None) -> bool:
    """Whether the reciprocal is exact, so that multiplying with it is division to the last bit."""
    return value is not None and math.frexp(value)[0] == 0.5


def _ratio(part: nw.Expr, whole: nw.Expr) -> nw.Expr:
    import narwhals as nw

    none = whole == 0.0
    # an engine may work out both branches, and one of them refuses to divide by zero
    some = nw.when(none).then(nw.lit(1.0)).otherwise(whole)
    return nw.when(none).then(nw.lit(0.0)).otherwise(_quotient(part, some))


def _name_of(index: nw.Expr, names: tuple[str, ...]) -> nw.Expr:
    """The name at an index; null where the index is below 0."""
    import narwhals as nw

    found: nw.Expr = nw.lit(None, dtype=nw.String)
    for at in range(len(names) - 1, -1, -1):
        found = nw.when(index == float(at)).then(nw.lit(names[at])).otherwise(found)
    return found
