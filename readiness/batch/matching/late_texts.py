"""Texts that count as “Other”, and that the first rows did not have: asked about after a pass, for no row is rejected for them.

Where several choices stand in one cell and one of them is “Other”, whatever is no option ticks that. In the first rows it is
looked at whether it is an option in another spelling; further down it would silently be “Other”, however it is spelt. So one
more look at these columns alone brings the different cells. What they mean after all is learnt like anything else; the rest is
counted and told, with the option that a text is most like: whether it was a slip of the pen, only a person can say.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from readiness.batch.engines.job import Job, job_of
from readiness.batch.matching.headers import shown
from readiness.batch.matching.options import Options
from readiness.batch.matching.ticks import longest_first, parses
from readiness.batch.matching.values import nearest_label, quoted
from readiness.batch.readings import Ticks
from readiness.batch.scoring.table import scoring_of
from readiness.batch.tables import Choices, Table
from readiness.model.questionnaire import Questionnaire
from readiness.words import say

_LISTED = 5
Cells = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to ask an engine's `unknown_cells`."""

    job: Job
    columns: Mapping[str, tuple[str, ...]]


def question(table: Table, questionnaire: Questionnaire, choices: Choices) -> Question | None:
    """How to come by the cells of a table that hold what is no option; None where nothing counts as “Other”."""
    strict = [replace(reading, other=None) for reading in _open(table)]
    if not strict:
        return None
    scoring = scoring_of(questionnaire, strict, (), wanted="scores")
    job = job_of(table.export, scoring, copied={}, include=choices.include, complete_only=choices.complete_only)
    return Question(job=job, columns={reading.item: (reading.column,) for reading in strict})


def unseen(table: Table, cells: Cells) -> Cells:
    """Those that the first rows did not have."""
    found = {name: frozenset(each) - table.seen.get(name, frozenset()) for name, each in cells.items()}
    return {name: each for name, each in found.items() if each}


def told(table: Table, cells: Cells, questionnaire: Questionnaire, language: str) -> list[str]:
    """A line for each column: how many different texts count as “Other”, and which of them are like an option.

    `cells` are those that were unseen; `table` has learnt from them.
    """
    headers = {column.name: shown(column) for column in table.export.columns}
    lines: list[str] = []
    for reading in _open(table):
        texts = _texts(reading, questionnaire, cells.get(reading.column, ()))
        if texts:
            like = [
                say(language, "br_like", text=quoted(language, text), option=quoted(language, option))
                for text, option in sorted(texts.items())
                if option is not None
            ]
            values = {"source": table.export.display, "column": headers[reading.column], "n": f"{len(texts):,}"}
            words = say(language, "br_late_texts", **values)
            lines.append(f"{words}{say(language, 'br_late_like', listed=', '.join(like[:_LISTED]))}" if like else words)
    return lines


def _open(table: Table) -> list[Ticks]:
    return [reading for reading in table.ready() if isinstance(reading, Ticks) and reading.other is not None]


def _texts(reading: Ticks, questionnaire: Questionnaire, cells: Collection[str]) -> dict[str, str | None]:
    """What in the cells is no option, with the option that it is most like."""
    options = Options.of(questionnaire, reading.item)
    found: dict[str, str | None] = {}
    for cell in cells:
        if cell not in reading.whole and cell not in reading.missing:
            for piece in longest_first(parses(cell, reading.separator, options)).rest:
                found.setdefault(piece.strip(), nearest_label(options.lexicon, piece))
    return found
