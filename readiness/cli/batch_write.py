"""The end of a batch: rejects, scores and the summary put in their places, and the counts told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.batch_run import STANDARD_OUTPUT, Settings, count_line
from readiness.cli.diagnostics import notice
from readiness.words import say

if TYPE_CHECKING:
    from readiness.batch.run import Ran
    from readiness.batch.summary.model import Summary
    from readiness.model.questionnaire import Questionnaire


def finish(
    settings: Settings,
    questionnaire: Questionnaire,
    language: str,
    ran: Ran,
    *,
    scored: Path,
    items: Path | None,
    minimum: int,
) -> None:
    """Write everything, the summary worked out first; then the counts, and the summary on screen."""
    summary = _summary(settings, questionnaire, language, ran, scored, items, minimum) if settings.sums_up else None
    reject_file = _rejects(settings, questionnaire, language, ran)
    _scores(settings, scored)
    _write_summaries(settings, summary)
    if not settings.quiet:
        notice(count_line(ran.rows, ran.scored, ran.rejected, dict(ran.left_out), language))
    if reject_file is not None and ran.rejected:
        notice(say(language, "br_rejects", n=f"{ran.rejected:,}", path=reject_file))
    if summary is not None and not settings.quiet and STANDARD_OUTPUT not in settings.outputs:
        from readiness.batch.summary.drawing import outline_of
        from readiness.cli.output import print_outline

        print_outline(outline_of(summary), plain=settings.plain)


def _scores(settings: Settings, scored: Path) -> None:
    for path in settings.outputs:
        scored.replace(path)


def _rejects(settings: Settings, questionnaire: Questionnaire, language: str, ran: Ran) -> Path | None:
    return None


def _write_summaries(settings: Settings, summary: Summary | None) -> None:
    from readiness.cli.output import write_all

    if summary is not None:
        write_all([(path, _spelt(summary, path.suffix.lower())) for path in settings.summaries])


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
    settings: Settings,
    questionnaire: Questionnaire,
    language: str,
    ran: Ran,
    scored: Path,
    items: Path | None,
    minimum: int,
) -> Summary:
    import polars as pl

    from readiness.batch.summary.model import Counts, LeftOutRows
    from readiness.batch.summary.summarize import summarize

    counts = Counts(
        rows=ran.rows,
        scored=ran.scored,
        rejected=ran.rejected,
        left_out=tuple(LeftOutRows(reason=reason, rows=n) for reason, n in sorted(ran.left_out.items())),
    )
    return summarize(
        pl.scan_parquet(scored),
        None if items is None else pl.scan_parquet(items),
        questionnaire,
        counts,
        by=settings.by,
        min_group=minimum,
        invited=settings.invited,
        language=language,
    )
