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


def schema(
    kind: Annotated[Kind, typer.Argument(help="Which file format.")], *, output: OutputOption = Path("-")
) -> None:
    """The JSON Schema of a file format, for your editor or your script."""
    from readiness.cli.output import write
    from readiness.loading.schemas import schema_text

    write(output, schema_text(kind.value))
