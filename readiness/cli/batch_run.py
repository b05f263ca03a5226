"""The steps of `readiness batch`: read, match, score, write, sum up; each leaves with its problems if it must."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from readiness.cli.batch_decisions import Decisions
from readiness.cli.batch_settings import Settings, checked
from readiness.cli.diagnostics import complain, notice, show, stop
from readiness.cli.exit_codes import ExitCode
from readiness.cli.inputs import questionnaire_named, spoken
from readiness.cli.interruption import interruptible
from readiness.cli.progress import interrupted, progress
from readiness.words import say

if TYPE_CHECKING:
    from readiness.batch.documents import Case
    from readiness.batch.engines.job import Engine
    from readiness.batch.engines.with_spark import Spark
    from readiness.batch.export import Export
    from readiness.batch.mapping import Mapping as Matched
    from readiness.batch.reading.sources import Passed, Source
    from readiness.batch.run import Ran
    from readiness.batch.scoring.outputs import Wanted
    from readiness.batch.tables import Choices, Table
    from readiness.model.column_map import MappingFile
    from readiness.model.questionnaire import Questionnaire

STANDARD_OUTPUT = Path("-")
SHOWN_ROWS = 5
"""Scored rows that a dry run shows."""
PASSED_SHOWN = 5
"""Names of what was passed over in a folder."""
STRICT_SHOWN = 20
"""Rejects that `--strict` tells before it leaves."""


def run_batch(settings: Settings) -> None:
    """The whole command. Leaves with 4 where rows were rejected."""
    minimum = checked(settings)
    questionnaire = questionnaire_named(settings.questionnaire or "", settings.spoken)
    language = spoken(questionnaire, settings.language)
    from readiness.batch.workspace import workspace

    beside = None if settings.engine == "spark" else next(iter(settings.files), None)
    try:
        with interruptible(), workspace(beside) as folder, _cluster(settings, language) as spark:
            rejected = _Run(settings, questionnaire, language, folder, minimum, spark).whole()
    except KeyboardInterrupt:
        interrupted(say(language, "br_interrupted"))
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    if rejected:
        raise typer.Exit(ExitCode.SOME_REJECTED)


@contextlib.contextmanager
def _cluster(settings: Settings, language: str) -> Iterator[Spark | None]:
    """The cluster, where one is asked for; let go of at the end."""
    if settings.engine != "spark":
        yield None
        return
    from readiness.batch.engines.job import EngineError
    from readiness.cli.batch_spark import cluster

    try:
        spark = cluster(settings.master, language)
    except EngineError as error:
        complain("--engine spark", say(language, "bu_no_cluster", why=error), say(language, "bu_no_cluster_repair"))
    try:
        yield spark
    finally:
        spark.stop()


@dataclass(frozen=True, slots=True)
class _Run:
    settings: Settings
    questionnaire: Questionnaire
    language: str
    folder: Path
    minimum: int
    spark: Spark | None = None

    def whole(self) -> int:
        """Everything; gives how many rows were rejected."""
        sources = self._sources()
        if any(source.kind == "responses" for source in sources):
            from readiness.cli.batch_files import score_response_files

            return score_response_files(
                self.settings, self.questionnaire, self.language, self.folder, self.minimum, sources
            )
        exports = [*(self._export(source) for source in sources), *map(self._remote_export, self._remote())]
        matched = self._matched(exports)
        tables = self._tables(exports, matched)
        if self.settings.dry_run:
            self._show(tables)
            return 0
        if self.spark is not None:
            from readiness.cli.batch_spark import score_on_spark

            choices = self._choices(len(tables))
            return score_on_spark(
                self.spark, self.settings, self.questionnaire, self.language, choices, tables, self.minimum
            )
        return self._scored(tables)

    # ---- reading and matching ----

    def _remote(self) -> tuple[str, ...]:
        """The sources that lie where only a cluster can read them."""
        if self.spark is None:
            return ()
        from readiness.batch.engines.spark.files import is_remote

        return tuple(name for name in self.settings.sources if is_remote(name))

    def _remote_export(self, address: str) -> Export:
        from readiness.batch.engines.spark.remote import remote_export
        from readiness.batch.export import Export

        assert self.spark is not None
        read = remote_export(
            self.spark.spark,
            address,
            workspace=self.folder,
            platform=self.settings.platform,
            delimiter=self.settings.delimiter,
            header_rows=self.settings.header_rows,
            language=self.language,
        )
        if not isinstance(read, Export):
            stop(read)
        return self._told(read)

    def _sources(self) -> tuple[Source, ...]:
        from readiness.batch.reading.sources import find_sources

        remote = self._remote()
        names = [name for name in self.settings.sources if name not in remote]
        if not names:
            return ()
        found = find_sources(names, workspace=self.folder, without=self.settings.files, language=self.language)
        for each in found.passed:
            self._passed_over(each)
        if found.problems:
            stop(found.problems)
        return found.sources

    def _passed_over(self, passed: Passed) -> None:
        """What in a folder is not read; with `--quiet`, only folders, which may hold responses."""
        told = [("bs_passed_folders", passed.folders)]
        told += [] if self.settings.quiet else [("bs_passed_files", passed.files)]
        for key, names in told:
            if names:
                listed = ", ".join(names[:PASSED_SHOWN]) + (", …" if len(names) > PASSED_SHOWN else "")
                notice(say(self.language, key, source=passed.display, names=listed))

    def _export(self, source: Source) -> Export:
        from readiness.batch.export import Export
        from readiness.batch.reading.reader import read_export

        settings = self.settings
        if settings.sheet is not None and source.kind not in ("sheet", "zip"):
            message = say(self.language, "bu_no_sheets", source=source.display)
            complain("--sheet", message, say(self.language, "bu_no_sheets_repair"), ExitCode.USAGE)
        read = read_export(
            source,
            platform=settings.platform,
            encoding=settings.encoding,
            delimiter=settings.delimiter,
            sheet=settings.sheet,
            header_rows=settings.header_rows,
            workspace=self.folder,
            language=self.language,
        )
        if not isinstance(read, Export):
            stop(read)
        return self._told(read)

    def _told(self, read: Export) -> Export:
        """The table again, after what was detected is said."""
        if not self.settings.quiet:
            notice(_detected(read, self.language))
            for each in read.notices:
                notice(f"{read.display}: {each}")
        return read

    def _explicit(self, exports: Sequence[Export]) -> list[MappingFile | None]:
        """What a person has decided about each table. Leaves where that fits neither the table nor the questionnaire."""
        from readiness.batch.matching.mapping_choice import mappings_of
        from readiness.batch.matching.mapping_file import fit_mapping, load_mapping

        loaded = [load_mapping(path) for path in self.settings.mapping]
        chosen, problems = mappings_of(exports, loaded, self.language)
        problems += tuple(problem for each in loaded if each.value is None for problem in each.problems)
        if problems:
            stop(problems)
        for export, each in zip(exports, chosen, strict=True):
            if each is not None and (misfits := fit_mapping(each, self.questionnaire, export)):
                if len(exports) > 1:
                    notice(say(self.language, "br_map_misfit", source=export.display))
                stop(misfits)
        return [None if each is None else each.value for each in chosen]

    def _matched(self, exports: Sequence[Export]) -> list[Matched]:
        """Every table matched. Leaves, with reports and mapping files, where something must be decided first."""
        from readiness.batch.matching.columns import match

        settings = self.settings
        found = [
            match(
                self.questionnaire,
                export,
                explicit=decided,
                accept_fuzzy=settings.accept_fuzzy,
                missing=settings.missing,
                language=self.language,
            )
            for export, decided in zip(exports, self._explicit(exports), strict=True)
        ]
        self._report(exports, found)
        decisions = self._decisions
        if any(each.stops for each in found):
            decisions.stop(exports, found)
        for export, each in zip(exports, found, strict=True):
            if not settings.dry_run:
                decisions.known(export, each)
        return found

    def _report(self, exports: Sequence[Export], found: Sequence[Matched]) -> None:
        """What was matched, as JSON, where that was asked for: whether or not the run goes on."""
        if self.settings.report is None:
            return
        from readiness.batch.matching.report import matching_document
        from readiness.cli.output import write

        told = [
            matching_document(each, self.questionnaire, export, self.language)
            for export, each in zip(exports, found, strict=True)
        ]
        content = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        write(self.settings.report, content, told=not self.settings.quiet, language=self.language)

    def _tables(self, exports: Sequence[Export], matched: Sequence[Matched]) -> list[Table]:
        from readiness.batch.copied import copied_columns
        from readiness.batch.matching.grouping import groups_of
        from readiness.batch.tables import table_of

        copied = [
            copied_columns(export, each, id_column=self.settings.id_column, language=self.language)
            for export, each in zip(exports, matched, strict=True)
        ]
        several = len(exports) > 1
        by, asked, language = self.settings.by, self.questionnaire, self.language
        grouped = [
            groups_of(export, each, asked, by, several=several, language=language)
            for export, each in zip(exports, matched, strict=True)
        ]
        found = [problem for each in copied for problem in each.problems]
        found += [problem for _, problems in grouped for problem in problems]
        if found:
            stop(dict.fromkeys(found))
        groups = (each for each, _ in grouped)
        tables = [table_of(*each) for each in zip(exports, matched, copied, groups, strict=True)]
        self._decisions.told_twice(tables)
        return tables

    @property
    def _decisions(self) -> Decisions:
        return Decisions(self.settings, self.questionnaire, self.language)

    @property
    def _wanted(self) -> Wanted:
        return "scores" if self.settings.wanted == "scores" else "all"

    def _choices(self, n_tables: int) -> Choices:
        from readiness.batch.tables import Choices

        return Choices(
            wanted=self._wanted,
            include=self.settings.include,
            complete_only=self.settings.complete_only,
            sources_named=n_tables > 1,
        )

    def _show(self, tables: Sequence[Table]) -> None:
        """A dry run: what was matched, and the first rows scored; with a mapping file to edit."""
        from readiness.batch.first_rows import first_rows, rows_shown
        from readiness.cli.output import print_text

        decisions = self._decisions
        paths = decisions.map_paths([table.export for table in tables])
        for table, path in zip(tables, paths, strict=True):
            decisions.show(table.export, table.matched)
            rows = first_rows(table, table.job(self.questionnaire, self._choices(len(tables))), SHOWN_ROWS)
            print_text(rows_shown(rows, self.language))
            if not self.settings.mapping:
                decisions.leave_map(path, table.export, table.matched)

    # ---- scoring and writing ----

    def _engine(self) -> Engine:
        match self.settings.engine:
            case "duckdb":
                from readiness.batch.engines.with_duckdb import DuckDB

                return DuckDB()
            case _:
                from readiness.batch.engines.with_polars import Polars

                return Polars()

    def _scored(self, tables: Sequence[Table]) -> int:
        from readiness.batch.engines.job import EngineError
        from readiness.batch.run import score_tables
        from readiness.batch.tables import about_rows
        from readiness.cli.batch_write import gave_up

        settings = self.settings
        scored, items = self.folder / "scored.parquet", self.folder / "items.parquet"
        words = say(self.language, "br_scoring")
        try:
            with progress(words, about_rows(tables), quiet=settings.quiet, language=self.language) as advance:
                ran = score_tables(
                    tables,
                    self.questionnaire,
                    self._choices(len(tables)),
                    self._engine(),
                    output=scored,
                    items=items if settings.sums_up else None,
                    progress=advance,
                    again=lambda n: None if settings.quiet else notice(say(self.language, "br_again", n=n)),
                )
        except EngineError as error:
            gave_up(settings, self.language, error)
        if not settings.quiet:
            for line in ran.late_texts(self.questionnaire, self.language):
                notice(line)
        if settings.strict and ran.rejected:
            self._stop_at_rejects(ran)
        return self._written(ran, scored, items)

    def _stop_at_rejects(self, ran: Ran) -> NoReturn:
        """With `--strict` a row that cannot be scored is a problem like any other, and nothing is written."""
        from itertools import islice

        from readiness.model.problem import Problem

        for each in islice(ran.rejects(self.questionnaire, self.language), STRICT_SHOWN):
            place = say(self.language, "bu_row", row=each.row) + (f", {each.column}" if each.column else "")
            show([Problem(source=each.source or "", message=f"{place}: {each.reason}", repair="")])
        notice(say(self.language, "br_strict", n=f"{ran.rejected:,}"))
        raise typer.Exit(ExitCode.BAD_INPUT)

    def _written(self, ran: Ran, scored: Path, items: Path) -> int:
        from readiness.batch.tables import titles_of
        from readiness.cli.batch_write import Outcome, finish

        def cases() -> Iterator[Case]:
            from readiness.batch.documents import cases_of_table

            for table, job in zip(ran.tables, ran.jobs, strict=True):
                several = table.export.display if len(ran.tables) > 1 else None
                yield from cases_of_table(
                    job, self.questionnaire, table.ready(), table.matched.importances, table.copied, source=several
                )

        outcome = Outcome(
            rows=ran.rows,
            scored=ran.scored,
            rejected=ran.rejected,
            left_out=ran.left_out,
            rejects=ran.rejects(self.questionnaire, self.language) if ran.rejected else (),
            cases=cases,
            scores=scored,
            items=items if items.exists() else None,
            by=self.settings.by,
            titles=titles_of(ran.tables),
        )
        finish(self.settings, self.questionnaire, self.language, outcome, self.minimum)
        return ran.rejected


def _detected(export: Export, language: str) -> str:
    """What a table was taken for, in a line."""
    from readiness.batch.matching.report import encoding_shown, platform_shown

    n = export.header_rows
    headers = say(language, ("br_headers_none", "br_headers_one", "br_headers_many")[min(n, 2)], n=n)
    encoding = f", {encoding_shown(export.encoding, language)}" if export.encoding else ""
    return say(
        language,
        "br_detected",
        source=export.display,
        platform=platform_shown(export, language),
        headers=headers,
        columns=len(export.columns),
        encoding=encoding,
    )
