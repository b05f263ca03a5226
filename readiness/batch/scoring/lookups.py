"""A value for each code, as the expression that costs an engine least."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import narwhals as nw

FIRST = -1
"""The code of the first value: a blank cell."""


def lookup(code: nw.Expr, values: tuple[float | bool, ...]) -> nw.Expr:
    """The value for a code: `values` from code −1 on. What an unknown code (−2) gets is of no meaning."""
    import narwhals as nw

    if isinstance(values[0], bool):
        return _truth(code, values)
    steps = _as_steps(values)
    if steps is None:
        return _chain(code, values)
    whole, divisor = steps
    number = whole_lookup(code, whole).cast(nw.Float64)
    return number if divisor == 1 else number / divisor


def _truth(code: nw.Expr, values: tuple[float | bool, ...]) -> nw.Expr:
    """A comparison where the codes that hold lie together, else one for each of the fewer kind."""
    edges = [at for at, (one, other) in enumerate(pairwise(values), FIRST + 1) if one != other]
    if len(edges) == 1:
        return code >= edges[0] if values[-1] else code < edges[0]
    holding = [at for at, value in enumerate(values, FIRST) if value]
    failing = [at for at, value in enumerate(values, FIRST) if not value]
    if len(holding) <= len(failing):
        return _any(code, holding)
    return ~_any(code, failing)


def _any(code: nw.Expr, codes: list[int]) -> nw.Expr:
    found = code == codes[0]
    for each in codes[1:]:
        found = found | (code == each)
    return found


Steps = tuple[tuple[int, ...], float]
"""Small whole numbers for the codes, and what they are divided by."""


def _as_steps(values: tuple[float | bool, ...]) -> Steps | None:
    """Values that are small whole numbers, or such over a power of two, to the last bit: they are cheap to keep as bytes.

    Other divisors will not do: Polars divides by a constant by multiplying with its reciprocal.
    """
    for divisor in (1.0, 2.0, 4.0, 8.0, 16.0, 32.0):
        whole = tuple(round(value * divisor) for value in values)
        if all(abs(each) < 128 and each / divisor == value for each, value in zip(whole, values, strict=True)):
            return whole, divisor
    return None


def whole_lookup(code: nw.Expr, steps: tuple[int, ...]) -> nw.Expr:
    """Whole numbers by code, each a byte.

    They are written either as the code itself but for those that differ, or as the commonest but for the others.
    """
    import narwhals as nw

    commonest = Counter(steps).most_common(1)[0][0]
    others = {step for step in steps if step != commonest}
    unlike = [(at, step) for at, step in enumerate(steps, FIRST) if step != at]
    found: nw.Expr
    if len(unlike) <= len(others):
        found = code
        for at, step in unlike:
            found = nw.when(code == at).then(nw.lit(step, dtype=nw.Int8)).otherwise(found)
        return found
    found = nw.lit(commonest, dtype=nw.Int8)
    for step in sorted(others):
        same = _truth(code, tuple(each == step for each in steps))
        found = nw.when(same).then(nw.lit(step, dtype=nw.Int8)).otherwise(found)
    return found


def _chain(code: nw.Expr, values: tuple[float | bool, ...]) -> nw.Expr:
    """One comparison for each value but the commonest."""
    import narwhals as nw

    commonest = Counter(values).most_common(1)[0][0]
    found: nw.Expr = nw.lit(commonest)
    by_value: dict[float | bool, list[int]] = {}
    for at, value in enumerate(values, FIRST):
        if value != commonest:
            by_value.setdefault(value, []).append(at)
    for value, codes in by_value.items():
        found = nw.when(_any(code, codes)).then(nw.lit(value)).otherwise(found)
    return found
