"""The door: from scored rows to the summary, in two passes over a lazy frame of any length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from readiness import __version__
from readiness.batch.summary.figures import PER_AMOUNT, Bins, second_bins
from readiness.batch.summary.groups import MOST_GROUPS, ask_groups, group_tables, plan_for
from readiness.batch.summary.minimum import NO_MINIMUM
from readiness.batch.summary.model import Counts, GroupTable, HowMany, Reliability, ResponseRate, Summary, Time
from readiness.batch.summary.passes import Answers, Pass
from readiness.batch.summary.reliability import ask_items, reliability
from readiness.batch.summary.standing import TENTH, alone, distributions, how_many
from readiness.batch.summary.times import exported, formats_of, lasting
from readiness.batch.summary.whole import ask, checks, courses, exposures, languages, levels, node_summaries
from readiness.model.assessment import Program, QuestionnaireMeta
from readiness.model.questionnaire import Questionnaire

if TYPE_CHECKING:
    import polars as pl

SECONDS, ODD = "_seconds", "_odd"
SPEED = 1 / 3
"""Who takes less than this part of the median is a speeder."""


def summarize(
    scored: pl.LazyFrame,
    items: pl.LazyFrame | None,
    questionnaire: Questionnaire,
    counts: Counts,
    *,
    by: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
    min_group: int,
    invited: int | None = None,
    language: str,
) -> Summary:
    """Sum up a batch.

    `scored` has one row for each response that was scored, `items` the same rows with the item scores; without it
    there is nothing about reliability. `by` names columns of `scored` without their `by.`, `titles` what people
    call them. `min_group` of 1 shows small groups, which a caller must have been asked for in so many words
    (`groups.minimum_group`). Raises ValueError where `counts` and `scored` differ, or a column of `by` is missing: the caller's
    fault, not the data's.
    """
    if min_group < NO_MINIMUM:
        raise ValueError(f"the least minimum group is {NO_MINIMUM}, not {min_group}")
    first = Pass(scored)
    missing = [column for column in by if not first.has(f"by.{column}")]
    if missing:
        raise ValueError(f"no column to group by: {', '.join(missing)}")
    timed, how = _timed(first)
    whole = _first_pass(Pass(timed), questionnaire, by)
    if whole.count("rows") != counts.scored:
        raise ValueError(f"{counts.scored} rows are said to be scored, and there are {whole.count('rows')}")
    spoken = QuestionnaireMeta(
        id=questionnaire.id,
        version=questionnaire.version,
        title=questionnaire.title.in_(language),
        minimum_coverage=questionnaire.minimum_coverage,
        unit=questionnaire.unit,
    )
    said = Summary(
        program=Program(name="readiness", version=__version__),
        language=language,
        questionnaire=spoken,
        counts=counts,
        minimum_group=min_group,
        withheld=counts.scored < min_group,
        response_rate=_rate(counts, invited),
    )
    if said.withheld:
        return said
    median = None if how is None else _seconds(whole).quantiles(0.5)[0]
    tables, speeders = _second_pass(Pass(timed), questionnaire, whole, by, min_group, median)
    tables = tuple(_titled(table, titles or {}) for table in tables)
    spread_over = distributions(whole, min_group)
    return Summary(
        **{
            **dict(said),
            **_finished(whole, min_group),
            "nodes": tuple(node_summaries(whole, questionnaire, language, min_group, spread_over.get(TENTH))),
            "levels": levels(whole, spread_over, questionnaire, language, min_group),
            "courses": courses(whole, spread_over, questionnaire, language, min_group),
            "exposures": tuple(exposures(whole, questionnaire, language, min_group)),
            "checks": checks(whole, questionnaire, language, min_group),
            "time": None if how is None else _time(whole, how, speeders, min_group),
            "languages": languages(whole, language, min_group),
            "groups": tables,
            "reliability": _reliability(items, questionnaire, language, min_group),
        }
    )


def summary_of_files(
    scored: Path,
    items: Path | None,
    questionnaire: Questionnaire,
    counts: Counts,
    *,
    by: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
    min_group: int,
    invited: int | None = None,
    language: str,
) -> Summary:
    """`summarize`, of files of Parquet; `scored` may be a pattern for several."""
    import polars as pl

    return summarize(
        pl.scan_parquet(scored, glob=not scored.exists()),
        None if items is None else pl.scan_parquet(items, glob=False),
        questionnaire,
        counts,
        by=by,
        titles=titles,
        min_group=min_group,
        invited=invited,
        language=language,
    )


def _finished(whole: Answers, minimum: int) -> dict[str, HowMany]:
    """How many are finished and how many not, as far as the export tells and it may be told."""
    if not whole.has("finished"):
        return {}
    rows, parts = whole.count("rows"), ("finished", "unfinished")
    counts: dict[str | None, int] = {part: whole.count(part) for part in parts}
    told = alone({**counts, None: rows - sum(counts.values())}, minimum)
    return {part: told.how_many(part) for part in parts}


def _rate(counts: Counts, invited: int | None) -> ResponseRate | None:
    if invited is None:
        return None
    rate = counts.scored / invited if counts.scored <= invited else None
    return ResponseRate(invited=invited, responses=counts.scored, rate=rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class _How:
    """Where the seconds come from."""

    source: Literal["seconds", "timestamps"]
    formats: tuple[str, ...] = ()


def _timed(asked: Pass) -> tuple[pl.LazyFrame, _How | None]:
    """The rows with the seconds that each took, and where these come from; None where nothing tells."""

    if asked.has("seconds"):
        seconds, odd, how = *exported("seconds"), _How(source="seconds")
    elif asked.has("started", "ended"):
        formats = formats_of(asked.frame, "started", "ended")
        seconds, odd = lasting("started", "ended", formats)
        how = _How(source="timestamps", formats=formats)
    else:
        return asked.frame, None
    return asked.frame.with_columns(seconds.alias(SECONDS), odd.alias(ODD)), how


def _first_pass(asked: Pass, questionnaire: Questionnaire, by: Sequence[str]) -> Answers:
    import polars as pl

    ask(asked, questionnaire)
    if asked.has(SECONDS):
        asked.table(SECONDS, second_bins(asked.frame, SECONDS))
        asked.value(ODD, pl.col(ODD).sum())
    for column in by:
        asked.value(f"values.{column}", pl.col(f"by.{column}").approx_n_unique())
    return asked.run()


def _second_pass(
    asked: Pass,
    questionnaire: Questionnaire,
    whole: Answers,
    by: Sequence[str],
    minimum: int,
    median: float | None,
) -> tuple[tuple[GroupTable, ...], int | None]:
    """What can only be asked once the first pass is known: groups, if they are groups, and who was how fast."""
    import polars as pl

    grouping = [column for column in by if whole.count(f"values.{column}") <= MOST_GROUPS]
    plan = plan_for(asked, grouping, questionnaire)
    ask_groups(asked, plan)
    if median is not None:
        asked.value("speeders", (pl.col(SECONDS) < median * SPEED).sum())
    if not grouping and median is None:
        return tuple(_too_many(column) for column in by), None
    found = asked.run()
    tables = {table.column: table for table in group_tables(found, plan, minimum)}
    speeders = found.count("speeders") if median is not None else None
    return tuple(tables.get(column, _too_many(column)) for column in by), speeders


def _too_many(column: str) -> GroupTable:
    return GroupTable(column=column, title=column, state="too_many")


def _titled(table: GroupTable, titles: Mapping[str, str]) -> GroupTable:
    return table.model_copy(update={"title": titles.get(table.column, table.title)})


def _seconds(whole: Answers) -> Bins:
    return Bins.of(whole.tables[SECONDS].rows(), PER_AMOUNT)


def _time(whole: Answers, how: _How, speeders: int | None, minimum: int) -> Time:
    bins = _seconds(whole)
    enough = bins.n >= max(NO_MINIMUM, minimum)
    p25, median, p75 = bins.told(minimum, 0.25, 0.5, 0.75) if enough else (None, None, None)
    rows = whole.count("rows")
    return Time(
        source=how.source,
        formats=how.formats,
        n=how_many(bins.n, rows, minimum).n if enough else None,
        median=median,
        p25=p25,
        p75=p75,
        odd=how_many(whole.count(ODD), rows, minimum),
        speeders=how_many(speeders, bins.n, minimum) if enough and speeders is not None else None,
    )


def _reliability(
    items: pl.LazyFrame | None, questionnaire: Questionnaire, language: str, minimum: int
) -> Reliability | None:
    if items is None:
        return None
    asked = Pass(items)
    ask_items(asked, questionnaire)
    return reliability(asked.run(), asked.columns, questionnaire, language, minimum)
