"""A blank response sheet as an Excel workbook."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING

from readiness.loading.sheet_layout import COLUMNS, PARTS, RowType, guard
from readiness.model.questionnaire import Opportunity, Questionnaire, Risk
from readiness.reports.sheet_form import CONFIDENCES, Form, clean
from readiness.reports.sheet_table import Line, TableSheet, headings

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {
    "id": 24,
    "type": 11,
    "section": 20,
    "question": 60,
    "how to answer": 48,
    "answer": 18,
    "note": 32,
    "evidence": 32,
    "confidence": 12,
    "importance": 12,
}
"""Of the workbook's columns, in characters."""
_HEAD_FILL, _SECTION_FILL, _INPUT_FILL = "1F3A5F", "D9E2EC", "FFFBE6"
_FONT = "Calibri"
_LONGEST_LIST = 255
"""Characters that a list to pick from may have where it is written into the cell's own rule."""


def blank_xlsx(questionnaire: Questionnaire, language: str) -> bytes:
    """The table as a workbook, with lists to choose from and the rating scales on a second sheet."""
    from openpyxl.workbook import Workbook  # 0.15 s

    workbook = Workbook()
    workbook.properties.creator = "readiness"
    workbook.properties.title = clean(questionnaire.title.in_(language))
    form = TableSheet(questionnaire, language)
    _fill_answers(workbook, form)
    if questionnaire.risks or questionnaire.opportunities:
        _fill_scales(workbook, form)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _fill_answers(workbook: Workbook, form: TableSheet) -> None:
    from openpyxl.utils import get_column_letter

    sheet = workbook.active
    assert sheet is not None
    sheet.title = form.say("answers_sheet")
    _write_row(sheet, 1, headings(form.language))
    _style_head(sheet)
    lists: dict[tuple[str, ...], list[str]] = {CONFIDENCES: []}
    confidence = get_column_letter([*COLUMNS].index("confidence") + 1)
    answer = get_column_letter([*COLUMNS].index("answer") + 1)
    for row, line in enumerate(form.lines(), 2):
        _write_row(sheet, row, line.cells())
        _style_line(sheet, row, line)
        if line.options:
            lists.setdefault(line.options, []).append(f"{answer}{row}")
        if line.id and line.type is not RowType.META:
            lists[CONFIDENCES].append(f"{confidence}{row}")
    for options, cells in lists.items():
        _offer(sheet, options, cells)
    for at, width in enumerate(_WIDTHS.values(), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    _set_up_page(sheet)


def _write_row(sheet: Worksheet, row: int, cells: tuple[str | None, ...] | list[str]) -> None:
    """Every cell as text: none may become a formula, an error or a number by what it begins with."""
    for column, text in enumerate(cells, 1):
        if text:
            cell = sheet.cell(row, column, str(text))
            cell.data_type = "s"
            cell.quotePrefix = guard(text) != text


def _style_head(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for cell in sheet[1]:
        cell.font = Font(name=_FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_HEAD_FILL)
        cell.alignment = Alignment(wrap_text=True, vertical="center")


def _style_line(sheet: Worksheet, row: int, line: Line) -> None:
    """Wrapped text; a shaded row for a heading, and a tint where something is to be written."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    below = Border(bottom=Side(style="hair", color="9FB3C8"))
    for at, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(row, at)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = below
        cell.font = Font(name=_FONT)
        if not line.id:
            cell.fill = PatternFill("solid", fgColor=_SECTION_FILL)
            cell.font = Font(name=_FONT, bold=column == "section")
        elif column in ("id", "type", "section"):
            cell.font = Font(name=_FONT, color="627D98")
        elif column == "answer" and line.answer is None:
            cell.fill = PatternFill("solid", fgColor=_INPUT_FILL)
            cell.number_format = _number_format(line)
        elif column in ("note", "evidence"):
            cell.number_format = "@"
    sheet.row_dimensions[row].height = _height(line.cells(), tuple(_WIDTHS.values()))


def _height(cells: tuple[str | None, ...], widths: tuple[int, ...]) -> float:
    """Points that the tallest cell needs. Told, because not every program works it out for wrapped text."""
    tallest = 1
    for text, width in zip(cells, widths, strict=True):
        lines = (text or "").split("\n")
        tallest = max(tallest, sum(max(1, len(textwrap.wrap(each, width - 1))) for each in lines))
    return min(409.0, 15.0 * tallest + 3)


def _number_format(line: Line) -> str:
    """`@` keeps the text 1-10 from becoming the first of October."""
    if line.type is RowType.DATE or line.id == "date":
        return "yyyy-mm-dd"
    return "@" if line.as_text else "General"


def _offer(sheet: Worksheet, options: tuple[str, ...], cells: list[str]) -> None:
    """A list to pick from, where one can be written: Excel's own have no commas and a limit."""
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = ",".join(options)
    if len(listed) > _LONGEST_LIST or any(set(option) & set(',"') for option in options) or not cells:
        return
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    for cell in cells:
        rule.add(cell)
    sheet.add_data_validation(rule)


def _set_up_page(sheet: Worksheet) -> None:
    """The header stays in sight, and a print is as wide as the page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fill_scales(workbook: Workbook, form: Form) -> None:
    """What each step of the rating scales means."""
    from openpyxl.styles import Alignment, Font

    sheet = workbook.create_sheet(form.say("scales_sheet"))
    _write_row(sheet, 1, ["", form.say("value"), form.say("meaning"), form.say("range")])
    _style_head(sheet)
    parts = {part for kind, rated in _registers(form.questionnaire) if rated for part in PARTS[kind]}
    row, widths = 2, (30, 8, 70, 28)
    for part in ("likelihood", "impact", "gain"):
        if part not in parts:
            continue
        title, steps = form.scale(part)
        for at, step in enumerate(steps):
            cells = (title if at == 0 else "", str(step.value), form.words(step.label), form.span(step))
            _write_row(sheet, row, cells)
            for column in range(1, 5):
                sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
                sheet.cell(row, column).font = Font(name=_FONT, bold=column == 1)
            sheet.row_dimensions[row].height = _height(cells, widths)
            row += 1
    for letter, width in zip("ABCD", widths, strict=True):
        sheet.column_dimensions[letter].width = width
    _set_up_page(sheet)


def _registers(questionnaire: Questionnaire) -> tuple[tuple[RowType, tuple[Risk | Opportunity, ...]], ...]:
    return (RowType.RISK, questionnaire.risks), (RowType.OPPORTUNITY, questionnaire.opportunities)
