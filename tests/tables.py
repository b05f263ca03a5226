"""Tables made by hand, as a reader would describe them: headers and rows in, an `Export` out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from readiness.batch.export import Column, ColumnKind, Export, Parquet
from readiness.batch.mapping import Mapping as Matched
from readiness.batch.mapping import Match, Trouble
from readiness.batch.readings import Reading
from readiness.model.column_map import MappingFile
from readiness.model.questionnaire import Questionnaire
from tests.strategies import real

Head = str | tuple[str, str] | Mapping[str, Any]
"""A header: its words, its words and those of its row, or any of a column's fields."""


def column(position: int, head: Head) -> Column:
    fields: dict[str, Any] = {"code": "", "text": "", "sub": "", "kind": "answer"}
    if isinstance(head, str):
        fields |= {"text": head}
    elif isinstance(head, tuple):
        fields |= {"text": head[0], "sub": head[1]}
    else:
        fields |= dict(head)
    cells = fields.pop("cells", None) or tuple(filter(None, (fields["code"], fields["text"], fields["sub"])))[:1]
    return Column(position=position, name=f"c{position}", cells=tuple(cells), **fields)


def code(name: str, **fields: Any) -> Mapping[str, Any]:
    """A header that is a platform's id."""
    return {"code": name, **fields}


def of_kind(kind: ColumnKind, text: str) -> Mapping[str, Any]:
    return {"text": text, "kind": kind}


def table(heads: Sequence[Head], rows: Sequence[Sequence[str | None]] = (), **fields: Any) -> Export:
    """A table with these headers. Rows may be left out where only headers matter."""
    columns = tuple(column(at, head) for at, head in enumerate(heads))
    cells = {each.name: [row[at] for row in rows] for at, each in enumerate(columns)}
    sample = pl.DataFrame(cells, schema={each.name: pl.String for each in columns})
    known: dict[str, Any] = {
        "display": "table.csv",
        "platform": "plain table",
        "place": Parquet(path=str(Path("table.parquet")), columns=tuple(each.name for each in columns)),
        "first_row": 2,
        "header_rows": 1,
    }
    return Export(columns=columns, sample=sample, **(known | fields))


def one_column(head: Head, cells: Sequence[str | None], **fields: Any) -> Export:
    """A table of a single column."""
    return table([head], [[cell] for cell in cells], **fields)


def asking(*questions: Mapping[str, Any], **more: Any) -> Questionnaire:
    """A questionnaire of these questions in one section; English and French unless the texts say otherwise."""
    written: dict[str, Any] = {
        "format": 1,
        "id": "asked",
        "version": "1",
        "title": "Asked",
        "languages": ["en", "fr"],
        "scales": {"agreement": AGREEMENT},
        "sections": [{"id": "all", "title": "All", "questions": [dict(each) for each in questions]}],
    }
    return real({**written, **more})


AGREEMENT = [
    {"value": value, "label": {"en": english, "fr": french}}
    for value, english, french in (
        (1, "Strongly disagree", "Pas du tout d'accord"),
        (2, "Disagree", "Pas d'accord"),
        (3, "Neither", "Ni l'un ni l'autre"),
        (4, "Agree", "D'accord"),
        (5, "Strongly agree", "Tout à fait d'accord"),
    )
]


def scale(name: str, text: Any, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": "scale", "scale": "agreement", "text": text, **more}


def choices(name: str, text: Any, labels: Mapping[Any, Any], **more: Any) -> dict[str, Any]:
    """A question of several choices, each worth a point."""
    each = [{"value": value, "label": label, "points": 1} for value, label in labels.items()]
    return {"id": name, "type": "choices", "text": text, "choices": each, **more}


def grid(name: str, text: Any, rows: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    written = [{"id": row, "text": words} for row, words in rows.items()]
    return {"id": name, "type": "grid", "scale": "agreement", "text": text, "rows": written, **more}


def decided(**written: Any) -> MappingFile:
    """A mapping file by its keys."""
    return MappingFile.model_validate({"format": 1, **written})


def matched(mapping: Matched) -> dict[str, tuple[int, ...]]:
    """The positions of the columns that answer each item."""
    return {match.item: match.columns for match in mapping.matches}


def match_of(mapping: Matched, item: str) -> Match:
    return next(match for match in mapping.matches if match.item == item)


def reading_of(mapping: Matched, item: str) -> Reading:
    return next(reading for reading in mapping.readings if reading.item == item)


def stops(mapping: Matched) -> list[tuple[str, str | None]]:
    """What stops the run: kinds and items."""
    return [(trouble.kind, trouble.item) for trouble in mapping.stops]


def trouble_of(mapping: Matched, kind: str) -> Trouble:
    return next(trouble for trouble in mapping.troubles if trouble.kind == kind)
