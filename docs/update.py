"""Write what the documentation holds of the program itself: `docs/commands.md` and `docs/schema/`.

    python docs/update.py

A test runs the same functions and compares, so neither can go stale.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

from typer.models import ArgumentInfo, CommandInfo, OptionInfo

from readiness.cli.app import app
from readiness.cli.exit_codes import ExitCode
from readiness.cli.schema import Kind, schema_text_of

DOCS = Path(__file__).parent

HEAD = """# Commands

<!-- Written by docs/update.py from the program's own help; change the help, not this file. -->

`Q` is the id of a shipped questionnaire (`readiness list`) or a path. `-` is standard input or output.
Standard output carries the result and nothing else; warnings and problems go to standard error as
`file:line:column: path: what is wrong; how to mend it`. Colour follows `NO_COLOR`, `FORCE_COLOR` and whether a terminal
listens; without a terminal, reports are plain lines that a screen reader can follow. Completion for your shell:
`readiness --install-completion`.
"""


def commands_text() -> str:
    """The command reference, as Markdown."""
    parts = [HEAD]
    panels: dict[str, list[CommandInfo]] = {}
    for command in app.registered_commands:
        panels.setdefault(str(command.rich_help_panel), []).append(command)
    for panel, commands in panels.items():
        parts.append(f"## {panel}\n")
        parts += ["\n".join(_command(command)) for command in commands]
    parts.append("\n".join(_exit_codes()))
    return "\n".join(parts).rstrip() + "\n"


def parameters(command: CommandInfo) -> Iterator[tuple[inspect.Parameter, Any, ArgumentInfo | OptionInfo]]:
    """A command's parameters: the Python one, its plain type, and what Typer is told of it."""
    assert command.callback is not None
    hints = get_type_hints(command.callback, include_extras=True)
    for name, parameter in inspect.signature(command.callback).parameters.items():
        kind, *extras = get_args(hints[name])
        yield parameter, kind, next(each for each in extras if isinstance(each, ArgumentInfo | OptionInfo))


def _command(command: CommandInfo) -> Iterator[str]:
    found = list(parameters(command))
    arguments = [(_argument(*each), each[2].help or "") for each in found if isinstance(each[2], ArgumentInfo)]
    options = [(_option(*each), each[2].help or "") for each in found if isinstance(each[2], OptionInfo)]
    words = "".join(f" {name}" for name, _ in arguments)
    yield f"### `readiness {command.name}{words}{' [OPTIONS]' if options else ''}`"
    yield ""
    yield inspect.cleandoc(command.callback.__doc__ or "") if command.callback else ""
    yield ""
    if arguments or options:
        yield "| | |"
        yield "|---|---|"
        for term, meaning in [*arguments, *options]:
            yield f"| `{term}` | {_escaped(meaning)} |"
        yield ""


def _argument(parameter: inspect.Parameter, kind: Any, info: ArgumentInfo | OptionInfo) -> str:
    shown = str(info.metavar or "/".join(_choices(kind)) or parameter.name.upper())
    return shown if parameter.default is inspect.Parameter.empty else f"[{shown}]"


def _option(parameter: inspect.Parameter, kind: Any, info: ArgumentInfo | OptionInfo) -> str:
    value = "" if kind is bool else f" {info.metavar or '/'.join(_choices(kind)) or 'VALUE'}"
    # Within Annotated, Typer takes an option's first name for its default.
    names = [each for each in (info.default, *(info.param_decls or ())) if isinstance(each, str)]
    return ", ".join(names) + value


def _choices(kind: Any) -> list[str]:
    """The words that an option takes, where it takes no others."""
    members = [kind, *get_args(kind)]
    enums = [each for each in members if isinstance(each, type) and issubclass(each, StrEnum)]
    return [member.value for member in enums[0]] if enums else []


def _escaped(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes"
    yield ""
    yield "| Code | Means |"
    yield "|---|---|"
    documented = inspect.getsource(ExitCode)
    for code in ExitCode:
        found = re.search(rf'{code.name} = \d+\n\s+"""(.+?)"""', documented, re.S)
        assert found, f"{code.name} has no docstring"
        yield f"| {code.value} | {_escaped(found.group(1))} |"


def schema_files() -> dict[Path, str]:
    """Each published schema and what it ought to hold."""
    return {DOCS / "schema" / f"{kind}.schema.json": schema_text_of(kind) for kind in Kind}


def main() -> None:
    """Write everything."""
    (DOCS / "schema").mkdir(exist_ok=True)
    for path, text in {DOCS / "commands.md": commands_text(), **schema_files()}.items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
