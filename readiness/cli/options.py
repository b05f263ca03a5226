"""Options that several commands share, so that they read alike everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PlainOption = Annotated[
    bool, typer.Option("--plain", help="Lines of text that a screen reader can follow; no drawing.")
]
LanguageOption = Annotated[
    str | None, typer.Option("--lang", metavar="CODE", help="Language of the texts, such as en or fr.")
]
QuestionnaireOption = Annotated[
    str | None,
    typer.Option("-q", "--questionnaire", metavar="Q", help="A shipped questionnaire's id, or a file."),
]
QuestionnaireArgument = Annotated[
    str, typer.Argument(metavar="Q", help="A shipped questionnaire's id, or a file. See `readiness list`.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that is already there.")]
OutputOption = Annotated[
    Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write; `-` is standard output.")
]
