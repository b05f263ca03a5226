"""What a start loads, and which room may import which: both decide how fast the program is and how it can grow."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import ROOT, run_process

PACKAGE = ROOT / "readiness"
EXAMPLE = ROOT / "examples" / "harbour-city.yaml"
LOADED = """
import json, sys
from readiness.cli.app import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""

MAY_IMPORT: dict[str, set[str]] = {
    "model": {"pydantic", "pydantic_core"},
    "scoring": {"model"},
    "risk": {"model", "scoring", "numpy"},
    "advice": {"model", "scoring", "risk", "words", "readiness", "numpy", "highspy"},
    "interview": {"model", "scoring", "risk", "words"},
    "tui": {"model", "interview", "reports", "words", "textual", "rich"},
    "loading": {"model", "filelock", "yaml", "openpyxl", "pydantic", "pydantic_core"},
    "reports": {"model", "words", "loading", "rich", "openpyxl", "icalendar"},
    "batch": {
        "model",
        "scoring",
        "risk",
        "words",
        "loading",
        "reports",
        "advice",
        "readiness",
        *("pydantic", "numpy", "polars", "narwhals", "rapidfuzz", "fastexcel", "openpyxl", "filelock"),
        *("duckdb", "pyspark", "pyarrow"),
    },
    "cli": {
        "batch",
        "model",
        "loading",
        "scoring",
        "risk",
        "advice",
        "interview",
        "tui",
        "reports",
        "words",
        "readiness",
        "typer",
        "rich",
    },
    "words": {"words"},
    "__init__": set(),
    "__main__": {"cli"},
}
"""The table of rooms in `docs/design.md`; `readiness` stands for the version in the package itself."""

ONLY_WHERE_NEEDED: dict[str, dict[str, tuple[str, ...]]] = {
    "reports": {
        "loading": ("documents", "sheet"),
        "rich": ("terminal", "wrapping"),
        "openpyxl": ("sheet", "work_list_xlsx"),
        "icalendar": ("work_list_ics",),
    },
    "loading": {"openpyxl": ("sheet",)},
    "batch": {
        "reports": ("drawing", "writing", "scores", "report", "documents", "sheet_rows"),
        "advice": ("documents",),
    },
    "cli": {"rich": ("output", "diagnostics", "progress")},
}
WORKING = {
    *("yaml", "openpyxl", "numpy", "jsonschema", "textual", "filelock"),
    *(
        f"readiness.{room}"
        for room in (
            "loading",
            "scoring",
            "risk",
            "advice",
            "interview",
            "tui",
            "model.questionnaire",
            "model.response",
        )
    ),
}
"""What scoring needs and `--help` does not."""
SLOW = {
    *("openpyxl", "numpy", "highspy", "icalendar", "filelock"),
    *("narwhals", "polars", "duckdb", "pyspark", "pyarrow", "fastexcel", "rapidfuzz"),
}
"""What a command must not pay for unless it uses it: imported inside functions only."""


def loaded_by(*arguments: object) -> set[str]:
    ran = run_process(*arguments, code=LOADED)
    return set(json.loads(ran.err.splitlines()[-1]))


def of(packages: set[str], loaded: set[str]) -> set[str]:
    """Those of the modules loaded that are among these, or inside one of them."""
    return {name for name in loaded for package in packages if name == package or name.startswith(f"{package}.")}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)], ids=" ".join)
def test_what_does_no_work_loads_nothing_that_works(arguments: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)
    assert not of({"pydantic", "pydantic_core", *WORKING}, loaded)


@pytest.mark.parametrize("arguments", [("score", "--help"), ("nonsense",), ("score",)], ids=" ".join)
def test_help_and_usage_errors_of_a_command_load_nothing_of_ours_that_works(arguments: tuple[str, ...]) -> None:
    # Typer itself reads options with Pydantic, so that is not ours to keep out here.
    assert not of(WORKING, loaded_by(*arguments))


def test_the_program_is_imported_without_loading_anything_it_may_need() -> None:
    ran = run_process(code="import sys, json, readiness.cli.app; print(json.dumps(sorted(sys.modules)))")
    loaded = set(json.loads(ran.out))
    assert not of({"rich", "pydantic", *WORKING}, loaded)
    assert {room for room in loaded if room.startswith("readiness.")} == {
        name for name in loaded if name.startswith("readiness.cli")
    }


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        (
            ("score", EXAMPLE),
            {"openpyxl", "icalendar", "rich", "readiness.loading.sheets", "readiness.reports.terminal"},
        ),
        (("score", EXAMPLE, "--format", "json"), {"openpyxl", "icalendar", "rich", "readiness.reports.markdown"}),
        (
            ("check", EXAMPLE),
            {
                "openpyxl",
                "numpy",
                "highspy",
                "rich",
                "readiness.scoring",
                "readiness.advice",
                "readiness.reports.content",
            },
        ),
        (("list",), {"openpyxl", "rich", "readiness.scoring", "readiness.advice"}),
    ],
    ids=lambda each: " ".join(map(str, each[:1])) if isinstance(each, tuple) else "",
)
def test_a_command_loads_only_what_it_uses(arguments: tuple[object, ...], unused: set[str]) -> None:
    assert not of(unused, loaded_by(*arguments))


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


def imports_of(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Each room of ours, or package of others, that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: absolute imports only"
            names = [node.module or ""]
        assert isinstance(node, ast.stmt) or not names
        for name in names:
            top, _, rest = name.partition(".")
            if top not in sys.stdlib_module_names:
                assert isinstance(node, ast.stmt)
                yield (rest.split(".")[0] if top == "readiness" and rest else top), node


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_inward(path: Path) -> None:
    room = room_of(path)
    found = {name for name, _ in imports_of(path)} - {room}
    assert found <= MAY_IMPORT[room]
    for name, places in ONLY_WHERE_NEEDED.get(room, {}).items():
        assert name not in found or path.name.startswith(places), f"{room} imports {name} only in {places}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_slow_libraries_are_imported_where_they_are_used(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    guarded = {
        id(inner)
        for block in tree.body
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for inner in ast.walk(block)
    }
    at_the_top = {id(node) for node in tree.body}
    for name, node in imports_of(path):
        if name in SLOW:
            assert id(node) in guarded or id(node) not in at_the_top, f"{name} at the top of {path.name}"


def test_every_room_stands_in_the_table() -> None:
    assert {room_of(path) for path in modules()} == set(MAY_IMPORT)


def test_the_package_itself_imports_nothing() -> None:
    assert list(imports_of(PACKAGE / "__init__.py")) == []
    for path in (PACKAGE / "words").glob("*.py"):
        assert {name for name, _ in imports_of(path)} <= {"words"}
