"""What is shown of the groups of each `--by` column: their own figures, where nobody can be worked out from them.

Which groups are withheld is decided in `protection`, how closely a group's levels and courses are told in `coarse`. Here
the rows are asked (a row per group comes back, and one per pair of groups of two columns) and the tables are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from readiness.batch.summary.coarse import told
from readiness.batch.summary.figures import PER_SCORE, Bins, fixed, score_bins
from readiness.batch.summary.minimum import NO_MINIMUM
from readiness.batch.summary.model import (
    CoarseShare,
    GroupSummary,
    GroupTable,
    SectionMean,
)
from readiness.batch.summary.passes import Answers, Pass
from readiness.batch.summary.protection import Joint, Name, shown, withheld_groups
from readiness.batch.summary.whole import nodes, stance_titles
from readiness.model.questionnaire import Questionnaire
from readiness.scoring.tree import OVERALL

if TYPE_CHECKING:
    import polars as pl

MOST_GROUPS = 1000
"""A column of more values than about this names respondents rather than groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is asked of every group: means of these nodes, and counts of these values of these columns."""

    columns: tuple[str, ...]
    nodes: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]
    """For `level`, `stance_now` and `stance_best`, as far as they are there, the ids in order."""


def plan_for(asked: Pass, by: Sequence[str], questionnaire: Questionnaire) -> Plan:
    """What can be asked of these rows."""
    courses = tuple(stance_titles(questionnaire, "en"))
    kinds = {
        "level": tuple(level.id for level in questionnaire.levels),
        "stance_now": courses,
        "stance_best": courses,
    }
    return Plan(
        columns=tuple(by),
        nodes=tuple(name for name, _, _ in nodes(questionnaire) if asked.has(f"score.{name}")),
        kinds={column: ids for column, ids in kinds.items() if ids and asked.has(column)},
    )


def ask_groups(asked: Pass, plan: Plan) -> None:
    """Put the questions: a table for each column, and one for each pair of columns."""
    for column in plan.columns:
        figures = [*_counts(plan.nodes), *_totals(plan.nodes), *_kinds(plan.kinds)]
        asked.table(f"group.{column}", asked.frame.group_by(f"by.{column}").agg(figures))
        if OVERALL in plan.nodes:
            asked.table(f"median.{column}", score_bins(asked.frame, f"score.{OVERALL}", [f"by.{column}"]))
    for one, other in combinations(plan.columns, 2):
        pairs = asked.frame.group_by(f"by.{one}", f"by.{other}").agg(_counts(plan.nodes))
        asked.table(f"pair.{one}.{other}", pairs)


def _counts(names: tuple[str, ...]) -> Iterator[pl.Expr]:
    import polars as pl

    yield pl.len().alias("rows")
    yield from (pl.col(f"score.{name}").count().alias(f"n.{name}") for name in names)


def _totals(names: tuple[str, ...]) -> Iterator[pl.Expr]:
    import polars as pl

    return (fixed(pl.col(f"score.{name}").clip(0, 1)).sum().alias(f"total.{name}") for name in names)


def _kinds(kinds: Mapping[str, tuple[str, ...]]) -> Iterator[pl.Expr]:
    import polars as pl

    for column, ids in kinds.items():
        yield from ((pl.col(column) == each).sum().alias(f"{column}.{each}") for each in ids)
        yield pl.col(column).is_null().sum().alias(f"{column}.")


# ---- answers ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One column's answers, a group each."""

    name: str
    rows: Mapping[Name, Mapping[str, int]]
    counts: Mapping[Name, tuple[int, ...]]
    medians: Mapping[Name, float | None] = field(default_factory=dict)


def group_tables(found: Answers, plan: Plan, minimum: int) -> Iterator[GroupTable]:
    """The table of each column, in the order in which they were asked for."""
    columns = [_column(found, name, plan, minimum) for name in plan.columns]
    places = range(len(columns))
    joints = {(at, to): _joint(found, columns[at], columns[to], plan) for at, to in combinations(places, 2)}
    silent = withheld_groups([column.counts for column in columns], joints, minimum)
    for column, withheld in zip(columns, silent, strict=True):
        yield _table(column, withheld, plan, minimum)


