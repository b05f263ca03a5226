"""The mapping file: which column of a table answers which question, where a person decides it."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from readiness.model.base import Id, Many, Strictly, Words
from readiness.model.condition import ChoiceValue

Cell = Annotated[str | int | float, Field()]
"""A cell as it stands in the file; a number may be written without quotes."""


class ColumnEntry(Strictly):
    """What one column is. Either it answers something, or it is ignored."""

    column: Annotated[int, Field(ge=1)] | Words
    """Its place: counted from 1, as a spreadsheet's letter (`G`), or its exact header."""
    header: Words | None = None
    """Its header as it was when this was written; another one there now is a problem, and not a quiet mistake."""
    answers: Words | None = None
    """What it answers: a question (`policy`), a row of a grid (`maturity.quality`), half of a rating (`risk P1 likelihood`),
    or how much a question matters (`importance policy`)."""
    option: ChoiceValue | None = None
    """For a question of several choices with a column for each: the choice that this one holds."""
    values: dict[str, ChoiceValue | None] = {}
    """What cells mean: the cell as it stands, and the choice's value, `not_applicable`, `dont_know`, or nothing for unanswered.
    Cells that are not listed are read by the usual rules."""
    missing: Many[Cell] = ()
    """Cells that stand for no answer in this column, such as "-99"."""
    separator: Words | None = None
    """For several choices in one cell: what stands between them."""
    decimal: Literal["point", "comma"] | None = None
    """For numbers: which sign is the decimal mark."""
    ignore: bool = False
    """Answers nothing, whatever its header says."""

    @model_validator(mode="after")
    def _one_or_the_other(self) -> "ColumnEntry":
        if self.ignore and self.answers is not None:
            raise ValueError("has both `answers` and `ignore`; keep one")
        if not self.ignore and self.answers is None:
            raise ValueError("says nothing about the column; add `answers` (an id), or `ignore: true`")
        return self


class MappingFile(Strictly):
    """A whole mapping file."""

    format: Literal[1]
    questionnaire: Id | None = None
    """The id of the questionnaire that it was written for."""
    source: Words | None = None
    """The table that it was written for. Where a run has several tables and this is one of them, it is for no other."""
    columns: Many[ColumnEntry] = ()
    """What is decided; columns that are not listed are matched as usual."""
    none: Many[Words] = ()
    """Questions, rows (`maturity.quality`) and options (`tools: sql`) that no column answers, and that may stay unanswered."""
    missing: Many[Cell] = ()
    """Cells that stand for no answer in any column."""
