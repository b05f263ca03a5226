"""Cells of text as expressions: what a cell's code is, whether it is a number and which, what it ticks."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from readiness.batch.scoring.answers import BLANK, UNKNOWN
from readiness.batch.scoring.lookups import lookup
from readiness.batch.scoring.symbols import Symbol

if TYPE_CHECKING:
    import narwhals as nw

_GROUPERS = " \u00a0\u202f\u2009'’"
"""What may stand between groups of three digits, besides a comma or a point."""
GAPS = " \t\r\n\v\f\u00a0\u2002\u2003\u2009\u202f\u3000\ufeff"
"""What stands around words without belonging to them; without such a list engines differ in what they take off."""
MOST_CODES = 127
"""As many as a byte holds."""
_OF_CELLS = frozenset({"code", "blank", "cell_in", "trimmed_in", "trimmed", "is_amount", "amount", "padded"})
"""The operations whose payload begins with a column."""
Amount = tuple[str, bool, bool, tuple[str, ...]]
"""A number's column, whether its mark is a comma, whether it is plain, and its suffixes."""


def spell_cell(node: Symbol, args: list[nw.Expr]) -> nw.Expr:
    """The expression of a node that looks at cells; `args` are those of its arguments."""
    import narwhals as nw

    match node.op:
        case "code":
            column, coded = cast("tuple[str, tuple[tuple[str, int], ...]]", node.payload)
            return _code(nw.col(column), coded)
        case "table":
            return lookup(args[0], cast("tuple[float | bool, ...]", node.payload))
        case "coded":
            return args[0] != UNKNOWN
        case "blank":
            column, missing = cast("tuple[str, tuple[str, ...]]", node.payload)
            return _blank(nw.col(column), missing)
        case "cell_in":
            column, cells = cast("tuple[str, tuple[str, ...]]", node.payload)
            cell = nw.col(column)
            return ~cell.is_null() & cell.is_in(cells)
        case "cell":
            cell = nw.col(cast("str", node.payload))
            return nw.when(cell != "").then(cell)
        case "text":
            return nw.lit(cast("str", node.payload))
        case "trimmed_in":
            column, texts = cast("tuple[str, tuple[str, ...]]", node.payload)
            cell = nw.col(column)
            return ~cell.is_null() & cell.str.strip_chars(GAPS).is_in(texts)
        case "trimmed":
            column, missing = cast("tuple[str, tuple[str, ...]]", node.payload)
            text = nw.col(column).str.strip_chars(GAPS)
            return nw.when(~text.is_in(("", *missing))).then(text)
        case "is_amount":
            return _is_amount(*cast("Amount", node.payload))
        case "amount":
            return _amount(args[0], *cast("Amount", node.payload))
        case "padded":
            return _padded(*cast("tuple[str, str]", node.payload))
        case "piece":
            return _piece(args[0], *cast("tuple[str, str, tuple[str, ...]]", node.payload))
        case "only_pieces":
            return _only_pieces(args, *cast("tuple[str, tuple[str, ...]]", node.payload))
        case _:
            raise AssertionError(f"no spelling for {node.op}")


def column_read(node: Symbol) -> str | None:
    """The column whose cells a node looks at itself; None where it looks at what its arguments made of them."""
    if node.op == "cell":
        return cast("str", node.payload)
    if node.op in _OF_CELLS:
        return cast("tuple[str, object]", node.payload)[0]
    return None


def _code(cell: nw.Expr, table: tuple[tuple[str, int], ...]) -> nw.Expr:
    """The code of a cell's text: one comparison for each text."""
    import narwhals as nw

    byte = nw.Int8 if len(table) <= MOST_CODES else nw.Int16
    by_code: dict[int, list[str]] = {}
    for text, code in table:
        by_code.setdefault(code, []).append(text)
    found: nw.Expr = nw.lit(UNKNOWN, dtype=byte)
    for code, texts in reversed(by_code.items()):
        same = cell == texts[0] if len(texts) == 1 else cell.is_in(texts)
        found = nw.when(same).then(nw.lit(code, dtype=byte)).otherwise(found)
    return nw.when(_blank(cell, ())).then(nw.lit(BLANK, dtype=byte)).otherwise(found)


