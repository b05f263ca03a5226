"""Finding the questionnaires, cases and examples that travel with the program, and those beside a response.

In a checkout and in an editable install they stand beside the package, in a wheel inside it. Both are
looked for in one way, so nothing depends on how the program was installed.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
SUFFIXES = (".yaml", ".yml", ".json")
CASES = "cases"
DEMO = "demo"


def shipped_folder(name: str) -> Path:
    """The folder `questionnaires` or `examples`, wherever this installation keeps it."""
    inside = _PACKAGE / "shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def shipped_questionnaires() -> dict[str, Path]:
    """Id to path of each shipped questionnaire; the file's name is the id."""
    return {
        path.stem: path
        for path in sorted(shipped_folder("questionnaires").glob("*.yaml"))
        if path.stem != CASES
    }


def shipped_cases() -> Path:
    """The case library."""
    return shipped_folder("questionnaires") / f"{CASES}.yaml"


def shipped_examples() -> dict[str, Path]:
    """Name to path of each example response."""
    return {path.stem: path for path in sorted(shipped_folder("examples").glob("*.yaml"))}


def find_questionnaire(name: str, *, near: Path | None = None) -> Path | None:
    """The file of a questionnaire: a path, a shipped id, or `NAME.yaml` beside the response or here.

    None where there is none.
    """
    path = Path(name)
    if path.suffix in SUFFIXES or path.is_absolute() or len(path.parts) > 1 or path.is_file():
        return path
    for folder in ((near,) if near else ()) + (Path.cwd(),):
        for suffix in SUFFIXES:
            if (candidate := folder / f"{name}{suffix}").is_file():
                return candidate
    return shipped_questionnaires().get(name)
