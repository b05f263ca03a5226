"""`readiness check`: every problem of a file, at its line, with its repair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.exit_codes import ExitCode
from readiness.cli.options import QuestionnaireOption

if TYPE_CHECKING:
    from readiness.loading.responses import Questionnaires
    from readiness.model.problem import Problem


def check(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Questionnaires, responses or case libraries; `-` is standard input."),
    ],
    *,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Every problem of questionnaires, responses and case libraries, at file:line:column, with its repair.

    Warnings do not fail a file; errors do, with exit code 3.
    """
    from readiness.cli.diagnostics import notice, show
    from readiness.loading.responses import Questionnaires
    from readiness.model.problem import Severity

    known = Questionnaires()
    failed = False
    for file in files:
        kind, problems = _problems(file, questionnaire, known)
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        failed = failed or errors > 0
        show(problems)
        notice(f"{file}: {_verdict(kind, errors, len(problems) - errors)}")
    if failed:
        raise typer.Exit(ExitCode.BAD_INPUT)


def _verdict(kind: str, errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return f"{kind}, no problems"
    counted = [f"{n} {word}{'s' if n != 1 else ''}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return f"{kind}, {' and '.join(counted)}"


def _problems(file: str, questionnaire: str | None, known: Questionnaires) -> tuple[str, tuple[Problem, ...]]:
    """What kind of file it is, and everything wrong with it."""
    from readiness.loading.load import as_cases, as_questionnaire, kind_of_document, read_document
    from readiness.loading.responses import as_response
    from readiness.model.problem import Problem

    document = read_document(file)
    if document.root is None:
        return "not read", document.problems
    kind = kind_of_document(document)
    if isinstance(kind, Problem):
        return "not known", (*document.problems, kind)
    match kind:
        case "questionnaire":
            return kind, as_questionnaire(document).problems
        case "cases":
            return "case library", as_cases(document).problems
        case "response":
            return kind, as_response(document, file, questionnaire=questionnaire, known=known).problems
