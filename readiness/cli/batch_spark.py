"""`readiness batch --engine spark`: executors read and write; only counts, and words that nobody knew, come to this machine."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from readiness.cli.diagnostics import complain, notice
from readiness.cli.exit_codes import ExitCode
from readiness.cli.progress import progress
from readiness.words import say

if TYPE_CHECKING:
    from readiness.batch.engines.with_spark import Spark
    from readiness.batch.run import Ran
    from readiness.batch.tables import Choices, Table
    from readiness.cli.batch_settings import Settings
    from readiness.model.questionnaire import Questionnaire


def cluster(master: str | None, language: str) -> Spark:
    """The cluster to work on. Leaves where PySpark is not installed. Raises EngineError where none can be had."""
    try:
        from readiness.batch.engines.with_spark import Spark

        return Spark(master)
    except ImportError:
        complain("--engine spark", say(language, "bu_no_pyspark"), say(language, "bu_no_pyspark_repair"))


def score_on_spark(
    spark: Spark,
    settings: Settings,
    questionnaire: Questionnaire,
    language: str,
    choices: Choices,
    tables: Sequence[Table],
    minimum: int,
) -> int:
    """Score into one folder of Parquet; gives how many rows were rejected."""
    from readiness.batch.engines.job import EngineError
    from readiness.batch.engines.spark.files import address
    from readiness.batch.run import score_tables
    from readiness.cli.batch_write import gave_up

    target = _target(settings, language)
    staged = spark.files.beside(address(target))
    try:
        with progress(say(language, "br_scoring"), None, quiet=settings.quiet, language=language) as advance:
            ran = score_tables(
                tables,
                questionnaire,
                choices,
                spark,
                output=staged,
                items=None,
                progress=advance,
                again=lambda n: None if settings.quiet else notice(say(language, "br_again", n=n)),
            )
        _put(spark, settings, language, ran, staged, target)
    except EngineError as error:
        gave_up(settings, language, error)
    finally:
        spark.files.delete(staged)
    _tell(settings, questionnaire, language, ran, target, minimum)
    return ran.rejected


def _target(settings: Settings, language: str) -> str:
    """The one folder that Spark writes. Leaves with a usage error where something else is asked for."""

    if len(settings.outputs) != 1 or settings.outputs[0].suffix.lower() not in ("", ".parquet"):
        complain("-o", say(language, "bu_one_folder"), say(language, "bu_one_folder_repair"), ExitCode.USAGE)
    for option, asked in (("--long", settings.long), ("--reports", settings.reports)):
        if asked:
            complain(option, say(language, "bu_not_spark"), say(language, "bu_not_spark_repair"), ExitCode.USAGE)
    written = str(settings.outputs[0])
    scheme, colon, rest = written.partition(":/")
    # a path of the command line has lost one of the two strokes behind a scheme
    return f"{scheme}://{rest.lstrip('/')}" if colon and "/" not in scheme and scheme != "file" else written


def _put(spark: Spark, settings: Settings, language: str, ran: Ran, staged: str, target: str) -> None:
    """Rejects first, then the scores under their name; with `--strict` and a reject, neither."""
    if settings.strict and ran.rejected:
        notice(say(language, "br_strict", n=f"{ran.rejected:,}"))
        raise typer.Exit(ExitCode.BAD_INPUT)
    folder = _rejects(settings, target)
    for at, job in enumerate(ran.jobs):
        spark.rejects(job, folder if len(ran.jobs) == 1 else f"{folder}/{at}", language=language)
    try:
        spark.put(staged, target)
    except KeyboardInterrupt:
        notice(say(language, "br_interrupted_late"))
        raise typer.Exit(ExitCode.INTERRUPTED) from None


def _rejects(settings: Settings, target: str) -> str:
    return str(settings.rejects or f"{target.removesuffix('.parquet')}.rejects.csv")


def _tell(settings: Settings, questionnaire: Questionnaire, language: str, ran: Ran, target: str, minimum: int) -> None:
    """The counts; and a summary, without reliability, where the folder lies on this machine."""
    from readiness.batch.engines.spark.files import is_remote
    from readiness.batch.tables import titles_of
    from readiness.cli.batch_write import Outcome, count_line, rejects_line, show_summary

    outcome = Outcome(
        rows=ran.rows,
        scored=ran.scored,
        rejected=ran.rejected,
        left_out=ran.left_out,
        rejects=(),
        cases=lambda: (),
        scores=Path(glob.escape(target)) / "*.parquet",
        items=None,
        by=settings.by,
        titles=titles_of(ran.tables),
    )
    if not settings.quiet:
        for line in ran.late_texts(questionnaire, language):
            notice(line)
        notice(say(language, "br_wrote", path=target))
        notice(count_line(outcome, language))
    if ran.rejected:
        notice(rejects_line(ran.rejected, _rejects(settings, target), language))
    if settings.sums_up:
        if is_remote(target):
            notice(say(language, "br_no_summary"))
        else:
            show_summary(settings, questionnaire, language, outcome, minimum)
