"""How tests run the program: in this process through Typer's runner, or as a user's shell would start it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from readiness.cli.app import app

ROOT = Path(__file__).parent.parent
ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
"""Characters that a terminal would obey, or that turn the writing direction; tab and line break are not among them."""
QUIET = {"FORCE_COLOR": None, "NO_COLOR": None, "TERM": "xterm", "COLUMNS": "80", "READINESS_DEBUG": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str


def run(*arguments: object, stdin: str | bytes | None = None, env: Mapping[str, str | None] | None = None) -> Ran:
    """A command in this process. An exception that is not an exit is raised here."""
    result = CliRunner().invoke(app, [str(each) for each in arguments], input=stdin, env={**QUIET, **(env or {})})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(code=result.exit_code, out=result.stdout, err=result.stderr)


def environment(**changed: str | None) -> dict[str, str]:
    """This process's environment without what colours output, and with these changes."""
    wanted: dict[str, str | None] = {**os.environ, **QUIET, "PYTHONPATH": str(ROOT), **changed}
    return {key: value for key, value in wanted.items() if value is not None}


def run_process(*arguments: object, code: str | None = None, env: Mapping[str, str | None] | None = None) -> Ran:
    """A fresh interpreter: `python -m readiness`, or this code with the arguments behind it."""
    start = ["-m", "readiness"] if code is None else ["-c", code]
    found = subprocess.run(
        [sys.executable, *start, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment(**(env or {})),
        timeout=60,
        check=False,
    )
    return Ran(code=found.returncode, out=found.stdout, err=found.stderr)
