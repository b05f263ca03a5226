"""Options that several commands share, so that they read alike everywhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

PlainOption = Annotated[
    bool, typer.Option("--plain", help="Lines of text that a screen reader can follow; no drawing.")
]


def _language_code(written: str | None) -> str | None:
    """A language code as files write it (`fr-CA`); `FR` and `fr_CA` are taken for what they mean."""
    if written is None:
        return None
    first, *others = written.replace("_", "-").split("-")
    code = "-".join((first.lower(), *others))
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", code):
        raise typer.BadParameter("is no language code; write two letters, such as en or fr")
    return code


LanguageOption = Annotated[
    str | None,
    typer.Option("--lang", metavar="CODE", help="Language of the texts, such as en or fr.", callback=_language_code),
]


def _shipped_ids(incomplete: str) -> list[str]:
    """What the shell offers for a questionnaire; files it knows itself."""
    from readiness.loading.shipped import shipped_questionnaires

    return [name for name in shipped_questionnaires() if name.startswith(incomplete)]


QuestionnaireOption = Annotated[
    str | None,
    typer.Option(
        "-q",
        "--questionnaire",
        metavar="Q",
        help="A shipped questionnaire's id, or a file.",
        autocompletion=_shipped_ids,
    ),
]
QuestionnaireArgument = Annotated[
    str,
    typer.Argument(
        metavar="Q",
        help="A shipped questionnaire's id, or a file. See `readiness list`.",
        autocompletion=_shipped_ids,
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that is already there.")]
OutputOption = Annotated[
    Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write; `-` is standard output.")
]
