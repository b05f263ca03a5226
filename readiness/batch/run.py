"""A whole batch: every table scored on an engine, and scored again where its cells taught something; what came of it.

A first pass trusts the spellings of the sample. Cells that no reading knew are then asked about, once each; what they
mean after all is learnt, and the pass is made again. What stays unknown is a reject, with its row, column and reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from readiness.batch.engines.blank_lines import blank_lines_at_end
from readiness.batch.engines.job import BLANK_ROW, REJECTED, SCORED, TOO_LONG, Engine, Job, Progress, Tally
from readiness.batch.engines.with_polars import rejected
from readiness.batch.export import Delimited
from readiness.batch.matching.cells import is_ticked
from readiness.batch.matching.headers import shown
from readiness.batch.matching.late_texts import Cells, question, told, unseen
from readiness.batch.matching.lessons import explain_cell
from readiness.batch.matching.together import Together, together_in
from readiness.batch.readings import Importance, Reading, TickColumns
from readiness.batch.tables import MOST_LEARNT, Choices, Table, columns_by_item, columns_of, differences
from readiness.batch.writing.rejects import BETWEEN, Reject
from readiness.model.questionnaire import Questionnaire
from readiness.words import say

MOST_PASSES = 3
"""A third pass is for what the second one's cells taught; more would teach nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What came of the tables: their counts, and how to read their rejected rows."""

    tables: tuple[Table, ...]
    jobs: tuple[Job, ...]
    tallies: tuple[Tally, ...]
    late: tuple[Cells, ...] = ()
    """Of each table the cells, by column, with texts that count as “Other” and that its first rows did not have."""

    @property
    def rows(self) -> int:
        return sum(sum(tally.values()) for tally in self.tallies)

    @property
    def scored(self) -> int:
        return sum(tally.get(SCORED, 0) for tally in self.tallies)

    @property
    def rejected(self) -> int:
        return sum(tally.get(REJECTED, 0) + tally.get(TOO_LONG, 0) for tally in self.tallies)

    @property
    def left_out(self) -> Mapping[str, int]:
        """Rows left out, by reason."""
        found = Counter[str]()
        for job, tally in zip(self.jobs, self.tallies, strict=True):
            for state, n in tally.items():
                if state > TOO_LONG:
                    found[job.reasons[state - TOO_LONG - 1]] += n
        return dict(found)

    def late_texts(self, questionnaire: Questionnaire, language: str) -> Iterator[str]:
        """What is to be said of texts that count as “Other” and that the first rows did not have, in the order of the tables."""
        for table, cells in zip(self.tables, self.late, strict=False):
            yield from told(table, cells, questionnaire, language)

    def rejects(self, questionnaire: Questionnaire, language: str) -> Iterator[Reject]:
        """Every reason for every rejected row, in the order of the tables."""
        for table, job, tally in zip(self.tables, self.jobs, self.tallies, strict=True):
            if _n_rejected(tally):
                yield from _rejects(table, job, questionnaire, language)


def score_tables(
    tables: Sequence[Table],
    questionnaire: Questionnaire,
    choices: Choices,
    engine: Engine,
    *,
    output: Path | str,
    items: Path | None,
    progress: Progress,
    again: Callable[[int], None],
) -> Ran:
    """Score all tables into `output` (and item scores into `items`).

    `again` is told how many columns taught something, before each further pass. Raises EngineError.
    """
    current, late = tuple(tables), tuple[Cells, ...]()
    for at in range(MOST_PASSES):
        jobs = tuple(table.job(questionnaire, choices) for table in current)
        tallies = engine.score(jobs, output, items, progress)
        if at == MOST_PASSES - 1:
            break
        made = zip(current, jobs, tallies, strict=True)
        taught = tuple(_taught(table, job, tally, questionnaire, engine) for table, job, tally in made)
        if at == 0:
            late = tuple(
                _late(table, tally, questionnaire, choices, engine)
                for table, tally in zip(current, tallies, strict=True)
            )
            taught = tuple(table.having_seen(each, questionnaire) for table, each in zip(taught, late, strict=True))
        changed = sum(differences(before, after) for before, after in zip(current, taught, strict=True))
        if not changed:
            break
        current = taught
        again(changed)
    counted = tuple(_without_blank_end(job, tally) for job, tally in zip(jobs, tallies, strict=True))
    return Ran(tables=current, jobs=jobs, tallies=counted, late=late)


