"""Columns of a table that are taken over into the output: who answered and when; never who by name. And columns by any name."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.batch.export import Column, ColumnKind, Export
from readiness.batch.mapping import Mapping as Matched
from readiness.batch.matching.headers import shown
from readiness.batch.matching.normal_form import header_form
from readiness.batch.matching.places import letter, position_of_letter
from readiness.batch.matching.suggested import suggested
from readiness.model.problem import Problem
from readiness.words import say

TAKEN_OVER: tuple[ColumnKind, ...] = ("id", "started", "ended", "language")
"""Kinds of which the first column is taken over under the kind's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """Output columns by name, each with the column of the table that it comes from."""

    columns: dict[str, str]
    seconds: str | None
    problems: tuple[Problem, ...] = ()


def copied_columns(export: Export, matched: Matched, *, id_column: str | None, language: str = "en") -> Copied:
    """What is taken over. `id_column` names a column by header, code, spreadsheet letter, or question id."""
    columns: dict[str, str] = {}
    problems: list[Problem] = []
    for kind in TAKEN_OVER:
        if of_kind := export.of_kind(kind):
            columns[kind] = of_kind[0].name
    if id_column is not None:
        found = column_named(export, matched, id_column, language)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            columns["id"] = found.name
    lasted = export.of_kind("seconds")
    return Copied(columns=columns, seconds=lasted[0].name if lasted else None, problems=tuple(problems))


def column_named(export: Export, matched: Matched, name: str, language: str) -> Column | Problem:
    """The one column that a person means, who may name any but those that say who a respondent is."""
    by_item = {match.item: export.columns[match.columns[0]] for match in matched.matches if match.columns}
    if name in by_item:
        return by_item[name]
    found = [column for column in export.columns if name in (column.code, *column.more_codes, *column.cells)]
    found = found or [column for column in export.columns if header_form(name) == header_form(shown(column))]
    if not found and (at := position_of_letter(name)) is not None and at < len(export.columns):
        found = [export.columns[at]]
    if len(found) == 1:
        return _unless_personal(found[0], export, name, language)
    if found:
        letters = ", ".join(letter(column.position) for column in found)
        message = say(language, "br_columns_alike", name=name, letters=letters)
        return Problem(source=export.display, message=message, repair=say(language, "br_columns_alike_repair"))
    known = [shown(column) for column in export.columns if column.kind != "personal"]
    repair = suggested(name, [*by_item, *known], language, otherwise=say(language, "br_no_column_repair"), listed=0)
    return Problem(source=export.display, message=say(language, "br_no_column", name=name), repair=repair)


def _unless_personal(column: Column, export: Export, name: str, language: str) -> Column | Problem:
    if column.kind != "personal":
        return column
    message = say(language, "br_personal", name=name)
    return Problem(source=export.display, message=message, repair=say(language, "br_personal_repair"))
