"""A mapping as a file that is ready to edit: what was found stands as if a person had decided it, the rest as comments.

Read back unchanged, it gives the same readings. Cells are shown of columns that answer something, and of no others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from readiness.batch.export import Column, Export
from readiness.batch.mapping import Mapping, Trouble
from readiness.batch.matching.headers import shown
from readiness.batch.matching.options import Options
from readiness.batch.matching.places import letter, short
from readiness.batch.matching.readings_found import counts_of, rows_kept
from readiness.batch.matching.slots import Slot, plain, slots_of
from readiness.batch.matching.ticks import longest_first, parses
from readiness.batch.matching.values import Counts, Meaning, hint_for, lexicon_of_item
from readiness.batch.readings import Number, OneOf, Reading, TickColumns, Ticks
from readiness.model.questionnaire import Questionnaire
from readiness.words import say

_MOST_VALUES = 40
_INDENT = "    "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What one column was found to be: the item and the option it answers, and how it is read."""

    item: str
    how: str
    reading: Reading | None = None
    option: Meaning | None = None
    importance: bool = False


def mapping_text(mapping: Mapping, questionnaire: Questionnaire, export: Export, language: str = "en") -> str:
    """The file, with each question's words and each kind of cell beside what it means."""
    return "\n".join(_Writer(mapping, questionnaire, export, language).lines()) + "\n"