def _without_blank_end(job: Job, tally: Tally) -> Tally:
    """The counts without the blank lines at the end of a text table, which engines take for rows as they do others."""
    place = job.export.place
    if not isinstance(place, Delimited) or BLANK_ROW not in job.reasons:
        return tally
    blank = TOO_LONG + 1 + job.reasons.index(BLANK_ROW)
    n = tally.get(blank, 0) - blank_lines_at_end(place.path)
    return {**{state: each for state, each in tally.items() if state != blank}, **({blank: n} if n > 0 else {})}


def _n_rejected(tally: Tally) -> int:
    return tally.get(REJECTED, 0) + tally.get(TOO_LONG, 0)


def _taught(table: Table, job: Job, tally: Tally, questionnaire: Questionnaire, engine: Engine) -> Table:
    if not tally.get(REJECTED):
        return table
    cells = engine.unknown_cells(job, columns_by_item(table), MOST_LEARNT)
    return table.having_seen(cells, questionnaire)


def _late(table: Table, tally: Tally, questionnaire: Questionnaire, choices: Choices, engine: Engine) -> Cells:
    """Cells beyond the first rows with texts that count as “Other”."""
    asked = question(table, questionnaire, choices) if sum(tally.values()) > table.export.sample.height else None
    return {} if asked is None else unseen(table, engine.unknown_cells(asked.job, asked.columns, MOST_LEARNT))


def _rejects(table: Table, job: Job, questionnaire: Questionnaire, language: str) -> Iterator[Reject]:
    """A line for each cell that cannot stand."""
    reasons = _Reasons(table, questionnaire, language)
    items = tuple(job.faultless)
    for part in rejected(job):
        for row in part.iter_rows(named=True):
            if row["_state"] == TOO_LONG:
                yield reasons.too_long(row)
            else:
                faulty = (item for at, item in enumerate(items) if not row[f"_ok{at}"])
                for item in faulty:
                    yield from reasons.of(item, row)


def _faulty(reading: Reading | Importance, row: Mapping[str, object]) -> tuple[str, ...]:
    """The columns of an item to look at: of options with a column each, those that nobody can read."""
    if isinstance(reading, Importance):
        return (reading.column,)
    if not isinstance(reading, TickColumns):
        return columns_of(reading)
    cells = {tick.column: cell for tick in reading.ticks if isinstance(cell := row[tick.column], str)}
    unread = tuple(tick.column for tick in reading.ticks if is_ticked(tick, cells.get(tick.column)) is None)
    return unread or columns_of(reading)


class _Reasons:
    """Puts into words why cells of a table cannot stand."""

    def __init__(self, table: Table, questionnaire: Questionnaire, language: str) -> None:
        self.table, self.questionnaire, self.language = table, questionnaire, language
        self.readings: dict[str, Reading | Importance] = {reading.item: reading for reading in table.readings}
        self.readings |= {f"importance {each.item}": each for each in table.matched.importances}
        self.headers = {column.name: shown(column) for column in table.export.columns}
        self.id = table.copied.get("id")
        self._told: dict[tuple[str, str], str] = {}

    def too_long(self, row: Mapping[str, object]) -> Reject:
        return self._reject(row, (), None, None, say(self.language, "br_too_long", n=len(self.table.export.columns)))

    def of(self, item: str, row: Mapping[str, object]) -> Iterator[Reject]:
        """The cells that an item was read from, but for blank ones, each with its reason."""
        reading = self.readings[item]
        if isinstance(reading, TickColumns) and (found := self._together(reading, row)) is not None:
            cells = [str(row[name]) for name in found.columns]
            yield self._reject(row, found.columns, item, BETWEEN.join(cells), found.reason)
            return
        for name in _faulty(reading, row):
            cell = row[name]
            if isinstance(cell, str) and cell.strip():
                yield self._reject(row, (name,), item, cell, self._why(reading, item, cell))

    def _together(self, reading: TickColumns, row: Mapping[str, object]) -> Together | None:
        cells = {name: cell for name in columns_of(reading) if isinstance(cell := row[name], str)}
        return together_in(reading, self.questionnaire, cells.get, self.language)

    def _why(self, reading: Reading | Importance, item: str, cell: str) -> str:
        key = (item, cell)
        if key not in self._told:
            if isinstance(reading, Importance):
                self._told[key] = say(self.language, "br_importance", cell=cell)
            else:
                self._told[key] = explain_cell(reading, self.questionnaire, cell, self.language)
        return self._told[key]

    def _reject(
        self, row: Mapping[str, object], names: Sequence[str], item: str | None, cell: str | None, reason: str
    ) -> Reject:
        return Reject(
            source=self.table.export.display,
            row=int(str(row["row"])),
            id=str(row[self.id] or "") or None if self.id else None,
            column=BETWEEN.join(self.headers[name] for name in names) or None,
            item=item,
            value=cell,
            reason=reason,
        )
