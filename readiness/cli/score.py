"""`readiness score`: responses to assessments, on screen or as documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.exit_codes import ExitCode
from readiness.cli.formats import FormatOption, ReportFormat
from readiness.cli.options import LanguageOption, PlainOption, QuestionnaireOption

if TYPE_CHECKING:
    from readiness.loading.responses import Questionnaires
    from readiness.model.assessment import Assessment
    from readiness.reports.documents import Format


def score(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Responses; `-` is standard input.")],
    *,
    questionnaire: QuestionnaireOption = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="Write a document: .txt .json .yaml .csv .md; one that is there is replaced. May be repeated.",
        ),
    ] = None,
    style: FormatOption = None,
    plain: PlainOption = False,
    lang: LanguageOption = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under", metavar="PERCENT", min=0, max=100, help="Exit with 1 if a score is lower, or absent."
        ),
    ] = None,
) -> None:
    """Score responses: level, risks both ways, the course that fits, and what stands between.

    Without -o the assessment goes to standard output: drawn on a terminal, as plain lines elsewhere.
    """
    from readiness.cli.output import STANDARD_OUTPUT, format_of, keep_apart, write_all
    from readiness.loading.responses import Questionnaires
    from readiness.reports.documents import SHOWS_CAUTIONS, WRITERS, Format

    wanted = list(output or ())
    documents = [(path, format_of(path)) for path in wanted if path != STANDARD_OUTPUT]
    known = Questionnaires()
    prints = style is not None or not documents or STANDARD_OUTPUT in wanted
    asked_for = {chosen for _, chosen in documents} | ({_printed(style)} if prints else set())
    assessments = _assess(files, questionnaire, lang, known, decide=asked_for != {Format.CSV})
    keep_apart([path for path, _ in documents], [*(Path(file) for file in files if file != "-"), *known.paths])
    write_all([(path, WRITERS[chosen](assessments)) for path, chosen in documents])
    used = {chosen for _, chosen in documents}
    if prints:
        used.add(_print(assessments, ReportFormat.PLAIN if plain and style in (None, ReportFormat.TERMINAL) else style))
    if not used & SHOWS_CAUTIONS:
        _say_cautions(files, assessments)
    if fail_under is not None:
        _fail_under(fail_under, files, assessments)


def _fail_under(percent: float, files: list[str], assessments: list[Assessment]) -> None:
    """Leave with 1 where a score is lower, and say which."""
    from readiness.cli.diagnostics import notice
    from readiness.loading.reading import display_name

    under = [
        (file, each.overall.percent) for file, each in zip(files, assessments, strict=True) if _is_under(each, percent)
    ]
    for file, found in under:
        shown = "has no score" if found is None else f"scores {found:.4g} %"
        notice(f"{display_name(file)}: {shown}, under {percent:g} %")
    if under:
        raise typer.Exit(ExitCode.UNDER_THRESHOLD)


def _is_under(assessment: Assessment, percent: float) -> bool:
    """Whether the score is lower, or there is none; with the slack of every threshold."""
    found = assessment.overall.percent
    return found is None or found < percent - 1e-7


def _assess(
    files: list[str], questionnaire: str | None, language: str | None, known: Questionnaires, *, decide: bool
) -> list[Assessment]:
    """Every file assessed, or none: the problems of all of them are shown before leaving.

    `decide`: with what a table has no place for, and what takes longest.
    """
    from readiness.cli.diagnostics import complain, show, stop, warnings_of
    from readiness.cli.inputs import assessed, response_named

    if files.count("-") > 1:
        complain("standard input", "is named twice", "name it once: it can be read only once", ExitCode.USAGE)
    fitted = [response_named(file, questionnaire=questionnaire, known=known) for file in files]
    problems = [problem for each in fitted for problem in each.problems]
    if any(each.questionnaire is None or each.response is None for each in fitted):
        stop(problems)
    show(warnings_of(problems))
    return [assessed(each, language, decide=decide) for each in fitted]


def _printed(style: ReportFormat | None) -> Format:
    """The format of standard output."""
    from readiness.reports.documents import Format

    return Format.TERMINAL if style is None else Format(style.value)


def _print(assessments: list[Assessment], style: ReportFormat | None) -> Format:
    """On standard output, in a format that is given back."""
    from readiness.cli.output import print_outline, print_text
    from readiness.reports.documents import WRITERS, Format

    chosen = _printed(style)
    if chosen is Format.TERMINAL:
        from readiness.reports.content import report

        for assessment in assessments:
            print_outline(report(assessment), plain=False, drawn=style is not None)
    else:
        print_text(WRITERS[chosen](assessments))
    return chosen


def _say_cautions(files: list[str], assessments: list[Assessment]) -> None:
    """On standard error: a table has no place for what to know before relying on it."""
    from readiness.cli.diagnostics import notice
    from readiness.loading.reading import display_name

    for file, assessment in zip(files, assessments, strict=True):
        said = [(each.severity, each.text, each.advice) for each in assessment.cautions]
        said += [(each.severity, each.text, each.ask) for each in assessment.answer_checks]
        for severity, text, advice in said:
            if severity != "note":  # one line for each file of a thousand would drown what matters
                notice(f"{display_name(file)}: {severity}: {text} {advice}".rstrip())
