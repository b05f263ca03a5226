"""`readiness sheet`: a blank response to fill in by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from readiness.cli.exit_codes import ExitCode
from readiness.cli.options import ForceOption, LanguageOption, QuestionnaireArgument

SUFFIXES = (".yaml", ".yml", ".csv", ".xlsx")


def sheet(
    questionnaire: QuestionnaireArgument,
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="A .yaml, .csv or .xlsx file; `-` prints YAML.")
    ] = Path("-"),
    force: ForceOption = False,
    lang: LanguageOption = None,
) -> None:
    """A blank response sheet to fill in by hand, then to score: `readiness score FILE`."""
    from readiness.cli.diagnostics import complain
    from readiness.cli.inputs import questionnaire_named, spoken
    from readiness.cli.output import STANDARD_OUTPUT, refuse_to_overwrite, write
    from readiness.loading.shipped import find_questionnaire
    from readiness.reports.sheet_csv import blank_csv
    from readiness.reports.sheet_xlsx import blank_xlsx
    from readiness.reports.sheet_yaml import blank_yaml

    suffix = ".yaml" if output == STANDARD_OUTPUT else output.suffix.lower()
    if suffix not in SUFFIXES:
        complain(str(output), f"a sheet cannot be written as `{suffix}`", "use .yaml, .csv or .xlsx", ExitCode.USAGE)
    refuse_to_overwrite(output, force=force)
    source = find_questionnaire(questionnaire)
    if source is not None and output != STANDARD_OUTPUT and source.resolve() == output.resolve():
        complain(str(output), "is the questionnaire itself", "choose another name for the sheet", ExitCode.USAGE)
    found = questionnaire_named(questionnaire)
    language = spoken(found, lang)
    content: str | bytes
    if suffix == ".xlsx":
        content = blank_xlsx(found, language)
    elif suffix == ".csv":
        content = "\ufeff" + blank_csv(found, language)  # without the mark, Excel reads UTF-8 as Windows-1252
    else:
        content = blank_yaml(found, language)
    write(output, content)
