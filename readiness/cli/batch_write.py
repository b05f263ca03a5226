"""The end of a batch: rejects, scores and the summary put in their places, and the counts told."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from readiness.cli.diagnostics import complain, notice, stop
from readiness.cli.exit_codes import ExitCode
from readiness.cli.progress import interrupted, progress
from readiness.words import say

if TYPE_CHECKING:
    from readiness.batch.documents import Case
    from readiness.batch.engines.job import EngineError
    from readiness.batch.summary.model import Summary
    from readiness.batch.writing.rejects import Reject
    from readiness.cli.batch_settings import Settings
    from readiness.model.questionnaire import Questionnaire

STANDARD_OUTPUT = Path("-")
_FULL = "No space left"
"""What the system calls a full disk, whatever an engine says around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run came to: its counts, its rejects, what documents are about, and where its scores wait.

    `by` are the columns that the summary groups by, `titles` what people call them; `items` None where nobody sums up.
    """

    rows: int
    scored: int
    rejected: int
    left_out: Mapping[str, int]
    rejects: Iterable[Reject]
    cases: Callable[[], Iterable[Case]]
    scores: Path
    items: Path | None
    by: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


def gave_up(settings: Settings, language: str, error: EngineError) -> NoReturn:
    """An engine could not go on: for want of room, or over the table."""
    repair = "br_gave_up_full" if _FULL in str(error) else "br_gave_up_repair"
    complain(", ".join(settings.sources), say(language, "br_gave_up", why=error), say(language, repair))


def finish(settings: Settings, questionnaire: Questionnaire, language: str, outcome: Outcome, minimum: int) -> None:
    """Write everything, the summary worked out first; then tell the counts, and show the summary on screen."""
    from readiness.batch.writing.rejects import write_rejects

    summary = _summary(settings, questionnaire, language, outcome, minimum) if settings.sums_up else None
    try:
        if settings.reject_file is not None:
            with _told(settings, language, "br_rejects_written", None if outcome.rejected else 0):
                write_rejects(settings.reject_file, outcome.rejects)
        _write_scores(settings, outcome.scores, language)
        _write_summaries(settings, summary)
        if settings.reports is not None:
            _write_reports(settings, questionnaire, language, outcome)
    except KeyboardInterrupt:
        interrupted(say(language, "br_interrupted_late"))
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    if not settings.quiet:
        notice(count_line(outcome, language))
    if outcome.rejected:
        notice(rejects_line(outcome.rejected, settings.reject_file, language))
    _draw_summary(settings, summary)


@contextlib.contextmanager
def _told(settings: Settings, language: str, key: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Progress of one of the last steps; none where there is nothing to do."""
    if total == 0:
        yield lambda _: None
        return
    with progress(say(language, key), total, quiet=settings.quiet, language=language) as advance:
        yield advance


def show_summary(
    settings: Settings, questionnaire: Questionnaire, language: str, outcome: Outcome, minimum: int
) -> None:
    """The summary of scores that have their place already: written where it was asked for, and shown."""
    summary = _summary(settings, questionnaire, language, outcome, minimum)
    _write_summaries(settings, summary)
    _draw_summary(settings, summary)


def _draw_summary(settings: Settings, summary: Summary | None) -> None:
    if summary is not None and not settings.quiet and STANDARD_OUTPUT not in settings.outputs:
        from readiness.batch.summary.drawing import outline_of
        from readiness.cli.output import print_outline

        print_outline(outline_of(summary), plain=settings.plain)


def count_line(outcome: Outcome, language: str) -> str:
    """rows = scored + rejected + left out, always."""
    named = sorted((reason, n) for reason, n in outcome.left_out.items() if n)
    listed = ", ".join(f"{n:,} {say(language, f'br_{reason}')}" for reason, n in named)
    return say(
        language,
        "br_rows",
        rows=f"{outcome.rows:,}",
        scored=f"{outcome.scored:,}",
        rejected=f"{outcome.rejected:,}",
        left_out=f"{sum(n for _, n in named):,}",
        reasons=f" ({listed})" if listed else "",
    )


def rejects_line(n: int, path: Path | str | None, language: str) -> str:
    """How many rows were rejected, and which file says why, or how to get one."""
    key = "br_rejects_nowhere" if path is None else "br_rejects_one" if n == 1 else "br_rejects"
    return say(language, key, n=f"{n:,}", path=path)


def _write_scores(settings: Settings, scores: Path, language: str) -> None:
    from readiness.batch.writing.scores import to_be_written, write_scored

    n = to_be_written(scores, settings.outputs, long=settings.long)
    with _told(settings, language, "br_writing", n) as advance:
        problems = write_scored(
            scores,
            settings.outputs,
            long=settings.long,
            printed=settings.style,  # type: ignore[arg-type]  # the command takes no others
            disposable=True,
            language=language,
            progress=advance,
        )
    if problems:
        stop(problems)
    if not settings.quiet:
        for path in settings.outputs:
            if path != STANDARD_OUTPUT:
                notice(say(language, "br_wrote", path=path))


def _write_reports(settings: Settings, questionnaire: Questionnaire, language: str, outcome: Outcome) -> None:
    from readiness.batch.documents import write_reports
    from readiness.reports.documents import Format

    assert settings.reports is not None
    style = Format("plain" if settings.document == "txt" else settings.document)
    with progress(say(language, "br_documents"), outcome.scored, quiet=settings.quiet, language=language) as advance:
        written = write_reports(
            settings.reports,
            outcome.cases(),
            questionnaire,
            style=style,
            language=settings.language,
            progress=advance,
        )
    if not settings.quiet:
        notice(say(language, "br_wrote_documents", n=f"{written.n:,}", path=settings.reports))
    if written.others:
        key = "br_other_document" if written.others == 1 else "br_other_documents"
        notice(say(language, key, n=f"{written.others:,}", path=settings.reports))


def _write_summaries(settings: Settings, summary: Summary | None) -> None:
    from readiness.cli.output import write_all

    if summary is not None:
        documents = [(path, _spelt(summary, path.suffix.lower())) for path in settings.summaries]
        write_all(documents, told=not settings.quiet, language=summary.language)


def _spelt(summary: Summary, suffix: str) -> str:
    """The summary in the format that a suffix asks for."""
    from readiness.batch.summary.drawing import outline_of
    from readiness.batch.summary.writing import summary_csv, summary_json
    from readiness.reports import markdown, plain

    match suffix:
        case ".json":
            return summary_json(summary)
        case ".csv":
            return summary_csv(summary)
        case ".md":
            return markdown.render(outline_of(summary))
        case _:
            return plain.render(outline_of(summary))


def _summary(
    settings: Settings, questionnaire: Questionnaire, language: str, outcome: Outcome, minimum: int
) -> Summary:
    from readiness.batch.summary.model import Counts, LeftOutRows
    from readiness.batch.summary.summarize import summary_of_files

    counts = Counts(
        rows=outcome.rows,
        scored=outcome.scored,
        rejected=outcome.rejected,
        left_out=tuple(LeftOutRows(reason=reason, rows=n) for reason, n in sorted(outcome.left_out.items()) if n),
    )
    with _told(settings, language, "br_summing_up", None if outcome.scored else 0):
        return summary_of_files(
            outcome.scores,
            outcome.items,
            questionnaire,
            counts,
            by=outcome.by,
            titles=outcome.titles,
            min_group=minimum,
            invited=settings.invited,
            language=language,
        )