@dataclass(slots=True)
class _Writer:
    mapping: Mapping
    questionnaire: Questionnaire
    export: Export
    language: str
    entries: dict[int, _Entry] = field(default_factory=dict)
    slots: dict[str, Slot] = field(default_factory=dict)
    asked: dict[int, list[Trouble]] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        self.slots = {slot.name: slot for slot in slots_of(self.questionnaire)}
        self.find_entries()
        for trouble in self.mapping.troubles:
            if trouble.kind in ("ambiguous", "fuzzy", "unmatched") and not set(trouble.columns) & set(self.entries):
                for at in trouble.columns:
                    self.asked.setdefault(at, []).append(trouble)
        yield self.comment("bm_m_head")
        yield self.comment("bm_m_again")
        yield "format: 1"
        yield f"questionnaire: {self.questionnaire.id}"
        yield f"source: {quoted(self.export.display)}  # {say(self.language, 'bm_m_source')}"
        yield "columns:"
        body = [line for column in self.export.columns for line in self.column(column)]
        yield from body if any(line.startswith("  - ") for line in body) else ["  []", *body]
        yield from self.none()

    def comment(self, key: str, **values: object) -> str:
        return f"# {say(self.language, key, **values)}"

    def find_entries(self) -> None:
        how = {at: match.how for match in self.mapping.matches for at in match.columns}
        place = {column.name: column.position for column in self.export.columns}
        for reading in self.mapping.readings:
            if not isinstance(reading, TickColumns):
                at = place[reading.column]
                self.entries[at] = _Entry(item=reading.item, how=how[at], reading=reading)
                continue
            for tick in reading.ticks:
                at = place[tick.column]
                self.entries[at] = _Entry(item=reading.item, how=how[at], option=tick.value)
            summaries = [at for each in self.mapping.matches if each.item == reading.item for at in each.columns]
            for at in summaries:
                self.entries.setdefault(at, _Entry(item=reading.item, how=how[at]))
        for importance in self.mapping.importances:
            at = place[importance.column]
            self.entries[at] = _Entry(item=f"importance {importance.item}", how=how[at], importance=True)

    def column(self, column: Column) -> Iterator[str]:
        at = column.position
        if at in self.entries:
            yield from self.found(column, self.entries[at])
        elif at in self.asked:
            yield from self.undecided(column, self.asked[at])
        elif at in self.mapping.unmapped:
            yield f"  # {letter(at)}  {_commented(shown(column))}: {say(self.language, 'bm_m_nothing')}"

    def found(self, column: Column, entry: _Entry) -> Iterator[str]:
        yield f"  - column: {letter(column.position)}  # {entry.how}"
        if header := shown(column):
            yield f"{_INDENT}header: {quoted(header)}"
        yield f"{_INDENT}answers: {entry.item}  # {_commented(self.words(entry.item, entry.option))}"
        if entry.option is not None:
            yield f"{_INDENT}option: {_value(entry.option)}"
        match entry.reading:
            case OneOf():
                yield from self.one_of(entry.reading)
            case Ticks():
                yield f"{_INDENT}separator: {quoted(entry.reading.separator)}"
                yield from self.ticks(entry.reading)
            case Number():
                yield f"{_INDENT}decimal: {'comma' if entry.reading.comma else 'point'}"
                yield from self.values(dict(self.cells(entry.reading.column)), dict(entry.reading.words), {})
            case _:
                pass

    def words(self, item: str, option: Meaning | None = None) -> str:
        name = item if option is None else f"{item}: {option}"
        slot = self.slots.get(name) or self.slots.get(item)
        return slot.words(self.language) if slot is not None else item

    def cells(self, column: str) -> Counts:
        return counts_of(rows_kept(self.export), column)

    def one_of(self, reading: OneOf) -> Iterator[str]:
        lexicon = lexicon_of_item(self.questionnaire, reading.item)
        counts = {cell: n for cell, n in self.cells(reading.column).items() if cell not in reading.missing}
        unknown = [cell for cell in counts if cell not in reading.values] if lexicon is not None else []
        hints = {cell: hint_for(lexicon, cell) for cell in unknown if lexicon is not None}
        yield from self.values(counts, dict(reading.values), hints)

    def ticks(self, reading: Ticks) -> Iterator[str]:
        options = Options.of(self.questionnaire, reading.item)
        counts: dict[str, int] = {}
        for cell, n in self.cells(reading.column).items():
            if cell in reading.missing or reading.whole.get(cell) == ():
                continue
            parse = longest_first(parses(cell, reading.separator, options))
            for piece in (cell,) if cell in reading.whole else (*parse.pieces, *parse.rest):
                counts[piece.strip()] = counts.get(piece.strip(), 0) + n
        known: dict[str, Meaning] = dict(reading.pieces)
        known |= {cell: word for cell, word in reading.whole.items() if not isinstance(word, tuple)}
        hints = {piece: hint_for(options.lexicon, piece) for piece in counts if piece not in known}
        yield from self.values(counts, known, hints)

    def values(self, counts: Counts, meanings: dict[str, Meaning], hints: dict[str, str | None]) -> Iterator[str]:
        """Each kind of cell with its meaning and its number; those that have none as comments to fill in."""
        told = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        known = [(cell, n) for cell, n in told if cell in meanings][:_MOST_VALUES]
        unknown = [(cell, n) for cell, n in told if cell in hints and cell not in meanings][:_MOST_VALUES]
        if not known and not unknown:
            return
        yield f"{_INDENT}values:" if known else f"{_INDENT}# values:"
        for cell, n in known:
            yield f"{_INDENT}  {quoted(cell)}: {_value(meanings[cell])}  # {n} ×"
        for cell, n in unknown:
            near = f", {say(self.language, 'bm_m_near', near=_commented(hints[cell] or ''))}" if hints[cell] else ""
            yield f"{_INDENT}  # {quoted(cell)}: …  # {n} ×, {say(self.language, 'bm_m_unknown')}{near}"

    def undecided(self, column: Column, troubles: list[Trouble]) -> Iterator[str]:
        """A column that a person must decide on, with what it may be."""
        for trouble in troubles:
            yield f"  # {_commented(trouble.text)}"
        yield f"  # - column: {letter(column.position)}"
        yield f"  #   header: {quoted(shown(column))}"
        for item in dict.fromkeys(trouble.item for trouble in troubles if trouble.item is not None):
            yield f"  #   answers: {item}  # {_commented(self.words(item))}"

    def none(self) -> Iterator[str]:
        """Questions without a column: to be listed if they may stay so."""
        lost = [each.item for each in self.mapping.troubles if each.kind == "unmatched" and each.serious and each.item]
        yield self.comment("bm_m_none")
        yield "none: []"
        yield from (f"#  - {item}  # {_commented(self.words(item))}" for item in dict.fromkeys(lost))


def quoted(words: str) -> str:
    """Text between double quotes, as YAML and JSON both read it."""
    return json.dumps(words, ensure_ascii=False).replace("\u007f", "\\u007f").replace("\x85", "\\u0085")


def _value(value: Meaning) -> str:
    return quoted(value) if isinstance(value, str) else plain(value)


def _commented(words: str) -> str:
    """Words that fit behind a `#`: on one line, and nothing that an editor would obey."""
    return short("".join(sign if sign.isprintable() else " " for sign in words), 90)
