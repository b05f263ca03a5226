"""Scored rows as the engine of `readiness batch` hands them over, made by hand for the tests of the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from readiness.batch.summary.model import Counts, GroupSummary, GroupTable, Summary
from readiness.batch.summary.summarize import summarize
from readiness.loading.load import as_questionnaire
from readiness.loading.yaml_core import parse
from readiness.model.questionnaire import Questionnaire

if TYPE_CHECKING:
    import polars as pl

FILE = """
format: 1
id: survey
version: "2.0"
title: {en: The survey, fr: Le sondage}
scales: {five: [{value: 1, label: a}, {value: 2, label: b}, {value: 3, label: c}, {value: 4, label: d}, {value: 5, label: e}]}
sections:
  - id: strategy
    title: {en: Strategy, fr: Stratégie}
    questions:
      - {id: plan, type: scale, scale: five, text: Is there a plan?}
      - {id: board, type: scale, scale: five, text: Does the board know?}
      - {id: owner, type: yes_no, text: Does somebody own it?}
    sections:
      - id: means
        title: {en: Means, fr: Moyens}
        questions:
          - {id: staff, type: scale, scale: five, text: Are there people?}
          - {id: habits, type: grid, scale: five, text: How often?, rows: [{id: hear, text: Listen}, {id: reply, text: Reply}]}
  - {id: rules, title: {en: Rules, fr: Règles}, questions: [{id: policy, type: yes_no, text: Is there a policy?}]}
levels:
  - {id: low, title: {en: Beginner, fr: Novice}, from: 0, meaning: m}
  - {id: mid, title: {en: Able, fr: Capable}, from: 40, meaning: m}
  - {id: high, title: {en: Strong, fr: Fort}, from: 70, meaning: m}
risks:
  - {id: P1, side: participating, text: It may go wrong}
  - {id: N1, side: not_participating, text: It may go wrong without us}
checks: [{id: odd, when: {question: plan, is: 5}, text: {en: That is odd., fr: C'est curieux.}, advice: Ask.}]
"""
Columns = Mapping[str, Sequence[Any]]  # cells of a frame are of any kind


def survey() -> Questionnaire:
    """A small questionnaire of nested sections, a grid, levels, both sides of a register, and a check."""
    loaded = as_questionnaire(parse(FILE, source="survey.yaml"))
    assert loaded.value is not None, loaded.problems
    return loaded.value


def rows_of(columns: Columns) -> pl.LazyFrame:
    """Scored rows. Texts and scores keep their type where all of them are missing."""
    import polars as pl

    types = {name: _type(name) for name in columns}
    return pl.DataFrame(dict(columns), schema_overrides=types, strict=False).lazy()


def _type(name: str) -> type[pl.DataType]:
    import polars as pl

    first = name.split(".")[0]
    if first in ("finished", "check"):
        return pl.Boolean
    if first == "row":
        return pl.Int64
    texts = (
        "by",
        "level",
        "level_low",
        "level_high",
        "stance_now",
        "stance_best",
        "language",
        "started",
        "ended",
        "id",
    )
    return pl.String if first in texts else pl.Float64


def summary_of(
    columns: Columns,
    items: Columns | None = None,
    *,
    by: Sequence[str] = (),
    min_group: int = 5,
    invited: int | None = None,
    language: str = "en",
    counts: Counts | None = None,
) -> Summary:
    """The summary of a few columns."""
    n = len(next(iter(columns.values())))
    return summarize(
        rows_of(columns),
        None if items is None else rows_of({f"item.{name}": cells for name, cells in items.items()}),
        survey(),
        counts or Counts(rows=n, scored=n, rejected=0),
        by=by,
        min_group=min_group,
        invited=invited,
        language=language,
    )


def groups_of(table: GroupTable) -> dict[str | None, GroupSummary]:
    """The groups of a table by name."""
    return {group.name: group for group in table.groups}
