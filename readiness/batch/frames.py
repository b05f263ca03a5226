"""A table that a program has in its hands, scored: pandas, PyArrow, Polars, DuckDB, Spark, or whatever else narwhals knows.

An eager frame is scored by Polars, and its outputs are set beside it, so that its own columns and index stay what they are. A
lazy one stays lazy: it gets expressions, and is asked twice in between, for its first rows and for cells that those did not have.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from readiness.batch.copied import Copied
from readiness.batch.engines.job import REJECTED, SCORED, STATE, TOO_LONG, Job
from readiness.batch.export import Export
from readiness.batch.mapping import Mapping as Matched
from readiness.batch.matching.columns import match
from readiness.batch.matching.late_texts import question, unseen
from readiness.batch.matching.mapping_file import decisions_of, fit_mapping, load_mapping
from readiness.batch.matching.mapping_text import mapping_text
from readiness.batch.reading.platforms.head import name as cell_name
from readiness.batch.reading.reader import SAMPLE, export_of_columns
from readiness.batch.reading.sheets import as_text
from readiness.batch.scoring.lowering import with_outputs
from readiness.batch.scoring.outputs import Wanted
from readiness.batch.tables import MOST_LEARNT, Choices, Table, columns_by_item, differences, table_of
from readiness.model.column_map import MappingFile
from readiness.model.problem import Problem
from readiness.model.questionnaire import Questionnaire
from readiness.words import say

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl
    from narwhals.typing import IntoFrameT

    Lazy = nw.LazyFrame[Any]

REJECT = "reject"
"""The column that says why a row has no scores."""
_OWN, _OK, _OUTPUT = "_own", "_ok", "_output"
_LEARN = 2
"""Times that cells are asked about: the second is for what the first one's cells taught."""
_WHOLE = 1e15


class TableError(ValueError):
    """Why a table cannot be scored: its `problems` as the command tells them, each with its place and repair.

    `mapping` is the text of a mapping file that is ready to be edited, where something has to be decided first.
    """

    def __init__(self, problems: Sequence[Problem], mapping: str | None = None) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems, self.mapping = tuple(problems), mapping


class GuessWarning(UserWarning):
    """Columns were matched by more than equality."""


def score_table(
    frame: IntoFrameT,
    questionnaire: Questionnaire | Path | str,
    *,
    mapping: MappingFile | Path | str | None = None,
    outputs: Wanted = "all",
    accept_fuzzy: bool = False,
    missing: Collection[str] = (),
    include: Collection[str] = (),
    language: str = "en",
) -> IntoFrameT:
    """The same frame with the outputs as further columns, in the same order; lazy if it was lazy.

    A row that cannot be scored has none of them, and in `reject` the items that stand in the way, or the rule that leaves it
    out (`left out: preview`). `questionnaire` is one that is loaded, a shipped one's id, or a path; `mapping` a mapping file.
    `missing` are cells that stand for no answer, `include` reasons for leaving rows out that shall not count. Raises
    TableError where something must be decided or mended first, and TypeError for what is no frame; warns of guesses.
    """
    import narwhals as nw

    own: nw.DataFrame[Any] | Lazy = nw.from_native(cast("Any", frame))
    asked = _loaded(questionnaire)
    cells = _cells_of(own)
    export = _described(own.columns, cells, language)
    matched = _matched(export, asked, _decided(mapping, asked, export), accept_fuzzy, missing, language)
    table = table_of(export, matched, Copied(columns={}, seconds=None))
    choices = Choices(wanted=outputs, include=frozenset(include))
    job = _learnt(table, asked, choices, cells)
    _keep_apart(own.columns, job, language)
    if isinstance(own, nw.LazyFrame):
        kept = {f"{_OWN}{at}": name for at, name in enumerate(own.columns)}
        return cast("IntoFrameT", _scored(cells, job, kept).to_native())
    made = _scored(cells, job, {}).collect(backend="polars", engine="streaming")
    native = nw.from_arrow(made.to_arrow(), backend=own.implementation)
    return cast("IntoFrameT", own.with_columns(*(native[each] for each in native.columns)).to_native())


def _loaded(questionnaire: Questionnaire | Path | str) -> Questionnaire:
    from readiness.loading.load import load_questionnaire
    from readiness.loading.shipped import find_questionnaire, shipped_questionnaires
    from readiness.loading.suggestions import did_you_mean

    if isinstance(questionnaire, Questionnaire):
        return questionnaire
    path = find_questionnaire(str(questionnaire))
    if path is None:
        repair = did_you_mean(questionnaire, shipped_questionnaires())
        message = "there is no questionnaire of this name"
        raise TableError([Problem(source=str(questionnaire), message=message, repair=repair)])
    loaded = load_questionnaire(path)
    if loaded.value is None:
        raise TableError(loaded.problems)
    return loaded.value


