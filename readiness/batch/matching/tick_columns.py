"""Several choices with a column for each: what ticks an option, and whether a row in which none is ticked was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from readiness.batch.matching.cells import answer_in, is_blank
from readiness.batch.matching.normal_form import code_number, value_form
from readiness.batch.matching.options import Options
from readiness.batch.matching.values import Counts, Meaning, Oddity, Reader, most, odd_values, quoted, usually_missing
from readiness.batch.readings import Tick, TickColumns, Ticks
from readiness.model.questionnaire import Questionnaire
from readiness.words import say

ON = (
    *("1", "1.0", "Y", "y", "Yes", "yes", "YES", "True", "true", "TRUE", "Checked", "checked", "Selected", "X", "x"),
    *("Oui", "oui", "Vrai", "Coché"),
)
OFF = (
    *("0", "0.0", "N", "n", "No", "no", "NO", "False", "false", "FALSE", "Unchecked", "unchecked"),
    *("Not selected", "Not Selected", "not selected", "Non", "non", "Faux", "Non coché", "N/A"),
)
"""What platforms write for an option that is ticked, and for one that is not."""
_ON_FORMS = frozenset(map(value_form, ON))
_OFF_FORMS = frozenset(map(value_form, OFF))
_NOTHING = frozenset({"-99", "-999", "-9999", "-", "--", ""})
_UNSEEN = _NOTHING | {"n/a"}


def read_tick(
    reader: Reader, options: Options, value: Meaning, column: str, counts: Counts, *, catches_other: bool
) -> tuple[Tick, tuple[Oddity, ...]]:
    """One option's column."""
    names = options.names(value)
    own = _own_forms(names)
    off = {sign for sign in (*OFF, *usually_missing(None)) if value_form(sign) not in own} | reader.missing
    off |= {cell for cell in counts if reader.stands_for_nothing(cell) or _is_off(cell, own)}
    on = {sign for sign in (*ON, *names) if sign not in off}
    on |= {cell for cell in counts if cell not in off and _is_on(cell, own)}
    unknown = {cell: n for cell, n in counts.items() if cell not in on and cell not in off}
    free = catches_other and bool(unknown)
    tick = Tick(column=column, value=value, on=frozenset(on), off=frozenset(off), free=free)
    if free:
        return tick, ()
    known = sum(n for cell, n in counts.items() if cell not in unknown)
    listed = [say(reader.language, "bm_cell", cell=quoted(reader.language, cell), n=n) for cell, n in most(unknown)]
    return tick, tuple(odd_values(reader, unknown, known, listed))


def _own_forms(names: Iterable[str]) -> frozenset[str]:
    """What the option is called, in normal form; but a 0 or a No in its column never ticks it."""
    return frozenset(map(value_form, names)) - _OFF_FORMS


def _is_on(cell: str, own: frozenset[str]) -> bool:
    form = value_form(cell)
    return form in own or form in _ON_FORMS or code_number(cell) == 1.0


def _is_off(cell: str, own: frozenset[str]) -> bool:
    form = value_form(cell)
    return form not in own and (form in _OFF_FORMS or form in _NOTHING or code_number(cell) == 0.0)


def learn_tick_columns(reading: TickColumns, questionnaire: Questionnaire, cells: Iterable[str]) -> TickColumns | None:
    """The reading with the signs among these cells that tick or do not tick; None where there are none."""
    options = Options.of(questionnaire, reading.item)
    fresh = [cell for cell in cells if not is_blank(cell)]
    ticks: list[Tick] = []
    for tick in reading.ticks:
        own = _own_forms(options.names(tick.value))
        off = {cell for cell in fresh if cell not in tick.on and _is_off(cell, own)}
        on = {cell for cell in fresh if cell not in tick.off and cell not in off and _is_on(cell, own)}
        ticks.append(replace(tick, on=tick.on | on, off=tick.off | off))
    return replace(reading, ticks=tuple(ticks)) if tuple(ticks) != reading.ticks else None


def explain_tick(cell: str, language: str) -> str:
    """Why the cell neither ticks its option nor leaves it unticked."""
    return say(language, "bm_x_tick", cell=quoted(language, cell))


def says_no(ticks: Iterable[Tick], counts: Mapping[str, Counts]) -> tuple[str, frozenset[str]] | None:
    """A column in which “not ticked” is written out beside cells that are blank, so that it tells of having been seen, and
    the cells that tell it; None where there is none."""
    for tick in ticks:
        written = {cell for cell in counts[tick.column] if cell in tick.off and value_form(cell) not in _UNSEEN}
        if written:
            signs = {sign for sign in OFF if sign in tick.off and value_form(sign) not in _UNSEEN}
            return tick.column, frozenset({*written, *signs, *tick.on})
    return None


def disagreements(summary: Ticks, columns: TickColumns, rows: Iterable[Mapping[str, str | None]]) -> int:
    """How many rows say one thing in the summary and another in the columns; a summary that cannot be read says nothing."""
    return sum(_disagree(summary, replace(columns, answered_by=None), row) for row in rows)


def _disagree(summary: Ticks, columns: TickColumns, row: Mapping[str, str | None]) -> bool:
    told, ticked = answer_in(summary, row.get), answer_in(columns, row.get)
    if isinstance(told, tuple):
        return (isinstance(ticked, tuple) or ticked is None) and set(told) != set(ticked or ())
    return told is None and isinstance(ticked, tuple)


def disagreement_oddity(reader: Reader, n: int) -> Iterator[Oddity]:
    if n:
        text = say(reader.language, "bm_disagree", n=n)
        yield Oddity(kind="disagree", text=text, repair=say(reader.language, "bm_disagree_repair"), serious=True)
