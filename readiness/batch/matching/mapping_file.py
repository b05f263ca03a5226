"""The mapping file read: what a person has decided about columns, held against the questionnaire and the table.

Written back ready to edit in `mapping_text`. What does not fit is a problem at its line for whoever loaded the file, and a
trouble that stops the run for whoever only has the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from readiness.batch.export import Column, Export
from readiness.batch.mapping import Trouble
from readiness.batch.matching.headers import Header, header_of, shown
from readiness.batch.matching.lexicon import Sense
from readiness.batch.matching.normal_form import header_form
from readiness.batch.matching.places import letter, position_of_letter, short
from readiness.batch.matching.slots import Slot, slots_of
from readiness.batch.matching.values import Meaning, Reader, lexicon_of_item
from readiness.loading.document import Path_
from readiness.loading.load import Loaded, in_order, read_document, validate
from readiness.loading.suggestions import did_you_mean
from readiness.model.column_map import ColumnEntry, MappingFile
from readiness.model.problem import Problem, Severity
from readiness.model.questionnaire import Questionnaire
from readiness.words import say


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a mapping file that fits neither the questionnaire nor the table, at its key path."""

    path: Path_
    message: str
    repair: str
    columns: tuple[int, ...] = ()
    at_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What was decided, by the columns' positions. `answers` names slots; `none` are names of what stays unanswered."""

    export: Export
    answers: Mapping[int, str] = field(default_factory=dict)
    entries: Mapping[int, ColumnEntry] = field(default_factory=dict)
    meanings: Mapping[int, Mapping[str, Meaning]] = field(default_factory=dict)
    ignored: frozenset[int] = frozenset()
    none: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()

    def header(self, at: int) -> Header:
        """The column as matching sees it, whatever its kind: a person may name any."""
        return header_of(self.export.columns[at])

    def values(self, at: int) -> Mapping[str, Meaning]:
        return self.meanings.get(at, {})

    def separator(self, at: int) -> str | None:
        entry = self.entries.get(at)
        return entry.separator if entry is not None else None

    def decimal(self, at: int) -> Literal["point", "comma"] | None:
        entry = self.entries.get(at)
        return entry.decimal if entry is not None else None

    def reader(self, reader: Reader, at: int) -> Reader:
        """The reader, with the signs for no answer that hold for this column alone."""
        entry = self.entries.get(at)
        if entry is None:
            return reader
        own = {_spelt(sign) for sign in entry.missing}
        own |= {cell for cell, value in entry.values.items() if value is None}
        return replace(reader, missing=reader.missing | own)

    def troubles(self, language: str) -> list[Trouble]:
        """The faults as what stops the run."""
        return [
            Trouble(
                kind="unmatched",
                item=None,
                columns=fault.columns,
                text=say(language, "bm_map_fault", path=_dotted(fault.path), message=fault.message),
                repair=fault.repair,
            )
            for fault in self.faults
        ]


def _dotted(path: Path_) -> str:
    from readiness.model.problem import dotted

    return dotted(path)


def _spelt(sign: str | int | float) -> str:
    return sign if isinstance(sign, str) else f"{sign:g}"


def load_mapping(path: Path | str) -> Loaded[MappingFile]:
    """A mapping file, each of its keys checked by itself."""
    return validate(read_document(path), MappingFile)


def fit_mapping(loaded: Loaded[MappingFile], questionnaire: Questionnaire, export: Export) -> tuple[Problem, ...]:
    """What in a loaded mapping file fits neither the questionnaire nor the table, each at its line."""
    if loaded.value is None:
        return loaded.problems
    faults = decisions_of(loaded.value, questionnaire, export).faults
    problems = [
        loaded.document.problem(fault.path, fault.message, fault.repair, at_key=fault.at_key, severity=Severity.ERROR)
        for fault in faults
    ]
    return in_order((*loaded.problems, *problems))


def decisions_of(explicit: MappingFile | None, questionnaire: Questionnaire, export: Export) -> Decisions:
    """The file's entries resolved to columns and slots, and what could not be."""
    if explicit is None:
        return Decisions(export=export)
    resolver = _Resolver(explicit, questionnaire, export)
    resolver.resolve()
    return Decisions(
        export=export,
        answers=resolver.answers,
        entries=resolver.entries,
        meanings=resolver.meanings,
        ignored=frozenset(resolver.ignored),
        none=frozenset(explicit.none),
        missing=frozenset(map(_spelt, explicit.missing)),
        faults=tuple(resolver.faults),
    )


