"""`--format`: the words it takes, kept apart from the writers so that `--help` need not load them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class ReportFormat(StrEnum):
    """What a report can be printed as; the same words as `reports.documents.Format`, which a test holds together."""

    TERMINAL = "terminal"
    PLAIN = "plain"
    JSON = "json"
    YAML = "yaml"
    CSV = "csv"
    MD = "md"


FormatOption = Annotated[
    ReportFormat | None,
    typer.Option("--format", help="What to print. [default: terminal, or plain where none listens]"),
]
