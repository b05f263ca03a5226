"""The documentation cannot go stale: what it says of the program is compared with the program."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from readiness.cli.app import app
from readiness.loading.shipped import shipped_cases, shipped_examples, shipped_questionnaires
from readiness.loading.yaml_core import parse

ROOT = Path(__file__).parent.parent
update: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "update.py"))


def test_the_command_reference_is_what_the_help_says() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == update["commands_text"](), (
        "run: python docs/update.py"
    )


def test_the_published_schemas_are_what_the_models_say() -> None:
    for path, text in update["schema_files"]().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run: python docs/update.py"
        jsonschema.Draft202012Validator.check_schema(json.loads(text))


def test_every_command_has_help_and_stands_in_the_reference_and_the_readme() -> None:
    reference = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert command.callback is not None
        assert command.callback.__doc__, command.name
        assert f"### `readiness {command.name}" in reference
        assert f"readiness {command.name}" in readme
        for parameter, _, info in update["parameters"](command):
            assert info.help, f"{command.name} {parameter.name} has no help"


def shipped_files() -> list[Path]:
    return [*shipped_questionnaires().values(), shipped_cases(), *shipped_examples().values()]


@pytest.mark.parametrize("path", shipped_files(), ids=lambda path: path.stem)
def test_a_shipped_file_names_its_schema_and_obeys_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named, "the first line names the schema, so that an editor completes and checks the file"
    schema = json.loads((path.parent / named.group(1)).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(parse(text, source=path.name).value)


@pytest.mark.parametrize(
    "page", [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"], ids=lambda page: page.name
)
def test_links_within_the_documentation_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
