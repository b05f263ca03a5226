"""From columns that are settled to readings: each item's cells looked at, and what is odd about them put in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readiness.batch.engines.job import ROW
from readiness.batch.export import Export
from readiness.batch.mapping import Match, Trouble
from readiness.batch.matching.amounts import read_importance, read_number, read_words
from readiness.batch.matching.board import Board, Claim
from readiness.batch.matching.mapping_file import Decisions
from readiness.batch.matching.options import Options
from readiness.batch.matching.places import all_named
from readiness.batch.matching.slots import Slot
from readiness.batch.matching.tick_columns import disagreement_oddity, disagreements, read_tick, says_no
from readiness.batch.matching.ticks import read_ticks
from readiness.batch.matching.values import Counts, Oddity, Reader, question_of, read_one_of
from readiness.batch.readings import Importance, Reading, Tick, TickColumns, Ticks
from readiness.model.questionnaire import DateQuestion, NumberQuestion, Questionnaire, TextQuestion
from readiness.words import say

if TYPE_CHECKING:
    import polars as pl

_TRUST = ("map", "id", "text", "normal text", "row text", "position", "cut header", "fuzzy")
_ZEROS_TELL_NOTHING = ("REDCap", "ODK Central")
"""Platforms that write 0 for an option both where it was not ticked and where the question was never seen."""


@dataclass(slots=True)
class Found:
    """What the settled columns give. `partly` are questions of which some options have no column."""

    readings: tuple[Reading, ...] = ()
    importances: tuple[Importance, ...] = ()
    matches: tuple[Match, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    options_without: Mapping[str, tuple[Slot, ...]] = field(default_factory=dict)


def readings_found(
    questionnaire: Questionnaire,
    export: Export,
    slots: Sequence[Slot],
    board: Board,
    decisions: Decisions,
    missing: Collection[str],
    language: str,
) -> Found:
    """The readings of every settled item, in the order of the questionnaire's items."""
    reader = Reader(
        questionnaire=questionnaire,
        missing=frozenset(missing) | decisions.missing,
        language=language,
        platform=export.platform,
    )
    gatherer = _Gatherer(reader, export, board, decisions, rows_kept(export))
    items: dict[str, list[Slot]] = defaultdict(list)
    for slot in (slot for slot in slots if slot in board.taken):
        items[f"importance {slot.item}" if slot.part == "importance" else slot.item].append(slot)
    for together in items.values():
        gatherer.gather(together)
    return Found(
        readings=tuple(gatherer.readings),
        importances=tuple(gatherer.importances),
        matches=tuple(gatherer.matches),
        troubles=tuple(gatherer.troubles),
        options_without=gatherer.options_without,
    )


def rows_kept(export: Export, *, numbered: bool = False) -> pl.DataFrame:
    """The sample without the rows that are left out by rule, which answer nothing; `numbered` as a spreadsheet does."""
    import polars as pl

    sample = export.sample.with_row_index(ROW, offset=export.first_row) if numbered else export.sample
    for rule in export.left_out:
        if rule.column in sample.columns:
            left_out = pl.col(rule.column).str.strip_chars().is_in(list(rule.values)).fill_null(value=False)
            sample = sample.filter(~left_out)
    return sample


def counts_of(sample: pl.DataFrame, column: str) -> Counts:
    """Each kind of cell that is not blank, with how often it stands in the column; the commonest first."""
    counted = sample.get_column(column).value_counts(name="n").iter_rows()
    kept = [(cell, n) for cell, n in counted if cell is not None and cell.strip()]
    return dict(sorted(kept, key=lambda each: (-each[1], each[0])))


