"""What an engine is given: a table, what to compute of it, and how to tell what becomes of each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from readiness.batch.export import Delimited, Export, Finished, LeftOut
from readiness.batch.readings import Number
from readiness.batch.scoring.answers import amount_of
from readiness.batch.scoring.symbols import Algebra, Symbol
from readiness.batch.scoring.table import Scoring

ROW = "row"
STATE = "_state"
EXTRA = ("_extra", "_extra1")
"""The columns of a text table that take what a row has too much; trailing delimiters leave them empty."""
SCORED, REJECTED, TOO_LONG = 0, 1, 2
"""States of a row; from 3 on it is left out, for the reason of that place in `Job.reasons`."""
BLANK_ROW = "blank"
UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One table to score.

    `outputs` are by name in the order in which they are written, after `row`. `state` gives each row its state, and
    `reasons` names the states from 3 on. `faultless` says for each item read whether its cells may stand.
    """

    export: Export
    outputs: Mapping[str, Symbol]
    items: Mapping[str, Symbol]
    faultless: Mapping[str, Symbol]
    state: Symbol
    reasons: tuple[str, ...]


Tally = Mapping[int, int]
"""How many rows came to each state."""
Progress = Callable[[int], None]
"""Told how many more rows went through."""


class Engine(Protocol):
    """Scores tables into Parquet."""

    def score(
        self, jobs: Sequence[Job], output: Path | str, items: Path | str | None, progress: Progress
    ) -> tuple[Tally, ...]:
        """Write the scored rows of all tables, in their order, and what became of each table's rows.

        `items`, where given, takes the item scores of the same rows in the same order. Raises EngineError.
        """

    def unknown_cells(self, job: Job, columns: Mapping[str, Sequence[str]], most: int) -> Mapping[str, frozenset[str]]:
        """The different cells of rejected rows, by column, in the columns of the items that may not stand there.

        `columns` gives each item's; of one column there are `most` at the most.
        """


class EngineError(Exception):
    """An engine gave up: its words, in one line."""


def job_of(
    export: Export,
    scoring: Scoring,
    *,
    copied: Mapping[str, str],
    grouped: Mapping[str, Symbol] | None = None,
    seconds: str | None = None,
    source: str | None = None,
    include: Iterable[str] = (),
    complete_only: bool = False,
) -> Job:
    """A table with its scoring. `copied` are output columns taken over from columns of the table, `grouped` outputs that
    say a row's groups; `seconds` is the column that says how long a response took.

    `include`: reasons for leaving rows out that shall not count; `complete_only`: unfinished responses are left out.
    """
    ops = scoring.ops
    finished = _finished(ops, export.finished)
    said = {"source": ops.make("text", payload=source)} if source is not None else {}
    said |= {name: ops.make("cell", payload=column) for name, column in copied.items()} | dict(grouped or {})
    if seconds is not None:
        number, is_number = amount_of(ops, Number(item="seconds", column=seconds))
        said["seconds"] = ops.unless_known(is_number, number)
    if finished is not None:
        said["finished"] = finished
    rules = _rules(ops, export, scoring, frozenset(include))
    if complete_only and finished is not None:
        rules.append((UNFINISHED, ops.negate(finished)))
    state, reasons = _state(ops, export, scoring, rules)
    return Job(
        export=export,
        outputs={**said, **scoring.outputs},
        items=scoring.items,
        faultless=scoring.faultless,
        state=state,
        reasons=reasons,
    )


Rule = tuple[str, Symbol]


def _finished(ops: Algebra, how: Finished | None) -> Symbol | None:
    if how is None:
        return None
    if how.values is None:
        return ops.negate(ops.make("blank", payload=(how.column, ())))
    return ops.make("trimmed_in", payload=(how.column, tuple(sorted(how.values))))


def _rules(ops: Algebra, export: Export, scoring: Scoring, include: frozenset[str]) -> list[Rule]:
    """Every rule that leaves rows out, the reader's own first."""

    def holds(rule: LeftOut) -> Symbol:
        return ops.make("trimmed_in", payload=(rule.column, tuple(sorted(rule.values))))

    rules = [(rule.reason, holds(rule)) for rule in export.left_out if rule.reason not in include]
    if BLANK_ROW not in include:
        rules.append((BLANK_ROW, scoring.blank))
    return rules


def _state(ops: Algebra, export: Export, scoring: Scoring, rules: Sequence[Rule]) -> tuple[Symbol, tuple[str, ...]]:
    """The state of a row: the first rule that holds, else rejected where something in it cannot stand, else scored."""
    reasons = tuple(dict.fromkeys(reason for reason, _ in rules))
    state = ops.where(scoring.valid, ops.number(SCORED), ops.number(REJECTED))
    if isinstance(export.place, Delimited):
        for name in EXTRA:
            state = ops.where(ops.negate(ops.make("blank", payload=(name, ()))), ops.number(TOO_LONG), state)
    for reason, holds in reversed(rules):
        state = ops.where(holds, ops.number(TOO_LONG + 1 + reasons.index(reason)), state)
    return state, reasons
