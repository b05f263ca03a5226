"""`readiness schema`: the JSON Schemas that editors and scripts check files with."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from readiness.cli.options import OutputOption


class Kind(StrEnum):
    """What there is a schema of."""

    QUESTIONNAIRE = "questionnaire"
    RESPONSE = "response"
    ASSESSMENT = "assessment"
    CASES = "cases"
    MAPPING = "mapping"
    SUMMARY = "summary"


def schema(
    kind: Annotated[Kind, typer.Argument(help="Which file format.")], *, output: OutputOption = Path("-")
) -> None:
    """The JSON Schema of a file format, for your editor or your script."""
    from readiness.cli.output import write

    write(output, schema_text_of(kind))


def schema_text_of(kind: Kind) -> str:
    """The schema as JSON text; that of a batch's summary comes from where summaries are made."""
    if kind is Kind.SUMMARY:
        from readiness.batch.summary.schema import summary_schema_text

        return summary_schema_text()
    from readiness.loading.schemas import schema_text

    return schema_text(kind.value)