# Cells


def _cells_of(own: nw.DataFrame[Any] | Lazy) -> Lazy:
    """The frame's columns as cells of text, under the names that exports use; of a lazy frame its own columns as well."""
    import narwhals as nw
    import polars as pl

    if isinstance(own, nw.DataFrame):
        return nw.from_native(_texts(_in_polars(own)).lazy())
    native, names = own.to_native(), own.collect_schema().names()
    kept = [f"{_OWN}{at}" for at in range(len(names))]
    if isinstance(native, pl.LazyFrame):
        columns = [pl.col(name).alias(each) for name, each in zip(names, kept, strict=True)]
        return nw.from_native(native.select(*columns, *_text_columns(native.collect_schema())))
    if own.implementation.is_spark_like():  # which takes a point in a name for a field
        renamed: Lazy = nw.from_native(native.toDF(*kept))
    else:
        renamed = own.select(nw.col(name).alias(each) for name, each in zip(names, kept, strict=True))
    kinds = renamed.collect_schema()
    return renamed.select(*kept, *(_text(each, kinds[each]).alias(cell_name(at)) for at, each in enumerate(kept)))


def _in_polars(own: nw.DataFrame[Any]) -> pl.DataFrame:
    """An eager frame in Polars. Columns of any objects, as pandas has them, are written out one by one."""
    import narwhals as nw
    import polars as pl

    objects = [each for each, kind in own.schema.items() if kind == nw.Object]
    frame = own.drop(objects).to_polars()
    if not objects:
        return frame
    return frame.with_columns(pl.Series(each, _written(own[each]), dtype=pl.String) for each in objects).select(
        own.columns
    )


def _written(cells: nw.Series[Any]) -> list[str | None]:
    return [None if null else str(cell) for cell, null in zip(cells, cells.is_null(), strict=True)]


