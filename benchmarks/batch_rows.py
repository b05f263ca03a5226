"""The measured table a row at a time: read by `csv`, validated by Pydantic, scored by the formulas. Run by `batch.py`."""

from __future__ import annotations

import csv
import sys
from itertools import islice
from pathlib import Path

from batch_table import HALVES, LABELS, QUESTIONS, RISKS, kind_of

from readiness.batch.scoring.outputs import Alone, Answered, outputs_of
from readiness.loading.document import Document
from readiness.loading.load import load_questionnaire
from readiness.loading.responses import fit
from readiness.model.response import Response
from readiness.risk.ratings import rating_of
from readiness.scoring.answers import given_by, ratings_by

source, questionnaire_file, n = sys.argv[1:]
questionnaire = load_questionnaire(Path(questionnaire_file)).value
assert questionnaire is not None


def value_of(kind: str, cell: str) -> object:
    """A cell as a response file would hold it."""
    match kind:
        case "scale":
            return "dont_know" if cell == "Don't know" else LABELS.index(cell)
        case "steps":
            return int(cell)
        case "yes_no":
            return cell.lower()
        case "number":
            return float(cell)
        case _:
            return cell.split(";")


def score(row: dict[str, str]) -> None:
    """One row, validated and scored."""
    assert questionnaire is not None
    names = [(f"q{at}", kind_of(at)) for at in range(QUESTIONS)]
    written = {
        "format": 1,
        "questionnaire": {"id": "measured", "version": "1"},
        "answers": {name: value_of(kind, row[name]) for name, kind in names if row[name]},
        "risks": {
            risk: {half: int(row[f"{risk}.{half}"]) for half in HALVES if row[f"{risk}.{half}"]} for risk in RISKS
        },
    }
    response = fit(Response.model_validate(written), questionnaire, Document(source="row")).response
    assert response is not None
    given = Answered(
        said=given_by(response),
        rating=rating_of(questionnaire, response),
        steps=lambda evaluation: ratings_by(questionnaire, response, evaluation),
    )
    outputs_of(Alone(), questionnaire, given, "all")


with Path(source).open(newline="", encoding="utf-8") as file:
    for row in islice(csv.DictReader(file), int(n)):
        score(row)
