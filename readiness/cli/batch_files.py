"""`readiness batch` over response files: scored each by itself, on every core."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from readiness.cli.diagnostics import complain, notice, show
from readiness.cli.exit_codes import ExitCode
from readiness.cli.progress import progress
from readiness.words import say

if TYPE_CHECKING:
    from readiness.batch.documents import Case
    from readiness.batch.files import Result
    from readiness.batch.reading.sources import Source
    from readiness.cli.batch_settings import Settings
    from readiness.model.questionnaire import Questionnaire

TABLES_ONLY = ("platform", "encoding", "delimiter", "sheet", "header_rows", "mapping", "id_column", "report")
"""Settings that say something of tables, and nothing of response files."""
BY = {
    "organization": "br_by_organization",
    "role": "br_by_role",
    "language": "br_by_language",
    "date": "br_by_date",
}
"""What response files can be summed up by, with the words for it."""
STRICT_SHOWN = 20


def score_response_files(
    settings: Settings,
    questionnaire: Questionnaire,
    language: str,
    folder: Path,
    minimum: int,
    sources: Sequence[Source],
) -> int:
    """Everything; gives how many files were rejected."""
    from readiness.batch.engines.job import REJECTED, SCORED, EngineError
    from readiness.batch.files import score_files, with_groups
    from readiness.cli.batch_write import Outcome, finish, gave_up

    _only_what_fits(settings, language)
    files = [file for source in sources for file in source.files]
    scored, items = folder / "scored.parquet", folder / "items.parquet"
    try:
        with progress(say(language, "br_scoring"), len(files), quiet=settings.quiet, language=language) as advance:
            found = score_files(
                files,
                questionnaire,
                wanted="scores" if settings.wanted == "scores" else "all",
                workers=None,
                progress=advance,
                output=scored,
                items=items if settings.sums_up else None,
            )
    except EngineError as error:
        gave_up(settings, language, error)
    if not settings.quiet:
        show(found.warnings)
    rejected = found.tally.get(REJECTED, 0)
    if rejected and (settings.strict or settings.dry_run):
        _show_rejects(found)
    if settings.dry_run:
        notice(say(language, "br_files", n=len(files), scored=found.tally.get(SCORED, 0)))
        return 0
    if rejected and settings.strict:
        notice(say(language, "br_strict", n=f"{rejected:,}"))
        raise typer.Exit(ExitCode.BAD_INPUT)
    outcome = Outcome(
        rows=len(files),
        scored=found.tally.get(SCORED, 0),
        rejected=rejected,
        left_out={reason: found.tally.get(3 + at, 0) for at, reason in enumerate(found.reasons)},
        rejects=found.rejects,
        cases=lambda: _cases(files),
        scores=with_groups(scored, settings.by, folder / "grouped.parquet", questionnaire, language),
        items=items if items.exists() else None,
        by=settings.by,
        titles={name: say(language, BY[name]) for name in settings.by},
    )
    finish(settings, questionnaire, language, outcome, minimum)
    return rejected


def _cases(files: Sequence[Path]) -> Iterator[Case]:
    from readiness.batch.documents import cases_of_files

    return cases_of_files(files)


def _only_what_fits(settings: Settings, language: str) -> None:
    """Leave with a usage error where an option is about tables."""
    for name in TABLES_ONLY:
        if getattr(settings, name) not in (None, ()):
            option = {"mapping": "--map"}.get(name, f"--{name.replace('_', '-')}")
            _about_tables(option, language)
    if settings.engine != "polars":
        _about_tables("--engine", language)
    for name in settings.by:
        if name not in BY:
            message, repair = say(language, "bu_no_by", name=name), say(language, "bu_use_one_of", known=", ".join(BY))
            complain("--by", message, repair, ExitCode.USAGE)


def _about_tables(option: str, language: str) -> NoReturn:
    complain(option, say(language, "bu_tables"), say(language, "bu_leave_out"), ExitCode.USAGE)


def _show_rejects(found: Result) -> None:
    """Why files cannot be scored, as problems like any other."""
    from readiness.model.problem import Problem

    for each in found.rejects[:STRICT_SHOWN]:
        show([Problem(source=each.source or "", message=each.reason, repair="")])
