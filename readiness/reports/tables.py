"""The assessment as CSV: one row for each number a spreadsheet or a script may want, in one long table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from readiness.model.assessment import Assessment, GroupResult, ItemResult
from readiness.reports.safe import harmless

COLUMNS = (
    "organization",
    "respondent",
    "role",
    "date",
    "questionnaire",
    "version",
    "kind",
    "id",
    "parent",
    "text",
    "state",
    "answer",
    "score",
    "percent",
    "lower",
    "upper",
    "coverage",
    "weight",
    "points",
    "points_least",
    "points_most",
    "target",
    "likelihood",
    "impact",
    "inherent",
    "residual",
    "note",
)
Row = dict[str, object]


def csv_text(assessments: Sequence[Assessment]) -> str:
    """All assessments below one another. Scores are 0..1 and unrounded; a blank cell means there is no number."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for assessment in assessments:
        meta = _meta(assessment)
        for row in _rows(assessment):
            writer.writerow({key: _cell(value) for key, value in {**meta, **row}.items()})
    return out.getvalue()


def _cell(value: object) -> object:
    """Text that a spreadsheet would run as a formula is set off with an apostrophe; None is blank."""
    if isinstance(value, str):
        return harmless(value)
    return "" if value is None else value


def _meta(assessment: Assessment) -> Row:
    return {
        "organization": assessment.organization,
        "respondent": assessment.respondent.name,
        "role": assessment.respondent.role,
        "date": assessment.date.isoformat() if assessment.date else None,
        "questionnaire": assessment.questionnaire.id,
        "version": assessment.questionnaire.version,
    }


def _rows(assessment: Assessment) -> Iterator[Row]:
    yield from _scores(assessment.overall, "")
    yield from _conclusions(assessment)
    yield from _risks(assessment)


def _scores(result: GroupResult | ItemResult, parent: str) -> Iterator[Row]:
    yield {
        "kind": result.kind,
        "id": result.id,
        "parent": parent,
        "text": result.text,
        "score": result.score,
        "percent": result.percent,
        "lower": result.bounds.lower,
        "upper": result.bounds.upper,
        "coverage": result.coverage,
        "weight": result.weight,
        "points": result.points.earned if result.points else None,
        "points_least": result.points.least if result.points else None,
        "points_most": result.points.most if result.points else None,
        **_own(result),
    }
    if isinstance(result, GroupResult):
        for child in result.children:
            yield from _scores(child, result.id)


def _own(result: GroupResult | ItemResult) -> Row:
    if isinstance(result, GroupResult):
        return {"target": result.target, "state": "" if result.applicable else "not_applicable"}
    answer = ";".join(map(str, result.answer)) if isinstance(result.answer, tuple) else result.answer
    return {"state": result.state, "answer": answer, "note": result.note}


def _conclusions(assessment: Assessment) -> Iterator[Row]:
    level, stance = assessment.level, assessment.stance
    if level is not None:
        yield {"kind": "level", "id": level.held, "text": level.title, "state": f"{level.lowest}..{level.highest}"}
    for gate in assessment.gates:
        yield {"kind": "gate", "id": gate.id, "text": gate.reason, "state": gate.state}
    for course in assessment.stances:
        marks = [
            word
            for word, holds in (
                ("best", stance is not None and stance.best == course.id),
                ("now", stance is not None and stance.now == course.id),
                ("available", course.available),
            )
            if holds
        ]
        yield {
            "kind": "stance",
            "id": course.id,
            "text": course.title,
            "state": " ".join(marks),
            "inherent": course.inherent,
            "residual": course.exposure,
            "lower": course.bounds.lower,
            "upper": course.bounds.upper,
        }


def _risks(assessment: Assessment) -> Iterator[Row]:
    for side in assessment.sides:
        yield {
            "kind": "side",
            "id": side.side,
            "inherent": side.inherent,
            "residual": side.residual,
            "lower": side.bounds.lower,
            "upper": side.bounds.upper,
            "coverage": side.coverage,
        }
    for kind, listed in (("risk", assessment.risks), ("opportunity", assessment.opportunities)):
        for risk in listed:
            yield {
                "kind": kind,
                "id": risk.id,
                "parent": risk.side,
                "text": risk.text,
                "state": risk.state,
                "likelihood": risk.likelihood.step if risk.likelihood else None,
                "impact": risk.impact.step if risk.impact else None,
                "inherent": risk.inherent,
                "residual": risk.residual,
                "lower": risk.bounds.lower,
                "upper": risk.bounds.upper,
                "note": risk.note,
            }
