"""A work list as CSV."""

from __future__ import annotations

import csv
import io
from datetime import date

from readiness.model.assessment import Assessment
from readiness.model.decision import Improvement
from readiness.reports.numbers import cut, tenth
from readiness.reports.safe import harmless
from readiness.reports.work_list import Cell, WorkList, about_cells, about_columns, columns, row


def work_list_csv(work: WorkList, assessment: Assessment) -> str:
    """A row for each step, group by group, each with whose it is and from which answers; no subtotals, which a sum over the column would count twice.

    Written without a byte order mark, which Excel needs: whoever saves it adds it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([harmless(head) for head in (*columns(work, assessment), *about_columns(assessment.language))])
    about = about_cells(work, assessment)
    rows = ((*row(task._replace(step=_rounded(task.step)), work, assessment), *about) for task in work.tasks)
    writer.writerows([_written(cell) for cell in cells] for cells in rows)
    return out.getvalue()


def _rounded(step: Improvement) -> Improvement:
    """With its figures to a tenth, as they are shown everywhere: a score cut, so that it is not lifted to a level."""
    after, percent = step.after, step.after.percent
    then = after.model_copy(
        update={
            "percent": None if percent is None else cut(percent),
            "exposures": {name: tenth(value) for name, value in after.exposures.items()},
        }
    )
    return step.model_copy(update={"effort": tenth(step.effort), "after": then})


def _written(cell: Cell) -> object:
    match cell:
        case str():
            return harmless(cell)
        case date():
            return cell.isoformat()
        case float():
            return f"{cell:.15g}"
        case None:
            return ""
        case _:
            return cell
