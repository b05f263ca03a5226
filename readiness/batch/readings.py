"""How each item's answer is read out of columns of text: what matching hands to scoring.

An item is named as the formulas name it: `question`, or `question.row` for a row of a grid. A risk's two halves are
`risk P1 likelihood` and `risk P1 impact`; an opportunity's `opportunity O1 likelihood` and `opportunity O1 gain`.
Cells are compared as they stand in the file: `values` maps the very text of a cell to what it means, for every spelling
seen so far. A cell that no reading knows makes its row a reject, after matching has been asked whether it knows it after all.
A cell that is null, empty or white space is unanswered, and so is one listed in `missing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import Word


def rated(kind: str, name: str, half: str) -> str:
    """The item name of one half of a rating: `kind` is risk or opportunity, `half` likelihood, impact or gain."""
    return f"{kind} {name} {half}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """One column, one value: scale, choice, yes/no, a grid's row, a rating's half (there the step's number)."""

    item: str
    column: str
    values: Mapping[str, ChoiceValue | Word]
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a cell. `comma`: the decimal mark is a comma and a point or space groups thousands; else the reverse.

    `plain`: every number seen is digits with at most a point among them, which is much cheaper to read. `suffixes`: words
    that may stand behind the number (`%`, `hours`). `words` maps cells that stand for a word.
    """

    item: str
    column: str
    comma: bool = False
    plain: bool = False
    suffixes: frozenset[str] = frozenset()
    words: Mapping[str, Word] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """Several choices in one cell, between `separator`s (one may also stand at the end; "\\n" includes "\\r\\n").

    `pieces` maps each piece as spelt in the file to its choice. `other` is the choice that anything else stands for; None
    makes it unknown. `whole` maps cells that stand for a word as a whole ("Don't know"), or for nothing ticked (an empty tuple).
    `again` are cells in which a piece stands twice: it is ticked all the same.
    `table`, where there is one, holds every cell that may be expected, and what it ticks: cheaper than looking for pieces.
    """

    item: str
    column: str
    separator: str
    pieces: Mapping[str, ChoiceValue]
    other: ChoiceValue | None = None
    whole: Mapping[str, Word | tuple[()]] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()
    table: Mapping[str, Word | tuple[ChoiceValue, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One column of several that each hold one choice: `on` are the cells that tick it, `off` those that do not.

    A blank cell never ticks. With `free` any text ticks it that is not in `off` ("Other", typed in).
    """

    column: str
    value: ChoiceValue | Word
    on: frozenset[str]
    off: frozenset[str] = frozenset()
    free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TickColumns:
    """Several choices, a column each. The question counts as answered where one is ticked.

    Where none is: it was answered with nothing ticked if `answered_by` holds something (a summary cell, a page's
    completeness: column and, unless None, the cells that say so), and is unanswered otherwise.
    """

    item: str
    ticks: tuple[Tick, ...]
    answered_by: tuple[str, frozenset[str] | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Free text or a date: never scored, only whether there is one."""

    item: str
    column: str
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Importance:
    """How much a respondent says it matters: a number above 0 and at most 10, of the question `item`."""

    item: str
    column: str
    comma: bool = False


Reading = OneOf | Number | Ticks | TickColumns | Words
