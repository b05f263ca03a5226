"""Which mapping file is for which table, where a run has several of either; and how a table's mapping file is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from readiness.batch.export import Export
from readiness.batch.mapping import Mapping, Trouble
from readiness.batch.matching.headers import shown
from readiness.batch.matching.mapping_file import fit_mapping, load_mapping
from readiness.batch.matching.mapping_text import quoted
from readiness.batch.matching.places import letter
from readiness.loading.load import Loaded
from readiness.model.column_map import MappingFile
from readiness.model.problem import Problem
from readiness.model.questionnaire import Questionnaire
from readiness.words import LANGUAGES, say

Chosen = Loaded[MappingFile] | None


def mappings_of(
    exports: Sequence[Export], loaded: Sequence[Loaded[MappingFile]], language: str
) -> tuple[tuple[Chosen, ...], tuple[Problem, ...]]:
    """The mapping file of each table, and what keeps that from being known.

    A file whose `source` is one of several tables is for that one. Any other is for every table that has none of its own.
    """
    owned: dict[int, list[Loaded[MappingFile]]] = {}
    common: list[Loaded[MappingFile]] = []
    for each in loaded:
        at = _owner(exports, each)
        (common if at is None else owned.setdefault(at, [])).append(each)
    rivals = [files for files in (common, *owned.values()) if len(files) > 1]
    everywhere = common[0] if common else None
    chosen = tuple(owned[at][0] if at in owned else everywhere for at in range(len(exports)))
    return chosen, tuple(_two(files, language) for files in rivals)


def _owner(exports: Sequence[Export], loaded: Loaded[MappingFile]) -> int | None:
    """The place of the table that a mapping file was written for, by its whole name, else by the last part of it."""
    source = loaded.value.source if loaded.value is not None else None
    if source is None or len(exports) == 1:
        return None
    whole = [at for at, export in enumerate(exports) if export.display == source]
    last = [at for at, export in enumerate(exports) if Path(export.display).name == Path(source).name]
    return next((found[0] for found in (whole, last) if len(found) == 1), None)


def _two(files: Sequence[Loaded[MappingFile]], language: str) -> Problem:
    names = ", ".join(file.document.source for file in files)
    return Problem(source=names, message=say(language, "br_two_maps"), repair=say(language, "br_two_maps_repair"))


def map_names(exports: Sequence[Export]) -> tuple[str, ...]:
    """How the mapping file of each table is called: after the table, with its folder where two would be called the same."""
    plain = [_stem(export) for export in exports]
    counts = Counter(plain)
    fuller = [
        f"{Path(export.display).parent.name}-{name}" if counts[name] > 1 else name
        for export, name in zip(exports, plain, strict=True)
    ]
    again = Counter(fuller)
    numbered = (f"{name}-{at}" if again[name] > 1 else name for at, name in enumerate(fuller, 1))
    return tuple(f"{name}.map.yaml" for name in numbered)


def serves(path: Path, questionnaire: Questionnaire, export: Export, matched: Mapping) -> bool:
    """Whether a mapping file that lies there is for this questionnaire and table, and speaks of all that is to be decided."""
    loaded = load_mapping(path)
    if loaded.value is None or fit_mapping(loaded, questionnaire, export):
        return False
    if loaded.value.source not in (None, export.display):
        return False
    text = "\n".join(loaded.document.lines)
    return all(_speaks_of(text, trouble, export) for trouble in matched.stops)


def _speaks_of(text: str, trouble: Trouble, export: Export) -> bool:
    """Whether the file names the columns and the question that something is to be decided of, be it in a comment."""
    columns = all(
        re.search(rf"column: {letter(at)}\b", text) or quoted(shown(export.columns[at])) in text
        for at in trouble.columns
    )
    return columns and (trouble.item is None or re.search(rf"(?<![\w.]){re.escape(trouble.item)}\b", text) is not None)


_NAMELESS = frozenset(("", "-", *(say(language, "bu_standard_input") for language in LANGUAGES)))
"""What a table is called that lies in no file."""


def _stem(export: Export) -> str:
    name = Path(export.display).name
    return "table" if name in _NAMELESS or "*" in name else Path(name).stem
