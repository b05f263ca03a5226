"""The exports in `tests/exports`: where they lie, what a person reads in them, and reading them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from readiness.batch.export import Export
from readiness.batch.reading.reader import read_export
from readiness.batch.reading.sources import Source, find_sources
from tests.running import ROOT

EXPORTS = ROOT / "tests" / "exports"
QUESTIONNAIRE = EXPORTS / "questionnaire.yaml"
_EXPECTED = ".expected.yaml"
NAMES = tuple(str(path.relative_to(EXPORTS))[: -len(_EXPECTED)] for path in sorted(EXPORTS.rglob(f"*{_EXPECTED}")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a person reads in an export; `tests/exports/README.md` says what each key means."""

    platform: str
    header_rows: int
    encoding: str | None
    rows: int
    left_out: Mapping[str, int]
    unfinished: int
    responses: Mapping[str, Mapping[str, object]]
    unmatched: Mapping[str, str]
    rejects: Mapping[str, list[str]]
    needs: Mapping[str, Any]


def expected(name: str) -> Expected:
    known = yaml.safe_load((EXPORTS / f"{name}{_EXPECTED}").read_text(encoding="utf-8"))
    return Expected(**({"unmatched": {}, "rejects": {}, "needs": {}, **known, "responses": known["responses"] or {}}))


def source(path: Path | str, workspace: Path) -> Source:
    found = find_sources([str(path)], workspace=workspace)
    assert not found.problems, found.problems
    (only,) = found.sources
    return only


def read(path: Path | str, workspace: Path, **told: Any) -> Export:
    """A file that is to be read without a problem."""
    export = read_export(source(path, workspace), workspace=workspace, **told)
    assert isinstance(export, Export), [str(problem) for problem in export]
    return export


def refused(path: Path | str, workspace: Path, **told: Any) -> str:
    """What is said of an input that cannot be read."""
    found = find_sources([str(path)], workspace=workspace)
    if found.problems:
        return "\n".join(str(problem) for problem in found.problems)
    (only,) = found.sources
    export = read_export(only, workspace=workspace, **told)
    assert not isinstance(export, Export)
    return "\n".join(str(problem) for problem in export)


def filled(export: Export) -> pl.DataFrame:
    """The sample with the row numbers that a spreadsheet shows, wholly empty rows apart."""
    numbered = export.sample.with_row_index("row", offset=export.first_row)
    cells = pl.all().exclude("row").fill_null("").str.strip_chars()
    return numbered.filter(pl.any_horizontal(cells != ""))


def kept(export: Export) -> tuple[pl.DataFrame, dict[str, int]]:
    """The filled rows that no rule leaves out, and how many each reason leaves out."""
    rest, counts = filled(export), dict[str, int]()
    for rule in export.left_out:
        out = pl.col(rule.column).fill_null("").str.strip_chars().is_in(sorted(rule.values))
        if n := rest.filter(out).height:
            counts[rule.reason] = counts.get(rule.reason, 0) + n
        rest = rest.filter(~out)
    return rest, counts
