"""Columns that answer nothing and may yet be what has none: by the words of a row, option or risk, or by their cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from readiness.batch.export import Export
from readiness.batch.matching.board import Board
from readiness.batch.matching.headers import Header, forms
from readiness.batch.matching.lexicon import Sense
from readiness.batch.matching.normal_form import code_number, header_form
from readiness.batch.matching.readings_found import counts_of, rows_kept
from readiness.batch.matching.slots import Slot, halves_named
from readiness.batch.matching.values import MOSTLY, Counts, lexicon_of_item, usually_missing
from readiness.model.questionnaire import Questionnaire


@dataclass(slots=True)
class Candidates:
    """The columns of a table that are left, held against what is left of a questionnaire."""

    questionnaire: Questionnaire
    export: Export
    slots: tuple[Slot, ...]
    board: Board
    headers: Sequence[Header]
    seen: dict[str, Counts] = field(default_factory=dict)

    def of(self, slot: Slot) -> tuple[Header, ...]:
        """The columns that may be this question, row, option or half of a rating; those with its own words alone, where there
        are any."""
        if slot.part == "whole":
            return tuple(header for header in self.headers if self._answers(header, slot))
        siblings = self._siblings(slot)
        fits = [header for header in self.headers if not _speaks_of_another_half(slot, header)]
        named = [header for header in fits if _names(header, slot)]
        if not any(each in self.board.taken for each in siblings):
            # Many surveys rate nothing: a risk's title alone may well be the words of something else.
            return tuple(header for header in named if slot.part == "half" and _halves(header))
        others = [each for each in siblings if each.subs != slot.subs]
        left = [header for header in fits if not any(_names(header, each) for each in others)]
        return tuple(named or (header for header in left if _halves(header) or self._answers(header, slot)))

    def _siblings(self, slot: Slot) -> list[Slot]:
        """The rows of its question, its options, or every half of every rating."""
        rating = slot.part == "half"
        return [each for each in self.slots if each.part == slot.part and (rating or each.owner == slot.owner)]

    def _answers(self, header: Header, slot: Slot) -> bool:
        """Whether most of its cells are labels that answer this; ticks, numbers, and yes and no stand everywhere and tell nothing."""
        lexicon = lexicon_of_item(self.questionnaire, slot.item) if slot.part != "option" else None
        if lexicon is None or lexicon.yes_no:
            return False
        missing = usually_missing(lexicon)
        cells = {cell: n for cell, n in self._cells(header).items() if cell not in missing}
        labels = (cell for cell in cells if code_number(cell) is None and isinstance(lexicon.sense(cell), Sense))
        known = sum(cells[cell] for cell in labels)
        return known > MOSTLY * sum(cells.values())

    def _cells(self, header: Header) -> Counts:
        name = header.column.name
        if name not in self.seen:
            self.seen[name] = counts_of(rows_kept(self.export), name)
        return self.seen[name]


def _names(header: Header, slot: Slot) -> bool:
    """Whether the words of the row, option or risk stand in the header, whatever else does."""
    known = [words for words in map(header_form, slot.subs) if words]
    said = forms(header.words)
    return any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", form) for words in known for form in said)


def _halves(header: Header) -> Collection[str]:
    return halves_named(header.words)


def _speaks_of_another_half(slot: Slot, header: Header) -> bool:
    if slot.part != "half":
        return False
    also = {"gain", "impact"} if slot.half == "gain" else {slot.half}
    return bool(_halves(header)) and also.isdisjoint(_halves(header))
