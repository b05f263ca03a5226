"""Every format a report can be written in, in one table: it feeds `--format`, the suffixes of `-o`, and the help.

A further format is a function here and one line in `WRITERS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from readiness.model.assessment import Assessment
from readiness.model.decision import NoPlan, Plan
from readiness.model.signs import ACTING
from readiness.reports.content import report


class Format(StrEnum):
    """What a report can be written as."""

    TERMINAL = "terminal"
    PLAIN = "plain"
    JSON = "json"
    YAML = "yaml"
    CSV = "csv"
    MARKDOWN = "md"


SUFFIXES: Mapping[str, Format] = {
    ".txt": Format.PLAIN,
    ".json": Format.JSON,
    ".yaml": Format.YAML,
    ".yml": Format.YAML,
    ".csv": Format.CSV,
    ".md": Format.MARKDOWN,
}
"""Which suffix of an output file asks for which format."""


def json_text(assessments: Sequence[Assessment]) -> str:
    """One document for one assessment; a list of them for several. Control characters are escaped."""
    plain = [_plain(assessment) for assessment in assessments]
    return _json(plain[0] if len(plain) == 1 else plain)


def plan_json(plan: Plan | NoPlan) -> str:
    """A plan, or why there is none, as one JSON document, unrounded and whole. Control characters are escaped."""
    return _json(_plain(plan))


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return ACTING.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def yaml_text(assessments: Sequence[Assessment]) -> str:
    """The same content as the JSON, a document for each."""
    from readiness.loading.saving import to_yaml

    return "---\n".join(to_yaml(_plain(assessment)) for assessment in assessments)


def markdown_text(assessments: Sequence[Assessment]) -> str:
    """Reports below one another."""
    from readiness.reports.markdown import render

    return "\n---\n\n".join(render(report(assessment)) for assessment in assessments)


def plain_text(assessments: Sequence[Assessment]) -> str:
    """Linear reports below one another."""
    from readiness.reports.plain import render

    return "\n\n".join(render(report(assessment)) for assessment in assessments)


def csv_document(assessments: Sequence[Assessment]) -> str:
    """One long table."""
    from readiness.reports.tables import csv_text

    return csv_text(assessments)


def _plain(result: Assessment | Plan | NoPlan) -> object:
    return result.model_dump(mode="json", by_alias=True)


WRITERS: Mapping[Format, Callable[[Sequence[Assessment]], str]] = {
    Format.PLAIN: plain_text,
    Format.JSON: json_text,
    Format.YAML: yaml_text,
    Format.CSV: csv_document,
    Format.MARKDOWN: markdown_text,
}
"""All formats but the terminal's own, which is drawn on a console rather than written as text."""

SHOWS_CAUTIONS = frozenset({Format.TERMINAL, Format.PLAIN, Format.JSON, Format.YAML, Format.MARKDOWN})
"""The formats that carry the cautions themselves; for the others they are said on standard error."""
