"""A blank response sheet as CSV."""

from __future__ import annotations

import csv
import io

from readiness.loading.sheet_layout import guard
from readiness.model.questionnaire import Questionnaire
from readiness.reports.sheet_table import TableSheet, headings


def blank_csv(questionnaire: Questionnaire, language: str) -> str:
    """The form as a table. Written without a byte order mark, which Excel needs: whoever saves it adds it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings(language))
    for line in TableSheet(questionnaire, language).lines():
        writer.writerow([guard(cell or "") for cell in line.cells()])
    return out.getvalue()