@dataclass(slots=True)
class _Gatherer:
    reader: Reader
    export: Export
    board: Board
    decisions: Decisions
    sample: pl.DataFrame
    readings: list[Reading] = field(default_factory=list)
    importances: list[Importance] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    options_without: dict[str, tuple[Slot, ...]] = field(default_factory=dict)
    seen: dict[str, Counts] = field(default_factory=dict)

    def gather(self, slots: Sequence[Slot]) -> None:
        """One item's columns."""
        options = [slot for slot in slots if slot.part == "option"]
        whole = next((slot for slot in slots if slot.part != "option"), None)
        if whole is not None and whole.part == "importance":
            self.importance(whole)
        elif options and self.are_enough(options, whole):
            self.several(options, whole)
        elif whole is not None:
            self.one(whole)

    def counts(self, column: str) -> Counts:
        if column not in self.seen:
            self.seen[column] = counts_of(self.sample, column)
        return self.seen[column]

    def column(self, slot: Slot) -> str:
        return self.board.taken[slot].header.column.name

    def matched(self, item: str, claims: Iterable[Claim]) -> None:
        claims = sorted(claims, key=lambda claim: claim.header.position)
        weakest = max(claims, key=lambda claim: _TRUST.index(claim.how))
        self.matches.append(
            Match(
                item=item,
                columns=tuple(claim.header.position for claim in claims),
                how=weakest.how,
                score=min(claim.score for claim in claims),
                note=next((claim.note for claim in claims if claim.note), ""),
            )
        )

    def tell(self, slot: Slot, column: int, oddities: Iterable[Oddity]) -> None:
        """What is odd about a column, with the column's and the item's name before it."""
        for oddity in oddities:
            placed = all_named(self.export, (column,), self.reader.language)
            self.troubles.append(
                Trouble(
                    kind=oddity.kind,
                    item=slot.item,
                    columns=(column,),
                    text=say(self.reader.language, "bm_about", column=placed, item=slot.item, text=oddity.text),
                    repair=oddity.repair,
                    serious=oddity.serious,  # scored or not: an unknown cell rejects its row
                )
            )

    # One column

    def one(self, slot: Slot) -> None:
        claim = self.board.taken[slot]
        reading, oddities = self.read(slot, claim)
        self.readings.append(reading)
        self.matched(slot.item, [claim])
        self.tell(slot, claim.header.position, oddities)

    def read(self, slot: Slot, claim: Claim) -> tuple[Reading, tuple[Oddity, ...]]:
        at, column = claim.header.position, claim.header.column.name
        counts, decided = self.counts(column), self.decisions.values(at)
        reader = self.decisions.reader(self.reader, at)
        question = question_of(reader.questionnaire, slot.item) if slot.part != "half" else None
        if isinstance(question, TextQuestion | DateQuestion):
            return read_words(reader, slot.item, column, counts), ()
        if isinstance(question, NumberQuestion):
            return read_number(reader, slot.item, column, counts, decided, self.decisions.decimal(at))
        if question is not None and question.type == "choices":
            return read_ticks(reader, slot.item, column, counts, decided, self.decisions.separator(at))
        return read_one_of(reader, slot.item, column, counts, decided)

    def importance(self, slot: Slot) -> None:
        claim = self.board.taken[slot]
        column = claim.header.column.name
        decimal = self.decisions.decimal(claim.header.position)
        self.importances.append(read_importance(slot.item, column, self.counts(column), decimal))
        self.matched(slot.name, [claim])

    # Several columns

    def are_enough(self, options: Sequence[Slot], whole: Slot | None) -> bool:
        """Whether the options' columns answer the question: beside a cell for all of them, only if none is missing that a
        person has to tick (text for “Other” has a column of its own, whichever way the rest is written)."""
        if whole is None:
            return True
        asked = self.asked_options(options[0].item)
        return asked <= {slot.option for slot in options} and len(options) > 1

    def asked_options(self, item: str) -> set[object]:
        options = Options.of(self.reader.questionnaire, item)
        return {value for value, _ in options.lexicon.choices if value != options.other}

    def several(self, options: Sequence[Slot], whole: Slot | None) -> None:
        item = options[0].item
        spelt = Options.of(self.reader.questionnaire, item)
        order = [value for value, _ in spelt.lexicon.choices]
        ticks: list[Tick] = []
        for slot in sorted(options, key=lambda slot: order.index(slot.option) if slot.option in order else len(order)):
            ticks.append(self.tick(spelt, slot))
        claims = [self.board.taken[slot] for slot in options]
        summary = self.summary(whole) if whole is not None else None
        reading = TickColumns(item=item, ticks=tuple(ticks), answered_by=self.answered_by(ticks, summary, claims))
        self.readings.append(reading)
        self.matched(item, [*claims, *([self.board.taken[whole]] if whole is not None else [])])
        if whole is not None and summary is not None:
            self.compare(whole, summary, reading)
        if reading.answered_by is None:
            self.tell_unanswered(options[0], claims)

    def tick(self, spelt: Options, slot: Slot) -> Tick:
        claim = self.board.taken[slot]
        column = claim.header.column.name
        assert slot.option is not None
        reader = self.decisions.reader(self.reader, claim.header.position)
        found = read_tick(reader, spelt, slot.option, column, self.counts(column), catches_other=slot.catches_other)
        self.tell(slot, claim.header.position, found[1])
        return found[0]

    def summary(self, whole: Slot) -> Ticks | None:
        reading, _ = self.read(whole, self.board.taken[whole])
        return reading if isinstance(reading, Ticks) else None

    def answered_by(
        self, ticks: Sequence[Tick], summary: Ticks | None, claims: Sequence[Claim]
    ) -> tuple[str, frozenset[str] | None] | None:
        """What tells that a question in which nothing is ticked was answered all the same."""
        if summary is not None:
            return summary.column, None
        if self.export.platform in _ZEROS_TELL_NOTHING:
            return self.completed_after(claims)
        return says_no(ticks, {tick.column: self.counts(tick.column) for tick in ticks})

    def completed_after(self, claims: Sequence[Claim]) -> tuple[str, frozenset[str] | None] | None:
        """The form's own mark of completeness: the next such column behind the options, else the platform's."""
        last = max(claim.header.position for claim in claims)
        for column in self.export.columns[last + 1 :]:
            if column.code.endswith("_complete") or column.text.strip() == "Complete?":
                return column.name, frozenset({"2", "Complete"})
        finished = self.export.finished
        return (finished.column, finished.values) if finished is not None else None

    def compare(self, whole: Slot, summary: Ticks, columns: TickColumns) -> None:
        used = [summary.column, *(tick.column for tick in columns.ticks)]
        rows = self.sample.select(list(dict.fromkeys(used))).iter_rows(named=True)
        n = disagreements(summary, columns, rows)
        self.tell(whole, self.board.taken[whole].header.position, disagreement_oddity(self.reader, n))

    def tell_unanswered(self, slot: Slot, claims: Sequence[Claim]) -> None:
        text = say(self.reader.language, "bm_none_ticked")
        oddity = Oddity(kind="unticked", text=text, repair="", serious=False)
        self.tell(slot, claims[0].header.position, [oddity])