def _column(found: Answers, name: str, plan: Plan, minimum: int) -> _Column:
    table = found.tables[f"group.{name}"]
    rows = {row[f"by.{name}"]: row for row in table.sort(f"by.{name}").rows(named=True)}
    keys = ("rows", *(f"n.{node}" for node in plan.nodes))
    return _Column(
        name=name,
        rows=rows,
        counts={group: tuple(row[key] for key in keys) for group, row in rows.items()},
        medians=_medians(found, name, minimum),
    )


def _medians(found: Answers, name: str, minimum: int) -> dict[Name, float | None]:
    table = found.tables.get(f"median.{name}")
    cells: dict[Name, list[tuple[int, int, int]]] = {}
    if table is not None:
        for group, at, n, total in table.select(f"by.{name}", "bin", "n", "total").rows():
            cells.setdefault(group, []).append((at, n, total))
    return {group: Bins.of(bins, PER_SCORE).told(minimum, 0.5)[0] for group, bins in cells.items()}


def _joint(found: Answers, one: _Column, other: _Column, plan: Plan) -> Joint:
    import numpy as np

    table = found.tables[f"pair.{one.name}.{other.name}"]
    places = [
        [place[cell] for cell in table[f"by.{column.name}"].to_list()]
        for column in (one, other)
        for place in ({name: at for at, name in enumerate(column.counts)},)
    ]
    counts = table.select("rows", *(f"n.{node}" for node in plan.nodes)).to_numpy()
    return Joint(ends=np.array(places, dtype=np.int64).T, counts=counts.astype(np.int64))


def _table(column: _Column, withheld: frozenset[Name], plan: Plan, minimum: int) -> GroupTable:
    open_to_all = [name for name in column.rows if name not in withheld]
    open_to_all.sort(key=lambda name: (-column.counts[name][0], name is None, name or ""))
    shares = {kind: _shares(column, kind, plan, withheld, minimum) for kind in plan.kinds}
    if not open_to_all:
        return GroupTable(column=column.name, title=column.name, state="all_withheld")
    hidden = sorted(withheld, key=lambda name: (name is None, name or ""))
    return GroupTable(
        column=column.name,
        title=column.name,
        state="shown",
        groups=(
            *(_group(column, name, plan, shares, minimum) for name in open_to_all),
            *(GroupSummary(name=name, withheld=True) for name in hidden),
        ),
    )


Shares = Mapping[str, Mapping[Name, tuple[CoarseShare, ...]]]


def _group(column: _Column, name: Name, plan: Plan, shares: Shares, minimum: int) -> GroupSummary:
    row = column.rows[name]

    def mean(node: str) -> float | None:
        n = row.get(f"n.{node}", 0)
        return min(1.0, row[f"total.{node}"] / (n * PER_SCORE)) if n and shown(n, minimum) else None

    whole = mean(OVERALL)
    return GroupSummary(
        name=name,
        withheld=False,
        n=row["rows"],
        mean=whole,
        median=None if whole is None else column.medians.get(name),
        sections=tuple(SectionMean(id=node, mean=mean(node)) for node in plan.nodes if node != OVERALL),
        levels=shares.get("level", {}).get(name, ()),
        now=shares.get("stance_now", {}).get(name, ()),
        best=shares.get("stance_best", {}).get(name, ()),
    )


def _shares(
    column: _Column, kind: str, plan: Plan, withheld: frozenset[Name], minimum: int
) -> dict[Name, tuple[CoarseShare, ...]]:
    """How much of each group holds each level or course, and none of them."""
    ids: tuple[str | None, ...] = (*plan.kinds[kind], None)
    cells = {name: [row[f"{kind}.{each or ''}"] for each in ids] for name, row in column.rows.items()}
    if minimum == NO_MINIMUM:
        return {name: _exact(ids, counts) for name, counts in cells.items()}
    others = [sum(cell) for cell in zip(*(cells[name] for name in withheld), strict=True)] if withheld else None
    telling = told({name: counts for name, counts in cells.items() if name not in withheld}, others, minimum)
    return {
        name: tuple(CoarseShare(id=each, band=cell.band, share=cell.share) for each, cell in zip(ids, row, strict=True))
        for name, row in telling.items()
    }


def _exact(ids: tuple[str | None, ...], counts: Sequence[int]) -> tuple[CoarseShare, ...]:
    of = sum(counts)
    return tuple(CoarseShare(id=each, band="exact", share=n / of) for each, n in zip(ids, counts, strict=True))
