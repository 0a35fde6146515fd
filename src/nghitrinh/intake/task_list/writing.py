"""Writing lists: the template that a secretary fills in, and tasks of the record in the same columns."""

import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from nghitrinh.intake.task_list.columns import (
    BODIES_SHEET,
    COLUMNS,
    HELP_SHEET,
    LEVELS,
    SHEET,
    STATE,
    Kind,
    SheetColumn,
)
from nghitrinh.intake.task_list.references import given_in
from nghitrinh.intake.task_list.rows import MOST_ROWS
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.tasks.acts.lists import written_reference
from nghitrinh.record.tasks.models import Task

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DAY, _AS_TEXT = "dd/mm/yyyy", "@"
_LEVEL_WORDS = {level: words for words, level in LEVELS.items()}
_RULES = (
    "Điền việc vào trang “Danh sách”, mỗi việc một dòng; trang này và trang “Cơ quan” không được đọc.",
    "Cột xếp theo thứ tự nào cũng được; tên cột giữ nguyên. Cột có dấu * là bắt buộc.",
    "Máy không nhận công thức: nếu có, hãy dán lại dưới dạng giá trị.",
    f"Mỗi danh sách nhiều nhất {MOST_ROWS} việc. Còn một ô sai thì chưa việc nào vào hồ sơ.",
)


def template(bodies: Iterable[Organization]) -> bytes:
    """Return an empty list with an explanation, an example that is not read, and the organizations to choose from."""
    workbook = _workbook([])
    _explain(workbook.create_sheet(HELP_SHEET))
    names = [(each.name, each.short_name) for each in bodies]
    _table(workbook.create_sheet(BODIES_SHEET), ("Tên", "Tên tắt"), names, (60, 24))
    _offer(workbook[SHEET], len(names))
    return _bytes(workbook)


def listed(tasks: Iterable[Task]) -> bytes:
    """Return tasks as a list, each with where it stands. One that came by no list is named by what it was given in."""
    shown = list(tasks)
    places = given_in(shown)
    rows = [_cells(task, places.get(task.pk, "")) for task in shown]
    return _bytes(_workbook(rows, (*COLUMNS, STATE)))


def _cells(task: Task, place: str) -> Mapping[str, Any]:
    return {
        "reference": written_reference(task, place),
        "text": task.text,
        "responsible": task.responsible.name,
        "through": task.through.name if task.through else "",
        "with_bodies": "; ".join(body.name for body in task.with_bodies.all()),
        "report_to": task.report_to.name if task.report_to else "",
        "due_on": task.due_on,
        "due_text": task.due_text,
        "assigned_on": task.assigned_on,
        "level": _LEVEL_WORDS[Level(task.level)],
        "state": str(task.get_state_display()),
    }


def _workbook(rows: list[Mapping[str, Any]], columns: tuple[SheetColumn, ...] = COLUMNS) -> Workbook:
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = SHEET
    headers = [f"{column.header} *" if column.required else column.header for column in columns]
    numbered = [{"place": number, **row} for number, row in enumerate(rows, start=1)]
    lines = [[row[column.field] for column in columns] for row in numbered]
    put_table(
        sheet, headers, lines, [column.width for column in columns], [column.kind is Kind.DAY for column in columns]
    )
    return workbook


def put_table(
    sheet: Any,
    headers: Iterable[str],
    lines: Iterable[Iterable[Any]],
    widths: Iterable[int],
    days: Iterable[bool] = (),
) -> None:
    """Write headers and lines onto a sheet, texts as texts; `days` says of each column whether days stand in it."""
    _table(sheet, headers, lines, widths)
    for position, is_day in enumerate(days, start=1):  # of the cells that are still empty
        sheet.column_dimensions[get_column_letter(position)].number_format = _DAY if is_day else _AS_TEXT


def _table(sheet: Any, headers: Iterable[str], lines: Iterable[Iterable[Any]], widths: Iterable[int]) -> None:
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row, line in enumerate((headers, *lines), start=1):
        _line(sheet, row, line)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E7E6E6")
    sheet.freeze_panes = "A2"


def _line(sheet: Any, row: int, values: Iterable[Any]) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(value, str):
            _put_text(cell, value)
        else:
            cell.value = value
            cell.number_format = _DAY if isinstance(value, date) else "General"


def _put_text(cell: Any, text: str) -> None:
    """Write a text as text: what begins with "=" is none of our formulas, also after somebody edits the cell."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text) or None
    cell.number_format = _AS_TEXT
    if text.startswith("="):
        cell.data_type = "s"
        cell.quotePrefix = True


def _explain(sheet: Any) -> None:
    described = [(f"{each.header} *" if each.required else each.header, each.says, each.example) for each in COLUMNS]
    _table(sheet, ("Cột", "Điền gì", "Ví dụ (không được đọc)"), described, (24, 70, 40))
    for row, rule in enumerate(_RULES, start=len(described) + 3):
        sheet.cell(row, 1).value = rule


def _offer(sheet: Any, bodies: int) -> None:
    """Offer the organizations and the levels to choose from; another spelling may still be typed."""
    chosen = {kind: f"'{BODIES_SHEET}'!$A$2:$A${bodies + 1}" for kind in (Kind.BODY, Kind.BODIES) if bodies}
    chosen[Kind.LEVEL] = f'"{",".join(LEVELS)}"'
    for number, column in enumerate(COLUMNS, start=1):
        if column.kind in chosen:
            letter = get_column_letter(number)
            offered = DataValidation(
                type="list", formula1=chosen[column.kind], allow_blank=True, showErrorMessage=False
            )
            offered.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
            sheet.add_data_validation(offered)


def _bytes(workbook: Workbook) -> bytes:
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()
