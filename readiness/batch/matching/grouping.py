"""What a summary groups by: the answers to a question under their own words, other cells as they stand, or whole tables.

However an answer is spelt, in whichever language, it is read once and by one rule; so all who chose an option are one group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from readiness.batch.copied import column_named
from readiness.batch.export import Column, Export
from readiness.batch.mapping import Mapping as Matched
from readiness.batch.matching.headers import shown
from readiness.batch.matching.places import letter
from readiness.batch.matching.slots import plain, slots_of
from readiness.batch.matching.values import question_of
from readiness.batch.readings import Number, OneOf, Reading, TickColumns, Ticks, Words
from readiness.batch.scoring.outputs import NO_ONE
from readiness.batch.scoring.symbols import Algebra, Said, Symbol
from readiness.model.condition import ChoiceValue
from readiness.model.problem import Problem
from readiness.model.questionnaire import DONT_KNOW, NOT_APPLICABLE, ChosenQuestion, GridQuestion, Questionnaire
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.words import say

SOURCE = "source"
"""Groups by the table that a row is from, where several are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One `--by`: its `name` as it was asked for, and its `title` as people read it.

    Where there is an `item`, each of the `labels` is a group, and `otherwise` whoever answered none of these. Else the groups
    are the cells of `column`, less white space around them and those that are `missing`; else the tables themselves.
    """

    name: str
    title: str
    item: str | None = None
    labels: tuple[tuple[ChoiceValue, str], ...] = ()
    otherwise: str | None = None
    column: str | None = None
    missing: frozenset[str] = frozenset()


def groups_of(
    export: Export,
    matched: Matched,
    questionnaire: Questionnaire,
    by: Sequence[str],
    *,
    several: bool = False,
    language: str = "en",
) -> tuple[tuple[Group, ...], tuple[Problem, ...]]:
    """What each name of `by` groups a table by, and why one does not. `several`: there are more tables than this one."""
    finder = _Finder(export, matched, questionnaire, language)
    found = [finder.source(name) if several and name == SOURCE else finder.group(name) for name in dict.fromkeys(by)]
    groups = tuple(each for each in found if isinstance(each, Group))
    return groups, tuple(each for each in found if isinstance(each, Problem))


def group_symbol(ops: Algebra, group: Group, said: Callable[[str], Said], source: str) -> Symbol:
    """The group of each row, null where there is none. `source` is what the table is called."""
    if group.item is not None:
        return _by_answer(ops, group, said(group.item))
    if group.column is not None:
        return ops.make("trimmed", payload=(group.column, tuple(sorted(group.missing))))
    return ops.make("text", payload=source)


def _by_answer(ops: Algebra, group: Group, answer: Said) -> Symbol:
    names = [label for _, label in group.labels]
    none = ops.number(NO_ONE)
    at = none if group.otherwise is None else ops.number(len(names))
    for place, (value, _) in enumerate(group.labels):
        at = ops.where(answer.one_of((value,)), ops.number(place), at)
    return ops.named(ops.where(answer.missing(), none, at), (*names, *filter(None, [group.otherwise])))


@dataclass(frozen=True, slots=True)
class _Finder:
    export: Export
    matched: Matched
    questionnaire: Questionnaire
    language: str

    def source(self, name: str) -> Group:
        return Group(name=name, title=say(self.language, "br_by_source"))

    def group(self, name: str) -> Group | Problem:
        by_item = {reading.item: reading for reading in self.matched.readings}
        if name in by_item:
            return self._by_reading(name, by_item[name], None)
        column = column_named(self.export, self.matched, name, self.language)
        if isinstance(column, Problem):
            return column
        for reading in self.matched.readings:
            if column.name in _columns_of(reading):
                return self._by_reading(name, reading, column)
        return Group(name=name, title=" ".join(shown(column).split()) or name, column=column.name)

    def _by_reading(self, name: str, reading: Reading, column: Column | None) -> Group | Problem:
        """By what a question was answered with. `column` is the one that was named; None where the question was."""
        item = reading.item
        match reading:
            case OneOf():
                labels = tuple(_labels(self.questionnaire, item, self.language))
                return Group(name=name, title=self._title(item, None), item=item, labels=labels)
            case Number() | Words():
                title = self._title(item, None)
                return Group(name=name, title=title, column=reading.column, missing=reading.missing)
            case TickColumns():
                ticked = next((tick.value for tick in reading.ticks if column and tick.column == column.name), None)
                if ticked is None:
                    return self._several_answers(name, reading)
                yes, no = say(self.language, "yes"), say(self.language, "no")
                title = self._title(item, ticked)
                return Group(name=name, title=title, item=item, labels=((ticked, yes),), otherwise=no)
            case Ticks():
                return self._several_answers(name, reading)

    def _title(self, item: str, option: ChoiceValue | None) -> str:
        """The words of a question (and of its row, or option) in the language of the run."""
        slots = (slot for slot in slots_of(self.questionnaire) if slot.part != "importance")
        return next((slot.words(self.language) for slot in slots if (slot.item, slot.option) == (item, option)), item)

    def _several_answers(self, name: str, reading: Ticks | TickColumns) -> Problem:
        repair = say(self.language, "br_by_many_repair")
        if isinstance(reading, TickColumns):
            places = {column.name: column.position for column in self.export.columns}
            first = letter(places[reading.ticks[0].column])
            repair = say(self.language, "br_by_many_repair_columns", letter=first)
        message = say(self.language, "br_by_many", item=reading.item)
        return Problem(source=f"--by {name}", message=message, repair=repair)


def _columns_of(reading: Reading) -> tuple[str, ...]:
    """The columns that hold answers to a question."""
    if isinstance(reading, TickColumns):
        summary = (reading.answered_by[0],) if reading.answered_by is not None else ()
        return (*(tick.column for tick in reading.ticks), *summary)
    return (reading.column,)


def _labels(questionnaire: Questionnaire, item: str, language: str) -> Iterator[tuple[ChoiceValue, str]]:
    """Everything that may be answered, each under its own words: two choices with the same words stay two groups."""
    taken: set[str] = set()
    for value, label in _answers(questionnaire, item, language):
        own = f"{label} ({plain(value)})" if label in taken else label
        taken.add(own)
        yield value, own


def _answers(questionnaire: Questionnaire, item: str, language: str) -> Iterator[tuple[ChoiceValue, str]]:
    question = question_of(questionnaire, item) if " " not in item else None
    if question is None:
        steps = {"likelihood": likelihood_steps, "impact": impact_steps, "gain": gain_steps}
        choices = steps[item.rsplit(" ", 1)[1]](questionnaire)
    elif isinstance(question, ChosenQuestion | GridQuestion):
        choices = questionnaire.choices_of(question)
    else:
        choices = ()
        yield from (("yes", say(language, "yes")), ("no", say(language, "no")))
    yield from ((choice.value, choice.label.in_(language)) for choice in choices)
    yield from ((word, say(language, word)) for word in (NOT_APPLICABLE, DONT_KNOW))
