"""Every export that a person has read comes out as that person read it: reader, matching and readings together."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Mapping_
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from readiness.batch.export import Export
from readiness.batch.mapping import Mapping
from readiness.batch.matching.cells import Answer, Unknown, answer_in
from readiness.batch.matching.columns import match
from readiness.batch.matching.mapping_file import fit_mapping, load_mapping
from readiness.batch.matching.mapping_text import mapping_text
from readiness.batch.matching.readings_found import rows_kept
from readiness.batch.reading.reader import read_export
from readiness.batch.reading.sources import find_sources
from readiness.loading.load import load_questionnaire
from readiness.loading.yaml_core import parse
from readiness.model.questionnaire import Questionnaire

EXPORTS = Path(__file__).parent / "exports"
EXPECTED = sorted(EXPORTS.glob("*/*.expected.yaml"))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name.removesuffix('.expected.yaml')}"


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    loaded = load_questionnaire(EXPORTS / "questionnaire.yaml")
    assert loaded.value is not None, loaded.problems
    return loaded.value


def expected_of(path: Path) -> dict[str, Any]:
    value = parse(path.read_text(encoding="utf-8"), source=path.name).value
    assert isinstance(value, dict)
    return value


def exported(path: Path, workspace: Path, needs: dict[str, Any]) -> Export:
    source = path.with_name(path.name.removesuffix(".expected.yaml"))
    found = find_sources([str(source)], workspace=workspace)
    assert not isinstance(found, tuple) or found, found
    export = read_export(found.sources[0], workspace=workspace, **needs)
    assert isinstance(export, Export), export
    return export


def answers(export: Export, mapping: Mapping) -> Iterator[tuple[str, dict[str, Answer]]]:
    """Each row that is not left out: its id, and the answer to each item that is answered at all."""
    kept = rows_kept(export).with_row_index("row")
    ids = export.of_kind("id")
    blank = pl.all_horizontal(pl.col(column.name).fill_null("").str.strip_chars() == "" for column in export.columns)
    for row in kept.filter(~blank).iter_rows(named=True):
        told = {reading.item: answer_in(reading, row.get) for reading in mapping.readings}
        name = row[ids[0].name] if ids else None
        yield name or "", told


@pytest.mark.parametrize("path", EXPECTED, ids=_name)
def test_an_export_says_what_a_person_reads_in_it(path: Path, tmp_path: Path, questionnaire: Questionnaire) -> None:
    expected = expected_of(path)
    export = exported(path, tmp_path, expected.get("needs") or {})
    mapping = match(questionnaire, export)
    if expected.get("unmatched"):
        stopped = {trouble.item for trouble in mapping.stops}
        assert stopped == set(expected["unmatched"])
        return
    assert mapping.stops == (), "\n".join(f"{each.text}; {each.repair}" for each in mapping.stops)
    rejects = expected.get("rejects") or {}
    torn = {
        name for name, items in rejects.items() if items == [""]
    }  # rows as wide as no header: the engine's to reject
    found = [told for name, told in answers(export, mapping) if name not in torn]
    found = [told for told in found if any(each is not None for each in told.values())]
    sound = [told for told in found if not any(isinstance(each, Unknown) for each in told.values())]
    wanted = list((expected["responses"] or {}).values())
    assert len(found) - len(sound) == len(rejects) - len(torn)
    assert [differences(want, told) for want, told in zip(wanted, sound, strict=True)] == [{}] * len(wanted)


def differences(wanted: dict[str, object], told: Mapping_[str, object]) -> dict[str, tuple[object, object]]:
    """Items that are read otherwise than a person reads them: what the person reads, and what was read."""
    pairs = {item: (_listed(wanted.get(item)), _listed(told.get(item))) for item in {**wanted, **told}}
    return {item: pair for item, pair in pairs.items() if pair[0] != pair[1]}


def _listed(value: object) -> object:
    """As written in YAML: several choices as a set, whole numbers as they are."""
    if isinstance(value, list | tuple):
        return frozenset(value)
    return value


@pytest.mark.parametrize("path", EXPECTED, ids=_name)
def test_a_mapping_written_and_read_back_unchanged_reads_the_same(
    path: Path, tmp_path: Path, questionnaire: Questionnaire
) -> None:
    export = exported(path, tmp_path, expected_of(path).get("needs") or {})
    mapping = match(questionnaire, export)
    written = tmp_path / "map.yaml"
    written.write_text(mapping_text(mapping, questionnaire, export), encoding="utf-8")
    loaded = load_mapping(written)
    assert fit_mapping(loaded, questionnaire, export) == ()
    assert loaded.value is not None
    again = match(questionnaire, export, explicit=loaded.value)
    assert [(each.kind, each.item) for each in again.stops] == [(each.kind, each.item) for each in mapping.stops]
    assert list(answers(export, again)) == list(answers(export, mapping))
    decided = {each.item for each in mapping.matches}
    assert {each.item for each in again.matches if each.how == "map"} == decided