def _texts(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(_text_columns(frame.schema))


def _text_columns(schema: Mapping[str, pl.DataType]) -> list[pl.Expr]:
    return [as_text(each, kind).alias(cell_name(at)) for at, (each, kind) in enumerate(schema.items())]


def _text(column: str, kind: nw.dtypes.DType) -> nw.Expr:
    """A column of a lazy frame as text, whole numbers without a point."""
    import narwhals as nw

    cell = nw.col(column)
    if not kind.is_float():
        return cell.cast(nw.String)
    whole = (cell == cell.floor()) & (cell.abs() < _WHOLE)
    return nw.coalesce(nw.when(whole).then(cell).cast(nw.Int64).cast(nw.String), cell.cast(nw.String))


# Matching


def _described(names: Sequence[str], cells: Lazy, language: str) -> Export:
    """The table by its columns' names and its first rows."""
    import polars as pl

    texts = [cell_name(at) for at in range(len(names))]
    sample = cells.select(texts).head(SAMPLE).collect(backend="polars").to_native()
    assert isinstance(sample, pl.DataFrame)
    export = export_of_columns(names, sample, display=say(language, "br_frame"), language=language)
    if not isinstance(export, Export):
        raise TableError(export)
    return export


def _decided(
    mapping: MappingFile | Path | str | None, questionnaire: Questionnaire, export: Export
) -> MappingFile | None:
    if mapping is None:
        return None
    if isinstance(mapping, MappingFile):
        faults = decisions_of(mapping, questionnaire, export).troubles("en")
        problems = [Problem(source="mapping", message=fault.text, repair=fault.repair) for fault in faults]
        value: MappingFile | None = mapping
    else:
        loaded = load_mapping(mapping)
        problems, value = list(fit_mapping(loaded, questionnaire, export)), loaded.value
    if problems:
        raise TableError(problems)
    return value


def _matched(
    export: Export,
    questionnaire: Questionnaire,
    decided: MappingFile | None,
    accept_fuzzy: bool,
    missing: Collection[str],
    language: str,
) -> Matched:
    """The columns matched. Raises where something must be decided first; warns of what was guessed."""
    found = match(
        questionnaire, export, explicit=decided, accept_fuzzy=accept_fuzzy, missing=missing, language=language
    )
    if found.stops:
        problems = [Problem(source=export.display, message=each.text, repair=each.repair) for each in found.stops]
        raise TableError(problems, mapping_text(found, questionnaire, export, language))
    guesses = [each.item for each in found.matches if each.guessed]
    if guesses:
        warnings.warn(say(language, "br_guesses", items=", ".join(guesses)), GuessWarning, stacklevel=3)
    return found


def _keep_apart(own: Sequence[str], job: Job, language: str) -> None:
    """No output may take the place of one of the frame's own columns."""
    problems = [
        Problem(
            source=job.export.display,
            message=say(language, "br_output_taken", name=each),
            repair=say(language, "br_output_taken_repair"),
        )
        for each in (*job.outputs, REJECT)
        if each in own
    ]
    if problems:
        raise TableError(problems)


# Scoring


def _learnt(table: Table, questionnaire: Questionnaire, choices: Choices, cells: Lazy) -> Job:
    """What is to be computed, after the cells that the first rows did not have were asked about."""
    typed = question(table, questionnaire, choices) if table.export.sample.height == SAMPLE else None
    if typed is not None:
        found = unseen(table, _unknown(cells, typed.job, typed.columns))
        table = table.having_seen(found, questionnaire)
    for _ in range(_LEARN):
        job = table.job(questionnaire, choices)
        taught = table.having_seen(_unknown(cells, job, columns_by_item(table)), questionnaire)
        if not differences(table, taught):
            return job
        table = taught
    return table.job(questionnaire, choices)


def _unknown(cells: Lazy, job: Job, columns: Mapping[str, Sequence[str]]) -> Mapping[str, Collection[str]]:
    """The different cells that may not stand, by column; a number of each that is enough to tell what the column is."""
    import narwhals as nw

    if cells.implementation.is_spark_like():
        from readiness.batch.engines.spark.rejected import unknown_cells

        texts = [column.name for column in job.export.columns]
        return unknown_cells(cells.select(texts).to_native(), job, columns, MOST_LEARNT)
    flags = _flags(job)
    names = [column.name for column in job.export.columns]
    bad = with_outputs(cells, {**flags, STATE: job.state}, names).filter(nw.col(STATE) == float(REJECTED))
    if not flags:
        return {}
    counts = bad.select(*((~nw.col(flag)).cast(nw.Int64).sum() for flag in flags)).collect(backend="polars")
    found: dict[str, set[str]] = {}
    for at, item in enumerate(job.faultless):
        flag = f"{_OK}{at}"
        if flag in flags and counts[flag].item():
            for name in columns.get(item, ()):
                known = bad.filter(~nw.col(flag)).select(name).unique().head(MOST_LEARNT).collect(backend="polars")
                found.setdefault(name, set()).update(known[name].drop_nulls().to_list())
    return found


def _flags(job: Job) -> dict[str, Any]:
    """Whether each item that could be wrong is right, by the item's place."""
    return {f"{_OK}{at}": symbol for at, symbol in enumerate(job.faultless.values()) if symbol.constant is not True}


def _scored(cells: Lazy, job: Job, kept: Mapping[str, str]) -> Lazy:
    """The outputs of every row, null where it is not scored, and then why; before them the columns `kept`, by their new names.

    Names are given at the very end, since they may have points in them, behind which Spark would look for a field.
    """
    import narwhals as nw

    flags = _flags(job)
    plain = {f"{_OUTPUT}{at}": symbol for at, symbol in enumerate(job.outputs.values())}
    found = with_outputs(cells, {**plain, **flags, STATE: job.state}, tuple(kept))
    scored = nw.col(STATE) == float(SCORED)
    columns = [nw.when(scored).then(nw.col(each)).alias(name) for each, name in zip(plain, job.outputs, strict=True)]
    own = [nw.col(each).alias(name) for each, name in kept.items()]
    return found.select(*own, *columns, _reject(job, list(flags)).alias(REJECT))


def _reject(job: Job, flags: Sequence[str]) -> nw.Expr:
    import narwhals as nw

    items = list(job.faultless)
    why: nw.Expr = nw.lit(None, dtype=nw.String)
    if flags:
        named = [nw.when(~nw.col(each)).then(nw.lit(items[int(each.removeprefix(_OK))])) for each in flags]
        listed = nw.concat_str(*named, separator=", ", ignore_nulls=True)
        why = nw.when(nw.col(STATE) == float(REJECTED)).then(listed).otherwise(why)
    for at, reason in enumerate(job.reasons, TOO_LONG + 1):
        why = nw.when(nw.col(STATE) == float(at)).then(nw.lit(f"left out: {reason}")).otherwise(why)
    return why