@dataclass(slots=True)
class _Resolver:
    explicit: MappingFile
    questionnaire: Questionnaire
    export: Export
    answers: dict[int, str] = field(default_factory=dict)
    entries: dict[int, ColumnEntry] = field(default_factory=dict)
    meanings: dict[int, dict[str, Meaning]] = field(default_factory=dict)
    ignored: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    slots: dict[str, Slot] = field(default_factory=dict)

    def resolve(self) -> None:
        self.slots = {slot.name: slot for slot in slots_of(self.questionnaire)}
        if self.explicit.questionnaire not in (None, self.questionnaire.id):
            message = f"was written for `{self.explicit.questionnaire}`, not for `{self.questionnaire.id}`"
            self.refuse(("questionnaire",), message, "name the right questionnaire, or correct the id")
        for at, entry in enumerate(self.explicit.columns):
            self.entry(("columns", at), entry)
        owners = {name for slot in self.slots.values() for name in (slot.name, slot.item, slot.owner)}
        for at, name in enumerate(self.explicit.none):
            if name not in owners:
                repair = did_you_mean(name, owners, otherwise="remove it, or correct the id")
                self.refuse(("none", at), f"there is no question `{name}`", repair)

    def refuse(self, path: Path_, message: str, repair: str, *columns: int, at_key: bool = False) -> None:
        self.faults.append(Fault(path, message, repair, columns, at_key))

    def entry(self, path: Path_, entry: ColumnEntry) -> None:
        column = self.column((*path, "column"), entry.column)
        if column is None:
            return
        at = column.position
        if entry.header is not None and header_form(entry.header) not in set(map(header_form, _headers(column))):
            message = f"column {letter(at)} is now headed “{short(shown(column))}”"
            self.refuse((*path, "header"), message, "check the column, then correct or remove `header`", at)
        elif at in self.entries:
            self.refuse((*path, "column"), f"column {letter(at)} is listed twice", "keep one", at)
        elif entry.ignore:
            self.ignored.add(at)
            self.entries[at] = entry
        else:
            self.answer(path, entry, at)

    def column(self, path: Path_, name: int | str) -> Column | None:
        """The column of this place, letter or header."""
        columns = self.export.columns
        if isinstance(name, int):
            if name <= len(columns):
                return columns[name - 1]
            self.refuse(path, f"there is no column {name}", f"the table has {len(columns)} columns")
            return None
        headed = [column for column in columns if name in _headers(column)]
        headed = headed or [
            column for column in columns if header_form(name) in set(map(header_form, _headers(column)))
        ]
        place = position_of_letter(name)
        lettered = columns[place] if place is not None and place < len(columns) else None
        if len(headed) == 1 and lettered in (None, headed[0]):
            return headed[0]
        if not headed and lettered is not None:
            return lettered
        if len(headed) > 1:
            places = ", ".join(letter(column.position) for column in headed)
            self.refuse(path, f"{len(headed)} columns are headed `{short(name)}`: {places}", "name one by its letter")
        elif headed:
            message = f"`{name}` is the header of column {letter(headed[0].position)}, and the letter of another one"
            self.refuse(path, message, f"write its number: {headed[0].position + 1}")
        else:
            known = [each for column in columns for each in _headers(column)]
            self.refuse(path, f"there is no column `{short(name)}`", did_you_mean(name, known, listed=0))
        return None

    def answer(self, path: Path_, entry: ColumnEntry, at: int) -> None:
        assert entry.answers is not None
        name = entry.answers if entry.option is None else f"{entry.answers}: {entry.option}"
        slot = self.slots.get(name)
        if slot is None:
            self.unknown_item(path, entry)
        elif name in self.answers.values():
            self.refuse((*path, "answers"), f"two columns answer `{name}`", "keep one", at)
        else:
            self.answers[at] = name
            self.entries[at] = entry
            self.meanings[at] = dict(self.values((*path, "values"), entry, slot))

    def unknown_item(self, path: Path_, entry: ColumnEntry) -> None:
        assert entry.answers is not None
        items = dict.fromkeys(slot.name if slot.part == "importance" else slot.item for slot in self.slots.values())
        if entry.answers in items:
            options = [name.split(": ", 1)[1] for name in self.slots if name.startswith(f"{entry.answers}: ")]
            message = f"`{entry.answers}` has no option `{entry.option}`"
            repair = did_you_mean(entry.option, options, otherwise="" if options else "remove `option`")
            self.refuse((*path, "option"), message, repair)
            return
        rows = [item for item in items if item.startswith(f"{entry.answers}.")]
        repair = f"name its row: {', '.join(rows)}" if rows else did_you_mean(entry.answers, items)
        self.refuse((*path, "answers"), f"there is nothing called `{entry.answers}` to answer", repair)

    def values(self, path: Path_, entry: ColumnEntry, slot: Slot) -> Iterator[tuple[str, Meaning]]:
        """What cells mean, each a value that the item takes."""
        if slot.part == "option" and entry.values:
            self.refuse(path, "an option's column is ticked or not, and has no values", "remove `values`", at_key=True)
            return
        lexicon = lexicon_of_item(self.questionnaire, slot.item)
        allowed = _words_allowed(self.questionnaire, slot)
        for cell, value in entry.values.items():
            if value is None:
                continue
            if value in allowed:
                yield cell, value
                continue
            known = [each for each, _ in lexicon.choices] if lexicon is not None else []
            meant = next(
                (each for each in known if each == value and isinstance(each, str) == isinstance(value, str)), None
            )
            if meant is not None:
                yield cell, meant
                continue
            sense = lexicon.sense(str(value)) if lexicon is not None else None
            repair = f"write {sense.value}" if isinstance(sense, Sense) else did_you_mean(value, [*known, *allowed])
            self.refuse((*path, cell), f"`{value}` is no answer to `{slot.item}`", repair)


def _words_allowed(questionnaire: Questionnaire, slot: Slot) -> tuple[str, ...]:
    question = next((each for each in questionnaire.every_question() if each.id == slot.owner), None)
    if slot.part == "half":
        return ("not_applicable", "dont_know")
    return question.allow if question is not None else ()


def _headers(column: Column) -> list[str]:
    """Every way in which its header may have been copied."""
    return list(filter(None, dict.fromkeys((*column.cells, column.code, column.text, shown(column)))))