def _blank(cell: nw.Expr, missing: tuple[str, ...]) -> nw.Expr:
    found = cell.is_null() | (cell == "")
    return found | cell.is_in(missing) if missing else found


# ---- numbers ----


def _is_amount(column: str, comma: bool, plain: bool, suffixes: tuple[str, ...]) -> nw.Expr:
    """Whether a cell holds a number, with or without groups of thousands and a suffix."""
    import narwhals as nw

    cell = nw.col(column)
    # "$" would do before a last line break too, but only to some engines
    pattern = number_pattern(comma=comma, plain=plain, suffixes=suffixes).removesuffix("$") + r"\z"
    return ~cell.is_null() & cell.str.contains(pattern)


def number_pattern(*, comma: bool, plain: bool, suffixes: Collection[str] = ()) -> str:
    """A regular expression, alike to all engines, for a number as people write it."""
    if plain:
        return "^-?[0-9]+([.][0-9]+)?$"
    mark, group = (",", ".") if comma else (".", ",")
    groups = f"[0-9]{{1,3}}([{group}{_GROUPERS}][0-9]{{3}})+"
    tail = _any_of(suffixes)
    after = f"[{_GROUPERS}]*({tail})?" if tail else ""
    return f"^[ \t]*[+-]?(({groups}|[0-9]+)([{mark}][0-9]*)?|[{mark}][0-9]+){after}[ \t]*$"


def _any_of(words: Collection[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=lambda word: (-len(word), word)))


def _amount(is_number: nw.Expr, column: str, comma: bool, plain: bool, suffixes: tuple[str, ...]) -> nw.Expr:
    """The number in a cell; 0 where there is none."""
    import narwhals as nw

    digits = nw.col(column)
    if not plain:
        mark = "," if comma else "."
        tail = f"({_any_of(suffixes)})[ \t]*$|" if suffixes else ""
        digits = digits.str.replace_all(f"{tail}[^0-9{mark}-]", "")
    if comma and not plain:
        digits = digits.str.replace_all(",", ".", literal=True)
    # what is no number is taken out before the cast: an engine would stop at it
    number = nw.when(is_number).then(digits).cast(nw.Float64)
    return nw.when(is_number).then(number).otherwise(nw.lit(0.0))


# ---- several choices in one cell ----


def _padded(column: str, separator: str) -> nw.Expr:
    """The cell with a separator before and behind, so that each piece stands between two; null where there is no cell."""
    import narwhals as nw

    cell = nw.col(column)
    if separator == "\n":
        cell = cell.str.replace_all("\r\n", "\n", literal=True)
    return nw.concat_str(nw.lit(separator), cell, nw.lit(separator))


def _piece(padded: nw.Expr, separator: str, piece: str, longer: tuple[str, ...]) -> nw.Expr:
    """Whether a piece is there; `longer` pieces that hold it are taken out before."""
    for each in longer:
        padded = padded.str.replace_all(separator + each + separator, separator, literal=True)
    return ~padded.is_null() & padded.str.contains(separator + piece + separator, literal=True)


def _only_pieces(args: list[nw.Expr], separator: str, pieces: tuple[str, ...]) -> nw.Expr:
    """Whether the cell holds nothing but the pieces found in it: then its length is theirs, with the separators.

    One separator may stand at the end. `args` are the padded cell and, for each piece, whether it is there.
    """
    import narwhals as nw

    padded, *found = args
    gap = len(separator)
    length: nw.Expr = nw.lit(gap)
    for piece, there in zip(pieces, found, strict=True):
        length = length + nw.when(there).then(nw.lit(len(piece) + gap)).otherwise(nw.lit(0))
    over = padded.str.len_chars() - length
    return ~padded.is_null() & ((over == 0) | (over == gap))
