"""A table made ready: read, matched, and its readings ready for an engine; and what a full pass taught about its cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from readiness.batch.copied import Copied
from readiness.batch.engines.job import Job, job_of
from readiness.batch.export import Export
from readiness.batch.mapping import Mapping as Matched
from readiness.batch.matching.grouping import Group, group_symbol
from readiness.batch.matching.lessons import learn
from readiness.batch.readings import Reading, TickColumns
from readiness.batch.rows_about import rows_about
from readiness.batch.scoring.answers import answers_of
from readiness.batch.scoring.outputs import Wanted
from readiness.batch.scoring.table import scoring_of
from readiness.batch.scoring.tuning import distinct_cells, tuned
from readiness.model.questionnaire import Questionnaire

MOST_LEARNT = 5_000
"""Different cells of one column that are asked about after a pass; a column with more unknown ones is no such column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the run is to do with every table.

    `include`: reasons for leaving rows out that shall not count. `sources_named`: each row says which table it is from.
    """

    wanted: Wanted = "all"
    include: frozenset[str] = frozenset()
    complete_only: bool = False
    sources_named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One export with its readings. `seen` are distinct cells by column, of the sample and of every pass so far."""

    export: Export
    matched: Matched
    readings: tuple[Reading, ...]
    copied: Mapping[str, str]
    seconds: str | None = None
    groups: tuple[Group, ...] = ()
    seen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def ready(self) -> tuple[Reading, ...]:
        """The readings, made cheap for an engine."""
        return tuned(self.readings, lambda column: self.seen.get(column, frozenset()))

    def job(self, questionnaire: Questionnaire, choices: Choices) -> Job:
        """What an engine is to do with it."""
        ready = self.ready()
        scoring = scoring_of(questionnaire, ready, self.matched.importances, wanted=choices.wanted)
        answers = answers_of(scoring.ops, ready, self.matched.importances)
        grouped = {
            f"by.{group.name}": group_symbol(scoring.ops, group, answers.said, self.export.display)
            for group in self.groups
        }
        return job_of(
            self.export,
            scoring,
            copied=self.copied,
            grouped=grouped,
            seconds=self.seconds,
            source=self.export.display if choices.sources_named else None,
            include=choices.include,
            complete_only=choices.complete_only,
        )

    def having_seen(self, cells: Mapping[str, Collection[str]], questionnaire: Questionnaire) -> Table:
        """The table with what can be learnt from cells that no reading knew."""
        seen = {name: self.seen.get(name, frozenset()) | frozenset(found) for name, found in cells.items()}
        readings = tuple(_taught(reading, questionnaire, cells) for reading in self.readings)
        return replace(self, readings=readings, seen={**self.seen, **seen})


def table_of(export: Export, matched: Matched, copied: Copied, groups: tuple[Group, ...] = ()) -> Table:
    """A table before its first pass: what its sample holds has been seen."""
    names = {name for reading in matched.readings for name in columns_of(reading)}
    seen = {name: distinct_cells(export.sample[name].unique().to_list()) for name in sorted(names)}
    return Table(
        export=export,
        matched=matched,
        readings=matched.readings,
        copied=copied.columns,
        seconds=copied.seconds,
        groups=groups,
        seen=seen,
    )


def titles_of(tables: Iterable[Table]) -> dict[str, str]:
    """What people call each `--by`: as the first table has it."""
    found: dict[str, str] = {}
    for group in (group for table in tables for group in table.groups):
        found.setdefault(group.name, group.title)
    return found


def about_rows(tables: Iterable[Table]) -> int | None:
    """About how many rows there are in all; None where that cannot be told."""
    return sum(rows_about(table.export) for table in tables) or None


def columns_of(reading: Reading) -> tuple[str, ...]:
    """The columns that a reading looks at."""
    if isinstance(reading, TickColumns):
        summary = (reading.answered_by[0],) if reading.answered_by is not None else ()
        return (*(tick.column for tick in reading.ticks), *summary)
    return (reading.column,)


def columns_by_item(table: Table) -> dict[str, tuple[str, ...]]:
    """The columns that each item is read from."""
    return {reading.item: columns_of(reading) for reading in table.readings}


def differences(before: Table, after: Table) -> int:
    """How many readings are not what they were."""
    if before is after:
        return 0
    return sum(one != other for one, other in zip(before.ready(), after.ready(), strict=True))


def _taught(reading: Reading, questionnaire: Questionnaire, cells: Mapping[str, Iterable[str]]) -> Reading:
    found = sorted({cell for name in columns_of(reading) for cell in cells.get(name, ())})
    return (learn(reading, questionnaire, found) if found else None) or reading
