"""What was said on the command line of `readiness batch`, and whether it goes together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from readiness.cli.diagnostics import complain
from readiness.cli.exit_codes import ExitCode

STANDARD_OUTPUT = Path("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything said on the command line, checked as far as one option alone can be."""

    sources: tuple[str, ...]
    questionnaire: str | None
    outputs: tuple[Path, ...]
    style: str
    wanted: str
    long: bool
    engine: str
    master: str | None
    dry_run: bool
    platform: str | None
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_rows: int | None
    mapping: Path | None
    accept_fuzzy: bool
    missing: tuple[str, ...]
    report: Path | None
    include: frozenset[str]
    complete_only: bool
    strict: bool
    rejects: Path | None
    id_column: str | None
    by: tuple[str, ...]
    min_group: int | None
    show_small_groups: bool
    invited: int | None
    summaries: tuple[Path, ...]
    reports: Path | None
    document: str
    quiet: bool
    plain: bool
    language: str | None

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that the run may write."""
        named = [*self.outputs, *self.summaries]
        named += [path for path in (self.rejects, self.report) if path is not None]
        return tuple(path for path in named if path != STANDARD_OUTPUT)

    @property
    def sums_up(self) -> bool:
        """Whether anybody will see a summary."""
        return bool(self.summaries) or (not self.quiet and STANDARD_OUTPUT not in self.outputs)


def checked(settings: Settings) -> int:
    """Leave with a usage error where options contradict each other; gives the minimum group size."""
    from readiness.batch.summary.minimum import minimum_group
    from readiness.cli.output import hindered, keep_apart

    def wrong(option: str, message: str, repair: str) -> None:
        complain(option, message, repair, ExitCode.USAGE)

    if settings.questionnaire is None:
        wrong("-q", "no questionnaire is named", "name the one that was answered: see `readiness list`")
    if not settings.outputs and not settings.dry_run and not settings.reports and not settings.summaries:
        wrong("-o", "nothing is to be written", "name an output such as scores.parquet, or look first with --dry-run")
    if settings.outputs.count(STANDARD_OUTPUT) > 1 or settings.sources.count("-") > 1:
        wrong("-", "is named twice", "name it once")
    for path in settings.outputs:
        if path != STANDARD_OUTPUT and path.suffix.lower() not in FORMATS:
            wrong(str(path), f"its suffix `{path.suffix}` is no format of ours", f"use one of {', '.join(FORMATS)}")
    for path in settings.summaries:
        if path.suffix.lower() not in SUMMARY_FORMATS:
            known = ", ".join(SUMMARY_FORMATS)
            wrong(str(path), f"its suffix `{path.suffix}` is no format of a summary", f"use one of {known}")
    if settings.master is not None and settings.engine != "spark":
        wrong("--master", "belongs to Spark", "add --engine spark, or leave it out")
    minimum = minimum_group(settings.min_group, show_small_groups=settings.show_small_groups)
    if minimum is None:
        wrong(
            "--min-group", "1 shows single persons", "say --min-group 1 --show-small-groups together, or another size"
        )
    keep_apart(list(settings.files), [Path(name) for name in settings.sources if name != "-"])
    if settings.engine != "spark":
        hindered(settings.files)
    return minimum or 1


FORMATS = (".parquet", ".csv", ".tsv", ".jsonl", ".ndjson", ".xlsx")
SUMMARY_FORMATS = (".json", ".csv", ".md", ".txt")
