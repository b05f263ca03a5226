"""Between what a number lies, as far as the graph tells: what is known to lie within 0 and 1 need not be cut to it.

Rounding to the nearest float keeps the order of what it rounds. So a sum, product or quotient worked out with floats from
the ends of its arguments bounds every value that floats can give in between, to the last bit.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import isfinite

Bounds = tuple[float, float]
"""The least and the most; an unknown end leaves both unknown."""


def bounds_of(op: str, args: Sequence[Bounds | None], payload: Hashable) -> Bounds | None:
    """The bounds of an operation on numbers with these bounds; None where they are not known."""
    if op == "constant":
        value = float(payload)  # type: ignore[arg-type]  # only `number` and `truth` make constants
        return (value, value)
    if op == "where":
        args = args[1:]
    known = [each for each in args if each is not None]
    if not known or len(known) < len(args):
        return None
    found = _combined(op, known)
    return found if found is not None and all(map(isfinite, found)) else None


def _combined(op: str, args: Sequence[Bounds]) -> Bounds | None:
    (a, b), (c, d) = args[0], args[-1]
    match op:
        case "add":
            return (a + c, b + d)
        case "subtract":
            return (a - d, b - c)
        case "multiply":
            ends = (a * c, a * d, b * c, b * d)
            return (min(ends), max(ends))
        case "divide" if c == d and c > 0:
            return (a / c, b / c)
        case "lesser":
            return (min(a, c), min(b, d))
        case "greater":
            return (max(a, c), max(b, d))
        case "where":
            return (min(a, c), max(b, d))
        case _:
            return None
