"""`readiness new`: start a questionnaire."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Annotated

import typer

from readiness.cli.exit_codes import ExitCode
from readiness.cli.options import ForceOption

TEMPLATE = Path(__file__).with_name("new_questionnaire.yaml")


def new(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write; `-` is standard output.")],
    *,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="The questionnaire's title.")] = None,
    force: ForceOption = False,
) -> None:
    """Start a questionnaire: a small one that is complete, with a comment at each part, ready to be changed."""
    from readiness.cli.diagnostics import complain
    from readiness.cli.output import STANDARD_OUTPUT, refuse_to_overwrite, write

    if path.is_dir():
        complain(str(path), "is a folder", "name a file in it")
    if path != STANDARD_OUTPUT and path.suffix.lower() not in (".yaml", ".yml"):
        complain(str(path), "a questionnaire is a YAML file", f"call it {path.with_suffix('.yaml')}", ExitCode.USAGE)
    refuse_to_overwrite(path, force=force)
    name = "my-questionnaire" if path == STANDARD_OUTPUT else id_from(path.stem)
    words = title or name.replace("-", " ").replace("_", " ").capitalize()
    filled = {"QUESTIONNAIRE_ID": name, "QUESTIONNAIRE_TITLE": _quoted(words)}
    text = TEMPLATE.read_text(encoding="utf-8")
    write(path, re.sub("|".join(filled), lambda found: filled[found.group()], text))


def id_from(stem: str) -> str:
    """A file's name as an id: a letter first, then letters, digits, `-` and `_`."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-")[:60]
    return name if name[:1].isalpha() else f"q-{name}".rstrip("-")


def _quoted(words: str) -> str:
    """As a double-quoted YAML string."""
    import json

    return json.dumps(words, ensure_ascii=False)
