"""Finding the questionnaires, cases and examples that travel with the program, and those beside a response.

In a checkout and in an editable install they stand beside the package, in a wheel inside it. Both are
looked for in one way, so nothing depends on how the program was installed.
"""

from __future__ import annotations

import re
from pathlib import Path

from readiness.loading.reading import read_text

_PACKAGE = Path(__file__).resolve().parent.parent
SUFFIXES = (".yaml", ".yml", ".json")
CASES = "cases"

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_OTHER_KEY = re.compile(r"""(?:^|[{,])\s*["']?(?:answers|questionnaire|cases)["']?\s*:""", re.MULTILINE)
_SECTIONS_KEY = re.compile(r"""(?:^|[{,])\s*["']?sections["']?\s*:""", re.MULTILINE)


def shipped_folder(name: str) -> Path:
    """The folder `questionnaires` or `examples`, wherever this installation keeps it."""
    inside = _PACKAGE / "shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def shipped_questionnaires() -> dict[str, Path]:
    """Id to path of each shipped questionnaire; the file's name is the id."""
    return {path.stem: path for path in sorted(shipped_folder("questionnaires").glob("*.yaml")) if path.stem != CASES}


def shipped_cases() -> Path:
    """The case library."""
    return shipped_folder("questionnaires") / f"{CASES}.yaml"


def shipped_examples() -> dict[str, Path]:
    """Name to path of each example response."""
    return {path.stem: path for path in sorted(shipped_folder("examples").glob("*.yaml"))}


def find_questionnaire(name: str, *, near: Path | None = None) -> Path | None:
    """The file of a questionnaire that a person names: a path, or what `questionnaire_called` finds.

    None where there is none.
    """
    path = Path(name)
    if path.suffix in SUFFIXES or path.is_absolute() or len(path.parts) > 1 or path.is_file():
        return path
    return questionnaire_called(name, near=near)


def questionnaire_called(name: str, *, near: Path | None = None) -> Path | None:
    """The questionnaire with this id: `NAME.yaml` beside the response or here, else the shipped one.

    A response that happens to be called `NAME.yaml` is passed over. Never a path: a file that came by mail must
    not choose what else is read.
    """
    if not _ID.fullmatch(name):
        return None
    for folder in ((near,) if near else ()) + (Path.cwd(),):
        for suffix in SUFFIXES:
            if (candidate := folder / f"{name}{suffix}").is_file() and not _is_something_else(candidate):
                return candidate
    return shipped_questionnaires().get(name)


def _is_something_else(path: Path) -> bool:
    """Whether a file has a key that only responses or case libraries have, and no sections."""
    text = read_text(path)
    return isinstance(text, str) and bool(_OTHER_KEY.search(text)) and not _SECTIONS_KEY.search(text)
