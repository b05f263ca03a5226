"""What was said on the command line of `readiness batch`, and whether it goes together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from readiness.cli.diagnostics import complain, stop
from readiness.cli.exit_codes import ExitCode
from readiness.words import say

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
    mapping: tuple[Path, ...]
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
    def spoken(self) -> str:
        """The language of what is said before the questionnaire, which may know better, is read."""
        return self.language or "en"

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that the run may write; where rejects go, last but for the report on matching."""
        named = [*self.outputs, *self.summaries, self.reject_file, self.report]
        return tuple(path for path in named if path is not None and path != STANDARD_OUTPUT)

    @property
    def reject_file(self) -> Path | None:
        """Where rejects go: the place asked for, else beside the first file that is written; None where there is none."""
        from readiness.batch.writing.rejects import rejects_path

        if self.rejects is not None:
            return self.rejects
        beside = next((path for path in (*self.outputs, *self.summaries) if path != STANDARD_OUTPUT), None)
        return rejects_path(beside) if beside is not None and not self.dry_run else None

    @property
    def sums_up(self) -> bool:
        """Whether anybody will see a summary."""
        return bool(self.summaries) or (not self.quiet and STANDARD_OUTPUT not in self.outputs)


def checked(settings: Settings) -> int:
    """Leave with a usage error where options contradict each other; gives the minimum group size."""
    from readiness.cli.output import hindered, keep_apart

    if settings.questionnaire is None:
        _wrong("-q", say(settings.spoken, "bu_no_questionnaire"), say(settings.spoken, "bu_no_questionnaire_repair"))
    if not settings.outputs and not settings.dry_run and not settings.reports and not settings.summaries:
        _wrong("-o", say(settings.spoken, "bu_no_output"), say(settings.spoken, "bu_no_output_repair"))
    if settings.outputs.count(STANDARD_OUTPUT) > 1 or settings.sources.count("-") > 1:
        _wrong("-", say(settings.spoken, "bu_twice"), say(settings.spoken, "bu_twice_repair"))
    _check_suffixes(settings)
    _check_words(settings)
    _check_text(settings)
    if settings.master is not None and settings.engine != "spark":
        _wrong("--master", say(settings.spoken, "bu_master"), say(settings.spoken, "bu_master_repair"))
    minimum = _minimum(settings)
    read = [*(Path(name) for name in settings.sources if name != "-"), *settings.mapping]
    keep_apart(list(settings.files), read, language=settings.spoken)
    _check_folder(settings)
    if settings.engine != "spark":
        hindered(path for path in settings.files if path != settings.reject_file)
        hindered(filter(None, [settings.reject_file]))  # by default beside the others, and hindered as they are
    return minimum


def _check_folder(settings: Settings) -> None:
    if settings.reports is not None:  # asked first: what writes documents takes time to load
        from readiness.batch.documents import cannot_hold

        if problem := cannot_hold(settings.reports, settings.spoken):
            stop([problem])


def _minimum(settings: Settings) -> int:
    """The minimum group size. Leaves where what was asked for protects nobody and was not asked for in so many words."""
    from readiness.batch.summary.minimum import minimum_group

    found = minimum_group(settings.min_group, show_small_groups=settings.show_small_groups)
    if found is None and settings.show_small_groups:
        _wrong("--min-group", say(settings.spoken, "bu_contrary"), say(settings.spoken, "bu_single_repair"))
    if found is None and settings.min_group == 1:
        _wrong("--min-group", say(settings.spoken, "bu_single"), say(settings.spoken, "bu_single_repair"))
    if found is None:
        _wrong("--min-group", say(settings.spoken, "bu_two"), say(settings.spoken, "bu_two_repair"))
    return found


def _wrong(option: str, message: str, repair: str) -> NoReturn:
    complain(option, message, repair, ExitCode.USAGE)


def _check_suffixes(settings: Settings) -> None:
    """Whether every file that is to be written is called after a format that it can have."""
    kinds: list[tuple[Sequence[Path | None], Sequence[str], str]] = [
        (settings.summaries, SUMMARY_FORMATS, "bu_of_summary"),
        ((settings.report,), REPORT_FORMATS, "bu_of_matching"),
    ]
    if settings.engine != "spark":  # which writes folders, and says itself how they may be called
        scores = [path for path in settings.outputs if path != STANDARD_OUTPUT]
        kinds += [(scores, FORMATS, "bu_of_scores"), ((settings.rejects,), REJECT_FORMATS, "bu_of_rejects")]
    for paths, known, kind in kinds:
        for path in paths:
            if path is not None and path.suffix.lower() not in known:
                what, named = say(settings.spoken, kind), ", ".join(known)
                _wrong(
                    str(path),
                    say(settings.spoken, "bu_suffix", suffix=path.suffix, what=what),
                    say(settings.spoken, "bu_use", known=named),
                )


def _check_words(settings: Settings) -> None:
    """Whether the words given to options are among those that they know."""
    from readiness.batch.matching.suggested import suggested
    from readiness.batch.reading.platforms import KEYS, platform_of
    from readiness.batch.reading.platforms.head import Head

    for reason in sorted(settings.include - set(REASONS)):
        _wrong(
            "--include", say(settings.spoken, "bu_no_rule", reason=reason), suggested(reason, REASONS, settings.spoken)
        )
    name = settings.platform
    if name is not None and platform_of(Head(rows=()), name) is None:
        repair = suggested(name, KEYS, settings.spoken, listed=len(KEYS))
        _wrong("--platform", say(settings.spoken, "bu_no_platform", name=name), repair)


def _check_text(settings: Settings) -> None:
    """Whether what is said of text tables can be said of any."""
    from readiness.batch.reading.delimited import can_divide
    from readiness.batch.reading.encoding import codec_of

    if settings.encoding is not None and codec_of(settings.encoding) is None:
        _wrong(
            "--encoding",
            say(settings.spoken, "bs_no_encoding", encoding=settings.encoding),
            say(settings.spoken, "bs_no_encoding_repair"),
        )
    if settings.delimiter is not None and not can_divide(settings.delimiter):
        _wrong(
            "--delimiter",
            say(settings.spoken, "bs_no_delimiter", delimiter=settings.delimiter),
            say(settings.spoken, "bs_no_delimiter_repair"),
        )


REASONS = ("preview", "test", "spam", "blank")
"""Rules that leave rows out, and may be told not to."""
FORMATS = (".parquet", ".csv", ".tsv", ".jsonl", ".ndjson", ".xlsx")
SUMMARY_FORMATS = (".json", ".csv", ".md", ".txt")
REJECT_FORMATS = (".csv", ".tsv", ".jsonl", ".ndjson", ".xlsx")
REPORT_FORMATS = (".json",)
