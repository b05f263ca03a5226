"""A work list as an Excel workbook, to print, to sort and to tick off."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, TypeVar

from readiness.model.assessment import Assessment
from readiness.reports.numbers import cut
from readiness.reports.plan import dates_sentence
from readiness.reports.plan_sentences import is_rounded, plan_sentence
from readiness.reports.safe import runs, visible
from readiness.reports.work_list import Cell, Task, WorkList, about, columns, group_title, row
from readiness.words import say

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_T = TypeVar("_T")
_HEAD_FILL, _GROUP_FILL, _INPUT_FILL, _LINE = "1F3A5F", "D9E2EC", "FFFBE6", "9FB3C8"
_FONT = "Calibri"
_WIDTHS = {
    "w_number": 5,
    "w_what": 38,
    "w_asked": 32,
    "w_was": 20,
    "w_becomes": 20,
    "w_days": 10,
    "w_owner": 18,
    "w_start": 11,
    "w_due": 11,
    "w_done": 11,
    "w_advice": 42,
    "w_evidence": 30,
    "w_area": 16,
    "l_section": 18,
    "w_level_after": 14,
    "w_fits_after": 14,
}
"""Of columns, in characters, by the key of their head; the others are as wide as a number needs."""
_NARROW = 12
HEAD = 2
"""The row of the heads; above it stands whose list it is."""
_NO_DAY = date(2000, 1, 1)
"""Stands in the file where neither the list nor the response has a date: the clock would change the bytes."""


def work_list_xlsx(work: WorkList, assessment: Assessment) -> bytes:
    """A row for each step, group by group with subtotals, a total that Excel works out, and a column to tick off."""
    from openpyxl.workbook import Workbook  # 0.15 s

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = say(assessment.language, "w_sheet")
    table = _Table(sheet, work, assessment)
    table.fill()
    _set_up_page(sheet, work, assessment)
    workbook.properties.creator = "readiness"
    workbook.properties.title = visible(plan_sentence(work.plan, assessment))
    return _saved(workbook, work.start or assessment.date or _NO_DAY)


class _Table:
    """The sheet while it is being filled, downwards."""

    def __init__(self, sheet: Worksheet, work: WorkList, assessment: Assessment) -> None:
        self.sheet, self.work, self.assessment = sheet, work, assessment
        self.language = assessment.language
        heads = columns(work, assessment)
        self.done = heads.index(say(self.language, "w_advice"))
        self.heads = self._with_done(heads, say(self.language, "w_done"))
        known = {say(self.language, key): width for key, width in _WIDTHS.items()}
        self.widths = tuple(known.get(head, _NARROW) for head in self.heads)
        self.days = self.heads.index(say(self.language, "w_days")) + 1
        self.scores = self.heads.index(say(self.language, "w_score_after")) + 1
        self.at = 1

    def _with_done(self, cells: tuple[_T, ...], done: _T) -> tuple[_T, ...]:
        """The cells with one more, before what is to be done is explained."""
        return (*cells[: self.done], done, *cells[self.done :])

    def fill(self) -> None:
        """Head, steps, totals, and what the dates rest on."""
        from openpyxl.utils import get_column_letter

        for column, width in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        self._about()
        self._head()
        for group in self.work.groups:
            first = self.at
            for task in group.tasks:
                self._task(task)
            if self.work.by is not None:
                title = group_title(group, self.work.by, self.language)
                self._sum(say(self.language, "w_subtotal", title=title), first)
        last = get_column_letter(len(self.heads))
        if self.work.by is None:
            self.sheet.auto_filter.ref = f"A{HEAD}:{last}{self.at - 1}"
        self._sum(say(self.language, "w_total"), HEAD + 1)
        for told in self._told():
            self.at += 1
            self._put(2, told)
        # What each step brings is for the screen: a page with every column would be too small to read.
        printed = get_column_letter(self.heads.index(say(self.language, "w_evidence")) + 1)
        self.sheet.print_area = f"A1:{printed}{self.sheet.max_row}"

    def _told(self) -> Iterator[str]:
        """What the figures rest on."""
        if dates := dates_sentence(self.work, self.language):
            yield dates
            yield say(self.language, "w_scheduled")
        if is_rounded(self.work.plan):
            yield say(self.language, "w_rounded")

    def _about(self) -> None:
        """Above the heads: whose work it is, from which answers, and what it is for."""
        from openpyxl.styles import Font

        self._put(1, about(self.work, self.assessment)).font = Font(name=_FONT, bold=True)
        self.at += 1

    def _head(self) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        for column, text in enumerate(self.heads, 1):
            cell = self._put(column, text)
            cell.font = Font(name=_FONT, bold=True, color="FFFFFF")
            cell.fill = PatternFill("solid", fgColor=_HEAD_FILL)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
        self.sheet.row_dimensions[HEAD].height = 15.0 * max(_lines(self.heads, self.widths)) + 6
        self.at += 1

    def _task(self, task: Task) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        cells = self._with_done(row(task, self.work, self.assessment), None)
        below = Border(bottom=Side(style="hair", color=_LINE))
        for column, value in enumerate(cells, 1):
            cell = self._put(column, value)
            cell.font = Font(name=_FONT, bold=column == 2)
            across = "center" if column in (1, self.days) else None
            cell.alignment = Alignment(horizontal=across, wrap_text=True, vertical="top")
            cell.border = below
        done = self.sheet.cell(self.at, self.done + 1)
        done.fill = PatternFill("solid", fgColor=_INPUT_FILL)
        done.number_format = "yyyy-mm-dd"
        self.sheet.row_dimensions[self.at].height = min(409.0, 15.0 * max(_lines(cells, self.widths)) + 3)
        self.at += 1

    def _put(self, column: int, value: Cell) -> SheetCell | MergedCell:
        """A cell whose text stays text, whatever it begins with."""
        cell = self.sheet.cell(self.at, column)
        if isinstance(value, str):
            cell.value = visible(value, keep_lines=True)
            cell.data_type = "s"
            cell.quotePrefix = runs(value)
        elif isinstance(value, date):
            cell.value = value
            cell.number_format = "yyyy-mm-dd"
        elif isinstance(value, float):
            # A score is cut as in the report: a display that rounds would lift it over a level edge.
            cell.value = cut(value) if column == self.scores else value
            cell.number_format = "0.0"
        else:
            cell.value = value
        return cell

    def _sum(self, label: str, first: int) -> None:
        """A row that adds up the days above, from the row `first` on. `SUBTOTAL` leaves other subtotals out, and what
        a filter hides."""
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
        from openpyxl.utils import get_column_letter

        letter = get_column_letter(self.days)
        for column in range(1, len(self.heads) + 1):
            cell = self.sheet.cell(self.at, column)
            cell.font = Font(name=_FONT, bold=True)
            cell.fill = PatternFill("solid", fgColor=_GROUP_FILL)
            cell.border = Border(top=Side(style="thin", color=_LINE))
        self._put(2, label).alignment = Alignment(wrap_text=True, vertical="top")
        total = self.sheet.cell(self.at, self.days, f"=SUBTOTAL(9,{letter}{first}:{letter}{self.at - 1})")
        total.number_format = "0.0"
        total.alignment = Alignment(horizontal="center", vertical="top")
        self.sheet.row_dimensions[self.at].height = 15.0 * max(_lines((None, label), self.widths)) + 3
        self.at += 1


def _lines(cells: tuple[Cell, ...], widths: tuple[int, ...]) -> Iterator[int]:
    """How many lines each cell takes. Told, because not every program works it out for wrapped text."""
    for value, width in zip(cells, widths, strict=False):
        written = value.split("\n") if isinstance(value, str) else ("",)
        yield sum(max(1, len(textwrap.wrap(each, width - 1))) for each in written)


def _set_up_page(sheet: Worksheet, work: WorkList, assessment: Assessment) -> None:
    """Head and names stay in sight, and a print is one page wide, with what the plan is for above it."""
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = f"C{HEAD + 1}"
    sheet.print_title_rows = f"1:{HEAD}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    heading = " · ".join(filter(None, (assessment.organization, plan_sentence(work.plan, assessment))))
    # `&` begins a code there; a head of the page takes 255 characters.
    assert sheet.oddHeader is not None and sheet.oddFooter is not None
    sheet.oddHeader.left.text = visible(heading).replace("&", "&&")[:240]
    sheet.oddFooter.right.text = "&P / &N"


def _saved(workbook: Workbook, day: date) -> bytes:
    """The workbook's bytes, with `day` wherever the library or the archive would write the time of the clock."""
    from openpyxl.writer.excel import ExcelWriter

    workbook.properties.created = workbook.properties.modified = datetime.combine(day, time())
    made, kept = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        ExcelWriter(workbook, archive).write_data()
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(kept, "w") as copy:
        for name in archive.namelist():
            copy.writestr(zipfile.ZipInfo(name), archive.read(name), compress_type=zipfile.ZIP_DEFLATED)
    return kept.getvalue()
